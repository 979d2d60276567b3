//! Manual pages in roff, by the macros of man(7).

use std::io;

use clap::{Arg, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};

use super::super::help::{EXIT_CODES, Part, parts};

/// The version that the pages are about, and the day on which they were last gone through for it.
const EDITION: (&str, &str) = ("0.1.0", "2026-11-23");

const ENVIRONMENT: [(&str, &str); 5] = [
    ("NO_COLOR", "If it is not empty, nothing is printed in colours."),
    (
        "CLICOLOR_FORCE",
        "If it is not empty, everything is printed in colours, also where no terminal shows it.",
    ),
    ("CLICOLOR", "If it is 0, nothing is printed in colours."),
    ("TERM", "If it is dumb, the terminal is taken to have no colours."),
    ("COLUMNS", "The width of help where no terminal shows it."),
];

const FILES: [(&str, &str); 2] = [
    (
        "specwright.toml",
        "The descriptions that crates are generated from, and how. It is looked for in the working directory.",
    ),
    (
        ".specwright.json",
        "In each generated crate, the list of what was generated: nothing else is replaced or removed.",
    ),
];

/// How long the lines of a page's source are at most, in bytes.
const LINE_BYTES: usize = 80;

/// The subcommands that read or write [`FILES`].
const WITH_FILES: [&str; 3] = ["specwright", "init", "generate"];

/// The page of a command, which was built with its subcommands.
///
/// # Errors
/// None, as long as there is memory to write to.
pub(super) fn page(command: Command) -> io::Result<String> {
    let behind_options = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let mut own = Roff::new();
    own.control("SH", ["EXIT STATUS"]);
    definitions(&mut own, &EXIT_CODES, bold);
    own.control("SH", ["ENVIRONMENT"]);
    definitions(&mut own, &ENVIRONMENT, bold);
    if WITH_FILES.contains(&command.get_name()) {
        own.control("SH", ["FILES"]);
        definitions(&mut own, &FILES, italic);
    }
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let mut description = format!("{about}.");
    for part in parts(&behind_options) {
        match part {
            Part::Paragraph(text) => description.push_str(&format!("\n\n{text}")),
            // The exit codes are above, on all pages.
            Part::Listing {
                heading: "Exit codes", ..
            } => {}
            Part::Listing { heading, lines } => listing(&mut own, heading, lines),
        }
    }
    see_also(&mut own, &command);
    let title = command.get_display_name().unwrap_or("specwright").to_uppercase();
    let command = command.after_help(None).long_about(description);
    let man = Man::new(command.mut_args(with_values_in_help))
        .title(title)
        .date(EDITION.1)
        .source(format!("specwright {}", EDITION.0))
        .manual("Specwright manual");
    let mut page = Vec::new();
    man.render(&mut page)?;
    let mut page = String::from_utf8_lossy(&page).into_owned();
    // What stands at the head of each document is there already.
    let head = Roff::new().render();
    let own = own.render();
    page.push_str(own.strip_prefix(&head).unwrap_or(&own));
    Ok(short_lines(&page))
}

/// An argument whose possible values stand in its help, as they do on a terminal: in a list of their own, they would be
/// most of the page.
fn with_values_in_help(argument: Arg) -> Arg {
    let values = argument.get_possible_values();
    let help = argument.get_help().map(ToString::to_string);
    let Some(help) = help.filter(|_| !values.is_empty() && !argument.is_hide_possible_values_set()) else {
        return argument;
    };
    let names: Vec<&str> = values.iter().map(|value| value.get_name()).collect();
    let help = format!("{help} [possible values: {}]", names.join(", "));
    argument.help(help).hide_possible_values(true)
}

/// The source with its lines of prose broken where they are too long, and without blanks at their ends. It says the
/// same: roff fills prose.
fn short_lines(page: &str) -> String {
    let mut text = String::new();
    let mut is_filled = true;
    for line in page.lines() {
        match line {
            ".nf" => is_filled = false,
            ".fi" => is_filled = true,
            _ => {}
        }
        if is_filled && !line.starts_with('.') {
            push_broken(&mut text, line);
        } else {
            text.push_str(line);
        }
        text.push('\n');
    }
    text
}

fn push_broken(text: &mut String, line: &str) {
    let mut length = 0;
    for word in line.split_whitespace() {
        // At the head of a line, a dot or an apostrophe would make it a request.
        let can_begin = !word.starts_with(['.', '\'']);
        if length > 0 && length + 1 + word.len() > LINE_BYTES && can_begin {
            text.push('\n');
            length = 0;
        } else if length > 0 {
            text.push(' ');
            length += 1;
        }
        text.push_str(word);
        length += word.len();
    }
}

/// Terms with what they mean.
fn definitions(roff: &mut Roff, definitions: &[(&str, &str)], font: fn(String) -> Inline) {
    for (term, meaning) in definitions {
        roff.control("TP", []);
        roff.text([font((*term).to_owned())]);
        roff.text([roman(*meaning)]);
    }
}

/// Lines as they are, without their indentation.
fn listing(roff: &mut Roff, heading: &str, lines: &str) {
    roff.control("SH", [heading.to_uppercase().as_str()]);
    roff.control("nf", []);
    for line in lines.lines() {
        roff.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
    }
    roff.control("fi", []);
}

/// The other pages: of the command those of its subcommands, of a subcommand that of the command.
fn see_also(roff: &mut Roff, command: &Command) {
    let subcommands = command.get_subcommands().filter_map(Command::get_display_name);
    let mut pages: Vec<&str> = subcommands.collect();
    if pages.is_empty() {
        pages.push("specwright");
    }
    roff.control("SH", ["SEE ALSO"]);
    let last = pages.len().saturating_sub(1);
    for (index, page) in pages.into_iter().enumerate() {
        let behind = if index == last { "(1)" } else { "(1)," };
        roff.text([bold(page), roman(behind)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_of_this_version() {
        // Whoever changes the version looks at the pages again.
        assert_eq!(EDITION.0, env!("CARGO_PKG_VERSION"));
    }

    #[test]
    fn prose_is_broken_and_listings_are_not() {
        let words = ["word"; 18].join(" ");
        let page = format!(
            ".SH {words}\n{words}\n.nf\n{words}\n.fi\n{} .specwright.json\n",
            "word".repeat(20)
        );
        insta::assert_snapshot!(short_lines(&page), @"
        .SH word word word word word word word word word word word word word word word word word word
        word word word word word word word word word word word word word word word word
        word word
        .nf
        word word word word word word word word word word word word word word word word word word
        .fi
        wordwordwordwordwordwordwordwordwordwordwordwordwordwordwordwordwordwordwordword .specwright.json
        ");
    }
}
