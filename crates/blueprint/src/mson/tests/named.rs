use super::check;

#[test]
fn types_inherit_and_include() {
    check(
        r"
# A
+ a (required)

# B (A)
Text

+ b: 1 (number)

# C
+ Include A
+ c

# D (A)

# E (number)

# F
+ e: 1 (E)
+ d (D) - text
+ f (A)
    + more
+ g (D)
",
        r"
A: object
  a!: string
B: object -- Text
  b: number such as 1
  &: A
C: object
  c: string
  &: A
D: any
  &: A
E: number
F: object
  e: any such as 1
    &: E
  d: any -- text
    &: D
  f: object
    more: string
    &: A
  g: D
",
    );
}

#[test]
fn what_is_said_again_replaces_what_is_inherited() {
    check(
        r#"
# A
+ a: x (required) - first
+ b: 1 (number)
+ c (optional)

# B (A)
+ a (required) - second
+ b: 2 (number)

# C (A)
+ a: 1 (number)
+ d

# D
+ Include A
+ a

# E (A, fixed)
+ d

# F (A)
+ *x* (number)
"#,
        r#"
A: object
  a!: string such as "x" -- first
  b: number such as 1
  c: string
B: object
  a!: string -- second
  b: number such as 2
  &: A
C: object
  a: number such as 1
  b: number such as 1
  c: string
  d: string
D: object
  a: string
  b: number such as 1
  c: string
E: object closed
  a!: string of "x" -- first
  b!: number of 1
  c: string
  d!: string
F: object -- Properties may have any name, such as `x`.
  a!: string such as "x" -- first
  b: number such as 1
  c: string
  *: number
"#,
    );
}

#[test]
fn arrays_and_enumerations_are_extended() {
    check(
        r#"
# A (array[string])
+ a

# B (A)
+ (number)

# C (A)

# D (enum)
+ x
+ y

# E (D)
+ z

# F
+ a: x (D)
+ b: w (D)
+ c: b, c (A)
+ d: y (D, fixed)

# G (enum)
+ Include D
+ q

# H (array)
+ Include A
"#,
        r#"
A: array such as ["a"]
  []: string
B: array
  []: any of
    |: string
    |: number
C: any
  &: A
D: string of "x", "y"
E: string of "x", "y", "z"
F: object
  a: any such as "x"
    &: D
  b: string of "x", "y", "w" such as "w"
  c: any such as ["b","c"]
    &: A
  d: any of "y"
    &: D
G: string of "x", "y", "q"
H: array such as ["a"]
  []: string
"#,
    );
}

#[test]
fn types_may_hold_themselves_but_not_be_made_of_themselves() {
    check(
        r"
# A
+ a (A)
+ b (array[B])

# B (A)

# C (array[C])
",
        r"
A: object
  a: A
  b: array
    []: B
B: any
  &: A
C: array
  []: C
",
    );
    check(
        r#"
# A (B)

# B (C)
+ b

# C
+ Include A

# D (enum)
+ (D)
+ x

# E (E)

# F (F, fixed)
+ a
"#,
        r#"
A: any
  &: B
B: object
  b: string
  &: C
C: object
D: string of "x"
E: any
F: object closed
  a!: string
circular-type at `A`: the type `A` is made of itself and has no end
circular-type at `D`: the type `D` is made of itself and has no end
circular-type at `E`: the type `E` is made of itself and has no end
circular-type at `F`: the type `F` is made of itself and has no end
"#,
    );
    check(
        r"
# A (fixed)
+ a
    + Include A
    + b (A, fixed)
        + Include A
",
        r"
A: object closed
  a!: object closed
    a!: object closed
      b!: object closed
        &: A
      &: A
    b!: object closed
      &: A
",
    );
}

