//! Prints tokens as a Rust file that a person likes to read.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::Error;

/// Parses `stream`, which the template `name` rendered to, and prints it formatted, with a blank line between items.
pub(crate) fn print(name: &str, stream: TokenStream) -> Result<String, Error> {
    let file = syn::parse2::<syn::File>(stream.clone()).map_err(|error| Error::Syntax {
        name: name.to_owned(),
        message: error.to_string(),
        near: near(stream),
    })?;
    Ok(space_items(&prettyplease::unparse(&file)))
}

/// The first item that does not parse by itself, cut to a line.
fn near(stream: TokenStream) -> String {
    let mut item = TokenStream::new();
    for tree in stream {
        let ends = matches!(&tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
            || matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == ';');
        item.extend([tree]);
        if ends {
            if syn::parse2::<syn::File>(item.clone()).is_err() {
                break;
            }
            item = TokenStream::new();
        }
    }
    item.to_string().chars().take(120).collect()
}

/// Puts a blank line before every item that follows another's end: prettyplease prints them close together.
/// Literals cannot be mistaken for items: prettyplease prints each on one line.
fn space_items(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 20);
    let mut previous = "";
    for line in text.lines() {
        if needs_space(previous, line) {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        previous = line;
    }
    spaced
}

fn needs_space(previous: &str, line: &str) -> bool {
    fn indent(line: &str) -> usize {
        line.len() - line.trim_start().len()
    }
    const BEGINNINGS: [&str; 14] = [
        "pub",
        "fn ",
        "impl",
        "#[",
        "///",
        "struct ",
        "enum ",
        "mod ",
        "const ",
        "static ",
        "async ",
        "type ",
        "trait ",
        "macro_rules!",
    ];
    let (before, begins) = (previous.trim_start(), line.trim_start());
    if indent(previous) != indent(line) || !BEGINNINGS.iter().any(|beginning| begins.starts_with(beginning)) {
        return false;
    }
    let block_ended = before == "}" || before == "};" || before.ends_with("{}");
    let statement_ended = before.ends_with(';') && !(before.starts_with("use ") && begins.starts_with("use "));
    let kind = |line: &str| line.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let inner_documentation_ended = before.starts_with("//!");
    block_ended
        || inner_documentation_ended
        || statement_ended && (begins.starts_with("///") || begins.starts_with("#[") || kind(before) != kind(begins))
}
