//! `specwright man`.

mod page;

use clap::Args;
use clap::builder::{PossibleValue, StringValueParser};
use clap::{CommandFactory, Subcommand};

use super::values::{completed, meant};
use super::{Console, Exit};

pub(super) const EXAMPLES: &str = "\
Examples:
  specwright man > specwright.1
  specwright man generate > specwright-generate.1
  specwright man generate | man --local-file -";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The subcommand that the page is about; without one, it is about all
    #[arg(value_name = "COMMAND", value_parser = completed(StringValueParser::new(), subcommands))]
    command: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    let console = Console::default();
    // `help` is no subcommand that has a page.
    let mut command = super::Arguments::command().disable_help_subcommand(true);
    command.build();
    if let Some(name) = &arguments.command {
        match command.find_subcommand(name) {
            Some(found) => command = found.clone(),
            None => {
                let known = command.get_subcommands().map(clap::Command::get_name);
                let meant = meant(name, known);
                let advice = meant.unwrap_or_else(|| "`specwright help` lists all".to_owned());
                console.error(format_args!("there is no command {name:?}; {advice}"));
                return Exit::Misuse;
            }
        }
    }
    match page::page(command) {
        Ok(page) => console.output(page),
        Err(error) => {
            console.error(error);
            Exit::Findings
        }
    }
}

/// The names of the subcommands, which have pages.
fn subcommands() -> Vec<PossibleValue> {
    let command = super::Command::augment_subcommands(clap::Command::new("specwright"));
    let names = command.get_subcommands().map(|command| command.get_name().to_owned());
    names.map(PossibleValue::new).collect()
}
