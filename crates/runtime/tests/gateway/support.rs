//! An upstream, a gateway before it, and a caller.

use std::collections::BTreeMap;
use std::future::pending;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use specwright_runtime::client::{Client, Credential, RetryPolicy};
use specwright_runtime::gateway::{Binds, Gateway, GatewayBuilder};
use specwright_runtime::json::Value;
use specwright_runtime::server::axum::body::{Body, Bytes};
use specwright_runtime::server::axum::extract::Request;
use specwright_runtime::server::axum::response::Response;
use specwright_runtime::server::{Router, serve};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

use crate::api;

/// The key that the upstream API wants, which nobody else may see.
pub(crate) const KEY: &str = "swordfish-4711";

/// Long enough for anything that ends at all.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// A request that the upstream was asked.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// The method and the target.
    pub(crate) line: String,
    headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Seen {
    /// The value of a header, empty if there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// The request line, these headers where they are there, and the body.
    pub(crate) fn summary(&self, headers: &[&str]) -> String {
        let mut text = self.line.clone();
        for name in headers {
            if let Some(value) = self.headers.get(*name) {
                text.push_str(&format!(" [{name}: {value}]"));
            }
        }
        if !self.body.is_empty() {
            text.push_str(&format!(" {}", String::from_utf8_lossy(&self.body)));
        }
        text
    }
}

/// Makes the answer to a request. `None`: never.
pub(crate) type Answering = Arc<dyn Fn(&Seen) -> Option<Response> + Send + Sync>;

/// An upstream API.
#[derive(Clone)]
pub(crate) struct Upstream {
    pub(crate) address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Upstream {
    /// Starts an API that answers as it is told.
    pub(crate) async fn start(answer: impl Fn(&Seen) -> Option<Response> + Send + Sync + 'static) -> Self {
        let answer: Answering = Arc::new(answer);
        let seen: Arc<Mutex<Vec<Seen>>> = Arc::default();
        let remembered = Arc::clone(&seen);
        let router = Router::new().fallback(move |request: Request| {
            let (answer, seen) = (Arc::clone(&answer), Arc::clone(&remembered));
            async move {
                let request = receive(request).await;
                seen.lock().unwrap().push(request.clone());
                match answer(&request) {
                    Some(response) => response,
                    None => pending().await,
                }
            }
        });
        Self {
            address: listen(router).await,
            seen,
        }
    }

    /// Starts an API that answers everything with the same.
    pub(crate) async fn fixed(status: u16, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        let body = body.into();
        Self::start(move |_| Some(response(status, &[("content-type", content_type)], body.clone()))).await
    }

    /// The only request so far, which is forgotten.
    pub(crate) fn only(&self) -> Seen {
        let mut seen = self.take();
        assert_eq!(seen.len(), 1, "{seen:?}");
        seen.remove(0)
    }

    /// All requests so far, which are forgotten.
    pub(crate) fn take(&self) -> Vec<Seen> {
        std::mem::take(&mut *self.seen.lock().unwrap())
    }

    /// A client of the API, with its key.
    pub(crate) fn client(&self) -> Client {
        client(&format!("http://{}", self.address), Duration::from_secs(10))
    }

    /// A gateway before the API.
    pub(crate) fn gateway(&self) -> GatewayBuilder {
        builder(self.client())
    }
}

/// A client of an API at an address, with its key.
pub(crate) fn client(url: &str, timeout: Duration) -> Client {
    Client::builder(url)
        .credential("users", Credential::api_key_header("X-Auth-Token", KEY))
        .timeout(timeout)
        .response_limit(100_000)
        .retries(RetryPolicy::none())
        .build()
        .unwrap()
}

/// A gateway with all routes and tools.
pub(crate) fn builder(client: Client) -> GatewayBuilder {
    Gateway::builder(client)
        .routes(api::ROUTES)
        .tools(api::TOOLS)
        .binds(Binds::new().with("USERS_KEY", KEY))
        .name("users-gateway", "1.2.3")
}

async fn receive(request: Request) -> Seen {
    let (parts, body) = request.into_parts();
    let body = specwright_runtime::server::axum::body::to_bytes(body, 10_000_000).await;
    let text = |value: &specwright_runtime::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    Seen {
        line: format!("{} {}", parts.method, parts.uri),
        headers: parts
            .headers
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), text(value)))
            .collect(),
        body: body.map(Vec::from).unwrap_or_default(),
    }
}

