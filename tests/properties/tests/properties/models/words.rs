//! Names and texts, plain ones first.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::choices::Choices;

/// Names of schemas, operations, tags and properties. Several are equal in one of Rust's letter cases, are words of Rust
/// or of generated code, or hold nothing that an identifier may have.
const NAMES: &[&str] = &[
    "a",
    "b",
    "Item",
    "item",
    "foo_bar",
    "fooBar",
    "foo-bar",
    "Foo Bar",
    "FOO_BAR",
    "self",
    "Self",
    "crate",
    "super",
    "type",
    "mod",
    "fn",
    "async",
    "dyn",
    "gen",
    "try",
    "union",
    "static",
    "r#type",
    "_",
    "__",
    "_a",
    "a_",
    "1",
    "2",
    "123abc",
    "",
    " ",
    "\u{1F98A}",
    "\u{e9}",
    "e\u{301}",
    "\u{130}",
    "\u{DF}",
    "\u{1C5}",
    "\u{4E2D}\u{6587}",
    "String",
    "Option",
    "Some",
    "None",
    "Vec",
    "Box",
    "Result",
    "Ok",
    "Err",
    "Default",
    "Debug",
    "Clone",
    "From",
    "Into",
    "Iterator",
    "Value",
    "Map",
    "Client",
    "Error",
    "Builder",
    "Request",
    "Response",
    "Body",
    "Unknown",
    "Other",
    "types",
    "operations",
    "Encode",
    "Decode",
    "Validate",
    "Api",
    "Server",
    "Router",
    "i64",
    "u8",
    "str",
    "bool",
    "std",
    "core",
    "new",
    "build",
    "send",
    "client",
    "request",
    "response",
    "body",
    "builder",
    "headers",
    "status",
    "value",
    "other",
    "default",
    "with_body",
    "into_inner",
    "as_str",
    "additional",
    "additional_properties",
    "extra",
    "__hole_1",
    "*/",
    "\"",
    "\\",
    "\n",
    "\r",
    "\u{202E}",
    "\u{2028}",
    "{{a}}",
    "{%",
    "../a",
    "con",
    "id",
    "Id",
    "ID",
    "iD",
    "get",
    "GetItem",
    "ItemInput",
    "ItemResponse",
    "Item2",
    "Item_2",
    "a1",
    "A1",
    "a-1",
    "averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongnamethatgoesonandonandonandonandonandonandonandon",
];

/// Prose.
const TEXTS: &[&str] = &[
    "About it.",
    "Two\n\nparagraphs.",
    "*/ fn x() {} /*",
    "```\nfn x() {}\n```",
    "    indented()",
    "a\rb",
    "\u{202E}back",
    "{{ a }}",
    "#[test]",
    "[a]: b",
    "<script>",
    "- a\n  - b",
    "\u{1F98A}",
    " ",
    "\"quoted\"",
    "1. a\n2. b",
    "a\\",
    "```",
    "`",
    "\0",
];

pub(crate) fn name(choices: &mut Choices) -> String {
    choices.one(NAMES).to_owned()
}

pub(crate) fn text(choices: &mut Choices) -> String {
    choices.one(TEXTS).to_owned()
}

/// Names that are not empty and all different.
pub(crate) fn names(choices: &mut Choices, most: usize) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut names = choices.list(most, name);
    names.retain(|name| !name.is_empty() && taken.insert(name.clone()));
    names
}

/// Any value of JSON.
pub(crate) fn value(choices: &mut Choices) -> Value {
    match choices.below(9) {
        0 => json!("a"),
        1 => json!(1),
        2 => json!(true),
        3 => json!(1.5),
        4 => json!(text(choices)),
        5 => json!(choices.list(2, value)),
        6 => json!({ name(choices): value(choices) }),
        7 => json!(u64::MAX),
        _ => json!(i64::MIN),
    }
}

/// Vendor extensions.
pub(crate) fn extensions(choices: &mut Choices) -> specwright_model::Extensions {
    let mut extensions = specwright_model::Extensions::new();
    if choices.once_in(12) {
        let name = choices.one(&["x-a", "x-rust-type", "x-Enum-Names", "x-"]);
        extensions.insert(name.to_owned(), value(choices));
    }
    extensions
}
