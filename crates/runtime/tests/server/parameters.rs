//! Parameters: read, defaulted, checked, and every problem of a request at once.

use specwright_runtime::parameter::{Parameter, Shape, Style};
use specwright_runtime::server::{Operation, Place};

use crate::support::{Server, add, open_routes, shown};

const PAGE_SIZE: Parameter = Parameter::query("page_size");
const IDS: Parameter = Parameter::query("ids").shape(Shape::Array);
const TEXT: Parameter = Parameter::query("text");
const FILTER: Parameter = Parameter::query("filter").style(Style::DeepObject).shape(Shape::Object);
const TRACE: Parameter = Parameter::header("X-Trace");
const TAGS: Parameter = Parameter::header("X-Tags").shape(Shape::Array);
const SESSION: Parameter = Parameter::cookie("session");

async fn server() -> Server {
    let mut routes = open_routes();
    add(
        &mut routes,
        Operation::new("query", "GET", "/query"),
        |mut incoming| async move {
            let page_size = incoming.query_or::<u32>(&PAGE_SIZE, || 20);
            incoming.check_parameter(Place::Query, &PAGE_SIZE, &page_size, |validator, page_size| {
                validator.maximum(*page_size, 100);
            });
            let ids = incoming.query_optional::<Vec<i64>>(&IDS);
            let text = incoming.query_optional::<String>(&TEXT);
            incoming.check_parameter(Place::Query, &TEXT, text.iter().flatten(), |validator, text| {
                validator.length(text, Some(2), None);
            });
            let filter = incoming.query_optional::<specwright_runtime::Map<String>>(&FILTER);
            shown(incoming, &(page_size, ids, text, filter))
        },
    );
    add(
        &mut routes,
        Operation::new("headers", "GET", "/headers/{id}"),
        |mut incoming| async move {
            let id = incoming.path::<u8>(&Parameter::path("id"));
            let trace = incoming.header_required::<u32>(&TRACE);
            let tags = incoming.header_optional::<Vec<String>>(&TAGS);
            let session = incoming.cookie_or::<String>(&SESSION, || "new".to_owned());
            shown(incoming, &(id, trace, tags, session))
        },
    );
    Server::start(routes).await
}

#[tokio::test]
async fn queries() {
    let expectations = [
        ("GET /query", "200 (Some(20), Some(None), Some(None), Some(None))"),
        (
            "GET /query?page_size=5&ids=1&text=a+b%2Bc&ids=-2&unknown=1&filter[a]=b",
            r#"200 (Some(5), Some(Some([1, -2])), Some(Some("a b+c")), Some(Some({"a": "b"})))"#,
        ),
        (
            "GET /query?text=%C3%A4%C3%B6",
            r#"200 (Some(20), Some(None), Some(Some("äö")), Some(None))"#,
        ),
        (
            "GET /query?page_size=101",
            "422 [query page_size: must be at most 100, is 101]",
        ),
        (
            "GET /query?text=x",
            "422 [query text: must have at least 2 characters, has 1]",
        ),
        (
            "GET /query?page_size=-1",
            r#"400 [query page_size: expected an integer from 0 to 4294967295, found the string "-1"]"#,
        ),
    ];
    server().await.check(&expectations).await;
}

#[tokio::test]
async fn a_scalar_stands_once() {
    let expectations = [
        (
            "GET /query?page_size=1&page_size=1",
            "400 [query page_size: given more than once]",
        ),
        ("GET /query?text=ab&%74ext=cd", "400 [query text: given more than once]"),
        (
            "GET /headers/1\nX-Trace: 1\nX-Trace: 2",
            "400 [header X-Trace: given more than once]",
        ),
        (
            "GET /headers/1\nX-Trace: 1\nCookie: session=a; session=b",
            "400 [cookie session: given more than once]",
        ),
    ];
    server().await.check(&expectations).await;
}

#[tokio::test]
async fn headers_and_cookies() {
    let expectations = [
        (
            "GET /headers/1\nX-Trace: 7",
            r#"200 (Some(1), Some(7), Some(None), Some("new"))"#,
        ),
        (
            "GET /headers/1\nx-trace: 7\nX-Tags: a, b\nX-Tags: c\nCookie: x=y; session=s%20t",
            r#"200 (Some(1), Some(7), Some(Some(["a", "b", "c"])), Some("s t"))"#,
        ),
        ("GET /headers/1", "400 [header X-Trace: missing]"),
    ];
    server().await.check(&expectations).await;
}

#[tokio::test]
async fn all_problems_are_told_at_once() {
    let expectations = [
        (
            "GET /query?page_size=x&ids=1&ids=y&text=z",
            "400 [query page_size: expected an integer, found the string \"x\"] \
             [query ids /1: expected an integer, found the string \"y\"] \
             [query text: must have at least 2 characters, has 1]",
        ),
        (
            "GET /headers/256",
            "400 [path id: expected an integer from 0 to 255, found the string \"256\"] \
             [header X-Trace: missing]",
        ),
    ];
    server().await.check(&expectations).await;
}
