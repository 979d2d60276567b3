//! Depth: aliases, trees, lists and headings, chains of schemas, and expressions.

use crate::bounded::{HEAD, PATHS, beside, blueprint, check, many, naftiko, openapi, raml};

/// Aliases that double forty times.
fn nested_aliases() -> String {
    let lines = many(40, |level| {
        format!("x-{}: &a{} [*a{level}, *a{level}]\n", level + 1, level + 1)
    });
    format!("x-0: &a0 [text]\n{lines}")
}

/// An item of 1,000 that is used 20,000 times.
fn flat_aliases() -> String {
    let items = many(1000, |index| format!("{index}, "));
    let uses = "*a, ".repeat(20_000);
    format!("x-a: &a [{items}]\nx-b: [{uses}]\n")
}

#[test]
fn aliases() {
    insta::assert_snapshot!(check(&[
        ("nested, OpenAPI", "a.yaml", beside(&nested_aliases())),
        ("flat, OpenAPI", "b.yaml", beside(&flat_aliases())),
        ("nested, RAML", "c.raml", raml(&nested_aliases().replace("x-", "/r"))),
        ("flat, RAML", "d.raml", raml(&flat_aliases().replace("x-", "/r"))),
        ("nested, Naftiko", "e.yaml", naftiko("") + &nested_aliases()),
        ("flat, Naftiko", "f.yaml", naftiko("") + &flat_aliases()),
        ("of itself", "g.yaml", beside("x-a: &a [*a]\n")),
        ("schemas that double", "h.yaml", {
            let lines = many(30, |level| {
                format!(
                    "    S{}: &s{} {{type: object, properties: {{a: *s{level}, b: *s{level}}}}}\n",
                    level + 1,
                    level + 1
                )
            });
            openapi(&format!("    S: &s0 {{type: string}}\n{lines}"))
        }),
    ]));
}

const DEEP: usize = 100_000;

#[test]
fn nesting_of_trees() {
    let nested = |open: &str, close: &str| open.repeat(DEEP) + &close.repeat(DEEP);
    let documents = |prefix: &'static str, head: &str, key: &str| {
        let name = |index: usize| -> &'static str {
            match (prefix, index) {
                ("raml", 0) => "a.raml",
                ("raml", 1) => "b.raml",
                ("raml", _) => "c.raml",
                (_, 0) => "a.yaml",
                (_, 1) => "b.yaml",
                _ => "c.yaml",
            }
        };
        vec![
            (
                format!("{prefix}, sequences"),
                name(0),
                format!("{head}{key}: {}\n", nested("[", "]")),
            ),
            (
                format!("{prefix}, mappings"),
                name(1),
                format!("{head}{key}: {}1{}\n", "{a: ".repeat(DEEP), "}".repeat(DEEP)),
            ),
            (
                format!("{prefix}, items without brackets"),
                name(2),
                format!("{head}{key}:\n  {}a\n", "- ".repeat(DEEP)),
            ),
        ]
    };
    let mut all = documents("openapi", HEAD, "x-a");
    all.extend(documents("raml", &raml(""), "/a"));
    all.extend(documents("naftiko", &naftiko(""), "x-a"));
    all.push((
        "json, arrays".to_owned(),
        "d.json",
        format!("{{\"openapi\": \"3.1.0\", \"x-a\": {}}}", nested("[", "]")),
    ));
    all.push((
        "json, objects".to_owned(),
        "e.json",
        format!(
            "{{\"openapi\": \"3.1.0\", \"x-a\": {}1{}}}",
            "{\"a\":".repeat(DEEP),
            "}".repeat(DEEP)
        ),
    ));
    all.push((
        "json, never closed".to_owned(),
        "f.json",
        format!("{{\"openapi\": \"3.1.0\", \"x-a\": {}", "[".repeat(DEEP)),
    ));
    let all: Vec<(&str, &str, String)> = all
        .iter()
        .map(|(what, name, text)| (what.as_str(), *name, text.clone()))
        .collect();
    insta::assert_snapshot!(check(&all));
}

