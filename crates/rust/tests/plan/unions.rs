//! `oneOf` and `anyOf`.

use super::schemas;

const CAT_AND_DOG: &str = "
Cat: {type: object, required: [kind], properties: {kind: {type: string}, name: {type: string}}}
Dog: {type: object, required: [kind], properties: {kind: {type: string}, bark: {type: string}}}
";

fn check(union: &str) -> String {
    let all = schemas(&format!("{CAT_AND_DOG}{union}"));
    let start = all.find("union ").unwrap_or(0);
    all[start..].to_owned()
}

#[test]
fn a_discriminator_tells_variants_apart() {
    insta::assert_snapshot!(check("
Mapped:
  oneOf: [$ref: '#/components/schemas/Cat', $ref: '#/components/schemas/Dog']
  discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat', kitten: Cat, dog: '#/components/schemas/Dog'}}
Implied:
  oneOf: [$ref: '#/components/schemas/Cat', $ref: '#/components/schemas/Dog']
  discriminator: {propertyName: kind}
Half:
  oneOf: [$ref: '#/components/schemas/Cat', $ref: '#/components/schemas/Dog']
  discriminator: {propertyName: kind, mapping: {dog: Dog}}
"), @r#"
    union Mapped by "kind"
      Cat(Cat) "cat" "kitten"
      Dog(Dog) "dog"
    union Implied by "kind"
      Cat(Cat) "Cat"
      Dog(Dog) "Dog"
    union Half by "kind"
      Cat(Cat) "Cat"
      Dog(Dog) "dog"
    "#);
}

#[test]
fn a_mapping_that_names_a_value_twice_tells_nothing_apart() {
    insta::assert_snapshot!(check("
A:
  oneOf: [$ref: '#/components/schemas/Cat', $ref: '#/components/schemas/Dog']
  discriminator: {propertyName: kind, mapping: {Dog: Cat}}
"), @r#"
    union A in turn
      Cat(Cat)
      Dog(Dog)
    11: warning[discriminator-unused]: the discriminator does not tell all variants apart
    "#);
}

#[test]
fn a_constant_property_tells_variants_apart() {
    insta::assert_snapshot!(check("
Shape:
  oneOf:
  - {title: Round, required: [type, radius], properties: {type: {const: circle}, radius: {type: number}}}
  - {required: [type], properties: {type: {type: string, enum: [square, rectangle]}, side: {type: number}}}
ByConstant:
  discriminator: {propertyName: type}
  oneOf:
  - {required: [type], properties: {type: {const: circle}}}
  - {required: [type], properties: {type: {const: square}}}
"), @r#"
    union Shape by "type"
      Round(ShapeRound) "circle"
      Object(ShapeObject) "square" "rectangle"
    struct ShapeRound
      r#type: ShapeRoundType
      radius: f64
    enum ShapeRoundType: Circle="circle"
    struct ShapeObject
      r#type: ShapeObjectType
      side: f64, optional
    enum ShapeObjectType: Square="square" Rectangle="rectangle"
    union ByConstant by "type"
      Circle(ByConstantCircle) "circle"
      Square(ByConstantSquare) "square"
    struct ByConstantCircle
      r#type: ByConstantCircleType
    enum ByConstantCircleType: Circle="circle"
    struct ByConstantSquare
      r#type: ByConstantSquareType
    enum ByConstantSquareType: Square="square"
    "#);
}

#[test]
fn other_unions_are_tried_by_what_they_ask_for() {
    insta::assert_snapshot!(check("
Any:
  anyOf:
  - {}
  - {type: string}
  - {type: number}
  - {type: integer}
  - {title: Loose, properties: {a: {type: string}}}
  - {title: Strict, required: [a, b], properties: {a: {type: string}, b: {type: string}}}
  - {type: array, items: {type: string}}
"), @r#"
    union Any in turn
      Strict(AnyStrict)
      Integer(i64)
      Loose(AnyLoose)
      List(Vec<String>)
      Number(f64)
      Text(String)
      Any(runtime::json::Value)
    struct AnyLoose
      a: String, optional
    struct AnyStrict
      a: String
      b: String
    11: warning[overlapping-variants]: a value may fit several of these objects at once, and is read as the first that it fits
    "#);
}

#[test]
fn null_and_single_variants_are_no_union() {
    insta::assert_snapshot!(schemas("
A:
  required: [nullable, single, repeated, union]
  properties:
    nullable: {oneOf: [{type: string}, {type: 'null'}]}
    single: {anyOf: [{type: integer}]}
    repeated: {anyOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/B'}]}
    union: {anyOf: [{type: string}, {type: integer}, {type: 'null'}]}
B: {properties: {b: {type: string}}}
NullableUnion: {anyOf: [{type: string}, {type: integer}, {type: 'null'}]}
C: {required: [u], properties: {u: {$ref: '#/components/schemas/NullableUnion'}}}
"), @r#"
    struct A
      nullable: Option<String>
      single: i64
      repeated: B
      union: Option<NullableUnion>
    struct B
      b: String, optional
    union NullableUnion in turn
      Integer(i64)
      Text(String)
    struct C
      u: Option<NullableUnion>
    "#);
}

#[test]
fn variants_are_called_what_they_are() {
    insta::assert_snapshot!(check("
Event:
  anyOf:
  - {title: EventCreated, properties: {a: {type: string}}, required: [a]}
  - {type: string, enum: [only]}
  - {type: boolean}
  - {type: object, additionalProperties: {type: string}}
  - {type: string, format: date-time}
  - {type: string}
"), @r#"
    union Event in turn
      Created(EventCreated)
      Only(EventOnly)
      Boolean(bool)
      Timestamp(runtime::Timestamp)
      Map(runtime::Map<String>)
      Text(String)
    struct EventCreated
      a: String
    enum EventOnly: Only="only"
    11: warning[overlapping-variants]: a value may fit several of these objects at once, and is read as the first that it fits
    "#);
}

#[test]
fn type_lists_are_unions() {
    insta::assert_snapshot!(schemas("
A: {properties: {a: {type: [string, integer]}, b: {type: [string, integer, 'null'], minimum: 2, maxLength: 3}}}
"), @r#"
    struct A validated
      a: AA, optional
      b: Option<AB>, optional
    union AA in turn
      Integer(i64)
      Text(String)
    union AB validated in turn
      Integer(i64) [>= 2]
      Text(String) [length ..=3]
    "#);
}

#[test]
fn an_inline_variant_has_a_name_of_its_own_beside_an_equal_declared_type() {
    insta::assert_snapshot!(schemas("
V: {type: object, properties: {a: {type: string}}}
AS: {oneOf: [{properties: {a: {type: string}}}, {$ref: '#/components/schemas/V'}, {type: string}]}
Holder: {properties: {v: {properties: {a: {type: string}}}}}
"), @r#"
    struct V
      a: String, optional
    union As in turn
      Object(AsObject)
      V(V)
      Text(String)
    type AsObject = V
    struct Holder
      v: V, optional
    "#);
}
