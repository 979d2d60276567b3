//! Traits and resource types.

use super::check;

#[test]
fn a_resource_type_adds_methods_and_is_given_parameters() {
    check(
        "
mediaType: application/json
resourceTypes:
  collection:
    get:
      description: All <<resourcePathName | !uppercase>>, the <<methodName>> of <<resourcePath>>.
      responses: { 200: { body: { type: '<<item>>[]' } } }
    post?:
      body: { type: <<item>> }
types: { User: { properties: { name: string } } }
/users:
  type: { collection: { item: User } }
  /{id}:
    type: { collection: { item: User } }
    post:
",
        "
GET /users list_users
    # All USERS, the get of /users.
    200 application/json: User[]
POST /users/{id} create_user
    path id: -
    body application/json: User
GET /users/{id} get_user
    # All USERS, the get of /users/{id}.
    path id: -
    200 application/json: User[]
",
    );
}

#[test]
fn what_is_written_is_stronger_than_traits_and_these_than_resource_types() {
    check(
        "
traits:
  own: { description: own, queryParameters: { a: integer, b: integer } }
  shared: { description: shared, queryParameters: { b: number, c: number }, headers: { X: } }
resourceTypes:
  kind: { get: { description: kind, queryParameters: { c: boolean, d: boolean } } }
/a:
  type: kind
  is: [shared]
  get:
    is: [own]
    queryParameters: { a: string }
",
        "
GET /a get_a
    # own
    query a: string
    query b: integer
    query c: number
    query d: boolean
    header X: string
",
    );
}

#[test]
fn resource_types_inherit_and_name_traits_with_parameters() {
    check(
        "
traits:
  paged: { queryParameters: { '<<name>>?': { type: integer, maximum: <<most>> } } }
resourceTypes:
  base: { get?: { headers: { Accept: } }, delete?: { headers: { Gone: } } }
  derived: { type: base, get: { is: [ { paged: { name: '<<parameter>>', most: 10 } } ] } }
/a:
  type: { derived: { parameter: page } }
",
        "
GET /a get_a
    query page?: integer
    header Accept: string
",
    );
}

#[test]
fn bodies_without_a_media_type_lie_below_those_of_the_default() {
    check(
        "
mediaType: application/json
types: { User: { properties: { name: string } } }
traits:
  sends: { body: { type: User } }
/a:
  post:
    is: [sends]
    body: { application/json: { description: A user } }
  put:
    is: [sends]
",
        "
POST /a create_a
    body application/json: User
PUT /a update_a
    body application/json: User
",
    );
}

#[test]
fn a_parameter_may_be_more_than_text() {
    check(
        "
resourceTypes:
  with: { get: { queryParameters: <<parameters>> } }
/a:
  type: { with: { parameters: { q: string, limit?: integer } } }
",
        "
GET /a get_a
    query q: string
    query limit?: integer
",
    );
}
