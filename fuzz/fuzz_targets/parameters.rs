//! Parameters as a server reads them: alone, in every style and shape, and those of whole requests.

#![no_main]

use std::sync::{Arc, LazyLock};

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Request, Uri};
use specwright_fuzz::{answer, text_target};
use specwright_runtime::json::{Decode, Decoder, Map, Value, from_value};
use specwright_runtime::parameter::{
    Parameter, ParsedQuery, Shape, Style, read_cookie, read_header, read_path, read_query, write_cookie, write_header,
    write_path, write_query,
};
use specwright_runtime::server::{Incoming, Operation, Place, Reply, Router, Routes};
use specwright_runtime::{Bytes, Date, Timestamp, Uuid};

const STYLES: [Style; 7] = [
    Style::Simple,
    Style::Label,
    Style::Matrix,
    Style::Form,
    Style::SpaceDelimited,
    Style::PipeDelimited,
    Style::DeepObject,
];
const SHAPES: [Shape; 4] = [Shape::Scalar, Shape::Array, Shape::Object, Shape::Json];

/// The most bytes of the head of a request: servers take no more.
const MOST_BYTES: usize = 16 * 1024;

static GET: Operation = Operation::new("get", "GET", "/files/{a}/{b}.json");
static REST: Operation = Operation::new("rest", "GET", "/rest/{a}-{b}/{+path}");

static ROUTER: LazyLock<Router> = LazyLock::new(|| {
    let mut routes = Routes::without_authorizer();
    for operation in [&GET, &REST] {
        routes.add(operation, &Arc::new(()), |_, mut incoming| async move {
            read_all(&mut incoming);
            incoming.finish().map(|_| Reply::empty(204))
        });
    }
    routes.into_router()
});

// The first line is what a request asks for, and each other one a header.
text_target!(|text: &str| {
    if text.len() > MOST_BYTES {
        return;
    }
    let (target, headers) = text.split_once('\n').unwrap_or((text, ""));
    read_alone(target);
    headers.lines().for_each(read_alone);
    let Ok(uri) = target.parse::<Uri>() else {
        return;
    };
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = uri;
    for (name, value) in headers.lines().filter_map(|line| line.split_once(':')) {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
            request.headers_mut().append(name, value);
        }
    }
    let response = answer(&ROUTER, request);
    assert!(!response.status().is_server_error(), "{response:?}");
});

fn read_all(incoming: &mut Incoming) {
    for shape in SHAPES {
        let (query, header) = (Parameter::query("a").shape(shape), Parameter::header("a").shape(shape));
        let cookie = Parameter::cookie("a").shape(shape);
        let _ = incoming.query_optional::<Value>(&query.style(Style::DeepObject));
        let _ = incoming.query_optional::<Value>(&query);
        let _ = incoming.header_optional::<Value>(&header);
        let _ = incoming.cookie_optional::<Value>(&cookie);
        let path: Option<Value> = incoming.path(&Parameter::path("a").shape(shape));
        incoming.check_parameter(Place::Path, &Parameter::path("a"), &path, |_, _| {});
        let _ = incoming.path::<Vec<i64>>(&Parameter::path("b").shape(shape));
    }
}

/// Reads a text as each kind of parameter, in the style and shape that its length says.
fn read_alone(text: &str) {
    let choice = text.len();
    let style = STYLES[choice % STYLES.len()];
    let shape = SHAPES[choice / STYLES.len() % SHAPES.len()];
    for explode in [false, true] {
        let parameter = Parameter::query("a").style(style).shape(shape).explode(explode);
        let query = ParsedQuery::parse(text).and_then(|query| read_query(&parameter, &query));
        let read = [
            read_path(&parameter, text).ok(),
            read_header(&parameter, text).ok(),
            read_cookie(&parameter, text).ok().flatten(),
            query.ok().flatten(),
        ];
        read.iter()
            .flatten()
            .for_each(|value| decode_and_write(&parameter, value));
    }
}

fn decode_and_write(parameter: &Parameter, value: &Value) {
    decode::<String>(value);
    decode::<Vec<i64>>(value);
    decode::<Map<Option<bool>>>(value);
    decode::<f64>(value);
    decode::<Bytes>(value);
    decode::<Date>(value);
    decode::<Timestamp>(value);
    decode::<Uuid>(value);
    let _ = (
        write_path(parameter, value),
        write_header(parameter, value),
        write_cookie(parameter, value),
    );
    write_query(parameter, value, &mut Vec::new());
}

fn decode<T: Decode>(value: &Value) {
    let _ = from_value::<T>(value, Decoder::strict().text());
}
