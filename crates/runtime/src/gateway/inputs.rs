//! The inputs of a plan.

use serde_json::Map as Object;

use crate::json::Value;
use crate::media_type::MediaType;

use super::call::BodyForm;

/// The inputs of a plan, by name.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    /// The values.
    pub(super) values: Object<String, Value>,
    /// The parameters as they were received, their leaves as texts: `1.50` is a number of which the
    /// digits would change, and so is an integer of more than 64 bits.
    pub(super) texts: Object<String, Value>,
    /// The body as it was received, which is one of the values too.
    pub(super) body: Option<ReceivedBody>,
}

/// A body as it was received, to be passed on byte for byte.
#[derive(Debug)]
pub(super) struct ReceivedBody {
    /// The name of the input that it is.
    pub(super) input: &'static str,
    /// The field `Content-Type`.
    pub(super) content_type: String,
    /// The body.
    pub(super) bytes: Vec<u8>,
}

impl ReceivedBody {
    /// The form that its media type tells.
    pub(super) fn form(&self) -> BodyForm {
        let Some(media_type) = MediaType::parse(&self.content_type) else {
            return BodyForm::Bytes;
        };
        match media_type.essence().as_str() {
            _ if media_type.is_json() => BodyForm::Json,
            _ if media_type.is_form() => BodyForm::Form,
            "multipart/form-data" => BodyForm::Multipart,
            essence if is_text(&media_type, essence) => BodyForm::Text,
            _ => BodyForm::Bytes,
        }
    }
}

/// Whether content of a media type is text for people.
pub(super) fn is_text(media_type: &MediaType, essence: &str) -> bool {
    const TEXTS: [&str; 6] = [
        "application/graphql",
        "application/javascript",
        "application/jsonl",
        "application/sparql-query",
        "application/xml",
        "application/yaml",
    ];
    let suffixed = ["+xml", "+yaml"].iter().any(|suffix| essence.ends_with(suffix));
    media_type.is_text() || suffixed || TEXTS.contains(&essence)
}
