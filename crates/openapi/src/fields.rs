//! Fields of objects by their type, with findings where they are missing or of another type.

use specwright_diagnostics::{Diagnostic, Rule};
use specwright_model::Number;
use specwright_source::{Entry, Kind, Node};

use crate::reader::{Reader, place};
use crate::rules;

impl<'s> Reader<'s> {
    /// A text; none, with a finding where there is anything else.
    pub(crate) fn text(&mut self, node: Node<'s>, key: &str) -> Option<String> {
        let entry = self.filled(node, key)?;
        self.text_of(key, entry.value)
    }

    /// A text without which its object is left out.
    pub(crate) fn required_text(&mut self, node: Node<'s>, key: &str) -> Option<String> {
        if node.peek(key).is_none() {
            self.missing(node, key, "it is left out");
        }
        self.text(node, key)
    }

    /// A text that must be there, and is read as empty where it is not.
    pub(crate) fn text_or_empty(&mut self, node: Node<'s>, key: &str) -> String {
        if node.peek(key).is_none() {
            self.missing(node, key, &format!("`{key}` is read as empty"));
        }
        self.text(node, key).unwrap_or_default()
    }

    /// The text of a value.
    pub(crate) fn text_of(&mut self, key: &str, value: Node<'s>) -> Option<String> {
        let value = self.follow_misplaced(value)?;
        match value.kind() {
            Kind::String(text) => Some(text.to_owned()),
            Kind::Number(text) => {
                self.unquoted(key, value, text);
                Some(text.to_owned())
            }
            Kind::Boolean(_) => {
                let text = value.as_text().unwrap_or_default();
                self.unquoted(key, value, text);
                Some(text.to_owned())
            }
            _ => {
                self.malformed(key, value, "text", "it is left out");
                None
            }
        }
    }

    /// A boolean; none where the key is absent, with a finding where there is anything else.
    pub(crate) fn flag(&mut self, node: Node<'s>, key: &str) -> Option<bool> {
        let entry = self.filled(node, key)?;
        if let Some(flag) = entry.value.as_bool() {
            return Some(flag);
        }
        let meant = match entry.value.as_str() {
            Some("true" | "True" | "yes" | "on") => Some(true),
            Some("false" | "False" | "no" | "off") => Some(false),
            _ => None,
        };
        let consequence = match meant {
            Some(flag) => format!("it is read as `{flag}`"),
            None => "it is left out".to_owned(),
        };
        self.malformed(key, entry.value, "`true` or `false`", &consequence);
        meant
    }

    /// A whole number that is not negative.
    pub(crate) fn count(&mut self, node: Node<'s>, key: &str) -> Option<u64> {
        let entry = self.filled(node, key)?;
        match (entry.value.as_u64(), entry.value.as_f64()) {
            (Some(count), _) => Some(count),
            // Bounds beyond 64 bits bound nothing.
            (None, Some(number)) if number >= 0.0 && number.fract() == 0.0 => Some(u64::MAX),
            _ => {
                let meant = entry.value.as_str().and_then(|text| text.parse().ok());
                self.malformed(
                    key,
                    entry.value,
                    "a whole number that is not negative",
                    meant_or_left_out(meant),
                );
                meant
            }
        }
    }

    /// A number of any size.
    pub(crate) fn bound(&mut self, node: Node<'s>, key: &str) -> Option<Number> {
        let entry = self.filled(node, key)?;
        let (text, is_number) = match entry.value.kind() {
            Kind::Number(text) => (text, true),
            Kind::String(text) => (text, false),
            _ => ("", false),
        };
        let bound = Number::parse(text);
        if bound.is_none() || !is_number {
            self.malformed(key, entry.value, "a number", meant_or_left_out(bound));
        }
        bound
    }

