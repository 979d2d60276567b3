//! References that lead out of the folder of the description, or to the network: refused, with their place, and
//! nothing of what is there comes in.

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use specwright::Description;
use specwright_diagnostics::{Format, Severity, Style};
use tempfile::TempDir;

use crate::generated::errors;

/// What stands in the file outside.
const CANARY: &str = "canary";

/// A file outside that each format could take something from.
const OUTSIDE: &str = "#%RAML 1.0 Library
types: { Outside: { description: canary } }
openapi: 3.1.0
info: { title: canary, version: '1' }
description: canary
name: canary
in: query
type: string
enum: [canary]
paths: { /outside: { get: { operationId: canary, responses: { '204': { description: canary } } } } }
binds: [ { namespace: env, keys: { CANARY: CANARY } } ]
consumes: [ { namespace: upstream, type: http, baseUri: 'https://canary.example', resources: [] } ]
";

/// The ways out: names for the report, and references.
fn references(outside: &Path, port: u16) -> Vec<(&'static str, String)> {
    let absolute = outside.join("outside.yaml").display().to_string();
    vec![
        ("upward", "../outside.yaml".to_owned()),
        ("down and upward", "within/../../outside.yaml".to_owned()),
        ("upward, encoded", "%2e%2e/outside.yaml".to_owned()),
        ("upward, wholly encoded", "..%2foutside.yaml".to_owned()),
        ("upward, by backslashes", "..\\outside.yaml".to_owned()),
        ("absolute", absolute.clone()),
        ("address of a file", format!("file://{absolute}")),
        ("address in capitals", format!("FILE://{absolute}")),
        ("link to a file", "link.yaml".to_owned()),
        ("below a link to a folder", "linked/outside.yaml".to_owned()),
        ("link to itself", "loop.yaml".to_owned()),
        ("device", "/dev/zero".to_owned()),
        ("link to a device", "zero.yaml".to_owned()),
        ("pipe", "pipe.yaml".to_owned()),
        ("folder", "within".to_owned()),
        ("process", "/proc/self/environ".to_owned()),
        ("http", format!("http://127.0.0.1:{port}/outside.yaml")),
        ("https", format!("https://127.0.0.1:{port}/outside.yaml")),
        ("without a scheme", format!("//127.0.0.1:{port}/outside.yaml")),
        ("network share", format!("\\\\127.0.0.1@{port}\\outside.yaml")),
        ("data", "data:text/yaml,type%3A%20string".to_owned()),
    ]
}

/// A folder with the ways out, within one that has the file outside.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let outside = folder.path();
    let within = outside.join("root");
    std::fs::create_dir_all(within.join("within")).expect("a folder");
    std::fs::write(outside.join("outside.yaml"), OUTSIDE).expect("a file");
    #[cfg(unix)]
    {
        let link = |to: &Path, name: &str| std::os::unix::fs::symlink(to, within.join(name)).expect("a link");
        link(&outside.join("outside.yaml"), "link.yaml");
        link(outside, "linked");
        link(Path::new("loop.yaml"), "loop.yaml");
        link(Path::new("/dev/zero"), "zero.yaml");
        let made = std::process::Command::new("mkfifo")
            .arg(within.join("pipe.yaml"))
            .status();
        assert!(made.expect("mkfifo").success());
    }
    folder
}

/// Reads `document` with each way out in the place of `§`: the codes of errors, with the ways that are refused so.
fn check(name: &str, document: &str, report: &mut String) {
    let folder = folder();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("a socket");
    let port = listener.local_addr().expect("an address").port();
    let mut ways: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (way, reference) in references(folder.path(), port) {
        let text = document.replace('§', &reference.replace('\\', "\\\\"));
        let path = folder.path().join("root").join(name);
        std::fs::write(&path, text).expect("a file");
        let said = read(&path, way);
        ways.entry(said).or_default().push(way);
    }
    assert!(listener.accept().is_err(), "somebody asked the network");
    for (said, ways) in ways {
        report.push_str(&format!("  {said}: {}\n", ways.join(", ")));
    }
}

