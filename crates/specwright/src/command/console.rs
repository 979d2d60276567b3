//! What a command prints, and where.

use std::fmt;
use std::io::{self, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use specwright_diagnostics::{Format, Style};

use crate::Findings;

/// The two outputs of a command.
///
/// A reader that goes away, such as `head`, ends no command: what cannot be printed is lost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Console {
    /// How findings are shown.
    pub format: Format,
    /// Whether to leave out progress and summaries.
    pub quiet: bool,
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
        if !self.quiet {
            self.error_text(&format!("{line}\n"));
        }
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
        if self.quiet || length < 2 {
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

/// With colours where text goes to a terminal and `NO_COLOR` is not set.
pub(super) fn style(output: &impl IsTerminal) -> Style {
    let is_unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if is_unwanted || !output.is_terminal() {
        Style::Plain
    } else {
        Style::Coloured
    }
}
