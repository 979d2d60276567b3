//! What exposed things take, call and give back.

use crate::support::{check_plans, plans, read_texts, with_adapters, with_operation, with_tool};

#[test]
fn inputs_are_taken_over_from_what_is_called() {
    check_plans(
        &with_tool("call: users.get"),
        r#"
tool(user_id)
  call: GET /users/{user_id} user_id=input(user_id)
"#,
    );
    check_plans(
        &with_tool("call: users.get\nwith: {user_id: tools.id}"),
        r#"
tool(id)
  call: GET /users/{user_id} user_id=input(id)
"#,
    );
    check_plans(
        &with_tool("call: users.create\nwith: {name: tools-of-users.title}"),
        r#"
tool(title?, tags?)
  call: POST /users application/json {name: text(input(title)), tags: input(tags)}
"#,
    );
    check_plans(
        &with_tool("call: users.list\nwith: {page: 3}"),
        r#"
tool()
  call: GET /users page=3
"#,
    );
}

#[test]
fn declared_inputs_are_given_by_name_or_expression() {
    check_plans(
        &with_tool(
            "call: users.create\ninputParameters: [{name: name, type: string}, {name: tags, type: array, required: false}]",
        ),
        r#"
tool(name, tags?)
  call: POST /users application/json {name: text(input(name)), tags: input(tags)}
"#,
    );
    check_plans(
        &with_tool("call: users.get\ninputParameters: [{name: id, type: string}]\nwith: {user_id: 'u-{{id}}'}"),
        r#"
tool(id)
  call: GET /users/{user_id} user_id=text("u-", input(id))
"#,
    );
    check_plans(
        &with_tool("call: users.get\ninputParameters: [{name: id, type: string}]\nwith: {user_id: $this.served.id}"),
        r#"
tool(id)
  call: GET /users/{user_id} user_id=input(id)
"#,
    );
    check_plans(
        &with_tool("call: users.get\ninputParameters: [{name: id, type: string}]\nwith: {user_id: id}"),
        r#"
tool(id)
  call: GET /users/{user_id} user_id=input(id)
"#,
    );
}

#[test]
fn variables_of_paths_are_matched_by_name_in_any_spelling() {
    check_plans(
        &with_operation(
            "/people/{user-id}",
            "method: GET\ncall: users.get\nwith: {user_id: rest.user_id}",
        ),
        r#"
GET /people/{user-id}(user-id in path)
  call: GET /users/{user_id} user_id=input(user-id)
"#,
    );
    check_plans(
        &with_operation("/people/{{userId}}", "method: GET\ncall: users.get"),
        r#"
GET /people/{userId}(userId in path)
  call: GET /users/{user_id} user_id=input(userId)
"#,
    );
    check_plans(
        &with_operation("/people/{id}", "method: GET\ncall: users.get"),
        r#"
GET /people/{id}(id in path)
  call: GET /users/{user_id} user_id=input(id)
"#,
    );
    check_plans(
        &with_operation(
            "/people/{id}",
            "method: GET\ncall: users.get\ninputParameters: [{name: person, in: path, type: string}]\nwith: {user_id: rest.person}",
        ),
        r#"
GET /people/{id}(id in path)
  call: GET /users/{user_id} user_id=input(id)
"#,
    );
}

#[test]
fn inputs_of_operations_come_from_where_they_go() {
    check_plans(
        &with_operation("/people", "method: GET\ncall: users.list"),
        r#"
GET /people(page? in query)
  call: GET /users page=input(page)
"#,
    );
    check_plans(
        &with_operation("/people", "method: POST\ncall: users.create"),
        r#"
POST /people(name? in body $.name, tags? in body $.tags)
  call: POST /users application/json {name: text(input(name)), tags: input(tags)}
"#,
    );
    check_plans(
        &with_operation(
            "/people",
            "method: POST\ncall: users.create\ninputParameters: [{name: name, in: body, type: string, value: $.user.name}, {name: tags, in: body, type: array}]",
        ),
        r#"
POST /people(name? in body $.user.name, tags? in body $.tags)
  call: POST /users application/json {name: text(input(name)), tags: input(tags)}
"#,
    );
}

