//! `specwright templates`.

mod outline;

use clap::Args;
use clap::builder::{PossibleValue, StringValueParser};

use super::values::{completed, meant};
use super::{Console, Exit};
use crate::Target;
use outline::outline;

pub(super) const EXAMPLES: &str = "\
Examples:
  specwright templates
  specwright templates server/main.rs
  specwright templates server/main.rs > templates/server/main.rs

What stands below a name is what the template uses, and all that a template of your own in its place may use: the \
values that it prints, such as `library`; what it goes through (`for module in modules`) and asks about \
(`if features`); and the templates that it includes. `module.name` is a value of each `module`.";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The template that is printed, such as client/lib.rs; without one, all are listed with the values that they use
    #[arg(
        value_name = "NAME",
        value_parser = completed(StringValueParser::new(), names),
        hide_possible_values = true
    )]
    name: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    let console = Console::default();
    let templates = Target::templates();
    let Some(name) = &arguments.name else {
        let one = |name| format!("{name}\n{}", outline(templates.text(name).unwrap_or_default()));
        let all: Vec<String> = templates.names().map(one).collect();
        return console.output(all.concat());
    };
    match templates.text(name) {
        Some(text) => console.output(text),
        None => {
            let meant = meant(name, templates.names());
            let advice = meant.unwrap_or_else(|| "`specwright templates` lists all".to_owned());
            console.error(format_args!("there is no template {name:?}; {advice}"));
            Exit::Misuse
        }
    }
}

/// The names of all templates, for completions.
fn names() -> Vec<PossibleValue> {
    let templates = Target::templates();
    templates
        .names()
        .map(|name| PossibleValue::new(name.to_owned()))
        .collect()
}
