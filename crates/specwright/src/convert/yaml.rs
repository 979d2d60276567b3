//! Values as YAML that every reader understands alike.
//!
//! Readers of YAML 1.1, which are still the most, take `no`, `1_000`, `12:30` and `2020-01-01` for booleans, numbers and
//! dates; the libraries that write YAML 1.2 leave such text without quotes. Here text has quotes unless no version of
//! YAML can take it for anything else.

use serde_json::{Number, Value};

/// Words that some version of YAML takes for a boolean, null or a number, in lower case.
const WORDS: [&str; 10] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan"];

/// How far a level stands to the right of the one that holds it.
const INDENTATION: usize = 2;

/// A document in YAML 1.2, with a line break at its end. A value is followed by recursion, as deep as it is.
pub(super) fn text(value: &Value) -> String {
    let mut text = String::new();
    match value {
        Value::Object(members) if !members.is_empty() => mapping(members, 0, &mut text),
        Value::Array(items) if !items.is_empty() => sequence(items, 0, &mut text),
        scalar => {
            scalar_or_empty(scalar, 0, &mut text);
            text.push('\n');
        }
    }
    text
}

/// The members of a mapping, a line each at least. The first line is written where the text ends, behind a dash or at
/// the start of a line.
fn mapping(members: &serde_json::Map<String, Value>, level: usize, text: &mut String) {
    for (index, (key, value)) in members.iter().enumerate() {
        if index > 0 {
            indent(level, text);
        }
        text.push_str(&quoted_if_needed(key));
        text.push(':');
        match value {
            Value::Object(members) if !members.is_empty() => {
                text.push('\n');
                indent(level + 1, text);
                mapping(members, level + 1, text);
            }
            Value::Array(items) if !items.is_empty() => {
                text.push('\n');
                indent(level + 1, text);
                sequence(items, level + 1, text);
            }
            scalar => {
                text.push(' ');
                scalar_or_empty(scalar, level + 1, text);
                text.push('\n');
            }
        }
    }
}

/// The items of a sequence, with the first line as in [`mapping`].
fn sequence(items: &[Value], level: usize, text: &mut String) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            indent(level, text);
        }
        text.push_str("- ");
        match item {
            Value::Object(members) if !members.is_empty() => mapping(members, level + 1, text),
            Value::Array(items) if !items.is_empty() => sequence(items, level + 1, text),
            scalar => {
                scalar_or_empty(scalar, level + 1, text);
                text.push('\n');
            }
        }
    }
}

fn indent(level: usize, text: &mut String) {
    text.extend(std::iter::repeat_n(' ', level * INDENTATION));
}

/// What stands in one place: a scalar, or an empty collection. Lines of longer text are at `level`.
fn scalar_or_empty(value: &Value, level: usize, text: &mut String) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(boolean) => text.push_str(if *boolean { "true" } else { "false" }),
        Value::Number(written) => text.push_str(&number(written)),
        Value::String(string) if is_block(string) => block(string, level, text),
        Value::String(string) => text.push_str(&quoted_if_needed(string)),
        Value::Array(_) => text.push_str("[]"),
        Value::Object(_) => text.push_str("{}"),
    }
}

/// A number. In YAML 1.1 a float has a point, and its exponent a sign.
fn number(number: &Number) -> String {
    let text = number.to_string();
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else {
        return text;
    };
    let point = if mantissa.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with(['+', '-']) { "" } else { "+" };
    format!("{mantissa}{point}e{sign}{exponent}")
}

/// Whether text is written line by line (YAML 1.2.2, section 8.1.2): it has several, and none that would not come back
/// as it is.
fn is_block(text: &str) -> bool {
    let body = text.strip_suffix('\n').unwrap_or(text);
    let has_lines = body.contains('\n');
    let starts_well = !text.starts_with([' ', '\n', '\t']);
    let ends_well = !body.ends_with('\n') && !body.ends_with(' ');
    has_lines && starts_well && ends_well && text.chars().all(|it| it == '\n' || it == '\t' || is_printable(it))
}

fn block(string: &str, level: usize, text: &mut String) {
    text.push_str(if string.ends_with('\n') { "|" } else { "|-" });
    for line in string.strip_suffix('\n').unwrap_or(string).split('\n') {
        text.push('\n');
        if !line.is_empty() {
            indent(level, text);
            text.push_str(line);
        }
    }
}

fn quoted_if_needed(text: &str) -> String {
    if is_plain(text) {
        text.to_owned()
    } else if text.chars().all(is_printable) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        double_quoted(text)
    }
}

/// Whether text is text to every reader without quotes (YAML 1.2.2, section 7.3.3, and much stricter).
fn is_plain(text: &str) -> bool {
    let starts_well = text.starts_with(|it: char| it.is_alphabetic() || "/_$".contains(it));
    let fits = |it: char| is_printable(it) && !"#\u{a0}".contains(it);
    let is_word = WORDS.iter().any(|word| word.eq_ignore_ascii_case(text));
    starts_well && !is_word && text.chars().all(fits) && !text.contains(": ") && !text.ends_with([':', ' '])
}

