//! Documents that are made to take long, or to take much memory: each is read in a process of its own, with a bound on its
//! memory.

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
pub(crate) fn read(folder: &Path, name: &str) -> String {
    let program = std::env::current_exe().expect("a program");
    let command = format!("ulimit -v {MEMORY} && exec \"$0\" --exact bounded::child --ignored --nocapture");
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
pub(crate) fn check(documents: &[(&str, &str, String)]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let mut report = String::new();
    for (what, name, text) in documents {
        std::fs::write(folder.path().join(name), text).expect("a file");
        report.push_str(&format!("{what}: {}\n", read(folder.path(), name)));
    }
    report
}

pub(crate) const HEAD: &str = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";
pub(crate) const PATHS: &str = "paths: {/x: {post: {operationId: x, requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/S'}}}}, responses: {'204': {description: D}}}}}\ncomponents:\n  schemas:\n";

/// A document of OpenAPI with these schemas, one of which is `S`.
pub(crate) fn openapi(schemas: &str) -> String {
    format!("{HEAD}{PATHS}{schemas}\n")
}

/// A document of OpenAPI with this beside what it needs.
pub(crate) fn beside(text: &str) -> String {
    openapi("    S: {type: string}") + text
}

pub(crate) fn raml(text: &str) -> String {
    format!("#%RAML 1.0\ntitle: T\nmediaType: application/json\n{text}\n")
}

pub(crate) fn blueprint(text: &str) -> String {
    format!("FORMAT: 1A\nHOST: https://a.example\n\n# T\n\n{text}\n")
}

pub(crate) fn naftiko(operations: &str) -> String {
    format!(
        "naftiko: 1.0.0-alpha2\ninfo: {{label: T, description: D}}\ncapability:\n  consumes:\n  - type: http\n    namespace: n\n    baseUri: https://a.example\n    resources:\n    - name: r\n      path: /r\n      operations:\n{operations}\n"
    )
}

pub(crate) fn many(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect()
}
