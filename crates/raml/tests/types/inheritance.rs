//! Types that inherit from others.

use specwright_diagnostics::Severity;

use super::{check, findings, outline, read};

#[test]
fn objects_are_composed_of_what_they_inherit() {
    check(
        "
        Person: {properties: {name: string, age?: integer}}
        Employee: {properties: {number: integer}}
        Manager: {type: Person, properties: {reports: 'Person[]'}}
        Teacher: [Person, Employee]
        Alias: Person
        Strict: {type: Person, properties: {age: integer}}
        ",
        "
        Person = {name: string, age?: integer}
        Employee = {number: integer}
        Manager = Person & {reports: [Person]}
        Teacher = Person & Employee
        Alias = Person
        Strict = Person & {age: integer}
        ",
    );
}

#[test]
fn scalars_have_all_facets_that_they_inherit() {
    check(
        "
        Name: {minLength: 2}
        Short: {type: Name, maxLength: 4}
        Number1: {type: number, minimum: 4}
        Number2: {type: number, maximum: 10}
        Number3: [Number1, Number2]
        Level: {enum: [low, medium, high]}
        Extreme: {type: Level, enum: [low, high]}
        Noted: {properties: {level: {type: Level, description: How much}}}
        ",
        r#"
        Name = string 2..
        Short = string 2..4
        Number1 = number >=4
        Number2 = number <=10
        Number3 = number >=4 <=10
        Level = string values=["low","medium","high"]
        Extreme = string values=["low","high"]
        Noted = {level: Level description=How much}
        "#,
    );
}

#[test]
fn facets_of_several_supertypes_hold_together() {
    check(
        "
        A: {pattern: '[a-z]+', enum: [aa, bb, ab]}
        B: {pattern: '.*b', enum: [ab, bb]}
        C: [A, B]
        D: {type: number, multipleOf: 4, format: int64}
        E: {type: number, multipleOf: 6, format: int32}
        F: [D, E]
        G: {pattern: '[a-z]{3}', minLength: 2}
        H: {type: G, pattern: '[a-f]+'}
        I: [number, integer]
        ",
        r#"
        A = string /^[a-z]+$/ values=["aa","bb","ab"]
        B = string /^.*b$/ values=["ab","bb"]
        C = string /^[a-z]+$/ & string /^.*b$/ values=["bb","ab"]
        D = int64 %4
        E = int32 %6
        F = int32 %12
        G = string 2.. /^[a-z]{3}$/
        H = string /^[a-z]{3}$/ & string 2.. /^[a-f]+$/
        I = integer
        "#,
    );
}

#[test]
fn a_property_of_several_supertypes_is_of_the_narrower_type() {
    check(
        "
        A: {properties: {x: string | nil, y?: number}}
        B: {properties: {x: string, y: integer}}
        C: [A, B]
        D: [B, A]
        ",
        "
        A = {x: string nullable=true, y?: number}
        B = {x: string, y: integer}
        C = A & B
        D = B & A
        ",
    );
}

#[test]
fn inline_supertypes_become_a_part_of_the_type() {
    check(
        "
        Base: {properties: {a: string}}
        Type:
          type:
            type: Base
            properties: {b: string}
          properties: {c: string}
        ",
        "
        Base = {a: string}
        Type = Base & {b: string, c: string}
        ",
    );
}

#[test]
fn an_object_may_inherit_from_a_union_as_well() {
    check(
        "
        Home: {properties: {address: string}}
        Cat: {properties: {name: string}}
        Dog: {properties: {fangs: string}}
        Animal: [Home, Cat | Dog]
        ",
        "
        Home = {address: string}
        Cat = {name: string}
        Dog = {fangs: string}
        Animal = Home & (Cat | Dog)
        ",
    );
}

#[test]
fn discriminators_know_all_subtypes() {
    check(
        "
        Person: {discriminator: kind, properties: {kind: string}}
        Employee: {type: Person, properties: {number: integer}}
        Manager: {type: Employee, discriminatorValue: boss}
        ",
        "
        Person = {kind: string} discriminator=kind boss=Manager subtypes=Employee+Manager
        Employee = Person & {number: integer} discriminator=kind boss=Manager subtypes=Manager
        Manager = Employee discriminator=kind boss=Manager subtypes=
        ",
    );
}

#[test]
fn facets_of_a_type_s_own_are_given_by_its_subtypes() {
    check(
        "
        Date: {type: date-only, facets: {onlyFuture?: boolean}}
        Possible: {type: Date, onlyFuture: true}
        ",
        "
        Date = date
        Possible = Date
        ",
    );
}

#[test]
fn types_of_libraries_are_named_behind_a_prefix() {
    let api = "#%RAML 1.0\ntitle: A\nuses: {files: lib/files.raml}\ntypes:\n  Folder: {properties: {all: 'files.File[]'}}\n  \
               Size: integer\n";
    let library =
        "#%RAML 1.0 Library\ntypes:\n  File: {properties: {size: Size}}\n  Size: {type: integer, minimum: 0}\n";
    let (api, diagnostics, sources) = read(&[("api.raml", api), ("lib/files.raml", library)]);
    assert_eq!(findings(&diagnostics, &sources, Severity::Warning), "");
    let expected = "Folder = {all: [File]}\nSize = integer\nFile = {size: files.Size}\nfiles.Size = integer >=0";
    assert_eq!(outline::schemas(&api.schemas), expected);
}
