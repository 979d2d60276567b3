//! Multipart forms as they are sent.

use specwright_runtime::File;
use specwright_runtime::client::{Failure, MultipartForm, Operation};
use specwright_runtime::parameter::Parameter;

use super::server::{Answer, Server};

static PUT: Operation = Operation::new("putPhoto", "PUT", "/photo");

fn form() -> MultipartForm {
    let mut form = MultipartForm::new();
    form.file("photo", &File::new(b"\0\r\n").named("a.png"), Some("image/png"));
    form.header(&Parameter::header("X-Width"), &7);
    form.text("title", &"h\u{e4}");
    form.json("tags", &vec!["a", "b"], "application/json");
    form
}

#[tokio::test]
async fn a_form_is_sent_and_sent_again() {
    let server = Server::start([Answer::new("503 Busy", &[], ""), Answer::json("{}")]).await;
    let client = server.client().build().unwrap();
    let mut request = client.request(&PUT);
    request.multipart(form(), "multipart/form-data");
    assert_eq!(request.send().await.unwrap().status(), 200);

    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0], requests[1]);
    let (head, body) = requests[0].split_once("\r\n\r\n").unwrap();
    let boundary = head
        .lines()
        .find_map(|line| line.strip_prefix("content-type: multipart/form-data; boundary="))
        .unwrap();
    insta::assert_snapshot!(body.replace(boundary, "BOUNDARY").replace('\0', "NUL").replace('\r', ""), @r#"
    --BOUNDARY
    Content-Disposition: form-data; name="photo"; filename="a.png"
    Content-Type: image/png
    X-Width: 7

    NUL

    --BOUNDARY
    Content-Disposition: form-data; name="title"

    hä
    --BOUNDARY
    Content-Disposition: form-data; name="tags"
    Content-Type: application/json

    ["a","b"]
    --BOUNDARY--
    "#);
}

#[tokio::test]
async fn a_body_that_is_written_already_names_its_boundary() {
    let server = Server::start([Answer::json("{}"), Answer::json("{}")]).await;
    let client = server.client().build().unwrap();
    let parts = "--own\r\n\r\nx\r\n--own--\r\n";
    let mut request = client.request(&PUT);
    request.bytes(parts.into(), "multipart/mixed");
    request.send().await.unwrap();
    // Of a form it is the one that was made for it, and not one that a description shows.
    let mut request = client.request(&PUT);
    request.multipart(form(), "multipart/form-data; boundary=described");
    request.send().await.unwrap();
    let requests = server.requests();
    assert!(requests[0].contains("\r\ncontent-type: multipart/mixed; boundary=own\r\n"));
    assert!(requests[1].contains("\r\ncontent-type: multipart/form-data; boundary=specwright-"));

    let mut request = client.request(&PUT);
    request.bytes("x".into(), "multipart/mixed");
    let Err(Failure::InvalidRequest(problem)) = request.send().await else {
        panic!("nobody could take the body apart");
    };
    assert_eq!(
        problem.to_string(),
        "putPhoto: the body is to be `multipart/mixed`, and does not begin with the boundary between its parts"
    );
}

#[tokio::test]
async fn what_a_part_cannot_have_is_an_invalid_request() {
    let server = Server::start([Answer::json("{}")]).await;
    let client = server.client().build().unwrap();
    let mut request = client.request(&PUT);
    let mut form = form();
    form.file("photo", &File::new(b"").typed("image/png\r\nX-Evil: 1"), None);
    request.multipart(form, "multipart/form-data");
    let Err(Failure::InvalidRequest(problem)) = request.send().await else {
        panic!("the media type cannot be sent");
    };
    assert_eq!(
        problem.to_string(),
        "putPhoto: the header `Content-Type` of a part has a control character, which it must not have"
    );
    assert!(server.requests().is_empty());
}
