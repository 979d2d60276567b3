//! Lines that a page glues, hides and repeats.

use super::{findings, outline, read, with_body};

fn check(page: &str, expected: &str) {
    let (api, ..) = read(page);
    assert_eq!(outline::operations(&api), expected, "{page}");
}

#[test]
fn a_heading_behind_the_bracket_that_ends_an_example() {
    let page = "A\n/a\nget /a\nHTTP status code 200\nBody\nMedia type: application/json\nType: object\n\
        Properties- id: (integer)\nExample:\n{\n\"id\": 1\n}HTTP status code 404\nNo such thing\nBody\n\
        Media type: application/json\nType: object\nProperties- error: (string)\nExample:\n{\"error\": \"a } b\"}Secured by key\n\
        Headers\n- X-Key: required (string)\n";
    check(
        page,
        "GET /a\n  <- 200\n     application/json {id integer} (1 shown)\n  <- 404 \"No such thing\"\n     \
         application/json {error string} (1 shown)\n  secured by key []",
    );
}

#[test]
fn a_property_at_the_end_of_prose() {
    let page = with_body(
        "Type: object\nProperties- owners: required (string)\nPeople by their\nnames. - members: (boolean)\nAll of them.",
    );
    let (api, ..) = read(&page);
    assert!(outline::operations(&api).contains("{owners! string, members boolean}"));
    assert_eq!(
        findings(&page),
        "9 hidden-property: `- members: (boolean)` stands at the end of prose, and is read as a property"
    );
}

#[test]
fn a_property_behind_an_example_on_one_line() {
    let page = with_body(
        "Type: object\nProperties- old: required (array of Item)\nItems: Item\n- id: required (integer)\nExample:\n\
         { \"id\": 1 } - new: (array of Item)\nItems: Item\n- id: required (integer)\nExample:\n{ \"id\": 2 }",
    );
    let (api, ..) = read(&page);
    assert!(outline::operations(&api).contains("{old! [Item], new [Item]}"));
    assert_eq!(outline::types(&api), "Item: {id! integer}");
    assert_eq!(findings(&page), "");
}

#[test]
fn prose_that_only_looks_like_a_property_stays_prose() {
    let page = with_body("Type: object\nProperties- a: (string)\nTake - b: (or not) - as you like (really)");
    let (api, ..) = read(&page);
    assert!(outline::operations(&api).contains("{a string}"));
    assert_eq!(findings(&page), "");
}

#[test]
fn a_property_that_stands_twice_is_read_once() {
    let page = with_body(
        "Type: object\nProperties- rules: required (array of Rule)\nItems: Rule\n- scope: required (string - maxLength: 9)\nWhat it is for.\n\
         - roles: required (array of )\n- scope: required (string - maxLength: 9)\n- name: required (string)\nExample:\n\
         {\"rules\": [{\"scope\": \"a\", \"roles\": [\"b\"]}], \"name\": \"c\"}",
    );
    let (api, ..) = read(&page);
    assert!(outline::operations(&api).contains("{rules! [Rule], name! string}"));
    assert_eq!(
        outline::types(&api),
        "Rule: {scope! string maxLength=9, roles! [string]}"
    );
    assert_eq!(
        findings(&page),
        "11 inferred-item-type: the page lost what this array holds; it is concluded from examples\n\
         12 repeated-property: `scope` stands twice in one list, and is read once"
    );
}

#[test]
fn a_property_that_an_example_shows_is_no_repetition() {
    let page = with_body(
        "Type: object\nProperties- item: required (object)\n- id: required (string)\n- size: required (integer)\n- id: required (string)\nExample:\n\
         {\"item\": {\"id\": \"a\", \"size\": 1}, \"id\": \"b\"}",
    );
    let (api, ..) = read(&page);
    assert!(outline::operations(&api).contains("{item! {id! string, size! integer}, id! string}"));
    assert_eq!(findings(&page), "");
}

#[test]
fn items_that_the_page_lost_are_unknown() {
    let page = with_body("Type: object\nProperties- tags: required (array of )");
    let (api, ..) = read(&page);
    assert!(outline::operations(&api).contains("{tags! [?]}"));
    assert_eq!(
        findings(&page),
        "7 lost-item-type: the page lost what this array holds: anything fits"
    );
}

#[test]
fn no_response_is_reported() {
    let page = "A\n/a\nget /a\nURI Parameters\n- b: (string)\n";
    assert_eq!(
        findings(page),
        "3 operation-without-responses: the page shows no response of this operation, which does not mean that there is none"
    );
}

#[test]
fn an_example_that_does_not_fit_is_reported_where_it_does_not() {
    let page = with_body("Type: object\nProperties- id: required (integer)\nExample:\n{\n\"id\": \"one\"\n}");
    let found = findings(&page);
    assert!(
        found.starts_with("10 invalid-page-example: this example does not fit its type: "),
        "{found}"
    );
    let page = with_body("Type: object\nProperties- id: required (integer)\nExample:\n{\n\"id\": \n}");
    let found = findings(&page);
    assert!(
        found.starts_with("9 invalid-page-example: this example is not well-formed JSON"),
        "{found}"
    );
}

#[test]
fn lists_of_one_type_that_differ_are_told_apart_and_joined() {
    let page = "A\n/a\nget /a\nHTTP status code 200\nBody\nMedia type: application/json\nType: array of Pet\nItems: Pet\n\
        - id: required (integer)\n- name: required (string)\nget /b\nHTTP status code 200\nBody\nMedia type: application/json\n\
        Type: array of Pet\nItems: Pet\n- id: required (string)\n- age: required (integer)\n";
    let (api, ..) = read(page);
    assert_eq!(outline::types(&api), "Pet: {id! integer, name string, age integer}");
    assert_eq!(
        findings(page),
        "17 different-property-lists: `Pet` differs here from where it stands first: `id` is `string` instead of \
         `integer`, `name` is missing, `age` is added"
    );
}
