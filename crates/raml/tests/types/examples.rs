//! Examples, defaults and annotations, which must fit their types.

use super::{check, check_findings};

#[test]
fn examples_of_all_forms() {
    check(
        r#"
        Person:
          properties: {name: string, value?: string}
          examples:
            plain: {name: Ann}
            explicit: {value: {name: Bea, value: x}, strict: true}
            text: '{"name": "Cem"}'
        Any: {type: any, example: <a/>}
        Loose: {type: integer, example: {value: none, strict: false}}
        "#,
        r#"
        Person = {name: string, value?: string} example={"name":"Ann"} example={"name":"Bea","value":"x"} example={"name":"Cem"}
        Any = any example="<a/>"
        Loose = integer example="none"
        "#,
    );
}

#[test]
fn values_that_do_not_fit_are_errors_at_their_place() {
    check_findings(
        "
        Person:
          properties:
            name: string
            born?: date-only
            tags?: string[]
          additionalProperties: false
          examples:
            missing: {born: 2020-01-01}
            wrong: {name: 2, born: today, tags: [a, 1], more: true}
        ",
        "
        10:16 invalid-example: this example does not fit: it lacks the property `name`
        11:21 invalid-example: this example does not fit: it must be a string, not the number 2
        11:30 invalid-example: this example does not fit: it must be a date, such as 2015-05-23, not the text `today`
        11:47 invalid-example: this example does not fit: it must be a string, not the number 1
        11:51 invalid-example: this example does not fit: there is no property `more`
        ",
    );
}

#[test]
fn restrictions_hold_for_values() {
    check_findings(
        "
        Code: {pattern: '[A-Z]{2}', example: ABC}
        Even: {type: integer, multipleOf: 2, maximum: 8, examples: {a: 3, b: 10}}
        Small: {type: number, format: int8, default: 300}
        Half: {type: number, multipleOf: 0.1, example: 0.3}
        Few: {type: 'string[]', uniqueItems: true, minItems: 3, example: [a, a]}
        Level: {enum: [low, 4], default: middle}
        Map: {properties: {/.*/: string}, minProperties: 2, example: {a: b}}
        ",
        r#"
        3:40 invalid-example: this example does not fit: it does not match `^[A-Z]{2}$`
        4:66 invalid-example: this example does not fit: 3 is no multiple of 2
        4:72 invalid-example: this example does not fit: 10 is greater than 8
        5:48 invalid-default: this default does not fit: 300 is out of the range of its format
        7:68 invalid-example: this example does not fit: it has 2 items, and must have at least 3
        7:72 invalid-example: this example does not fit: the items must differ, and this one is there already
        8:23 invalid-enumeration: this value does not fit: it must be a string, not the number 4
        8:36 invalid-default: this default does not fit: it must be one of "low", "4", not the text `middle`
        9:64 invalid-example: this example does not fit: it has 1 properties, and must have at least 2
        "#,
    );
}

#[test]
fn json_in_text_has_its_own_places() {
    check_findings(
        r#"
        Broken:
          properties: {a: string}
          example: |
            {
              a": "b"
            }
        Wrong:
          properties: {a: string}
          example: |
            {
              "a": 1
            }
        Other: {type: object, example: hello}
        "#,
        "
        7:9 invalid-example: this example is no JSON: Unexpected token
        13:14 invalid-example: this example does not fit: it must be a string, not the number 1
        15:34 invalid-example: this example does not fit: it must be an object, not the text `hello`
        ",
    );
}

#[test]
fn unions_say_what_is_wrong_with_the_nearest_variant() {
    check_findings(
        "
        Cat: {properties: {name: string, color: string}}
        Dog: {properties: {name: string, fangs: string}}
        Pet: {type: Cat | Dog, example: {name: Rex}}
        ",
        "5:35 invalid-example: this example does not fit: no variant of the union fits; of the nearest one: it lacks \
         the property `color`",
    );
}

#[test]
fn the_discriminator_chooses_what_an_example_must_fit() {
    check_findings(
        "
        Person: {discriminator: kind, properties: {kind: string}}
        Employee: {type: Person, properties: {number: integer}}
        People:
          type: Person[]
          example:
            - {kind: Employee, number: x}
            - {kind: Boss}
        ",
        "
        8:34 invalid-example: this example does not fit: it must be an integer, not the text `x`
        9:16 invalid-example: this example does not fit: no type has the discriminator `Boss`
        ",
    );
}

#[test]
fn annotations_fit_their_types() {
    let document = "#%RAML 1.0\ntitle: A\nannotationTypes:\n  level: {type: integer, maximum: 3}\n  note: \
                    nil\n  place: {allowedTargets: Resource}\ntypes:\n  A: {(level): 4}\n  B: {(note): x}\n  C: {(lvel): \
                    1}\n  D: {(place): x}\n  E: {(level): 2}\n";
    let (api, diagnostics, sources) = super::read(&[("api.raml", document)]);
    let found = super::findings(&diagnostics, &sources, specwright_diagnostics::Severity::Error);
    let expected = "8:16 invalid-annotation: this annotation does not fit: 4 is greater than 3\n\
                    9:15 invalid-annotation: this annotation does not fit: it must be null, not the text `x`\n\
                    10:7 unknown-annotation: there is no annotation type `lvel`\n\
                    11:7 invalid-annotation: `(place)` cannot be put here: its targets are Resource";
    assert_eq!(found, expected);
    let id = api.schemas.by_name("E").expect("the type");
    assert_eq!(
        serde_json::Value::from(api.schemas.get(id).extensions.clone()).to_string(),
        r#"{"level":2}"#
    );
}

#[test]
fn annotation_types_may_be_annotated_by_themselves() {
    let document = "#%RAML 1.0\ntitle: A\nannotationTypes:\n  note: {type: string, (note): x}\n  \
                    one: {allowedTargets: Method, (two): x}\n  two: {(one): x}\n";
    let (_, diagnostics, sources) = super::read(&[("api.raml", document)]);
    let found = super::findings(&diagnostics, &sources, specwright_diagnostics::Severity::Error);
    let expected = "6:9 invalid-annotation: `(one)` cannot be put here: its targets are Method";
    assert_eq!(found, expected);
}
