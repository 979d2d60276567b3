//! JSON and XML schemas.

use specwright_diagnostics::Severity;

use super::{check, check_findings, findings, outline, read};

#[test]
fn json_schemas_are_read() {
    check(
        r#"
        Person: |
          {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}
        Wrapped: {type: '{"type": "string", "minLength": 2}', description: A text}
        Used: {properties: {person: Person}}
        "#,
        "
        Person = {name: string}
        Wrapped = string 2.. description=A text
        Used = {person: Person}
        ",
    );
}

#[test]
fn examples_fit_json_schemas() {
    check_findings(
        r#"
        Person: |
          {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}
        Ann: {type: Person, example: {name: 1}}
        "#,
        "5:39 invalid-example: this example does not fit: it must be a string, not the number 1",
    );
}

#[test]
fn external_types_are_not_mixed_with_raml() {
    check_findings(
        r#"
        Person: |
          {"type": "object"}
        People: Person[]
        More: {type: Person, properties: {a: string}}
        Broken: |
          {"type": "object"
        "#,
        "
        5:11 misplaced-external-type: `Person` is a JSON or XML schema, and no part of an expression
        6:24 misplaced-facet: `properties` says nothing about a JSON or XML schema
        9:1 invalid-external-schema: this is no JSON Schema: the file ends where `,` or `}` is expected
        ",
    );
}

#[test]
fn included_schemas_refer_to_others() {
    let document = "#%RAML 1.0\ntitle: A\ntypes:\n  Company: !include schemas/company.json\n  Name: !include \
                    schemas/parts.json#/definitions/name\n  Old: !include old.xsd\n";
    let company = r#"{"type": "object", "properties": {"name": {"$ref": "parts.json#/definitions/name"}}}"#;
    let parts = r#"{"definitions": {"name": {"type": "string"}}}"#;
    let (api, diagnostics, sources) = read(&[
        ("api.raml", document),
        ("schemas/company.json", company),
        ("schemas/parts.json", parts),
        ("old.xsd", "<xs:schema/>"),
    ]);
    let expected = "6:17 opaque-schema: XML schemas are not read: any value fits";
    assert_eq!(findings(&diagnostics, &sources, Severity::Warning), expected);
    let outline = outline::schemas(&api.schemas);
    assert_eq!(outline, "Company = {name?: Name}\nName = string\nOld = any");
}

#[test]
fn types_give_included_schemas_their_names() {
    let document = "#%RAML 1.0\ntitle: A\ntypes:\n  Error: {type: !include error.json, description: What went wrong}\n  \
                    Again: !include error.json\n";
    let error = r##"{"type": "object", "properties": {"inner": {"$ref": "#"}}}"##;
    let (api, diagnostics, sources) = read(&[("api.raml", document), ("error.json", error)]);
    assert_eq!(findings(&diagnostics, &sources, Severity::Warning), "");
    let outline = outline::schemas(&api.schemas);
    assert_eq!(
        outline,
        "Error = {inner?: Error} description=What went wrong\nAgain = Error"
    );
}

#[test]
fn parameters_have_no_schema() {
    let document =
        "#%RAML 1.0\ntitle: A\n/a:\n  get:\n    queryParameters:\n      a: {type: '{\"type\": \"object\"}'}\n";
    let (_, diagnostics, sources) = read(&[("api.raml", document)]);
    let found = findings(&diagnostics, &sources, Severity::Error);
    let expected = "6:17 misplaced-external-type: a parameter or header travels as text, and no JSON or XML schema can \
                    describe it";
    assert_eq!(found, expected);
}
