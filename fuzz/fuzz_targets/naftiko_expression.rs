//! Expressions of capabilities: places in values, names in texts, and what calls are given.

#![no_main]

use specwright_fuzz::{quoted, text_target, through_all_stages};

text_target!(|text: &str| {
    let quoted = quoted(text);
    through_all_stages(
        "a.yaml",
        &format!(
            "naftiko: 1.0.0-alpha2
capability:
  consumes:
  - type: http
    namespace: users
    baseUri: https://api.example.com
    authentication: {{ type: bearer, token: {quoted} }}
    resources:
    - name: user
      path: /users/{{id}}
      operations:
      - name: get
        method: POST
        inputParameters: [{{ name: page, in: query, value: {quoted} }}]
        body: {quoted}
        outputParameters: [{{ name: result, type: string, value: {quoted} }}]
  exposes:
  - type: mcp
    namespace: tools
    port: 9090
    tools:
    - name: tool
      inputParameters: [{{ name: id, type: string }}]
      steps:
      - {{ type: call, name: first, call: users.get, with: {{ id: {quoted}, page: '{{{{id}}}}' }} }}
      mappings: [{{ targetName: a, value: {quoted} }}]
      outputParameters: [{{ name: a, type: string, mapping: {quoted} }}]
"
        ),
    );
});
