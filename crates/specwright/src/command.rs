//! The command line: arguments in, calls of the library, text and an exit code out.
//!
//! Exit codes: 0 when all is well, 1 when a description has errors or generated files are not current or could not be
//! written, 2 when the command or the configuration is wrong. What a command was asked for goes to the standard
//! output; findings, progress and summaries go to the standard error.

mod check;
mod colour;
mod completions;
mod console;
mod convert;
mod currency;
mod explain;
mod generate;
mod help;
mod init;
mod inspect;
mod man;
mod outline;
mod reading;
mod run;
mod shell;
mod templates;
mod values;
mod watch;

use std::process::ExitCode;

use clap::{Args, ColorChoice, Parser, Subcommand};

pub use console::{Console, Verbosity};
pub use generate::generate_configured;
pub use outline::outline;
use reading::ReadingArguments;
pub use run::Run;

use crate::Findings;

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

impl Exit {
    /// How a command ends that found this.
    fn of(findings: &Findings) -> Self {
        if findings.has_errors() {
            Self::Findings
        } else {
            Self::Success
        }
    }
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

/// Generates Rust crates from API descriptions: clients, server stubs, gateways and MCP servers from OpenAPI, API
/// Blueprint, RAML and Naftiko capabilities.
#[derive(Debug, Parser)]
#[command(name = "specwright", version, after_help = help::closing_with_exit_codes(EXAMPLES))]
struct Arguments {
    #[command(flatten)]
    telling: TellingArguments,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  specwright init                    find descriptions, write specwright.toml
  specwright generate                generate what specwright.toml says
  specwright generate partner.yaml   generate without a specwright.toml
  specwright check partner.yaml      say what is wrong with a description
  specwright explain unknown-key     say more about it

`specwright help COMMAND` has examples of each command.";

/// How much is told, and how it looks.
#[derive(Debug, Args)]
struct TellingArguments {
    /// Print findings and what was asked for, but no progress and no summary
    #[arg(short, long, global = true, display_order = 90)]
    quiet: bool,
    /// Also print which files are read, what is done with them, and how long that takes
    #[arg(short, long, global = true, display_order = 91, conflicts_with = "quiet")]
    verbose: bool,
    /// When to print in colours; auto is on terminals, unless NO_COLOR, CLICOLOR or CLICOLOR_FORCE says otherwise
    #[arg(
        long = "color",
        value_name = "WHEN",
        global = true,
        display_order = 92,
        default_value_t,
        value_enum
    )]
    colour: ColorChoice,
}

impl TellingArguments {
    fn verbosity(&self) -> Verbosity {
        match (self.quiet, self.verbose) {
            (true, _) => Verbosity::Quiet,
            (false, true) => Verbosity::Verbose,
            (false, false) => Verbosity::Normal,
        }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a specwright.toml for the descriptions in a folder
    #[command(after_help = help::closing(init::EXAMPLES))]
    Init(init::Arguments),
    /// Generate crates from descriptions, or from all that specwright.toml names
    #[command(after_help = help::closing_with_exit_codes(generate::EXAMPLES))]
    Generate(Box<generate::Arguments>),
    /// Read descriptions and report what is wrong with them
    #[command(after_help = help::closing_with_exit_codes(check::EXAMPLES))]
    Check(check::Arguments),
    /// Print what a description says, as it is understood
    #[command(after_help = help::closing(inspect::EXAMPLES))]
    Inspect(inspect::Arguments),
    /// Write a description in another format
    #[command(after_help = help::closing(convert::EXAMPLES))]
    Convert(convert::Arguments),
    /// Explain a diagnostic: what it means, an example, and how to mend it
    #[command(after_help = help::closing(explain::EXAMPLES))]
    Explain(explain::Arguments),
    /// List the templates with what they use, or print one, to write your own in its place
    #[command(after_help = help::closing(templates::EXAMPLES))]
    Templates(templates::Arguments),
    /// Print a script that completes this command in a shell
    #[command(after_help = help::closing(completions::EXAMPLES))]
    Completions(completions::Arguments),
    /// Print a manual page, in roff
    #[command(after_help = help::closing(man::EXAMPLES))]
    Man(man::Arguments),
}

/// Runs the command with the arguments of the process.
pub fn main() -> ExitCode {
    let Arguments { telling, command } = Arguments::try_parse().unwrap_or_else(|mistake| {
        colour::follow(colour::asked_for(std::env::args_os()));
        mistake.exit()
    });
    colour::follow(telling.colour);
    let verbosity = telling.verbosity();
    let exit = match command {
        Command::Init(arguments) => init::run(&arguments, verbosity),
        Command::Generate(arguments) => generate::run(&arguments, verbosity),
        Command::Check(arguments) => check::run(&arguments, verbosity),
        Command::Inspect(arguments) => inspect::run(&arguments, verbosity),
        Command::Convert(arguments) => convert::run(&arguments, verbosity),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Templates(arguments) => templates::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    };
    exit.into()
}
