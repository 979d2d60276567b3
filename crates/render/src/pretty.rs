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
    const BEGINNINGS: [&str; 15] = [
        "pub ", "pub(", "fn ", "impl", "#[", "///", "use ", "struct ", "enum ", "mod ", "const ", "static ", "async ",
        "type ", "trait ",
    ];
    fn indent(line: &str) -> usize {
        line.len() - line.trim_start().len()
    }
    let (before, begins) = (previous.trim_start(), line.trim_start());
    if before.starts_with("//!") || before.starts_with("#![") || before == ")]" {
        let goes_on = before.ends_with('(') || begins.starts_with("//!") || begins.starts_with("#![");
        return !(begins.is_empty() || goes_on);
    }
    if before.starts_with("///") {
        return false;
    }
    let is_macro_call = indent(line) == 0 && begins.contains("!(");
    let is_item = is_macro_call || BEGINNINGS.iter().any(|beginning| begins.starts_with(beginning));
    let ended = before.ends_with(';') || before.ends_with('}');
    // Imports stay together, and so do re-exports.
    let import = |line: &str| ["use ", "pub use "].into_iter().find(|begin| line.starts_with(begin));
    let same_import = import(before).is_some() && import(before) == import(begins);
    is_item && ended && indent(previous) >= indent(line) && !same_import
}
