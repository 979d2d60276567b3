//! Reading unions: which of several types a value is.

use std::fmt::Write as _;

use super::{Decode, Decoder, Strictness, Value, Violation};

/// The most trials inside trials. Alternatives within alternatives multiply, so that a small
/// recursive document could otherwise keep a decoder busy for years.
const MOST_NESTED_TRIALS: u32 = 100_000;

/// What a decoder remembers of the variants it has tried.
#[derive(Debug, Default)]
pub(super) struct Trials {
    /// The first problem of each failed trial that no union has reported yet.
    discarded: Vec<Option<Violation>>,
    /// How many trials the current place is within.
    depth: u32,
    /// How many trials were made within others.
    nested: u32,
}

impl Trials {
    /// Whether there were so many trials that no more are made.
    pub(super) fn exhausted(&self) -> bool {
        self.nested >= MOST_NESTED_TRIALS
    }
}

impl Decoder {
    /// The text of the property that tells the variants of a union apart, or a problem.
    pub fn tag<'value>(&mut self, value: &'value Value, name: &str) -> Option<&'value str> {
        let Some(properties) = value.as_object() else {
            self.unexpected("an object", value);
            return None;
        };
        let Some(tag) = properties.get(name) else {
            self.problem(format!("missing required property `{name}`"));
            return None;
        };
        let mark = self.enter_property(name);
        let tag = self.string(tag);
        self.leave(mark);
        tag
    }

    /// Records that the property that tells the variants of a union apart has a text that names
    /// none of them.
    pub fn unknown_tag(&mut self, name: &str, found: &str, known: &[&str]) {
        let mark = self.enter_property(name);
        self.not_one_of(found, known);
        self.leave(mark);
    }

    /// Reads the first variant of a union that fits, or records why none does.
    ///
    /// `read` tries the variants with [`Decoder::trial`], in order. A lenient decoder asks it
    /// twice, first strictly: a variant that fits exactly comes before one that fits by leniency.
    ///
    /// ```
    /// # use specwright_runtime::json::{Decode, Decoder, Value};
    /// enum Id {
    ///     Number(i64),
    ///     Text(String),
    /// }
    /// impl Decode for Id {
    ///     fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
    ///         decoder.union("Id", &["Number", "Text"], |decoder| {
    ///             (decoder.trial(value).map(Self::Number))
    ///                 .or_else(|| decoder.trial(value).map(Self::Text))
    ///         })
    ///     }
    /// }
    /// ```
    pub fn union<T>(&mut self, name: &str, variants: &[&str], read: impl Fn(&mut Self) -> Option<T>) -> Option<T> {
        let discarded = self.trials.discarded.len();
        let strictness = std::mem::replace(&mut self.strictness, Strictness::Strict);
        let mut found = read(self);
        self.strictness = strictness;
        if found.is_none() && strictness == Strictness::Lenient {
            self.trials.discarded.truncate(discarded);
            found = read(self);
        }
        if found.is_none() {
            self.no_variant(name, variants);
        }
        self.trials.discarded.truncate(discarded);
        found
    }

    /// Tries to read a value as one variant of a union: the problems of a failed trial are not
    /// recorded, but kept for [`Decoder::no_variant`].
    pub fn trial<T: Decode>(&mut self, value: &Value) -> Option<T> {
        if !self.begin_trial() {
            return None;
        }
        let (problems, discarded) = (self.problems.len(), self.trials.discarded.len());
        let decoded = T::decode(value, self);
        self.end_trial(problems, discarded, decoded.is_some());
        decoded
    }

    /// Reads a value if it fits and records nothing if it does not.
    pub(super) fn attempt<T: Decode>(&mut self, value: &Value) -> Option<T> {
        let discarded = self.trials.discarded.len();
        let decoded = self.trial(value);
        self.trials.discarded.truncate(discarded);
        decoded
    }

    fn begin_trial(&mut self) -> bool {
        if self.trials.exhausted() {
            return false;
        }
        if self.trials.depth > 0 {
            self.trials.nested += 1;
        }
        self.trials.depth += 1;
        true
    }

    fn end_trial(&mut self, problems: usize, discarded: usize, fits: bool) {
        self.trials.depth -= 1;
        self.trials.discarded.truncate(discarded);
        if !fits {
            let first = self.problems.get(problems).cloned();
            self.trials.discarded.push(first);
        }
        self.problems.truncate(problems);
    }

    /// Records that a value fits no variant of the union `name`, and why each did not fit, as far
    /// as the trials just made tell.
    pub fn no_variant(&mut self, name: &str, variants: &[&str]) {
        let first = self.trials.discarded.len().saturating_sub(variants.len());
        let reasons = self.trials.discarded.split_off(first);
        let mut message = format!("fits no variant of {name}");
        for (index, variant) in variants.iter().enumerate() {
            message.push_str(if index == 0 { ": " } else { ", " });
            message.push_str(variant);
            if let Some(Some(reason)) = reasons.get(index) {
                let place = reason.pointer.strip_prefix(&self.path).unwrap_or_default();
                let reason = Violation::new(place, reason.message.as_str());
                // Writing to a String cannot fail.
                let _ = write!(message, " ({reason})");
            }
        }
        self.problem(message);
    }
}
