//! Every limit is kept, is said with its name and in its documentation, and can be raised.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use specwright::{Limit, Limits, Name, Outcome, Reading, Request, Target, generate};
use specwright_diagnostics::{Format, Severity, Style};
use specwright_target::RuntimeSource;
use tempfile::TempDir;

/// Less than any thread has by default.
const STACK_BYTES: usize = 512 << 10;

const SMALL: &str = "\
openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /pets:
    get:
      operationId: listPets
      responses: { '200': { $ref: '#/components/responses/Pets' } }
    post:
      operationId: addPet
      responses: { '200': { $ref: '#/components/responses/Pets' } }
components:
  responses: { Pets: { $ref: 'responses.yaml#/Pets' } }
";

const RESPONSES: &str = "Pets: { description: Pets, content: { text/plain: { schema: { type: string } } } }\n";

fn folder(files: &[(&str, &str)]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let (entry, _) = files.first().unwrap();
    let path = folder.path().join(entry);
    (folder, path)
}

fn generated(path: &Path, limits: Limits) -> Outcome {
    let runtime = RuntimeSource::Version("0.1.0".to_owned());
    let mut request = Request::new(path.to_path_buf(), Name::new("api").unwrap(), runtime);
    request.reading = Reading {
        limits,
        ..Reading::default()
    };
    generate(&request, &Target::templates())
}

/// Sets one limit, and asserts what is found in the small description, and that nothing is found without it.
fn check(limit: Limit, value: usize, expected: &str) {
    let (folder, path) = folder(&[("api.yaml", SMALL), ("responses.yaml", RESPONSES)]);
    let mut limits = Limits::default();
    assert_eq!(generated(&path, limits.clone()).findings.diagnostics().len(), 0);
    limits.set(limit, value).unwrap();
    let outcome = generated(&path, limits);
    assert!(outcome.crates.is_empty(), "nothing is generated");
    let prefix = format!("{}/", folder.path().display());
    let mut shown = String::new();
    let diagnostics = outcome.findings.diagnostics().iter();
    for diagnostic in diagnostics.filter(|it| it.severity() == Severity::Error) {
        let code = diagnostic.rule.code;
        let message = diagnostic.message.replace(&prefix, "");
        writeln!(shown, "{code}: {message}").unwrap();
        let named = format!("raise the limit `{}`", limit.name());
        assert!(
            diagnostic.help.iter().any(|help| help.contains(&named)),
            "{:?} does not name the limit",
            diagnostic.help
        );
    }
    assert_eq!(shown.trim_end(), expected);
}

#[test]
fn limits_are_kept_and_named() {
    check(
        Limit::DocumentBytes,
        100,
        "file-too-large: cannot read `api.yaml`: the limit of 100 bytes is exceeded",
    );
    check(
        Limit::TotalBytes,
        SMALL.len(),
        "file-too-large: `responses.yaml#/Pets` is not read: all files together exceed the limit of 341 bytes",
    );
    check(Limit::Depth, 3, "too-deep: values are nested more than 3 deep here");
    check(
        Limit::Nodes,
        10,
        "too-many-nodes: the documents have more than 10 nodes up to here, aliases expanded",
    );
    check(
        Limit::Files,
        1,
        "file-too-large: `responses.yaml#/Pets` is not read: the limit of 1 files is reached",
    );
    check(
        Limit::References,
        2,
        "expansion-too-large: references repeat so much of the document that reading stops here",
    );
    check(
        Limit::NameCharacters,
        7,
        "name-too-long: the name of the operation `listPets…` has 8 characters, more than the limit of 7",
    );
}

#[test]
fn crates_are_no_larger_than_the_limit() {
    let (_folder, path) = folder(&[("api.yaml", SMALL), ("responses.yaml", RESPONSES)]);
    let mut limits = Limits::default();
    limits.set(Limit::CodeBytes, 1000).unwrap();
    let outcome = generated(&path, limits);
    assert!(outcome.crates.is_empty());
    let findings = outcome.findings.render(Format::Concise, Style::Plain);
    assert!(findings.contains("`api-client` comes to"), "{findings}");
    assert!(findings.contains("`api-server` comes to"), "{findings}");
}

