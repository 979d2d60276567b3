//! `specwright generate` with a `specwright.toml`.

use crate::support::{BROKEN, Folder, PETS};

const CONFIGURATION: &str = r#"
[output]
runtime = { path = "crates/runtime" }

[[api]]
name = "pets"
description = "specs/pets.yaml"

[[api]]
name = "zoo"
description = "specs/zoo.yaml"
targets = ["server"]
"#;

fn folder() -> Folder {
    Folder::with(&[
        ("specwright.toml", CONFIGURATION),
        ("specs/pets.yaml", PETS),
        ("specs/zoo.yaml", PETS),
    ])
}

#[test]
fn everything_that_is_configured_is_generated() {
    let folder = folder();
    let ran = folder.run("generate");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(folder.list("generated"), ["pets-client", "pets-server", "zoo-server"]);
    let manifest = folder.read("generated/zoo-server/Cargo.toml");
    assert!(manifest.contains("# To renew it: specwright generate\n"), "{manifest}");
    assert!(manifest.contains(r#"path = "../../crates/runtime""#), "{manifest}");
    assert_eq!(folder.run("generate --check").code, 0);
}

#[test]
fn crates_that_are_not_configured_any_more_go() {
    let folder = folder();
    folder.run("generate");
    folder.write("generated/zoo-server/notes.txt", "mine\n");
    let (without_zoo, _) = CONFIGURATION.split_once("[[api]]\nname = \"zoo\"").unwrap();
    folder.write("specwright.toml", without_zoo);

    let checked = folder.run("generate --check");
    assert_eq!(checked.code, 1);
    insta::assert_snapshot!(checked.output, @"
    zoo-server: this crate is not generated any more
    run `specwright generate` and commit the result
    ");

    assert_eq!(folder.run("generate").code, 0);
    assert_eq!(
        folder.list("generated/zoo-server"),
        ["notes.txt"],
        "what was not generated stays"
    );
    assert_eq!(folder.run("generate --check").code, 0);
}

#[test]
fn an_error_in_one_description_keeps_its_crates_and_renews_the_others() {
    let folder = folder();
    folder.run("generate");
    let before = folder.read("generated/zoo-server/src/operations.rs");
    folder.write("specs/zoo.yaml", BROKEN);
    folder.write("specs/pets.yaml", &PETS.replace("/pets/{id}:", "/animals/{id}:"));
    assert_eq!(folder.run("generate").code, 1);
    assert_eq!(folder.read("generated/zoo-server/src/operations.rs"), before);
    assert!(
        folder
            .read("generated/pets-client/src/operations.rs")
            .contains("/animals/{id}")
    );
}

#[test]
fn what_is_configured_is_changed_in_the_configuration() {
    let folder = folder();
    folder.write("specs/zoo.yaml", BROKEN);
    let ran = folder.run("generate");
    let hint = "`allow = [\"wrong-type\"]` in its table `[[api]]` takes them for warnings";
    assert!(ran.errors.contains(hint), "{}", ran.errors);

    let ran = folder.run("generate --allow wrong-type");
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.errors.contains("the keys `root` and `allow`"), "{}", ran.errors);
}

#[test]
fn a_configuration_may_be_anywhere() {
    let folder = Folder::with(&[("sub/specwright.toml", CONFIGURATION)]);
    folder.write("sub/specs/pets.yaml", PETS);
    folder.write("sub/specs/zoo.yaml", PETS);
    let ran = folder.run("generate --config sub/specwright.toml");
    assert_eq!(ran.code, 0, "{ran:?}");
    let manifest = folder.read("sub/generated/pets-client/Cargo.toml");
    assert!(
        manifest.contains("specwright generate --config sub/specwright.toml\n"),
        "{manifest}"
    );
    assert!(manifest.contains(r#"path = "../../crates/runtime""#), "{manifest}");
}

#[test]
fn a_mistake_in_the_configuration_is_misuse() {
    let folder = folder();
    folder.write("specwright.toml", &CONFIGURATION.replace("targets", "target"));
    let ran = folder.run("generate --format concise");
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.errors, @"specwright.toml:12:1: error[unknown-setting]: there is no setting `target` here");
    assert!(!folder.has("generated"));
}
