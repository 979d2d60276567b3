//! The REST adapter: requests in, plans carried out, answers passed on.

mod forwarding;
mod pass_on;

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Map as Object;

pub(super) use self::forwarding::Forwarding;
use self::pass_on::answered;

use super::call::BodyForm;
use super::duplicates::duplicate_name;
use super::engine::Engine;
use super::fault::Fault;
use super::inputs::{Inputs, ReceivedBody};
use super::plan::Plan;
use super::redact::Redactor;
use super::route::{Route, RouteInput};
use super::schema::{Schema, first_name};
use crate::json::{self, Value, Violation};
use crate::parameter::{Parameter, parse_form};
use crate::problem::Problem;
use crate::server::{Incoming, Place, Refusal, Reply};

/// A route, ready to answer.
#[derive(Debug)]
pub(super) struct Endpoint {
    pub(super) route: &'static Route,
    pub(super) schema: Option<Schema>,
    pub(super) engine: Arc<Engine>,
    /// The query parameter that callers are known by.
    pub(super) access_query: Option<&'static str>,
}

impl Endpoint {
    /// Answers a request.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub(super) async fn answer(self: Arc<Self>, incoming: Incoming) -> Result<Reply, Refusal> {
        incoming.deny_coding()?;
        let inputs = self.read(incoming)?;
        let plan: &'static Plan = &self.route.plan;
        Ok(match self.engine.carry_out(plan, &inputs).await {
            Ok(outcome) => answered(outcome, self.route.operation.method == "HEAD", &self.engine),
            Err(fault) => self.refused(fault),
        })
    }

    /// Reads the inputs and checks them.
    fn read(&self, mut incoming: Incoming) -> Result<Inputs, Refusal> {
        let mut texts = Object::new();
        let queries: Vec<Parameter> = self.queries().collect();
        incoming.deny_other_queries(&queries);
        for RouteInput { place, parameter } in self.route.inputs {
            if let Some(value) = incoming.untyped(*place, parameter) {
                texts.insert(parameter.name.to_owned(), value);
            }
        }
        let mut values = texts.clone();
        if let Some(schema) = &self.schema {
            schema.add_defaults(&mut values);
        }
        let mut values = Value::Object(values);
        if let Some(schema) = &self.schema {
            schema.read_texts(&mut values);
        }
        let body = self.receive_body(&mut incoming, &mut values);
        // What could not be read is not there: that is no second problem.
        let malformed = incoming.problem_places();
        // The parts of a form are passed on unseen.
        let parts = body.as_ref().is_some_and(|body| body.form() == BodyForm::Multipart);
        for violation in self.schema.iter().flat_map(|schema| schema.violations(&values)) {
            let (place, name, violation) = self.locate(violation);
            let unseen = place == Place::Body && parts;
            if !unseen && !malformed.contains(&(place, name.to_owned())) {
                incoming.problem(place, name, violation);
            }
        }
        if let Some(refusal) = incoming.refusal() {
            return Err(refusal);
        }
        let values = match values {
            Value::Object(values) => values,
            _ => Object::new(),
        };
        Ok(Inputs { values, texts, body })
    }

    /// Takes the body as it was received, and adds what a schema sees of it to the values: all but
    /// forms of several parts.
    fn receive_body(&self, incoming: &mut Incoming, values: &mut Value) -> Option<ReceivedBody> {
        let (content_type, bytes) = incoming.untyped_body()?;
        let received = ReceivedBody {
            input: self.route.body,
            content_type,
            bytes,
        };
        match self.value_of(received.form(), &received.bytes) {
            Ok(value) => insert(values, self.route.body, value),
            Err(reason) => incoming.problem(Place::Body, "", Violation::new("", reason)),
        }
        Some(received)
    }

    /// The value of a body, as a schema sees it.
    fn value_of(&self, form: BodyForm, bytes: &[u8]) -> Result<Value, String> {
        match form {
            BodyForm::Json => {
                let value = json::parse(bytes).map_err(|failure| failure.to_string())?;
                match duplicate_name(bytes) {
                    Some(name) => Err(format!("the property `{name}` stands twice in an object")),
                    None => Ok(value),
                }
            }
            BodyForm::Form => {
                let form = parse_form(bytes).map_err(|malformed| malformed.message)?;
                let mut body = Value::Object(Object::from_iter([(self.route.body.to_owned(), form)]));
                if let Some(schema) = &self.schema {
                    schema.read_texts(&mut body);
                }
                Ok(body.get_mut(self.route.body).map(Value::take).unwrap_or_default())
            }
            BodyForm::Text => match std::str::from_utf8(bytes) {
                Ok(text) => Ok(Value::String(text.to_owned())),
                Err(_) => Err("the body is not text in UTF-8".to_owned()),
            },
            BodyForm::Multipart => Ok(Value::Object(Object::new())),
            BodyForm::Bytes => Ok(Value::String(STANDARD.encode(bytes))),
        }
    }

    /// The parameters that the query may have.
    fn queries(&self) -> impl Iterator<Item = Parameter> {
        let inputs = self.route.inputs.iter().filter(|input| input.place == Place::Query);
        let access = self.access_query.map(Parameter::query);
        inputs.map(|input| input.parameter).chain(access)
    }

    /// The part of the request that a violation is about, the parameter's name, and the violation
    /// with a pointer into that.
    fn locate(&self, violation: Violation) -> (Place, &str, Violation) {
        let Violation { pointer, message } = violation;
        let (name, rest) = first_name(&pointer);
        if name == self.route.body {
            return (Place::Body, "", Violation::new(rest, message));
        }
        match self.route.inputs.iter().find(|input| input.parameter.name == name) {
            Some(input) => (input.place, input.parameter.name, Violation::new(rest, message)),
            // Nothing that the caller could name: the inputs as a whole.
            None => (Place::Body, "", Violation::new(pointer, message)),
        }
    }

    fn refused(&self, fault: Fault) -> Reply {
        let redactor = &self.engine.redactor;
        let Fault::Invalid(violations) = fault else {
            return refused_by(&fault, redactor);
        };
        let problem = problem_of(&Fault::Invalid(Vec::new()), redactor);
        let problem = violations.into_iter().fold(problem, |problem, violation| {
            let (place, name, violation) = self.locate(violation);
            problem.with_error(&crate::server::located_problem(place, name, violation))
        });
        Reply::problem(&problem)
    }
}

/// What callers are told of a fault.
fn refused_by(fault: &Fault, redactor: &Redactor) -> Reply {
    let reply = Reply::problem(&problem_of(fault, redactor));
    match fault {
        Fault::Busy => reply.raw_header("retry-after", "1"),
        _ => reply,
    }
}

fn problem_of(fault: &Fault, redactor: &Redactor) -> Problem {
    Problem::new(fault.status()).with_detail(redactor.text(&fault.detail()))
}

fn insert(values: &mut Value, name: &str, value: Value) {
    if let Value::Object(values) = values {
        values.insert(name.to_owned(), value);
    }
}
