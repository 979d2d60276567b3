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

#[test]
fn a_feature_of_the_runtime_that_is_missing_is_the_only_error() {
    let description = "
openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /{id}:
    get:
      operationId: get
      parameters: [{ name: id, in: path, required: true, schema: { type: string, pattern: '^[a-z]+$' } }]
      responses: { '204': { description: Done } }
";
    let check = |name, features: &[&str], expected: &[&str]| {
        let package = Package::with_features(name, description, ".client().server()", features);
        package.write("src/lib.rs", "specwright_runtime::include_api!(\"described\");");
        let ran = package.check();
        let errors = ran
            .errors
            .lines()
            .filter(|line| line.starts_with("error"))
            .collect::<Vec<_>>();
        assert_eq!(ran.succeeded, expected.is_empty(), "{ran:?}");
        // The last one is cargo's: it could not compile the crate.
        let told = errors.split_last().map_or(errors.as_slice(), |(_, told)| told);
        assert_eq!(told, expected, "{ran:?}");
    };
    let pattern = "error: the generated code needs the feature `pattern` of specwright-runtime: add it to the features of \
                   this dependency in Cargo.toml";
    let server = pattern.replace("`pattern`", "`server`");
    check("with-all-features", &["client", "pattern", "server"], &[]);
    check("without-pattern", &["client", "server"], &[pattern]);
    check("without-two", &["client"], &[pattern, &server]);
}
