//! JSON Schemas that stand in documents of other formats, in any draft.

use specwright_model::{Api, Schemas};
use specwright_source::{Limits, Sources};

/// The outline of what a JSON Schema becomes, then the findings.
fn check(schema: &str, expected: &str) {
    let sources = Sources::from_texts(&[("a.json", schema)], &Limits::default(), |_| Vec::new());
    let sources = sources.unwrap_or_else(|error| unreachable!("no tree: {:?}", error.diagnostics));
    let mut schemas = Schemas::default();
    let (id, found) = specwright_openapi::read_schema(&sources, &mut schemas);
    if let Some(schema) = id.and_then(|id| schemas.get_mut(id)) {
        schema.name.get_or_insert_with(|| "Root".to_owned());
    }
    let api = Api {
        schemas,
        ..Api::default()
    };
    let shown = format!(
        "{}\n{}",
        super::outline::api(&api),
        super::concise(sources.files(), &found)
    );
    assert_eq!(shown.trim(), expected.trim());
}

#[test]
fn draft_3() {
    check(
        r##"{"$schema": "http://json-schema.org/draft-03/schema#", "id": "http://x.example/y", "type": "object",
            "required": true, "properties": {
                "name": {"type": "string", "required": true},
                "step": {"type": "number", "divisibleBy": 0.5, "required": false},
                "level": {"enum": ["low", "high"], "required": true},
                "any": {"type": "any"},
                "base": {"extends": {"$ref": "#/properties/step"}},
                "mixed": {"type": ["string", {"type": "object"}]}
            }}"##,
        r#"schema Root = {name*: string, step: number %0.5, level*: string in ["low", "high"], any: any, base: all(number %0.5), mixed: any}

a.json:8:46: warning[unsupported-keyword]: a schema among the types is not supported: any value is accepted
  help: write `anyOf` with a schema for each type"#,
    );
}

#[test]
fn draft_4() {
    check(
        r##"{"$schema": "http://json-schema.org/draft-04/schema#", "id": "y", "type": "object", "required": ["a"],
            "properties": {
                "a": {"type": "integer", "minimum": 0, "exclusiveMinimum": true},
                "pair": {"type": "array", "items": [{"type": "string"}, {"type": "integer"}], "additionalItems": false}
            }}"##,
        "schema Root = {a*: integer >0, pair: [string, integer, never…]}",
    );
}

#[test]
fn draft_7() {
    check(
        r##"{"$schema": "http://json-schema.org/draft-07/schema#", "$id": "http://x.example/z",
            "properties": {"a": {"$ref": "#small"}}, "definitions": {"Small": {"$id": "#small", "type": "integer"}}}"##,
        "schema Root = {a: Small}
schema Small = integer",
    );
}
