//! Multipart forms: files, arrays of files, text and JSON in parts.

use bookshop_client::{
    operations::{AddPhotosForm, SubmitManuscriptBody, SubmitManuscriptForm},
    types,
};
use bookshop_server::{operations, types as server_types};
use serde_json::json;
use specwright_runtime::File;
use wire_tests::{Desk, Received, Server, canned, problem};

use crate::support::{client, counter, json, value};

/// Photographs with everything that can be said about them.
fn photos() -> AddPhotosForm {
    AddPhotosForm {
        receipt: Some(File::new(b"%PDF").named("bill.pdf").typed("application/pdf")),
        caption: Some("größe \"x\"\r\n--b\r\n🦀".to_owned()),
        taken: Some("2024-05-17T12:30:00Z".parse().unwrap()),
        page: Some(7),
        public: Some(false),
        tags: vec!["a,b".to_owned(), String::new(), "c&d=e".to_owned()],
        colours: Some(vec!["red".to_owned(), "ro\"t".to_owned()]),
        credit: Some(types::Person::new("Ada")),
        ..AddPhotosForm::new(vec![
            File::new(b"\x89PNG\r\n\x00\xff").named("größe \"1\".png"),
            File::new(b"").typed("image/jpeg"),
        ])
    }
}

#[tokio::test]
async fn every_part_arrives() {
    let urls = vec!["https://example.com/1".to_owned()];
    let (server, desk, client) = counter(operations::AddPhotosResponse::Created(urls.clone())).await;
    let got = client.add_photos("a/b", &photos()).send().await.unwrap();
    assert_eq!((got.status().as_u16(), got.into_body()), (201, urls));

    let seen: operations::AddPhotosRequest = desk.seen();
    assert_eq!(seen.isbn, "a/b");
    let (seen, sent) = (seen.body, photos());
    let named = |bytes: &'static [u8], name: &str, media_type: &str| File::new(bytes).named(name).typed(media_type);
    assert_eq!(
        seen.photos,
        [
            named(b"\x89PNG\r\n\x00\xff", "größe \"1\".png", "image/png"),
            named(b"", "photos", "image/jpeg"),
        ]
    );
    assert_eq!(seen.receipt, sent.receipt);
    assert_eq!(
        (seen.caption, seen.taken, seen.page),
        (sent.caption, sent.taken, sent.page)
    );
    assert_eq!(
        (seen.public, seen.tags, seen.colours),
        (sent.public, sent.tags, sent.colours)
    );
    assert_eq!(json(&seen.credit), json!({"name": "Ada"}));
    server.stop().await;
}

#[tokio::test]
async fn parts_that_are_absent() {
    let (server, desk, client) = counter(operations::AddPhotosResponse::ContentTooLarge).await;
    let form = AddPhotosForm::new(vec![b"x".into()]);
    client.add_photos("1", &form).send().await.unwrap_err();
    let seen = desk.seen::<operations::AddPhotosRequest>().body;
    assert_eq!((seen.photos.len(), seen.tags.len()), (1, 0));
    assert_eq!((seen.receipt, seen.caption, seen.taken), (None, None, None));
    assert_eq!((seen.page, seen.public, seen.colours), (None, None, None));
    assert_eq!(json(&seen.credit), json!(null));
    server.stop().await;
}

/// The body that a client sends, with `b` as its boundary.
async fn sent(form: &AddPhotosForm) -> String {
    let desk = Desk::default();
    let server = Server::start(canned(desk.clone(), 413, &[], "")).await;
    client(&server).add_photos("1", form).send().await.unwrap_err();
    let received: Received = desk.seen();
    server.stop().await;
    let boundary = received
        .content_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    String::from_utf8(received.body)
        .unwrap()
        .replace(boundary.trim_matches('"'), "b")
}

#[tokio::test]
async fn parts_are_written_as_described() {
    let form = AddPhotosForm {
        page: Some(7),
        tags: vec!["a".to_owned(), "b".to_owned()],
        colours: Some(vec!["red".to_owned()]),
        credit: Some(types::Person::new("Ada")),
        ..AddPhotosForm::new(vec![File::new(b"png").named("a \"b\"\r\n.png")])
    };
    let expected = [
        "--b\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"a %22b%22%0D%0A.png\"\r\n\
         Content-Type: image/png\r\n\r\npng\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"page\"\r\n\r\n7\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\na\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\nb\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"colours\"\r\nContent-Type: application/json\r\n\r\n[\"red\"]\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"credit\"\r\nContent-Type: application/json\r\n\r\n\
         {\"name\":\"Ada\"}\r\n",
        "--b--\r\n",
    ];
    assert_eq!(sent(&form).await, expected.concat());
}

