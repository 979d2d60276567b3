//! What came of the requests of one kind.

use std::io;
use std::time::Duration;

use super::message::Message;

/// How many failures are shown.
const SHOWN: usize = 5;

/// What came of requests.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Responses by the first digit of their status.
    pub(super) answers: [u64; 6],
    /// Connections that the server or the client closed without a response.
    pub(super) closed: u64,
    /// Requests that nothing came of, and that should have been answered or refused.
    pub(super) unanswered: u64,
    /// Responses that are not those that were recorded, or that nobody must get.
    pub(super) wrong: u64,
    /// How long responses took, in microseconds.
    pub(super) latencies: Vec<u32>,
    /// The first failures, for people.
    pub(super) shown: Vec<String>,
}

impl Tally {
    pub(super) fn answered(&mut self, status: u16, latency: Duration) {
        let class = usize::from(status / 100);
        match self.answers.get_mut(class) {
            Some(count) => *count += 1,
            None => self.unanswered += 1,
        }
        self.latencies
            .push(u32::try_from(latency.as_micros()).unwrap_or(u32::MAX));
    }

    pub(super) fn closed(&mut self) {
        self.closed += 1;
    }

    pub(super) fn unanswered(&mut self) {
        self.unanswered += 1;
    }

    pub(super) fn refused(&mut self, error: &io::Error) {
        self.unanswered += 1;
        self.show(|| format!("no connection: {error}"));
    }

    pub(super) fn wrong(&mut self, request: &[u8], response: &Message) {
        self.wrong += 1;
        self.show(|| format!("{} is answered by\n{}", text(request), text(&response.bytes())));
    }

    /// A valid request without a response.
    pub(super) fn lost(&mut self, request: &Message, outcome: &io::Result<Option<Message>>) {
        self.unanswered += 1;
        let why = match outcome {
            Err(error) => error.to_string(),
            Ok(_) => "the connection was closed".to_owned(),
        };
        self.show(|| format!("{} is not answered: {why}", text(&request.bytes())));
    }

    fn show(&mut self, failure: impl FnOnce() -> String) {
        if self.shown.len() < SHOWN {
            self.shown.push(failure());
        }
    }

    /// Adds what came of others.
    pub(super) fn add(&mut self, other: Self) {
        for (sum, count) in self.answers.iter_mut().zip(other.answers) {
            *sum += count;
        }
        self.closed += other.closed;
        self.unanswered += other.unanswered;
        self.wrong += other.wrong;
        self.latencies.extend(other.latencies);
        self.shown.extend(other.shown);
        self.shown.truncate(SHOWN);
    }

    /// How many requests this is about.
    pub(super) fn requests(&self) -> u64 {
        self.answers.iter().sum::<u64>() + self.closed + self.unanswered
    }

    /// Responses of the server that say that it failed.
    pub(super) fn server_errors(&self) -> u64 {
        self.answers.last().copied().unwrap_or_default()
    }

    /// The latency, in milliseconds, that this part of responses does not exceed; 0 without responses.
    pub(super) fn quantile(&mut self, part: f64) -> f64 {
        self.latencies.sort_unstable();
        let last = self.latencies.len().saturating_sub(1);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "an index"
        )]
        let index = (last as f64 * part) as usize;
        f64::from(self.latencies.get(index).copied().unwrap_or_default()) / 1000.0
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes.get(..bytes.len().min(600)).unwrap_or_default()).into_owned()
}
