//! Arguments for tools, made from the JSON Schemas of their inputs.

use regex_syntax::hir::{Class, Hir, HirKind};
use serde_json::{Map, Value, json};

/// How deep optional parts are made. Below that there are required ones alone.
const OPTIONAL_DEPTH: usize = 6;
/// How deep values are made at all: a schema that requires itself has no example.
const DEPTH: usize = 24;

/// How much of a schema an example shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// What is required.
    Required,
    /// Every property.
    Whole,
}

/// A value that fits a JSON Schema (2020-12) which stands on its own: references lead into `$defs`.
///
/// # Errors
/// Where none was found, and where the schema is none.
pub(super) fn example(schema: &Value, extent: Extent) -> Result<Value, String> {
    let maker = Maker { root: schema, extent };
    let value = maker.value(schema, 0).ok_or("no example was found")?;
    let options = jsonschema::options().should_validate_formats(true);
    let validator = options.build(schema).map_err(|error| error.to_string())?;
    match validator.validate(&value) {
        Ok(()) => Ok(value),
        Err(error) => Err(format!("{value} is no example: {error} at {}", error.instance_path())),
    }
}

struct Maker<'a> {
    root: &'a Value,
    extent: Extent,
}

impl Maker<'_> {
    fn value(&self, schema: &Value, depth: usize) -> Option<Value> {
        if depth > DEPTH {
            return None;
        }
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            return self.value(self.root.pointer(reference.strip_prefix('#')?)?, depth + 1);
        }
        if let Some(shown) = shown(schema) {
            return Some(shown.clone());
        }
        let own = match type_of(schema) {
            Some("object") => Some(self.object(schema, depth)?),
            Some("array") => Some(self.array(schema, depth)?),
            Some("string") => Some(Value::String(text(schema)?)),
            Some("integer") => Some(number(schema, true)),
            Some("number") => Some(number(schema, false)),
            Some("boolean") => Some(json!(true)),
            Some(_) => Some(Value::Null),
            None => None,
        };
        self.composed(schema, own, depth)
    }

    /// What a schema is composed of: objects of all parts together, else the value of the first part that has one.
    fn composed(&self, schema: &Value, own: Option<Value>, depth: usize) -> Option<Value> {
        let mut value = own;
        for part in list(schema, "allOf") {
            value = merged(value, self.value(part, depth + 1)?);
        }
        for keyword in ["oneOf", "anyOf"] {
            let is_null = |part: &&Value| type_of(part) == Some("null");
            let mut parts = list(schema, keyword).iter().filter(|part| !is_null(part));
            if let Some(chosen) = parts.find_map(|part| self.value(part, depth + 1)) {
                value = merged(value, chosen);
            }
        }
        Some(value.unwrap_or_else(|| json!({})))
    }

    fn object(&self, schema: &Value, depth: usize) -> Option<Value> {
        let mut object = Map::new();
        let required = list(schema, "required");
        let properties = schema.get("properties").and_then(Value::as_object);
        let (mut asked, mut other) = (Vec::new(), Vec::new());
        for (name, property) in properties.into_iter().flatten() {
            let is_required = required.iter().any(|it| it == name);
            if is_required { &mut asked } else { &mut other }.push((name, property));
        }
        for (name, property) in asked {
            object.insert(name.clone(), self.value(property, depth + 1)?);
        }
        // Those of which nothing else is said.
        for name in required.iter().filter_map(Value::as_str) {
            object.entry(name).or_insert_with(|| json!("text"));
        }
        let least = size(schema, "minProperties").unwrap_or_default();
        let whole = self.extent == Extent::Whole && depth < OPTIONAL_DEPTH;
        for (name, property) in other {
            if (whole || object.len() < least)
                && let Some(value) = self.value(property, depth + 1)
            {
                object.insert(name.clone(), value);
            }
        }
        let more = schema.get("additionalProperties").unwrap_or(&Value::Null);
        for number in object.len()..least {
            object.insert(format!("name{number}"), self.value(more, depth + 1)?);
        }
        Some(Value::Object(object))
    }

    fn array(&self, schema: &Value, depth: usize) -> Option<Value> {
        let wanted = usize::from(self.extent == Extent::Whole && depth < OPTIONAL_DEPTH);
        let least = size(schema, "minItems").unwrap_or_default();
        let count = least.max(wanted);
        let mut items = Vec::new();
        let first = list(schema, "prefixItems");
        for place in 0..count.max(first.len()) {
            let item = first.get(place).or(schema.get("items"));
            match item.map_or(Some(json!("text")), |item| self.value(item, depth + 1)) {
                Some(value) => items.push(value),
                None if place < least => return None,
                None => break,
            }
        }
        Some(Value::Array(items))
    }
}

