//! The document as a whole: versions, info, servers, tags, extensions.

use super::{read, read_texts};

#[test]
fn versions() {
    let version = |text: &str| read(&format!("{text}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n"));
    insta::assert_snapshot!(version("openapi: 3.0.3"), @"");
    insta::assert_snapshot!(version("openapi: 3.1"), @"");
    insta::assert_snapshot!(version("openapi: 3.2.0"), @"");
    insta::assert_snapshot!(version("openapi: 4.0.0"), @"
    api.yaml:1:10: error[unknown-openapi-version]: `4.0.0` is no version of OpenAPI that is known
      help: write `3.0.x`, `3.1.x` or `3.2.x`, in quotes
    ");
    insta::assert_snapshot!(version("swagger: '2.0'"), @"
    api.yaml:1:1: error[swagger-2]: this is a Swagger 2.0 document, which is not read
      help: convert it to OpenAPI 3 first: swagger2openapi and the Swagger Editor do that
    ");
    insta::assert_snapshot!(version("asyncapi: 3.0.0"), @"
    api.yaml:1:1: error[not-openapi]: this is an AsyncAPI document, not an OpenAPI document
      help: name the OpenAPI document that uses or accompanies it
    ");
}

#[test]
fn info_servers_and_tags() {
    let (api, findings) = read_texts(&[(
        "api.yaml",
        "\
openapi: 3.1.0
info:
  title: T
  version: 1.0
  summary: S
  description: D
  termsOfService: https://t
  contact: {name: N, url: https://u, email: e@x}
  license: {name: MIT, identifier: MIT, x-kept: 1}
  x-info: {a: 1}
x-root: [1]
externalDocs: {url: https://d}
servers:
- url: https://{region}.example.com/{base}
  variables: {region: {default: eu, enum: [eu, us]}}
tags: [{name: A, description: a}, {name: A}, {name: B, parent: A}]
paths:
  /a: {get: {operationId: a, tags: [A, C, A]}}
",
    )]);
    let api = api.expect("it is read");
    let kept = serde_json::json!({
        "version": api.version, "contact": api.contact, "license": api.license, "extensions": api.extensions,
        "server": api.servers.first().map(specwright_model::Server::default_url),
        "tags": api.tags.iter().map(|tag| &tag.name).collect::<Vec<_>>(),
        "operation": api.operations().map(|(_, operation)| &operation.tags).collect::<Vec<_>>(),
    });
    insta::assert_snapshot!(serde_json::to_string_pretty(&kept).expect("plain data"), @r#"
    {
      "version": "1.0",
      "contact": {
        "name": "N",
        "url": "https://u",
        "email": "e@x"
      },
      "license": {
        "name": "MIT",
        "identifier": "MIT",
        "url": null
      },
      "extensions": {
        "x-root": [
          1
        ],
        "x-info": {
          "a": 1
        }
      },
      "server": "https://eu.example.com/{base}",
      "tags": [
        "A",
        "B",
        "C"
      ],
      "operation": [
        [
          "A",
          "C"
        ]
      ]
    }
    "#);
    insta::assert_snapshot!(findings, @r#"
    api.yaml:4:12: warning[unquoted-text]: `version` must be text, and 1.0 is a number
      help: write "1.0"
    api.yaml:14:3: warning[unknown-server-variable]: the address has a variable `base` that `variables` does not describe
      help: describe `base` under `variables`, with a `default`
    api.yaml:16:35: warning[repeated-tag]: the tag `A` is declared twice; the first is used
      help: remove one of the two
    api.yaml:16:56: warning[newer-keyword]: `parent` of a tag is not known to OpenAPI 3.1; it is read as OpenAPI 3.2 has it
      help: declare `openapi: 3.2.0`
    "#);
}
