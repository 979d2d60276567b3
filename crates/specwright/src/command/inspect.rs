//! `specwright inspect`.

use std::path::PathBuf;
use std::time::Instant;

use clap::{Args, ValueEnum, ValueHint};
use serde::Serialize;
use specwright_model::Api;

use super::{Console, Exit, ReadingArguments, Verbosity, outline};
use crate::Description;

pub(super) const EXAMPLES: &str = "\
Examples:
  specwright inspect partner.raml
  specwright inspect partner.yaml --format json | jq '.api.resources[].path'";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The description
    #[arg(value_name = "SPEC", value_hint = ValueHint::FilePath)]
    spec: PathBuf,
    #[command(flatten)]
    reading: ReadingArguments,
    /// What is printed: an outline for people (tree), or the whole model for programs (json)
    #[arg(long, value_enum, default_value_t)]
    format: Shape,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Shape {
    #[default]
    Tree,
    Json,
}

/// What is printed for programs.
#[derive(Serialize)]
struct Inspection<'a> {
    /// The format of the description.
    format: Option<&'static str>,
    /// The names of the files that were read; `location.file` in the model counts them from 0.
    files: Vec<&'a str>,
    /// The model: field names are those of the types of `specwright-model`.
    api: &'a Api,
}

pub(super) fn run(arguments: &Arguments, verbosity: Verbosity) -> Exit {
    let console = Console {
        verbosity,
        ..Console::default()
    };
    let begin = Instant::now();
    let description = Description::read_as(&arguments.spec, &arguments.reading.reading());
    console.files_read(description.paths_read(), begin);
    let findings = description.findings();
    console.findings(findings);
    let mut exit = Exit::of(findings);
    if let Some(api) = description.api() {
        let printed = match arguments.format {
            Shape::Tree => console.output(outline(api)),
            Shape::Json => {
                let files = findings.files();
                let inspection = Inspection {
                    format: description.format().map(crate::Format::name),
                    files: files.ids().map(|id| files.name(id)).collect(),
                    api,
                };
                match serde_json::to_string_pretty(&inspection) {
                    Ok(text) => console.output(format_args!("{text}\n")),
                    Err(error) => {
                        console.error(error);
                        Exit::Findings
                    }
                }
            }
        };
        exit = exit.max(printed);
    }
    exit
}