/// What a schema itself shows or fixes.
fn shown(schema: &Value) -> Option<&Value> {
    let first = |keyword| list(schema, keyword).iter().find(|value| !value.is_null());
    let fixed = schema.get("const").or_else(|| first("enum"));
    fixed.or_else(|| first("examples")).or_else(|| schema.get("default"))
}

/// The type of a schema; of several, the first that is not null.
fn type_of(schema: &Value) -> Option<&str> {
    match schema.get("type") {
        Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).find(|name| *name != "null"),
        Some(Value::String(name)) => Some(name),
        _ => schema.get("properties").map(|_| "object"),
    }
}

fn list<'s>(schema: &'s Value, keyword: &str) -> &'s [Value] {
    schema.get(keyword).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A bound of how long or large something is.
fn size(schema: &Value, keyword: &str) -> Option<usize> {
    usize::try_from(schema.get(keyword)?.as_u64()?).ok()
}

/// An object with the properties of both; anything else is the second one.
fn merged(first: Option<Value>, second: Value) -> Option<Value> {
    match (first, second) {
        (Some(Value::Object(mut first)), Value::Object(second)) => {
            first.extend(second);
            Some(Value::Object(first))
        }
        (_, second) => Some(second),
    }
}

/// A number within the bounds of a schema.
fn number(schema: &Value, is_whole: bool) -> Value {
    let bound = |keyword: &str| schema.get(keyword).and_then(Value::as_f64);
    let step = bound("multipleOf").or(is_whole.then_some(1.0));
    let beyond = step.unwrap_or(0.5);
    let least = bound("minimum").or(bound("exclusiveMinimum").map(|bound| bound + beyond));
    let most = bound("maximum").or(bound("exclusiveMaximum").map(|bound| bound - beyond));
    let wanted = 1.0_f64.min(most.unwrap_or(1.0)).max(least.unwrap_or(f64::MIN));
    let fitting = match (step, least) {
        (Some(step), Some(_)) => (wanted / step).ceil() * step,
        (Some(step), None) => (wanted / step).floor() * step,
        (None, _) => wanted,
    };
    if is_whole {
        // The bounds of descriptions are far below those of the type.
        json!(fitting as i64)
    } else {
        json!(fitting)
    }
}

/// A text of the format, pattern or length of a schema.
fn text(schema: &Value) -> Option<String> {
    let facet = |keyword| schema.get(keyword).and_then(Value::as_str);
    if let Some(pattern) = facet("pattern") {
        let expression = regex_syntax::parse(pattern).ok()?;
        let mut text = String::new();
        return write_match(&expression, &mut text).map(|()| text);
    }
    if matches!(facet("contentEncoding"), Some("base64")) {
        return Some("dGV4dA==".to_owned());
    }
    let fixed = match facet("format") {
        Some("date-time") => "2026-01-02T03:04:05Z",
        Some("date") => "2026-01-02",
        Some("time") => "03:04:05Z",
        Some("duration") => "PT5M",
        Some("uuid") => "3f1c8a52-7d64-4c1b-9a0e-5b2d6c7e8f90",
        Some("email") => "ada@example.com",
        Some("uri" | "uri-reference" | "iri" | "url") => "https://example.com/",
        Some("hostname") => "host.example.com",
        Some("ipv4") => "192.0.2.1",
        Some("ipv6") => "2001:db8::1",
        Some("byte") => "dGV4dA==",
        Some("decimal") => "1.5",
        _ => return Some(of_length(schema)),
    };
    Some(fixed.to_owned())
}

fn of_length(schema: &Value) -> String {
    let most = size(schema, "maxLength").unwrap_or(usize::MAX);
    let length = size(schema, "minLength").unwrap_or_default().max(4.min(most));
    "text".chars().cycle().take(length).collect()
}

