//! Requests that no client of ours would send. Each is refused, and the server keeps serving.

use specwright_runtime::json::Value;
use specwright_runtime::parameter::{Parameter, Shape};
use specwright_runtime::server::{BodyUse, Operation};

use crate::support::{Pet, Server, add, add_path_echo, open_routes, shown};

async fn server() -> Server {
    let mut routes = open_routes();
    add_path_echo(&mut routes, "GET", "/values/{value}", &["value"]);
    add_path_echo(&mut routes, "GET", "/values/{value}/inner", &["value"]);
    add_path_echo(&mut routes, "GET", "/secret", &[]);
    add_path_echo(&mut routes, "GET", "/files/{+path}", &["path"]);
    add(
        &mut routes,
        Operation::new("query", "GET", "/query"),
        |mut incoming| async move {
            let text = incoming.query_optional::<String>(&Parameter::query("text"));
            let all = Parameter::query("all").shape(Shape::Array);
            let all = incoming
                .query_optional::<Vec<String>>(&all)
                .map(|all| all.map(|all| all.len()));
            let header = incoming.header_optional::<String>(&Parameter::header("X-Text"));
            shown(incoming, &(text, all, header))
        },
    );
    let json = Operation::new("json", "POST", "/json").request_body(BodyUse::Required, &["application/json"]);
    add(&mut routes, json, |mut incoming| async move {
        let value = incoming.json_body::<Value>().is_some();
        shown(incoming, &value)
    });
    let strict = Operation::new("strict", "POST", "/strict").request_body(BodyUse::Required, &["application/json"]);
    add(&mut routes, strict, |mut incoming| async move {
        let pet = incoming.json_body::<Pet>();
        shown(incoming, &pet)
    });
    Server::start(routes).await
}

