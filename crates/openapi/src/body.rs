//! Bodies: request bodies, media types, the encoding of their parts, headers and examples.

use specwright_diagnostics::Diagnostic;
use specwright_model::{Example, Header, Origin, PartEncoding, Payload, RequestBody};
use specwright_source::{Entry, Node};

use crate::objects;
use crate::parameter::style_of;
use crate::reader::{Reader, place};
use crate::rules;
use crate::version::Version;

impl<'s> Reader<'s> {
    /// The request body of an operation (OpenAPI 3.1.1, section 4.8.13).
    pub(crate) fn request_body(&mut self, operation: Node<'s>) -> Option<RequestBody> {
        let entry = self.filled(operation, "requestBody")?;
        self.request_body_at(entry.value)
    }

    pub(crate) fn request_body_at(&mut self, node: Node<'s>) -> Option<RequestBody> {
        let target = self.follow(node)?;
        let node = target.node;
        if !self.object(node, &objects::REQUEST_BODY) {
            return None;
        }
        if node.peek("content").is_none() {
            self.missing(node, "content", "it is left out");
            self.described(node, target.overrides);
            self.flag(node, "required");
            self.extensions(node);
            return None;
        }
        Some(RequestBody {
            description: self.described(node, target.overrides),
            required: self.flag(node, "required").unwrap_or(false),
            contents: self.contents(node),
            extensions: self.extensions(node),
            origin: Origin::written(place(node)),
        })
    }

    /// The media types of a body (section 4.8.14).
    pub(crate) fn contents(&mut self, owner: Node<'s>) -> Vec<Payload> {
        self.payloads(owner, true)
    }

    /// The media types of a parameter or a header, whose parts have no encoding.
    pub(crate) fn plain_contents(&mut self, owner: Node<'s>) -> Vec<Payload> {
        self.payloads(owner, false)
    }

    fn payloads(&mut self, owner: Node<'s>, has_parts: bool) -> Vec<Payload> {
        let mut payloads = Vec::new();
        for entry in self.members(owner, "content") {
            if !is_media_type(entry.key) {
                let message = format!("`{}` is no media type", entry.key);
                let diagnostic = Diagnostic::new(&rules::INVALID_MEDIA_TYPE, entry.key_location, message);
                self.report(diagnostic.help("write a type and a subtype, such as `application/json`"));
            }
            payloads.extend(self.payload(entry, has_parts));
        }
        payloads
    }

    /// A Media Type Object, under a media type or, among the components, under a name.
    pub(crate) fn payload(&mut self, entry: Entry<'s>, has_parts: bool) -> Option<Payload> {
        let node = self.follow(entry.value)?.node;
        if !self.object(node, &objects::MEDIA_TYPE) {
            return None;
        }
        for key in ["itemSchema", "prefixEncoding", "itemEncoding"] {
            self.newer_than(Version::V3_2, node, key, &format!("`{key}`"));
        }
        let encoding = if has_parts {
            self.encodings(node)
        } else {
            // It applies to the parts of bodies alone.
            node.ignore("encoding");
            Vec::new()
        };
        for key in ["prefixEncoding", "itemEncoding"] {
            if has_parts {
                self.unsupported(
                    node,
                    key,
                    "parts of a body without names are written as their media types have it",
                );
            }
        }
        Some(Payload {
            media_type: entry.key.to_owned(),
            schema: node.get("schema").map(|schema| self.schema(schema)),
            item_schema: node.get("itemSchema").map(|schema| self.schema(schema)),
            examples: self.examples(node),
            encoding,
            extensions: self.extensions(node),
            origin: Origin::written(entry.key_location),
        })
    }

    fn encodings(&mut self, node: Node<'s>) -> Vec<PartEncoding> {
        let entries = self.members(node, "encoding");
        entries.into_iter().filter_map(|entry| self.encoding(entry)).collect()
    }

    /// An Encoding Object (section 4.8.15).
    fn encoding(&mut self, entry: Entry<'s>) -> Option<PartEncoding> {
        let node = entry.value;
        if !self.object(node, &objects::ENCODING) {
            return None;
        }
        self.extensions(node);
        for key in ["encoding", "prefixEncoding", "itemEncoding"] {
            self.unsupported(node, key, "parts of parts are written as their media types have it");
        }
        let content_types = self.text(node, "contentType").unwrap_or_default();
        let style = self.text(node, "style").and_then(|text| {
            let style = style_of(&text);
            if style.is_none() {
                self.unknown_style(node, &text);
            }
            style
        });
        Some(PartEncoding {
            property: entry.key.to_owned(),
            content_types: content_types
                .split(',')
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
                .collect(),
            headers: self.headers(node),
            style,
            explode: self.flag(node, "explode"),
            allow_reserved: self.flag(node, "allowReserved").unwrap_or(false),
        })
    }

