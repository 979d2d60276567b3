//! Multipart forms, byte for byte.

use specwright_runtime::File;
use specwright_runtime::parameter::Parameter;
use specwright_runtime::server::{BodyUse, Operation};

use crate::support::{Pet, Server, add, open_routes, shown};

/// What the form is read to.
#[derive(Debug)]
#[expect(dead_code, reason = "the fields are shown by Debug")]
struct Upload {
    photo: File,
    age: Option<u8>,
    pet: Option<Pet>,
    tags: Vec<String>,
    width: Option<u8>,
}

async fn server() -> Server {
    let mut routes = open_routes().body_limit(2000);
    let upload = Operation::new("upload", "POST", "/upload")
        .request_body(BodyUse::Required, &["multipart/form-data", "application/json"]);
    add(&mut routes, upload, |mut incoming| async move {
        let upload = match incoming.media_type() {
            Some("multipart/form-data") => incoming.multipart_body(|parts| {
                let photo = parts.file("photo");
                let age = parts.text_optional("age");
                let pet = parts.json_optional("pet");
                let tags = parts.texts("tags/x", false);
                let width = parts.part_header("photo", &Parameter::header("X-Width"));
                Some(Upload {
                    photo: photo?,
                    age: age?,
                    pet: pet?,
                    tags: tags?,
                    width: width?,
                })
            }),
            _ => incoming.missing_body(),
        };
        incoming.check_body(&upload, |validator, upload| {
            validator.optional("age", &upload.age, |validator, age| validator.minimum(*age, 3));
        });
        shown(incoming, &upload)
    });
    let lists = Operation::new("lists", "POST", "/lists").request_body(BodyUse::Optional, &["multipart/*"]);
    add(&mut routes, lists, |mut incoming| async move {
        let lists = incoming.multipart_body_optional(|parts| {
            let files = parts.files("f", true);
            let numbers = parts.texts::<u8>("n", true);
            let pets = parts.jsons::<Pet>("p", true);
            let shown = format!("{parts:?}");
            Some((files?, numbers?, pets?, shown))
        });
        shown(incoming, &lists)
    });
    let any = Operation::new("any", "POST", "/any").request_body(
        BodyUse::Required,
        // A boundary that a description shows is no one's else.
        &["multipart/form-data; boundary=described"],
    );
    add(&mut routes, any, |mut incoming| async move {
        let parts = incoming.form_parts_body();
        shown(incoming, &parts)
    });
    let maybe = Operation::new("maybe", "POST", "/maybe").request_body(BodyUse::Optional, &["multipart/form-data"]);
    add(&mut routes, maybe, |mut incoming| async move {
        let parts = incoming.form_parts_body_optional();
        shown(incoming, &parts)
    });
    Server::start(routes).await
}

/// Sends a form of these parts, each the parameters of its name, header lines, `|` and the content,
/// and compares what comes back.
async fn check(path: &str, parts: &[&str], expected: &str) {
    let parts = parts.iter().map(|part| {
        let (head, content) = part.split_once('|').unwrap();
        let head = head.replace('\n', "\r\n");
        format!("--b\r\nContent-Disposition: form-data; name={head}\r\n\r\n{content}\r\n")
    });
    let body = format!("{}--b--", parts.collect::<String>());
    let head = format!("POST {path}\ncontent-type: multipart/form-data; boundary=b");
    let answer = server().await.send_body(&head, body.as_bytes()).await;
    assert_eq!(answer.summary(), expected, "{body}");
}

#[tokio::test]
async fn parts_are_read_by_name_and_form() {
    check(
        "/upload",
        &[
            "unknown|x",
            "photo; filename=\"a.png\"\ncontent-type: image/png\nx-width: 7|\0\u{e4}",
            "age|3",
            "pet|{\"name\":\"Rex\"}",
            "\"tags/x\"|a",
            "\"tags/x\"|",
        ],
        "200 Some(Upload { photo: File { name: Some(\"a.png\"), content_type: Some(\"image/png\"), length: 3 }, \
         age: Some(3), pet: Some(Pet { name: \"Rex\", age: None }), tags: [\"a\", \"\"], width: Some(7) })",
    )
    .await;
    check(
        "/upload",
        &["photo|--b x"],
        "200 Some(Upload { photo: File { name: None, content_type: None, length: 5 }, \
         age: None, pet: None, tags: [], width: None })",
    )
    .await;
    check(
        "/lists",
        &["f|x", "n|1", "p|{\"name\":\"a\"}", "n|2"],
        "200 Some(Some(([File { name: None, content_type: None, length: 1 }], [1, 2], \
         [Pet { name: \"a\", age: None }], \"Parts([\\\"f\\\", \\\"n\\\", \\\"p\\\", \\\"n\\\"])\")))",
    )
    .await;
}

