//! Limits of all descriptions, and of single ones.

use std::path::Path;

use super::{Configuration, check};
use crate::Limit;

#[test]
fn limits_hold_for_all_or_for_one() {
    let text = r#"
        limits = { depth = 300, files = 10 }
        [[api]]
        name = "a"
        description = "a.yaml"
        [[api]]
        name = "b"
        description = "b.yaml"
        limits = { depth = 100 }
    "#;
    let configuration = Configuration::parse(text, Path::new("project")).unwrap();
    let limits = configuration.apis.iter().map(|api| api.reading.limits.said());
    let said: Vec<Vec<_>> = limits.map(Iterator::collect).collect();
    let expected = [
        [(Limit::Depth, 300), (Limit::Files, 10)],
        [(Limit::Depth, 100), (Limit::Files, 10)],
    ];
    assert_eq!(said, expected);
}

#[test]
fn limits_that_cannot_be() {
    insta::assert_snapshot!(check(r#"
[limits]
dept = 300
files = "many"
nodes = 0
depth = 100000
[[api]]
name = "a"
description = "a.yaml"
"#), @r#"
    error[unknown-setting]: there is no setting `dept` here
     --> specwright.toml:3:1
      |
    3 | dept = 300
      | ^^^^
      |
      = help: did you mean `depth`?

    error[setting-type]: `files` must be an integer, and this is a string
     --> specwright.toml:4:9
      |
    4 | files = "many"
      |         ^^^^^^

    error[setting-value]: `nodes` is at least 1 and at most 4294967295
     --> specwright.toml:5:9
      |
    5 | nodes = 0
      |         ^

    error[setting-value]: `depth` is at least 1 and at most 500
     --> specwright.toml:6:9
      |
    6 | depth = 100000
      |         ^^^^^^
    "#);
}