#[test]
fn what_comes_back_is_mapped() {
    check_plans(
        &with_tool("call: users.get\noutputParameters: [{type: object, mapping: $.}]"),
        r#"
tool(user_id)
  call: GET /users/{user_id} user_id=input(user_id)
"#,
    );
    check_plans(
        &with_tool("call: users.get\noutputParameters: [{type: string, mapping: $.name}]"),
        r#"
tool(user_id)
  call: GET /users/{user_id} user_id=input(user_id)
  = step(call).name
"#,
    );
    check_plans(
        &with_tool(
            "call: users.get\noutputParameters: [{name: a, type: string, mapping: $.b.c}, {name: d, type: string}]",
        ),
        r#"
tool(user_id)
  call: GET /users/{user_id} user_id=input(user_id)
  = {a: step(call).b.c, d: step(call).d}
"#,
    );
    check_plans(
        &with_tool(
            "call: users.list
outputParameters:
- type: array
  mapping: $.items
  items:
    type: object
    properties:
      id: {type: string, mapping: $.uid}
      address:
        type: object
        properties:
          city: {type: string, mapping: $.home.city}
      tags: {type: array, mapping: $.tags, items: {type: string, mapping: $.}}",
        ),
        r#"
tool(page?)
  call: GET /users page=input(page)
  = each(step(call).items, {id: @.uid, address: {city: @.home.city}, tags: @.tags})
"#,
    );
    check_plans(
        &with_tool(
            "call: users.list\noutputParameters: [{type: array, mapping: $.items, items: [{name: a, type: string}, {name: b, type: number}]}]",
        ),
        r#"
tool(page?)
  call: GET /users page=input(page)
  = each(step(call).items, {a: @.a, b: @.b})
"#,
    );
    check_plans(
        &with_tool(
            "call: users.get\noutputParameters: [{type: object, mapping: $.inner, properties: {a: {type: string, mapping: $.x}}}]",
        ),
        r#"
tool(user_id)
  call: GET /users/{user_id} user_id=input(user_id)
  = within(step(call).inner, {a: @.x})
"#,
    );
}

#[test]
fn what_calls_nothing_shows_values() {
    check_plans(
        &with_tool(
            "inputParameters: [{name: name, type: string}]\noutputParameters: [{name: a, type: string, value: 'Hello, {{name}}!'}, {name: b, type: number, const: 7}]",
        ),
        r#"
tool(name)
  = {a: text("Hello, ", input(name), "!"), b: 7}
"#,
    );
    check_plans(
        &with_tool(
            "outputParameters: [{type: array, items: {type: object, properties: {a: {type: string, const: x}}}}]",
        ),
        r#"
tool()
  = [{a: "x"}]
"#,
    );
}

#[test]
fn steps_use_what_steps_in_front_gave() {
    check_plans(
        &with_tool(
            "inputParameters: [{name: id, type: string}]
steps:
- {name: user, type: call, call: users.get, with: {user_id: tools.id}}
- {name: all, type: call, call: users.list, with: {page: $.user.page}}
- {name: friends, type: lookup, index: all, match: id, lookupValue: $.user.friends, outputParameters: [name, mail]}
mappings:
- {targetName: user.name, value: $.user.name}
- {targetName: user.mail, value: $.user.mail}
- {targetName: friends, value: $.friends}
- {targetName: kind, value: person}
outputParameters:
- {name: user, type: object, properties: {name: {type: string}, mail: {type: string}}}
- {name: friends, type: array}
- {name: kind, type: string}",
        ),
        r#"
tool(id)
  user: GET /users/{user_id} user_id=input(id)
  all: GET /users page=step(user).page
  friends: {name: $.name, mail: $.mail} of step(all) where $.id is step(user).friends
  = {user: {name: step(user).name, mail: step(user).mail}, friends: step(friends), kind: "person"}
"#,
    );
}

