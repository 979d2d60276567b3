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

    /// As [`Reader::unknown_keys`], for the objects that were read alone: the files may hold other things, too.
    pub(crate) fn unknown_keys_of_objects(&mut self) {
        for tree in self.sources.trees() {
            for unseen in tree.unseen() {
                if self.read_as.contains_key(&unseen.owner.identity()) {
                    self.unknown_key(&unseen);
                }
            }
        }
    }

    fn unknown_key(&mut self, unseen: &UnseenKey<'_>) {
        let key = unseen.entry.key;
        let object = self.read_as.get(&unseen.owner.identity()).copied();
        let Some(object) = object else {
            let message = format!("`{key}` is not read: nothing leads to it");
            let diagnostic = Diagnostic::new(&rules::UNKNOWN_KEY, unseen.entry.key_location, message);
            self.findings
                .push_about(key, diagnostic.help("refer to it, or remove it"));
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
            self.findings
                .push_about(key, diagnostic.help("remove it, or change the type"));
            return;
        }
        let message = format!("`{key}` is no key of {}", object.name);
        let diagnostic = Diagnostic::new(&rules::UNKNOWN_KEY, unseen.entry.key_location, message);
        self.findings.push_about(key, diagnostic.help(self.help(key, object)));
    }

    fn help(&self, key: &str, object: &ObjectType) -> String {
        if let Some(help) = moved(key, object) {
            return help;
        }
        if let Some(known) = self.nearest(key, object.keys.iter().copied()) {
            return format!("did you mean `{known}`?");
        }
        let is_keyword = objects::SCHEMA.keys.contains(&key);
        if is_keyword && object.keys.contains(&"schema") {
            return format!("put `{key}` into `schema`");
        }
        if (key == "schema" || is_keyword) && object.keys.contains(&"content") {
            return "describe the body under `content`, by its media type".to_owned();
        }
        if object.keys.len() > 8 {
            return "remove it, or begin its name with `x-`".to_owned();
        }
        let keys: Vec<_> = object.keys.iter().map(|key| format!("`{key}`")).collect();
        format!("it may have {}", keys.join(", "))
    }
}

/// What OpenAPI has in place of keys of Swagger 2.0.
const OF_SWAGGER: [(&str, &str); 9] = [
    ("host", "write the address under `servers`"),
    ("basePath", "write the address under `servers`"),
    ("schemes", "write the address under `servers`"),
    ("consumes", "name the media types under the `content` of request bodies"),
    ("produces", "name the media types under the `content` of responses"),
    ("definitions", "put its members under `components.schemas`"),
    (
        "securityDefinitions",
        "put its members under `components.securitySchemes`",
    ),
    ("collectionFormat", "write `style` and `explode`"),
    ("formData", "describe the body under `requestBody`"),
];

/// Where a key belongs that stands in another object.
fn moved(key: &str, object: &ObjectType) -> Option<String> {
    if let Some((_, help)) = OF_SWAGGER.iter().find(|(known, _)| *known == key) {
        return Some((*help).to_owned());
    }
    if object == &objects::DOCUMENT && objects::COMPONENTS.keys.contains(&key) {
        return Some(format!("put `{key}` under `components`"));
    }
    if object == &objects::PATH_ITEM && objects::OPERATION.keys.contains(&key) {
        return Some(format!("put `{key}` into an operation, such as `get`"));
    }
    let is_inner = [&objects::INFO, &objects::COMPONENTS, &objects::PATH_ITEM].contains(&object);
    (is_inner && objects::DOCUMENT.keys.contains(&key)).then(|| format!("put `{key}` at the top of the document"))
}
