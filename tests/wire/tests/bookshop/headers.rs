//! Header and cookie parameters, and headers of responses.

use bookshop_client::{Error, types};
use bookshop_server::{operations, types as server_types};
use specwright_runtime::{
    Uuid,
    parameter::{Parameter, Shape},
};
use wire_tests::problem;

use crate::support::{counter, json, served_book};

fn reader(name: &str) -> types::Reader {
    types::Reader {
        name: name.to_owned(),
        age: Some(-7),
        member: Some(true),
    }
}

#[tokio::test]
async fn header_parameters_arrive() {
    let (server, desk, client) = counter(operations::GetBlurbResponse::Ok(String::new())).await;
    let (plain, exploded, preferences) = (reader("ada b"), reader("grace"), reader("größe, \"x\"=1 🦀"));
    let request = client
        .get_blurb("1")
        .x_pages(&[1, u64::MAX])
        .x_reader(&plain)
        .x_reader_exploded(&exploded)
        .x_preferences(&preferences);
    request.send().await.unwrap();
    let seen: operations::GetBlurbRequest = desk.seen();
    let headers = seen.context.headers();
    assert_eq!(headers["x-pages"], "1,18446744073709551615");
    assert_eq!(headers["x-reader"], "name,ada b,age,-7,member,true");
    assert_eq!(headers["x-reader-exploded"], "name=grace,age=-7,member=true");
    assert_eq!(seen.x_pages, Some(vec![1, u64::MAX]));
    assert_eq!(seen.x_reader.as_ref().map(|it| json(it)), Some(json(&plain)));
    assert_eq!(
        seen.x_reader_exploded.as_ref().map(|it| json(it)),
        Some(json(&exploded))
    );
    assert_eq!(seen.x_preferences.as_ref().map(|it| json(it)), Some(json(&preferences)));
    server.stop().await;
}

#[tokio::test]
async fn header_parameters_may_be_missing() {
    let (server, desk, client) = counter(operations::GetBlurbResponse::Ok(String::new())).await;
    client.get_blurb("1").send().await.unwrap();
    let seen: operations::GetBlurbRequest = desk.seen();
    assert_eq!((seen.x_pages, seen.x_reader), (None, None));
    assert_eq!((seen.x_reader_exploded, seen.x_preferences), (None, None));
    desk.answer(operations::GetBookResponse::NotModified);
    client.get_book("1").if_none_match("\"7,x\"").send().await.unwrap_err();
    assert_eq!(
        desk.seen::<operations::GetBookRequest>().if_none_match.as_deref(),
        Some("\"7,x\"")
    );
    server.stop().await;
}

#[tokio::test]
async fn headers_cannot_be_split() {
    let (server, desk, client) = counter(()).await;
    for value in ["a\r\nX-Evil: 1", "a\nb", "a\0b"] {
        let error = client.get_book("1").if_none_match(value).send().await.unwrap_err();
        assert!(matches!(error, Error::InvalidRequest(_)), "{value:?}: {error}");
        let error = client.get_book("1").header("X-Own", value).send().await.unwrap_err();
        assert!(matches!(error, Error::InvalidRequest(_)), "{value:?}: {error}");
    }
    assert!(desk.saw_nothing());
    server.stop().await;
}

fn orders(id: Uuid) -> operations::ListOrdersResponse {
    operations::ListOrdersResponse::Ok {
        body: Vec::new(),
        x_request_id: id,
    }
}

#[tokio::test]
async fn cookies_arrive() {
    let id: Uuid = "3fa85f64-5717-4562-b3fc-2c963f66afa6".parse().unwrap();
    let (server, desk, client) = counter(orders(id)).await;
    let basket = ["a;b".to_owned(), "c=\"d\"".to_owned(), "e,f ü".to_owned()];
    let reader = reader("ada");
    let request = client
        .list_orders(id)
        .reader(&reader)
        .basket(&basket)
        .theme(types::ListOrdersTheme::Dark)
        .visits(i64::MAX);
    let got = request.send().await.unwrap();
    let echoed: Option<Uuid> = got.header(&Parameter::header("X-Request-Id")).unwrap();
    assert_eq!(echoed, Some(id));
    let seen: operations::ListOrdersRequest = desk.seen();
    assert_eq!(seen.x_request_id, id);
    assert_eq!(seen.basket.as_deref(), Some(&basket[..]));
    assert_eq!(seen.theme, server_types::ListOrdersTheme::Dark);
    assert_eq!(seen.visits, Some(i64::MAX));
    assert_eq!(json(&seen.reader), json(&reader));
    // All of them in one line (RFC 6265, section 5.4).
    assert_eq!(seen.context.headers().get_all("cookie").iter().count(), 1);
    server.stop().await;
}

