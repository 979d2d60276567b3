//! Articles: schemas that inherit from one another, told apart by `kind`.

use bookshop_client::{
    operations::AddArticleError,
    types::{self, ArticleInput},
};
use bookshop_server::{operations, types as server_types};
use serde_json::{Value, json};
use wire_tests::problem;

use crate::support::{counter, json, value};

fn money() -> Value {
    json!({"amount": 12.5, "currency": "EUR"})
}

/// Every subtype as it is sent, and as it comes back.
fn articles() -> Vec<(Value, Value)> {
    let with = |mut article: Value, more: &Value| {
        article
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        article
    };
    let sent = [
        json!({"kind": "calendar", "name": "größe", "year": 2024, "months": 18}),
        json!({"kind": "fountain-pen", "name": "Pelican", "nib": "F", "ink": "blue", "cartridges": false}),
        json!({"kind": "gift-card", "name": "x", "worth": money()}),
        // No mapping names it: its own name does (OpenAPI 3.1.1, section 4.8.25).
        json!({"kind": "Pen", "name": "x", "ink": "red"}),
    ];
    let both = |sent: Value| {
        (
            with(sent.clone(), &json!({"supplier": "s & co", "price": money()})),
            with(sent, &json!({"number": 7, "price": money()})),
        )
    };
    sent.into_iter().map(both).collect()
}

#[tokio::test]
async fn each_subtype_goes_both_ways() {
    for (sent, served) in articles() {
        let (server, desk, client) = counter(operations::AddArticleResponse::Created(value(&served))).await;
        let got = client.add_article(&value(&sent)).send().await.unwrap();
        let seen = desk.seen::<operations::AddArticleRequest>().body;
        assert_eq!((json(&seen), json(got.body())), (sent.clone(), served));
        let kind = sent["kind"].as_str().unwrap();
        assert!(
            match (&seen, got.body()) {
                (server_types::ArticleInput::Calendar(_), types::Article::Calendar(_)) => kind == "calendar",
                (server_types::ArticleInput::FountainPen(_), types::Article::FountainPen(_)) => kind == "fountain-pen",
                (server_types::ArticleInput::GiftCard(_), types::Article::GiftCard(_)) => kind == "gift-card",
                (server_types::ArticleInput::Pen(_), types::Article::Pen(_)) => kind == "Pen",
                _ => false,
            },
            "{kind}: {seen:?} {got:?}"
        );
        server.stop().await;
    }
}

#[tokio::test]
async fn a_subtype_is_built_with_what_it_inherits() {
    let (server, desk, client) = counter(operations::AddArticleResponse::Conflict).await;
    let calendar = types::CalendarInput {
        supplier: Some("s".to_owned()),
        ..types::CalendarInput::new("calendar", "Birds", 2024)
    };
    let error = client
        .add_article(&ArticleInput::Calendar(calendar))
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.documented(), Some(&AddArticleError::Conflict));
    let seen = desk.seen::<operations::AddArticleRequest>().body;
    assert_eq!(
        json(&seen),
        json!({"kind": "calendar", "name": "Birds", "supplier": "s", "year": 2024})
    );
    server.stop().await;
}

#[tokio::test]
async fn the_base_goes_by_its_own_name() {
    let sent = json!({"kind": "Article", "name": "Bookmark", "price": money()});
    let served = json!({"kind": "Article", "name": "Bookmark", "number": 7, "price": money()});
    let (server, desk, client) = counter(operations::AddArticleResponse::Created(value(&served))).await;
    let got = client.add_article(&value(&sent)).send().await.unwrap();
    assert!(!matches!(got.body(), types::Article::Unknown(_)), "{got:?}");
    let seen = desk.seen::<operations::AddArticleRequest>().body;
    assert_eq!((json(&seen), json(got.body())), (sent, served));
    server.stop().await;
}

#[tokio::test]
async fn subtypes_in_lists_and_properties() {
    let served: Vec<Value> = articles().into_iter().map(|(_, served)| served).collect();
    let list = json!({"articles": served, "recommended": served[1], "calendars": [served[0]]});
    let answer = operations::ListArticlesResponse::Ok {
        body: value(&list),
        x_requests_left: 1,
        x_from_memory: None,
        x_discount: None,
        x_valid_until: None,
        x_stocktaker: None,
        x_season: None,
        x_articles: None,
    };
    let (server, desk, client) = counter(answer).await;
    let got = client.list_articles().kind("fountain-pen").send().await.unwrap();
    assert_eq!(json(got.body()), list);
    assert!(matches!(&got.articles[0], types::Article::Calendar(calendar) if calendar.number == 7));
    assert!(matches!(got.recommended.as_ref(), Some(types::Article::FountainPen(_))));
    assert_eq!(got.calendars[0].year, 2024);
    let seen: operations::ListArticlesRequest = desk.seen();
    assert_eq!(seen.kind.as_deref(), Some("fountain-pen"));
    server.stop().await;
}

#[tokio::test]
async fn a_subtype_of_a_later_version() {
    let unknown = json!({"kind": "puzzle", "name": "x", "number": 8, "pieces": 500});
    let answer = server_types::Article::Unknown(unknown.clone());
    let (server, _, client) = counter(operations::AddArticleResponse::Created(answer)).await;
    let pen = value(&json!({"kind": "Pen", "name": "x"}));
    let got = client.add_article(&pen).send().await.unwrap().into_body();
    assert_eq!(got, types::Article::Unknown(unknown));
    server.stop().await;
}

#[tokio::test]
async fn articles_that_are_refused() {
    let (server, desk, _) = counter(()).await;
    let refused = async |article: Value| {
        let request = server.request("POST", "/articles").header("Authorization", "Bearer t");
        let request = request
            .header("Content-Type", "application/json")
            .body(article.to_string());
        let refused = problem(request).await;
        (refused.status, refused.lines().join("; "))
    };
    let (status, lines) = refused(json!({"kind": "puzzle", "name": "x"})).await;
    assert_eq!(status, 422);
    assert!(
        lines.starts_with("body /kind: expected one of ") && lines.ends_with(", found `puzzle`"),
        "{lines}"
    );
    for (article, expected) in [
        (json!({"name": "x"}), "body: missing required property `kind`"),
        (json!({"kind": 7}), "body /kind: expected a string, found the number 7"),
        (
            json!({"kind": "calendar", "name": "x"}),
            "body: missing required property `year`",
        ),
        (
            json!({"kind": "calendar", "name": "x", "year": 1899}),
            "body /year: must be at least 1900, is 1899",
        ),
        // What the parent and its parent ask for.
        (
            json!({"kind": "fountain-pen", "name": "", "nib": "F"}),
            "body /name: must have at least 1 character, has 0",
        ),
        (
            json!({"kind": "fountain-pen", "nib": "F", "ink": "green"}),
            "body: missing required property `name`; body /ink: expected one of `black`, `blue`, `red`, found `green`",
        ),
    ] {
        assert_eq!(refused(article.clone()).await, (422, expected.to_owned()), "{article}");
    }
    assert!(desk.saw_nothing());
    server.stop().await;
}
