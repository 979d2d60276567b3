//! The target that writes axum server crates.
//!
//! Invariant: which files there are and what they are filled with is decided here; how they look, in the templates.

mod context;
mod mock;
mod request;
mod response;
mod security;

use specwright_model::Api;
use specwright_render::{Error, Template, Templates};
use specwright_rust::Plan;
use specwright_target::{
    GeneratedFile, Manifest, Options, TYPES_TEMPLATE, header, manifest, types_module, uses_patterns,
};

macro_rules! template {
    ($name:literal) => {
        Template {
            name: $name,
            text: include_str!(concat!("../../../templates/", $name)),
        }
    };
}

const LIBRARY: Template = template!("server/lib.rs");
const OPERATIONS: Template = template!("server/operations.rs");
const MOCK: Template = template!("server/mock.rs");
const PROGRAM: Template = template!("server/main.rs");

/// The templates that this target uses.
pub fn templates() -> Vec<Template> {
    vec![LIBRARY, OPERATIONS, MOCK, PROGRAM, TYPES_TEMPLATE]
}

/// The files of a server crate.
///
/// # Errors
/// A mistake in a template.
pub fn generate(api: &Api, plan: &Plan, options: &Options, templates: &Templates) -> Result<Vec<GeneratedFile>, Error> {
    let context = context::context(plan, options);
    let rust = |template: &Template, path: &str| {
        let text = templates.render(template.name, &context)?;
        Ok::<_, Error>(GeneratedFile::new(path, format!("{}{text}", header(options, "//"))))
    };
    let mut runtime_features = vec!["serve"];
    if uses_patterns(plan) {
        runtime_features.push("pattern");
    }
    let described = Manifest {
        description: format!("A server of {}", api.title),
        runtime_features,
        features: Vec::new(),
        has_program: true,
    };
    Ok(vec![
        GeneratedFile::new("Cargo.toml", manifest(options, &described)),
        rust(&LIBRARY, "src/lib.rs")?,
        rust(&PROGRAM, "src/main.rs")?,
        rust(&MOCK, "src/mock.rs")?,
        rust(&OPERATIONS, "src/operations.rs")?,
        GeneratedFile::new("src/types.rs", types_module(plan, options, templates)?),
    ])
}
