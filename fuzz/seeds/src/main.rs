//! Collects what fuzzing begins with: `cargo run -p specwright-fuzz-seeds [FOLDER]…`, in the folder `fuzz`.
//!
//! The descriptions of this repository, those of its tests and explanations, and those below the folders that are
//! named, are sorted by format into `corpus/TARGET`; for targets that read less than a document, their parts are. Words
//! that occur in many seeds become `dictionaries/TARGET`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

/// The most bytes of a seed: longer ones are mutated too slowly.
const MOST_BYTES: u64 = 64 * 1024;

/// The most words of a dictionary.
const MOST_WORDS: usize = 200;

/// The seeds of each target.
type Seeds = BTreeMap<&'static str, BTreeSet<String>>;

/// What has no document to begin with.
const WRITTEN: [(&str, &str); 12] = [
    (
        "parameters",
        "/files/a.b/c.json?a=1&a=2&a[b][c]=d\nA: x,y\nCookie: a=b; a=c\n",
    ),
    ("parameters", "/rest/;a=1,2-.b/c%20d/..?R=100&G=200&a=b%7Cc%20d+e\n"),
    ("parameters", ";a=R,100,G,200?a={\"b\":[1]}\na: R=100,G=200\n"),
    (
        "bodies",
        "application/json\n{\"a\":[1,null,-9007199254740993],\"title\":\"b\",\"status\":1e400}",
    ),
    (
        "bodies",
        "application/json\n[\"2026-02-29\",\"12:30:00.5+02:00\",\"5a0c4e7e-7d5b-4f0b-9c1f-6a1a4a0d3f2a\",\"aGk=\"]",
    ),
    (
        "bodies",
        "application/x-www-form-urlencoded\na=1&b=c%20d+e&a=2&c[]=%F0%9F%A6%80",
    ),
    (
        "bodies",
        "multipart/form-data; boundary=x\n--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b.txt\"\r\n\
         Content-Type: text/plain\r\nX-A: 1\r\n\r\nc\r\n--x\r\nContent-Disposition: form-data; name=c\r\n\r\n{}\r\n--x--\r\n",
    ),
    (
        "bodies",
        "text/event-stream\n: hello\nevent: add\nid: 7\nretry: 1500\ndata: {\"a\":1}\ndata: b\r\n\r\n\rdata\n\n",
    ),
    ("bodies", "application/jsonl\n{\"a\":1}\n\n[\"b\"]\r\n3"),
    (
        "bodies",
        "application/json-seq\n\u{1e}{\"a\":1}\n\u{1e}[\"b\"]\n\u{1e}3",
    ),
    (
        "token_gate",
        "{% for f in functions %}{{ f }}{% endfor %}\n{% include \"b.rs\" %}\n----\n*/ \"#; fn evil() {}",
    ),
    (
        "token_gate",
        "{{ docs }}mod {{ name }} { const B: &str = {{ value }}; } /* {# c #} */\n----\n```\nA\u{202e}\n```",
    ),
];

fn main() -> io::Result<()> {
    let mut seeds = Seeds::new();
    for folder in ["../specs", "../crates", "../templates"] {
        collect(Path::new(folder), &mut seeds)?;
    }
    for folder in std::env::args_os().skip(1) {
        collect(Path::new(&folder), &mut seeds)?;
    }
    for (target, text) in WRITTEN {
        seeds.entry(target).or_default().insert(text.to_owned());
    }
    for (target, texts) in &seeds {
        write(target, texts)?;
        println!("{target}: {} seeds", texts.len());
    }
    Ok(())
}

/// Takes over the seeds below a folder.
fn collect(folder: &Path, seeds: &mut Seeds) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, data) = (entry.path(), entry.metadata()?);
        let name = entry.file_name().to_string_lossy().into_owned();
        if data.is_dir() && name != "target" && !name.starts_with('.') {
            collect(&path, seeds)?;
        } else if data.is_file() && data.len() <= MOST_BYTES {
            if let Ok(text) = fs::read_to_string(&path) {
                sort_in(&name, &text, seeds);
            }
        }
    }
    Ok(())
}

