//! What one request or response says, the model that it refers to included.

use serde_json::Value;
use specwright_model::Origin;

use crate::block::Line;
use crate::payload;
use crate::rules;
use crate::syntax::{Asset, Attributes, HeaderField, Payload, PayloadKind};

use super::Lowering;
use super::json;
use super::media_type::{self, MediaType};
use super::naming::text_of;

/// A request or a response.
#[derive(Clone, Debug)]
pub(super) struct Message<'a, 'b, 't> {
    pub(super) name: Option<String>,
    pub(super) description: Option<String>,
    /// The media type, where the document says it.
    pub(super) media_type: Option<String>,
    /// The media type to go by: what the document says, or what the body looks like. None without a body.
    pub(super) form: Option<MediaType>,
    /// Its header fields, the media type left out.
    pub(super) headers: Vec<HeaderField<'t>>,
    pub(super) body: Option<&'a Asset>,
    /// What the body holds, of one that is JSON.
    pub(super) json: Option<Value>,
    pub(super) schema: Option<&'a Asset>,
    pub(super) attributes: Option<Attributes<'b, 't>>,
    pub(super) origin: Origin,
}

impl Message<'_, '_, '_> {
    /// The body as a value: of JSON what it holds, of anything else its text.
    pub(super) fn value(&self) -> Option<Value> {
        let body = self.body?;
        let text = || Value::String(body.text.clone());
        Some(self.json.clone().unwrap_or_else(text))
    }

    /// Whether something is said of a body.
    pub(super) fn has_content(&self) -> bool {
        self.body.is_some() || self.schema.is_some() || self.attributes.is_some()
    }
}

