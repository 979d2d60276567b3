//! Values and outcomes, as tests write them down.

use specwright_runtime::client::{Error, Response};
use specwright_runtime::json::{Decode, Decoder, Encode, Value, from_value, to_value};

/// A value from its JSON, read as strictly as a server reads it.
pub fn value<T: Decode>(json: &Value) -> T {
    from_value(json, Decoder::strict()).expect("the JSON fits the type")
}

/// What a value is on the wire.
pub fn json(value: &dyn Encode) -> Value {
    to_value(value)
}

/// The status and the error that the description names for a response.
pub fn documented<T, E>(result: Result<Response<T>, Error<E>>) -> (u16, E) {
    match result {
        Err(Error::Documented(response)) => (response.status().as_u16(), response.into_body()),
        Err(error) => panic!("not described: {:?}", error.status()),
        Ok(response) => panic!("a success: {}", response.status()),
    }
}
