//! What the subcommands that read descriptions ask about that.

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::PossibleValue;
use clap::{Args, ValueHint};
use specwright_diagnostics::Severity;

use super::values::completed;
use crate::rules::of_descriptions;
use crate::{AllowedError, Reading};

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
}

impl ReadingArguments {
    /// Whether nothing is asked for.
    pub(super) fn is_default(&self) -> bool {
        self.root.is_none() && self.allow.is_empty()
    }

    pub(super) fn reading(&self) -> Reading {
        Reading {
            root: self.root.clone(),
            allow: self.allow.clone(),
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
