//! `specwright templates`.

mod outline;

use clap::Args;
use specwright_diagnostics::nearest;

use super::{Console, Exit};
use crate::Target;
use outline::outline;

pub(super) const EXAMPLES: &str = "\
Examples:
  specwright templates
  specwright templates server/main.rs
  specwright templates server/main.rs > templates/server/main.rs

What stands below a name is what the template uses, and all that a template of your own in its place may use: the
values that it prints, such as `library`; what it goes through (`for module in modules`) and asks about (`if features`);
and the templates that it includes. `module.name` is a value of each `module`.";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The template that is printed, such as client/lib.rs; without one, all are listed with the values that they use
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    let console = Console::default();
    let templates = Target::templates();
    let Some(name) = &arguments.name else {
        for name in templates.names() {
            let text = templates.text(name).unwrap_or_default();
            console.output(format_args!("{name}\n{}", outline(text)));
        }
        return Exit::Success;
    };
    match templates.text(name) {
        Some(text) => {
            console.output(text);
            Exit::Success
        }
        None => {
            console.error(match nearest(name, templates.names()) {
                Some(near) => format!("there is no template {name:?}; did you mean `{near}`?"),
                None => format!("there is no template {name:?}; `specwright templates` lists all"),
            });
            Exit::Misuse
        }
    }
}
