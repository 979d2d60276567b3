//! Fields of objects by their type, with findings where they are missing or of another type.

use specwright_diagnostics::Diagnostic;
use specwright_source::{Entry, Kind, Node};

use crate::reader::{Reader, place};
use crate::rules;

impl<'s> Reader<'s> {
    /// A text; none, with a finding where there is anything else.
    pub(crate) fn text(&mut self, node: Node<'s>, key: &str) -> Option<String> {
        let entry = self.filled(node, key)?;
        self.text_of(key, entry.value)
    }

    /// A text that must be there.
    pub(crate) fn required_text(&mut self, node: Node<'s>, key: &str) -> Option<String> {
        if node.peek(key).is_none() {
            self.missing(node, key);
        }
        self.text(node, key)
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
                self.wrong_type(key, value, "text");
                None
            }
        }
    }

    /// A boolean; none where the key is absent, with a finding where there is anything else.
    pub(crate) fn flag(&mut self, node: Node<'s>, key: &str) -> Option<bool> {
        let entry = self.filled(node, key)?;
        let flag = entry.value.as_bool();
        if flag.is_none() {
            self.wrong_type(key, entry.value, "`true` or `false`");
        }
        flag
    }

    /// A whole number that is not negative.
    pub(crate) fn count(&mut self, node: Node<'s>, key: &str) -> Option<u64> {
        let entry = self.filled(node, key)?;
        match (entry.value.as_u64(), entry.value.as_f64()) {
            (Some(count), _) => Some(count),
            // Bounds beyond 64 bits bound nothing.
            (None, Some(number)) if number >= 0.0 && number.fract() == 0.0 => Some(u64::MAX),
            _ => {
                self.wrong_type(key, entry.value, "a whole number that is not negative");
                None
            }
        }
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

    /// A sequence of texts.
    pub(crate) fn texts(&mut self, node: Node<'s>, key: &str) -> Vec<String> {
        if let Some(entry) = node.entry(key).filter(|entry| entry.value.as_text().is_some()) {
            self.wrong_type(key, entry.value, "a sequence of texts");
            return Vec::new();
        }
        let items = self.items(node, key);
        items.into_iter().filter_map(|item| self.text_of(key, item)).collect()
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
            self.findings
                .push_about(key, Diagnostic::new(&rules::EMPTY_VALUE, entry.key_location, message));
            return None;
        }
        Some(entry)
    }

    pub(crate) fn missing(&mut self, node: Node<'s>, key: &str) {
        let object = self
            .read_as
            .get(&node.identity())
            .map_or("this object", |object| object.name);
        let message = format!("{object} must have `{key}`");
        self.report(Diagnostic::new(&rules::MISSING_KEY, place(node), message).help(format!("add `{key}` here")));
    }

    pub(crate) fn wrong_type(&mut self, key: &str, value: Node<'s>, expected: &str) {
        let found = match value.kind() {
            Kind::Number(text) => format!("the number {text}"),
            Kind::Boolean(flag) => format!("`{flag}`"),
            _ => value.describe().to_owned(),
        };
        let message = format!("`{key}` must be {expected}, not {found}");
        let diagnostic = Diagnostic::new(&rules::WRONG_TYPE, place(value), message);
        let help = match (expected, value.kind()) {
            ("a sequence", Kind::Mapping) => Some("begin each item with `- `".to_owned()),
            ("a sequence of texts", Kind::Boolean(_) | Kind::String("yes" | "no")) if key == "required" => {
                Some("list the properties that are required, in the schema that has them".to_owned())
            }
            ("a sequence of texts", Kind::String(text)) => Some(format!("write `[{text}]` for a single one")),
            ("`true` or `false`", Kind::String("yes" | "on" | "True")) => Some("write `true`".to_owned()),
            ("`true` or `false`", Kind::String("no" | "off" | "False")) => Some("write `false`".to_owned()),
            ("`true` or `false`", Kind::String(text @ ("true" | "false"))) => {
                Some(format!("write `{text}` without quotes"))
            }
            _ => None,
        };
        self.report(match help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        });
        value.see_all();
    }

    fn unquoted(&mut self, key: &str, value: Node<'s>, text: &str) {
        let message = format!("`{key}` must be text, and {text} is {}", value.describe());
        let diagnostic =
            Diagnostic::new(&rules::UNQUOTED_TEXT, value.location(), message).help(format!("write \"{text}\""));
        self.findings.push_about(key, diagnostic);
    }
}
