//! Who may call the REST adapter, and what nobody may see.

use std::sync::{Arc, Mutex};

use specwright_runtime::gateway::{Access, Binds, Expression, Gateway};
use specwright_runtime::server::Router;

use crate::api;
use crate::support::{Caller, KEY, Upstream, json, listen, response};

#[tokio::test]
async fn pages_of_other_sites_are_refused() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let caller = Caller::rest(
        upstream
            .gateway()
            .allow_host("api.example.com")
            .allow_origin("https://app.example.com"),
    )
    .await;
    for (headers, expected) in [
        ("host: localhost", "200 {}"),
        ("host: api.example.com:80\norigin: https://app.example.com", "200 {}"),
        (
            "host: rebound.example.com",
            "403 the host of the request is none that this server answers for",
        ),
        (
            "host: localhost\norigin: https://evil.example.com",
            "403 pages of this origin must not call the server",
        ),
    ] {
        assert_eq!(caller.send(&format!("GET /users\n{headers}")).await.summary(), expected);
    }
    assert_eq!(upstream.take().len(), 2);
}

#[tokio::test]
async fn pages_of_allowed_origins_can_read_answers() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let caller = Caller::rest(upstream.gateway().allow_origin("https://app.example.com")).await;
    let origin = "origin: https://app.example.com";
    let asked = caller
        .send(&format!(
            "OPTIONS /users/7\n{origin}\naccess-control-request-method: DELETE\n\
             access-control-request-headers: content-type"
        ))
        .await;
    assert_eq!(
        (asked.status, asked.header("access-control-allow-origin")),
        (204, "https://app.example.com")
    );
    assert_eq!(asked.header("access-control-allow-methods"), "DELETE");
    assert_eq!(asked.header("access-control-allow-headers"), "content-type");
    assert!(upstream.take().is_empty());
    for head in [format!("GET /users\n{origin}"), format!("GET /nowhere\n{origin}")] {
        let answer = caller.send(&head).await;
        assert_eq!(answer.header("access-control-allow-origin"), "https://app.example.com");
        assert_eq!(answer.header("vary"), "origin");
    }
    // Loopback origins may call, and nothing is shared with them or with whoever has no origin.
    for head in ["GET /users\norigin: http://localhost:3000", "GET /users"] {
        let answer = caller.send(head).await;
        assert_eq!((answer.status, answer.header("access-control-allow-origin")), (200, ""));
    }
}

#[tokio::test]
async fn callers_may_have_to_know_a_key() {
    static ACCESS: Access = Access::Bearer(Expression::Bind("CALLERS"));
    static IN_QUERY: Access = Access::Query("key", Expression::Bind("CALLERS"));
    let upstream = Upstream::start(|_| json("{}")).await;
    let binds = || Binds::new().with("CALLERS", "open-sesame").with("USERS_KEY", KEY);
    let gateway = upstream.gateway().binds(binds()).access(ACCESS).build().unwrap();
    for router in [gateway.rest_router(), gateway.mcp_service()] {
        let caller = Caller {
            address: listen(router).await,
        };
        let refused = caller.send("GET /users").await;
        assert_eq!(refused.summary(), "401 the key of this server is missing or wrong");
        assert_eq!(refused.header("www-authenticate"), "Bearer realm=\"gateway\"");
        let passed = caller.send("GET /users\nauthorization: Bearer open-sesame").await;
        assert_ne!(passed.status, 401);
    }
    // The key of callers does not go upstream.
    assert_eq!(upstream.only().header("authorization"), "");
    let caller = Caller::rest(upstream.gateway().binds(binds()).access(IN_QUERY)).await;
    assert_eq!(
        caller.send("GET /users?key=open-sesame&page=1").await.summary(),
        "200 {}"
    );
    assert_eq!(upstream.only().line, "GET /users?page=1");
    let refused = caller.send("GET /users?page=1").await;
    let challenge = "ApiKey realm=\"gateway\", in=\"query\", name=\"key\"";
    assert_eq!((refused.status, refused.header("www-authenticate")), (401, challenge));
    let none = upstream.gateway().binds(Binds::new()).access(ACCESS).build();
    assert!(none.is_err());
}

