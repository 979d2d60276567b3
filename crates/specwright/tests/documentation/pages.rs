//! The commands of each page are run, and what it shows is looked for.

use std::collections::BTreeSet;
use std::fs;

use crate::elsewhere::is_not_run;
use crate::folder::{Folder, files_below, workspace};
use crate::markdown::Page;

/// Programs beside `specwright` that pages may run.
const PROGRAMS: &[&str] = &["cat", "echo", "mkdir", "sed"];

macro_rules! pages {
    ($($test:ident: $path:literal,)+) => {
        /// All pages that people write, by their paths from the workspace.
        pub(crate) const PAGES: &[&str] = &[$($path),+];

        $(#[test]
        fn $test() {
            check($path);
        })+
    };
}

pages! {
    readme: "README.md",
    contributing: "CONTRIBUTING.md",
    architecture: "ARCHITECTURE.md",
    changelog: "CHANGELOG.md",
    security: "SECURITY.md",
    build_scripts: "docs/build-scripts.md",
    ci: "docs/ci.md",
    command: "docs/command.md",
    limits: "docs/limits.md",
    performance: "docs/performance.md",
    targets: "docs/targets.md",
    templates: "docs/templates.md",
    threat_model: "docs/threat-model.md",
    formats: "docs/formats/README.md",
    api_blueprint: "docs/formats/api-blueprint.md",
    naftiko: "docs/formats/naftiko.md",
    openapi: "docs/formats/openapi.md",
    raml: "docs/formats/raml.md",
    example_of_a_client: "examples/partner-client/README.md",
    example_of_a_server: "examples/partner-server/README.md",
}

/// A page, by its path from the workspace.
pub(crate) fn page(path: &str) -> Page {
    Page::of(&fs::read_to_string(workspace().join(path)).unwrap())
}

fn check(path: &str) {
    let folder = Folder::new();
    if path == "README.md" {
        // Its commands name our own descriptions.
        folder.copy(&workspace().join("specs"));
    }
    let mistakes = mistakes(&page(path), &folder);
    assert!(mistakes.is_empty(), "{path}: {}", mistakes.join("\n"));
}

/// What a page says that is not so, once its commands were run in the folder.
fn mistakes(page: &Page, folder: &Folder) -> Vec<String> {
    for block in page.blocks.iter().filter(|block| block.language != "rust") {
        if let Some(path) = &block.path {
            folder.write(path, &block.text);
        }
    }
    let mut mistakes = Vec::new();
    let mut code = 0;
    for (line, expected) in page.commands() {
        if is_not_run(line) {
            continue;
        }
        if !is_run(line) {
            mistakes.push(format!("`{line}` is not run by this test"));
            continue;
        }
        let ran = folder.shell(line, code);
        code = ran.code;
        if code != 0 && expected.trim().is_empty() {
            mistakes.push(format!("`{line}` fails:\n{}", ran.printed));
        }
        if let Some(missing) = first_missing(expected, &ran.printed) {
            mistakes.push(format!("`{line}` does not print {missing:?}, but:\n{}", ran.printed));
        }
    }
    for block in page.blocks.iter().filter(|block| block.language == "rust") {
        mistakes.extend(missing_rust(block.path.as_deref(), &block.text, folder));
    }
    mistakes
}

/// Whether a command is one that is run here.
fn is_run(line: &str) -> bool {
    let mut words = line.split_whitespace().skip_while(|word| word.contains('='));
    words
        .next()
        .is_some_and(|program| program == "specwright" || PROGRAMS.contains(&program))
}

/// What is wrong with lines of Rust: they must stand in a file that was generated, or in one of this repository, which
/// its tests compile. A block without a path is a file by itself, in a folder of templates, where it has another
/// language.
fn missing_rust(path: Option<&str>, text: &str, folder: &Folder) -> Option<String> {
    let Some(path) = path else {
        return Some(format!("nothing says where these lines come from:\n{text}"));
    };
    let is_compiled = ["tests/", "examples/"].iter().any(|start| path.starts_with(start));
    let whole = match is_compiled {
        true => fs::read_to_string(workspace().join(path)).ok(),
        false => folder.read(path),
    };
    let Some(whole) = whole else {
        return Some(format!("there is no {path}"));
    };
    first_missing(text, &whole).map(|missing| format!("{path} does not have {missing:?}"))
}

/// The first line of `part` that does not follow the ones before it in `whole`.
fn first_missing<'a>(part: &'a str, whole: &str) -> Option<&'a str> {
    let mut whole = whole.lines().map(str::trim);
    let mut wanted = part.lines().map(str::trim).filter(|line| !line.is_empty());
    wanted.find(|line| !whole.any(|it| it == *line))
}

#[test]
fn every_page_is_checked() {
    let root = workspace();
    let below = |folder: &str| files_below(&root.join(folder));
    let entries = |folder: &str| {
        fs::read_dir(root.join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path())
    };
    let readmes = entries("crates")
        .chain(entries("examples"))
        .map(|path| path.join("README.md"));
    let all = below("docs").into_iter().chain(entries("")).chain(readmes);
    let pages = all.filter(|path| path.is_file() && path.extension().is_some_and(|it| it == "md"));
    let pages = pages.map(|path| path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned());
    // `cargo xtask docs` writes these, and a test of their own runs what they show.
    let found: BTreeSet<_> = pages.filter(|path| !path.starts_with("docs/diagnostics/")).collect();
    assert_eq!(found, PAGES.iter().copied().map(str::to_owned).collect());
}

/// What is wrong with a page of this text.
fn told(text: &str) -> String {
    mistakes(&Page::of(text), &Folder::new()).join("\n")
}

#[test]
fn what_is_not_so_is_a_mistake() {
    insta::assert_snapshot!(told("```console\n$ rm -r x\n```\n"), @"`rm -r x` is not run by this test");
    insta::assert_snapshot!(told("```console\n$ echo a\nb\n```\n"), @r#"
    `echo a` does not print "b", but:
    a
    "#);
    insta::assert_snapshot!(told("```console\n$ specwright explain no-such\n```\n"), @r#"
    `specwright explain no-such` fails:
    error: no diagnostic has the code "no-such"; `specwright explain` lists all codes
    "#);
    insta::assert_snapshot!(told("```text a\nb\nc\n```\n```rust a\nc\nb\n```\n"), @r#"a does not have "b""#);
    insta::assert_snapshot!(told("```rust\nfn a() {}\n```\n"), @"
    nothing says where these lines come from:
    fn a() {}
    ");
}
