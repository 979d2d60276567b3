//! YAML and JSON as people write them.

use super::*;

#[test]
fn scalars_follow_the_core_schema() {
    insta::assert_snapshot!(
        read("a.yaml", "[no, on, 2020-09-14, 1.0, 1.0.0, '1', true, ~, '', null, 0x10, \"\\u00e9\", !!str 5, !!int '5']"),
        @r#"["no","on","2020-09-14",1.0,"1.0.0","1",true,null,"",null,16,"é","5",5]"#
    );
}

#[test]
fn keys_are_the_text_as_it_is_written() {
    insta::assert_snapshot!(
        read("a.yaml", "200: a\n1.0: b\ntrue: c\n~: d\n2020-01-01: e\n'q r': f\n"),
        @r#"{"200":"a","1.0":"b","true":"c","~":"d","2020-01-01":"e","q r":"f"}"#
    );
}

#[test]
fn block_scalars_keep_their_lines() {
    insta::assert_snapshot!(
        read("a.yaml", "a: |-\n  one\n  two\nb: >\n  three\n  four\n"),
        @r#"{"a":"one\ntwo","b":"three four\n"}"#
    );
}

#[test]
fn aliases_share_and_merge_keys_merge() {
    insta::assert_snapshot!(
        read("a.yaml", "base: &base {a: 1, b: 2}\nother: &other {b: 3, c: 4}\nuse:\n  <<: [*base, *other]\n  a: 0\nalso: *base\n"),
        @r#"{"base":{"a":1,"b":2},"other":{"b":3,"c":4},"use":{"a":0,"b":2,"c":4},"also":{"a":1,"b":2}}"#
    );
    insta::assert_snapshot!(read("a.yaml", "'<<': {a: 1}\n"), @r#"{"<<":{"a":1}}"#);
    insta::assert_snapshot!(read("a.yaml", "<<: 5\na: 1\n"), @r#"
    {"a":1}
    a.yaml:1:5: a merge key needs a mapping, or a sequence of mappings [merge-key]
    "#);
}

#[test]
fn aliases_that_lead_nowhere_or_to_themselves_are_errors() {
    insta::assert_snapshot!(read("a.yaml", "a: *missing\nb: &b [1, *b]\n"), @r#"
    {"a":null,"b":[1,null]}
    a.yaml:1:4: the alias `*missing` names no anchor above it [unknown-alias]
    a.yaml:2:11: this alias stands inside the node it names [recursive-yaml-alias]
    "#);
}

#[test]
fn the_last_of_two_equal_keys_is_used() {
    insta::assert_snapshot!(read("a.yaml", "a: 1\nb: 2\na: 3\n"), @r#"
    {"b":2,"a":3}
    a.yaml:3:1: the key `a` is written twice in this mapping; this one is used [duplicate-key]
    "#);
    insta::assert_snapshot!(read("a.json", r#"{"a": 1, "\u0061": 2}"#), @r#"
    {"a":2}
    a.json:1:10: the key `a` is written twice in this mapping; this one is used [duplicate-key]
    "#);
}

#[test]
fn many_duplicate_keys_are_counted() {
    let text: String = (0..60).map(|index| format!("k{}: 1\n", index % 30)).collect();
    let (_, findings) = tree_and_findings("a.yaml", &text, &Limits::default());
    assert_eq!(findings.lines().count(), 21);
    assert!(
        findings.contains("10 further keys of this file are written twice"),
        "{findings}"
    );
}

#[test]
fn syntax_errors_have_a_place() {
    insta::assert_snapshot!(read("a.yaml", "a:\n\tb: 2\n"), @r"
    nothing
    a.yaml:2:2: YAML: tabs disallowed within this context (block indentation) [yaml-syntax]
    ");
    insta::assert_snapshot!(read("a.yaml", "é: ok\na: b: c\n"), @r"
    nothing
    a.yaml:2:5: YAML: mapping values are not allowed in this context [yaml-syntax]
    ");
    insta::assert_snapshot!(read("a.yaml", "a: \"open\n"), @r"
    nothing
    a.yaml:2:1: YAML: invalid indentation in multiline quoted scalar [yaml-syntax]
    ");
    insta::assert_snapshot!(read("a.json", "{\"a\": [1, 2}"), @r"
    nothing
    a.json:1:12: JSON: expected `,` or `]`, found `}` [json-syntax]
    ");
    insta::assert_snapshot!(read("a.json", "{\"a\": 1"), @r"
    nothing
    a.json:1:8: JSON: the file ends where `,` or `}` is expected [json-syntax]
    ");
    insta::assert_snapshot!(read("a.yaml", "? {a: 1}\n: 2\nb: 3\n"), @r#"
    {"b":3}
    a.yaml:1:3: a key must be a scalar [complex-key]
    "#);
}

#[test]
fn sloppy_json_is_read_as_yaml() {
    insta::assert_snapshot!(read("a.json", "{\"a\": [1, 2,], b: 'c'}"), @r#"
    {"a":[1,2],"b":"c"}
    a.json:1:13: this is not JSON (expected a value, found `]`); the file is read as YAML [sloppy-json]
    "#);
    insta::assert_snapshot!(read("a.yaml", "{a: 1, b: [x]}"), @r#"{"a":1,"b":["x"]}"#);
}

#[test]
fn empty_files_marks_and_further_documents() {
    insta::assert_snapshot!(read("a.yaml", "# nothing\n"), @r"
    nothing
    a.yaml:1:1: the file is empty [empty-document]
    ");
    insta::assert_snapshot!(read("a.yaml", "\u{FEFF}a: 1\n"), @r#"{"a":1}"#);
    insta::assert_snapshot!(read("a.json", "\u{FEFF}{\"a\": 1}"), @r#"{"a":1}"#);
    insta::assert_snapshot!(read("a.yaml", "a: 1\n---\nb: 2\n"), @r#"
    {"a":1}
    a.yaml:2:1: a second YAML document begins here; it is not read [several-documents]
    "#);
}

#[test]
fn custom_tags_are_kept() {
    let (tree, _) = tree_and_findings("a.yaml", "a: !include b.yaml\nc: !!str 1\n", &Limits::default());
    let tree = tree.expect("well-formed");
    let tags: Vec<_> = tree.find_tagged().map(|node| (node.tag(), node.kind())).collect();
    assert_eq!(tags, [(Some("!include"), Kind::String("b.yaml"))]);
}

#[test]
fn spans_cover_the_bytes_as_they_are_written() {
    fn check(text: &str, pointer: &str, expected: &str) {
        let (tree, findings) = tree_and_findings("a.yaml", text, &Limits::default());
        let tree = tree.expect(&findings);
        let node = tree.root().pointer(pointer).expect("the node is there");
        assert_eq!(text.get(node.location().span.range()), Some(expected), "{pointer}");
    }
    let text = "\u{FEFF}é: 'ü'\nb:\n  c: 1\n  d: [2, \"\\n\"] # end\n\n\ne: x\n";
    check(text, "/é", "'ü'");
    check(text, "/b/c", "1");
    check(text, "/b/d", "[2, \"\\n\"]");
    check(text, "/b/d/1", "\"\\n\"");
    check(text, "/b", "c: 1\n  d: [2, \"\\n\"]");
    check("{\"a\": {\"b\": \"ü\"}}", "/a", "{\"b\": \"ü\"}");
    check("{\"a\": {\"b\": \"ü\"}}", "/a/b", "\"ü\"");
}

#[test]
fn pointers_follow_rfc_6901() {
    fn check(pointer: &str, expected: Result<u64, &str>) {
        let text = "{'': 0, a/b: 1, m~n: 2, 'x y': 3, '50%': 4, l: [5, 6], '/x/{id}': 7}";
        let (tree, _) = tree_and_findings("a.yaml", text, &Limits::default());
        let tree = tree.expect("well-formed");
        let found = tree.root().pointer(pointer);
        let found = found
            .map(|node| node.as_u64().expect("a number"))
            .map_err(|problem| problem.to_string());
        assert_eq!(found, expected.map_err(str::to_owned), "{pointer}");
    }
    check("/", Ok(0));
    check("/a~1b", Ok(1));
    check("/m~0n", Ok(2));
    check("/x%20y", Ok(3));
    check("/50%", Ok(4));
    check("/50%25", Ok(4));
    check("/l/1", Ok(6));
    check("/~1x~1%7Bid%7D", Ok(7));
    check("/l/2", Err("there is no item `2` in a sequence of 2"));
    check("/z", Err("there is no key `z`"));
    check("/l/0/q", Err("`q` leads into a value that has no members"));
    check("l", Err("a JSON pointer begins with `/`"));
}

#[test]
fn large_mappings_find_their_keys() {
    let text: String = (0..5000).map(|index| format!("key{index}: {index}\n")).collect();
    let (tree, _) = tree_and_findings("a.yaml", &text, &Limits::default());
    let tree = tree.expect("well-formed");
    let found = |key: &str| tree.root().get(key).and_then(Node::as_u64);
    assert_eq!(
        (found("key0"), found("key4999"), found("key5000")),
        (Some(0), Some(4999), None)
    );
}
