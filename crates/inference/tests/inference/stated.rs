//! Properties that the document describes in words.

use insta::assert_snapshot;
use specwright_inference::{PayloadExamples, StatedProperty};
use specwright_model::{Schema, SchemaKind, Schemas};

use crate::print::{answer, conclude, request};

fn stated(name: &str, required: bool, description: &str) -> StatedProperty {
    StatedProperty {
        name: name.to_owned(),
        required,
        description: (!description.is_empty()).then(|| description.to_owned()),
        ..StatedProperty::default()
    }
}

fn check(payload: PayloadExamples, stated: Vec<StatedProperty>, schemas: &mut Schemas) -> String {
    let user = answer(r#"{"user": {"email": "a@b.example", "age": 3, "name": "c"}}"#);
    conclude(vec![user, PayloadExamples { stated, ..payload }], schemas)
}

#[test]
fn words_count_more_than_examples() {
    let mut schemas = Schemas::new();
    let boolean = schemas.add(Schema::of(SchemaKind::Boolean));
    let of_boolean = StatedProperty {
        schema: Some(boolean),
        ..stated("age", false, "How old")
    };
    let properties = vec![
        stated("email", true, "Where to write"),
        of_boolean,
        stated("nick", true, ""),
    ];
    let payload = request(r#"{"name": "c", "email": "a@b.example", "age": 3}"#);
    assert_snapshot!(check(payload, properties, &mut schemas), @r"
    { user: User }
    { email: email (Where to write), age?: boolean (How old), nick: string, name: string }
    User = { email: email, age: integer, name: string }
    ");
    assert_eq!(schemas.get(boolean).description, None);
}

#[test]
fn a_type_with_a_name_keeps_its_own_description() {
    let payload = request(r#"{"user": {"email": "a@b.example", "age": 3, "name": "c"}}"#);
    assert_snapshot!(check(payload, vec![stated("user", true, "Who")], &mut Schemas::new()), @r"
    { user: User }
    { user: User (Who) }
    User = { email: email, age: integer, name: string }
    ");
}

#[test]
fn words_alone() {
    let payload = PayloadExamples::default();
    assert_snapshot!(check(payload, vec![stated("a", false, "")], &mut Schemas::new()), @r"
    { user: User }
    { a?: string }
    User = { email: email, age: integer, name: string }
    ");
}
