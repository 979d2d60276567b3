//! Mocks that answer by the example calls of a description.

use specwright_runtime::parameter::Parameter;
use specwright_runtime::server::mock::{
    ExampleMessage, ExampleResponse, OperationTransactions, Transaction, with_transactions,
};
use specwright_runtime::server::{
    AllowAll, BodyUse, Operation, Reply, Routes, SchemeKind, SecurityScheme, SecurityUse, mock,
};

use crate::support::{Answer, Pet, Server, add, open_routes, shown};

static TOKEN: SecurityScheme = SecurityScheme::new("token", SchemeKind::HttpBearer);
static NEEDED: &[&[SecurityUse]] = &[&[TOKEN.needing(&[])]];

const fn message(media_type: &'static str, body: &'static str) -> ExampleMessage {
    ExampleMessage {
        media_type: Some(media_type),
        headers: &[],
        body: Some(body),
    }
}

const fn with_headers(headers: &'static [(&'static str, &'static str)]) -> ExampleMessage {
    ExampleMessage {
        headers,
        ..ExampleMessage::NOTHING
    }
}

const fn response(status: u16, message: ExampleMessage) -> ExampleResponse {
    ExampleResponse { status, message }
}

const JSON: &str = "application/json";

const TABLE: &[OperationTransactions] = &[
    OperationTransactions {
        method: "POST",
        path: "/pets",
        transactions: &[
            Transaction {
                request: message(JSON, "{ \"name\": \"Rex\" }"),
                responses: &[response(
                    201,
                    ExampleMessage {
                        headers: &[
                            ("Location", "/pets/1"),
                            ("Set-Cookie", "a=b"),
                            ("Set-Cookie", "c=d"),
                            ("Content-Length", "7"),
                            ("Content-Encoding", "gzip"),
                            ("no name", "x"),
                        ],
                        ..message("application/json; charset=utf-8", "{\n  \"name\": \"Rex\"\n}\n")
                    },
                )],
            },
            Transaction {
                request: message(JSON, "{ \"name\": 1 }"),
                responses: &[response(400, message("text/plain", "A name is a text."))],
            },
            Transaction {
                request: message(JSON, "not JSON"),
                responses: &[response(204, message("text/plain", "never sent"))],
            },
        ],
    },
    OperationTransactions {
        method: "GET",
        path: "/pets/{id}",
        transactions: &[
            Transaction {
                request: ExampleMessage::NOTHING,
                responses: &[
                    response(200, message(JSON, "{\"name\":\n\"Rex\"}")),
                    response(200, message("text/html", "<b>Rex</b>")),
                    response(404, message(JSON, "{\"error\": \"gone\"}")),
                ],
            },
            Transaction {
                request: with_headers(&[("If-None-Match", "7")]),
                responses: &[response(304, message("text/html", "never sent"))],
            },
        ],
    },
    OperationTransactions {
        method: "GET",
        path: "/owner",
        transactions: &[
            Transaction {
                request: with_headers(&[("Authorization", "Bearer t")]),
                responses: &[response(200, message("application/hal+json", "{ \"_links\": {} }"))],
            },
            Transaction {
                request: ExampleMessage::NOTHING,
                responses: &[response(401, message(JSON, "{ \"error\": \"who?\" }"))],
            },
        ],
    },
    OperationTransactions {
        method: "GET",
        path: "/safe",
        transactions: &[Transaction {
            request: ExampleMessage::NOTHING,
            responses: &[response(200, message("text/plain", "open"))],
        }],
    },
];

/// A mock of typed operations behind the examples.
async fn server() -> Server {
    let mut routes = Routes::new(AllowAll);
    let rename = Operation::new("add", "POST", "/pets").request_body(BodyUse::Required, &[JSON]);
    add(&mut routes, rename, |mut incoming| async move {
        let pet = incoming.json_body::<Pet>();
        shown(incoming, &pet)?;
        Ok(Reply::json(201, &"typed"))
    });
    let get = Operation::new("get", "GET", "/pets/{id}").response_media_types(&[JSON, "text/html"]);
    add(&mut routes, get, |mut incoming| async move {
        let id = incoming.path::<u8>(&Parameter::path("id"));
        let context = incoming.finish()?;
        assert!(id.is_some());
        let status = mock::preferred_status(&context).unwrap_or(200);
        Ok(Reply::json(status, &"typed"))
    });
    for path in ["/owner", "/safe"] {
        let secured = Operation::new(path, "GET", path).security(NEEDED);
        add(&mut routes, secured, |_| async { Ok(Reply::json(200, &"typed")) });
    }
    Server::start_router(with_transactions(routes.into_router(), &[TABLE])).await
}

