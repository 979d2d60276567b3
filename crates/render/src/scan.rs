//! A scanner for Rust text: where code, literals and comments begin and end (The Rust Reference, "Lexical structure").
//!
//! It tells apart what the gate has to: it does not check that a token is a valid one, as proc_macro2 does afterwards.

use std::str::Chars;

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// White space.
    Space,
    /// A comment that is no documentation.
    Comment,
    /// A documentation comment.
    Documentation,
    /// A string, byte string, C string, character or number, with its suffix.
    Literal,
    /// An identifier, a keyword, or a lifetime with its apostrophe.
    Word,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// Any other character.
    Sign,
}

/// Cuts text into pieces that, one after the other, are the text.
pub(crate) struct Scanner<'text> {
    rest: Chars<'text>,
}

impl<'text> Scanner<'text> {
    pub(crate) fn new(text: &'text str) -> Self {
        Self { rest: text.chars() }
    }

    /// Consumes what the scanner has in front of it and says what it is. A literal or comment that does not end goes
    /// to the end of the text.
    fn piece(&mut self) -> Option<Kind> {
        let first = self.rest.next()?;
        Some(match first {
            _ if first.is_whitespace() => {
                self.skip_while(char::is_whitespace);
                Kind::Space
            }
            '/' if self.rest.as_str().starts_with('/') => self.line_comment(),
            '/' if self.rest.as_str().starts_with('*') => self.block_comment(),
            '"' => self.quoted('"'),
            '\'' => self.apostrophe(),
            '0'..='9' => {
                self.skip_while(goes_on);
                Kind::Literal
            }
            _ if goes_on(first) => self.word(first),
            '(' | '[' | '{' => Kind::Open,
            ')' | ']' | '}' => Kind::Close,
            _ => Kind::Sign,
        })
    }

    fn skip_while(&mut self, matches: impl Fn(char) -> bool) {
        let rest = self.rest.as_str();
        self.rest = rest.trim_start_matches(matches).chars();
    }

    fn line_comment(&mut self) -> Kind {
        let rest = self.rest.as_str();
        let is_documentation = rest.starts_with("/!") || (rest.starts_with("//") && !rest.starts_with("///"));
        self.skip_while(|character| character != '\n');
        if is_documentation {
            Kind::Documentation
        } else {
            Kind::Comment
        }
    }

    fn block_comment(&mut self) -> Kind {
        let rest = self.rest.as_str();
        let is_documentation =
            rest.starts_with("*!") || (rest.starts_with("**") && !rest.starts_with("***") && !rest.starts_with("**/"));
        self.rest.next();
        let mut depth = 1_u32;
        while depth > 0 {
            match self.rest.next() {
                Some('*') if self.take('/') => depth -= 1,
                Some('/') if self.take('*') => depth += 1,
                Some(_) => {}
                None => break,
            }
        }
        if is_documentation {
            Kind::Documentation
        } else {
            Kind::Comment
        }
    }

    fn take(&mut self, expected: char) -> bool {
        let found = self.rest.as_str().starts_with(expected);
        if found {
            self.rest.next();
        }
        found
    }

    /// The rest of a literal that `quote` began and ends, and its suffix.
    fn quoted(&mut self, quote: char) -> Kind {
        while let Some(character) = self.rest.next() {
            if character == '\\' {
                self.rest.next();
            } else if character == quote {
                self.skip_while(goes_on);
                break;
            }
        }
        Kind::Literal
    }

    /// A character or a lifetime: only the one has an apostrophe behind its first character or escape.
    fn apostrophe(&mut self) -> Kind {
        let mut ahead = self.rest.clone();
        let first = ahead.next();
        if first == Some('\\') || ahead.next() == Some('\'') {
            return self.quoted('\'');
        }
        self.skip_while(goes_on);
        Kind::Word
    }

    fn word(&mut self, first: char) -> Kind {
        let start = self.rest.as_str();
        self.skip_while(goes_on);
        let rest = self.rest.as_str();
        let length = start.len() - rest.len();
        let prefix = (first, start.get(..length).unwrap_or_default());
        match prefix {
            ('b' | 'c', "") if self.take('"') => self.quoted('"'),
            ('b', "") if self.take('\'') => self.quoted('\''),
            ('r', "") | ('b' | 'c', "r") => self.raw(),
            _ => Kind::Word,
        }
    }

