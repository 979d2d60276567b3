//! Properties that go one way only: `readOnly` ones come back, `writeOnly` ones do not.

use bookshop_client::types;
use bookshop_server::operations;
use serde_json::{Value, json};
use specwright_runtime::Uuid;
use wire_tests::{Desk, Received, Server, canned, problem};

use crate::support::{book, client, counter, json, value};

const ID: &str = "3fa85f64-5717-4562-b3fc-2c963f66afa6";

/// A customer as the shop gives them back.
fn served(name: &str) -> Value {
    json!({"id": ID, "registered": "2024-05-17T12:30:00Z", "name": name, "email": "ada@example.com"})
}

fn welcome(customer: &Value) -> operations::RegisterCustomerResponse {
    operations::RegisterCustomerResponse::Created {
        body: value(customer),
        location: format!("/customers/{ID}"),
    }
}

/// A customer with everything that can be sent.
fn full_customer() -> types::CustomerInput {
    #[expect(deprecated, reason = "what is deprecated must still work")]
    let customer = types::CustomerInput {
        password: Some("p+ss w%rd".to_owned()),
        phone: Some("+3312345678".to_owned()),
        born: Some("1815-12-10".parse().unwrap()),
        language: Some("en".to_owned()),
        company: Some(None),
        discount: Some(12.5),
        newsletter: Some(true),
        favourites: Some(vec![types::Genre::Novel, types::Genre::Empty]),
        addresses: Some(vec![types::CustomerAddressInput {
            door_code: Some("A7".to_owned()),
            ..types::CustomerAddressInput::new("s", "t")
        }]),
        contact: Some(types::CustomerContact::new(types::CustomerContactBy::Phone)),
        remarks: Some([("größe".to_owned(), String::new())].into()),
        recruited_by: Some(Box::new(types::CustomerInput::new("Grace", "grace@example.com"))),
        loyalty: Some(value(&json!({"stamps": 10}))),
        fax: Some("1".to_owned()),
        ..types::CustomerInput::new("Ada", "ada@example.com")
    };
    customer
}

#[tokio::test]
async fn a_large_body_arrives() {
    let (server, desk, client) = counter(welcome(&served("Ada"))).await;
    let got = client.register_customer(&full_customer()).send().await.unwrap();
    assert_eq!((got.id.to_string().as_str(), got.name.as_str()), (ID, "Ada"));
    assert_eq!(got.registered.to_string(), "2024-05-17T12:30:00Z");
    let seen = desk.seen::<operations::RegisterCustomerRequest>().body;
    let expected = json!({
        "name": "Ada", "email": "ada@example.com", "password": "p+ss w%rd", "phone": "+3312345678",
        "born": "1815-12-10", "language": "en", "company": null, "discount": 12.5, "newsletter": true,
        "favourites": ["novel", ""], "addresses": [{"street": "s", "town": "t", "door_code": "A7"}],
        "contact": {"by": "phone"}, "remarks": {"größe": ""},
        "recruited_by": {"name": "Grace", "email": "grace@example.com"}, "loyalty": {"stamps": 10}, "fax": "1",
    });
    assert_eq!((json(&full_customer()), json(&seen)), (expected.clone(), expected));
    server.stop().await;
}

