use super::check;

#[test]
fn members_have_the_types_that_are_written_or_implied() {
    check(
        r#"
+ Attributes
    + id: 42 (number, required) - The number
    + name: `A, b` - text
    + on: true (boolean)
    + at
        + zip: 34567
    + tags: a, b
    + any
        + Sample: x
"#,
        r#"
Attributes: object
  id!: number such as 42 -- The number
  name: string such as "A, b" -- text
  on: boolean such as true
  at: object
    zip: string such as "34567"
  tags: array such as ["a","b"]
    []: string
  any: string such as "x"
"#,
    );
}

#[test]
fn arrays_hold_what_is_in_brackets_or_below() {
    check(
        r"
+ Attributes (array[A])
+ Attributes (array[number, string])
+ Attributes (array[array[number]])
+ Attributes (array[*T*])

# A
+ a
",
        r"
Attributes: array
  []: A
Attributes: array
  []: any of
    |: number
    |: string
Attributes: array
  []: array
    []: number
Attributes: array
A: object
  a: string
",
    );
    check(
        r#"
+ Attributes (array)
    + 1 (number)
    + 2 (number)
+ Attributes (array)
    + x
    + (object)
        + a: 1
+ Attributes (array[number])
    + 1
    + 2
+ Attributes
    + a: 1, 2 (array[number], default)
+ Attributes (array)
    + (object)
        + a: 1
        + b: 1
    + (object)
        + b: 2
        + a: 2
"#,
        r#"
Attributes: array such as [1,2]
  []: number such as 1
Attributes: array
  []: any of
    |: string such as "x"
    |: object
      a: string such as "1"
Attributes: array such as [1,2]
  []: number
Attributes: object
  a: array default [1,2]
    []: number
Attributes: array
  []: object
    a: string such as "1"
    b: string such as "1"
"#,
    );
    check(
        r#"
+ Attributes
    + tags (array) - The tags
        - in the description
        - Items
            - home
            - green
"#,
        r#"
Attributes: object
  tags: array such as ["home","green"] -- The tags//- in the description
    []: string such as "home"
"#,
    );
}

#[test]
fn enumerations_have_values() {
    check(
        r#"
+ Attributes
    + a: L (enum)
        + S - small
        + M
    + b: S, M (enum)
    + c: 3 (enum[number], default)
        + 4
    + d (enum)
        + Members
            + x
        + Sample: y
        + Default: z
    + e (enum[string])
    + f (enum[string, number])
        + a
    + g (enum)
        + a
        + 1, 2 (enum[number])
        + (object)
            + a
"#,
        r#"
Attributes: object
  a: string of "L", "S", "M" such as "L" -- - `S`: small
  b: string of "S", "M"
  c: number of 4, 3 default 3
  d: string of "x", "y", "z" such as "y" default "z"
  e: string
  f: any of
    |: string of "a"
    |: string
    |: number
  g: any of
    |: string of "a"
    |: number of 1, 2
    |: object
      a: string
"#,
    );
}

#[test]
fn fixed_values_are_the_only_ones() {
    check(
        r#"
+ Attributes
    + a: 1 (number, fixed)
    + b: *1* (number, fixed)
    + c (object, fixed)
        + d: x
        + e (optional)
        + f: 1, 2 (array[number])
        + g
            + h: y
    + i (array, fixed)
        + 1 (number)
        + x
    + j (object, fixed-type)
        + k: x
    + l (array[number], fixed-type)
"#,
        r#"
Attributes: object
  a: number of 1
  b: number such as 1
  c: object closed
    d!: string of "x"
    e: string
    f!: array of 2
      [0]: number of 1
      [1]: number of 2
    g!: object closed
      h!: string of "y"
  i: array of 2
    [0]: number of 1
    [1]: string of "x"
  j: object closed
    k!: string such as "x"
  l: array
    []: number
"#,
    );
}

#[test]
fn null_fits_what_is_nullable() {
    check(
        r#"
+ Attributes
    + a: 1 (number, nullable)
    + b (A, nullable)
    + c (enum, nullable)
        + x

# A
+ a
"#,
        r#"
Attributes: object
  a: number or null such as 1
  b: any or null
    &: A
  c: string or null of "x"
A: object
  a: string
"#,
    );
}

#[test]
fn names_may_stand_for_any() {
    check(
        r#"
+ Attributes
    + *self*: a (A)
    + id
+ Attributes
    + *a*: 1 (number)
    + *b (A)*: x

# A
+ a
"#,
        r#"
Attributes: object -- Properties may have any name, such as `self`.
  id: string
  *: A
Attributes: object -- Properties may have any name, such as `a`, `b`.
  *: any of
    |: number such as 1
    |: string such as "x"
A: object
  a: string
invalid-type-value at `a`: `a` is not an object, and is left out
unknown-type-attribute at `A`: names of properties are text; that they are `A` has no effect
"#,
    );
}
