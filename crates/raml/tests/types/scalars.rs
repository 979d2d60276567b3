//! Built-in types and their facets.

use super::check;

#[test]
fn built_in_types() {
    check(
        "
        A: any
        B: boolean
        C: string
        D: number
        E: integer
        F: date-only
        G: time-only
        H: datetime-only
        I: datetime
        J: file
        K: nil
        L:
        M: object
        N: array
        ",
        "
        A = any
        B = boolean
        C = string
        D = number
        E = integer
        F = date
        G = time
        H = date-time-local
        I = date-time
        J = binary
        K = null
        L = string
        M = {}
        N = [?]
        ",
    );
}

#[test]
fn facets_of_scalars() {
    check(
        r"
        Age: {type: integer, minimum: 3, maximum: 5, format: int8, multipleOf: 1}
        Weight: {type: number, minimum: 0.5, format: double}
        Count: {type: number, format: long}
        Whole: {type: integer, format: float}
        Code: {minLength: 2, maxLength: 4, pattern: '[A-Z]+'}
        Anchored: {pattern: '^[A-Z]+$'}
        Either: {pattern: '^a|b$'}
        Dollar: {pattern: 'a\$'}
        Modified: {type: datetime, format: rfc2616}
        Picture: {type: file, fileTypes: ['image/png'], maxLength: 100}
        ",
        r#"
        Age = int8 >=3 <=5 %1
        Weight = double >=0.5
        Count = int64
        Whole = integer
        Code = string 2..4 /^[A-Z]+$/
        Anchored = string /^[A-Z]+$/
        Either = string /^(?:^a|b$)$/
        Dollar = string /^a\$$/
        Modified = http-date
        Picture = binary extensions={"fileTypes":["image/png"],"maxLength":100}
        "#,
    );
}

#[test]
fn enumerations_defaults_and_documentation() {
    check(
        "
        Level: {enum: [low, high], default: low, displayName: Level, description: How much}
        Step: {type: integer, enum: [1, 2], default: 1}
        Kind: {type: string, enum: ['1', 'true']}
        One: {enum: only}
        ",
        r#"
        Level = string values=["low","high"] title=Level description=How much default="low"
        Step = integer values=[1,2] default=1
        Kind = string values=["1","true"]
        One = string values=["only"]
        "#,
    );
}

#[test]
fn objects_say_what_is_required() {
    check(
        "
        Person:
          properties:
            name: string
            age?: integer
            email: {required: false}
            nick?: {required: true}
          additionalProperties: false
        ",
        "Person = {name: string, age?: integer, email?: string, nick?: string, !}",
    );
}

#[test]
fn objects_describe_properties_by_patterns() {
    check(
        "
        Notes:
          minProperties: 1
          properties:
            /^note[0-9]+$/: string
            /^x-/?: integer
            '': string
            //: integer
        Open: {type: object, additionalProperties: true}
        ",
        "
        Notes = {: string, /^note[0-9]+$/: string, /^x-/: integer, ..: integer} 1..
        Open = {..}
        ",
    );
}

#[test]
fn arrays_have_items() {
    check(
        "
        Email: {properties: {subject: string}}
        Emails: {type: array, items: Email, minItems: 1, uniqueItems: true}
        Short: {type: 'Email[]', maxItems: 2}
        Matrix: 'number[][]'
        Inline:
          type: array
          items:
            properties: {a: string}
        ",
        "
        Email = {subject: string}
        Emails = [Email] 1.. unique
        Short = [Email] ..2
        Matrix = [[number]]
        Inline = [{a: string}]
        ",
    );
}

#[test]
fn types_may_hold_themselves() {
    check(
        "
        Message: {properties: {'parts?': 'Message[]', 'reply?': {type: Message, description: The answer}}}
        Json: 'string | Json[]'
        ",
        "
        Message = {parts?: [Message], reply?: Message description=The answer}
        Json = (string | [Json])
        ",
    );
}
