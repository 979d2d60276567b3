//! What `write` does when nothing goes wrong.

use std::fs;
use std::time::{Duration, SystemTime};

use super::Sandbox;
use crate::{Change, write};

/// Writes `first`, then puts the user's files, then writes `second`; shows the last report and all files.
fn check(first: &[(&str, &str)], user: &[(&str, &str)], second: &[(&str, &str)]) -> String {
    let sandbox = Sandbox::new();
    write(&sandbox.output(first)).unwrap();
    for (path, contents) in user {
        sandbox.put(path, contents);
    }
    let report = write(&sandbox.output(second)).unwrap();
    format!("{report}\n{}", sandbox.tree())
}

#[test]
fn the_first_run_creates_the_folder_and_the_files() {
    let sandbox = Sandbox::new();
    fs::remove_dir(&sandbox.folder).unwrap();
    let report = write(&sandbox.output(&[("Cargo.toml", "[package]"), ("src/lib.rs", "//!")])).unwrap();
    insta::assert_snapshot!(format!("{report}\n{}", sandbox.tree()), @"
    client/.specwright.json: added
    client/Cargo.toml: added
    client/src/lib.rs: added
    3 added, 0 updated, 0 removed, 0 unchanged

    client/.specwright.json
    client/Cargo.toml: [package]
    client/src/lib.rs: //!
    ");
}

#[test]
fn the_manifest_lists_the_files_with_their_hashes() {
    let sandbox = Sandbox::new();
    write(&sandbox.output(&[("src/lib.rs", ""), ("src/\"a\".rs", "abc")])).unwrap();
    let manifest = fs::read_to_string(sandbox.folder.join("client/.specwright.json")).unwrap();
    insta::assert_snapshot!(manifest, @r#"
    {
      "notice": "Lists the generated files of this directory. Written by Specwright; do not edit.",
      "generator": "specwright 0.1.0",
      "files": [
        { "path": "src/\"a\".rs", "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
        { "path": "src/lib.rs", "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" }
      ]
    }
    "#);
}

#[test]
fn files_are_added_updated_and_removed_and_the_users_stay() {
    insta::assert_snapshot!(
        check(
            &[("src/lib.rs", "old"), ("src/gone.rs", "gone"), ("old/deep/gone.rs", "gone"), ("src/same.rs", "same")],
            &[
                ("client/notes.md", "mine"),
                ("client/src/extra.rs", "mine"),
                ("client/old/deep/extra.rs", "mine"),
                ("client/target/debug/client", "built"),
            ],
            &[("src/lib.rs", "new"), ("src/same.rs", "same"), ("src/new/mod.rs", "new")],
        ),
        @"
    client/.specwright.json: updated
    client/old/deep/gone.rs: removed
    client/src/gone.rs: removed
    client/src/lib.rs: updated
    client/src/new/mod.rs: added
    1 added, 2 updated, 2 removed, 1 unchanged

    client/.specwright.json
    client/notes.md: mine
    client/old/deep/extra.rs: mine
    client/src/extra.rs: mine
    client/src/lib.rs: new
    client/src/new/mod.rs: new
    client/src/same.rs: same
    client/target/debug/client: built
    "
    );
}

#[test]
fn edits_by_hand_are_overwritten_and_reported() {
    insta::assert_snapshot!(
        check(
            &[("a.rs", "a"), ("b.rs", "b")],
            &[("client/a.rs", "edited"), ("client/b.rs", "edited")],
            &[("a.rs", "a")],
        ),
        @"
    client/.specwright.json: updated
    client/a.rs: updated (it had been edited by hand)
    client/b.rs: removed (it had been edited by hand)
    0 added, 2 updated, 1 removed, 0 unchanged

    client/.specwright.json
    client/a.rs: a
    "
    );
}

#[test]
fn a_file_becomes_a_directory_and_a_directory_a_file() {
    insta::assert_snapshot!(
        check(
            &[("a", "file"), ("b/c", "file")],
            &[],
            &[("a/d", "file"), ("b", "file")],
        ),
        @"
    client/.specwright.json: updated
    client/a: removed
    client/a/d: added
    client/b: added
    client/b/c: removed
    2 added, 1 updated, 2 removed, 0 unchanged

    client/.specwright.json
    client/a/d: file
    client/b: file
    "
    );
}

#[test]
fn identical_files_without_a_manifest_are_adopted() {
    let sandbox = Sandbox::new();
    sandbox.put("client/src/lib.rs", "same");
    let report = write(&sandbox.output(&[("src/lib.rs", "same")])).unwrap();
    insta::assert_snapshot!(report, @"
    client/.specwright.json: added
    1 added, 0 updated, 0 removed, 1 unchanged
    ");
}

#[test]
fn unchanged_files_keep_their_time_of_modification() {
    let sandbox = Sandbox::new();
    write(&sandbox.output(&[("a.rs", "a"), ("b.rs", "old")])).unwrap();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let file = |name: &str| sandbox.folder.join("client").join(name);
    for name in ["a.rs", "b.rs"] {
        let file = fs::File::options().write(true).open(file(name)).unwrap();
        file.set_modified(long_ago).unwrap();
    }
    write(&sandbox.output(&[("a.rs", "a"), ("b.rs", "new")])).unwrap();
    let modified = |name| fs::metadata(file(name)).unwrap().modified().unwrap();
    assert_eq!(modified("a.rs"), long_ago);
    assert_ne!(modified("b.rs"), long_ago);
}

#[cfg(unix)]
#[test]
fn when_nothing_changed_nothing_is_touched() {
    use std::os::unix::fs::MetadataExt as _;

    let sandbox = Sandbox::new();
    let output = sandbox.output(&[("src/lib.rs", "a")]);
    write(&output).unwrap();
    let identity = || {
        let paths = [
            "",
            "client",
            "client/src",
            "client/src/lib.rs",
            "client/.specwright.json",
        ];
        paths.map(|path| {
            let metadata = fs::metadata(sandbox.folder.join(path)).unwrap();
            (
                metadata.ino(),
                metadata.mtime(),
                metadata.mtime_nsec(),
                metadata.ctime_nsec(),
            )
        })
    };
    let before = identity();
    let (report, steps) = super::faults::with_fault(None, || write(&output).unwrap());
    assert!(report.is_unchanged());
    assert_eq!(report.count(Change::Unchanged), 2);
    assert_eq!(steps, 0);
    assert_eq!(identity(), before);
}

#[cfg(unix)]
#[test]
fn links_permissions_and_odd_names_of_the_user_stay() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let sandbox = Sandbox::new();
    write(&sandbox.output(&[("src/lib.rs", "old")])).unwrap();
    let client = sandbox.folder.join("client");
    symlink("/nowhere", client.join("src/link")).unwrap();
    let odd = client.join("src").join(OsStr::from_bytes(b"\xff.rs"));
    fs::write(&odd, "mine").unwrap();
    fs::set_permissions(&client, fs::Permissions::from_mode(0o700)).unwrap();

    write(&sandbox.output(&[("src/lib.rs", "new")])).unwrap();
    assert_eq!(
        fs::read_link(client.join("src/link")).unwrap().to_str(),
        Some("/nowhere")
    );
    assert_eq!(fs::read_to_string(odd).unwrap(), "mine");
    assert_eq!(fs::metadata(&client).unwrap().permissions().mode() & 0o777, 0o700);
    assert_eq!(fs::read_to_string(client.join("src/lib.rs")).unwrap(), "new");
}

#[test]
fn writers_to_one_folder_wait_for_each_other() {
    let sandbox = Sandbox::new();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let sandbox = &sandbox;
            scope.spawn(move || {
                for round in 0..5 {
                    let contents = format!("{writer} {round}");
                    write(&sandbox.output(&[("a.rs", &contents), ("src/b.rs", &contents)])).unwrap();
                }
            });
        }
    });
    let tree = super::tree(&sandbox.folder);
    assert_eq!(tree["client/a.rs"], tree["client/src/b.rs"]);
    assert_eq!(tree.len(), 3, "{tree:?}");
}
