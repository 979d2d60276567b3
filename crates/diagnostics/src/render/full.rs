//! Excerpts of the document with the places underlined, in the manner of rustc.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::Style;
use super::excerpt::{self, Excerpt};
use super::visible::one_line;
use crate::{Diagnostic, Diagnostics, FileId, Files, Location, Severity};

pub(super) fn render(files: &Files, diagnostics: &Diagnostics, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    let mut text = String::new();
    for diagnostic in diagnostics {
        let parts = parts(files, diagnostic);
        let rendered = renderer.render(&[group(files, diagnostic, &parts)]);
        text.push_str(&place(&rendered, files, &parts));
        text.push_str("\n\n");
    }
    // One line break ends the last one.
    text.pop();
    text
}

/// Stands behind a file's name, to find the line and column that the renderer writes there. It counts columns in the
/// excerpt, which may be cut; see [`place`].
const HERE: char = '\u{FDD0}';

fn group<'a>(files: &'a Files, diagnostic: &'a Diagnostic, parts: &[Part<'a>]) -> Group<'a> {
    let title = level(diagnostic.severity())
        .primary_title(one_line(&diagnostic.message))
        .id(diagnostic.rule.code);
    let mut group = Group::with_title(title);
    for part in parts {
        let path = format!("{}{HERE}", one_line(files.name(part.first.file)));
        group = if files.text(part.first.file).is_empty() {
            group.element(Origin::path(path))
        } else {
            group.element(part.snippet(files).path(path))
        };
    }
    let help = diagnostic.help.iter().map(|help| Level::HELP.message(one_line(help)));
    group.elements(help)
}

/// Writes the lines and columns of the whole documents in place of those of the excerpts.
fn place(rendered: &str, files: &Files, parts: &[Part<'_>]) -> String {
    let mut pieces = rendered.split(HERE);
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for (piece, part) in pieces.zip(parts) {
        let start = files.start(part.first);
        let rest = piece.trim_start_matches(|of: char| of == ':' || of.is_ascii_digit());
        text.push_str(&format!(":{}:{}", start.line, start.column));
        text.push_str(rest);
    }
    text
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// Lines that are shown together, and what is marked in them.
struct Part<'a> {
    /// The first place that made it; its line and column are named above the lines.
    first: Location,
    lines: Range<usize>,
    marks: Vec<Mark<'a>>,
}

struct Mark<'a> {
    kind: AnnotationKind,
    range: Range<usize>,
    label: &'a str,
}

/// The places of a diagnostic; those near to each other are one part.
fn parts<'a>(files: &Files, diagnostic: &'a Diagnostic) -> Vec<Part<'a>> {
    let primary = diagnostic.location.map(|location| {
        let label = &*diagnostic.label;
        (AnnotationKind::Primary, location, label)
    });
    let related = diagnostic.related.iter().map(|label| {
        let message = label.message.as_str();
        (AnnotationKind::Context, label.location, message)
    });
    let mut parts: Vec<Part<'a>> = Vec::new();
    for (kind, location, label) in primary.into_iter().chain(related) {
        let text = files.text(location.file);
        let range = excerpt::mark(text, location.span);
        let lines = excerpt::lines(text, &range);
        let mark = Mark { kind, range, label };
        match joinable(&mut parts, location.file, text, &lines) {
            Some((part, joined)) => {
                part.lines = joined;
                part.marks.push(mark);
            }
            None => parts.push(Part {
                first: location,
                lines,
                marks: vec![mark],
            }),
        }
    }
    parts
}

fn joinable<'a, 'b>(
    parts: &'b mut [Part<'a>],
    file: FileId,
    text: &str,
    lines: &Range<usize>,
) -> Option<(&'b mut Part<'a>, Range<usize>)> {
    parts.iter_mut().find_map(|part| {
        let joined = excerpt::join(text, &part.lines, lines).filter(|_| part.first.file == file)?;
        Some((part, joined))
    })
}

impl Part<'_> {
    fn snippet(&self, files: &Files) -> Snippet<'static, Annotation<'static>> {
        let file = self.first.file;
        let ranges: Vec<_> = self.marks.iter().map(|mark| mark.range.clone()).collect();
        let excerpt = Excerpt::new(files.text(file), self.lines.clone(), &ranges);
        let first_line = u32::try_from(self.lines.start).unwrap_or(u32::MAX);
        let annotations = self.marks.iter().zip(excerpt.marks).map(|(mark, range)| {
            let label = Some(one_line(mark.label)).filter(|label| !label.is_empty());
            mark.kind.span(range).label(label)
        });
        Snippet::source(excerpt.text)
            .line_start(files.line_column(file, first_line).line)
            .annotations(annotations)
    }
}
