//! The account API, in three documents that must mean the same: the blueprint of this repository, which is as loose as
//! the provider's own; the same API written strictly, for tools that read nothing else; and the provider's document.

#![expect(clippy::expect_used, clippy::panic, reason = "helpers of tests fail like tests")]

/// What the tests of the reader have in common with these.
mod reader {
    pub(crate) mod outline;
}

use std::path::{Path, PathBuf};

use serde_json::Value;
use specwright_diagnostics::{Diagnostics, Format, Style, render};
use specwright_model::{Api, Resource};
use specwright_source::{Limits, Sources};

const LOOSE: &str = "specs/scaleway-account.apib";
const STRICT: &str = "specs/scaleway-account-strict.apib";

/// Texts under these names decide what a client does; all others in the examples are made up.
const CONSTANTS: [&str; 3] = ["type", "status", "role"];

/// A blueprint that was read without an error.
struct Reading {
    text: String,
    sources: Sources,
    api: Api,
    findings: Diagnostics,
}

impl Reading {
    /// Reads a file of the repository.
    fn of(path: &str) -> Self {
        Self::of_file(&repository().join(path))
    }

    fn of_file(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let sources = Sources::from_texts(&[("account.apib", &text)], &Limits::default(), |_| Vec::new());
        let sources = sources.unwrap_or_else(|error| panic!("{}: {:?}", path.display(), error.diagnostics));
        let (api, findings) = specwright_blueprint::read(&sources);
        assert!(!findings.has_errors(), "{findings:?}");
        let api = api.expect("an API");
        Self { text, sources, api, findings }
    }

    /// The provider's document, where there is one; says so where there is none.
    fn of_seed() -> Option<Self> {
        let path = repository().join("../shared/seeds/scaleway-account.apib");
        if !path.exists() {
            println!("{} is not here: ours is not compared with it", path.display());
            return None;
        }
        Some(Self::of_file(&path))
    }

    fn findings(&self) -> String {
        render(self.sources.files(), &self.findings, Format::Concise, Style::Plain)
    }

    fn outline(&self) -> String {
        reader::outline::api(&self.api)
    }

