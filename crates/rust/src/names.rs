//! Rust names for whatever a document calls things: valid, not reserved, unique in their scope, and stable.

use std::collections::{HashMap, HashSet};

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};
use unicode_normalization::UnicodeNormalization;

/// The longest name that is made, in characters; longer ones are cut and numbered where they collide.
const LONGEST: usize = 96;

/// How many parts of a package's name come in, at most, before names are numbered.
const MOST_PACKAGES: usize = 8;

/// The prelude of the 2024 edition, and what is derived.
const PRELUDE: &str = "Self Option Some None Result Ok Err String Vec Box Send Sync Sized Copy Drop Fn FnMut FnOnce \
                       Clone Debug Default PartialEq Eq Ord PartialOrd Iterator From Into ToString Future";

/// How names of a scope are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// `list_pets`: functions, fields, parameters, modules.
    Snake,
    /// `ListPets`: types, traits and variants.
    UpperCamel,
    /// `LIST_PETS`: constants.
    ShoutySnake,
}

/// `text` as a Rust identifier in that case: never empty, never a keyword. Two texts may give one name.
pub fn identifier(text: &str, case: Case) -> String {
    // Rust compares identifiers by their composed form, and so do we.
    let composed: String = text.nfkc().collect();
    let words = spell(&composed);
    let mut name = match case {
        Case::Snake => words.to_snake_case(),
        Case::UpperCamel => words.to_upper_camel_case(),
        Case::ShoutySnake => words.to_shouty_snake_case(),
    };
    name.retain(unicode_ident::is_xid_continue);
    if name.chars().count() > LONGEST {
        name = name.chars().take(LONGEST).collect();
    }
    let filler = match case {
        Case::Snake => "value",
        Case::UpperCamel => "Value",
        Case::ShoutySnake => "VALUE",
    };
    match name.chars().next() {
        None => filler.to_owned(),
        Some(first) if !unicode_ident::is_xid_start(first) => {
            let separator = if case == Case::UpperCamel { "" } else { "_" };
            format!("{filler}{separator}{name}")
        }
        Some(_) => escape_keyword(name),
    }
}

/// An identifier token; raw (`r#type`) where the name is a keyword.
pub fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// Writes keywords raw, and the few that cannot be raw with an underscore behind them.
fn escape_keyword(name: String) -> String {
    const NEVER_RAW: [&str; 5] = ["self", "Self", "super", "crate", "_"];
    // Strict and reserved keywords of the 2024 edition (The Rust Reference, "Keywords").
    const KEYWORDS: [&str; 51] = [
        "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
        "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
        "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type",
        "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "union", "raw", "safe",
    ];
    // The last three are keywords in some places only and need nothing.
    let strict = KEYWORDS.get(..48).unwrap_or_default();
    if NEVER_RAW.contains(&name.as_str()) {
        format!("{name}_")
    } else if strict.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    }
}

/// Puts words in place of the signs that tell names apart, such as `+1` and `-1`, where nothing else would.
fn spell(text: &str) -> String {
    let has_words = text.chars().any(|character| character.is_alphanumeric());
    let mut spelled = String::with_capacity(text.len());
    for (index, character) in text.chars().enumerate() {
        let word = match character {
            '+' if index == 0 || !has_words => "plus",
            '-' if (index == 0 && text.chars().nth(1).is_some_and(|next| next.is_ascii_digit())) || text == "-" => {
                "minus"
            }
            '<' if !has_words => "less",
            '>' if !has_words => "greater",
            '=' if !has_words => "equal",
            '!' if index == 0 || !has_words => "not",
            '*' if !has_words => "any",
            '%' if !has_words => "percent",
            '&' if !has_words => "and",
            '|' if !has_words => "or",
            '~' if !has_words => "tilde",
            '#' if !has_words => "hash",
            '$' if !has_words => "dollar",
            '@' if !has_words => "at",
            '/' if !has_words => "slash",
            '.' if !has_words => "dot",
            '_' if !has_words => "underscore",
            _ => {
                // An apostrophe joins what it stands between; all else that is no letter or digit parts words.
                if character.is_alphanumeric() {
                    spelled.push(character);
                } else if character != '\'' {
                    spelled.push(' ');
                }
                continue;
            }
        };
        spelled.push(' ');
        spelled.push_str(word);
        spelled.push(' ');
    }
    spelled
}

/// The names that a scope holds. Names are compared without regard to case and underscores, so that no two differ in
/// a way that a reader overlooks.
#[derive(Clone, Debug, Default)]
pub struct Names {
    taken: HashSet<String>,
    /// The next number behind a stem that many names share.
    numbers: HashMap<String, u32>,
}

impl Names {
    /// A scope in which `reserved` is taken.
    pub fn new(reserved: &[&str]) -> Self {
        let mut names = Self::default();
        for name in reserved {
            names.taken.insert(key(name));
        }
        names
    }

    /// A scope of types in which the names of the prelude are taken, and `imported` ones, which generated code uses as
    /// unqualified.
    pub(crate) fn of_types(imported: &[&str]) -> Self {
        let mut names = Self::new(imported);
        names.taken.extend(PRELUDE.split(' ').map(key));
        names
    }

