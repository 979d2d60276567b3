//! Names do not change because something unrelated comes or goes.

use super::{document, indented, plan, print};

const PATHS: &str = "
/a:
  get:
    operationId: a
    parameters: [{name: mode, in: query, schema: {type: string, enum: [x, y]}}]
    responses: {'200': {description: d, content: {application/json: {schema: {properties: {items: {type: array, items: {properties: {n: {type: integer}}}}}}}}}}
/b:
  post:
    operationId: b
    requestBody: {content: {application/json: {schema: {properties: {deep: {properties: {deeper: {type: boolean}}}}}}}}
    responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Second'}}}}}
";
const SCHEMAS: &str = "
First: {properties: {part: {properties: {f: {type: string}}}, second: {$ref: '#/components/schemas/Second'}}}
Second: {properties: {part: {properties: {s: {type: string}}}}}
Third: {properties: {part_of: {properties: {t: {type: string}}}}}
ThirdPart: {properties: {of: {properties: {u: {type: string}}}}}
";

/// All names of types, fields, variants and operations.
fn names(paths: &str, schemas: &str) -> Vec<String> {
    let (plan, _) = plan(&document(&format!("\n{}", indented(paths, 2)), schemas));
    let text = format!("{}{}", print::types(&plan), print::operations(&plan));
    // In which direction a type travels does change.
    let text = text.replace(" received", "");
    let mut owner = String::new();
    let lines = text.lines().map(|line| {
        if !line.starts_with(' ') {
            owner = line.to_owned();
        }
        format!("{owner}: {line}")
    });
    lines.collect()
}

/// Whether everything keeps its name when these paths and schemas stand before all others.
#[track_caller]
fn check(paths: &str, schemas: &str) {
    let before = names(PATHS, SCHEMAS);
    let after = names(&format!("{paths}{PATHS}"), &format!("{schemas}{SCHEMAS}"));
    let kept: Vec<String> = after.iter().filter(|name| before.contains(name)).cloned().collect();
    assert!(after.len() > before.len(), "nothing was added");
    assert_eq!(kept, before);
}

#[test]
fn an_operation_more_changes_no_other() {
    check(
        "\n/new:\n  get:\n    operationId: fresh\n    responses: {'200': {description: d, content: {application/json: {schema: {properties: {other: {properties: {o: {type: integer}}}}}}}}}",
        "",
    );
}

#[test]
fn an_operation_that_uses_known_schemas_changes_no_other() {
    check(
        "\n/new:\n  get:\n    operationId: fresh\n    responses: {'200': {description: d, content: {application/json: {schema: {properties: {third: {$ref: '#/components/schemas/ThirdPart'}, one: {$ref: '#/components/schemas/Third'}}}}}}}",
        "",
    );
}

#[test]
fn a_schema_more_changes_no_other() {
    check(
        "",
        "\nZeroth: {properties: {last: {$ref: '#/components/schemas/ThirdPart'}, first: {$ref: '#/components/schemas/First'}, own: {properties: {z: {type: string}}}}}",
    );
}

#[test]
fn an_operation_with_an_equal_inline_schema_takes_no_name_away() {
    const NEW: &str = "
/new:
  get:
    operationId: fresh
    parameters: [{name: mode, in: query, schema: {type: string, enum: [x, y]}}]
    responses: {'200': {description: d, content: {application/json: {schema: {properties: {items: {type: array, items: {properties: {n: {type: integer}}}}}}}}}}
";
    let types = |paths: &str| {
        let (plan, _) = plan(&document(&format!("\n{}", indented(paths, 2)), SCHEMAS));
        plan.types
            .iter()
            .map(|(_, definition)| definition.name.clone())
            .collect::<Vec<_>>()
    };
    let after = types(&format!("{NEW}{PATHS}"));
    let lost: Vec<String> = types(PATHS).into_iter().filter(|name| !after.contains(name)).collect();
    assert_eq!(lost, Vec::<String>::new());
}