/// What a well-behaved caller gets, before and after.
async fn still_serves(server: &Server) {
    server
        .check(&[("GET /values/7", r#"200 GET /values/{value} "7""#)])
        .await;
}

#[tokio::test]
async fn path_values() {
    let dots = "400 [path value: has a dot segment, which would lead to another resource]";
    let empty = "400 [path value: is empty, which a path cannot express]";
    let encoding = "400 [path value: has a percent sign without two hexadecimal digits after it]";
    let bytes = "400 [path value: percent-encodes bytes that are not UTF-8]";
    let expectations = [
        ("GET /values/a%2Fb", r#"200 GET /values/{value} "a/b""#),
        ("GET /values/a%2Finner", r#"200 GET /values/{value} "a/inner""#),
        ("GET /values%2Fa", "404 the API has no such path"),
        ("GET /values/a%3Fb%23c%25d", r#"200 GET /values/{value} "a?b#c%d""#),
        ("GET /values/a%00b", r#"200 GET /values/{value} "a\0b""#),
        ("GET /values/a%0D%0Ax:y", r#"200 GET /values/{value} "a\r\nx:y""#),
        ("GET /values/%C3%A4", r#"200 GET /values/{value} "ä""#),
        ("GET /values/.", dots),
        ("GET /values/..", dots),
        ("GET /values/%2e%2E", dots),
        ("GET /values/.%2e", dots),
        ("GET /values/%2e%2e%2fsecret", dots),
        ("GET /values/%252e%252e", dots),
        ("GET /values/../inner", dots),
        ("GET /values/../secret", "404 the API has no such path"),
        (
            "GET /files/a/../../secret",
            "400 [path path: has a dot segment, which would lead to another resource]",
        ),
        ("GET /values/", empty),
        ("GET /values//inner", empty),
        ("GET //secret", "404 the API has no such path"),
        ("GET /values/%", encoding),
        ("GET /values/%2", encoding),
        ("GET /values/%zz", encoding),
        ("GET /values/%FF", bytes),
        ("GET /values/%C0%AF", bytes),
    ];
    let server = server().await;
    server.check(&expectations).await;
    still_serves(&server).await;
}

#[tokio::test]
async fn queries() {
    let encoding = "400 [query: has a percent sign without two hexadecimal digits after it]";
    let bytes = "percent-encodes bytes that are not UTF-8";
    let server = server().await;
    server
        .check(&[
            ("GET /query?text=%", encoding),
            ("GET /query?%zz=1", encoding),
            ("GET /query?text=%ff", &format!("400 [query text: {bytes}]")),
            ("GET /query?%ff=1", &format!("400 [query: {bytes}]")),
            (
                "GET /query?&&=&=x&text",
                r#"200 (Some(Some("")), Some(None), Some(None))"#,
            ),
            (
                "GET /query?text=a=b&text2=c",
                r#"200 (Some(Some("a=b")), Some(None), Some(None))"#,
            ),
            (
                &format!("GET /query?{}", "all=&".repeat(1024)),
                "200 (Some(None), Some(Some(1024)), Some(None))",
            ),
            (
                &format!("GET /query?{}", "all=&".repeat(1025)),
                "400 [query: the query has more than 1024 pairs]",
            ),
        ])
        .await;
    assert_eq!(
        server.send(&format!("GET /query?{}", "x".repeat(70_000))).await.status,
        414
    );
    still_serves(&server).await;
}

#[tokio::test]
async fn an_unread_body_is_never_taken_for_a_request() {
    let server = server().await;
    let smuggled = "GET /secret HTTP/1.1\r\nhost: t\r\n\r\n";
    for refused in ["GET /values/7", "POST /json", "POST /nowhere"] {
        let request = format!(
            "{refused} HTTP/1.1\r\nhost: t\r\ncontent-length: {}\r\n\r\n{smuggled}\
             GET /values/8 HTTP/1.1\r\nhost: t\r\nconnection: close\r\n\r\n",
            smuggled.len()
        );
        let answer = server.exchange(request.as_bytes()).await;
        assert!(!answer.body.contains("/secret"), "{refused}: {}", answer.body);
    }
    still_serves(&server).await;
}

#[tokio::test]
async fn an_answer_does_not_multiply_what_it_answers() {
    let server = server().await;
    let name = "x".repeat(20_000);
    let properties: Vec<String> = (0..90).map(|number| format!("\"{name}{number}\":0")).collect();
    let body = format!("{{{}}}", properties.join(","));
    let answer = server
        .send_body("POST /strict\ncontent-type: application/json", body.as_bytes())
        .await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.len() < 60_000, "{}", answer.body.len());
}

#[tokio::test]
async fn raw_bytes_in_the_head() {
    let server = server().await;
    let request = |line: &[u8], header: &[u8]| {
        [
            line,
            b" HTTP/1.1\r\nhost: t\r\nconnection: close\r\n",
            header,
            b"\r\n\r\n",
        ]
        .concat()
    };
    let cases: [(&[u8], &[u8], &str); 8] = [
        (
            b"GET /query",
            b"x-text: \xc3\xa4",
            "200 (Some(None), Some(None), Some(Some(\"ä\")))",
        ),
        (b"GET /query", b"x-text: \xff", "400 [header X-Text: is not UTF-8]"),
        (
            b"GET /query",
            b"accept: \xff",
            "200 (Some(None), Some(None), Some(None))",
        ),
        (b"GET /values/\xff", b"x: y", "400"),
        (b"GET /values/\x00", b"x: y", "400"),
        (b"GET /query?text=\xff", b"x: y", "400"),
        (b"GET /query", b"x-text: a\x00b", "400"),
        (b"GET /query", b"x-text : a", "400"),
    ];
    for (line, header, expected) in cases {
        let answer = server.exchange(&request(line, header)).await;
        assert_eq!(
            answer.summary(),
            expected,
            "{} {}",
            line.escape_ascii(),
            header.escape_ascii()
        );
    }
    for nonsense in [
        &b"\x16\x03\x01\x02\x00"[..],
        b"\r\n\r\n\r\n",
        b"GET\r\n\r\n",
        &[b'A'; 500_000],
    ] {
        server.abandon(nonsense).await;
    }
    still_serves(&server).await;
}

#[tokio::test]
async fn nested_bodies() {
    let server = server().await;
    let head = "POST /json\ncontent-type: application/json";
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        let nested = |depth: usize| format!("{}1{}", open.repeat(depth), close.repeat(depth));
        assert_eq!(
            server.send_body(head, nested(100).as_bytes()).await.summary(),
            "200 true"
        );
        let deep = server.send_body(head, nested(100_000).as_bytes()).await;
        assert_eq!(deep.status, 400, "{}", deep.body);
        assert!(deep.body.contains("recursion limit exceeded"), "{}", deep.body);
    }
    for number in ["1e400", "-1e400"] {
        let answer = server.send_body(head, number.as_bytes()).await;
        assert_eq!(answer.status, 400, "{}", answer.body);
    }
    still_serves(&server).await;
}
