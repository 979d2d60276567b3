//! Regular expressions of documents in the syntax of the `regex` crate.
//!
//! Documents write ECMA-262 (section 22.2.1), of which the crate knows what can be matched in linear time. Where both
//! know a sign, it does not always mean the same: `\d` is ten digits in one and every digit of Unicode in the other.

use std::str::Chars;

/// What `.` does not match.
const LINE_ENDS: &str = r"\n\r\u{2028}\u{2029}";
/// What `\s` matches (ECMA-262, sections 12.2 and 12.3).
const SPACES: &str = r"\t\n\x0B\x0C\r \u{a0}\u{1680}\u{2000}-\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}\u{feff}";
const DIGITS: &str = "0-9";
const WORDS: &str = "0-9A-Z_a-z";

/// An ECMA-262 expression in the syntax of the `regex` crate.
///
/// # Errors
/// Why it cannot be checked: it needs look-around or back-references, or it is no expression.
pub(crate) fn translate(pattern: &str) -> Result<String, String> {
    let mut translator = Translator {
        rest: pattern.chars(),
        out: String::with_capacity(pattern.len() + 16),
    };
    translator.expression()?;
    let translated = translator.out;
    match regex_syntax::Parser::new().parse(&translated) {
        Ok(_) => Ok(translated),
        Err(regex_syntax::Error::Parse(error)) => Err(error.kind().to_string()),
        Err(regex_syntax::Error::Translate(error)) => Err(error.kind().to_string()),
        Err(error) => Err(error.to_string()),
    }
}

struct Translator<'a> {
    rest: Chars<'a>,
    out: String,
}

/// What a backslash and what follows it stand for.
enum Escape {
    /// One character.
    Character(char),
    /// A set: the members, as in a class, and whether all others are meant.
    Set(String, bool),
    /// `\b` or `\B`.
    Boundary(char),
}

/// A member of a class.
enum Member {
    Character(char),
    /// As [`Escape::Set`].
    Set(String, bool),
}