#[tokio::test]
async fn the_least_that_must_be_said_is_all_that_is_sent() {
    let desk = Desk::default();
    let server = Server::start(canned(
        desk.clone(),
        409,
        &[("content-type", "application/problem+json")],
        "{}",
    ))
    .await;
    let customer = types::CustomerInput::new("Ada", "ada@example.com");
    client(&server).register_customer(&customer).send().await.unwrap_err();
    let received: Received = desk.seen();
    assert_eq!(received.body, br#"{"name":"Ada","email":"ada@example.com"}"#);
    client(&server).add_book(&book()).send().await.unwrap_err();
    let received: Received = desk.seen();
    assert_eq!(received.body, br#"{"isbn":"9780000000002","title":"Emma"}"#);
    server.stop().await;
}

/// What the server makes of a body that a program other than the client sends.
async fn registered(body: &Value) -> Value {
    let (server, desk, _) = counter(welcome(&served("Ada"))).await;
    let request = server
        .request("POST", "/customers")
        .header("Content-Type", "application/json");
    let response = request.body(body.to_string()).send().await.unwrap();
    assert_eq!(response.status(), 201, "{body}");
    let seen = json(&desk.seen::<operations::RegisterCustomerRequest>().body);
    server.stop().await;
    seen
}

#[tokio::test]
async fn what_only_comes_back_is_not_taken_from_requests() {
    let asked = json!({
        "name": "Ada", "email": "ada@example.com", "id": ID, "registered": "yesterday", "points": 1_000_000,
        "addresses": [{"street": "s", "town": "t", "checked": true}],
        "recruited_by": {"name": "Grace", "email": "g@example.com", "id": 7},
    });
    let taken = json!({
        "name": "Ada", "email": "ada@example.com", "addresses": [{"street": "s", "town": "t"}],
        "recruited_by": {"name": "Grace", "email": "g@example.com"},
    });
    assert_eq!(registered(&asked).await, taken);
}

#[tokio::test]
async fn what_is_only_sent_is_not_taken_from_responses() {
    let mut body = served("Ada");
    body["password"] = json!("hash");
    body["points"] = json!(i64::MAX);
    body["addresses"] = json!([{"street": "s", "town": "t", "checked": false, "door_code": "A7"}]);
    body["recruited_by"] = served("Grace");
    body["recruited_by"]["password"] = json!("hash");
    let headers = [
        ("content-type", "application/json"),
        ("last-modified", "Fri, 17 May 2024 12:30:00 GMT"),
    ];
    let server = Server::start(canned(Desk::default(), 200, &headers, &body.to_string())).await;
    let got = client(&server)
        .get_customer(Uuid::nil())
        .send()
        .await
        .unwrap()
        .into_body();
    assert_eq!((got.points, got.addresses[0].checked), (Some(i64::MAX), false));
    assert_eq!(got.recruited_by.as_ref().map(|it| it.name.as_str()), Some("Grace"));
    let shown = json(&got).to_string();
    assert!(!shown.contains("password") && !shown.contains("door_code"), "{shown}");
    server.stop().await;
}

#[tokio::test]
async fn what_must_come_back_is_asked_of_responses() {
    let headers = [("content-type", "application/json")];
    let body = r#"{"name":"Ada","email":"ada@example.com","addresses":[{"street":"s","town":"t"}]}"#;
    let server = Server::start(canned(Desk::default(), 200, &headers, body)).await;
    let error = client(&server).get_customer(Uuid::nil()).send().await.unwrap_err();
    let bookshop_client::Error::Decode(error) = error else {
        panic!("{error}")
    };
    let lines: Vec<String> = error.violations().iter().map(ToString::to_string).collect();
    let expected = ["id", "registered", "checked"].map(|name| format!("missing required property `{name}`"));
    assert!(
        expected
            .iter()
            .all(|expected| lines.iter().any(|line| line.contains(expected))),
        "{lines:?}"
    );
    server.stop().await;
}

#[tokio::test]
async fn constraints_hold_in_requests() {
    let (server, desk, _) = counter(()).await;
    let body = json!({
        "name": "", "email": "ada@example.com", "addresses": [{"street": "s"}], "contact": {"by": "pigeon"},
        "recruited_by": {"name": "Grace"},
    });
    let request = server
        .request("POST", "/customers")
        .header("Content-Type", "application/json");
    let refused = problem(request.body(body.to_string())).await;
    assert_eq!(
        (refused.status, refused.lines()),
        (
            422,
            vec![
                "body /addresses/0: missing required property `town`".to_owned(),
                "body /contact/by: expected one of `email`, `phone`, `post`, found `pigeon`".to_owned(),
                "body /recruited_by: missing required property `email`".to_owned(),
            ]
        )
    );
    let body = json!({
        "name": "", "email": "ada@example.com", "password": "short", "phone": "0800", "discount": 100,
        "favourites": ["novel", "novel"],
    });
    let request = server
        .request("POST", "/customers")
        .header("Content-Type", "application/json");
    let refused = problem(request.body(body.to_string())).await;
    assert_eq!(
        (refused.status, refused.lines()),
        (
            422,
            vec![
                "body /name: must have at least 1 character, has 0".to_owned(),
                "body /password: must have at least 8 characters, has 5".to_owned(),
                "body /phone: must match the pattern `^\\+[0-9]{6,15}$`".to_owned(),
                "body /discount: must be less than 100, is 100".to_owned(),
                "body /favourites: must have different items, item 1 is there twice".to_owned(),
            ]
        )
    );
    assert!(desk.saw_nothing());
    server.stop().await;
}
