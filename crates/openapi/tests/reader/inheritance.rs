//! Inheritance by discriminator.

use super::{outline, read_texts, schemas};

#[test]
fn schemas_that_inherit_are_subtypes_over_any_number_of_steps() {
    insta::assert_snapshot!(schemas("3.0.3", "\
Lizard: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {scales: {type: integer}}}]}
Pet: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind}}
Cat: {allOf: [{$ref: '#/components/schemas/Pet'}]}
Lion: {allOf: [{$ref: '#/components/schemas/Cat'}, {type: object, properties: {pride: {type: string}}}]}
Owner: {type: object, properties: {pet: {allOf: [{$ref: '#/components/schemas/Pet'}], description: a use}}}
Stone: {type: object}
"), @"
    schema Lizard = all(Pet, {scales: integer})
    schema Pet = {kind*: string} or one(Lizard | Cat | Lion) by kind()
    schema Cat = all(Pet)
    schema Lion = all(Cat, {pride: string})
    schema Owner = {pet: all(Pet)}
    schema Stone = {}
    ");
}

#[test]
fn mappings_add_values_and_subtypes() {
    insta::assert_snapshot!(schemas("3.2.0", "\
Pet:
  type: object
  properties: {kind: {type: string}}
  discriminator:
    propertyName: kind
    mapping: {pet: Pet, cat: Cat, kitten: '#/components/schemas/Cat', other: Other, gone: Dgo}
    defaultMapping: Other
Cat: {allOf: [{$ref: '#/components/schemas/Pet'}]}
Dog: {allOf: [{$ref: '#/components/schemas/Pet'}]}
Other: {type: object}
"), @"
    schema Pet = {kind: string} or one(Cat | Dog | Other) by kind(pet=Pet, cat=Cat, kitten=Cat, other=Other, else Other)
    schema Cat = all(Pet)
    schema Dog = all(Pet)
    schema Other = {}
    api.yaml:11:95: warning[unknown-discriminator-target]: the value `gone` is mapped to `Dgo`, which is no schema; it is left out
      help: did you mean `#/components/schemas/Dog`?
    ");
}

#[test]
fn other_names_are_looked_through_and_are_no_subtypes() {
    insta::assert_snapshot!(schemas("3.1.0", "\
Pet: {type: object, discriminator: {propertyName: kind}}
Animal: {$ref: '#/components/schemas/Pet'}
Beast: {$ref: '#/components/schemas/Pet', description: a pet}
Cat: {allOf: [{$ref: '#/components/schemas/Animal'}]}
Dog: {$ref: '#/components/schemas/Beast', properties: {tail: {type: boolean}}}
"), @"
    schema Pet = {} or one(Cat | Dog) by kind()
    schema Animal = all(Pet)
    schema Beast = all(Pet) -- a pet
    schema Cat = all(Animal)
    schema Dog = all(Beast) & {tail: boolean}
    ");
}

#[test]
fn subtypes_with_discriminators_have_subtypes_of_their_own() {
    insta::assert_snapshot!(schemas("3.1.0", "\
Pet: {type: object, discriminator: {propertyName: kind}}
Cat: {allOf: [{$ref: '#/components/schemas/Pet'}], discriminator: {propertyName: breed}}
Siamese: {allOf: [{$ref: '#/components/schemas/Cat'}]}
"), @"
    schema Pet = {} or one(Cat | Siamese) by kind()
    schema Cat = all(Pet) or one(Siamese) by breed()
    schema Siamese = all(Cat)
    ");
}

#[test]
fn a_variant_beside_null_keeps_its_discriminator() {
    insta::assert_snapshot!(schemas("3.1.0", "\
Cat: {type: object, required: [kind], properties: {kind: {type: string}}}
Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {type: 'null'}], discriminator: {propertyName: kind, mapping: {cat: Cat}}}
"), @"
    schema Cat = {kind*: string}
    schema Pet = one(Cat) by kind(cat=Cat) nullable
    ");
}

#[test]
fn discriminators_without_heirs_are_noted() {
    insta::assert_snapshot!(schemas("3.1.0", "Pet: {type: object, discriminator: {propertyName: kind}}\n"), @"
    schema Pet = {} or one() by kind()
    api.yaml:6:25: note[ineffective-discriminator]: this discriminator tells nothing apart: no schema inherits from the one that it belongs to
      help: list the variants under `oneOf`, or let them name this schema under `allOf`
    ");
}

#[test]
fn schemas_that_inherit_from_each_other_end() {
    insta::assert_snapshot!(schemas("3.1.0", "\
Pet: {type: object, discriminator: {propertyName: kind}, allOf: [{$ref: '#/components/schemas/Cat'}]}
Cat: {allOf: [{$ref: '#/components/schemas/Pet'}]}
"), @"
    schema Pet = all(Cat) & {} or one(Cat) by kind()
    schema Cat = any
    api.yaml:7:10: error[reference-cycle]: the schema `Cat` is made of itself and has no end
      help: remove one of the references of `allOf`, `oneOf` or `anyOf` that lead back to it
    ");
}

#[test]
fn heirs_in_other_files_are_found_though_nothing_refers_to_them() {
    let api = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    \
        Owner: {type: object, properties: {pet: {$ref: 'models.yaml#/Pet'}}}\n";
    let models = "\
Pet: {type: object, discriminator: {propertyName: kind, mapping: {cat: Cat}}, example: {allOf: [{$ref: '#/Pet'}]}}
Cat: {allOf: [{$ref: '#/Pet'}], properties: {lives: {type: integer}}}
Lion: {allOf: [{$ref: '#/Feline'}], properties: {typo: {typ: string}}}
Feline: {$ref: '#/Cat'}
Stone: {allOf: [{type: object}]}
";
    let (api, findings) = read_texts(&[("api.yaml", api), ("models.yaml", models)]);
    let outline = api.as_ref().map(outline::api).unwrap_or_default();
    insta::assert_snapshot!(format!("{outline}{findings}"), @"
    schema Owner = {pet: Pet}
    schema Pet = {} or one(Cat | Lion) by kind(cat=Cat)
    schema Cat = all(Pet) & {lives: integer}
    schema Lion = all(Feline) & {typo: any}
    schema Feline = all(Cat)
    models.yaml:3:57: warning[unknown-key]: `typ` is no key of a schema
      help: did you mean `type`?
    ");
}

#[test]
fn long_chains_of_subtypes_have_a_limit() {
    let mut text = String::from("S0: {type: object, discriminator: {propertyName: kind}}\n");
    for index in 1..3_000 {
        text.push_str(&format!(
            "S{index}: {{allOf: [{{$ref: '#/components/schemas/S{}'}}], discriminator: {{propertyName: kind}}}}\n",
            index - 1
        ));
    }
    let outline = schemas("3.1.0", &text);
    assert!(outline.contains("error[expansion-too-large]"), "the limit holds");
}
