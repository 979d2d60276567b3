//! What capabilities consume.

use specwright_model::Operation;

use crate::support::{check, check_text, model};

fn document(api: &str) -> String {
    format!("naftiko: 1.0.0-alpha2\ncapability:\n  consumes:\n  - type: http\n    namespace: a\n{api}")
}

fn with_operation(operation: &str) -> String {
    document(&format!(
        "    baseUri: http://a
    resources:
    - name: things
      path: things/{{{{id}}}}
      operations:
      - name: do
        method: POST
{operation}"
    ))
}

#[test]
fn addresses_and_paths_are_checked() {
    check(
        &document("    baseUri: api.example.com\n"),
        r#"
c.yaml:6:14: error[invalid-naftiko-base-uri]: `api.example.com` is no address: it must begin with `http://` or `https://`
"#,
    );
    check(
        &document("    baseUri: https://api.example.com/?key=1\n"),
        r#"
c.yaml:6:14: error[invalid-naftiko-base-uri]: an address has no query and no fragment
"#,
    );
    check(
        &document(
            "    baseUri: http://a\n    resources:\n    - {name: r, path: '/r/{x', operations: []}\n    - {name: s, path: '/s?x=1', operations: []}\n",
        ),
        r#"
c.yaml:8:23: error[invalid-naftiko-path]: `/r/{x` is no path: a brace has no counterpart
c.yaml:9:23: error[invalid-naftiko-path]: the path `/s?x=1` has a query or a fragment
"#,
    );
}

#[test]
fn addresses_hold_no_credentials_and_no_open_variables() {
    check(
        &document("    baseUri: https://user:secret@api.example.com\n"),
        r#"
c.yaml:6:14: error[invalid-naftiko-base-uri]: the address holds a user name or a password
"#,
    );
    check(
        &document("    baseUri: https://api.{region}.example.com/v1\n"),
        r#"
c.yaml:6:14: warning[open-naftiko-base-uri]: nothing gives the variable `{region}` of the address a value
"#,
    );
}

