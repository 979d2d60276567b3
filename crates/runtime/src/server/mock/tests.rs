use http::HeaderMap;

use super::comparison::{Likeness, Received};
use super::transactions::{ExampleMessage, Transaction};

/// An example request with a body and header fields.
const fn message(
    media_type: Option<&'static str>,
    headers: &'static [(&'static str, &'static str)],
    body: Option<&'static str>,
) -> ExampleMessage {
    ExampleMessage {
        media_type,
        headers,
        body,
    }
}

/// Compares a request, header lines and a body that an empty line parts, with the first of these examples, and shows
/// how many facts hold, with `=` where the request is the example's.
fn check(request: &str, examples: &[ExampleMessage], expected: &str) {
    let (head, body) = request.split_once("\n\n").unwrap_or((request, ""));
    let mut headers = HeaderMap::new();
    for (name, value) in head.lines().filter_map(|line| line.split_once(": ")) {
        let name = http::HeaderName::try_from(name).unwrap();
        headers.append(name, value.parse().unwrap());
    }
    let all: Vec<Transaction> = examples
        .iter()
        .map(|request| Transaction {
            request: *request,
            responses: &[],
        })
        .collect();
    let likeness = Received::new(&headers, body.as_bytes(), true).compare(examples.first().unwrap(), &all);
    let shown = match likeness {
        None => "no".to_owned(),
        Some(Likeness { facts, is_equal }) => format!("{facts}{}", if is_equal { "=" } else { "" }),
    };
    assert_eq!(shown, expected, "{request}");
}

#[test]
fn json_bodies_are_compared_as_values() {
    let example = [message(
        Some("application/json"),
        &[],
        Some("{\n  \"a\": 1, \"b\": []\n}\n"),
    )];
    check("content-type: application/json\n\n{\"b\":[],\"a\":1}", &example, "2=");
    check(
        "content-type: application/json; charset=utf-8\n\n{\"b\":[],\"a\":1}",
        &example,
        "2=",
    );
    check("content-type: application/json\n\n{\"b\":[],\"a\":2}", &example, "no");
    check("content-type: text/json\n\n{\"b\":[],\"a\":1}", &example, "no");
    check("content-type: application/json", &example, "no");
    check("x: y\n\n{\"b\":[],\"a\":1}", &example, "no");
}

#[test]
fn other_bodies_are_compared_as_text() {
    let example = [message(None, &[], Some("  a\nb\n"))];
    check("\n\na\r\nb", &example, "1=");
    check("\n\na b", &example, "no");
    check("\n\n1", &[message(None, &[], Some("1 "))], "1=");
    check("\n\n1", &[message(None, &[], Some("one"))], "no");
    check("content-type: plain", &[message(Some("plain"), &[], None)], "1");
}

#[test]
fn header_fields_are_compared_by_name_and_value() {
    let example = [message(
        None,
        &[("X-Token", "a b "), ("Host", "api.example"), ("User-Agent", "x")],
        None,
    )];
    check("x-token: a b\nx-other: 1", &example, "1=");
    check("x-token: a c", &example, "no");
    check("host: api.example", &example, "no");
    let list = [message(None, &[("X-Tag", "a, b"), ("X-Empty", "")], None)];
    check("x-tag: a\nx-tag: b\nx-empty: ", &list, "2=");
    check("x-tag: a\nx-empty: ", &list, "no");
    check("x-tag: a, b", &list, "no");
}

#[test]
fn what_others_send_is_absent() {
    let nothing = ExampleMessage::NOTHING;
    let with_token = message(None, &[("X-Token", "a"), ("Accept", "text/html")], None);
    let examples = [nothing, with_token, with_token];
    check("", &examples, "0");
    check("accept: text/html", &examples, "0");
    check("x-token: b", &examples, "no");
    let with_body = message(Some("text/plain"), &[], None);
    check("", &[nothing, with_body], "0");
    check("\n\na", &[nothing, with_body], "no");
    check("", &[nothing], "0");
    check("\n\na", &[nothing], "0");
}

#[test]
fn a_media_type_alone_does_not_show_the_body() {
    let example = [message(Some("application/json"), &[], None)];
    check("content-type: application/json\n\n{}", &example, "1");
    check("content-type: application/json", &example, "1");
}
