//! Generated crates compile. This takes minutes, and is run by hand: `cargo test -p properties-tests -- --ignored`.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::process::Command;

use specwright::Target;
use specwright_rust::plan;

use crate::generated::files;
use crate::models::{Recipe, Recipes};
use crate::run::check;

/// How many models are compiled.
const COMPILED: u32 = 8;

#[test]
#[ignore = "takes minutes"]
fn models_become_crates_that_compile() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compiled");
    let crates = folder.join("crates");
    if crates.exists() {
        std::fs::remove_dir_all(&crates).unwrap();
    }
    let recipes_seen = RefCell::new(Vec::new());
    check(COMPILED, &Recipes, |recipe| {
        let name = format!("m{}", recipes_seen.borrow().len());
        recipes_seen.borrow_mut().push(format!("{recipe:#?}"));
        write_crates(&crates, &name, recipe)
    });
    std::fs::write(
        folder.join("Cargo.toml"),
        "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n",
    )
    .unwrap();
    std::fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    for (number, recipe) in recipes_seen.borrow().iter().enumerate() {
        std::fs::write(crates.join(format!("m{number}.txt")), recipe).unwrap();
    }
    let checked = Command::new(env!("CARGO"))
        .args([
            "check",
            "--offline",
            "--keep-going",
            "--message-format=short",
            "--target-dir",
        ])
        .arg(folder.join("target"))
        .current_dir(&folder)
        .output()
        .unwrap();
    let shown = String::from_utf8_lossy(&checked.stderr);
    assert!(
        checked.status.success(),
        "see the models in {}\n{shown}",
        crates.display()
    );
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

fn write_crates(folder: &Path, name: &str, recipe: &Recipe) -> Result<(), String> {
    let api = recipe.api();
    let (plan, _) = plan(&api);
    let runtime = root().join("crates/runtime").display().to_string();
    for target in [Target::Client, Target::Server, Target::Mcp] {
        let (files, _) = files(&api, &plan, target, name, &runtime)?;
        for file in files {
            let path = folder.join(format!("{name}-{target}")).join(&file.path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, &file.contents).unwrap();
        }
    }
    Ok(())
}
