//! Documents of several files.

use super::{outline, read_texts};

fn read(texts: &[(&str, &str)]) -> String {
    let (api, findings) = read_texts(texts);
    format!("{}{findings}", api.as_ref().map_or_else(String::new, outline::api))
}

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";

#[test]
fn references_lead_into_files_and_back() {
    let api = format!(
        "{HEAD}paths:\n  /a: {{$ref: paths/a.yaml}}\ncomponents:\n  schemas:\n    Pet: {{$ref: models/pet.yaml}}\n"
    );
    insta::assert_snapshot!(read(&[
        ("api.yaml", &api),
        ("paths/a.yaml", "get: {operationId: a, responses: {200: {$ref: ../shared.json#/ok}}}"),
        ("shared.json", r##"{"ok": {"description": "ok", "content": {"application/json": {"schema": {"$ref": "#/Size"}}}}, "Size": {"type": "integer"}, "unused": {"typo": 1}}"##),
        ("models/pet.yaml", "type: object\nproperties: {owner: {$ref: owner.yaml}, self: {$ref: ../api.yaml#/components/schemas/Pet}}\n"),
        ("models/owner.yaml", "type: string\nmaxLenght: 3\n"),
    ]), @"
    GET /a a
      200: application/json Size
    schema Pet = {owner: owner, self: Pet}
    schema Size = integer
    schema owner = string
    models/owner.yaml:2:1: warning[unknown-key]: `maxLenght` is no key of a schema
      help: did you mean `maxLength`?
    ");
}

#[test]
fn references_that_are_refused_or_missing_have_a_place() {
    let api = format!(
        "{HEAD}components:\n  schemas:\n    A: {{$ref: /etc/passwd}}\n    B: {{$ref: '../up.yaml'}}\n    C: {{$ref: 'https://example.com/c.yaml'}}\n    D: {{$ref: gone.yaml}}\n    E: {{$ref: broken.yaml}}\n    F: {{$ref: A}}\n    G: {{$ref: 'ok.yaml#/nothing'}}\n"
    );
    insta::assert_snapshot!(read(&[("api.yaml", &api), ("broken.yaml", "a: ["), ("ok.yaml", "something: {}")]), @"
    schema A = any
    schema B = any
    schema C = any
    schema D = any
    schema E = any
    schema F = any
    schema G = any
    broken.yaml:1:4: error[yaml-syntax]: YAML: unclosed bracket '['
    api.yaml:5:15: error[file-refused]: `/etc/passwd` is not read: absolute paths are refused
      help: refer to the file by a path that is relative to this file
    api.yaml:6:15: error[file-refused]: `../up.yaml` is not read: it leads out of the folder of the document
      help: move the file into the folder, or name a wider root folder
    api.yaml:7:15: error[file-refused]: `https://example.com/c.yaml` is not read: URLs are never fetched
      help: save the file beside the document and refer to it by a relative path
    api.yaml:8:15: error[file-missing]: `gone.yaml` is not read: there is no such file
      help: write the path as it leads there from the folder of this file
    api.yaml:9:15: error[file-missing]: `broken.yaml` is not read: the file is not well-formed
      help: mend that file first
    api.yaml:10:15: error[file-missing]: `A` is not read: there is no such file
      help: did you mean `#/components/schemas/A`?
    api.yaml:11:15: error[unknown-reference]: `ok.yaml#/nothing` leads to nothing: there is no key `nothing`
      help: what is there: `something`
    ");
}

#[test]
fn files_may_refer_to_each_other_in_a_circle() {
    let api = format!("{HEAD}components:\n  schemas:\n    A: {{$ref: a.yaml}}\n");
    insta::assert_snapshot!(read(&[
        ("api.yaml", &api),
        ("a.yaml", "type: object\nproperties: {b: {$ref: b.yaml}}\n"),
        ("b.yaml", "type: object\nproperties: {a: {$ref: a.yaml}}\n"),
    ]), @"
    schema A = {b: b}
    schema b = {a: A}
    ");
}
