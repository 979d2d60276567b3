//! Quotes, comments, code in documentation, file names, templates and manifests, at every position of every format,
//! through every target.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use serde_json::Value;
use specwright::{Description, Findings, Target};

use crate::generated::{crates, errors, first_error};
use crate::payloads::{PAYLOADS, Payload};
use crate::template::{Filled, Template};
use crate::twin;

/// A document, with what its twin gives.
struct Case {
    template: Template,
    targets: &'static [Target],
    shape: Value,
    /// The names of members that are the model's own, not the document's.
    own: BTreeSet<String>,
}

impl Case {
    fn new(template: Template, targets: &'static [Target]) -> Self {
        let mut case = Self {
            template,
            targets,
            shape: Value::Null,
            own: BTreeSet::new(),
        };
        let plain = case.template.plain();
        let description = case.describe(&plain);
        assert_eq!(first_error(description.findings()), None, "the twin is refused");
        let model = serde_json::to_value(description.api()).expect("a model");
        let mut names = BTreeSet::new();
        names_of(&model, &mut names);
        names.retain(|name| !case.template.words.iter().any(|word| name.contains(word.as_str())));
        case.own = names;
        case.shape = case.shape_of(&description);
        case
    }

    fn describe(&self, text: &str) -> Description {
        Description::from_texts(&[(self.template.name.as_str(), text)])
    }

    /// The shape of a model: texts of the document, places and numbers do not count.
    fn shape_of(&self, description: &Description) -> Value {
        let model = serde_json::to_value(description.api()).expect("a model");
        self.shape_of_value(model)
    }

    fn shape_of_value(&self, value: Value) -> Value {
        match value {
            Value::String(_) => "".into(),
            Value::Number(_) => 0.into(),
            Value::Array(items) => items.into_iter().map(|item| self.shape_of_value(item)).collect(),
            Value::Object(members) => {
                let members = members.into_iter().map(|(name, value)| {
                    let name = if self.own.contains(&name) { name } else { String::new() };
                    Value::Array(vec![name.into(), self.shape_of_value(value)])
                });
                members.collect()
            }
            other => other,
        }
    }

    /// The document with a hostile text in the places of some words.
    fn fill(&self, payload: &Payload, words: &[&str]) -> Filled {
        self.template
            .fill(|word| words.contains(&word).then(|| payload.at(word)))
    }

    /// The words in whose places a text leaves the model as it is, and a line for each of the others.
    fn sort<'w>(&self, payload: &Payload, words: &[&'w str], said: &mut BTreeMap<String, String>) -> Vec<&'w str> {
        let filled = self.fill(payload, words);
        let mut description = self.describe(&filled.text);
        description.plan();
        let errors = errors_by_word(&filled, description.findings());
        if !errors.is_empty() {
            let others: Vec<&str> = words
                .iter()
                .filter(|word| !errors.contains_key(**word))
                .copied()
                .collect();
            said.extend(errors);
            return self.sort(payload, &others, said);
        }
        if first_error(description.findings()).is_none() && self.shape_of(&description) == self.shape {
            return words.to_vec();
        }
        match words {
            [] => panic!("{}: the twin itself is read otherwise", payload.name),
            [word] => {
                let error = first_error(description.findings());
                said.insert(
                    (*word).to_owned(),
                    error.unwrap_or_else(|| "read differently".to_owned()),
                );
                Vec::new()
            }
            _ => {
                let (first, second) = words.split_at(words.len() / 2);
                let mut same = self.sort(payload, first, said);
                same.extend(self.sort(payload, second, said));
                same
            }
        }
    }

    /// What a hostile text became, beyond text, where it gives crates of another shape.
    fn injected(&self, payload: &Payload, words: &[&str]) -> Option<String> {
        if words.is_empty() {
            return None;
        }
        let outcome = crates(self.describe(&self.fill(payload, words).text), self.targets);
        if first_error(&outcome.findings).is_none() {
            let found = twin::injected(&outcome.crates);
            return found.map(|found| format!("{}: {words:?}: {found}", payload.name));
        }
        // What is read alone may be refused together.
        let (first, second) = words.split_at(words.len() / 2);
        let halves = [first, second].into_iter().filter(|half| half.len() < words.len());
        halves.into_iter().find_map(|half| self.injected(payload, half))
    }

    fn crates_of(&self, payload: &Payload, words: &[&str]) -> Vec<specwright_emit::Crate> {
        let outcome = crates(self.describe(&self.fill(payload, words).text), self.targets);
        assert_eq!(first_error(&outcome.findings), None, "{}: {words:?}", payload.name);
        outcome.crates
    }
}

