//! The ids of operations, after what the document calls actions.

use std::collections::BTreeMap;

use crate::block::Line;
use crate::syntax::Blueprint;

use super::endpoint::Site;

/// Words with which names of actions begin.
const VERBS: [&str; 60] = [
    "accept",
    "activate",
    "add",
    "approve",
    "assign",
    "attach",
    "authenticate",
    "authorize",
    "block",
    "cancel",
    "change",
    "check",
    "clear",
    "close",
    "confirm",
    "copy",
    "count",
    "create",
    "deactivate",
    "delete",
    "deny",
    "destroy",
    "detach",
    "disable",
    "download",
    "edit",
    "enable",
    "export",
    "fetch",
    "find",
    "generate",
    "get",
    "import",
    "insert",
    "invite",
    "list",
    "lock",
    "login",
    "logout",
    "mark",
    "modify",
    "move",
    "obtain",
    "open",
    "patch",
    "post",
    "put",
    "query",
    "read",
    "register",
    "reject",
    "remove",
    "replace",
    "request",
    "reset",
    "retrieve",
    "revoke",
    "search",
    "send",
    "set",
];

/// What actions may be called by: their own names where each stands for one action alone.
pub(super) struct OperationIds {
    /// How many actions have a name, in small letters.
    actions: BTreeMap<String, usize>,
}

impl OperationIds {
    pub(super) fn of(blueprint: &Blueprint<'_, '_>) -> Self {
        let mut actions = BTreeMap::new();
        let resources = blueprint.groups.iter().flat_map(|group| &group.resources);
        for resource in resources {
            let names = resource.actions.iter().filter_map(|action| action.name);
            let whole = resource.name.filter(|_| resource.is_one_action());
            for name in names.chain(whole) {
                *actions.entry(name.text.to_lowercase()).or_default() += 1;
            }
        }
        Self { actions }
    }

    /// The id of an action, without articles; none where the document calls it nothing.
    ///
    /// A name of one word says nothing without what it is about, and neither does one that several actions have: the
    /// resource's name comes behind it. A resource that is one action without a name is an operation under the
    /// resource's name, with the method in front of it unless it begins with a verb.
    pub(super) fn id(&self, site: &Site<'_, '_, '_>) -> Option<String> {
        let name = self.name(site)?;
        let is_article = |word: &&str| ["a", "an", "the"].contains(&word.to_lowercase().as_str());
        let words: Vec<&str> = name.split_whitespace().filter(|word| !is_article(word)).collect();
        Some(if words.is_empty() { name } else { words.join(" ") })
    }

    fn name(&self, site: &Site<'_, '_, '_>) -> Option<String> {
        // An action with a URI of its own need not have anything to do with the resource above it.
        let resource = site.resource.name.filter(|_| site.action.uri.is_none());
        if let Some(name) = site.action.name {
            let is_unique = self.actions.get(&name.text.to_lowercase()) == Some(&1);
            let is_telling = name.text.contains(char::is_whitespace);
            return Some(match resource {
                Some(resource) if !(is_unique && is_telling) => format!("{} {}", name.text, resource.text),
                _ => name.text.to_owned(),
            });
        }
        let name = resource?.text;
        let is_unique = self.actions.get(&name.to_lowercase()) == Some(&1);
        if site.resource.is_one_action() && is_unique && begins_with_verb(name) {
            return Some(name.to_owned());
        }
        Some(format!("{} {name}", site.action.method.text.to_lowercase()))
    }
}

fn begins_with_verb(name: &str) -> bool {
    let first = name.split(|it: char| !it.is_alphanumeric()).next().unwrap_or("");
    VERBS.contains(&first.to_lowercase().as_str())
}

/// The name of a section, for the model.
pub(super) fn text_of(line: Option<Line<'_>>) -> Option<String> {
    line.map(|line| line.text.to_owned())
}
