//! What the subcommands that read descriptions ask about that.

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::PossibleValue;
use clap::{Args, ValueHint};
use specwright_diagnostics::Severity;

use super::values::completed;
use crate::rules::of_descriptions;
use crate::{AllowedError, Limit, LimitOutOfRange, Limits, Reading, UnknownLimit};

#[derive(Debug, Args)]
pub(super) struct ReadingArguments {
    /// The folder of which files may be read [default: that of each description]
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(super) root: Option<PathBuf>,
    /// Errors that count as warnings, by their codes: what they are about is left out
    #[arg(
        long,
        value_name = "CODE",
        value_delimiter = ',',
        value_parser = completed(AllowedError::from_str, errors),
        hide_possible_values = true
    )]
    pub(super) allow: Vec<AllowedError>,
    /// How much a description may ask for, such as `depth=300`; of two for one limit, the last counts
    #[arg(
        long = "limit",
        value_name = "NAME=NUMBER",
        value_parser = completed(parse_limit, limits),
        hide_possible_values = true
    )]
    pub(super) limits: Vec<(Limit, usize)>,
}

impl ReadingArguments {
    /// Whether nothing is asked for.
    pub(super) fn is_default(&self) -> bool {
        self.root.is_none() && self.allow.is_empty() && self.limits.is_empty()
    }

    pub(super) fn reading(&self) -> Reading {
        let mut limits = Limits::default();
        for (limit, value) in &self.limits {
            // Numbers that are out of range were refused when the arguments were parsed.
            let _ = limits.set(*limit, *value);
        }
        Reading {
            root: self.root.clone(),
            allow: self.allow.clone(),
            limits,
        }
    }
}

/// The errors that can be allowed, with what they are about.
fn errors() -> Vec<PossibleValue> {
    let errors = of_descriptions().filter(|rule| rule.severity == Severity::Error);
    errors
        .map(|rule| PossibleValue::new(rule.code).help(rule.summary))
        .collect()
}

/// A limit and what it is to be, from `NAME=NUMBER`.
fn parse_limit(text: &str) -> Result<(Limit, usize), String> {
    let (name, number) = text.split_once('=').ok_or("write NAME=NUMBER, such as `depth=300`")?;
    let limit: Limit = name.parse().map_err(|unknown: UnknownLimit| unknown.to_string())?;
    let value = whole(number).ok_or_else(|| format!("`{number}` is no whole number"))?;
    let refused = |refused: LimitOutOfRange| refused.to_string();
    Limits::default().set(limit, value).map_err(refused)?;
    Ok((limit, value))
}

/// A whole number, or the nearest one that can be counted: whether a limit may be so much is said of all numbers alike.
fn whole(text: &str) -> Option<usize> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let nearest = if digits == text { usize::MAX } else { 0 };
    Some(text.parse().unwrap_or(nearest))
}

/// The limits, with what each usually is.
fn limits() -> Vec<PossibleValue> {
    let usual = |limit: Limit| format!("{}={}", limit.name(), limit.usual());
    Limit::ALL.map(|limit| PossibleValue::new(usual(limit))).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<(Limit, usize), &str>) {
        assert_eq!(parse_limit(text), expected.map_err(str::to_owned));
    }

    #[test]
    fn limits_are_names_with_numbers() {
        check("depth=300", Ok((Limit::Depth, 300)));
        check("depth", Err("write NAME=NUMBER, such as `depth=300`"));
        for text in ["", "-", "many", "1.5", "1_000"] {
            let refused = format!("`{text}` is no whole number");
            check(&format!("depth={text}"), Err(&refused));
        }
        for text in ["0", "-1", "501", "99999999999999999999"] {
            check(&format!("depth={text}"), Err("`depth` is at least 1 and at most 500"));
        }
        check("files=-99999999999999999999", Err("`files` is at least 1"));
        check("files=99999999999999999999", Ok((Limit::Files, usize::MAX)));
    }

    #[test]
    fn the_last_of_one_limit_counts() {
        let arguments = ReadingArguments {
            root: None,
            allow: Vec::new(),
            limits: vec![(Limit::Depth, 300), (Limit::Files, 5), (Limit::Depth, 100)],
        };
        assert_eq!(arguments.reading().limits.get(Limit::Depth), 100);
    }
}