/// The errors of a document; none of what is outside may come in.
fn read(path: &Path, way: &str) -> String {
    let (sender, receiver) = std::sync::mpsc::channel();
    let owned = path.to_path_buf();
    std::thread::spawn(move || {
        // Nobody listens any more where reading took too long.
        let _ = sender.send(Description::read(&owned));
    });
    // Nothing is measured here: a pipe or a device would never end.
    let description = receiver.recv_timeout(Duration::from_secs(60));
    let mut description = description.unwrap_or_else(|_| panic!("reading never ends: {way}"));
    let shown = description.findings().render(Format::Full, Style::Plain);
    let model = serde_json::to_string(&description.api()).expect("JSON");
    for text in [&shown, &model] {
        assert!(!text.contains(CANARY), "{way}: {text}");
    }
    description.plan();
    let errors: Vec<String> = errors(description.findings())
        .into_iter()
        .map(|(location, said)| {
            let file = location.map(|location| description.findings().files().name(location.file));
            assert_eq!(file.map(Path::new), Some(path), "{way}: {said}");
            said.split(['[', ']']).nth(1).unwrap_or_default().to_owned()
        })
        .collect();
    if errors.is_empty() {
        let warnings = description
            .findings()
            .diagnostics()
            .iter()
            .filter(|finding| finding.severity() == Severity::Warning);
        let codes: std::collections::BTreeSet<&str> = warnings.map(|finding| finding.rule.code).collect();
        return format!("not followed {codes:?}");
    }
    let distinct: std::collections::BTreeSet<String> = errors.into_iter().collect();
    distinct.into_iter().collect::<Vec<_>>().join(" and ")
}

#[test]
fn openapi() {
    let operation = |inside: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n  /a:\n    get:\n      operationId: a\n{inside}\n"
        )
    };
    let responses = "      responses: {'204': {description: D}}";
    let schema = |schema: &str| {
        let body = "      responses: {'200': {description: D, content: {application/json: {schema: {$ref: '#/components/schemas/S'}}}}}";
        operation(body) + &format!("components: {{schemas: {{S: {schema}}}}}\n")
    };
    let documents = [
        (
            "path item",
            "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {/a: {$ref: \"§\"}}\n".to_owned(),
        ),
        (
            "path item, with a fragment",
            "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {/a: {$ref: \"§#/paths/~1outside\"}}\n".to_owned(),
        ),
        (
            "parameter",
            operation(&format!("      parameters: [{{$ref: \"§\"}}]\n{responses}")),
        ),
        (
            "request body",
            operation(&format!("      requestBody: {{$ref: \"§\"}}\n{responses}")),
        ),
        ("response", operation("      responses: {'200': {$ref: \"§\"}}")),
        (
            "header",
            operation("      responses: {'200': {description: D, headers: {X-A: {$ref: \"§\"}}}}"),
        ),
        (
            "example",
            operation(
                "      responses: {'200': {description: D, content: {application/json: {examples: {e: {$ref: \"§\"}}}}}}",
            ),
        ),
        (
            "example by address",
            operation(
                "      responses: {'200': {description: D, content: {application/json: {examples: {e: {externalValue: \"§\"}}}}}}",
            ),
        ),
        (
            "link",
            operation("      responses: {'200': {description: D, links: {l: {$ref: \"§\"}}}}"),
        ),
        (
            "link by address",
            operation("      responses: {'200': {description: D, links: {l: {operationRef: \"§\"}}}}"),
        ),
        (
            "callback",
            operation(&format!("      callbacks: {{c: {{$ref: \"§\"}}}}\n{responses}")),
        ),
        (
            "security scheme",
            operation(responses) + "components: {securitySchemes: {s: {$ref: \"§\"}}}\n",
        ),
        ("schema", schema("{$ref: \"§\"}")),
        ("schema, with a fragment", schema("{$ref: \"§#/description\"}")),
        ("property", schema("{properties: {p: {$ref: \"§\"}}}")),
        ("all of", schema("{allOf: [{$ref: \"§\"}]}")),
        ("variant", schema("{oneOf: [{$ref: \"§\"}, {type: string}]}")),
        (
            "discriminator",
            schema(
                "{oneOf: [{$ref: '#/components/schemas/V'}], discriminator: {propertyName: p, mapping: {m: \"§\"}}}, V: {properties: {p: {type: string}}}",
            ),
        ),
        ("dynamic reference", schema("{properties: {p: {$dynamicRef: \"§\"}}}")),
        ("identifier", schema("{$id: \"§\", properties: {p: {type: string}}}")),
        ("dialect", schema("{$schema: \"§\", properties: {p: {type: string}}}")),
    ];
    let mut report = String::new();
    for (position, document) in documents {
        report.push_str(&format!("{position}\n"));
        check("api.yaml", &document, &mut report);
    }
    insta::assert_snapshot!(report);
}

