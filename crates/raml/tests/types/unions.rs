//! Unions, and nil among them.

use super::check;

#[test]
fn unions_have_variants() {
    check(
        "
        Cat: {properties: {name: string}}
        Dog: {properties: {fangs: string}}
        Pet: Cat | Dog
        Pets: '(Cat | Dog)[]'
        Lists: 'Cat[] | Dog[]'
        ",
        "
        Cat = {name: string}
        Dog = {fangs: string}
        Pet = (Cat | Dog)
        Pets = [(Cat | Dog)]
        Lists = ([Cat] | [Dog])
        ",
    );
}

#[test]
fn nil_makes_the_others_nullable() {
    check(
        "
        Cat: {properties: {name: 'string?', owner: nil | string, age: integer | nil}}
        Nothing: nil
        Maybe: Cat | nil
        Either: Cat | string | Nothing
        ",
        "
        Cat = {name: string nullable=true, owner: string nullable=true, age: integer nullable=true}
        Nothing = null
        Maybe = Cat nullable=true
        Either = (Cat | string) nullable=true
        ",
    );
}

#[test]
fn facets_beside_a_union_restrict_its_variants() {
    check(
        "
        Some: integer | number | string
        Few: {type: Some, maximum: 3}
        ",
        "
        Some = (integer | number | string)
        Few = (integer <=3 | number <=3 | string)
        ",
    );
}

#[test]
fn a_common_discriminator_tells_variants_apart() {
    check(
        "
        Animal: {discriminator: kind, properties: {kind: string}}
        Cat: {type: Animal, discriminatorValue: cat}
        Dog: Animal
        Pet: Cat | Dog
        ",
        "
        Animal = {kind: string} discriminator=kind cat=Cat subtypes=Cat+Dog
        Cat = Animal discriminator=kind cat=Cat subtypes=
        Dog = Animal discriminator=kind subtypes=
        Pet = (Cat | Dog by kind)
        ",
    );
}

#[test]
fn numbers_tell_no_types_apart() {
    super::check_findings(
        "
        Numbered: {discriminator: n, properties: {n: integer}}
        One: {type: Numbered, discriminatorValue: 1}
        ",
        "3:29 unusable-discriminator: `n` is no text, so that types cannot be told apart by it; they are told apart by \
         their properties",
    );
}
