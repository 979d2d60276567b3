//! How large APIs are divided.

use std::fmt::Write;

use specwright_rust::Plan;

use super::{document, indented, plan};

/// The plan of an API with so many operations, half of them with each of two tags.
fn divided(operations: usize) -> Plan {
    let mut paths = String::new();
    for number in 0..operations {
        let tag = if number % 2 == 0 { "Git Refs" } else { "type" };
        let _ = writeln!(
            paths,
            "/p{number}: {{get: {{operationId: {}/get-{number}, tags: [{tag}], responses: {{'200': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/{}'}}}}}}}}}}}}}}",
            tag.replace(' ', "-").to_lowercase(),
            if number == 1 { "Shared" } else { "Own" },
        );
    }
    let schemas = "
Own: {properties: {shared: {$ref: '#/components/schemas/Shared'}}}
Shared: {properties: {s: {type: string}}}
Unused: {properties: {held: {$ref: '#/components/schemas/Held'}}}
Held: {properties: {h: {type: string}}}
";
    plan(&document(&format!("\n{}", indented(&paths, 2)), schemas)).0
}

fn check(operations: usize, facets: bool, features: bool) -> Plan {
    let plan = divided(operations);
    assert_eq!(
        (plan.layout.facets, plan.layout.features),
        (facets, features),
        "{operations}"
    );
    plan
}

#[test]
fn large_apis_are_divided() {
    check(10, false, false);
    check(60, true, false);
    let plan = check(200, true, true);
    let groups = plan
        .groups
        .iter()
        .map(|it| format!("{} {} {}", it.type_name, it.module_name, it.feature));
    insta::assert_snapshot!(groups.collect::<Vec<_>>().join("\n"), @"
    GitRefs git_refs git-refs
    Type r#type type
    ");
    let names = plan
        .operations
        .iter()
        .take(3)
        .map(|it| format!("{} {}", it.name, it.name_in_group));
    insta::assert_snapshot!(names.collect::<Vec<_>>().join("\n"), @"
    git_refs_get_0 get_0
    type_get_1 get_1
    git_refs_get_2 get_2
    ");
    let types = plan
        .types
        .iter()
        .map(|(_, it)| format!("{}: {}", it.name, it.features.join(" ")));
    insta::assert_snapshot!(types.collect::<Vec<_>>().join("\n"), @"
    Own: git-refs type
    Shared: git-refs type
    Unused: 
    Held:
    ");
}

#[test]
fn names_of_groups_and_methods_are_not_those_of_generated_code() {
    let paths = "
  /a: {get: {operationId: a, tags: [mod], responses: {'204': {description: d}}}}
  /b: {get: {operationId: b, tags: [CON], responses: {'204': {description: d}}}}
  /c: {get: {operationId: c, tags: [com1], responses: {'204': {description: d}}}}
  /d: {get: {operationId: new, tags: [specwright_runtime], responses: {'204': {description: d}}}}
";
    let plan = plan(&document(paths, "")).0;
    let names: Vec<&str> = plan.groups.iter().map(|it| it.module_name.as_str()).collect();
    let expected = [
        "mod_operations",
        "con_operations",
        "com1_operations",
        "specwright_runtime_operations",
    ];
    assert_eq!(names, expected);
    assert_eq!(plan.operations[3].name_in_group, "new_2");
}
