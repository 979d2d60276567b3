//! JSON within generated code, laid out for people: they read and compare it.

use proc_macro2::Literal;
use serde_json::Value;
use specwright_rust::{raw_string, string};

/// The longest line that holds more than one value, as of the printer of the code around it.
const LONGEST_LINE: usize = 100;

/// How far the members of an object stand behind it.
const INDENT: usize = 2;

/// A value as a literal with its JSON text on one line.
pub(crate) fn one_line(value: &Value) -> Literal {
    raw_string(&value.to_string())
}

/// A value as a literal with its JSON text, whose lines begin at the column `indent`: what fits stays on one line, else
/// each member of an object or array has its own.
pub(crate) fn lines(value: &Value, indent: usize) -> Literal {
    let mut printer = Printer::default();
    // In front of the text stands `r#"`.
    printer.value(value, indent, indent + 3);
    let mut hashes = "#".to_owned();
    while printer.text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    let literal = format!("r{hashes}\"{}\"{hashes}", printer.text).parse();
    literal.unwrap_or_else(|_| string(&value.to_string()))
}

#[derive(Default)]
struct Printer {
    text: String,
}

impl Printer {
    /// Writes a value at a column, the lines after the first of which begin at `indent`.
    fn value(&mut self, value: &Value, indent: usize, column: usize) {
        let spaced = spaced(value);
        // Behind it stands a comma.
        if column + spaced.chars().count() < LONGEST_LINE {
            self.text.push_str(&spaced);
            return;
        }
        match value {
            Value::Object(members) if !members.is_empty() => {
                let members = members
                    .iter()
                    .map(|(name, value)| (format!("{}: ", quoted(name)), value));
                self.members(['{', '}'], members, indent);
            }
            Value::Array(items) if !items.is_empty() => {
                self.members(['[', ']'], items.iter().map(|item| (String::new(), item)), indent);
            }
            _ => self.text.push_str(&spaced),
        }
    }

    fn members<'v>(
        &mut self,
        [open, close]: [char; 2],
        members: impl Iterator<Item = (String, &'v Value)>,
        indent: usize,
    ) {
        self.text.push(open);
        let inner = indent + INDENT;
        for (index, (name, value)) in members.enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            self.line(inner);
            self.text.push_str(&name);
            self.value(value, inner, inner + name.chars().count());
        }
        self.line(indent);
        self.text.push(close);
    }

    fn line(&mut self, indent: usize) {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n(' ', indent));
    }
}

/// A value on one line, with spaces behind colons and commas.
fn spaced(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(name, value)| format!("{}: {}", quoted(name), spaced(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(spaced).collect::<Vec<_>>().join(", ")),
        Value::String(text) => quoted(text),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// A string, in which characters that do not show, some of which rustc refuses, are escaped (RFC 8259, section 7).
fn quoted(text: &str) -> String {
    let shows = |character: char| matches!(character, '\'' | '"' | '\\') || character.escape_debug().count() == 1;
    let mut quoted = String::new();
    for character in Value::from(text).to_string().chars() {
        if shows(character) {
            quoted.push(character);
        } else {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                quoted.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    quoted
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::lines;

    fn check(value: &Value, expected: &str) {
        let literal = lines(value, 4).to_string();
        assert_eq!(literal, expected);
        let text = literal.trim_start_matches('r').trim_matches('#');
        let text = text
            .strip_prefix('"')
            .and_then(|text| text.strip_suffix('"'))
            .expect("a string");
        assert_eq!(serde_json::from_str::<Value>(text).expect("JSON"), *value);
    }

    #[test]
    fn what_fits_stays_on_one_line() {
        check(
            &json!({"type": "string", "enum": [1, null]}),
            r##"r#"{"type": "string", "enum": [1, null]}"#"##,
        );
        check(
            &json!({"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "array", "items": {}}}, "required": ["a"], "additionalProperties": false}),
            r##"r#"{
      "type": "object",
      "properties": {"a": {"type": "string"}, "b": {"type": "array", "items": {}}},
      "required": ["a"],
      "additionalProperties": false
    }"#"##,
        );
        let long = "x".repeat(90);
        check(
            &json!([long, {"description": long}, [], {}]),
            &format!(
                "r#\"[\n      \"{long}\",\n      {{\n        \"description\": \"{long}\"\n      }},\n      [],\n      {{}}\n    ]\"#"
            ),
        );
    }

    #[test]
    fn any_text_is_a_literal() {
        check(&json!({"$ref": "#/$defs/a"}), r###"r##"{"$ref": "#/$defs/a"}"##"###);
        check(
            &json!("a\u{202e}\u{e0001}\u{0}\n\"#\"##"),
            "r###\"\"a\\u202e\\udb40\\udc01\\u0000\\n\\\"#\\\"##\"\"###",
        );
        check(&json!("größe 用户"), "r#\"\"größe 用户\"\"#");
    }
}
