//! Requests that fit no operation, or none that the server can carry out.

use bookshop_server::{operations, routes};
use specwright_runtime::server::AllowAll;
use wire_tests::{Desk, Server, problem};

use crate::support::{Counter, counter};

#[tokio::test]
async fn paths_that_are_not_described() {
    let (server, desk, _) = counter(()).await;
    for path in [
        "/",
        "/book",
        "/books/1/",
        "/books/1/back",
        "/Books",
        "//books",
        "/shelves/r/1",
        "/v1/books",
    ] {
        assert_eq!(problem(server.request("GET", path)).await.status, 404, "{path}");
    }
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn methods_that_are_not_described() {
    let (server, desk, _) = counter(()).await;
    for (method, path, allowed) in [
        ("DELETE", "/books", "GET, HEAD, OPTIONS, POST"),
        ("POST", "/books/1", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT"),
        ("GET", "/login", "OPTIONS, POST"),
        ("BREW", "/orders/1", "GET, HEAD, OPTIONS"),
    ] {
        let response = server.request(method, path).send().await.unwrap();
        assert_eq!(response.status(), 405, "{method} {path}");
        assert_eq!(response.headers()["allow"], allowed, "{method} {path}");
        assert_eq!(response.headers()["content-type"], "application/problem+json");
    }
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn heads_are_gets_without_a_body() {
    let answer = operations::GetCoverResponse::Ok {
        body: operations::GetCoverOkBody::Png(vec![1, 2, 3]),
        content_disposition: None,
    };
    let (server, _, _) = counter(answer).await;
    let response = server.request("HEAD", "/books/1/cover").send().await.unwrap();
    assert_eq!(
        (response.status().as_u16(), &response.headers()["content-length"]),
        (200, &"3".parse().unwrap())
    );
    assert_eq!(response.headers()["content-type"], "image/png");
    assert_eq!(response.bytes().await.unwrap().len(), 0);
    server.stop().await;
}

#[tokio::test]
async fn media_types_that_are_not_described() {
    let (server, desk, _) = counter(()).await;
    for (method, path, media_type) in [
        ("POST", "/books", "text/plain"),
        ("POST", "/books", "application/vnd.bookshop.book+json"),
        ("PUT", "/books/1", "application/json"),
        ("PATCH", "/books/1", "application/json"),
        ("POST", "/login", "application/json"),
        ("POST", "/login", "multipart/form-data; boundary=x"),
        ("PUT", "/books/1/blurb", "text/html"),
        ("PUT", "/books/1/cover", "video/mp4"),
        ("POST", "/feedback", "not a media type"),
    ] {
        let request = server
            .request(method, path)
            .header("X-Shop-Key", "k")
            .header("Authorization", "Bearer t");
        let refused = problem(request.header("Content-Type", media_type).body("x")).await;
        assert_eq!(refused.status, 415, "{method} {path} {media_type}");
    }
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn media_types_with_parameters_are_the_same() {
    let (server, desk, _) = counter(operations::GiveFeedbackResponse::NoContent).await;
    let request = server
        .request("POST", "/feedback")
        .header("Content-Type", "Application/JSON ; charset=\"utf-8\"");
    assert_eq!(request.body("true").send().await.unwrap().status(), 204);
    assert!(desk.seen::<operations::GiveFeedbackRequest>().body.is_some());
    server.stop().await;
}

#[tokio::test]
async fn answers_that_nobody_accepts() {
    let (server, desk, _) = counter(()).await;
    for (path, accept) in [
        ("/books", "text/html"),
        ("/books/1", "application/json;q=0, text/html"),
        ("/books/1/cover", "image/gif"),
        ("/books/1/blurb", "application/json"),
    ] {
        let refused = problem(server.request("GET", path).header("Accept", accept)).await;
        assert_eq!(refused.status, 406, "{path} {accept}");
    }
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn answers_that_somebody_accepts() {
    let (server, desk, _) = counter(()).await;
    for accept in ["*/*", "image/*", "text/html, image/png;q=0.1", "IMAGE/PNG"] {
        desk.answer(operations::GetCoverResponse::Ok {
            body: operations::GetCoverOkBody::Png(Vec::new()),
            content_disposition: None,
        });
        let response = server
            .request("GET", "/books/1/cover")
            .header("Accept", accept)
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 200, "{accept}");
    }
    // What has no body is answered whatever is accepted.
    desk.answer(operations::RemoveBookResponse::NoContent);
    let request = server
        .request("DELETE", "/books/1?reason=sold")
        .header("Authorization", "Basic YTpi");
    assert_eq!(
        request.header("Accept", "text/html").send().await.unwrap().status(),
        204
    );
    server.stop().await;
}

#[tokio::test]
async fn bodies_that_are_too_large() {
    let desk = Desk::default();
    let router = routes(Counter(desk.clone()), AllowAll).body_limit(1000).into_router();
    let server = Server::start(router).await;
    let mut form = b"--b\r\nContent-Disposition: form-data; name=photos\r\n\r\n".to_vec();
    form.resize(1001, b'x');
    let request = server.request("POST", "/books/1/photos").header("X-Shop-Key", "k");
    let request = request.header("Content-Type", "multipart/form-data; boundary=b");
    assert_eq!(problem(request.body(form)).await.status, 413);
    let put = |body: Vec<u8>| {
        let request = server.request("PUT", "/books/1/cover").header("X-Shop-Key", "k");
        request.header("Content-Type", "application/octet-stream").body(body)
    };
    assert_eq!(problem(put(vec![0; 1001])).await.status, 413);
    assert!(desk.saw_nothing());
    desk.answer(operations::PutCoverResponse::NoContent);
    assert_eq!(put(vec![0; 1000]).send().await.unwrap().status(), 204);
    let seen = desk.seen::<operations::PutCoverRequest>().body;
    assert!(matches!(seen, operations::PutCoverBody::Bytes(body) if body.len() == 1000));
    server.stop().await;
}

#[tokio::test]
async fn required_parameters_that_are_missing() {
    let (server, desk, _) = counter(()).await;
    let request = server
        .request("DELETE", "/books/1")
        .header("Authorization", "Basic YTpi");
    let refused = problem(request).await;
    assert_eq!(
        (refused.status, refused.lines()),
        (400, vec!["query reason: missing".to_owned()])
    );
    assert!(desk.saw_nothing());
    server.stop().await;
}