impl Translator<'_> {
    fn expression(&mut self) -> Result<(), String> {
        while let Some(character) = self.rest.next() {
            match character {
                '\\' => match self.escape()? {
                    Escape::Character(character) => self.literal(character),
                    Escape::Set(members, negated) => self.set(&members, negated),
                    Escape::Boundary(letter) => self.out.push_str(&format!(r"(?-u:\{letter})")),
                },
                '.' => self.set(LINE_ENDS, true),
                '[' => self.class()?,
                '(' => self.group()?,
                '{' => self.brace(),
                '}' | ']' => self.literal(character),
                other => self.out.push(other),
            }
        }
        Ok(())
    }

    fn literal(&mut self, character: char) {
        let mut buffer = [0; 4];
        self.out
            .push_str(&regex_syntax::escape(character.encode_utf8(&mut buffer)));
    }

    fn set(&mut self, members: &str, negated: bool) {
        let not = if negated { "^" } else { "" };
        self.out.push_str(&format!("[{not}{members}]"));
    }

    /// A count, `{2}`, `{2,}` or `{2,3}`; any other brace is itself.
    fn brace(&mut self) {
        let is_number = |text: &str| !text.is_empty() && !text.contains(',');
        let is_count = |text: &str| match text.split_once(',') {
            None => is_number(text),
            Some((least, most)) => is_number(least) && !most.contains(','),
        };
        let rest = self.rest.as_str();
        let length = rest.find(|sign: char| !sign.is_ascii_digit() && sign != ',');
        match length.and_then(|length| rest.split_at_checked(length)) {
            Some((count, behind)) if behind.starts_with('}') && is_count(count) => {
                self.out.push_str(&format!("{{{count}"));
                self.rest = behind.chars();
                self.out.extend(self.rest.next());
            }
            _ => self.literal('{'),
        }
    }

    /// What stands behind an opening parenthesis. Names of groups are dropped: nothing asks for them.
    fn group(&mut self) -> Result<(), String> {
        let rest = self.rest.as_str();
        if ["?=", "?!", "?<=", "?<!"].iter().any(|sign| rest.starts_with(sign)) {
            return Err("look-ahead and look-behind cannot be matched in linear time".to_owned());
        }
        self.out.push('(');
        let named = rest.strip_prefix("?<").or_else(|| rest.strip_prefix("?P<"));
        let behind =
            named.map(|name| name.trim_start_matches(|sign: char| sign.is_alphanumeric() || "_$".contains(sign)));
        if let Some(behind) = behind.and_then(|behind| behind.strip_prefix('>')) {
            self.rest = behind.chars();
            self.out.push_str("?:");
        }
        Ok(())
    }

    /// A class, behind its opening bracket.
    fn class(&mut self) -> Result<(), String> {
        let negated = self.take('^');
        if self.take(']') {
            // Nothing at all, or anything at all.
            self.out.push_str(if negated { "(?s:.)" } else { "[a&&b]" });
            return Ok(());
        }
        self.out.push_str(if negated { "[^" } else { "[" });
        while !self.take(']') {
            let first = self.member()?;
            let is_range = self.rest.as_str().starts_with('-') && !self.rest.as_str().starts_with("-]");
            if !is_range {
                self.write_member(&first);
                continue;
            }
            self.rest.next();
            let last = self.member()?;
            self.write_member(&first);
            // Beside a set a hyphen is itself.
            let is_range = matches!((&first, &last), (Member::Character(_), Member::Character(_)));
            self.out.push_str(if is_range { "-" } else { r"\-" });
            self.write_member(&last);
        }
        self.out.push(']');
        Ok(())
    }

    fn member(&mut self) -> Result<Member, String> {
        match self.rest.next() {
            None => Err("a class is not closed".to_owned()),
            Some('\\') => match self.escape()? {
                Escape::Character(character) => Ok(Member::Character(character)),
                Escape::Boundary('b') => Ok(Member::Character('\u{8}')),
                Escape::Boundary(letter) => Err(format!("`\\{letter}` stands in a class")),
                Escape::Set(members, negated) => Ok(Member::Set(members, negated)),
            },
            Some(character) => Ok(Member::Character(character)),
        }
    }

    fn write_member(&mut self, member: &Member) {
        match member {
            Member::Character(character) => self.literal(*character),
            Member::Set(members, true) => self.set(members, true),
            Member::Set(members, false) => self.out.push_str(members),
        }
    }

    /// What a backslash stands for (ECMA-262, section 22.2.1, and annex B.1.2 for what browsers accept too).
    fn escape(&mut self) -> Result<Escape, String> {
        let Some(letter) = self.rest.next() else {
            return Err("the expression ends in a backslash".to_owned());
        };
        let set = |members: &str, negated| Ok(Escape::Set(members.to_owned(), negated));
        let character = match letter {
            'd' | 'D' => return set(DIGITS, letter == 'D'),
            'w' | 'W' => return set(WORDS, letter == 'W'),
            's' | 'S' => return set(SPACES, letter == 'S'),
            'p' | 'P' => return self.property(letter),
            'b' | 'B' => return Ok(Escape::Boundary(letter)),
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            'v' => '\u{b}',
            'f' => '\u{c}',
            '0' if !self.rest.as_str().starts_with(|next: char| next.is_ascii_digit()) => '\0',
            '0'..='9' | 'k' => return Err("back-references cannot be matched in linear time".to_owned()),
            'c' => match self.rest.next() {
                Some(letter) if letter.is_ascii_alphabetic() => char::from(letter as u8 % 32),
                _ => return Err("`\\c` stands before no letter".to_owned()),
            },
            'x' => self
                .hexadecimal(2)
                .and_then(char::from_u32)
                .ok_or("`\\x` stands before no two digits")?,
            'u' => self.code_point().ok_or("`\\u` stands before no character")?,
            letter if letter.is_ascii_alphabetic() => return Err(format!("`\\{letter}` is no escape")),
            itself => itself,
        };
        Ok(Escape::Character(character))
    }

    /// `\p{…}`, which both write alike.
    fn property(&mut self, letter: char) -> Result<Escape, String> {
        let rest = self.rest.as_str();
        let Some((name, behind)) = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) else {
            return Err(format!("`\\{letter}` stands before no name of a property"));
        };
        self.rest = behind.chars();
        Ok(Escape::Set(format!(r"\{letter}{{{name}}}"), false))
    }

    /// `\uXXXX`, two of them for characters beyond 16 bits, or `\u{…}`.
    fn code_point(&mut self) -> Option<char> {
        if let Some(rest) = self.rest.as_str().strip_prefix('{') {
            let (digits, behind) = rest.split_once('}')?;
            self.rest = behind.chars();
            return char::from_u32(u32::from_str_radix(digits, 16).ok()?);
        }
        let first = self.hexadecimal(4)?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        self.rest = self.rest.as_str().strip_prefix("\\u")?.chars();
        let second = self.hexadecimal(4).filter(|unit| (0xdc00..0xe000).contains(unit))?;
        char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00))
    }

    fn hexadecimal(&mut self, length: usize) -> Option<u32> {
        let (digits, behind) = self.rest.as_str().split_at_checked(length)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        self.rest = behind.chars();
        u32::from_str_radix(digits, 16).ok()
    }

    fn take(&mut self, sign: char) -> bool {
        match self.rest.as_str().strip_prefix(sign) {
            Some(behind) => {
                self.rest = behind.chars();
                true
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests;
