//! What fails a build, and what is said of it.

use crate::support::{Package, unindented};

#[test]
fn errors_in_a_description_fail_the_build_with_the_whole_listing() {
    let description = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: []\n";
    let ran = Package::new("with-errors", description, ".client()").check();
    assert!(!ran.succeeded);
    let expected = "
    --> described.openapi.yaml:3:8
      |
    3 | paths: []
      |        ^^
";
    assert!(unindented(&ran.errors).contains(&unindented(expected)), "{ran:?}");
}

#[test]
fn all_that_is_wrong_with_a_build_script_is_said_at_once() {
    let description = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\n";
    let calls = ".replace_type(\"A\", \"Money\").derive(\"Ha sh\").allow(\"nothing-like-it\")";
    let ran = Package::new("with-mistakes", description, calls).check();
    assert!(!ran.succeeded);
    let expected = [
        "\"Money\" is no path of a type, such as `crate::Money` or `money::Money`",
        "\"Ha sh\" is no path of a trait, such as `Hash` or `schemars::JsonSchema`",
        "nothing-like-it",
        "nothing to generate: call `client()` or `server()` before `compile`",
    ];
    for expected in expected {
        assert!(ran.errors.contains(expected), "{expected}: {ran:?}");
    }
}
