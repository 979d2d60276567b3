//! What is not a configuration, and what is said of it.

use super::check;

#[test]
fn text_that_is_not_toml() {
    insta::assert_snapshot!(check("[output]\ndirectory = generated\n"), @"
    error[toml-syntax]: string values must be quoted, expected literal string
     --> specwright.toml:2:13
      |
    2 | directory = generated
      |             ^^^^^^^^^
    ");
}

#[test]
fn a_configuration_without_an_api() {
    insta::assert_snapshot!(check("[output]\ndirectory = \"out\"\n"), @"
    error[missing-setting]: the configuration names no API
     --> specwright.toml:1:1
      |
    1 | [output]
      | ^
      |
      = help: write `[[api]]` with a `name` and a `description` for each description
    ");
}

#[test]
fn keys_that_mean_nothing() {
    insta::assert_snapshot!(check(r#"
[output]
dirctory = "out"

[[api]]
name = "a"
description = "a.yaml"
target = ["client"]

[lint]
level = 3
"#), @r#"
    error[unknown-setting]: there is no setting `dirctory` here
     --> specwright.toml:3:1
      |
    3 | dirctory = "out"
      | ^^^^^^^^
      |
      = help: did you mean `directory`?

    error[unknown-setting]: there is no setting `target` here
     --> specwright.toml:8:1
      |
    8 | target = ["client"]
      | ^^^^^^
      |
      = help: did you mean `targets`?

    error[unknown-setting]: there is no setting `lint` here
      --> specwright.toml:10:2
       |
    10 | [lint]
       |  ^^^^
       |
       = help: the settings here are `output`, `limits`, `api`
    "#);
}

#[test]
fn values_of_the_wrong_type() {
    insta::assert_snapshot!(check(r#"
output = "generated"

[[api]]
name = 3
description = ["a.yaml"]
targets = "client"

[[api]]
name = "b"
description = "b.yaml"
targets = ["client", true]
"#), @r#"
    error[setting-type]: `output` must be a table, and this is a string
     --> specwright.toml:2:10
      |
    2 | output = "generated"
      |          ^^^^^^^^^^^

    error[setting-type]: `name` must be a string, and this is an integer
     --> specwright.toml:5:8
      |
    5 | name = 3
      |        ^

    error[setting-type]: `description` must be a string, and this is an array
     --> specwright.toml:6:15
      |
    6 | description = ["a.yaml"]
      |               ^^^^^^^^^^

    error[setting-type]: `targets` must be an array of strings, and this is a string
     --> specwright.toml:7:11
      |
    7 | targets = "client"
      |           ^^^^^^^^
      |
      = help: the targets are `client`, `server`, `gateway` and `mcp`

    error[setting-type]: a target is a string, and this is a boolean
      --> specwright.toml:12:22
       |
    12 | targets = ["client", true]
       |                      ^^^^
    "#);
    insta::assert_snapshot!(check("[api]\nname = \"a\"\n"), @"
    error[setting-type]: `api` must be an array of tables, and this is a table
     --> specwright.toml:1:1
      |
    1 | [api]
      | ^^^^^
      |
      = help: write `[[api]]` with a `name` and a `description` for each description
    ");
}

#[test]
fn values_that_are_not_allowed() {
    insta::assert_snapshot!(check(r#"
[output]
directory = ""
runtime = "vendord"

[[api]]
name = "Partner API"
description = "a.yaml"
targets = []

[[api]]
name = "b"
description = "b.yaml"
targets = ["cleint", "gatway"]
"#), @r#"
    error[setting-value]: `directory` is empty
     --> specwright.toml:3:13
      |
    3 | directory = ""
      |             ^^

    error[setting-value]: `runtime` cannot be "vendord"
     --> specwright.toml:4:11
      |
    4 | runtime = "vendord"
      |           ^^^^^^^^^
      |
      = help: write `"vendored"`, `{ path = "…" }` or `{ version = "…" }`

    error[setting-value]: "Partner API" cannot name packages
     --> specwright.toml:7:8
      |
    7 | name = "Partner API"
      |        ^^^^^^^^^^^^^
      |
      = help: write `partner-api`, for example

    error[setting-value]: `targets` is empty
     --> specwright.toml:9:11
      |
    9 | targets = []
      |           ^^
      |
      = help: the targets are `client`, `server`, `gateway` and `mcp`

    error[setting-value]: "cleint" is not a target; there are `client`, `server`, `gateway` and `mcp`
      --> specwright.toml:14:12
       |
    14 | targets = ["cleint", "gatway"]
       |            ^^^^^^^^
       |
       = help: did you mean `client`?

    error[setting-value]: "gatway" is not a target; there are `client`, `server`, `gateway` and `mcp`
      --> specwright.toml:14:22
       |
    14 | targets = ["cleint", "gatway"]
       |                      ^^^^^^^^
       |
       = help: did you mean `gateway`?
    "#);
}

#[test]
fn tools_that_cannot_be_chosen() {
    insta::assert_snapshot!(check(r#"
[[api]]
name = "a"
description = "a.yaml"
tools = { include = { tag = ["users"], names = "list" }, exclude = [] }
"#), @r#"
    error[unknown-setting]: there is no setting `tag` here
     --> specwright.toml:5:23
      |
    5 | tools = { include = { tag = ["users"], names = "list" }, exclude = [] }
      |                       ^^^
      |
      = help: did you mean `tags`?

    error[setting-type]: `names` must be an array of strings, and this is a string
     --> specwright.toml:5:48
      |
    5 | tools = { include = { tag = ["users"], names = "list" }, exclude = [] }
      |                                                ^^^^^^
      |
      = help: write an array of strings

    error[setting-type]: `exclude` must be a table, and this is an array
     --> specwright.toml:5:68
      |
    5 | tools = { include = { tag = ["users"], names = "list" }, exclude = [] }
      |                                                                    ^^
    "#);
}

#[test]
fn runtimes_that_are_not_one() {
    insta::assert_snapshot!(check(r#"
[output]
runtime = { path = "a", version = "1" }
[[api]]
name = "a"
description = "a.yaml"
"#), @r#"
    error[repeated-setting]: `runtime` has both a path and a version
     --> specwright.toml:3:35
      |
    3 | runtime = { path = "a", version = "1" }
      |                    ---            ^^^
      |                    |
      |                    the path is here
      |
      = help: keep one of them
    "#);
    insta::assert_snapshot!(check(r#"
[output]
runtime = {}
[[api]]
name = "a"
description = "a.yaml"
"#), @r#"
    error[missing-setting]: `runtime` says neither a path nor a version
     --> specwright.toml:3:11
      |
    3 | runtime = {}
      |           ^^
      |
      = help: write `"vendored"`, `{ path = "…" }` or `{ version = "…" }`
    "#);
}

#[test]
fn what_is_missing_and_what_is_there_twice() {
    insta::assert_snapshot!(check(r#"
[[api]]
description = "a.yaml"

[[api]]
name = "b"

[[api]]
name = "b"
description = "b.yaml"
targets = ["client", "client"]
"#), @r#"
    error[missing-setting]: this API has no `name`
     --> specwright.toml:2:1
      |
    2 | [[api]]
      | ^^^^^^^

    error[missing-setting]: this API has no `description`
     --> specwright.toml:5:1
      |
    5 | [[api]]
      | ^^^^^^^

    error[repeated-setting]: two APIs are called `b`
     --> specwright.toml:9:8
      |
    6 | name = "b"
      |        --- the first is here
    ...
    9 | name = "b"
      |        ^^^

    error[repeated-setting]: the target `client` stands here twice
      --> specwright.toml:11:22
       |
    11 | targets = ["client", "client"]
       |                      ^^^^^^^^
    "#);
}

#[test]
fn only_errors_are_allowed() {
    insta::assert_snapshot!(check(r#"
[[api]]
name = "a"
description = "a.yaml"
allow = ["file-mising", "unknown-key"]

[[api]]
name = "b"
description = "b.yaml"
allow = "file-missing"
"#), @r#"
    error[setting-value]: no error has the code "file-mising"; did you mean `file-missing`?
     --> specwright.toml:5:10
      |
    5 | allow = ["file-mising", "unknown-key"]
      |          ^^^^^^^^^^^^^

    error[setting-value]: `unknown-key` is no error, and need not be allowed
     --> specwright.toml:5:25
      |
    5 | allow = ["file-mising", "unknown-key"]
      |                         ^^^^^^^^^^^^^

    error[setting-type]: `allow` must be an array of strings, and this is a string
      --> specwright.toml:10:9
       |
    10 | allow = "file-missing"
       |         ^^^^^^^^^^^^^^
       |
       = help: write the codes of errors, such as `file-missing`
    "#);
}
