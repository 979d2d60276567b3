//! Reading the body of a request.

use axum::body::{Body, Bytes};
use http::StatusCode;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

use super::Incoming;
use crate::json::{self, Decode, Decoder, Value};
use crate::parameter::parse_form;
use crate::server::refusal::{Place, Refusal, Severity};
use crate::server::routes::Limits;

impl Incoming {
    /// The JSON body, which must be there.
    pub fn json_body<T: Decode>(&mut self) -> Option<T> {
        let body = self.json_body_optional()?;
        self.required_body(body)
    }

    /// The JSON body, `Some(None)` when there is none.
    pub fn json_body_optional<T: Decode>(&mut self) -> Option<Option<T>> {
        match self.json_value()? {
            Some(value) => self.decode_body(&value, Decoder::strict()).map(Some),
            None => Some(None),
        }
    }

    /// The form (`application/x-www-form-urlencoded`) in the body, which must be there.
    pub fn form_body<T: Decode>(&mut self) -> Option<T> {
        let body = self.form_body_optional()?;
        self.required_body(body)
    }

    /// The form in the body, `Some(None)` when there is none.
    pub fn form_body_optional<T: Decode>(&mut self) -> Option<Option<T>> {
        match self.form_value()? {
            Some(value) => self.decode_body(&value, Decoder::strict().text()).map(Some),
            None => Some(None),
        }
    }

    /// The body as text in UTF-8, which must be there.
    pub fn text_body(&mut self) -> Option<String> {
        let body = self.text_body_optional()?;
        self.required_body(body)
    }

    /// The body as text in UTF-8, `Some(None)` when there is none. A request that names a media type
    /// has one, if an empty one.
    pub fn text_body_optional(&mut self) -> Option<Option<String>> {
        let Some(bytes) = self.bytes_body_optional()? else {
            return Some(None);
        };
        match String::from_utf8(bytes) {
            Ok(text) => Some(Some(text)),
            Err(_) => {
                self.malformed_body("the body is not text in UTF-8");
                None
            }
        }
    }

    /// The bytes of the body, which must be there.
    pub fn bytes_body(&mut self) -> Option<Vec<u8>> {
        let body = self.bytes_body_optional()?;
        self.required_body(body)
    }

    /// The bytes of the body, `Some(None)` when there is none. A request that names a media type has
    /// one, if an empty one.
    pub fn bytes_body_optional(&mut self) -> Option<Option<Vec<u8>>> {
        let empty = self.media_type.map(|_| Vec::new());
        Some(self.body.take().map(Vec::from).or(empty))
    }

    /// Records that the body is missing: for a body of several forms, of which it has none.
    pub fn missing_body<T>(&mut self) -> Option<T> {
        self.required_body(None)
    }

    fn json_value(&mut self) -> Option<Option<Value>> {
        let Some(bytes) = self.body.take() else {
            return Some(None);
        };
        self.parsed_body(json::parse(&bytes).map_err(|failure| failure.to_string()))
    }

    fn form_value(&mut self) -> Option<Option<Value>> {
        let Some(bytes) = self.body.take() else {
            return Some(None);
        };
        self.parsed_body(parse_form(&bytes).map_err(|malformed| malformed.message))
    }

    fn parsed_body(&mut self, parsed: Result<Value, String>) -> Option<Option<Value>> {
        match parsed {
            Ok(value) => Some(Some(value)),
            Err(detail) => {
                self.malformed_body(&detail);
                None
            }
        }
    }

    fn decode_body<T: Decode>(&mut self, value: &Value, mut decoder: Decoder) -> Option<T> {
        let decoded = T::decode(value, &mut decoder);
        self.record_all(Severity::Invalid, Place::Body, "", decoder.finish());
        decoded
    }

    pub(super) fn required_body<T>(&mut self, body: Option<T>) -> Option<T> {
        if body.is_none() {
            self.malformed_body("the body is missing");
        }
        body
    }

    pub(super) fn malformed_body(&mut self, detail: &str) {
        self.malformed(Place::Body, "", detail);
    }
}

/// Receives a body within the limits; `None` when there is none or it is empty.
///
/// # Errors
/// 413 when the body is too large (told by its announced length where there is one), 408 when it
/// does not arrive in time, 400 when it breaks off.
pub(super) async fn receive(body: Body, announced: Option<u64>, limits: Limits) -> Result<Option<Bytes>, Refusal> {
    let limit = limits.body_bytes;
    if announced.is_some_and(|length| usize::try_from(length).map_or(true, |length| length > limit)) {
        return Err(too_large(limit));
    }
    match tokio::time::timeout(limits.body_timeout, Limited::new(body, limit).collect()).await {
        Ok(Ok(collected)) => Ok(Some(collected.to_bytes()).filter(|bytes| !bytes.is_empty())),
        Ok(Err(error)) if error.downcast_ref::<LengthLimitError>().is_some() => Err(too_large(limit)),
        Ok(Err(_)) => Err(Refusal::new(StatusCode::BAD_REQUEST, "the body could not be received")),
        Err(_) => {
            let refusal = Refusal::new(StatusCode::REQUEST_TIMEOUT, "the body did not arrive in time");
            // The rest of the body may still come: this connection is of no more use.
            Err(refusal.header("connection", "close"))
        }
    }
}

fn too_large(limit: usize) -> Refusal {
    let detail = format!("the body has more than {limit} bytes");
    Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, &detail)
}
