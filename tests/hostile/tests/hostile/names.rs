//! Names that collide when they become identifiers, and names without a letter. What they become is unique, and
//! does not change when something is added elsewhere.

use std::collections::BTreeSet;

use specwright::{Description, Target};
use specwright_emit::Crate;

use crate::generated::{crates, first_error};

const NAMES: &[&str] = &[
    "foo-bar",
    "fooBar",
    "foo_bar",
    "Foo Bar",
    "FOO_BAR",
    "foo.bar",
    "foo/bar",
    "foo bar ",
    "foo__bar",
    "",
    " ",
    "-",
    "_",
    "🎉",
    "🦀",
    "1",
    "01",
    "12",
    "1️⃣",
    "é",
    "e\u{301}",
    "ﬁ",
    "fi",
    "Ⅷ",
    "K",
    "\u{212a}",
    "foo_bar_2",
    "FooBar2",
    "value",
    "Value",
    "unknown",
    "Unknown",
    "١",
    "a\u{200d}b",
    "a\u{ad}b",
    "ab",
];

/// The items of generated files: paths of modules with the names of types, fields, variants, functions and constants.
fn items(crates: &[Crate]) -> Vec<String> {
    let mut items = Vec::new();
    for file in crates.iter().flat_map(|it| it.files.iter().map(move |file| (it, file))) {
        let (of, file) = file;
        if !file.path.as_str().ends_with(".rs") {
            continue;
        }
        let place = format!("{}/{}", of.directory.as_str(), file.path.as_str());
        let parsed = syn::parse_file(&file.contents).expect("Rust");
        for item in &parsed.items {
            of_item(&place, item, &mut items);
        }
    }
    items
}

fn of_item(place: &str, item: &syn::Item, items: &mut Vec<String>) {
    let mut add = |kind: &str, name: &syn::Ident| items.push(format!("{place} {kind} {name}"));
    match item {
        syn::Item::Struct(it) => {
            add("type", &it.ident);
            let fields = it.fields.iter().filter_map(|field| field.ident.as_ref());
            fields.for_each(|field| add(&format!("{}.", it.ident), field));
        }
        syn::Item::Enum(it) => {
            add("type", &it.ident);
            it.variants
                .iter()
                .for_each(|variant| add(&format!("{}::", it.ident), &variant.ident));
        }
        syn::Item::Type(it) => add("type", &it.ident),
        syn::Item::Trait(it) => {
            add("type", &it.ident);
            for inner in &it.items {
                if let syn::TraitItem::Fn(function) = inner {
                    add(&format!("{}::", it.ident), &function.sig.ident);
                }
            }
        }
        syn::Item::Mod(it) => {
            add("mod", &it.ident);
            let inner = it.content.iter().flat_map(|(_, inner)| inner);
            inner.for_each(|inner| of_item(&format!("{place}::{}", it.ident), inner, items));
        }
        syn::Item::Const(it) => add("const", &it.ident),
        syn::Item::Fn(it) => add("fn", &it.sig.ident),
        _ => {}
    }
}

fn list(item: impl Fn(&str) -> String) -> String {
    NAMES
        .iter()
        .map(|name| item(&serde_json::to_string(name).expect("JSON")))
        .collect::<Vec<_>>()
        .join(", ")
}

/// A document with every name as that of a schema, a property, a value, a tag, an operation, a parameter and a header.
/// What `added` says comes in front.
fn openapi(added: bool) -> String {
    let front = |text: &'static str| if added { text } else { "" };
    let operations: String = NAMES
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let name = serde_json::to_string(name).expect("JSON");
            format!("  /p{index}: {{get: {{operationId: {name}, tags: [{name}], responses: {{'204': {{description: D}}}}}}}}\n")
        })
        .collect();
    format!(
        "openapi: 3.1.0
info: {{title: T, version: '1'}}
paths:
{first}{operations}  /all:
    post:
      operationId: all
      parameters: [{query}]
      requestBody: {{content: {{application/json: {{schema: {{type: object, properties: {{{properties}, inner: {{type: object, properties: {{a: {{type: string}}}}}}}}}}}}}}}}
      responses: {{'200': {{description: D, content: {{application/json: {{schema: {{type: string, enum: [{values}]}}}}}}}}}}
  /x/{{a}}: {{get: {{operationId: by a, parameters: [{{name: a, in: path, required: true, schema: {{type: string}}}}], responses: {{'204': {{description: D}}}}}}}}
components: {{schemas: {{{schema}{schemas}}}}}
",
        first = front("  /0: {get: {operationId: entirely new, tags: [fresh], parameters: [{name: filter, in: query, schema: {type: object, properties: {deep: {type: string}}}}], responses: {'200': {description: D, content: {application/json: {schema: {type: object, properties: {extra: {type: string, enum: [a, b]}}}}}}}}}\n"),
        schema = front("Fresh: {type: object, properties: {x: {type: string}}}, "),
        schemas = list(|name| format!("{name}: {{type: object, properties: {{{name}: {{type: string}}}}}}")),
        properties = list(|name| format!("{name}: {{type: string}}")),
        values = list(|name| name.to_owned()),
        query = list(|name| format!("{{name: {name}, in: query, schema: {{type: string}}}}")),
    )
}

