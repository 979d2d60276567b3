//! Headers of responses, as types.

use bookshop_client::{
    Error, Response,
    operations::{
        AddBookHeaders, CheckBookError, CheckBookHeaders, DownloadManuscriptHeaders, GetBookHeaders, GetOrderHeaders,
        ImportCatalogueBody, ImportCatalogueHeaders, ListArticlesHeaders, ListBooksHeaders, RemoveBookHeaders,
    },
    types,
};
use bookshop_server::{operations, types as server_types};
use serde_json::json;
use specwright_runtime::{Uuid, http::StatusCode};
use wire_tests::{Desk, Server, canned};

use crate::support::{book, client, counter, json, served_book, value};

/// The articles, none, with these headers.
fn articles() -> operations::ListArticlesResponse {
    operations::ListArticlesResponse::Ok {
        body: value(&json!({"articles": []})),
        x_requests_left: u32::MAX,
        x_from_memory: Some(false),
        x_discount: Some(12.5),
        x_valid_until: Some("2024-05-17T12:30:00Z".parse().unwrap()),
        x_stocktaker: Some(value(&json!({"name": "ada b", "age": -7, "member": true}))),
        x_season: Some(value(&json!({"from": "2024-03-01"}))),
        x_articles: Some(0),
    }
}

#[tokio::test]
async fn headers_of_every_type_arrive() {
    let (server, _, client) = counter(articles()).await;
    let got = client.list_articles().send().await.unwrap();
    let headers = ListArticlesHeaders::of(&got).unwrap();
    assert_eq!(
        (headers.x_requests_left, headers.x_from_memory),
        (u32::MAX, Some(false))
    );
    assert_eq!(headers.x_discount, Some(12.5));
    assert_eq!(headers.x_valid_until.unwrap().to_string(), "2024-05-17T12:30:00Z");
    assert_eq!(
        json(&headers.x_stocktaker),
        json!({"name": "ada b", "age": -7, "member": true})
    );
    assert_eq!(json(&headers.x_season), json!({"from": "2024-03-01"}));
    server.stop().await;
}

#[tokio::test]
async fn headers_are_written_as_described() {
    let (server, _, _) = counter(articles()).await;
    let response = server.request("GET", "/articles").send().await.unwrap();
    for (name, text) in [
        ("x-requests-left", "4294967295"),
        ("x-from-memory", "false"),
        ("x-discount", "12.5"),
        ("x-valid-until", "2024-05-17T12:30:00Z"),
        ("x-stocktaker", "name=ada b,age=-7,member=true"),
        ("x-season", "{\"from\":\"2024-03-01\"}"),
        ("x-articles", "0"),
    ] {
        assert_eq!(response.headers()[name], text, "{name}");
    }
    server.stop().await;
}

/// What a client makes of the headers of a list of articles.
async fn read(headers: &[(&str, &str)]) -> Result<ListArticlesHeaders, String> {
    let headers: Vec<_> = [("content-type", "application/json")]
        .iter()
        .chain(headers)
        .copied()
        .collect();
    let server = Server::start(canned(Desk::default(), 200, &headers, "{\"articles\":[]}")).await;
    // Headers that cannot be read do not keep the body from its caller.
    let got = client(&server).list_articles().send().await.unwrap();
    server.stop().await;
    ListArticlesHeaders::of(&got).map_err(|failure| failure.to_string())
}

#[tokio::test]
async fn headers_that_may_be_missing() {
    let headers = read(&[("x-requests-left", "0")]).await.unwrap();
    assert_eq!((headers.x_requests_left, headers.x_from_memory), (0, None));
    assert_eq!((headers.x_discount, headers.x_valid_until), (None, None));
    assert_eq!((headers.x_stocktaker, headers.x_season), (None, None));
}

#[tokio::test]
async fn headers_that_cannot_be_read() {
    let refused = async |headers: &[(&str, &str)]| read(headers).await.unwrap_err();
    let missing = refused(&[]).await;
    assert!(missing.contains("the header `X-Requests-Left` is missing"), "{missing}");
    for (name, text, expected) in [
        (
            "x-from-memory",
            "maybe",
            "expected a boolean, found the string \"maybe\"",
        ),
        ("x-discount", "", "expected a number"),
        ("x-valid-until", "tomorrow", "expected a date and time"),
        ("x-season", "{", "EOF"),
    ] {
        let message = refused(&[("x-requests-left", "1"), (name, text)]).await;
        assert!(message.contains(expected), "{name}: {message}");
    }
    let negative = refused(&[("x-requests-left", "-1")]).await;
    assert!(negative.contains("-1"), "{negative}");
}

