//! What capabilities expose: mistakes in it.

use crate::support::{check, check_help, with_adapters, with_operation, with_tool};

#[test]
fn calls_lead_to_operations() {
    check(
        &with_tool("call: users.lists"),
        r#"
c.yaml:30:13: error[unresolved-call]: `users.lists` is no consumed operation
"#,
    );
    check(
        &with_tool("call: user.list"),
        r#"
c.yaml:30:13: error[unresolved-call]: `user.list` is no consumed operation
"#,
    );
    check(
        &with_tool("call: other.thing"),
        r#"
c.yaml:30:13: error[unresolved-call]: `other.thing` is no consumed operation
"#,
    );
}

#[test]
fn references_lead_to_functions_and_functions_are_used() {
    check(
        &with_tool("ref: people.all"),
        r#"
c.yaml:30:12: error[unresolved-aggregate]: `people.all` is no function of an aggregate
"#,
    );
    let document = with_tool("call: users.list").replace(
        "  exposes:",
        "  aggregates:\n  - {label: P, namespace: people, functions: [{name: all, call: users.list}]}\n  exposes:",
    );
    check(
        &document,
        r#"
c.yaml:25:54: warning[unused-aggregate]: nothing refers to the function `people.all`
"#,
    );
}

#[test]
fn texts_that_are_put_into_texts_have_a_limit() {
    let texts = |times: usize| {
        let tool = "ref: f.one\ninputParameters: [{name: id, type: string}]\nwith: {name: '{{id}} IDS'}";
        let tool = tool.replace("IDS", &"{{id}}".repeat(times));
        let function = "  aggregates:
  - namespace: f
    functions:
    - name: one
      inputParameters: [{name: name, type: string}]
      call: users.create
      with: {name: 'NAMES', tags: 1}
  exposes:";
        with_tool(&tool).replace("  exposes:", &function.replace("NAMES", &"{{name}} ".repeat(times)))
    };
    check(&texts(10), "");
    check(
        &texts(300),
        r#"
c.yaml:36:13: error[invalid-naftiko-expression]: what is given here is put into one another so often that it becomes too large
"#,
    );
}

#[test]
fn functions_refer_to_no_functions() {
    let document = with_tool("ref: f.one").replace(
        "  exposes:",
        "  aggregates:\n  - {namespace: f, functions: [{name: one, ref: f.two}, {name: two, ref: f.one}]}\n  exposes:",
    );
    check(
        &document,
        r#"
c.yaml:25:49: error[unresolved-aggregate]: the function `f.one` refers to another one, which functions cannot
c.yaml:25:64: warning[unused-aggregate]: nothing refers to the function `f.two`
c.yaml:25:74: error[unresolved-aggregate]: the function `f.two` refers to another one, which functions cannot
"#,
    );
}

#[test]
fn a_call_gives_what_is_needed_and_no_more() {
    check(
        &with_tool("call: users.get\ninputParameters: [{name: id, type: string}]"),
        r#"
c.yaml:30:13: error[missing-argument]: `users.get` must be given `user_id`
"#,
    );
    check(
        &with_tool("call: users.get\nwith: {user_id: tools.user_id, pages: 3}"),
        r#"
c.yaml:31:38: warning[unknown-argument]: `users.get` has no parameter `pages`, and is not given it
"#,
    );
}

#[test]
fn expressions_use_declared_inputs() {
    check(
        &with_tool("call: users.get\ninputParameters: [{name: user, type: string}]\nwith: {user_id: tools.usr}"),
        r#"
c.yaml:32:23: warning[undeclared-input]: `usr` is not among the declared inputs, and is added to them
"#,
    );
}

#[test]
fn inputs_have_types() {
    check(
        &with_tool("call: users.list\ninputParameters: [{name: page}, {name: q, type: text}]"),
        r#"
c.yaml:31:32: warning[missing-input-type]: the input `page` does not say its type, and is read as text
c.yaml:31:55: error[unknown-naftiko-value]: `text` is no type, and any value is taken
"#,
    );
}