#[tokio::test]
async fn cookies_may_be_missing_and_have_defaults() {
    let (server, desk, client) = counter(orders(Uuid::nil())).await;
    client.list_orders(Uuid::nil()).send().await.unwrap();
    let seen: operations::ListOrdersRequest = desk.seen();
    assert_eq!((seen.basket, seen.visits, seen.rating), (None, None, None));
    assert_eq!(seen.theme, server_types::ListOrdersTheme::Light);
    server.stop().await;
}

#[tokio::test]
async fn headers_and_cookies_that_are_refused() {
    let (server, desk, _) = counter(()).await;
    let refused = async |headers: &[(&str, &str)]| {
        let request = headers
            .iter()
            .fold(server.request("GET", "/orders"), |request, (name, value)| {
                request.header(*name, *value)
            });
        let refused = problem(request).await;
        (refused.status, refused.lines().join("; "))
    };
    let expect = |status: u16, lines: &str| (status, lines.to_owned());
    let id = ("X-Request-Id", "3fa85f64-5717-4562-b3fc-2c963f66afa6");
    assert_eq!(refused(&[]).await, expect(400, "header X-Request-Id: missing"));
    assert_eq!(
        refused(&[("X-Request-Id", "7"), ("Cookie", "theme=blue; visits=many")]).await,
        expect(
            400,
            "header X-Request-Id: expected a UUID, found the string \"7\"; \
             cookie theme: expected one of `light`, `dark`, found `blue`; \
             cookie visits: expected an integer, found the string \"many\""
        )
    );
    assert_eq!(
        refused(&[id, ("Cookie", "visits=0")]).await,
        expect(422, "cookie visits: must be more than 0, is 0")
    );
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn headers_of_responses_arrive() {
    let answer = |cursor: Option<&str>, genres| operations::ListBooksResponse::Ok {
        body: server_types::BookPage {
            books: vec![served_book("Emma")],
            next: Some(None),
        },
        x_total_count: i64::MIN,
        x_next_cursor: cursor.map(str::to_owned),
        x_genres: genres,
    };
    let genres = vec![server_types::Genre::Novel, server_types::Genre::Childrens];
    let (server, desk, client) = counter(answer(Some("a, b"), Some(genres))).await;
    let got = client.list_books().send().await.unwrap();
    assert_eq!((got.books[0].title.as_str(), &got.next), ("Emma", &Some(None)));
    let total: Option<i64> = got.header(&Parameter::header("X-Total-Count")).unwrap();
    let cursor: Option<String> = got.header(&Parameter::header("X-Next-Cursor")).unwrap();
    let list = Parameter::header("X-Genres").shape(Shape::Array);
    let genres: Option<Vec<types::Genre>> = got.header(&list).unwrap();
    assert_eq!((total, cursor.as_deref()), (Some(i64::MIN), Some("a, b")));
    assert_eq!(genres, Some(vec![types::Genre::Novel, types::Genre::Childrens]));

    desk.answer(answer(None, None));
    let got = client.list_books().send().await.unwrap();
    assert!(!got.headers().contains_key("x-next-cursor") && !got.headers().contains_key("x-genres"));
    assert_eq!(got.header::<Vec<types::Genre>>(&list).unwrap(), None);

    // A value that no header can hold is a mistake of the server's own.
    desk.answer(answer(Some("a\r\nb"), None));
    assert_eq!(client.list_books().send().await.unwrap_err().status().unwrap(), 500);
    server.stop().await;
}
