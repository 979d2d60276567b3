//! Dates and times as the crate [chrono](::chrono) has them, for code that is generated with them.

use ::chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};

use crate::json::values::{DATE, DATE_TIME, full_date};
use crate::json::{Decode, Decoder, Encode, Value, Writer};

pub use ::chrono;

/// A `date-time`: RFC 3339, section 5.6. The offset is kept.
pub type Timestamp = DateTime<FixedOffset>;

/// A `date`: the full-date of RFC 3339, section 5.6.
pub type Date = NaiveDate;

impl Encode for Timestamp {
    fn encode(&self, out: &mut Writer) {
        out.string(&self.to_rfc3339_opts(SecondsFormat::AutoSi, true));
    }
}

impl Decode for Timestamp {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        let parsed = value.as_str().and_then(|text| DateTime::parse_from_rfc3339(text).ok());
        if parsed.is_none() {
            decoder.unexpected(DATE_TIME, value);
        }
        parsed
    }
}

impl Encode for Date {
    fn encode(&self, out: &mut Writer) {
        out.string(&self.format("%Y-%m-%d").to_string());
    }
}

impl Decode for Date {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        let text = value.as_str().and_then(full_date);
        let parsed = text.and_then(|text| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok());
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
        check::<Timestamp>("2026-05-19T14:05:00.25+02:00", Some("2026-05-19T14:05:00.250+02:00"));
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
