//! Keys that were never looked at.

use specwright_diagnostics::Diagnostic;
use specwright_source::UnseenKey;

use crate::objects::{self, ObjectType};
use crate::reader::Reader;
use crate::rules;

impl Reader<'_> {
    /// Reports every key, of every file, that nothing above has looked at.
    pub(crate) fn unknown_keys(&mut self) {
        for tree in self.sources.trees() {
            for unseen in tree.unseen() {
                self.unknown_key(&unseen);
            }
        }
    }

    fn unknown_key(&mut self, unseen: &UnseenKey<'_>) {
        let key = unseen.entry.key;
        let object = self.read_as.get(&unseen.owner.identity()).copied();
        let Some(object) = object else {
            let message = format!("`{key}` is not read: nothing leads to it");
            self.findings.push_about(
                key,
                Diagnostic::new(&rules::UNKNOWN_KEY, unseen.entry.key_location, message),
            );
            return;
        };
        let is_keyword = object == &objects::SCHEMA && object.keys.contains(&key);
        if is_keyword {
            let kind = unseen
                .owner
                .peek("type")
                .and_then(specwright_source::Node::as_str)
                .unwrap_or("another");
            let message = format!("`{key}` has no effect on a schema of type `{kind}`");
            let diagnostic = Diagnostic::new(&rules::INEFFECTIVE_KEYWORD, unseen.entry.key_location, message);
            self.findings.push_about(key, diagnostic);
            return;
        }
        let message = format!("`{key}` is no key of {}", object.name);
        let diagnostic = Diagnostic::new(&rules::UNKNOWN_KEY, unseen.entry.key_location, message);
        let diagnostic = match self.help(key, object) {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        };
        self.findings.push_about(key, diagnostic);
    }

    fn help(&self, key: &str, object: &ObjectType) -> Option<String> {
        if let Some(known) = self.nearest(key, object.keys.iter().copied()) {
            return Some(format!("did you mean `{known}`?"));
        }
        let is_keyword = objects::SCHEMA.keys.contains(&key);
        if is_keyword && object.keys.contains(&"schema") {
            return Some(format!("put `{key}` into `schema`"));
        }
        if (key == "schema" || is_keyword) && object.keys.contains(&"content") {
            return Some("describe the body under `content`, by its media type".to_owned());
        }
        (object.keys.len() <= 8).then(|| {
            let keys: Vec<_> = object.keys.iter().map(|key| format!("`{key}`")).collect();
            format!("it may have {}", keys.join(", "))
        })
    }
}
