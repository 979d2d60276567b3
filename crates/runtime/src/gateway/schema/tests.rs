use super::Schema;
use crate::json::{Value, parse};

fn value(text: &str) -> Value {
    parse(text.as_bytes()).unwrap()
}

/// Checks a value and compares the violations, each as `pointer: message`.
#[track_caller]
fn check(schema: &str, instance: &str, expected: &[&str]) {
    let schema = Schema::compile(schema).unwrap();
    let instance = value(instance);
    let violations: Vec<String> = schema.violations(&instance).iter().map(ToString::to_string).collect();
    assert_eq!(violations, expected);
    assert_eq!(
        schema.fitting(instance.clone()) == Some(instance.clone()),
        expected.is_empty()
    );
}

/// Reads the texts in a value by a schema.
#[track_caller]
fn check_read(schema: &str, instance: &str, expected: &str) {
    let mut read = value(instance);
    Schema::compile(schema).unwrap().read_texts(&mut read);
    assert_eq!(read, value(expected));
}

#[test]
fn every_violation_is_named_and_no_value_is_repeated() {
    let schema = r#"{
        "type": "object",
        "properties": {
            "page": {"type": "integer", "minimum": 1},
            "a/b": {"enum": ["x", "y"]},
            "id": {"type": "string", "format": "uuid"}
        },
        "required": ["id", "page"],
        "additionalProperties": false
    }"#;
    check(
        schema,
        r#"{"id": "6170692e-7363-616c-6577-61792e636f6d", "page": 1}"#,
        &[],
    );
    check(
        schema,
        r#"{"page": 0, "a/b": "swordfish", "z": 1}"#,
        &[
            "Additional properties are not allowed ('z' was unexpected)",
            r#"/a~1b: the value is not one of "x" or "y""#,
            "/id: missing",
            "/page: the value is less than the minimum of 1",
        ],
    );
    check(
        schema,
        r#"{"page": 1.5, "id": "7"}"#,
        &[
            r#"/id: the value is not a "uuid""#,
            r#"/page: the value is not of type "integer""#,
        ],
    );
}

#[test]
fn a_long_message_is_cut() {
    let values: Vec<String> = (0..500).map(|number| format!("\"{number}\"")).collect();
    let schema = Schema::compile(&format!("{{\"enum\": [{}]}}", values.join(","))).unwrap();
    let violations = schema.violations(&Value::Null);
    assert!(violations[0].message.len() <= 500, "{}", violations[0].message);
}

