//! What OpenAPI cannot say, and what it asks for.

use serde_json::json;
use specwright_model::{
    Api, ExampleMessage, ExampleResponse, Method, Operation, Parameter, ParameterPlace, ParameterStyle, PathTemplate,
    Payload, RequestBody, Resource, Response, StatusPattern, Transaction,
};
use specwright_openapi::WrittenVersion::{V3_0, V3_1};
use specwright_openapi::write;

use crate::support::{api_with, findings, written};

/// A resource with one operation.
fn resource(path: &str, operation: Operation) -> Resource {
    Resource {
        path: PathTemplate::parse(path).unwrap(),
        operations: vec![operation],
        ..Resource::default()
    }
}

fn operation(method: &str) -> Operation {
    Operation {
        method: Method::new(method),
        ..Operation::default()
    }
}

fn api_of(resources: Vec<Resource>) -> Api {
    Api {
        title: "T".to_owned(),
        version: "1".to_owned(),
        resources,
        ..Api::default()
    }
}

fn path_parameter(name: &str) -> Parameter {
    Parameter {
        name: name.to_owned(),
        place: ParameterPlace::Path,
        style: ParameterStyle::Simple,
        required: true,
        ..Parameter::default()
    }
}

#[test]
fn methods_of_extensions_are_left_out() {
    let api = api_of(vec![
        resource("/a", operation("PURGE")),
        resource("/b", operation("GET")),
    ]);
    insta::assert_snapshot!(findings(&api, V3_1), @"not-in-openapi: the PURGE operation of `/a` cannot be said in OpenAPI 3.1; it is left out");
    assert_eq!(written(&api, V3_1, "/paths/~1a"), json!({}));
    assert_eq!(written(&api, V3_1, "/paths/~1b/get/operationId"), json!("getB"));
}

#[test]
fn paths_of_one_shape_become_one() {
    let of = |method: &str, name: &str| {
        let mut operation = operation(method);
        operation.parameters.push(path_parameter(name));
        resource(&format!("/roles/{{{name}}}"), operation)
    };
    let api = api_of(vec![
        of("GET", "user_id"),
        of("PUT", "organization_id"),
        of("GET", "organization_id"),
    ]);
    insta::assert_snapshot!(findings(&api, V3_1), @"
    not-in-openapi: a second GET operation at `/roles/{organization_id}` cannot be said in OpenAPI 3.1; it is left out
    said-otherwise: `/roles/{organization_id}` beside `/roles/{user_id}`, which matches the same paths, cannot be said in OpenAPI 3.1; its operations are written there, with the variables of that path
    ");
    let (document, _) = write(&api, V3_1);
    let paths = document.get("paths").unwrap().as_object().unwrap();
    assert_eq!(paths.keys().collect::<Vec<_>>(), ["/roles/{user_id}"]);
    assert_eq!(
        written(&api, V3_1, "/paths/~1roles~1{user_id}/put/parameters/0/name"),
        json!("user_id")
    );
}

#[test]
fn relations_and_what_belongs_together_in_examples_have_no_place() {
    let message = |body: &str| ExampleMessage {
        media_type: Some("application/json".to_owned()),
        body: Some(body.to_owned()),
        ..ExampleMessage::default()
    };
    let call = |name: &str, sent: &str, received: &str| Transaction {
        name: Some(name.to_owned()),
        request: Some(message(sent)),
        responses: vec![ExampleResponse {
            status: 200,
            message: message(received),
        }],
        ..Transaction::default()
    };
    let json = || {
        vec![Payload {
            media_type: "application/json".to_owned(),
            ..Payload::default()
        }]
    };
    let response = Response {
        status: StatusPattern::Code(200),
        description: None,
        headers: Vec::new(),
        contents: json(),
        links: Vec::new(),
        extensions: Default::default(),
        origin: Default::default(),
    };
    let api = api_of(vec![resource(
        "/a",
        Operation {
            id: Some("Make an A".to_owned()),
            relation: Some("create".to_owned()),
            transactions: vec![call("one", "1", "2"), call("two", "{", "2")],
            request_body: Some(RequestBody {
                contents: json(),
                ..RequestBody::default()
            }),
            responses: vec![response],
            ..operation("POST")
        },
    )]);
    insta::assert_snapshot!(findings(&api, V3_1), @"
    not-in-openapi: the link relation `create` cannot be said in OpenAPI 3.1; it is left out
    not-in-openapi: which example requests and example responses belong together cannot be said in OpenAPI 3.1; it is left out
    ");
    insta::assert_snapshot!(format!("{:#}", written(&api, V3_1, "/paths/~1a/post")), @r#"
    {
      "summary": "Make an A",
      "operationId": "makeAnA",
      "requestBody": {
        "content": {
          "application/json": {
            "examples": {
              "one": {
                "value": 1
              }
            }
          }
        }
      },
      "responses": {
        "200": {
          "description": "OK",
          "content": {
            "application/json": {
              "examples": {
                "one": {
                  "value": 2
                }
              }
            }
          }
        }
      }
    }
    "#);
}

#[test]
fn what_openapi_asks_for_is_filled_in() {
    let mut operation = operation("PUT");
    let body = Payload {
        examples: vec![Default::default()],
        ..Payload::default()
    };
    operation.request_body = Some(RequestBody {
        contents: vec![body],
        ..RequestBody::default()
    });
    let api = Api {
        title: String::new(),
        version: String::new(),
        ..api_of(vec![resource("/a/{id}", operation)])
    };
    insta::assert_snapshot!(findings(&api, V3_0), @"
    filled-in: no parameter describes the variable `id` of the path; it is written as a string
    filled-in: the API has no title; it is called `API`
    filled-in: the API has no version; it gets `0`
    filled-in: the body has no media type; it is written as `*/*`
    filled-in: the operation says nothing of what comes back; it gets a response without a body
    ");
}

#[test]
fn what_only_newer_versions_say_is_reported() {
    let api = api_with(
        "tags: [{ name: a }]\nwebhooks: { new: { post: { responses: { default: { description: D } } } } }\ncomponents:\n  securitySchemes: { tls: { type: mutualTLS } }\n",
    );
    insta::assert_snapshot!(findings(&api, V3_1), @"");
    insta::assert_snapshot!(findings(&api, V3_0), @"
    not-in-openapi: the webhook `new` cannot be said in OpenAPI 3.0; it is left out
    not-in-openapi: how the security scheme `tls` works cannot be said in OpenAPI 3.0; it is left out
    ");
}

#[test]
fn an_alternative_that_cannot_be_said_lets_nobody_else_in() {
    let api = api_with(
        "paths:\n  /a:\n    get: { security: [{ tls: [] }, { key: [] }], responses: { default: { description: D } } }\ncomponents:\n  securitySchemes: { tls: { type: mutualTLS }, key: { type: http, scheme: bearer } }\n",
    );
    assert_eq!(written(&api, V3_1, "/security"), json!([{ "tls": [] }, { "key": [] }]));
    assert_eq!(written(&api, V3_0, "/security"), json!([{ "key": [] }]));
}

#[test]
fn values_that_do_not_fit_are_left_out() {
    let api = api_with(
        "components:\n  schemas:\n    A: { type: string, enum: [a], default: b }\n    B: { type: string, pattern: '([' }\n    C: { type: integer, multipleOf: 0 }\n",
    );
    insta::assert_snapshot!(findings(&api, V3_1), @"
    unfit-value: the default does not fit the schema; it is left out
    unfit-value: `([` is no regular expression; it is left out
    unfit-value: nothing is a multiple of zero or less; `multipleOf` is left out
    ");
}
