//! `specwright check`.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use specwright_diagnostics::{Format, Style, summary};

use super::console::elapsed;
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
    #[arg(value_name = "SPEC", required = true)]
    specs: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArguments,
    /// How findings are shown: full and concise on the standard error, json, github and sarif on the standard output
    #[arg(long, default_value_t)]
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
    match arguments.format {
        Format::Full | Format::Concise => console.findings(&findings),
        Format::Json | Format::Github | Format::Sarif => {
            console.output(findings.render(arguments.format, Style::Plain));
        }
    }
    console.status(summary(findings.diagnostics()));
    if findings.has_errors() {
        Exit::Findings
    } else {
        Exit::Success
    }
}
