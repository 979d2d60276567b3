//! JSON, written and read without derived code.
//!
//! A type writes itself through [`Encode`] to a [`Writer`], which is text from the start, and
//! reads itself through [`Decode`] from a parsed [`Value`]. A [`Decoder`] collects every problem
//! of a document with its JSON pointer (RFC 6901), not the first one alone. Both traits work on
//! plain functions: an implementation costs a few calls and next to nothing to compile.
//!
//! [`impl_serde!`](crate::impl_serde) gives a type serde's traits as well, where the feature `serde` is on, and
//! [`impl_debug!`](crate::impl_debug) lets it show itself as what it writes.

mod debug;
mod decode;
mod failure;
mod object;
mod serde;
#[cfg(test)]
mod tests;
mod union;
pub(crate) mod values;
mod write;

pub use serde_json::Value;

#[doc(hidden)]
pub use debug::debug;
pub use decode::{Decode, Decoder, Mark, Strictness};
pub use failure::{Failure, Violation};
pub use object::ObjectDecoder;
#[cfg(feature = "serde")]
#[doc(hidden)]
pub use serde::{decode_by_serde, deserialize, encode_by_serde, serialize};
pub use write::{ArrayWriter, Encode, ObjectWriter, Writer};

pub(crate) use failure::push_pointer_segment;

/// A JSON object whose property names are not known beforehand, in the order of its names.
pub type Map<T> = std::collections::BTreeMap<String, T>;

/// Writes a value as compact JSON text.
#[must_use]
pub fn to_string(value: &dyn Encode) -> String {
    let mut writer = Writer::new();
    value.encode(&mut writer);
    writer.finish()
}

/// Turns a value into an untyped one.
///
/// Gives null if an implementation of [`Encode`] wrote anything but one JSON value.
#[must_use]
pub fn to_value(value: &dyn Encode) -> Value {
    serde_json::from_str(&to_string(value)).unwrap_or(Value::Null)
}

/// Parses JSON text, which may be nested at most 128 deep (RFC 8259).
///
/// # Errors
/// [`Failure::Syntax`] with the line and column if `text` is no JSON text in UTF-8.
pub fn parse(text: &[u8]) -> Result<Value, Failure> {
    serde_json::from_slice(text).map_err(|error| Failure::from_syntax(&error))
}

/// Reads a typed value from JSON text.
///
/// # Errors
/// [`Failure::Syntax`] if `text` is no JSON, [`Failure::Violations`] with every problem found if
/// it is JSON of another shape.
pub fn from_slice<T: Decode>(text: &[u8], decoder: Decoder) -> Result<T, Failure> {
    from_value(&parse(text)?, decoder)
}

/// Reads a typed value from an untyped one.
///
/// # Errors
/// [`Failure::Violations`] with every problem found.
pub fn from_value<T: Decode>(value: &Value, mut decoder: Decoder) -> Result<T, Failure> {
    let decoded = T::decode(value, &mut decoder);
    let violations = decoder.finish();
    match decoded {
        Some(decoded) if violations.is_empty() => Ok(decoded),
        _ => Err(Failure::from_violations(violations)),
    }
}
