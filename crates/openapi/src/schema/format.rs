//! The formats of strings and numbers (the OpenAPI Format Registry; JSON Schema 2020-12 validation, section 7).

use specwright_model::{IntegerFormat, NumberFormat, TextFormat};

/// What a string of that format holds.
pub(crate) fn of_text(format: &str) -> TextFormat {
    match format {
        "" => TextFormat::Unspecified,
        "date-time" => TextFormat::DateTime,
        "date-time-local" => TextFormat::DateTimeLocal,
        "http-date" => TextFormat::HttpDate,
        "date" => TextFormat::Date,
        "time" => TextFormat::Time,
        "duration" => TextFormat::Duration,
        "uuid" => TextFormat::Uuid,
        "uri" | "iri" => TextFormat::Uri,
        "uri-reference" | "iri-reference" => TextFormat::UriReference,
        "email" | "idn-email" => TextFormat::Email,
        "hostname" | "idn-hostname" => TextFormat::Hostname,
        "ipv4" => TextFormat::Ipv4,
        "ipv6" => TextFormat::Ipv6,
        "byte" => TextFormat::Byte,
        "binary" => TextFormat::Binary,
        "password" => TextFormat::Password,
        "decimal" => TextFormat::Decimal,
        "regex" => TextFormat::Regex,
        other => TextFormat::Other(other.to_owned()),
    }
}

/// How wide a whole number of that format is; none for formats that are not about width.
pub(crate) fn of_integer(format: &str) -> Option<IntegerFormat> {
    Some(match format {
        "int8" => IntegerFormat::Int8,
        "int16" => IntegerFormat::Int16,
        "int32" => IntegerFormat::Int32,
        "int64" | "long" => IntegerFormat::Int64,
        "uint8" => IntegerFormat::Uint8,
        "uint16" => IntegerFormat::Uint16,
        "uint32" => IntegerFormat::Uint32,
        "uint64" => IntegerFormat::Uint64,
        _ => return None,
    })
}

/// How a number of that format is held; none for formats that are not about that.
pub(crate) fn of_number(format: &str) -> Option<NumberFormat> {
    Some(match format {
        "float" => NumberFormat::Float,
        "double" => NumberFormat::Double,
        _ => return None,
    })
}
