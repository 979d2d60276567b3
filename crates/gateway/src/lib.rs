//! The target that writes gateway crates: a REST adapter and an MCP server of a capability, or an MCP server of any API,
//! before the API that is called.
//!
//! A generated gateway is constant data for the runtime and a program of one line. It calls the API by the operations
//! of the generated client, which stands beside it.
//!
//! Invariant: which files there are and what they are filled with is decided here; how they look, in the templates.

mod adapters;
mod addresses;
mod calls;
mod credentials;
mod expression;
mod files;
mod findings;
mod formats;
mod forwards;
mod inputs;
mod json;
mod library;
mod names;
mod operations;
mod output;
mod plan;
mod prose;
mod routes;
mod rules;
mod schemas;
mod synthesis;
mod tools;

use specwright_diagnostics::{Diagnostic, Diagnostics};
use specwright_model::{Adapter, Api, Capability, SchemaId};
use specwright_render::{Error, Template, Templates};
use specwright_rust::Plan;
use specwright_target::{GeneratedFile, Options};

pub use rules::RULES;
pub use specwright_rust::{Patterns, Selection};
pub use tools::Summary;

/// What is to be exposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exposure<'a> {
    /// What the capability says, by REST and MCP.
    Capability,
    /// Tools alone: those of the capability, or one for each operation that is chosen where there is no capability.
    Tools(&'a Selection),
}

/// A generated gateway.
#[derive(Debug)]
pub struct Generated {
    /// The files of the crate; none where the findings have an error.
    pub files: Vec<GeneratedFile>,
    /// What cannot be exposed, and why.
    pub diagnostics: Diagnostics,
    /// The tools, and how much clients are told of them.
    pub summary: Summary,
}

/// The templates that this target uses.
pub fn templates() -> Vec<Template> {
    files::TEMPLATES.to_vec()
}

/// The files of a gateway crate. `client` is the name of the client's package, whose crate stands beside this one.
///
/// # Errors
/// A mistake in a template.
pub fn generate(
    api: &Api,
    plan: &Plan,
    client: &str,
    exposure: Exposure<'_>,
    options: &Options,
    templates: &Templates,
) -> Result<Generated, Error> {
    let mut api = api.clone();
    let mut diagnostics = Diagnostics::new();
    let mut capability = match (exposure, api.capability.take()) {
        (Exposure::Capability, Some(capability)) => capability,
        (Exposure::Tools(_), Some(mut capability)) => {
            capability.adapters.retain(|adapter| matches!(adapter, Adapter::Mcp(_)));
            capability
        }
        (Exposure::Tools(selection), None) => {
            let prefix = options.package.trim_end_matches("-mcp");
            match synthesis::capability(&mut api, plan, selection, prefix, &mut diagnostics) {
                Some(capability) => capability,
                None => return Ok(nothing(diagnostics)),
            }
        }
        (Exposure::Capability, None) => {
            let message = "there is no capability to make a gateway of";
            let help = "ask for the target `mcp`: an MCP server with a tool for each operation";
            diagnostics.push(Diagnostic::without_place(&rules::NO_CAPABILITY, message).help(help));
            return Ok(nothing(diagnostics));
        }
    };
    formats::pass_on(&mut capability, &api, &mut diagnostics);
    files::generate(&api, plan, &capability, client, options, templates, diagnostics)
}

fn nothing(diagnostics: Diagnostics) -> Generated {
    Generated {
        files: Vec::new(),
        diagnostics,
        summary: Summary::default(),
    }
}

/// The schemas that a capability uses.
fn schemas_of(capability: &Capability) -> Vec<SchemaId> {
    let mut ids = Vec::new();
    for adapter in &capability.adapters {
        match adapter {
            Adapter::Rest(rest) => {
                for operation in rest.resources.iter().flat_map(|resource| &resource.operations) {
                    ids.extend(operation.inputs.iter().map(|input| input.schema));
                    ids.extend(operation.output);
                }
            }
            Adapter::Mcp(mcp) => {
                for tool in &mcp.tools {
                    ids.extend(tool.inputs.iter().map(|input| input.schema));
                    ids.extend(tool.output);
                }
            }
        }
    }
    ids
}
