//! Damage: valid descriptions that are changed at random.

use proptest::prelude::{RngExt, Strategy};
use proptest::strategy::NewTree;
use proptest::test_runner::{TestRng, TestRunner};

use crate::hostile::{INSERTIONS, KEYS, VALUES};
use crate::reduction::{Description, Reduction};

/// Most changes of one description.
const CHANGES: usize = 4;

/// Damaged forms of descriptions.
#[derive(Debug)]
pub(crate) struct Damaged(pub(crate) Vec<Description>);

impl Strategy for Damaged {
    type Tree = Reduction;
    type Value = Description;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let random = runner.rng();
        let mut description = one(random, &self.0).clone();
        let other = one(random, &self.0);
        let mut lines: Vec<String> = description.text.split_inclusive('\n').map(str::to_owned).collect();
        for _ in 0..random.random_range(1..=CHANGES) {
            let change = one(random, CHANGES_OF_LINES);
            lines = change(lines, random, &other.text);
        }
        description.text = lines.concat();
        if random.random_ratio(1, 4) {
            change_characters(&mut description.text, random);
        }
        Ok(Reduction::new(description))
    }
}

/// Texts of the words of a format behind an opening by which the format is known.
#[derive(Debug)]
pub(crate) struct AnyText {
    pub(crate) name: &'static str,
    pub(crate) openings: &'static [&'static str],
    pub(crate) words: &'static [&'static str],
}

impl Strategy for AnyText {
    type Tree = Reduction;
    type Value = Description;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let random = runner.rng();
        let mut text = one_text(random, self.openings).to_owned();
        for _ in 0..random.random_range(0..60) {
            match random.random_range(0..12) {
                0 => text.push_str(one_text(random, VALUES)),
                1 => text.push_str(one_text(random, KEYS)),
                2 => text.push_str(one_text(random, INSERTIONS)),
                3 => text.push(random.random()),
                4..=6 => {
                    text.push('\n');
                    text.push_str(&" ".repeat(random.random_range(0..8)));
                }
                _ => text.push_str(one_text(random, self.words)),
            }
        }
        Ok(Reduction::new(Description {
            name: self.name.to_owned(),
            text,
            others: Vec::new(),
            is_entry: true,
        }))
    }
}

/// One of several, which there must be.
fn one<'t, T>(random: &mut TestRng, several: &'t [T]) -> &'t T {
    several.get(random.random_range(0..several.len())).unwrap()
}

fn one_text<'t>(random: &mut TestRng, several: &[&'t str]) -> &'t str {
    several.get(random.random_range(0..several.len())).unwrap()
}

/// A change of lines; the text is another description in the same format.
type Change = fn(Vec<String>, &mut TestRng, &str) -> Vec<String>;

const CHANGES_OF_LINES: &[Change] = &[
    cut,
    repeat,
    exchange,
    indent,
    rename_key,
    rename_key,
    replace_value,
    replace_value,
    replace_value,
    move_subtree,
    move_subtree,
    graft,
    break_off,
];

/// Some lines in a row.
fn some(lines: &[String], random: &mut TestRng) -> std::ops::Range<usize> {
    let start = random.random_range(0..=lines.len());
    let end = start + random.random_range(0..6);
    start..end.min(lines.len())
}

fn cut(mut lines: Vec<String>, random: &mut TestRng, _: &str) -> Vec<String> {
    let range = some(&lines, random);
    lines.drain(range);
    lines
}

fn repeat(mut lines: Vec<String>, random: &mut TestRng, _: &str) -> Vec<String> {
    let range = some(&lines, random);
    let repeated = lines.get(range.clone()).unwrap().to_vec();
    lines.splice(range.end..range.end, repeated);
    lines
}

fn exchange(mut lines: Vec<String>, random: &mut TestRng, _: &str) -> Vec<String> {
    if !lines.is_empty() {
        let [first, second] = [0; 2].map(|_| random.random_range(0..lines.len()));
        lines.swap(first, second);
    }
    lines
}

fn indent(mut lines: Vec<String>, random: &mut TestRng, _: &str) -> Vec<String> {
    let range = some(&lines, random);
    let by = one_text(random, &["", " ", "  ", "    ", "\t"]);
    for line in lines.get_mut(range).unwrap() {
        *line = match by {
            "" => line.trim_start_matches(' ').to_owned(),
            by => format!("{by}{line}"),
        };
    }
    lines
}

