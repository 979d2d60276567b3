//! Putting a schema together with the definitions that it refers to.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Map, Value, json};

use super::plain::{each_part, lay_over};
use super::reduce::{outline, reduce, size};
use super::{Direction, Reader, Schemas, Standalone, reference};

/// Down to which level definitions stand where they are used.
const DEEPEST_INLINE: usize = 12;

/// How deep schemas may stand in each other. Readers of JSON have limits too, often 128 levels of values.
const DEEPEST: usize = 30;

/// A schema that is being put together.
pub(super) struct Assembly<'s, 'a> {
    schemas: &'s mut Schemas<'a>,
    direction: Direction,
    reader: Reader,
    /// The definitions that there is room for; none for those that there is not.
    definitions: BTreeMap<String, Value>,
    /// What is said of the others.
    outlines: BTreeMap<String, Value>,
    /// How often each is referred to.
    uses: BTreeMap<String, usize>,
    /// Definitions that stand on their own, in the order in which they are met.
    needed: Vec<String>,
    is_cut: bool,
}

impl<'s, 'a> Assembly<'s, 'a> {
    pub(super) fn new(schemas: &'s mut Schemas<'a>, direction: Direction, reader: Reader) -> Self {
        Self {
            schemas,
            direction,
            reader,
            definitions: BTreeMap::new(),
            outlines: BTreeMap::new(),
            uses: BTreeMap::new(),
            needed: Vec::new(),
            is_cut: false,
        }
    }

    /// The schema with all that it needs.
    pub(super) fn finish(mut self, mut schema: Value) -> Standalone {
        self.schemas.make_plain(&mut schema, self.direction, self.reader);
        if size(&schema) > self.reader.limit() {
            reduce(&mut schema, self.reader.limit());
            self.is_cut = true;
        }
        self.gather(&schema);
        self.expand(&mut schema, 0);
        let mut definitions = Map::new();
        let mut next = 0;
        while let Some(name) = self.needed.get(next).cloned() {
            next += 1;
            let mut definition = self.definitions.get(&name).cloned().unwrap_or_default();
            self.expand(&mut definition, 0);
            definitions.insert(name, definition);
        }
        if let (Some(members), false) = (schema.as_object_mut(), definitions.is_empty()) {
            members.insert("$defs".to_owned(), Value::Object(definitions));
        }
        Standalone {
            schema,
            is_cut: self.is_cut,
        }
    }

    /// Takes in definitions as long as there is room, those that are fewest references away first.
    fn gather(&mut self, top: &Value) {
        let mut room = self.reader.limit().saturating_sub(size(top));
        let mut queue = VecDeque::from(references(top));
        while let Some(name) = queue.pop_front() {
            let count = self.uses.entry(name.clone()).or_default();
            *count += 1;
            if *count > 1 {
                continue;
            }
            let Some(component) = self.schemas.component(&name) else {
                self.outlines.insert(name, json!({}));
                continue;
            };
            let mut definition = Value::clone(&component);
            self.schemas.make_plain(&mut definition, self.direction, self.reader);
            let short = outline(&definition);
            if size(&definition) > room {
                self.is_cut = true;
                if !reduce(&mut definition, room) {
                    self.outlines.insert(name, short);
                    continue;
                }
            }
            room = room.saturating_sub(size(&definition));
            queue.extend(references(&definition));
            self.definitions.insert(name, definition);
        }
    }

    /// Replaces references by what they lead to, or by references to definitions of this document.
    fn expand(&mut self, schema: &mut Value, level: usize) {
        if level >= DEEPEST {
            *schema = outline(schema);
            self.is_cut = true;
            return;
        }
        if let Some(name) = reference(schema) {
            self.follow(schema, name, level);
        } else if let Some(members) = schema.as_object_mut() {
            each_part(members, |part| self.expand(part, level + 1));
        }
    }

    fn follow(&mut self, schema: &mut Value, name: String, level: usize) {
        let Some(members) = schema.as_object_mut() else { return };
        let is_single = self.uses.get(&name) == Some(&1) && level < DEEPEST_INLINE;
        let here = match self.definitions.get(&name) {
            Some(definition) if is_single => definition.clone(),
            None => self.outlines.get(&name).cloned().unwrap_or_default(),
            Some(_) => {
                members.insert("$ref".to_owned(), Value::String(format!("#/$defs/{name}")));
                if !self.needed.contains(&name) {
                    self.needed.push(name);
                }
                return each_part(members, |part| self.expand(part, level + 1));
            }
        };
        let mut whole = match here {
            Value::Object(members) => members,
            _ => Map::new(),
        };
        lay_over(&mut whole, members);
        *schema = Value::Object(whole);
        // It is another schema now, one level further down: chains of names end too.
        self.expand(schema, level + 1);
    }
}

/// The names of the components that a schema refers to, as often as it does.
fn references(schema: &Value) -> Vec<String> {
    fn collect(schema: &mut Value, names: &mut Vec<String>) {
        names.extend(reference(schema));
        if let Some(members) = schema.as_object_mut() {
            each_part(members, |part| collect(part, names));
        }
    }
    let mut names = Vec::new();
    collect(&mut schema.clone(), &mut names);
    names
}
