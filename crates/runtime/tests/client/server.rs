//! A server that answers each connection with what a test has written down, and remembers what it
//! was asked.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use specwright_runtime::client::{Client, ClientBuilder, RetryPolicy};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// The time between two pieces: long enough for them to arrive one by one.
pub(crate) const PAUSE: Duration = Duration::from_millis(30);

/// What a connection is answered with.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// These bytes, then the end.
    Bytes(String),
    /// These bytes, each at a time of its own, then the end.
    Pieces(Vec<Vec<u8>>),
    /// These bytes, each at a time of its own, then nothing for longer than a test waits.
    Unfinished(Vec<Vec<u8>>),
    /// Nothing, for longer than a test waits.
    Silence,
}

impl Answer {
    /// A response with a status line's end, header lines and a body.
    pub(crate) fn new(status: &str, headers: &[&str], body: &str) -> Self {
        let mut text = format!("HTTP/1.1 {status}\r\nConnection: close\r\n");
        for header in headers {
            text.push_str(header);
            text.push_str("\r\n");
        }
        text.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
        Self::Bytes(text)
    }

    /// The head of a response with the status 200 and a chunked body.
    pub(crate) fn chunked_head(media_type: &str) -> Vec<u8> {
        let head =
            format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: {media_type}\r\nTransfer-Encoding: chunked");
        format!("{head}\r\n\r\n").into_bytes()
    }

    /// A JSON response with the status 200.
    pub(crate) fn json(body: &str) -> Self {
        Self::new("200 OK", &["Content-Type: application/json"], body)
    }
}

/// A running server. It ends with the test's runtime.
#[derive(Debug)]
pub(crate) struct Server {
    port: u16,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Starts a server that gives one answer to each connection, and the last to all further ones.
    pub(crate) async fn start(answers: impl Into<Vec<Answer>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (answers, seen) = (answers.into(), Arc::clone(&requests));
        tokio::spawn(async move {
            for number in 0.. {
                let (connection, _) = listener.accept().await.unwrap();
                let answer = answers.get(number).or(answers.last()).unwrap().clone();
                tokio::spawn(serve(connection, answer, Arc::clone(&seen)));
            }
        });
        Self { port, requests }
    }

    /// The address of the server.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// A builder for clients of the server that retry at once.
    pub(crate) fn client(&self) -> ClientBuilder {
        let retries = RetryPolicy::new().initial_delay(Duration::from_millis(1));
        Client::builder(&self.url()).retries(retries)
    }

    /// What was received so far: one text per request.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    /// The one request that was received.
    pub(crate) fn request(&self) -> String {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests.into_iter().next().unwrap()
    }
}

async fn serve(mut connection: TcpStream, answer: Answer, seen: Arc<Mutex<Vec<String>>>) {
    let request = read_request(&mut connection).await;
    seen.lock().unwrap().push(request);
    match answer {
        Answer::Bytes(text) => {
            // The client may have gone; that is for the test to judge.
            let _ = connection.write_all(text.as_bytes()).await;
        }
        Answer::Pieces(pieces) => write_pieces(&mut connection, &pieces).await,
        Answer::Unfinished(pieces) => {
            write_pieces(&mut connection, &pieces).await;
            tokio::time::sleep(Duration::from_secs(60)).await;
        }
        Answer::Silence => tokio::time::sleep(Duration::from_secs(60)).await,
    }
}

/// A chunk of a chunked body; the one of no bytes is the last.
pub(crate) fn chunk(bytes: &[u8]) -> Vec<u8> {
    [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat()
}

async fn write_pieces(connection: &mut TcpStream, pieces: &[Vec<u8>]) {
    let _ = connection.set_nodelay(true);
    for piece in pieces {
        let _ = connection.write_all(piece).await;
        tokio::time::sleep(PAUSE).await;
    }
}

async fn read_request(connection: &mut TcpStream) -> String {
    let mut text = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let received = connection.read(&mut buffer).await.unwrap();
        text.extend_from_slice(&buffer[..received]);
        let request = String::from_utf8_lossy(&text).into_owned();
        if received == 0 {
            return request;
        }
        let Some((head, body)) = request.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
            return request;
        }
    }
}
