//! Keys that were never looked at.

use specwright_diagnostics::Diagnostic;
use specwright_source::{Tree, UnseenKey};

use super::objects;
use crate::rules;
use crate::session::{ObjectType, Session};
use crate::view::is_yaml;

/// Reports the keys of RAML 1.0 that are written twice, which YAML forbids (YAML 1.2.2, section 3.2.1.3). In RAML 0.8 the
/// warning about them is enough.
pub(super) fn report_repeated(session: &Session<'_>) {
    if session.is_old() {
        return;
    }
    for repeated in session.sources.diagnostics() {
        let Some(location) = repeated.location.filter(|_| repeated.rule.code == "duplicate-key") else {
            continue;
        };
        if !is_yaml(session.sources.files().name(location.file)) {
            continue;
        }
        let mut diagnostic = Diagnostic::new(&rules::REPEATED_KEY, location, repeated.message.clone());
        diagnostic.related.clone_from(&repeated.related);
        session.report(diagnostic);
    }
}

/// Reports every key, of every file, that nothing has looked at.
pub(super) fn report(session: &Session<'_>) {
    let files = session.sources.files();
    // JSON is read by another reader, which says what it does not know.
    let is_own = |tree: &&Tree| tree.file() == session.sources.entry() || is_yaml(files.name(tree.file()));
    for tree in session.sources.trees().filter(is_own) {
        for unseen in tree.unseen() {
            report_key(session, &unseen);
        }
    }
}

fn report_key<'s>(session: &Session<'s>, unseen: &UnseenKey<'s>) {
    let key = unseen.entry.key;
    let location = unseen.entry.key_location;
    let Some(object) = session.object_of(unseen.owner) else {
        let message = format!("`{key}` is not read: it means nothing here");
        session.report(Diagnostic::new(&rules::UNKNOWN_RAML_KEY, location, message));
        return;
    };
    let message = format!("`{key}` is no key of {}", object.name);
    let diagnostic = Diagnostic::new(&rules::UNKNOWN_RAML_KEY, location, message);
    session.report(match help(session, key, object) {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    });
}

fn help(session: &Session<'_>, key: &str, object: ObjectType) -> Option<String> {
    if let Some(known) = specwright_diagnostics::nearest(key, object.keys.iter().copied()) {
        return Some(format!("did you mean `{known}`?"));
    }
    if session.is_old() && (objects::DOCUMENT.keys.contains(&key) || objects::METHOD.keys.contains(&key)) {
        return Some("it is a key of RAML 1.0: begin the document with `#%RAML 1.0`".to_owned());
    }
    if !session.is_old() && key == "formParameters" {
        return Some("describe the fields under `properties`".to_owned());
    }
    let is_path = object.keys.contains(&"uriParameters") || object.keys.contains(&"baseUri");
    if is_path && !key.contains('(') && key.contains('/') {
        return Some(format!("write `/{key}` if it is a resource"));
    }
    None
}
