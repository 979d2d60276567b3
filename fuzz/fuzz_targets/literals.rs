//! Any text as documentation, as a literal and as a name.

#![no_main]

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use specwright_fuzz::text_target;
use specwright_render::{Templates, Tokens};
use specwright_rust::{Case, Docs, ident, identifier, raw_string, string};
use syn::{Expr, Item, Lit, Visibility};

text_target!(|text: &str| {
    let mut docs = Docs::line("About it.");
    docs.paragraph(text);
    check_documentation(&docs);
    check_name(text);
    let mut templates = Templates::default();
    templates.insert(
        "a.rs",
        "{{ inner }} pub const {{ name }}: &str = {{ raw }}; {{ outer }} pub const OTHER: &str = {{ plain }};",
    );
    let context = std::collections::BTreeMap::from([
        ("inner", Tokens::new(docs.inner())),
        ("name", Tokens::new(ident(&identifier(text, Case::ShoutySnake)))),
        ("raw", Tokens::new(raw_string(text))),
        ("outer", Tokens::new(docs.outer())),
        ("plain", Tokens::new(string(text))),
    ]);
    let printed = templates.render("a.rs", &context).expect("a file");
    check_printed(&printed, text);
});

/// Nothing but two constants with the text as their value.
fn check_printed(printed: &str, text: &str) {
    let file = syn::parse_file(printed).expect("Rust");
    assert!(file.attrs.iter().all(|attribute| attribute.path().is_ident("doc")));
    assert_eq!(file.items.len(), 2);
    for item in &file.items {
        let Item::Const(constant) = item else {
            panic!("another item: {printed}");
        };
        assert!(matches!(constant.vis, Visibility::Public(_)));
        assert!(constant.attrs.iter().all(|attribute| attribute.path().is_ident("doc")));
        let Expr::Lit(literal) = &*constant.expr else {
            panic!("no literal: {printed}");
        };
        let Lit::Str(literal) = &literal.lit else {
            panic!("no string: {printed}");
        };
        assert_eq!(literal.value(), text);
    }
}

/// Lines without what rustc refuses in comments, and no code that rustdoc would run.
fn check_documentation(docs: &Docs) {
    let lines: Vec<&str> = docs.lines().collect();
    for line in &lines {
        let refused = |character: char| character.is_control() || ('\u{202a}'..='\u{202e}').contains(&character);
        assert!(!line.contains(refused), "{line:?}");
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    for event in Parser::new_ext(&lines.join("\n"), options) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => assert_eq!(&*info, "text", "{lines:#?}"),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => panic!("code that is run: {lines:#?}"),
            Event::Html(_) | Event::InlineHtml(_) => panic!("HTML: {lines:#?}"),
            _ => {}
        }
    }
}

fn check_name(text: &str) {
    for case in [Case::Snake, Case::UpperCamel, Case::ShoutySnake] {
        let name = identifier(text, case);
        let parsed = syn::parse_str::<syn::Ident>(&name);
        assert!(parsed.is_ok() && name != "_", "{name:?} is no identifier");
    }
}
