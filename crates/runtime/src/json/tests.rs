//! Tests of reading and writing JSON.

use std::net::Ipv4Addr;

use super::*;
use crate::{Bytes, Date, Timestamp, Uuid};

/// Reads `text` as a `T` and writes it again, or lists the problems.
fn check_with<T: Decode + Encode>(decoder: Decoder, text: &str, expected: &str) {
    let result = match from_slice::<T>(text.as_bytes(), decoder) {
        Ok(value) => to_string(&value),
        Err(failure) => failure.to_string(),
    };
    assert_eq!(result, expected, "reading {text}");
}

fn check<T: Decode + Encode>(text: &str, expected: &str) {
    check_with::<T>(Decoder::strict(), text, expected);
}

#[test]
fn integers_are_numbers_without_a_fraction() {
    check::<i32>("42", "42");
    check::<i32>("1.0", "1");
    check::<i32>("1e2", "100");
    check::<i32>("1.5", "expected an integer, found the number 1.5");
    check::<u8>("256", "expected an integer from 0 to 255, found the number 256");
    check::<i64>("-9223372036854775808", "-9223372036854775808");
    check::<u64>("18446744073709551615", "18446744073709551615");
    check::<i64>(
        "-9223372036854775809",
        "expected an integer from -9223372036854775808 to 9223372036854775807, found the number -9.223372036854776e+18",
    );
    let forty_digits = "1".repeat(40);
    check::<u64>(
        &forty_digits,
        "expected an integer from 0 to 18446744073709551615, found the number 1.1111111111111112e+39",
    );
    check::<i64>("1e400", "invalid JSON at line 1, column 5: number out of range");
}

#[test]
fn numbers_keep_their_precision() {
    check::<f64>("0.1", "0.1");
    check::<f64>("1e300", "1e300");
    check::<f64>("7", "7.0");
    check::<f32>("0.1", "0.1");
    check::<f32>("1e39", "expected a number of single precision, found the number 1e+39");
    assert_eq!(to_string(&f64::NAN), "null");
}

#[test]
fn messages_tell_what_is_due_and_what_was_found() {
    check::<String>("42", "expected a string, found the number 42");
    check::<String>("null", "expected a string, found null");
    check::<bool>("\"yes\"", "expected a boolean, found the string \"yes\"");
    check::<Vec<u8>>("{}", "expected an array, found an object");
    check::<Map<u8>>("[]", "expected an object, found an array");
    check::<Vec<u8>>(
        "[1,\"a\",300]",
        "/1: expected an integer, found the string \"a\"; \
         /2: expected an integer from 0 to 255, found the number 300",
    );
    check::<Map<u8>>("{\"a/b~c\":[]}", "/a~1b~0c: expected an integer, found an array");
    let long = format!("\"{}\"", "x".repeat(100));
    check::<u8>(
        &long,
        &format!("expected an integer, found the string \"{}…\"", "x".repeat(40)),
    );
}

