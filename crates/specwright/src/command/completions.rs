//! `specwright completions`.

use clap::{Arg, Args, Command, CommandFactory};
use clap_complete::Shell;

use super::{Console, Exit};

/// The shells, for help.
pub(super) const EXAMPLES: &str = "\
Examples:
  specwright completions fish > ~/.config/fish/completions/specwright.fish
  specwright completions zsh > ~/.zfunc/_specwright
  specwright completions bash \\
    > ~/.local/share/bash-completion/completions/specwright";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The shell that the script is for
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    let mut command = super::Arguments::command();
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, name, &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    if arguments.shell == Shell::Fish {
        script.push_str(&fish_positionals(&command));
    }
    Console::default().output(script)
}

/// The values of the subcommands' positional arguments for fish, which clap_complete leaves out there.
fn fish_positionals(command: &Command) -> String {
    let mut script = String::new();
    for subcommand in command.get_subcommands() {
        let values = subcommand.get_positionals().flat_map(Arg::get_possible_values);
        for value in values {
            let help = value.get_help().map(ToString::to_string).unwrap_or_default();
            let words = [subcommand.get_name(), value.get_name(), &help].map(fish_escape);
            let [subcommand, value, help] = words;
            script.push_str(&format!(
                "complete -c specwright -n '__fish_seen_subcommand_from {subcommand}' -f -a '{value}' -d '{help}'\n"
            ));
        }
    }
    script
}

/// Text between single quotes.
fn fish_escape(text: &str) -> String {
    text.replace('\\', r"\\").replace('\'', r"\'")
}
