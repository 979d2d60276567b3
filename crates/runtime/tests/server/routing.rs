//! Which operation a method and a path lead to.

use crate::support::{Server, add_path_echo, open_routes};

async fn server() -> Server {
    let mut routes = open_routes();
    add_path_echo(&mut routes, "GET", "/pets/{id}", &["id"]);
    add_path_echo(&mut routes, "GET", "/pets/mine", &[]);
    add_path_echo(&mut routes, "DELETE", "/pets/{pet}", &["pet"]);
    add_path_echo(&mut routes, "GET", "/pets/{id}.json", &["id"]);
    add_path_echo(&mut routes, "GET", "/pets/{id}/", &["id"]);
    add_path_echo(&mut routes, "GET", "/spans/{from}-{to}", &["from", "to"]);
    add_path_echo(&mut routes, "GET", "/files/{+path}", &["path"]);
    add_path_echo(&mut routes, "PURGE", "/cache", &[]);
    Server::start(routes).await
}

#[tokio::test]
async fn literal_text_comes_before_variables() {
    let expectations = [
        ("GET /pets/7", r#"200 GET /pets/{id} "7""#),
        ("GET /pets/mine", "200 GET /pets/mine"),
        ("GET /pets/7.json", r#"200 GET /pets/{id}.json "7""#),
        ("GET /spans/1-2", r#"200 GET /spans/{from}-{to} "1" "2""#),
        ("GET /files/a/b%20c", r#"200 GET /files/{+path} "a/b c""#),
        ("PURGE /cache", "200 PURGE /cache"),
    ];
    server().await.check(&expectations).await;
}

#[tokio::test]
async fn templates_that_differ_in_names_share_their_methods() {
    let expectations = [
        ("DELETE /pets/7", r#"200 DELETE /pets/{pet} "7""#),
        ("GET /pets/7", r#"200 GET /pets/{id} "7""#),
        // What is literal text for one method is no value for another.
        ("DELETE /pets/mine", "405 the path has no such method"),
    ];
    server().await.check(&expectations).await;
}

#[tokio::test]
async fn a_trailing_slash_counts() {
    let expectations = [
        ("GET /pets/7/", r#"200 GET /pets/{id}/ "7""#),
        ("GET /pets", "404 the API has no such path"),
        ("GET /pets/mine/x", "404 the API has no such path"),
        ("GET /cache/", "404 the API has no such path"),
        ("GET /", "404 the API has no such path"),
    ];
    server().await.check(&expectations).await;
}

#[tokio::test]
async fn other_methods_are_told() {
    let server = server().await;
    let answer = server.send("PUT /pets/7").await;
    assert_eq!(
        (answer.status, answer.header("allow")),
        (405, "DELETE, GET, HEAD, OPTIONS")
    );
    let answer = server.send("OPTIONS /pets/mine").await;
    assert_eq!((answer.status, answer.header("allow")), (204, "GET, HEAD, OPTIONS"));
    let answer = server.send("OPTIONS *").await;
    assert_eq!(answer.status, 404);
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let server = server().await;
    let (get, head) = (server.send("GET /pets/7").await, server.send("HEAD /pets/7").await);
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.header("content-length"), get.body.len().to_string());
    assert_eq!(head.header("content-type"), get.header("content-type"));
    let missing = server.send("HEAD /nowhere").await;
    assert_eq!((missing.status, missing.body.as_str()), (404, ""));
}
