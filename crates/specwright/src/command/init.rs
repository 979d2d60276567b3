//! `specwright init`.

mod search;
mod text;

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};

use super::shell::path_text;
use super::{Console, Exit, Verbosity};
use crate::Configuration;
use search::Search;

pub(super) const EXAMPLES: &str = "\
Examples:
  specwright init
  specwright init services/partner
  specwright generate --config services/partner/specwright.toml

Passed over are hidden files, the folders `target` and `node_modules`, and files of an API that another one refers \
to.";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder with the descriptions, at any depth, in which specwright.toml is written
    #[arg(value_name = "FOLDER", default_value = ".", value_hint = ValueHint::DirPath)]
    folder: PathBuf,
}

pub(super) fn run(arguments: &Arguments, verbosity: Verbosity) -> Exit {
    let console = Console {
        verbosity,
        ..Console::default()
    };
    let path = arguments.folder.join(Configuration::FILE_NAME);
    let shown = shown(&path);
    if path.exists() {
        console.error(format_args!("{shown} is already there; remove it to write a new one"));
        return Exit::Misuse;
    }
    let search = match Search::below(&arguments.folder) {
        Ok(search) => search,
        Err(error) => {
            let folder = path_text(&arguments.folder);
            console.error(format_args!("cannot look for descriptions in `{folder}`: {error}"));
            return Exit::Misuse;
        }
    };
    for passed_over in &search.passed_over {
        let line = format!("{}: {}", passed_over.path, passed_over.reason);
        if passed_over.is_broken {
            console.status(format_args!("{line}; passed over"));
        } else {
            console.detail(line);
        }
    }
    if search.found.is_empty() {
        let folder = path_text(&arguments.folder);
        console.error(format_args!(
            "there is no description of an API below `{folder}`; `specwright check FILE` says what a file lacks"
        ));
        return Exit::Findings;
    }
    for found in &search.found {
        console.status(format_args!("{}: {}, as `{}`", found.path, found.format, found.name));
    }
    match write(&path, &text::configuration(&search.found)) {
        Ok(()) => {
            let command = match arguments.folder.as_path() {
                folder if folder == Path::new(".") => "specwright generate".to_owned(),
                _ => format!("specwright generate --config {shown}"),
            };
            console.status(format_args!("{shown}: written; `{command}` generates from it"));
            Exit::Success
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            console.error(format_args!("{shown} is already there"));
            Exit::Misuse
        }
        Err(error) => {
            console.error(format_args!("cannot write `{shown}`: {error}"));
            Exit::Findings
        }
    }
}

/// The path without a dot at its head.
fn shown(path: &Path) -> String {
    path_text(path.strip_prefix(".").unwrap_or(path))
}

/// Writes a file where there is none.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}
