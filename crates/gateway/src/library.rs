//! The root of a generated crate: what is exposed, and what is needed for that.

use proc_macro2::TokenStream;
use quote::quote;
use serde::Serialize;
use specwright_diagnostics::Diagnostics;
use specwright_model::{Bind, BindLocation, Capability, Expression};
use specwright_render::Tokens;
use specwright_rust::{Docs, ident, string};
use specwright_target::Options;

use crate::addresses;
use crate::credentials::of_upstreams;
use crate::expression::{InputNames, sent};

/// What `gateway/lib.rs` is filled with.
#[derive(Serialize)]
pub(crate) struct LibraryContext {
    docs: Tokens,
    has_routes: bool,
    has_tools: bool,
    name: Tokens,
    title: Option<Tokens>,
    description: Option<Tokens>,
    base_url: Tokens,
    credentials: Vec<Tokens>,
    binds: Vec<Tokens>,
    adapters: Vec<Tokens>,
}

/// `src/main.rs`.
#[derive(Serialize)]
pub(crate) struct ProgramContext {
    library: Tokens,
}

/// What is exposed by which adapter.
pub(crate) struct Exposed {
    pub(crate) adapters: Vec<TokenStream>,
    pub(crate) has_routes: bool,
    pub(crate) has_tools: bool,
}

/// The context of the root; `base_url` is the address where the capability names none.
pub(crate) fn context(
    capability: &Capability,
    base_url: Option<&str>,
    exposed: Exposed,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> LibraryContext {
    let title = Some(capability.name.trim()).filter(|name| !name.is_empty());
    let of_capability = capability.upstreams.first().map(|upstream| &upstream.base_url);
    let otherwise = Expression::text(base_url.unwrap_or_default());
    // What is no literal and no bind has no value there, and the program says so.
    let address = of_capability.unwrap_or(&otherwise);
    let none = Expression::text("");
    let address = if addresses::is_open(address) { &none } else { address };
    let base_url = sent(address, &InputNames::default());
    let text = |text: &str| Tokens::new(string(text));
    LibraryContext {
        docs: Tokens::from(docs(capability).inner()),
        has_routes: exposed.has_routes,
        has_tools: exposed.has_tools,
        name: text(&options.package),
        title: title.map(text),
        description: capability
            .description
            .as_deref()
            .filter(|it| !it.trim().is_empty())
            .map(text),
        base_url: Tokens::from(base_url.unwrap_or_else(|_| quote!(Expression::Template(&[])))),
        credentials: of_upstreams(capability, diagnostics)
            .into_iter()
            .map(Tokens::from)
            .collect(),
        binds: capability.binds.iter().map(|it| Tokens::from(bind(it))).collect(),
        adapters: exposed.adapters.into_iter().map(Tokens::from).collect(),
    }
}

pub(crate) fn program(options: &Options) -> ProgramContext {
    ProgramContext {
        library: Tokens::new(ident(&options.crate_name())),
    }
}

fn docs(capability: &Capability) -> Docs {
    let mut docs = Docs::new();
    docs.paragraph(&capability.name);
    if let Some(description) = &capability.description {
        docs.paragraph(description);
    }
    docs.paragraph("A gateway: `cargo run` serves it, and `--help` says what can be set.");
    docs
}

fn bind(bind: &Bind) -> TokenStream {
    let name = string(&bind.name);
    let constructor = match &bind.location {
        BindLocation::File(path) => {
            let location = string(&format!("file://{path}"));
            quote!(Bind::file(#name, #location))
        }
        BindLocation::Environment | BindLocation::Other(_) => quote!(Bind::environment(#name)),
    };
    let source_key = (bind.source_key != bind.name).then(|| {
        let key = string(&bind.source_key);
        quote!(.source_key(#key))
    });
    let description = bind.description.as_deref().map(|text| {
        let text = string(text);
        quote!(.description(#text))
    });
    let optional = bind.optional.then(|| quote!(.optional()));
    quote!(#constructor #source_key #description #optional)
}
