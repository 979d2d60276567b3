//! A server whose answers each test decides, and a client of it.

use std::any::Any;

use itsyouonline_client::{Client, ClientBuilder, RetryPolicy};
use itsyouonline_server::router;
use serde_json::{Value, json};
use specwright_runtime::server::AllowAll;
use wire_tests::{Desk, Server};
pub(crate) use wire_tests::{documented, json, value};

pub(crate) const TOKEN: &str = "pier.token-4f.x_y";

/// Answers every operation with what stands ready on the desk.
pub(crate) struct Registrar(pub(crate) Desk);

/// Methods that keep what they are asked and give what stands ready, of the requests and responses of a module.
macro_rules! exchange {
    ($module:ident: $($method:ident($request:ident) -> $response:ident;)+) => {$(
        async fn $method(&self, request: $module::$request) -> $module::$response {
            self.0.exchange(request)
        }
    )+};
}
pub(crate) use exchange;

/// A server that answers the next request with `response`, the desk that sees it, and a client.
pub(crate) async fn registry(response: impl Any + Send) -> (Server, Desk, Client) {
    let desk = Desk::answering(response);
    let server = Server::start(router(Registrar(desk.clone()), AllowAll)).await;
    let client = client(&server);
    (server, desk, client)
}

/// A client without a token, which asks once only.
pub(crate) fn stranger(server: &Server) -> ClientBuilder {
    Client::builder().base_url(&server.url()).retries(RetryPolicy::none())
}

/// A client with a token.
pub(crate) fn client(server: &Server) -> Client {
    stranger(server).access_token(TOKEN).build().unwrap()
}

pub(crate) fn address() -> Value {
    json!({
        "label": "home",
        "city": "Gent",
        "street": "Korenlei",
        "nr": "12a",
        "country": "Belgium",
        "postalcode": "9000",
    })
}

pub(crate) fn person() -> Value {
    json!({
        "username": "mina",
        "firstname": "Mina",
        "lastname": "Okafor",
        "publicKeys": ["ssh-ed25519 AAAA mina"],
        "digitalwallet": [],
        "emailaddresses": [{"label": "main", "emailaddress": "mina@tidewater.example"}],
        "phonenumbers": [{"label": "mobile", "phonenumber": "+3290000000"}],
        "addresses": [address()],
        "bankaccounts": [],
        "facebook": {"id": 7, "name": "Mina", "picture": "", "link": ""},
    })
}

pub(crate) fn organization() -> Value {
    json!({
        "globalid": "tidewater",
        "publicKeys": [],
        "dns": ["tidewater.example"],
        "owners": ["mina"],
        "members": ["ilse"],
        "orgowners": [],
        "orgmembers": ["harbour"],
        "includes": [],
        "requiredscopes": [{"scope": "user:name", "accessscopes": ["organization:member"]}],
        "includesuborgsof": [],
    })
}