/// Where a line of YAML, JSON, a blueprint or a page parts key and value: the ranges of both.
fn parted(line: &str) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let start = line.find(|character: char| !" +-*\t".contains(character))?;
    let colon = start
        + line
            .get(start..)?
            .find(": ")
            .or_else(|| line.get(start..)?.find(":\n"))?;
    let end = line.trim_end_matches(['\n', ',', ' ']).len();
    (colon < end).then(|| (start..colon, (colon + 1)..end))
}

/// A text in place of a part of a line, where one has such a part.
fn replace(lines: &mut [String], random: &mut TestRng, is_key: bool, texts: &[&str]) {
    if lines.is_empty() {
        return;
    }
    let index = random.random_range(0..lines.len());
    let text = one_text(random, texts);
    let line = lines.get_mut(index).unwrap();
    if let Some((key, value)) = parted(line) {
        let is_json = line.get(key.clone()).unwrap().starts_with('"');
        let is_quoted = text.starts_with(['"', '[', '{']);
        let text = if is_json && !is_quoted && is_key {
            format!("{:?}", text.trim_matches('\''))
        } else {
            text.to_owned()
        };
        if is_key {
            line.replace_range(key, &text);
        } else {
            line.replace_range(value, &format!(" {text}"));
        }
    }
}

fn rename_key(mut lines: Vec<String>, random: &mut TestRng, _: &str) -> Vec<String> {
    replace(&mut lines, random, true, KEYS);
    lines
}

fn replace_value(mut lines: Vec<String>, random: &mut TestRng, _: &str) -> Vec<String> {
    replace(&mut lines, random, false, VALUES);
    lines
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// A line, and those behind it that are indented further, to another line, with the indentation of that one or a
/// little more.
fn move_subtree(mut lines: Vec<String>, random: &mut TestRng, _: &str) -> Vec<String> {
    if lines.is_empty() {
        return lines;
    }
    let start = random.random_range(0..lines.len());
    let own = indentation(lines.get(start).unwrap());
    let is_below = |line: &&String| line.trim().is_empty() || indentation(line) > own;
    let count = 1 + lines.iter().skip(start + 1).take_while(is_below).count();
    let is_copy = random.random();
    let subtree: Vec<String> = if is_copy {
        lines.iter().skip(start).take(count).cloned().collect()
    } else {
        lines.drain(start..start + count).collect()
    };
    let target = random.random_range(0..=lines.len());
    let there = lines.get(target).map_or(0, |line| indentation(line)) + *one(random, &[0, 0, 2, 4]);
    let moved = subtree.into_iter().map(|line| {
        let deeper = indentation(&line).saturating_sub(own);
        format!("{}{}", " ".repeat(there + deeper), line.trim_start_matches(' '))
    });
    let moved: Vec<String> = moved.collect();
    lines.splice(target..target, moved);
    lines
}

/// Lines of another description.
fn graft(mut lines: Vec<String>, random: &mut TestRng, other: &str) -> Vec<String> {
    let other: Vec<String> = other.split_inclusive('\n').map(str::to_owned).collect();
    let start = random.random_range(0..=other.len());
    let grafted = other.into_iter().skip(start).take(random.random_range(1..20));
    let target = random.random_range(0..=lines.len());
    let grafted: Vec<String> = grafted.collect();
    lines.splice(target..target, grafted);
    lines
}

fn break_off(mut lines: Vec<String>, random: &mut TestRng, _: &str) -> Vec<String> {
    if random.random_ratio(1, 4) {
        let count = random.random_range(0..=lines.len());
        lines.truncate(count);
    }
    lines
}

/// Characters put in, or taken away, anywhere.
fn change_characters(text: &mut String, random: &mut TestRng) {
    for _ in 0..random.random_range(1..4) {
        let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).collect();
        let from = random.random_range(0..=starts.len());
        let removed = *one(random, &[0, 0, 1, 4]);
        let [start, end] = [from, from + removed].map(|index| starts.get(index).copied().unwrap_or(text.len()));
        text.replace_range(start..end, one_text(random, INSERTIONS));
    }
}
