//! [`Encode`] and [`Decode`] for the types that generated types are made of.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::{Decode, Decoder, Encode, Map, Value, Writer};
use crate::{Bytes, Date, Timestamp, Uuid};

/// Base64 (RFC 4648, section 4) that is written with padding and read with or without.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

impl Encode for bool {
    fn encode(&self, out: &mut Writer) {
        out.boolean(*self);
    }
}

impl Decode for bool {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        decoder.boolean(value)
    }
}

macro_rules! integers {
    ($($type:ident through $method:ident),+ $(,)?) => {$(
        impl Encode for $type {
            fn encode(&self, out: &mut Writer) {
                out.$method((*self).into());
            }
        }

        impl Decode for $type {
            fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
                let integer = decoder.integer(value, $type::MIN.into(), $type::MAX.into())?;
                integer.try_into().ok()
            }
        }
    )+};
}

integers! {
    i8 through integer, i16 through integer, i32 through integer, i64 through integer,
    u8 through unsigned, u16 through unsigned, u32 through unsigned, u64 through unsigned,
}

impl Encode for f64 {
    fn encode(&self, out: &mut Writer) {
        out.float(*self);
    }
}

impl Decode for f64 {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        decoder.float(value)
    }
}

impl Encode for f32 {
    fn encode(&self, out: &mut Writer) {
        out.single(*self);
    }
}

impl Decode for f32 {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        #[expect(clippy::cast_possible_truncation, reason = "single precision is what is due")]
        let single = decoder.float(value)? as Self;
        if single.is_infinite() {
            decoder.unexpected("a number of single precision", value);
            return None;
        }
        Some(single)
    }
}

impl Encode for str {
    fn encode(&self, out: &mut Writer) {
        out.string(self);
    }
}

impl Encode for String {
    fn encode(&self, out: &mut Writer) {
        out.string(self);
    }
}

impl Decode for String {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        decoder.string(value).map(str::to_owned)
    }
}

impl Encode for Value {
    fn encode(&self, out: &mut Writer) {
        out.value(self);
    }
}

impl Decode for Value {
    fn decode(value: &Value, _: &mut Decoder) -> Option<Self> {
        Some(value.clone())
    }
}

/// Nothing: JSON's null.
impl Encode for () {
    fn encode(&self, out: &mut Writer) {
        out.null();
    }
}

impl Decode for () {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        if is_null(value, decoder) {
            return Some(());
        }
        decoder.unexpected("null", value);
        None
    }
}

/// `None` is null.
impl<T: Encode> Encode for Option<T> {
    fn encode(&self, out: &mut Writer) {
        match self {
            Some(value) => value.encode(out),
            None => out.null(),
        }
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        if value.is_null() {
            return Some(None);
        }
        if is_null(value, decoder) {
            // Text mode: the word may also be a value of `T`.
            return Some(decoder.attempt(value));
        }
        T::decode(value, decoder).map(Some)
    }
}

fn is_null(value: &Value, decoder: &Decoder) -> bool {
    value.is_null() || (decoder.is_text() && value.as_str() == Some("null"))
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self, out: &mut Writer) {
        (**self).encode(out);
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    fn encode(&self, out: &mut Writer) {
        (**self).encode(out);
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        T::decode(value, decoder).map(Self::new)
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, out: &mut Writer) {
        let mut array = out.array();
        for item in self {
            array.item(item);
        }
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, out: &mut Writer) {
        self.as_slice().encode(out);
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        decoder.items(value)
    }
}

impl<T: Encode> Encode for Map<T> {
    fn encode(&self, out: &mut Writer) {
        out.object().additional(self);
    }
}

impl<T: Decode> Decode for Map<T> {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        decoder.object(value)?.additional()
    }
}

macro_rules! texts {
    ($($type:ident: $expected:expr, $parse:expr;)+) => {$(
        impl Encode for $type {
            fn encode(&self, out: &mut Writer) {
                out.string(&self.to_string());
            }
        }

        impl Decode for $type {
            fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
                let parsed = value.as_str().and_then($parse);
                if parsed.is_none() {
                    decoder.unexpected($expected, value);
                }
                parsed
            }
        }
    )+};
}

texts! {
    Uuid: "a UUID", |text| Uuid::try_parse(text).ok();
    Timestamp: DATE_TIME, |text| Timestamp::from_str(text).ok();
    Date: DATE, |text| full_date(text)?.parse().ok();
    Ipv4Addr: "an IPv4 address", |text| text.parse().ok();
    Ipv6Addr: "an IPv6 address", |text| text.parse().ok();
}

/// What is expected of a `date-time`.
pub(crate) const DATE_TIME: &str = "a date and time with its offset (RFC 3339)";

/// What is expected of a `date`.
pub(crate) const DATE: &str = "a date (RFC 3339)";

/// A text that has the form of a full-date (RFC 3339, section 5.6). Libraries by themselves take more: the date out of
/// a longer text, signs, single digits.
pub(crate) fn full_date(text: &str) -> Option<&str> {
    let has_form = |text: &&str| {
        let bytes = text.bytes().zip("0000-00-00".bytes());
        text.len() == "0000-00-00".len()
            && bytes
                .into_iter()
                .all(|(byte, sign)| byte.is_ascii_digit() == (sign == b'0'))
    };
    Some(text).filter(has_form)
}

impl Encode for Bytes {
    fn encode(&self, out: &mut Writer) {
        out.string(&BASE64.encode(self));
    }
}

impl Decode for Bytes {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        let text = decoder.string(value)?;
        let bytes = BASE64.decode(text).ok();
        if bytes.is_none() {
            decoder.unexpected("Base64 text", value);
        }
        bytes.map(Self::from)
    }
}
