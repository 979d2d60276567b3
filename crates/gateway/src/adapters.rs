//! The adapters of a capability: what each exposes, and where it listens.

use proc_macro2::TokenStream;
use quote::quote;
use specwright_diagnostics::{Diagnostic, Diagnostics};
use specwright_model::{Adapter, Api, Authentication, Capability, McpAdapter, RestAdapter, Transport};
use specwright_render::Tokens;
use specwright_rust::{Case, Docs, Names, ident, string};

use crate::credentials::access;
use crate::findings::finding;
use crate::forwards::forwards;
use crate::library::Exposed;
use crate::plan::Plans;
use crate::routes::{RouteSetContext, routes};
use crate::rules;
use crate::schemas::Schemas;
use crate::synthesis::MCP_PORT;
use crate::tools::{Summary, ToolSetContext, tools};

/// The port of a REST adapter whose capability names none.
const REST_PORT: u16 = 8_080;

/// What the adapters of a capability make of it.
pub(crate) struct Adapters<'a> {
    pub(crate) api: &'a Api,
    pub(crate) plans: Plans<'a>,
    pub(crate) schemas: Schemas<'a>,
    pub(crate) routes: Vec<RouteSetContext>,
    pub(crate) tools: Vec<ToolSetContext>,
    /// How many paths are passed on.
    pub(crate) forwards: usize,
    pub(crate) summary: Summary,
}

impl Adapters<'_> {
    /// Collects what all adapters expose.
    pub(crate) fn expose(&mut self, capability: &Capability, diagnostics: &mut Diagnostics) -> Exposed {
        let is_rest = |adapter: &&Adapter| matches!(adapter, Adapter::Rest(_));
        let rest_count = capability.adapters.iter().filter(is_rest).count();
        let mcp_count = capability.adapters.len() - rest_count;
        let mut names = Names::default();
        let mut adapters = Vec::new();
        for adapter in &capability.adapters {
            let (address, authentication) = match adapter {
                Adapter::Rest(rest) => (&rest.address, &rest.authentication),
                Adapter::Mcp(mcp) => (&mcp.address, &mcp.authentication),
            };
            let details = match details(address.as_deref(), authentication.as_ref()) {
                Ok(details) => details,
                Err(finding) => {
                    diagnostics.push(finding);
                    continue;
                }
            };
            adapters.push(match adapter {
                Adapter::Rest(rest) => {
                    let name = set_name(&mut names, &rest.namespace, "routes", rest_count);
                    self.rest(rest, &name, &details, capability, diagnostics)
                }
                Adapter::Mcp(mcp) => {
                    let name = set_name(&mut names, &mcp.namespace, "tools", mcp_count);
                    self.mcp(mcp, &name, &details, diagnostics)
                }
            });
        }
        Exposed {
            adapters,
            has_routes: !self.routes.is_empty(),
            has_tools: !self.tools.is_empty(),
        }
    }

    /// Whether nothing is exposed.
    pub(crate) fn are_empty(&self) -> bool {
        self.forwards == 0
            && self.routes.iter().all(RouteSetContext::is_empty)
            && self.tools.iter().all(ToolSetContext::is_empty)
    }

    fn rest(
        &mut self,
        adapter: &RestAdapter,
        name: &str,
        details: &TokenStream,
        capability: &Capability,
        diagnostics: &mut Diagnostics,
    ) -> TokenStream {
        let forwards = forwards(adapter, capability, diagnostics);
        self.forwards += forwards.len();
        let forwards = (!forwards.is_empty()).then(|| quote!(.forwards(&[#(#forwards),*])));
        let routes = routes(adapter, self.api, &mut self.plans, &mut self.schemas, diagnostics);
        let docs = Docs::line(&format!("The routes of `{}`.", adapter.namespace.replace('`', "'")));
        let name = ident(name);
        self.routes.push(RouteSetContext {
            docs: Tokens::from(docs.outer()),
            name: Tokens::new(&name),
            routes,
        });
        let namespace = string(&adapter.namespace);
        let port = port(adapter.port.unwrap_or(REST_PORT));
        quote!(Adapter::rest(#namespace, #port, #name) #forwards #details)
    }

    fn mcp(
        &mut self,
        adapter: &McpAdapter,
        name: &str,
        details: &TokenStream,
        diagnostics: &mut Diagnostics,
    ) -> TokenStream {
        let resources = adapter.resources.iter().map(|it| ("resource", &it.name, it.origin));
        let prompts = adapter.prompts.iter().map(|it| ("prompt", &it.name, it.origin));
        for (kind, name, origin) in resources.chain(prompts) {
            let message = format!("the {kind} `{name}` is left out: a gateway has tools alone");
            diagnostics.push(finding(&rules::NOT_EXPOSED, origin, message));
        }
        let (tools, summary) = tools(adapter, &mut self.plans, &mut self.schemas, diagnostics);
        self.summary.add(summary);
        let docs = Docs::line(&format!(
            "The tools of `{}`: {summary}.",
            adapter.namespace.replace('`', "'")
        ));
        let name = ident(name);
        self.tools.push(ToolSetContext {
            docs: Tokens::from(docs.outer()),
            name: Tokens::new(&name),
            tools,
        });
        let namespace = string(&adapter.namespace);
        let instructions = adapter.description.as_deref().map(|text| {
            let text = string(text);
            quote!(.instructions(#text))
        });
        if adapter.transport == Transport::Stdio {
            return quote!(Adapter::mcp_stdio(#namespace, #name) #instructions);
        }
        let port = port(adapter.port.unwrap_or(MCP_PORT));
        quote!(Adapter::mcp(#namespace, #port, #name) #details #instructions)
    }
}

/// The name of the constant with what an adapter exposes: with the adapter's name before it where there are several.
fn set_name(names: &mut Names, namespace: &str, what: &str, count: usize) -> String {
    match count {
        1 => names.claim(&[what], Case::ShoutySnake),
        _ => names.claim(&[&format!("{namespace} {what}")], Case::ShoutySnake),
    }
}

fn port(port: u16) -> proc_macro2::Literal {
    proc_macro2::Literal::u16_unsuffixed(port)
}

/// Where an adapter listens, and what it asks of callers.
fn details(address: Option<&str>, authentication: Option<&Authentication>) -> Result<TokenStream, Diagnostic> {
    let address = address.map(|address| {
        let address = string(address);
        quote!(.address(#address))
    });
    let access = authentication.map(access).transpose()?;
    let access = access.map(|access| quote!(.access(#access)));
    Ok(quote!(#address #access))
}
