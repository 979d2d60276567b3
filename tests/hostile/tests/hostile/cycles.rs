//! What refers to itself. A type may where a value of it can end; all else is refused where it closes.

use specwright::{Description, Target};

use crate::generated::{crates, errors};

/// Reads a document: its errors, or the fields of its types that are boxed.
fn check(name: &str, text: &str) -> String {
    let mut description = Description::from_texts(&[(name, text)]);
    description.plan();
    let errors: Vec<String> = errors(description.findings())
        .into_iter()
        .map(|(_, error)| error)
        .collect();
    if !errors.is_empty() {
        return errors.join("\n    ");
    }
    let outcome = crates(description, &[Target::Client, Target::Server]);
    let types = outcome
        .crates
        .iter()
        .flat_map(|it| &it.files)
        .find(|file| file.path.as_str() == "src/types.rs");
    let types = types.map(|file| file.contents.as_str()).unwrap_or_default();
    let is_recursive = |line: &&str| {
        line.contains("Box<") || line.contains("Vec<") || line.contains("BTreeMap<") || line.starts_with("pub type")
    };
    let lines: Vec<&str> = types
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("use "))
        .filter(is_recursive)
        .filter(|line| line.starts_with("pub ") || line.ends_with("),"))
        .collect();
    match lines.is_empty() {
        true => "accepted".to_owned(),
        false => lines.join("\n    "),
    }
}

fn report(documents: &[(&str, &str, String)]) -> String {
    let lines = documents
        .iter()
        .map(|(what, name, text)| format!("{what}\n    {}\n", check(name, text)));
    lines.collect()
}

