//! What arguments become on the wire, and which are refused before anything is sent.

use specwright_runtime::client::{Failure, Operation, Request};
use specwright_runtime::json::Map;
use specwright_runtime::parameter::{Parameter, Shape};

use super::server::{Answer, Server};

static OPERATION: Operation = Operation::new("putPet", "PUT", "/pets/{id}").accept(&["application/json", "text/plain"]);

/// Sends what `fill` makes of a request and gives back what the server has received.
async fn sent(fill: impl FnOnce(&mut Request<'_>)) -> String {
    let server = Server::start([Answer::json("{}")]).await;
    let client = server.client().user_agent("test/1").build().unwrap();
    let mut request = client.request(&OPERATION);
    fill(&mut request);
    request.send().await.unwrap();
    server.request().replace(&server.url()["http://".len()..], "HOST")
}

/// Fails to send what `fill` makes of a request, and gives back why.
async fn refused(fill: impl FnOnce(&mut Request<'_>)) -> String {
    let server = Server::start([Answer::json("{}")]).await;
    let client = server.client().build().unwrap();
    let mut request = client.request(&OPERATION);
    fill(&mut request);
    let Err(Failure::InvalidRequest(error)) = request.send().await else {
        panic!("the request must be refused");
    };
    assert!(server.requests().is_empty(), "something was sent");
    error.to_string()
}

#[tokio::test]
async fn arguments_stand_in_their_places() {
    let request = sent(|request| {
        request.path(&Parameter::path("id"), &"a b/c");
        request.query(&Parameter::query("tag").shape(Shape::Array), &vec!["x", "y&z"]);
        request.query(&Parameter::query("page"), &1);
        request.query(&Parameter::query("page"), &2);
        request.header(&Parameter::header("X-Trace"), &"trace");
        request.cookie(&Parameter::cookie("session"), &"s;1");
        request.cookie(&Parameter::cookie("theme"), &"dark");
        request.json(&Map::from([("name".to_owned(), "Rex")]), "application/merge-patch+json");
    })
    .await;
    insta::assert_snapshot!(request.replace('\r', ""), @r#"
    PUT /pets/a%20b%2Fc?tag=x&tag=y%26z&page=2 HTTP/1.1
    user-agent: test/1
    accept: application/json, text/plain
    x-trace: trace
    content-type: application/merge-patch+json
    cookie: session=s%3B1; theme=dark
    host: HOST
    content-length: 14

    {"name":"Rex"}
    "#);
}

#[tokio::test]
async fn bodies_are_forms_texts_and_bytes() {
    let path = |request: &mut Request<'_>| request.path(&Parameter::path("id"), &1);
    let form = sent(|request| {
        path(request);
        request.form(&Map::from([("a b".to_owned(), vec!["1", "ü&"])]));
    })
    .await;
    assert!(
        form.contains("content-type: application/x-www-form-urlencoded\r\n"),
        "{form}"
    );
    assert!(form.ends_with("\r\n\r\na+b=1&a+b=%C3%BC%26"), "{form}");
    let text = sent(|request| {
        path(request);
        request.text("hello", "text/plain; charset=utf-8");
    })
    .await;
    assert!(text.contains("content-type: text/plain; charset=utf-8\r\n"), "{text}");
    assert!(text.ends_with("\r\n\r\nhello"), "{text}");
    let bytes = sent(|request| {
        path(request);
        request.bytes(vec![0x41, 0x00], "application/octet-stream");
    })
    .await;
    assert!(bytes.ends_with("content-length: 2\r\n\r\nA\0"), "{bytes:?}");
}

#[tokio::test]
async fn path_values_that_lead_elsewhere_are_not_sent() {
    for value in ["", ".", "..", "%2e%2E", "../users", "/"] {
        let error = refused(|request| request.path(&Parameter::path("id"), &value)).await;
        assert!(error.starts_with("putPet: the value of `id` "), "{error}");
    }
    let error = refused(|_| {}).await;
    assert_eq!(error, "putPet: the path parameter `id` has no value");
}

#[tokio::test]
async fn header_values_with_line_breaks_are_not_sent() {
    let header = Parameter::header("X-Trace");
    for value in ["a\r\nX-Admin: 1", "a\n", "\0"] {
        let error = refused(|request| request.header(&header, &value)).await;
        assert!(error.contains("`X-Trace` has a control character"), "{error}");
        let error = refused(|request| request.extra_header("X-Trace", value)).await;
        assert!(error.contains("`X-Trace` has a control character"), "{error}");
    }
    let error = refused(|request| request.extra_header("X Trace", "1")).await;
    assert_eq!(error, "putPet: `X Trace` is no name of a header");
    let error = refused(|request| request.extra_header("Content-Length", "1")).await;
    assert_eq!(error, "putPet: the header `Content-Length` is the transport's own");
}

#[test]
fn requests_can_be_sent_from_any_thread() {
    fn check<T: Send>(_: &T) {}
    let client = specwright_runtime::client::Client::builder("http://example.com")
        .build()
        .unwrap();
    check(&client.request(&OPERATION).send());
    check(&client);
}
