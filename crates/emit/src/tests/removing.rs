//! Crates that are not generated any more.

use super::Sandbox;
use super::faults::{Fault, with_fault};
use crate::{DirectoryName, remove_crate, stale_crates, write};

fn client() -> DirectoryName {
    DirectoryName::new("client").unwrap()
}

/// Writes `generated`, puts the user's files, and removes the crate.
fn check(generated: &[(&str, &str)], user: &[(&str, &str)]) -> String {
    let sandbox = Sandbox::new();
    write(&sandbox.output(generated)).unwrap();
    for (path, contents) in user {
        sandbox.put(path, contents);
    }
    let report = remove_crate(&sandbox.folder, &client()).unwrap();
    format!("{report}\n{}", sandbox.tree())
}

#[test]
fn generated_files_go_with_their_directories() {
    insta::assert_snapshot!(check(&[("Cargo.toml", "a"), ("src/a/b.rs", "b")], &[]), @"
    client/.specwright.json: removed
    client/Cargo.toml: removed
    client/src/a/b.rs: removed
    0 added, 0 updated, 3 removed, 0 unchanged
    ");
    let sandbox = Sandbox::new();
    write(&sandbox.output(&[("src/lib.rs", "a")])).unwrap();
    remove_crate(&sandbox.folder, &client()).unwrap();
    assert!(!sandbox.folder.join("client").exists());
}

#[test]
fn files_of_the_user_stay() {
    insta::assert_snapshot!(
        check(&[("src/lib.rs", "a"), ("src/b.rs", "b")], &[("client/src/mine.rs", "mine"), ("client/src/b.rs", "edited")]),
        @"
    client/.specwright.json: removed
    client/src/b.rs: removed (it had been edited by hand)
    client/src/lib.rs: removed
    0 added, 0 updated, 3 removed, 0 unchanged

    client/src/mine.rs: mine
    "
    );
}

#[test]
fn an_interrupted_removal_can_be_run_again() {
    for step in 0.. {
        let sandbox = Sandbox::new();
        write(&sandbox.output(&[("src/a/b.rs", "a"), ("src/lib.rs", "b")])).unwrap();
        sandbox.put("client/src/mine.rs", "mine");
        let fault = Some((Fault::FailFromThere, step));
        let (result, _) = with_fault(fault, || remove_crate(&sandbox.folder, &client()));
        remove_crate(&sandbox.folder, &client()).unwrap();
        assert_eq!(
            sandbox.tree(),
            "client/src/mine.rs: mine\n",
            "interrupted at step {step}"
        );
        if result.is_ok() {
            assert!(step > 3, "only {step} steps");
            break;
        }
    }
}

#[test]
fn a_crate_that_is_not_expected_is_stale() {
    let sandbox = Sandbox::new();
    write(&sandbox.output(&[("src/lib.rs", "a")])).unwrap();
    sandbox.put("by-hand/src/lib.rs", "mine");
    sandbox.put(".first-run.specwright-staging/.specwright-journal.json", "{}");
    let stale = |expected: &[DirectoryName]| {
        let names = stale_crates(&sandbox.folder, expected).unwrap();
        names.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(stale(&[]), ["client", "first-run"]);
    assert_eq!(stale(&[client()]), ["first-run"]);

    remove_crate(&sandbox.folder, &DirectoryName::new("first-run").unwrap()).unwrap();
    assert_eq!(stale(&[client()]), Vec::<String>::new());
    assert_eq!(stale_crates(&sandbox.folder.join("absent"), &[]).unwrap(), []);
}

#[test]
fn a_crate_without_a_manifest_is_left_alone() {
    let sandbox = Sandbox::new();
    sandbox.put("client/src/lib.rs", "mine");
    assert!(remove_crate(&sandbox.folder, &client()).unwrap().is_unchanged());
    insta::assert_snapshot!(sandbox.tree(), @"client/src/lib.rs: mine");
}
