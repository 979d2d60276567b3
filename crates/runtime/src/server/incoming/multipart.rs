//! Reading a multipart form from the body of a request.

use std::fmt;

use http::HeaderMap;
use http::header::{CONTENT_TYPE, HeaderName};

use super::Incoming;
use super::parameters::header;
use crate::json::{self, Decode, Decoder, Value, Violation, push_pointer_segment};
use crate::media_type::MediaType;
use crate::parameter::Parameter;
use crate::server::multipart::{Part, parse};
use crate::server::refusal::{Place, Severity};
use crate::{File, FormParts};

/// What is wrong with a part that is given twice.
const GIVEN_MORE_THAN_ONCE: &str = "given more than once";

impl Incoming {
    /// The multipart form in the body, which must be there; `read` asks for its parts.
    pub fn multipart_body<T>(&mut self, read: impl FnOnce(&mut Parts<'_>) -> Option<T>) -> Option<T> {
        let body = self.multipart_body_optional(read)?;
        self.required_body(body)
    }

    /// The multipart form in the body, `Some(None)` when there is none; `read` asks for its parts.
    pub fn multipart_body_optional<T>(&mut self, read: impl FnOnce(&mut Parts<'_>) -> Option<T>) -> Option<Option<T>> {
        match self.parts()? {
            Some(parts) => read(&mut Parts { incoming: self, parts }).map(Some),
            None => Some(None),
        }
    }

    /// The multipart form in the body, of which the description does not say what parts it has. It
    /// must be there.
    pub fn form_parts_body(&mut self) -> Option<FormParts> {
        self.multipart_body(|parts| Some(parts.undescribed()))
    }

    /// As [`form_parts_body`](Self::form_parts_body), `Some(None)` when there is none.
    pub fn form_parts_body_optional(&mut self) -> Option<Option<FormParts>> {
        self.multipart_body_optional(|parts| Some(parts.undescribed()))
    }

    /// The parts of the body, `Some(None)` when there is none.
    fn parts(&mut self) -> Option<Option<Vec<Part>>> {
        let Some(body) = self.body.take() else {
            return Some(None);
        };
        let content_type = self.context.headers.get(CONTENT_TYPE);
        let content_type = content_type.and_then(|value| value.to_str().ok());
        let content_type = content_type.and_then(MediaType::parse);
        let boundary = content_type
            .as_ref()
            .and_then(|content_type| content_type.parameter("boundary"));
        let parts = match boundary {
            Some(boundary) => parse(&body, boundary),
            None => Err("the media type of the body has no boundary".to_owned()),
        };
        parts.map_err(|problem| self.malformed_body(&problem)).ok().map(Some)
    }
}

/// The parts of a multipart form (RFC 7578). Parts that are not asked for are passed over.
///
/// Like [`Incoming`]'s, each answer is `None` when there was a problem, which is kept; its pointer
/// is the name of the part.
pub struct Parts<'incoming> {
    incoming: &'incoming mut Incoming,
    parts: Vec<Part>,
}

impl Parts<'_> {
    /// The part as a file, which must be there.
    pub fn file(&mut self, name: &str) -> Option<File> {
        let file = self.file_optional(name)?;
        self.required(name, file)
    }

    /// The part as a file, `Some(None)` when it is not there.
    pub fn file_optional(&mut self, name: &str) -> Option<Option<File>> {
        self.one(name, |_, _, part| Some(file(part)))
    }

    /// All parts of the name as files, at least one if they are `required`.
    pub fn files(&mut self, name: &str, required: bool) -> Option<Vec<File>> {
        self.all(name, required, |_, _, part| Some(file(part)))
    }

    /// The part as plain text, read as a parameter's would be, which must be there.
    pub fn text<T: Decode>(&mut self, name: &str) -> Option<T> {
        let value = self.text_optional(name)?;
        self.required(name, value)
    }

    /// The part as plain text, `Some(None)` when it is not there.
    pub fn text_optional<T: Decode>(&mut self, name: &str) -> Option<Option<T>> {
        self.one(name, decode_text)
    }

    /// All parts of the name as plain text, at least one if they are `required`.
    pub fn texts<T: Decode>(&mut self, name: &str, required: bool) -> Option<Vec<T>> {
        self.all(name, required, decode_text)
    }

    /// The part as JSON, which must be there.
    pub fn json<T: Decode>(&mut self, name: &str) -> Option<T> {
        let value = self.json_optional(name)?;
        self.required(name, value)
    }

    /// The part as JSON, `Some(None)` when it is not there.
    pub fn json_optional<T: Decode>(&mut self, name: &str) -> Option<Option<T>> {
        self.one(name, decode_json)
    }

    /// All parts of the name as JSON, at least one if they are `required`.
    pub fn jsons<T: Decode>(&mut self, name: &str, required: bool) -> Option<Vec<T>> {
        self.all(name, required, decode_json)
    }

