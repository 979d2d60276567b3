//! Types that contradict RAML or themselves.

use super::check_findings;

#[test]
fn names_of_types() {
    check_findings(
        "
        string: number
        A: Persn
        Person: {properties: {a: 'B[]'}}
        C: 'Person['
        D: 3
        ",
        "
        3:3 redefined-built-in-type: `string` is a built-in type and cannot be declared
        4:6 unknown-raml-type: there is no type `Persn`
        5:29 unknown-raml-type: there is no type `B`
        6:13 invalid-type-expression: `Person[` is no type: it is no type expression from here on
        7:6 invalid-type-declaration: a type is an expression or a mapping, not a number
        ",
    );
}

#[test]
fn circles() {
    check_findings(
        "
        A: B
        B: C
        C: A
        D: D[]
        E: string | E
        ",
        "
        3:3 circular-inheritance: `A` inherits from itself
        6:3 circular-inheritance: `D` is made of itself and has no end
        7:3 circular-inheritance: `E` is made of itself and has no end
        ",
    );
}

#[test]
fn values_without_an_end() {
    check_findings(
        "
        Self: {properties: {self: Self}}
        Ping: {properties: {pong: Pong}}
        Pong: {properties: {more: {type: array, items: Ping, minItems: 1}}}
        Child: {type: Parent, properties: {name: string}}
        Parent: {properties: {child: Child}}
        Holder: {properties: {self: Self}}
        Optional: {properties: {it?: Optional}}
        Nil: {properties: {it: Nil | nil}}
        List: {properties: {it: 'List[]'}}
        Choice: {properties: {it: Choice | string}}
        Map: {properties: {//: Map}}
        ",
        "
        3:3 circular-inheritance: every value of `Self` holds another one, and so has no end
        4:3 circular-inheritance: every value of `Ping` holds another one, and so has no end
        6:3 circular-inheritance: every value of `Child` holds another one, and so has no end
        ",
    );
}

#[test]
fn facets_with_wrong_values() {
    check_findings(
        "
        A: {maxLength: -1}
        B: {type: number, multipleOf: 0}
        C: {type: number, format: whatever}
        D: {type: integer, minimum: few}
        E: {enum: {low: 1}}
        F: {properties: text}
        G: {type: time-only, format: rfc2616}
        H: {type: array, uniqueItems: sometimes}
        ",
        "
        3:18 invalid-facet-value: `maxLength` must be a whole number that is not negative, not -1
        4:33 invalid-facet-value: `multipleOf` must be a number above 0, not 0
        5:29 invalid-facet-value: `format` must be one of int8, int16, int32, int, int64, long, float, double, rfc3339, rfc2616, not the text `whatever`
        6:31 invalid-facet-value: `minimum` must be a number, not the text `few`
        7:13 invalid-facet-value: `enum` must be a sequence of values, not a mapping
        8:19 invalid-facet-value: `properties` must be a mapping, not the text `text`
        9:24 misplaced-facet: `format` says nothing about a time
        10:33 invalid-facet-value: `uniqueItems` must be `true` or `false`, not the text `sometimes`
        ",
    );
}

#[test]
fn facets_that_do_not_belong_here() {
    check_findings(
        "
        A: {type: string, minimum: 3}
        B: {hello: 3}
        C: {maximum: 3}
        D: {items: string}
        E: {type: string | boolean, minItems: 3}
        F: {type: string, properties: {a: string}}
        ",
        "
        3:21 misplaced-facet: `minimum` says nothing about a string
        4:7 unknown-facet: there is no facet `hello`
        5:7 assumed-raml-type: `maximum` stands in a declaration without a type, which is read as a number
        6:7 misplaced-facet: `items` stands in a declaration that does not say that it is an array
        7:31 misplaced-facet: `minItems` says nothing about a union
        8:21 misplaced-facet: `properties` says nothing about a string
        ",
    );
}

#[test]
fn subtypes_only_restrict() {
    check_findings(
        "
        A: {minLength: 5}
        B: {type: A, minLength: 1}
        C: {type: integer, minimum: 7, maximum: 3}
        D: {properties: {name: string}}
        E: {type: D, properties: {name?: string}}
        F: {type: D, properties: {name: boolean}}
        G: {enum: [a, b]}
        H: {type: G, enum: [a, c]}
        I: [string, integer]
        J: [string, integer | number]
        ",
        "
        4:27 widened-restriction: `minLength` allows more here than in the supertype, where it is 5
        5:31 contradicting-facets: no value fits: `minimum` is greater than `maximum`
        7:29 widened-restriction: `name` is required in a supertype and cannot be optional here
        8:29 widened-restriction: `name` is a boolean here, which its supertype does not allow
        10:26 widened-restriction: this is none of the values that the supertype allows
        11:15 incompatible-base-types: a type cannot inherit from a string and from an integer
        12:15 incompatible-base-types: no variant of the union is a string
        ",
    );
}

#[test]
fn properties_are_compared_by_what_they_are_made_of() {
    check_findings(
        "
        One: {properties: {name: string}}
        Two: {properties: {name: string, more: string}}
        Three: {properties: {name: boolean}}
        Base: {properties: {it: One}}
        Fits: {type: Base, properties: {it: Two}}
        Not: {type: Base, properties: {it: Three}}
        ",
        "8:34 widened-restriction: `it` is `Three` here, which its supertype does not allow",
    );
}

#[test]
fn declared_facets() {
    check_findings(
        "
        A: {facets: {test?: string, description: string}}
        B: {type: A, facets: {test: string}}
        C: {type: string, facets: {minLength: string}}
        D: {type: object, facets: {minLength: string}}
        E: {type: A, test: 3}
        ",
        "
        3:31 redefined-facet: every type has a `description`, and no facet can have that name
        4:25 redefined-facet: a supertype declares a facet `test` already
        5:30 redefined-facet: `minLength` is a facet of a string already
        7:22 invalid-facet-value: this facet does not fit: it must be a string, not the number 3
        ",
    );
}

#[test]
fn discriminators() {
    check_findings(
        "
        A: {properties: {a: {discriminator: k, properties: {k: string}}}}
        B: {discriminator: kind, properties: {a: string}}
        C: {type: object, discriminatorValue: x}
        ",
        "
        3:39 invalid-discriminator: types that have no name cannot be told apart by a discriminator
        4:22 invalid-discriminator: the type has no property `kind`
        5:21 invalid-discriminator: neither the type nor a supertype has a discriminator
        ",
    );
}

#[test]
fn hostile_depth_ends() {
    let upwards: Vec<String> = (0..2_000)
        .map(|index| format!("  T{index}: T{}\n", index + 1))
        .collect();
    let downwards: Vec<String> = upwards.iter().rev().cloned().collect();
    for types in [upwards, downwards] {
        let document = format!("#%RAML 1.0 Library\ntypes:\n  T2000: string\n{}", types.concat());
        let (_, diagnostics, _) = super::read(&[("library.raml", &document)]);
        let codes: Vec<&str> = diagnostics.iter().map(|finding| finding.rule.code).collect();
        assert!(!codes.is_empty() && codes.iter().all(|code| *code == "raml-too-large"));
    }
}

#[test]
fn facets_that_are_asked_for() {
    check_findings(
        "
        A: {facets: {must: integer, may?: string}}
        Given: {type: A, must: 1}
        Inherited: {type: Given, maxLength: 3}
        Missing: {type: A, may: x}
        ",
        "6:3 missing-facet: `Missing` gives no value to the facet `must`, which its supertype asks for",
    );
}

#[test]
fn unions_have_no_discriminator() {
    check_findings(
        "
        A: {properties: {k: string}}
        B: {properties: {k: string}}
        C: {type: A | B, discriminator: k}
        D: {type: C, discriminatorValue: x}
        ",
        "
        5:35 invalid-discriminator: a union has no discriminator: its variants have
        6:36 invalid-discriminator: a union has no discriminator: its variants have
        ",
    );
}

#[test]
fn restrictions_of_all_facets() {
    check_findings(
        "
        Step: {type: integer, multipleOf: 4, format: int16}
        Finer: {type: Step, multipleOf: 6}
        Wider: {type: Step, format: int32}
        Picture: {type: file, fileTypes: ['image/*']}
        Png: {type: Picture, fileTypes: ['image/png']}
        Text: {type: Picture, fileTypes: ['text/plain']}
        Names: {type: array, items: string}
        Short: {type: Names, items: {type: string, maxLength: 3}}
        Ages: {type: Names, items: integer}
        Levels: {enum: [low, high]}
        ",
        "
        4:35 widened-restriction: `multipleOf` allows more here than in the supertype, where it is 4
        5:31 widened-restriction: `format` allows more here than in the supertype, where it is int16
        8:36 widened-restriction: `fileTypes` allows more here than in the supertype, where it is image/*
        11:30 widened-restriction: `items` is an integer here, which its supertype does not allow
        ",
    );
}

#[test]
fn supertypes_without_a_common_value() {
    check_findings(
        "
        A: {enum: [a, b]}
        B: {enum: [c]}
        C: [A, B]
        D: {properties: {x: string}}
        E: {properties: {x: boolean}}
        F: [D, E]
        ",
        "
        5:10 contradicting-facets: no value fits: the supertypes list other values
        8:10 incompatible-base-types: no value fits: `x` is a string and a boolean
        ",
    );
}

#[test]
fn keys_of_xml_and_patterns_of_properties() {
    check_findings(
        "
        A: {type: object, xml: {name: a, wrapped: yes please, attribut: true}}
        B: {properties: {'/[/': string}}
        C: {properties: {/^x-/: string}, additionalProperties: false}
        D: {//: string}
        ",
        "
        3:45 invalid-facet-value: `wrapped` must be `true` or `false`, not the text `yes please`
        3:57 unknown-facet: `xml` has no `attribut`
        4:20 unchecked-pattern: the pattern cannot be checked: Parsing error at position 1: Invalid character class
        5:20 pattern-in-closed-object: `/^x-/` describes additional properties, which the type forbids
        6:7 unknown-facet: there is no facet `//`
        ",
    );
}

#[test]
fn fragments_of_another_kind() {
    let document = "#%RAML 1.0\ntitle: A\ntypes:\n  A:\n    properties: {a: !include trait.raml}\n    example: !include \
                    trait.raml\n";
    let fragment = "#%RAML 1.0 Trait\ndescription: Text\n";
    let (_, diagnostics, sources) = super::read(&[("api.raml", document), ("trait.raml", fragment)]);
    let found = super::findings(&diagnostics, &sources, specwright_diagnostics::Severity::Error);
    let expected = "5:30 wrong-fragment: the included file is no `DataType`\n6:23 wrong-fragment: the included file is no \
                    `NamedExample`\n2:1 invalid-example: this example does not fit: it lacks the property `a`";
    assert_eq!(found, expected);
}
