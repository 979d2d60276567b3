//! RAML 0.8: named parameters and schemas.

use specwright_diagnostics::Severity;
use specwright_model::Api;

use super::{dedent, findings, outline, read};

/// The query parameters of the only method become these, with these findings.
#[track_caller]
fn check(parameters: &str, expected: &str, expected_findings: &str) {
    let indented: Vec<String> = dedent(parameters).lines().map(|line| format!("      {line}")).collect();
    let document = format!(
        "#%RAML 0.8\ntitle: A\n/a:\n  get:\n    queryParameters:\n{}\n",
        indented.join("\n")
    );
    let (api, diagnostics, sources) = read(&[("api.raml", &document)]);
    assert_eq!(findings(&diagnostics, &sources, Severity::Warning), expected_findings);
    assert_eq!(shown(&api), dedent(expected));
}

fn shown(api: &Api) -> String {
    let parameters = api.operations().flat_map(|(_, operation)| &operation.parameters);
    let lines = parameters.map(|parameter| {
        let mark = if parameter.required { "" } else { "?" };
        let schema = parameter
            .schema
            .map_or("none".to_owned(), |id| outline::by_id(&api.schemas, id));
        format!("{}{mark}: {schema}", parameter.name)
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn named_parameters() {
    check(
        "
        a: {type: integer, minimum: 1, required: true, default: 3}
        b: {description: Text}
        c: {type: string, repeat: true}
        d: {type: date}
        e: [{type: string, maxLength: 3}, {type: integer}]
        f?: {enum: [x, y]}
        ",
        r#"
        a?: integer >=1 default=3
        b?: string description=Text
        c?: [string]
        d?: http-date
        e?: (string ..3 | integer)
        f??: string values=["x","y"]
        "#,
        "",
    );
}

#[test]
fn examples_that_do_not_fit_are_warnings() {
    check(
        "a: {type: integer, example: many}",
        "a?: integer",
        "6:35 loose-example: this example does not fit: it must be an integer, not the text `many`",
    );
}

#[test]
fn schemas_have_names() {
    let document = "#%RAML 0.8\ntitle: A\nschemas:\n  - name: '{\"type\": \"string\"}'\n/a:\n  post:\n    body:\n      \
                    application/json: {schema: name}\n";
    let (api, diagnostics, sources) = read(&[("api.raml", document)]);
    assert_eq!(findings(&diagnostics, &sources, Severity::Warning), "");
    assert_eq!(outline::schemas(&api.schemas), "name = string");
}

#[test]
fn schemas_refer_to_each_other_by_their_names() {
    let document = r##"#%RAML 0.8
title: A
schemas:
  - user: '{"type": "object", "properties": {"name": {"type": "string", "required": true}, "all": {"$ref": "users"}}}'
  - users: '{"type": "array", "items": {"$ref": "user"}}'
"##;
    let (api, diagnostics, sources) = read(&[("api.raml", document)]);
    assert_eq!(findings(&diagnostics, &sources, Severity::Warning), "");
    assert_eq!(
        outline::schemas(&api.schemas),
        "user = {name: string, all?: users}\nusers = [user]"
    );
}