#[test]
fn raml() {
    let documents = [
        ("description", "#%RAML 1.0\ntitle: T\ndescription: !include \"§\"\n"),
        ("types", "#%RAML 1.0\ntitle: T\ntypes: !include \"§\"\n"),
        ("type", "#%RAML 1.0\ntitle: T\ntypes: {A: !include \"§\"}\n"),
        (
            "example",
            "#%RAML 1.0\ntitle: T\ntypes: {A: {type: string, example: !include \"§\"}}\n",
        ),
        ("resource", "#%RAML 1.0\ntitle: T\n/a: !include \"§\"\n"),
        (
            "body",
            "#%RAML 1.0\ntitle: T\nmediaType: application/json\n/a: {post: {body: !include \"§\"}}\n",
        ),
        (
            "trait",
            "#%RAML 1.0\ntitle: T\ntraits: {t: !include \"§\"}\n/a: {get: {is: [t]}}\n",
        ),
        (
            "resource type",
            "#%RAML 1.0\ntitle: T\nresourceTypes: {t: !include \"§\"}\n/a: {type: t}\n",
        ),
        (
            "security scheme",
            "#%RAML 1.0\ntitle: T\nsecuritySchemes: {s: !include \"§\"}\n/a: {get: {securedBy: [s]}}\n",
        ),
        (
            "library",
            "#%RAML 1.0\ntitle: T\nuses: {l: \"§\"}\n/a: {get: {responses: {200: {body: {application/json: l.Outside}}}}}\n",
        ),
        ("extension", "#%RAML 1.0 Extension\nextends: \"§\"\n/a: {get: {}}\n"),
        ("overlay", "#%RAML 1.0 Overlay\nextends: \"§\"\ntitle: T\n"),
        (
            "schema of JSON",
            "#%RAML 1.0\ntitle: T\n/a: {get: {responses: {200: {body: {application/json: {type: '{\"$ref\": \"§\"}'}}}}}}\n",
        ),
        (
            "schema of 0.8",
            "#%RAML 0.8\ntitle: T\nschemas: [{S: !include \"§\"}]\n/a: {get: {responses: {200: {body: {application/json: {schema: S}}}}}}\n",
        ),
    ];
    let mut report = String::new();
    for (position, document) in documents {
        report.push_str(&format!("{position}\n"));
        check("api.raml", document, &mut report);
    }
    insta::assert_snapshot!(report);
}

#[test]
fn naftiko() {
    let head = "naftiko: 1.0.0-alpha2\ninfo: {label: T, description: D}\n";
    let documents = [
        (
            "consumed",
            "capability:\n  consumes:\n  - {import: upstream, location: \"§\"}\n",
        ),
        (
            "consumed, from",
            "capability:\n  consumes:\n  - {import: upstream, from: \"§\"}\n",
        ),
        (
            "binds",
            "binds:\n- {import: env, location: \"§\"}\ncapability: {consumes: []}\n",
        ),
        (
            "binds of a file",
            "binds:\n- {namespace: env, location: \"§\", keys: {A: A}}\ncapability: {consumes: [{namespace: n, type: http, baseUri: 'https://a.example', authentication: {type: bearer, token: '{{A}}'}, resources: [{name: r, path: /r, operations: [{name: o, method: GET}]}]}]}\n",
        ),
        (
            "exposed",
            "capability:\n  consumes: []\n  exposes:\n  - {import: upstream, location: \"§\"}\n",
        ),
        (
            "aggregates",
            "capability:\n  consumes: []\n  aggregates:\n  - {import: upstream, location: \"§\"}\n",
        ),
    ];
    let mut report = String::new();
    for (position, document) in documents {
        report.push_str(&format!("{position}\n"));
        check("api.yaml", &(head.to_owned() + document), &mut report);
    }
    insta::assert_snapshot!(report);
}

#[test]
fn api_blueprint() {
    let head = "FORMAT: 1A\nHOST: https://a.example\n\n# T\n\n# GET /a\n\n";
    let documents = [
        (
            "schema",
            "+ Response 200 (application/json)\n    + Schema\n\n            {\"$ref\": \"§\"}\n",
        ),
        (
            "property",
            "+ Response 200 (application/json)\n    + Schema\n\n            {\"type\": \"object\", \"properties\": {\"p\": {\"$ref\": \"§\"}}}\n",
        ),
        ("include", "<!-- include(§) -->\n\n:[x](§)\n\n+ Response 204\n"),
    ];
    let mut report = String::new();
    for (position, document) in documents {
        report.push_str(&format!("{position}\n"));
        check("api.apib", &(head.to_owned() + document), &mut report);
    }
    insta::assert_snapshot!(report);
}