/// The names of all members within a value.
fn names_of(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| names_of(item, names)),
        Value::Object(members) => members.iter().for_each(|(name, value)| {
            names.insert(name.clone());
            names_of(value, names);
        }),
        _ => {}
    }
}

/// The first error of each word that has some in the hostile text in its place.
fn errors_by_word(filled: &Filled, findings: &Findings) -> BTreeMap<String, String> {
    let mut by_word = BTreeMap::new();
    for (location, error) in errors(findings) {
        let Some(location) = location else { continue };
        let is_place = |range: &Range<usize>| {
            let span = location.span.range();
            span.start <= range.end && range.start <= span.end
        };
        let place = filled.places.iter().find(|(range, _)| is_place(range));
        if let Some((_, word)) = place {
            by_word.entry(word.clone()).or_insert(error);
        }
    }
    by_word
}

/// What came of a document with hostile texts at all of its positions.
pub(crate) struct Examined {
    /// What is refused, and why.
    pub(crate) refusals: String,
    /// The differences between the crates of the hostile document and those of its twin.
    pub(crate) differences: Vec<String>,
    /// A document with another hostile text at each position, all at once.
    pub(crate) mixed: String,
    /// The name of its file.
    pub(crate) name: String,
    /// What is generated of it.
    pub(crate) targets: &'static [Target],
}

/// Puts every hostile text at all positions of a document.
fn examine(template: Template, targets: &'static [Target]) -> Examined {
    let case = Case::new(template, targets);
    let words: Vec<&str> = case.template.words.iter().map(String::as_str).collect();
    let harmless = case.crates_of(&PAYLOADS[0], &[]);
    assert!(harmless.iter().all(|it| it.files.len() > 3), "nothing generated");
    let mut refusals = String::new();
    let mut differences = Vec::new();
    // Words at which some text was refused are tried alone: the others are read together.
    let mut said = BTreeMap::new();
    case.sort(&PAYLOADS[0], &words, &mut said);
    let mut suspects: BTreeSet<&str> = words.iter().copied().filter(|word| said.contains_key(*word)).collect();
    // Words of which the text decides on code, as that of a pattern does.
    let mut shaping: BTreeSet<&str> = BTreeSet::new();
    let mut fitting: BTreeMap<&str, Vec<&Payload>> = BTreeMap::new();
    for payload in PAYLOADS {
        let mut said = BTreeMap::new();
        let (alone, together): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| suspects.contains(*word));
        let mut same = case.sort(payload, &together, &mut said);
        for word in &alone {
            same.extend(case.sort(payload, &[word], &mut said));
        }
        suspects.extend(words.iter().copied().filter(|word| said.contains_key(*word)));
        let differs =
            |words: &[&str]| twin::difference(&case.crates_of(payload, words), &harmless, &case.template.words);
        for word in &shaping {
            if let Some(difference) = same.contains(word).then(|| differs(&[word])).flatten() {
                said.insert((*word).to_owned(), format!("generated differently: {difference}"));
                same.retain(|other| other != word);
            }
        }
        while let Some(difference) = differs(&same) {
            let (alone, difference) = narrowed(&same, difference, differs);
            let together = if alone.len() > 1 { "together " } else { "" };
            shaping.extend(alone.first().filter(|_| alone.len() == 1));
            for word in alone {
                said.insert(
                    word.to_owned(),
                    format!("{together}generated differently: {difference}"),
                );
                same.retain(|other| *other != word);
            }
        }
        same.iter()
            .for_each(|word| fitting.entry(word).or_default().push(payload));
        let differently = said.iter().filter(|(_, what)| what.contains("differently"));
        let differently: Vec<&str> = differently.map(|(word, _)| word.as_str()).collect();
        differences.extend(case.injected(payload, &differently));
        if !said.is_empty() {
            refusals.push_str(&format!("{} {:?}\n", payload.name, payload.at("word")));
            for (word, what) in said {
                refusals.push_str(&format!("  {word}: {what}\n"));
            }
        }
    }
    let mixed = case.template.fill(|word| {
        let position = words.iter().position(|other| *other == word).unwrap_or_default();
        let fitting = fitting.get(word)?;
        Some(fitting[position % fitting.len()].at(word))
    });
    let outcome = crates(case.describe(&mixed.text), targets);
    differences.extend(first_error(&outcome.findings).map(|error| format!("all at once: {error}")));
    differences.extend(
        twin::difference(&outcome.crates, &harmless, &case.template.words).map(|it| format!("all at once: {it}")),
    );
    Examined {
        refusals,
        differences,
        mixed: mixed.text,
        name: case.template.name,
        targets,
    }
}

