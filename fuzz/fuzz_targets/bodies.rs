//! Bodies: of requests as a server reads them, and of responses and streams as a client does.

#![no_main]

use std::convert::Infallible;
use std::sync::{Arc, LazyLock};

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Method, Request};
use specwright_fuzz::{answer, block_on, text_target, upstream};
use specwright_runtime::client::{self, Client, Error, Events, Items, Response};
use specwright_runtime::json::{Decode, Decoder, Map, Value, from_slice, from_value, parse};
use specwright_runtime::parameter::{Parameter, encode_form};
use specwright_runtime::server::{BodyUse, Incoming, Operation, Parts, Reply, Router, Routes};
use specwright_runtime::{Bytes, DataForm, Date, Framing, Problem, Timestamp, Uuid};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

static POST: Operation =
    Operation::new("post", "POST", "/").request_body(BodyUse::Required, &[JSON, FORM, MULTIPART, "text/plain"]);
static WATCH: client::Operation = client::Operation::new("watch", "GET", "/");

static ROUTER: LazyLock<Router> = LazyLock::new(|| {
    let mut routes = Routes::without_authorizer();
    routes.add(&POST, &Arc::new(()), |_, mut incoming| async move {
        read_request(&mut incoming);
        incoming.finish().map(|_| Reply::empty(204))
    });
    routes.into_router()
});

// The first line is the media type, all else the body.
text_target!(|text: &str| {
    let (media_type, body) = text.split_once('\n').unwrap_or((JSON, text));
    match media_type {
        "text/event-stream" => read_events(body),
        "application/jsonl" => read_items(body, Framing::Lines),
        "application/json-seq" => read_items(body, Framing::Sequence),
        _ => send(media_type, body),
    }
    read_json(body);
});

fn send(media_type: &str, body: &str) {
    let Ok(media_type) = HeaderValue::from_str(media_type) else {
        return;
    };
    let mut request = Request::new(Body::from(body.to_owned()));
    *request.method_mut() = Method::POST;
    request.headers_mut().insert(CONTENT_TYPE, media_type);
    let response = answer(&ROUTER, request);
    assert!(!response.status().is_server_error(), "{response:?}");
}

fn read_request(incoming: &mut Incoming) {
    match incoming.media_type() {
        Some(JSON) => drop(incoming.json_body::<Map<Vec<Option<i64>>>>()),
        Some(FORM) => {
            let form: Option<Value> = incoming.form_body();
            drop(form.map(|form| encode_form(&form)));
        }
        Some(MULTIPART) => drop(incoming.multipart_body(|parts| read_parts(parts))),
        _ => drop(incoming.text_body()),
    }
}

fn read_parts(parts: &mut Parts<'_>) -> Option<()> {
    let _ = parts.part_header::<Vec<String>>("a", &Parameter::header("x-a"));
    let _ = parts.texts::<Timestamp>("b", false);
    let _ = parts.jsons::<Value>("c", true);
    let _ = parts.files("a", false);
    let _ = parts.text::<String>("d");
    Some(())
}

fn read_json(text: &str) {
    let Ok(value) = parse(text.as_bytes()) else {
        return;
    };
    decode::<Map<Vec<Option<i64>>>>(&value);
    decode::<Vec<Uuid>>(&value);
    decode::<Vec<Date>>(&value);
    decode::<Vec<Timestamp>>(&value);
    decode::<Vec<Bytes>>(&value);
    decode::<Vec<f64>>(&value);
    decode::<Problem>(&value);
    let written = specwright_runtime::json::to_string(&value);
    let again: Value = from_slice(written.as_bytes(), Decoder::strict()).expect("what is written can be read");
    assert_eq!(again, value);
}

fn decode<T: Decode>(value: &Value) {
    let _ = from_value::<T>(value, Decoder::strict());
    let _ = from_value::<T>(value, Decoder::lenient());
}

fn read_events(body: &str) {
    for form in [DataForm::Text, DataForm::Json] {
        block_on(async {
            let response: Result<Response<Events<String>>, Error<Infallible>> = arrived(body).await.events(form);
            let mut events = response.expect("a response").into_body();
            while let Some(event) = events.next().await {
                drop(format!("{event:?}"));
            }
        });
    }
}

fn read_items(body: &str, framing: Framing) {
    block_on(async {
        let response: Result<Response<Items<Value>>, Error<Infallible>> = arrived(body).await.items(framing);
        let mut items = response.expect("a response").into_body();
        while let Some(item) = items.next().await {
            drop(format!("{item:?}"));
        }
    });
}

/// The response with a body, from a server of our own.
async fn arrived(body: &str) -> client::Arriving {
    static CLIENT: LazyLock<Client> = LazyLock::new(|| {
        let builder = Client::builder(&upstream::address());
        builder.response_limit(4096).build().expect("a client")
    });
    upstream::answer_with(body);
    CLIENT.request(&WATCH).start().await.expect("a response")
}
