//! The mock answers every operation, with the page's examples where it shows some.

use itsyouonline_client::operations::users::CreateUserError;
use itsyouonline_server::mock;
use reqwest::RequestBuilder;
use serde_json::{Value, json};
use wire_tests::{Server, problem};

use crate::support::{TOKEN, address, client, documented, organization, person, value};

const PAGE: &str = include_str!("../../../../specs/itsyouonline.raml.txt");

/// The method and path of every operation of the page, in its order.
fn operations() -> Vec<(&'static str, &'static str)> {
    let line = |line: &'static str| {
        let (method, path) = line.split_once(' ')?;
        (["get", "post", "put", "delete"].contains(&method) && path.starts_with('/')).then_some((method, path))
    };
    PAGE.lines().filter_map(line).collect()
}

/// A path with something in place of its parameters, and a query.
fn target(path: &str) -> String {
    let segments = path
        .split('/')
        .map(|segment| if segment.starts_with('{') { "1" } else { segment });
    // No operation minds a parameter that is another's.
    segments.collect::<Vec<_>>().join("/") + "?lang=en&validated=true"
}

/// The members of the bodies of the page that are no people, organizations or addresses.
const MEMBERS: &str = r#"{
    "Key": "anchor", "Value": "9 m", "accessscopes": [], "address": "a1", "bic": "GEBABEBB",
    "category": "plans", "content": "text", "contractId": "c1", "contractType": "loan",
    "creation_date": "2024-05-17", "content_type": "text/plain", "currencysymbol": "BTC",
    "currentpassword": "old", "emailaddress": "mina@tidewater.example", "end_date": "", "error": "",
    "expire": "2030-05-17T12:30:00Z", "expires": "2030-05-17T12:30:00Z", "grantedTo": "tidewater",
    "iban": "BE68539007547034", "key": "k", "keydata": {"algorithm": "ed25519"}, "keystore_label": "k",
    "langkey": "en", "link": "https://tidewater.example/", "logo": "", "markdown_full_description": "",
    "markdown_short_description": "", "name": "tidewater.example", "newpassword": "new", "org": "harbour",
    "organization": "tidewater", "organizations": [], "orgmember": "harbour", "orgowner": "harbour",
    "parties": [], "phonenumber": "+3290000000", "publickey": "ssh-ed25519 AAAA mina", "role": "member",
    "scope": "user:name", "scopes": [], "searchstring": "mina", "signature": "", "signatures": [],
    "smscode": "1", "source": "https://tidewater.example/mina.png", "start_date": "", "text": "Welcome",
    "totpcode": "1", "totpsecret": "s", "type": {"label": "home"}, "uniqueid": "u", "validationkey": "v",
    "user": "mina", "status": "pending", "method": "website", "isorganization": false, "version": 1
}"#;

/// What has the members of every body of the page; an object may have more than its type names.
fn body() -> Value {
    let mut body: Value = serde_json::from_str(MEMBERS).unwrap();
    for part in [person(), organization(), address()] {
        body.as_object_mut().unwrap().extend(part.as_object().unwrap().clone());
    }
    body
}

/// A request with what its operation needs.
fn complete(request: RequestBuilder, path: &str) -> RequestBuilder {
    let request = request.bearer_auth(TOKEN);
    match path {
        "/users/{username}/avatar/img/{label}" | "/users/{username}/avatar/{label}/to/{newlabel}" => {
            let request = request.header("Content-Type", "multipart/form-data; boundary=-");
            request.body("-----\r\n")
        }
        "/users/{username}/authorizations/{grantedTo}" => {
            request.json(&json!({"username": "mina", "grantedTo": "tidewater", "organizations": []}))
        }
        "/organizations/{globalid}/2fa/validity" => request.json(&7),
        _ => request.json(&body()),
    }
}

#[tokio::test]
async fn every_operation_is_carried_out_for_those_with_a_token() {
    let server = Server::start(mock::router()).await;
    let operations = operations();
    assert_eq!(operations.len(), 128);
    for (method, path) in operations {
        let request = || server.request(&method.to_uppercase(), &target(path));
        assert_eq!(problem(request()).await.status, 401, "{method} {path}");
        let response = complete(request(), path).send().await.unwrap();
        let status = response.status();
        let text = response.text().await.unwrap();
        assert!(status.is_success(), "{method} {path}: {status} {text}");
    }
    server.stop().await;
}

#[tokio::test]
async fn examples_are_answers() {
    let server = Server::start(mock::router()).await;
    let client = client(&server);
    let organization = client.organizations().get_organization("1").send().await.unwrap();
    assert_eq!(organization.globalid, "gardeners");
    assert_eq!(organization.dns, ["gardeners.example"]);
    let person = client.users().get_user("1").send().await.unwrap();
    assert_eq!(person.lastname, "Example");
    server.stop().await;
}

/// What the page shows no success of is carried out, and answered with nothing.
#[tokio::test]
async fn errors_alone_are_no_answer() {
    let server = Server::start(mock::router()).await;
    let client = client(&server);
    let request = client.users().create_user(&value(&person()));
    let made = request.send().await.unwrap();
    assert_eq!((made.status().as_u16(), made.body().len()), (204, 0));
    let request = client.users().create_user(&value(&person()));
    let refused = documented(request.header("Prefer", "code=403").send().await);
    assert_eq!(refused, (403, CreateUserError::Forbidden));
    server.stop().await;
}
