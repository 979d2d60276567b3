//! `specwright generate --watch`.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStderr, Command, Stdio};

use crate::support::{BROKEN, Folder, PETS};

/// A program that watches, until this is dropped.
struct Watching {
    program: Child,
    lines: std::io::Lines<BufReader<ChildStderr>>,
}

impl Watching {
    fn begin(folder: &Folder, line: &str) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_specwright"))
            .args(line.split_whitespace())
            .current_dir(folder.path())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(program.stderr.take().unwrap()).lines();
        Self { program, lines }
    }

    /// What is told until the program waits for changes.
    fn round(&mut self) -> String {
        let mut told = String::new();
        for line in &mut self.lines {
            let line = line.unwrap();
            told.push_str(&format!("{line}\n"));
            if line.starts_with("watching ") {
                return told;
            }
        }
        panic!("the program ended: {told}");
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.program.kill().unwrap();
        self.program.wait().unwrap();
    }
}

#[test]
fn every_change_of_a_description_is_generated() {
    let text = PETS.replace("'#/components/schemas/Pet' } } }", "'pet.yaml' } } }");
    let folder = Folder::with(&[("pets.yaml", &text)]);
    let mut watching = Watching::begin(
        &folder,
        "generate pets.yaml --target client --runtime version=0.1 --watch",
    );
    assert!(watching.round().contains("error[file-missing]"));

    folder.write("pet.yaml", "type: object\n");
    insta::assert_snapshot!(watching.round(), @"
    pet.yaml has changed
    pets-client: 5 added
    watching 2 files; Ctrl-C ends this
    ");

    folder.write("pets.yaml", &text.replace("/pets/{id}:", "/animals/{id}:"));
    insta::assert_snapshot!(watching.round(), @"
    pets.yaml has changed
    pets-client: 2 unchanged, 3 updated
    watching 2 files; Ctrl-C ends this
    ");
    assert!(
        folder
            .read("generated/pets-client/src/operations.rs")
            .contains("/animals/{id}")
    );

    // A file that it refers to, which is not there for a while.
    std::fs::remove_file(folder.path().join("pet.yaml")).unwrap();
    assert!(watching.round().contains("error[file-missing]"));
    folder.write("pet.yaml", "type: object\nproperties: { legs: { type: integer } }\n");
    watching.round();
    assert!(folder.read("generated/pets-client/src/types.rs").contains("legs"));
}

#[test]
fn changes_of_the_configuration_and_of_templates_count() {
    let folder = Folder::with(&[("specwright.toml", "nonsense"), ("pets.yaml", PETS)]);
    let mut watching = Watching::begin(&folder, "generate --watch --format concise");
    assert!(watching.round().contains("error[toml-syntax]"));

    let configuration = "\
        output = { templates = 'mine', runtime = { version = '0.1' } }\n\
        api = [{ name = 'pets', description = 'pets.yaml', targets = ['server'] }]\n";
    folder.write("mine/server/main.rs", "fn main() { one() }\n");
    folder.write("specwright.toml", configuration);
    watching.round();
    assert!(folder.read("generated/pets-server/src/main.rs").contains("one()"));

    folder.write("mine/server/main.rs", "fn main() { another() }\n");
    watching.round();
    assert!(folder.read("generated/pets-server/src/main.rs").contains("another()"));

    // As a change of the branch does it.
    std::fs::remove_file(folder.path().join("specwright.toml")).unwrap();
    assert!(watching.round().contains("no description to generate from"));
    folder.write("specwright.toml", configuration);
    watching.round();

    folder.write("mine/server/groups.rs", "//! No module.\n");
    assert!(watching.round().contains("mine/server/groups.rs has changed"));

    folder.write("pets.yaml", BROKEN);
    assert!(watching.round().contains("error[wrong-type]"));
}

#[test]
fn nothing_is_watched_where_the_command_is_wrong() {
    let folder = Folder::with(&[("pets.yaml", PETS)]);
    assert_eq!(folder.run("generate --watch").code, 2);
    assert_eq!(folder.run("generate pets.yaml --watch --check").code, 2);
}
