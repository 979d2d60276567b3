//! The pages of documentation: their commands are run, and what they show of the output and of generated code is held
//! against what comes out.
//!
//! In a page, a block whose info string is a language and a path is a file in the folder that the commands run in. A
//! block `console` has commands behind `$ `, each with some lines that it prints; a block `rust` with a path, some lines
//! of that file as it was generated. Lines come in their order, others are left out, and indentation does not count.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// A block of code in a page.
struct Block<'a> {
    language: &'a str,
    /// The path behind the language.
    path: Option<&'a str>,
    text: String,
}

/// The blocks of a page, in their order.
fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let fence = line.trim_end_matches(|sign| sign != '`');
        if fence.len() < 3 || !fence.trim_matches('`').is_empty() {
            continue;
        }
        let info = line.strip_prefix(fence).unwrap_or_default().trim();
        let (language, path) = info.split_once(' ').map_or((info, None), |(it, path)| (it, Some(path)));
        let text = lines.by_ref().take_while(|line| line.trim_end() != fence);
        blocks.push(Block {
            language,
            path,
            text: text.map(|line| format!("{line}\n")).collect(),
        });
    }
    blocks
}

/// The first line of `part` that does not follow the ones before it in `whole`.
fn first_missing<'a>(part: &'a str, whole: &str) -> Option<&'a str> {
    let mut whole = whole.lines().map(str::trim);
    let mut wanted = part.lines().map(str::trim).filter(|line| !line.is_empty());
    wanted.find(|line| !whole.any(|it| it == *line))
}

/// Runs a command line of a page. What it printed, and whether it succeeded.
fn run(line: &str, folder: &Path) -> (String, bool) {
    let arguments = line
        .split_whitespace()
        .skip(1)
        .take_while(|word| !word.starts_with('#'));
    let output = Command::new(env!("CARGO_BIN_EXE_specwright"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let printed = [output.stdout, output.stderr].map(|it| String::from_utf8_lossy(&it).into_owned());
    (printed.concat(), output.status.success())
}

/// What a page says that is not so.
fn mistakes(page: &Path) -> Vec<String> {
    let text = fs::read_to_string(page).unwrap();
    let blocks = blocks(&text);
    let folder = tempfile::tempdir().unwrap();
    let name = page.file_name().unwrap().to_string_lossy();
    let mut mistakes = Vec::new();
    for block in blocks.iter().filter(|block| block.language != "rust") {
        if let Some(path) = block.path {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &block.text).unwrap();
        }
    }
    let commands = blocks.iter().filter(|block| block.language == "console");
    for command in commands.flat_map(|block| block.text.split("$ ").skip(1)) {
        let (line, expected) = command.split_once('\n').unwrap_or((command, ""));
        if !line.starts_with("specwright ") {
            mistakes.push(format!("{name}: `{line}` is not run by this test"));
            continue;
        }
        let (printed, succeeded) = run(line, folder.path());
        if !succeeded && expected.trim().is_empty() {
            mistakes.push(format!("{name}: `{line}` fails:\n{printed}"));
        }
        if let Some(missing) = first_missing(expected, &printed) {
            mistakes.push(format!("{name}: `{line}` does not print {missing:?}, but:\n{printed}"));
        }
    }
    for block in blocks.iter().filter(|block| block.language == "rust") {
        let Some(path) = block.path else { continue };
        let generated = fs::read_to_string(folder.path().join(path)).unwrap_or_default();
        if let Some(missing) = first_missing(&block.text, &generated) {
            mistakes.push(format!("{name}: {path} does not have {missing:?}"));
        }
    }
    mistakes
}

fn check(page: &str) {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(page);
    let mistakes = mistakes(&page);
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

#[test]
fn formats() {
    check("formats/README.md");
}

#[test]
fn openapi() {
    check("formats/openapi.md");
}

#[test]
fn api_blueprint() {
    check("formats/api-blueprint.md");
}

#[test]
fn raml() {
    check("formats/raml.md");
}

#[test]
fn naftiko() {
    check("formats/naftiko.md");
}

#[test]
fn targets() {
    check("targets.md");
}
