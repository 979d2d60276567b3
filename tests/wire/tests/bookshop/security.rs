//! Credentials of every kind, and who is let in.

use std::sync::{Arc, Mutex};

use bookshop_client::{Client, ClientBuilder, Error, types};
use bookshop_server::{mock::Mock, operations, router};
use specwright_runtime::{
    Uuid,
    json::Decode,
    server::{Attempt, Authorizer, Credential, Denied, Identity},
};
use wire_tests::{Desk, Server, problem};

use crate::support::{Counter, book, client, stranger};

/// Writes down what it is asked, and lets those in who present a credential of these schemes.
#[derive(Clone)]
struct Porter {
    lets_in: &'static [&'static str],
    book: Arc<Mutex<Vec<String>>>,
}

impl Porter {
    fn new(lets_in: &'static [&'static str]) -> Self {
        Self {
            lets_in,
            book: Arc::default(),
        }
    }

    fn entries(&self) -> Vec<String> {
        std::mem::take(&mut *self.book.lock().unwrap())
    }
}

impl Authorizer for Porter {
    async fn authorize(&self, attempt: Attempt) -> Result<Identity, Denied> {
        let mut entry = attempt.operation.to_owned();
        for presented in &attempt.credentials {
            let secret = match &presented.credential {
                Credential::ApiKey { key } => key.expose().to_owned(),
                Credential::Basic { username, password } => format!("{username}/{}", password.expose()),
                Credential::Bearer { token } => token.expose().to_owned(),
                other => panic!("{other:?}"),
            };
            entry.push_str(&format!(" {}={secret}{:?}", presented.scheme.name, presented.scopes));
        }
        self.book.lock().unwrap().push(entry);
        let welcome = attempt
            .credentials
            .iter()
            .all(|it| self.lets_in.contains(&it.scheme.name));
        if welcome {
            Ok(Identity::new(attempt.credentials.len()))
        } else {
            Err(Denied::unauthenticated())
        }
    }
}

fn parse<T: Decode>(json: &str) -> T {
    let decoder = specwright_runtime::json::Decoder::lenient();
    specwright_runtime::json::from_slice(json.as_bytes(), decoder).unwrap()
}