fn generated(name: &str, text: &str) -> Vec<String> {
    let outcome = crates(
        Description::from_texts(&[(name, text)]),
        &[Target::Client, Target::Server],
    );
    assert_eq!(first_error(&outcome.findings), None);
    items(&outcome.crates)
}

/// Checks that no two items have one name, on systems that ignore case too where they are files.
fn check(name: &str, text: &str, changed: &str) {
    let before = generated(name, text);
    let distinct: BTreeSet<&String> = before.iter().collect();
    let mut seen = BTreeSet::new();
    let repeated: Vec<&String> = before.iter().filter(|item| !seen.insert(*item)).collect();
    assert_eq!(distinct.len(), before.len(), "{repeated:?}");
    assert!(before.len() > 50, "{before:?}");
    let after: BTreeSet<String> = generated(name, changed).into_iter().collect();
    let lost: Vec<&String> = before.iter().filter(|item| !after.contains(*item)).collect();
    assert!(lost.is_empty(), "renamed or lost by an addition elsewhere: {lost:#?}");
}

#[test]
fn openapi_names() {
    check("a.yaml", &openapi(false), &openapi(true));
}

#[test]
fn raml_names() {
    let usable: Vec<&str> = NAMES.iter().copied().filter(|name| !name.trim().is_empty()).collect();
    let quoted = |name: &str| serde_json::to_string(name).expect("JSON");
    let document = |added: &str| {
        let properties: Vec<String> = usable.iter().map(|name| format!("{}: string", quoted(name))).collect();
        let values: Vec<String> = usable.iter().map(|name| quoted(name)).collect();
        let methods: String = usable
            .iter()
            .enumerate()
            .map(|(index, name)| {
                format!(
                    "/p{index}: {{get: {{displayName: {}, responses: {{204: {{description: D}}}}}}}}\n",
                    quoted(name)
                )
            })
            .collect();
        format!(
            "#%RAML 1.0\ntitle: T\nmediaType: application/json\ntypes:\n  A: {{properties: {{{}}}}}\n  B: {{enum: [{}]}}\n{added}{methods}/all: {{post: {{displayName: all, body: A, responses: {{200: {{body: B}}}}}}}}\n",
            properties.join(", "),
            values.join(", "),
        )
    };
    check(
        "a.raml",
        &document(""),
        &document(
            "  Fresh: {properties: {x: string}}\n/0: {get: {displayName: entirely new, responses: {200: {body: {properties: {extra: string}}}}}}\n",
        ),
    );
}

#[test]
fn api_blueprint_names() {
    let usable: Vec<&str> = NAMES
        .iter()
        .copied()
        .filter(|name| name.chars().any(char::is_alphanumeric))
        .collect();
    let document = |added: &str| {
        let members: String = usable.iter().map(|name| format!("+ `{name}` (string)\n")).collect();
        let values: String = usable.iter().map(|name| format!("+ `{name}`\n")).collect();
        let actions: String = usable
            .iter()
            .enumerate()
            .map(|(index, name)| format!("### Do {name} [GET /p{index}]\n\n+ Response 204\n\n"))
            .collect();
        format!(
            "FORMAT: 1A\nHOST: https://a.example\n\n# T\n\n{added}# Group Things\n\n## Things [/things]\n\n{actions}### Do All [POST /all]\n\n+ Request (application/json)\n    + Attributes (A)\n\n+ Response 200 (application/json)\n    + Attributes (B)\n\n# Data Structures\n\n## A\n{members}\n## B (enum)\n{values}"
        )
    };
    check(
        "a.apib",
        &document(""),
        &document(
            "# Group Fresh\n\n### Do Something New [GET /0]\n\n+ Response 200 (application/json)\n\n        {\"extra\": \"a\"}\n\n",
        ),
    );
}

#[test]
fn paths_that_differ_in_variables_alone() {
    let text = "openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /x/{a}: {get: {operationId: one, parameters: [{name: a, in: path, required: true, schema: {type: string}}], responses: {'204': {description: D}}}}
  /x/{b}: {get: {operationId: other, parameters: [{name: b, in: path, required: true, schema: {type: string}}], responses: {'204': {description: D}}}}
";
    let outcome = crates(
        Description::from_texts(&[("a.yaml", text)]),
        &[Target::Client, Target::Server],
    );
    let codes: BTreeSet<&str> = outcome
        .findings
        .diagnostics()
        .iter()
        .map(|finding| finding.rule.code)
        .collect();
    assert_eq!(codes, BTreeSet::from(["operation-left-out", "same-path-shape"]));
}
