//! Templates of the user's own.

use std::io;
use std::path::Path;

use specwright_diagnostics::{Diagnostic, Diagnostics, FileId, Files, Location, Span};
use specwright_render::{Error, Templates};
use specwright_source::{OpenOptions, Sources, Syntax};

use crate::{Findings, Target, rules};

/// The templates of all targets, with those in their place that `folder` holds: `client/lib.rs` below it takes the
/// place of the template of that name.
///
/// # Errors
/// When a file below the folder has the name of no template, or something there cannot be read.
pub fn templates_with(folder: &Path) -> Result<Templates, Findings> {
    let mut templates = Target::templates();
    let mut findings = Findings::new();
    let mut paths = Vec::new();
    if let Err(error) = list(folder, "", &mut paths) {
        findings.push(unreadable(folder, &error));
    }
    paths.sort();
    for path in paths {
        if !templates.names().any(|name| name == path) {
            findings.push(unknown(&path, &templates));
            continue;
        }
        let options = OpenOptions {
            syntax: Some(Syntax::Text),
            ..OpenOptions::default()
        };
        match Sources::open(&folder.join(&path), &options, |_| Vec::new()) {
            Ok(sources) => {
                let entry = sources.entry();
                templates.insert_file(path, sources.text(entry), sources.files().name(entry));
            }
            Err(error) => findings.append(Findings::of(error.files, error.diagnostics)),
        }
    }
    if findings.has_errors() {
        Err(findings)
    } else {
        Ok(templates)
    }
}

/// The paths of all files below `folder`, with forward slashes, without those that are hidden.
fn list(folder: &Path, below: &str, paths: &mut Vec<String>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            list(&entry.path(), &format!("{below}{name}/"), paths)?;
        } else {
            paths.push(format!("{below}{name}"));
        }
    }
    Ok(())
}

fn unreadable(folder: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("cannot list the templates in `{}`: {error}", folder.display());
    Diagnostic::without_place(&rules::UNKNOWN_TEMPLATE, message)
}

fn unknown(path: &str, templates: &Templates) -> Diagnostic {
    let message = format!("no target has a template `{path}`");
    let diagnostic = Diagnostic::without_place(&rules::UNKNOWN_TEMPLATE, message);
    match specwright_diagnostics::nearest(path, templates.names()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => {
            let names: Vec<_> = templates.names().map(|name| format!("`{name}`")).collect();
            diagnostic.help(format!("the templates are {}", names.join(", ")))
        }
    }
}

/// What is wrong with a template that was to be rendered for `package`, in its file where it is one of the user's own.
pub(crate) fn mistake(error: &Error, package: &str, templates: &Templates) -> Findings {
    let mut files = Files::new();
    let place = templates.file(error.name()).zip(templates.text(error.name()));
    let location = place.zip(error.line()).and_then(|((file, text), line)| {
        let file = files.add(file, text);
        line_location(file, text, line)
    });
    let diagnostic = match location {
        Some(location) => {
            let message = format!("{package}: {}", error.problem());
            let help = format!(
                "`specwright templates` lists what the template is given, `specwright templates {}` prints the original",
                error.name()
            );
            Diagnostic::new(&rules::TEMPLATE, location, message).help(help)
        }
        None => Diagnostic::without_place(&rules::TEMPLATE, format!("{package}: {error}")),
    };
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(diagnostic);
    Findings::of(files, diagnostics)
}

/// The text of a line, counted from 1, without the white space around it.
fn line_location(file: FileId, text: &str, line: usize) -> Option<Location> {
    let before = text.split_inclusive('\n').take(line.checked_sub(1)?);
    let start: usize = before.map(str::len).sum();
    let line = text.get(start..)?.lines().next()?;
    let indentation = line.len() - line.trim_start().len();
    let span = Span::new(start + indentation, start + line.trim_end().len().max(indentation));
    Some(Location { file, span })
}

#[cfg(test)]
mod tests {
    use specwright_diagnostics::{Format, Style};

    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
        folder
    }

    #[test]
    fn a_file_takes_the_place_of_the_template_of_its_name() {
        let folder = folder(&[("server/main.rs", "fn main() {}"), (".git/config", "")]);
        let templates = templates_with(folder.path()).expect("templates");
        assert_eq!(
            templates.render("server/main.rs", ()).expect("a file"),
            "fn main() {}\n"
        );
        assert_eq!(templates.names().count(), Target::templates().names().count());
    }

    #[test]
    fn files_that_are_no_template_are_refused() {
        let folder = folder(&[("client/lib.sr", "")]);
        let findings = templates_with(folder.path()).expect_err("no template");
        insta::assert_snapshot!(findings.render(Format::Full, Style::Plain), @"
        error[unknown-template]: no target has a template `client/lib.sr`
         |
         = help: did you mean `client/lib.rs`?
        ");
        let missing = templates_with(&folder.path().join("nowhere")).expect_err("no folder");
        assert!(missing.has_errors());
    }
}
