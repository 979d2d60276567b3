//! Carrying plans out.

use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, StatusCode};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::bind::Binds;
use super::evaluate::{Results, Scope};
use super::fault::Fault;
use super::inputs::Inputs;
use super::limits::Limits;
use super::lookup::look_up;
use super::plan::{Plan, Step};
use super::redact::Redactor;
use super::request::Arguments;
use crate::client::{Client, Error, Failure, Request};
use crate::json::{self, Value};
use crate::media_type::MediaType;

/// Is told what went wrong between the gateway and the upstream API.
pub(super) type Report = Arc<dyn Fn(&str) + Send + Sync>;

/// What plans are carried out with.
pub(super) struct Engine {
    pub(super) client: Client,
    pub(super) binds: Binds,
    pub(super) limits: Limits,
    pub(super) redactor: Redactor,
    pub(super) report: Option<Report>,
    turns: Semaphore,
}

/// What a plan gives.
#[derive(Debug)]
pub(super) enum Outcome {
    /// The answer of an upstream call, as it is.
    Answer(Answer),
    /// What was made of the answers.
    Value(Value),
}

/// The answer of an upstream call.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl fmt::Debug for Answer {
    /// Shows neither headers nor body: some of them are secrets of the upstream.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Answer")
            .field("status", &self.status)
            .field("length", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl Answer {
    /// The field `Content-Type`.
    pub(super) fn content_type(&self) -> Option<&str> {
        self.headers.get(http::header::CONTENT_TYPE)?.to_str().ok()
    }

    /// The value of a JSON body, the text of any other, null if there is none. A body without a media
    /// type is taken for JSON.
    fn value(&self) -> Result<Value, Fault> {
        if self.body.is_empty() {
            return Ok(Value::Null);
        }
        let media_type = self.content_type().and_then(MediaType::parse);
        if media_type.is_none_or(|media_type| media_type.is_json()) {
            return json::parse(&self.body).map_err(|_| Fault::Unreadable);
        }
        let text = std::str::from_utf8(&self.body).map_err(|_| Fault::Unreadable)?;
        Ok(Value::String(text.to_owned()))
    }
}

impl Engine {
    pub(super) fn new(client: Client, binds: Binds, limits: Limits, report: Option<Report>) -> Self {
        Self {
            client,
            redactor: Redactor::new(&binds),
            binds,
            limits,
            report,
            turns: Semaphore::new(limits.concurrent_calls.clamp(1, Semaphore::MAX_PERMITS)),
        }
    }

    /// Carries a plan out, within the time that it has.
    ///
    /// # Errors
    /// Why there is neither an answer nor a value.
    pub(super) async fn carry_out(&self, plan: &'static Plan, inputs: &Inputs) -> Result<Outcome, Fault> {
        let timely = timeout(self.limits.plan_time, self.take_steps(plan, inputs)).await;
        timely.unwrap_or(Err(Fault::TimedOut))
    }

    async fn take_steps(&self, plan: &'static Plan, inputs: &Inputs) -> Result<Outcome, Fault> {
        let mut results = Results::new();
        let mut steps = plan.steps.iter().peekable();
        while let Some(step) = steps.next() {
            let last = steps.peek().is_none() && plan.result.is_none();
            match step {
                Step::Call { name, call, arguments } => {
                    let mut request = self.client.request(call.operation);
                    let arguments = Arguments {
                        call,
                        given: arguments,
                        scope: self.scope(inputs, &results),
                        inputs,
                    };
                    arguments.fill(&mut request)?;
                    let answer = self.send(request).await?;
                    if last || answer.status.as_u16() >= 300 {
                        return Ok(Outcome::Answer(answer));
                    }
                    results.push((name, answer.value()?));
                }
                Step::Lookup {
                    name,
                    entries,
                    field,
                    value,
                    outputs,
                } => {
                    let scope = self.scope(inputs, &results);
                    let (entries, value) = (scope.evaluate(entries), scope.evaluate(value));
                    match look_up(entries, field, value, outputs) {
                        Some(found) if last => return Ok(Outcome::Value(found)),
                        Some(found) => results.push((name, found)),
                        None if last => return Err(Fault::NotFound { step: name }),
                        None => {}
                    }
                }
            }
        }
        let scope = self.scope(inputs, &results);
        let result = plan.result.as_ref().and_then(|mapping| scope.map(mapping));
        Ok(Outcome::Value(result.unwrap_or_default()))
    }

    async fn send(&self, mut request: Request<'_>) -> Result<Answer, Fault> {
        request.timeout(self.limits.call_time);
        let turn = match timeout(self.limits.turn_time, self.turns.acquire()).await {
            Ok(Ok(turn)) => turn,
            // The semaphore is never closed: it was the time that was up.
            Ok(Err(_)) | Err(_) => return Err(Fault::Busy),
        };
        let reply = request.send().await;
        drop(turn);
        let reply = reply.map_err(|failure| {
            let fault = Fault::of(&failure);
            self.tell(failure);
            fault
        })?;
        let (status, headers, body) = reply.into_parts();
        Ok(Answer { status, headers, body })
    }

    fn scope<'plan>(&'plan self, inputs: &'plan Inputs, results: &'plan Results) -> Scope<'plan> {
        Scope {
            inputs: &inputs.values,
            results,
            binds: &self.binds,
        }
    }

    /// Tells the operator of the gateway, with every reason behind the failure and without secrets.
    fn tell(&self, failure: Failure) {
        let Some(report) = &self.report else { return };
        let error = Error::<()>::from(failure);
        let mut message = error.to_string();
        let mut source = std::error::Error::source(&error).and_then(std::error::Error::source);
        while let Some(reason) = source {
            message.push_str(&format!(": {reason}"));
            source = reason.source();
        }
        report(&self.redactor.text(&message));
    }
}

impl fmt::Debug for Engine {
    /// Shows no secrets, not even one that is part of the upstream's address.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Engine")
            .field("upstream", &self.redactor.text(self.client.base_url()))
            .field("binds", &self.binds)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
