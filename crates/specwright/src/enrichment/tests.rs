use serde_json::{Value, json};
use specwright_diagnostics::{Format, Style};
use specwright_model::{Adapter, ParameterPlace};

use crate::Description;

const CAPABILITY: &str = "
naftiko: 1.0.0-alpha2
info: {label: Users, description: Users.}
capability:
  consumes:
  - namespace: users
    type: http
    baseUri: https://users.example.com/iam
    resources:
    - name: user
      path: /users/{user_id}
      operations:
      - name: update
        method: PATCH
        inputParameters:
        - {name: user_id, in: path, type: string, required: true}
        - {name: body, in: body, type: object}
        - {name: notify, in: query, type: boolean}
    - name: other
      path: /others
      operations: [{name: others, method: GET}]
  exposes:
  - type: mcp
    namespace: tools
    port: 9090
    tools:
    - {name: update, description: Changes a user., call: users.update}
    - {name: others, description: Others., call: users.others}
";

const OPENAPI: &str = "
openapi: 3.1.0
info: {title: IAM, version: '1'}
servers: [{url: 'https://api.example.com'}]
paths:
  /iam/users/{id}:
    patch:
      parameters:
      - {name: id, in: path, required: true, schema: {type: string, format: uuid}}
      - {name: notify, in: query, required: true, schema: {type: boolean}}
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Change'}}}}
      responses: {'200': {description: The user., content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}}
components:
  schemas:
    User: {type: object, properties: {name: {type: string}, parent: {$ref: '#/components/schemas/User'}}}
    Change: {type: object, properties: {name: {type: string, maxLength: 9}}}
";

fn enriched() -> Description {
    let mut description = Description::from_texts(&[("users.yaml", CAPABILITY)]);
    description.enrich(Description::from_texts(&[("iam.yaml", OPENAPI)]));
    description
}

#[test]
fn operations_get_what_is_described() {
    let description = enriched();
    let api = description.api().expect("an API");
    let operation = &api.resources[0].operations[0];
    let schema = |id| serde_json::to_value(api.schemas.get(id)).expect("JSON");
    let parameter = operation
        .parameters
        .iter()
        .find(|it| it.place == ParameterPlace::Path)
        .expect("a parameter");
    assert_eq!(parameter.name, "user_id");
    assert_eq!(
        schema(parameter.schema.expect("a schema"))["kind"]["format"],
        json!("uuid")
    );
    let user = operation.responses[0].contents[0].schema.expect("a schema");
    assert_eq!(schema(user)["name"], json!("User"));
    let parent = &schema(user)["kind"]["properties"][1]["schema"];
    assert_eq!(*parent, json!(user), "a schema that holds itself");
}

#[test]
fn inputs_are_what_they_are_handed_on_to() {
    let description = enriched();
    let api = description.api().expect("an API");
    let capability = api.capability.as_ref().expect("a capability");
    let [Adapter::Mcp(mcp)] = capability.adapters.as_slice() else {
        panic!("an MCP server")
    };
    let inputs = mcp.tools[0].inputs.iter().map(|input| {
        let name = api.schemas.get(input.schema).name.clone();
        let kind = serde_json::to_value(&api.schemas.get(input.schema).kind).expect("JSON");
        (input.name.as_str(), input.required, name, kind["format"].clone())
    });
    let expected = [
        ("user_id", true, None, json!("uuid")),
        ("notify", true, None, Value::Null),
        ("body", true, Some("Change".to_owned()), Value::Null),
    ];
    assert_eq!(inputs.collect::<Vec<_>>(), expected);
}

#[test]
fn what_is_not_described_is_found() {
    let description = enriched();
    let findings = description.findings().render(Format::Concise, Style::Plain);
    let found: Vec<&str> = findings
        .lines()
        .filter(|line| line.contains("unmatched-operation"))
        .collect();
    assert_eq!(
        found,
        [
            "users.yaml:21:27: warning[unmatched-operation]: `GET /others` is not in the description that has the schemas"
        ]
    );
}