#[test]
fn the_greatest_depth_leaves_the_stack_whole() {
    let depth = Limit::Depth.greatest() - 20;
    let inner = |open: &str, close: &str, middle: &str| open.repeat(depth / 2) + middle + &close.repeat(depth / 2);
    let schema = inner("{type: array, items: ", "}", "{type: string}");
    let properties = inner("{properties: {a: ", "}}", "{type: string}");
    let json = "[".repeat(depth) + &"]".repeat(depth);
    let documents = [
        (
            "api.yaml",
            format!(
                "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    A: {schema}\n    \
                 B: {properties}\n    C: {{example: {json}}}\nx-deep: {json}\n"
            ),
        ),
        (
            "api.raml",
            format!(
                "#%RAML 1.0\ntitle: T\ntypes:\n  A: {schema}\n  B: {properties}\n  C: {{type: any, example: {json}}}\n"
            ),
        ),
        (
            "api.apib",
            format!(
                "FORMAT: 1A\nHOST: https://a.example\n# T\n## A [/a]\n### Get [GET]\n+ Response 200 (application/json)\n\n        {json}\n"
            ),
        ),
        (
            "api.naftiko.yaml",
            format!(
                "naftiko: 1.0.0-alpha2\ninfo: {{label: T, description: d}}\ncapability: {{consumes: [], exposes: [], x-deep: {json}}}\n"
            ),
        ),
    ];
    for (name, text) in documents {
        let (_folder, path) = folder(&[(name, &text)]);
        let mut limits = Limits::default();
        limits.set(Limit::Depth, Limit::Depth.greatest()).unwrap();
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
        let outcome = thread.spawn(move || generated(&path, limits)).unwrap().join();
        let findings = outcome.unwrap_or_else(|_| panic!("{name} panics")).findings;
        let codes: Vec<_> = findings.diagnostics().iter().map(|found| found.rule.code).collect();
        assert!(
            !codes.contains(&"too-deep"),
            "{name} is not as deep as it may be: {codes:?}"
        );
    }
}

/// The text of a file of the repository.
fn repository(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)).unwrap()
}

/// The cells of the rows of a table of the page on limits, by how its first line begins.
fn rows(table: &str) -> Vec<Vec<String>> {
    let page = repository("docs/limits.md");
    let table = page.lines().skip_while(|line| !line.starts_with(table)).skip(2);
    let rows = table.take_while(|line| line.starts_with('|'));
    let cells = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect();
    rows.map(cells).collect()
}

#[test]
fn the_page_has_the_numbers_of_the_limits() {
    let documented: Vec<_> = rows("| limit |")
        .iter()
        .map(|row| [row[1].clone(), row[3].clone(), row[4].clone()])
        .collect();
    let limits = Limit::ALL.map(|limit| {
        let greatest = match limit.greatest() {
            usize::MAX => String::new(),
            greatest => greatest.to_string(),
        };
        [format!("`{}`", limit.name()), limit.usual().to_string(), greatest]
    });
    assert_eq!(documented, limits);
}

/// The constants behind the rows of the limits that are fixed; none where there is no bound.
const FIXED: [Option<(&str, &str)>; 21] = [
    Some(("rust/src/names.rs", "LONGEST")),
    Some(("rust/src/docs.rs", "LONGEST")),
    Some(("rust/src/resolve.rs", "DEEPEST")),
    Some(("rust/src/resolve.rs", "MOST_INHERITED")),
    Some(("rust/src/build.rs", "DEEPEST")),
    Some(("rust/src/resolve.rs", "MOST_PAIRS")),
    Some(("rust/src/resolve.rs", "WIDEST_PRODUCT")),
    Some(("openapi/src/reference.rs", "REFERENCES_IN_A_ROW")),
    Some(("openapi/src/schema/inheritance.rs", "SUBTYPES_LIMIT")),
    Some(("raml/src/types/shape.rs", "DEPTH")),
    Some(("raml/src/types/expression.rs", "DEPTH")),
    Some(("raml/src/view/template.rs", "LIMIT")),
    Some(("blueprint/src/block.rs", "DEPTH")),
    Some(("blueprint/src/mson/lower.rs", "COPIED_TYPES")),
    Some(("blueprint/src/mson/types.rs", "COPIES")),
    Some(("naftiko/src/exposed/substitute.rs", "MOST_PARTS")),
    Some(("naftiko/src/expression.rs", "MOST_STEPS")),
    Some(("openapi/src/findings.rs", "SHOWN_OF_A_RULE")),
    Some(("blueprint/src/findings.rs", "SHOWN_OF_A_RULE")),
    Some(("naftiko/src/findings.rs", "SHOWN_OF_A_RULE")),
    None,
];

