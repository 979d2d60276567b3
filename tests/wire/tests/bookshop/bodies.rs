//! Bodies that are no JSON: forms, text, bytes; and none at all.

use bookshop_client::{
    operations::{GetCoverOkBody, PutCoverBody},
    types,
};
use bookshop_server::{operations, types as server_types};
use serde_json::json;
use specwright_runtime::{Problem, http::StatusCode};
use wire_tests::problem;

use crate::support::{counter, json};

fn session() -> operations::LogInResponse {
    operations::LogInResponse::Ok(server_types::Session {
        token: "3fa85f64-5717-4562-b3fc-2c963f66afa6".parse().unwrap(),
        expires: "2024-05-17T12:30:00Z".parse().unwrap(),
    })
}

#[tokio::test]
async fn a_form_arrives() {
    let (server, desk, client) = counter(session()).await;
    let form = types::Credentials {
        name: "ada & co=1".to_owned(),
        password: "p+ss w%rd\"ü🦀".to_owned(),
        remember: Some(false),
        scopes: Some(vec!["a,b".to_owned(), "c&d".to_owned()]),
        pin: Some(-1),
    };
    let got = client.log_in(&form).send().await.unwrap();
    assert_eq!(got.token.to_string(), "3fa85f64-5717-4562-b3fc-2c963f66afa6");
    assert_eq!(got.expires.to_string(), "2024-05-17T12:30:00Z");
    let seen: operations::LogInRequest = desk.seen();
    assert_eq!(
        seen.context.headers()["content-type"],
        "application/x-www-form-urlencoded"
    );
    assert_eq!(json(&seen.body), json(&form));
    assert_eq!((seen.body.remember, seen.body.pin), (Some(false), Some(-1)));
    server.stop().await;
}

#[tokio::test]
async fn a_form_that_a_browser_sends_arrives() {
    let (server, desk, _) = counter(session()).await;
    let request = server.request("POST", "/login");
    let request = request.header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
    let body = "name=ada+lovelace&password=p%2Bssw%C3%B6rd&scopes=one";
    assert_eq!(request.body(body).send().await.unwrap().status(), 200);
    let seen = desk.seen::<operations::LogInRequest>().body;
    assert_eq!(
        (seen.name.as_str(), seen.password.as_str()),
        ("ada lovelace", "p+sswörd")
    );
    assert_eq!((seen.scopes, seen.pin), (Some(vec!["one".to_owned()]), None));
    server.stop().await;
}

#[tokio::test]
async fn forms_that_cannot_be_read() {
    let (server, desk, _) = counter(()).await;
    let refused = async |body: &'static str| {
        let request = server.request("POST", "/login");
        let refused = problem(
            request
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(body),
        )
        .await;
        (refused.status, refused.lines())
    };
    let lines = |lines: &[&str]| lines.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        refused("name=ada&password=short&remember=maybe&pin=1.5").await,
        (
            422,
            lines(&[
                "body /remember: expected a boolean, found the string \"maybe\"",
                "body /pin: expected an integer, found the string \"1.5\"",
            ])
        )
    );
    assert_eq!(
        refused("name=ada&password=short").await,
        (422, lines(&["body /password: must have at least 8 characters, has 5"]))
    );
    assert_eq!(
        refused("name=ada").await,
        (422, lines(&["body: missing required property `password`"]))
    );
    assert_eq!(refused("").await, (400, lines(&["body: the body is missing"])));
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn bytes_arrive_as_they_are() {
    let (server, desk, client) = counter(operations::PutCoverResponse::NoContent).await;
    let bytes: Vec<u8> = (0..=255).cycle().take(70_000).collect();
    assert_eq!(
        client
            .put_cover("1", PutCoverBody::Bytes(&bytes))
            .send()
            .await
            .unwrap()
            .status(),
        204
    );
    let seen: operations::PutCoverRequest = desk.seen();
    assert_eq!(seen.context.headers()["content-type"], "application/octet-stream");
    assert!(matches!(seen.body, operations::PutCoverBody::Bytes(body) if body == bytes));

    desk.answer(operations::GetCoverResponse::Ok {
        body: operations::GetCoverOkBody::Png(bytes.clone()),
        content_disposition: Some("inline; filename=\"a b.png\"".to_owned()),
    });
    let got = client.get_cover("1").send().await.unwrap();
    assert_eq!(got.headers()["content-type"], "image/png");
    assert_eq!(got.headers()["content-disposition"], "inline; filename=\"a b.png\"");
    assert!(matches!(got.body(), GetCoverOkBody::Png(body) if body[..] == bytes));
    server.stop().await;
}

