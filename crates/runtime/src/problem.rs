//! Problem details: what an error response says (RFC 9457).

use std::borrow::Cow;
use std::fmt;

use http::StatusCode;

use crate::json::{Decode, Decoder, Encode, Map, Value, Writer, to_value};

/// The media type of problem details (RFC 9457, section 3).
pub const MEDIA_TYPE: &str = "application/problem+json";

/// A problem, as an error response describes it (RFC 9457, section 3.1).
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What kind of problem: a URI reference. `None` stands for `about:blank`, "nothing more than
    /// the status says".
    pub type_uri: Option<String>,
    /// The kind in a few words.
    pub title: Option<String>,
    /// The HTTP status.
    pub status: Option<StatusCode>,
    /// This occurrence, for a person.
    pub detail: Option<String>,
    /// This occurrence: a URI reference.
    pub instance: Option<String>,
    /// Whatever else the problem says (RFC 9457, section 3.2).
    pub extensions: Map<Value>,
}

impl Problem {
    /// A problem that is a status, with the status' standard phrase as its title.
    #[must_use]
    pub fn new(status: StatusCode) -> Self {
        Self {
            type_uri: None,
            title: status.canonical_reason().map(str::to_owned),
            status: Some(status),
            detail: None,
            instance: None,
            extensions: Map::new(),
        }
    }

    /// Says what kind of problem it is, by a URI reference.
    #[must_use]
    pub fn with_type(mut self, type_uri: impl Into<String>) -> Self {
        self.type_uri = Some(type_uri.into());
        self
    }

    /// Says the kind in a few words.
    #[must_use]
    pub fn with_title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Says what happened this time.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Names this occurrence, by a URI reference.
    #[must_use]
    pub fn with_instance(mut self, instance: impl Into<String>) -> Self {
        self.instance = Some(instance.into());
        self
    }

    /// Adds a member of the API's own. One that has the name of a standard member is not written.
    #[must_use]
    pub fn with_extension(mut self, name: impl Into<String>, value: &dyn Encode) -> Self {
        self.extensions.insert(name.into(), to_value(value));
        self
    }

    /// Adds one entry to the extension `errors`.
    #[must_use]
    pub fn with_error(mut self, error: &dyn Encode) -> Self {
        let error = to_value(error);
        let errors = self
            .extensions
            .entry("errors".to_owned())
            .or_insert(Value::Array(Vec::new()));
        match errors {
            Value::Array(errors) => errors.push(error),
            other => *other = Value::Array(vec![error]),
        }
        self
    }

    /// What kind of problem it is: `about:blank` unless said otherwise.
    #[must_use]
    pub fn type_uri(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.type_uri.as_deref().unwrap_or("about:blank"))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let title = self.title.as_deref().unwrap_or_else(|| {
            self.status
                .and_then(|status| status.canonical_reason())
                .unwrap_or("problem")
        });
        formatter.write_str(title)?;
        match &self.detail {
            Some(detail) => write!(formatter, ": {detail}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Problem {}

impl Encode for Problem {
    fn encode(&self, out: &mut Writer) {
        out.object()
            .optional("type", &self.type_uri)
            .optional("title", &self.title)
            .optional("status", &self.status.map(|status| status.as_u16()))
            .optional("detail", &self.detail)
            .optional("instance", &self.instance)
            .additional(&self.extensions);
    }
}

impl Decode for Problem {
    /// Members of the wrong type are ignored, as RFC 9457, section 3.1 asks.
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        let mut extensions: Map<Value> = decoder.object(value)?.additional()?;
        let mut text = |name: &str| match extensions.remove(name) {
            Some(Value::String(text)) => Some(text),
            _ => None,
        };
        let (type_uri, title) = (text("type"), text("title"));
        let (detail, instance) = (text("detail"), text("instance"));
        let status = extensions.remove("status").and_then(|status| {
            let code = u16::try_from(status.as_u64()?).ok()?;
            StatusCode::from_u16(code).ok()
        });
        Some(Self {
            type_uri,
            title,
            status,
            detail,
            instance,
            extensions,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{from_slice, to_string};

    #[test]
    fn is_written_in_the_order_of_the_rfc() {
        let problem = Problem::new(StatusCode::NOT_FOUND)
            .with_detail("no pet has the id 7")
            .with_extension("status", &"shadow")
            .with_error(&Map::from([("pointer".to_owned(), "/id".to_owned())]));
        assert_eq!(
            to_string(&problem),
            r#"{"title":"Not Found","status":404,"detail":"no pet has the id 7","errors":[{"pointer":"/id"}]}"#
        );
        assert_eq!(problem.to_string(), "Not Found: no pet has the id 7");
    }

    #[test]
    fn members_of_the_wrong_type_are_ignored() {
        let text = br#"{"type":1,"status":"404","detail":"d","balance":30}"#;
        let problem: Problem = from_slice(text, Decoder::strict()).unwrap();
        assert_eq!((problem.type_uri().as_ref(), problem.status), ("about:blank", None));
        assert_eq!(problem.detail.as_deref(), Some("d"));
        assert_eq!(problem.extensions.get("balance"), Some(&Value::from(30)));
    }
}
