//! Writing JSON: straight to text, properties in the order in which a type declares them.

use std::fmt::Write as _;
use std::ops::Range;

use super::{Map, Value};

/// A value that can be written as JSON.
///
/// Usable as `&dyn Encode`, so that code over it is compiled once. An implementation writes
/// exactly one JSON value.
pub trait Encode {
    /// Writes the value to `out`.
    fn encode(&self, out: &mut Writer);
}

/// A buffer of compact JSON text (RFC 8259).
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
}

impl Writer {
    /// An empty buffer.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The text written.
    #[must_use]
    pub fn finish(self) -> String {
        self.text
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.text.push_str("null");
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, value: bool) {
        self.text.push_str(if value { "true" } else { "false" });
    }

    /// Writes an integer.
    pub fn integer(&mut self, value: i64) {
        self.display(&value);
    }

    /// Writes an integer that is not negative.
    pub fn unsigned(&mut self, value: u64) {
        self.display(&value);
    }

    /// Writes a number. JSON has no infinity and no NaN: they are written as `null`.
    pub fn float(&mut self, value: f64) {
        if value.is_finite() {
            // Debug, unlike Display, writes large magnitudes with an exponent.
            self.display(&format_args!("{value:?}"));
        } else {
            self.null();
        }
    }

    /// Writes a number with the digits that its single precision needs, and no more.
    pub(super) fn single(&mut self, value: f32) {
        if value.is_finite() {
            self.display(&format_args!("{value:?}"));
        } else {
            self.null();
        }
    }

    /// Writes a string, escaped.
    pub fn string(&mut self, value: &str) {
        self.text.push('"');
        for character in value.chars() {
            match character {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str("\\n"),
                '\r' => self.text.push_str("\\r"),
                '\t' => self.text.push_str("\\t"),
                control if control < ' ' => {
                    self.display(&format_args!("\\u{:04x}", u32::from(control)));
                }
                other => self.text.push(other),
            }
        }
        self.text.push('"');
    }

    /// Writes an untyped value.
    pub fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.null(),
            Value::Bool(boolean) => self.boolean(*boolean),
            Value::Number(number) => self.display(number),
            Value::String(string) => self.string(string),
            Value::Array(items) => {
                let mut array = self.array();
                for item in items {
                    array.item(item);
                }
            }
            Value::Object(properties) => {
                let mut object = self.object();
                for (name, property) in properties {
                    object.required(name, property);
                }
            }
        }
    }

    /// Writes a value with a property in front that tells what it is, and that the value does not write itself. A value
    /// that is no object is written as it is.
    pub fn tagged(&mut self, name: &str, tag: &str, value: &dyn Encode) {
        let start = self.text.len();
        value.encode(self);
        let Some(properties) = self.text.get(start..).and_then(|text| text.strip_prefix('{')) else {
            return;
        };
        let separator = if properties.starts_with('}') { "" } else { "," };
        let mut property = Self::new();
        property.string(name);
        property.text.push(':');
        property.string(tag);
        property.text.push_str(separator);
        self.text.insert_str(start + 1, &property.text);
    }

    /// Starts an object; it is closed when the returned writer ends.
    pub fn object(&mut self) -> ObjectWriter<'_> {
        self.text.push('{');
        ObjectWriter {
            out: self,
            names: Vec::new(),
        }
    }

    /// Starts an array; it is closed when the returned writer ends.
    pub fn array(&mut self) -> ArrayWriter<'_> {
        self.text.push('[');
        ArrayWriter { out: self, empty: true }
    }

    fn display(&mut self, value: &dyn std::fmt::Display) {
        // Writing to a String cannot fail.
        let _ = write!(self.text, "{value}");
    }
}

/// Writes the properties of one object. Closes the object when dropped.
#[derive(Debug)]
pub struct ObjectWriter<'writer> {
    out: &'writer mut Writer,
    /// Where in the text the names written so far stand, quotes included.
    names: Vec<Range<usize>>,
}

impl ObjectWriter<'_> {
    /// Writes a property.
    pub fn required(&mut self, name: &str, value: &dyn Encode) -> &mut Self {
        self.name(name);
        value.encode(self.out);
        self
    }

    /// Writes a property if there is a value, and nothing for `None`. An inner `None` (of an
    /// `Option<Option<T>>`) is written as null.
    pub fn optional<T: Encode>(&mut self, name: &str, value: &Option<T>) -> &mut Self {
        if let Some(value) = value {
            self.required(name, value);
        }
        self
    }

    /// Writes further properties beside the declared ones. One that has the name of a property
    /// already written is left out: an object has each name once.
    pub fn additional<T: Encode>(&mut self, properties: &Map<T>) -> &mut Self {
        for (name, value) in properties {
            if !self.has(name) {
                self.required(name, value);
            }
        }
        self
    }

    /// Closes the object, as dropping the writer does.
    pub fn end(self) {}

    fn name(&mut self, name: &str) {
        if !self.names.is_empty() {
            self.out.text.push(',');
        }
        let start = self.out.text.len();
        self.out.string(name);
        self.names.push(start..self.out.text.len());
        self.out.text.push(':');
    }

    fn has(&self, name: &str) -> bool {
        let mut quoted = Writer::new();
        quoted.string(name);
        self.names
            .iter()
            .any(|range| self.out.text.get(range.clone()) == Some(&quoted.text))
    }
}

impl Drop for ObjectWriter<'_> {
    fn drop(&mut self) {
        self.out.text.push('}');
    }
}

/// Writes the items of one array. Closes the array when dropped.
#[derive(Debug)]
pub struct ArrayWriter<'writer> {
    out: &'writer mut Writer,
    empty: bool,
}

impl ArrayWriter<'_> {
    /// Writes one item.
    pub fn item(&mut self, value: &dyn Encode) -> &mut Self {
        if !self.empty {
            self.out.text.push(',');
        }
        self.empty = false;
        value.encode(self.out);
        self
    }

    /// Closes the array, as dropping the writer does.
    pub fn end(self) {}
}

impl Drop for ArrayWriter<'_> {
    fn drop(&mut self) {
        self.out.text.push(']');
    }
}
