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
    path id: string
    body application/json: User
GET /users/{id} get_user
    # All USERS, the get of /users/{id}.
    path id: string
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
fn a_type_and_a_mapping_are_one_declaration() {
    check(
        "
mediaType: application/json
types: { User: { properties: { name: string } } }
traits:
  paged: { queryParameters: { page: integer, size: { type: integer, description: How many } } }
  sends: { body: { application/json: User }, description: text }
/a:
  post:
    is: [paged, sends]
    queryParameters: { page: { description: Which page }, size: number }
    body: { application/json: { description: A user } }
",
        "
POST /a create_a
    # text
    query page: integer
    query size: number
    body application/json: User
",
    );
}

#[test]
fn traits_of_a_resource_without_methods_add_nothing() {
    check(
        "
traits: { paged: { queryParameters: { '<<name>>': integer } } }
/a: { is: [ { paged: { name: page } } ], /b: { get: } }
",
        "
GET /a/b get_a_b
",
    );
}

#[test]
fn the_name_of_a_trait_is_not_that_of_the_methods_that_have_it() {
    check(
        "
traits:
  secured: { displayName: Secured, headers: { Token: } }
  listed: { displayName: 'List <<resourcePathName>>' }
resourceTypes:
  kind: { displayName: Kind, get: { displayName: Find one }, is: [secured] }
/a: { type: kind, post: { is: [secured] } }
/b: { get: { is: [listed] } }
",
        "
POST /a create_a
    header Token: string
GET /a find_one
    header Token: string
GET /b list_b
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
