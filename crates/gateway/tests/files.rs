//! The files of a crate, as they are generated of small documents.

#![expect(clippy::expect_used, reason = "helpers of tests fail like tests")]

use specwright_diagnostics::{Files, Format, Style};
use specwright_gateway::{Exposure, Generated, Patterns, Selection};
use specwright_model::Api;
use specwright_render::Templates;
use specwright_source::{Limits, Sources};
use specwright_target::{Options, RuntimeSource};

fn read(document: &str) -> (Api, Files) {
    let sources = Sources::from_texts(&[("api.yaml", document)], &Limits::default(), |_| Vec::new());
    let sources = sources.expect("a document");
    let is_capability = sources.entry_tree().is_some_and(specwright_naftiko::detect);
    let (api, found) = if is_capability {
        specwright_naftiko::read(&sources)
    } else {
        specwright_openapi::read(&sources)
    };
    let findings = specwright_diagnostics::render(sources.files(), &found, Format::Concise, Style::Plain);
    assert!(!found.has_errors(), "{findings}");
    (api.expect("a description"), sources.files().clone())
}

fn generate(name: &str, api: &Api, exposure: Exposure<'_>) -> Generated {
    let (plan, _) = specwright_rust::plan(api);
    let target = if exposure == Exposure::Capability {
        "gateway"
    } else {
        "mcp"
    };
    let options = Options {
        package: format!("{name}-{target}"),
        source: format!("{name}.yaml"),
        command: "renew".to_owned(),
        runtime: RuntimeSource::Version("0.1".to_owned()),
        dependencies: std::collections::BTreeMap::new(),
    };
    let templates = Templates::new(&specwright_gateway::templates());
    let client = format!("{name}-client");
    specwright_gateway::generate(api, &plan, &client, exposure, &options, &templates).expect("a crate")
}

/// Compares the files of a crate, and what was found, with their snapshots.
fn check(name: &str, document: &str, exposure: Exposure<'_>) {
    let (api, files) = read(document);
    let generated = generate(name, &api, exposure);
    let findings = specwright_diagnostics::render(&files, &generated.diagnostics, Format::Concise, Style::Plain);
    let findings = ("findings".to_owned(), findings);
    let texts = generated.files.into_iter().map(|file| (file.path, file.contents));
    for (path, text) in texts.chain([findings].into_iter().filter(|(_, text)| !text.is_empty())) {
        let snapshot = format!("{name}-{}", path.replace('/', "-"));
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(snapshot, text);
        });
    }
}

#[test]
fn petstore() {
    let document = include_str!("../../target/tests/documents/petstore.yaml");
    check("petstore", document, Exposure::Tools(&Selection::default()));
}

#[test]
fn capability() {
    check(
        "users",
        include_str!("documents/users.naftiko.yaml"),
        Exposure::Capability,
    );
}

#[test]
fn steps() {
    check(
        "steps",
        include_str!("documents/steps.naftiko.yaml"),
        Exposure::Capability,
    );
}

#[test]
fn arguments() {
    check(
        "arguments",
        include_str!("documents/arguments.yaml"),
        Exposure::Tools(&Selection::default()),
    );
}

#[test]
fn security() {
    let selection = Selection {
        include: Patterns {
            names: vec!["*".to_owned()],
            tags: vec!["none".to_owned()],
            ..Patterns::default()
        },
        ..Selection::default()
    };
    let document = include_str!("../../target/tests/documents/security.yaml");
    check("security", document, Exposure::Tools(&selection));
}

/// Checks that nothing is generated of a document of OpenAPI.
fn check_refused(document: &str, exposure: Exposure<'_>, expected: &str) {
    let (api, files) = read(document);
    let generated = generate("petstore", &api, exposure);
    assert!(generated.files.is_empty());
    let findings = specwright_diagnostics::render(&files, &generated.diagnostics, Format::Concise, Style::Plain);
    assert_eq!(findings.lines().last(), Some(expected));
}

#[test]
fn an_api_without_a_capability_has_no_gateway() {
    let document = include_str!("../../target/tests/documents/petstore.yaml");
    let expected = "error[no-capability]: there is no capability to make a gateway of";
    check_refused(document, Exposure::Capability, expected);
}