#[test]
fn strings_are_escaped() {
    check::<String>(r#""a\"\\\n\u0001\u00e9\ud83d\ude00""#, "\"a\\\"\\\\\\n\\u0001é😀\"");
    check::<Value>(r#"{"a\"b":[1,null,true,"x"]}"#, r#"{"a\"b":[1,null,true,"x"]}"#);
}

#[test]
fn formats_are_read_and_written() {
    check::<Uuid>(
        "\"67E55044-10B1-426F-9247-BB680E5FE0C8\"",
        "\"67e55044-10b1-426f-9247-bb680e5fe0c8\"",
    );
    check::<Uuid>("\"x\"", "expected a UUID, found the string \"x\"");
    check::<Timestamp>("\"2024-02-29T12:00:00+02:00\"", "\"2024-02-29T10:00:00Z\"");
    check::<Timestamp>(
        "\"2024-02-29\"",
        "expected a date and time with its offset (RFC 3339), found the string \"2024-02-29\"",
    );
    check::<Date>("\"2024-02-29\"", "\"2024-02-29\"");
    check::<Date>(
        "\"2023-02-29\"",
        "expected a date (RFC 3339), found the string \"2023-02-29\"",
    );
    check::<Date>(
        "\"2024-02-29T10:00\"",
        "expected a date (RFC 3339), found the string \"2024-02-29T10:00\"",
    );
    check::<Ipv4Addr>("\"127.0.0.1\"", "\"127.0.0.1\"");
    check::<Bytes>("\"aGk\"", "\"aGk=\"");
    check::<Bytes>("\"a*\"", "expected Base64 text, found the string \"a*\"");
}

#[test]
fn syntax_errors_have_a_position_and_nesting_a_limit() {
    check::<Value>("{\n\"a\":}", "invalid JSON at line 2, column 5: expected value");
    let nested = "[".repeat(100_000);
    check::<Value>(&nested, "invalid JSON at line 1, column 128: recursion limit exceeded");
    assert!(from_slice::<Value>(b"\"\xff\"", Decoder::strict()).is_err());
}

/// A type with a property of every kind.
#[derive(Debug, PartialEq)]
struct Pet {
    name: String,
    age: Option<u8>,
    owner: Option<Option<String>>,
    tags: Vec<String>,
    additional: Map<i32>,
}

impl Encode for Pet {
    fn encode(&self, out: &mut Writer) {
        out.object()
            .required("name", &self.name)
            .optional("age", &self.age)
            .optional("owner", &self.owner)
            .required("tags", &self.tags)
            .additional(&self.additional);
    }
}

impl Decode for Pet {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        let mut object = decoder.object(value)?;
        let name = object.required("name");
        let age = object.optional("age");
        let owner = object.optional_nullable("owner");
        let tags = object.defaulted("tags");
        let additional = object.additional();
        Some(Self {
            name: name?,
            age: age?,
            owner: owner?,
            tags: tags?,
            additional: additional?,
        })
    }
}

#[test]
fn objects_tell_absent_from_null() {
    check::<Pet>(r#"{"name":"Rex"}"#, r#"{"name":"Rex","tags":[]}"#);
    check::<Pet>(
        r#"{"z":1,"tags":["a"],"owner":null,"name":"Rex","b":2}"#,
        r#"{"name":"Rex","owner":null,"tags":["a"],"b":2,"z":1}"#,
    );
    check::<Pet>(r#"{"name":"R","age":null}"#, "/age: expected an integer, found null");
    check_with::<Pet>(
        Decoder::lenient(),
        r#"{"name":"R","age":null,"tags":null}"#,
        r#"{"name":"R","tags":[]}"#,
    );
    check::<Pet>(
        r#"{"age":-1,"x":"y"}"#,
        "missing required property `name`; \
         /age: expected an integer from 0 to 255, found the number -1; \
         /x: expected an integer, found the string \"y\"",
    );
}

#[test]
fn additional_properties_do_not_repeat_declared_ones() {
    let additional = Map::from([("name".to_owned(), 1), ("other".to_owned(), 2)]);
    let pet = Pet {
        name: "R".to_owned(),
        age: None,
        owner: None,
        tags: vec![],
        additional,
    };
    assert_eq!(to_string(&pet), r#"{"name":"R","tags":[],"other":2}"#);
}

/// A type that knows all its properties.
#[derive(Debug)]
struct Closed;

impl Decode for Closed {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        decoder.object(value)?.deny_additional()?;
        Some(Self)
    }
}

impl Encode for Closed {
    fn encode(&self, out: &mut Writer) {
        out.object().end();
    }
}

#[test]
fn unknown_properties_are_denied_strictly() {
    check::<Closed>(r#"{"b":1,"a":2}"#, "/a: unknown property; /b: unknown property");
    check_with::<Closed>(Decoder::lenient(), r#"{"b":1}"#, "{}");
}

/// An open enumeration.
#[derive(Debug)]
enum Color {
    Red,
    Unknown(String),
}

impl Decode for Color {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        match decoder.string(value)? {
            "red" => Some(Self::Red),
            found => decoder.unknown_value(found, &["red"], Self::Unknown(found.to_owned())),
        }
    }
}

impl Encode for Color {
    fn encode(&self, out: &mut Writer) {
        out.string(match self {
            Self::Red => "red",
            Self::Unknown(text) => text,
        });
    }
}

#[test]
fn unknown_values_are_kept_leniently() {
    check::<Color>("\"red\"", "\"red\"");
    check::<Color>("\"blue\"", "expected `red`, found `blue`");
    check_with::<Color>(Decoder::lenient(), "\"blue\"", "\"blue\"");
}

/// A union without a discriminator.
#[derive(Debug)]
enum Union {
    Color(Color),
    Number(u8),
    Pet(Box<Pet>),
}

impl Decode for Union {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        decoder.union("Union", &["Color", "Number", "Pet"], |decoder| {
            (decoder.trial(value).map(Self::Color))
                .or_else(|| decoder.trial(value).map(Self::Number))
                .or_else(|| decoder.trial(value).map(Self::Pet))
        })
    }
}

impl Encode for Union {
    fn encode(&self, out: &mut Writer) {
        match self {
            Self::Color(color) => color.encode(out),
            Self::Number(number) => number.encode(out),
            Self::Pet(pet) => pet.encode(out),
        }
    }
}

#[test]
fn unions_take_the_variant_that_fits() {
    check::<Union>("\"red\"", "\"red\"");
    check::<Union>("7", "7");
    check::<Union>(r#"{"name":"R"}"#, r#"{"name":"R","tags":[]}"#);
    check::<Vec<Union>>(
        r#"[1,{"name":3}]"#,
        "/1: fits no variant of Union: Color (expected a string, found an object), \
         Number (expected an integer, found an object), \
         Pet (/name: expected a string, found the number 3)",
    );
    // An exact variant comes before an open enumeration that would take any text.
    check_with::<Union>(Decoder::lenient().text(), "\"7\"", "7");
    check_with::<Union>(Decoder::lenient(), "\"green\"", "\"green\"");
}

/// A union whose variants both recurse: without a bound, reading takes 2^depth steps.
#[derive(Debug)]
struct Fork;

impl Decode for Fork {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        let branch = |decoder: &mut Decoder| decoder.trial::<Branch>(value);
        decoder.union("Fork", &["A", "B"], |decoder| {
            branch(decoder).or_else(|| branch(decoder))
        })?;
        Some(Self)
    }
}

struct Branch;

impl Decode for Branch {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        let mut object = decoder.object(value)?;
        object.required::<Fork>("next")?;
        Some(Self)
    }
}

#[test]
fn nested_alternatives_are_bounded() {
    let text = format!("{}1{}", "{\"next\":".repeat(100), "}".repeat(100));
    for decoder in [Decoder::strict(), Decoder::lenient()] {
        let failure = from_slice::<Fork>(text.as_bytes(), decoder).unwrap_err();
        let last = failure.into_violations().pop().unwrap();
        assert_eq!(last.message, "too many nested alternatives to try");
    }
}

#[test]
fn text_mode_takes_strings_for_leaves() {
    let check = |text: &str, expected: &str| {
        check_with::<(Vec<i64>, Option<bool>)>(Decoder::strict().text(), text, expected);
    };
    check(r#"[["1","-2"],"true"]"#, "[[1,-2],true]");
    check(r#"["3",null]"#, "[[3],null]");
    check(r#"["3","null"]"#, "[[3],null]");
    check(
        r#"[" 3","null"]"#,
        r#"/0/0: expected an integer, found the string " 3""#,
    );
    check(
        r#"["","TRUE"]"#,
        concat!(
            r#"/0/0: expected an integer, found the string ""; "#,
            r#"/1: expected a boolean, found the string "TRUE""#,
        ),
    );
    check_with::<Option<String>>(Decoder::strict().text(), "\"null\"", "\"null\"");
    check_with::<Value>(Decoder::strict().text(), "\"7\"", "\"7\"");
    check_with::<f64>(Decoder::strict().text(), "\"1.5e3\"", "1500.0");
    check_with::<f64>(
        Decoder::strict().text(),
        "\"NaN\"",
        "expected a number, found the string \"NaN\"",
    );
    check_with::<Pet>(
        Decoder::strict().text(),
        r#""{\"name\":\"R\",\"tags\":[],\"n\":1}""#,
        r#"{"name":"R","tags":[],"n":1}"#,
    );
}

/// A pair as an array of two, to read two types at once.
impl<A: Decode, B: Decode> Decode for (A, B) {
    fn decode(value: &Value, decoder: &mut Decoder) -> Option<Self> {
        let items = decoder.array(value)?;
        let mark = decoder.enter_item(0);
        let first = A::decode(&items[0], decoder);
        decoder.leave(mark);
        let mark = decoder.enter_item(1);
        let second = B::decode(&items[1], decoder);
        decoder.leave(mark);
        Some((first?, second?))
    }
}

impl<A: Encode, B: Encode> Encode for (A, B) {
    fn encode(&self, out: &mut Writer) {
        out.array().item(&self.0).item(&self.1);
    }
}

#[test]
fn tags_choose_and_are_missed() {
    let mut decoder = Decoder::strict();
    let value = serde_json::json!({"kind": "cat", "n": 1});
    assert_eq!(decoder.tag(&value, "kind"), Some("cat"));
    decoder.unknown_tag("kind", "cat", &["dog", "cow"]);
    assert_eq!(decoder.tag(&value, "n"), None);
    assert_eq!(decoder.tag(&value, "gone"), None);
    let problems: Vec<String> = decoder.finish().iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "/kind: expected one of `dog`, `cow`, found `cat`",
            "/n: expected a string, found the number 1",
            "missing required property `gone`",
        ]
    );
}

#[test]
fn problems_are_bounded() {
    let many = format!("[{}1]", "1,".repeat(10_000));
    let failure = from_slice::<Vec<bool>>(many.as_bytes(), Decoder::strict()).unwrap_err();
    assert_eq!(failure.into_violations().len(), 100);
}

#[cfg(feature = "serde")]
crate::impl_serde!(Pet);

#[cfg(feature = "serde")]
#[test]
fn serde_goes_through_json() {
    let pet: Pet = serde_json::from_str(r#"{"name":"Rex","owner":null}"#).unwrap();
    assert_eq!(pet.owner, Some(None));
    let value = serde_json::to_value(&pet).unwrap();
    assert_eq!(value, serde_json::json!({"name": "Rex", "owner": null, "tags": []}));
    let error = serde_json::from_str::<Pet>("{}").unwrap_err();
    assert_eq!(error.to_string(), "missing required property `name`");
}

#[test]
fn a_tag_is_written_in_front_of_an_objects_properties() {
    let tagged = |value: &Value| {
        let mut out = Writer::new();
        out.tagged("ki\"nd", "cat", value);
        out.finish()
    };
    assert_eq!(tagged(&serde_json::json!({})), r#"{"ki\"nd":"cat"}"#);
    assert_eq!(tagged(&serde_json::json!({"a": [1]})), r#"{"ki\"nd":"cat","a":[1]}"#);
    assert_eq!(tagged(&serde_json::json!([1])), "[1]");
}
