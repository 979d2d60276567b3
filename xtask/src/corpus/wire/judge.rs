//! Whether what a call gave is what the description says.

use std::collections::BTreeMap;

use jsonschema::{Draft, Registry, Validator};
use serde::Deserialize;
use serde_json::{Value, json};

use super::document::{Described, Document, Place};

/// How many problems of one body are told.
const MOST_PROBLEMS: usize = 3;

/// What a program says of one call.
#[derive(Debug, Deserialize)]
pub(super) struct Answer {
    /// What the description calls the operation.
    pub(super) operation: String,
    pub(super) method: String,
    pub(super) path: String,
    /// The status that the mock was asked for.
    pub(super) asked: Option<u16>,
    /// Whether all was given that the operation takes.
    pub(super) is_full: bool,
    /// In which of its forms the body was sent, from 0.
    pub(super) form: usize,
    /// What the client made of the response.
    pub(super) outcome: String,
    /// The status that the client saw.
    pub(super) status: Option<u16>,
    /// The client's message where it is an error.
    pub(super) message: String,
    /// The request, by method and address.
    pub(super) request: Option<String>,
    /// The response as it is on the wire; none where no request was sent.
    pub(super) response: Option<Response>,
}

impl Answer {
    /// Whether the request was refused, or failed, though nobody asked for that.
    pub(super) fn was_refused(&self) -> bool {
        let status = self.response.as_ref().and_then(|response| response.status);
        self.asked.is_none() && status.is_some_and(|status| status >= 400)
    }
}

/// A response as it is on the wire.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Response {
    pub(super) status: Option<u16>,
    pub(super) content_type: Option<String>,
    /// What Prism says of the request and the response, as JSON.
    pub(super) violations: Option<String>,
    /// The length of the body, in bytes.
    #[serde(default)]
    pub(super) length: usize,
    /// The body, where it is UTF-8.
    pub(super) text: Option<String>,
    /// Why there is none.
    pub(super) error: Option<String>,
}

/// What Prism finds wrong.
#[derive(Deserialize)]
struct Violation {
    #[serde(default)]
    location: Vec<Value>,
    /// The keyword that is broken, or a status.
    #[serde(default)]
    code: Value,
    message: String,
}

impl Response {
    /// What Prism says is not as described.
    pub(super) fn violations(&self) -> Vec<String> {
        let Some(text) = &self.violations else {
            return Vec::new();
        };
        match serde_json::from_str::<Vec<Violation>>(text) {
            Ok(violations) => violations.iter().filter_map(Violation::told).collect(),
            // Of too many of them Prism writes a part.
            Err(_) => vec![format!("violations: {text}")],
        }
    }
}

impl Violation {
    /// Where and what it is; none where it is only said that something described should no longer be used.
    fn told(&self) -> Option<String> {
        if self.code == "deprecated" {
            return None;
        }
        let location = self.location.iter().map(|part| match part {
            Value::String(name) => name.clone(),
            other => other.to_string(),
        });
        let location = location.collect::<Vec<_>>().join(".");
        Some(format!("violation at {location}: {}", self.message))
    }
}

/// What is thought of one call.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Judgement {
    /// Whether the operation was carried out, in the status that was asked for.
    pub(super) answered: bool,
    /// Whether the client could read the response.
    pub(super) decoded: bool,
    pub(super) body: Body,
    /// What is wrong.
    pub(super) problem: Option<String>,
}

impl Judgement {
    /// Of an operation that was carried out.
    pub(super) fn answered(decoded: bool) -> Self {
        Self {
            answered: true,
            decoded,
            ..Self::default()
        }
    }
}

/// What is thought of the body of a response.
#[derive(Debug, Default, PartialEq)]
pub(super) enum Body {
    /// There is none, or it is of another kind than a schema can say something of, or the description gives no schema.
    #[default]
    Unchecked,
    /// It fits its schema.
    Valid,
    /// It does not, or is not what the description says at all.
    Invalid,
    /// The schema is none that a validator takes.
    UnusableSchema,
}

/// Judges the calls of one description.
pub(super) struct Judge<'a> {
    document: &'a Document,
    registry: &'a Registry<'a>,
    validators: BTreeMap<Place, Result<Validator, String>>,
}

/// The files of a description, for references between them.
///
/// # Errors
/// Where an address is no URI, or a file refers to another that is not there.
pub(super) fn registry(document: &Document) -> anyhow::Result<Registry<'_>> {
    let mut builder = Registry::new().draft(Draft::Draft202012);
    for (address, value) in &document.files {
        builder = builder.add(address, Draft::Draft202012.create_resource_ref(value))?;
    }
    Ok(builder.prepare()?)
}

impl<'a> Judge<'a> {
    pub(super) fn new(document: &'a Document, registry: &'a Registry<'a>) -> Self {
        Self {
            document,
            registry,
            validators: BTreeMap::new(),
        }
    }