#[test]
fn unknown_names_are_reported_with_what_is_near() {
    check(
        r#"
+ Attributes (array[Persn])
    + Include string
+ Attributes (person)
    + a (stirng)
    + b (uuid)
    + c (int)
    + d (uuid)
    + e (requierd)
    + f (string, min-length="2")
    + g (application/json)
    + h (number[A])

# Person
+ Include Nobody
+ name

# Person
+ other
"#,
        r#"
Attributes: array
  []: any
Attributes: object
  a: any
  b: string as Uuid
  c: integer
  d: string as Uuid
  e: any
  f: string
  g: string
  h: number
  &: Person
Person: object
  name: string
unknown-type at `Persn`: the type `Persn` is not defined
  did you mean `Person`?
invalid-mixin at `Include string`: `string` is a string, of which an array can include nothing
assumed-type at `person`: `person` is read as the type `Person`
unknown-type at `stirng`: the type `stirng` is not defined
  did you mean `string`?
assumed-type at `uuid`: `uuid` is no type of MSON, and is read as a string
assumed-type at `int`: `int` is no type of MSON, and is read as a whole number
unknown-type at `requierd`: the type `requierd` is not defined
  did you mean `required`?
unknown-type-attribute at `min-length="2"`: `min-length="2"` is neither the type nor an attribute, and is left out
unknown-type-attribute at `application/json`: `application/json` is neither the type nor an attribute, and is left out
unknown-type-attribute at `A`: `number` holds no other types, and what stands in brackets is left out
unknown-type at `Nobody`: the type `Nobody` is not defined
repeated-type at `Person`: a type `Person` is defined already
"#,
    );
}

#[test]
fn what_has_no_place_is_reported() {
    check(
        r#"
+ Attributes
    + a (number) text
        + b
    + default: 5
    + x
    + x (number)
    + Items
        + y
+ Attributes (array)
    + Properties
        + a
+ Attributes (enum)
    + One Of
        + a
+ Attributes
    + a

            + b: 1
    + items
    + sample
        + Include A
        + a: x
"#,
        r#"
Attributes: object
  a: number -- text
  default: string such as "5"
  x: number
Attributes: array
Attributes: string
Attributes: object such as {"a":"x"}
  a: string -- ```/+ b: 1/```
  items: string
loose-signature at `text`: text behind the parentheses is read as the description
misplaced-member at `b`: a number has no members, and `b` is left out
loose-signature at `default: 5`: `default: 5` is read as a property, since an object has no plain value
repeated-member at `x (number)`: the property `x` is described twice; the last one is used
misplaced-member at `Items`: an object has no elements, and `Items` is left out
misplaced-member at `Properties`: an array has no properties, and `Properties` is left out
misplaced-member at `One Of`: an enumeration has no properties, and `One Of` is left out
code-in-type at `+ b: 1`: code below a type is a part of its description
misplaced-member at `Include A`: a sample holds properties alone, and `Include A` is left out
"#,
    );
}

#[test]
fn many_and_long_chains_of_types_are_read_in_bounds() {
    let mut document = String::new();
    for index in 0..3_000 {
        document.push_str(&format!(
            "# T{index} (T{}, fixed)\n+ a{index}\n+ Include T{}\n\n",
            index + 1,
            index / 2
        ));
    }
    for index in 0..300 {
        document.push_str(&format!("# E{index} (enum)\n+ (E{})\n+ x{index}\n\n", index + 1));
    }
    document.push_str("# T3000\n+ a\n\n# E300 (enum)\n+ y\n");
    assert!(super::outline::outline(&document).contains("types-too-large"));
}

#[test]
fn a_small_document_copies_less_than_a_large_one() {
    let members = "+ a\n".repeat(60);
    let inline = "+ Attributes (T)\n    + b\n\n".repeat(100);
    let small = format!("{inline}# T\n{members}");
    assert!(super::outline::outline(&small).contains("types-too-large"));
    let large = format!("{small}\n{}", "x".repeat(100_000));
    assert!(!super::outline::outline(&large).contains("types-too-large"));
}