#[test]
fn something_is_done() {
    check(
        &with_tool("description: idle"),
        r#"
c.yaml:29:13: error[nothing-done]: nothing is called and nothing given back
"#,
    );
    check(
        &with_adapters("- {type: rest, namespace: r, port: 1, resources: [{path: /r}]}"),
        r#"
c.yaml:25:53: error[nothing-done]: the resource `/r` has neither operations nor a forward
"#,
    );
}

#[test]
fn steps_are_known_and_no_scripts() {
    check(
        &with_tool(
            "steps:
- {name: a, type: call, call: users.list}
- {name: a, type: call, call: users.list}
- {name: b, type: lookup, index: c, match: id, lookupValue: $.a.id}
- {name: d, type: lookup, index: a, match: id, lookupValue: $.e.id}
- {name: f, type: script, language: javascript, file: x.js}
- {type: call, call: users.list}
- {name: g, type: lookup}
- {name: h}",
        ),
        r#"
c.yaml:32:16: error[repeated-naftiko-name]: two steps have the name `a`
c.yaml:33:40: error[unknown-step]: `c` is no step in front of this one
c.yaml:34:67: error[unknown-step]: `e` is no step in front of this one
c.yaml:35:16: error[script-step]: the step `f` is a script, which is never run
c.yaml:36:9: error[missing-naftiko-key]: a step has no `name`
c.yaml:37:9: error[missing-naftiko-key]: the lookup `g` has no `index`
c.yaml:37:9: error[missing-naftiko-key]: the lookup `g` has no `lookupValue`
c.yaml:37:9: error[missing-naftiko-key]: the lookup `g` has no `match`
c.yaml:38:9: error[missing-naftiko-key]: the step `h` has no `type`
"#,
    );
}

#[test]
fn outputs_have_values() {
    check(
        &with_tool("outputParameters: [{name: a, type: string, value: x}, {name: b, type: string}]"),
        r#"
c.yaml:30:68: warning[unmapped-output]: nothing gives the output `b` a value
"#,
    );
    check(
        &with_tool(
            "steps: [{name: s, type: call, call: users.list}]\nmappings: [{targetName: a, value: $.s.a}, {value: x}]\noutputParameters: [{name: a, type: string}, {name: b, type: string}]",
        ),
        r#"
c.yaml:31:49: error[missing-naftiko-key]: a mapping has no target
c.yaml:32:58: warning[unmapped-output]: no mapping gives the output `b` a value; it is left out
"#,
    );
    check(
        &with_tool("call: users.list\noutputParameters: [{type: object, mapping: '$.a[?x]'}]"),
        r#"
c.yaml:31:50: error[invalid-naftiko-expression]: `$.a[?x]` is no path that is supported
"#,
    );
}

#[test]
fn variables_of_paths_are_inputs() {
    check(
        &with_operation("/people/{id}", "method: GET\ncall: users.get"),
        r#"
c.yaml:31:15: warning[path-variable-by-position]: the path's variable `id` is taken for `user_id`
"#,
    );
    check(
        &with_operation("/people/{id}", "method: GET\ncall: users.list"),
        r#"
c.yaml:31:15: warning[unused-path-variable]: nothing uses the variable `id` of the path
"#,
    );
    check(
        &with_operation(
            "/people",
            "method: GET\ncall: users.list\ninputParameters: [{name: id, in: path, type: string}]",
        ),
        r#"
c.yaml:34:34: warning[unused-naftiko-path-parameter]: the path has no variable for the input `id`, which is left out
"#,
    );
}