/// The words that make a difference: the first half that still does, and so on; in the end one, or a few that do
/// together.
fn narrowed<'w>(
    words: &[&'w str],
    mut difference: String,
    differs: impl Fn(&[&str]) -> Option<String>,
) -> (Vec<&'w str>, String) {
    let mut words = words;
    while words.len() > 1 {
        let (first, second) = words.split_at(words.len() / 2);
        let Some((half, found)) = [first, second]
            .into_iter()
            .find_map(|half| Some((half, differs(half)?)))
        else {
            break;
        };
        (words, difference) = (half, found);
    }
    (words.to_vec(), difference)
}

pub(crate) const ALL: &[Target] = &[Target::Client, Target::Server, Target::Mcp];
const BOTH: &[Target] = &[Target::Client, Target::Server];
const GATEWAY: &[Target] = &[Target::Client, Target::Gateway];

pub(crate) static OPENAPI: LazyLock<Examined> =
    LazyLock::new(|| examine(Template::open("everything.openapi.yaml"), ALL));
pub(crate) static BLUEPRINT: LazyLock<Examined> = LazyLock::new(|| examine(Template::open("everything.apib"), BOTH));
pub(crate) static RAML: LazyLock<Examined> = LazyLock::new(|| examine(Template::open("everything.raml"), BOTH));
pub(crate) static PAGE: LazyLock<Examined> = LazyLock::new(|| examine(Template::open("everything.raml.txt"), BOTH));
pub(crate) static NAFTIKO: LazyLock<Examined> =
    LazyLock::new(|| examine(Template::open("everything.naftiko.yaml"), GATEWAY));

/// Checks that nothing differs. The result says what is refused.
fn check(examined: &Examined) -> &str {
    let differences = &examined.differences;
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    &examined.refusals
}

#[test]
fn openapi_in_yaml() {
    insta::assert_snapshot!(check(&OPENAPI));
}

/// A document in JSON is the same as in YAML, in which it is examined.
#[test]
fn openapi_in_json() {
    let yaml = Template::open("everything.openapi.yaml");
    let json = yaml.as_json();
    for payload in PAYLOADS {
        let [yaml, json] = [&yaml, &json].map(|template| {
            let filled = template.fill(|word| Some(payload.at(word))).text;
            let description = Description::from_texts(&[(&template.name, &filled)]);
            without_places(serde_json::to_value(description.api()).expect("a model"))
        });
        assert!(yaml.is_object() && yaml == json, "{}", payload.name);
    }
}

/// A model without what says where things are written.
fn without_places(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(without_places).collect(),
        Value::Object(members) => {
            let members = members.into_iter().filter(|(name, _)| name != "origin");
            members.map(|(name, value)| (name, without_places(value))).collect()
        }
        other => other,
    }
}

#[test]
fn api_blueprint() {
    insta::assert_snapshot!(check(&BLUEPRINT));
}

#[test]
fn raml() {
    insta::assert_snapshot!(check(&RAML));
}

#[test]
fn raml_page() {
    insta::assert_snapshot!(check(&PAGE));
}

#[test]
fn naftiko() {
    insta::assert_snapshot!(check(&NAFTIKO));
}
