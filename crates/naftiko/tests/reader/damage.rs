//! Damaged and long documents: no panic, whatever is missing, repeated or out of place.

use specwright_source::{Limits, Sources};

fn specification() -> String {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../specs/scaleway-iam-users.naftiko.yaml"
    );
    std::fs::read_to_string(path).expect("the specification")
}

/// Reads whatever it is; a document that is no YAML any more is left alone.
fn read(name: &str, text: &str) {
    if let Ok(sources) = Sources::from_texts(&[(name, text)], &Limits::default(), specwright_naftiko::references) {
        match sources.entry_tree() {
            Some(_) => drop(specwright_naftiko::read(&sources)),
            None => drop(specwright_naftiko::page::read(&sources)),
        }
    }
}

/// Numbers that look random and are always the same.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end.max(1)
    }
}

/// The document with some of its lines removed, repeated, cut short or exchanged.
fn damaged(lines: &[&str], numbers: &mut Numbers) -> String {
    let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    for _ in 0..=numbers.below(6) {
        let (a, b) = (numbers.below(lines.len()), numbers.below(lines.len()));
        match numbers.below(5) {
            0 => drop(lines.remove(a)),
            1 => lines.insert(b, lines.get(a).cloned().unwrap_or_default()),
            2 => lines.swap(a, b),
            3 => {
                if let Some(line) = lines.get_mut(a) {
                    let end = line.chars().count() / 2;
                    *line = line.chars().take(end).collect();
                }
            }
            _ => {
                if let Some(line) = lines.get_mut(a) {
                    line.insert_str(0, "  ");
                }
            }
        }
    }
    lines.join("\n")
}

#[test]
fn damaged_documents_are_read() {
    let text = specification();
    let lines: Vec<&str> = text.lines().collect();
    let mut numbers = Numbers(7);
    for _ in 0..25 {
        read("c.yaml", &damaged(&lines, &mut numbers));
    }
}

#[test]
fn damaged_pages_are_read() {
    let text = specification();
    let lines: Vec<&str> = text.lines().map(str::trim).take(160).collect();
    let mut numbers = Numbers(11);
    for _ in 0..6 {
        read("page.txt", &damaged(&lines, &mut numbers));
    }
}

fn with_many_tools(count: usize, call: &str) -> String {
    let mut text = String::from(
        "naftiko: 1.0.0-alpha2\ncapability:\n  consumes:\n  - type: http\n    namespace: a\n    baseUri: http://a\n    resources:\n",
    );
    for number in 0..count {
        text.push_str(&format!("    - name: r{number}\n      path: /r{number}/{{id}}\n      operations:\n      - name: get{number}\n        method: GET\n"));
    }
    text.push_str("  exposes:\n  - type: mcp\n    namespace: m\n    port: 1\n    tools:\n");
    for number in 0..count {
        text.push_str(&format!("    - name: t{number}\n      call: {call}{number}\n"));
    }
    text
}

#[test]
fn long_documents_are_read() {
    read("c.yaml", &with_many_tools(2000, "a.get"));
    read("c.yaml", &with_many_tools(2000, "b.get"));
}

#[test]
fn long_pages_are_read() {
    let flattened: String = with_many_tools(300, "a.get")
        .lines()
        .map(|line| line.trim().to_owned() + "\n")
        .collect();
    read("page.txt", &flattened);
    for (head, line) in [
        ("capability:", "a:\n"),
        ("consumes:", "- - x\n"),
        ("capability:", "description: 'open\n"),
    ] {
        read(
            "page.txt",
            &format!("naftiko: 1.0.0-alpha2\n{head}\n{}", line.repeat(1000)),
        );
    }
}

#[test]
fn long_pages_do_not_exhaust_the_stack() {
    read(
        "page.txt",
        &format!("naftiko: 1.0.0-alpha2\ncapability:\n{}", "x\n".repeat(20_000)),
    );
}
