//! What the prose of a page says of a capability, held against the capability itself.

use std::collections::BTreeSet;

use specwright_diagnostics::{Diagnostic, Diagnostics, FileId, Location, Span};
use specwright_model::{Adapter, Api, Tool};

use super::line::{Line, lines};
use crate::rules;

const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// How many lines behind a method its path is looked for.
const PATH_WITHIN: usize = 4;

/// How many lines behind a tool's name its hints are looked for.
const HINTS_WITHIN: usize = 5;

/// Reports where the prose in front of a capability says something else than the capability.
pub(super) fn compare(prose: &str, file: FileId, api: &Api, diagnostics: &mut Diagnostics) {
    let lines = lines(prose, 0);
    let mut report = |line: &Line<'_>, message: String| {
        let span = Span::new(line.offset, line.offset + line.text.len());
        let location = Location { file, span };
        diagnostics.push(Diagnostic::new(&rules::DIFFERENT_SUMMARY, location, message));
    };
    let adapters = api.capability.iter().flat_map(|capability| &capability.adapters);
    let mut served = BTreeSet::new();
    let mut tools: Vec<&Tool> = Vec::new();
    for adapter in adapters {
        match adapter {
            Adapter::Rest(adapter) => {
                for resource in &adapter.resources {
                    let operations = resource.operations.iter();
                    served.extend(operations.map(|it| format!("{} {}", it.method, resource.path)));
                }
            }
            Adapter::Mcp(adapter) => tools.extend(&adapter.tools),
        }
    }
    let consumed = api
        .operations()
        .map(|(resource, operation)| format!("{} {}", operation.method, resource.path));
    let known: BTreeSet<String> = served.iter().cloned().chain(consumed).collect();
    let said = operations(&lines);
    for (line, operation) in &said {
        if !known.contains(operation) {
            report(
                line,
                format!("the page speaks of `{operation}`, which the capability does not have"),
            );
        }
    }
    let said: BTreeSet<&str> = said.iter().map(|(_, operation)| operation.as_str()).collect();
    if let Some(first) = lines.first().filter(|_| !said.is_empty()) {
        for operation in served.iter().filter(|operation| !said.contains(operation.as_str())) {
            report(first, format!("the page does not speak of `{operation}`"));
        }
    }
    for (line, message) in differing_tools(&lines, &tools) {
        report(line, message);
    }
}

/// The operations that the prose lists: a method on a line of its own, and a path soon behind it.
fn operations<'l, 't>(lines: &'l [Line<'t>]) -> Vec<(&'l Line<'t>, String)> {
    let mut found = Vec::new();
    for (index, line) in lines
        .iter()
        .enumerate()
        .filter(|(_, line)| METHODS.contains(&line.text))
    {
        let behind = lines.iter().skip(index + 1).take(PATH_WITHIN);
        let mut behind = behind.take_while(|line| !METHODS.contains(&line.text));
        if let Some(path) = behind.find(|line| line.text.starts_with('/')) {
            found.push((path, format!("{} {}", line.text, path.text)));
        }
    }
    found
}

/// The tools of which the prose says something else: their names on lines of their own, hints in words behind.
fn differing_tools<'l, 't>(lines: &'l [Line<'t>], tools: &[&Tool]) -> Vec<(&'l Line<'t>, String)> {
    let mut found = Vec::new();
    let named = |text: &str| tools.iter().find(|tool| tool.name == text);
    let mut said = BTreeSet::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(tool) = named(line.text) else { continue };
        said.insert(tool.name.as_str());
        let behind = lines.iter().skip(index + 1).take(HINTS_WITHIN);
        let words: Vec<&str> = behind
            .map(|line| line.text)
            .take_while(|text| named(text).is_none())
            .collect();
        let hints = [
            ("read-only", tool.hints.read_only),
            ("idempotent", tool.hints.idempotent),
        ];
        for (word, hint) in hints {
            let is_said = words.contains(&word);
            if is_said && hint == Some(false) {
                found.push((
                    line,
                    format!(
                        "the page calls the tool `{}` {word}, and the capability does not",
                        tool.name
                    ),
                ));
            }
        }
    }
    if let Some(first) = lines.first().filter(|_| !said.is_empty()) {
        for tool in tools.iter().filter(|tool| !said.contains(tool.name.as_str())) {
            found.push((first, format!("the page does not speak of the tool `{}`", tool.name)));
        }
    }
    found
}