/// A form as another program may write it: each part's header lines and content.
fn form(parts: &[(&str, &str)]) -> String {
    let part =
        |(head, content): &(&str, &str)| format!("--b\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n");
    let parts: String = parts.iter().map(part).collect();
    format!("preamble\r\n{parts}--b--\r\nepilogue")
}

fn post(server: &Server, target: &str, body: String) -> reqwest::RequestBuilder {
    let request = server.request("POST", target).header("X-Shop-Key", "k");
    let request = request.header("Authorization", "Bearer t");
    request
        .header("Content-Type", "multipart/form-data; boundary=\"b\"")
        .body(body)
}

#[tokio::test]
async fn forms_of_other_programs_arrive() {
    let (server, desk, _) = counter(operations::AddPhotosResponse::Created(Vec::new())).await;
    let body = form(&[
        ("name=photos; filename*=UTF-8''gr%C3%B6%C3%9Fe.png\r\nX-Own: 1", "1"),
        ("name=\"unknown\"", "?"),
        ("name=\"photos\"; filename=\"\"\r\ncontent-type: image/jpeg", "--b2"),
        ("name=\"tags\"\r\nContent-Type: text/plain; charset=utf-8", "a"),
    ]);
    assert_eq!(
        post(&server, "/books/1/photos", body).send().await.unwrap().status(),
        201
    );
    let seen = desk.seen::<operations::AddPhotosRequest>().body;
    let contents: Vec<&[u8]> = seen.photos.iter().map(|photo| &photo.bytes[..]).collect();
    assert_eq!(contents, [b"1".as_slice(), b"--b2"]);
    assert_eq!(seen.photos[1].content_type.as_deref(), Some("image/jpeg"));
    assert_eq!(seen.tags, ["a"]);
    server.stop().await;
}

/// The status and the lines of the problem that answers a form.
async fn refused(target: &str, body: String) -> (u16, Vec<String>) {
    let (server, desk, _) = counter(()).await;
    let refused = problem(post(&server, target, body)).await;
    assert!(desk.saw_nothing());
    server.stop().await;
    (refused.status, refused.lines())
}

async fn check_photos(parts: &[(&str, &str)], status: u16, lines: &[&str]) {
    let expected = (status, lines.iter().map(ToString::to_string).collect());
    assert_eq!(refused("/books/1/photos", form(parts)).await, expected, "{parts:?}");
}

#[tokio::test]
async fn required_parts_must_be_there() {
    check_photos(&[("name=\"page\"", "1")], 422, &["body /photos: missing"]).await;
    let expected = [
        "body /title: missing",
        "body /author: missing",
        "body /manuscript: missing",
    ];
    assert_eq!(
        refused("/manuscripts", form(&[("name=x", "")])).await,
        (422, expected.map(str::to_owned).to_vec())
    );
}

#[tokio::test]
async fn all_problems_of_a_form_are_told_at_once() {
    let photo = ("name=\"photos\"; filename=\"x\"", "x");
    check_photos(
        &[
            photo,
            ("name=\"taken\"", "yesterday"),
            ("name=\"page\"", "1.5"),
            ("name=\"public\"", "maybe"),
            ("name=\"colours\"", "[\"red\", 7]"),
            ("name=\"credit\"", "{}"),
        ],
        422,
        &[
            "body /taken: expected a date and time with its offset (RFC 3339), found the string \"yesterday\"",
            "body /page: expected an integer, found the string \"1.5\"",
            "body /public: expected a boolean, found the string \"maybe\"",
            "body /colours/1: expected a string, found the number 7",
            "body /credit: missing required property `name`",
        ],
    )
    .await;
    check_photos(
        &[
            photo,
            ("name=\"caption\"", &"x".repeat(81)),
            ("name=\"page\"", "0"),
            ("name=\"credit\"", "{\"name\":\"\"}"),
        ],
        422,
        &[
            "body /caption: must have at most 80 characters, has 81",
            "body /page: must be at least 1, is 0",
            "body /credit/name: must have at least 1 character, has 0",
        ],
    )
    .await;
    check_photos(
        &[photo, ("name=\"page\"", "1"), ("name=\"page\"", "2")],
        400,
        &["body /page: given more than once"],
    )
    .await;
}

