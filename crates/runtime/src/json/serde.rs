//! The bridge to serde, for people who keep generated types in serde's formats.

#[cfg(feature = "serde")]
use serde_core::de::Error as _;
#[cfg(feature = "serde")]
use serde_core::{Deserialize as _, Deserializer, Serialize as _, Serializer};

#[cfg(feature = "serde")]
use super::{Decode, Decoder, Encode, Value, Writer, from_value, to_value};

/// Does nothing: the feature `serde` is off.
#[cfg(not(feature = "serde"))]
#[macro_export]
macro_rules! impl_serde {
    ($($type:ty),+ $(,)?) => {};
}

/// Gives types that implement [`Encode`](crate::json::Encode) and
/// [`Decode`](crate::json::Decode) serde's `Serialize` and `Deserialize` too.
///
/// ```
/// # use specwright_runtime::{impl_serde, json};
/// struct Name(String);
/// impl json::Encode for Name {
///     fn encode(&self, out: &mut json::Writer) {
///         out.string(&self.0);
///     }
/// }
/// impl json::Decode for Name {
///     fn decode(value: &json::Value, decoder: &mut json::Decoder) -> Option<Self> {
///         String::decode(value, decoder).map(Self)
///     }
/// }
/// impl_serde!(Name);
/// ```
#[cfg(feature = "serde")]
#[macro_export]
macro_rules! impl_serde {
    ($($type:ty),+ $(,)?) => {$(
        impl $crate::serde_core::Serialize for $type {
            fn serialize<S: $crate::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::json::serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde_core::Deserialize<'de> for $type {
            fn deserialize<D: $crate::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::json::deserialize(deserializer)
            }
        }
    )+};
}

/// Gives types that have serde's `Serialize` and `Deserialize` (and `Debug`) [`Encode`](crate::json::Encode) and
/// [`Decode`](crate::json::Decode), so that they can stand for a schema in generated code. Needs the feature `serde`.
///
/// A value that serde cannot write as JSON is null. What does not fit is one problem, at the whole value.
///
/// ```
/// # use specwright_runtime::{impl_json_by_serde, json};
/// #[derive(Debug, PartialEq)]
/// struct Cents(u64);
/// # impl specwright_runtime::serde_core::Serialize for Cents {
/// #     fn serialize<S: specwright_runtime::serde_core::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
/// #         to.serialize_u64(self.0)
/// #     }
/// # }
/// # impl<'de> specwright_runtime::serde_core::Deserialize<'de> for Cents {
/// #     fn deserialize<D: specwright_runtime::serde_core::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
/// #         u64::deserialize(from).map(Self)
/// #     }
/// # }
/// // `Serialize` and `Deserialize` are derived, or written by hand.
/// impl_json_by_serde!(Cents);
///
/// assert_eq!(json::to_string(&Cents(250)), "250");
/// assert_eq!(json::from_value(&250.into(), json::Decoder::strict()).ok(), Some(Cents(250)));
/// assert!(json::from_value::<Cents>(&"250".into(), json::Decoder::strict()).is_err());
/// ```
#[cfg(feature = "serde")]
#[macro_export]
macro_rules! impl_json_by_serde {
    ($($type:ty),+ $(,)?) => {$(
        impl $crate::json::Encode for $type {
            fn encode(&self, out: &mut $crate::json::Writer) {
                $crate::json::encode_by_serde(self, out);
            }
        }

        impl $crate::json::Decode for $type {
            fn decode(value: &$crate::json::Value, decoder: &mut $crate::json::Decoder) -> ::core::option::Option<Self> {
                $crate::json::decode_by_serde(value, decoder)
            }
        }
    )+};
}

/// Writes what serde makes of a value.
#[cfg(feature = "serde")]
pub fn encode_by_serde<T: serde_core::Serialize>(value: &T, out: &mut Writer) {
    out.value(&serde_json::to_value(value).unwrap_or(Value::Null));
}

/// Reads a value by serde.
#[cfg(feature = "serde")]
pub fn decode_by_serde<T: serde_core::de::DeserializeOwned>(value: &Value, decoder: &mut Decoder) -> Option<T> {
    T::deserialize(value)
        .map_err(|error| decoder.problem(error.to_string()))
        .ok()
}

/// Serializes a value through its JSON form.
#[cfg(feature = "serde")]
pub fn serialize<S: Serializer>(value: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    to_value(value).serialize(serializer)
}

/// Deserializes a value through its JSON form, leniently.
#[cfg(feature = "serde")]
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    from_value(&value, Decoder::lenient()).map_err(D::Error::custom)
}