#[tokio::test]
async fn no_bytes_are_bytes_too() {
    let (server, desk, client) = counter(operations::PutCoverResponse::NoContent).await;
    client.put_cover("1", PutCoverBody::Bytes(b"")).send().await.unwrap();
    let seen = desk.seen::<operations::PutCoverRequest>().body;
    assert!(matches!(seen, operations::PutCoverBody::Bytes(body) if body.is_empty()));
    desk.answer(operations::GetCoverResponse::Ok {
        body: operations::GetCoverOkBody::Png(Vec::new()),
        content_disposition: None,
    });
    let got = client.get_cover("1").send().await.unwrap().into_body();
    assert_eq!(got, GetCoverOkBody::Png(Vec::new().into()));
    server.stop().await;
}

#[tokio::test]
async fn text_arrives_as_it_is() {
    let text = "\u{feff}größe\r\n\t\"🦀\" \u{0} %41 <p>";
    let (server, desk, client) = counter(operations::PutBlurbResponse::NoContent).await;
    client.put_blurb("1").body(text).send().await.unwrap();
    assert_eq!(desk.seen::<operations::PutBlurbRequest>().body.as_deref(), Some(text));
    desk.answer(operations::GetBlurbResponse::Ok(text.to_owned()));
    let got = client.get_blurb("1").send().await.unwrap();
    assert_eq!(got.headers()["content-type"], "text/plain; charset=utf-8");
    assert_eq!(got.body(), text);
    server.stop().await;
}

#[tokio::test]
async fn no_text_differs_from_empty_text() {
    let (server, desk, client) = counter(operations::PutBlurbResponse::NoContent).await;
    client.put_blurb("1").send().await.unwrap();
    assert_eq!(desk.seen::<operations::PutBlurbRequest>().body, None);
    desk.answer(operations::PutBlurbResponse::NoContent);
    client.put_blurb("1").body("").send().await.unwrap();
    assert_eq!(desk.seen::<operations::PutBlurbRequest>().body.as_deref(), Some(""));
    server.stop().await;
}

#[tokio::test]
async fn text_that_is_none_is_refused() {
    let (server, desk, _) = counter(()).await;
    let request = server.request("PUT", "/books/1/blurb").header("X-Shop-Key", "k");
    let refused = problem(request.header("Content-Type", "text/plain").body(vec![0xff, 0xfe])).await;
    assert_eq!(
        (refused.status, refused.lines()),
        (400, vec!["body: the body is not text in UTF-8".to_owned()])
    );
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn a_body_that_may_be_missing() {
    let (server, desk, client) = counter(operations::GiveFeedbackResponse::NoContent).await;
    client.give_feedback().send().await.unwrap();
    assert_eq!(desk.seen::<operations::GiveFeedbackRequest>().body, None);
    server.stop().await;
}

#[tokio::test]
async fn a_response_that_is_not_described_at_all() {
    let reply = specwright_runtime::server::Reply::json(201, &"pong");
    let (server, desk, client) = counter(operations::PingResponse::Reply(reply)).await;
    let got = client.ping().send().await.unwrap();
    assert_eq!((got.status().as_u16(), &got.body()[..]), (201, &b"\"pong\""[..]));
    let problem = Problem::new(StatusCode::IM_A_TEAPOT);
    desk.answer(operations::PingResponse::Problem(problem));
    assert_eq!(client.ping().send().await.unwrap_err().status().unwrap(), 418);
    server.stop().await;
}

#[tokio::test]
async fn a_map_arrives() {
    let hours = json!({"mon": "9-17", "t\"u\\e ü": ""});
    let body = specwright_runtime::json::from_value(&hours, specwright_runtime::json::Decoder::strict()).unwrap();
    let answer = operations::GetHoursResponse::Default {
        status: StatusCode::OK,
        body,
    };
    let (server, _, client) = counter(answer).await;
    let got = client.get_hours().send().await.unwrap();
    assert_eq!(json(got.body()), hours);
    server.stop().await;
}
