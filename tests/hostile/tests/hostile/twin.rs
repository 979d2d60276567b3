//! The comparison of generated crates, token by token: two are twins where they differ in nothing but identifiers and
//! contents of literals that come from the document's words.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};
use serde_json::Value;
use specwright_emit::Crate;

/// The first difference between the crates of a hostile document and those of its harmless twin, whose texts are the
/// `words`.
pub(crate) fn difference(hostile: &[Crate], harmless: &[Crate], words: &[String]) -> Option<String> {
    // Of paths, singulars come in.
    let words = words
        .iter()
        .map(|word| key(word).trim_end_matches('s').to_owned())
        .collect();
    let twin = Twin { words };
    if hostile.len() != harmless.len() {
        return Some(format!("{} crates in place of {}", hostile.len(), harmless.len()));
    }
    let mut pairs = hostile.iter().zip(harmless);
    pairs.find_map(|(hostile, harmless)| twin.crates(hostile, harmless))
}

/// The first code in crates that a hostile text brought, by the names that such texts use.
pub(crate) fn injected(crates: &[Crate]) -> Option<String> {
    let files = crates.iter().flat_map(|of| &of.files);
    files.into_iter().find_map(|file| {
        let (path, text) = (file.path.as_str(), &file.contents);
        if !is_safe(path) {
            return Some(format!("a file at {path:?}"));
        }
        if path == "Cargo.toml" {
            let document: toml_edit::DocumentMut = text.parse().expect("a manifest");
            let mut values = BTreeMap::new();
            flatten(document.as_item(), "", &mut values);
            return values.into_keys().find(|key| key.contains("injected"));
        }
        match syn::parse_file(text) {
            Ok(_) => injected_tokens(text.parse().expect("tokens")).then(|| format!("injected in {path}")),
            Err(error) => Some(format!("{path} is no Rust: {error}")),
        }
    })
}

/// Whether there is a module, a struct without a body or a call of a macro of a payload's name.
fn injected_tokens(stream: TokenStream) -> bool {
    let trees: Vec<TokenTree> = stream.into_iter().collect();
    let is_name =
        |tree: &TokenTree| matches!(tree, TokenTree::Ident(name) if name.to_string().eq_ignore_ascii_case("injected"));
    let is_word = |tree: &TokenTree, word: &str| matches!(tree, TokenTree::Ident(name) if name == word);
    let has_code = trees.windows(3).any(|trees| {
        let is_item = is_word(&trees[0], "mod") || is_word(&trees[0], "struct");
        let is_call = is_sign(Some(&trees[1]), '!') && matches!(&trees[2], TokenTree::Group(_));
        (is_item && is_name(&trees[1]) && is_sign(Some(&trees[2]), ';')) || (is_call && is_name(&trees[0]))
    });
    let mut groups = trees.into_iter().filter_map(|tree| match tree {
        TokenTree::Group(group) => Some(group.stream()),
        _ => None,
    });
    has_code || groups.any(injected_tokens)
}

