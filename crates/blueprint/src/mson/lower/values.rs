//! Values as they are written into values of their types.

use std::ops::Range;

use serde_json::Value;
use specwright_model::Number;

use super::{Lowering, article};
use crate::block::Line;
use crate::mson::types::Kind;
use crate::rules;

impl<'t> Lowering<'_, 't, '_> {
    /// The value that a line means for a type of a kind; none, with a finding, where it does not fit.
    pub(super) fn literal(&mut self, kind: Kind, line: Line<'t>) -> Option<Value> {
        self.literal_at(kind, line.text, line.range())
    }

    /// The value that a text means for a type of a kind; none, with a finding at `place`, where it does not fit.
    pub(super) fn literal_at(&mut self, kind: Kind, text: &str, place: Range<usize>) -> Option<Value> {
        let value = parse(kind, text);
        if value.is_none() {
            let message = format!("`{text}` is not {}, and is left out", article(kind));
            let help = "write a value of that type, or give another type in the parentheses";
            self.report(&rules::INVALID_VALUE, place, message, Some(help));
        }
        value
    }

    /// The value that a text means for one of several kinds. As a string where that is one of them.
    pub(super) fn literal_of(&mut self, kinds: &[Kind], text: Line<'t>) -> Option<Value> {
        let fits_as_text = kinds.is_empty() || kinds.contains(&Kind::String);
        if fits_as_text {
            return Some(Value::String(text.text.to_owned()));
        }
        let value = kinds.iter().find_map(|kind| parse(*kind, text.text));
        match (value, kinds) {
            (None, [first, ..]) => self.literal(*first, text),
            (value, _) => value,
        }
    }
}

/// The value of a text, where it fits a kind.
fn parse(kind: Kind, text: &str) -> Option<Value> {
    match kind {
        Kind::Boolean if text.eq_ignore_ascii_case("true") => Some(Value::Bool(true)),
        Kind::Boolean if text.eq_ignore_ascii_case("false") => Some(Value::Bool(false)),
        Kind::Boolean => None,
        Kind::Number | Kind::Integer => number(text).filter(|value| kind == Kind::Number || !value.is_f64()),
        Kind::Array | Kind::Object => serde_json::from_str(text).ok().filter(|value: &Value| {
            if kind == Kind::Array {
                value.is_array()
            } else {
                value.is_object()
            }
        }),
        Kind::String | Kind::Enum | Kind::Any => Some(Value::String(text.to_owned())),
    }
}

fn number(text: &str) -> Option<Value> {
    match Number::parse(text)? {
        Number::Integer(integer) => match (i64::try_from(integer), u64::try_from(integer)) {
            (Ok(integer), _) => Some(integer.into()),
            (_, Ok(integer)) => Some(integer.into()),
            #[allow(clippy::cast_precision_loss)] // no integer of JSON's usual size holds it
            _ => serde_json::Number::from_f64(integer as f64).map(Value::Number),
        },
        Number::Float(float) => serde_json::Number::from_f64(float).map(Value::Number),
    }
}