/// Takes a file over for the targets that it is a seed of.
fn sort_in(name: &str, text: &str, seeds: &mut Seeds) {
    if name.ends_with(".md") && !text.starts_with("FORMAT:") {
        add("literals", text, seeds);
        // Explanations have documents in them, each with its name behind the fence.
        for block in text.split("\n```").skip(1).step_by(2) {
            if let Some((head, document)) = block.split_once('\n') {
                sort_in(head.rsplit(' ').next().unwrap_or_default(), document, seeds);
            }
        }
    }
    if name.ends_with(".rs") && text.contains("{{") {
        add("token_gate", text, seeds);
    }
    let Some(target) = target_of(name, text) else {
        return;
    };
    add(target, text, seeds);
    for (part, text) in parts(target, text) {
        add(part, text, seeds);
    }
}

fn target_of(name: &str, text: &str) -> Option<&'static str> {
    let begins = |keys: &[&str]| text.lines().any(|line| keys.iter().any(|key| line.starts_with(key)));
    let is = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if is(&[".apib"]) || text.starts_with("FORMAT:") {
        Some("blueprint")
    } else if text.starts_with("#%RAML") {
        Some("raml")
    } else if is(&[".yaml", ".yml", ".txt"]) && begins(&["naftiko:", "ikanos:"]) {
        Some("naftiko")
    } else if is(&[".txt"]) && begins(&["get /", "post /", "put /", "patch /", "delete /"]) {
        Some("raml_page")
    } else if is(&[".yaml", ".yml", ".json"]) && begins(&["openapi:", "swagger:", "{"]) {
        Some("openapi")
    } else {
        None
    }
}

/// The parts of a document, with the targets that read such parts.
fn parts<'t>(target: &str, text: &'t str) -> Vec<(&'static str, &'t str)> {
    let value = |line: &'t str| Some(line.split_once(": ")?.1.trim_matches(['"', '\'']));
    match target {
        "blueprint" => {
            let headings = text.lines().filter(|line| line.starts_with('#'));
            let targets = headings.filter_map(|line| Some(line.split_once('[')?.1.rsplit_once(']')?.0));
            let templates = targets.filter_map(|target| target.split(' ').next_back());
            let structures = text.split("\n## ").filter(|section| section.contains("\n+ "));
            let members = structures.filter_map(|section| section.split_once('\n'));
            let templates = templates.map(|template| ("uri_template", template));
            templates.chain(members.map(|(_, members)| ("mson", members))).collect()
        }
        "raml" => {
            let values = text.lines().filter_map(value);
            let expressions = values.filter(|value| value.contains(['|', '[', '<']) || value.len() < 20);
            expressions.map(|value| ("raml_expression", value)).collect()
        }
        "naftiko" => {
            let values = text.lines().filter_map(value);
            let expressions =
                values.filter(|value| value.contains("{{") || value.contains("$.") || value.contains('.'));
            expressions.map(|value| ("naftiko_expression", value)).collect()
        }
        _ => Vec::new(),
    }
}

fn add(target: &'static str, text: &str, seeds: &mut Seeds) {
    seeds.entry(target).or_default().insert(text.to_owned());
}

fn write(target: &str, texts: &BTreeSet<String>) -> io::Result<()> {
    let folder = Path::new("corpus").join(target);
    fs::create_dir_all(&folder)?;
    for (number, text) in texts.iter().enumerate() {
        fs::write(folder.join(format!("seed-{number}")), text)?;
    }
    fs::create_dir_all("dictionaries")?;
    fs::write(Path::new("dictionaries").join(target), dictionary(texts))
}

/// The words that most of the texts have, as libFuzzer reads them.
fn dictionary(texts: &BTreeSet<String>) -> String {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for text in texts {
        let is_apart = |character: char| character.is_whitespace() || "\"'(),;`\\".contains(character);
        let words: BTreeSet<&str> = text.split(is_apart).collect();
        for word in words {
            *uses.entry(word).or_default() += 1;
        }
    }
    let is_short = |word: &str| (2..=30).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_graphic());
    let mut words: Vec<_> = uses.into_iter().filter(|(word, _)| is_short(word)).collect();
    words.sort_by_key(|(word, uses)| (std::cmp::Reverse(*uses), *word));
    let lines = words.iter().take(MOST_WORDS).map(|(word, _)| format!("\"{word}\"\n"));
    lines.collect()
}
