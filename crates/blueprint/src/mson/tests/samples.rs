use super::check;

#[test]
fn samples_and_defaults_have_the_type_of_what_they_are_for() {
    check(
        r#"
+ Attributes
    + a (number)
        + Sample: 1
        + Sample
            + 2
            + 3
        + Default: 4.50
    + b
        + Sample

                two
                lines
    + c (array[number])
        + Sample: 1, 2
        + Sample
            + 3
        + Default: `[4, 5]`
    + d
        + e: 1 (number)
        + f
            + g (boolean)
        + Sample
            + e: 2
            + f
                + g: true
            + h: x
        + Default: `{"e": 3}`
    + s: *x* - text
    + t: x (sample)
    + u: x (default)
"#,
        r#"
Attributes: object
  a: number such as 1 such as 2 such as 3 default 4.5
  b: string such as "two\nlines"
  c: array such as [1,2] such as [3] default [4,5]
    []: number
  d: object such as {"e":2,"f":{"g":true},"h":"x"} default {"e":3}
    e: number such as 1
    f: object
      g: boolean
  s: string such as "x" -- text
  t: string such as "x"
  u: string default "x"
"#,
    );
    check(
        r#"
# A (array)
Text

## Items
+ a

## Sample
+ b

## Default
+ c

# B (string)
## Sample
x

y
"#,
        r#"
A: array such as ["a"] such as ["b"] default ["c"] -- Text
  []: string such as "a"
B: string such as "x\n\ny"
"#,
    );
}

#[test]
fn values_that_do_not_fit_are_reported() {
    check(
        r#"
+ Attributes
    + a: x (number)
    + b: 2 (boolean)
    + c: x (object)
    + d (number, default)
    + e
        + Default
    + f
        + Default: x
        + Default: y
    + g: 1.5 (integer)
    + h: 1 (number, default, sample, required, optional)
"#,
        r#"
Attributes: object
  a: number
  b: boolean
  c: object
  d: number
  e: string
  f: string default "y"
  g: integer
  h!: number default 1
invalid-type-value at `x`: `x` is not a number, and is left out
invalid-type-value at `2`: `2` is not a boolean, and is left out
invalid-type-value at `x`: `x` is not an object, and is left out
missing-type-value at `default`: a default is announced, but not given
missing-type-value at `Default`: `Default` has no value
repeated-default at `Default: y`: there are several defaults; the last one is used
invalid-type-value at `1.5`: `1.5` is not a whole number, and is left out
assumed-type at `integer`: `integer` is no type of MSON, and is read as a whole number
contradicting-attributes at `sample`: default and sample exclude each other; the value is read as the default
contradicting-attributes at `optional`: required and optional exclude each other; it is read as required
"#,
    );
}
