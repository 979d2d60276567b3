//! Which files a crate has, and which template makes each.

use std::collections::BTreeSet;

use specwright_diagnostics::Diagnostics;
use specwright_model::{Api, Capability};
use specwright_render::{Error, Template, Templates, Tokens};
use specwright_rust::{Plan, ident};
use specwright_target::{Dependency, Draft, GeneratedFile, Manifest, Options, manifest, render_all};

use crate::adapters::Adapters;
use crate::calls::{Calls, CallsContext};
use crate::findings::finding;
use crate::operations::Operations;
use crate::plan::Plans;
use crate::routes::RoutesContext;
use crate::schemas::Schemas;
use crate::tools::{Summary, ToolsContext};
use crate::{Generated, addresses, library, nothing, rules, schemas_of};

macro_rules! template {
    ($name:literal) => {
        Template {
            name: $name,
            text: specwright_templates::text($name),
        }
    };
}

const LIBRARY: Template = template!("gateway/lib.rs");
const PROGRAM: Template = template!("gateway/main.rs");
const CALLS: Template = template!("gateway/calls.rs");
const ROUTES: Template = template!("gateway/routes.rs");
const TOOLS: Template = template!("gateway/tools.rs");

/// All templates, each of which makes a file.
pub(crate) const TEMPLATES: [Template; 5] = [LIBRARY, PROGRAM, CALLS, ROUTES, TOOLS];

/// The crate of a capability.
pub(crate) fn generate(
    api: &Api,
    plan: &Plan,
    capability: &Capability,
    client: &str,
    options: &Options,
    templates: &Templates,
    mut diagnostics: Diagnostics,
) -> Result<Generated, Error> {
    let mut adapters = Adapters {
        api,
        plans: Plans {
            operations: Operations::new(api, plan),
            calls: Calls::new(&plan.types),
            unreachable: addresses::unreachable(capability),
            features: BTreeSet::new(),
        },
        schemas: Schemas::new(api, schemas_of(capability)),
        routes: Vec::new(),
        tools: Vec::new(),
        forwards: 0,
        summary: Summary::default(),
    };
    let exposed = adapters.expose(capability, &mut diagnostics);
    if adapters.are_empty() {
        let message = "there is nothing that a gateway could serve: no route and no tool";
        let diagnostic = finding(&rules::NOTHING_EXPOSED, capability.origin, message.to_owned());
        diagnostics.push(diagnostic.help("expose operations by an adapter of the type `rest` or `mcp`"));
        return Ok(nothing(diagnostics));
    }
    let library = library::context(capability, plan.base_url.as_deref(), exposed, options, &mut diagnostics);
    let features = adapters.plans.features();
    let calls = CallsContext {
        client: Tokens::new(ident(&client.replace('-', "_"))),
        calls: adapters.plans.calls.into_contexts(),
    };
    let mut drafts = vec![
        Draft::template("src/lib.rs", templates, LIBRARY.name, library),
        Draft::template("src/main.rs", templates, PROGRAM.name, library::program(options)),
        Draft::template("src/calls.rs", templates, CALLS.name, calls),
    ];
    if !adapters.routes.is_empty() {
        let routes = RoutesContext { sets: adapters.routes };
        drafts.push(Draft::template("src/routes.rs", templates, ROUTES.name, routes));
    }
    if !adapters.tools.is_empty() {
        let tools = ToolsContext { sets: adapters.tools };
        drafts.push(Draft::template("src/tools.rs", templates, TOOLS.name, tools));
    }
    let mut files = vec![GeneratedFile::new(
        "Cargo.toml",
        manifest(options, &described(api, features, client, options)),
    )];
    files.extend(render_all(options, drafts)?);
    Ok(Generated {
        files,
        diagnostics,
        summary: adapters.summary,
    })
}

/// What the manifest says; `features` are those of the client that are needed.
fn described(api: &Api, features: Vec<String>, client: &str, options: &Options) -> Manifest {
    Manifest {
        description: format!("A gateway to {}", options.api_title(api)),
        runtime_features: vec!["gateway"],
        dependencies: vec![Dependency {
            package: client.to_owned(),
            path: format!("../{client}"),
            features,
        }],
        features: vec![("rustls".to_owned(), vec![format!("{client}/rustls")], true)],
        has_program: true,
    }
}
