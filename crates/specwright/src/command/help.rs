//! What stands behind the options in help: examples, exit codes and remarks.

use clap::builder::{StyledStr, Styles};

/// What exit codes say, for help and manual pages.
pub(super) const EXIT_CODES: [(&str, &str); 3] = [
    ("0", "all is well; there may be warnings"),
    (
        "1",
        "a description has errors, or files are not current or cannot be written",
    ),
    ("2", "the command line, the configuration or the templates are wrong"),
];

/// A part of what stands behind the options. Blank lines part one from the next.
pub(super) enum Part<'t> {
    /// Lines that are shown as they are.
    Listing {
        /// What they are, without the colon behind it.
        heading: &'t str,
        /// The lines, each of which is indented.
        lines: &'t str,
    },
    /// Prose, in one line.
    Paragraph(&'t str),
}

/// The parts of a text: a first line that ends in a colon is the heading of those behind it.
pub(super) fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let parts = text.split("\n\n").filter(|part| !part.is_empty());
    parts.map(|part| match part.split_once(":\n") {
        Some((heading, lines)) => Part::Listing { heading, lines },
        None => Part::Paragraph(part),
    })
}

/// A text behind the options, with headings like those of clap.
pub(super) fn closing(text: &str) -> StyledStr {
    let header = Styles::styled().get_header().to_owned();
    let parts = parts(text).map(|part| match part {
        Part::Listing { heading, lines } => format!("{header}{heading}:{header:#}\n{lines}"),
        Part::Paragraph(text) => text.to_owned(),
    });
    parts.collect::<Vec<_>>().join("\n\n").into()
}

/// As [`closing`], with the exit codes at the end, for those subcommands that scripts ask for them.
pub(super) fn closing_with_exit_codes(text: &str) -> StyledStr {
    let codes = EXIT_CODES.map(|(code, meaning)| format!("  {code}  {meaning}"));
    closing(&format!("{text}\n\nExit codes:\n{}", codes.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_those_of_clap() {
        let text = closing_with_exit_codes("Examples:\n  specwright init\n\nMore: of it.");
        insta::assert_snapshot!(text.ansi().to_string().replace('\u{1b}', "ESC"), @"
        ESC[1mESC[4mExamples:ESC[0m
          specwright init

        More: of it.

        ESC[1mESC[4mExit codes:ESC[0m
          0  all is well; there may be warnings
          1  a description has errors, or files are not current or cannot be written
          2  the command line, the configuration or the templates are wrong
        ");
    }
}