    /// The headers of a response or a part (section 4.8.21).
    pub(crate) fn headers(&mut self, owner: Node<'s>) -> Vec<Header> {
        let entries = self.members(owner, "headers");
        entries.into_iter().filter_map(|entry| self.header(entry)).collect()
    }

    pub(crate) fn header(&mut self, entry: Entry<'s>) -> Option<Header> {
        let target = self.follow(entry.value)?;
        let node = target.node;
        if !self.object(node, &objects::HEADER) {
            return None;
        }
        let (schema, media_type, mut examples) = self.schema_or_content(node);
        examples.extend(self.examples(node));
        self.extensions(node);
        Some(Header {
            name: entry.key.to_owned(),
            description: self.described(node, target.overrides),
            required: self.flag(node, "required").unwrap_or(false),
            deprecated: self.flag(node, "deprecated").unwrap_or(false),
            explode: self.flag(node, "explode").unwrap_or(false),
            schema,
            media_type,
            examples,
            origin: Origin::written(entry.key_location),
        })
    }

    /// The `example` and the `examples` of a parameter, a header or a media type (section 4.8.19).
    pub(crate) fn examples(&mut self, owner: Node<'s>) -> Vec<Example> {
        let mut examples = Vec::new();
        if let Some(entry) = owner.entry("example") {
            let origin = Origin::written(entry.key_location);
            examples.push(Example {
                value: Some(self.value(entry.value)),
                origin,
                ..Example::default()
            });
        }
        let Some(entry) = owner.entry("examples") else {
            return examples;
        };
        if entry.value.is_sequence() {
            self.malformed_example(
                entry.value,
                "`examples` must be a mapping of names to examples here, not a sequence",
            );
            for item in entry.value.items() {
                let origin = Origin::written(place(item));
                examples.push(Example {
                    value: Some(self.value(item)),
                    origin,
                    ..Example::default()
                });
            }
            return examples;
        }
        let entries = self.members(owner, "examples");
        examples.extend(entries.into_iter().filter_map(|entry| self.example(entry)));
        examples
    }

    pub(crate) fn example(&mut self, entry: Entry<'s>) -> Option<Example> {
        let target = self.follow(entry.value)?;
        let node = target.node;
        let name = Some(entry.key.to_owned());
        let origin = Origin::written(entry.key_location);
        let is_example = node
            .peek_entries()
            .any(|entry| objects::EXAMPLE.keys.contains(&entry.key))
            || node.is_empty();
        if !node.is_mapping() || !is_example {
            self.malformed_example(
                node,
                "an example must be a mapping with a `value`; this is read as the value itself",
            );
            return Some(Example {
                name,
                value: Some(self.value(node)),
                origin,
                ..Example::default()
            });
        }
        self.object(node, &objects::EXAMPLE);
        self.extensions(node);
        let value = ["value", "dataValue", "serializedValue"]
            .into_iter()
            .find_map(|key| self.any(node, key));
        node.ignore("serializedValue");
        Some(Example {
            name,
            summary: self.text(node, "summary"),
            description: self.described(node, target.overrides),
            value,
            external_value: self.text(node, "externalValue"),
            origin,
        })
    }

    fn malformed_example(&mut self, node: Node<'s>, message: &str) {
        let diagnostic = Diagnostic::new(&rules::MALFORMED_EXAMPLE, place(node), message);
        self.report(diagnostic.help("write `NAME: {value: …}`, with a name of its own for each example"));
    }

    /// Reports a key that is understood and has no effect, with what is lost.
    pub(crate) fn unsupported(&mut self, node: Node<'s>, key: &str, consequence: &str) {
        let Some(entry) = node.entry(key) else { return };
        entry.value.see_all();
        let message = format!("`{key}` is not supported: {consequence}");
        self.findings
            .push_about(key, Diagnostic::new(&rules::UNSUPPORTED, entry.key_location, message));
    }
}

/// Whether a text is a token (RFC 9110, section 5.6.2).
pub(crate) fn is_token(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(fits)
}

/// Whether a text is a media type or a media range, parameters not looked at (RFC 9110, sections 8.3.1 and 12.5.1).
fn is_media_type(text: &str) -> bool {
    let essence = text.split(';').next().unwrap_or_default().trim();
    essence
        .split_once('/')
        .is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
}
