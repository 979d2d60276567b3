//! `specwright explain`.

use crate::support::Folder;

#[test]
fn a_code_is_explained_by_its_page() {
    let ran = Folder::with(&[]).run("explain unknown-key");
    assert_eq!((ran.code, ran.errors.as_str()), (0, ""));
    let explanation = specwright::explain("unknown-key").unwrap();
    assert_eq!(ran.output, explanation.to_string());
}

#[test]
fn a_code_that_is_not_there_is_misuse() {
    let ran = Folder::with(&[]).run("explain unknown-kye");
    assert_eq!((ran.code, ran.output.as_str()), (2, ""));
    insta::assert_snapshot!(ran.errors, @r#"error: no diagnostic has the code "unknown-kye"; did you mean `unknown-key`?"#);
}

#[test]
fn without_a_code_all_are_listed() {
    let ran = Folder::with(&[]).run("explain");
    assert_eq!((ran.code, ran.errors.as_str()), (0, ""));
    let words = |line: &str| line.split_whitespace().take(2).map(str::to_owned).collect::<Vec<_>>();
    let listed: Vec<_> = ran.output.lines().map(words).collect();
    for rule in specwright::rules() {
        let expected = [rule.code, rule.severity.name()].map(str::to_owned).to_vec();
        assert!(listed.contains(&expected), "{} is not listed", rule.code);
    }
}

#[test]
fn a_code_may_be_copied_from_a_finding() {
    let folder = Folder::with(&[]);
    let ran = folder.run("explain warning[unknown-key]:");
    assert_eq!((ran.code, ran.errors.as_str()), (0, ""));
    assert_eq!(ran.output, folder.run("explain unknown-key").output);
}
