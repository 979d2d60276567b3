//! What the programs share that call every operation of a generated client.
//!
//! A program starts the mock of a generated server on a free port, or takes the server at the address that its argument is,
//! and calls each operation several times: with what it requires, with all that it takes, in each form of its body, and once for each status that the description names. What came of each call is
//! one line of JSON on the standard output, together with the response as it is on the wire: the request that the
//! client made is sent once more, by nothing but reqwest.

#![forbid(unsafe_code)]

use std::fmt::Debug;
use std::io::Write as _;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use specwright_runtime::client::{BuildError, Error, Response, reqwest};
use specwright_runtime::json::{Decode, Decoder, from_value};
use specwright_runtime::server::{Router, serve};

/// How long a call may take.
const TIME_LIMIT: Duration = Duration::from_secs(20);

/// The call of an operation: the client, how to call, and what comes of it, or why it could not be called.
pub type CallOperation<C> = for<'a> fn(&'a C, &'a Call) -> Pin<Box<dyn Future<Output = Result<Outcome, String>> + 'a>>;

/// An operation of a description.
pub struct Operation<C> {
    /// What the description calls it.
    pub id: &'static str,
    /// Its method.
    pub method: &'static str,
    /// Its path template.
    pub path: &'static str,
    /// The statuses that are asked for.
    pub statuses: &'static [u16],
    /// Whether it takes more than it requires.
    pub has_options: bool,
    /// In how many forms its body can be sent; one where it has none.
    pub forms: usize,
    /// Calls it.
    pub call: CallOperation<C>,
}

/// How an operation is called.
pub struct Call {
    /// The status that the mock is asked for.
    pub asked: Option<u16>,
    /// Whether all is given that the operation takes, or only what it requires.
    pub is_full: bool,
    /// In which of its forms the body is sent, from 0.
    pub form: usize,
}

impl Call {
    /// The value of the header field `Prefer` that asks for the status.
    pub fn preference(&self) -> Option<String> {
        self.asked.map(|status| format!("code={status}"))
    }
}

/// What a client made of a response.
pub struct Outcome {
    kind: &'static str,
    status: Option<u16>,
    message: String,
}

impl Outcome {
    /// A success that was read in full.
    pub fn ok(status: u16) -> Self {
        Self {
            kind: "ok",
            status: Some(status),
            message: String::new(),
        }
    }

    /// A success whose content could not be read.
    pub fn undecodable(status: u16, message: String) -> Self {
        Self {
            kind: "undecodable",
            status: Some(status),
            message,
        }
    }

    /// What an error is.
    pub fn of_error<E: Debug>(error: &Error<E>) -> Self {
        let kind = match error {
            Error::InvalidRequest(_) => "invalid request",
            Error::MissingCredential(_) => "missing credential",
            Error::Timeout(_) => "timeout",
            Error::Transport(_) => "transport",
            Error::ResponseTooLarge { .. } => "too large",
            Error::Decode(_) => "undecodable",
            Error::Documented(_) => "documented",
            Error::Undocumented(_) => "undocumented",
            _ => "other",
        };
        Self {
            kind,
            status: error.status().map(|status| status.as_u16()),
            message: error.to_string(),
        }
    }
}

/// What came of a call whose response is read at once.
pub fn outcome<T, E: Debug>(result: Result<Response<T>, Error<E>>) -> Outcome {
    match result {
        Ok(response) => Outcome::ok(response.status().as_u16()),
        Err(error) => Outcome::of_error(&error),
    }
}

/// An argument from its JSON. A value that does not fit strictly is none.
///
/// # Errors
/// Why it cannot be made.
pub fn argument<T: Decode>(name: &str, sample: &str) -> Result<T, String> {
    let value: Value =
        serde_json::from_str(sample).map_err(|error| format!("the sample of {name} is no JSON: {error}"))?;
    from_value(&value, Decoder::strict())
        .map_err(|failure| format!("the sample of {name} does not fit its type: {failure}"))
}

/// Keeps the request that a client has sent.
#[derive(Clone, Default)]
pub struct Recorder {
    last: Arc<Mutex<Option<reqwest::Request>>>,
}