fn change() -> types::BookChange {
    parse(r#"{"title":"x"}"#)
}

fn order() -> types::NewOrder {
    parse(r#"{"lines":[{"isbn":"1"}],"payment":{"method":"card","number":"1234"},"delivery":7}"#)
}

fn stock() -> types::StockRecord {
    parse(r#"{"id":"00000000-0000-0000-0000-000000000000","taken":"2024-05-17T12:30:00Z","address":"192.0.2.1"}"#)
}

const ALL: &[&str] = &[
    "shopKey",
    "reportKey",
    "session",
    "counter",
    "staff",
    "accounts",
    "login",
];

#[tokio::test]
async fn the_authorizer_sees_each_credential_with_its_scopes() {
    let porter = Porter::new(ALL);
    let server = Server::start(router(Mock, porter.clone())).await;
    let client = client(&server);
    let check = |expected: &str| assert_eq!(porter.entries(), [expected]);

    client.add_book(&book()).send().await.unwrap();
    check("addBook shopKey=shop-key[]");
    client.replace_book("1", &book()).send().await.unwrap();
    check("replaceBook staff=staff-token[]");
    client.change_book("1", &change()).send().await.unwrap();
    check("changeBook staff=staff-token[] shopKey=shop-key[]");
    #[expect(deprecated, reason = "what is deprecated must still work")]
    client
        .remove_book("1", types::RemoveBookReason::Lost)
        .send()
        .await
        .unwrap();
    check("removeBook counter=ada/pass:word[]");
    client.put_cover("1", b"").send().await.unwrap();
    check("putCover shopKey=shop-key[]");
    client.place_order(&order()).send().await.unwrap();
    check("placeOrder session=session-1[]");
    client.get_order(1).send().await.unwrap();
    check("getOrder login=login-token[\"orders\"]");
    client.list_order_events(1).send().await.unwrap();
    check("listOrderEvents reportKey=report key & more[]");
    client.list_orders(Uuid::nil()).send().await.unwrap();
    check("listOrders login=login-token[\"orders\", \"profile\"]");
    client.record_stock(&stock()).send().await.unwrap();
    check("recordStock counter=ada/pass:word[]");
    client.put_blurb("1").send().await.unwrap();
    check("putBlurb shopKey=shop-key[]");
    client.get_book("1").send().await.unwrap();
    assert_eq!(porter.entries(), [""; 0]);
    server.stop().await;
}

#[tokio::test]
async fn another_alternative_will_do() {
    let porter = Porter::new(ALL);
    let server = Server::start(router(Mock, porter.clone())).await;
    let with = |builder: ClientBuilder| builder.build().unwrap();
    let check = |expected: &str| assert_eq!(porter.entries(), [expected]);

    let accounts = with(stranger(&server).access_token("a"));
    accounts.add_book(&book()).send().await.unwrap();
    check("addBook accounts=a[\"books:read\", \"books:write\"]");
    let session = with(stranger(&server).session("a=b/c+d"));
    session.put_cover("1", b"x").send().await.unwrap();
    check("putCover session=a=b/c+d[]");
    let report = with(stranger(&server).report_key("r"));
    report.list_orders(Uuid::nil()).send().await.unwrap();
    check("listOrders reportKey=r[]");
    let both = with(stranger(&server).bearer_token("s").shop_key("k"));
    #[expect(deprecated, reason = "what is deprecated must still work")]
    both.remove_book("1", types::RemoveBookReason::Lost)
        .send()
        .await
        .unwrap();
    check("removeBook staff=s[] shopKey=k[]");
    with(stranger(&server)).list_orders(Uuid::nil()).send().await.unwrap();
    assert_eq!(porter.entries(), [""; 0]);
    server.stop().await;
}

#[tokio::test]
async fn a_denied_alternative_leaves_the_next_one() {
    let porter = Porter::new(&["accounts"]);
    let desk = Desk::answering(operations::AddBookResponse::Accepted);
    let server = Server::start(router(Counter(desk.clone()), porter.clone())).await;
    let request = server
        .request("POST", "/books")
        .header("X-Shop-Key", "k")
        .header("Authorization", "bearer t");
    let body = r#"{"isbn":"9780000000002","title":"Emma"}"#;
    let response = request
        .header("Content-Type", "application/json")
        .body(body)
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 202);
    assert_eq!(
        porter.entries(),
        [
            "addBook shopKey=k[]",
            "addBook accounts=t[\"books:read\", \"books:write\"]"
        ]
    );
    let seen: operations::AddBookRequest = desk.seen();
    assert_eq!(seen.context.identity().get::<usize>(), Some(&1));
    server.stop().await;
}

fn missing<T: std::fmt::Debug, E: std::fmt::Debug>(result: Result<T, Error<E>>) -> String {
    match result {
        Err(Error::MissingCredential(error)) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_client_sends_nothing_without_the_credentials() {
    let client = |builder: ClientBuilder| builder.base_url("http://127.0.0.1:1").build().unwrap();
    let nobody = client(Client::builder());
    for (refusal, scheme) in [
        (missing(nobody.add_book(&book()).send().await), "shopKey"),
        (missing(nobody.replace_book("1", &book()).send().await), "staff"),
        (missing(nobody.change_book("1", &change()).send().await), "staff"),
        (missing(nobody.put_cover("1", b"").send().await), "session"),
        (missing(nobody.put_blurb("1").send().await), "shopKey"),
        (missing(nobody.place_order(&order()).send().await), "session"),
        (missing(nobody.get_order(1).send().await), "login"),
        (missing(nobody.list_order_events(1).send().await), "reportKey"),
        (
            missing(
                nobody
                    .put_settings(&parse(r#"{"limits":{},"labels":{"welcome":""}}"#))
                    .send()
                    .await,
            ),
            "shopKey",
        ),
        (missing(nobody.record_stock(&stock()).send().await), "counter"),
    ] {
        assert!(refusal.contains(scheme), "{refusal}");
    }
    // One of two that are needed together is not enough.
    let half = client(Client::builder().bearer_token("t"));
    assert!(missing(half.change_book("1", &change()).send().await).contains("shopKey"));
}

#[tokio::test]
async fn the_server_refuses_requests_without_credentials() {
    let server = Server::start(bookshop_server::mock::router()).await;
    let requests = [
        ("POST", "/books"),
        ("PUT", "/books/1"),
        ("PATCH", "/books/1"),
        ("DELETE", "/books/1?reason=sold"),
        ("PUT", "/books/1/cover"),
        ("PUT", "/books/1/blurb"),
        ("POST", "/orders"),
        ("GET", "/orders/1"),
        ("GET", "/orders/1/events"),
        ("PUT", "/settings"),
        ("POST", "/stocktaking"),
    ];
    for (method, target) in requests {
        let refused = problem(server.request(method, target)).await;
        assert_eq!(refused.status, 401, "{method} {target}");
    }
    let response = server.request("GET", "/orders/1").send().await.unwrap();
    assert!(
        response.headers()["www-authenticate"]
            .to_str()
            .unwrap()
            .starts_with("Bearer"),
        "{response:?}"
    );
    server.stop().await;
}

#[tokio::test]
async fn credentials_of_another_place_or_scheme_are_none() {
    let server = Server::start(bookshop_server::mock::router()).await;
    let refused = async |request: reqwest::RequestBuilder| problem(request).await.status;
    let order = || server.request("GET", "/orders/1");
    assert_eq!(refused(order().header("Authorization", "Basic YTpi")).await, 401);
    assert_eq!(refused(order().header("Authorization", "Bearer ")).await, 401);
    assert_eq!(refused(order().header("Authorization", "token")).await, 401);
    let events = |query: &str| server.request("GET", &format!("/orders/1/events{query}"));
    assert_eq!(refused(events("").header("report_key", "x")).await, 401);
    assert_eq!(refused(events("?report_key=")).await, 401);
    assert_eq!(refused(events("?report_key=a&report_key=b")).await, 401);
    let stock = || server.request("POST", "/stocktaking");
    assert_eq!(refused(stock().header("Authorization", "Basic no-base64")).await, 401);
    assert_eq!(
        refused(stock().header("Authorization", "Basic bm9jb2xvbg==")).await,
        401
    );
    server.stop().await;
}

#[tokio::test]
async fn credentials_that_cannot_be_sent() {
    for builder in [
        Client::builder().session("a; b=c"),
        Client::builder().shop_key("a\r\nb"),
        Client::builder().bearer_token("a\nb"),
        Client::builder().basic_auth("a:b", "c"),
    ] {
        let error = builder.build().unwrap_err();
        assert!(error.to_string().contains("cannot be used"), "{error}");
    }
}

#[tokio::test]
async fn secrets_do_not_show() {
    let server = Server::start(router(Mock, Porter::new(&[]))).await;
    let client = client(&server);
    let error = client.list_order_events(1).send().await.unwrap_err();
    let shown = format!("{client:?} {error:?} {error}");
    for secret in [
        "shop-key",
        "report key",
        "session-1",
        "pass:word",
        "staff-token",
        "login-token",
    ] {
        assert!(!shown.contains(secret), "{shown}");
    }
    server.stop().await;
}
