//! `cargo xtask conformance`: what Specwright makes, held against programs of others.

mod dredd;
mod known;
mod mcp;
mod mocks;
mod openapi;
mod prism;
mod processes;
mod raml_tck;
mod schemathesis;
mod served;
mod tools;
mod written;

use std::path::Path;
use std::process::ExitCode;

use clap::Subcommand;

pub(crate) use mocks::descriptions;
pub(crate) use processes::end_all_with_this;
pub(crate) use served::Served;

#[derive(Debug, Subcommand)]
pub(crate) enum Conformance {
    /// Convert descriptions to OpenAPI, validate what comes out, and read it back
    Openapi(openapi::Arguments),
    /// Call the mocks of servers that are generated from blueprints with the example requests of these
    Dredd(dredd::Arguments),
    /// Read the files of RAML's conformance kit
    RamlTck(raml_tck::Arguments),
    /// Call the mocks of generated servers with requests that Schemathesis makes up from their descriptions
    Schemathesis(schemathesis::Arguments),
    /// Let generated clients call Prism, and the mocks of generated servers behind Prism
    Prism(prism::Arguments),
    /// Call the tools of generated gateways with MCP clients, and run MCP's conformance suite
    Mcp,
}

pub(crate) fn run(conformance: &Conformance, workspace: &Path) -> anyhow::Result<ExitCode> {
    end_all_with_this()?;
    match conformance {
        Conformance::Openapi(arguments) => openapi::run(arguments, workspace),
        Conformance::Dredd(arguments) => dredd::run(arguments, workspace),
        Conformance::RamlTck(arguments) => raml_tck::run(arguments, workspace),
        Conformance::Schemathesis(arguments) => schemathesis::run(arguments, workspace),
        Conformance::Prism(arguments) => prism::run(arguments, workspace),
        Conformance::Mcp => mcp::run(workspace),
    }
}
