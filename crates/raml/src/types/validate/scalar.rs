//! Scalars: numbers, text and their restrictions.

use specwright_model::{Number, NumericRange, SchemaKind, Text, TextFormat};

use super::super::bounds::{is_less, is_multiple};
use super::super::dates;
use super::super::value::{Content, Value};
use super::{Validator, text_of};

impl Validator<'_> {
    pub(super) fn scalar(&mut self, kind: &SchemaKind, value: &Value) {
        let number = match &value.content {
            Content::Number(text) => Number::parse(text),
            // What travels as text may be written in quotes.
            Content::String(text) if self.leniency.scalars_are_text => Number::parse(text),
            _ => None,
        };
        match kind {
            SchemaKind::Integer(integer) => match number {
                Some(number @ Number::Integer(whole)) => {
                    if !integer.format.holds(whole) {
                        self.problem(value.location, format!("{whole} is out of the range of its format"));
                    }
                    self.range(&integer.range, number, value);
                }
                _ => self.mismatch(value, "an integer"),
            },
            SchemaKind::Number(it) => match number {
                Some(number) => self.range(&it.range, number, value),
                None => self.mismatch(value, "a number"),
            },
            SchemaKind::Boolean => {
                let is_boolean = match &value.content {
                    Content::Boolean(_) => true,
                    Content::String(text) => self.leniency.scalars_are_text && (text == "true" || text == "false"),
                    _ => false,
                };
                if !is_boolean {
                    self.mismatch(value, "`true` or `false`");
                }
            }
            SchemaKind::Null => {
                if !matches!(value.content, Content::Null) {
                    self.mismatch(value, "null");
                }
            }
            SchemaKind::Never => self.problem(value.location, "no value fits"),
            SchemaKind::String(text) => self.string(text, value),
            SchemaKind::Any | SchemaKind::Array(_) | SchemaKind::Object(_) | SchemaKind::Union(_) => {}
        }
    }

    fn range(&mut self, range: &NumericRange, number: Number, value: &Value) {
        if let Some(least) = range.minimum.filter(|least| is_less(number, *least)) {
            self.problem(value.location, format!("{number} is less than {least}"));
        }
        if let Some(most) = range.maximum.filter(|most| is_less(*most, number)) {
            self.problem(value.location, format!("{number} is greater than {most}"));
        }
        if let Some(bound) = range.exclusive_minimum.filter(|bound| !is_less(*bound, number)) {
            self.problem(value.location, format!("{number} is not greater than {bound}"));
        }
        if let Some(bound) = range.exclusive_maximum.filter(|bound| !is_less(number, *bound)) {
            self.problem(value.location, format!("{number} is not less than {bound}"));
        }
        if let Some(step) = range.multiple_of.filter(|step| !is_multiple(number, *step)) {
            self.problem(value.location, format!("{number} is no multiple of {step}"));
        }
    }

    fn string(&mut self, schema: &Text, value: &Value) {
        let text = match &value.content {
            Content::String(text) => text.clone(),
            // A file is shown in any way.
            _ if schema.format == TextFormat::Binary => return,
            _ => match text_of(value).filter(|_| self.leniency.scalars_are_text) {
                Some(text) => text,
                None => return self.mismatch(value, name_of(&schema.format)),
            },
        };
        if schema.format == TextFormat::Binary {
            return;
        }
        let count = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
        self.bounds(value, count, (schema.min_length, schema.max_length), "characters");
        let fits = match schema.format {
            TextFormat::Date => dates::is_date(&text),
            TextFormat::Time => dates::is_time(&text),
            TextFormat::DateTimeLocal => dates::is_date_time_only(&text),
            TextFormat::DateTime => dates::is_date_time(&text),
            TextFormat::HttpDate => dates::is_http_date(&text),
            _ => true,
        };
        if !fits {
            self.mismatch(value, name_of(&schema.format));
        }
        if let Some(pattern) = &schema.pattern
            && self.patterns.matches(pattern, &text) == Some(false)
        {
            self.problem(value.location, format!("it does not match `{pattern}`"));
        }
    }
}

fn name_of(format: &TextFormat) -> &'static str {
    match format {
        TextFormat::Date => "a date, such as 2015-05-23",
        TextFormat::Time => "a time, such as 12:30:00",
        TextFormat::DateTimeLocal => "a date and time, such as 2015-07-04T21:00:00",
        TextFormat::DateTime => "a date and time, such as 2016-02-28T16:41:41Z",
        TextFormat::HttpDate => "a date and time, such as Sun, 28 Feb 2016 16:41:41 GMT",
        _ => "a string",
    }
}
