//! The tasks of this repository: `cargo xtask TASK`, from any folder in it.

mod bench;
mod compilation;
mod conformance;
mod corpus;
mod docs;
mod generate;
mod soak;
mod workspace;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

/// The tasks of this repository.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Task {
    /// Generate the crates that specwright.toml names
    Generate(generate::Arguments),
    /// Generate crates from every description of a folder, and show how it went
    Corpus(corpus::Arguments),
    /// Measure what it costs to generate crates from large descriptions, and to compile them
    Bench(bench::Arguments),
    /// Write the pages that explain diagnostics to docs/
    Docs(docs::Arguments),
    /// Put a generated server under valid, damaged, oversized, slow and broken requests
    Soak(soak::Arguments),
    /// Hold what Specwright makes against programs of others
    #[command(subcommand)]
    Conformance(conformance::Conformance),
}

fn main() -> anyhow::Result<ExitCode> {
    match Task::parse() {
        Task::Generate(arguments) => generate::run(&arguments, &workspace()),
        Task::Corpus(arguments) => corpus::run(&arguments, &workspace()),
        Task::Bench(arguments) => bench::run(&arguments, &workspace()),
        Task::Docs(arguments) => docs::run(&arguments, &workspace()),
        Task::Soak(arguments) => soak::run(&arguments, &workspace()),
        Task::Conformance(conformance) => conformance::run(&conformance, &workspace()),
    }
}

/// The folder of the workspace.
fn workspace() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}
