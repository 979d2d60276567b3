//! Single values: numbers beyond those of Rust's types, and YAML that is more than JSON.

use crate::bounded::{HEAD, beside, blueprint, check, naftiko, openapi, raml};

#[test]
fn numbers() {
    let digits = "1234567890".repeat(4);
    let bounded = |value: &str| {
        openapi(&format!(
            "    S: {{type: object, properties: {{i: {{type: integer, minimum: {value}, default: {value}, enum: [{value}, 1]}}, n: {{type: number, maximum: {value}, multipleOf: {value}, default: {value}, const: {value}}}, t: {{type: string, maxLength: {value}, minLength: {value}}}, l: {{type: array, maxItems: {value}}}}}}}"
        ))
    };
    let facets = |value: &str| {
        raml(&format!(
            "types: {{A: {{properties: {{i: {{type: integer, minimum: {value}, default: {value}}}, t: {{type: string, maxLength: {value}}}}}}}}}\n/a: {{post: {{body: A}}}}"
        ))
    };
    let attributes = |value: &str| {
        blueprint(&format!(
            "# POST /a\n\n+ Request (application/json)\n    + Attributes\n        + n: {value} (number)\n\n+ Response 200 (application/json)\n\n        {{\"n\": {value}}}"
        ))
    };
    let port = |value: &str| {
        naftiko("      - {name: o, method: GET}")
            + &format!(
                "  exposes:\n  - {{type: mcp, namespace: m, port: {value}, tools: [{{name: t, description: D, call: n.o}}]}}\n"
            )
    };
    let values = ["1e400", "-1e400", &digits, "-0", "0x7fffffffffffffffff", ".inf", ".nan"];
    let documents: Vec<(String, &str, String)> = values
        .iter()
        .flat_map(|value| {
            [
                (format!("{value}, OpenAPI"), "a.yaml", bounded(value)),
                (format!("{value}, RAML"), "b.raml", facets(value)),
                (format!("{value}, blueprint"), "c.apib", attributes(value)),
                (format!("{value}, Naftiko"), "d.yaml", port(value)),
            ]
        })
        .collect();
    let documents: Vec<(&str, &str, String)> = documents
        .iter()
        .map(|(what, name, text)| (what.as_str(), *name, text.clone()))
        .collect();
    insta::assert_snapshot!(check(&documents));
}

#[test]
fn syntax() {
    insta::assert_snapshot!(check(&[
        ("key twice, YAML", "a.yaml", beside("x-a: 1\nx-a: 2\n")),
        ("key twice, JSON", "b.json", "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"a\", \"title\": \"b\", \"version\": \"1\"}, \"paths\": {}}".to_owned()),
        ("key twice, RAML", "c.raml", raml("/a: {}\n/a: {}")),
        ("key twice, escaped", "d.yaml", beside("\"x-\\u0061\": 1\nx-a: 2\n")),
        ("key twice, Naftiko", "e.yaml", naftiko("      - {name: o, name: p, method: GET}")),
        ("property twice, JSON in a blueprint", "f.apib", blueprint("# GET /a\n\n+ Response 200 (application/json)\n\n        {\"a\": 1, \"a\": \"b\"}")),
        ("tag of Python", "g.yaml", beside("x-a: !!python/object/apply:os.system ['injected']\n")),
        ("tag of Ruby", "h.yaml", beside("x-a: !ruby/object:Gem::Requirement {}\n")),
        ("tag of its own", "i.yaml", openapi("    S: !include {type: string}")),
        ("tag that is declared", "j.yaml", format!("%TAG !e! tag:example.com,2000:\n---\n{}", beside("x-a: !e!thing 1\n"))),
        ("binary", "k.yaml", beside("x-a: !!binary aW5qZWN0ZWQ=\n")),
        ("set", "l.yaml", beside("x-a: !!set {a, b}\n")),
        ("tag, RAML", "m.raml", raml("description: !!python/name:os.system injected")),
        ("merge key", "n.yaml", beside("x-a: &a {b: 1}\nx-c: {<<: *a}\n")),
        ("two documents", "o.yaml", format!("{}---\n{HEAD}", beside(""))),
        ("sequence as a key", "p.yaml", beside("? [a, b]\n: c\n")),
        ("mark of the order of bytes", "q.yaml", format!("\u{feff}{}", beside(""))),
        ("not YAML at all", "r.yaml", "\0\u{1}\u{2}".to_owned()),
        ("empty", "s.yaml", String::new()),
    ]));
}
