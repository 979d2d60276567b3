//! The command line: arguments in, calls of the library, text and an exit code out.
//!
//! Exit codes: 0 when all is well, 1 when a description has errors or generated files are not current or could not be
//! written, 2 when the command or the configuration is wrong. What a command was asked for goes to the standard
//! output; findings, progress and summaries go to the standard error.

mod check;
mod console;
mod convert;
mod explain;
mod generate;
mod inspect;
mod outline;
mod reading;
mod run;
mod shell;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use console::Console;
pub use generate::generate_configured;
pub use outline::outline;
use reading::ReadingArguments;
pub use run::Run;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// All is well: exit code 0.
    Success,
    /// A description has errors, or generated files are not current or could not be written: exit code 1.
    Findings,
    /// The command or the configuration is wrong: exit code 2.
    Misuse,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Success => Self::SUCCESS,
            Exit::Findings => Self::FAILURE,
            Exit::Misuse => Self::from(2),
        }
    }
}

/// Generates Rust crates from API descriptions.
#[derive(Debug, Parser)]
#[command(name = "specwright", version, about, long_about = None)]
struct Arguments {
    /// Print findings and what was asked for, but no progress and no summary
    #[arg(short, long, global = true)]
    quiet: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate crates from descriptions, or from all that specwright.toml names
    Generate(generate::Arguments),
    /// Read descriptions and report what is wrong with them
    Check(check::Arguments),
    /// Print what a description says, as it is understood
    Inspect(inspect::Arguments),
    /// Write a description in another format
    Convert(convert::Arguments),
    /// Explain a diagnostic: what it means, an example, and how to mend it
    Explain(explain::Arguments),
}

/// Runs the command with the arguments of the process.
pub fn main() -> ExitCode {
    let Arguments { quiet, command } = Arguments::parse();
    let exit = match command {
        Command::Generate(arguments) => generate::run(&arguments, quiet),
        Command::Check(arguments) => check::run(&arguments, quiet),
        Command::Inspect(arguments) => inspect::run(&arguments, quiet),
        Command::Convert(arguments) => convert::run(&arguments, quiet),
        Command::Explain(arguments) => explain::run(&arguments),
    };
    exit.into()
}
