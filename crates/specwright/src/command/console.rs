//! What a command prints, and where.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use specwright_diagnostics::{Format, Style};

use super::shell::path_text;
use crate::Findings;

/// The two outputs of a command.
///
/// A reader that goes away, such as `head`, ends no command: what cannot be printed is lost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Console {
    /// How findings are shown.
    pub format: Format,
    /// How much is told besides.
    pub verbosity: Verbosity,
}

/// How much a command tells besides what it was asked for and what it found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Nothing.
    Quiet,
    /// Progress and summaries.
    #[default]
    Normal,
    /// Also which files are read, what is done with them, and how long that takes.
    Verbose,
}

impl Console {
    /// Shows findings on the standard error, in colour where that is a terminal and `NO_COLOR` is not set.
    pub fn findings(self, findings: &Findings) {
        let text = findings.render(self.format, style(&io::stderr()));
        if !findings.diagnostics().is_empty() {
            self.error_text(&text);
        }
    }

    /// Prints a line on the standard error, unless the command is quiet.
    pub fn status(self, line: impl fmt::Display) {
        if self.verbosity > Verbosity::Quiet {
            self.error_text(&format!("{line}\n"));
        }
    }

    /// Prints a line on the standard error where the command is verbose.
    pub fn detail(self, line: impl fmt::Display) {
        if self.verbosity == Verbosity::Verbose {
            self.error_text(&format!("{line}\n"));
        }
    }

    /// Says where the command is verbose which files were read and how long that took.
    pub(super) fn files_read(self, paths: &[PathBuf], since: Instant) {
        for path in paths {
            self.detail(format_args!("read {}", shown(path)));
        }
        self.detail(format_args!("{} files read in {}", paths.len(), elapsed(since)));
    }

    /// Prints why the command cannot go on.
    pub fn error(self, message: impl fmt::Display) {
        self.error_text(&format!("error: {message}\n"));
    }

    /// Prints what the command was asked for.
    pub fn output(self, text: impl fmt::Display) {
        let mut output = io::stdout().lock();
        write!(output, "{text}")
            .and_then(|()| output.flush())
            .unwrap_or_default();
    }

    /// A bar that counts to `length`; hidden where nobody would see it move.
    pub(super) fn progress(self, length: usize) -> ProgressBar {
        if self.verbosity != Verbosity::Normal || length < 2 {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::with_draw_target(u64::try_from(length).ok(), ProgressDrawTarget::stderr());
        match ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}") {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        }
    }

    fn error_text(self, text: &str) {
        io::stderr().write_all(text.as_bytes()).unwrap_or_default();
    }
}

/// The time since then, in milliseconds.
pub(super) fn elapsed(since: Instant) -> String {
    format!("{} ms", since.elapsed().as_millis())
}

/// A path for people: from the working directory where it is below that.
pub(super) fn shown(path: &Path) -> impl fmt::Display {
    let folder = std::env::current_dir().and_then(|folder| folder.canonicalize());
    let below = folder.ok().and_then(|folder| path.strip_prefix(folder).ok());
    path_text(below.unwrap_or(path))
}

/// With colours where text goes to a terminal and `NO_COLOR` is not set.
pub(super) fn style(output: &impl IsTerminal) -> Style {
    let is_unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if is_unwanted || !output.is_terminal() {
        Style::Plain
    } else {
        Style::Coloured
    }
}
