//! JSON as people write it in examples.

use jsonc_parser::ParseOptions;
use serde_json::Value;

/// What is wrong with a text that is not quite JSON.
#[derive(Debug)]
pub(super) struct Problem {
    /// What it is.
    pub(super) message: String,
    /// The line, from 1.
    pub(super) line: usize,
    /// The column in bytes, from 1.
    pub(super) column: usize,
}

/// Reads a text as JSON (RFC 8259); one that is not quite that, for commas too many or missing, comments, or quotes of
/// the wrong kind, is read all the same, and the problem is told. There is no value where nothing can be made of it.
pub(super) fn read(text: &str) -> (Option<Value>, Option<Problem>) {
    let error = match serde_json::from_str(text) {
        Ok(value) => return (Some(value), None),
        Err(error) => error,
    };
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message);
    let problem = Problem {
        message: message.replace("expected ident", "expected `null`, `true` or `false`"),
        line: error.line(),
        column: error.column(),
    };
    let options = ParseOptions {
        allow_non_finite_numbers: false,
        ..ParseOptions::default()
    };
    // A text that is empty but for comments is null to this parser.
    let value = jsonc_parser::parse_to_serde_value::<Value>(text, &options).ok();
    (value.filter(|value| !value.is_null()), Some(problem))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let (value, problem) = read(text);
        let value = value.map_or("-".to_owned(), |value| value.to_string());
        let problem = problem.map_or("-".to_owned(), |it| {
            format!("{} ({}:{})", it.message, it.line, it.column)
        });
        assert_eq!(format!("{value} {problem}"), expected, "{text}");
    }

    #[test]
    fn json_is_read_strictly_first() {
        check("{\"b\": 1, \"a\": null}", "{\"b\":1,\"a\":null} -");
    }

    #[test]
    fn small_mistakes_are_read_over_and_told() {
        check("{\"b\": 1,\n \"a\": 2,}", "{\"b\":1,\"a\":2} trailing comma (2:9)");
        check("{\"b\": 1\n \"a\": 2}", "{\"b\":1,\"a\":2} expected `,` or `}` (2:2)");
        check("[1, // one\n 2]", "[1,2] expected value (1:5)");
    }

    #[test]
    fn other_text_has_no_value() {
        check("Hello, world", "- expected value (1:1)");
        check("{ … }", "- key must be a string (1:3)");
        check("{\"a\": nil}", "- expected `null`, `true` or `false` (1:8)");
        check("", "- EOF while parsing a value (1:0)");
        check(&"[".repeat(100_000), "- recursion limit exceeded (1:128)");
    }
}
