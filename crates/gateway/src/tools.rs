//! The tools of an MCP server.

use std::collections::BTreeSet;
use std::fmt;

use proc_macro2::TokenStream;
use quote::quote;
use serde::Serialize;
use serde_json::{Map, Value, json};
use specwright_diagnostics::Diagnostics;
use specwright_model::{Expression, Hints, McpAdapter, ParameterPlace, Plan, Tool};
use specwright_render::Tokens;
use specwright_rust::{ident, string};

use crate::findings::finding;
use crate::json::lines;
use crate::names::SafeNames;
use crate::plan::Plans;
use crate::prose::shortened;
use crate::rules;
use crate::schemas::{Direction, Reader, Schemas};
use crate::{inputs, output};

/// The most characters of a tool's description: what some models allow of a function's.
const LONGEST_DESCRIPTION: usize = 1_024;

/// The column at which the printer of generated code puts the arguments of a tool, its schemas among them.
const SCHEMA_COLUMN: usize = 12;

/// What `gateway/tools.rs` is filled with.
#[derive(Serialize)]
pub(crate) struct ToolsContext {
    pub(crate) sets: Vec<ToolSetContext>,
}

/// The tools of one server.
#[derive(Serialize)]
pub(crate) struct ToolSetContext {
    pub(crate) docs: Tokens,
    pub(crate) name: Tokens,
    pub(crate) tools: Vec<ToolContext>,
}

impl ToolSetContext {
    pub(crate) fn is_empty(&self) -> bool {
        self.tools.is_empty()
    }
}

/// One tool.
#[derive(Serialize)]
pub(crate) struct ToolContext {
    name: Tokens,
    title: Option<Tokens>,
    description: Tokens,
    input_schema: Tokens,
    output_schema: Option<Tokens>,
    hints: Option<Tokens>,
    plan: Tokens,
}

/// How many tools there are, and how much clients are told of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The number of tools.
    pub tools: usize,
    /// The bytes of their definitions, as a client gets them: names, prose, schemas and hints, as JSON.
    pub bytes: usize,
}

/// `13 tools, with definitions of 8214 bytes`.
impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = if self.tools == 1 { "tool" } else { "tools" };
        write!(
            formatter,
            "{} {noun}, with definitions of {} bytes",
            self.tools, self.bytes
        )
    }
}

impl Summary {
    pub(crate) fn add(&mut self, other: Self) {
        self.tools += other.tools;
        self.bytes += other.bytes;
    }
}

/// The tools of a server, and their size. What cannot be exposed is left out, with a finding.
pub(crate) fn tools(
    adapter: &McpAdapter,
    plans: &mut Plans<'_>,
    schemas: &mut Schemas<'_>,
    diagnostics: &mut Diagnostics,
) -> (Vec<ToolContext>, Summary) {
    let names = SafeNames::all(adapter.tools.iter().map(|tool| tool.name.as_str()));
    let mut contexts = Vec::new();
    let mut summary = Summary::default();
    for (tool, name) in adapter.tools.iter().zip(names) {
        let (arguments, input_names) = inputs::of_tool(&tool.inputs, &in_paths(&tool.plan), schemas);
        let plan = match plans.plan(&tool.plan, &input_names) {
            Ok(plan) => plan,
            Err(reason) => {
                let message = format!("the tool `{}` is left out: {reason}", tool.name);
                diagnostics.push(finding(&rules::NOT_EXPOSED, tool.origin, message));
                continue;
            }
        };
        if name != tool.name {
            let message = format!("the tool `{}` is called `{name}`", tool.name);
            let help = "names of tools are unique, and have at most 64 letters, digits, `_` and `-`";
            diagnostics.push(finding(&rules::RENAMED_TOOL, tool.origin, message).help(help));
        }
        let input = schemas.standalone(arguments, Direction::Sent, Reader::Model);
        let output = output::of_tool(tool, &plans.operations, schemas);
        if input.is_cut || output.as_ref().is_some_and(|output| output.is_cut) {
            let message = format!("the tool `{name}` has schemas that accept more than the description says");
            let help = "all of them would be too much for a model to read; the API checks what it is sent";
            diagnostics.push(finding(&rules::CUT_DEFINITION, tool.origin, message).help(help));
        }
        let output = output.map(|output| output.schema);
        let description = description(tool, plans);
        summary.tools += 1;
        summary.bytes += definition(&name, &description, tool, &input.schema, output.as_ref())
            .to_string()
            .len();
        let text = |text: &str| Tokens::new(string(text));
        contexts.push(ToolContext {
            name: text(&name),
            title: tool.title.as_deref().map(text),
            description: text(&description),
            input_schema: Tokens::new(lines(&input.schema, SCHEMA_COLUMN)),
            output_schema: output.map(|schema| Tokens::new(lines(&schema, SCHEMA_COLUMN))),
            hints: hints(tool.hints).map(Tokens::from),
            plan: Tokens::from(plan),
        });
    }
    (contexts, summary)
}

