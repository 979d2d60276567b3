//! `specwright init`.

use std::path::Path;

use specwright::Configuration;

use crate::support::{BROKEN, Folder, PETS};

const RAML: &str = "#%RAML 1.0\ntitle: Users\nuses: { types: types.raml }\n/users:\n  get:\n";

fn folder() -> Folder {
    Folder::with(&[
        ("a.json", "{}"),
        ("README.md", "# A project\n"),
        ("specs/broken.yaml", BROKEN),
        (
            "specs/pets.yaml",
            &PETS.replace("'#/components/schemas/Pet' } } }", "'parts/pet.yaml' } } }"),
        ),
        ("specs/syntax.yaml", "openapi: 3.1.1\ninfo: { title: ]\n"),
        ("specs/values.yaml", "a: ]\n"),
        ("specs/parts/pet.yaml", "type: object\n"),
        ("specs/users/users.raml", RAML),
        ("specs/users/types.raml", "#%RAML 1.0 Library\ntypes: { A: string }\n"),
        ("specs/zoo/pets.yaml", PETS),
        (".git/pets.yaml", PETS),
        ("target/pets.yaml", PETS),
        ("web/node_modules/pets/pets.yaml", PETS),
    ])
}

fn names(configuration: &Configuration) -> Vec<String> {
    let apis = configuration.apis.iter();
    apis.map(|api| format!("{} {}", api.name, api.description.display()))
        .collect()
}

#[test]
fn a_configuration_names_all_descriptions() {
    let folder = folder();
    let ran = folder.run("init");
    assert_eq!((ran.code, ran.output.as_str()), (0, ""), "{ran:?}");
    insta::assert_snapshot!(ran.errors, @"
    specs/syntax.yaml: YAML: mismatched bracket '{' closed by ']'; passed over
    specs/broken.yaml: OpenAPI, as `broken`
    specs/pets.yaml: OpenAPI, as `pets`
    specs/users/users.raml: RAML, as `users`
    specs/zoo/pets.yaml: OpenAPI, as `zoo-pets`
    specwright.toml: written; `specwright generate` generates from it
    ");
    let configuration = Configuration::parse(&folder.read("specwright.toml"), Path::new("")).unwrap();
    insta::assert_snapshot!(names(&configuration).join("\n"), @"
    broken specs/broken.yaml
    pets specs/pets.yaml
    users specs/users/users.raml
    zoo-pets specs/zoo/pets.yaml
    ");
    insta::assert_snapshot!(folder.read("specwright.toml").split("# What else").next().unwrap_or_default(), @r#"
    # What `specwright generate` generates. Paths are relative to this file.

    [output]
    directory = "generated"             # the folder of generated crates
    # templates = "templates"           # a folder with templates of your own: see `specwright templates`
    # runtime = { version = "0.1" }     # in place of a copy of its sources beside the crates; or { path = "…" }

    # OpenAPI
    [[api]]
    name = "broken"
    description = "specs/broken.yaml"

    # OpenAPI
    [[api]]
    name = "pets"
    description = "specs/pets.yaml"

    # RAML
    [[api]]
    name = "users"
    description = "specs/users/users.raml"

    # OpenAPI
    [[api]]
    name = "zoo-pets"
    description = "specs/zoo/pets.yaml"
    "#);
    let generated = folder.run("generate --format concise");
    assert!(folder.has("generated/zoo-pets-client/src/lib.rs"), "{generated:?}");
}

#[test]
fn what_is_passed_over_can_be_asked_for() {
    let ran = folder().run("init --verbose");
    let passed_over: Vec<&str> = ran
        .errors
        .lines()
        .take_while(|line| !line.ends_with("as `broken`"))
        .collect();
    insta::assert_snapshot!(passed_over.join("\n"), @"
    README.md: no description of an API
    a.json: no description of an API
    specs/parts/pet.yaml: no description of an API
    specs/syntax.yaml: YAML: mismatched bracket '{' closed by ']'; passed over
    specs/users/types.raml: a part of specs/users/users.raml
    specs/values.yaml: YAML: misplaced bracket
    ");
}

#[test]
fn a_configuration_is_not_overwritten() {
    let folder = Folder::with(&[("specwright.toml", "mine\n"), ("pets.yaml", PETS)]);
    let ran = folder.run("init");
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.errors, @"error: specwright.toml is already there; remove it to write a new one");
    assert_eq!(folder.read("specwright.toml"), "mine\n");
}

#[test]
fn a_folder_without_descriptions_gets_no_configuration() {
    let folder = Folder::with(&[("sub/README.md", "# A project\n")]);
    let ran = folder.run("init sub");
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.errors, @"error: there is no description of an API below `sub`; `specwright check FILE` says what a file lacks");
    assert!(!folder.has("sub/specwright.toml"));
    assert_eq!(folder.run("init nowhere").code, 2);
}

#[test]
fn paths_are_relative_to_the_configuration() {
    let text = PETS.replace("'#/components/schemas/Pet' } } }", "'../pet.yaml' } } }");
    let folder = Folder::with(&[("sub/specs/pets.yaml", &text), ("sub/pet.yaml", "type: object\n")]);
    let ran = folder.run("init sub");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.errors
            .ends_with("`specwright generate --config sub/specwright.toml` generates from it\n"),
        "{ran:?}"
    );
    let configuration = Configuration::read(&folder.path().join("sub/specwright.toml")).unwrap();
    assert_eq!(
        configuration.apis[0].description,
        folder.path().join("sub/specs/pets.yaml")
    );
    // What is read above the description's own folder is allowed for.
    let ran = folder.run("generate --config sub/specwright.toml --quiet");
    assert_eq!((ran.code, ran.errors.as_str()), (0, ""));
}

#[test]
fn of_descriptions_that_refer_to_each_other_the_first_is_named() {
    let one = PETS.replace(
        "'#/components/schemas/Pet' } } }",
        "'two.yaml#/components/schemas/Pet' } } }",
    );
    let two = PETS.replace(
        "'#/components/schemas/Pet' } } }",
        "'one.yaml#/components/schemas/Pet' } } }",
    );
    let folder = Folder::with(&[("one.yaml", &one), ("two.yaml", &two)]);
    let ran = folder.run("init");
    insta::assert_snapshot!(ran.errors, @"
    one.yaml: OpenAPI, as `one`
    specwright.toml: written; `specwright generate` generates from it
    ");
}
