//! Dates and times as the crate [time](::time) has them, for code that is generated with them.

use ::time::format_description::StaticFormatDescription;
use ::time::format_description::well_known::Rfc3339;
use ::time::macros::format_description;

use crate::json::values::{DATE, DATE_TIME, full_date};
use crate::json::{Decode, Decoder, Encode, Value, Writer};

pub use ::time;
pub use ::time::Date;

/// A `date-time`: RFC 3339, section 5.6. The offset is kept, in whole minutes.
pub type Timestamp = ::time::OffsetDateTime;

/// The full-date of RFC 3339, section 5.6.
const FULL_DATE: StaticFormatDescription = format_description!("[year]-[month]-[day]");

impl Encode for Timestamp {
    /// Writes null for a year that RFC 3339 cannot say (before 0 or after 9999).
    fn encode(&self, out: &mut Writer) {
        match self.format(&Rfc3339) {
            Ok(text) => out.string(&text),
            Err(_) => out.null(),
        }
    }
}

impl Decode for Timestamp {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        let parsed = value.as_str().and_then(|text| Self::parse(text, &Rfc3339).ok());
        if parsed.is_none() {
            decoder.unexpected(DATE_TIME, value);
        }
        parsed
    }
}

impl Encode for Date {
    fn encode(&self, out: &mut Writer) {
        match self.format(FULL_DATE) {
            Ok(text) => out.string(&text),
            Err(_) => out.null(),
        }
    }
}

impl Decode for Date {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        let text = value.as_str().and_then(full_date);
        let parsed = text.and_then(|text| Self::parse(text, FULL_DATE).ok());
        if parsed.is_none() {
            decoder.unexpected(DATE, value);
        }
        parsed
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Date, Timestamp};
    use crate::json::{Decode, Decoder, Encode, from_value, to_value};

    fn check<T: Decode + Encode>(text: &str, written: Option<&str>) {
        let read: Option<T> = from_value(&json!(text), Decoder::strict()).ok();
        assert_eq!(
            read.map(|value| to_value(&value)),
            written.map(|text| json!(text)),
            "{text}"
        );
    }

    #[test]
    fn times_keep_their_offset() {
        check::<Timestamp>("2026-05-19T14:05:00Z", Some("2026-05-19T14:05:00Z"));
        check::<Timestamp>("2026-05-19T14:05:00.25+02:00", Some("2026-05-19T14:05:00.25+02:00"));
        check::<Timestamp>("2026-05-19T14:05:00", None);
        check::<Timestamp>("2026-05-19", None);
    }

    #[test]
    fn dates_are_of_one_form() {
        check::<Date>("2024-02-29", Some("2024-02-29"));
        check::<Date>("2023-02-29", None);
        check::<Date>("2024-2-29", None);
        check::<Date>("2024-02-29T00:00:00Z", None);
        check::<Date>("+024-02-29", None);
    }
}
