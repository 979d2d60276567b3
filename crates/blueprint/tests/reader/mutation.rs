//! Documents that were damaged at random: whatever they hold, they are read to the end.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::Reading;

/// How many damaged forms of each document are read.
const FORMS: usize = 12;
/// At how many places each document is cut off.
const CUTS: usize = 12;

/// Characters that mean something to a blueprint, or to those who read text.
const CHARACTERS: [&str; 32] = [
    "#", "+", "-", "*", "[", "]", "{", "}", "(", ")", "<", ">", "`", "```", ":", ",", "/", "?", "&", "\\", "\t", "\n",
    "\r", "\r\n", " ", "    ", "\0", "é", "🦊", "\u{202E}", "\u{2028}", "\u{FEFF}",
];

/// Numbers that are the same in every run (Knuth, The Art of Computer Programming, volume 2, section 3.3.4).
struct Numbers(u64);

impl Numbers {
    /// A number below `end`; 0 where that is 0.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }

    /// One of the characters that mean something.
    fn character(&mut self) -> &'static str {
        CHARACTERS
            .get(self.below(CHARACTERS.len()))
            .copied()
            .unwrap_or_default()
    }
}

#[test]
fn damaged_documents_are_read() {
    let mut numbers = Numbers(4);
    let mut problems = Vec::new();
    for (name, text) in documents().expect("the documents are there") {
        let mut check =
            |text: &str| problems.extend(problem(text).map(|problem| format!("{name}: {problem}\n{text:?}")));
        for _ in 0..FORMS {
            check(&damaged(&text, &mut numbers));
        }
        for _ in 0..CUTS {
            let end = numbers.below(text.len());
            let end = (0..=end).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
            let (before, behind) = text.split_at(end);
            check(before);
            check(behind);
        }
    }
    let first = problems.first().map_or("", String::as_str);
    assert!(
        problems.is_empty(),
        "{} damaged documents are not read, such as\n{first}",
        problems.len()
    );
}

/// Reads a text, and gives what is wrong with that: a panic, or a finding at a place that is none of the text.
fn problem(text: &str) -> Option<String> {
    let reading = match catch_unwind(AssertUnwindSafe(|| Reading::of("damaged.apib", text))) {
        Ok(reading) => reading,
        Err(panic) => {
            let message = panic.downcast_ref::<String>().cloned();
            let message = message.or_else(|| panic.downcast_ref::<&str>().map(|it| (*it).to_owned()));
            return Some(message.unwrap_or_else(|| "a panic".to_owned()));
        }
    };
    let files = &reading.files;
    let wrong = reading.findings.iter().find(|finding| {
        let related = finding.related.iter().map(|related| related.location);
        let mut locations = finding.location.into_iter().chain(related);
        locations.any(|location| files.text(location.file).get(location.span.range()).is_none())
    });
    wrong.map(|finding| {
        format!(
            "{} is at {:?}, which is no part of the text",
            finding.rule.code, finding.location
        )
    })
}

/// All documents of the tests.
fn documents() -> std::io::Result<Vec<(String, String)>> {
    let mut documents = Vec::new();
    for folder in ["documents", "must-warn", "must-fail"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let text = std::fs::read_to_string(&path)?;
            documents.push((path.display().to_string(), text));
        }
    }
    documents.sort();
    Ok(documents)
}

/// A text with up to four changes.
fn damaged(text: &str, numbers: &mut Numbers) -> String {
    let mut text = text.to_owned();
    for _ in 0..=numbers.below(4) {
        text = match numbers.below(3) {
            0 => characters_changed(&text, numbers),
            1 => lines_changed(&text, numbers),
            _ => lines_moved(&text, numbers),
        };
    }
    text
}

/// Characters taken away, and others put in their place.
fn characters_changed(text: &str, numbers: &mut Numbers) -> String {
    let mut characters: Vec<String> = text.chars().map(String::from).collect();
    for _ in 0..=numbers.below(6) {
        let at = numbers.below(characters.len() + 1);
        let end = (at + numbers.below(4)).min(characters.len());
        characters.splice(at..end, [numbers.character().to_owned()]);
    }
    characters.concat()
}

/// Lines taken away, written twice, or put in another place.
fn lines_changed(text: &str, numbers: &mut Numbers) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    for _ in 0..=numbers.below(4) {
        if lines.is_empty() {
            break;
        }
        let line = lines.remove(numbers.below(lines.len()));
        for _ in 0..numbers.below(3) {
            lines.insert(numbers.below(lines.len() + 1), line);
        }
    }
    lines.concat()
}

/// Lines with another indentation.
fn lines_moved(text: &str, numbers: &mut Numbers) -> String {
    let moved = text.split_inclusive('\n').map(|line| match numbers.below(8) {
        0 => line.trim_start_matches(' ').to_owned(),
        1 => format!("    {line}"),
        2 => format!("\t{line}"),
        3 => line.replacen("    ", "  ", 1),
        _ => line.to_owned(),
    });
    moved.collect()
}
