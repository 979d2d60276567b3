//! The forms of types, facets and bodies.

use super::{findings, outline, read, with_body};

/// What a property is read as.
fn check(property: &str, expected: &str) {
    let page = with_body(&format!("Type: object\nProperties- {property}"));
    let (api, ..) = read(&page);
    let all = outline::operations(&api);
    let body = all.lines().find(|line| line.contains("->")).unwrap_or_default();
    assert_eq!(
        body.trim_start_matches("  -> application/json "),
        expected,
        "{property}"
    );
}

#[test]
fn built_in_types() {
    check("a: (string)", "{a string}");
    check("a: required (integer)", "{a! integer}");
    check("a: (number)", "{a number}");
    check("a: (boolean)", "{a boolean}");
    check("a: (datetime)", "{a DateTime}");
    check("a: (datetime-only)", "{a DateTimeLocal}");
    check("a: (date-only)", "{a Date}");
    check("a: (time-only)", "{a Time}");
    check("a: (file)", "{a Binary}");
    check("a: (nil)", "{a null}");
    check("a: (any)", "{a any}");
    check("a: (object)", "{a {}}");
    check("a: (array)", "{a [?]}");
}

#[test]
fn other_types() {
    check("a: (array of string)", "{a [string]}");
    check("a: (array of string | integer)", "{a [string | integer]}");
    check("a: (string[])", "{a [string]}");
    check("a: (one of x, y z)", "{a string of [\"x\",\"y z\"]}");
    check("a: required (not a type)", "{a! string of [\"not a type\"]}");
    check("a: (one of 1, 2)", "{a integer of [1,2]}");
    check("a: (union of string or integer)", "{a string | integer}");
    check("a: (union of string or nil)", "{a string or null}");
    check("a: (Unknown)", "{a any}");
}

#[test]
fn facets() {
    check(
        "a: (string - default: b - c - minLength: 1 - maxLength: 2)",
        "{a string minLength=1 maxLength=2 default=\"b - c\"}",
    );
    check(
        "a: (string - pattern: ^(a - maxLength: 1)$)",
        "{a string pattern=^(a - maxLength: 1)$}",
    );
    check(
        "a: (integer - minimum: -1 - maximum: 2)",
        "{a integer minimum=-1 maximum=2}",
    );
    check("a: (integer - default: -1)", "{a integer default=-1}");
    check("a: (boolean - default: false)", "{a boolean default=false}");
    check(
        "a: (array of string - minItems: 1 - maxItems: 2)",
        "{a [string] minItems=1 maxItems=2}",
    );
    check(
        "a: (one of b, c - default: b)",
        "{a string of [\"b\",\"c\"] default=\"b\"}",
    );
    check("/^x-/: (string)", "{/^x-/ string}");
    check("//: (integer)", "{// integer}");
}

#[test]
fn facets_that_mean_nothing_are_reported() {
    assert_eq!(
        findings(&with_body("Type: object\nProperties- a: (boolean - default: maybe)")),
        "7 invalid-page-facet: `default: maybe` means nothing for this type"
    );
    // The page shows an empty list so.
    assert_eq!(
        findings(&with_body("Type: object\nProperties- a: (array of string - default: )")),
        "7 invalid-page-facet: `default: ` means nothing for this type"
    );
}

/// What a body is read as.
fn body(lines: &str, expected: &str) {
    let (api, ..) = read(&with_body(lines));
    let all = outline::operations(&api);
    let body = all.lines().find(|line| line.contains("->")).unwrap_or_default();
    assert_eq!(body.trim_start_matches("  -> application/json "), expected, "{lines}");
}

#[test]
fn bodies() {
    body("Type: integer", "integer");
    body("Type: array of string\nExample:\n[\"a\"]", "[string] (1 shown)");
    body("Type: object", "{}");
    body("Type: array of Unknown", "[any]");
    body("Type: array of Unknown\nItems: Unknown", "[any]");
    body("Possible types:\nstring\nUnknown", "string | any");
    body("Properties- a: (string)", "{a string}");
    body(
        "Possible types:\nCat\n- purrs: required (boolean)\nDog\n- barks: required (boolean)",
        "Cat | Dog",
    );
    body(
        "Type:\n{\n\"type\": \"object\",\n\"properties\": { \"a\": { \"type\": \"integer\" } }\n}\nExample:\n{\"a\": 1}",
        "{a integer} (1 shown)",
    );
    body(
        "Type: json\nContent:\n{\"type\": \"array\", \"items\": {\"type\": \"string\"}}",
        "[string]",
    );
    body("Examples:\nfirst:\n{\"a\": 1}\nsecond:\n{\"a\": 2}", "? (2 shown)");
}

#[test]
fn repeated_parameters_are_lists() {
    let page = "A\n/a\nget /a\nQuery Parameters\n- tag: (string - repeat: true)\nHTTP status code 200\nHeaders\n- X-Total: required (integer)\n";
    let (api, ..) = read(page);
    assert_eq!(
        outline::operations(&api),
        "GET /a\n  Query tag: [string]\n  <- 200\n     X-Total"
    );
}

#[test]
fn addresses_have_variables() {
    let page = "Shop API documentation version v2\nhttps://{region}.example.com/{version}\nSells things.\n- region: required (one of eu, us)\nWhere it is.\n/a\nget /a\nHTTP status code 200\n";
    let (api, ..) = read(page);
    let server = &api.servers[0];
    assert_eq!(server.default_url(), "https://eu.example.com/v2");
    assert_eq!(server.variables[0].values, ["eu", "us"]);
    assert_eq!(
        (api.title.as_str(), api.version.as_str(), api.description.as_deref()),
        ("Shop", "v2", Some("Sells things."))
    );
}

#[test]
fn pages_are_told_from_other_texts() {
    assert!(super::super::detect("A\nget /a\nHTTP status code 200\n"));
    assert!(!super::super::detect("# A\n\nget /a\n"));
    assert!(!super::super::detect("#%RAML 1.0\ntitle: A\n/a:\n  get:\n"));
}

/// Pages of RAML 0.8 have no types: a body shows its media type, fields of a form, and a schema.
#[test]
fn bodies_of_raml_0_8() {
    let page = "A API documentation\n/a\npost /a\nBody\nType: application/x-www-form-urlencoded\nForm Parameters\n\
        - name: required (string)\nWho it is.\nType: application/json\nSchema:\n{\n\"type\": \"object\",\n\
        \"properties\": { \"id\": { \"type\": \"integer\" } }\n}\nExample:\n{ \"id\": 1 }\nHTTP status code 200\nBody\n\
        Type: text/xml; charset=utf-8\nExample:\n<a/>\n";
    let (api, ..) = read(page);
    assert_eq!(
        outline::operations(&api),
        "POST /a\n  -> application/x-www-form-urlencoded {name! string}\n  -> application/json {id integer} (1 shown)\n  \
         <- 200\n     text/xml; charset=utf-8 ? (1 shown)"
    );
    assert_eq!(findings(page), "");
}
