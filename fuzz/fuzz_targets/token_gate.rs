//! The token gate: any template, filled with tokens of any text.

#![no_main]

use std::collections::BTreeMap;

use specwright_fuzz::text_target;
use specwright_render::{Templates, Tokens};
use specwright_rust::{Case, Docs, ident, identifier, string};

/// What parts the template from the text.
const BETWEEN: &str = "\n----\n";

text_target!(|input: &str| {
    let (template, text) = input.split_once(BETWEEN).unwrap_or((input, "text"));
    let docs = Docs::line(text).outer();
    let name = ident(&identifier(text, Case::Snake));
    let value = string(text);
    let function = quote::quote!(#docs pub fn #name() -> &'static str { #value });
    let context: BTreeMap<&str, Vec<Tokens>> = BTreeMap::from([
        ("docs", vec![Tokens::new(docs)]),
        ("functions", vec![Tokens::new(&function), Tokens::new(&function)]),
        ("name", vec![Tokens::new(name)]),
        ("nothing", Vec::new()),
        ("value", vec![Tokens::new(value)]),
    ]);
    let mut templates = Templates::default();
    templates.insert("a.rs", template);
    templates.insert(
        "b.rs",
        "{% for value in value %}const A: &str = {{ value }};{% endfor %}",
    );
    if let Ok(printed) = templates.render("a.rs", &context) {
        syn::parse_file(&printed).expect("what is printed is Rust");
    }
});
