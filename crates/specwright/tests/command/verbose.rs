//! `--verbose`, beside `--quiet`.

use crate::support::{Folder, PETS};

/// The lines that a run tells, with its times left out.
fn told(folder: &Folder, line: &str) -> String {
    let ran = folder.run(line);
    assert_eq!(ran.code, 0, "{ran:?}");
    let words = |line: &str| {
        let mut words: Vec<&str> = line.split(' ').collect();
        if let [.., time, "ms"] = words.as_mut_slice() {
            *time = "…";
        }
        words.join(" ")
    };
    ran.errors.lines().map(words).collect::<Vec<_>>().join("\n")
}

fn folder() -> Folder {
    let text = PETS.replace("'#/components/schemas/Pet' } } }", "'pet.yaml' } } }");
    Folder::with(&[("specs/pets.yaml", &text), ("specs/pet.yaml", "type: object\n")])
}

#[test]
fn a_generation_tells_what_it_reads_and_writes() {
    let folder = folder();
    insta::assert_snapshot!(told(&folder, "generate -v specs/pets.yaml --target client --runtime version=0.1"), @"
    pets: OpenAPI, read in … ms
    pets: read specs/pets.yaml
    pets: read specs/pet.yaml
    pets: 4 files generated in … ms
    writing generated/pets-client: 4 files
    pets-client: 5 added
    written in … ms
    ");
    insta::assert_snapshot!(told(&folder, "generate -v specs/pets.yaml --target client --runtime version=0.1 --check"), @"
    pets: OpenAPI, read in … ms
    pets: read specs/pets.yaml
    pets: read specs/pet.yaml
    pets: 4 files generated in … ms
    comparing generated/pets-client: 4 files
    the generated files are current
    compared in … ms
    ");
}

#[test]
fn a_check_tells_what_it_reads() {
    insta::assert_snapshot!(told(&folder(), "check --verbose specs/pets.yaml"), @"
    read specs/pets.yaml
    read specs/pet.yaml
    2 files read in … ms
    checked for Rust in … ms
    no problems
    ");
}

#[test]
fn a_conversion_tells_what_it_reads() {
    insta::assert_snapshot!(told(&folder(), "convert --verbose specs/pets.yaml --to openapi-3.0 --output pets.json"), @"
    read specs/pets.yaml
    read specs/pet.yaml
    2 files read in … ms
    converted in … ms
    pets.json: written
    ");
}

#[test]
fn nobody_is_quiet_and_verbose() {
    assert_eq!(folder().run("check -q -v specs/pets.yaml").code, 2);
}
