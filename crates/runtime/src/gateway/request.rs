//! Making the request of a call out of its arguments.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Map as Object;

use super::call::{BodyForm, Call, CallBody, CallInput};
use super::evaluate::Scope;
use super::fault::Fault;
use super::inputs::{Inputs, ReceivedBody};
use super::plan::Expression;
use crate::File;
use crate::client::{MultipartForm, Request};
use crate::json::{Value, Violation};
use crate::parameter::{text_of_leaf, write_cookie, write_header, write_path};
use crate::server::Place;

/// The arguments of a call: what the capability fixes, and what a plan says.
pub(super) struct Arguments<'plan> {
    pub(super) call: &'static Call,
    pub(super) given: &'static [(&'static str, Expression)],
    pub(super) scope: Scope<'plan>,
    pub(super) inputs: &'plan Inputs,
}

impl Arguments<'_> {
    /// Fills a request.
    ///
    /// # Errors
    /// Every argument that is missing or cannot be sent.
    pub(super) fn fill(&self, request: &mut Request<'_>) -> Result<(), Fault> {
        let mut violations = Vec::new();
        for input in self.call.inputs {
            let placed = match self.text(input.name).or_else(|| self.value(input.name)) {
                Some(value) if !value.is_null() => place(request, input, &value),
                _ if input.required => match self.not_found(input.name) {
                    Some(step) => return Err(Fault::NotFound { step }),
                    None => Err("missing"),
                },
                _ => Ok(()),
            };
            if let Err(reason) = placed {
                violations.push(self.violation(input.name, reason));
            }
        }
        if let Some(body) = &self.call.body
            && let Err(reason) = self.fill_body(request, body)
        {
            violations.push(self.violation(body.name, reason));
        }
        if violations.is_empty() {
            Ok(())
        } else {
            Err(Fault::Invalid(violations))
        }
    }

    fn fill_body(&self, request: &mut Request<'_>, body: &CallBody) -> Result<(), &'static str> {
        if let Some(received) = self.received(body) {
            request.bytes(received.bytes.clone(), &received.content_type);
            return Ok(());
        }
        match self.value(body.name) {
            Some(value) => write_body(request, body, &value),
            None if body.required => Err("missing"),
            None => Ok(()),
        }
    }

    /// The body of the caller, if the argument is that body and is sent in the form it came in.
    fn received(&self, body: &CallBody) -> Option<&ReceivedBody> {
        let received = self.inputs.body.as_ref()?;
        let passed_on = matches!(self.expression(body.name)?, Expression::Input(name) if *name == received.input);
        let same_form = body.form == BodyForm::Bytes || received.form() == body.form;
        (passed_on && same_form).then_some(received)
    }

    fn expression(&self, name: &str) -> Option<&'static Expression> {
        let named = |(argument, _): &&(&str, Expression)| *argument == name;
        let fixed = self.call.constants.iter().find(named);
        fixed
            .or_else(|| self.given.iter().find(named))
            .map(|(_, expression)| expression)
    }

    fn value(&self, name: &str) -> Option<Value> {
        self.scope.evaluate(self.expression(name)?)
    }

    /// The parameter of the caller that an argument is, as it was received.
    fn text(&self, name: &str) -> Option<Value> {
        match self.expression(name)? {
            Expression::Input(input) => self.inputs.texts.get(*input).cloned(),
            _ => None,
        }
    }

    /// The lookup without a find that an argument needs.
    fn not_found(&self, name: &str) -> Option<&'static str> {
        match self.expression(name)? {
            Expression::Step(step, _) => self.lacks(step),
            Expression::Template(parts) => parts.iter().find_map(|part| match part {
                Expression::Step(step, _) => self.lacks(step),
                _ => None,
            }),
            _ => None,
        }
    }

    /// The step, if it has no result.
    fn lacks(&self, step: &'static str) -> Option<&'static str> {
        let has_one = self.scope.results.iter().any(|(name, _)| *name == step);
        (!has_one).then_some(step)
    }

    /// What is wrong with an argument, at the input that it comes from: of several, at the first that
    /// is absent.
    fn violation(&self, argument: &'static str, reason: &str) -> Violation {
        let mut inputs = Vec::new();
        if let Some(expression) = self.expression(argument) {
            inputs_of(expression, &mut inputs);
        }
        let absent = inputs.iter().find(|name| !self.inputs.values.contains_key(**name));
        let input = absent.or(inputs.first()).copied().unwrap_or(argument);
        let mut pointer = String::new();
        crate::json::push_pointer_segment(&mut pointer, input);
        Violation::new(pointer, reason)
    }
}