/// Letters and digits, small: what is left of a word in an identifier.
fn key(text: &str) -> String {
    let kept = text.chars().filter(|character| character.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// The bytes from which on the schema of a tool may be one that was made shorter.
const LONG_SCHEMA: usize = 4000;

struct Twin {
    words: Vec<String>,
}

impl Twin {
    /// Whether a text of the harmless crate comes from its document, and may therefore differ.
    fn is_of_document(&self, text: &str) -> bool {
        let key = key(text);
        self.words.iter().any(|word| key.contains(word))
    }

    fn texts(&self, hostile: &str, harmless: &str) -> bool {
        hostile == harmless || self.is_of_document(harmless)
    }

    fn crates(&self, hostile: &Crate, harmless: &Crate) -> Option<String> {
        let name = hostile.directory.as_str();
        if hostile.directory != harmless.directory || hostile.files.len() != harmless.files.len() {
            return Some(format!("{name}: other files"));
        }
        hostile
            .files
            .iter()
            .zip(&harmless.files)
            .find_map(|(hostile, harmless)| {
                let path = hostile.path.as_str();
                let found = if hostile == harmless {
                    None
                } else if !self.texts(path, harmless.path.as_str()) || !is_safe(path) {
                    Some(format!("in place of {:?}", harmless.path.as_str()))
                } else if path == "Cargo.toml" {
                    self.manifests(&hostile.contents, &harmless.contents)
                } else {
                    self.code(&hostile.contents, &harmless.contents)
                };
                found.map(|found| format!("{name}/{path}: {found}"))
            })
    }

    fn code(&self, hostile: &str, harmless: &str) -> Option<String> {
        // Lexing alone would take what is no Rust.
        if let Err(error) = syn::parse_file(hostile) {
            return Some(format!("no Rust: {error}"));
        }
        let [hostile, harmless] = [hostile, harmless].map(|text| text.parse::<TokenStream>().expect("tokens"));
        self.streams(hostile, harmless)
    }

    fn streams(&self, hostile: TokenStream, harmless: TokenStream) -> Option<String> {
        let [mut hostile, mut harmless] = [hostile, harmless].map(|stream| settled(stream).into_iter());
        let mut behind = Vec::new();
        loop {
            let (found, expected) = (hostile.next(), harmless.next());
            let found = match (found, expected) {
                (None, None) => return None,
                (Some(found), Some(expected)) => match self.trees(&found, &expected) {
                    None => {
                        behind.push(found.to_string());
                        continue;
                    }
                    Some(difference) => difference,
                },
                (found, expected) => format!("{} in place of {}", shown(found.as_ref()), shown(expected.as_ref())),
            };
            let start = behind.len().saturating_sub(8);
            return Some(match found.contains("behind") {
                true => found,
                false => format!("{found} behind `{}`", behind[start..].join(" ")),
            });
        }
    }

    fn trees(&self, hostile: &TokenTree, harmless: &TokenTree) -> Option<String> {
        let is_same = match (hostile, harmless) {
            (TokenTree::Group(hostile), TokenTree::Group(harmless)) => {
                if hostile.delimiter() == harmless.delimiter() {
                    return self.streams(hostile.stream(), harmless.stream());
                }
                false
            }
            (TokenTree::Punct(hostile), TokenTree::Punct(harmless)) => hostile.as_char() == harmless.as_char(),
            (TokenTree::Ident(hostile), TokenTree::Ident(harmless)) => {
                self.texts(&hostile.to_string(), &harmless.to_string())
            }
            (TokenTree::Literal(hostile), TokenTree::Literal(harmless)) => {
                return self.literals(&hostile.to_string(), &harmless.to_string());
            }
            _ => false,
        };
        let differ = || format!("{} in place of {}", shown(Some(hostile)), shown(Some(harmless)));
        (!is_same).then(differ)
    }

    fn literals(&self, hostile: &str, harmless: &str) -> Option<String> {
        if hostile == harmless {
            return None;
        }
        let parsed = |text: &str| syn::parse_str::<syn::Lit>(text).expect("a literal");
        let is_same = match (parsed(hostile), parsed(harmless)) {
            (syn::Lit::Str(hostile), syn::Lit::Str(harmless)) => {
                let (hostile, harmless) = (hostile.value(), harmless.value());
                hostile == harmless || (self.texts(&hostile, &harmless) && self.are_json_alike(&hostile, &harmless))
            }
            _ => hostile == harmless,
        };
        (!is_same).then(|| format!("{hostile} in place of {harmless}"))
    }

    /// Whether a text is JSON of the same shape where the other one is JSON, such as the schema of a tool. A schema that
    /// long texts make too long for a tool is made shorter: that it is JSON has to be enough.
    fn are_json_alike(&self, hostile: &str, harmless: &str) -> bool {
        let parsed = |text: &str| {
            let value = serde_json::from_str::<Value>(text).ok();
            value.filter(|value| value.is_object() || value.is_array())
        };
        let Some(harmless) = parsed(harmless) else {
            return true;
        };
        let is_long = hostile.len() > LONG_SCHEMA;
        parsed(hostile).is_some_and(|hostile| is_long || self.are_values_alike(&hostile, &harmless))
    }

    fn are_values_alike(&self, hostile: &Value, harmless: &Value) -> bool {
        match (hostile, harmless) {
            (Value::String(hostile), Value::String(harmless)) => self.texts(hostile, harmless),
            (Value::Array(hostile), Value::Array(harmless)) => {
                let mut pairs = hostile.iter().zip(harmless);
                hostile.len() == harmless.len() && pairs.all(|(one, other)| self.are_values_alike(one, other))
            }
            (Value::Object(hostile), Value::Object(harmless)) => {
                let mut pairs = hostile.iter().zip(harmless);
                hostile.len() == harmless.len()
                    && pairs.all(|(one, other)| self.texts(one.0, other.0) && self.are_values_alike(one.1, other.1))
            }
            _ => hostile == harmless,
        }
    }

    /// Manifests have the same tables, keys and values, but for what the description of the package says.
    fn manifests(&self, hostile: &str, harmless: &str) -> Option<String> {
        let [hostile, harmless] = [hostile, harmless].map(|text| {
            let document: toml_edit::DocumentMut = text.parse().expect("a manifest");
            let mut values = BTreeMap::new();
            flatten(document.as_item(), "", &mut values);
            values
        });
        let differs = |((path, value), (other_path, other_value)): &((&String, &String), (&String, &String))| {
            path != other_path || (value != other_value && *path != ".package.description")
        };
        match hostile.iter().zip(&harmless).find(differs) {
            Some((found, expected)) => Some(format!("{found:?} in place of {expected:?}")),
            None => (hostile.len() != harmless.len()).then(|| "other keys".to_owned()),
        }
    }
}

/// The values of a manifest by their paths.
fn flatten(item: &toml_edit::Item, path: &str, values: &mut BTreeMap<String, String>) {
    if let Some(table) = item.as_table_like() {
        for (name, item) in table.iter() {
            flatten(item, &format!("{path}.{name}"), values);
        }
    } else if let Some(tables) = item.as_array_of_tables() {
        for (index, table) in tables.iter().enumerate() {
            flatten(
                &toml_edit::Item::Table(table.clone()),
                &format!("{path}[{index}]"),
                values,
            );
        }
    } else {
        values.insert(path.to_owned(), item.to_string());
    }
}

/// Whether a path is one that every system accepts, below the crate: small letters, digits, underscores, and no device
/// of Windows, where files of these names cannot be opened whatever their extension.
pub(crate) fn is_safe(path: &str) -> bool {
    let is_plain = |part: &str| {
        let port = part.strip_prefix("com").or_else(|| part.strip_prefix("lpt"));
        let is_port = port.is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']));
        if is_port || ["con", "prn", "aux", "nul"].contains(&part) {
            return false;
        }
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        !part.is_empty() && part.len() <= 120 && part.bytes().all(is_plain)
    };
    path == "Cargo.toml"
        || path
            .strip_suffix(".rs")
            .is_some_and(|path| path.split('/').all(is_plain))
}

/// The tokens as they are whatever the length of texts: with one documenting attribute for each run of them, and without
/// the commas and braces that are only there where an expression takes several lines.
fn settled(stream: TokenStream) -> Vec<TokenTree> {
    let mut kept: Vec<TokenTree> = Vec::new();
    let mut trees = stream.into_iter().peekable();
    let mut is_behind_docs = false;
    while let Some(tree) = trees.next() {
        let is_mark = is_sign(Some(&tree), '#');
        let mut taken = vec![tree];
        if is_mark && is_sign(trees.peek(), '!') {
            taken.extend(trees.next());
        }
        let is_docs = is_mark && matches!(trees.peek(), Some(TokenTree::Group(group)) if is_docs(group));
        if is_docs {
            taken.extend(trees.next().map(documentation));
        }
        match taken.as_slice() {
            _ if is_docs && is_behind_docs => {}
            [TokenTree::Group(group)] if is_wrapped(group, &kept) => {
                let is_arm = is_sign(kept.last(), '>');
                kept.extend(settled(group.stream()));
                if is_arm && !is_sign(trees.peek(), ',') {
                    kept.push(TokenTree::Punct(Punct::new(',', Spacing::Alone)));
                }
            }
            _ => {
                // Of a list of generic arguments that takes several lines.
                if is_sign(taken.first(), '>') && is_sign(kept.last(), ',') {
                    kept.pop();
                }
                kept.extend(taken);
            }
        }
        is_behind_docs = is_docs;
    }
    if is_sign(kept.last(), ',') {
        kept.pop();
    }
    kept
}

fn is_sign(tree: Option<&TokenTree>, sign: char) -> bool {
    matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

/// Whether these are the braces around the body of a closure or an arm of which there is one expression.
fn is_wrapped(group: &Group, before: &[TokenTree]) -> bool {
    let is_arm = matches!(before, [.., equal, more] if is_sign(Some(equal), '=') && is_sign(Some(more), '>'));
    let is_expression = !group.stream().into_iter().any(|tree| is_sign(Some(&tree), ';'));
    group.delimiter() == Delimiter::Brace && is_expression && (is_arm || is_sign(before.last(), '|'))
}

fn is_docs(group: &Group) -> bool {
    let trees: Vec<TokenTree> = group.stream().into_iter().collect();
    let is_docs = matches!(
        trees.as_slice(),
        [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(_)] if name == "doc"
    );
    is_docs && group.delimiter() == Delimiter::Bracket
}

/// A documenting attribute without its text.
fn documentation(_: TokenTree) -> TokenTree {
    TokenTree::Group(Group::new(Delimiter::Bracket, "doc".parse().expect("a token")))
}

fn shown(tree: Option<&TokenTree>) -> String {
    let text = tree.map_or_else(|| "nothing".to_owned(), ToString::to_string);
    let cut: String = text.chars().take(200).collect();
    format!("`{cut}`")
}

#[test]
fn what_is_injected_is_found() {
    let file = |text: &str| specwright_emit::File {
        path: specwright_emit::RelativePath::new("src/lib.rs").expect("a path"),
        contents: text.to_owned(),
    };
    let of = |text: &str| Crate {
        directory: specwright_emit::DirectoryName::new("hostile").expect("a name"),
        files: vec![file(text)],
    };
    let words = ["pet".to_owned()];
    let harmless = [of("pub fn pet() -> u8 { /* */ let a = [\"pet\"]; 1 }")];
    for (text, is_twin) in [
        ("pub fn cat() -> u8 { let a = [\"\\\"; struct Injected;\",]; 1 }", true),
        (
            "#[doc = \"a\"] #[doc = \"b\"] pub fn pet() -> u8 { let a = [\"pet\"]; 1 }",
            false,
        ),
        ("pub fn pet() -> u8 { let b = [\"pet\"]; 1 }", false),
        ("pub fn pet() -> u8 { let a = [\"pet\"]; 2 }", false),
        ("pub fn pet() -> u8 { let a = [\"pet\"]; injected!(); 1 }", false),
        ("pub fn pet() -> u8 { let a = [\"pet\"]; 1 } struct Injected;", false),
        ("#[injected] pub fn pet() -> u8 { let a = [\"pet\"]; 1 }", false),
        ("mod pet { pub fn pet() -> u8 { let a = [\"pet\"]; 1 } }", false),
        ("pub fn pet() -> u8 { let a = [format!(\"pet\")]; 1 }", false),
    ] {
        let difference = difference(&[of(text)], &harmless, &words);
        assert_eq!(difference.is_none(), is_twin, "{text}: {difference:?}");
    }
    for text in [
        "fn a() { injected!(\"b\") }",
        "mod a { pub mod injected; }",
        "pub struct Injected;",
    ] {
        assert!(injected(&[of(text)]).is_some(), "{text}");
    }
    assert_eq!(injected(&harmless), None);
}

#[test]
fn devices_are_no_files() {
    for device in ["con", "aux", "com1", "com9", "lpt1", "lpt9"] {
        assert!(!is_safe(&format!("src/{device}.rs")), "{device}");
    }
    for name in ["com", "com0", "com10", "lpt", "con1"] {
        assert!(is_safe(&format!("src/{name}.rs")), "{name}");
    }
}
