//! Names of generated packages.

use std::fmt;
use std::path::Path;

use heck::ToKebabCase;

use crate::Target;

/// The most characters that a name has. With the longest ending of a package it stays below the 64 that crates.io
/// allows.
const LONGEST: usize = 50;

/// The name of a text without a single usable character.
const OTHERWISE: &str = "api";

/// What the packages of one API are called, before `-client` or `-server`: words of small letters and digits, joined
/// by hyphens, of which the first begins with a letter; 50 characters at most, and no keyword of Rust. Whatever it was
/// made of, it is safe as a directory's name, in a manifest and, with `_` for `-`, as an identifier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

/// A text that is not a [`Name`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidName {
    /// The text.
    pub text: String,
    /// The name nearest to it.
    pub suggestion: Name,
}

impl Name {
    /// Takes a text that is a name already.
    ///
    /// # Errors
    /// [`InvalidName`], with the name that [`Name::derive`] makes of the text.
    pub fn new(text: &str) -> Result<Self, InvalidName> {
        let name = Self::derive(text);
        if name.0 == text {
            Ok(name)
        } else {
            Err(InvalidName {
                text: text.to_owned(),
                suggestion: name,
            })
        }
    }

    /// Makes a name of any text: `Pet Store 2` becomes `pet-store-2`. Characters that a name cannot have part words.
    /// The name of a name is itself.
    pub fn derive(text: &str) -> Self {
        let plain: String = text.chars().map(plain_or_space).collect();
        let words = plain.to_kebab_case();
        let mut name = match words.chars().next() {
            None => OTHERWISE.to_owned(),
            Some(first) if first.is_ascii_digit() => format!("{OTHERWISE}-{words}"),
            Some(_) => words,
        };
        // Every character is ASCII, so that this never cuts one in two.
        name.truncate(LONGEST);
        let end = name.trim_end_matches('-').len();
        name.truncate(end);
        if is_keyword(&name) {
            name.push('-');
            name.push_str(OTHERWISE);
        }
        Self(name)
    }

    /// Makes a name of a file's name without its folder, its extension and a word before it that only names a format:
    /// `specs/partner.openapi.yaml` gives `partner`.
    pub fn of_file(path: &Path) -> Self {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let stem = without_ending(&file, &["yaml", "yml", "json", "apib", "raml", "md", "markdown", "txt"]);
        Self::derive(without_ending(stem, &["openapi", "oas", "naftiko", "capability"]))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of the package that `target` generates, such as `partner-client`. It is also the name of the
    /// package's directory.
    pub fn package(&self, target: Target) -> String {
        format!("{}-{}", self.0, target.name())
    }
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for InvalidName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} cannot name packages", self.text)
    }
}

impl std::error::Error for InvalidName {}

fn plain_or_space(character: char) -> char {
    if character.is_ascii_alphanumeric() {
        character
    } else {
        ' '
    }
}

/// `name` without a dot and one of `endings` in any letter case; `name` itself where nothing would be left.
fn without_ending<'n>(name: &'n str, endings: &[&str]) -> &'n str {
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && endings.iter().any(|it| it.eq_ignore_ascii_case(ending)) => stem,
        _ => name,
    }
}

/// Whether cargo refuses the name because Rust reserves the word.
fn is_keyword(name: &str) -> bool {
    const KEYWORDS: [&str; 52] = [
        "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
        "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
        "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
        "test", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while",
        "yield",
    ];
    KEYWORDS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let name = Name::derive(text);
        assert_eq!(name.as_str(), expected, "{text:?}");
        assert_eq!(Name::new(expected), Ok(name), "a name's name is itself: {text:?}");
    }

    fn check_file(path: &str, expected: &str) {
        assert_eq!(Name::of_file(Path::new(path)).as_str(), expected, "{path:?}");
    }

    #[test]
    fn any_text_becomes_a_name() {
        check("partner", "partner");
        check("scaleway-partner", "scaleway-partner");
        check("Pet Store 2", "pet-store-2");
        check("PetStore", "pet-store");
        check("HTTPServer", "http-server");
        check("snake_case_name", "snake-case-name");
        check("a--b__c", "a-b-c");
        check("v1.2.3", "v1-2-3");
        check("3scale", "api-3scale");
        check("Straße", "stra-e");
        check("", "api");
        check("🎉", "api");
        check("-", "api");
        check("type", "type-api");
        check("TEST", "test-api");
        check("Self", "self-api");
    }

    #[test]
    fn hostile_text_becomes_a_harmless_name() {
        check("../../etc/passwd", "etc-passwd");
        check("a\"\n[dependencies]\nevil = \"1\"", "a-dependencies-evil-1");
        check("a\0b\u{202e}c", "a-b-c");
        check("$(rm -rf ~)", "rm-rf");
        check("C:\\windows", "c-windows");
        check(&"x".repeat(300), &"x".repeat(50));
        check(&format!("{} b", "x".repeat(49)), &"x".repeat(49));
    }

    #[test]
    fn endings_of_files_are_left_out() {
        check_file("partner.openapi.yaml", "partner");
        check_file("specs/scaleway-partner.openapi.yaml", "scaleway-partner");
        check_file("github.json", "github");
        check_file("partner.OpenAPI.YML", "partner");
        check_file("openapi.yaml", "openapi");
        check_file("api.github.com.json", "api-github-com");
        check_file(".yaml", "yaml");
        check_file("..", "api");
    }

    #[test]
    fn a_text_that_is_no_name_is_refused_with_the_nearest_one() {
        let refused = Name::new("Partner API").expect_err("it has a space");
        assert_eq!(refused.suggestion.as_str(), "partner-api");
        assert_eq!(refused.to_string(), "\"Partner API\" cannot name packages");
    }

    #[test]
    fn a_package_is_named_after_its_target() {
        assert_eq!(Name::derive("partner").package(Target::Client), "partner-client");
    }
}
