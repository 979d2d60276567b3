//! Row 9, and what is large in row 12: documents that are made to take long, or to take much memory. Each is read in a
//! process of its own, with a bound on its memory.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use specwright::{Description, Findings, Target};
use specwright_diagnostics::Severity;

use crate::generated::crates;

/// The variable that names the document in the process that reads it.
const DOCUMENT: &str = "HOSTILE_DOCUMENT";
/// The most memory that reading and generating may ask for, in KiB: 1.5 GiB of addresses.
const MEMORY: usize = 1536 << 10;
/// After this a process is taken to hang. Nothing is measured by it.
const HANGS: Duration = Duration::from_secs(600);

/// Reads a document in a process of its own; on the stack that the tests of Rust have, 2 MiB. What is said: the codes of
/// errors and of warnings, and how many crates there are.
fn read(folder: &Path, name: &str) -> String {
    let program = std::env::current_exe().expect("a program");
    let command = format!("ulimit -v {MEMORY} && exec \"$0\" --exact large::child --ignored --nocapture");
    let mut child = Command::new("sh")
        .args(["-c", &command])
        .arg(program)
        .env(DOCUMENT, folder.join(name))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a process");
    let start = Instant::now();
    while child.try_wait().expect("a process").is_none() {
        if start.elapsed() > HANGS {
            child.kill().expect("a process");
            panic!("{name}: hangs");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let output = child.wait_with_output().expect("output");
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    let result = said.lines().find_map(|line| line.split_once("RESULT "));
    let (_, result) = result.unwrap_or_else(|| panic!("{name}: {}: {said}", output.status));
    result.to_owned()
}

/// What a process does that [`read`] starts.
#[test]
#[ignore = "a part of other tests"]
fn child() {
    let document = std::env::var_os(DOCUMENT).expect("a document");
    let description = Description::read(Path::new(&document));
    let outcome = crates(description, &[Target::Client]);
    let crates = match outcome.crates.len() {
        0 => "refused".to_owned(),
        count => format!("{count} crates"),
    };
    let result = [
        crates,
        codes(&outcome.findings, Severity::Error),
        codes(&outcome.findings, Severity::Warning),
    ];
    let result: Vec<&str> = result
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    let result = result.join("; ");
    println!("RESULT {result}");
    std::io::stdout().flush().expect("output");
}

/// The codes of findings, with how often each comes.
fn codes(findings: &Findings, severity: Severity) -> String {
    let mut codes = BTreeMap::new();
    for finding in findings.diagnostics() {
        if finding.severity() == severity {
            *codes.entry(finding.rule.code).or_insert(0_usize) += 1;
        }
    }
    let codes = codes.into_iter().map(|(code, count)| match count {
        1 => code.to_owned(),
        _ => format!("{code} ({count})"),
    });
    codes.collect::<Vec<_>>().join(", ")
}

/// Reads each of the documents, with a line for each.
fn check(documents: &[(&str, &str, String)]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let mut report = String::new();
    for (what, name, text) in documents {
        std::fs::write(folder.path().join(name), text).expect("a file");
        report.push_str(&format!("{what}: {}\n", read(folder.path(), name)));
    }
    report
}

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";
const PATHS: &str = "paths: {/x: {post: {operationId: x, requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/S'}}}}, responses: {'204': {description: D}}}}}\ncomponents:\n  schemas:\n";

/// A document of OpenAPI with these schemas, one of which is `S`.
fn openapi(schemas: &str) -> String {
    format!("{HEAD}{PATHS}{schemas}\n")
}

/// A document of OpenAPI with this beside what it needs.
fn beside(text: &str) -> String {
    openapi("    S: {type: string}") + text
}

fn raml(text: &str) -> String {
    format!("#%RAML 1.0\ntitle: T\nmediaType: application/json\n{text}\n")
}

fn blueprint(text: &str) -> String {
    format!("FORMAT: 1A\nHOST: https://a.example\n\n# T\n\n{text}\n")
}

fn naftiko(operations: &str) -> String {
    format!(
        "naftiko: 1.0.0-alpha2\ninfo: {{label: T, description: D}}\ncapability:\n  consumes:\n  - type: http\n    namespace: n\n    baseUri: https://a.example\n    resources:\n    - name: r\n      path: /r\n      operations:\n{operations}\n"
    )
}

fn many(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect()
}

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

#[test]
fn long_texts() {
    let folder = tempfile::tempdir().expect("a folder");
    // A gigabyte that takes no room on the disk.
    let mut report = String::new();
    for name in ["a.yaml", "b.json", "c.apib", "d.raml", "e.txt"] {
        let file = std::fs::File::create(folder.path().join(name)).expect("a file");
        (&file).write_all(HEAD.as_bytes()).expect("a file");
        file.set_len(1 << 30).expect("a file");
        report.push_str(&format!("1 GiB, {name}: {}\n", read(folder.path(), name)));
    }
    let long = "x".repeat(8 << 20);
    report.push_str(&check(&[
        ("8 MiB of a description", "a.yaml", beside(&format!("tags: [{{name: t, description: \"{long}\"}}]\n"))),
        ("8 MiB of a name", "b.yaml", openapi(&format!("    S: {{properties: {{\"{long}\": {{type: string}}}}}}"))),
        ("8 MiB of a value", "c.json", format!("{{\"openapi\": \"3.1.0\", \"info\": {{\"title\": \"T\", \"version\": \"1\", \"x-a\": \"{long}\"}}, \"paths\": {{\"/a\": {{\"get\": {{\"responses\": {{\"204\": {{\"description\": \"D\"}}}}}}}}}}}}")),
        ("8 MiB of a paragraph", "d.apib", blueprint(&long)),
        ("8 MiB of a description", "e.raml", raml(&format!("description: {long}"))),
        ("8 MiB of a line", "f.raml.txt", format!("T API documentation version 1\nhttps://a.example\n/a\n{long}\nget /a\n{long}\nHTTP status code 204\n")),
    ]));
    insta::assert_snapshot!(report);
}

#[test]
fn many_things() {
    insta::assert_snapshot!(check(&[
        (
            "70,000 values",
            "a.yaml",
            openapi(&format!(
                "    S: {{type: string, enum: [{}]}}",
                many(70_000, |index| format!("value {index}, "))
            ))
        ),
        (
            "10,000 numbers",
            "b.yaml",
            openapi(&format!(
                "    S: {{type: integer, enum: [{}]}}",
                many(10_000, |index| format!("{index}, "))
            ))
        ),
        (
            "2,000 properties",
            "c.yaml",
            openapi(&format!(
                "    S: {{minProperties: 1, properties: {{{}}}}}",
                many(2000, |index| format!("p{index}: {{type: string, maxLength: 5}}, "))
            ))
        ),
        (
            "1,500 variants",
            "d.yaml",
            openapi(&format!(
                "    S: {{oneOf: [{}]}}\n{}",
                many(1500, |index| format!("{{$ref: '#/components/schemas/V{index}'}}, ")),
                many(1500, |index| format!(
                    "    V{index}: {{required: [p{index}], properties: {{p{index}: {{type: string}}}}}}\n"
                )),
            ))
        ),
        (
            "arrays in arrays",
            "e.yaml",
            openapi(&format!(
                "    S: {{properties: {{p: {}{{type: string, maxLength: 1}}{}}}}}",
                "{type: array, maxItems: 3, items: ".repeat(90),
                "}".repeat(90)
            ))
        ),
        (
            "10,000 values, RAML",
            "f.raml",
            raml(&format!(
                "types: {{A: {{enum: [{}]}}}}\n/a: {{post: {{body: A}}}}",
                many(10_000, |index| format!("value {index}, "))
            ))
        ),
        (
            "10,000 values, blueprint",
            "g.apib",
            blueprint(&format!(
                "# POST /a\n\n+ Request (application/json)\n    + Attributes (A)\n\n+ Response 204\n\n# Data Structures\n\n## A (enum)\n{}",
                many(10_000, |index| format!("+ value{index}\n"))
            ))
        ),
        (
            "2,000 properties, blueprint",
            "h.apib",
            blueprint(&format!(
                "# POST /a\n\n+ Request (application/json)\n    + Attributes (A)\n\n+ Response 204\n\n# Data Structures\n\n## A\n{}",
                many(2000, |index| format!("+ p{index}\n"))
            ))
        ),
    ]));
}

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