#[tokio::test]
async fn headers_of_lists() {
    let answer = operations::ListBooksResponse::Ok {
        body: value(&json!({"books": []})),
        x_total_count: -1,
        x_next_cursor: None,
        x_genres: Some(vec![server_types::Genre::Novel, server_types::Genre::Childrens]),
    };
    let (server, _, client) = counter(answer).await;
    let headers = ListBooksHeaders::of(&client.list_books().send().await.unwrap()).unwrap();
    assert_eq!((headers.x_total_count, headers.x_next_cursor), (-1, None));
    assert_eq!(
        headers.x_genres,
        Some(vec![types::Genre::Novel, types::Genre::Childrens])
    );
    server.stop().await;
}

#[tokio::test]
async fn headers_of_one_status_of_several() {
    let answer = operations::AddBookResponse::Created {
        body: served_book("new"),
        location: "/books/1?x=y, z".to_owned(),
    };
    let (server, desk, client) = counter(answer).await;
    let got = client.add_book(&book()).send().await.unwrap();
    assert_eq!(AddBookHeaders::of(&got).unwrap().location, "/books/1?x=y, z");
    desk.answer(operations::AddBookResponse::Accepted);
    let got = client.add_book(&book()).send().await.unwrap();
    assert!(AddBookHeaders::of(&got).is_err());

    desk.answer(operations::ImportCatalogueResponse::Accepted { retry_after: 60 });
    let got = client
        .import_catalogue(ImportCatalogueBody::Csv(""))
        .send()
        .await
        .unwrap();
    assert_eq!(ImportCatalogueHeaders::of(&got).unwrap().retry_after, 60);

    desk.answer(operations::GetBookResponse::Ok {
        body: served_book("Emma"),
        e_tag: "\"7\"".to_owned(),
        last_modified: None,
    });
    let got = client.get_book("1").send().await.unwrap();
    let headers = GetBookHeaders::of(&got).unwrap();
    assert_eq!((headers.e_tag.as_str(), headers.last_modified), ("\"7\"", None));
    server.stop().await;
}

/// The error response that the description names.
fn documented<T: std::fmt::Debug, E: std::fmt::Debug>(result: Result<Response<T>, Error<E>>) -> Response<E> {
    match result {
        Err(Error::Documented(response)) => *response,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn headers_of_errors() {
    let (server, desk, client) = counter(operations::RemoveBookResponse::Locked { retry_after: 7 }).await;
    #[expect(deprecated, reason = "what is deprecated must still work")]
    let request = client.remove_book("1", types::RemoveBookReason::Sold);
    let response = documented(request.send().await);
    assert_eq!(RemoveBookHeaders::of(&response).unwrap().retry_after, 7);
    desk.answer(operations::GetOrderResponse::ServerError {
        status: StatusCode::SERVICE_UNAVAILABLE,
        retry_after: Some(8),
    });
    let response = documented(client.get_order(1).send().await);
    assert_eq!(GetOrderHeaders::of(&response).unwrap().retry_after, Some(8));
    server.stop().await;
}

#[tokio::test]
async fn headers_without_a_body() {
    let answer = operations::CheckBookResponse::Ok {
        e_tag: "W/\"1, 2\"".to_owned(),
    };
    let (server, desk, client) = counter(answer).await;
    let got = client.check_book("a b").send().await.unwrap();
    assert_eq!(CheckBookHeaders::of(&got).unwrap().e_tag, "W/\"1, 2\"");
    let seen: operations::CheckBookRequest = desk.seen();
    assert_eq!((seen.isbn.as_str(), seen.context.method().as_str()), ("a b", "HEAD"));
    desk.answer(operations::CheckBookResponse::NotFound);
    let error = client.check_book("1").send().await.unwrap_err();
    assert_eq!(error.documented(), Some(&CheckBookError::NotFound));
    server.stop().await;
}

#[tokio::test]
async fn headers_of_streams() {
    let answer = operations::DownloadManuscriptResponse::Ok {
        body: Vec::new(),
        content_disposition: "attachment".to_owned(),
        last_modified: Some("Fri, 17 May 2024 12:30:00 GMT".to_owned()),
    };
    let (server, _, client) = counter(answer).await;
    let got = client.download_manuscript(Uuid::nil()).send_streaming().await.unwrap();
    let headers = DownloadManuscriptHeaders::of(&got).unwrap();
    assert_eq!(headers.content_disposition, "attachment");
    assert_eq!(headers.last_modified.as_deref(), Some("Fri, 17 May 2024 12:30:00 GMT"));
    server.stop().await;
}
