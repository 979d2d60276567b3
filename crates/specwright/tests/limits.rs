//! Every limit is kept, is said with its name and in its documentation, and can be raised.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use specwright::{Limit, Limits, Name, Outcome, Reading, Request, Target, generate};
use specwright_diagnostics::{Format, Severity, Style};
use specwright_target::RuntimeSource;
use tempfile::TempDir;

/// What a main thread usually has.
const STACK_BYTES: usize = 8 << 20;

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

#[test]
fn the_page_has_the_numbers_of_the_limits() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/limits.md");
    let page = fs::read_to_string(page).unwrap();
    let rows: Vec<Vec<&str>> = page
        .lines()
        .filter(|line| line.starts_with("| `") && line.contains("diagnostics/"))
        .map(|line| line.split('|').map(str::trim).collect())
        .collect();
    let documented: Vec<_> = rows
        .iter()
        .map(|row| [row[1].to_owned(), row[3].to_owned(), row[4].to_owned()])
        .take(Limit::ALL.len())
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