    /// A mapping.
    pub(crate) fn mapping(&mut self, node: Node<'s>, key: &str) -> Option<Node<'s>> {
        let entry = self.filled(node, key)?;
        let value = self.follow_misplaced(entry.value)?;
        if value.is_mapping() {
            return Some(value);
        }
        self.wrong_type(key, value, "a mapping");
        None
    }

    /// The members of a mapping; empty where the key is absent.
    pub(crate) fn members(&mut self, node: Node<'s>, key: &str) -> Vec<Entry<'s>> {
        self.mapping(node, key).into_iter().flat_map(Node::entries).collect()
    }

    /// The members of a mapping in which keys that begin with `x-` are extensions: without those.
    pub(crate) fn extensible_members(&mut self, node: Node<'s>, key: &str) -> Vec<Entry<'s>> {
        let mut members = self.members(node, key);
        for extension in members.iter().filter(|entry| entry.key.starts_with("x-")) {
            extension.value.see_all();
        }
        members.retain(|entry| !entry.key.starts_with("x-"));
        members
    }

    /// The items of a sequence; empty where the key is absent.
    pub(crate) fn items(&mut self, node: Node<'s>, key: &str) -> Vec<Node<'s>> {
        let Some(entry) = self.filled(node, key) else {
            return Vec::new();
        };
        let Some(value) = self.follow_misplaced(entry.value) else {
            return Vec::new();
        };
        if !value.is_sequence() {
            self.wrong_type(key, value, "a sequence");
        }
        value.items().collect()
    }

    /// A sequence of texts. A text alone is read as a sequence of one.
    pub(crate) fn texts(&mut self, node: Node<'s>, key: &str) -> Vec<String> {
        let Some(entry) = node
            .entry(key)
            .filter(|entry| !entry.value.is_null() && entry.value.as_text().is_some())
        else {
            let items = self.items(node, key);
            return items.into_iter().filter_map(|item| self.text_of(key, item)).collect();
        };
        // Older versions of JSON Schema have `required: true` in the schema of the property itself.
        let only = entry
            .value
            .as_str()
            .filter(|text| key != "required" || !["yes", "no", "true", "false"].contains(text));
        let consequence = if only.is_some() {
            "it is read as a sequence of one"
        } else {
            "it is left out"
        };
        self.malformed(key, entry.value, "a sequence of texts", consequence);
        only.map(str::to_owned).into_iter().collect()
    }

    /// A value that is taken as it is.
    pub(crate) fn any(&mut self, node: Node<'s>, key: &str) -> Option<serde_json::Value> {
        let value = node.get(key)?;
        Some(self.value(value))
    }

    /// A member that has a value. Null counts as absent, with a finding.
    pub(crate) fn filled(&mut self, node: Node<'s>, key: &str) -> Option<Entry<'s>> {
        let entry = node.entry(key)?;
        if entry.value.is_null() {
            let message = format!("`{key}` has no value");
            let diagnostic = Diagnostic::new(&rules::EMPTY_VALUE, entry.key_location, message);
            self.findings
                .push_about(key, diagnostic.help("give it a value, or remove the key"));
            return None;
        }
        Some(entry)
    }

    /// Reports that a key is missing, with what becomes of its object.
    pub(crate) fn missing(&mut self, node: Node<'s>, key: &str, consequence: &str) {
        self.missing_by(&rules::MISSING_KEY, node, key, &format!("; {consequence}"));
    }

    /// Reports that a key is missing, as a finding of `rule`.
    pub(crate) fn missing_by(&mut self, rule: &'static Rule, node: Node<'s>, key: &str, consequence: &str) {
        let object = self
            .read_as
            .get(&node.identity())
            .map_or("this object", |object| object.name);
        let message = format!("{object} must have `{key}`{consequence}");
        let diagnostic = Diagnostic::new(rule, place(node), message).help(format!("add `{key}` here"));
        self.findings.push_about(key, diagnostic);
    }

    /// Reports that a part of the document is not of the type that holds such a part.
    pub(crate) fn wrong_type(&mut self, key: &str, value: Node<'s>, expected: &str) {
        self.unexpected(&rules::WRONG_TYPE, key, value, expected, "");
    }

    /// Reports a plain value that is not of the type that its key asks for, with what becomes of it.
    pub(crate) fn malformed(&mut self, key: &str, value: Node<'s>, expected: &str, consequence: &str) {
        self.unexpected(
            &rules::MALFORMED_VALUE,
            key,
            value,
            expected,
            &format!("; {consequence}"),
        );
    }

    fn unexpected(&mut self, rule: &'static Rule, key: &str, value: Node<'s>, expected: &str, consequence: &str) {
        let found = match value.kind() {
            Kind::Number(text) => format!("the number {text}"),
            Kind::Boolean(flag) => format!("`{flag}`"),
            _ => value.describe().to_owned(),
        };
        let message = format!("`{key}` must be {expected}, not {found}{consequence}");
        let diagnostic = Diagnostic::new(rule, place(value), message);
        let diagnostic = match correction(key, value, expected) {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        };
        self.findings.push_about(key, diagnostic);
        value.see_all();
    }

    fn unquoted(&mut self, key: &str, value: Node<'s>, text: &str) {
        let message = format!("`{key}` must be text, and {text} is {}", value.describe());
        let diagnostic =
            Diagnostic::new(&rules::UNQUOTED_TEXT, value.location(), message).help(format!("write \"{text}\""));
        self.findings.push_about(key, diagnostic);
    }
}

fn meant_or_left_out<T>(meant: Option<T>) -> &'static str {
    match meant {
        Some(_) => "it is read as a number",
        None => "it is left out",
    }
}

/// How long a text may be, in bytes, for repeating it in a finding.
const LONGEST_SHOWN: usize = 40;

/// What to write instead of a value of another type than the one that is expected.
fn correction(key: &str, value: Node<'_>, expected: &str) -> Option<String> {
    Some(match (expected, value.kind()) {
        ("text", Kind::Null) if key == "$ref" => "put it in quotes: behind a space, `#` begins a comment".to_owned(),
        ("text", Kind::Sequence) => "write one text, without brackets or dashes".to_owned(),
        ("a mapping", Kind::Sequence) => "write keys with values, without `- `".to_owned(),
        ("a sequence", Kind::Mapping) => "begin each item with `- `".to_owned(),
        ("a sequence", Kind::String(text)) if key == "enum" && text.len() <= LONGEST_SHOWN => {
            format!("write `[{text}]`")
        }
        ("a sequence of texts", Kind::Boolean(_) | Kind::String("yes" | "no" | "true" | "false"))
            if key == "required" =>
        {
            "list the properties that are required, in the schema that has them".to_owned()
        }
        ("a sequence of texts", Kind::String(text)) => format!("write `[{text}]`"),
        ("`true` or `false`", Kind::String("yes" | "on" | "True")) => "write `true`".to_owned(),
        ("`true` or `false`", Kind::String("no" | "off" | "False")) => "write `false`".to_owned(),
        ("`true` or `false`", Kind::String(text @ ("true" | "false"))) => format!("write `{text}` without quotes"),
        ("a number" | "a whole number that is not negative", Kind::String(text)) if Number::parse(text).is_some() => {
            format!("write `{text}` without quotes")
        }
        ("a mapping", _) => "write keys with values".to_owned(),
        ("a sequence", _) => "begin each item with `- `".to_owned(),
        ("a sequence of mappings", Kind::String(text)) if text.len() <= LONGEST_SHOWN => format!("write `{text}: []`"),
        ("a number", _) => "write a number, such as `1.5`".to_owned(),
        ("a whole number that is not negative", _) => "write a whole number, such as `1`".to_owned(),
        ("`true` or `false`", _) => "write `true` or `false`".to_owned(),
        ("text", _) => "write one text, in quotes".to_owned(),
        _ => return None,
    })
}
