//! Callers and upstreams that mean harm, at the REST adapter.

use std::time::Duration;

use specwright_runtime::gateway::Limits;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::support::{Caller, KEY, PATIENCE, Upstream, builder, client, json, request, response};

/// An upstream that answers every request with the same bytes, whatever they are, and closes.
async fn raw_upstream(bytes: impl Into<Vec<u8>>) -> Caller {
    let bytes = bytes.into();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut asked = [0; 4096];
            let _ = stream.read(&mut asked).await;
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
        }
    });
    Caller::rest(builder(client(&url, Duration::from_secs(5)))).await
}

#[tokio::test]
async fn targets_and_hosts_that_do_not_agree() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let caller = Caller::rest(upstream.gateway()).await;
    for (head, expected) in [
        ("GET http://localhost/users HTTP/1.1\r\nhost: localhost", 200),
        ("GET http://evil.example.com/users HTTP/1.1\r\nhost: localhost", 403),
        ("GET /users HTTP/1.1\r\nhost: localhost\r\nhost: evil.example.com", 403),
        ("GET /users HTTP/1.1\r\nhost: localhost, evil.example.com", 403),
        ("GET /users HTTP/1.1\r\nhost: localhost:80@evil.example.com", 403),
        ("GET /users HTTP/1.1\r\nhost: [::1]:8080", 200),
        ("GET /users HTTP/1.1\r\nhost: [::ffff:127.0.0.1]", 403),
        ("GET /users HTTP/1.1\r\nhost: LocalHost:1", 200),
        ("GET /users HTTP/1.1\r\nhost:", 403),
        ("GET /users HTTP/1.1", 403),
        ("GET /users HTTP/1.0", 403),
        ("GET //evil.example.com/users HTTP/1.1\r\nhost: localhost", 404),
        ("GET /\\evil.example.com/users HTTP/1.1\r\nhost: localhost", 404),
        ("OPTIONS * HTTP/1.1\r\nhost: localhost", 404),
        ("CONNECT evil.example.com:443 HTTP/1.1\r\nhost: localhost", 403),
    ] {
        let bytes = format!("{head}\r\nconnection: close\r\n\r\n");
        assert_eq!(caller.exchange(bytes.as_bytes()).await.status, expected, "{head}");
    }
    assert!(upstream.take().iter().all(|seen| seen.line == "GET /users"));
}

#[tokio::test]
async fn digits_are_passed_on_as_they_came() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let caller = Caller::rest(upstream.gateway()).await;
    for query in [
        "page=123456789012345678901234567890",
        "ids=1,18446744073709551616,2",
        "filter[age]=100000000000000000000",
        "page=1.0",
    ] {
        let answer = caller.send(&format!("GET /users?{query}")).await;
        assert_eq!(answer.status, 200, "{query}: {}", answer.summary());
        let line = upstream.only().line.replace("%5B", "[").replace("%5D", "]");
        assert_eq!(line, format!("GET /users?{query}"));
    }
}

#[tokio::test]
async fn bodies_that_no_reader_of_json_takes() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let caller = Caller::rest(upstream.gateway()).await;
    let deep = [
        b"{\"name\": ".as_slice(),
        &b"[".repeat(10_000),
        &b"]".repeat(10_000),
        b"}",
    ]
    .concat();
    for body in [
        &deep[..],
        b"{\"name\": \"\\ud800\"}",
        b"{\"name\": \"\xFF\"}",
        b"\xEF\xBB\xBF{\"name\": \"b\"}",
        b"{\"name\": \"b\", \"age\": 1e400}",
        b"{\"name\": \"b\"} x",
    ] {
        let answer = caller
            .send_body("POST /users\ncontent-type: application/json", body)
            .await;
        assert!(
            answer.summary().starts_with("400 [body: invalid JSON"),
            "{}",
            answer.summary()
        );
    }
    // A coding cannot be undone here, and is not passed on.
    let head = "PUT /users/7/photo\ncontent-type: image/png\ncontent-encoding: gzip";
    let answer = caller.send_body(head, b"\x1F\x8B").await;
    assert_eq!(answer.summary(), "415 the body has a coding; send it as it is");
    assert_eq!(answer.header("accept-encoding"), "identity");
    assert!(upstream.take().is_empty());
}

