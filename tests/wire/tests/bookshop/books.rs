//! Books: JSON bodies with all that schemas can say of an object.

use bookshop_client::types;
use bookshop_server::{operations, types as server_types};
use serde_json::json;
use specwright_runtime::json::{Decoder, from_value};

use crate::support::{book, counter, json, served_book};

/// A book with every property that a client may send.
fn full_book() -> types::BookInput {
    #[expect(deprecated, reason = "what is deprecated must still work")]
    let book = types::BookInput {
        note: Some("for the staff".to_owned()),
        title: "Emma: \"a\" novel & größe 🦀".to_owned(),
        authors: Some(vec![
            types::Person {
                name: "Jane Austen".to_owned(),
                born: Some(Some("1775-12-16".parse().unwrap())),
                website: Some("https://example.com/a?b=c&d=%20".to_owned()),
            },
            types::Person {
                name: "Nobody".to_owned(),
                born: Some(None),
                website: None,
            },
        ]),
        genre: Some(types::Genre::Empty),
        rating: Some(types::Rating::from(-1)),
        subtitle: Some(None),
        pages: Some(i32::MAX),
        published: Some("1815-12-23".parse().unwrap()),
        price: Some(types::Money {
            amount: 19.99,
            currency: types::MoneyCurrency::Eur,
        }),
        size: Some(types::Size {
            width: 110,
            height: 180,
        }),
        binding: Some(types::BookBinding::Hardback),
        cover_colour: Some(String::new()),
        r#type: Some(types::BookType::Book),
        sequel: Some(Box::new(book())),
        x_shelf_mark: Some("x".to_owned()),
        ..book()
    };
    book
}

#[tokio::test]
async fn every_property_arrives() {
    let (server, desk, client) = counter(operations::AddBookResponse::Accepted).await;
    let sent = full_book();
    client.add_book(&sent).send().await.unwrap();
    let seen = desk.seen::<operations::AddBookRequest>().body;
    let expected = json!({
        "note": "for the staff",
        "isbn": "9780000000002",
        "title": "Emma: \"a\" novel & größe 🦀",
        "authors": [
            {"name": "Jane Austen", "born": "1775-12-16", "website": "https://example.com/a?b=c&d=%20"},
            {"name": "Nobody", "born": null},
        ],
        "genre": "",
        "rating": -1,
        "subtitle": null,
        "pages": i32::MAX,
        "published": "1815-12-23",
        "price": {"amount": 19.99, "currency": "EUR"},
        "size": {"width": 110, "height": 180},
        "binding": "hardback",
        "cover_colour": "",
        "type": "book",
        "sequel": {"isbn": "9780000000002", "title": "Emma"},
        "x-shelf-mark": "x",
    });
    assert_eq!(json(&sent), expected);
    assert_eq!(json(&seen), expected);
    assert_eq!(seen.genre, Some(server_types::Genre::Empty));
    assert_eq!(seen.subtitle, Some(None));
    assert_eq!(seen.authors.unwrap()[1].born, Some(None));
    server.stop().await;
}

#[tokio::test]
async fn what_is_absent_stays_absent() {
    let (server, desk, client) = counter(operations::AddBookResponse::Accepted).await;
    client.add_book(&book()).send().await.unwrap();
    let seen = desk.seen::<operations::AddBookRequest>().body;
    assert_eq!(json(&seen), json!({"isbn": "9780000000002", "title": "Emma"}));
    assert_eq!((seen.subtitle, seen.authors, seen.sequel), (None, None, None));
    server.stop().await;
}

#[tokio::test]
async fn what_only_comes_back_comes_back() {
    let body = server_types::Book {
        copies: Some(u64::MAX),
        ..served_book("Emma")
    };
    let (server, _, client) = counter(operations::AddBookResponse::Ok(body)).await;
    let got = client.add_book(&book()).send().await.unwrap().into_body();
    let bookshop_client::operations::AddBookSuccess::Ok(got) = got else {
        panic!("{got:?}")
    };
    assert_eq!(got.copies, Some(u64::MAX));
    assert_eq!(got.added.to_string(), "2024-05-17T12:30:00Z");
    server.stop().await;
}

