//! What `check` finds.

use super::Sandbox;
use crate::{check, write};

/// Writes `first`, puts the user's files, and checks for `second`.
fn check_after(first: &[(&str, &str)], user: &[(&str, &str)], second: &[(&str, &str)]) -> String {
    let sandbox = Sandbox::new();
    write(&sandbox.output(first)).unwrap();
    for (path, contents) in user {
        sandbox.put(path, contents);
    }
    let before = super::tree(&sandbox.folder);
    let report = check(&sandbox.output(second), "cargo xtask generate")
        .unwrap()
        .to_string();
    assert_eq!(super::tree(&sandbox.folder), before, "a check changes nothing");
    report
}

#[test]
fn what_write_has_written_is_current() {
    insta::assert_snapshot!(
        check_after(&[("src/lib.rs", "a\n")], &[("client/notes.md", "mine")], &[("src/lib.rs", "a\n")]),
        @"the generated files are current"
    );
}

#[test]
fn differing_missing_and_stale_files_are_shown() {
    insta::assert_snapshot!(
        check_after(
            &[("src/lib.rs", "one\ntwo\nthree\n"), ("src/stale.rs", "stale\n"), ("src/edited.rs", "a\nb\n")],
            &[("client/src/edited.rs", "a\nB\n")],
            &[("src/lib.rs", "one\n2\nthree\n"), ("src/new.rs", "new"), ("src/edited.rs", "a\nb\n")],
        ),
        @r#"
    --- a/client/.specwright.json
    +++ b/client/.specwright.json
    @@ -3,7 +3,7 @@
       "generator": "specwright 0.1.0",
       "files": [
         { "path": "src/edited.rs", "sha256": "911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2" },
    -    { "path": "src/lib.rs", "sha256": "b6285c57e8797db5d4c51c80d6f11938afda9b11c6a003549709189e9b4b92a2" },
    -    { "path": "src/stale.rs", "sha256": "44ea8ede9025c26663124ceeefca2a35e40e5021cd116e436d368e2deae3355e" }
    +    { "path": "src/lib.rs", "sha256": "bc85caa9b61bcf3a54ccfc800e2b0eda6c11fa5df4e0481c896d31cda2462eb2" },
    +    { "path": "src/new.rs", "sha256": "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437" }
       ]
     }
    --- a/client/src/edited.rs
    +++ b/client/src/edited.rs
    @@ -1,2 +1,2 @@
     a
    -B
    +b
    --- a/client/src/lib.rs
    +++ b/client/src/lib.rs
    @@ -1,3 +1,3 @@
     one
    -two
    +2
     three
    --- /dev/null
    +++ b/client/src/new.rs
    @@ -0,0 +1 @@
    +new
    \ No newline at end of file
    --- a/client/src/stale.rs
    +++ /dev/null
    @@ -1 +0,0 @@
    -stale
    client/.specwright.json: not what is generated now
    client/src/edited.rs: edited by hand
    client/src/lib.rs: not what is generated now
    client/src/new.rs: missing
    client/src/stale.rs: not generated any more
    5 generated files are not current; run `cargo xtask generate` and commit the result
    "#
    );
}

#[test]
fn a_file_in_the_way_is_shown() {
    insta::assert_snapshot!(
        check_after(&[], &[("client/new.rs", "mine\n")], &[("new.rs", "generated\n")]),
        @r#"
    --- a/client/.specwright.json
    +++ b/client/.specwright.json
    @@ -2,5 +2,6 @@
       "notice": "Lists the generated files of this directory. Written by Specwright; do not edit.",
       "generator": "specwright 0.1.0",
       "files": [
    +    { "path": "new.rs", "sha256": "9f5936ff15d3a2ba7d3d8f21858338a6c1e2adc9fe34c685c7de5b4a00caa29a" }
       ]
     }
    --- a/client/new.rs
    +++ b/client/new.rs
    @@ -1 +1 @@
    -mine
    +generated
    client/.specwright.json: not what is generated now
    client/new.rs: in the way, and not generated
    2 generated files are not current; run `cargo xtask generate` and commit the result
    "#
    );
}

#[test]
fn a_folder_that_does_not_exist_has_no_file() {
    let sandbox = Sandbox::new();
    let mut output = sandbox.output(&[("a.rs", "a\n")]);
    output.folder.push("deeper");
    let report = check(&output, "cargo xtask generate").unwrap();
    let missing: Vec<_> = report.differences.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(missing, ["client/.specwright.json", "client/a.rs"]);
}