    /// Takes the first of `candidates`, each made an identifier, that is free; where none is, the last one with the
    /// least number behind it, from 2.
    pub fn claim(&mut self, candidates: &[&str], case: Case) -> String {
        let mut last = String::new();
        for candidate in candidates {
            last = identifier(candidate, case);
            if self.taken.insert(key(&last)) {
                return last;
            }
        }
        let stem = last
            .strip_prefix("r#")
            .unwrap_or(&last)
            .trim_end_matches('_')
            .to_owned();
        let separator = match case {
            Case::UpperCamel if !stem.ends_with(|end: char| end.is_ascii_digit()) => "",
            _ => "_",
        };
        let next = self.numbers.entry(key(&stem)).or_insert(2);
        loop {
            let name = format!("{stem}{separator}{next}");
            *next += 1;
            if self.taken.insert(key(&name)) {
                return name;
            }
        }
    }

    /// Whether an identifier is taken.
    pub fn contains(&self, name: &str) -> bool {
        self.taken.contains(&key(name))
    }
}

fn key(name: &str) -> String {
    let name = name.strip_prefix("r#").unwrap_or(name);
    name.chars()
        .filter(|character| *character != '_')
        .flat_map(char::to_lowercase)
        .collect()
}

/// Takes the name of a declared schema. A dotted name's last parts that begin with a capital are its name, and what
/// stands before them is its package, which comes in only where two names are equal without it:
/// `example.v1.Page.Order` is `PageOrder`.
pub(crate) fn claim_declared(names: &mut Names, name: &str) -> String {
    let parts: Vec<&str> = name.split('.').filter(|part| !part.is_empty()).collect();
    let is_package = |part: &&str| part.starts_with(|first: char| first.is_lowercase() || first.is_numeric());
    let package = parts.iter().take_while(|part| is_package(part)).count();
    let package = if package == parts.len() {
        package.saturating_sub(1)
    } else {
        package
    };
    // From the shortest name to the whole one.
    let mut candidates: Vec<String> = (package.saturating_sub(MOST_PACKAGES)..=package)
        .rev()
        .map(|start| parts.get(start..).unwrap_or_default().join(" "))
        .collect();
    candidates.push(format!("{name} schema"));
    let candidates: Vec<&str> = candidates.iter().map(String::as_str).collect();
    names.claim(&candidates, Case::UpperCamel)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, snake: &str, camel: &str) {
        assert_eq!(identifier(text, Case::Snake), snake, "{text:?}");
        assert_eq!(identifier(text, Case::UpperCamel), camel, "{text:?}");
        for name in [snake, camel] {
            assert!(
                syn::parse_str::<Ident>(name).is_ok() || name.starts_with("r#"),
                "{name}"
            );
            ident(name);
        }
    }

    #[test]
    fn any_text_becomes_an_identifier() {
        check("created_at_asc", "created_at_asc", "CreatedAtAsc");
        check("X-Auth-Token", "x_auth_token", "XAuthToken");
        check("HTTPServer2", "http_server2", "HttpServer2");
        check("type", "r#type", "Type");
        check("self", "self_", "Self_");
        check("gen", "r#gen", "Gen");
        check("union", "union", "Union");
        check("_", "underscore", "Underscore");
        check(
            "1-Click Applications",
            "value_1_click_applications",
            "Value1ClickApplications",
        );
        check("", "value", "Value");
        check("+1", "plus_1", "Plus1");
        check("-1", "minus_1", "Minus1");
        check("🎉", "value", "Value");
        check("Straße", "straße", "Straße");
        check("e\u{301}te\u{301} Ⅷ", "été_viii", "ÉtéViii");
        check("../../etc/passwd", "etc_passwd", "EtcPasswd");
        check("a\u{202e}b\0c\n", "a_b_c", "ABC");
        check("l'été", "lété", "Lété");
        check("<=", "less_equal", "LessEqual");
        check("*", "any", "Any");
    }

    #[test]
    fn long_names_are_cut() {
        assert_eq!(identifier(&"x".repeat(300), Case::Snake).len(), LONGEST);
    }

    #[test]
    fn a_scope_gives_each_name_once() {
        let mut names = Names::new(&["Option"]);
        let mut claim = |candidates: &[&str]| names.claim(candidates, Case::UpperCamel);
        assert_eq!(claim(&["asc"]), "Asc");
        assert_eq!(claim(&["ASC"]), "Asc2");
        assert_eq!(claim(&["Option", "OptionSchema"]), "OptionSchema");
        assert_eq!(claim(&["foo-bar"]), "FooBar");
        assert_eq!(claim(&["foo_bar"]), "FooBar2");
        assert_eq!(claim(&["v1"]), "V1");
        assert_eq!(claim(&["V1"]), "V1_2");
        let mut fields = Names::default();
        assert_eq!(fields.claim(&["type"], Case::Snake), "r#type");
        assert_eq!(fields.claim(&["Type"], Case::Snake), "type_2");
        assert_eq!(fields.claim(&["self"], Case::Snake), "self_");
        assert_eq!(fields.claim(&["Self"], Case::Snake), "self_2");
    }
}
