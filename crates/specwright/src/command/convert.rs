//! `specwright convert`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use specwright_diagnostics::Format;

use super::{Console, Exit, ReadingArguments};
use crate::{Converted, Description, Notation, WrittenFormat, convert};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The description
    #[arg(value_name = "SPEC")]
    spec: PathBuf,
    /// The format that is written: openapi-3.1, openapi-3.0
    #[arg(long = "to", value_name = "FORMAT")]
    format: WrittenFormat,
    /// The file that is written or replaced, as JSON if its name ends in .json and as YAML otherwise [default: YAML on
    /// the standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    reading: ReadingArguments,
    /// How findings are shown: full, concise, json, github, sarif
    #[arg(long = "format", default_value_t)]
    shown: Format,
}

pub(super) fn run(arguments: &Arguments, quiet: bool) -> Exit {
    let console = Console {
        format: arguments.shown,
        quiet,
    };
    let notation = arguments.output.as_deref().map(Notation::of_file).unwrap_or_default();
    let Converted { text, findings } = convert(
        Description::read_as(&arguments.spec, &arguments.reading.reading()),
        arguments.format,
        notation,
    );
    console.findings(&findings);
    let Some(text) = text else {
        return Exit::Findings;
    };
    let Some(path) = &arguments.output else {
        console.output(text);
        return Exit::Success;
    };
    match replace(path, &text) {
        Ok(()) => {
            console.status(format_args!("{}: written", path.display()));
            Exit::Success
        }
        Err(error) => {
            console.error(format_args!("cannot write `{}`: {error}", path.display()));
            Exit::Findings
        }
    }
}

/// Writes a file, which has its old text or its new text at any moment.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let new = path.with_file_name(name);
    let replaced = fs::write(&new, text).and_then(|()| fs::rename(&new, path));
    if replaced.is_err() {
        // Whether it is there or not, the error says what went wrong.
        fs::remove_file(&new).unwrap_or_default();
    }
    replaced
}
