//! Links within the documentation lead somewhere, and the sources that it names are there.

use std::fs;

use crate::folder::{files_below, workspace};
use crate::markdown::Page;
use crate::pages::{PAGES, page};

/// Whether a target is in this repository.
fn is_internal(target: &str) -> bool {
    !["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| target.starts_with(scheme))
}

/// What is wrong with the links of a page, by its path from the workspace.
fn mistakes(path: &str) -> Vec<String> {
    let path = workspace().join(path);
    let page = Page::of(&fs::read_to_string(&path).unwrap());
    let mut mistakes = Vec::new();
    for link in page.links().into_iter().filter(|link| is_internal(link)) {
        let (file, anchor) = link
            .split_once('#')
            .map_or((link.as_str(), None), |(file, it)| (file, Some(it)));
        let target = match file {
            "" => path.clone(),
            file => path.parent().unwrap().join(file),
        };
        let is_right = match anchor {
            None => target.exists(),
            Some(anchor) => {
                fs::read_to_string(&target).is_ok_and(|text| Page::of(&text).anchors().iter().any(|it| it == anchor))
            }
        };
        if !is_right {
            mistakes.push(format!("{}: {link}", path.display()));
        }
    }
    mistakes
}

#[test]
fn links_within_the_documentation_lead_somewhere() {
    let diagnostics = files_below(&workspace().join("docs/diagnostics"));
    let diagnostics = diagnostics.iter().map(|path| path.to_str().unwrap());
    let mistakes: Vec<_> = PAGES.iter().copied().chain(diagnostics).flat_map(mistakes).collect();
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

#[test]
fn tests_that_the_threat_model_names_are_there() {
    let page = page("docs/threat-model.md");
    let sources = |span: &&str| {
        ["crates/", "tests/", "fuzz"]
            .iter()
            .any(|start| span.starts_with(start))
    };
    let named: Vec<&str> = page.code_spans().filter(sources).collect();
    let missing: Vec<&&str> = named.iter().filter(|path| !workspace().join(path).exists()).collect();
    assert!(named.len() > 20, "{named:?}");
    assert!(missing.is_empty(), "{missing:?}");
}
