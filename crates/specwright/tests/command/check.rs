//! `specwright check`.

use crate::support::{BROKEN, Folder, PETS};

fn folder() -> Folder {
    Folder::with(&[
        ("pets.yaml", PETS),
        ("broken.yaml", BROKEN),
        ("other.yaml", "some: thing\n"),
    ])
}

#[test]
fn a_description_without_errors_passes() {
    let ran = folder().run("check pets.yaml");
    assert_eq!(
        (ran.code, ran.output.as_str(), ran.errors.as_str()),
        (0, "", "no problems\n")
    );
    let ran = folder().run("check pets.yaml --quiet");
    assert_eq!((ran.code, ran.errors.as_str()), (0, ""));
}

#[test]
fn errors_are_shown_with_their_places() {
    let ran = folder().run("check broken.yaml other.yaml no-such-file.yaml --format concise");
    assert_eq!(ran.code, 1);
    assert_eq!(ran.output, "");
    insta::assert_snapshot!(ran.errors, @"
    broken.yaml:7:19: error[wrong-type]: `parameters` must be a sequence, not the number 3
    other.yaml:1:1: error[unknown-format]: `other.yaml` is in no format that Specwright reads
    error[unreadable-file]: cannot read `no-such-file.yaml`: there is no such file
    3 errors
    ");
}

#[test]
fn programs_get_one_document_on_the_standard_output() {
    let ran = folder().run("check pets.yaml broken.yaml other.yaml --format json");
    assert_eq!(ran.code, 1);
    let findings: serde_json::Value = serde_json::from_str(&ran.output).unwrap();
    let places = findings.as_array().unwrap().iter().map(|finding| {
        let line = finding.pointer("/start/line").map(ToString::to_string);
        (
            finding["code"].as_str().unwrap().to_owned(),
            finding["file"].as_str().map(str::to_owned),
            line,
        )
    });
    let places: Vec<_> = places.collect();
    assert!(
        places.contains(&(
            "wrong-type".to_owned(),
            Some("broken.yaml".to_owned()),
            Some("7".to_owned())
        )),
        "{places:?}"
    );
    assert!(places.iter().any(|(code, _, _)| code == "unknown-format"), "{places:?}");
}

#[test]
fn a_check_needs_a_description() {
    assert_eq!(folder().run("check").code, 2);
    assert_eq!(folder().run("check pets.yaml --format xml").code, 2);
}
