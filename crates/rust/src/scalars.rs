//! Types of single values.

use specwright_model::{Integer, IntegerFormat, Number, Text, TextFormat};

use crate::types::TypeRef;

/// The type of an integer by its format, or by its range where it has none.
pub(crate) fn integer_type(integer: &Integer) -> &'static str {
    match integer.format {
        IntegerFormat::Int8 => "i8",
        IntegerFormat::Int16 => "i16",
        IntegerFormat::Int32 => "i32",
        IntegerFormat::Int64 => "i64",
        IntegerFormat::Uint8 => "u8",
        IntegerFormat::Uint16 => "u16",
        IntegerFormat::Uint32 => "u32",
        IntegerFormat::Uint64 => "u64",
        IntegerFormat::Unspecified => {
            let wide = |number: Number| number.as_float() > 9.3e18;
            let positive = |number: Number| number.as_float() >= 0.0;
            match (integer.range.minimum, integer.range.maximum) {
                (Some(minimum), Some(maximum)) if positive(minimum) && wide(maximum) => "u64",
                _ => "i64",
            }
        }
    }
}

/// The type of a string by its format.
pub(crate) fn text_type(text: &Text) -> TypeRef {
    match &text.format {
        TextFormat::DateTime => TypeRef::Format("Timestamp"),
        TextFormat::Date => TypeRef::Format("Date"),
        TextFormat::Uuid => TypeRef::Format("Uuid"),
        TextFormat::Byte => TypeRef::Format("Bytes"),
        TextFormat::Ipv4 => TypeRef::Address("Ipv4Addr"),
        TextFormat::Ipv6 => TypeRef::Address("Ipv6Addr"),
        _ => TypeRef::String,
    }
}
