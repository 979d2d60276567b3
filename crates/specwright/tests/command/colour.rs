//! Whether text has colours: one decision for all that is printed.

use std::process::Command;

use crate::support::{BROKEN, Folder, PETS};

/// Whether findings, pages and what clap says have colours, which must be the same for all, where nothing is a terminal
/// and the environment has these variables.
fn check(environment: &[(&str, &str)], option: &str, expected: bool) {
    let folder = Folder::with(&[("a.yaml", BROKEN), ("pets.yaml", PETS)]);
    for line in [
        "check a.yaml",
        "check a.yaml --format concise",
        "explain unknown-key",
        "explain no-code",
        "generate pets.yaml --check",
        "chekc",
        "help",
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
        command.current_dir(folder.path()).args(line.split(' '));
        command.args(option.split_whitespace());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        let output = command.envs(environment.iter().copied()).output().unwrap();
        let printed = [output.stdout, output.stderr].concat();
        assert!(!printed.is_empty(), "{line}");
        assert_eq!(printed.contains(&0x1b), expected, "{environment:?} {line} {option}");
    }
}

#[test]
fn the_environment_is_asked() {
    check(&[], "", false);
    check(&[("CLICOLOR_FORCE", "1")], "", true);
    check(&[("CLICOLOR_FORCE", "")], "", false);
    check(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], "", false);
    check(&[("CLICOLOR_FORCE", "1"), ("TERM", "dumb")], "", true);
    check(&[("CLICOLOR", "1")], "", false);
}

#[test]
fn the_option_is_stronger() {
    check(&[("NO_COLOR", "1"), ("TERM", "dumb")], "--color always", true);
    check(&[("CLICOLOR_FORCE", "1")], "--color=never", false);
    check(&[("CLICOLOR_FORCE", "1")], "--color auto", true);
}

#[test]
fn what_is_for_programs_never_has_colours() {
    let folder = Folder::with(&[("a.yaml", BROKEN)]);
    for line in [
        "check a.yaml --format json",
        "check a.yaml --format sarif",
        "man",
        "completions bash",
        "templates",
    ] {
        let ran = folder.run(&format!("{line} --color always"));
        assert!(!ran.output.is_empty() && !ran.output.contains('\u{1b}'), "{line}");
    }
}
