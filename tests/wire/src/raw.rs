//! Requests that no generated client would send, and the problems that answer them.

use specwright_runtime::json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::Server;

/// A problem as it came over the wire.
#[derive(Debug)]
pub struct Problem {
    /// The status of the response.
    pub status: u16,
    /// The document in its body.
    pub document: Value,
}

impl Problem {
    /// The entries of `errors`, each as a line: where it is, and what is wrong.
    ///
    /// `query page_size: must be at least 1, is 0` or `body /title: …`.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let errors = self.document.get("errors").and_then(Value::as_array);
        errors.into_iter().flatten().map(line).collect()
    }
}

fn line(error: &Value) -> String {
    let text = |key: &str| error.get(key).and_then(Value::as_str);
    let place = [text("in"), text("name"), text("pointer")];
    let place: Vec<&str> = place.into_iter().flatten().collect();
    format!("{}: {}", place.join(" "), text("detail").unwrap_or_default())
}

/// Sends a request and reads the problem (RFC 9457) that answers it.
///
/// # Panics
/// Where the answer is no problem, or one of another status than its own.
pub async fn problem(request: reqwest::RequestBuilder) -> Problem {
    let response = request.send().await.expect("a response");
    let status = response.status().as_u16();
    let content_type = response.headers().get("content-type").cloned();
    let content_type = content_type
        .as_ref()
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let document: Value = response.json().await.expect("JSON");
    assert_eq!(content_type, "application/problem+json", "{document}");
    let own_status = document.get("status").and_then(Value::as_u64);
    assert_eq!(own_status, Some(status.into()), "{document}");
    Problem { status, document }
}

/// Writes bytes to a new connection, as they are, and reads all that comes back until the server closes it.
///
/// # Panics
/// Where the connection breaks.
pub async fn raw_exchange(server: &Server, request: &str) -> String {
    let mut stream = TcpStream::connect(server.address()).await.expect("a connection");
    stream.write_all(request.as_bytes()).await.expect("to be able to write");
    let mut response = Vec::new();
    stream.read_to_end(&mut response).await.expect("to be able to read");
    String::from_utf8_lossy(&response).into_owned()
}
