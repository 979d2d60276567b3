//! `specwright explain`.

use std::fmt::Write as _;
use std::io;

use clap::Args;
use clap::builder::{PossibleValue, StringValueParser};
use specwright_diagnostics::Style;

use super::colour::style;
use super::values::{completed, meant};
use super::{Console, Exit};
use crate::{explain, rules, stages};

pub(super) const EXAMPLES: &str = "\
Examples:
  specwright explain
  specwright explain unknown-key";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The code of the diagnostic, such as unknown-key; without one, all codes are listed
    #[arg(
        value_name = "CODE",
        value_parser = completed(StringValueParser::new(), codes),
        hide_possible_values = true
    )]
    code: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    let console = Console::default();
    let style = style(io::stdout());
    let Some(code) = arguments.code.as_deref().map(code_of) else {
        return console.output(emphasised(&list(), style));
    };
    match explain(code) {
        Some(explanation) => console.output(emphasised(&explanation.to_string(), style)),
        None => {
            console.error(unknown(code));
            Exit::Misuse
        }
    }
}

/// All codes with their severities and what they are about, by stage.
fn list() -> String {
    let width = rules().map(|rule| rule.code.len()).max().unwrap_or_default();
    let mut text = String::new();
    for stage in stages() {
        if !text.is_empty() {
            text.push('\n');
        }
        // Writing to a String cannot fail.
        let _ = writeln!(text, "# {}", stage.title);
        for rule in stage.rules {
            let _ = writeln!(text, "{:width$}  {:7}  {}", rule.code, rule.severity, rule.summary);
        }
    }
    text
}

/// Markdown with its headings in bold, for a terminal; lines of code are left alone.
fn emphasised(markdown: &str, style: Style) -> String {
    if style == Style::Plain {
        return markdown.to_owned();
    }
    let mut text = String::new();
    let mut is_code = false;
    for line in markdown.lines() {
        is_code ^= line.starts_with("```");
        // Writing to a String cannot fail.
        let _ = match line.starts_with('#') && !is_code {
            true => writeln!(text, "\u{1b}[1m{line}\u{1b}[0m"),
            false => writeln!(text, "{line}"),
        };
    }
    text
}

/// All codes with what they are about, for completions.
fn codes() -> Vec<PossibleValue> {
    rules()
        .map(|rule| PossibleValue::new(rule.code).help(rule.summary))
        .collect()
}

/// The code in a text that was copied from a finding, such as `error[unknown-key]:`; other text as it is.
fn code_of(text: &str) -> &str {
    let behind = text.split_once('[').map(|(_, behind)| behind);
    behind
        .and_then(|behind| behind.split_once(']'))
        .map_or(text, |(code, _)| code)
}

/// Says that no diagnostic has a code, and which codes may be meant.
fn unknown(code: &str) -> String {
    let meant = meant(code, rules().map(|rule| rule.code));
    let advice = meant.unwrap_or_else(|| "`specwright explain` lists all codes".to_owned());
    format!("no diagnostic has the code {code:?}; {advice}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, expected: &str) {
        assert_eq!(unknown(code), expected);
    }

    #[test]
    fn codes_that_may_be_meant_are_suggested() {
        check(
            "unknwn-key",
            "no diagnostic has the code \"unknwn-key\"; did you mean `unknown-key`?",
        );
        check(
            "operation-id",
            "no diagnostic has the code \"operation-id\"; did you mean `missing-operation-id` or \
             `repeated-operation-id`?",
        );
        check(
            "syntax",
            "no diagnostic has the code \"syntax\"; did you mean `yaml-syntax`, `json-syntax` or `toml-syntax`?",
        );
        check(
            "",
            "no diagnostic has the code \"\"; `specwright explain` lists all codes",
        );
    }

    #[test]
    fn a_code_may_be_copied_from_a_finding() {
        assert_eq!(code_of("unknown-key"), "unknown-key");
        assert_eq!(code_of("error[unknown-key]"), "unknown-key");
        assert_eq!(code_of("warning[unknown-key]:"), "unknown-key");
        assert_eq!(code_of("[unknown-key"), "[unknown-key");
    }

    #[test]
    fn headings_are_bold_on_a_terminal_and_comments_in_code_are_not() {
        let markdown = "# code\n\n```yaml\n# comment\n```\n\n## More\n";
        insta::assert_snapshot!(emphasised(markdown, Style::Coloured).replace('\u{1b}', "ESC"), @"
        ESC[1m# codeESC[0m

        ```yaml
        # comment
        ```

        ESC[1m## MoreESC[0m
        ");
        assert_eq!(emphasised(markdown, Style::Plain), markdown);
    }
}
