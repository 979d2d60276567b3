//! `specwright inspect`.

use crate::support::{BROKEN, Folder, PETS};

#[test]
fn people_get_an_outline() {
    let folder = Folder::with(&[("pets.yaml", PETS)]);
    let ran = folder.run("inspect pets.yaml");
    assert_eq!((ran.code, ran.errors.as_str()), (0, ""));
    insta::assert_snapshot!(ran.output, @"
    Pets 1
      server https://pets.example

    /pets/{id}
      GET getPet
        path id: string
        response 200
          application/json: Pet

    schema Pet: object
      name: string
      friends?: [Pet]
    ");
}

#[test]
fn programs_get_the_model() {
    let folder = Folder::with(&[("pets.yaml", PETS)]);
    let ran = folder.run("inspect pets.yaml --format json");
    assert_eq!(ran.code, 0);
    let inspection: serde_json::Value = serde_json::from_str(&ran.output).unwrap();
    assert_eq!(inspection["format"], "OpenAPI");
    assert_eq!(inspection["files"], serde_json::json!(["pets.yaml"]));
    assert_eq!(inspection["api"]["title"], "Pets");
    assert_eq!(inspection.pointer("/api/resources/0/path").unwrap(), "/pets/{id}");
    let operation = inspection.pointer("/api/resources/0/operations/0").unwrap();
    assert_eq!(operation["id"], "getPet");
    // Places lead back into the text.
    let span = operation.pointer("/origin/location/span").unwrap();
    let offset = |name: &str| usize::try_from(span[name].as_u64().unwrap()).unwrap();
    assert_eq!(PETS.get(offset("start")..offset("end")), Some("get"));
}

#[test]
fn what_could_be_read_of_a_broken_description_is_shown() {
    let folder = Folder::with(&[("broken.yaml", BROKEN)]);
    let ran = folder.run("inspect broken.yaml");
    assert_eq!(ran.code, 1);
    assert!(ran.errors.contains("--> broken.yaml:7:"), "{}", ran.errors);
    assert!(ran.output.contains("GET listPets"), "{}", ran.output);
}
