//! A server on a free port, and a caller that writes whatever bytes it is given.

use std::future::{Future, pending};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use specwright_runtime::json::{Decode, Decoder, Value};
use specwright_runtime::parameter::Parameter;
use specwright_runtime::server::{Incoming, Operation, Refusal, Reply, Router, Routes, serve};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// Long enough for anything that ends at all.
const PATIENCE: Duration = Duration::from_secs(10);

/// A server that runs until the test ends.
pub(crate) struct Server {
    address: SocketAddr,
}

impl Server {
    /// Serves the routes on a free port.
    pub(crate) async fn start(routes: Routes) -> Self {
        Self::start_router(routes.into_router()).await
    }

    /// Serves a router on a free port.
    pub(crate) async fn start_router(router: Router) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(serve(listener, router, pending()));
        Self { address }
    }

    /// Opens a connection.
    pub(crate) async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Sends bytes on a connection of their own and reads what comes back until it is closed.
    pub(crate) async fn exchange(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect().await;
        // The server may answer and close before it has read everything.
        let _ = stream.write_all(bytes).await;
        Answer::read(stream).await
    }

    /// Sends bytes and hangs up.
    pub(crate) async fn abandon(&self, bytes: &[u8]) {
        let mut stream = self.connect().await;
        let _ = stream.write_all(bytes).await;
    }

    /// Sends a request without a body. `head` is the request line without the version, followed by
    /// header lines.
    pub(crate) async fn send(&self, head: &str) -> Answer {
        let (line, headers) = head.split_once('\n').unwrap_or((head, ""));
        let headers: String = headers.lines().map(|header| format!("{header}\r\n")).collect();
        let request = format!("{line} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n{headers}\r\n");
        self.exchange(request.as_bytes()).await
    }

    /// Sends a request with a body and its length.
    pub(crate) async fn send_body(&self, head: &str, body: &[u8]) -> Answer {
        let (line, headers) = head.split_once('\n').unwrap_or((head, ""));
        let headers: String = headers.lines().map(|header| format!("{header}\r\n")).collect();
        let length = body.len();
        let request =
            format!("{line} HTTP/1.1\r\nhost: test\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n");
        self.exchange(&[request.as_bytes(), body].concat()).await
    }

    /// Sends requests, one after the other, and compares what comes back.
    pub(crate) async fn check(&self, expectations: &[(&str, &str)]) {
        for (request, expected) in expectations {
            assert_eq!(self.send(request).await.summary(), *expected, "{request}");
        }
    }
}

/// A response, taken apart.
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: String,
}

impl Answer {
    /// Reads a response until the connection is closed.
    pub(crate) async fn read(mut stream: TcpStream) -> Self {
        let mut bytes = Vec::new();
        let read = async {
            // A reset after the response is how an unread body ends.
            let mut chunk = [0; 4096];
            while let Ok(length @ 1..) = stream.read(&mut chunk).await {
                bytes.extend_from_slice(&chunk[..length]);
            }
        };
        tokio::time::timeout(PATIENCE, read)
            .await
            .expect("the server ends the connection");
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        Self {
            status,
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }

    /// The values of a header, in the order in which they stand.
    pub(crate) fn headers(&self, name: &str) -> Vec<&str> {
        let headers = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        headers
            .filter(|(found, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
            .collect()
    }

    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers(name).first().copied().unwrap_or_default()
    }

    /// The status and, of problem details, what they say; of anything else, the body.
    pub(crate) fn summary(&self) -> String {
        if self.header("content-type") != "application/problem+json" {
            return format!("{} {}", self.status, self.body).trim_end().to_owned();
        }
        let problem: Value = serde_json::from_str(&self.body).expect("problem details are JSON");
        assert_eq!(problem["status"], self.status, "the status stands in the problem too");
        let text = |value: &Value, name: &str| value[name].as_str().unwrap_or_default().to_owned();
        let Some(errors) = problem["errors"].as_array() else {
            return format!("{} {}", self.status, text(&problem, "detail"))
                .trim_end()
                .to_owned();
        };
        let errors = errors.iter().map(|error| {
            let words = ["in", "name", "pointer"].map(|name| text(error, name));
            let place = words
                .iter()
                .filter(|word| !word.is_empty())
                .map(String::as_str)
                .collect::<Vec<_>>();
            format!("[{}: {}]", place.join(" "), text(error, "detail"))
        });
        format!("{} {}", self.status, errors.collect::<Vec<_>>().join(" "))
    }
}

/// No operations yet, and no authorizer.
pub(crate) fn open_routes() -> Routes {
    Routes::without_authorizer()
}

/// Adds an operation that needs no state.
pub(crate) fn add<F, R>(routes: &mut Routes, operation: Operation, handler: F)
where
    F: Fn(Incoming) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Reply, Refusal>> + Send + 'static,
{
    let operation: &'static Operation = Box::leak(Box::new(operation));
    routes.add(operation, &Arc::new(()), move |_, incoming| handler(incoming));
}

/// Adds an operation that answers with its own identifier and the values of these path variables.
pub(crate) fn add_path_echo(
    routes: &mut Routes,
    method: &'static str,
    path: &'static str,
    variables: &'static [&'static str],
) {
    let id: &'static str = Box::leak(format!("{method} {path}").into_boxed_str());
    add(
        routes,
        Operation::new(id, method, path),
        move |mut incoming| async move {
            let values: Vec<Option<String>> = variables
                .iter()
                .map(|name| incoming.path(&Parameter::path(name)))
                .collect();
            incoming.finish()?;
            let values: Vec<String> = values
                .into_iter()
                .flatten()
                .map(|value| format!(" {value:?}"))
                .collect();
            Ok(Reply::text(200, "text/plain", format!("{id}{}", values.concat())))
        },
    );
}

/// A value shown as Rust would, or the refusal of the request.
pub(crate) fn shown(incoming: Incoming, value: &dyn std::fmt::Debug) -> Result<Reply, Refusal> {
    incoming.finish()?;
    Ok(Reply::text(200, "text/plain", format!("{value:?}")))
}

/// A pet, for bodies: a name, maybe an age, nothing else.
#[derive(Debug)]
#[expect(dead_code, reason = "the fields are shown by Debug")]
pub(crate) struct Pet {
    pub(crate) name: String,
    pub(crate) age: Option<u8>,
}

impl Decode for Pet {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        let mut object = decoder.object(value)?;
        let name = object.required("name");
        let age = object.optional("age");
        object.deny_additional()?;
        Some(Self { name: name?, age: age? })
    }
}