#[tokio::test]
async fn a_vendors_media_type_goes_both_ways() {
    let (server, desk, client) = counter(operations::ReplaceBookResponse::Ok(served_book("new"))).await;
    let got = client.replace_book("a/b", &full_book()).send().await.unwrap();
    assert_eq!(got.title, "new");
    assert_eq!(got.headers()["content-type"], "application/vnd.bookshop.book+json");
    let seen: operations::ReplaceBookRequest = desk.seen();
    assert_eq!(
        seen.context.headers()["content-type"],
        "application/vnd.bookshop.book+json"
    );
    assert_eq!((seen.isbn.as_str(), json(&seen.body)), ("a/b", json(&full_book())));
    server.stop().await;
}

#[tokio::test]
async fn a_change_tells_null_from_absent() {
    let answer = || operations::ChangeBookResponse::Successful {
        status: specwright_runtime::http::StatusCode::OK,
        body: served_book("changed"),
    };
    let (server, desk, client) = counter(answer()).await;
    for text in [
        json!({"subtitle": null, "price": null, "authors": null}),
        json!({"title": "x", "subtitle": "y", "price": {"amount": 0.1, "currency": "USD"}, "authors": []}),
        json!({"authors": [{"name": "x", "born": null}]}),
    ] {
        desk.answer(answer());
        let change: types::BookChange = from_value(&text, Decoder::strict()).unwrap();
        let got = client.change_book("1", &change).send().await.unwrap();
        assert_eq!((got.status().as_u16(), got.title.as_str()), (200, "changed"));
        let seen: operations::ChangeBookRequest = desk.seen();
        assert_eq!(seen.context.headers()["content-type"], "application/merge-patch+json");
        assert_eq!(json(&seen.body), text);
    }
    let nothing = types::BookChange {
        price: Some(None),
        ..types::BookChange::default()
    };
    desk.answer(answer());
    client.change_book("1", &nothing).send().await.unwrap();
    let seen = desk.seen::<operations::ChangeBookRequest>().body;
    assert_eq!((seen.price, seen.title), (Some(None), None));
    server.stop().await;
}

#[tokio::test]
async fn a_deprecated_operation_still_works() {
    let (server, desk, client) = counter(operations::RemoveBookResponse::NoContent).await;
    #[expect(deprecated, reason = "what is deprecated must still work")]
    let request = client.remove_book("1", types::RemoveBookReason::Damaged);
    assert_eq!(request.send().await.unwrap().status(), 204);
    let seen: operations::RemoveBookRequest = desk.seen();
    #[expect(deprecated, reason = "what is deprecated must still work")]
    let reason = seen.reason;
    assert_eq!((seen.isbn.as_str(), reason.as_str()), ("1", "damaged"));
    server.stop().await;
}

#[tokio::test]
async fn a_tree_arrives_with_all_its_branches() {
    let text = json!({
        "name": "all",
        "parent": null,
        "children": [
            {"name": "novels", "parent": {"name": "all", "children": []}, "children": [{"name": "crime", "children": []}]},
            {"name": "poems", "children": [], "related": {"a/b ü": {"name": "songs", "children": []}}},
        ],
        "related": {},
    });
    let tree: server_types::Category = from_value(&text, Decoder::strict()).unwrap();
    let (server, _, client) = counter(operations::ListCategoriesResponse::Ok(tree)).await;
    let got = client.list_categories().send().await.unwrap();
    assert_eq!(json(got.body()), text);
    assert_eq!((&got.parent, &got.children[1].parent), (&Some(None), &None));
    assert_eq!(got.children[0].parent.as_ref().unwrap().as_ref().unwrap().name, "all");
    server.stop().await;
}

#[tokio::test]
async fn a_deep_tree_arrives() {
    let mut tree: server_types::Category =
        from_value(&json!({"name": "leaf", "children": []}), Decoder::strict()).unwrap();
    for depth in 0..40 {
        tree = server_types::Category {
            name: depth.to_string(),
            parent: None,
            children: vec![tree],
            related: None,
        };
    }
    let text = json(&tree);
    let (server, _, client) = counter(operations::ListCategoriesResponse::Ok(tree)).await;
    let got = client.list_categories().send().await.unwrap();
    assert_eq!(json(got.body()), text);
    server.stop().await;
}
