//! The bridge to serde, for people who keep generated types in serde's formats.

#[cfg(feature = "serde")]
use serde_core::de::Error as _;
#[cfg(feature = "serde")]
use serde_core::{Deserialize as _, Deserializer, Serialize as _, Serializer};

#[cfg(feature = "serde")]
use super::{Decode, Decoder, Encode, Value, from_value, to_value};

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
