use serde_json::{Value, json};

use crate::{
    AdditionalProperties, Array, Integer, Number, NumericRange, Object, Property, Schema, SchemaId, SchemaKind,
    Schemas, Text, TextFormat, Union,
};

fn integer() -> SchemaKind {
    let range = NumericRange {
        minimum: Some(Number::Integer(1)),
        ..NumericRange::default()
    };
    SchemaKind::Integer(Integer {
        range,
        ..Integer::default()
    })
}

fn text(format: TextFormat) -> SchemaKind {
    SchemaKind::String(Text {
        format,
        max_length: Some(40),
        ..Text::default()
    })
}

fn object(properties: &[(&str, SchemaId)], required: &[&str], additional: AdditionalProperties) -> SchemaKind {
    let property = |(name, schema): &(&str, SchemaId)| Property {
        name: (*name).to_owned(),
        schema: *schema,
    };
    SchemaKind::Object(Object {
        properties: properties.iter().map(property).collect(),
        required: required.iter().map(|name| (*name).to_owned()).collect(),
        additional,
        ..Object::default()
    })
}

/// Compares with `Note`: `{id: integer, day: date, tags?: [text], state?: "open" | "shut", of?: Note | integer}`,
/// composed of an object with the id, and one with all else and nothing beyond.
fn check(value: Value, expected: &str) {
    let mut schemas = Schemas::new();
    let mut add = |kind| schemas.add(Schema::of(kind));
    let (id, day) = (add(integer()), add(text(TextFormat::Date)));
    let tag = add(text(TextFormat::Unspecified));
    let tags = add(SchemaKind::Array(Array {
        items: Some(tag),
        unique_items: true,
        ..Array::default()
    }));
    let base = add(object(&[("id", id)], &["id"], AdditionalProperties::Unspecified));
    let note = schemas.reserve();
    let state = schemas.add(Schema {
        values: Some(vec![json!("open"), json!("shut")]),
        nullable: true,
        ..Schema::default()
    });
    let of = schemas.add(Schema::of(SchemaKind::Union(Union {
        variants: vec![note, id],
        ..Union::default()
    })));
    let properties = [("day", day), ("tags", tags), ("state", state), ("of", of)];
    schemas.set(
        note,
        Schema {
            all_of: vec![base],
            ..Schema::of(object(&properties, &["day"], AdditionalProperties::Forbidden))
        },
    );
    let misfit = schemas.misfit(note, &value).map(|misfit| misfit.to_string());
    assert_eq!(misfit.as_deref().unwrap_or("fits"), expected, "{value}");
}

fn note(name: &str, value: Value) -> Value {
    let mut note = json!({"id": 1, "day": "2024-02-28"});
    note[name] = value;
    note
}

#[test]
fn objects() {
    check(note("tags", json!([])), "fits");
    check(json!({"day": "2024-02-28"}), "it lacks the property `id`");
    check(json!({"id": 1}), "it lacks the property `day`");
    check(note("other", json!(1)), "there is no property `other`");
    check(json!([]), "it must be an object, not an array");
}

#[test]
fn scalars() {
    check(note("id", json!(1.0)), "fits");
    check(note("id", json!("1")), "at `/id`, it must be an integer, not a string");
    check(note("id", json!(0)), "at `/id`, 0 is less than 1");
    check(
        note("day", json!("Monday")),
        "at `/day`, it must be a date, such as 2015-05-23",
    );
    check(note("tags", json!(["a", "a"])), "at `/tags`, its items must differ");
    let long = "x".repeat(41);
    check(
        note("tags", json!(["a", long])),
        "at `/tags/1`, it has 41 characters, and must have at most 40",
    );
}

#[test]
fn values_and_null() {
    check(note("state", Value::Null), "fits");
    check(
        note("state", json!("ajar")),
        "at `/state`, it must be one of \"open\", \"shut\"",
    );
    check(note("day", Value::Null), "at `/day`, it must be a string, not null");
}

#[test]
fn unions_say_what_is_wrong_with_the_nearest_variant() {
    check(note("of", json!(7)), "fits");
    check(note("of", note("of", json!(7))), "fits");
    check(
        note("of", note("tags", json!([1]))),
        "at `/of/tags/0`, it must be a string, not a number",
    );
    check(
        note("of", json!(true)),
        "at `/of`, no variant fits; of the first, it must be an object, not a boolean",
    );
}

#[test]
fn a_union_of_itself_comes_to_an_end() {
    let mut schemas = Schemas::new();
    let endless = schemas.reserve();
    let variants = vec![endless, endless];
    schemas.set(
        endless,
        Schema::of(SchemaKind::Union(Union {
            variants,
            ..Union::default()
        })),
    );
    assert_eq!(schemas.misfit(endless, &json!(1)), None);
}
