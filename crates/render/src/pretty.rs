//! Prints tokens as a Rust file that a person likes to read.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::str::FromStr;

use proc_macro2::TokenStream;
use rayon::prelude::*;

use crate::{Error, Place};

/// Parses `parts`, which the template `name` rendered to, and prints them as one file, formatted, with a blank line
/// between items. Parts are whole items; each is parsed and printed by itself, on whichever thread is free.
///
/// # Errors
/// Where a part is no sequence of tokens or no sequence of items: the first such part's.
pub(crate) fn print(name: &str, parts: &[String]) -> Result<String, Error> {
    let printed: Vec<Result<String, Error>> = parts.par_iter().map(|part| print_part(name, part)).collect();
    let mut spacing = Spacing::default();
    for part in printed {
        spacing.part(&part?);
    }
    Ok(spacing.spaced)
}

fn print_part(name: &str, part: &str) -> Result<String, Error> {
    let stream = lex(name, part)?;
    let file = syn::parse2::<syn::File>(stream).map_err(|error| Error::Syntax {
        place: Place::somewhere(name),
        message: error.to_string(),
        rendered: String::new(),
    })?;
    // The printer panics at what syn takes and rustc does not, such as a function without a body. It holds nothing that
    // a panic could leave half done.
    catch_unwind(AssertUnwindSafe(|| prettyplease::unparse(&file))).map_err(|_| Error::Syntax {
        place: Place::somewhere(name),
        message: "it holds what no Rust file can, such as a function without a body".to_owned(),
        rendered: String::new(),
    })
}

/// The tokens of a text that the template `name` rendered to.
pub(crate) fn lex(name: &str, text: &str) -> Result<TokenStream, Error> {
    TokenStream::from_str(text).map_err(|error| Error::Lex {
        place: Place::somewhere(name),
        message: error.to_string(),
    })
}

/// Puts a blank line before every item that follows another's end: prettyplease prints them close together.
/// Literals cannot be mistaken for items: prettyplease prints each on one line.
#[derive(Default)]
struct Spacing {
    spaced: String,
    /// The last line of the part before.
    last: String,
    /// Whether the line before belongs to an attribute of the file that goes over several lines.
    in_attribute: bool,
}

impl Spacing {
    fn part(&mut self, text: &str) {
        self.spaced.reserve(text.len() + text.len() / 20);
        let last = std::mem::take(&mut self.last);
        let mut previous = last.as_str();
        for line in text.lines() {
            let ends_attribute = self.in_attribute && previous.trim_start() == ")]";
            if needs_space(previous, line, ends_attribute) {
                self.spaced.push('\n');
            }
            self.in_attribute =
                (self.in_attribute && !ends_attribute) || (line.trim_start().starts_with("#![") && line.ends_with('('));
            self.spaced.push_str(line);
            self.spaced.push('\n');
            previous = line;
        }
        self.last = previous.to_owned();
    }
}

fn needs_space(previous: &str, line: &str, ends_attribute: bool) -> bool {
    const BEGINNINGS: [&str; 15] = [
        "pub ", "pub(", "fn ", "impl", "#[", "///", "use ", "struct ", "enum ", "mod ", "const ", "static ", "async ",
        "type ", "trait ",
    ];
    fn indent(line: &str) -> usize {
        line.len() - line.trim_start().len()
    }
    let (before, begins) = (previous.trim_start(), line.trim_start());
    if before.starts_with("//!") || before.starts_with("#![") || ends_attribute {
        let goes_on = before.ends_with('(') || begins.starts_with("//!") || begins.starts_with("#![");
        return !(begins.is_empty() || goes_on);
    }
    if before.starts_with("///") {
        return false;
    }
    let ended = before.ends_with(';') || before.ends_with('}');
    if !ended || indent(previous) < indent(line) {
        return false;
    }
    let is_macro_call = indent(line) == 0 && begins.contains("!(");
    let is_item = is_macro_call || BEGINNINGS.iter().any(|beginning| begins.starts_with(beginning));
    // Imports stay together, and so do re-exports.
    let import = |line: &str| ["use ", "pub use "].into_iter().find(|begin| line.starts_with(begin));
    let same_import = import(before).is_some() && import(before) == import(begins);
    is_item && !same_import
}
