//! Query parameters of every style.

use bookshop_client::types;
use bookshop_server::{operations, types as server_types};
use specwright_runtime::{Date, Uuid, http::StatusCode};
use wire_tests::problem;

use crate::support::{counter, json};

fn page() -> operations::ListBooksResponse {
    operations::ListBooksResponse::Ok {
        body: server_types::BookPage {
            books: Vec::new(),
            next: None,
        },
        x_total_count: 0,
        x_next_cursor: None,
        x_genres: None,
    }
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

#[tokio::test]
async fn every_style_arrives_and_is_written_as_the_description_says() {
    let (server, desk, client) = counter(page()).await;
    let price = types::PriceRange {
        min: Some(0.5),
        max: Some(20.25),
        currency: None,
    };
    let published = types::Period {
        from: Some(date("1815-12-23")),
        until: Some(date("1816-01-01")),
    };
    let size = types::Size {
        width: 110,
        height: 180,
    };
    let genres = [types::Genre::NonFiction, types::Genre::Childrens];
    let request = client
        .list_books()
        .q("emma & co")
        .genre(&genres)
        .author(&texts(&["Austen, J.", "Eliot"]))
        .keyword(&texts(&["two words", "x"]))
        .shelf(&[3, -4])
        .price(&price)
        .published(&published)
        .size(&size)
        .sort("title:desc")
        .page_size(7)
        .cursor("a/b?c=d")
        .in_stock(false);
    request.send().await.unwrap();

    let seen: operations::ListBooksRequest = desk.seen();
    let query = seen.context.uri().query().unwrap();
    let mut pairs: Vec<&str> = query.split('&').collect();
    pairs.sort_unstable();
    let expected = [
        "author=Austen%2C%20J.,Eliot",
        "cursor=a%2Fb%3Fc%3Dd",
        "from=1815-12-23",
        "genre=children%27s",
        "genre=non-fiction",
        "in_stock=false",
        "keyword=two%20words%20x",
        "page_size=7",
        "price%5Bmax%5D=20.25",
        "price%5Bmin%5D=0.5",
        "q=emma%20%26%20co",
        "shelf=3%7C-4",
        "size=width,110,height,180",
        "sort=title:desc",
        "until=1816-01-01",
    ];
    assert_eq!(pairs, expected);
    assert_eq!(seen.q.as_deref(), Some("emma & co"));
    assert_eq!(
        seen.genre,
        Some(vec![server_types::Genre::NonFiction, server_types::Genre::Childrens])
    );
    assert_eq!(seen.author, Some(texts(&["Austen, J.", "Eliot"])));
    assert_eq!(seen.shelf, Some(vec![3, -4]));
    assert_eq!(json(&seen.price), json(&price));
    assert_eq!(json(&seen.published), json(&published));
    assert_eq!(json(&seen.size), json(&size));
    assert_eq!((seen.sort.as_str(), seen.page_size), ("title:desc", 7));
    assert_eq!(seen.cursor.as_deref(), Some("a/b?c=d"));
    assert_eq!((seen.in_stock, seen.r#where.is_none()), (Some(false), true));
    server.stop().await;
}

#[tokio::test]
async fn values_of_every_format_arrive() {
    let answer = || operations::ListReadingsResponse::Ok(Vec::new());
    let (server, desk, client) = counter(answer()).await;
    let room: Uuid = "3fa85f64-5717-4562-b3fc-2c963f66afa6".parse().unwrap();
    let days = [date("2024-02-29"), date("2024-03-01")];
    let request = client
        .list_readings()
        .after("2024-05-17T12:30:00.5+02:00".parse().unwrap());
    let request = request.day(&days).not_before("19:30:00Z").longest("PT1H30M").room(room);
    let request = request
        .price_up_to("12.50")
        .stars(&[types::Rating::from(-1), types::Rating::from(3)]);
    request.send().await.unwrap();
    let seen: operations::ListReadingsRequest = desk.seen();
    assert_eq!(
        seen.context.uri().query(),
        Some(
            "after=2024-05-17T10%3A30%3A00.5Z&day=2024-02-29&day=2024-03-01&not_before=19%3A30%3A00Z\
             &longest=PT1H30M&room=3fa85f64-5717-4562-b3fc-2c963f66afa6&price_up_to=12.50&stars=-1,3"
        )
    );
    assert_eq!(
        (seen.after.unwrap().to_string().as_str(), seen.room),
        ("2024-05-17T10:30:00.5Z", Some(room))
    );
    assert_eq!(seen.day.as_deref(), Some(&days[..]));
    assert_eq!(
        (
            seen.not_before.as_deref(),
            seen.longest.as_deref(),
            seen.price_up_to.as_deref()
        ),
        (Some("19:30:00Z"), Some("PT1H30M"), Some("12.50"))
    );
    assert_eq!(
        seen.stars
            .map(|stars| stars.into_iter().map(server_types::Rating::as_i64).collect()),
        Some(vec![-1, 3])
    );
    desk.answer(answer());
    client.list_readings().send().await.unwrap();
    let seen: operations::ListReadingsRequest = desk.seen();
    assert_eq!((seen.after, seen.day, seen.room, seen.stars), (None, None, None, None));
    let refused = problem(server.request("GET", "/readings?day=2024-02-30&room=7&stars=1,4&after=noon")).await;
    assert_eq!(
        (refused.status, refused.lines().len()),
        (400, 4),
        "{:?}",
        refused.lines()
    );
    server.stop().await;
}

#[tokio::test]
async fn lists_may_have_defaults() {
    let answer = || operations::ExportCatalogueResponse::Ok {
        body: operations::ExportCatalogueOkBody::Csv(String::new()),
        content_disposition: None,
    };
    let (server, desk, client) = counter(answer()).await;
    client.export_catalogue().send().await.unwrap();
    let columns = |seen: operations::ExportCatalogueRequest| json(&seen.columns).to_string();
    assert_eq!(columns(desk.seen()), r#"["isbn","title"]"#);
    desk.answer(answer());
    let chosen = [
        types::ExportCatalogueColumnsItem::Price,
        types::ExportCatalogueColumnsItem::Genre,
    ];
    client.export_catalogue().columns(&chosen).send().await.unwrap();
    let seen: operations::ExportCatalogueRequest = desk.seen();
    assert_eq!(seen.context.uri().query(), Some("columns=price,genre"));
    assert_eq!(columns(seen), r#"["price","genre"]"#);
    server.stop().await;
}

#[tokio::test]
async fn nothing_is_nothing_and_defaults_apply() {
    let (server, desk, client) = counter(page()).await;
    client.list_books().send().await.unwrap();
    let seen: operations::ListBooksRequest = desk.seen();
    assert_eq!(seen.context.uri().query(), None);
    assert_eq!(
        (seen.q, seen.genre, seen.author, seen.keyword, seen.shelf),
        (None, None, None, None, None)
    );
    assert_eq!((seen.price, seen.published, seen.size), (None, None, None));
    assert_eq!((seen.sort.as_str(), seen.page_size), ("title:asc", 20));
    assert_eq!((seen.cursor, seen.in_stock), (None, None));
    server.stop().await;
}

#[tokio::test]
async fn lists_without_items_and_with_one() {
    let (server, desk, client) = counter(page()).await;
    client.list_books().author(&[]).genre(&[]).send().await.unwrap();
    let seen: operations::ListBooksRequest = desk.seen();
    // An exploded list without items cannot be told from none at all (RFC 6570, section 3.2.1).
    assert_eq!(seen.genre.unwrap_or_default(), []);
    assert_eq!(seen.author.unwrap_or_default(), [""; 0]);
    desk.answer(page());
    client
        .list_books()
        .author(&texts(&["one"]))
        .shelf(&[1])
        .send()
        .await
        .unwrap();
    let seen: operations::ListBooksRequest = desk.seen();
    assert_eq!((seen.author, seen.shelf), (Some(texts(&["one"])), Some(vec![1])));
    server.stop().await;
}

#[tokio::test]
async fn items_keep_what_parts_them_where_the_style_can_tell() {
    let (server, desk, client) = counter(page()).await;
    let awkward = texts(&["a,b", "c&d=e", "100%", "+", "ü 🦀", "\"", "'"]);
    client.list_books().author(&awkward).send().await.unwrap();
    assert_eq!(desk.seen::<operations::ListBooksRequest>().author, Some(awkward));
    server.stop().await;
}

#[tokio::test]
async fn a_condition_goes_as_json() {
    let (server, desk, client) = counter(page()).await;
    let comparison = |field: &str, equals: Option<types::ComparisonEquals>| {
        types::Condition::Comparison(types::Comparison {
            field: field.to_owned(),
            equals,
        })
    };
    let negation = types::Negation {
        negate: Box::new(comparison(
            "title",
            Some(types::ComparisonEquals::Text("a&b=\"c\"".to_owned())),
        )),
    };
    let condition = types::Condition::Both(types::Both {
        both: vec![
            types::Condition::Negation(Box::new(negation)),
            comparison("sequel", None),
            comparison("pages", Some(types::ComparisonEquals::Number(12.5))),
            comparison("sold", Some(types::ComparisonEquals::Boolean(true))),
        ],
    });
    client.list_books().r#where(&condition).send().await.unwrap();
    let seen = desk.seen::<operations::ListBooksRequest>().r#where.unwrap();
    let expected = serde_json::json!({"both": [
        {"negate": {"field": "title", "equals": "a&b=\"c\""}},
        {"field": "sequel", "equals": null},
        {"field": "pages", "equals": 12.5},
        {"field": "sold", "equals": true},
    ]});
    assert_eq!(json(&seen), expected);
    assert!(matches!(seen, server_types::Condition::Both(_)));
    server.stop().await;
}

#[tokio::test]
async fn a_deprecated_parameter_still_arrives() {
    let (server, desk, client) = counter(page()).await;
    #[expect(deprecated, reason = "what is deprecated must still work")]
    let request = client.list_books().isbn10("0000000000");
    request.send().await.unwrap();
    #[expect(deprecated, reason = "what is deprecated must still work")]
    let seen = desk.seen::<operations::ListBooksRequest>().isbn10;
    assert_eq!(seen.as_deref(), Some("0000000000"));
    server.stop().await;
}

#[tokio::test]
async fn a_union_is_chosen_by_what_the_text_is() {
    let orders = || operations::ListOrdersResponse::Ok {
        body: Vec::new(),
        x_request_id: specwright_runtime::Uuid::nil(),
    };
    let (server, desk, client) = counter(orders()).await;
    let id = specwright_runtime::Uuid::nil();
    let number = types::ListOrdersReference::Integer(-42);
    client
        .list_orders(id)
        .reference(&number)
        .rating(types::Rating::from(-1))
        .send()
        .await
        .unwrap();
    let seen: operations::ListOrdersRequest = desk.seen();
    assert_eq!(seen.reference, Some(server_types::ListOrdersReference::Integer(-42)));
    assert_eq!(seen.rating.map(server_types::Rating::as_i64), Some(-1));
    desk.answer(orders());
    let name = types::ListOrdersReference::Text("4 2".to_owned());
    client.list_orders(id).reference(&name).send().await.unwrap();
    let seen: operations::ListOrdersRequest = desk.seen();
    assert_eq!(
        seen.reference,
        Some(server_types::ListOrdersReference::Text("4 2".to_owned()))
    );
    server.stop().await;
}

/// What the server says of a query.
async fn check(query: &str, status: u16, lines: &[&str]) {
    let (server, desk, _) = counter(()).await;
    let refused = problem(server.request("GET", &format!("/books?{query}"))).await;
    assert_eq!((refused.status, refused.lines()), (status, texts(lines)), "{query}");
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn queries_that_cannot_be_read() {
    check(
        "shelf=1|x",
        400,
        &["query shelf /1: expected an integer, found the string \"x\""],
    )
    .await;
    check(
        "price[min]=cheap",
        400,
        &["query price /min: expected a number, found the string \"cheap\""],
    )
    .await;
    check(
        "from=yesterday",
        400,
        &["query published /from: expected a date (RFC 3339), found the string \"yesterday\""],
    )
    .await;
    check("size=width,1", 400, &["query size: missing required property `height`"]).await;
    check(
        "in_stock=yes",
        400,
        &["query in_stock: expected a boolean, found the string \"yes\""],
    )
    .await;
    let genres = "expected one of `novel`, `poetry`, `non-fiction`, `children's`, ``, found `crime`";
    check("genre=novel&genre=crime", 400, &[&format!("query genre /1: {genres}")]).await;
    check(
        "q=%zz",
        400,
        &["query: has a percent sign without two hexadecimal digits after it"],
    )
    .await;
}

#[tokio::test]
async fn queries_that_break_constraints() {
    check("q=x", 422, &["query q: must have at least 2 characters, has 1"]).await;
    check("page_size=0", 422, &["query page_size: must be at least 1, is 0"]).await;
    check("page_size=101", 422, &["query page_size: must be at most 100, is 101"]).await;
    check(
        "sort=Title",
        422,
        &["query sort: must match the pattern `^[a-z]+:(asc|desc)$`"],
    )
    .await;
    check(
        "price[max]=1e6",
        422,
        &["query price /max: must be less than 1000000, is 1000000"],
    )
    .await;
    check(
        "size=width,0,height,-1",
        422,
        &[
            "query size /width: must be at least 1, is 0",
            "query size /height: must be at least 1, is -1",
        ],
    )
    .await;
    check(
        "genre=novel&genre=poetry&genre=novel&genre=",
        422,
        &[
            "query genre: must have at most 3 items, has 4",
            "query genre: must have different items, item 2 is there twice",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_parameter_that_is_there_twice_is_refused() {
    let (server, desk, _) = counter(()).await;
    let response = server.request("GET", "/books?cursor=1&cursor=2").send().await.unwrap();
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
    assert!(desk.saw_nothing());
    server.stop().await;
}
