//! Inheritance by discriminator.

use super::paths;

const PATHS: &str = "
/pets:
  post:
    operationId: create
    requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
    responses: {'200': {description: d, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}}
";

#[test]
fn a_schema_with_subtypes_is_any_of_them_where_it_is_used() {
    insta::assert_snapshot!(paths(PATHS, "
Pet: {required: [kind], properties: {kind: {type: string}, friend: {$ref: '#/components/schemas/Pet'}}, discriminator: {propertyName: kind}}
Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {claws: {type: integer}}}]}
Lion: {allOf: [{$ref: '#/components/schemas/Cat'}, {properties: {mane: {type: boolean}}}]}
"), @r#"
    union Pet by "kind"
      Cat(Box<Cat>) "Cat"
      Lion(Box<Lion>) "Lion"
      Base(Box<PetBase>) "Pet"
    struct PetBase
      kind: String
      friend: Box<Pet>, optional
    struct Cat
      kind: String
      friend: Box<Pet>, optional
      claws: i64, optional
    struct Lion
      kind: String
      friend: Box<Pet>, optional
      claws: i64, optional
      mane: bool, optional
    fn Api::create Create POST /pets
      body: json application/json Pet
      200 Ok: json application/json Vec<Pet> [each] such as [{"kind":"Cat","friend":{"kind":"Lion"},"claws":1}]
    "#);
}

#[test]
fn a_mapping_says_which_subtypes_there_are() {
    insta::assert_snapshot!(paths(PATHS, "
Pet:
  required: [kind]
  properties: {kind: {type: string}}
  discriminator: {propertyName: kind, mapping: {cat: Cat, dog: '#/components/schemas/Dog'}}
Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {claws: {type: integer}}}]}
Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {bark: {type: boolean}}}]}
"), @r#"
    union Pet by "kind"
      Cat(Cat) "cat"
      Dog(Dog) "dog"
      Base(PetBase) "Pet"
    struct PetBase
      kind: String
    struct Cat
      kind: String
      claws: i64, optional
    struct Dog
      kind: String
      bark: bool, optional
    fn Api::create Create POST /pets
      body: json application/json Pet
      200 Ok: json application/json Vec<Pet> [each] such as [{"kind":"cat","claws":1}]
    "#);
}

#[test]
fn the_schema_itself_is_documented_among_its_subtypes() {
    let document = super::document(
        "{}",
        "
Pet:
  description: Any animal.
  required: [kind]
  properties: {kind: {type: string}}
  discriminator: {propertyName: kind}
Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {claws: {type: integer}}}]}
",
    );
    let (plan, _) = super::plan(&document);
    let base = plan
        .types
        .iter()
        .find(|(_, it)| it.name == "PetBase")
        .expect("the base");
    insta::assert_snapshot!(base.1.docs.lines().collect::<Vec<_>>().join("\n"), @r#"
    Base: a value of the schema `Pet` itself, of none of its subtypes.

    Any animal.
    "#);
}
