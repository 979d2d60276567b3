//! Documents of which one part is very large: generated on the stack that tests have.

use std::fmt::Write;

use super::{generate, items, read};

#[track_caller]
fn fits_the_stack(schemas: String) {
    let document = format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{/x: {{post: {{operationId: x, requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/S'}}}}}}}}, responses: {{}}}}}}}}\ncomponents:\n  schemas:\n{schemas}"
    );
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(move || {
        let files = generate(&read("large.yaml", &document));
        files.iter().map(|file| file.contents.len()).sum::<usize>()
    });
    let size = thread.expect("a thread").join().expect("crates");
    assert!(size > 10_000);
}

#[test]
fn objects_of_many_properties() {
    let mut schemas = String::from("    S: {minProperties: 1, properties: {");
    for number in 0..3000 {
        let _ = write!(schemas, "property_{number}: {{type: string, maxLength: 5}}, ");
    }
    fits_the_stack(schemas + "}}\n");
}

#[test]
fn unions_of_many_schemas() {
    let mut schemas = String::from("    S: {oneOf: [");
    for number in 0..1500 {
        let _ = write!(schemas, "{{$ref: '#/components/schemas/V{number}'}}, ");
    }
    schemas.push_str("]}\n");
    for number in 0..1500 {
        let _ = writeln!(
            schemas,
            "    V{number}: {{required: [p{number}], properties: {{p{number}: {{type: string}}}}}}"
        );
    }
    fits_the_stack(schemas);
}

#[test]
fn enumerations_of_many_values() {
    let mut schemas = String::from("    S: {type: string, enum: [");
    for number in 0..20_000 {
        let _ = write!(schemas, "value {number}, ");
    }
    fits_the_stack(schemas + "]}\n");
}

#[test]
fn types_nested_deeply() {
    let mut schemas = String::from("    S: {properties: {p: ");
    let depth = 90;
    schemas.push_str(&"{type: array, maxItems: 3, items: ".repeat(depth));
    schemas.push_str("{type: string, maxLength: 1}");
    schemas.push_str(&"}".repeat(depth));
    fits_the_stack(schemas + "}}\n");
}

#[test]
fn many_operations_of_one_name() {
    let mut paths = String::new();
    for number in 0..400 {
        let _ = writeln!(
            paths,
            "  /p{number}: {{get: {{operationId: same, tags: [t{number}], responses: {{}}}}}}"
        );
    }
    let api = read(
        "large.yaml",
        &format!("openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n{paths}"),
    );
    let files = generate(&api);
    assert!(
        files
            .iter()
            .all(|file| file.path == "Cargo.toml" || !items::outline(&file.contents).is_empty())
    );
}
