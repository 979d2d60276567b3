//! Reading JSON: typed values out of an untyped one, with every problem and its place.

use std::fmt::Write as _;

use super::failure::push_pointer_segment;
use super::object::ObjectDecoder;
use super::union::Trials;
use super::{Value, Violation};

/// The most problems a [`Decoder`] keeps; further ones are counted as found, not stored.
const MOST_PROBLEMS: usize = 100;

/// The most characters of a found text that a message repeats.
const MOST_CHARACTERS_SHOWN: usize = 40;

/// A value that can be read from JSON.
pub trait Decode: Sized {
    /// Reads a value. `None` means that at least one problem was recorded in `decoder`.
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self>;
}

/// How exactly a document must keep to its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// Unknown enumeration values, nulls that no schema allows and denied properties are
    /// problems: what a server does to requests.
    Strict,
    /// They are kept, taken for absent or passed over: what a client does to responses, so that
    /// it outlives additions to the API.
    Lenient,
}

/// A place to return to: what [`Decoder::enter_property`] gives to [`Decoder::leave`].
#[derive(Debug)]
#[must_use = "the decoder stays at the inner place until `leave` is called"]
pub struct Mark(usize);

/// What a [`Decode`] implementation reads through: the rules, the place and the problems so far.
#[derive(Debug)]
pub struct Decoder {
    pub(super) strictness: Strictness,
    text: bool,
    /// The JSON pointer of the current place.
    pub(super) path: String,
    pub(super) problems: Vec<Violation>,
    pub(super) trials: Trials,
}

impl Decoder {
    /// A decoder for what a server receives. See [`Strictness::Strict`].
    #[must_use]
    pub fn strict() -> Self {
        Self::new(Strictness::Strict)
    }

    /// A decoder for what a client receives. See [`Strictness::Lenient`].
    #[must_use]
    pub fn lenient() -> Self {
        Self::new(Strictness::Lenient)
    }

    fn new(strictness: Strictness) -> Self {
        Self {
            strictness,
            text: false,
            path: String::new(),
            problems: Vec::new(),
            trials: Trials::default(),
        }
    }

    /// Reads leaves as the text of parameters and forms: a string is taken where a number, an
    /// integer or a boolean is due (`"42"` is 42, `"true"` is true) and `"null"` where nothing
    /// but null fits; a lone string is an array of one, and JSON text is an object.
    #[must_use]
    pub fn text(mut self) -> Self {
        self.text = true;
        self
    }

    /// How exactly the document must keep to its type.
    #[must_use]
    pub fn strictness(&self) -> Strictness {
        self.strictness
    }

    /// Whether leaves are the text of parameters and forms. See [`Decoder::text`].
    #[must_use]
    pub fn is_text(&self) -> bool {
        self.text
    }