#[test]
fn patterns_are_matched_in_linear_time() {
    let schema = r#"{"type": "string", "pattern": "^(a+)+$"}"#;
    check(schema, r#""aaa""#, &[]);
    let long = format!("\"{}!\"", "a".repeat(100_000));
    let started = std::time::Instant::now();
    check(schema, &long, &[r#"the value does not match "^(a+)+$""#]);
    assert!(started.elapsed().as_secs() < 5);
}

#[test]
fn patterns_that_look_around_are_left_to_the_upstream() {
    let schema = r#"{"type": "string", "pattern": "^(?!x)", "minLength": 2}"#;
    check(schema, r#""xx""#, &[]);
    check(schema, r#""x""#, &["the value is shorter than 2 characters"]);
}

#[test]
fn what_is_no_schema_is_refused() {
    assert!(Schema::compile("{").is_err());
    assert!(Schema::compile(r#"{"type": "text"}"#).is_err());
    assert!(Schema::compile(r##"{"$ref": "#/$defs/gone"}"##).is_err());
    assert!(Schema::compile(r#"{"$ref": "https://example.com/schema"}"#).is_err());
}

#[test]
fn texts_are_read_as_the_types_of_the_schema() {
    let of = |schema: &str| format!(r#"{{"properties": {{"x": {schema}}}}}"#);
    check_read(&of(r#"{"type": "integer"}"#), r#"{"x": "7"}"#, r#"{"x": 7}"#);
    check_read(&of(r#"{"type": "number"}"#), r#"{"x": "1.5e3"}"#, r#"{"x": 1500.0}"#);
    check_read(&of(r#"{"type": "boolean"}"#), r#"{"x": "true"}"#, r#"{"x": true}"#);
    check_read(
        &of(r#"{"type": ["null", "integer"]}"#),
        r#"{"x": "null"}"#,
        r#"{"x": null}"#,
    );
    // A text that the schema does not allow is left for the check.
    check_read(&of(r#"{"type": "integer"}"#), r#"{"x": "seven"}"#, r#"{"x": "seven"}"#);
    check_read(&of(r#"{"type": "integer"}"#), r#"{"x": "true"}"#, r#"{"x": "true"}"#);
    // What may be a text is one, whatever it looks like.
    check_read(&of(r#"{"type": "string"}"#), r#"{"x": "007"}"#, r#"{"x": "007"}"#);
    check_read(
        &of(r#"{"type": ["string", "integer"]}"#),
        r#"{"x": "7"}"#,
        r#"{"x": "7"}"#,
    );
    check_read(&of("{}"), r#"{"x": "7"}"#, r#"{"x": "7"}"#);
    check_read(&of("true"), r#"{"x": "7"}"#, r#"{"x": "7"}"#);
}

#[test]
fn texts_in_lists_objects_and_references_are_read_too() {
    let schema = r##"{
        "properties": {
            "ids": {"type": "array", "items": {"$ref": "#/$defs/id"}},
            "filter": {"anyOf": [{"properties": {"from": {"type": "number"}}}, {"type": "null"}]},
            "map": {"additionalProperties": {"allOf": [{"type": "boolean"}]}}
        },
        "$defs": {"id": {"type": "integer"}, "loop": {"$ref": "#/$defs/loop"}}
    }"##;
    check_read(
        schema,
        r#"{"ids": ["1", "x"], "filter": {"from": "2"}, "map": {"a": "false"}}"#,
        r#"{"ids": [1, "x"], "filter": {"from": 2}, "map": {"a": false}}"#,
    );
}

#[test]
fn nulls_stand_for_what_is_absent() {
    let schema = r#"{
        "type": "object",
        "properties": {
            "a": {"type": "integer"},
            "b": {"type": ["integer", "null"]},
            "c": {"anyOf": [{"type": "string"}, {"type": "null"}]},
            "d": {},
            "e": {"type": "object"}
        },
        "additionalProperties": false
    }"#;
    let mut properties = value(r#"{"a": null, "b": null, "c": null, "d": null, "e": {"f": null}, "g": null}"#);
    let Value::Object(object) = &mut properties else {
        return;
    };
    Schema::compile(schema).unwrap().remove_nulls(object);
    // Unknown ones are left for the check.
    assert_eq!(
        properties,
        value(r#"{"b": null, "c": null, "d": null, "e": {"f": null}, "g": null}"#)
    );
}

#[test]
fn defaults_stand_for_what_is_absent() {
    let schema = r#"{
        "properties": {
            "a": {"type": "integer", "default": 1},
            "b": {"type": "integer", "default": 2},
            "c": {"properties": {"d": {"default": 3}}}
        }
    }"#;
    let mut properties = serde_json::Map::from_iter([("b".to_owned(), Value::Null), ("c".to_owned(), value("{}"))]);
    Schema::compile(schema).unwrap().add_defaults(&mut properties);
    assert_eq!(Value::Object(properties), value(r#"{"a": 1, "b": null, "c": {}}"#));
}

/// A filter whose operands are filters: what is checked for one alternative is checked again for the
/// next, at each level.
const FILTER: &str = r##"{
    "type": "object",
    "properties": {"filter": {"$ref": "#/$defs/filter"}, "limit": {"type": "integer"}},
    "$defs": {"filter": {"oneOf": [
        {"$ref": "#/$defs/and"},
        {"type": "object", "properties": {"all": {"type": "array", "items": {"$ref": "#/$defs/filter"}}}},
        {"type": "string"}
    ]}, "and": {"type": "object", "properties": {"one": {"$ref": "#/$defs/filter"}}, "required": ["one"]}}
}"##;

#[test]
fn a_long_name_is_not_repeated_at_length() {
    let schema = r#"{"additionalProperties": {"additionalProperties": {"type": "integer"}}}"#;
    let properties: Vec<String> = (0..50).map(|number| format!("\"{number}\": \"x\"")).collect();
    let instance = format!(r#"{{"{}": {{{}}}}}"#, "n".repeat(100_000), properties.join(","));
    let violations = Schema::compile(schema).unwrap().violations(&value(&instance));
    assert_eq!(violations.len(), 50);
    assert!(violations.iter().all(|violation| violation.pointer.len() <= 500));
}

#[test]
fn unions_that_hold_themselves_take_no_time() {
    let nested = |depth: usize| {
        let filter = (0..depth).fold("7".to_owned(), |inner, _| format!(r#"{{"one": {inner}}}"#));
        format!(r#"{{"filter": {filter}, "limit": "x"}}"#)
    };
    let limit = "/limit: the value is not of type \"integer\"";
    check(FILTER, &nested(100), &[limit]);
    let none = "/filter: the value is not valid under any of the schemas listed in the 'oneOf' keyword";
    check(FILTER, &nested(0), &[none, limit]);
}

#[test]
fn a_value_that_holds_itself_may_be_deep() {
    let tree = r##"{
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "next": {"anyOf": [{"$ref": "#"}, {"type": "null"}]},
            "children": {"type": "array", "items": {"$ref": "#"}}
        }
    }"##;
    let nested = (0..40).fold(r#"{"name": 7}"#.to_owned(), |inner, _| {
        format!(r#"{{"children": [{inner}]}}"#)
    });
    let pointer = format!("{}/name: the value is not of type \"string\"", "/children/0".repeat(40));
    check(tree, &nested, &[&pointer]);
}

#[test]
fn what_refers_to_itself_alone_says_nothing() {
    let schema = r##"{
        "type": "object",
        "properties": {"a": {"$ref": "#/$defs/a"}, "b": {"type": "integer"}},
        "$defs": {"a": {"$ref": "#/$defs/a"}}
    }"##;
    check(
        schema,
        r#"{"a": [1], "b": "x"}"#,
        &[r#"/b: the value is not of type "integer""#],
    );
}
