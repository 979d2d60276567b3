//! `specwright convert`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Args, ValueHint};
use specwright_diagnostics::Format;

use super::console::elapsed;
use super::values::one_of;
use super::{Console, Exit, ReadingArguments, Verbosity};
use crate::{Converted, Description, Notation, WrittenFormat, convert};

pub(super) const EXAMPLES: &str = "\
Examples:
  specwright convert partner.raml --to openapi-3.1 > partner.yaml
  specwright convert partner.apib --to openapi-3.0 --output partner.json";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The description
    #[arg(value_name = "SPEC", value_hint = ValueHint::FilePath)]
    spec: PathBuf,
    /// The format that is written
    #[arg(
        long = "to",
        value_name = "FORMAT",
        value_parser = one_of::<WrittenFormat>(WrittenFormat::ALL.map(WrittenFormat::name))
    )]
    format: WrittenFormat,
    /// The file that is written or replaced, as JSON if its name ends in .json and as YAML otherwise [default: YAML on
    /// the standard output]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    #[command(flatten)]
    reading: ReadingArguments,
    /// How findings are shown
    #[arg(
        long = "format",
        value_name = "FORMAT",
        default_value_t,
        value_parser = one_of::<Format>(Format::ALL.map(Format::name))
    )]
    shown: Format,
}

pub(super) fn run(arguments: &Arguments, verbosity: Verbosity) -> Exit {
    let console = Console {
        format: arguments.shown,
        verbosity,
    };
    let notation = arguments.output.as_deref().map(Notation::of_file).unwrap_or_default();
    let begin = Instant::now();
    let description = Description::read_as(&arguments.spec, &arguments.reading.reading());
    console.files_read(description.paths_read(), begin);
    let begin = Instant::now();
    let Converted { text, findings } = convert(description, arguments.format, notation);
    console.detail(format_args!("converted in {}", elapsed(begin)));
    console.findings(&findings);
    let Some(text) = text else {
        return Exit::Findings;
    };
    let Some(path) = &arguments.output else {
        return console.output(text);
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