/// The names of inputs that become parts of paths.
fn in_paths(plan: &Plan) -> BTreeSet<&str> {
    let arguments = plan.calls().flat_map(|call| &call.arguments);
    let names = arguments.filter_map(|argument| match (&argument.value, argument.place) {
        (Expression::Input { name, path }, ParameterPlace::Path) if path.is_whole() => Some(name.as_str()),
        _ => None,
    });
    names.collect()
}

/// What a tool does. Models choose by it, so there is always one: of the tool, of what it calls, or else a name.
fn description(tool: &Tool, plans: &Plans<'_>) -> String {
    let calls = tool
        .plan
        .calls()
        .filter_map(|call| plans.operations.get(&call.operation));
    let of_calls = calls.filter_map(|called| {
        called
            .operation
            .description
            .as_ref()
            .or(called.operation.summary.as_ref())
    });
    let texts = tool.description.iter().chain(of_calls).chain(&tool.title);
    let mut texts = texts.map(|text| text.trim()).filter(|text| !text.is_empty());
    shortened(texts.next().unwrap_or(&tool.name), LONGEST_DESCRIPTION)
}

/// A tool as clients get it (MCP 2025-11-25, `Tool`).
fn definition(name: &str, description: &str, tool: &Tool, input: &Value, output: Option<&Value>) -> Value {
    let mut members = Map::new();
    members.insert("name".to_owned(), json!(name));
    let mut add = |key: &str, value: Option<Value>| members.extend(value.map(|value| (key.to_owned(), value)));
    add("title", tool.title.as_ref().map(|title| json!(title)));
    add("description", Some(json!(description)));
    add("inputSchema", Some(input.clone()));
    add("outputSchema", output.cloned());
    let set = written_hints(tool.hints);
    let annotations = set.iter().map(|(_, key, value)| ((*key).to_owned(), json!(value)));
    add(
        "annotations",
        (!set.is_empty()).then(|| Value::Object(annotations.collect())),
    );
    Value::Object(members)
}

/// The hints that are given: the name of the runtime's method, the name on the wire, and the hint.
fn written_hints(hints: Hints) -> Vec<(&'static str, &'static str, bool)> {
    let all = [
        ("read_only", "readOnlyHint", hints.read_only),
        ("destructive", "destructiveHint", hints.destructive),
        ("idempotent", "idempotentHint", hints.idempotent),
        ("open_world", "openWorldHint", hints.open_world),
    ];
    let written = all
        .into_iter()
        .filter_map(|(method, key, hint)| Some((method, key, hint?)));
    written.collect()
}

fn hints(hints: Hints) -> Option<TokenStream> {
    let written = written_hints(hints);
    if written.is_empty() {
        return None;
    }
    let methods = written.iter().map(|(method, _, _)| ident(method));
    let values = written.iter().map(|(_, _, hint)| hint);
    Some(quote!(Hints::new() #(.#methods(#values))*))
}
