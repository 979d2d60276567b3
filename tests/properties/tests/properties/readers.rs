//! Every reader takes any text and any damage.

use crate::damage::{AnyText, Damaged};
use crate::descriptions::{as_json, in_folders, of_explanations};
use crate::reduction::Description;
use crate::run::check;
use crate::way;

/// How many damaged descriptions of each format are tried, and how many texts.
const DAMAGED: u32 = 90;
const TEXTS: u32 = 40;

fn damaged(descriptions: Vec<Description>, at_least: usize) {
    let count = descriptions.len();
    assert!(count >= at_least, "only {count} descriptions");
    check(DAMAGED, &Damaged(descriptions), way::check);
}

fn any_text(name: &'static str, openings: &'static [&'static str], words: &'static [&'static str]) {
    let texts = AnyText { name, openings, words };
    check(TEXTS, &texts, way::check);
}

fn openapi() -> Vec<Description> {
    let folders = [
        "crates/openapi/tests/documents",
        "crates/openapi/tests/must-fail",
        "crates/openapi/tests/must-warn",
    ];
    let mut descriptions = in_folders(&folders, &[".yaml"]);
    descriptions.extend(in_folders(&["specs"], &[".openapi.yaml"]));
    descriptions.extend(of_explanations("openapi"));
    descriptions
}

#[test]
fn openapi_in_yaml_takes_any_damage() {
    let mut descriptions = openapi();
    for stage in ["source", "rust"] {
        descriptions.extend(of_explanations(stage));
    }
    damaged(descriptions, 200);
}

#[test]
fn openapi_in_json_takes_any_damage() {
    let folder = "crates/openapi/tests/documents";
    let mut descriptions = in_folders(&[folder, "crates/openapi/tests/must-warn"], &[".json"]);
    descriptions.extend(as_json(&in_folders(&[folder, "specs"], &[".yaml"])));
    damaged(descriptions, 40);
}

#[test]
fn blueprints_take_any_damage() {
    let folders = [
        "crates/blueprint/tests/documents",
        "crates/blueprint/tests/must-fail",
        "crates/blueprint/tests/must-warn",
        "specs",
    ];
    let mut descriptions = in_folders(&folders, &[".apib"]);
    descriptions.extend(of_explanations("blueprint"));
    damaged(descriptions, 100);
}

/// Pages of RAML are the explanations with text that is none.
fn raml(is_page: bool) -> Vec<Description> {
    let mut descriptions = of_explanations("raml");
    descriptions.retain(|description| {
        let (_, entry) = description.files().first().copied().unwrap();
        entry.starts_with("#%RAML") != is_page
    });
    let endings: &[&str] = if is_page { &[".txt"] } else { &[".raml"] };
    descriptions.extend(in_folders(
        &["crates/raml/tests/pages", "specs", "specs/wallet"],
        endings,
    ));
    descriptions
}

#[test]
fn raml_takes_any_damage() {
    damaged(raml(false), 90);
}

#[test]
fn pages_of_raml_take_any_damage() {
    damaged(raml(true), 20);
}

#[test]
fn capabilities_take_any_damage() {
    let mut descriptions = in_folders(&["specs", "crates/gateway/tests/documents"], &[".naftiko.yaml"]);
    descriptions.extend(of_explanations("naftiko"));
    descriptions.extend(of_explanations("gateway"));
    damaged(descriptions, 90);
}

#[test]
fn openapi_takes_any_text() {
    let openings = &[
        "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths:\n  /a:\n    get:\n      ",
        "openapi: 3.1.0\ninfo: { title: T, version: '1' }\ncomponents:\n  schemas:\n    A:\n      ",
        "openapi: 3.0.3\n",
        "openapi: 3.2.0\npaths: ",
        "{\"openapi\": \"3.1.0\", \"paths\": ",
        "",
    ];
    let words = &[
        "type: object\n      ",
        "properties: ",
        "allOf: ",
        "oneOf: ",
        "[",
        "]",
        "{ ",
        " }",
        ", ",
        "$ref: '#/components/schemas/A'",
        "items: ",
        "parameters: ",
        "responses: ",
        "content: ",
        "'200': ",
        "schema: ",
        "a: ",
        "- ",
        ": ",
        "\n        ",
        "\n      ",
        "enum: ",
        "default: ",
        "{ type: string }",
        "discriminator: { propertyName: a }",
        "additionalProperties: ",
        "required: [a]",
        "application/json: ",
    ];
    any_text("any.yaml", openings, words);
}

#[test]
fn json_takes_any_text() {
    let openings = &["{\"openapi\": \"3.1.0\", \"paths\": ", "{", ""];
    let words = &[
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"type\": ",
        "\"schema\": ",
        "\"/a\": ",
        "\"get\": ",
        "\"$ref\": ",
        "null",
        "true",
        "1",
        "1.0e5",
        "\"",
        "\\",
        "\\u",
        "\\uD800",
        "\\uDC00",
        "//",
        "/*",
        "\"\\u0000\"",
        " ",
        "\n",
    ];
    any_text("any.json", openings, words);
}

#[test]
fn blueprints_take_any_text() {
    let openings = &[
        "FORMAT: 1A\n\n# A\n\n# GET /a\n",
        "FORMAT: 1A\n# Data Structures\n## A (object)\n",
        "# GET /{a}\n",
        "",
    ];
    let words = &[
        "# ",
        "## ",
        "### ",
        "# Group A",
        "# Data Structures",
        "## A (object)",
        "## B [/b{?c}]",
        "### GET",
        "### D [POST]",
        "+ ",
        "    + ",
        "        + ",
        "+ Request (application/json)",
        "+ Response 200 (application/json)",
        "+ Attributes",
        "+ Parameters",
        "+ Body\n\n            ",
        "+ Schema\n\n            ",
        "+ Headers\n\n            ",
        "+ Model",
        "+ Values",
        "+ Sample: ",
        "+ Default: ",
        "+ One Of",
        "+ Include A",
        "a: b (string, required) - c",
        "(array[A])",
        "(enum)",
        "`a`",
        "```\n",
        "{\"a\": 1}",
        "A: b",
        "{?a*,b}",
        "{+a}",
        "{#a}",
        ": ",
        " - ",
        "*a*",
    ];
    any_text("any.apib", openings, words);
}

#[test]
fn raml_takes_any_text() {
    let openings = &[
        "#%RAML 1.0\ntitle: T\n",
        "#%RAML 0.8\ntitle: T\n",
        "#%RAML 1.0\ntitle: T\ntypes:\n  A:\n    ",
        "#%RAML 1.0\ntitle: T\nresourceTypes:\n  a:\n    ",
        "#%RAML 1.0 Library\n",
        "#%RAML 1.0 Overlay\n",
        "#%RAML",
    ];
    let words = &[
        "types:\n  ",
        "type: ",
        "A",
        "A[]",
        "A | B",
        "(A | B)[]",
        "properties:\n      ",
        "a?: ",
        "//: ",
        "/[a-z]+/: ",
        "/a:\n  ",
        "/{a}:\n  ",
        "get:\n    ",
        "post:\n    ",
        "body:\n      ",
        "application/json:\n        ",
        "responses:\n      ",
        "200:\n        ",
        "is: [a]",
        "traits:\n  ",
        "resourceTypes:\n  ",
        "<<a>>",
        "<<a | !pluralize>>",
        "<<resourcePath>>",
        "uses:\n  ",
        "!include a.raml",
        "enum: [a]",
        "facets:\n      ",
        "example: ",
        "default: ",
        "discriminator: a",
        "securedBy: [a]",
        "securitySchemes:\n  ",
        "baseUri: http://{a}/",
        ": ",
        "- ",
        "\n  ",
        "\n    ",
    ];
    any_text("any.raml", openings, words);
}

#[test]
fn pages_of_raml_take_any_text() {
    let openings = &[
        "A API documentation version v1\nhttps://a.example/v1\n/a\nget /a\n",
        "post /a\nMedia type: application/json\n",
    ];
    let words = &[
        "/a\n",
        "/{b}\n",
        "get /a\n",
        "post /a/{b}\n",
        "URI Parameters",
        "Query Parameters",
        "Headers",
        "Body\n",
        "Media type: application/json\n",
        "Type: object\n",
        "Type: array of A\n",
        "Properties- a: required (string)\n",
        "- b: (integer)\n",
        "- c: required (array of B)\n",
        "Items: object\n",
        "HTTP status code 200\n",
        "Example:\n",
        "{\"a\": 1}\n",
        "{\n  \"a\": [\n",
        "Any of: ",
        "(string - minLength: 1)",
        "pattern: ^[a-z]",
        "one of a, b",
        "default: ",
        "required ",
        "Secured by A\n",
        "object",
        "nil",
        "\n",
    ];
    any_text("any.raml.txt", openings, words);
}

#[test]
fn capabilities_take_any_text() {
    let openings = &[
        "naftiko: 1.0.0-alpha2\ncapability:\n  consumes:\n  - ",
        "naftiko: 1.0.0-alpha2\ncapability:\n  exposes:\n  - ",
        "naftiko: '0.4'\n",
        "ikanos: 1.0.0\n",
        "naftiko: 1.0.0-alpha2\ncapability:\nexposes:\n- type: mcp\nnamespace: a\n",
    ];
    let words = &[
        "type: http\n    ",
        "type: mcp\n    ",
        "type: rest\n    ",
        "namespace: a\n    ",
        "baseUri: https://a.example\n    ",
        "port: 80\n    ",
        "resources:\n    - ",
        "operations:\n      - ",
        "tools:\n    - ",
        "name: a\n      ",
        "path: /a/{{b}}\n      ",
        "method: GET\n        ",
        "call: a.b\n      ",
        "with:\n        ",
        "steps:\n      - ",
        "inputParameters:\n      - ",
        "outputParameters:\n      - ",
        "type: object\n        ",
        "mapping: $.a[0].b\n        ",
        "value: '{{a}}'\n        ",
        "in: query\n        ",
        "authentication:\n      ",
        "bearer",
        "binds:\n  - ",
        "{{a}}",
        "$this.a",
        "ref: a.b\n      ",
        "aggregates:\n  - ",
        "functions:\n    - ",
        ": ",
        "- ",
        "\n  ",
        "\n    ",
        "\n",
    ];
    any_text("any.yaml", openings, words);
}