#[tokio::test]
async fn too_many_files_are_refused() {
    let photo = ("name=\"photos\"; filename=\"x\"", "x");
    check_photos(&[photo; 5], 422, &["body /photos: must have at most 4 items, has 5"]).await;
}

#[tokio::test]
async fn what_is_no_form_is_refused() {
    for body in [
        "",
        "no boundary",
        "--b\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"photos\"\r\n\r\nx",
    ] {
        let (status, lines) = refused("/books/1/photos", body.to_owned()).await;
        assert_eq!((status, lines.len()), (400, 1), "{body:?}: {lines:?}");
    }
    let (server, desk, _) = counter(()).await;
    let request = server.request("POST", "/books/1/photos").header("X-Shop-Key", "k");
    let refused = problem(request.header("Content-Type", "multipart/form-data").body("--b--")).await;
    let expected = "body: the media type of the body has no boundary";
    assert_eq!((refused.status, refused.lines()), (400, vec![expected.to_owned()]));
    assert!(desk.saw_nothing());
    server.stop().await;
}

#[tokio::test]
async fn a_form_or_json() {
    let answer = || operations::SubmitManuscriptResponse::Accepted {
        body: value(&json!({"id": "3fa85f64-5717-4562-b3fc-2c963f66afa6", "title": "Emma", "state": "received"})),
        location: "/manuscripts/7".to_owned(),
    };
    let (server, desk, client) = counter(answer()).await;
    #[expect(deprecated, reason = "what is deprecated must still work")]
    let form = SubmitManuscriptForm {
        illustrations: vec![b"1".into(), b"2".into()],
        synopsis: Some("a\nb".to_owned()),
        genre: Some(types::Genre::Childrens),
        words: Some(u32::MAX),
        finished: Some("1815-12-23".parse().unwrap()),
        elsewhere: Some(true),
        languages: vec!["en".to_owned()],
        translators: vec![types::Person::new("x"), types::Person::new("y")],
        chapters: Some(Vec::new()),
        typist: Some("t".to_owned()),
        ..SubmitManuscriptForm::new("Emma", types::Person::new("Jane Austen"), b"%PDF")
    };
    client
        .submit_manuscript(SubmitManuscriptBody::Multipart(&form))
        .send()
        .await
        .unwrap();
    let operations::SubmitManuscriptBody::Multipart(seen) = desk.seen::<operations::SubmitManuscriptRequest>().body
    else {
        panic!("no form")
    };
    assert_eq!(
        (seen.title.as_str(), json(&seen.author)),
        ("Emma", json!({"name": "Jane Austen"}))
    );
    assert_eq!(
        seen.manuscript,
        File::new(b"%PDF").named("manuscript").typed("application/pdf")
    );
    assert_eq!(seen.illustrations.len(), 2);
    assert_eq!(
        (seen.synopsis.as_deref(), seen.genre),
        (Some("a\nb"), Some(server_types::Genre::Childrens))
    );
    assert_eq!(
        (seen.words, seen.finished, seen.elsewhere),
        (form.words, form.finished, form.elsewhere)
    );
    assert_eq!(json(&seen.translators), json!([{"name": "x"}, {"name": "y"}]));
    #[expect(deprecated, reason = "what is deprecated must still work")]
    let typist = seen.typist;
    assert_eq!((seen.chapters, typist.as_deref()), (Some(Vec::new()), Some("t")));

    desk.answer(answer());
    let address = value(&json!({"title": "Emma", "address": "https://example.com/emma.pdf"}));
    client
        .submit_manuscript(SubmitManuscriptBody::Json(&address))
        .send()
        .await
        .unwrap();
    let seen = desk.seen::<operations::SubmitManuscriptRequest>().body;
    assert!(
        matches!(&seen, operations::SubmitManuscriptBody::Json(seen) if seen.address == address.address),
        "{seen:?}"
    );
    server.stop().await;
}
