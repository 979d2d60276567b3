use super::check;

#[test]
fn alternatives_exclude_each_other() {
    check(
        r#"
+ Attributes
    + city (required)
    + One Of
        + state
        + province: x (required)
+ Attributes
    + One of
        + Properties
            + type: a (fixed, required)
            + a
        + Properties
            + type: b (fixed, required)
            + Include A
        + Include A

# A
+ id (required)

# B
+ One Of
    + a
    + b
+ One Of
    + c
    + d
"#,
        r#"
Attributes: object
  city!: string
  &: one of
    |: object
      state!: string
    |: object
      province!: string such as "x"
Attributes: one of
  |: object
    type!: string of "a"
    a: string
  |: object
    type!: string of "b"
    &: A
  |: A
A: object
  id!: string
B: object
  &: one of
    |: object
      a!: string
    |: object
      b!: string
  &: one of
    |: object
      c!: string
    |: object
      d!: string
assumed-alternative at `a`: `a` is required where it is the alternative
"#,
    );
}

#[test]
fn alternatives_that_demand_nothing_may_overlap() {
    check(
        r"
+ Attributes
    + One Of
        + Properties
            + first
            + last
        + full
+ Attributes (object, fixed-type)
    + a
    + One Of
        + b
        + Properties
            + c
            + d (optional)
+ Attributes
    + One Of
        +
    + a
",
        r"
Attributes: any of
  |: object
    first: string
    last: string
  |: object
    full!: string
Attributes: object
  a!: string
  &: one of
    |: object
      b!: string
    |: object
      c!: string
      d: string
Attributes: object
  a: string
assumed-alternative at `full`: `full` is required where it is the alternative
misplaced-member at `One Of`: there is nothing to choose from, and `One Of` is left out
",
    );
}
