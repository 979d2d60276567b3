//! From a text to its tree: which syntax, and what to do when it breaks the rules.

use std::ops::Range;
use std::sync::Arc;

use specwright_diagnostics::{Diagnostic, Diagnostics, FileId, Location, Span};

use crate::builder::{Builder, Properties};
use crate::json::{self, Failure, SyntaxProblem};
use crate::limits::Limits;
use crate::rules;
use crate::tree::{Content, Tree};
use crate::yaml;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// YAML 1.2; a text that begins with `{` or `[` is read as JSON first.
    Yaml,
    /// JSON; a text that breaks its rules is read as YAML, with a warning, where that succeeds.
    Json,
    /// Text without a tree, such as Markdown.
    Text,
}

impl Syntax {
    /// Guesses from a file's name: `.json` is JSON, `.apib`, `.md`, `.markdown` and `.txt` are text, all others YAML.
    pub fn of_name(name: &str) -> Self {
        match name
            .rsplit_once('.')
            .map(|(_, extension)| extension.to_ascii_lowercase())
            .as_deref()
        {
            Some("json") => Self::Json,
            Some("apib" | "md" | "markdown" | "txt") => Self::Text,
            _ => Self::Yaml,
        }
    }
}

/// Reads a text into a tree; `None` where it is not well-formed, is empty or exceeds a limit, which the
/// diagnostics say. For [`Syntax::Text`] there is never a tree and never a diagnostic.
pub fn parse(file: FileId, text: Arc<str>, syntax: Syntax, limits: &Limits) -> (Option<Tree>, Diagnostics) {
    parse_within(file, text, syntax, limits, limits.nodes)
}

pub(crate) fn parse_within(
    file: FileId,
    text: Arc<str>,
    syntax: Syntax,
    limits: &Limits,
    nodes_left: usize,
) -> (Option<Tree>, Diagnostics) {
    let range = 0..text.len();
    parse_part(file, text, range, syntax, limits, nodes_left)
}

/// [`parse_within`], but a file without a value is a null, with a warning.
pub(crate) fn parse_included(
    file: FileId,
    text: Arc<str>,
    syntax: Syntax,
    limits: &Limits,
    nodes_left: usize,
) -> (Option<Tree>, Diagnostics) {
    let (tree, diagnostics) = parse_within(file, Arc::clone(&text), syntax, limits, nodes_left);
    let is_empty = diagnostics
        .iter()
        .any(|found| found.rule.code == rules::EMPTY_DOCUMENT.code);
    if !is_empty {
        return (tree, diagnostics);
    }
    let mut builder = Builder::new(file, text, limits, nodes_left);
    let message = "the file holds no value, and is read as null";
    let location = builder.locate(Span::default());
    builder.diagnose(Diagnostic::new(&rules::EMPTY_FILE, location, message));
    // Where not even one node is left, the builder says so.
    let _ = builder.scalar(Content::Null, Span::default(), Properties::default());
    builder.finish()
}

/// Reads the part of a text at `range` into a tree whose places are those of the whole text.
pub(crate) fn parse_part(
    file: FileId,
    text: Arc<str>,
    range: Range<usize>,
    syntax: Syntax,
    limits: &Limits,
    nodes_left: usize,
) -> (Option<Tree>, Diagnostics) {
    let parser = Parse {
        file,
        text,
        range,
        limits,
        nodes_left,
    };
    let is_json = syntax == Syntax::Json || parser.body().trim_start().starts_with(['{', '[']);
    match syntax {
        Syntax::Text => (None, Diagnostics::new()),
        _ if parser.body().trim().is_empty() => parser.empty(),
        _ if is_json => parser.json(syntax),
        _ => parser.yaml(),
    }
}

struct Parse<'l> {
    file: FileId,
    /// The text of the whole file.
    text: Arc<str>,
    /// The part of it that is read.
    range: Range<usize>,
    limits: &'l Limits,
    nodes_left: usize,
}

impl Parse<'_> {
    /// The text that is read, without a byte order mark.
    fn body(&self) -> &str {
        let part = self.text.get(self.range.clone()).unwrap_or_default();
        part.strip_prefix('\u{FEFF}').unwrap_or(part)
    }

    fn builder(&self) -> Builder<'_> {
        Builder::new(self.file, Arc::clone(&self.text), self.limits, self.nodes_left)
    }

    fn offset(&self) -> usize {
        self.range.end - self.body().len()
    }

    fn empty(&self) -> (Option<Tree>, Diagnostics) {
        let location = Location {
            file: self.file,
            span: Span::default(),
        };
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(Diagnostic::new(&rules::EMPTY_DOCUMENT, location, "the file is empty"));
        (None, diagnostics)
    }

    fn yaml(&self) -> (Option<Tree>, Diagnostics) {
        let mut builder = self.builder();
        let outcome = yaml::read(self.body(), self.offset(), self.limits, &mut builder);
        let (tree, diagnostics) = builder.finish();
        if tree.is_none() && outcome.is_ok() {
            return self.empty();
        }
        (tree.filter(|_| outcome.is_ok()), diagnostics)
    }

    fn json(&self, syntax: Syntax) -> (Option<Tree>, Diagnostics) {
        let mut builder = self.builder();
        let outcome = json::read(self.body(), self.offset(), &mut builder);
        let (tree, mut diagnostics) = builder.finish();
        match outcome {
            Ok(()) => (tree, diagnostics),
            Err(Failure::Limit) => (None, diagnostics),
            Err(Failure::Syntax(problem)) => {
                let (tree, as_yaml) = self.yaml();
                match (tree, syntax) {
                    (Some(tree), Syntax::Json) => {
                        diagnostics = as_yaml;
                        diagnostics.push(self.sloppy(&problem));
                        (Some(tree), diagnostics)
                    }
                    (Some(tree), _) => (Some(tree), as_yaml),
                    (None, Syntax::Json) => {
                        diagnostics.push(self.broken(&problem));
                        (None, diagnostics)
                    }
                    (None, _) => (None, as_yaml),
                }
            }
        }
    }

    fn sloppy(&self, problem: &SyntaxProblem) -> Diagnostic {
        let message = format!("this is not JSON ({}); the file is read as YAML", problem.message);
        Diagnostic::new(&rules::SLOPPY_JSON, self.locate(problem), message)
            .help("mend the JSON, or name the file `.yaml`: other tools refuse it")
    }

    fn broken(&self, problem: &SyntaxProblem) -> Diagnostic {
        let message = format!("JSON: {}", problem.message);
        Diagnostic::new(&rules::JSON_SYNTAX, self.locate(problem), message)
    }

    fn locate(&self, problem: &SyntaxProblem) -> Location {
        Location {
            file: self.file,
            span: problem.span,
        }
    }
}
