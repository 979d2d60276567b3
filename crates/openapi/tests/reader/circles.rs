//! References that lead in a circle.

use super::{paths, schemas};

#[test]
fn recursion_through_properties_and_items_is_fine() {
    insta::assert_snapshot!(schemas("3.1.0", "\
Tree: {type: object, properties: {children: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}
Json: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/Json'}}]}
"), @"
    schema Tree = {children: [Tree…]}
    schema Json = one(string | [Json…])
    ");
}

#[test]
fn references_that_never_reach_a_schema_are_errors() {
    insta::assert_snapshot!(schemas("3.1.0", "\
A: {$ref: '#/components/schemas/B'}
B: {$ref: '#/components/schemas/A'}
C: {$ref: '#/components/schemas/C'}
"), @"
    schema A = all(B)
    schema B = any
    schema C = any
    api.yaml:7:8: error[reference-cycle]: the schema `B` is made of itself and has no end
      help: remove one of the references of `allOf`, `oneOf` or `anyOf` that lead back to it
    api.yaml:8:15: error[reference-cycle]: `#/components/schemas/C` leads back to itself and never to a value
      help: describe in one of these places what is meant, instead of referring on
    ");
}

#[test]
fn schemas_that_are_made_of_themselves_are_errors() {
    insta::assert_snapshot!(schemas("3.1.0", "\
A: {allOf: [{$ref: '#/components/schemas/B'}]}
B: {allOf: [{$ref: '#/components/schemas/A'}, {type: object, properties: {b: {type: string}}}]}
C: {oneOf: [{$ref: '#/components/schemas/C'}, {type: string}]}
D: {$ref: '#/components/schemas/D', description: itself}
"), @"
    schema A = all(B)
    schema B = all({b: string})
    schema C = one(string)
    schema D = any -- itself
    api.yaml:7:8: error[reference-cycle]: the schema `B` is made of itself and has no end
      help: remove one of the references of `allOf`, `oneOf` or `anyOf` that lead back to it
    api.yaml:8:8: error[reference-cycle]: the schema `C` is made of itself and has no end
      help: remove one of the references of `allOf`, `oneOf` or `anyOf` that lead back to it
    api.yaml:9:8: error[reference-cycle]: the schema `D` is made of itself and has no end
      help: remove one of the references of `allOf`, `oneOf` or `anyOf` that lead back to it
    ");
}

#[test]
fn variants_that_inherit_from_their_union_inherit_what_stands_beside_it() {
    insta::assert_snapshot!(schemas("3.0.0", "\
Pet:
  type: object
  properties: {kind: {type: string}}
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
  discriminator: {propertyName: kind}
Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {lives: {type: integer}}}]}
Dog: {allOf: [{$ref: '#/components/schemas/Pet'}]}
"), @"
    schema Pet = all(one(Cat | Dog) by kind()) & {kind: string}
    schema Cat = all({kind: string}, {lives: integer})
    schema Dog = all({kind: string})
    api.yaml:11:10: warning[inherited-union]: the schema `Cat` inherits from the schema `Pet`, of which it is a variant; it inherits what stands beside the variants
      help: move the common properties into a schema of their own, from which the variants inherit
    api.yaml:12:10: warning[inherited-union]: the schema `Dog` inherits from the schema `Pet`, of which it is a variant; it inherits what stands beside the variants
      help: move the common properties into a schema of their own, from which the variants inherit
    ");
}

#[test]
fn path_items_parameters_and_responses_in_circles_are_errors() {
    insta::assert_snapshot!(paths("\
/a: {$ref: '#/paths/~1b'}
/b: {$ref: '#/paths/~1a'}
/c:
  get:
    operationId: c
    parameters: [{$ref: '#/paths/~1c/get/parameters/0'}]
    responses: {200: {$ref: '#/paths/~1c/get/responses/200'}}
"), @"
    GET /c c
    api.yaml:4:14: error[reference-cycle]: `#/paths/~1b` leads back to itself and never to a value
      help: describe in one of these places what is meant, instead of referring on
    api.yaml:5:14: error[reference-cycle]: `#/paths/~1a` leads back to itself and never to a value
      help: describe in one of these places what is meant, instead of referring on
    api.yaml:9:27: error[reference-cycle]: `#/paths/~1c/get/parameters/0` leads back to itself and never to a value
      help: describe in one of these places what is meant, instead of referring on
    api.yaml:10:31: error[reference-cycle]: `#/paths/~1c/get/responses/200` leads back to itself and never to a value
      help: describe in one of these places what is meant, instead of referring on
    ");
}

#[test]
fn references_in_a_row_have_a_limit() {
    let items: String = (0..1000)
        .map(|index| format!("/p{index}: {{$ref: '#/paths/~1p{}'}}\n", index + 1))
        .collect();
    let outline = paths(&(items + "/p1000: {get: {operationId: last}}\n"));
    insta::assert_snapshot!(outline.lines().filter(|line| !line.starts_with("GET")).take(2).collect::<Vec<_>>().join("\n"), @"
    api.yaml:24:16: error[reference-cycle]: `#/paths/~1p21` is one of more than 20 references in a row
      help: refer to what is described at the end of the row
    ");
    assert!(outline.contains("GET /p981 last"), "short rows are followed");
}

#[test]
fn long_chains_of_references_need_no_stack() {
    let mut text = String::new();
    for index in 0..20_000 {
        text.push_str(&format!(
            "S{index}: {{allOf: [{{$ref: '#/components/schemas/S{}'}}]}}\n",
            index + 1
        ));
    }
    text.push_str("S20000: {type: string}\n");
    let outline = schemas("3.1.0", &text);
    assert!(
        outline.ends_with("schema S20000 = string\n"),
        "{}",
        outline.lines().last().unwrap_or_default()
    );
}