impl<'a, 'b, 't> Lowering<'a, 'b, 't, '_> {
    pub(super) fn message(&mut self, payload: &'a Payload<'b, 't>) -> Message<'a, 'b, 't> {
        let model = payload.reference.and_then(|name| self.model(name));
        let name = match payload.kind {
            PayloadKind::Request(name) => text_of(name),
            PayloadKind::Response(_) | PayloadKind::Model => None,
        };
        let fields = payload
            .headers
            .iter()
            .chain(model.iter().flat_map(|model| &model.headers));
        let is_content_type = |field: &&HeaderField<'_>| field.name.text.eq_ignore_ascii_case("content-type");
        let media_type = payload.media_type.or(model.and_then(|model| model.media_type));
        let media_type = media_type.or_else(|| fields.clone().find(is_content_type).map(|field| field.value));
        let mut message = Message {
            name,
            description: payload.description.read(self.text),
            media_type: text_of(media_type).filter(|it| !it.is_empty()),
            form: None,
            headers: fields.filter(|field| !is_content_type(field)).copied().collect(),
            json: None,
            body: payload.body.as_ref().or(model.and_then(|model| model.body.as_ref())),
            schema: payload
                .schema
                .as_ref()
                .or(model.and_then(|model| model.schema.as_ref())),
            attributes: payload.attributes.or(model.and_then(|model| model.attributes)),
            origin: self.written(payload.range.clone()),
        };
        message.form = self.form(&message, payload);
        message.json = self.json(&message);
        message
    }

    /// The model that `[Name][]` refers to.
    fn model(&mut self, name: Line<'t>) -> Option<&'a Payload<'b, 't>> {
        if let Some(model) = self.models.get(name.text) {
            return Some(model);
        }
        let nearest = self.findings.nearest(name.text, self.models.keys().copied());
        let message = format!("no resource `{}` has a model", name.text);
        let finding = self.findings.at(&rules::UNKNOWN_MODEL, name.range(), message);
        let help = match nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "put `+ Model (application/json)` below the resource of that name".to_owned(),
        };
        self.findings.push(finding.help(help));
        None
    }

    /// The media type of a message: the one it says, or the one that its body looks like.
    fn form(&mut self, message: &Message<'a, 'b, 't>, payload: &Payload<'_, '_>) -> Option<MediaType> {
        if let Some(written) = &message.media_type {
            let form = MediaType::new(written);
            if form.essence() == "plain/text" {
                let text = "`plain/text` is no media type that is registered; it is read as text, and sent as written";
                let finding = self
                    .findings
                    .at(&rules::ASSUMED_MEDIA_TYPE, payload.range.clone(), text);
                self.findings
                    .assume("plain/text", finding.help("`text/plain` is meant, most likely"));
            }
            return Some(form);
        }
        if !message.has_content() || payload::has_no_body(payload.kind) {
            return None;
        }
        let is_described = message.schema.is_some() || message.attributes.is_some();
        let guessed = match message.body {
            Some(body) if !is_described => media_type::of_text(&body.text),
            _ => "application/json",
        };
        let text = format!("this body does not say its media type; `{guessed}` is assumed");
        let finding = self
            .findings
            .at(&rules::ASSUMED_MEDIA_TYPE, payload.range.clone(), text);
        let help = format!("write it in parentheses, as `({guessed})`");
        self.findings.assume(guessed, finding.help(help));
        Some(MediaType::new(guessed))
    }

    /// What a body of JSON holds. One that is no JSON is reported.
    fn json(&mut self, message: &Message<'_, '_, '_>) -> Option<Value> {
        let body = message.body.filter(|body| !body.text.trim().is_empty())?;
        if !message.form.as_ref().is_some_and(MediaType::is_json) {
            return None;
        }
        let (value, problem) = json::read(&body.text);
        if let Some(problem) = problem {
            let message = format!("this body is no JSON: {}", problem.message);
            let place = self.place_in(body, problem.line, problem.column);
            let finding = self.findings.at(&rules::BODY_NOT_JSON, place, message);
            let help = match value {
                Some(_) => "mend it; it is read as what it looks like",
                None => "mend it; until then nothing is concluded from it",
            };
            self.findings.push(finding.help(help));
        }
        value
    }

    /// The place of a line and a column, in bytes and from 1, of a body in the text.
    fn place_in(&self, body: &Asset, line: usize, column: usize) -> std::ops::Range<usize> {
        let raw = self.text.get(body.range.clone()).unwrap_or("");
        let shown: Vec<&str> = body.text.lines().collect();
        // Fenced code has a line in front of its content.
        let is_fenced = raw.trim_start().starts_with(['`', '~']);
        let mut start = body.range.start;
        for (index, it) in raw.split_inclusive('\n').enumerate() {
            if index == line.saturating_sub(1) + usize::from(is_fenced) {
                let shown = shown.get(line.saturating_sub(1)).copied().unwrap_or("");
                let indentation = it.trim_end().len().saturating_sub(shown.trim_end().len());
                let wanted = start + indentation + column.saturating_sub(1).min(shown.len().saturating_sub(1));
                return self.character_at(wanted);
            }
            start += it.len();
        }
        body.range.clone()
    }

    /// The range of the character that the byte at `offset` is of.
    fn character_at(&self, offset: usize) -> std::ops::Range<usize> {
        let start = (0..=offset)
            .rev()
            .find(|at| self.text.is_char_boundary(*at))
            .unwrap_or(0);
        let character = self.text.get(start..).and_then(|rest| rest.chars().next());
        start..start + character.map_or(0, char::len_utf8)
    }

    /// The status of a response; none, with a finding, for what is none.
    pub(super) fn status(&mut self, written: Option<Line<'_>>, payload: &Payload<'_, '_>) -> Option<u16> {
        let Some(written) = written else {
            let message = "this response does not say its status; 200 is assumed";
            let finding = self.findings.at(&rules::ASSUMED_STATUS, payload.range.clone(), message);
            self.findings.assume("", finding.help("write `+ Response 200`"));
            return Some(200);
        };
        match written.text.parse() {
            Ok(status @ 100..=599) => Some(status),
            _ => {
                let message = format!("`{}` is no status of HTTP, and the response is left out", written.text);
                let finding = self.findings.at(&rules::INVALID_STATUS, written.range(), message);
                self.findings
                    .push(finding.help("write a number from 100 to 599 (RFC 9110, section 15)"));
                None
            }
        }
    }
}
