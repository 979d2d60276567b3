//! Redirects: within an origin they are followed, beyond it they are the caller's.

use specwright_runtime::client::{Credential, Operation, SecurityRef};

use super::server::{Answer, Server};

static DESCRIBED: Operation = Operation::new("logIn", "POST", "/login").keeps_redirects();

static POST: Operation = Operation::new("addPet", "POST", "/old");

static OPERATION: Operation = Operation::new("getPet", "GET", "/old").security(&[&[SecurityRef::new("key", &[])]]);

#[tokio::test]
async fn credentials_do_not_leave_the_origin() {
    let other = Server::start([Answer::json("{}")]).await;
    let location = format!("Location: {}/new", other.url());
    let server = Server::start([Answer::new("302 Found", &[&location], "")]).await;
    let key = Credential::api_key_header("X-Key", "swordfish");
    let client = server.client().credential("key", key).build().unwrap();
    let reply = client.request(&OPERATION).send().await.unwrap();
    assert_eq!(reply.status(), 302);
    assert!(server.request().contains("x-key: swordfish"));
    assert!(other.requests().is_empty(), "the other host was asked");
}

#[tokio::test]
async fn redirects_within_the_origin_are_followed_to_an_end() {
    let key = || Credential::api_key_header("X-Key", "swordfish");
    let found = Answer::new("302 Found", &["Location: /new"], "");
    let server = Server::start([found.clone(), Answer::json("{}")]).await;
    let client = server.client().credential("key", key()).build().unwrap();
    assert_eq!(client.request(&OPERATION).send().await.unwrap().status(), 200);
    let requests = server.requests();
    assert!(requests[1].starts_with("GET /new "), "{requests:?}");
    assert!(requests[1].contains("x-key: swordfish"), "{requests:?}");
    assert!(!requests[1].contains("referer"), "{requests:?}");

    let server = Server::start([found]).await;
    let client = server.client().credential("key", key()).build().unwrap();
    assert_eq!(client.request(&OPERATION).send().await.unwrap().status(), 302);
    assert_eq!(server.requests().len(), 11);
}

#[tokio::test]
async fn redirects_that_the_document_describes_are_responses() {
    let see_other = Answer::new("303 See Other", &["Location: /new"], "");
    let server = Server::start([see_other, Answer::json("{}")]).await;
    let client = server.client().build().unwrap();
    let reply = client.request(&DESCRIBED).send().await.unwrap();
    assert_eq!(reply.status(), 303);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_body_is_sent_again_where_the_redirect_says_so() {
    for (status, expected) in [
        ("301 Moved Permanently", "GET /new"),
        ("302 Found", "GET /new"),
        ("303 See Other", "GET /new"),
        ("307 Temporary Redirect", "POST /new"),
        ("308 Permanent Redirect", "POST /new"),
    ] {
        let server = Server::start([Answer::new(status, &["Location: new"], ""), Answer::json("{}")]).await;
        let client = server.client().build().unwrap();
        let mut request = client.request(&POST);
        request.json(&"rex", "application/json");
        assert_eq!(request.send().await.unwrap().status(), 200);
        let requests = server.requests();
        let again = expected.starts_with("POST");
        assert!(requests[1].starts_with(expected), "{requests:?}");
        assert_eq!(requests[1].ends_with("\"rex\""), again, "{requests:?}");
        assert_eq!(requests[1].contains("content-type"), again, "{requests:?}");
    }
}

#[tokio::test]
async fn redirects_that_lead_nowhere_are_responses() {
    for headers in [&[][..], &["Location: http://["], &["Location: ftp://localhost/"]] {
        let server = Server::start([Answer::new("302 Found", headers, "")]).await;
        let client = server.client().build().unwrap();
        assert_eq!(client.request(&POST).send().await.unwrap().status(), 302);
        assert_eq!(server.requests().len(), 1);
    }
}
