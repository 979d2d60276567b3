//! Whatever interrupts a run, the crate has all its old files or all its new ones.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::faults::{self, Fault, with_fault};
use super::{Sandbox, output, tree};
use crate::{MANIFEST_NAME, write};

const OLD: &[(&str, &str)] = &[
    ("Cargo.toml", "old"),
    ("src/lib.rs", "old"),
    ("src/same.rs", "same"),
    ("src/stale/mod.rs", "old"),
];
const NEW: &[(&str, &str)] = &[
    ("Cargo.toml", "new"),
    ("src/lib.rs", "new"),
    ("src/same.rs", "same"),
    ("src/added/mod.rs", "new"),
];
/// The user's files that are in the crate at any moment.
const CARRIED: &[(&str, &str)] = &[("notes.md", "mine"), ("src/extra.rs", "mine")];
/// The user's files that an interruption may leave beside the crate until the next run.
const MOVED: &[(&str, &str)] = &[("target/debug/client", "built"), ("src/stale/by-hand/mod.rs", "mine")];

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    write(&sandbox.output(OLD)).unwrap();
    for (path, contents) in CARRIED.iter().chain(MOVED) {
        sandbox.put(&format!("client/{path}"), contents);
    }
    sandbox
}

/// Asserts that the crate is whole, and that the user's files are there.
fn assert_whole(sandbox: &Sandbox, context: &str) {
    let everything = tree(&sandbox.folder);
    for (path, contents) in MOVED {
        let found = everything
            .iter()
            .any(|(it, text)| it.ends_with(path) && text == contents);
        assert!(found, "{context}: {path} is lost");
    }
    let client = sandbox.folder.join("client");
    if !client.exists() && faults::without_exchange() {
        return;
    }
    let mut files = tree(&client);
    for (path, contents) in CARRIED {
        assert_eq!(files.remove(*path).as_deref(), Some(*contents), "{context}: {path}");
    }
    files.retain(|path, _| !MOVED.iter().any(|(moved, _)| moved == path) && !path.contains("journal"));
    let manifest = files.remove(MANIFEST_NAME).expect("a manifest");
    let of = |generated: &[(&str, &str)]| -> BTreeMap<String, String> {
        let pairs = generated.iter();
        pairs
            .map(|(path, contents)| ((*path).into(), (*contents).into()))
            .collect()
    };
    let expected = of(if manifest.contains("stale") { OLD } else { NEW });
    assert_eq!(files, expected, "{context}");
}

/// Asserts that the next run puts everything right.
fn assert_next_run_finishes(sandbox: &Sandbox, context: &str) {
    write(&sandbox.output(NEW)).unwrap_or_else(|error| panic!("{context}: {error}"));
    let expected = NEW.iter().chain(CARRIED).chain(MOVED);
    let mut expected: Vec<_> = expected
        .map(|(path, contents)| format!("client/{path}: {contents}\n"))
        .collect();
    expected.push(format!("client/{MANIFEST_NAME}\n"));
    expected.sort();
    let mut found: Vec<_> = sandbox.tree().split_inclusive('\n').map(str::to_owned).collect();
    found.sort();
    assert_eq!(found, expected, "{context}");
    assert_eq!(
        fs::read_dir(&sandbox.folder).unwrap().count(),
        1,
        "{context}: something is left"
    );
}

/// Interrupts a run at every step in turn; gives the number of steps.
fn check(interrupt: impl Fn(&Sandbox, usize) -> bool) -> usize {
    for step in 0.. {
        let sandbox = sandbox();
        let interrupted = interrupt(&sandbox, step);
        let context = format!("interrupted at step {step}");
        assert_whole(&sandbox, &context);
        assert_next_run_finishes(&sandbox, &context);
        if !interrupted {
            return step;
        }
        assert!(step < 1000, "the run does not end");
    }
    0
}

const KILL_AT: &str = "SPECWRIGHT_TEST_KILL_AT";
const KILL_IN: &str = "SPECWRIGHT_TEST_KILL_IN";
const KILL_WITHOUT_EXCHANGE: &str = "SPECWRIGHT_TEST_KILL_WITHOUT_EXCHANGE";

/// The process that is killed.
#[test]
#[ignore = "the other tests of this module run it as a process of its own"]
fn child() {
    let variable = |name| std::env::var(name).expect("set by the parent process");
    let step = variable(KILL_AT).parse().unwrap();
    faults::set_without_exchange(variable(KILL_WITHOUT_EXCHANGE) == "true");
    let output = output(Path::new(&variable(KILL_IN)), NEW);
    with_fault(Some((Fault::Kill, step)), || write(&output)).0.unwrap();
}

