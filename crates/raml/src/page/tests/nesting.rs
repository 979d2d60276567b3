//! Where nested objects end, by each kind of evidence.

use super::{findings, outline, read, with_body};

/// Bodies that are sent to one path each, and what the last of them holds.
fn check(bodies: &[&str], expected: &str, expected_findings: &str) {
    let operations = bodies.iter().enumerate().map(|(index, body)| {
        format!("post /a/{index}\nBody\nMedia type: application/json\n{body}\nHTTP status code 204\n")
    });
    let page = format!("A\n/a\n{}", operations.collect::<String>());
    let (api, ..) = read(&page);
    let (resource, operation) = api.operations().last().expect("an operation");
    let shown = outline::operation(&api, &resource.path.to_string(), operation);
    assert!(shown.contains(expected), "{shown}");
    assert_eq!(findings(&page), expected_findings);
}

const OPEN: &str = "Type: object\nProperties- owner: required (array of User)\nItems: User\n- id: required (integer)\n- name: required (string)\n- size: required (integer)";

#[test]
fn a_type_that_stands_alone() {
    let alone = "Type: array of User\nItems: User\n- id: required (integer)\n- name: required (string)";
    check(&[alone, OPEN], "{owner! [User], size! integer}", "");
}

#[test]
fn an_object_that_is_a_whole_list_elsewhere() {
    let whole = "Type: object\nProperties- street: required (string)\n- town: required (string)";
    let object = "Type: object\nProperties- home: required (object)\n- street: required (string)\n- town: required (string)\n- name: required (string)";
    check(
        &[whole, object],
        "{home! {street! string, town! string}, name! string}",
        "",
    );
}

#[test]
fn what_all_places_have_in_common() {
    let other = "Type: object\nProperties- name: required (string)\n- users: required (array of User)\nItems: User\n- id: required (integer)\n- name: required (string)";
    check(&[OPEN, other], "{name! string, users! [User]}", "");
}

#[test]
fn an_example() {
    let example = format!("{OPEN}\nExample:\n{{\"owner\": [{{\"id\": 1, \"name\": \"a\"}}], \"size\": 2}}");
    check(&[&example], "{owner! [User], size! integer}", "");
}

#[test]
fn an_example_below_the_items() {
    let body = "Type: object\nProperties- owner: required (array of User)\nItems: User\n- id: required (integer)\nExample:\n{ \"id\": 1 }\n- size: required (integer)";
    check(&[body], "{owner! [User], size! integer}", "");
}

#[test]
fn a_name_that_cannot_stand_twice() {
    let body = "Type: object\nProperties- from: (array of Part)\nItems: Part\n- key: required (string)\n- value: required (string)\n\
        - to: (array of Part)\nItems: Part\n- key: required (string)\n- value: required (string)\n- done: (boolean)";
    check(&[body], "{from [Part], to [Part], done boolean}", "");
}

#[test]
fn a_later_sibling_is_chosen_and_reported() {
    let body = "Type: object\nProperties- left: (object)\n- id: required (integer)\n- right: (object)\n- id: required (integer)";
    check(
        &[body],
        "{left {id! integer}, right {id! integer}}",
        "7 ambiguous-nesting: the page does not show which property of the object `left` is the last: it may be none or \
         `id` or `id` (the next of that name); `id` is taken\n9 ambiguous-nesting: the page does not show which property \
         of the object `right` is the last: it may be none or `id`; `id` is taken",
    );
}

#[test]
fn prose_that_names_the_holder_stands_outside() {
    let body = "Type: object\nProperties- parties: required (array of Party)\nItems: Party\n- name: required (string)\n- content: required (string)\n\
        - hash: required (string)\nComputed from parties and content.";
    let page = with_body(body);
    let (api, ..) = read(&page);
    assert!(
        outline::operations(&api).contains("{parties! [Party], content! string, hash! string"),
        "{page}"
    );
    assert!(
        findings(&page)
            .starts_with("8 ambiguous-nesting: the page does not show which property of `Party` is the last")
    );
}

#[test]
fn nothing_shows_it() {
    check(
        &[OPEN],
        "{owner! [User]}",
        "8 ambiguous-nesting: the page does not show which property of `User` is the last: it may be `id` or `name` or \
         `size`; `size` is taken",
    );
}

/// What another list shows beside a property is not in it.
#[test]
fn a_property_that_stands_beside_elsewhere() {
    check(
        &[
            "Type: object\nProperties- keys: (array of )\n- mails: (string)",
            "Type: object\nProperties- keys: (array of Key)\nItems: Key\n- id: (integer)\n- mails: (string)\n- port: (integer)",
        ],
        "{keys [Key], mails string, port integer}",
        "7 lost-item-type: the page lost what this array holds: anything fits\n\
         15 ambiguous-nesting: the page does not show which property of `Key` is the last: it may be `id` or `mails` or \
         `port`; `id` is taken",
    );
}

/// Objects that begin alike are alike.
#[test]
fn objects_of_one_form() {
    let body = "Type: object\nProperties- home: required (object)\n- city: (string)\n- nr: (string)\n\
        - work: required (object)\n- city: (string)\n- nr: (string)\n- since: (datetime)\nExample:\n\
        {\"home\": {\"city\": \"a\"}, \"work\": {\"city\": \"b\"}}";
    check(
        &[body],
        "{home! {city string, nr string}, work! {city string, nr string}, since DateTime}",
        "7 ambiguous-nesting: the page does not show which property of the object `home` is the last: it may be none or \
         `city` or `nr`; `nr` is taken\n10 ambiguous-nesting: the page does not show which property of the object `work` \
         is the last: it may be none or `city` or `nr` or `since`; `nr` is taken",
    );
}

#[test]
fn lists_of_objects_stand_beside_each_other() {
    check(
        &[
            "Type: object\nProperties- disks: (array of Disk)\nItems: Disk\n- size: (integer)\n- nics: (array of Nic)\n\
           Items: Nic\n- speed: (integer)",
        ],
        "{disks [Disk], nics [Nic]}",
        "8 ambiguous-nesting: the page does not show which property of `Disk` is the last: it may be `size` or `speed`; \
         `size` is taken",
    );
}

#[test]
fn an_object_without_properties() {
    let body = "Type: object\nProperties- name: required (string)\n- data: (object)";
    check(&[body], "{name! string, data {}}", "");
}

#[test]
fn a_list_with_many_open_objects_is_read_in_bounded_time() {
    let objects = (0..12).map(|index| {
        format!("- o{index}: (object)\n- a{index}: (string)\n- b{index}: (string)\n- c{index}: (string)\n")
    });
    let page = with_body(&format!(
        "Type: object\nProperties- id: (integer)\n{}",
        objects.collect::<String>()
    ));
    let (api, ..) = read(&page);
    assert!(outline::operations(&api).contains("o11 {a11 string, b11 string, c11 string}"));
}

#[test]
fn a_list_of_nothing_but_objects_is_read_in_bounded_time() {
    let objects = (0..3000).map(|index| format!("- o{index}: (object)\n"));
    let page = with_body(&format!(
        "Type: object\nProperties- id: (integer)\n{}",
        objects.collect::<String>()
    ));
    let (api, ..) = read(&page);
    assert!(outline::operations(&api).contains("o2999"));
}
