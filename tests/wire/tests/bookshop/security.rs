//! Credentials of every kind, and who is let in.

use bookshop_client::{
    Client, ClientBuilder, Error,
    operations::{AddPhotosForm, ImportCatalogueBody, PutCoverBody, SubmitManuscriptBody},
    types,
};
use bookshop_server::{mock::Mock, operations, router};
use specwright_runtime::{Uuid, json::Decode};
use wire_tests::{Desk, Server, problem};

use crate::{
    porter::Porter,
    support::{Counter, book, client, stranger},
};

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

fn photos() -> AddPhotosForm {
    AddPhotosForm::new(vec![b"png".into()])
}

fn article() -> types::ArticleInput {
    parse(r#"{"kind":"Pen","name":"x"}"#)
}

fn manuscript() -> types::ManuscriptAddress {
    parse(r#"{"title":"x","address":"https://example.com/"}"#)
}

fn reading() -> types::ReadingInput {
    parse(r#"{"starts":"2024-05-17T12:30:00Z","author":{"name":"Ada"}}"#)
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
    client.put_cover("1", PutCoverBody::Bytes(b"")).send().await.unwrap();
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
    client.add_photos("1", &photos()).send().await.unwrap();
    check("addPhotos shopKey=shop-key[]");
    client
        .import_catalogue(ImportCatalogueBody::Csv(""))
        .send()
        .await
        .unwrap();
    check("importCatalogue accounts=accounts-token[\"books:write\"]");
    client.follow_catalogue().send().await.unwrap();
    check("followCatalogue reportKey=report key & more[]");
    client.follow_order(1).send().await.unwrap();
    check("followOrder session=session-1[]");
    client.add_article(&article()).send().await.unwrap();
    check("addArticle staff=staff-token[]");
    client.get_customer(Uuid::nil()).send().await.unwrap();
    check("getCustomer login=login-token[\"profile\"]");
    client
        .submit_manuscript(SubmitManuscriptBody::Json(&manuscript()))
        .send()
        .await
        .unwrap();
    check("submitManuscript accounts=accounts-token[\"manuscripts:write\"]");
    client.download_manuscript(Uuid::nil()).send().await.unwrap();
    check("downloadManuscript accounts=accounts-token[\"manuscripts:read\"]");
    client.schedule_reading(&reading()).send().await.unwrap();
    check("scheduleReading staff=staff-token[]");
    client.list_articles().send().await.unwrap();
    client.check_book("1").send().await.unwrap();
    client.export_catalogue().send().await.unwrap();
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
    session.put_cover("1", PutCoverBody::Any(b"x")).send().await.unwrap();
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
    let login = with(stranger(&server).login("l"));
    login.follow_order(1).send().await.unwrap();
    check("followOrder login=l[\"orders\"]");
    session.get_customer(Uuid::nil()).send().await.unwrap();
    check("getCustomer session=a=b/c+d[]");
    let till = with(stranger(&server).basic_auth("b", "p").shop_key("k"));
    till.get_customer(Uuid::nil()).send().await.unwrap();
    check("getCustomer counter=b/p[] shopKey=k[]");
    till.import_catalogue(ImportCatalogueBody::Csv(""))
        .send()
        .await
        .unwrap();
    check("importCatalogue counter=b/p[]");
    let staff = with(stranger(&server).login("l").shop_key("k"));
    staff.download_manuscript(Uuid::nil()).send().await.unwrap();
    // Both are bearer tokens: the server tries the one before it takes the other.
    check("downloadManuscript accounts=l[\"manuscripts:read\"]");
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

#[tokio::test]
async fn a_combination_is_taken_as_a_whole() {
    let porter = Porter::new(&["login", "shopKey"]);
    let server = Server::start(router(Mock, porter.clone())).await;
    let both = stranger(&server).login("l").shop_key("k").build().unwrap();
    both.download_manuscript(Uuid::nil()).send().await.unwrap();
    let tried = "downloadManuscript accounts=l[\"manuscripts:read\"]";
    assert_eq!(
        porter.entries(),
        [tried, "downloadManuscript login=l[\"profile\"] shopKey=k[]"]
    );
    let target = "/manuscripts/00000000-0000-0000-0000-000000000000/file";
    let half = server.request("GET", target).header("Authorization", "Bearer l");
    assert_eq!(problem(half).await.status, 401);
    assert_eq!(porter.entries(), [tried]);
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
        (
            missing(nobody.put_cover("1", PutCoverBody::Bytes(b"")).send().await),
            "session",
        ),
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
        (missing(nobody.follow_order(1).send().await), "session"),
        (missing(nobody.follow_catalogue().send().await), "reportKey"),
        (missing(nobody.get_customer(Uuid::nil()).send().await), "login"),
        (
            missing(nobody.download_manuscript(Uuid::nil()).send_streaming().await),
            "accounts",
        ),
    ] {
        assert!(refusal.contains(scheme), "{refusal}");
    }
    // One of two that are needed together is not enough.
    let half = client(Client::builder().bearer_token("t"));
    assert!(missing(half.change_book("1", &change()).send().await).contains("shopKey"));
    let half = client(Client::builder().login("t"));
    assert!(missing(half.download_manuscript(Uuid::nil()).send().await).contains("shopKey"));
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
        ("POST", "/books/1/photos"),
        ("POST", "/catalogue"),
        ("GET", "/catalogue/changes"),
        ("GET", "/orders/1/progress"),
        ("POST", "/articles"),
        ("GET", "/customers/3fa85f64-5717-4562-b3fc-2c963f66afa6"),
        ("POST", "/manuscripts"),
        ("GET", "/manuscripts/3fa85f64-5717-4562-b3fc-2c963f66afa6/file"),
        ("POST", "/readings"),
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
