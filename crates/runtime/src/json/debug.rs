//! Values shown for debugging as what they write.

use std::fmt::{self, Formatter};

use super::{Encode, to_string, to_value};

/// Gives types that implement [`Encode`](crate::json::Encode) a `Debug` that shows their name and their JSON: a
/// fraction of what a derived one costs to compile.
#[macro_export]
macro_rules! impl_debug {
    ($($type:ident),+ $(,)?) => {$(
        impl ::core::fmt::Debug for $type {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::json::debug(stringify!($type), self, formatter)
            }
        }
    )+};
}

/// Writes a name and a value's JSON, on several lines where the formatter asks for that (`{:#?}`).
///
/// # Errors
/// Where the formatter fails.
pub fn debug(name: &str, value: &dyn Encode, formatter: &mut Formatter<'_>) -> fmt::Result {
    if formatter.alternate() {
        write!(formatter, "{name} {:#}", to_value(value))
    } else {
        write!(formatter, "{name} {}", to_string(value))
    }
}
