//! Enumerations, constants and defaults.

use std::collections::BTreeSet;

use serde_json::Value;
use specwright_diagnostics::Diagnostic;
use specwright_model::{Schema, SchemaKind};
use specwright_source::{Kind, Node};

use super::types::{Type, Types};
use crate::reader::{Reader, place};
use crate::rules;

impl<'s> Reader<'s> {
    /// `enum` and `const` (JSON Schema 2020-12 validation, sections 6.1.2 and 6.1.3).
    pub(crate) fn read_values(&mut self, node: Node<'s>, types: &Types, schema: &mut Schema) {
        let mut nodes = self.items(node, "enum");
        let is_limited = node.peek("enum").is_some_and(Node::is_sequence) || node.peek("const").is_some();
        if let Some(entry) = node.entry("const") {
            self.newer(node, "const", "`const`");
            nodes = vec![entry.value];
        }
        if !is_limited {
            return;
        }
        let mut values: Vec<Value> = Vec::new();
        for item in nodes {
            if item.is_null() {
                schema.nullable = true;
                continue;
            }
            values.push(self.enumerated(item, types));
        }
        // Enumerations of many thousand values are compared by text, not pair by pair.
        let mut known = BTreeSet::new();
        values.retain(|value| known.insert(value.to_string()));
        if values.is_empty() && schema.nullable {
            // Null alone: no other value fits, whatever types the schema names.
            schema.kind = SchemaKind::Null;
            schema.nullable = false;
            return;
        }
        if values.is_empty() {
            let message = "the enumeration has no values: nothing would fit it; it is read as if it were absent";
            let at = node.peek("enum").unwrap_or(node);
            let diagnostic = Diagnostic::new(&rules::EMPTY_ENUMERATION, place(at), message);
            self.findings
                .push(diagnostic.help("give the values, or leave `enum` out"));
            return;
        }
        schema.values = Some(values);
    }

    /// A value of an enumeration: a string where the schema is one of strings, as `enum: [1.0, yes]` in YAML means.
    fn enumerated(&mut self, node: Node<'s>, types: &Types) -> Value {
        let value = self.value(node);
        let [only] = types.list.as_slice() else { return value };
        if !types.is_written || fits(*only, &value) {
            return value;
        }
        let (meant, expected) = match only {
            Type::String => (node.as_text().map(|text| Value::String(text.to_owned())), "a string"),
            Type::Integer | Type::Number => (number_in(node), "a number"),
            Type::Boolean => (boolean_in(node), "a boolean"),
            Type::Array => (None, "a sequence"),
            Type::Object => (None, "a mapping"),
        };
        let message = format!(
            "the enumeration is one of type {}, and this value is {}",
            name(*only),
            node.describe()
        );
        let diagnostic = Diagnostic::new(&rules::VALUE_MISMATCH, place(node), message);
        self.findings.push_about(
            name(*only),
            match &meant {
                Some(meant) => diagnostic.help(format!("it is read as {expected}: write `{meant}`")),
                None => diagnostic.help(format!("write {expected}, or change the type")),
            },
        );
        meant.unwrap_or(value)
    }

    /// `default`, if it is of the schema's type.
    pub(crate) fn read_default(&mut self, node: Node<'s>, schema: &mut Schema) {
        let Some(entry) = node.entry("default") else { return };
        let value = self.value(entry.value);
        let problem = if value.is_null() {
            let accepts =
                schema.nullable || matches!(schema.kind, SchemaKind::Any | SchemaKind::Null | SchemaKind::Union(_));
            (!accepts).then(|| "the default is null, which does not fit".to_owned())
        } else if !kind_accepts(&schema.kind, &value) {
            Some(format!(
                "the default is {}, which does not fit the type of the schema",
                entry.value.describe()
            ))
        } else {
            None
        };
        let Some(problem) = problem else {
            schema.default = Some(value);
            return;
        };
        let subject = if value.is_null() { "null" } else { "" };
        let diagnostic = Diagnostic::new(
            &rules::DEFAULT_TYPE,
            entry.key_location,
            format!("{problem}; it is left out"),
        );
        let help = default_help(&schema.kind, entry.value);
        self.findings.push_about(subject, diagnostic.help(help));
    }
}

fn name(kind: Type) -> &'static str {
    match kind {
        Type::Boolean => "boolean",
        Type::Integer => "integer",
        Type::Number => "number",
        Type::String => "string",
        Type::Array => "array",
        Type::Object => "object",
    }
}

/// What to write as a default that does not fit.
fn default_help(kind: &SchemaKind, written: Node<'_>) -> String {
    match (kind, written.as_text()) {
        (_, None) if written.is_null() => "leave the default out, or let the schema accept null".to_owned(),
        (SchemaKind::String(_), Some(text)) => format!("write `\"{text}\"`"),
        (SchemaKind::Integer(_) | SchemaKind::Number(_), Some(text)) if number_in(written).is_some() => {
            format!("write `{text}` without quotes")
        }
        (SchemaKind::Boolean, Some(_)) => "write `true` or `false`".to_owned(),
        (SchemaKind::Array(_), Some(text)) => format!("write `[{text}]`"),
        _ => "leave the default out, or change the type".to_owned(),
    }
}

/// A boolean as older versions of YAML write it.
fn boolean_in(node: Node<'_>) -> Option<Value> {
    match node.as_str()? {
        "true" | "True" | "yes" | "on" => Some(Value::Bool(true)),
        "false" | "False" | "no" | "off" => Some(Value::Bool(false)),
        _ => None,
    }
}

/// A number that is written as a string.
fn number_in(node: Node<'_>) -> Option<Value> {
    let Kind::String(text) = node.kind() else { return None };
    let value: Value = serde_json::from_str(text).ok()?;
    value.is_number().then_some(value)
}

fn is_whole(value: &Value) -> bool {
    value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0)
}

fn fits(kind: Type, value: &Value) -> bool {
    match kind {
        Type::Boolean => value.is_boolean(),
        Type::Integer => is_whole(value),
        Type::Number => value.is_number(),
        Type::String => value.is_string(),
        Type::Array => value.is_array(),
        Type::Object => value.is_object(),
    }
}

/// Whether a value is of a kind, as far as that shows without other schemas.
fn kind_accepts(kind: &SchemaKind, value: &Value) -> bool {
    match kind {
        SchemaKind::Any | SchemaKind::Union(_) => true,
        SchemaKind::Never | SchemaKind::Null => false,
        SchemaKind::Boolean => value.is_boolean(),
        SchemaKind::Integer(_) => is_whole(value),
        SchemaKind::Number(_) => value.is_number(),
        SchemaKind::String(_) => value.is_string(),
        SchemaKind::Array(_) => value.is_array(),
        SchemaKind::Object(_) => value.is_object(),
    }
}
