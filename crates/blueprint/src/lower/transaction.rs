//! Which responses belong to which requests.

use std::rc::Rc;

use specwright_diagnostics::Diagnostic;
use specwright_model::{ExampleMessage, ExampleResponse, Transaction};

use crate::rules;
use crate::syntax::PayloadKind;

use super::Lowering;
use super::endpoint::{Endpoint, Site};
use super::message::Message;

/// A request with the responses behind it.
pub(super) struct Exchange<'a, 'b, 't> {
    pub(super) request: Option<Message<'a, 'b, 't>>,
    /// Shared by requests in a row.
    pub(super) responses: Rc<[(u16, Message<'a, 'b, 't>)]>,
}

/// How many responses the transactions of a document may come to: requests in a row share theirs, so that there can be
/// more of them than the document is long.
const RESPONSES: usize = 20_000;

impl Exchange<'_, '_, '_> {
    /// Whether the request is shown for what goes wrong with it.
    pub(super) fn must_fail(&self) -> bool {
        !self.responses.is_empty() && self.responses.iter().all(|(status, _)| *status >= 400)
    }

    fn example(&self) -> Option<Transaction> {
        let request = self.request.as_ref();
        let first = request.or_else(|| self.responses.first().map(|(_, message)| message))?;
        Some(Transaction {
            name: request.and_then(|request| request.name.clone()),
            description: request.and_then(|request| request.description.clone()),
            request: request.map(example_message),
            responses: (self.responses.iter())
                .map(|(status, message)| ExampleResponse {
                    status: *status,
                    message: example_message(message),
                })
                .collect(),
            origin: first.origin,
        })
    }
}

fn example_message(message: &Message<'_, '_, '_>) -> ExampleMessage {
    let headers = message.headers.iter();
    ExampleMessage {
        media_type: message.media_type.clone(),
        headers: headers
            .map(|it| (it.name.text.to_owned(), it.value.text.to_owned()))
            .collect(),
        // What is shown are whole lines, and so the last one ends as well.
        body: message
            .body
            .map(|body| format!("{}\n", body.text))
            .filter(|body| body != "\n"),
    }
}

impl<'a, 'b, 't> Lowering<'a, 'b, 't, '_> {
    /// The transactions that exchanges show.
    pub(super) fn transactions(&mut self, exchanges: &[Exchange<'a, 'b, 't>]) -> Vec<Transaction> {
        let mut transactions = Vec::new();
        for exchange in exchanges {
            self.responses_shown += exchange.responses.len();
            if self.responses_shown > RESPONSES {
                let origin = exchange.request.as_ref().and_then(|request| request.origin.location);
                if let Some(location) = origin {
                    let message = "requests in a row share so many responses that their transactions are left out";
                    let finding = Diagnostic::new(&rules::TOO_MANY_TRANSACTIONS, location, message);
                    let help = "put each response behind the request that it belongs to";
                    self.findings.assume("", finding.help(help));
                }
                break;
            }
            transactions.extend(exchange.example());
        }
        transactions
    }

    /// The exchanges of an operation, in the document's order. Requests in a row share the responses behind them.
    pub(super) fn exchanges(&mut self, endpoint: &Endpoint<'a, 'b, 't>) -> Vec<Exchange<'a, 'b, 't>> {
        endpoint.sites().flat_map(|site| self.exchanges_of(site)).collect()
    }

    fn exchanges_of(&mut self, site: &Site<'a, 'b, 't>) -> Vec<Exchange<'a, 'b, 't>> {
        let mut exchanges = Vec::new();
        let mut requests: Vec<Message<'a, 'b, 't>> = Vec::new();
        let mut responses: Vec<(u16, Message<'a, 'b, 't>)> = Vec::new();
        for payload in &site.action.payloads {
            let message = self.message(payload);
            match payload.kind {
                PayloadKind::Response(status) => {
                    responses.extend(self.status(status, payload).map(|status| (status, message)));
                }
                PayloadKind::Request(_) | PayloadKind::Model => {
                    if !responses.is_empty() {
                        close(&mut exchanges, &mut requests, &mut responses);
                    }
                    requests.push(message);
                }
            }
        }
        close(&mut exchanges, &mut requests, &mut responses);
        exchanges
    }
}

fn close<'a, 'b, 't>(
    exchanges: &mut Vec<Exchange<'a, 'b, 't>>,
    requests: &mut Vec<Message<'a, 'b, 't>>,
    responses: &mut Vec<(u16, Message<'a, 'b, 't>)>,
) {
    let responses: Rc<[(u16, Message<'a, 'b, 't>)]> = std::mem::take(responses).into();
    if requests.is_empty() && !responses.is_empty() {
        exchanges.push(Exchange {
            request: None,
            responses,
        });
        return;
    }
    for request in requests.drain(..) {
        exchanges.push(Exchange {
            request: Some(request),
            responses: Rc::clone(&responses),
        });
    }
}
