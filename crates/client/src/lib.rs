//! The target that writes reqwest client crates.
//!
//! Invariant: which files there are and what they are filled with is decided here; how they look, in the templates.

mod arms;
mod credential;
mod features;
mod form;
mod headers;
mod library;
mod module;
mod names;
mod operation;
mod reading;
mod request;
mod response;
mod servers;
mod variants;

use specwright_model::Api;
use specwright_render::{Error, Template, Templates};
use specwright_rust::Plan;
use specwright_target::{
    Draft, GeneratedFile, Manifest, Options, Side, TYPES_TEMPLATE, manifest, render_all, types_module, uses_patterns,
};

use crate::{
    library::LibraryContext,
    module::modules,
    names::{TypeNames, facets},
    operation::named,
};

const LIBRARY: Template = Template {
    name: "client/lib.rs",
    text: specwright_templates::text("client/lib.rs"),
};

/// The module of all operations, where they are in no groups.
const OPERATIONS: Template = Template {
    name: "client/operations.rs",
    text: specwright_templates::text("client/operations.rs"),
};

/// The module above those of the groups.
const GROUPS: Template = Template {
    name: "client/groups.rs",
    text: specwright_templates::text("client/groups.rs"),
};

/// The module of a group.
const GROUP: Template = Template {
    name: "client/group.rs",
    text: specwright_templates::text("client/group.rs"),
};

/// What one operation adds to its module.
const OPERATION: Template = Template {
    name: "client/operation.rs",
    text: specwright_templates::text("client/operation.rs"),
};

/// The templates that this target uses.
pub fn templates() -> Vec<Template> {
    vec![LIBRARY, OPERATIONS, GROUPS, GROUP, OPERATION, TYPES_TEMPLATE]
}

/// The files of a client crate.
///
/// # Errors
/// A mistake in a template.
pub fn generate(api: &Api, plan: &Plan, options: &Options, templates: &Templates) -> Result<Vec<GeneratedFile>, Error> {
    let mut names = TypeNames::new(plan);
    let facets = facets(plan, &mut names);
    let operations = named(plan, &mut names);
    let library = LibraryContext::new(plan, &facets, &operations);
    let mut drafts = vec![Draft::template("src/lib.rs", templates, LIBRARY.name, library)];
    for module in modules(plan, &facets, &operations) {
        drafts.push(Draft::template(module.path, templates, module.template, module.context));
    }
    drafts.push(Draft::new("src/types.rs", || {
        types_module(plan, templates, Side::Client)
    }));

    let manifest = GeneratedFile::new("Cargo.toml", manifest(options, &described(api, plan, options)));
    let mut files = vec![manifest];
    files.extend(render_all(options, drafts)?);
    Ok(files)
}

/// What the manifest says.
fn described(api: &Api, plan: &Plan, options: &Options) -> Manifest {
    let mut runtime_features = vec!["client"];
    if uses_patterns(plan) {
        runtime_features.push("pattern");
    }
    runtime_features.extend(plan.options.date_times.runtime_feature());
    Manifest {
        description: format!("A client of {}", options.api_title(api)),
        runtime_features,
        features: features::manifest(plan),
        has_program: false,
        ..Manifest::default()
    }
}
