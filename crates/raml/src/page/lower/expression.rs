//! Types as a page writes them: names, arrays, unions, and values of enumerations.

use serde_json::Value;
use specwright_model::{Array, Number, Schema, SchemaId, SchemaKind, Text, Union};

use super::{Lowering, scalar};
use crate::page::line::TypeText;
use crate::page::text::Slice;

/// How deep types are nested in one line.
const DEPTH: usize = 32;

impl<'t> Lowering<'_, '_, 't> {
    /// The schema of a type that a line names. What is in it, if its properties follow, is not looked at.
    pub(super) fn shape(&mut self, shape: &TypeText<'t>, line: Slice<'t>) -> SchemaId {
        let schema = match shape {
            TypeText::Name(name) => return self.type_named(*name, line, DEPTH),
            TypeText::Array(items) => {
                let items = items.map(|items| self.type_named(items, line, DEPTH));
                Schema::of(array_of(items))
            }
            TypeText::OneOf(values) => enumeration(values),
            TypeText::Union(variants) => return self.union(variants, line, DEPTH),
        };
        self.add(schema, line)
    }

    pub(super) fn add(&mut self, schema: Schema, line: Slice<'t>) -> SchemaId {
        let origin = self.written(line);
        self.api.schemas.add(Schema { origin, ..schema })
    }

    /// The schema of a name, or of an expression over names (RAML 1.0, "Type Expressions").
    fn type_named(&mut self, name: Slice<'t>, line: Slice<'t>, depth: usize) -> SchemaId {
        if let Some(kind) = scalar::built_in(name.text) {
            return self.add(Schema::of(kind), line);
        }
        if let Some(id) = self.named.id(name.text) {
            return id;
        }
        let Some(depth) = depth.checked_sub(1) else {
            return self.add(Schema::default(), line);
        };
        let variants = alternatives(name);
        if variants.len() > 1 {
            return self.union(&variants, line, depth);
        }
        if let Some(items) = name.text.strip_suffix("[]") {
            let items = self.type_named(name.part(0..items.len()), line, depth);
            return self.add(Schema::of(array_of(Some(items))), line);
        }
        if let Some(inner) = name.text.strip_suffix('?').filter(|inner| !inner.is_empty()) {
            let inner = self.type_named(name.part(0..inner.len()), line, depth);
            return self.nullable(inner, line);
        }
        if name.text.starts_with('(') && name.text.ends_with(')') {
            return self.type_named(name.part(1..name.text.len() - 1), line, depth);
        }
        self.unknown_type(name);
        self.add(Schema::default(), line)
    }

    fn union(&mut self, variants: &[Slice<'t>], line: Slice<'t>, depth: usize) -> SchemaId {
        let is_nil = |variant: &&Slice<'t>| matches!(variant.text, "nil" | "null");
        let is_nullable = variants.iter().any(|variant| is_nil(&variant));
        let given = variants.iter().filter(|variant| !is_nil(variant));
        let ids: Vec<SchemaId> = given.map(|variant| self.type_named(*variant, line, depth)).collect();
        self.union_of(ids, is_nullable, line)
    }

    /// One of several schemas; one alone is itself.
    pub(super) fn union_of(&mut self, variants: Vec<SchemaId>, is_nullable: bool, line: Slice<'t>) -> SchemaId {
        match (variants.as_slice(), is_nullable) {
            ([], _) => self.add(Schema::of(SchemaKind::Null), line),
            ([only], false) => *only,
            ([only], true) => self.nullable(*only, line),
            _ => {
                let kind = SchemaKind::Union(Union {
                    variants,
                    ..Union::default()
                });
                let schema = Schema {
                    nullable: is_nullable,
                    ..Schema::of(kind)
                };
                self.add(schema, line)
            }
        }
    }

    /// A schema, or null.
    fn nullable(&mut self, id: SchemaId, line: Slice<'t>) -> SchemaId {
        let schema = self.api.schemas.get(id);
        if schema.name.is_none() {
            let schema = Schema {
                nullable: true,
                ..schema.clone()
            };
            return self.add(schema, line);
        }
        let kind = SchemaKind::Union(Union {
            variants: vec![id],
            ..Union::default()
        });
        let schema = Schema {
            nullable: true,
            ..Schema::of(kind)
        };
        self.add(schema, line)
    }
}

pub(super) fn array_of(items: Option<SchemaId>) -> SchemaKind {
    SchemaKind::Array(Array {
        items,
        ..Array::default()
    })
}

/// The values of an enumeration, as they are written; none where the type is no enumeration.
pub(super) fn values(shape: &TypeText<'_>) -> Vec<String> {
    match shape {
        TypeText::OneOf(values) => values.iter().map(|value| value.text.to_owned()).collect(),
        _ => Vec::new(),
    }
}

/// An enumeration. The page does not show the type of its values: they are numbers where all of them read like numbers.
fn enumeration(values: &[Slice<'_>]) -> Schema {
    let numbers: Option<Vec<serde_json::Number>> = values.iter().map(|value| value.text.parse().ok()).collect();
    let (kind, values) = match numbers {
        Some(numbers) if numbers.iter().all(|it| it.is_i64() || it.is_u64()) => (
            SchemaKind::Integer(Default::default()),
            numbers.into_iter().map(Value::Number).collect(),
        ),
        Some(numbers) => (
            SchemaKind::Number(Default::default()),
            numbers.into_iter().map(Value::Number).collect(),
        ),
        None => {
            let texts = values.iter().map(|value| Value::String(value.text.to_owned()));
            (SchemaKind::String(Text::default()), texts.collect())
        }
    };
    Schema {
        values: Some(values),
        ..Schema::of(kind)
    }
}

/// The alternatives of `A | (B | C)[]`: those between bars outside of parentheses.
fn alternatives(name: Slice<'_>) -> Vec<Slice<'_>> {
    let mut depth = 0usize;
    let mut start = 0;
    let mut parts = Vec::new();
    for (offset, character) in name.text.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => {
                parts.push(name.part(start..offset));
                start = offset + 1;
            }
            _ => {}
        }
    }
    parts.push(name.from(start));
    parts
}

/// A number as a facet writes it.
pub(super) fn number(text: &str) -> Option<Number> {
    Number::parse(text)
}
