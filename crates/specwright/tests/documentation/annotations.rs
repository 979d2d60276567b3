//! Annotations as GitHub Actions reads them: "Workflow commands for GitHub Actions", `::error file=…::message`.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::folder::Folder;

/// A line that is put on a line of a pull request.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Annotation {
    pub(crate) severity: String,
    pub(crate) properties: BTreeMap<String, String>,
    pub(crate) message: String,
}

/// The annotations in what was printed. All other lines are for the log.
///
/// # Panics
/// Where a line is meant to be one and is none.
pub(crate) fn annotations(printed: &str) -> Vec<Annotation> {
    let commands = printed.lines().filter_map(|line| line.trim_start().strip_prefix("::"));
    commands.map(annotation).collect()
}

fn annotation(command: &str) -> Annotation {
    let (head, message) = command.split_once("::").unwrap();
    let (severity, properties) = head.split_once(' ').unwrap_or((head, ""));
    assert!(["error", "warning", "notice"].contains(&severity), "{command}");
    let mut read = BTreeMap::new();
    for property in properties.split(',').filter(|property| !property.is_empty()) {
        let (key, value) = property.split_once('=').unwrap();
        let known = ["file", "line", "endLine", "col", "endColumn", "title"];
        assert!(known.contains(&key), "{command}");
        let value = value.replace("%3A", ":").replace("%2C", ",");
        assert_eq!(read.insert(key.to_owned(), unescaped(&value)), None, "{command}");
    }
    Annotation {
        severity: severity.to_owned(),
        properties: read,
        message: unescaped(message),
    }
}

fn unescaped(text: &str) -> String {
    text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
}

#[test]
fn annotations_say_what_the_findings_say() {
    let folder = Folder::new();
    let name = "pets,100%: draft.yaml";
    let description = "openapi: 3.1.1\n\
                       info: {title: Pets, version: '1'}\n\
                       paths:\n  \
                         /pets:\n    \
                           get:\n      \
                             operationId: listPets\n      \
                             '50%: of, it %0A::error::': 1\n      \
                             parameters: 3\n      \
                             responses: {'200': {description: All.}}\n";
    folder.write(name, description);
    let printed = |format: &str| {
        let ran = folder.shell(&format!("specwright --quiet check '{name}' --format {format}"), 0);
        assert_eq!(ran.code, 1);
        ran.printed
    };
    let findings: Vec<Value> = serde_json::from_str(&printed("json")).unwrap();
    let text = |value: Option<&Value>| match value {
        Some(Value::String(text)) => text.clone(),
        value => value.unwrap().to_string(),
    };
    let expected: Vec<_> = findings
        .iter()
        .map(|finding| {
            let properties = [
                ("file", finding.get("file")),
                ("line", finding.pointer("/start/line")),
                ("endLine", finding.pointer("/end/line")),
                ("col", finding.pointer("/start/column")),
                ("endColumn", finding.pointer("/end/column")),
                ("title", finding.get("code")),
            ];
            let properties = properties.map(|(key, value)| (key.to_owned(), text(value)));
            (
                text(finding.get("severity")),
                BTreeMap::from(properties),
                text(finding.get("message")),
            )
        })
        .collect();
    let annotations = annotations(&printed("github"));
    let first_line = |text: &str| text.lines().next().unwrap_or_default().to_owned();
    let annotated: Vec<_> = annotations
        .into_iter()
        .map(|it| (it.severity, it.properties, first_line(&it.message)))
        .collect();
    assert!(expected.len() > 1, "{expected:?}");
    assert_eq!(annotated, expected);
}