impl Recorder {
    /// A hook that keeps a copy of each request, for `before_request`.
    pub fn hook(&self) -> impl Fn(&mut reqwest::Request) + Send + Sync + 'static {
        let last = Arc::clone(&self.last);
        move |request| *last.lock().unwrap_or_else(PoisonError::into_inner) = request.try_clone()
    }

    fn take(&self) -> Option<reqwest::Request> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Serves `router`, or takes the address of a server from the command line where there is none, makes a client with
/// `client`, calls all operations and prints what comes of it.
pub fn run<C>(
    router: Option<Router>,
    operations: &'static [Operation<C>],
    client: impl FnOnce(&str, &Recorder) -> Result<C, BuildError>,
) -> ExitCode {
    match try_run(router, operations, client) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn try_run<C>(
    router: Option<Router>,
    operations: &'static [Operation<C>],
    client: impl FnOnce(&str, &Recorder) -> Result<C, BuildError>,
) -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let url = match router {
            None => std::env::args().nth(1).ok_or("an address is missing")?,
            Some(router) => {
                let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
                let url = format!("http://{}", listener.local_addr()?);
                tokio::spawn(serve(listener, router, std::future::pending()));
                url
            }
        };
        let recorder = Recorder::default();
        let client = client(&url, &recorder)?;
        let raw = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .timeout(TIME_LIMIT)
            .build()?;
        for operation in operations {
            for call in calls(operation) {
                let line = exchange(operation, &call, &client, &recorder, &raw).await;
                writeln!(std::io::stdout().lock(), "{line}")?;
            }
        }
        Ok(())
    })
}

fn calls<C>(operation: &Operation<C>) -> Vec<Call> {
    let plain = |asked| Call {
        asked,
        is_full: false,
        form: 0,
    };
    let full = |form| Call {
        asked: None,
        is_full: true,
        form,
    };
    let mut calls = vec![plain(None)];
    if operation.has_options {
        calls.push(full(0));
    }
    calls.extend((1..operation.forms).map(full));
    calls.extend(operation.statuses.iter().map(|status| plain(Some(*status))));
    calls
}

async fn exchange<C>(
    operation: &Operation<C>,
    call: &Call,
    client: &C,
    recorder: &Recorder,
    raw: &reqwest::Client,
) -> Value {
    let _ = recorder.take();
    let outcome = tokio::time::timeout(TIME_LIMIT, (operation.call)(client, call)).await;
    let outcome = match outcome {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(message)) => Outcome {
            kind: "no arguments",
            status: None,
            message,
        },
        Err(_) => Outcome {
            kind: "timeout",
            status: None,
            message: "the call did not end".to_owned(),
        },
    };
    let (request, response) = match recorder.take() {
        Some(request) => {
            let shown = format!("{} {}", request.method(), request.url());
            (Value::from(shown), raw_response(request, raw).await)
        }
        None => (Value::Null, Value::Null),
    };
    json!({
        "operation": operation.id,
        "method": operation.method,
        "path": operation.path,
        "asked": call.asked,
        "is_full": call.is_full,
        "form": call.form,
        "outcome": outcome.kind,
        "status": outcome.status,
        "message": outcome.message,
        "request": request,
        "response": response,
    })
}

/// The field in which Prism says what is wrong with a request and its response.
const VIOLATIONS: &str = "sl-violations";

/// The response to a request, with its body as text; bytes that are no text are counted only.
async fn raw_response(request: reqwest::Request, raw: &reqwest::Client) -> Value {
    let response = match raw.execute(request).await {
        Ok(response) => response,
        Err(error) => return json!({ "error": error.to_string() }),
    };
    let status = response.status().as_u16();
    let field = |name: &str| {
        let value = response.headers().get(name);
        value.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    let (content_type, violations) = (field("content-type"), field(VIOLATIONS));
    match response.bytes().await {
        Ok(body) => json!({
            "status": status,
            "content_type": content_type,
            "violations": violations,
            "length": body.len(),
            "text": std::str::from_utf8(&body).ok(),
        }),
        Err(error) => json!({ "error": error.to_string() }),
    }
}
