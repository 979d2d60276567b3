//! Help, on a terminal of 80 columns.

use std::process::Command;

use crate::support::Folder;

/// The subcommands that have help of their own.
const COMMANDS: [&str; 9] = [
    "init",
    "generate",
    "check",
    "inspect",
    "convert",
    "explain",
    "templates",
    "completions",
    "man",
];

/// What the program prints where help is `columns` wide.
fn printed(line: &str, columns: usize) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
    command.args(line.split(' ')).env("COLUMNS", columns.to_string());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    let output = command.output().unwrap();
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{line}: {output:?}"
    );
    String::from_utf8(output.stdout).unwrap()
}

fn check(line: &str) {
    let help = printed(line, 80);
    let wide = help.lines().find(|line| line.chars().count() > 80);
    assert_eq!(wide, None, "{line}");
    insta::assert_snapshot!(line.replace(' ', "-"), help);
}

#[test]
fn help_is_readable() {
    check("--help");
    for command in COMMANDS {
        check(&format!("{command} --help"));
    }
}

#[test]
fn help_is_as_wide_as_the_terminal() {
    for command in COMMANDS {
        for columns in [60, 100] {
            let help = printed(&format!("help {command}"), columns);
            let options = help.lines().take_while(|line| *line != "Examples:");
            let widest = options.map(|line| line.chars().count()).max().unwrap();
            assert!((columns - 20..=columns).contains(&widest), "{command}: {widest}");
        }
    }
}

#[test]
fn every_example_can_be_run() {
    let folder = Folder::with(&[]);
    let mut count = 0;
    for command in COMMANDS {
        let help = printed(&format!("help {command}"), 80);
        let examples = help.lines().filter_map(|line| line.strip_prefix("  specwright "));
        for example in examples {
            // Without what the shell does, and what the example says of itself.
            let line = example.split(['>', '|', '&', '*', '\\']).next().unwrap_or_default();
            let line = line.split("   ").next().unwrap_or_default();
            let ran = folder.run(&format!("{line} --help"));
            assert_eq!(ran.code, 0, "specwright {line}: {}", ran.errors);
            let ran = folder.run(line.trim_end_matches("--watch"));
            assert!(!ran.errors.contains("Usage:"), "specwright {line}: {}", ran.errors);
            count += 1;
        }
    }
    assert!(count > 15, "{count} examples");
}

#[test]
fn every_subcommand_is_looked_at_here() {
    let help = printed("--help", 80);
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands = commands.take_while(|line| !line.is_empty());
    let names = commands
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next());
    let names: Vec<_> = names.filter(|name| *name != "help").collect();
    assert_eq!(names, COMMANDS);
}

#[test]
fn mistaken_values_are_answered_with_those_that_there_are() {
    let told = |line: &str| {
        let ran = Folder::with(&[]).run(line);
        assert_eq!((ran.code, ran.output.as_str()), (2, ""), "{line}");
        ran.errors
    };
    insta::assert_snapshot!(told("check a.yaml --format sariv"), @"
    error: invalid value 'sariv' for '--format <FORMAT>'
      [possible values: full, concise, json, github, sarif]

      tip: a similar value exists: 'sarif'

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(told("generate a.yaml --target client,sever"), @"
    error: invalid value 'sever' for '--target <TARGET>'
      [possible values: client, server, gateway, mcp]

      tip: a similar value exists: 'server'

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(told("convert a.yaml --to openapi-2.0"), @"
    error: invalid value 'openapi-2.0' for '--to <FORMAT>'
      [possible values: openapi-3.1, openapi-3.0]

      tip: a similar value exists: 'openapi-3.0'

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(told("check a.yaml --allow file-mising"), @r#"
    error: invalid value 'file-mising' for '--allow <CODE>': no error has the code "file-mising"; did you mean `file-missing`?

    For more information, try '--help'.
    "#);
}
