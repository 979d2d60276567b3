//! `specwright check`.

use std::path::PathBuf;

use clap::Args;
use specwright_diagnostics::{Format, Style, summary};

use super::{Console, Exit, ReadingArguments};
use crate::{Description, Findings};

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

pub(super) fn run(arguments: &Arguments, quiet: bool) -> Exit {
    let console = Console {
        format: arguments.format,
        quiet,
    };
    let mut findings = Findings::new();
    for spec in &arguments.specs {
        let mut description = Description::read_as(spec, &arguments.reading.reading());
        // What can only be seen on the way to Rust is wrong with the description too.
        description.plan();
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
