//! Parts in other files.

use crate::support::{check, check_text, findings};

const SHARED: &str = "naftiko: 1.0.0-alpha2
consumes:
- {type: http, namespace: users, baseUri: 'http://a', authentication: {type: bearer, token: '{{TOKEN}}'}, resources: [{name: r, path: /r, operations: [{name: list, method: GET}]}]}
";

fn importing(import: &str) -> String {
    format!(
        "naftiko: 1.0.0-alpha2
binds: [{{namespace: env, keys: {{TOKEN: TOKEN}}}}]
capability:
  consumes:
  - {import}
  exposes:
  - {{type: mcp, namespace: m, port: 1, tools: [{{name: t, call: people.list}}]}}
"
    )
}

#[track_caller]
fn check_import(import: &str, expected: &str) {
    let text = importing(import);
    check_text(&findings(&[("c.yaml", &text), ("shared/users.yaml", SHARED)]), expected);
}

#[test]
fn what_is_consumed_may_stand_in_another_file() {
    check_import("{import: users, location: ./shared/users.yaml, as: people}", "");
    check_import(
        "{import: users, location: 'file:///./shared/users.yaml', as: people}",
        "",
    );
}

#[test]
fn imports_that_lead_nowhere_are_reported() {
    check_import(
        "{import: user, location: ./shared/users.yaml, as: people}",
        r#"
c.yaml:5:14: error[invalid-naftiko-import]: `user` is not among the `consumes` of the imported file
"#,
    );
    check_import(
        "{import: users, location: ./other.yaml, as: people}",
        r#"
c.yaml:5:31: error[file-missing]: `./other.yaml` is not read: there is no such file
"#,
    );
    check_import(
        "{import: users, location: 'https://example.com/users.yaml', as: people}",
        r#"
c.yaml:5:31: error[file-refused]: `https://example.com/users.yaml` is not read: URLs are never fetched
"#,
    );
    check_import(
        "{import: users, as: people}",
        r#"
c.yaml:5:5: error[missing-naftiko-key]: an import does not say from which file
"#,
    );
    check_import(
        "{location: ./shared/users.yaml, as: people}",
        r#"
c.yaml:5:5: error[missing-naftiko-key]: an import has no `import`
"#,
    );
    check_import(
        "{import: users, location: ./shared/users.yaml, as: people}\n  - {import: users, location: ./shared/users.yaml, as: people}",
        r#"
c.yaml:6:5: error[repeated-naftiko-name]: two imports have the name `people`
"#,
    );
}

#[test]
fn a_file_of_shared_parts_is_an_api() {
    check(SHARED, "");
    let (_, api, _) = crate::support::read_texts(&[("shared.yaml", SHARED)]);
    let api = api.expect("a model");
    assert_eq!((api.operations().count(), api.capability.is_none()), (1, true));
}

#[test]
fn a_file_of_shared_parts_imports_nothing() {
    check(
        "ikanos: 1.0.0-beta5\nconsumes: [{import: a, from: b.yaml}]\n",
        r#"
c.yaml:2:12: error[invalid-naftiko-import]: a document of shared parts cannot import from others
"#,
    );
}
