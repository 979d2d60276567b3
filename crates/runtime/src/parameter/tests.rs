//! Tests of the parameter styles, most of them there and back.

use super::*;
use crate::json::{Value, to_value};
use serde_json::json;

const TEXT: Parameter = Parameter::query("color");
const LIST: Parameter = Parameter::query("color").shape(Shape::Array);
const OBJECT: Parameter = Parameter::query("color").shape(Shape::Object);

/// Writes a value to a query and reads it again; leaves come back as text.
fn check_query(parameter: &Parameter, value: Value, expected: &str) {
    let mut pairs = Vec::new();
    write_query(parameter, &value, &mut pairs);
    let query = query_string(&pairs);
    assert_eq!(query, expected);
    let read = read_query(parameter, &ParsedQuery::parse(&query).unwrap()).unwrap();
    assert_eq!(read.unwrap_or_default(), value);
}

#[test]
fn queries_follow_the_table_of_openapi() {
    let list = || json!(["blue", "black", "brown"]);
    let object = || json!({"B": "150", "G": "200", "R": "100"});
    check_query(&TEXT, json!("blue"), "color=blue");
    check_query(&TEXT, json!(""), "color=");
    check_query(&LIST, list(), "color=blue&color=black&color=brown");
    check_query(&LIST.explode(false), list(), "color=blue,black,brown");
    check_query(&OBJECT, object(), "B=150&G=200&R=100");
    check_query(&OBJECT.explode(false), object(), "color=B,150,G,200,R,100");
    check_query(&LIST.style(Style::SpaceDelimited), list(), "color=blue%20black%20brown");
    check_query(&LIST.style(Style::PipeDelimited), list(), "color=blue%7Cblack%7Cbrown");
    check_query(
        &OBJECT.style(Style::SpaceDelimited),
        object(),
        "color=B%20150%20G%20200%20R%20100",
    );
    check_query(
        &OBJECT.style(Style::DeepObject),
        object(),
        "color%5BB%5D=150&color%5BG%5D=200&color%5BR%5D=100",
    );
    check_query(
        &OBJECT.style(Style::DeepObject),
        json!({"a": {"b": ["1", "2"]}}),
        "color%5Ba%5D%5Bb%5D=1&color%5Ba%5D%5Bb%5D=2",
    );
    check_query(
        &TEXT.shape(Shape::Json),
        json!({"a": [1]}),
        "color=%7B%22a%22%3A%5B1%5D%7D",
    );
    check_query(&LIST, Value::Null, "");
}

#[test]
fn queries_encode_what_would_end_or_split_them() {
    check_query(&TEXT, json!("a&b=c#d+e f/ü"), "color=a%26b%3Dc%23d%2Be%20f%2F%C3%BC");
    check_query(
        &TEXT.allow_reserved(true),
        json!("a&b=c#d+e f/ü"),
        "color=a%26b=c%23d%2Be%20f/%C3%BC",
    );
    check_query(&LIST.explode(false), json!(["a,b", "c"]), "color=a%2Cb,c");
    check_query(&LIST, json!(["a,b", "c"]), "color=a%2Cb&color=c");
    check_query(&TEXT.shape(Shape::Json), json!(7), "color=7");
}

#[test]
fn a_parameter_set_again_replaces_its_value() {
    let mut pairs = Vec::new();
    write_query(&LIST, &vec![1, 2], &mut pairs);
    write_query(&Parameter::query("page"), &3, &mut pairs);
    write_query(&LIST, &vec![4], &mut pairs);
    assert_eq!(query_string(&pairs), "page=3&color=4");
}

