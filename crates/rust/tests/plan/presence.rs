//! In which directions types travel, and what that makes of their fields.

use super::paths;

#[test]
fn directions_settle_presence() {
    insta::assert_snapshot!(paths("
/x:
  post:
    operationId: send
    requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Sent'}}}}
    responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Received'}}}}}
", "
Sent:
  required: [id, secret, list]
  properties:
    id: {type: string, readOnly: true}
    secret: {type: string, writeOnly: true}
    list: {type: array, items: {$ref: '#/components/schemas/Both'}}
    optional_list: {type: array, items: {type: string}}
Received:
  required: [id, secret]
  properties:
    id: {type: string, readOnly: true}
    secret: {type: string, writeOnly: true}
    optional_list: {type: array, items: {type: string}}
    at_least_one: {type: array, items: {type: string}, minItems: 1}
    both: {$ref: '#/components/schemas/Both'}
Both: {properties: {list: {type: array, items: {type: string}}}}
Unused: {required: [id], properties: {id: {type: string, readOnly: true}}}
"), @r#"
    struct Sent sent
      secret: String, write only
      list: Vec<Both>
      optional_list: Vec<String>, optional
    struct Received validated received
      id: String, read only
      optional_list: Vec<String>, empty when absent
      at_least_one: Vec<String>, optional [items 1..=]
      both: Both, optional
    struct Both
      list: Vec<String>, optional
    struct Unused
      id: String, optional, read only // The server sets it: it comes back, and is not to be sent.
    fn Api::send Send POST /x
      body: json application/json Sent
      200 Ok: json application/json Received such as {"id":"string","optional_list":["string"],"at_least_one":["string"],"both":{"list":["string"]}}
    "#);
}
