//! Operations that are served elsewhere than the rest of the API.

use specwright_runtime::client::{Client, Operation};

use super::server::{Answer, Server};

static AT_THE_HOST: Operation = Operation::new("upload", "POST", "/files").server("/uploads/v2");

static NOWHERE: Operation = Operation::new("upload", "POST", "/files").server("ftp://example.com");

#[tokio::test]
async fn an_operation_is_sent_to_its_own_server_unless_the_user_chose_one() {
    let server = Server::start([Answer::json("{}"), Answer::json("{}")]).await;
    let described = format!("{}/v1", server.url());
    let client = Client::builder(&described).build().unwrap();
    client.request(&AT_THE_HOST).send().await.unwrap();
    let client = Client::builder("https://example.com")
        .base_url(&described)
        .build()
        .unwrap();
    client.request(&AT_THE_HOST).send().await.unwrap();
    let requests = server.requests();
    assert!(requests[0].starts_with("POST /uploads/v2/files "), "{requests:?}");
    assert!(requests[1].starts_with("POST /v1/files "), "{requests:?}");
}

#[tokio::test]
async fn an_absolute_server_of_an_operation_is_used_as_it_is() {
    let server = Server::start([Answer::json("{}")]).await;
    let url: &'static str = Box::leak(server.url().into_boxed_str());
    let operation: &'static Operation = Box::leak(Box::new(Operation::new("upload", "POST", "/files").server(url)));
    let client = Client::builder("https://example.com/v1").build().unwrap();
    client.request(operation).send().await.unwrap();
    assert!(server.request().starts_with("POST /files "));
}

#[tokio::test]
async fn a_server_that_cannot_be_used_is_told_before_anything_is_sent() {
    let client = Client::builder("https://example.com/v1").build().unwrap();
    let failure = client.request(&NOWHERE).send().await.unwrap_err();
    let failure = format!("{failure:?}");
    assert!(
        failure.contains("it is no URL of the scheme http or https"),
        "{failure}"
    );
}
