//! Enumerations of strings and integers.

use std::collections::HashSet;

use serde_json::Value;
use specwright_model::{Schema, SchemaKind};

use crate::{
    Case, Names,
    build::TypeBuilder,
    rules,
    types::{EnumVariant, TypeKind, TypeRef},
};

impl TypeBuilder {
    /// The type of a schema that lists its values; none where they make no enumeration.
    pub(crate) fn enumeration(
        &mut self,
        schema: &Schema,
        values: &[Value],
        name: Option<&str>,
        hint: &str,
    ) -> Option<TypeRef> {
        let texts = || {
            values
                .iter()
                .map(|value| as_text(value, &schema.kind))
                .collect::<Option<Vec<String>>>()
        };
        let integers = || values.iter().map(Value::as_i64).collect::<Option<Vec<i64>>>();
        let kind = match &schema.kind {
            _ if values.is_empty() => return None,
            SchemaKind::Boolean => return None,
            SchemaKind::String(_) | SchemaKind::Any => texts().map(|texts| TypeKind::TextEnum(text_variants(texts))),
            _ => None,
        };
        let kind = match (kind, &schema.kind) {
            (Some(kind), _) => kind,
            (None, SchemaKind::Integer(_) | SchemaKind::Any) => match integers() {
                Some(integers) => TypeKind::IntegerEnum(integer_variants(integers)),
                None => return self.mixed_enumeration(schema, values),
            },
            _ => return self.mixed_enumeration(schema, values),
        };
        let shape = match &kind {
            TypeKind::IntegerEnum(_) => format!("integers {values:?}"),
            _ => format!("texts {values:?}"),
        };
        // A single value is most often what tells a schema from others: its type is named after that schema.
        let is_choice = values.len() > 1;
        if let Some(type_id) = self.shared(name, &shape).filter(|_| is_choice) {
            return Some(self.place(hint, type_id, schema));
        }
        let type_name = self.nominal_name(name, hint);
        let type_id = self.define(type_name, schema, kind);
        self.remember(shape, type_id);
        Some(TypeRef::Named(type_id))
    }

    fn mixed_enumeration(&mut self, schema: &Schema, values: &[Value]) -> Option<TypeRef> {
        if matches!(schema.kind, SchemaKind::Any | SchemaKind::String(_)) && values.len() > 1 {
            self.report(
                &rules::MIXED_ENUM,
                schema,
                "the values of this enumeration are of several types",
                "any value of the type is accepted",
            );
        }
        None
    }
}

fn text_variants(texts: Vec<String>) -> Vec<EnumVariant<String>> {
    let mut names = Names::new(&["Unknown"]);
    let mut seen = HashSet::new();
    let texts = texts.into_iter().filter(|text| seen.insert(text.clone()));
    texts
        .map(|value| {
            let name = match value.as_str() {
                "" => names.claim(&["Empty"], Case::UpperCamel),
                text => names.claim(&[text, &format!("{text} value")], Case::UpperCamel),
            };
            EnumVariant { name, value }
        })
        .collect()
}

fn integer_variants(integers: Vec<i64>) -> Vec<EnumVariant<i64>> {
    let mut names = Names::new(&["Unknown"]);
    let mut seen = HashSet::new();
    let integers = integers.into_iter().filter(|integer| seen.insert(*integer));
    integers
        .map(|value| EnumVariant {
            name: match value {
                0.. => names.claim(&[&format!("Value {value}")], Case::UpperCamel),
                _ => names.claim(&[&format!("Minus {}", value.unsigned_abs())], Case::UpperCamel),
            },
            value,
        })
        .collect()
}

/// A value of an enumeration of strings as the text that goes over the wire; numbers and booleans that YAML made of
/// plain text count as that text where the schema says string.
fn as_text(value: &Value, kind: &SchemaKind) -> Option<String> {
    match (value, kind) {
        (Value::String(text), _) => Some(text.clone()),
        (Value::Number(number), SchemaKind::String(_)) => Some(number.to_string()),
        (Value::Bool(boolean), SchemaKind::String(_)) => Some(boolean.to_string()),
        _ => None,
    }
}
