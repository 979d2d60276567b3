//! The program that calls every operation of a description's client, as a crate.

use anyhow::Context;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::json;
use specwright::{Name, Target};
use specwright_emit::{Crate, DirectoryName, File, RelativePath};
use specwright_model::{Api, ParameterPlace, StatusPattern};
use specwright_rust::{OperationPlan, ParameterPlan, Plan, ResponsePlan, ident, string};

use super::call;
use crate::workspace::toml;

/// The package of what all programs share.
const SHARED: &str = "corpus-driver";

/// What all programs share: calls, and what came of them.
const SHARED_LIBRARY: &str = include_str!("../../../driver/lib.rs");

/// The program of one description.
#[derive(Clone, Debug)]
pub(in crate::corpus) struct Driver {
    /// Its crate.
    pub(in crate::corpus) package: Crate,
    /// How many operations it calls.
    pub(in crate::corpus) operations: usize,
    /// How many operations of the description are in no generated crate.
    pub(in crate::corpus) left_out: usize,
}

/// The crate that all programs link. `runtime` is the manifest's path to the runtime.
///
/// # Errors
/// Where a path is none, or the manifest cannot be written.
pub(in crate::corpus) fn shared(runtime: &str) -> anyhow::Result<Crate> {
    let manifest = toml(&json!({
        "package": { "name": SHARED, "version": "0.0.0", "edition": "2024" },
        "dependencies": {
            "serde_json": "1",
            // All that some client or server needs, so that the runtime is compiled once for all programs.
            "specwright-runtime": { "path": runtime, "features": ["client", "pattern", "serve"] },
            "tokio": { "version": "1", "features": ["macros", "net", "rt-multi-thread", "time"] },
        },
    }))?;
    package(
        SHARED,
        [("Cargo.toml", manifest), ("src/lib.rs", SHARED_LIBRARY.to_owned())],
    )
}

/// Whom a program calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::corpus) enum Partner {
    /// The mock of the server that is generated, within the program.
    OwnMock,
    /// Whoever is at the address that the program is given.
    Address,
}

/// The program for an API, whose client is beside it under `name`, and so is the server where it calls that.
///
/// # Errors
/// Where what is generated is no Rust, a path is none, or the manifest cannot be written.
pub(in crate::corpus) fn driver(name: &Name, api: &Api, runtime: &str, partner: Partner) -> anyhow::Result<Driver> {
    let (plan, _) = specwright_rust::plan(api);
    let [client, server] = [Target::Client, Target::Server].map(|target| name.package(target));
    let directory = format!("{name}-wire");
    let mut dependencies = json!({
        // Requests stay on this machine: there is no need of TLS.
        client.as_str(): {
            "path": format!("../{client}"),
            "default-features": false,
            "features": call::features(&plan),
        },
        SHARED: { "path": format!("../{SHARED}") },
        "specwright-runtime": { "path": runtime, "features": ["client", "serve"] },
    });
    let router = match partner {
        Partner::OwnMock => {
            if let Some(dependencies) = dependencies.as_object_mut() {
                dependencies.insert(server.clone(), json!({ "path": format!("../{server}") }));
            }
            let server = crate_name(&server);
            quote!(Some(#server::mock::router()))
        }
        Partner::Address => quote!(None),
    };
    let manifest = toml(&json!({
        "package": { "name": directory, "version": "0.0.0", "edition": "2024" },
        "dependencies": dependencies,
    }))?;
    let file = syn::parse2(program(&plan, &client, &router)).context("the generated program is no Rust")?;
    let program = prettyplease::unparse(&file);
    Ok(Driver {
        package: package(&directory, [("Cargo.toml", manifest), ("src/main.rs", program)])?,
        operations: plan.operations.len(),
        left_out: api.operations().count().saturating_sub(plan.operations.len()),
    })
}

fn package(directory: &str, files: [(&str, String); 2]) -> anyhow::Result<Crate> {
    let files = files.into_iter().map(|(path, contents)| {
        let path = RelativePath::new(path)?;
        anyhow::Ok(File { path, contents })
    });
    Ok(Crate {
        directory: DirectoryName::new(directory)?,
        files: files.collect::<Result<_, _>>()?,
    })
}

/// The name of a package's library.
fn crate_name(package: &str) -> Ident {
    ident(&package.replace('-', "_"))
}

/// The program of a client's package. `router` is the expression of what it serves to itself.
fn program(plan: &Plan, client: &str, router: &TokenStream) -> TokenStream {
    let client = crate_name(client);
    let functions = (1..).map(|number| ident(&format!("operation_{number}")));
    let (rows, calls): (Vec<_>, Vec<_>) = plan
        .operations
        .iter()
        .zip(functions)
        .map(|(operation, function)| (row(operation, &function), call::function(plan, operation, &function)))
        .unzip();
    let builder = call::builder(plan);
    quote! {
        #![allow(warnings)]

        use std::process::ExitCode;
        use corpus_driver::{Call, Operation, Outcome, argument, outcome};
        use specwright_runtime as runtime;
        use #client::{Client, operations, types};

        static OPERATIONS: &[Operation<Client>] = &[#(#rows),*];

        fn main() -> ExitCode {
            corpus_driver::run(#router, OPERATIONS, |url, recorder| #builder)
        }

        #(#calls)*
    }
}

fn row(operation: &OperationPlan, function: &Ident) -> TokenStream {
    let [id, method, path] = [&operation.id, &operation.method, &operation.path].map(|text| string(text));
    // An operation that describes `Prefer` itself may refuse what the mock reads there.
    let statuses = match operation.parameters.iter().any(is_preference) {
        true => Vec::new(),
        false => statuses(&operation.responses),
    };
    let has_options = call::has_options(operation);
    let forms = call::forms(operation);
    quote! {
        Operation {
            id: #id,
            method: #method,
            path: #path,
            statuses: &[#(#statuses),*],
            has_options: #has_options,
            forms: #forms,
            call: |client, call| Box::pin(#function(client, call)),
        }
    }
}

fn is_preference(parameter: &ParameterPlan) -> bool {
    parameter.place == ParameterPlace::Header && parameter.wire_name.eq_ignore_ascii_case("Prefer")
}

/// The statuses to ask for, so that every response is given once: of a range the last one that has no response of its
/// own, and for the default response one that nothing else describes.
fn statuses(responses: &[ResponsePlan]) -> Vec<u16> {
    let described = |status: u16| responses.iter().any(|it| it.status == StatusPattern::Code(status));
    let in_range = |status: u16| {
        let class = |pattern| matches!(pattern, StatusPattern::Range(class) if u16::from(class) == status / 100);
        responses.iter().any(|it| class(it.status))
    };
    let asked = responses.iter().filter_map(|response| match response.status {
        StatusPattern::Code(code) => Some(code),
        StatusPattern::Range(class) => {
            let first = u16::from(class) * 100;
            (first..first + 100).rev().find(|status| !described(*status))
        }
        StatusPattern::Default => (400..600)
            .rev()
            .find(|status| !described(*status) && !in_range(*status)),
    });
    asked.filter(|status| (200..600).contains(status)).collect()
}
