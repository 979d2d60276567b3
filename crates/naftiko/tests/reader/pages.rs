//! Pages without indentation.

use crate::support::{check_text, findings, read_texts};

const PAGE: &str = "Users · Capability
What You Can Do
GET
List
— Lists users
/people
DELETE
Remove
/people/{id}
MCP Tools
list-users
Lists users
read-only
Capability Spec
naftiko: 1.0.0-alpha2
info:
label: Users
description: A description that is long enough to have been wrapped by whoever wrote
the page.
capability:
consumes:
- type: http
namespace: users
baseUri: https://api.example.com
resources:
- name: users
path: /users
operations:
- name: list
method: GET
- name: create
method: POST
body: |
{
\"name\": \"{{name}}\",
\"tags\": {{tags}}
}
exposes:
- type: rest
namespace: served
port: 8080
resources:
- path: /people
operations:
- method: GET
call: users.list
- type: mcp
namespace: tools
port: 9090
tools:
- name: list-users
description: 'Lists users:
all of them'
hints:
readOnly: false
call: users.list
with:
page: tools.page
";

#[test]
fn a_page_is_read_and_its_prose_compared() {
    check_text(
        &findings(&[("page.txt", PAGE)]),
        r#"
page.txt:9:1: warning[different-page-summary]: the page speaks of `DELETE /people/{id}`, which the capability does not have
page.txt:11:1: warning[different-page-summary]: the page calls the tool `list-users` read-only, and the capability does not
page.txt:58:1: warning[unknown-argument]: `users.list` has no parameter `page`, and is not given it
"#,
    );
    let (_, api, _) = read_texts(&[("page.txt", PAGE)]);
    let api = api.expect("a model");
    assert_eq!(api.capability.expect("a capability").name, "Users",);
    check_text(
        api.description.as_deref().unwrap_or_default(),
        r#"
A description that is long enough to have been wrapped by whoever wrote the page.
"#,
    );
}

#[test]
fn lines_that_fit_nowhere_are_reported() {
    let page = PAGE.replace("hints:\n", "A stray line of prose\nhints:\n");
    check_text(
        &findings(&[("page.txt", &page)]),
        r#"
page.txt:9:1: warning[different-page-summary]: the page speaks of `DELETE /people/{id}`, which the capability does not have
page.txt:11:1: warning[different-page-summary]: the page calls the tool `list-users` read-only, and the capability does not
page.txt:54:1: warning[misplaced-page-line]: the line fits nowhere in the capability, and is left out
page.txt:59:1: warning[unknown-argument]: `users.list` has no parameter `page`, and is not given it
"#,
    );
}

#[test]
fn what_may_be_nested_in_two_ways_is_reported() {
    let page = PAGE.replace(
        "with:\npage: tools.page\n",
        "outputParameters:\n- type: object\nproperties:\na:\ntype: object\nproperties:\nb:\ntype: string\nc:\ntype: string\n",
    );
    check_text(
        &findings(&[("page.txt", &page)]),
        r#"
page.txt:9:1: warning[different-page-summary]: the page speaks of `DELETE /people/{id}`, which the capability does not have
page.txt:11:1: warning[different-page-summary]: the page calls the tool `list-users` read-only, and the capability does not
page.txt:65:1: warning[ambiguous-capability-nesting]: the line may belong to several objects, and is read as part of the innermost
"#,
    );
}

#[test]
fn a_page_without_a_capability_is_none() {
    assert!(!specwright_naftiko::page::detect("naftiko: a framework\ncapability:\n"));
    assert!(specwright_naftiko::page::detect(PAGE));
    check_text(
        &findings(&[("page.txt", "Nothing here.\n")]),
        r#"
page.txt:1:1: error[page-without-capability]: the page shows no capability
"#,
    );
}

#[test]
fn a_page_with_its_indentation_is_read_as_it_is() {
    let page = "Prose in front.\nnaftiko: 1.0.0-alpha2\ncapability:\n  consumes:\n  - type: http\n    namespace: a\n    baseUri: http://a\n";
    check_text(&findings(&[("page.txt", page)]), "");
}