#[tokio::test]
async fn queries_that_are_too_much() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let caller = Caller::rest(upstream.gateway()).await;
    let many: String = (0..5000).map(|number| format!("k{number}=1&")).collect();
    let answer = caller.send(&format!("GET /users?{many}")).await;
    assert_eq!(answer.summary(), "400 [query: the query has more than 1024 pairs]");
    let many: String = (0..1000).map(|number| format!("k{number}=1&")).collect();
    let answer = caller.send(&format!("GET /users?{many}")).await;
    assert_eq!(answer.json()["errors"].as_array().unwrap().len(), 100);
    assert_eq!(caller.send("GET /users?page=%FF").await.status, 400);
    assert_eq!(caller.send("GET /users?tag=%0D%0Ax-evil:1&tag=").await.status, 200);
    assert_eq!(upstream.only().line, "GET /users?tag=%0D%0Ax-evil%3A1&tag=");
}

#[tokio::test]
async fn upstreams_that_do_not_speak_http() {
    let unreadable = "502 the response of the upstream API cannot be read";
    let unreachable = "502 the upstream API could not be reached";
    for (bytes, expected) in [
        (&b""[..], unreachable),
        (b"nonsense\r\n\r\n", unreachable),
        (b"HTTP/1.1 99 X\r\n\r\n", unreachable),
        (b"HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n", unreachable),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nab", unreachable),
        (
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
            unreachable,
        ),
        (
            b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999999\r\n\r\nab",
            "502 the response of the upstream API is too large",
        ),
        (
            b"HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\nab",
            unreadable,
        ),
        (
            b"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nab",
            "200 ab",
        ),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nabcd", "200 ab"),
        (b"HTTP/1.1 204 No Content\r\ncontent-length: 2\r\n\r\nab", "204"),
        (b"HTTP/1.1 304 Not Modified\r\ncontent-length: 2\r\n\r\n", "304"),
        (b"HTTP/1.0 200 OK\r\n\r\nuntil the end", "200 until the end"),
        (b"HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n", "999"),
    ] {
        let caller = raw_upstream(bytes).await;
        let answer = caller.send("GET /users").await;
        assert_eq!(answer.summary(), expected, "{}", String::from_utf8_lossy(bytes));
        if matches!(answer.status, 204 | 304) {
            assert_eq!(answer.header("content-length"), "");
        }
    }
}

#[tokio::test]
async fn an_upstream_that_never_stops_its_head() {
    let line = format!("x-filler: {}\r\n", "x".repeat(1000));
    let head = format!("HTTP/1.1 200 OK\r\n{}\r\n", line.repeat(2000));
    let answer = raw_upstream(head).await.send("GET /users").await;
    assert_eq!(answer.summary(), "502 the upstream API could not be reached");
}

#[tokio::test]
async fn an_upstream_that_sends_a_byte_now_and_then() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let head = b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n";
        let _ = stream.write_all(head).await;
        while stream.write_all(b"x").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let mut limits = Limits::new();
    limits.call_time = Duration::from_millis(300);
    let caller = Caller::rest(builder(client(&url, PATIENCE)).limits(limits)).await;
    assert_eq!(
        caller.send("GET /users").await.summary(),
        "504 the upstream API did not answer in time"
    );
}

#[tokio::test]
async fn compressed_answers() {
    let gzip = [("content-encoding", "gzip"), ("content-type", "application/json")];
    let upstream = Upstream::start(move |seen| {
        let status = if seen.line == "GET /users/7" { 403 } else { 200 };
        Some(response(status, &gzip, *b"\x1F\x8B..."))
    })
    .await;
    let caller = Caller::rest(upstream.gateway()).await;
    // Nobody asked for them.
    let answer = caller.send("GET /users").await;
    assert_eq!(upstream.only().header("accept-encoding"), "identity");
    assert_eq!(
        (answer.header("content-encoding"), &answer.bytes[..]),
        ("gzip", &b"\x1F\x8B..."[..])
    );
    // What cannot be searched for secrets is left out of errors, and cannot be mapped.
    let answer = caller.send("GET /users/7").await;
    assert_eq!(
        (answer.summary().as_str(), answer.header("content-encoding")),
        ("403", "")
    );
    assert_eq!(
        caller.send("GET /summary").await.summary(),
        "502 the response of the upstream API cannot be read"
    );
}