/// The value of a constant in a crate's source, written as one number or as two with `*` or `<<` between.
fn constant(file: &str, name: &str) -> usize {
    let source = repository(&format!("crates/{file}"));
    let declaration = format!("const {name}: usize = ");
    let (_, value) = source.split_once(&declaration).unwrap();
    let value = value.split(';').next().unwrap().replace('_', "");
    let number = |text: &str| text.trim().parse::<usize>().unwrap();
    match (value.split_once('*'), value.split_once("<<")) {
        (Some((one, other)), _) => number(one) * number(other),
        (_, Some((one, other))) => number(one) << number(other),
        _ => number(&value),
    }
}

/// The number of a cell such as `500 000`, `96 characters` or `16 KiB`.
fn bound(cell: &str) -> Option<usize> {
    let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
    let unit = match cell {
        _ if cell.ends_with(" KiB") => 1 << 10,
        _ if cell.ends_with(" MiB") => 1 << 20,
        _ => 1,
    };
    digits.parse().ok().map(|number: usize| number * unit)
}

#[test]
fn the_page_has_the_numbers_of_the_limits_that_are_fixed() {
    let documented: Vec<_> = rows("| what |").iter().map(|row| bound(&row[2])).collect();
    let fixed = FIXED.map(|fixed| fixed.map(|(file, name)| constant(file, name)));
    assert_eq!(documented, fixed);
}

/// Names of eight characters, one of each kind, in OpenAPI.
const NAMES: &str = "\
openapi: 3.1.0
info: { title: T, version: '1' }
tags: [{ name: a-tag-00 }]
paths:
  /pets/{a-path-0}:
    get:
      operationId: list-pet
      tags: [a-tag-00]
      security: [{ a-scheme: [] }]
      parameters:
        - { name: a-path-0, in: path, required: true, schema: { type: string } }
        - { name: a-query0, in: query, schema: { type: string } }
      responses:
        '200':
          description: Pets
          headers: { a-header: { schema: { type: string } } }
          content: { application/json: { schema: { $ref: '#/components/schemas/a-schema' } } }
      callbacks:
        a-callba: { '{$request.query.url}': { post: { responses: { '204': { description: D } } } } }
webhooks:
  a-webhoo: { post: { responses: { '204': { description: D } } } }
components:
  securitySchemes: { a-scheme: { type: http, scheme: basic } }
  schemas: { a-schema: { type: object, properties: { a-proper: { type: string } } } }
";

/// Resources have names in blueprints.
const NAMED_RESOURCE: &str =
    "FORMAT: 1A\nHOST: https://a.example\n# T\n## Resource [/a]\n### Get [GET]\n+ Response 204\n";

#[test]
fn the_page_has_all_names_that_are_looked_at() {
    let mut kinds = BTreeSet::new();
    for (name, text) in [("api.yaml", NAMES), ("api.apib", NAMED_RESOURCE)] {
        let (_folder, path) = folder(&[(name, text)]);
        let mut limits = Limits::default();
        limits.set(Limit::NameCharacters, 7).unwrap();
        let findings = generated(&path, limits).findings;
        for finding in findings.diagnostics() {
            let named = finding.message.strip_prefix("the name of the ");
            kinds.extend(named.and_then(|rest| Some(rest.split_once(" `")?.0.to_owned())));
        }
    }
    let rows = rows("| limit |");
    let row = rows.iter().find(|row| row[1] == "`name-characters`").unwrap();
    let listed = kinds.into_iter().collect::<Vec<_>>().join(", ");
    assert_eq!(row[2], format!("characters of one name: of a {listed}"));
}
