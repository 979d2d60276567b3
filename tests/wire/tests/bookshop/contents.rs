//! Bodies of several media types, and which of them is chosen.

use bookshop_client::{
    Error,
    operations::{
        ExportCatalogueOkBody, GetCoverOkBody, ImportCatalogueBody, ImportCatalogueError, ImportCatalogueOkBody,
        ImportCatalogueSuccess, ImportCatalogueUnprocessableContentBody as Refused, PutCoverBody,
    },
    types,
};
use bookshop_server::{mock, operations};
use serde_json::json;
use wire_tests::{Desk, Server, canned, problem};

use crate::support::{book, client, counter, json, served_book, value};

#[tokio::test]
async fn requests_of_each_form() {
    let (server, desk, client) = counter(()).await;
    let send = async |body: ImportCatalogueBody<'_>| {
        desk.answer(operations::ImportCatalogueResponse::Accepted { retry_after: 60 });
        let got = client.import_catalogue(body).dry_run(true).send().await.unwrap();
        assert_eq!(got.body(), &ImportCatalogueSuccess::Accepted);
        let seen: operations::ImportCatalogueRequest = desk.seen();
        assert!(seen.dry_run);
        (
            seen.context.headers()["content-type"].to_str().unwrap().to_owned(),
            seen.body,
        )
    };
    let (media_type, seen) = send(ImportCatalogueBody::Json(&[book(), book()])).await;
    assert_eq!(media_type, "application/json");
    assert!(matches!(seen, operations::ImportCatalogueBody::Json(books) if books.len() == 2));

    let catalogue = types::Catalogue {
        existing: Some(types::Existing::Refuse),
        currency: Some(None),
        ..types::Catalogue::new(vec![book()])
    };
    let (media_type, seen) = send(ImportCatalogueBody::BookshopCatalogueJson(&catalogue)).await;
    assert_eq!(media_type, "application/vnd.bookshop.catalogue+json");
    let operations::ImportCatalogueBody::BookshopCatalogueJson(seen) = seen else {
        panic!("{seen:?}")
    };
    assert_eq!(json(&seen), json(&catalogue));
    assert_eq!(json(&seen)["currency"], json!(null));

    let table = "isbn,title\n1,größe\r\n";
    let (media_type, seen) = send(ImportCatalogueBody::Csv(table)).await;
    assert_eq!(media_type, "text/csv");
    assert!(matches!(seen, operations::ImportCatalogueBody::Csv(seen) if seen == table));
    server.stop().await;
}

#[tokio::test]
async fn each_form_has_its_own_checks() {
    let (server, desk, _) = counter(()).await;
    let refused = async |media_type: &str, body: &'static str| {
        let request = server.request("POST", "/catalogue").header("Authorization", "Bearer t");
        let refused = problem(request.header("Content-Type", media_type).body(body)).await;
        (refused.status, refused.lines().join("; "))
    };
    let expect = |status: u16, lines: &str| (status, lines.to_owned());
    assert_eq!(
        refused("application/json", "[]").await,
        expect(422, "body: must have at least 1 item, has 0")
    );
    assert_eq!(
        refused("application/json", "{\"books\":[]}").await,
        expect(422, "body: expected an array, found an object")
    );
    assert_eq!(
        refused(
            "application/vnd.bookshop.catalogue+json",
            r#"{"books":[{}],"version":3,"existing":"burn"}"#
        )
        .await,
        expect(
            422,
            "body /books/0: missing required property `isbn`; body /books/0: missing required property `title`; \
             body /existing: expected one of `keep`, `replace`, `refuse`, found `burn`; \
             body /version: expected `2`, found `3`"
        )
    );
    for media_type in [
        "text/html",
        "application/xml",
        "application/vnd.bookshop.catalogue",
        "text/*",
    ] {
        assert_eq!(refused(media_type, "[]").await.0, 415, "{media_type}");
    }
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn responses_of_each_form() {
    use operations::{ImportCatalogueResponse as Answer, ImportCatalogueUnprocessableContentBody as Refusal};
    let (server, desk, client) = counter(()).await;
    let report = json!({"taken": 12, "refused": {"7": ["no title", ""]}, "complete": true});
    desk.answer(Answer::Ok(operations::ImportCatalogueOkBody::Json(value(&report))));
    let got = client
        .import_catalogue(ImportCatalogueBody::Csv(""))
        .send()
        .await
        .unwrap();
    let ImportCatalogueSuccess::Ok(ImportCatalogueOkBody::Json(got)) = got.into_body() else {
        panic!("no report")
    };
    assert_eq!(json(&got), report);

    desk.answer(Answer::Ok(operations::ImportCatalogueOkBody::Text(
        "{\"12\"}".to_owned(),
    )));
    let got = client
        .import_catalogue(ImportCatalogueBody::Csv(""))
        .send()
        .await
        .unwrap();
    let expected = ImportCatalogueSuccess::Ok(ImportCatalogueOkBody::Text("{\"12\"}".to_owned()));
    assert_eq!(got.into_body(), expected);

    desk.answer(Answer::UnprocessableContent(Refusal::Json(value(
        &json!({"title": "no"}),
    ))));
    let error = client
        .import_catalogue(ImportCatalogueBody::Csv(""))
        .send()
        .await
        .unwrap_err();
    let Some(ImportCatalogueError::UnprocessableContent(Refused::Json(got))) = error.documented() else {
        panic!("{error}")
    };
    assert_eq!(json(got), json!({"title": "no"}));
    desk.answer(Answer::UnprocessableContent(Refusal::Text("no".to_owned())));
    let error = client
        .import_catalogue(ImportCatalogueBody::Csv(""))
        .send()
        .await
        .unwrap_err();
    let expected = ImportCatalogueError::UnprocessableContent(Refused::Text("no".to_owned()));
    assert_eq!(error.documented(), Some(&expected));
    server.stop().await;
}