/// A capability with an adapter for each of the types.
fn with_adapters(rest: &str, mcp: &str) -> String {
    format!(
        "
naftiko: 1.0.0-alpha2
info: {{label: Users, description: Users.}}
capability:
  consumes:
  - type: http
    namespace: users
    baseUri: https://users.example.com
    resources: [{{name: users, path: /users, operations: [{{name: list, method: GET}}]}}]
  exposes:
  - type: rest
    namespace: served
    port: 8080
    {rest}
    resources: [{{path: /users, operations: [{{name: list, method: GET, call: users.list}}]}}]
  - type: mcp
    namespace: tools
    port: 9090
    tools: {mcp}
"
    )
}

/// Checks what is found while a gateway of a capability is generated.
fn check_findings(document: &str, expected: &str) {
    let (api, files) = read(document);
    let generated = generate("users", &api, Exposure::Capability);
    let findings = specwright_diagnostics::render(&files, &generated.diagnostics, Format::Concise, Style::Plain);
    assert_eq!(findings.trim(), expected.trim());
}

#[test]
fn adapters_whose_callers_cannot_be_checked_are_left_out() {
    let authentication =
        "authentication: {type: oauth2, authorizationServerUri: 'https://as.example', resource: 'https://a.example'}";
    check_findings(
        &with_adapters(authentication, "[{name: list, description: d, call: users.list}]"),
        "api.yaml:14:21: warning[unsupported-credential]: the adapter `served` is left out: a gateway cannot check credentials of this kind, and without the check anybody could call",
    );
    check_findings(
        &with_adapters(authentication, "[]"),
        "
api.yaml:14:21: warning[unsupported-credential]: the adapter `served` is left out: a gateway cannot check credentials of this kind, and without the check anybody could call
api.yaml:5:3: error[nothing-exposed]: there is nothing that a gateway could serve: no route and no tool",
    );
}

#[test]
fn credentials_that_cannot_be_given_are_named() {
    let upstream = |authentication: &str| {
        let document = with_adapters("description: d", "[]");
        document.replace(
            "    resources: [{name",
            &format!("    authentication: {authentication}\n    resources: [{{name"),
        )
    };
    check_findings(
        &upstream("{type: digest, username: a, password: b}"),
        "api.yaml:9:21: warning[unsupported-credential]: calls of `users` fail for want of a credential: a gateway does not answer the challenges of Digest (RFC 7616)",
    );
    check_findings(
        &upstream("{type: oauth2, authorizationServerUri: 'https://as.example', resource: 'https://a.example'}"),
        "api.yaml:9:21: warning[unsupported-credential]: calls of `users` fail for want of a credential: a gateway asks no authorization server for tokens",
    );
}

