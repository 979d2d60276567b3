//! What becomes of the standard output when it cannot be written.

use std::fs::OpenOptions;
use std::io::Read;
use std::process::{Command, Stdio};

use crate::support::{Folder, PETS};

/// The exit code and the standard error of a run that writes to `output`.
fn run(folder: &Folder, line: &str, output: Stdio) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
    command.args(line.split_whitespace()).current_dir(folder.path());
    let mut program = command.stdout(output).stderr(Stdio::piped()).spawn().unwrap();
    // A pipe that nobody reads any more.
    drop(program.stdout.take());
    let mut errors = String::new();
    program.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    (program.wait().unwrap().code().unwrap(), errors)
}

#[test]
fn a_reader_that_goes_away_has_what_it_wants() {
    let folder = Folder::with(&[("pets.yaml", PETS)]);
    for line in [
        "templates",
        "explain",
        "completions bash",
        "inspect pets.yaml --format json",
    ] {
        assert_eq!(run(&folder, line, Stdio::piped()), (0, String::new()), "{line}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let folder = Folder::with(&[("pets.yaml", PETS)]);
    for line in [
        "convert pets.yaml --to openapi-3.0",
        "check pets.yaml --format sarif --quiet",
        "man",
        "templates client/lib.rs",
        "completions fish",
        "explain",
        "inspect pets.yaml",
    ] {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let (code, errors) = run(&folder, line, full.into());
        assert_eq!(code, 1, "{line}: {errors}");
        assert!(
            errors.contains("cannot write to the standard output"),
            "{line}: {errors}"
        );
    }
}