#[tokio::test]
async fn parts_that_are_not_described_are_handed_over() {
    check(
        "/any",
        &["a|1", "b; filename=\"b.png\"\ncontent-type: image/png|22", "a|"],
        "200 Some([(\"a\", File { name: None, content_type: None, length: 1 }), \
         (\"b\", File { name: Some(\"b.png\"), content_type: Some(\"image/png\"), length: 2 }), \
         (\"a\", File { name: None, content_type: None, length: 0 })])",
    )
    .await;
    check("/any", &[], "200 Some([])").await;
    let server = server().await;
    let send = async |head: &str| server.send_body(head, b"").await.summary();
    assert_eq!(send("POST /any").await, "400 [body: the body is missing]");
    assert_eq!(send("POST /maybe").await, "200 Some(None)");
}

#[tokio::test]
async fn all_problems_are_told_at_once() {
    check("/upload", &[], "422 [body /photo: missing]").await;
    check(
        "/upload",
        &["photo|x", "age|2"],
        "422 [body /age: must be at least 3, is 2]",
    )
    .await;
    check(
        "/upload",
        &[
            "photo\nx-width: wide|x",
            "photo|x",
            "age|old",
            "pet|{\"name\":7,\"agee\":1}",
        ],
        "400 [body /photo: given more than once] [body /age: expected an integer, found the string \"old\"] \
         [body /pet/name: expected a string, found the number 7] [body /pet/agee: unknown property] \
         [body /photo: header `X-Width`: expected an integer, found the string \"wide\"]",
    )
    .await;
    check(
        "/lists",
        &["n|1", "n|x", "p|{"],
        "400 [body /f: missing] [body /n/1: expected an integer, found the string \"x\"] \
         [body /p/0: invalid JSON at line 1, column 1: EOF while parsing an object]",
    )
    .await;
}

#[tokio::test]
async fn text_is_utf8_and_files_are_anything() {
    let part = |name: &str| format!("--b\r\nContent-Disposition: form-data; name={name}\r\n\r\n").into_bytes();
    let body = [&part("photo"), b"\xFF\r\n".as_slice(), &part("age"), b"\xFF\r\n--b--"].concat();
    let head = "POST /upload\ncontent-type: multipart/form-data; boundary=b";
    let answer = server().await.send_body(head, &body).await;
    assert_eq!(answer.summary(), "400 [body /age: not text in UTF-8]");
}

#[tokio::test]
async fn what_is_no_form_is_refused() {
    let server = server().await;
    for (path, media_type, body, expected) in [
        (
            "/upload",
            "multipart/form-data",
            "--b--",
            "400 [body: the media type of the body has no boundary]",
        ),
        (
            "/upload",
            "multipart/form-data; boundary=\"\"",
            "--b--",
            "400 [body: the boundary does not have 1 to 70 characters]",
        ),
        (
            "/upload",
            "multipart/form-data; boundary=c",
            "--b--",
            "400 [body: the body does not have its boundary]",
        ),
        (
            "/upload",
            "multipart/form-data; boundary=b",
            "--b\r\n",
            "400 [body: the last boundary is missing]",
        ),
        (
            "/upload",
            "multipart/form-data; boundary=b",
            "--b\r\n\r\nx\r\n--b--",
            "400 [body: a part has no name]",
        ),
        (
            "/upload",
            "multipart/form-data; boundary=b",
            "",
            "400 [body: the body is missing]",
        ),
        ("/upload", "application/json", "{}", "400 [body: the body is missing]"),
        (
            "/upload",
            "multipart/mixed; boundary=b",
            "--b--",
            "415 the operation takes multipart/form-data, application/json",
        ),
        ("/lists", "multipart/mixed; boundary=b", "", "200 Some(None)"),
        ("/lists", "text/plain", "x", "415 the operation takes multipart/*"),
    ] {
        let head = format!("POST {path}\ncontent-type: {media_type}");
        let answer = server.send_body(&head, body.as_bytes()).await;
        assert_eq!(answer.summary(), expected, "{head}\n\n{body}");
    }
    let head = "POST /upload\ncontent-type: multipart/form-data; boundary=b";
    let answer = server.send_body(head, &[b'x'; 2001]).await;
    assert_eq!(answer.summary(), "413 the body has more than 2000 bytes");
}
