//! Who decides whether text has colours: the same for findings, pages and what clap says.
//!
//! `--color` does, and without it the environment as people know it from other programs: `NO_COLOR`,
//! `CLICOLOR_FORCE`, `CLICOLOR`, `TERM`, and whether a terminal shows the text.

use std::ffi::OsString;

use anstream::AutoStream;
use anstream::stream::RawStream;
use clap::ColorChoice;
use clap::builder::styling::{self as anstyle, AnsiColor};
use specwright_diagnostics::Style;

/// Has all that is printed from now on follow `choice`, clap's texts included.
pub(super) fn follow(choice: ColorChoice) {
    let choice = match choice {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    };
    choice.write_global();
}

/// What `--color` asks for among the words of a command line that cannot be parsed, for what is said of its mistakes.
pub(super) fn asked_for(words: impl IntoIterator<Item = OsString>) -> ColorChoice {
    let mut choice = ColorChoice::default();
    let mut words = words.into_iter().take_while(|word| word != "--");
    while let Some(word) = words.next() {
        let word = word.to_string_lossy();
        let value = match word.strip_prefix("--color") {
            Some("") => words.next().map(|value| value.to_string_lossy().into_owned()),
            Some(value) => value.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        if let Some(Ok(asked_for)) = value.map(|value| value.parse()) {
            choice = asked_for;
        }
    }
    choice
}

/// How text on `output`, the standard output or the standard error, is shown.
pub(super) fn style(output: impl RawStream) -> Style {
    // Made for its choice alone; on Windows, it also has the console understand escape sequences.
    match AutoStream::auto(output).current_choice() {
        anstream::ColorChoice::Never => Style::Plain,
        _ => Style::Coloured,
    }
}

/// Unified diffs in the colours that git gives them; lines around them stay as they are.
pub(super) fn difference(text: &str, style: Style) -> String {
    if style == Style::Plain {
        return text.to_owned();
    }
    let mut coloured = String::new();
    for line in text.lines() {
        let look = match line.get(..1) {
            _ if line.starts_with("--- ") || line.starts_with("+++ ") => anstyle::Style::new().bold(),
            Some("@") => AnsiColor::Cyan.on_default(),
            Some("+") => AnsiColor::Green.on_default(),
            Some("-") => AnsiColor::Red.on_default(),
            _ => anstyle::Style::new(),
        };
        coloured.push_str(&format!("{look}{line}{look:#}\n"));
    }
    coloured
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: ColorChoice) {
        assert_eq!(asked_for(line.split(' ').map(OsString::from)), expected, "{line}");
    }

    #[test]
    fn differences_are_coloured_by_line() {
        let text =
            "--- a/lib.rs\n+++ b/lib.rs\n@@ -1,2 +1,2 @@\n fn a() {}\n-fn b() {}\n+fn c() {}\na/lib.rs: differs\n";
        assert_eq!(difference(text, Style::Plain), text);
        insta::assert_snapshot!(difference(text, Style::Coloured).replace('\u{1b}', "ESC"), @"
        ESC[1m--- a/lib.rsESC[0m
        ESC[1m+++ b/lib.rsESC[0m
        ESC[36m@@ -1,2 +1,2 @@ESC[0m
         fn a() {}
        ESC[31m-fn b() {}ESC[0m
        ESC[32m+fn c() {}ESC[0m
        a/lib.rs: differs
        ");
    }

    #[test]
    fn mistaken_command_lines_are_asked_for_colours() {
        check("specwright chekc a.yaml", ColorChoice::Auto);
        check("specwright chekc --color always a.yaml", ColorChoice::Always);
        check("specwright --color=never chekc", ColorChoice::Never);
        check("specwright chekc --color", ColorChoice::Auto);
        check("specwright --color alway chekc", ColorChoice::Auto);
        check("specwright --colorful=always chekc", ColorChoice::Auto);
        check("specwright chekc -- --color always", ColorChoice::Auto);
    }
}