#[test]
fn nesting_of_markdown() {
    let described = |text: String| {
        let head = HEAD.replace("title: T", &format!("title: T, description: {text:?}"));
        format!("{head}{PATHS}    S: {{type: string}}\n")
    };
    let steps = |step: &str, last: &str| many(1500, |level| format!("{}{step}\n", "    ".repeat(level))) + last;
    insta::assert_snapshot!(check(&[
        ("lists, OpenAPI", "a.yaml", described("- ".repeat(DEEP) + "a")),
        ("quotes, OpenAPI", "b.yaml", described("> ".repeat(DEEP) + "a")),
        ("brackets, OpenAPI", "c.yaml", described("[".repeat(DEEP) + "a")),
        ("emphasis, OpenAPI", "d.yaml", described("*a _b ".repeat(DEEP / 4))),
        ("lists, blueprint", "e.apib", blueprint(&("- ".repeat(DEEP) + "a"))),
        ("quotes, blueprint", "f.apib", blueprint(&("> ".repeat(DEEP) + "a"))),
        ("brackets, blueprint", "g.apib", blueprint(&("[".repeat(DEEP) + "a"))),
        (
            "lists of sections, blueprint",
            "h.apib",
            blueprint(&format!("# GET /a\n\n{}a", "+ ".repeat(DEEP)))
        ),
        (
            "MSON",
            "i.apib",
            blueprint(&format!("# Data Structures\n\n## A\n\n{}", steps("+ a (object)", "")))
        ),
        (
            "MSON on one line",
            "j.apib",
            blueprint(&format!("# Data Structures\n\n## A\n\n{}b", "+ ".repeat(DEEP)))
        ),
        (
            "MSON types in types",
            "k.apib",
            blueprint(&format!(
                "# Data Structures\n\n## A\n+ a ({}string{})\n",
                "array[".repeat(DEEP),
                "]".repeat(DEEP)
            ))
        ),
        (
            "JSON in a body",
            "l.apib",
            blueprint(&format!(
                "# GET /a\n\n+ Response 200 (application/json)\n\n        {}{}\n",
                "[".repeat(DEEP),
                "]".repeat(DEEP)
            ))
        ),
        (
            "schema in a body",
            "m.apib",
            blueprint(&format!(
                "# GET /a\n\n+ Response 200 (application/json)\n    + Schema\n\n            {}1{}\n",
                "{\"items\":".repeat(DEEP),
                "}".repeat(DEEP)
            ))
        ),
        (
            "headings",
            "n.apib",
            blueprint(&many(DEEP / 10, |level| format!("{} a\n", "#".repeat(level % 7))))
        ),
    ]));
}

#[test]
fn chains_of_schemas() {
    let count = 2000;
    let chain = |next: &dyn Fn(usize) -> String| {
        let links = many(count, |level| format!("    S{level}: {}\n", next(level + 1)));
        openapi(&format!(
            "    S: {{$ref: '#/components/schemas/S0'}}\n{links}    S{count}: {{type: string}}\n"
        ))
    };
    let reference = |level: usize| format!("{{$ref: '#/components/schemas/S{level}'}}");
    insta::assert_snapshot!(check(&[
        ("references", "a.yaml", chain(&|next| reference(next))),
        (
            "arrays",
            "b.yaml",
            chain(&|next| format!("{{type: array, items: {}}}", reference(next)))
        ),
        (
            "objects",
            "c.yaml",
            chain(&|next| format!("{{type: object, properties: {{p: {}}}}}", reference(next)))
        ),
        (
            "compositions",
            "d.yaml",
            chain(&|next| format!("{{allOf: [{}]}}", reference(next)))
        ),
        (
            "unions",
            "e.yaml",
            chain(&|next| format!("{{oneOf: [{}, {{type: integer}}]}}", reference(next)))
        ),
        (
            "inheritance, RAML",
            "f.raml",
            raml(&format!(
                "types:\n{}  T{count}: string\n",
                many(count, |level| format!("  T{level}: T{}\n", level + 1))
            ))
        ),
        (
            "unions, RAML",
            "g.raml",
            raml(&format!(
                "types:\n{}  T{count}: string\n",
                many(count, |level| format!("  T{level}: T{} | integer\n", level + 1))
            ))
        ),
        (
            "inheritance, blueprint",
            "h.apib",
            blueprint(&format!(
                "# Data Structures\n\n{}## T{count}\n+ a\n",
                many(count, |level| format!("## T{level} (T{})\n\n", level + 1))
            ))
        ),
    ]));
}

