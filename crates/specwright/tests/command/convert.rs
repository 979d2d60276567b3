//! `specwright convert`.

use crate::support::{BROKEN, Folder, PETS};

#[test]
fn yaml_goes_to_the_standard_output() {
    let folder = Folder::with(&[("pets.yaml", PETS)]);
    let ran = folder.run("convert pets.yaml --to openapi-3.0");
    assert_eq!((ran.code, ran.errors.as_str()), (0, ""));
    insta::assert_snapshot!(ran.output, @"
    openapi: '3.0.4'
    info:
      title: Pets
      version: '1'
    servers:
      - url: https://pets.example
    security: []
    paths:
      /pets/{id}:
        get:
          operationId: getPet
          parameters:
            - name: id
              in: path
              required: true
              schema:
                type: string
          responses:
            '200':
              description: The pet.
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/Pet'
    components:
      schemas:
        Pet:
          type: object
          required:
            - name
          properties:
            name:
              type: string
            friends:
              type: array
              items:
                $ref: '#/components/schemas/Pet'
    ");
}

#[test]
fn the_ending_of_the_file_says_how_it_is_written() {
    let folder = Folder::with(&[("pets.yaml", PETS), ("old.json", "old")]);
    let ran = folder.run("convert pets.yaml --to openapi-3.1 -o old.json");
    assert_eq!(
        (ran.code, ran.output.as_str(), ran.errors.as_str()),
        (0, "", "old.json: written\n")
    );
    let json: serde_json::Value = serde_json::from_str(&folder.read("old.json")).unwrap();
    assert_eq!(json["openapi"], "3.1.1");
    let ran = folder.run("convert pets.yaml --to openapi-3.1 --output new.yaml --quiet");
    assert_eq!((ran.code, ran.errors.as_str()), (0, ""));
    assert!(folder.read("new.yaml").starts_with("openapi: '3.1.1'\n"));
    // Nothing else is left behind.
    assert_eq!(folder.list("."), ["new.yaml", "old.json", "pets.yaml"]);
}

#[test]
fn what_is_written_can_be_converted_again() {
    let folder = Folder::with(&[("pets.yaml", PETS)]);
    folder.run("convert pets.yaml --to openapi-3.1 -o first.yaml");
    folder.run("convert first.yaml --to openapi-3.0 -o second.json");
    folder.run("convert second.json --to openapi-3.1 -o third.yaml");
    assert_eq!(folder.read("first.yaml"), folder.read("third.yaml"));
}

#[test]
fn what_the_format_cannot_say_is_shown_at_its_place() {
    let hooks = PETS.replace("paths:\n", "webhooks: { sold: { post: { responses: {} } } }\npaths:\n");
    let folder = Folder::with(&[("pets.yaml", &hooks)]);
    let ran = folder.run("convert pets.yaml --to openapi-3.0 -o out.yaml --format concise");
    assert_eq!(ran.code, 0);
    let lost =
        "pets.yaml:4:13: warning[not-in-openapi]: the webhook `sold` cannot be said in OpenAPI 3.0; it is left out";
    assert!(ran.errors.lines().any(|line| line == lost), "{}", ran.errors);
}

#[test]
fn a_description_with_errors_is_not_converted() {
    let folder = Folder::with(&[("broken.yaml", BROKEN)]);
    let ran = folder.run("convert broken.yaml --to openapi-3.1 -o out.yaml");
    assert_eq!((ran.code, ran.output.as_str()), (1, ""));
    assert!(ran.errors.contains("--> broken.yaml:7:"), "{}", ran.errors);
    assert!(!folder.has("out.yaml"));
}

#[test]
fn wrong_formats_and_files_are_refused() {
    let folder = Folder::with(&[("pets.yaml", PETS)]);
    let ran = folder.run("convert pets.yaml --to openapi-4");
    assert_eq!(ran.code, 2);
    let help = "invalid value 'openapi-4' for '--to <FORMAT>'\n  [possible values: openapi-3.1, openapi-3.0]";
    assert!(ran.errors.contains(help), "{}", ran.errors);
    let ran = folder.run("convert pets.yaml --to openapi-3.1 -o no/such/folder.yaml");
    assert_eq!(ran.code, 1);
    assert!(
        ran.errors.contains("cannot write `no/such/folder.yaml`"),
        "{}",
        ran.errors
    );
}
