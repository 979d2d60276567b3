//! The target that writes axum server crates.
//!
//! Invariant: which files there are and what they are filled with is decided here; how they look, in the templates.

mod contents;
mod features;
mod files;
mod group;
mod library;
mod mock;
mod multipart;
mod operation;
mod request;
mod response;
mod security;
mod served;
mod webhooks;

use specwright_model::Api;
use specwright_render::{Error, Template, Templates};
use specwright_rust::Plan;
use specwright_target::{
    Draft, GeneratedFile, Manifest, Options, Side, TYPES_TEMPLATE, manifest, render_all, types_module, uses_patterns,
};

use crate::security::Schemes;

/// The templates that this target uses.
pub fn templates() -> Vec<Template> {
    let mut templates = files::TEMPLATES.to_vec();
    templates.push(TYPES_TEMPLATE);
    templates
}

/// The files of a server crate.
///
/// # Errors
/// A mistake in a template.
pub fn generate(api: &Api, plan: &Plan, options: &Options, templates: &Templates) -> Result<Vec<GeneratedFile>, Error> {
    let plan = &*served::served(plan);
    let mut runtime_features = vec!["serve"];
    if uses_patterns(plan) {
        runtime_features.push("pattern");
    }
    runtime_features.extend(plan.options.date_times.runtime_feature());
    let described = Manifest {
        description: format!("A server of {}", options.api_title(api)),
        runtime_features,
        features: features::manifest(plan),
        has_program: true,
        ..Manifest::default()
    };
    let mut files = vec![GeneratedFile::new("Cargo.toml", manifest(options, &described))];
    let schemes = Schemes::new(api, plan);
    let mut drafts = files::drafts(plan, &schemes, options, templates);
    drafts.push(Draft::new("src/types.rs", || {
        types_module(plan, templates, Side::Server)
    }));
    files.extend(render_all(options, drafts)?);
    Ok(files)
}
