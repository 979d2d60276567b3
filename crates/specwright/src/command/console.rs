//! What a command prints, and where.

use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::builder::Styles;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use specwright_diagnostics::{Format, Style};

use super::Exit;
use super::colour::style;
use super::shell::path_text;
use crate::Findings;

/// The two outputs of a command.
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
    /// Shows findings where the format has its readers: for people on the standard error, and for programs on the
    /// standard output, also where there are none.
    pub(super) fn report(self, findings: &Findings) -> Exit {
        if self.format.is_for_programs() {
            return self.output(findings.render(self.format, Style::Plain));
        }
        self.findings(findings);
        Exit::Success
    }

    /// Shows findings on the standard error, in colours where people want them there.
    pub fn findings(self, findings: &Findings) {
        let text = findings.render(self.format, style(io::stderr()));
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
        let label = match style(io::stderr()) {
            Style::Plain => Default::default(),
            Style::Coloured => *Styles::styled().get_error(),
        };
        self.error_text(&format!("{label}error:{label:#} {message}\n"));
    }

    /// Prints what the command was asked for on the standard output. A reader that goes away, such as `head`, has what
    /// it wants; anything else that keeps the text from being printed is told, and makes the command fail.
    #[must_use = "a full disk makes the command fail"]
    pub fn output(self, text: impl fmt::Display) -> Exit {
        let mut output = io::stdout().lock();
        match write!(output, "{text}").and_then(|()| output.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                self.error(format_args!("cannot write to the standard output: {error}"));
                Exit::Findings
            }
            _ => Exit::Success,
        }
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
