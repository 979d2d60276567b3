//! What becomes of responses.

use std::error::Error as _;

use specwright_runtime::client::{Error, Failure, Operation, Reply, Response};
use specwright_runtime::json::{Decode, Decoder, Value};
use specwright_runtime::parameter::{Parameter, Shape};

use super::server::{Answer, Server};

static OPERATION: Operation = Operation::new("getPet", "GET", "/pets/1");

/// What the operation answers.
#[derive(Debug)]
struct Pet {
    names: Vec<String>,
}

impl Decode for Pet {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        let mut object = decoder.object(value)?;
        let names = object.required("names");
        Some(Self { names: names? })
    }
}

/// The error that the operation documents.
#[derive(Debug)]
enum PetError {
    NotFound(String),
}

async fn call(answer: Answer) -> Result<Response<Pet>, Error<PetError>> {
    let server = Server::start([answer]).await;
    let client = server.client().response_limit(1000).build().unwrap();
    let reply: Reply = client.request(&OPERATION).send().await?;
    match reply.status().as_u16() {
        200 => reply.json(),
        404 => Err(reply.documented(|reply| Ok(PetError::NotFound(reply.decode_text()?)))),
        _ => Err(reply.undocumented()),
    }
}

#[tokio::test]
async fn no_body_is_null_where_null_fits() {
    let server = Server::start([Answer::new("200 OK", &[], "")]).await;
    let client = server.client().build().unwrap();
    let reply: Reply = client.request(&OPERATION).send().await.unwrap();
    assert_eq!(reply.decode_json::<Value>().unwrap(), Value::Null);
    assert_eq!(reply.decode_json::<Option<String>>().unwrap(), None);
    assert!(reply.decode_json::<Pet>().is_err());
}

#[tokio::test]
async fn a_documented_success_is_a_response() {
    let headers = ["X-Total: 7", "X-Tag: a", "X-Tag: b,c"];
    let response = call(Answer::new("200 OK", &headers, r#"{"names":["Rex"],"new":true}"#))
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.names, ["Rex"]);
    assert_eq!(response.header::<u32>(&Parameter::header("X-Total")).unwrap(), Some(7));
    assert_eq!(response.header::<u32>(&Parameter::header("X-Gone")).unwrap(), None);
    assert!(response.header::<bool>(&Parameter::header("X-Total")).is_err());
    assert_eq!(
        response.required_header::<u32>(&Parameter::header("X-Total")).unwrap(),
        7
    );
    let missing = response.required_header::<u32>(&Parameter::header("X-Gone"));
    assert_eq!(missing.unwrap_err().to_string(), "the header `X-Gone` is missing");
    let tags = Parameter::header("X-Tag").shape(Shape::Array);
    assert_eq!(response.header::<Vec<String>>(&tags).unwrap().unwrap(), ["a", "b", "c"]);
    assert_eq!(
        format!("{response:?}"),
        r#"Response { status: 200, body: Pet { names: ["Rex"] }, .. }"#
    );
    assert_eq!(response.into_body().names, ["Rex"]);
}

#[tokio::test]
async fn what_cannot_be_decoded_says_where() {
    let error = call(Answer::json(r#"{"names":["Rex",42]}"#)).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "getPet: 200 OK with unexpected application/json: \
         /names/1: expected a string, found the number 42"
    );
    assert_eq!(error.status().unwrap(), 200);
    let Error::Decode(error) = error else { panic!("{error}") };
    assert_eq!(error.violations()[0].pointer, "/names/1");
    assert_eq!(&**error.body(), br#"{"names":["Rex",42]}"#);

    let html = Answer::new("200 OK", &["Content-Type: text/html"], "<html>");
    assert_eq!(
        call(html).await.unwrap_err().to_string(),
        "getPet: 200 OK with unexpected text/html: \
         invalid JSON at line 1, column 1: expected value"
    );
}

#[tokio::test]
async fn a_documented_error_has_its_body() {
    let error = call(Answer::new("404 Not Found", &[], "no pet")).await.unwrap_err();
    assert!(matches!(error.documented(), Some(PetError::NotFound(text)) if text == "no pet"));
    assert_eq!(error.to_string(), r#"getPet: 404 Not Found: NotFound("no pet")"#);
    assert_eq!(error.status().unwrap(), 404);
    assert!(error.source().is_none());
}

#[tokio::test]
async fn an_undocumented_response_keeps_its_bytes() {
    let error = call(Answer::new("418 I'm a teapot", &[], "short\r\nand stout"))
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "getPet: 418 I'm a teapot, which is not documented: short  and stout"
    );
    let Error::Undocumented(response) = error else {
        panic!("{error}")
    };
    assert_eq!(&**response.body(), b"short\r\nand stout");
    let html = Answer::new("500 Oops", &["Content-Type: text/html"], "<html>");
    assert_eq!(
        call(html).await.unwrap_err().to_string(),
        "getPet: 500 Internal Server Error with text/html, which is not documented: <html>"
    );
}

#[tokio::test]
async fn a_body_over_the_limit_is_not_read() {
    let check = async |answer| match call(answer).await {
        Err(Error::ResponseTooLarge {
            operation: "getPet",
            limit: 1000,
        }) => {}
        other => panic!("{other:?}"),
    };
    check(Answer::json(&"x".repeat(1001))).await;
    // Without a length, the end is not known beforehand.
    let endless = format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(1_000_000));
    check(Answer::Bytes(endless)).await;
}

#[tokio::test]
async fn a_failure_becomes_any_error_by_the_question_mark() {
    fn boxed() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let error: Error<PetError> = Failure::ResponseTooLarge {
            operation: "getPet",
            limit: 1,
        }
        .into();
        Err(error)?
    }
    assert_eq!(
        boxed().unwrap_err().to_string(),
        "getPet: the response is larger than 1 bytes"
    );
}
