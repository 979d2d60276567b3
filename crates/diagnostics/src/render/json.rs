//! One JSON array; its members are documented at [`Format::Json`](super::Format::Json).

use serde_json::{Value, json};

use super::visible;
use crate::{Diagnostic, Diagnostics, Files, Location};

pub(super) fn render(files: &Files, diagnostics: &Diagnostics) -> String {
    let array: Value = diagnostics.iter().map(|it| object(files, it)).collect();
    visible::json(&array)
}

fn object(files: &Files, diagnostic: &Diagnostic) -> Value {
    let place = |location: Option<Location>| match location {
        Some(location) => (
            json!(files.name(location.file)),
            json!(files.start(location)),
            json!(files.end(location)),
        ),
        None => (Value::Null, Value::Null, Value::Null),
    };
    let (file, start, end) = place(diagnostic.location);
    let related = diagnostic.related.iter().map(|label| {
        let (file, start, end) = place(Some(label.location));
        json!({ "file": file, "start": start, "end": end, "message": label.message })
    });
    json!({
        "code": diagnostic.rule.code,
        "severity": diagnostic.severity(),
        "message": diagnostic.message,
        "file": file,
        "start": start,
        "end": end,
        "label": diagnostic.label,
        "related": related.collect::<Value>(),
        "help": diagnostic.help,
    })
}
