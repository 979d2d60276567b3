//! A mock that remembers what was deleted: so that callers can be tried with what is gone.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::{Extension, Router};
use http::request::Parts;
use http::{HeaderValue, Method, StatusCode};

use crate::server::refusal::Refusal;
use crate::server::reply::Reply;

/// The most paths that are remembered; then all are forgotten.
const MOST_PATHS: usize = 10_000;

/// The longest path that is remembered, in bytes.
const LONGEST_PATH: usize = 1024;

/// The paths that were deleted, as middleware attaches them to a request.
#[derive(Clone, Default)]
struct Deleted(Arc<Mutex<BTreeSet<String>>>);

/// Lets a router answer 404 at a path that was deleted, and at those below it, until something is made there again: by a PUT
/// at that path, or by a POST or PUT above it. Which response the description has for it is what `Prefer: code=404` would
/// give; where it has none, it is a problem.
///
/// A mock remembers nothing else: what is added or changed is answered with examples and samples all the same.
pub fn with_memory(router: Router) -> Router {
    router.layer(Extension(Deleted::default()))
}

/// What a mock remembers of the path of a request. Of a server that is no mock: nothing.
pub(in crate::server) struct Memory {
    deleted: Option<Deleted>,
    method: Method,
    path: String,
    is_gone: bool,
}

impl Memory {
    /// Looks up the path of a request. One whose path is gone is made to ask for the response that says so.
    pub(in crate::server) fn recall(request: &mut Parts) -> Self {
        let mut memory = Self {
            deleted: request.extensions.get::<Deleted>().cloned(),
            method: request.method.clone(),
            path: request.uri.path().trim_end_matches('/').to_owned(),
            is_gone: false,
        };
        // A PUT makes what is at its own path, and nothing above it.
        let itself = (memory.method != Method::PUT).then_some(memory.path.as_str());
        let above = memory
            .path
            .rmatch_indices('/')
            .filter_map(|(end, _)| memory.path.get(..end));
        let mut hiding = itself
            .into_iter()
            .chain(above)
            .filter(|path| path.len() <= LONGEST_PATH);
        memory.is_gone = memory.deleted.as_ref().is_some_and(|deleted| {
            let paths = deleted.paths();
            hiding.any(|path| paths.contains(path))
        });
        if memory.is_gone {
            request.headers.insert("prefer", HeaderValue::from_static("code=404"));
        }
        memory
    }

    /// Keeps in mind what a reply tells, and replaces one that does not say that the path is gone.
    ///
    /// # Errors
    /// Those of `outcome`, and 404.
    pub(in crate::server) fn keep(self, outcome: Result<Reply, Refusal>) -> Result<Reply, Refusal> {
        let Some(deleted) = self.deleted else {
            return outcome;
        };
        let reply = outcome?;
        if self.is_gone && !reply.status().is_client_error() {
            return Err(Refusal::new(StatusCode::NOT_FOUND, "it was deleted"));
        }
        if reply.status().is_success() {
            let mut paths = deleted.paths();
            if self.method == Method::DELETE && self.path.len() <= LONGEST_PATH {
                if paths.len() >= MOST_PATHS {
                    paths.clear();
                }
                paths.insert(self.path);
            } else if [Method::POST, Method::PUT].contains(&self.method) {
                paths.retain(|path| !is_at_or_below(path, &self.path));
            }
        }
        Ok(reply)
    }
}

impl Deleted {
    fn paths(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_at_or_below(path: &str, other: &str) -> bool {
    path.strip_prefix(other)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
