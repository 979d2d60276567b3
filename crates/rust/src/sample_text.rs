//! Sample texts: of the formats that have a form, and of patterns.

use regex_syntax::hir::{Class, Hir, HirKind, Repetition};
use specwright_model::{Text, TextFormat};

use crate::{pattern, scalars::text_type, types::TypeRef};

/// The longest text that is made for a pattern, in characters.
const LONGEST: usize = 4096;

/// A text of the schema.
pub(crate) fn text_of(text: &Text) -> String {
    // Only what is of no type of its own has a pattern to match.
    if let Some(matching) = of_pattern(text).filter(|_| text_type(text) == TypeRef::String) {
        return matching;
    }
    let fixed = match text.format {
        TextFormat::DateTime => "2024-05-17T12:30:00Z",
        TextFormat::DateTimeLocal => "2024-05-17T12:30:00",
        TextFormat::HttpDate => "Fri, 17 May 2024 12:30:00 GMT",
        TextFormat::Date => "2024-05-17",
        TextFormat::Time => "12:30:00Z",
        TextFormat::Duration => "PT1H",
        TextFormat::Uuid => "3fa85f64-5717-4562-b3fc-2c963f66afa6",
        TextFormat::Uri | TextFormat::UriReference => "https://example.com/",
        TextFormat::Email => "someone@example.com",
        TextFormat::Hostname => "host.example.com",
        TextFormat::Ipv4 => "192.0.2.1",
        TextFormat::Ipv6 => "2001:db8::1",
        TextFormat::Byte => "c2FtcGxl",
        TextFormat::Decimal => "1.5",
        _ => return of_length(text),
    };
    fixed.to_owned()
}

/// Another text of the schema: longer than the shortest one by so many characters.
pub(crate) fn longer_text(text: &Text, by: usize) -> String {
    let shortest = text_of(text).chars().count();
    text_of(&Text {
        min_length: u64::try_from(shortest + by).ok(),
        ..text.clone()
    })
}

fn of_length(text: &Text) -> String {
    let (least, most) = lengths(text);
    let word = "string".chars().cycle().take(least.min(LONGEST).max(6.min(most)));
    word.collect()
}

fn lengths(text: &Text) -> (usize, usize) {
    let least = usize::try_from(text.min_length.unwrap_or(0)).unwrap_or(usize::MAX);
    let most = usize::try_from(text.max_length.unwrap_or(u64::MAX)).unwrap_or(usize::MAX);
    (least, most)
}

/// A text that matches the pattern and is as long as it must be; none where there is no pattern, or none was found.
fn of_pattern(text: &Text) -> Option<String> {
    let translated = pattern::translate(text.pattern.as_ref()?).ok()?;
    let expression = regex_syntax::Parser::new().parse(&translated).ok()?;
    let (least, most) = lengths(text);
    let mut writer = Writer::default();
    writer.expression(&expression)?;
    let short = writer.text.chars().count();
    if short < least {
        writer = Writer {
            wanted: least - short,
            ..Writer::default()
        };
        writer.expression(&expression)?;
    }
    let length = writer.text.chars().count();
    (least..=most).contains(&length).then_some(writer.text)
}

/// Writes a text that an expression matches: the shortest one, and what is wanted beyond that.
#[derive(Default)]
struct Writer {
    text: String,
    /// How many characters there should be beyond the shortest text.
    wanted: usize,
}

impl Writer {
    /// Writes what matches; none where nothing does, or it gets too long. The parser limits how deep expressions are.
    fn expression(&mut self, expression: &Hir) -> Option<()> {
        if self.text.len() > LONGEST {
            return None;
        }
        match expression.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => self.text.push_str(std::str::from_utf8(&literal.0).ok()?),
            HirKind::Class(class) => self.text.push(member(class)?),
            HirKind::Repetition(repetition) => self.repetition(repetition)?,
            HirKind::Capture(capture) => self.expression(&capture.sub)?,
            HirKind::Concat(parts) => {
                for part in parts {
                    self.expression(part)?;
                }
            }
            HirKind::Alternation(choices) => self.alternation(choices)?,
        }
        Some(())
    }

    /// The first choice that gives what is wanted, else the first that matches anything.
    fn alternation(&mut self, choices: &[Hir]) -> Option<()> {
        let (start, wanted) = (self.text.len(), self.wanted);
        let mut first = None;
        for choice in choices {
            self.text.truncate(start);
            self.wanted = wanted;
            if self.expression(choice).is_none() {
                continue;
            }
            if self.wanted == 0 {
                return Some(());
            }
            first = first.or_else(|| Some((self.text.split_off(start), self.wanted)));
        }
        self.text.truncate(start);
        let (text, wanted) = first?;
        self.text.push_str(&text);
        self.wanted = wanted;
        Some(())
    }

    fn repetition(&mut self, repetition: &Repetition) -> Option<()> {
        for _ in 0..repetition.min {
            self.expression(&repetition.sub)?;
        }
        let mut count = repetition.min;
        while self.wanted > 0 && repetition.max.is_none_or(|most| count < most) {
            let before = self.text.chars().count();
            let wanted = std::mem::take(&mut self.wanted);
            self.expression(&repetition.sub)?;
            let added = self.text.chars().count() - before;
            if added == 0 {
                self.wanted = wanted;
                break;
            }
            self.wanted = wanted.saturating_sub(added);
            count += 1;
        }
        Some(())
    }
}

/// A character of a class: a letter or digit where it has one.
fn member(class: &Class) -> Option<char> {
    let Class::Unicode(class) = class else { return None };
    let has = |character: &char| {
        class
            .iter()
            .any(|range| (range.start()..=range.end()).contains(character))
    };
    let plain = ('a'..='z').chain('0'..='9').chain('A'..='Z').find(has);
    plain.or_else(|| class.iter().next().map(|range| range.start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, least: u64, most: u64, expected: Option<&str>) {
        let text = Text {
            pattern: Some(pattern.to_owned()),
            min_length: Some(least),
            max_length: Some(most),
            ..Text::default()
        };
        assert_eq!(of_pattern(&text).as_deref(), expected, "{pattern}");
    }

    #[test]
    fn patterns_give_texts_that_match() {
        check(r"^[a-z-]+\.[a-z-]+$", 0, 99, Some("a.a"));
        check(r"^\d+\.\d+\.\d+([\-\+].+)?$", 0, 99, Some("0.0.0"));
        check("^(cat|dog)s{2,}$", 0, 99, Some("catss"));
        check("^[A-Z]{3}$", 0, 99, Some("AAA"));
        check("^[^a-z0-9A-Z]$", 0, 99, Some("\0"));
        check("^x*$", 5, 5, Some("xxxxx"));
        check("^(ab)+$", 5, 9, Some("ababab"));
        check("^a{1,3}$", 5, 9, None);
        check("^(0|[1-9][0-9]*)$", 0, 9, Some("0"));
        check("^(0|[1-9][0-9]*)$", 2, 9, Some("10"));
        check("^a{9}$", 0, 5, None);
        check("(?=a)", 0, 9, None);
    }
}
