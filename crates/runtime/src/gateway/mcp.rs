//! The MCP server: tools, over streamable HTTP and over standard input and output.
//!
//! It keeps no sessions: tools depend on nothing that was said before, the revision 2026-07-28 knows
//! no sessions, and the older ones allow a server to have none. So a server can be restarted or
//! doubled without a client noticing.

mod collect;
mod http;
mod result;
mod stdio;
mod toolset;

use std::sync::Arc;

use rmcp::ServerHandler;
use rmcp::model::{
    CacheScope, CallToolRequestParams, CallToolResponse, CallToolResult, ErrorData, Implementation, ListToolsResult,
    PaginatedRequestParams, ProtocolVersion, ServerCapabilities, ServerConfig, Tool as Definition,
};
use rmcp::service::{RequestContext, RoleServer};
use serde_json::Map as Object;

pub(super) use http::service;
pub(super) use stdio::serve_stdio;
pub(super) use toolset::Toolset;

use super::engine::{Engine, Outcome};
use super::inputs::Inputs;
use crate::json::Value;

/// How long clients may keep the list of tools, in milliseconds: five minutes.
const LIST_LIFETIME: u64 = 300_000;

/// What an MCP server says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Identity {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) title: Option<String>,
    pub(super) instructions: Option<String>,
}

/// The server. Clones share everything.
#[derive(Clone, Debug)]
pub(super) struct Server {
    pub(super) engine: Arc<Engine>,
    pub(super) toolset: Arc<Toolset>,
    pub(super) identity: Arc<Identity>,
}

impl Server {
    /// Calls a tool.
    async fn call(&self, name: &str, mut arguments: Object<String, Value>) -> Result<CallToolResult, ErrorData> {
        let Some(tool) = self.toolset.get(name) else {
            return Err(ErrorData::invalid_params(format!("unknown tool: {name}"), None));
        };
        tool.input.remove_nulls(&mut arguments);
        tool.input.add_defaults(&mut arguments);
        let arguments = Value::Object(arguments);
        let mut violations = tool.input.violations(&arguments);
        violations.extend(tool.input.inexact(&arguments));
        if !violations.is_empty() {
            return Ok(result::invalid(&violations));
        }
        let values = match arguments {
            Value::Object(values) => values,
            _ => Object::new(),
        };
        let inputs = Inputs {
            values,
            ..Inputs::default()
        };
        let outcome = self.engine.carry_out(&tool.tool.plan, &inputs).await;
        Ok(match outcome {
            Ok(Outcome::Stream(answer)) => {
                let result = collect::collected(answer, &self.engine).await;
                result::with_value(result, None, tool)
            }
            Ok(Outcome::Answer(answer)) => result::of_answer(answer, tool, &self.engine),
            Ok(Outcome::Value(value)) => result::of_value(value, tool, &self.engine),
            Err(fault) => result::of_fault(&fault, &self.engine),
        })
    }
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let Identity {
            name,
            version,
            title,
            instructions,
        } = &*self.identity;
        let mut implementation = Implementation::new(name, version);
        implementation.title.clone_from(title);
        let capabilities = ServerCapabilities::builder().enable_tools().build();
        let mut config = ServerConfig::new(capabilities).with_server_info(implementation);
        config.instructions.clone_from(instructions);
        config
    }

    /// All tools at once: there is one page, and no cursor leads to another.
    async fn list_tools(
        &self,
        request: Option<PaginatedRequestParams>,
        context: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        if request.is_some_and(|request| request.cursor.is_some()) {
            return Err(ErrorData::invalid_params("unknown cursor", None));
        }
        let mut list = ListToolsResult::with_all_items(self.toolset.definitions());
        if context.protocol_version() >= Some(ProtocolVersion::V_2026_07_28) {
            // Tools are constant data; another version of the program may have others.
            list.ttl_ms = Some(LIST_LIFETIME);
            list.cache_scope = Some(CacheScope::Public);
        }
        Ok(list)
    }

    fn get_tool(&self, name: &str) -> Option<Definition> {
        self.toolset.get(name).map(|tool| tool.definition.clone())
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let call = self.call(&request.name, request.arguments.unwrap_or_default());
        tokio::select! {
            result = call => result.map(CallToolResponse::from),
            // Nobody waits for this answer; dropping the call ends the upstream request.
            () = context.ct.cancelled() => Err(ErrorData::internal_error("the call was cancelled", None)),
        }
    }
}