/// Writes the shortest text that an expression matches, or, of several, the first one.
fn write_match(expression: &Hir, text: &mut String) -> Option<()> {
    match expression.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(()),
        HirKind::Literal(literal) => {
            text.push_str(std::str::from_utf8(&literal.0).ok()?);
            Some(())
        }
        HirKind::Class(Class::Unicode(class)) => {
            let starts: Vec<char> = class.iter().map(|range| range.start()).collect();
            let plain = starts.iter().find(|first| first.is_ascii_graphic());
            text.push(*plain.or(starts.first())?);
            Some(())
        }
        HirKind::Class(Class::Bytes(class)) => {
            text.push(char::from(class.iter().next()?.start()));
            Some(())
        }
        HirKind::Repetition(repetition) => (0..repetition.min)
            .try_for_each(|_| write_match(&repetition.sub, text).ok_or(()))
            .ok(),
        HirKind::Capture(capture) => write_match(&capture.sub, text),
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| write_match(part, text).ok_or(())).ok(),
        HirKind::Alternation(parts) => write_match(parts.first()?, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(schema: Value, required: Value, whole: Value) {
        assert_eq!(example(&schema, Extent::Required), Ok(required), "{schema}");
        assert_eq!(example(&schema, Extent::Whole), Ok(whole), "{schema}");
    }

    fn same(schema: Value, expected: Value) {
        check(schema, expected.clone(), expected);
    }

    #[test]
    fn objects_show_what_is_required_or_all() {
        check(
            json!({
                "type": "object",
                "properties": { "id": { "type": "string", "format": "uuid" }, "limit": { "type": "integer", "minimum": 5 } },
                "required": ["id", "other"],
            }),
            json!({ "id": "3f1c8a52-7d64-4c1b-9a0e-5b2d6c7e8f90", "other": "text" }),
            json!({ "id": "3f1c8a52-7d64-4c1b-9a0e-5b2d6c7e8f90", "limit": 5, "other": "text" }),
        );
    }

    #[test]
    fn objects_are_as_large_as_they_must_be() {
        check(
            json!({ "minProperties": 1, "properties": { "a": { "const": 1 }, "b": { "const": 2 } } }),
            json!({ "a": 1 }),
            json!({ "a": 1, "b": 2 }),
        );
        same(
            json!({ "type": "object", "minProperties": 1, "additionalProperties": { "type": "integer" } }),
            json!({ "name0": 1 }),
        );
    }

    #[test]
    fn a_schema_that_holds_itself_ends() {
        let tree = json!({
            "type": "object",
            "properties": { "children": { "type": "array", "items": { "$ref": "#/$defs/tree" } } },
        });
        let schema = json!({ "$ref": "#/$defs/tree", "$defs": { "tree": tree } });
        check(schema, json!({}), json!({ "children": [{ "children": [{}] }] }));
        let endless = json!({ "type": "object", "properties": { "a": { "$ref": "#" } }, "required": ["a"] });
        assert_eq!(
            example(&endless, Extent::Required),
            Err("no example was found".to_owned())
        );
    }

    #[test]
    fn compositions_are_put_together() {
        let part = |name: &str| json!({ "properties": { name: { "type": "boolean" } }, "required": [name] });
        same(
            json!({ "allOf": [part("a"), part("b")] }),
            json!({ "a": true, "b": true }),
        );
        same(
            json!({ "oneOf": [{ "type": "null" }, { "type": "integer", "exclusiveMaximum": 0 }] }),
            json!(-1),
        );
        same(json!({ "type": ["null", "boolean"] }), json!(true));
        same(json!({ "enum": [null, "b"] }), json!("b"));
        check(
            json!({ "type": "array", "items": { "const": 1 } }),
            json!([]),
            json!([1]),
        );
    }

    #[test]
    fn texts_and_numbers_keep_to_their_facets() {
        same(
            json!({ "type": "string", "pattern": "^(97[89])?[0-9]{3}[X-Z]$" }),
            json!("000X"),
        );
        same(
            json!({ "type": "string", "pattern": "^[a-z]+:(asc|desc)$" }),
            json!("a:asc"),
        );
        same(json!({ "type": "string", "minLength": 6 }), json!("textte"));
        same(json!({ "type": "string", "maxLength": 2 }), json!("te"));
        same(json!({ "type": "integer", "minimum": 7, "multipleOf": 5 }), json!(10));
        same(json!({ "type": "number", "maximum": 0.5 }), json!(0.5));
    }

    #[test]
    fn what_does_not_fit_is_no_example() {
        let schema = json!({ "type": "string", "default": 1 });
        assert!(
            example(&schema, Extent::Whole)
                .unwrap_err()
                .starts_with("1 is no example")
        );
    }
}