/// Runs [`child`], which dies before a step; says whether it did.
fn kill(sandbox: &Sandbox, step: usize) -> bool {
    let module = module_path!().split_once("::").unwrap().1;
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("{module}::child"), "--ignored"])
        .env(KILL_AT, step.to_string())
        .env(KILL_IN, &sandbox.folder)
        .env(KILL_WITHOUT_EXCHANGE, faults::without_exchange().to_string())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("running 1 test"), "{text}");
    assert!(
        output.status.success() || output.status.code().is_none(),
        "not killed, but failed: {text}"
    );
    !output.status.success()
}

#[test]
fn killed() {
    let steps = check(kill);
    assert!(steps > 30, "only {steps} steps");
}

#[test]
fn killed_where_directories_cannot_be_exchanged() {
    faults::set_without_exchange(true);
    check(kill);
    faults::set_without_exchange(false);
}

#[test]
fn killed_in_the_first_run() {
    for step in 0.. {
        let sandbox = Sandbox::new();
        let interrupted = kill(&sandbox, step);
        if sandbox.folder.join("client").exists() {
            let report = crate::check(&sandbox.output(NEW), "generate").unwrap();
            assert!(report.is_current(), "killed at step {step}: {report}");
        }
        write(&sandbox.output(NEW)).unwrap();
        assert_eq!(tree(&sandbox.folder).len(), NEW.len() + 1, "killed at step {step}");
        if !interrupted {
            break;
        }
    }
}

#[test]
fn refused_once_by_the_operating_system() {
    check(|sandbox, step| {
        let fault = Some((Fault::FailOnce, step));
        let (_, steps) = with_fault(fault, || write(&sandbox.output(NEW)));
        steps > step
    });
}

#[test]
fn interrupted_again_while_the_next_run_puts_it_right() {
    for without_exchange in [false, true] {
        faults::set_without_exchange(without_exchange);
        for second in [2, 9, 25] {
            check(|sandbox, step| {
                let run = |step| with_fault(Some((Fault::FailFromThere, step)), || write(&sandbox.output(NEW)));
                let (_, steps) = run(step);
                assert_whole(sandbox, &format!("interrupted at step {step}"));
                let _ = run(second);
                steps > step
            });
        }
    }
    faults::set_without_exchange(false);
}

#[test]
fn what_a_user_made_in_the_meantime_is_not_replaced() {
    let sandbox = sandbox();
    let is_moved = |sandbox: &Sandbox| !sandbox.folder.join("client/target").exists();
    let step = (0..).find(|step| {
        write(&sandbox.output(OLD)).unwrap();
        let _ = with_fault(Some((Fault::FailFromThere, *step)), || write(&sandbox.output(NEW)));
        is_moved(&sandbox)
    });
    assert!(step.is_some());
    sandbox.put("client/target/debug/client", "built again");
    let error = write(&sandbox.output(NEW)).unwrap_err().to_string();
    let error = error.replace(sandbox.folder.to_str().unwrap(), "FOLDER");
    insta::assert_snapshot!(error, @"FOLDER/.client.specwright-staging/target/debug/client was left by an interrupted run and FOLDER/client/target/debug/client exists as well; keep one of them, delete the other and run again");
    fs::remove_file(sandbox.folder.join("client/target/debug/client")).unwrap();
    assert_next_run_finishes(&sandbox, "after a conflict");
}

/// A file system of 64 KiB, where one can be mounted.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_files() {
    let root = tempfile::tempdir().unwrap();
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=64k", "none"])
        .arg(root.path())
        .output()
        .is_ok_and(|output| output.status.success());
    if !mounted {
        eprintln!("skipped: no file system can be mounted here");
        return;
    }
    let folder = root.path().join("generated");
    let small = output(&folder, &[("src/lib.rs", "old"), ("src/other.rs", "old")]);
    let large = "x".repeat(100_000);
    let large = output(&folder, &[("src/lib.rs", "new"), ("src/other.rs", &large)]);
    let result = std::panic::catch_unwind(|| {
        write(&small).unwrap();
        let before = tree(root.path());
        let error = write(&large).unwrap_err().to_string();
        assert!(error.contains("src/other.rs"), "{error}");
        assert_eq!(tree(root.path()), before);
    });
    assert!(Command::new("umount").arg(root.path()).status().unwrap().success());
    result.unwrap();
}