    /// The JSON pointer of the current place.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.path
    }

    /// The problems found, in the order in which they were found; at most 100 of them.
    #[must_use]
    pub fn finish(mut self) -> Vec<Violation> {
        if self.trials.exhausted() {
            self.problems
                .push(Violation::new("", "too many nested alternatives to try"));
        }
        self.problems
    }

    /// Records a problem at the current place.
    pub fn problem(&mut self, message: impl Into<String>) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(Violation::new(self.path.as_str(), message));
        }
    }

    /// Records that a value is not what is due, naming what it is: `expected a string, found the
    /// number 42`. `expected` has its article.
    pub fn unexpected(&mut self, expected: &str, found: &Value) {
        self.problem(format!("expected {expected}, found {}", kind_of(found)));
    }

    /// Goes to a property of the current place.
    pub fn enter_property(&mut self, name: &str) -> Mark {
        let mark = Mark(self.path.len());
        push_pointer_segment(&mut self.path, name);
        mark
    }

    /// Goes to an item of the current place, counted from 0.
    pub fn enter_item(&mut self, index: usize) -> Mark {
        let mark = Mark(self.path.len());
        // Writing to a String cannot fail.
        let _ = write!(self.path, "/{index}");
        mark
    }

    /// Goes back to the place where `mark` was made.
    #[expect(clippy::needless_pass_by_value, reason = "a mark is good for one return")]
    pub fn leave(&mut self, mark: Mark) {
        self.path.truncate(mark.0);
    }

    /// The value as an object, or a problem.
    pub fn object<'value>(&mut self, value: &'value Value) -> Option<ObjectDecoder<'value, '_>> {
        match value {
            Value::Object(properties) => Some(ObjectDecoder::borrowed(properties, self)),
            Value::String(text) if self.text => match serde_json::from_str(text) {
                Ok(Value::Object(properties)) => Some(ObjectDecoder::owned(properties, self)),
                _ => {
                    self.unexpected("an object", value);
                    None
                }
            },
            _ => {
                self.unexpected("an object", value);
                None
            }
        }
    }

    /// The value as an array, or a problem. In text mode a lone string is an array of one.
    pub fn array<'value>(&mut self, value: &'value Value) -> Option<&'value [Value]> {
        match value {
            Value::Array(items) => Some(items),
            Value::String(_) if self.text => Some(std::slice::from_ref(value)),
            _ => {
                self.unexpected("an array", value);
                None
            }
        }
    }

    /// The items of an array, all read, or the problems of all of them.
    pub fn items<T: Decode>(&mut self, value: &Value) -> Option<Vec<T>> {
        let items = self.array(value)?;
        let mut decoded = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let mark = self.enter_item(index);
            decoded.extend(T::decode(item, self));
            self.leave(mark);
        }
        (decoded.len() == items.len()).then_some(decoded)
    }

    /// The value as a string, or a problem.
    pub fn string<'value>(&mut self, value: &'value Value) -> Option<&'value str> {
        let string = value.as_str();
        if string.is_none() {
            self.unexpected("a string", value);
        }
        string
    }

    /// The value as a boolean, or a problem.
    pub fn boolean(&mut self, value: &Value) -> Option<bool> {
        match value {
            Value::Bool(boolean) => Some(*boolean),
            Value::String(text) if self.text && text == "true" => Some(true),
            Value::String(text) if self.text && text == "false" => Some(false),
            _ => {
                self.unexpected("a boolean", value);
                None
            }
        }
    }

    /// The value as an integer from `minimum` to `maximum`, both included, or a problem. `1.0` is
    /// the integer 1 (JSON Schema 2020-12, section 4.2.3).
    pub fn integer(&mut self, value: &Value, minimum: i128, maximum: i128) -> Option<i128> {
        let Some(integer) = self.number_of(value).as_ref().and_then(integer_of) else {
            self.unexpected("an integer", value);
            return None;
        };
        if integer < minimum || integer > maximum {
            self.unexpected(&format!("an integer from {minimum} to {maximum}"), value);
            return None;
        }
        Some(integer)
    }

    /// The value as a number, or a problem.
    pub fn float(&mut self, value: &Value) -> Option<f64> {
        let number = self.number_of(value).and_then(|number| number.as_f64());
        if number.is_none() {
            self.unexpected("a number", value);
        }
        number
    }

    fn number_of(&self, value: &Value) -> Option<serde_json::Number> {
        match value {
            Value::Number(number) => Some(number.clone()),
            Value::String(text) if self.text => number_in(text),
            _ => None,
        }
    }

    /// What an enumeration does with a value that it does not list: leniently `unknown`, strictly
    /// a problem that names the values there are.
    pub fn unknown_value<T>(&mut self, found: &str, known: &[&str], unknown: T) -> Option<T> {
        match self.strictness {
            Strictness::Lenient => Some(unknown),
            Strictness::Strict => {
                self.not_one_of(found, known);
                None
            }
        }
    }

    /// Records that a text is none of those an enumeration lists.
    pub fn not_one_of(&mut self, found: &str, known: &[&str]) {
        let found = shown(found);
        self.problem(match known {
            [only] => format!("expected `{only}`, found `{found}`"),
            _ => format!("expected one of {}, found `{found}`", listed(known)),
        });
    }
}

/// What a value is, with its article, for a message.
fn kind_of(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(boolean) => format!("the boolean {boolean}"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("the string {:?}", shown(text)),
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// A text short enough for a message.
fn shown(text: &str) -> String {
    let mut characters = text.chars();
    let mut shown: String = characters.by_ref().take(MOST_CHARACTERS_SHOWN).collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}

fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

/// The number that a text is, by JSON's grammar, without the space that JSON allows around it.
fn number_in(text: &str) -> Option<serde_json::Number> {
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    if plain { serde_json::from_str(text).ok() } else { None }
}

/// The least integer of 64 bits.
const LEAST_OF_64_BITS: f64 = -9_223_372_036_854_775_808.0;

fn integer_of(number: &serde_json::Number) -> Option<i128> {
    if let Some(integer) = number.as_i128() {
        return Some(integer);
    }
    let float = number.as_f64()?;
    // The cast saturates: what is out of its range is out of every range asked for.
    #[expect(clippy::cast_possible_truncation, reason = "saturates, see above")]
    let integer = float as i128;
    // An integer of more than 64 bits was rounded when it was parsed, and may have been rounded up to the least of those
    // that have 64: it is smaller.
    let is_rounded = float <= LEAST_OF_64_BITS;
    (float.fract() == 0.0).then(|| integer.saturating_sub(i128::from(is_rounded)))
}
