//! What the page says of each operation, and requests that fit it.

use reqwest::RequestBuilder;
use serde_json::{Value, json};

use crate::support::{address, organization, person};

const PAGE: &str = include_str!("../../../../specs/itsyouonline.raml.txt");

/// An operation of the page.
pub(crate) struct Listed {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    /// The scopes that it lists, each of which is enough; none where any token will do.
    pub(crate) scopes: Vec<&'static str>,
}

/// Every operation of the page, in its order.
pub(crate) fn operations() -> Vec<Listed> {
    let mut operations: Vec<Listed> = Vec::new();
    let mut is_head = false;
    for line in PAGE.lines() {
        let words = line.split_once(' ').unwrap_or_default();
        if ["get", "post", "put", "delete"].contains(&words.0) && words.1.starts_with('/') {
            is_head = true;
            let (method, path) = words;
            operations.push(Listed {
                method,
                path,
                scopes: Vec::new(),
            });
        } else if ["Headers", "URI Parameters", "Query Parameters", "Body"].contains(&line) {
            is_head = false;
        } else if let (true, Some(operation), Some(scope)) = (is_head, operations.last_mut(), line.strip_prefix("- ")) {
            operation.scopes.push(scope);
        }
    }
    operations
}

/// A path with something in place of its parameters, and a query.
pub(crate) fn target(path: &str) -> String {
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

/// A request with what its operation needs but for a token.
pub(crate) fn complete(request: RequestBuilder, path: &str) -> RequestBuilder {
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