/// A response.
pub(crate) fn response(status: u16, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Response {
    let mut builder = specwright_runtime::http::Response::builder().status(status);
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    builder.body(Body::from(Bytes::from(body.into()))).unwrap()
}

/// A JSON response with the status 200.
pub(crate) fn json(body: &str) -> Option<Response> {
    Some(response(200, &[("content-type", "application/json")], body))
}

/// Serves a router on a free port until the test ends.
pub(crate) async fn listen(router: Router) -> SocketAddr {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1024).unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener, router, pending()));
    address
}

/// Whoever calls a gateway.
#[derive(Clone, Copy)]
pub(crate) struct Caller {
    pub(crate) address: SocketAddr,
}

impl Caller {
    /// Calls the REST adapter of a gateway.
    pub(crate) async fn rest(gateway: GatewayBuilder) -> Self {
        Self {
            address: listen(gateway.build().unwrap().rest_router()).await,
        }
    }

    /// Sends bytes on a connection of their own and reads what comes back until it is closed.
    pub(crate) async fn exchange(&self, bytes: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        // The server may answer and close before it has read everything.
        let _ = stream.write_all(bytes).await;
        Answer::read(stream).await
    }

    /// Sends a request without a body. `head` is the request line without the version, followed by
    /// header lines.
    pub(crate) async fn send(&self, head: &str) -> Answer {
        self.exchange(&request(head, None)).await
    }

    /// Sends a request with a body and its length.
    pub(crate) async fn send_body(&self, head: &str, body: &[u8]) -> Answer {
        self.exchange(&request(head, Some(body))).await
    }
}

/// The bytes of a request.
pub(crate) fn request(head: &str, body: Option<&[u8]>) -> Vec<u8> {
    let (line, headers) = head.split_once('\n').unwrap_or((head, ""));
    let mut text = format!("{line} HTTP/1.1\r\nconnection: close\r\n");
    if !headers.lines().any(|header| header.starts_with("host:")) {
        text.push_str("host: localhost\r\n");
    }
    for header in headers.lines() {
        text.push_str(&format!("{header}\r\n"));
    }
    if let Some(body) = body {
        text.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    text.push_str("\r\n");
    [text.as_bytes(), body.unwrap_or_default()].concat()
}

/// A response, taken apart.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) bytes: Vec<u8>,
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
        let end = bytes
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
            .unwrap_or(bytes.len());
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let bytes = bytes.get(end + 4..).unwrap_or_default().to_vec();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        Self { status, head, bytes }
    }

    /// The body as text.
    pub(crate) fn body(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {}\n{}", self.head, self.body()))
    }

    /// The value of a header, empty if there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        let headers = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        let mut values = headers
            .filter(|(found, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, value)| value);
        values.next().unwrap_or_default()
    }

    /// The status and, of problem details, what they say; of anything else, the body.
    pub(crate) fn summary(&self) -> String {
        if self.header("content-type") != "application/problem+json" {
            return format!("{} {}", self.status, self.body()).trim_end().to_owned();
        }
        let problem = self.json();
        assert_eq!(problem["status"], self.status, "the status stands in the problem too");
        let text = |value: &Value, name: &str| value[name].as_str().unwrap_or_default().to_owned();
        let Some(errors) = problem["errors"].as_array() else {
            return format!("{} {}", self.status, text(&problem, "detail"))
                .trim_end()
                .to_owned();
        };
        let errors = errors.iter().map(|error| {
            let words = ["in", "name", "pointer"].map(|name| text(error, name));
            let place: Vec<&str> = words
                .iter()
                .filter(|word| !word.is_empty())
                .map(String::as_str)
                .collect();
            format!("[{}: {}]", place.join(" "), text(error, "detail"))
        });
        format!("{} {}", self.status, errors.collect::<Vec<_>>().join(" "))
    }
}
