//! The document as a whole: versions, keys, values.

use crate::support::{check, model, with_tool};

#[test]
fn a_document_says_its_version() {
    check(
        "naftiko:\ncapability: {}\n",
        r#"
c.yaml:1:1: error[unsupported-naftiko-version]: the document does not say its version
"#,
    );
    check(
        "naftiko: '0.2'\ncapability: {}\n",
        r#"
c.yaml:1:10: error[unsupported-naftiko-version]: `0.2` is no version that is read
"#,
    );
    check(
        "naftiko: 1.0.0-omega\ncapability: {consumes: [{type: http, namespace: a, baseUri: 'http://a'}]}\n",
        r#"
c.yaml:1:10: warning[assumed-naftiko-version]: version `1.0.0-omega` is not known, and is read as 1.0.0-beta5
"#,
    );
}

#[test]
fn a_document_describes_something() {
    check(
        "naftiko: '0.5'\n",
        r#"
c.yaml:1:1: error[empty-capability]: the document describes neither what is consumed nor what is exposed
"#,
    );
    check(
        "ikanos: 1.0.0-beta5\ncapability:\n  consumes: []\n",
        r#"
c.yaml:1:1: error[empty-capability]: the document describes neither what is consumed nor what is exposed
"#,
    );
}

#[test]
fn unknown_keys_are_reported_once_for_each_kind() {
    check(
        "naftiko: 1.0.0-alpha2
info: {label: A, autor: B}
capability:
  consumes:
  - {type: http, namespace: a, baseUri: 'http://a', baseurl: x}
  - {type: http, namespace: b, baseUri: 'http://b', baseurl: x}
",
        r#"
c.yaml:2:18: warning[unknown-naftiko-key]: `autor` is no key of the information
c.yaml:5:53: warning[unknown-naftiko-key]: `baseurl` is no key of a consumed API
"#,
    );
}

#[test]
fn keys_of_other_versions_are_read_and_reported() {
    check(
        "naftiko: 1.0.0-alpha2
info: {display: A}
capability:
  consumes:
  - type: http
    namespace: a
    baseUri: http://a
    resources:
    - name: r
      path: /r
      operations:
      - name: o
        method: GET
        inputParameters:
        - {name: x, in: query, type: integer}
        - {name: y, in: query, type: integer}
",
        r#"
c.yaml:2:8: warning[beyond-naftiko-version]: `display` is no key of the information in `naftiko: 1.0.0-alpha2`, and is read as it is meant
c.yaml:15:32: warning[beyond-naftiko-version]: `type` is no key of a parameter in `naftiko: 1.0.0-alpha2`, and is read as it is meant
"#,
    );
}

#[test]
fn both_spellings_are_one_model() {
    let earlier = model(
        "naftiko: 1.0.0-alpha2
info: {label: A}
capability:
  consumes:
  - type: http
    namespace: a
    baseUri: http://a
    resources:
    - name: things
      path: /things
      operations:
      - name: list
        method: GET
  aggregates:
  - label: B
    namespace: b
    functions:
    - name: all
      call: a.list
  exposes:
  - type: mcp
    namespace: c
    port: 9090
    tools:
    - name: all
      ref: b.all
",
    );
    let later = model(
        "ikanos: 1.0.0-beta5
info: {display: A}
capability:
  consumes:
  - type: http
    namespace: a
    baseUri: http://a
    resources:
      things:
        path: /things
        operations:
          list:
            method: GET
  aggregates:
  - display: B
    namespace: b
    flows:
      all:
        call: a.list
  exposes:
  - type: mcp
    namespace: c
    port: 9090
    tools:
      all:
        ref: b.all
",
    );
    assert_eq!(crate::facts::facts(&earlier), crate::facts::facts(&later));
}

#[test]
fn values_of_the_wrong_type_and_unknown_values_are_reported() {
    check(
        "naftiko: 1.0.0-alpha2\ncapability: 7\n",
        r#"
c.yaml:2:13: error[wrong-naftiko-type]: the capability must be a mapping, not a number
"#,
    );
    check(
        "naftiko: 1.0.0-alpha2\ncapability: {consumes: x}\n",
        r#"
c.yaml:2:24: error[wrong-naftiko-type]: `consumes` must be a list, not a string
"#,
    );
    check(
        &with_tool("call: users.list\nhints: {readOnly: [1], destructive: maybe}"),
        r#"
c.yaml:31:25: error[wrong-naftiko-type]: `readOnly` must be `true` or `false`, not a sequence
c.yaml:31:43: error[unknown-naftiko-value]: `maybe` is no value of `destructive` of the hints
"#,
    );
    check(
        "naftiko: 1.0.0-alpha2\ncapability: {consumes: [{type: ftp, namespace: [a], baseUri: 'http://a'}]}\n",
        r#"
c.yaml:2:32: error[unknown-naftiko-value]: `ftp` is no value of `type` of a consumed API
c.yaml:2:48: error[wrong-naftiko-type]: `namespace` must be a text, not a sequence
"#,
    );
}

#[test]
fn adapters_that_are_not_generated_are_named() {
    check(
        "naftiko: 1.0.0-alpha2
capability:
  exposes:
  - {type: skill, port: 1, namespace: s, skills: []}
  - {type: control, port: 2}
  - {type: grpc, port: 3}
  - {port: 4}
",
        r#"
c.yaml:4:5: warning[left-out-of-capability]: the skill adapter `s` is left out: only REST and MCP adapters are generated
c.yaml:5:5: warning[left-out-of-capability]: the control adapter is left out: only REST and MCP adapters are generated
c.yaml:6:12: error[unknown-naftiko-value]: `grpc` is no type of adapter
c.yaml:7:5: error[missing-naftiko-key]: an adapter has no `type`
"#,
    );
}
