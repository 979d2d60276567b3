//! `specwright man`.

use clap::{Args, CommandFactory};
use clap_mangen::Man;

use super::{Console, Exit};

pub(super) const EXAMPLES: &str = "\
Examples:
  specwright man > specwright.1
  specwright man generate > specwright-generate.1
  specwright man generate | man --local-file -";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The subcommand that the page is about; without one, it is about all
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    let console = Console::default();
    let mut command = super::Arguments::command();
    command.build();
    if let Some(name) = &arguments.command {
        let known = command.get_subcommands().map(clap::Command::get_name);
        let near = specwright_diagnostics::nearest(name, known).map(str::to_owned);
        match command.find_subcommand(name) {
            Some(found) => command = found.clone(),
            None => {
                console.error(match near {
                    Some(near) => format!("there is no command {name:?}; did you mean `{near}`?"),
                    None => format!("there is no command {name:?}"),
                });
                return Exit::Misuse;
            }
        }
    }
    let mut page = Vec::new();
    // The version is that of the program on all pages.
    let source = format!("specwright {}", env!("CARGO_PKG_VERSION"));
    match Man::new(command).source(source).render(&mut page) {
        Ok(()) => {
            console.output(String::from_utf8_lossy(&page));
            Exit::Success
        }
        Err(error) => {
            console.error(error);
            Exit::Findings
        }
    }
}
