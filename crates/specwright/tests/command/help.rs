//! Help, completions and manual pages.

use crate::support::Folder;

fn check(line: &str) {
    let ran = Folder::with(&[]).run(line);
    assert_eq!((ran.code, ran.errors.as_str()), (0, ""), "{line}");
    insta::assert_snapshot!(line.replace(' ', "-"), ran.output);
}

#[test]
fn help_is_readable() {
    check("--help");
    for command in [
        "init",
        "generate",
        "check",
        "inspect",
        "convert",
        "explain",
        "templates",
        "completions",
        "man",
    ] {
        check(&format!("{command} --help"));
    }
}

#[test]
fn every_example_can_be_run() {
    let folder = Folder::with(&[]);
    let commands = folder.run("--help").output;
    let commands = commands.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands: Vec<_> = commands.take_while(|line| !line.is_empty()).collect();
    let mut count = 0;
    for command in commands.iter().filter_map(|line| line.split_whitespace().next()) {
        let help = folder.run(&format!("help {command}")).output;
        let examples = help.lines().filter_map(|line| line.strip_prefix("  specwright "));
        for example in examples {
            // Without what the shell does, and what the example says of itself.
            let line = example.split(['>', '|', '&', '*']).next().unwrap_or_default();
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
fn completions_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = Folder::with(&[]).run(&format!("completions {shell}"));
        assert_eq!((ran.code, ran.errors.as_str()), (0, ""), "{shell}");
        for word in ["generate", "watch"] {
            assert!(ran.output.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(Folder::with(&[]).run("completions cmd").code, 2);
}

#[test]
fn manual_pages_are_roff() {
    let folder = Folder::with(&[]);
    let head = |line: &str| {
        let ran = folder.run(line);
        assert_eq!((ran.code, ran.errors.as_str()), (0, ""), "{line}");
        let lines = ran.output.lines().skip_while(|line| !line.starts_with(".TH"));
        lines.take(3).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(head("man"), @r#"
    .TH specwright 1  "specwright 0.1.0" 
    .SH NAME
    specwright \- Generates Rust crates from API descriptions: clients, server stubs, gateways and MCP servers from OpenAPI, API Blueprint, RAML and Naftiko capabilities
    "#);
    insta::assert_snapshot!(head("man generate"), @r#"
    .TH specwright-generate 1  "specwright 0.1.0" 
    .SH NAME
    specwright\-generate \- Generate crates from descriptions, or from all that specwright.toml names
    "#);
    let ran = folder.run("man genrate");
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.errors, @r#"error: there is no command "genrate"; did you mean `generate`?"#);
}
