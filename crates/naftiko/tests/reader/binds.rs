//! Values that are not in the document.

use crate::support::check;

fn document(binds: &str, authentication: &str) -> String {
    format!(
        "naftiko: 1.0.0-alpha2
binds:
{binds}capability:
  consumes:
  - type: http
    namespace: a
    baseUri: http://a
    authentication: {authentication}
"
    )
}

#[test]
fn a_bind_that_is_nowhere_declared_is_an_error() {
    let binds = "- {namespace: env, keys: {API_KEY: KEY}}\n";
    check(
        &document(binds, "{type: bearer, token: '{{env.API_KEYS}}'}"),
        r#"
c.yaml:3:27: warning[unused-bind]: nothing uses the bind `API_KEY`
c.yaml:9:43: error[unknown-bind]: `env.API_KEYS` is no bind
"#,
    );
    check(
        &document("", "{type: bearer, token: '{{TOKEN}}'}"),
        r#"
c.yaml:8:43: error[unknown-bind]: `TOKEN` is no bind
"#,
    );
}

#[test]
fn a_bind_that_nothing_uses_is_reported() {
    let binds = "- {namespace: env, keys: {A: A, B: B}}\n";
    check(
        &document(binds, "{type: bearer, token: '{{A}}'}"),
        r#"
c.yaml:3:33: warning[unused-bind]: nothing uses the bind `B`
"#,
    );
}

#[test]
fn a_bind_without_braces_is_meant() {
    let binds = "- {namespace: env, keys: {API_KEY: KEY}}\n";
    check(
        &document(binds, "{type: bearer, token: API_KEY}"),
        r#"
c.yaml:9:43: warning[bare-bind]: `API_KEY` is the name of a bind, and is read as `{{API_KEY}}`
"#,
    );
}

#[test]
fn a_secret_in_the_document_is_reported() {
    check(
        &document("", "{type: basic, username: scott, password: tiger}"),
        r#"
c.yaml:8:62: warning[literal-secret]: the secret `password` stands in the document itself
"#,
    );
}

#[test]
fn binds_have_one_meaning_and_a_known_store() {
    let binds =
        "- {namespace: a, keys: {K: X}}\n- {namespace: b, location: 'vault://v', keys: {K: Y}}\n- {namespace: c}\n";
    check(
        &document(binds, "{type: bearer, token: '{{K}}'}"),
        r#"
c.yaml:4:28: warning[unknown-bind-location]: `vault://v` is no store that is known: the values are taken from the environment
c.yaml:4:48: error[repeated-naftiko-name]: the bind `K` is declared twice
c.yaml:5:3: error[missing-naftiko-key]: the bind `c` has no `keys`
"#,
    );
}
