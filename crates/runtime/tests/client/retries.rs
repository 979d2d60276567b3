//! Which requests are sent again, and when.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use specwright_runtime::client::{Client, ClientBuilder, Failure, Operation, Outcome, Reply, RetryPolicy};

use super::server::{Answer, Server};

static GET: Operation = Operation::new("getPet", "GET", "/pets/1?fixed=1");
static POST: Operation = Operation::new("createPet", "POST", "/pets");

fn busy(headers: &[&str]) -> Answer {
    Answer::new("503 Service Unavailable", headers, "busy")
}

async fn send(builder: ClientBuilder, operation: &'static Operation) -> Result<Reply, Failure> {
    builder.build().unwrap().request(operation).send().await
}

#[tokio::test]
async fn a_temporary_status_is_tried_again() {
    for status in [
        "429 Too Many Requests",
        "502 Bad Gateway",
        "503 x",
        "504 Gateway Timeout",
    ] {
        let server = Server::start([Answer::new(status, &[], ""), Answer::json("{}")]).await;
        assert_eq!(send(server.client(), &GET).await.unwrap().status(), 200);
        assert_eq!(server.requests().len(), 2);
    }
    let server = Server::start([busy(&[])]).await;
    assert_eq!(send(server.client(), &GET).await.unwrap().status(), 503);
    assert_eq!(server.requests().len(), 3, "two retries are the default");
}

#[tokio::test]
async fn a_lasting_status_and_an_unsafe_method_are_not() {
    let server = Server::start([Answer::new("500 Internal Server Error", &[], "")]).await;
    assert_eq!(send(server.client(), &GET).await.unwrap().status(), 500);
    assert_eq!(server.requests().len(), 1);
    let server = Server::start([busy(&[])]).await;
    assert_eq!(send(server.client(), &POST).await.unwrap().status(), 503);
    assert_eq!(server.requests().len(), 1);
    let server = Server::start([busy(&[])]).await;
    let client = server.client().retries(RetryPolicy::none());
    assert_eq!(send(client, &GET).await.unwrap().status(), 503);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn the_server_says_how_long_to_wait() {
    let server = Server::start([busy(&["Retry-After: 1"]), Answer::json("{}")]).await;
    let started = Instant::now();
    assert_eq!(send(server.client(), &GET).await.unwrap().status(), 200);
    assert!(started.elapsed() >= Duration::from_secs(1), "{:?}", started.elapsed());

    let past = "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT";
    let server = Server::start([busy(&[past]), Answer::json("{}")]).await;
    assert_eq!(send(server.client(), &GET).await.unwrap().status(), 200);

    // Longer than the longest delay: the response is the caller's.
    for asked in ["Retry-After: 3600", "Retry-After: Fri, 31 Dec 2100 23:59:59 GMT"] {
        let server = Server::start([busy(&[asked])]).await;
        assert_eq!(send(server.client(), &GET).await.unwrap().status(), 503);
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_broken_connection_is_tried_again() {
    let broken = Answer::Bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf".to_owned());
    let closed = Answer::Bytes(String::new());
    let server = Server::start([broken, closed, Answer::json("{}")]).await;
    assert_eq!(send(server.client(), &GET).await.unwrap().status(), 200);
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn time_is_limited() {
    let server = Server::start([Answer::Silence]).await;
    let client = server.client().timeout(Duration::from_millis(50));
    let started = Instant::now();
    let failure = send(client, &GET).await.unwrap_err();
    assert!(matches!(failure, Failure::Timeout(_)), "{failure:?}");
    assert!(started.elapsed() < Duration::from_secs(5));
    assert_eq!(server.requests().len(), 3);

    let server = Server::start([Answer::Silence]).await;
    let client = server.client().retries(RetryPolicy::none()).build().unwrap();
    let mut request = client.request(&GET);
    request.timeout(Duration::from_millis(50));
    assert!(matches!(request.send().await, Err(Failure::Timeout(_))));
}

#[tokio::test]
async fn no_connection_is_a_transport_error() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let builder = Client::builder(&format!("http://{address}")).retries(RetryPolicy::none());
    let Err(Failure::Transport(error)) = send(builder, &GET).await else {
        panic!("nobody listens");
    };
    assert!(error.is_connect());
    assert_eq!(error.to_string(), "getPet: error sending request");
}

#[tokio::test]
async fn hooks_see_every_attempt() {
    let server = Server::start([busy(&[]), Answer::json("{}")]).await;
    let log = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&log);
    let url = server.url();
    let client = server
        .client()
        .before_request(|request| {
            request.headers_mut().insert("x-signature", "signed".parse().unwrap());
        })
        .after_response(move |info| {
            let Outcome::Status(status) = info.outcome else {
                panic!("{info:?}")
            };
            let path = info.url.strip_prefix(&url).unwrap();
            let line = format!("{} {} {path} {status} {}", info.operation, info.method, info.attempt);
            seen.lock().unwrap().push(line);
        });
    send(client, &GET).await.unwrap();
    assert_eq!(
        *log.lock().unwrap(),
        [
            "getPet GET /pets/1 503 Service Unavailable 1",
            "getPet GET /pets/1 200 OK 2"
        ]
    );
    assert!(
        server
            .requests()
            .iter()
            .all(|request| request.contains("x-signature: signed"))
    );
}