#[tokio::test]
async fn bytes_of_each_form() {
    let cover = |body| operations::GetCoverResponse::Ok {
        body,
        content_disposition: None,
    };
    let (server, desk, client) = counter(cover(operations::GetCoverOkBody::Jpeg(vec![0xff]))).await;
    let got = client.get_cover("1").send().await.unwrap();
    assert_eq!(got.headers()["content-type"], "image/jpeg");
    assert_eq!(got.into_body(), GetCoverOkBody::Jpeg(vec![0xff].into()));
    desk.answer(cover(operations::GetCoverOkBody::Png(vec![0xff])));
    let got = client.get_cover("1").send().await.unwrap();
    assert_eq!(got.into_body(), GetCoverOkBody::Png(vec![0xff].into()));

    for media_type in ["image/png", "image/svg+xml", "IMAGE/gif"] {
        desk.answer(operations::PutCoverResponse::NoContent);
        let request = client.put_cover("1", PutCoverBody::Any(b"x"));
        request.header("Content-Type", media_type).send().await.unwrap();
        let seen: operations::PutCoverRequest = desk.seen();
        assert_eq!(seen.context.headers()["content-type"], media_type);
        assert!(matches!(seen.body, operations::PutCoverBody::Any(body) if body == b"x"));
    }
    server.stop().await;
}

/// What the mock answers those who accept this.
async fn answered(target: &str, accept: Option<&str>) -> (u16, String) {
    let server = Server::start(mock::router()).await;
    let request = server.request("GET", target);
    let request = accept
        .iter()
        .fold(request, |request, accept| request.header("Accept", *accept));
    let response = request.send().await.unwrap();
    let media_type = response.headers()["content-type"].to_str().unwrap().to_owned();
    let status = response.status().as_u16();
    server.stop().await;
    (status, media_type)
}

#[tokio::test]
async fn callers_choose_the_form() {
    for (accept, media_type) in [
        (None, "application/json"),
        (Some("*/*"), "application/json"),
        (Some("text/csv"), "text/csv"),
        (Some("text/*;q=0.1, application/*;q=0"), "text/csv"),
        (Some("application/json;q=0.5, text/csv"), "text/csv"),
        (Some("text/csv;q=0.5, application/json"), "application/json"),
        (Some("TEXT/CSV"), "text/csv"),
    ] {
        let (status, answered) = answered("/catalogue", accept).await;
        assert_eq!(status, 200, "{accept:?}");
        assert!(answered.starts_with(media_type), "{accept:?}: {answered}");
    }
    for accept in ["text/html", "application/json;q=0, text/csv;q=0", "image/*"] {
        let expected = (406, "application/problem+json".to_owned());
        assert_eq!(answered("/catalogue", Some(accept)).await, expected, "{accept}");
    }
}

#[tokio::test]
async fn clients_choose_the_form() {
    let server = Server::start(mock::router()).await;
    let client = client(&server);
    let got = client.export_catalogue().send().await.unwrap();
    assert!(
        matches!(got.body(), ExportCatalogueOkBody::Json(books) if books.len() == 1),
        "{got:?}"
    );
    let got = client
        .export_catalogue()
        .header("Accept", "text/csv")
        .send()
        .await
        .unwrap();
    let table = "isbn,title\n9780000000002,Sand\n".to_owned();
    assert_eq!(got.body(), &ExportCatalogueOkBody::Csv(table));
    server.stop().await;
}

#[tokio::test]
async fn implementations_know_what_is_accepted() {
    let answer = || operations::ExportCatalogueResponse::Ok {
        body: operations::ExportCatalogueOkBody::Json(vec![served_book("Emma")]),
        content_disposition: None,
    };
    let (server, desk, client) = counter(answer()).await;
    client.export_catalogue().send().await.unwrap();
    let seen: operations::ExportCatalogueRequest = desk.seen();
    assert_eq!(seen.context.accepted_media_type(), Some("application/json"));
    desk.answer(answer());
    client
        .export_catalogue()
        .header("Accept", "text/*")
        .send()
        .await
        .unwrap();
    let seen: operations::ExportCatalogueRequest = desk.seen();
    assert_eq!(seen.context.accepted_media_type(), Some("text/csv"));
    server.stop().await;
}

#[tokio::test]
async fn answers_of_other_media_types_are_kept() {
    let other = [("content-type", "text/html; charset=utf-8")];
    let server = Server::start(canned(Desk::default(), 200, &other, "<p>")).await;
    let client = client(&server);
    let error = client.export_catalogue().send().await.unwrap_err();
    assert!(error.to_string().contains("text/html"), "{error}");
    let Error::Undocumented(response) = error else {
        panic!("{error}")
    };
    assert_eq!((response.status().as_u16(), &response.body()[..]), (200, &b"<p>"[..]));
    let error = client
        .import_catalogue(ImportCatalogueBody::Csv(""))
        .send()
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Undocumented(_)), "{error}");
    let error = client.follow_catalogue().send().await.unwrap_err();
    assert!(matches!(error, Error::Undocumented(_)), "{error}");
    server.stop().await;
}

#[tokio::test]
async fn media_types_are_compared_without_parameters() {
    let table = [("content-type", "Text/CSV; charset=utf-8; header=present")];
    let server = Server::start(canned(Desk::default(), 200, &table, "isbn\n")).await;
    let got = client(&server).export_catalogue().send().await.unwrap();
    assert_eq!(got.body(), &ExportCatalogueOkBody::Csv("isbn\n".to_owned()));
    server.stop().await;
}