    /// The lines of the outline that begin with one of these words.
    fn outlined(&self, words: &[&str]) -> String {
        let outline = self.outline();
        let lines = outline.lines().map(str::trim_start);
        let lines = lines.filter(|line| words.iter().any(|word| line.starts_with(word)));
        lines.map(|line| format!("{line}\n")).collect()
    }
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The lines that only one of two outlines has, those of the first behind a `-`, those of the second behind a `+`.
fn difference(first: &str, second: &str) -> String {
    let only = |sign: char, ours: &str, theirs: &str| -> String {
        let lines = ours.lines().filter(|line| !theirs.lines().any(|other| other == *line));
        lines.map(|line| format!("{sign} {line}\n")).collect()
    };
    only('-', first, second) + &only('+', second, first)
}

#[test]
fn every_operation_is_read() {
    let loose = Reading::of(LOOSE);
    let group = |name: &str| {
        let operations = loose.api.operations().filter(|(_, operation)| operation.tags == [name]);
        let lines = operations.map(|(resource, operation)| {
            let id = operation.id.as_deref().unwrap_or_default();
            format!("  {} {} = {id}\n", operation.method, resource.path)
        });
        format!("{name}\n{}", lines.collect::<String>())
    };
    let groups: String = loose.api.tags.iter().map(|tag| group(&tag.name)).collect();
    assert_eq!((loose.api.tags.len(), loose.api.operations().count()), (4, 21));
    insta::assert_snapshot!(groups, @"");
}

/// Each kind of looseness is said once, where it is met first, however often it is met.
#[test]
fn each_assumption_is_one_warning() {
    insta::assert_snapshot!(Reading::of(LOOSE).findings(), @"");
}

#[test]
fn the_strict_form_leaves_nothing_to_assume_about_its_form() {
    insta::assert_snapshot!(Reading::of(STRICT).findings(), @"");
}

#[test]
fn types_are_concluded_from_examples() {
    let loose = Reading::of(LOOSE);
    insta::assert_snapshot!(loose.outlined(&["type", "application/json: ~{permissions"]), @"");
}

/// All that the strict form says and the loose one does not, and the other way round: what the API is called and where
/// it is served; the names of resources, which the loose form has none of but takes the first operation's; and that the
/// types of the two bodies that are sent are written there, and concluded here. The same operations, parameters,
/// statuses, media types and named types are in both, and so not here.
#[test]
fn the_strict_form_is_the_same_api() {
    const DESCRIBING: [&str; 9] = ["api", "server", "security", "group", "/", "GET", "POST", "body", "application"];
    let (loose, strict) = (Reading::of(LOOSE), Reading::of(STRICT));
    insta::assert_snapshot!(difference(&loose.outlined(&DESCRIBING), &strict.outlined(&DESCRIBING)), @"");
}

/// A model without places and prose. What is made up in examples is replaced by the number of its first appearance: two
/// documents agree in their facts whatever values they show, as long as the same ones recur at the same places.
fn facts(api: &Api) -> Value {
    let mut value = serde_json::to_value(api).expect("JSON");
    Numbering::default().strip(&mut value);
    value
}

#[derive(Default)]
struct Numbering {
    seen: Vec<String>,
}

impl Numbering {
    fn strip(&mut self, value: &mut Value) {
        match value {
            Value::Object(members) => {
                members.retain(|name, _| name != "description" && name != "location");
                for (name, member) in members {
                    match name.as_str() {
                        "examples" => self.number(member),
                        // Of header fields, the names are facts.
                        "headers" if is_pairs(member) => {
                            let fields = member.as_array_mut().into_iter().flatten();
                            fields.filter_map(|field| field.get_mut(1)).for_each(|value| self.number(value));
                        }
                        "body" if member.is_string() => {
                            let shown = member.as_str().and_then(|text| serde_json::from_str(text).ok());
                            *member = shown.unwrap_or_else(|| member.take());
                            self.number(member);
                        }
                        _ => self.strip(member),
                    }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.strip(item)),
            _ => {}
        }
    }

    fn number(&mut self, value: &mut Value) {
        match value {
            Value::String(text) if !text.is_empty() => {
                let known = self.seen.iter().position(|seen| seen == text);
                let number = known.unwrap_or_else(|| {
                    self.seen.push(text.clone());
                    self.seen.len() - 1
                });
                *text = format!("text {number}");
            }
            Value::Object(members) => {
                let varying = members.iter_mut().filter(|(name, member)| {
                    let is_constant = CONSTANTS.contains(&name.as_str()) && member.is_string();
                    !is_constant && *name != "location"
                });
                varying.for_each(|(_, member)| self.number(member));
                members.remove("location");
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.number(item)),
            _ => {}
        }
    }
}

fn is_pairs(value: &Value) -> bool {
    value.as_array().is_some_and(|items| items.iter().all(Value::is_array))
}

#[test]
fn the_provider_states_the_same_facts() {
    let Some(seed) = Reading::of_seed() else { return };
    let loose = Reading::of(LOOSE);
    assert_eq!(facts(&loose.api), facts(&seed.api));
    // Both are compared, and not two empty things.
    let operations = |resource: &Resource| resource.operations.len();
    assert_eq!(seed.api.resources.iter().map(operations).sum::<usize>(), 21);
}

/// A heading, or what stands in front of the text of a line: white space, and the mark of a list item.
fn layout(line: &str) -> (&str, &str) {
    if line.starts_with('#') {
        return (line, "");
    }
    let text = line.trim_start_matches([' ', '+']);
    let lead = line.strip_suffix(text).unwrap_or_default();
    (lead, line.strip_prefix(line.trim_end()).unwrap_or_default())
}

/// Ours is exactly as loose as theirs: the same headings, and every line as far to the right.
#[test]
fn the_provider_writes_no_less_loosely() {
    let Some(seed) = Reading::of_seed() else { return };
    let loose = Reading::of(LOOSE);
    let (ours, theirs) = (loose.text.lines().map(layout), seed.text.lines().map(layout));
    let differing = (1..).zip(ours.zip(theirs)).filter(|(_, (ours, theirs))| ours != theirs);
    assert_eq!(differing.collect::<Vec<_>>(), []);
    assert_eq!(loose.text.lines().count(), seed.text.lines().count());
}

/// What both have is structure; no sentence is the provider's.
#[test]
fn the_prose_is_our_own() {
    let Some(seed) = Reading::of_seed() else { return };
    let (ours, theirs) = (prose(&Reading::of(LOOSE).api), prose(&seed.api));
    let shared: Vec<&String> = ours.iter().filter(|text| theirs.contains(text)).collect();
    assert!(shared.is_empty(), "{shared:?}");
    assert_eq!(ours.len(), theirs.len());
}

/// All descriptions of a model.
fn prose(api: &Api) -> Vec<String> {
    fn collect(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                found.extend(members.get("description").and_then(Value::as_str).map(str::to_owned));
                members.values().for_each(|member| collect(member, found));
            }
            Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    collect(&serde_json::to_value(api).expect("JSON"), &mut found);
    found
}
