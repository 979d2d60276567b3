//! An implementation of any operation: it keeps what it was asked, and answers what it was told to.

use std::any::{Any, type_name};
use std::sync::{Arc, Mutex};

/// Keeps one request and has one response ready. Clones share both.
///
/// A test implements the generated traits for a type around it, each method by [`Desk::exchange`]:
/// then one line tells what an operation answers, and one asks what it saw.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    response: Arc<Mutex<Option<Box<dyn Any + Send>>>>,
    request: Arc<Mutex<Option<Box<dyn Any + Send>>>>,
}

impl Desk {
    /// A desk that answers the first request with `response`.
    pub fn answering(response: impl Any + Send) -> Self {
        let desk = Self::default();
        desk.answer(response);
        desk
    }

    /// Says what the next request is answered with.
    ///
    /// # Panics
    /// Where a request before it has panicked.
    pub fn answer(&self, response: impl Any + Send) {
        *self.response.lock().expect("no panic before") = Some(Box::new(response));
    }

    /// Keeps `request` and gives the response that stands ready.
    ///
    /// # Panics
    /// Where no response stands ready, or one of another operation; the caller of the server gets 500.
    pub fn exchange<Q: Any + Send, R: Any>(&self, request: Q) -> R {
        self.keep(request);
        let response = self.response.lock().expect("no panic before").take();
        match response.map(|response| response.downcast::<R>()) {
            Some(Ok(response)) => *response,
            _ => panic!("no {} stands ready", type_name::<R>()),
        }
    }

    /// Keeps `request`.
    ///
    /// # Panics
    /// Where a request before it has panicked.
    pub fn keep(&self, request: impl Any + Send) {
        *self.request.lock().expect("no panic before") = Some(Box::new(request));
    }

    /// The last request.
    ///
    /// # Panics
    /// Where there was none, or one of another operation.
    #[must_use]
    pub fn seen<Q: Any>(&self) -> Q {
        let request = self.request.lock().expect("no panic before").take();
        match request.map(|request| request.downcast::<Q>()) {
            Some(Ok(request)) => *request,
            _ => panic!("no {} was seen", type_name::<Q>()),
        }
    }

    /// Whether no request has reached the implementation.
    ///
    /// # Panics
    /// Where a request before has panicked.
    #[must_use]
    pub fn saw_nothing(&self) -> bool {
        self.request.lock().expect("no panic before").is_none()
    }
}
