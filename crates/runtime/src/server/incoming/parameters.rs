//! Reading the parameters of a request.

use http::HeaderMap;
use http::header::COOKIE;

use super::{Incoming, NOT_WELL_ENCODED};
use crate::json::{Decode, Decoder, Value, from_slice};
use crate::parameter::{MalformedParameter, Parameter, Shape, read_cookie, read_header, read_path, read_query};
use crate::server::path_template::well_encoded;
use crate::server::refusal::{Place, Severity};

/// Gives [`Incoming`] the ways to ask for the parameters of one place.
macro_rules! parameters_of {
    ($place:expr, $required:ident, $optional:ident, $or:ident, $or_json:ident, $what:literal) => {
        impl Incoming {
            #[doc = concat!("The ", $what, ", which must be there.")]
            pub fn $required<T: Decode>(&mut self, parameter: &Parameter) -> Option<T> {
                let value = self.required($place, parameter)?;
                self.decode($place, parameter, &value)
            }

            #[doc = concat!("The ", $what, ", `Some(None)` when it is not there.")]
            pub fn $optional<T: Decode>(&mut self, parameter: &Parameter) -> Option<Option<T>> {
                match self.read($place, parameter)? {
                    Some(value) => self.decode($place, parameter, &value).map(Some),
                    None => Some(None),
                }
            }

            #[doc = concat!("The ", $what, ", or its default when it is not there.")]
            pub fn $or<T: Decode>(&mut self, parameter: &Parameter, default: impl FnOnce() -> T) -> Option<T> {
                self.$optional(parameter)
                    .map(|value| value.unwrap_or_else(default))
            }

            #[doc = concat!("The ", $what, ", or its default, a JSON text, when it is not there.")]
            pub fn $or_json<T: Decode>(&mut self, parameter: &Parameter, default: &str) -> Option<T> {
                let value = self.$optional(parameter)?;
                value.or_else(|| from_slice(default.as_bytes(), Decoder::lenient()).ok())
            }
        }
    };
}

parameters_of!(
    Place::Query,
    query_required,
    query_optional,
    query_or,
    query_or_json,
    "query parameter"
);
parameters_of!(
    Place::Header,
    header_required,
    header_optional,
    header_or,
    header_or_json,
    "header"
);
parameters_of!(
    Place::Cookie,
    cookie_required,
    cookie_optional,
    cookie_or,
    cookie_or_json,
    "cookie"
);

impl Incoming {
    /// The value of a path variable.
    pub fn path<T: Decode>(&mut self, parameter: &Parameter) -> Option<T> {
        let value = self.required(Place::Path, parameter)?;
        self.decode(Place::Path, parameter, &value)
    }

    /// The untyped value of a parameter, `Some(None)` when it is not there.
    pub(super) fn read(&mut self, place: Place, parameter: &Parameter) -> Option<Option<Value>> {
        let read = match place {
            Place::Path => self.read_path(parameter),
            Place::Query => read_query(parameter, self.query.as_ref()?),
            Place::Header => header(parameter, &self.context.headers),
            Place::Cookie => cookie(parameter, &self.context.headers),
            Place::Body => Ok(None),
        };
        read.map_err(|malformed| self.malformed(place, parameter.name, malformed.message))
            .ok()
    }

    fn read_path(&self, parameter: &Parameter) -> Result<Option<Value>, MalformedParameter> {
        let value = self.path_values.iter().find(|(name, _)| *name == parameter.name);
        match value {
            None => Ok(None),
            Some((_, text)) if !well_encoded(text) => Err(MalformedParameter {
                message: NOT_WELL_ENCODED.to_owned(),
            }),
            Some((_, text)) => read_path(parameter, text).map(Some),
        }
    }

    fn required(&mut self, place: Place, parameter: &Parameter) -> Option<Value> {
        let value = self.read(place, parameter)?;
        if value.is_none() {
            self.malformed(place, parameter.name, "missing");
        }
        value
    }

    fn decode<T: Decode>(&mut self, place: Place, parameter: &Parameter, value: &Value) -> Option<T> {
        let mut decoder = Decoder::strict().text();
        let decoded = T::decode(value, &mut decoder);
        self.record_all(Severity::Malformed, place, parameter.name, decoder.finish());
        decoded
    }
}

/// Reads a header. Several lines of the same name are one list (RFC 9110, section 5.3), which only
/// an array or an object can be.
pub(super) fn header(parameter: &Parameter, headers: &HeaderMap) -> Result<Option<Value>, MalformedParameter> {
    let lines = texts(headers, parameter.name)?;
    match (lines.as_slice(), parameter.shape) {
        ([], _) => Ok(None),
        ([_, _, ..], Shape::Scalar | Shape::Json) => Err(MalformedParameter {
            message: "given more than once".to_owned(),
        }),
        (lines, _) => read_header(parameter, &lines.join(",")).map(Some),
    }
}

/// Reads a cookie. HTTP/2 may split the header into several lines (RFC 9113, section 8.2.3).
fn cookie(parameter: &Parameter, headers: &HeaderMap) -> Result<Option<Value>, MalformedParameter> {
    read_cookie(parameter, &texts(headers, COOKIE.as_str())?.join("; "))
}

fn texts<'headers>(headers: &'headers HeaderMap, name: &str) -> Result<Vec<&'headers str>, MalformedParameter> {
    let text = |value: &'headers http::HeaderValue| std::str::from_utf8(value.as_bytes());
    let texts: Result<_, _> = headers.get_all(name).iter().map(text).collect();
    texts.map_err(|_| MalformedParameter {
        message: "is not UTF-8".to_owned(),
    })
}
