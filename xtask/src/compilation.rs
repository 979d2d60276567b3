//! What compilers and lints say of crates.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;

/// What was said of the crates that were compiled together.
#[derive(Debug, Default)]
pub(crate) struct Compilation {
    /// How many errors there are.
    pub(crate) errors: usize,
    /// How many warnings there are.
    pub(crate) warnings: usize,
    /// How long it took.
    pub(crate) time: Duration,
    /// The first error, as the compiler prints it.
    pub(crate) first_error: Option<String>,
    /// The findings by the lint's name or the error's code; what has neither is under an empty name.
    pub(crate) lints: BTreeMap<String, Lint>,
}

/// The findings of one lint.
#[derive(Debug)]
pub(crate) struct Lint {
    /// How many there are.
    pub(crate) count: usize,
    /// The first, as the compiler prints it.
    pub(crate) example: String,
}

impl Compilation {
    /// Takes one line of cargo's messages (The Cargo Book, "External tools", "JSON messages"). Other lines are passed
    /// over.
    pub(crate) fn hear(&mut self, line: &str) {
        let Ok(message) = serde_json::from_str::<Value>(line) else {
            return;
        };
        let text = |pointer: &str| message.pointer(pointer).and_then(Value::as_str);
        // The sum at the end of a crate has no code and no place.
        let has_place = message
            .pointer("/message/spans")
            .and_then(Value::as_array)
            .is_some_and(|spans| !spans.is_empty());
        if text("/reason") != Some("compiler-message") || !has_place {
            return;
        }
        let rendered = text("/message/rendered").unwrap_or_default();
        match text("/message/level") {
            Some("warning") => self.warnings += 1,
            Some(level) if level.starts_with("error") => {
                self.errors += 1;
                self.first_error.get_or_insert_with(|| rendered.to_owned());
            }
            _ => return,
        }
        let name = text("/message/code/code").unwrap_or_default();
        let lint = self.lints.entry(name.to_owned()).or_insert_with(|| Lint {
            count: 0,
            example: rendered.to_owned(),
        });
        lint.count += 1;
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn heard(messages: &[Value]) -> Compilation {
        let mut compilation = Compilation::default();
        for message in messages {
            compilation.hear(&message.to_string());
        }
        compilation
    }

    fn message(level: &str, code: &str, rendered: &str) -> Value {
        let message = json!({ "level": level, "code": { "code": code }, "rendered": rendered, "spans": [{}] });
        json!({ "reason": "compiler-message", "message": message })
    }

    #[test]
    fn findings_are_counted_by_lint() {
        let compilation = heard(&[
            message("warning", "dead_code", "the first"),
            message("warning", "dead_code", "the second"),
            message("error", "E0308", "mismatched types"),
        ]);
        assert_eq!((compilation.errors, compilation.warnings), (1, 2));
        assert_eq!(compilation.first_error.as_deref(), Some("mismatched types"));
        let dead = &compilation.lints["dead_code"];
        assert_eq!((dead.count, dead.example.as_str()), (2, "the first"));
    }

    #[test]
    fn other_messages_are_passed_over() {
        let mut sum = message("error", "", "aborting due to 1 previous error");
        sum["message"]["spans"] = json!([]);
        let compilation = heard(&[sum, json!({ "reason": "build-finished" }), message("note", "x", "y")]);
        assert_eq!((compilation.errors, compilation.warnings), (0, 0));
        assert!(compilation.lints.is_empty());
    }
}
