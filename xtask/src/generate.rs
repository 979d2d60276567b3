//! `cargo xtask generate`.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use specwright::command::{Console, generate_configured};
use specwright::{Configuration, Name};
use specwright_diagnostics::Format;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The APIs, by their names in specwright.toml; without any, all
    names: Vec<String>,
    /// Write nothing; fail when generated files are not current, and show how they differ
    #[arg(long)]
    check: bool,
    /// How findings are shown: full, concise, json, github, sarif
    #[arg(long, default_value_t)]
    format: Format,
}

/// Works in the workspace's folder, wherever it is called: so findings name files as the configuration does.
pub(crate) fn run(arguments: &Arguments, workspace: &Path) -> anyhow::Result<ExitCode> {
    std::env::set_current_dir(workspace)?;
    let console = Console {
        format: arguments.format,
        ..Console::default()
    };
    let command = |name: Option<&Name>| match name {
        Some(name) => format!("cargo xtask generate {name}"),
        None => ["cargo xtask generate".to_owned()]
            .into_iter()
            .chain(arguments.names.iter().cloned())
            .collect::<Vec<_>>()
            .join(" "),
    };
    let file = Path::new(Configuration::FILE_NAME);
    Ok(generate_configured(file, &arguments.names, arguments.check, console, command).into())
}
