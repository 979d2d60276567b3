//! The target that writes reqwest client crates.
//!
//! Invariant: which files there are and what they are filled with is decided here; how they look, in the templates.

mod context;
mod responses;

use specwright_model::Api;
use specwright_render::{Error, Template, Templates};
use specwright_rust::Plan;
use specwright_target::{
    GeneratedFile, Manifest, Options, TYPES_TEMPLATE, header, manifest, types_module, uses_patterns,
};

const LIBRARY: Template = Template {
    name: "client/lib.rs",
    text: include_str!("../../../templates/client/lib.rs"),
};

const OPERATIONS: Template = Template {
    name: "client/operations.rs",
    text: include_str!("../../../templates/client/operations.rs"),
};

/// The templates that this target uses.
pub fn templates() -> Vec<Template> {
    vec![LIBRARY, OPERATIONS, TYPES_TEMPLATE]
}

/// The files of a client crate.
///
/// # Errors
/// A mistake in a template.
pub fn generate(api: &Api, plan: &Plan, options: &Options, templates: &Templates) -> Result<Vec<GeneratedFile>, Error> {
    let context = context::context(plan);
    let rust = |name: &str| {
        let text = templates.render(name, &context)?;
        Ok::<_, Error>(format!("{}{text}", header(options, "//")))
    };
    let mut runtime_features = vec!["client"];
    if uses_patterns(plan) {
        runtime_features.push("pattern");
    }
    let described = Manifest {
        description: format!("A client of {}", api.title),
        runtime_features,
        features: vec![("rustls", vec!["specwright-runtime/rustls".to_owned()], true)],
        has_program: false,
    };
    Ok(vec![
        GeneratedFile::new("Cargo.toml", manifest(options, &described)),
        GeneratedFile::new("src/lib.rs", rust(LIBRARY.name)?),
        GeneratedFile::new("src/operations.rs", rust(OPERATIONS.name)?),
        GeneratedFile::new("src/types.rs", types_module(plan, options, templates)?),
    ])
}