#[tokio::test]
async fn redirects_tell_no_key() {
    let upstream = Upstream::start(|seen| {
        let url = format!("http://other.example.com/?key={}", seen.header("x-auth-token"));
        Some(response(
            302,
            &[("location", &url)],
            format!("<a href=\"{url}\">here</a>"),
        ))
    })
    .await;
    let caller = Caller::rest(upstream.gateway()).await;
    let answer = caller.send("GET /users").await;
    assert!(
        !answer.head.contains(KEY) && !answer.body().contains(KEY),
        "{}\n{}",
        answer.head,
        answer.body()
    );
    assert_eq!(
        answer.summary(),
        "302 <a href=\"http://other.example.com/?key=[redacted]\">here</a>"
    );
}

#[tokio::test]
async fn pages_of_the_upstream_are_no_pages_of_the_gateway() {
    let upstream = Upstream::start(|_| {
        let headers = [
            ("content-type", "text/html"),
            ("content-security-policy", "default-src 'self'"),
            ("x-content-type-options", "none"),
        ];
        Some(response(200, &headers, "<script>"))
    })
    .await;
    let caller = Caller::rest(upstream.gateway()).await;
    let answer = caller.send("GET /users").await;
    let mut policies: Vec<&str> = answer
        .head
        .lines()
        .filter(|line| line.starts_with("content-security-policy") || line.starts_with("x-content-type-options"))
        .collect();
    policies.sort_unstable();
    assert_eq!(
        policies,
        [
            "content-security-policy: default-src 'self'",
            "content-security-policy: sandbox",
            "x-content-type-options: nosniff"
        ]
    );
}

#[tokio::test]
async fn whoever_hangs_up_ends_the_call() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let caller = Caller::rest(builder(client(&url, PATIENCE))).await;
    let mut stream = TcpStream::connect(caller.address).await.unwrap();
    stream.write_all(&request("GET /users", None)).await.unwrap();
    let (mut upstream, _) = listener.accept().await.unwrap();
    let mut buffer = [0; 4096];
    assert!(upstream.read(&mut buffer).await.unwrap() > 0);
    drop(stream);
    let ended = tokio::time::timeout(PATIENCE, upstream.read(&mut buffer)).await;
    assert!(matches!(ended.expect("the upstream call ends too"), Ok(0) | Err(_)));
}

#[tokio::test]
async fn the_length_that_head_tells_is_the_upstreams() {
    use specwright_runtime::client::Operation as Called;
    use specwright_runtime::gateway::{Call, Gateway, Plan, Route, Step};
    use specwright_runtime::server::Operation;
    static PEEK: Called = Called::new("peek", "HEAD", "/photo");
    static ROUTES: &[Route] = &[Route::new(
        Operation::new("peek", "HEAD", "/photo"),
        Plan::new(&[Step::Call {
            name: "call",
            call: &Call::new(&PEEK),
            arguments: &[],
        }]),
    )];
    let upstream = Upstream::start(|_| {
        let headers = [("content-type", "image/png"), ("content-length", "4711")];
        Some(response(200, &headers, ""))
    })
    .await;
    let caller = Caller::rest(Gateway::builder(upstream.client()).routes(ROUTES)).await;
    let answer = caller.send("HEAD /photo").await;
    assert_eq!((answer.status, answer.header("content-length")), (200, "4711"));
    assert_eq!(upstream.only().line, "HEAD /photo");
}

#[tokio::test]
async fn a_thousand_connections_at_once() {
    const CONNECTIONS: usize = 1000;
    let upstream = Upstream::start(|_| json("{}")).await;
    let caller = Caller::rest(upstream.gateway()).await;
    let tasks: Vec<_> = (0..CONNECTIONS)
        .map(|_| tokio::spawn(async move { caller.send("GET /users").await.summary() }))
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), "200 {}");
    }
}

#[tokio::test]
async fn connections_that_are_kept_keep_nobody_waiting() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let caller = Caller::rest(upstream.gateway()).await;
    let mut kept = Vec::new();
    // More than are open at once: none of them is closed by the caller.
    for _ in 0..600 {
        let mut stream = TcpStream::connect(caller.address).await.unwrap();
        stream
            .write_all(b"GET /users HTTP/1.1\r\nhost: localhost\r\n\r\n")
            .await
            .unwrap();
        let mut head = [0; 12];
        let read = tokio::time::timeout(PATIENCE, stream.read_exact(&mut head)).await;
        read.expect("no connection waits for one that is idle").unwrap();
        assert_eq!(&head, b"HTTP/1.1 200");
        kept.push(stream);
    }
}