/// Whether a character stands for itself in every version of YAML, line breaks and tabs aside.
pub(super) fn is_printable(character: char) -> bool {
    !character.is_control()
        && !matches!(
            character,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

/// Text with escapes (YAML 1.2.2, section 5.7).
fn double_quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            other if is_printable(other) => quoted.push(other),
            other => quoted.push_str(&escape(other)),
        }
    }
    quoted.push('"');
    quoted
}

/// The escape for a character that is not printable, all of which are below U+10000, in YAML and in JSON.
pub(super) fn escape(character: char) -> String {
    format!("\\u{:04X}", u32::from(character))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use specwright_source::{Limits, Sources};

    use super::*;

    /// What is written, and that it is read as what it was.
    fn check(value: &Value, expected: &str) {
        let written = text(value);
        assert_eq!(written, expected);
        read_back(value);
    }

    fn read_back(value: &Value) {
        let written = text(value);
        let sources = Sources::from_texts(&[("a.yaml", &written)], &Limits::default(), |_| Vec::new());
        let sources = sources.expect(&written);
        let tree = sources.entry_tree().expect("one document");
        assert_eq!(tree.root().to_value(), *value, "{written}");
    }

    #[test]
    fn levels_are_indented() {
        let value = json!({ "a": { "b": [1, { "c": 2, "d": [] }, [3, 4]] }, "e": {}, "f": null });
        check(
            &value,
            "a:\n  b:\n    - 1\n    - c: 2\n      d: []\n    - - 3\n      - 4\ne: {}\nf: null\n",
        );
    }

    #[test]
    fn text_that_a_reader_could_take_for_something_else_has_quotes() {
        for text in [
            "no",
            "YES",
            "y",
            "Off",
            "null",
            "~",
            "1.0",
            "1_000",
            "0x1f",
            "017",
            "12:30:00",
            "2020-01-01",
        ] {
            check(&json!({ "a": text }), &format!("a: '{text}'\n"));
        }
        for text in [
            "=", "<<", ".nan", ".5", "-", "- x", "*x", "&x", "!x", "%x", "@x", "a: b", "a:", "a #b", "", " a",
        ] {
            check(&json!({ "a": text }), &format!("a: '{text}'\n"));
        }
        check(&json!({ "a": "it's" }), "a: it's\n");
        check(&json!({ "a": "'it's'" }), "a: '''it''s'''\n");
        check(
            &json!({ "/pets/{id}": "text/event-stream; charset=utf-8" }),
            "/pets/{id}: text/event-stream; charset=utf-8\n",
        );
        check(&json!({ "200": 1, "": 2, "no": 3 }), "'200': 1\n'': 2\n'no': 3\n");
    }

    #[test]
    fn lines_stand_below_each_other() {
        check(&json!({ "a": "one\ntwo" }), "a: |-\n  one\n  two\n");
        check(&json!([{ "a": "one\n\n  two\n" }]), "- a: |\n    one\n\n      two\n");
        check(&json!({ "a": "one\n" }), "a: \"one\\n\"\n");
        check(&json!({ "a": " one\ntwo" }), "a: \" one\\ntwo\"\n");
        check(&json!({ "a": "one\r\ntwo" }), "a: \"one\\r\\ntwo\"\n");
    }

    #[test]
    fn what_cannot_be_seen_is_escaped() {
        check(
            &json!({ "a": "\u{0}\u{85}\u{2028}\u{feff}" }),
            "a: \"\\u0000\\u0085\\u2028\\uFEFF\"\n",
        );
        check(&json!({ "a": "tab\there" }), "a: \"tab\\there\"\n");
        check(&json!({ "a": "emoji 😀" }), "a: emoji 😀\n");
    }

    #[test]
    fn numbers_are_numbers_to_every_reader() {
        check(
            &json!({ "a": [1, -2, 1.5, u64::MAX] }),
            "a:\n  - 1\n  - -2\n  - 1.5\n  - 18446744073709551615\n",
        );
        assert_eq!(text(&json!(1e300)), "1.0e+300\n");
        assert_eq!(text(&json!(-9.5e-7)), "-9.5e-7\n");
    }

    #[test]
    fn awkward_lines_come_back() {
        for text in [
            "a\n",
            "a\n\n",
            "a\n \nb",
            "a \nb",
            "a\nb ",
            "a\n\tb",
            "\ta\nb",
            "a\n#b",
            "a\n---\nb",
            "a\n...\n",
            "\n",
        ] {
            read_back(&json!({ "a": [text, { text: text }] }));
        }
    }
}