/// The inputs that an expression is made of, in the order in which they stand in it.
fn inputs_of(expression: &Expression, found: &mut Vec<&'static str>) {
    match expression {
        Expression::Input(name) | Expression::InputPart(name, _) => found.push(name),
        Expression::Template(parts) | Expression::Array(parts) => {
            parts.iter().for_each(|part| inputs_of(part, found));
        }
        Expression::Object(properties) => properties.iter().for_each(|(_, value)| inputs_of(value, found)),
        Expression::Each { of, value } | Expression::Within { of, value } => {
            inputs_of(of, found);
            inputs_of(value, found);
        }
        Expression::Literal(_) | Expression::Step(..) | Expression::Bind(_) | Expression::Current(_) => {}
    }
}

/// Puts a value in its place. `Err` says why it must not be sent there, without repeating it.
fn place(request: &mut Request<'_>, input: &CallInput, value: &Value) -> Result<(), &'static str> {
    let parameter = &input.parameter;
    // What the request refuses it remembers as one text; here each argument has its own.
    let refused = match input.place {
        Place::Path => write_path(parameter, value).err(),
        Place::Header => write_header(parameter, value).err(),
        Place::Cookie => write_cookie(parameter, value).err(),
        Place::Query | Place::Body => None,
    };
    if let Some(refused) = refused {
        return Err(refused.reason);
    }
    match input.place {
        Place::Path => request.path(parameter, value),
        Place::Header => request.header(parameter, value),
        Place::Cookie => request.cookie(parameter, value),
        Place::Query | Place::Body => request.query(parameter, value),
    }
    Ok(())
}

/// Writes a value as a body. `Err` says why it cannot be one.
fn write_body(request: &mut Request<'_>, body: &CallBody, value: &Value) -> Result<(), &'static str> {
    match (body.form, value) {
        (BodyForm::Json, value) => request.json(value, body.media_type),
        (BodyForm::Form, Value::Object(_)) => request.form(value),
        (BodyForm::Multipart, Value::Object(properties)) => {
            request.multipart(form_of_parts(properties, body.files)?, body.media_type);
        }
        (BodyForm::Form | BodyForm::Multipart, _) => return Err("must be an object"),
        (BodyForm::Text, value) => request.text(&text_of_leaf(value), body.media_type),
        (BodyForm::Bytes, value) => request.bytes(decoded(value)?, body.media_type),
    }
    Ok(())
}

/// A form of a part for each property. `Err` says why one cannot be sent.
fn form_of_parts(properties: &Object<String, Value>, files: &[&str]) -> Result<MultipartForm, &'static str> {
    let mut form = MultipartForm::new();
    for (name, value) in properties.iter().filter(|(_, value)| !value.is_null()) {
        if name.chars().any(char::is_control) {
            return Err("has a name with a control character, which no part of a form can have");
        }
        match value {
            value if files.contains(&name.as_str()) => {
                for file in value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice) {
                    form.file(name, &File::from(decoded(file)?), None);
                }
            }
            Value::Array(_) | Value::Object(_) => form.json(name, value, "application/json"),
            scalar => form.text(name, scalar),
        }
    }
    Ok(form)
}

/// The bytes of Base64 text.
fn decoded(value: &Value) -> Result<Vec<u8>, &'static str> {
    let bytes = value.as_str().and_then(|text| STANDARD.decode(text).ok());
    bytes.ok_or("must be Base64 text")
}