#[test]
fn queries_that_do_not_fit_are_refused() {
    let check = |parameter: Parameter, query: &str, expected: &str| {
        let result = ParsedQuery::parse(query).and_then(|query| read_query(&parameter, &query));
        assert_eq!(result.unwrap_err().message, expected, "{query}");
    };
    check(TEXT, "color=a&color=b", "given more than once");
    check(LIST.explode(false), "color=a&color=b", "given more than once");
    check(TEXT, "color=%ff", "percent-encodes bytes that are not UTF-8");
    check(TEXT, "%ff=1", "percent-encodes bytes that are not UTF-8");
    check(OBJECT.explode(false), "color=R,100,G", "has a property without a value");
    check(
        OBJECT.explode(false),
        "color=R,1,R,2",
        "has the property `R` more than once",
    );
    check(
        TEXT.shape(Shape::Json),
        "color={",
        "invalid JSON at line 1, column 1: EOF while parsing an object",
    );
    let deep = format!("color{}=1", "[a]".repeat(17));
    check(OBJECT.style(Style::DeepObject), &deep, "nested more than 16 deep");
    check(
        OBJECT.style(Style::DeepObject),
        "color[a]=1&color[a][b]=2",
        "`a` is both a text and an object",
    );
    check(TEXT, &"a&".repeat(1025), "the query has more than 1024 pairs");
}

#[test]
fn commas_of_an_object_may_be_encoded() {
    let check = |query: &str, expected: Value| {
        let read = read_query(&OBJECT.explode(false), &ParsedQuery::parse(query).unwrap());
        assert_eq!(read.unwrap().unwrap_or_default(), expected, "{query}");
    };
    check("color=R%2C100%2cG%2C200", json!({"R": "100", "G": "200"}));
    // Beside a comma that is none, an encoded one is data.
    check("color=R,1%2C2", json!({"R": "1,2"}));
}

#[test]
fn exploded_objects_take_their_own_properties() {
    let parameter = OBJECT.properties(&["R", "G"]);
    let read = |query: &str| read_query(&parameter, &ParsedQuery::parse(query).unwrap()).unwrap();
    assert_eq!(read("page=1&R=100"), Some(json!({"R": "100"})));
    assert_eq!(read("page=1"), None);
    assert_eq!(read("R=1&R=2"), Some(json!({"R": ["1", "2"]})));
}

/// Writes a value to a path and reads it again.
fn check_path(parameter: &Parameter, value: Value, expected: &str) {
    let text = write_path(parameter, &value).unwrap();
    assert_eq!(text, expected);
    assert_eq!(read_path(parameter, &text).unwrap(), value);
}

#[test]
fn paths_follow_the_table_of_openapi() {
    let text = Parameter::path("color");
    let list = text.shape(Shape::Array);
    let object = text.shape(Shape::Object);
    let colors = || json!(["blue", "black"]);
    let rgb = || json!({"G": "200", "R": "100"});
    check_path(&text, json!("blue"), "blue");
    check_path(&text, json!("a/b c;ü"), "a%2Fb%20c%3B%C3%BC");
    check_path(&list, colors(), "blue,black");
    check_path(&list, json!(["a,b"]), "a%2Cb");
    check_path(&object, rgb(), "G,200,R,100");
    check_path(&object.explode(true), rgb(), "G=200,R=100");
    check_path(&text.style(Style::Label), json!("blue"), ".blue");
    check_path(&list.style(Style::Label), colors(), ".blue,black");
    check_path(&list.style(Style::Label).explode(true), colors(), ".blue.black");
    check_path(&object.style(Style::Label), rgb(), ".G,200,R,100");
    check_path(&object.style(Style::Label).explode(true), rgb(), ".G=200.R=100");
    check_path(&text.style(Style::Matrix), json!("blue"), ";color=blue");
    check_path(&list.style(Style::Matrix), colors(), ";color=blue,black");
    check_path(
        &list.style(Style::Matrix).explode(true),
        colors(),
        ";color=blue;color=black",
    );
    check_path(&object.style(Style::Matrix), rgb(), ";color=G,200,R,100");
    check_path(&object.style(Style::Matrix).explode(true), rgb(), ";G=200;R=100");
}

