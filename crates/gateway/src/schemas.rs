//! JSON Schemas (2020-12) that stand on their own: of the arguments and results of tools, and of what routes take.
//!
//! What models are told costs them attention, and few clients follow references. So a schema holds no more than it may
//! weigh, what is nearest to its top coming first, and a definition stands where it is used unless it is used twice or
//! holds itself.

mod assembly;
mod plain;
mod reduce;

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::{Map, Value, json};
use specwright_model::{Api, SchemaId};
use specwright_openapi::SchemaWriter;

use assembly::Assembly;

/// Which way a value travels. Properties that travel the other way alone are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Direction {
    /// To the API.
    Sent,
    /// From the API.
    Received,
}

/// What a schema is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// A model that chooses a tool, or makes sense of a result.
    Model,
    /// A validator, which reads no prose and has time.
    Validator,
}

impl Reader {
    /// The most bytes of JSON that a schema may have.
    fn limit(self) -> usize {
        match self {
            Self::Model => 8 * 1024,
            Self::Validator => 256 * 1024,
        }
    }
}

/// A schema that stands on its own.
#[derive(Clone, Debug)]
pub(crate) struct Standalone {
    /// The schema.
    pub(crate) schema: Value,
    /// Whether it accepts more than the description says, since all of it would be too much.
    pub(crate) is_cut: bool,
}

/// Writes the schemas of an API.
pub(crate) struct Schemas<'a> {
    api: &'a Api,
    writer: SchemaWriter<'a>,
    components: BTreeMap<String, Option<Rc<Value>>>,
}

impl<'a> Schemas<'a> {
    /// A writer; `roots` are schemas that no operation uses.
    pub(crate) fn new(api: &'a Api, roots: impl IntoIterator<Item = SchemaId>) -> Self {
        Self {
            api,
            writer: SchemaWriter::new(api, roots),
            components: BTreeMap::new(),
        }
    }

    /// A schema as a part of one that is put together: its references are those of [`SchemaWriter`].
    pub(crate) fn part(&mut self, id: SchemaId) -> Map<String, Value> {
        match self.writer.schema(id) {
            Value::Object(members) => members,
            _ => Map::new(),
        }
    }

    /// A schema that stands on its own, of one that refers to others of the API.
    pub(crate) fn standalone(&mut self, schema: Value, direction: Direction, reader: Reader) -> Standalone {
        Assembly::new(self, direction, reader).finish(schema)
    }

    /// The schema of a result that is an object; none where it may be something else.
    pub(crate) fn of_object(&mut self, id: SchemaId, reader: Reader) -> Option<Standalone> {
        let top = self.writer.schema(id);
        let mut top = self.resolve(&top, LONGEST_CHAIN)?;
        if !self.is_object(&top, LONGEST_CHAIN) {
            return None;
        }
        // Beside a composition, the type must be said at the top.
        if let Some(members) = top.as_object_mut() {
            members.remove("type");
            let rest = std::mem::take(members);
            members.insert("type".to_owned(), json!("object"));
            members.extend(rest);
        }
        Some(self.standalone(top, Direction::Received, reader))
    }

    /// The schema that a reference, or a chain of them, leads to.
    fn resolve(&mut self, schema: &Value, limit: usize) -> Option<Value> {
        match reference(schema) {
            None => Some(schema.clone()),
            Some(name) => {
                let target = self.component(&name)?;
                let mut target = self.resolve(&target, limit.checked_sub(1)?)?;
                if let (Some(target), Some(beside)) = (target.as_object_mut(), schema.as_object()) {
                    plain::lay_over(target, beside);
                }
                Some(target)
            }
        }
    }

    /// Whether only objects fit.
    fn is_object(&mut self, schema: &Value, limit: usize) -> bool {
        let Some(limit) = limit.checked_sub(1) else {
            return false;
        };
        if let Some(name) = schema.get("type") {
            return name == "object";
        }
        if let Some(target) = reference(schema).and_then(|name| self.component(&name)) {
            return self.is_object(&target, limit);
        }
        let list = |key: &str| schema.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        let alternatives = [list("oneOf"), list("anyOf")].concat();
        list("allOf").iter().any(|part| self.is_object(part, limit))
            || !alternatives.is_empty() && alternatives.iter().all(|variant| self.is_object(variant, limit))
    }

    /// The schema of a component; none for a name that there is not.
    fn component(&mut self, name: &str) -> Option<Rc<Value>> {
        if let Some(known) = self.components.get(name) {
            return known.clone();
        }
        let mut written = self.writer.component(name);
        if let (Some(written), Some(id)) = (&mut written, self.api.schemas.by_name(name)) {
            plain::tell_subtypes(written, self.api.schemas.get(id), &self.api.schemas);
        }
        let written = written.map(Rc::new);
        self.components.insert(name.to_owned(), written.clone());
        written
    }
}

/// Over how many references and compositions something is looked for.
const LONGEST_CHAIN: usize = 20;

/// The name of the component that a schema refers to.
fn reference(schema: &Value) -> Option<String> {
    let target = schema.get("$ref")?.as_str()?;
    target.strip_prefix(SchemaWriter::REFERENCE_PREFIX).map(str::to_owned)
}

#[cfg(test)]
mod tests;