    /// The schemas that no validator takes, and why.
    pub(super) fn unusable(&self) -> impl Iterator<Item = (&Place, &str)> {
        let validators = self.validators.iter();
        validators.filter_map(|(place, validator)| Some((place, validator.as_ref().err()?.as_str())))
    }

    pub(super) fn judge(&mut self, answer: &Answer) -> Judgement {
        match self.try_judge(answer) {
            Ok(judgement) => judgement,
            Err(problem) => Judgement {
                problem: Some(problem),
                ..Judgement::default()
            },
        }
    }

    /// What is thought of a call that was answered; as an error, why it was not.
    fn try_judge(&mut self, answer: &Answer) -> Result<Judgement, String> {
        let told = || format!("{}: {}", answer.outcome, answer.message);
        let Some(response) = &answer.response else {
            return Err(told());
        };
        let Some(status) = response.status else {
            let error = response.error.as_deref().unwrap_or("no status");
            return Err(format!("the request cannot be sent again: {error}"));
        };
        if answer.status.is_some_and(|seen| seen != status) {
            return Err(format!(
                "the client saw the status {:?} and not {status}",
                answer.status
            ));
        }
        let is_decoded = matches!(answer.outcome.as_str(), "ok" | "documented");
        let is_described = self.document.describes_responses(&answer.method, &answer.path);
        let is_expected = match answer.asked {
            Some(asked) => asked == status,
            None => (200..400).contains(&status) || answer.outcome == "documented",
        };
        if !is_described.map_err(|error| error.to_string())? {
            // There is nothing to answer with: a mock says that it has carried out the request.
            return match status {
                204 => Ok(Judgement::answered(true)),
                _ => Err(format!(
                    "the server answered {status}, though it cannot know any answer"
                )),
            };
        }
        if !is_expected {
            let text = response.text.as_deref().unwrap_or_default();
            return Err(format!("the server answered {status}: {text}"));
        }
        let mut judgement = Judgement::answered(is_decoded);
        match self.body(answer, status, response) {
            Ok(body) => judgement.body = body,
            Err(problem) => {
                judgement.body = Body::Invalid;
                judgement.problem = Some(problem);
            }
        }
        if !is_decoded {
            judgement.problem = Some(told());
        }
        Ok(judgement)
    }

    /// What is thought of a body; as an error, what is wrong with it.
    fn body(&mut self, answer: &Answer, status: u16, response: &Response) -> Result<Body, String> {
        let content_type = response.content_type.as_deref().unwrap_or_default();
        let described = self.document.body(&answer.method, &answer.path, status, content_type);
        let schema = match described.map_err(|error| error.to_string())? {
            Described::Nothing => return Err(format!("the description has no response {status}")),
            Described::Unsaid => return Ok(Body::Unchecked),
            Described::NoBody if response.length == 0 => return Ok(Body::Unchecked),
            Described::NoBody => return Err("there is a body, and the description has none".to_owned()),
            // RFC 9110, sections 9.3.2 and 15.3.5: there never is a body.
            Described::OtherMediaTypes(_) if answer.method == "HEAD" || [204, 304].contains(&status) => {
                return Ok(Body::Unchecked);
            }
            Described::OtherMediaTypes(described) => {
                return Err(format!(
                    "the media type is {content_type:?} and not one of {described:?}"
                ));
            }
            Described::NoSchema => return Ok(Body::Unchecked),
            Described::Schema(place) => place,
        };
        let Some(value) = instance(content_type, response)? else {
            return Ok(Body::Unchecked);
        };
        let registry = self.registry;
        let validator = self
            .validators
            .entry(schema)
            .or_insert_with_key(|place| validator(registry, place));
        let Ok(validator) = validator else {
            return Ok(Body::UnusableSchema);
        };
        let problems: Vec<String> = validator
            .iter_errors(&value)
            .take(MOST_PROBLEMS)
            .map(|error| format!("at {:?}: {}", error.instance_path().as_str(), error.masked()))
            .collect();
        if problems.is_empty() {
            return Ok(Body::Valid);
        }
        Err(format!("the body breaks its schema: {}", problems.join("; ")))
    }
}

fn validator(registry: &Registry<'_>, place: &Place) -> Result<Validator, String> {
    let options = jsonschema::options()
        .with_draft(Draft::Draft202012)
        .with_registry(registry)
        .should_validate_formats(true)
        .offline();
    let built = options.build(&json!({ "$ref": place.to_string() }));
    built.map_err(|error| format!("{}: {error}", error.schema_path()))
}

/// The value that the schema of a body is about: of JSON the value, of text the text, of others none.
fn instance(content_type: &str, response: &Response) -> Result<Option<Value>, String> {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_lowercase();
    let is_json = essence == "application/json" || essence.ends_with("+json");
    match &response.text {
        Some(text) if is_json => serde_json::from_str(text)
            .map(Some)
            .map_err(|error| format!("the body is no JSON: {error}")),
        None if is_json => Err("the body is no UTF-8".to_owned()),
        Some(text) if essence == "text/plain" => Ok(Some(Value::String(text.clone()))),
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests;