#[tokio::test]
async fn secrets_are_seen_by_nobody() {
    // An upstream that repeats the key wherever it can, in an error.
    let upstream = Upstream::start(|seen| {
        let key = seen.header("x-auth-token");
        let headers = [("x-echo", key), ("content-type", "text/plain")];
        Some(response(
            403,
            &headers,
            format!("the key {key} must not do this; {key}"),
        ))
    })
    .await;
    let told: Arc<Mutex<String>> = Arc::default();
    let kept = Arc::clone(&told);
    let builder = upstream
        .gateway()
        .on_failure(move |message| kept.lock().unwrap().push_str(message));
    let mut everything = format!("{builder:?} {builder:#?}");
    let gateway = builder.build().unwrap();
    everything.push_str(&format!("{gateway:?} {gateway:#?}"));
    let caller = Caller {
        address: listen(gateway.rest_router()).await,
    };
    for head in [
        "GET /users/7",
        "GET /users?page=x",
        "GET /users/..",
        "GET /nowhere",
        "POST /users",
        "GET /summary",
    ] {
        let answer = caller.send(head).await;
        assert!(answer.status >= 400);
        everything.push_str(&answer.head);
        everything.push_str(answer.body());
    }
    everything.push_str(&told.lock().unwrap());
    // A key may be part of the address.
    let url = format!("http://{}/{KEY}/v1", upstream.address);
    let keyed = crate::support::builder(crate::support::client(&url, crate::support::PATIENCE));
    everything.push_str(&format!("{keyed:?}"));
    everything.push_str(&format!("{:?}", keyed.build().unwrap()));
    everything.push_str(&format!("{:?}", Binds::new().with("USERS_KEY", KEY)));
    assert!(everything.contains("the key [redacted] must not do this; [redacted]"));
    assert!(!everything.contains(KEY), "{everything}");
    assert!(!everything.contains("x-echo"), "{everything}");
    assert!(upstream.take().iter().all(|seen| seen.header("x-auth-token") == KEY));
}

#[tokio::test]
async fn a_success_is_passed_on_whatever_is_in_it() {
    let upstream = Upstream::start(|seen| json(&format!("{:?}", seen.header("x-auth-token")))).await;
    let caller = Caller::rest(upstream.gateway()).await;
    assert_eq!(caller.send("GET /users").await.body(), format!("{KEY:?}"));
}

#[tokio::test]
async fn a_gateway_can_be_part_of_another_program() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let gateway: Gateway = upstream.gateway().build().unwrap();
    let app = Router::new()
        .nest_service("/mcp", gateway.mcp_service())
        .merge(gateway.rest_router());
    let caller = Caller {
        address: listen(app).await,
    };
    assert_eq!(caller.send("GET /users").await.summary(), "200 {}");
    let head = "POST /mcp\ncontent-type: application/json\naccept: application/json, text/event-stream";
    let answer = caller
        .send_body(head, br#"{"jsonrpc": "2.0", "id": 1, "method": "ping"}"#)
        .await;
    assert_eq!(answer.json()["result"], serde_json::json!({}));
}

#[tokio::test]
async fn mistakes_of_a_generator_show_at_the_start() {
    use specwright_runtime::client::Operation as Called;
    use specwright_runtime::gateway::{Call, CallInput, Plan, Route, Step, Tool};
    use specwright_runtime::parameter::Parameter;
    use specwright_runtime::server::Operation;
    static NOTHING: &[Tool] = &[Tool::new("a", r#"{"type": "object"}"#, Plan::new(&[]))];
    static NAMED: &[Tool] = &[Tool::new("a b", r#"{"type": "object"}"#, api::TOOLS[0].plan)];
    static ARRAY: &[Tool] = &[Tool::new("a", r#"{"type": "array"}"#, api::TOOLS[0].plan)];
    static LATER: &[Tool] = &[Tool::new(
        "a",
        r#"{"type": "object"}"#,
        Plan::new(&[Step::Lookup {
            name: "b",
            entries: Expression::Step("c", &[]),
            field: &[],
            value: Expression::Literal("1"),
            outputs: &[],
        }]),
    )];
    const FIND: Step = Step::Lookup {
        name: "b",
        entries: Expression::Literal("[]"),
        field: &[],
        value: Expression::Literal("1"),
        outputs: &[],
    };
    static TWICE: &[Tool] = &[Tool::new("a", r#"{"type": "object"}"#, Plan::new(&[FIND, FIND]))];
    static GET: Called = Called::new("get", "GET", "/users/{id}/{+rest}");
    static UNFILLED: &[Tool] = &[Tool::new(
        "a",
        r#"{"type": "object"}"#,
        Plan::new(&[Step::Call {
            name: "b",
            call: &Call::new(&GET).inputs(&[CallInput::path(Parameter::path("id"))]),
            arguments: &[],
        }]),
    )];
    static SCHEMA: &[Route] =
        &[Route::new(Operation::new("a", "GET", "/a"), api::TOOLS[0].plan).schema(r#"{"type": "nothing"}"#)];
    let upstream = Upstream::start(|_| json("{}")).await;
    let check = |tools: &'static [Tool], expected: &str| {
        let error = Gateway::builder(upstream.client()).tools(tools).build().unwrap_err();
        assert_eq!(error.to_string(), expected);
    };
    check(NOTHING, "the tool `a` does nothing");
    check(NAMED, "the tool `a b` has a name that MCP does not allow");
    check(ARRAY, "the tool `a` has an input schema of another type than `object`");
    check(TWICE, "the tool `a` has two steps of the name `b`");
    check(UNFILLED, "the tool `a` calls `get` without its path variable `rest`");
    check(LATER, "the tool `a` uses the result of `c`, which is no earlier step");
    let twice = upstream.gateway().tools(api::TOOLS).build().unwrap_err();
    assert_eq!(twice.to_string(), "the tool `list-users` is there twice");
    let schema = Gateway::builder(upstream.client()).routes(SCHEMA).build().unwrap_err();
    assert!(
        schema.to_string().starts_with("the route `GET /a` has no schema: "),
        "{schema}"
    );
}