#[test]
fn paths_never_lead_to_another_resource() {
    let parameter = Parameter::path("id");
    let refused = [
        "", ".", "..", "%2e", "%2E%2e", ".%2e", "/", "%2F", "//", "\\", "../x", "a/../b", "a/..", "..\\x", "..%2fx",
        "..%5Cx", "a/.",
    ];
    for text in refused {
        assert!(write_path(&parameter, &text).is_err(), "{text} must not be sent");
        let encoded = super::text::encode(text);
        assert!(read_path(&parameter, &encoded).is_err(), "{text} must not be taken");
    }
    for text in ["...", "a.b", "a/b", "..a", "https://example.com", "%", "C:\\x"] {
        assert!(write_path(&parameter, &text).is_ok(), "{text} is harmless");
    }
    let list = parameter.shape(Shape::Array);
    assert!(write_path(&list, &Vec::<String>::new()).is_err());
    assert!(write_path(&list, &vec!["a", ".."]).is_err());
    assert!(write_path(&parameter, &None::<u8>).is_err());
    let error = write_path(&parameter, &"..").unwrap_err();
    assert_eq!(
        error.to_string(),
        "the value of `id` has a dot segment, which would lead to another resource"
    );
    assert!(read_path(&parameter, "%ff").is_err());
    assert!(read_path(&parameter.style(Style::Matrix), ";other=1").is_err());
    assert!(read_path(&parameter.style(Style::Label), "x").is_err());
}

#[test]
fn headers_are_plain_and_have_no_control_characters() {
    let check = |parameter: &Parameter, value: Value, expected: &str| {
        let text = write_header(parameter, &value).unwrap();
        assert_eq!(text, expected);
        assert_eq!(read_header(parameter, &text).unwrap(), value);
    };
    let text = Parameter::header("X-Color");
    check(&text, json!("50% blue"), "50% blue");
    check(&text.shape(Shape::Array), json!(["a", "b"]), "a,b");
    check(&text.shape(Shape::Object), json!({"G": "2", "R": "1"}), "G,2,R,1");
    check(
        &text.shape(Shape::Object).explode(true),
        json!({"G": "2", "R": "1"}),
        "G=2,R=1",
    );
    check(&text.shape(Shape::Json), json!({"a": 1}), r#"{"a":1}"#);
    assert_eq!(
        read_header(&text.shape(Shape::Array), " a , b ").unwrap(),
        json!(["a", "b"])
    );
    for value in ["a\r\nb: c", "a\nb", "a\0", "a\u{85}"] {
        let error = write_header(&text, &value).unwrap_err().to_string();
        assert!(
            error.starts_with("the value of `X-Color` has a control character"),
            "{error}"
        );
    }
}

#[test]
fn cookies_are_encoded() {
    let check = |parameter: &Parameter, value: Value, expected: &str| {
        let text = write_cookie(parameter, &value).unwrap();
        assert_eq!(text, expected);
        assert_eq!(read_cookie(parameter, &text).unwrap().unwrap_or_default(), value);
    };
    let text = Parameter::cookie("color");
    check(&text, json!("a;b=c,\r\n+"), "color=a%3Bb%3Dc%2C%0D%0A%2B");
    check(&text.shape(Shape::Array), json!(["a", "b"]), "color=a; color=b");
    check(&text.shape(Shape::Array).explode(false), json!(["a", "b"]), "color=a,b");
    check(
        &text.shape(Shape::Object).explode(false),
        json!({"G": "2"}),
        "color=G,2",
    );
    check(&text, Value::Null, "");
    assert_eq!(
        read_cookie(&text, "a=1; color=\"x+y\" ; b").unwrap(),
        Some(json!("x+y"))
    );
    assert!(write_cookie(&Parameter::cookie("a b"), &1).is_err());
}

#[test]
fn forms_go_there_and_back() {
    let value = json!({"a": "1 + 1", "list": ["x", "y&z"], "none": null, "object": {"k": 1}});
    let form = encode_form(&value);
    assert_eq!(form, "a=1+%2B+1&list=x&list=y%26z&object=%7B%22k%22%3A1%7D");
    let read = parse_form(form.as_bytes()).unwrap();
    assert_eq!(
        read,
        json!({"a": "1 + 1", "list": ["x", "y&z"], "object": r#"{"k":1}"#})
    );
    assert_eq!(parse_form(b"").unwrap(), json!({}));
    assert!(parse_form(b"a=\xff").is_err());
    assert!(parse_form(b"a=%ff").is_err());
    assert_eq!(encode_form(&to_value(&7)), "");
}
