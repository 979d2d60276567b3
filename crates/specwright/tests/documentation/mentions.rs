//! Commands that are only mentioned in a page have the subcommands and options that they are written with.

use std::collections::BTreeMap;
use std::process::Command;

use crate::folder::workspace;
use crate::pages::{PAGES, page};

/// A program whose `--help` is asked.
struct Program {
    /// What mentions of it begin with.
    prefix: &'static str,
    /// The words that run it.
    words: Vec<String>,
    /// The answers, by subcommands.
    help: BTreeMap<Vec<String>, String>,
}

impl Program {
    fn new(prefix: &'static str, words: &[&str]) -> Self {
        Self {
            prefix,
            words: words.iter().copied().map(str::to_owned).collect(),
            help: BTreeMap::new(),
        }
    }

    /// What `--help` prints of a subcommand.
    fn help(&mut self, subcommands: &[String]) -> &str {
        let words = &self.words;
        self.help.entry(subcommands.to_vec()).or_insert_with(|| {
            let (program, arguments) = words.split_first().unwrap();
            let output = Command::new(program)
                .args(arguments)
                .args(subcommands)
                .arg("--help")
                .current_dir(workspace())
                .output()
                .unwrap();
            assert!(output.status.success(), "{output:?}");
            String::from_utf8(output.stdout).unwrap()
        })
    }

    /// What is wrong with a mention of the program.
    fn mistake(&mut self, mention: &str) -> Option<String> {
        let mut subcommands = Vec::new();
        let mut options = Vec::new();
        let mut may_continue = true;
        for word in mention.strip_prefix(self.prefix)?.split_whitespace() {
            let word = word.trim_matches(['[', ']', '…']);
            let option = word.split('=').next().unwrap_or(word);
            if word == "help" {
                // `specwright help COMMAND` is about that command.
                continue;
            }
            if word == "--" || word.starts_with('#') || "|>".contains(word) {
                break;
            }
            if option.starts_with('-') {
                options.push(option.to_owned());
            } else if may_continue {
                let known = subcommands_in(self.help(&subcommands));
                may_continue = known.iter().any(|it| it == word);
                if may_continue {
                    subcommands.push(word.to_owned());
                } else if !known.is_empty() && word.chars().all(|sign| sign.is_ascii_lowercase()) {
                    return Some(format!("`{mention}`: there is no subcommand `{word}`"));
                }
            }
        }
        let help = self.help(&subcommands).to_owned();
        let unknown = options.into_iter().find(|option| !has_option(&help, option))?;
        Some(format!("`{mention}`: there is no option `{unknown}`"))
    }
}

/// The subcommands that a help text lists.
fn subcommands_in(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let lines = lines.take_while(|line| line.starts_with("  "));
    lines
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

/// Whether a help text lists an option.
pub(crate) fn has_option(help: &str, option: &str) -> bool {
    let options = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
    options
        .flat_map(|line| line.split([' ', ',']).take(4))
        .any(|word| word == option)
}

fn check(program: &mut Program) {
    let mut mistakes = Vec::new();
    let mut count = 0;
    for path in PAGES {
        let page = page(path);
        let commands = page.commands().map(|(line, _)| line);
        for mention in commands.chain(page.code_spans()) {
            count += usize::from(mention.starts_with(program.prefix));
            mistakes.extend(program.mistake(mention).map(|mistake| format!("{path}: {mistake}")));
        }
    }
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
    assert!(count > 5, "{count}");
}

#[test]
fn subcommands_and_options_of_the_command_are_there() {
    check(&mut Program::new("specwright ", &[env!("CARGO_BIN_EXE_specwright")]));
}

#[test]
fn tasks_and_their_options_are_there() {
    let words = [env!("CARGO"), "run", "--quiet", "--offline", "--package", "xtask", "--"];
    check(&mut Program::new("cargo xtask ", &words));
}

#[test]
fn what_is_not_there_is_a_mistake() {
    let mut program = Program::new("specwright ", &[env!("CARGO_BIN_EXE_specwright")]);
    let mut check = |mention: &str, expected: Option<&str>| {
        assert_eq!(program.mistake(mention).as_deref(), expected);
    };
    check("specwright --quiet generate a.yaml --check", None);
    check(
        "specwright generat",
        Some("`specwright generat`: there is no subcommand `generat`"),
    );
    check(
        "specwright check a.yaml --watch",
        Some("`specwright check a.yaml --watch`: there is no option `--watch`"),
    );
}
