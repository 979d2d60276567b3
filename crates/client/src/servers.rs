//! The addresses that a description names, for those who do not want the first one.

use serde::Serialize;
use specwright_render::Tokens;
use specwright_rust::{Plan, ServerPart, ServerPlan, ident, string};
use specwright_target::docs_or;

/// An address: a constant, or a function of its variables.
#[derive(Serialize)]
pub(crate) struct ServerContext {
    docs: Tokens,
    name: Tokens,
    /// The whole address, where it has no variables.
    constant: Option<Tokens>,
    arguments: Vec<Tokens>,
    parts: Vec<Tokens>,
}

/// The addresses among which there is something to choose.
pub(crate) fn contexts(plan: &Plan) -> Vec<ServerContext> {
    plan.servers.iter().map(context).collect()
}

fn context(server: &ServerPlan) -> ServerContext {
    let constant = match server.parts.as_slice() {
        [ServerPart::Literal(text)] => Some(Tokens::new(string(text))),
        _ => None,
    };
    let part = |part: &ServerPart| match part {
        ServerPart::Literal(text) => Some(Tokens::new(string(text))),
        ServerPart::Variable(index) => server
            .variables
            .get(*index)
            .map(|variable| Tokens::new(ident(variable))),
    };
    ServerContext {
        docs: Tokens::from(docs_or(&server.docs, "An address of the API.")),
        name: Tokens::new(ident(&server.name)),
        constant,
        arguments: server
            .variables
            .iter()
            .map(|variable| Tokens::new(ident(variable)))
            .collect(),
        parts: server.parts.iter().filter_map(part).collect(),
    }
}
