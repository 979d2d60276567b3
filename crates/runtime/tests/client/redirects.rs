//! Redirects: within an origin they are followed, beyond it they are the caller's.

use specwright_runtime::client::{Credential, Operation, SecurityRef};

use super::server::{Answer, Server};

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