    /// All parts under their names, whatever they are.
    #[must_use]
    pub fn undescribed(&self) -> FormParts {
        let parts = self.parts.iter();
        parts.fold(FormParts::new(), |form, part| form.part(&part.name, file(part)))
    }

    /// A header of the part, or of the first part of several of the name; `Some(None)` when it or
    /// the part is not there.
    pub fn part_header<T: Decode>(&mut self, name: &str, parameter: &Parameter) -> Option<Option<T>> {
        let pointer = pointer_to(name);
        let Some(part) = self.parts.iter().find(|part| part.name == name) else {
            return Some(None);
        };
        let value = match header(parameter, &part.headers) {
            Ok(Some(value)) => value,
            Ok(None) => return Some(None),
            Err(malformed) => {
                let problem = format!("header `{}`: {malformed}", parameter.name);
                self.incoming.malformed_part(&pointer, problem);
                return None;
            }
        };
        let mut decoder = Decoder::strict().text();
        let decoded = T::decode(&value, &mut decoder);
        for violation in decoder.finish() {
            let problem = format!("header `{}`: {}", parameter.name, violation.message);
            self.incoming.malformed_part(&pointer, problem);
        }
        decoded.map(Some)
    }

    /// Reads the only part of a name.
    fn one<T>(&mut self, name: &str, read: fn(&mut Incoming, &str, &Part) -> Option<T>) -> Option<Option<T>> {
        let mut found = self.parts.iter().filter(|part| part.name == name);
        let pointer = pointer_to(name);
        match (found.next(), found.next()) {
            (None, _) => Some(None),
            (Some(part), None) => read(self.incoming, &pointer, part).map(Some),
            (Some(_), Some(_)) => {
                self.incoming.malformed_part(&pointer, GIVEN_MORE_THAN_ONCE);
                None
            }
        }
    }

    /// Reads all parts of a name, the others too when one has a problem.
    fn all<T>(
        &mut self,
        name: &str,
        required: bool,
        read: fn(&mut Incoming, &str, &Part) -> Option<T>,
    ) -> Option<Vec<T>> {
        let found = self.parts.iter().filter(|part| part.name == name);
        let pointer = pointer_to(name);
        let read: Vec<Option<T>> = found
            .enumerate()
            .map(|(index, part)| read(self.incoming, &format!("{pointer}/{index}"), part))
            .collect();
        if required && read.is_empty() {
            return self.required(name, None);
        }
        read.into_iter().collect()
    }

    fn required<T>(&mut self, name: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            let missing = Violation::new(pointer_to(name), "missing");
            self.incoming.record(Severity::Invalid, Place::Body, "", missing);
        }
        value
    }
}

impl fmt::Debug for Parts<'_> {
    /// Shows the names of the parts.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.parts.iter().map(|part| &part.name);
        formatter
            .debug_tuple("Parts")
            .field(&names.collect::<Vec<_>>())
            .finish()
    }
}

impl Incoming {
    fn malformed_part(&mut self, pointer: &str, problem: impl Into<String>) {
        let violation = Violation::new(pointer, problem);
        self.record(Severity::Malformed, Place::Body, "", violation);
    }

    /// Reads the value of the part that `pointer` leads to.
    fn decode_part<T: Decode>(&mut self, pointer: &str, value: &Value, mut decoder: Decoder) -> Option<T> {
        let decoded = T::decode(value, &mut decoder);
        for violation in decoder.finish() {
            let pointer = format!("{pointer}{}", violation.pointer);
            let violation = Violation::new(pointer, violation.message);
            self.record(Severity::Invalid, Place::Body, "", violation);
        }
        decoded
    }
}

fn decode_text<T: Decode>(incoming: &mut Incoming, pointer: &str, part: &Part) -> Option<T> {
    match std::str::from_utf8(&part.content) {
        Ok(text) => incoming.decode_part(pointer, &Value::String(text.to_owned()), Decoder::strict().text()),
        Err(_) => {
            incoming.malformed_part(pointer, "not text in UTF-8");
            None
        }
    }
}

fn decode_json<T: Decode>(incoming: &mut Incoming, pointer: &str, part: &Part) -> Option<T> {
    match json::parse(&part.content) {
        Ok(value) => incoming.decode_part(pointer, &value, Decoder::strict()),
        Err(failure) => {
            incoming.malformed_part(pointer, failure.to_string());
            None
        }
    }
}

fn file(part: &Part) -> File {
    File {
        name: part.file_name.clone(),
        content_type: text_of(&part.headers, &CONTENT_TYPE),
        bytes: part.content.as_ref().into(),
    }
}

fn text_of(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_owned())
}

fn pointer_to(name: &str) -> String {
    let mut pointer = String::new();
    push_pointer_segment(&mut pointer, name);
    pointer
}
