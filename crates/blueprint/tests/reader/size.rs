//! Documents larger or deeper than any that people write.

use super::Reading;

/// Reads a text, and gives the number of its operations and of its schemas.
fn check(text: &str, operations: usize) -> Reading {
    let reading = Reading::of("large.apib", text);
    let found = reading.api.as_ref().map(|api| api.operations().count());
    assert_eq!(found, Some(operations), "operations");
    reading
}

const ACTION: &str = "# GET /a\n+ Response 200\n";

#[test]
fn nesting_needs_no_stack() {
    let items: String = (0..500)
        .map(|depth| format!("{}+ a{depth}\n", " ".repeat(2 * depth)))
        .collect();
    check(&format!("{ACTION}\n{items}"), 1);
    check(
        &format!(
            "{ACTION}    + Attributes\n{}",
            items.replace('\n', " (object)\n        ")
        ),
        1,
    );
    check(&format!("{ACTION}\n{}x\n", "> ".repeat(10_000)), 1);
    check(&format!("{ACTION}\n{}x\n", "- ".repeat(10_000)), 1);
    check(
        &format!(
            "# Data Structures\n## A\n+ a ({}string{})\n",
            "array[".repeat(5_000),
            "]".repeat(5_000)
        ),
        0,
    );
    check(&format!("# GET /a{}\n+ Response 200\n", "{".repeat(10_000)), 1);
}

#[test]
fn titles_may_have_many_brackets() {
    check(&format!("# {}[GET /a]\n+ Response 200\n", "[a] ".repeat(10_000)), 1);
    check(&format!("# {}[GET /a]\n+ Response 200\n", "[get".repeat(10_000)), 1);
}

#[test]
fn deep_bodies_need_no_stack() {
    let body = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let response = "+ Response 200 (application/json)\n";
    check(&format!("# GET /a\n{response}\n        {body}\n"), 1);
    check(&format!("# GET /a\n{response}    + Schema\n\n            {body}\n"), 1);
    let schema = format!("{}true{}", r#"{"items": "#.repeat(5_000), "}".repeat(5_000));
    check(
        &format!("# GET /a\n{response}    + Schema\n\n            {schema}\n"),
        1,
    );
}

#[test]
fn many_of_everything_are_read() {
    let headings: String = (0..2_000)
        .map(|index| format!("# GET /a{index}\n+ Response 200\n"))
        .collect();
    check(&headings, 2_000);
    check(&ACTION.repeat(1_000), 1);
    let parameters: String = (0..1_000)
        .map(|index| format!("    + p{index} (string, optional)\n"))
        .collect();
    let names: Vec<String> = (0..1_000).map(|index| format!("p{index}")).collect();
    let reading = check(
        &format!("# GET /a{{?{}}}\n+ Parameters\n{parameters}", names.join(",")),
        1,
    );
    let operation = reading.api.as_ref().and_then(|api| api.operations().next());
    assert_eq!(operation.map(|(_, operation)| operation.parameters.len()), Some(1_000));
}

#[test]
fn long_names_are_kept_whole() {
    let name = "n".repeat(10_000);
    let reading = check(&format!("# {name} [/{name}]\n## {name} [GET]\n+ Response 200\n"), 1);
    let resource = reading.api.as_ref().and_then(|api| api.resources.first());
    assert_eq!(
        resource.and_then(|resource| resource.name.as_deref()),
        Some(name.as_str())
    );
}