#[test]
fn functions_are_taken_apart() {
    let document = with_adapters(
        "- type: rest
  namespace: served
  port: 8080
  resources:
  - path: /people/{user-id}
    operations: [{method: GET, ref: people.one}]
- type: mcp
  namespace: m
  port: 9090
  tools:
  - {name: inherited, ref: people.one}
  - {name: given, ref: people.one, inputParameters: [{name: id, type: string}], with: {user_id: tools.id}}
  - {ref: people.one}",
    );
    let document = document.replace(
        "  exposes:",
        "  aggregates:
  - label: People
    namespace: people
    functions:
    - name: one
      inputParameters: [{name: user_id, type: string, description: whom}]
      call: users.get
      with: {user_id: user_id}
      outputParameters: [{name: name, type: string}]
  exposes:",
    );
    check_plans(
        &document,
        r#"
GET /people/{user-id}(user-id in path)
  call: GET /users/{user_id} user_id=input(user-id)
  = {name: step(call).name}
inherited(user_id)
  call: GET /users/{user_id} user_id=input(user_id)
  = {name: step(call).name}
given(id)
  call: GET /users/{user_id} user_id=input(id)
  = {name: step(call).name}
one(user_id)
  call: GET /users/{user_id} user_id=input(user_id)
  = {name: step(call).name}
"#,
    );
}

#[test]
fn outputs_of_consumed_operations_have_names() {
    let document = with_tool(
        "steps:
- {name: all, type: call, call: users.list}
- {name: one, type: lookup, index: all, match: ids, lookupValue: x, outputParameters: [names]}
mappings:
- {targetName: first, value: $.all.first}
- {targetName: one, value: $.one.names}",
    );
    let document = document.replace(
        "        inputParameters:
        - name: page",
        "        outputParameters:
        - {name: ids, type: array, value: '$.items[*].id'}
        - {name: names, type: array, value: '$.items[*].name.given'}
        - {name: first, type: string, value: '$.items[0]'}
        inputParameters:
        - name: page",
    );
    check_plans(
        &document,
        r#"
tool(page?)
  all: GET /users page=input(page)
  one: {names: $.name.given} of step(all).items where $.id is "x"
  = {first: step(all).items[0], one: step(one).names}
"#,
    );
}

#[test]
fn resources_have_the_variables_of_their_uri() {
    check_plans(
        &with_adapters(
            "- type: mcp
  namespace: m
  port: 1
  tools: []
  resources: [{name: r, label: R, uri: 'users://{id}', description: d, call: users.get, with: {user_id: '{{id}}'}}]",
        ),
        r#"
users://{id}(id)
  call: GET /users/{user_id} user_id=input(id)
"#,
    );
}

#[test]
fn fixed_values_are_sent_and_may_name_inputs() {
    let document = with_tool("call: users.list\ninputParameters: [{name: who, type: string}]");
    let document = document.replace(
        "        - name: page
          in: query",
        "        - {name: X-Version, in: header, value: '2'}
        - {name: X-Who, in: header, value: 'user {{who}}'}
        - name: page
          in: query",
    );
    check_plans(
        &document,
        r#"
tool(who)
  call: GET /users X-Version="2" X-Who=text("user ", input(who))
"#,
    );
}

#[test]
fn what_is_wrong_is_not_offered() {
    for broken in [
        "call: users.nothing",
        "call: users.get\ninputParameters: [{name: other, type: string}]",
        "ref: nothing.at-all",
        "description: does nothing",
        "steps: [{name: a, type: script}]",
        "steps: [{name: a, type: call, call: users.get, with: {user_id: $.b.id}}]",
    ] {
        let text = with_tool(broken);
        let (_, api, findings) = read_texts(&[("c.yaml", &text)]);
        assert!(findings.has_errors(), "{broken}");
        assert_eq!(plans(&api.expect("a model")), "", "{broken}");
    }
}
