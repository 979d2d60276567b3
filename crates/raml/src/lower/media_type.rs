//! Media types: the keys of bodies, and the defaults of a document.

use super::Reader;
use crate::rules;
use crate::view::View;

/// Whether a key of a body is a media type: a type and a subtype of tokens (RFC 9110, section 8.3.1), or a range.
pub(super) fn is_media_type(key: &str) -> bool {
    let Some((kind, subtype)) = parts(key) else {
        return false;
    };
    let is_token = |text: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|it| it.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~{}".contains(it))
    };
    is_token(kind) && is_token(subtype)
}

/// The top-level types that are registered (RFC 6838, section 4.2), and those that documents use in their place.
const KINDS: [&str; 13] = [
    "application",
    "audio",
    "chemical",
    "example",
    "font",
    "haptics",
    "image",
    "message",
    "mime",
    "model",
    "multipart",
    "text",
    "video",
];

/// Whether a media type has a top-level type that exists: a registered one, `*`, or one with `x-`.
pub(super) fn has_known_kind(media_type: &str) -> bool {
    parts(media_type).is_some_and(|(kind, _)| {
        let kind = kind.to_ascii_lowercase();
        kind == "*" || kind.starts_with("x-") || KINDS.contains(&kind.as_str())
    })
}

fn parts(media_type: &str) -> Option<(&str, &str)> {
    media_type.split(';').next()?.trim().split_once('/')
}

impl<'s> Reader<'s, '_> {
    /// The media types of bodies that name none (RAML 1.0, "Default Media Types").
    pub(super) fn default_media_types(&mut self, root: &View<'s>) {
        let items = self.texts(root, "mediaType");
        if let (Some([]), Some(value)) = (items.as_deref(), root.get("mediaType")) {
            let message = "`mediaType` names no media type";
            self.error(&rules::INVALID_MEDIA_TYPE, value.location(), message);
        }
        for item in items.unwrap_or_default() {
            let text = item.text().unwrap_or_default();
            if is_media_type(text) && has_known_kind(text) {
                self.media_types.push(text.to_owned());
            } else {
                let message = format!("`{text}` is no media type");
                let diagnostic = item.finding(&rules::INVALID_MEDIA_TYPE, message);
                self.report(diagnostic.help("write a type and a subtype, such as `application/json`"));
            }
        }
    }
}
