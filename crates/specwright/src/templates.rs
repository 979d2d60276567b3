//! Templates of the user's own.

use std::io;
use std::path::Path;

use specwright_diagnostics::{Diagnostic, Diagnostics, Files, Location, Span};
use specwright_render::{Error, Place, Templates};
use specwright_source::{OpenOptions, Sources, Syntax};

use crate::{Findings, Target, rules};

/// The templates of all targets, with those in their place that `folder` holds: `client/lib.rs` below it takes the
/// place of the template of that name. Other files are passed over, unless it seems that they were meant for a template:
/// Rust files, and those of nearly its name.
///
/// # Errors
/// When a file below the folder was meant for a template and has the name of none, or something there cannot be read.
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
            if let Some(finding) = misnamed(&path, &templates) {
                findings.push(finding);
            }
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

/// The paths of all files below `folder`, with forward slashes, without those that are hidden or that an editor keeps
/// what was not saved in (`#main.rs#`).
fn list(folder: &Path, below: &str, paths: &mut Vec<String>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(['.', '#']) {
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

/// What there is to say of a file that is no template; nothing where it cannot be meant for one: `README.md`, or the
/// copy `main.rs~` of a template.
fn misnamed(path: &str, templates: &Templates) -> Option<Diagnostic> {
    let of_copies = |suffix: &str| suffix.starts_with(['~', '.']);
    let is_copy = templates
        .names()
        .any(|name| path.strip_prefix(name).is_some_and(of_copies));
    let near = specwright_diagnostics::nearest(path, templates.names());
    if is_copy || (near.is_none() && !path.ends_with(".rs")) {
        return None;
    }
    let message = format!("no target has a template `{path}`");
    let diagnostic = Diagnostic::without_place(&rules::UNKNOWN_TEMPLATE, message);
    Some(match near {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help(format!("the templates are {}", listed(templates.names()))),
    })
}

/// What is wrong with a template that was to be rendered for `package`, in its file where it is one of the user's own.
pub(crate) fn mistake(error: &Error, package: &str, templates: &Templates) -> Findings {
    let mut files = Files::new();
    let location = error.place().and_then(|place| location(place, templates, &mut files));
    let diagnostic = match location {
        Some(location) => {
            let message = format!("{package}: {}", error.problem());
            help(error, Diagnostic::new(&rules::TEMPLATE, location, message))
        }
        None => Diagnostic::without_place(&rules::TEMPLATE, format!("{package}: {error}")),
    };
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(diagnostic);
    Findings::of(files, diagnostics)
}

/// Says how to mend a mistake in a template of the user's own.
fn help(error: &Error, diagnostic: Diagnostic) -> Diagnostic {
    let name = error.name();
    let Error::UnknownValue { value, known, .. } = error else {
        return diagnostic.help(format!(
            "`specwright templates` lists what the template is given, `specwright templates {name}` prints the original"
        ));
    };
    let names = known.iter().map(String::as_str);
    let diagnostic = match specwright_diagnostics::nearest(value, names.clone()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic,
    };
    diagnostic.help(match value.rsplit_once('.') {
        Some((owner, _)) => {
            let short = names.map(|name| name.rsplit_once('.').map_or(name, |(_, name)| name));
            format!("`{owner}` has the values {}", listed(short))
        }
        None if known.len() == 1 => format!("the only value here is {}", listed(names)),
        None => format!("the values here are {}", listed(names)),
    })
}

fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// A place in a template that was read from a file: its words, or else the line.
fn location(place: &Place, templates: &Templates, files: &mut Files) -> Option<Location> {
    let (file, text) = templates.file(&place.name).zip(templates.text(&place.name))?;
    let span = match &place.range {
        Some(range) => Span::new(range.start, range.end),
        None => line_span(text, place.line?)?,
    };
    let file = files.add(file, text);
    Some(Location { file, span })
}

/// The text of a line, counted from 1, without the white space around it.
fn line_span(text: &str, line: usize) -> Option<Span> {
    let before = text.split_inclusive('\n').take(line.checked_sub(1)?);
    let start: usize = before.map(str::len).sum();
    let line = text.get(start..)?.lines().next()?;
    let indentation = line.len() - line.trim_start().len();
    let end = line.trim_end().len().max(indentation);
    Some(Span::new(start + indentation, start + end))
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
    fn files_of_nearly_the_name_of_a_template_are_refused() {
        let folder = folder(&[
            ("client/lib.sr", ""),
            ("client/lib.rss", ""),
            ("client/libs.rs", ""),
            ("notes.rs", ""),
        ]);
        let findings = templates_with(folder.path()).expect_err("no template");
        let all = Target::templates();
        let all = format!("the templates are {}", listed(all.names()));
        let told = findings.render(Format::Full, Style::Plain).replace(&all, "(all)");
        insta::assert_snapshot!(told, @"
        error[unknown-template]: no target has a template `client/lib.rss`
         |
         = help: did you mean `client/lib.rs`?

        error[unknown-template]: no target has a template `client/lib.sr`
         |
         = help: did you mean `client/lib.rs`?

        error[unknown-template]: no target has a template `client/libs.rs`
         |
         = help: did you mean `client/lib.rs`?

        error[unknown-template]: no target has a template `notes.rs`
         |
         = help: (all)
        ");
        let missing = templates_with(&folder.path().join("nowhere")).expect_err("no folder");
        assert!(missing.has_errors());
    }

    #[test]
    fn files_that_were_never_meant_for_a_template_are_passed_over() {
        let folder = folder(&[
            ("README.md", ""),
            ("server/main.rs~", ""),
            ("server/main.rs.orig", ""),
            ("server/#main.rs#", ""),
            ("server/.main.rs.swp", ""),
            (".DS_Store", ""),
        ]);
        let templates = templates_with(folder.path()).expect("templates");
        assert!(templates.names().all(|name| templates.file(name).is_none()));
    }
}