#[test]
fn names_and_ports_are_taken_once() {
    check(
        &with_adapters(
            "- type: rest
  namespace: one
  port: 8080
  resources:
  - {path: '/a/{x}', operations: [{method: GET, call: users.get, with: {user_id: rest.x}}]}
  - {path: '/a/{y}', operations: [{method: GET, call: users.get, with: {user_id: rest.y}}]}
- type: mcp
  namespace: one
  port: 8080
  tools:
  - {name: a, call: users.list}
  - {name: a, call: users.list}
  - {call: users.list}
- {type: mcp, namespace: two, port: 70000, tools: []}",
        ),
        r#"
c.yaml:30:37: error[repeated-naftiko-name]: `GET /a/{y}` is served twice; this one is left out
c.yaml:32:16: error[repeated-naftiko-name]: two adapters have the namespace `one`
c.yaml:33:11: error[repeated-port]: two adapters listen at the port 8080
c.yaml:36:14: error[repeated-naftiko-name]: two of the tools have the name `a`; this one is left out
c.yaml:37:7: error[missing-naftiko-key]: one of the tools has no name, and is left out
c.yaml:38:39: error[invalid-port]: `70000` is no port
"#,
    );
}

#[test]
fn adapters_say_where_they_listen() {
    check(
        &with_adapters("- {type: rest, namespace: a, resources: []}\n- {type: mcp, port: 1, tools: []}"),
        r#"
c.yaml:25:5: error[missing-naftiko-key]: a REST adapter has no `port`
c.yaml:26:5: error[missing-naftiko-key]: an MCP adapter has no `namespace`
"#,
    );
    check(
        &with_adapters("- {type: mcp, namespace: a, transport: stdio, port: 1, tools: []}"),
        r#"
c.yaml:25:55: warning[left-out-of-capability]: the port is left out: messages travel over standard input and output
"#,
    );
    let at = |address: &str| {
        with_adapters(&format!(
            "- {{type: rest, namespace: a, port: 1, address: '{address}', resources: []}}"
        ))
    };
    check(
        &at("http://localhost:8080"),
        r#"
c.yaml:25:50: error[invalid-address]: `http://localhost:8080` is neither a host name nor an IP address
"#,
    );
    check(
        &at(""),
        r#"
c.yaml:25:50: error[invalid-address]: `` is neither a host name nor an IP address
"#,
    );
    for address in ["localhost", "0.0.0.0", "::1", "[::1]", "gateway_1.internal"] {
        check(&at(address), "");
    }
}

#[test]
fn forwards_lead_to_what_is_consumed() {
    check(
        &with_adapters(
            "- {type: rest, namespace: r, port: 1, resources: [{path: '/x/{path}', forward: {targetNamespace: user}}]}",
        ),
        r#"
c.yaml:25:53: error[nothing-done]: the resource `/x/{path}` has neither operations nor a forward
c.yaml:25:100: error[unresolved-namespace]: no consumed API has the namespace `user`
"#,
    );
}

#[test]
fn what_stands_in_files_is_named() {
    check(
        &with_adapters(
            "- type: mcp
  namespace: m
  port: 1
  tools: []
  resources: [{name: r, label: R, uri: 'a://b', description: d, location: 'file:///r'}]
  prompts: [{name: p, label: P, description: d, location: 'file:///p'}]",
        ),
        r#"
c.yaml:29:77: warning[left-out-of-capability]: the resource `r` is left out: its text stands in files that are served from a disk
c.yaml:30:61: warning[left-out-of-capability]: the prompt `p` is left out: its text stands in files that are served from a disk
"#,
    );
}

#[test]
fn near_names_are_suggested() {
    check_help(&with_tool("call: users.lists"), "did you mean `users.list`?");
    check_help(
        &with_tool("call: user.list"),
        "no consumed API has the namespace `user`; did you mean `users`?",
    );
    check_help(
        &with_tool("call: users.get\nwith: {user_ids: 3, user_id: 4}"),
        "did you mean `user_id`?",
    );
    check_help(
        &with_tool("call: users.list\ndescripton: x"),
        "did you mean `description`?",
    );
    check_help(
        &with_tool("call: users.get\nwith: {user_id: '{{usr}}'}\ninputParameters: [{name: user, type: string}]"),
        "did you mean `user`?",
    );
    check_help(
        &with_tool(
            "steps: [{name: all, type: call, call: users.list}]\nmappings: [{targetName: a, value: x}]\noutputParameters: [{name: b, type: strin}]",
        ),
        "it is one of `string`, `number`, `integer`, `boolean`, `object`, `array`",
    );
}