#[test]
fn forwards_are_passed_on() {
    let document = with_adapters("description: d", "[]").replace(
        "resources: [{path: /users,",
        "resources: [{path: '/all/{{rest}}', forward: {targetNamespace: users, trustedHeaders: [X-Trace]}}, {path: /users,",
    );
    let document = document.replace(
        "    resources: [{name",
        "    authentication: {type: bearer, token: '{{TOKEN}}'}
    inputParameters: [{name: X-Version, in: header, value: '2022'}, {name: t, in: query, value: 'a{{TOKEN}}'}]
    resources: [{name",
    );
    let document = document.replace(
        "capability:",
        "binds: [{namespace: env, keys: {TOKEN: TOKEN}}]\ncapability:",
    );
    check("forwards", &document, Exposure::Capability);
}

#[test]
fn other_addresses_than_the_first_are_constant() {
    let document = with_adapters("description: d", "[{name: ping, description: d, call: other.ping}]");
    let document = document.replace(
        "  exposes:",
        "  - type: http
    namespace: other
    baseUri: 'https://{{HOST}}'
    resources: [{name: r, path: /ping, operations: [{name: ping, method: GET}]}]
  exposes:",
    );
    let document = document.replace(
        "capability:",
        "binds: [{namespace: env, keys: {HOST: HOST}}]\ncapability:",
    );
    check_findings(
        &document,
        "api.yaml:24:20: warning[not-exposed]: the tool `ping` is left out: the address of the API that it calls has a value that is known at the start alone, which only that of the first consumed API can have",
    );
}

#[test]
fn what_is_no_json_is_passed_on() {
    let tools = "
    - name: list
      description: d
      call: users.list
      outputParameters: [{name: id, type: string, mapping: $.user.id}]
    - name: steps
      description: d
      steps: [{name: a, type: call, call: users.list}, {name: b, type: lookup, index: a, match: id, lookupValue: '1'}]
    - name: whole
      description: d
      call: users.list";
    let document = with_adapters("description: d", tools).replace(
        "method: GET}]}]\n  exposes",
        "method: GET, outputRawFormat: xml}]}]\n  exposes",
    );
    check_findings(
        &document,
        "
api.yaml:20:13: warning[unread-format]: the tool `list` passes the response on as it is: values are selected from a response of `application/xml`, and a gateway reads JSON alone
api.yaml:24:13: warning[not-exposed]: the tool `steps` is left out: values are selected from a response of `application/xml`, and a gateway reads JSON alone",
    );
}

/// Checks the bodies that a route takes whose input is a part of them, and the form in which a call sends its own.
fn check_bodies(body: &str, of_route: &str, of_call: &str) {
    let document = with_adapters("description: d", "[]")
        .replace(
            "{name: list, method: GET}",
            &format!("{{name: list, method: POST, body: {body}}}"),
        )
        .replace("{method: GET, name", "{method: POST, name")
        .replace(
            "call: users.list}]}]",
            "call: users.list, inputParameters: [{name: name, in: body, type: string}]}]}]",
        );
    let (api, _) = read(&document);
    let generated = generate("users", &api, Exposure::Capability);
    check_has(&generated, "src/routes.rs", of_route);
    check_has(&generated, "src/calls.rs", of_call);
}

#[test]
fn parts_of_bodies_are_taken_from_json() {
    check_bodies(
        "{type: text, data: 'Hello {{name}}'}",
        r#".request_body(BodyUse::Optional, &["application/json"])"#,
        r#"CallBody::text("text/plain")"#,
    );
    check_bodies(
        "{type: sparql, data: 'ASK {{name}}'}",
        r#"&["application/json"]"#,
        r#"CallBody::text("application/sparql-query")"#,
    );
    check_bodies(
        "{type: formUrlEncoded, data: {a: '{{name}}'}}",
        r#"&["application/json", "application/x-www-form-urlencoded"]"#,
        "CallBody::form()",
    );
}

/// Checks that a file of a crate has a text.
fn check_has(generated: &Generated, path: &str, expected: &str) {
    let file = generated.files.iter().find(|file| file.path == path);
    let contents = &file.expect("a file").contents;
    assert!(contents.contains(expected), "{contents}");
}

#[test]
fn addresses_with_open_variables_are_none() {
    let document = with_adapters("description: d", "[]").replace("https://users", "https://users.{region}");
    let (api, _) = read(&document);
    let generated = generate("users", &api, Exposure::Capability);
    check_has(
        &generated,
        "src/lib.rs",
        "env!(\"CARGO_PKG_VERSION\"),\n        Expression::Literal(r#\"\"\"\"#),",
    );
}

#[test]
fn credentials_are_those_of_chosen_operations() {
    let document = "
openapi: 3.1.0
info: {title: T, version: '1'}
servers: [{url: 'https://a.example'}]
paths:
  /open: {get: {operationId: open, responses: {'204': {description: Nothing.}}}}
  /closed: {get: {operationId: closed, security: [{key: []}], responses: {'204': {description: Nothing.}}}}
components: {securitySchemes: {key: {type: http, scheme: bearer}}}
";
    let (api, _) = read(document);
    let check = |pattern: &str, expected: &str| {
        let include = Patterns {
            paths: vec![pattern.to_owned()],
            ..Patterns::default()
        };
        let selection = Selection {
            include,
            ..Selection::default()
        };
        check_has(
            &generate("t", &api, Exposure::Tools(&selection)),
            "src/lib.rs",
            expected,
        );
    };
    check("GET /open", "BINDS: &[Bind] = &[];");
    check("/*", "Bind::environment(\"T_BEARER_TOKEN\")");
}

#[test]
fn tools_with_names_that_not_all_take_are_renamed() {
    check_findings(
        &with_adapters(
            "description: d",
            "[{name: list users, description: d, call: users.list}, {name: list_users, description: d, call: users.list}]",
        ),
        "api.yaml:19:20: warning[renamed-tool]: the tool `list users` is called `list_users_bb64d4`",
    );
}

#[test]
fn a_server_without_tools_is_none() {
    let selection = Selection {
        exclude: Patterns {
            names: vec!["*".to_owned()],
            ..Patterns::default()
        },
        ..Selection::default()
    };
    let document = include_str!("../../target/tests/documents/petstore.yaml");
    let expected = "api.yaml:2:1: error[nothing-exposed]: there is nothing that a gateway could serve: the patterns of `tools` leave out all 4 operations";
    check_refused(document, Exposure::Tools(&selection), expected);
}