#[test]
fn openapi() {
    let schemas = |schemas: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{/x: {{post: {{operationId: x, requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/S'}}}}}}}}, responses: {{'204': {{description: D}}}}}}}}}}\ncomponents:\n  schemas:\n    {schemas}\n"
        )
    };
    let rest = |rest: &str| format!("openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\n{rest}\n");
    let s = "{$ref: '#/components/schemas/S'}";
    let operation = "responses: {'204': {description: D}}";
    insta::assert_snapshot!(report(&[
        ("property", "a.yaml", schemas(&format!("S: {{type: object, properties: {{next: {s}}}}}"))),
        ("required property", "a.yaml", schemas(&format!("S: {{type: object, required: [next], properties: {{next: {s}}}}}"))),
        ("items", "a.yaml", schemas(&format!("S: {{type: object, properties: {{all: {{type: array, items: {s}}}}}}}"))),
        ("map", "a.yaml", schemas(&format!("S: {{type: object, additionalProperties: {s}}}"))),
        ("two schemas", "a.yaml", schemas(&format!("S: {{type: object, properties: {{b: {{$ref: '#/components/schemas/B'}}}}}}\n    B: {{type: object, properties: {{s: {s}}}}}"))),
        ("reference to itself", "a.yaml", schemas(&format!("S: {s}"))),
        ("references in a circle", "a.yaml", schemas(&format!("S: {{$ref: '#/components/schemas/B'}}\n    B: {s}"))),
        ("all of itself", "a.yaml", schemas(&format!("S: {{allOf: [{s}]}}"))),
        ("all of each other", "a.yaml", schemas(&format!("S: {{allOf: [{{$ref: '#/components/schemas/B'}}]}}\n    B: {{allOf: [{s}, {{properties: {{b: {{type: string}}}}}}]}}"))),
        ("one of itself", "a.yaml", schemas(&format!("S: {{oneOf: [{s}]}}"))),
        ("one of itself and text", "a.yaml", schemas(&format!("S: {{oneOf: [{s}, {{type: string}}]}}"))),
        ("any of each other", "a.yaml", schemas(&format!("S: {{anyOf: [{{$ref: '#/components/schemas/B'}}, {{type: string}}]}}\n    B: {{anyOf: [{s}, {{type: integer}}]}}"))),
        ("array of itself", "a.yaml", schemas(&format!("S: {{type: array, items: {s}}}"))),
        ("map of itself", "a.yaml", schemas(&format!("S: {{additionalProperties: {s}}}"))),
        ("array of a union of itself", "a.yaml", schemas(&format!("S: {{oneOf: [{{type: string}}, {{type: array, items: {s}}}]}}"))),
        ("discriminator that names itself", "a.yaml", schemas("S: {type: object, properties: {k: {type: string}}, discriminator: {propertyName: k, mapping: {a: '#/components/schemas/S'}}}")),
        ("not itself", "a.yaml", schemas(&format!("S: {{type: object, not: {s}}}"))),
        ("dynamic reference to itself", "a.yaml", schemas("S: {$dynamicAnchor: n, type: object, properties: {next: {$dynamicRef: '#n'}}}")),
        ("part of itself", "a.yaml", schemas("S: {properties: {a: {$ref: '#/components/schemas/S/properties/a'}}}")),
        ("path item", "a.yaml", rest("paths: {/a: {$ref: '#/paths/~1a'}}")),
        ("path items in a circle", "a.yaml", rest("paths: {/a: {$ref: '#/paths/~1b'}, /b: {$ref: '#/paths/~1a'}}")),
        ("parameter", "a.yaml", rest(&format!("paths: {{/a: {{get: {{parameters: [{{$ref: '#/components/parameters/p'}}], {operation}}}}}}}\ncomponents: {{parameters: {{p: {{$ref: '#/components/parameters/p'}}}}}}"))),
        ("response", "a.yaml", rest("paths: {/a: {get: {responses: {'200': {$ref: '#/components/responses/r'}}}}}\ncomponents: {responses: {r: {$ref: '#/components/responses/r'}}}")),
        ("request body", "a.yaml", rest(&format!("paths: {{/a: {{post: {{requestBody: {{$ref: '#/components/requestBodies/b'}}, {operation}}}}}}}\ncomponents: {{requestBodies: {{b: {{$ref: '#/components/requestBodies/b'}}}}}}"))),
        ("header", "a.yaml", rest("paths: {/a: {get: {responses: {'200': {description: D, headers: {X-A: {$ref: '#/components/headers/h'}}}}}}}\ncomponents: {headers: {h: {$ref: '#/components/headers/h'}}}")),
        ("callback", "a.yaml", rest(&format!("paths: {{/a: {{post: &a {{callbacks: {{c: {{$ref: '#/components/callbacks/c'}}}}, {operation}}}}}}}\ncomponents: {{callbacks: {{c: {{'{{$url}}': {{post: {{callbacks: {{c: {{$ref: '#/components/callbacks/c'}}}}, {operation}}}}}}}}}}}"))),
        ("security scheme", "a.yaml", rest(&format!("paths: {{/a: {{get: {{security: [{{s: []}}], {operation}}}}}}}\ncomponents: {{securitySchemes: {{s: {{$ref: '#/components/securitySchemes/s'}}}}}}"))),
        ("tag", "a.yaml", "openapi: 3.2.0\ninfo: {title: T, version: '1'}\ntags: [{name: a, parent: b}, {name: b, parent: a}]\npaths: {}\n".to_owned()),
    ]));
}

#[test]
fn raml() {
    let raml = |text: &str| format!("#%RAML 1.0\ntitle: T\nmediaType: application/json\n{text}\n");
    let types = |types: &str| raml(&format!("types:\n  {types}\n/a: {{post: {{body: S}}}}"));
    insta::assert_snapshot!(report(&[
        ("property", "a.raml", types("S: {properties: {next?: S}}")),
        ("required property", "a.raml", types("S: {properties: {next: S}}")),
        ("items", "a.raml", types("S: {properties: {all: 'S[]'}}")),
        ("type of itself", "a.raml", types("S: {type: S}")),
        ("types of each other", "a.raml", types("S: {type: B}\n  B: {type: S}")),
        ("union of itself", "a.raml", types("S: {type: S | string}")),
        ("array of itself", "a.raml", types("S: {type: 'S[]'}")),
        (
            "several types, one itself",
            "a.raml",
            types("S: {type: [B, S]}\n  B: {properties: {b: string}}")
        ),
        ("trait", "a.raml", raml("traits: {t: {is: [t]}}\n/a: {get: {is: [t]}}")),
        (
            "resource type",
            "a.raml",
            raml("resourceTypes: {r: {type: r}}\n/a: {type: r}")
        ),
        (
            "resource types in a circle",
            "a.raml",
            raml("resourceTypes: {r: {type: q}, q: {type: r}}\n/a: {type: r}")
        ),
        (
            "resource type with a trait of itself",
            "a.raml",
            raml(
                "traits: {t: {description: <<methodName>>}}\nresourceTypes: {r: {get: {is: [t]}, type: {r: {a: <<resourcePath>>}}}}\n/a: {type: r}"
            )
        ),
        ("inclusion", "a.raml", raml("description: !include a.raml")),
        ("library", "a.raml", raml("uses: {l: a.raml}\n/a: {}")),
        (
            "extension",
            "a.raml",
            "#%RAML 1.0 Extension\nextends: a.raml\n".to_owned()
        ),
    ]));
}

#[test]
fn api_blueprint() {
    let types = |types: &str| {
        format!(
            "FORMAT: 1A\nHOST: https://a.example\n\n# T\n\n# POST /a\n\n+ Request (application/json)\n    + Attributes (S)\n\n+ Response 204\n\n# Data Structures\n\n{types}\n"
        )
    };
    insta::assert_snapshot!(report(&[
        ("property", "a.apib", types("## S\n+ next (S)")),
        ("required property", "a.apib", types("## S\n+ next (S, required)")),
        ("items", "a.apib", types("## S\n+ all (array[S])")),
        ("type of itself", "a.apib", types("## S (S)\n+ a")),
        ("types of each other", "a.apib", types("## S (B)\n+ a\n\n## B (S)\n+ b")),
        ("array of itself", "a.apib", types("## S (array[S])")),
        ("including itself", "a.apib", types("## S\n+ Include S\n+ a")),
        ("including each other", "a.apib", types("## S\n+ Include B\n\n## B\n+ Include S")),
        ("one of itself", "a.apib", types("## S\n+ One Of\n    + a (S)\n    + Include S")),
        ("model of itself", "a.apib", "FORMAT: 1A\nHOST: https://a.example\n\n# T\n\n## A [/a]\n+ Model\n\n    [A][]\n\n### Get [GET]\n+ Response 200\n\n    [A][]\n".to_owned()),
        ("schema of itself", "a.apib", types("## S\n+ a\n").replace("    + Attributes (S)\n", "    + Schema\n\n            {\"$ref\": \"#\"}\n")),
    ]));
}

#[test]
fn raml_page() {
    let page = |types: &str| {
        format!(
            "T API documentation version 1\nhttps://a.example\npost /a\nBody\nMedia type: application/json\n{types}\nHTTP status code 204\n"
        )
    };
    insta::assert_snapshot!(report(&[
        (
            "array of itself",
            "a.raml.txt",
            page("Type: array of S\nItems: S\n- next: (S)\n- all: required (array of S)\nItems: S\n- next: (S)")
        ),
        (
            "union with itself",
            "a.raml.txt",
            page("Type: array of S\nItems: S\n- next: required (union of S or nil)")
        ),
    ]));
}

#[test]
fn naftiko() {
    let steps = |steps: &str| {
        format!(
            "naftiko: 1.0.0-alpha2\ninfo: {{label: T, description: D}}\ncapability:\n  consumes:\n  - {{type: http, namespace: n, baseUri: 'https://a.example', resources: [{{name: r, path: '/r/{{id}}', operations: [{{name: o, method: GET, inputParameters: [{{name: id, in: path}}]}}]}}]}}\n{steps}\n"
        )
    };
    let exposed = |tool: &str| {
        steps(&format!(
            "  exposes:\n  - {{type: mcp, namespace: m, port: 1, tools: [{{name: t, description: D, {tool}}}]}}"
        ))
    };
    insta::assert_snapshot!(report(&[
        (
            "step that uses itself",
            "a.yaml",
            exposed("steps: [{name: s, type: call, call: n.o, with: {id: '{{s.id}}'}}]")
        ),
        (
            "steps that use each other",
            "a.yaml",
            exposed(
                "steps: [{name: s, type: call, call: n.o, with: {id: '{{u.id}}'}}, {name: u, type: call, call: n.o, with: {id: '{{s.id}}'}}]"
            )
        ),
        ("tool that calls itself", "a.yaml", exposed("call: m.t")),
        (
            "function that is itself",
            "a.yaml",
            steps(
                "  aggregates:\n  - {label: L, namespace: g, functions: [{name: f, description: D, ref: g.f}]}\n  exposes:\n  - {type: mcp, namespace: m, port: 1, tools: [{name: t, description: D, ref: g.f}]}"
            )
        ),
        (
            "function that calls itself",
            "a.yaml",
            steps(
                "  aggregates:\n  - {label: L, namespace: g, functions: [{name: f, description: D, call: g.f}]}\n  exposes:\n  - {type: mcp, namespace: m, port: 1, tools: [{name: t, description: D, ref: g.f}]}"
            )
        ),
        (
            "import of itself",
            "a.yaml",
            steps("").replace("consumes:\n", "consumes:\n  - {import: n, location: ./a.yaml, as: o}\n")
        ),
        ("input of itself", "a.yaml", exposed("call: n.o, with: {id: '{{id}}'}")),
    ]));
}