#[test]
fn paths_are_ones_that_requests_can_have() {
    let path = |path: &str| {
        document(&format!(
            "    baseUri: http://a\n    resources: [{{name: r, path: {path}, operations: []}}]\n"
        ))
    };
    check(
        &path("'/a/../{id}'"),
        r#"
c.yaml:7:33: error[invalid-naftiko-path]: the path `/a/../{id}` has a segment `.` or `..`, which senders take out of URLs
"#,
    );
    check(
        &path(r#""/a\nb""#),
        r#"
c.yaml:7:33: error[invalid-naftiko-path]: the path `/a␊b` has a backslash or control characters, which no URL has
"#,
    );
    check(
        &path(r"'/a\..\b'"),
        r#"
c.yaml:7:33: error[invalid-naftiko-path]: the path `/a\..\b` has a backslash or control characters, which no URL has
"#,
    );
}

#[test]
fn header_fields_are_ones_that_requests_can_have() {
    check(
        &with_operation(
            r#"        inputParameters:
        - {name: "X Trace\n", in: header}
        - {name: X-Trace, in: header, value: "a\r\nb"}
        - {name: host, in: header, value: evil.example}
        - {name: X-Fine, in: header, value: "a\tb"}
"#,
        ),
        r#"
c.yaml:14:18: error[invalid-naftiko-header]: `X Trace␊` is no name of a header field
c.yaml:15:18: error[invalid-naftiko-header]: the value of the header field `X-Trace` has control characters, such as line breaks
c.yaml:16:18: warning[left-out-of-capability]: the header field `host` is left out: the connection sets it
"#,
    );
}

#[test]
fn braces_name_something() {
    check(
        &with_operation("        inputParameters: [{name: q, in: query, value: '{{never'}]\n"),
        r#"
c.yaml:13:55: warning[loose-braces]: double braces that name nothing are taken as they are
"#,
    );
}

#[test]
fn two_things_of_one_name_are_reported() {
    check(
        &document(
            "    baseUri: http://a
    resources:
    - name: r
      path: /r
      operations:
      - {name: o, method: GET}
      - {name: o, method: PUT}
  - {type: http, namespace: a, baseUri: 'http://b'}
",
        ),
        r#"
c.yaml:12:16: error[repeated-naftiko-name]: two operations of one API have the name `o`; this one is left out
c.yaml:13:29: error[repeated-naftiko-name]: two consumed APIs have the namespace `a`; this one is left out
"#,
    );
}

#[test]
fn parameters_belong_to_the_path() {
    check(
        &with_operation("        inputParameters:\n        - {name: idx, in: path}\n"),
        r#"
c.yaml:14:18: warning[unused-naftiko-path-parameter]: the path has no `{idx}`; the parameter is left out
"#,
    );
}

#[test]
fn bodies_are_checked() {
    check(
        &with_operation("        body: '{\"a\": {{x}'\n"),
        r#"
c.yaml:13:15: warning[loose-naftiko-body]: the body is no well-formed JSON, and is sent as text with names filled in
"#,
    );
    check(
        &with_operation("        body: {type: xml, data: {a: 1}}\n"),
        r#"
c.yaml:13:33: error[invalid-naftiko-body]: the data of a body of type `xml` must be text, not a mapping
"#,
    );
    check(
        &with_operation("        body: {type: json}\n"),
        r#"
c.yaml:13:15: error[missing-naftiko-key]: a body has no `data`
"#,
    );
    check(
        &with_operation(
            "        body: {type: multipartForm, data: [{name: f, value: '{{f}}', filename: x}, {name: g}]}\n",
        ),
        r#"
c.yaml:13:80: warning[left-out-of-capability]: the name of a file is left out: parts are sent without
c.yaml:13:84: error[invalid-naftiko-body]: a part has no `name` or no `value`
"#,
    );
}

#[test]
fn formats_of_outputs_are_checked() {
    check(
        &with_operation(
            "        outputRawFormat: ini\n        outputParameters: [{name: x, type: text, value: '$..x'}]\n",
        ),
        r#"
c.yaml:13:26: error[unknown-naftiko-value]: `ini` is no format of outputs, and is read as `binary`
c.yaml:14:44: error[unknown-naftiko-value]: `text` is no value of `type` of an output
c.yaml:14:57: error[invalid-naftiko-expression]: `$..x` is no path that is supported
"#,
    );
}

#[test]
fn outputs_are_no_deeper_than_json_that_is_read() {
    let path = format!("${}", ".a".repeat(100));
    let inner = format!("{{name: y, type: string, value: '{path}'}}");
    check(
        &with_operation(&format!(
            "        outputParameters:\n        - name: x\n          type: object\n          value: '{path}'\n          \
             properties: [{inner}]\n"
        )),
        r#"
c.yaml:17:24: error[invalid-naftiko-expression]: this is more than 128 steps deep in the response
"#,
    );
}

/// An operation in lines.
fn shown(operation: &Operation, api: &specwright_model::Api) -> String {
    let mut lines = Vec::new();
    for parameter in &operation.parameters {
        let kind = parameter
            .schema
            .map(|schema| format!("{:?}", api.schemas.get(schema).kind))
            .unwrap_or_default();
        let kind = kind.split(['(', ' ']).next().unwrap_or_default().to_owned();
        lines.push(format!(
            "{:?} {} {kind} required={}",
            parameter.place, parameter.name, parameter.required
        ));
    }
    for payload in operation.request_body.iter().flat_map(|body| &body.contents) {
        let schema = payload
            .schema
            .map(|schema| schema_text(api, schema))
            .unwrap_or_default();
        lines.push(format!("sends {} {schema}", payload.media_type));
    }
    for response in &operation.responses {
        for payload in &response.contents {
            let schema = payload
                .schema
                .map_or_else(|| "-".to_owned(), |schema| schema_text(api, schema));
            lines.push(format!("{} {} {schema}", response.status, payload.media_type));
        }
    }
    lines.join("\n")
}

fn schema_text(api: &specwright_model::Api, schema: specwright_model::SchemaId) -> String {
    use specwright_model::SchemaKind;
    let schema = api.schemas.get(schema);
    match &schema.kind {
        SchemaKind::Object(object) => {
            let members = object
                .properties
                .iter()
                .map(|it| format!("{}: {}", it.name, schema_text(api, it.schema)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
        SchemaKind::Array(array) => {
            format!(
                "[{}]",
                array.items.map(|items| schema_text(api, items)).unwrap_or_default()
            )
        }
        SchemaKind::String(text) => format!("string {:?}", text.format).replace(" Unspecified", ""),
        kind => format!("{kind:?}")
            .split(['(', ' '])
            .next()
            .unwrap_or_default()
            .to_lowercase(),
    }
}

#[track_caller]
fn check_operation(operation: &str, expected: &str) {
    let api = model(&with_operation(operation));
    let (_, operation) = api.operations().next().expect("an operation");
    check_text(&shown(operation, &api), expected);
}

#[test]
fn parameters_and_bodies_are_those_of_any_api() {
    check_operation(
        "        inputParameters:
        - {name: q, in: query, type: array}
        - {name: X-Version, in: header, value: '2'}
        - {name: Content-Type, in: header, value: application/vnd.a+json}
        body: '{\"a\": \"{{a}}\", \"b\": {{b}}, \"c\": {\"d\": 1}}'
        outputParameters:
        - {name: ids, type: string, value: '$.items[*].id'}
        - {name: count, type: number, value: $.count}
",
        r#"
Query q Array required=false
Header X-Version String required=false
Path id String required=true
sends application/vnd.a+json {a: string, b: any, c: {}}
2XX application/json {items: [{id: string}], count: number}
"#,
    );
    check_operation(
        "        body: {type: formUrlEncoded, data: 'a={{a}}&b=1'}\n        outputRawFormat: csv\n",
        r#"
Path id String required=true
sends application/x-www-form-urlencoded {a: any, b: string}
2XX text/csv string
"#,
    );
    check_operation(
        "        body: {type: sparql, data: 'ASK {}'}\n        outputRawFormat: avro\n",
        r#"
Path id String required=true
sends application/sparql-query string
2XX application/avro string Binary
"#,
    );
    check_operation(
        "        inputParameters: [{name: body, in: body, type: object}]\n        outputParameters: [{name: r, type: object, value: $.}]\n",
        r#"
Path id String required=true
sends application/json {}
2XX application/json -
"#,
    );
    check_operation(
        "        inputParameters: [{name: a, in: body}, {name: b, in: body, type: integer, required: true}]\n",
        r#"
Path id String required=true
sends application/json {a: string, b: integer}
2XX application/json -
"#,
    );
}

#[test]
fn the_first_address_is_the_default_and_others_are_those_of_operations() {
    let api = model(
        "naftiko: 1.0.0-alpha2
binds: [{namespace: env, keys: {HOST: HOST}}]
capability:
  consumes:
  - {type: http, namespace: a, baseUri: 'https://a/v1/', resources: [{name: r, path: /r, operations: [{name: o, method: GET}]}]}
  - {type: http, namespace: b, baseUri: 'https://{{HOST}}/v2', resources: [{name: r, path: /r, operations: [{name: o, method: GET}]}]}
",
    );
    let servers: Vec<String> = api.servers.iter().map(|server| server.url.clone()).collect();
    let operations: Vec<String> = api
        .operations()
        .map(|(resource, operation)| {
            format!(
                "{:?} {} {:?} {:?}",
                operation.id,
                resource.path,
                operation.tags,
                operation.servers.first().map(|it| &it.url)
            )
        })
        .collect();
    check_text(
        &format!("{servers:?}\n{}", operations.join("\n")),
        r#"
["https://a/v1"]
Some("a-o") /r ["a"] None
Some("b-o") /r ["b"] Some("https://{HOST}/v2")
"#,
    );
}
