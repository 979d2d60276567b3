//! `specwright check`.

use std::path::PathBuf;
use std::time::Instant;

use clap::{Args, ValueHint};
use specwright_diagnostics::{Format, summary};

use super::console::elapsed;
use super::values::one_of;
use super::{Console, Exit, ReadingArguments, Verbosity};
use crate::{Description, Findings};

pub(super) const EXAMPLES: &str = "\
Examples:
  specwright check partner.yaml
  specwright check specs/*.raml --format concise
  specwright check partner.apib --format sarif > partner.sarif
  specwright check partner.yaml --allow file-missing

`specwright explain CODE` says more about a finding.";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The descriptions
    #[arg(value_name = "SPEC", required = true, value_hint = ValueHint::FilePath)]
    specs: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArguments,
    /// How findings are shown; what is for programs (json, github and sarif) goes to the standard output
    #[arg(long, default_value_t, value_parser = one_of::<Format>(Format::ALL.map(Format::name)))]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, verbosity: Verbosity) -> Exit {
    let console = Console {
        format: arguments.format,
        verbosity,
    };
    let mut findings = Findings::new();
    for spec in &arguments.specs {
        let begin = Instant::now();
        let mut description = Description::read_as(spec, &arguments.reading.reading());
        console.files_read(description.paths_read(), begin);
        // What can only be seen on the way to Rust is wrong with the description too.
        let begin = Instant::now();
        description.plan();
        console.detail(format_args!("checked for Rust in {}", elapsed(begin)));
        findings.append(description.into_parts().0);
    }
    let exit = console.report(&findings);
    console.status(summary(findings.diagnostics()));
    exit.max(Exit::of(&findings))
}
