//! Tools, ready to be listed and called.

use std::collections::BTreeMap;
use std::sync::Arc;

use rmcp::model::{Tool as Definition, ToolAnnotations};

use crate::gateway::loosen::loosened;
use crate::gateway::schema::Schema;
use crate::gateway::tool::{Hints, Tool};
use crate::json::Value;

/// The most characters of a tool's name (MCP 2025-11-25, tools, tool names).
const LONGEST_NAME: usize = 128;

/// The tools of a server, by name.
#[derive(Debug, Default)]
pub(in crate::gateway) struct Toolset {
    tools: Vec<ReadyTool>,
    /// Where a tool stands in the list.
    places: BTreeMap<&'static str, usize>,
}

/// A tool, its schemas compiled.
#[derive(Debug)]
pub(super) struct ReadyTool {
    pub(super) tool: &'static Tool,
    pub(super) input: Schema,
    /// The schema that results which are told as values fit: see [`loosened`].
    pub(super) output: Option<Schema>,
    /// What clients are told of the tool.
    pub(super) definition: Definition,
}

impl Toolset {
    /// Adds a tool.
    ///
    /// # Errors
    /// Why it cannot be one.
    pub(in crate::gateway) fn add(&mut self, tool: &'static Tool) -> Result<(), String> {
        let ready = ReadyTool::new(tool).map_err(|reason| format!("the tool `{}` {reason}", tool.name))?;
        if self.places.insert(tool.name, self.tools.len()).is_some() {
            return Err(format!("the tool `{}` is there twice", tool.name));
        }
        self.tools.push(ready);
        Ok(())
    }

    pub(super) fn get(&self, name: &str) -> Option<&ReadyTool> {
        self.tools.get(*self.places.get(name)?)
    }

    pub(super) fn definitions(&self) -> Vec<Definition> {
        self.tools.iter().map(|tool| tool.definition.clone()).collect()
    }
}

impl ReadyTool {
    fn new(tool: &'static Tool) -> Result<Self, String> {
        let allowed = |character: char| character.is_ascii_alphanumeric() || "_-.".contains(character);
        if tool.name.is_empty() || tool.name.len() > LONGEST_NAME || !tool.name.chars().all(allowed) {
            return Err("has a name that MCP does not allow".to_owned());
        }
        let input = Schema::compile(tool.input_schema).map_err(|reason| format!("has no input schema: {reason}"))?;
        let published = object_schema(input.document()).ok_or("has an input schema of another type than `object`")?;
        let output = tool.output_schema.map(loosened_schema).transpose()?;
        let mut definition =
            Definition::new_with_raw(tool.name, tool.description.or(tool.title).map(Into::into), published);
        definition.title = tool.title.map(str::to_owned);
        definition.output_schema = output.as_ref().and_then(|schema| object_schema(schema.document()));
        definition.annotations = annotations(tool.hints);
        Ok(Self {
            tool,
            input,
            output,
            definition,
        })
    }
}

fn loosened_schema(text: &str) -> Result<Schema, String> {
    let schema = Schema::compile(text).map_err(|reason| format!("has no output schema: {reason}"))?;
    if object_schema(schema.document()).is_none() {
        return Err("has an output schema of another type than `object`".to_owned());
    }
    Schema::compile(&loosened(schema.document()).to_string())
}

/// A schema of the type `object`, as rmcp has it.
fn object_schema(schema: &Value) -> Option<Arc<serde_json::Map<String, Value>>> {
    let keywords = schema.as_object()?;
    let is_object = keywords.get("type").and_then(Value::as_str) == Some("object");
    is_object.then(|| Arc::new(keywords.clone()))
}

fn annotations(hints: Hints) -> Option<ToolAnnotations> {
    if hints == Hints::new() {
        return None;
    }
    let Hints {
        read_only,
        destructive,
        idempotent,
        open_world,
    } = hints;
    Some(ToolAnnotations::from_raw(
        None,
        read_only,
        destructive,
        idempotent,
        open_world,
    ))
}
