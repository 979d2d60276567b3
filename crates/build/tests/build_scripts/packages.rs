//! Build scripts in a workspace, in a package as it is published, and after they were changed.

use std::path::Path;
use std::process::Command;

use crate::support::{Package, Ran, target, unindented, workspace};

const NOTES: &str = "
openapi: 3.1.0
info: { title: Notes, version: '1' }
paths:
  /notes:
    get: { operationId: list_notes, responses: { '204': { description: None } } }
";

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// Runs cargo with Specwright's crates of this workspace in place of published ones, and the lock file as it is.
fn cargo_locked(arguments: &[&str], folder: &Path) -> Ran {
    let crates = ["build", "runtime"].map(|name| {
        let path = workspace().join("crates").join(name);
        format!("patch.crates-io.specwright-{name}.path = {path:?}")
    });
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).args(["--offline", "--color=never"]);
    for patch in crates {
        command.args(["--config", &patch]);
    }
    let output = command
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target())
        .output()
        .unwrap();
    Ran {
        succeeded: output.status.success(),
        errors: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn a_member_of_a_workspace_is_packaged_and_builds_from_its_package() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    std::fs::copy(workspace().join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
    write(
        root,
        "Cargo.toml",
        "workspace = { members = [\"notes\"], resolver = \"3\" }\n",
    );
    write(
        root,
        "notes/Cargo.toml",
        "package = { name = \"packaged-notes\", version = \"0.1.0\", edition = \"2024\", license = \"MIT\", description = \"Notes\" }\n\
         dependencies = { specwright-runtime = { version = \"0.1\", features = [\"client\"] } }\n\
         build-dependencies = { specwright-build = { version = \"0.1\", default-features = false } }\n",
    );
    write(root, "notes/api/notes.yaml", NOTES);
    write(
        root,
        "notes/build.rs",
        "fn main() -> Result<(), specwright_build::Error> { specwright_build::configure().client().compile(\"api/notes.yaml\") }\n",
    );
    // As people do who have no use for all of it.
    write(
        root,
        "notes/src/lib.rs",
        "mod api { specwright_runtime::include_api!(\"notes\"); }\n",
    );

    let checked = cargo_locked(&["check"], root);
    assert!(checked.succeeded, "{checked:?}");
    assert!(!checked.errors.contains("warning: unused"), "{checked:?}");
    assert!(!checked.errors.contains("never used"), "{checked:?}");
    let packaged = cargo_locked(&["package", "--locked", "--package=packaged-notes"], root);
    assert!(packaged.succeeded, "{packaged:?}");
    assert!(packaged.errors.contains("Verifying packaged-notes"), "{packaged:?}");
}

#[test]
fn what_is_not_generated_any_more_is_not_there() {
    let package = Package::new("renamed", NOTES, ".client().name(\"former\")");
    package.write("src/lib.rs", "specwright_runtime::include_api!(\"former\");");
    assert!(package.check().succeeded);
    package.write(
        "build.rs",
        "fn main() -> Result<(), specwright_build::Error> { specwright_build::configure().client().compile(\"described.openapi.yaml\") }\n",
    );
    let ran = package.check();
    assert!(!ran.succeeded, "{ran:?}");
    assert!(ran.errors.contains("former.rs`"), "{ran:?}");
}

#[test]
fn two_descriptions_have_two_names() {
    let package = Package::new("twice", NOTES, ".client()");
    package.write(
        "build.rs",
        "use specwright_build::configure;\n\
         fn main() -> Result<(), specwright_build::Error> {\n\
             configure().client().compile(\"described.openapi.yaml\")?;\n\
             configure().server().compile(\"described.openapi.yaml\")\n\
         }\n",
    );
    let ran = package.check();
    assert!(!ran.succeeded, "{ran:?}");
    let expected = "`described` is generated twice: ask for all of its targets before one `compile`, or give one of the two another `name`";
    assert!(unindented(&ran.errors).contains(expected), "{ran:?}");
}
