//! Manual pages, as those programs read them that show them.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::support::Folder;

const PAGES: [&str; 10] = [
    "",
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

fn page(name: &str) -> String {
    let ran = Folder::with(&[]).run(&format!("man {name}"));
    assert_eq!((ran.code, ran.errors.as_str()), (0, ""), "{name}");
    ran.output
}

/// What a program makes of a page, its complaints included; none where there is no such program.
fn shown(page: &str, program: &str, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new(program);
    command.args(arguments).env("LC_ALL", "C.UTF-8");
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut running = command.spawn().ok()?;
    running.stdin.take().unwrap().write_all(page.as_bytes()).unwrap();
    let output = running.wait_with_output().unwrap();
    Some(
        [output.stderr, output.stdout]
            .map(|text| String::from_utf8(text).unwrap())
            .concat(),
    )
}

#[test]
fn a_page_has_the_usual_sections() {
    insta::assert_snapshot!(page("inspect"), @r#"
    .ie \n(.g .ds Aq \(aq
    .el .ds Aq '
    .TH SPECWRIGHT-INSPECT 1 2026-11-23 "specwright 0.1.0" "Specwright manual"
    .SH NAME
    specwright\-inspect \- Print what a description says, as it is understood
    .SH SYNOPSIS
    \fBspecwright inspect\fR [\fB\-\-root\fR] [\fB\-\-allow\fR] [\fB\-\-limit\fR]
    [\fB\-\-format\fR] [\fB\-q\fR|\fB\-\-quiet\fR] [\fB\-v\fR|\fB\-\-verbose\fR]
    [\fB\-\-color\fR] [\fB\-h\fR|\fB\-\-help\fR] <\fISPEC\fR>
    .SH DESCRIPTION
    Print what a description says, as it is understood.
    .SH OPTIONS
    .TP
    \fB\-\-root\fR \fI<FOLDER>\fR
    The folder of which files may be read [default: that of each description]
    .TP
    \fB\-\-allow\fR \fI<CODE>\fR
    Errors that count as warnings, by their codes: what they are about is left out
    .TP
    \fB\-\-limit\fR \fI<NAME=NUMBER>\fR
    How much a description may ask for, such as `depth=300`; of two for one limit,
    the last counts
    .TP
    \fB\-\-format\fR \fI<FORMAT>\fR [default: tree]
    What is printed: an outline for people (tree), or the whole model for programs
    (json) [possible values: tree, json]
    .TP
    \fB\-q\fR, \fB\-\-quiet\fR
    Print findings and what was asked for, but no progress and no summary
    .TP
    \fB\-v\fR, \fB\-\-verbose\fR
    Also print which files are read, what is done with them, and how long that takes
    .TP
    \fB\-\-color\fR \fI<WHEN>\fR [default: auto]
    When to print in colours; auto is on terminals, unless NO_COLOR, CLICOLOR or
    CLICOLOR_FORCE says otherwise [possible values: auto, always, never]
    .TP
    \fB\-h\fR, \fB\-\-help\fR
    Print help
    .TP
    <\fISPEC\fR>
    The description
    .SH "EXIT STATUS"
    .TP
    \fB0\fR
    all is well; there may be warnings
    .TP
    \fB1\fR
    a description has errors, or files are not current or cannot be written
    .TP
    \fB2\fR
    the command line, the configuration or the templates are wrong
    .SH ENVIRONMENT
    .TP
    \fBNO_COLOR\fR
    If it is not empty, nothing is printed in colours.
    .TP
    \fBCLICOLOR_FORCE\fR
    If it is not empty, everything is printed in colours, also where no terminal
    shows it.
    .TP
    \fBCLICOLOR\fR
    If it is 0, nothing is printed in colours.
    .TP
    \fBTERM\fR
    If it is dumb, the terminal is taken to have no colours.
    .TP
    \fBCOLUMNS\fR
    The width of help where no terminal shows it.
    .SH EXAMPLES
    .nf
    specwright inspect partner.raml
    specwright inspect partner.yaml \-\-format json | jq \*(Aq.api.resources[].path\*(Aq
    .fi
    .SH "SEE ALSO"
    \fBspecwright\fR(1)
    "#);
}

#[test]
fn the_page_of_the_command_leads_to_the_others() {
    let page = page("");
    let sections = page.lines().filter_map(|line| line.strip_prefix(".SH "));
    insta::assert_snapshot!(sections.collect::<Vec<_>>().join("\n"), @r#"
    NAME
    SYNOPSIS
    DESCRIPTION
    OPTIONS
    SUBCOMMANDS
    VERSION
    "EXIT STATUS"
    ENVIRONMENT
    FILES
    EXAMPLES
    "SEE ALSO"
    "#);
    for name in PAGES.into_iter().filter(|name| !name.is_empty()) {
        assert!(page.contains(&format!("\\fBspecwright\\-{name}\\fR(1)")), "{name}");
    }
}

#[test]
fn readers_of_pages_have_nothing_to_say() {
    for name in PAGES {
        let page = page(name);
        if let Some(complaints) = shown(&page, "mandoc", &["-Tlint"]) {
            assert_eq!(complaints, "", "{name}");
        }
        if let Some(complaints) = shown(&page, "groff", &["-ww", "-man", "-z"]) {
            assert_eq!(complaints, "", "{name}");
        }
    }
}

#[test]
fn examples_can_be_copied_from_a_page() {
    let Some(shown) = shown(&page("inspect"), "mandoc", &["-Tutf8"]) else {
        return;
    };
    assert!(
        shown.contains("       specwright inspect partner.yaml --format json | jq '.api.resources[].path'\n"),
        "{shown}"
    );
}

#[test]
fn a_page_that_is_not_there_is_misuse() {
    let ran = Folder::with(&[]).run("man genrate");
    assert_eq!((ran.code, ran.output.as_str()), (2, ""));
    insta::assert_snapshot!(ran.errors, @r#"error: there is no command "genrate"; did you mean `generate`?"#);
}