async fn post(body: &str) -> Answer {
    let head = "POST /pets\ncontent-type: application/json";
    server().await.send_body(head, body.as_bytes()).await
}

#[tokio::test]
async fn an_equal_request_gets_the_response_byte_for_byte() {
    let created = post("{\"name\":\"Rex\"}").await;
    assert_eq!(
        (created.status, created.body.as_str()),
        (201, "{\n  \"name\": \"Rex\"\n}\n")
    );
    assert_eq!(created.header("content-type"), "application/json; charset=utf-8");
    assert_eq!(created.header("location"), "/pets/1");
    assert_eq!(created.headers("set-cookie"), ["a=b", "c=d"]);
    assert_eq!(created.headers("content-length"), ["20"]);
    assert_eq!(created.headers("content-encoding"), [""; 0]);
}

#[tokio::test]
async fn an_example_of_what_is_refused_gets_the_refusal_of_the_example() {
    let refused = post("{\"name\":1}").await;
    assert_eq!(
        (refused.header("content-type"), refused.summary().as_str()),
        ("text/plain", "400 A name is a text.")
    );
}

#[tokio::test]
async fn other_requests_are_read_and_answered_in_the_form_of_the_example() {
    let created = post("{\"name\":\"Ada\"}").await;
    assert_eq!((created.status, created.header("location")), (201, "/pets/1"));
    assert_eq!(
        post("{\"name\":2}").await.summary(),
        "422 [body /name: expected a string, found the number 2]"
    );
    assert_eq!(post("").await.summary(), "400 [body: the body is missing]");
}

#[tokio::test]
async fn bodies_are_never_sent_where_there_is_none() {
    let nothing = post("not JSON").await;
    assert_eq!((nothing.status, nothing.body.as_str()), (204, ""));
    let server = server().await;
    let unchanged = server.send("GET /pets/7\nif-none-match: 7").await;
    assert_eq!((unchanged.status, unchanged.body.as_str()), (304, ""));
    let head = server.send("HEAD /pets/7").await;
    assert_eq!(
        (head.status, head.body.as_str(), head.header("content-length")),
        (200, "", "15")
    );
}

#[tokio::test]
async fn the_caller_chooses_the_media_type_and_the_status() {
    let server = server().await;
    server
        .check(&[
            ("GET /pets/7", "200 {\"name\":\n\"Rex\"}"),
            ("GET /pets/7\naccept: text/html", "200 <b>Rex</b>"),
            ("GET /pets/7\naccept: */*", "200 {\"name\":\n\"Rex\"}"),
            (
                "GET /pets/7\naccept: image/png",
                "406 the operation answers with application/json, text/html",
            ),
            ("GET /pets/7\nprefer: code=404", "404 {\"error\": \"gone\"}"),
            (
                "GET /pets/7\nprefer: code=404\nif-none-match: 7",
                "404 {\"error\": \"gone\"}",
            ),
            ("GET /pets/7\nprefer: code=410", "410 \"typed\""),
            (
                "GET /pets/seven",
                "400 [path id: expected an integer, found the string \"seven\"]",
            ),
        ])
        .await;
}

#[tokio::test]
async fn who_shows_no_credential_is_refused_unless_an_example_shows_how() {
    let server = server().await;
    server
        .check(&[
            ("GET /owner\nauthorization: Bearer t", "200 { \"_links\": {} }"),
            ("GET /owner", "401 { \"error\": \"who?\" }"),
            ("GET /owner\nauthorization: Bearer u", "200 \"typed\""),
            (
                "GET /owner\nauthorization: Basic dTpw",
                "401 credentials are missing or not well formed",
            ),
            ("GET /safe", "401 credentials are missing or not well formed"),
            ("GET /safe\nauthorization: Bearer t", "200 open"),
        ])
        .await;
}

#[tokio::test]
async fn a_body_is_received_within_the_limits() {
    let mut routes = open_routes().body_limit(4);
    let operation = Operation::new("add", "POST", "/pets").request_body(BodyUse::Required, &[JSON]);
    add(&mut routes, operation, |_| async { Ok(Reply::empty(200)) });
    let server = Server::start_router(with_transactions(routes.into_router(), &[TABLE])).await;
    let answer = server.send_body("POST /pets", b"12345").await;
    assert_eq!(answer.summary(), "413 the body has more than 4 bytes");
}