#[test]
fn expressions() {
    let path = |path: String| {
        format!("{HEAD}paths: {{{path:?}: {{get: {{operationId: a, responses: {{'204': {{description: D}}}}}}}}}}\n")
    };
    let mapped = |expression: String| {
        naftiko(&format!(
            "      - {{name: o, method: GET, outputParameters: [{{name: p, type: string, value: {expression:?}}}]}}"
        ))
    };
    insta::assert_snapshot!(check(&[
        ("braces in a path", "a.yaml", path(format!("/{}", "{".repeat(DEEP)))),
        (
            "variables in a path",
            "b.yaml",
            path(many(2000, |index| format!("/{{v{index}}}")))
        ),
        (
            "braces in an address",
            "c.yaml",
            format!("{HEAD}servers: [{{url: 'https://a.example/{}'}}]\n", "{a".repeat(DEEP))
        ),
        (
            "parentheses of a type, RAML",
            "d.raml",
            raml(&format!(
                "types: {{A: {:?}}}",
                "(".repeat(DEEP) + "string" + &")".repeat(DEEP)
            ))
        ),
        (
            "arrays of a type, RAML",
            "e.raml",
            raml(&format!("types: {{A: {:?}}}", "string".to_owned() + &"[]".repeat(DEEP)))
        ),
        (
            "union of a type, RAML",
            "f.raml",
            raml(&format!(
                "types: {{A: {:?}}}",
                "string".to_owned() + &" | integer".repeat(DEEP / 10)
            ))
        ),
        (
            "parameters of a trait, RAML",
            "g.raml",
            raml(&format!(
                "traits: {{t: {{description: {:?}}}}}\n/a: {{get: {{is: [t]}}}}",
                "<<".repeat(DEEP)
            ))
        ),
        (
            "functions of a parameter, RAML",
            "h.raml",
            raml(&format!(
                "traits: {{t: {{description: {:?}}}}}\n/a: {{get: {{is: [{{t: {{p: x}}}}]}}}}",
                format!("<<p{}>>", " | !uppercase".repeat(DEEP / 10))
            ))
        ),
        (
            "braces in a path, blueprint",
            "i.apib",
            blueprint(&format!("# GET /a{}\n\n+ Response 204", "{".repeat(DEEP)))
        ),
        (
            "braces in a type, page",
            "j.raml.txt",
            format!(
                "T API documentation version 1\nhttps://a.example\nget /a\nBody\nMedia type: application/json\nType: {}string\n",
                "array of ".repeat(DEEP / 10)
            )
        ),
        (
            "parentheses, page",
            "k.raml.txt",
            format!(
                "T API documentation version 1\nhttps://a.example\nget /a\nQuery Parameters\n- a: {}string\n",
                "(".repeat(DEEP)
            )
        ),
        (
            "place in an answer, Naftiko",
            "l.yaml",
            mapped(format!("$.{}a", "a.".repeat(DEEP)))
        ),
        (
            "brackets of a place, Naftiko",
            "m.yaml",
            mapped(format!("${}", "[*]".repeat(DEEP)))
        ),
        (
            "braces, Naftiko",
            "n.yaml",
            naftiko(&format!(
                "      - {{name: o, method: POST, body: {{type: json, data: {:?}}}}}",
                "{{".repeat(DEEP)
            ))
        ),
        (
            "JSON in a body, Naftiko",
            "o.yaml",
            naftiko(&format!(
                "      - {{name: o, method: POST, body: {{type: json, data: {:?}}}}}",
                "[".repeat(DEEP)
            ))
        ),
    ]));
}
