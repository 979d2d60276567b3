//! Finding names that stand twice in an object of a JSON text.
//!
//! RFC 8259, section 4, leaves open which of two values counts. A body is checked as one reader
//! understands it and passed on to another: they must not understand it differently.

use std::collections::HashSet;

/// The first name that an object of a JSON text has twice. The text is known to be JSON.
pub(super) fn duplicate_name(text: &[u8]) -> Option<String> {
    // The names of the objects that are open; `None` for an array.
    let mut open: Vec<Option<HashSet<String>>> = Vec::new();
    let mut rest = text;
    while let [first, after @ ..] = rest {
        rest = after;
        match first {
            b'{' => open.push(Some(HashSet::new())),
            b'[' => open.push(None),
            b'}' | b']' => {
                open.pop();
            }
            b'"' => {
                let (string, after) = string(after);
                rest = after;
                // A name is the string before a colon.
                let is_name = after.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b':');
                if let (true, Some(Some(names))) = (is_name, open.last_mut())
                    && let Some(name) = unescaped(string)
                    && !names.insert(name.clone())
                {
                    return Some(name);
                }
            }
            _ => {}
        }
    }
    None
}

/// Splits a text behind its opening quote: the string, and what follows the closing quote.
fn string(text: &[u8]) -> (&[u8], &[u8]) {
    let mut escaped = false;
    let end = text.iter().position(|byte| {
        let ends = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        ends
    });
    let (string, rest) = text.split_at_checked(end.unwrap_or(text.len())).unwrap_or((text, &[]));
    (string, rest.get(1..).unwrap_or_default())
}

fn unescaped(string: &[u8]) -> Option<String> {
    serde_json::from_slice(&[b"\"", string, b"\""].concat()).ok()
}

#[cfg(test)]
mod tests {
    use super::duplicate_name;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert!(crate::json::parse(text.as_bytes()).is_ok());
        assert_eq!(duplicate_name(text.as_bytes()).as_deref(), expected, "{text}");
    }

    #[test]
    fn names_are_compared_within_their_object() {
        check(r#"{"a": 1, "b": {"a": 2}, "c": [{"a": 3}, {"a": 4}]}"#, None);
        check(r#"{"a": 1, "b": {"c": "a", "d": "a"}, "a" : 2}"#, Some("a"));
        check(r#"[{"b": 1}, {"x": [], "b": {"y": 1}, "b": 2}]"#, Some("b"));
        check(r#""a""#, None);
        check(r#"["a", "a"]"#, None);
    }

    #[test]
    fn escapes_are_resolved() {
        check(r#"{"a": 1, "\u0061": 2}"#, Some("a"));
        check(r#"{"\"": "\\", "\\": "\""}"#, None);
        check(r#"{"a\\": 1, "a": "{\"a\": 1}"}"#, None);
    }
}