    /// A raw string behind its `r`, or a raw identifier, or a word that is neither.
    fn raw(&mut self) -> Kind {
        let rest = self.rest.as_str();
        let behind = rest.trim_start_matches('#');
        let hashes = rest.get(..rest.len() - behind.len()).unwrap_or_default();
        if let Some(text) = behind.strip_prefix('"') {
            let mut closed = text;
            while let Some((_, after)) = closed.split_once('"') {
                closed = after;
                if let Some(after) = after.strip_prefix(hashes) {
                    self.rest = after.chars();
                    self.skip_while(goes_on);
                    return Kind::Literal;
                }
            }
            self.rest = "".chars();
            return Kind::Literal;
        }
        if hashes.len() == 1 && behind.starts_with(goes_on) {
            self.rest = behind.chars();
            self.skip_while(goes_on);
        }
        Kind::Word
    }
}

impl<'text> Iterator for Scanner<'text> {
    type Item = (Kind, &'text str);

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.rest.as_str();
        let kind = self.piece()?;
        let length = text.len() - self.rest.as_str().len();
        Some((kind, text.get(..length)?))
    }
}

/// Whether a character can stand in a word.
fn goes_on(character: char) -> bool {
    character == '_' || character.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the pieces of a text, without its white space.
    fn check(text: &str, expected: &[(Kind, &str)]) {
        let pieces: Vec<_> = Scanner::new(text).collect();
        let joined: String = pieces.iter().map(|(_, piece)| *piece).collect();
        assert_eq!(joined, text);
        let pieces: Vec<_> = pieces.into_iter().filter(|(kind, _)| *kind != Kind::Space).collect();
        assert_eq!(pieces, expected);
    }

    #[test]
    fn strings_end_where_rust_ends_them() {
        use Kind::{Literal, Sign, Word};
        check(r#""a\"b" c"#, &[(Literal, r#""a\"b""#), (Word, "c")]);
        check(r#""a\\" c"#, &[(Literal, r#""a\\""#), (Word, "c")]);
        check(r##"r#"a"b"# c"##, &[(Literal, r##"r#"a"b"#"##), (Word, "c")]);
        check(r#"br"\" c"#, &[(Literal, r#"br"\""#), (Word, "c")]);
        check(
            r#"b"\"" c"" b'"' x"#,
            &[
                (Literal, r#"b"\"""#),
                (Literal, r#"c"""#),
                (Literal, "b'\"'"),
                (Word, "x"),
            ],
        );
        check("\"open c", &[(Literal, "\"open c")]);
        check("\"a\"suffix;", &[(Literal, "\"a\"suffix"), (Sign, ";")]);
    }

    #[test]
    fn characters_are_no_lifetimes() {
        use Kind::{Literal, Open, Sign, Word};
        check(
            r"'\'' '\u{7f}' '\\'",
            &[(Literal, r"'\''"), (Literal, r"'\u{7f}'"), (Literal, r"'\\'")],
        );
        check("'\"' '{'", &[(Literal, "'\"'"), (Literal, "'{'")]);
        check("&'a b", &[(Sign, "&"), (Word, "'a"), (Word, "b")]);
        check("<'_>(", &[(Sign, "<"), (Word, "'_"), (Sign, ">"), (Open, "(")]);
    }

    #[test]
    fn words_may_look_like_prefixes() {
        use Kind::{Sign, Word};
        check("r#type r b", &[(Word, "r#type"), (Word, "r"), (Word, "b")]);
        check("error:number", &[(Word, "error"), (Sign, ":"), (Word, "number")]);
    }

    #[test]
    fn comments_are_told_from_documentation() {
        use Kind::{Comment, Documentation, Word};
        check("// \"\na", &[(Comment, "// \""), (Word, "a")]);
        check("//// a", &[(Comment, "//// a")]);
        check("/// a\n//! b", &[(Documentation, "/// a"), (Documentation, "//! b")]);
        check("/* /* */ \" */ a", &[(Comment, "/* /* */ \" */"), (Word, "a")]);
        check(
            "/** a */ /*! b */",
            &[(Documentation, "/** a */"), (Documentation, "/*! b */")],
        );
        check("/**/ /***/ a", &[(Comment, "/**/"), (Comment, "/***/"), (Word, "a")]);
    }
}
