//! Carrying plans out.

use std::fmt;
use std::sync::Arc;

use http::header::ACCEPT_ENCODING;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::answer::{Answer, StreamedAnswer, is_stream};
use super::bind::Binds;
use super::evaluate::{Results, Scope};
use super::fault::Fault;
use super::inputs::Inputs;
use super::limits::Limits;
use super::lookup::look_up;
use super::plan::{Plan, Step};
use super::redact::Redactor;
use super::request::Arguments;
use crate::client::{Arriving, Client, Error, Failure, Operation, Request};
use crate::json::Value;

/// Is told what went wrong between the gateway and the upstream API.
pub(super) type Report = Arc<dyn Fn(&str) + Send + Sync>;

/// What plans are carried out with.
pub(super) struct Engine {
    pub(super) client: Client,
    pub(super) binds: Binds,
    pub(super) limits: Limits,
    pub(super) redactor: Redactor,
    pub(super) report: Option<Report>,
    turns: Arc<Semaphore>,
}

/// What a plan gives.
#[derive(Debug)]
pub(super) enum Outcome {
    /// The answer of the last call, as it is.
    Answer(Answer),
    /// The answer of the last call, a success whose body goes on for as long as the upstream likes.
    Stream(StreamedAnswer),
    /// What was made of the answers.
    Value(Value),
}

impl Engine {
    pub(super) fn new(client: Client, binds: Binds, limits: Limits, report: Option<Report>) -> Self {
        Self {
            client,
            redactor: Redactor::new(&binds),
            binds,
            limits,
            report,
            turns: Arc::new(Semaphore::new(limits.concurrent_calls.clamp(1, Semaphore::MAX_PERMITS))),
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
                    let mut request = self.request(call.operation);
                    let arguments = Arguments {
                        call,
                        given: arguments,
                        scope: self.scope(inputs, &results),
                        inputs,
                    };
                    arguments.fill(&mut request)?;
                    if last {
                        return self.answer(request).await;
                    }
                    let (arriving, turn) = self.send(request).await?;
                    let answer = self.receive(arriving).await?;
                    drop(turn);
                    if !answer.status.is_success() {
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

    /// Starts a request.
    pub(super) fn request(&self, operation: &'static Operation) -> Request<'_> {
        let mut request = self.client.request(operation);
        // Without it, every coding is acceptable (RFC 9110, section 12.5.3); what is compressed can
        // neither be mapped nor be searched for secrets.
        request.extra_header(ACCEPT_ENCODING.as_str(), "identity");
        request
    }

    /// Sends a request, and receives the answer: all of it, or the head of a stream.
    ///
    /// # Errors
    /// Why there is no answer.
    pub(super) async fn answer(&self, request: Request<'_>) -> Result<Outcome, Fault> {
        let (arriving, turn) = self.send(request).await?;
        if arriving.status().is_success() && is_stream(arriving.headers()) {
            return Ok(Outcome::Stream(self.streamed(arriving, turn)));
        }
        self.receive(arriving).await.map(Outcome::Answer)
    }

    /// Sends a request in its turn, and receives the head of the answer.
    async fn send(&self, mut request: Request<'_>) -> Result<(Arriving, OwnedSemaphorePermit), Fault> {
        request.timeout(self.limits.call_time);
        let turn = Arc::clone(&self.turns).acquire_owned();
        let turn = match timeout(self.limits.turn_time, turn).await {
            Ok(Ok(turn)) => turn,
            // The semaphore is never closed: it was the time that was up.
            Ok(Err(_)) | Err(_) => return Err(Fault::Busy),
        };
        let arriving = request.start().await.map_err(|failure| self.fault(failure))?;
        if arriving.status().is_informational() {
            // 101, which nobody asked for: what follows is no HTTP.
            return Err(Fault::Unreadable);
        }
        Ok((arriving, turn))
    }

    async fn receive(&self, arriving: Arriving) -> Result<Answer, Fault> {
        let reply = arriving.receive().await.map_err(|failure| self.fault(failure))?;
        let (status, headers, body) = reply.into_parts();
        Ok(Answer { status, headers, body })
    }

    fn streamed(&self, arriving: Arriving, turn: OwnedSemaphorePermit) -> StreamedAnswer {
        let (status, headers, body) = arriving.into_stream(self.limits.stream_idle_time);
        StreamedAnswer {
            status,
            headers,
            body,
            turn,
        }
    }

    /// The fault that a failure is, of which the operator is told.
    fn fault(&self, failure: Failure) -> Fault {
        let fault = Fault::of(&failure);
        self.tell(&Error::<()>::from(failure));
        fault
    }

    fn scope<'plan>(&'plan self, inputs: &'plan Inputs, results: &'plan Results) -> Scope<'plan> {
        Scope {
            inputs: &inputs.values,
            results,
            binds: &self.binds,
        }
    }

    /// Tells the operator of the gateway, with every reason behind an error and without secrets.
    pub(super) fn tell(&self, error: &dyn std::error::Error) {
        let Some(report) = &self.report else { return };
        let mut message = error.to_string();
        // The first source stands in the message already.
        let mut source = error.source().and_then(std::error::Error::source);
        while let Some(reason) = source {
            message.push_str(&format!(": {reason}"));
            source = reason.source();
        }
        report(&self.redactor.text(&message));
    }
}

impl fmt::Debug for Engine {
    /// Shows no secrets, and not the upstream's address, which may be made of them.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Engine")
            .field("binds", &self.binds)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
