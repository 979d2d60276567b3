//! `specwright completions`.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Console, Exit};

/// The shells, for help.
pub(super) const EXAMPLES: &str = "\
Examples:
  specwright completions bash > ~/.local/share/bash-completion/completions/specwright
  specwright completions zsh > ~/.zfunc/_specwright
  specwright completions fish > ~/.config/fish/completions/specwright.fish";

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
    Console::default().output(String::from_utf8_lossy(&script));
    Exit::Success
}
