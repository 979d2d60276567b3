//! Pages that list everything of one kind list all of it.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use crate::folder::workspace;
use crate::markdown::Page;
use crate::mentions::has_option;
use crate::pages::page;

/// The code that stands alone in the first cell of each row, below a table head that begins with `head`.
fn rows(page: &Page, head: &str) -> BTreeSet<String> {
    let mut rows = BTreeSet::new();
    let mut is_in_table = false;
    for line in page.prose.lines() {
        let first = line
            .strip_prefix('|')
            .and_then(|line| line.split('|').next())
            .map(str::trim);
        match first {
            None => is_in_table = false,
            Some(cell) if cell.starts_with(head) => is_in_table = true,
            Some(cell) if is_in_table => rows.extend(cell.split('`').skip(1).step_by(2).map(str::to_owned)),
            Some(_) => {}
        }
    }
    rows
}

#[test]
fn every_key_of_the_configuration_is_used() {
    let page = page("docs/targets.md");
    let configurations = page
        .blocks
        .iter()
        .filter(|block| block.language == "toml" && block.path.is_some());
    let text: String = configurations.map(|block| block.text.as_str()).collect();
    let is_used = |key: &String| {
        let mut lines = text.lines().map(str::trim_start);
        lines.any(|line| line.starts_with(&format!("{key} =")) || line == format!("[api.{key}]"))
    };
    let keys: Vec<_> = ["key of `[output]`", "key of `[[api]]`"]
        .iter()
        .flat_map(|head| rows(&page, head))
        .collect();
    assert!(keys.len() > 12, "{keys:?}");
    let unused: Vec<_> = keys.iter().filter(|key| !is_used(key)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn every_method_of_the_builder_has_a_row() {
    let source = fs::read_to_string(workspace().join("crates/build/src/builder.rs")).unwrap();
    let functions = source.lines().filter_map(|line| line.trim().strip_prefix("pub fn "));
    let functions = functions.filter_map(|line| line.split('(').next()).map(str::to_owned);
    let listed = rows(&page("docs/build-scripts.md"), "method");
    let names = listed.iter().map(|row| row.split('(').next().unwrap_or(row).to_owned());
    let functions: BTreeSet<_> = functions.filter(|name| name != "configure").collect();
    assert_eq!(names.collect::<BTreeSet<_>>(), functions);
}

/// What `specwright ARGUMENTS` prints.
fn printed(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_specwright"))
        .args(arguments)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_subcommand_and_option_has_a_row() {
    let page = page("docs/command.md");
    let headings = page
        .prose
        .lines()
        .filter_map(|line| line.strip_prefix("## `specwright "));
    let described: BTreeSet<_> = headings
        .map(|heading| heading.trim_end_matches('`').to_owned())
        .collect();
    let help = printed(&["--help"]);
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands = commands.take_while(|line| line.starts_with("  "));
    let commands = commands.filter_map(|line| line.split_whitespace().next());
    let commands: BTreeSet<_> = commands.filter(|name| *name != "help").map(str::to_owned).collect();
    assert_eq!(described, commands);

    let listed: Vec<_> = rows(&page, "option").into_iter().collect();
    let is_listed = |option: &str| {
        let mut words = listed.iter().flat_map(|row| row.split([' ', ',']));
        words.any(|word| word == option)
    };
    for command in &commands {
        let help = printed(&[command, "--help"]);
        let options = help
            .split_whitespace()
            .filter(|word| word.starts_with("--") && has_option(&help, word));
        let missing: Vec<_> = options.filter(|option| !is_listed(option)).collect();
        assert!(missing.is_empty(), "{command}: {missing:?}");
    }
}
