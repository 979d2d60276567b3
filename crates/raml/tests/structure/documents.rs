//! The root of documents: where an API is served, what is written about it, and whole query strings.

use super::{check, check_files, read};

/// Checks the addresses of the servers with their variables, and the description.
fn check_root(text: &str, expected: &str) {
    let text = format!("#%RAML 1.0\ntitle: Test\n{}", text.trim_start());
    let (api, findings) = read(&[("api.raml", &text)]);
    assert_eq!(findings, "");
    let api = api.unwrap_or_default();
    let mut lines = Vec::new();
    for server in &api.servers {
        lines.push(server.url.clone());
        for variable in &server.variables {
            lines.push(format!(
                "    {} = {} of {:?}",
                variable.name, variable.default, variable.values
            ));
        }
    }
    lines.extend(api.description);
    assert_eq!(lines.join("\n"), expected.trim());
}

#[test]
fn a_base_uri_is_a_server_for_each_protocol() {
    check_root(
        "
version: v2
baseUri: http://{region}.example.com/{version}
baseUriParameters: { region: { enum: [ eu, us ] } }
protocols: [ HTTPS, http ]
",
        r#"
http://{region}.example.com/{version}
    region = eu of ["eu", "us"]
    version = v2 of []
https://{region}.example.com/{version}
    region = eu of ["eu", "us"]
    version = v2 of []
"#,
    );
}

#[test]
fn documentation_is_the_end_of_the_description() {
    check_root(
        "
description: First.
documentation:
  - { title: Login, content: How to. }
",
        "First.\n\n# Login\n\nHow to.",
    );
}

#[test]
fn a_scalar_may_be_written_with_annotations() {
    check_root(
        "
annotationTypes: { checked: boolean }
baseUri: { value: https://example.com, (checked): true }
",
        "https://example.com",
    );
}

#[test]
fn what_has_a_default_need_not_be_sent() {
    check(
        "
types: { Limit: { type: integer, default: 20 } }
/a/{id}:
  uriParameters: { id: { default: one } }
  get: { queryParameters: { limit: { type: Limit }, sort: { default: up }, after: string }, headers: { X-Mode: { default: fast } } }
",
        "
GET /a/{id} get_a
    path id: string
    query limit?: Limit
    query sort?: string
    query after: string
    header X-Mode?: string
",
    );
}

#[test]
fn a_query_string_is_its_properties() {
    check(
        "
types:
  Paged: { properties: { page?: integer } }
  Search: { type: Paged, properties: { q: string } }
/a: { get: { queryString: { type: Search } } }
",
        "
GET /a get_a
    query q: string
    query page?: integer
",
    );
}

#[test]
fn a_method_may_be_served_otherwise_than_the_api() {
    check(
        "
baseUri: https://example.com
/a: { get: { protocols: [ HTTP ] } }
",
        "
GET /a get_a
    served at http://example.com
",
    );
}

#[test]
fn the_variable_for_the_media_type_has_the_values_that_the_media_types_have() {
    let values = |media_types: &str, parameters: &str| {
        let text = format!(
            "#%RAML 1.0\ntitle: T\nmediaType: {media_types}\n/a{{mediaTypeExtension}}: {{ uriParameters: {{ {parameters} }}, get: }}\n"
        );
        let (api, findings) = read(&[("a.raml", &text)]);
        assert_eq!(findings, "");
        let api = api.unwrap_or_default();
        let (_, operation) = api.operations().next().unwrap_or_else(|| panic!("no operation"));
        let schema = operation.parameters.first().and_then(|parameter| parameter.schema);
        schema.and_then(|id| api.schemas.get(id).values.clone())
    };
    let expected = Some(vec![".json".into(), ".xml".into()]);
    assert_eq!(
        values("[ text/xml, application/json, application/hal+json ]", ""),
        expected
    );
    assert_eq!(
        values("application/json", "mediaTypeExtension: { enum: [ .csv ] }"),
        Some(vec![".csv".into()])
    );
    assert_eq!(values("application/octet-stream", ""), None);
}

#[test]
fn variables_of_paths_are_described_once_for_all_below() {
    check_files(
        &[(
            "api.raml",
            "#%RAML 1.0\ntitle: T\n/{a}:\n  uriParameters: { a: integer }\n  /x:\n    /{b}.json: { get: }\n",
        )],
        "
GET /{a}/x/{b}.json get_a_x
    path a: integer
    path b: string
",
    );
}
