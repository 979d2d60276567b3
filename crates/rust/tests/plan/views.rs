//! Read and write views.

use super::paths;

const PATHS: &str = "
/users:
  post:
    operationId: create
    requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}
    responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Users'}}}}}
";

#[test]
fn what_travels_in_both_directions_is_split_where_it_asks_for_it() {
    insta::assert_snapshot!(paths(PATHS, "
User:
  required: [id, name, password, address]
  properties:
    kind: {const: user, readOnly: true}
    id: {type: integer, readOnly: true}
    name: {type: string}
    password: {type: string, writeOnly: true}
    address: {required: [verified], properties: {street: {type: string}, verified: {type: boolean, readOnly: true}}}
    role: {$ref: '#/components/schemas/Role'}
    friends: {$ref: '#/components/schemas/Users'}
Users: {type: array, items: {$ref: '#/components/schemas/User'}}
Role: {properties: {name: {type: string}}}
"), @r#"
    struct User received
      kind: UserKind, optional, read only
      id: i64, read only
      name: String
      address: UserAddress
      role: Role, optional
      friends: Users, empty when absent
    enum UserKind: User="user"
    struct UserAddress received
      street: String, optional
      verified: bool, read only
    struct UserInput sent
      kind: UserKind, optional, read only
      name: String
      password: String, write only
      address: UserInputAddress
      role: Role, optional
      friends: UsersInput, optional
    struct UserInputAddress sent
      street: String, optional
    struct Role
      name: String, optional
    type Users received = Vec<User>
    type UsersInput sent = Vec<UserInput>
    fn Api::create Create POST /users
      body: json application/json UserInput
      200 Ok: json application/json Users [each] such as [{"kind":"user","id":1,"name":"string","address":{"street":"string","verified":true},"role":{"name":"string"},"friends":[]}]
    "#);
}

#[test]
fn compositions_and_unions_are_split_with_what_they_hold() {
    insta::assert_snapshot!(paths(PATHS, "
User: {allOf: [{$ref: '#/components/schemas/Entity'}, {properties: {pet: {oneOf: [{$ref: '#/components/schemas/Entity'}, {type: string}]}}}]}
Users: {additionalProperties: {$ref: '#/components/schemas/User'}}
Entity: {required: [id], properties: {id: {type: integer, readOnly: true}, note: {type: string}}}
"), @r#"
    struct User received
      id: i64, read only
      note: String, optional
      pet: UserPet, optional
    union UserPet received in turn
      Entity(Entity)
      Text(String)
    struct UserInput sent
      note: String, optional
      pet: UserInputPet, optional
    union UserInputPet sent in turn
      Entity(EntityInput)
      Text(String)
    struct Entity received
      id: i64, read only
      note: String, optional
    struct EntityInput sent
      note: String, optional
    type Users received = runtime::Map<User>
    fn Api::create Create POST /users
      body: json application/json UserInput
      200 Ok: json application/json Users [values] such as {"name1":{"id":1,"note":"string","pet":{"id":1,"note":"string"}}}
    "#);
}
