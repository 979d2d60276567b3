//! docs/ci.md: its workflow and its hooks are run, and they refuse generated code that is not current.

use std::fs;
use std::sync::Arc;

use serde_json::Value;
use specwright_diagnostics::Files;
use specwright_source::{Limits, Syntax, parse};

use crate::annotations::{Annotation, annotations};
use crate::folder::{Folder, Ran, workspace};
use crate::pages::page;

const PETS: &str = "\
openapi: 3.1.1
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      operationId: listPets
      responses: {'200': {description: All pets.}}
";

/// A folder with a description and what is generated from it.
fn project() -> Folder {
    let folder = Folder::new();
    folder.write("specs/pets.yaml", PETS);
    let configuration = "[[api]]\nname = \"pets\"\ndescription = \"specs/pets.yaml\"\ntargets = [\"client\"]\n";
    folder.write("specwright.toml", configuration);
    assert_eq!(folder.shell("specwright generate", 0).code, 0);
    folder
}

/// A file of the page.
fn file(path: &str) -> String {
    page("docs/ci.md").file(path).unwrap().to_owned()
}

/// A YAML document as JSON.
fn yaml(text: &str) -> Value {
    let mut files = Files::new();
    let text: Arc<str> = text.into();
    let id = files.add("document", Arc::clone(&text));
    let (tree, findings) = parse(id, text, Syntax::Yaml, &Limits::default());
    assert!(findings.is_empty(), "{findings:?}");
    tree.unwrap().root().to_value()
}

/// What the steps of a workflow run.
fn steps(workflow: &Value) -> Vec<String> {
    let jobs = workflow.get("jobs").and_then(Value::as_object).unwrap().values();
    let steps = jobs
        .filter_map(|job| job.get("steps").and_then(Value::as_array))
        .flatten();
    let lines = steps.filter_map(|step| step.get("run").and_then(Value::as_str));
    lines.map(str::to_owned).collect()
}

/// Runs the steps of the page's workflow, up to the first that fails.
fn run_workflow(folder: &Folder) -> Ran {
    let mut printed = String::new();
    for line in steps(&yaml(&file(".github/workflows/specwright.yml"))) {
        let ran = folder.shell(&format!("set -e\n{line}"), 0);
        printed.push_str(&ran.printed);
        if ran.code != 0 {
            return Ran {
                code: ran.code,
                printed,
            };
        }
    }
    Ran { code: 0, printed }
}

#[test]
fn the_workflow_passes_with_current_code_and_fails_with_stale_code() {
    let folder = project();
    let ran = run_workflow(&folder);
    assert_eq!((ran.code, annotations(&ran.printed)), (0, Vec::new()), "{ran:?}");

    folder.write("specs/pets.yaml", &PETS.replace("listPets", "findPets"));
    let ran = run_workflow(&folder);
    assert_eq!(ran.code, 1);
    let annotations = annotations(&ran.printed);
    let is_of_library = |it: &&Annotation| {
        let file = it.properties.get("file").map(String::as_str);
        it.severity == "error" && file == Some("generated/pets-client/src/lib.rs")
    };
    let stale = annotations.iter().find(is_of_library).unwrap();
    assert!(
        stale
            .message
            .contains("run `specwright generate` and commit the result"),
        "{stale:?}"
    );
}

#[test]
fn the_workflow_puts_findings_on_their_lines() {
    let folder = project();
    folder.write(
        "specs/pets.yaml",
        &PETS.replace("responses:", "parameters: 3\n      responses:"),
    );
    let ran = run_workflow(&folder);
    assert_eq!(ran.code, 1);
    let annotations = annotations(&ran.printed);
    let error = annotations.iter().find(|it| it.severity == "error").unwrap();
    assert_eq!(
        error.properties.get("file").map(String::as_str),
        Some("specs/pets.yaml")
    );
    assert_eq!(error.properties.get("line").map(String::as_str), Some("7"));

    folder.write(
        "specs/pets.yaml",
        &PETS.replace("responses:", "colour: red\n      responses:"),
    );
    let ran = run_workflow(&folder);
    assert!(
        self::annotations(&ran.printed)
            .iter()
            .any(|it| it.severity == "warning"),
        "{ran:?}"
    );
}

/// Commits all changes.
fn commit(folder: &Folder) -> Ran {
    folder.shell(
        "git add --all && git -c user.name=A -c user.email=a@b.example commit --quiet --message=Change",
        0,
    )
}

#[test]
fn the_hook_refuses_stale_code() {
    let folder = project();
    assert_eq!(folder.shell("git init --quiet", 0).code, 0);
    folder.write(".git/hooks/pre-commit", &file(".git/hooks/pre-commit"));
    folder.shell("chmod +x .git/hooks/pre-commit", 0);
    let ran = commit(&folder);
    assert_eq!((ran.code, ran.printed.as_str()), (0, ""), "current code goes through");

    folder.write("specs/pets.yaml", &PETS.replace("listPets", "findPets"));
    let ran = commit(&folder);
    assert_ne!(ran.code, 0);
    assert!(
        ran.printed.contains("run `specwright generate` and commit the result"),
        "{ran:?}"
    );
    let commits = || folder.shell("git rev-list --count HEAD", 0).printed.trim().to_owned();
    assert_eq!(commits(), "1");

    assert_eq!(folder.shell("specwright --quiet generate", 0).code, 0);
    assert_eq!(commit(&folder).code, 0);
    assert_eq!(commits(), "2");
}

#[test]
fn the_hook_of_the_framework_is_the_same_check() {
    let hooks = yaml(&file(".pre-commit-config.yaml"));
    let entry = hooks.pointer("/repos/0/hooks/0/entry").and_then(Value::as_str).unwrap();
    let folder = project();
    assert_eq!(folder.shell(entry, 0).code, 0);
    folder.write("specs/pets.yaml", &PETS.replace("listPets", "findPets"));
    assert_eq!(folder.shell(entry, 0).code, 1);
}

#[test]
fn the_page_names_the_version_of_the_workspace() {
    let workflow = file(".github/workflows/specwright.yml");
    let words = workflow.split(|sign: char| !(sign.is_ascii_digit() || sign == '.'));
    let versions: Vec<_> = words.filter(|word| word.split('.').count() == 3).collect();
    assert_eq!(versions, [env!("CARGO_PKG_VERSION"); 2]);
}

#[test]
fn the_workflow_of_this_repository_runs_what_its_pages_name() {
    let path = workspace().join(".github/workflows/ci.yml");
    let workflow = yaml(&fs::read_to_string(path).unwrap());
    assert!(steps(&workflow).iter().any(|line| line == "bash .ci/run"));
    assert!(workspace().join(".ci/run").is_file());
}
