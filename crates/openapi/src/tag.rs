//! Tags: the Tag Object (OpenAPI 3.1.1, section 4.8.22; OpenAPI 3.2.0, section 4.22).

use std::collections::{BTreeMap, BTreeSet};

use specwright_diagnostics::{Diagnostic, Location};
use specwright_model::{Origin, Tag};
use specwright_source::Node;

use crate::objects;
use crate::reader::{Reader, place};
use crate::rules;
use crate::version::Version;

/// Over how many parents circles are looked for: more than anybody writes.
const PARENTS_LIMIT: usize = 100;

impl<'s> Reader<'s> {
    /// The tags that the document declares.
    pub(crate) fn tags(&mut self, document: Node<'s>) {
        let mut places: BTreeMap<String, Location> = BTreeMap::new();
        for node in self.items(document, "tags") {
            let Some(tag) = self.tag(node) else { continue };
            if let Some(first) = places.get(&tag.name) {
                let message = format!("the tag `{}` is declared twice; the first is used", tag.name);
                let diagnostic = Diagnostic::new(&rules::REPEATED_TAG, place(node), message);
                self.report(diagnostic.related(*first, "the first").help("remove one of the two"));
                continue;
            }
            let parent = node.peek("parent").unwrap_or(node);
            places.insert(tag.name.clone(), place(parent));
            self.api.tags.push(tag);
        }
        self.check_parents(&places);
    }

    fn tag(&mut self, node: Node<'s>) -> Option<Tag> {
        if !self.object(node, &objects::TAG) {
            return None;
        }
        self.extensions(node);
        for key in ["summary", "parent", "kind"] {
            self.newer_than(Version::V3_2, node, key, &format!("`{key}` of a tag"));
        }
        Some(Tag {
            description: self.text(node, "description"),
            external_documentation: self.external_documentation(node),
            summary: self.text(node, "summary"),
            parent: self.text(node, "parent"),
            kind: self.text(node, "kind"),
            origin: Origin::written(place(node)),
            name: self.required_text(node, "name")?,
        })
    }

    /// Takes away parents that are not declared, and those that lead back to the tag. `places` is where each tag's
    /// parent is written, by the name of the tag.
    fn check_parents(&mut self, places: &BTreeMap<String, Location>) {
        let parents: BTreeMap<String, Option<String>> = self
            .api
            .tags
            .iter()
            .map(|tag| (tag.name.clone(), tag.parent.clone()))
            .collect();
        let mut tags = std::mem::take(&mut self.api.tags);
        for tag in &mut tags {
            let (Some(parent), Some(location)) = (&tag.parent, places.get(&tag.name)) else {
                continue;
            };
            if !parents.contains_key(parent) {
                let diagnostic = self.unknown_parent(parent, *location, &parents);
                self.report(diagnostic);
            } else if leads_back(&tag.name, &parents) {
                let message = format!(
                    "the tag `{}` is a part of itself, over the parents of its parent",
                    tag.name
                );
                let diagnostic = Diagnostic::new(&rules::UNKNOWN_PARENT_TAG, *location, message);
                self.report(diagnostic.help("remove one of these parents"));
            } else {
                continue;
            }
            tag.parent = None;
        }
        self.api.tags = tags;
    }

    fn unknown_parent(&self, parent: &str, location: Location, tags: &BTreeMap<String, Option<String>>) -> Diagnostic {
        let message = format!("no tag is called `{parent}`");
        let help = match self.nearest(parent, tags.keys().map(String::as_str)) {
            Some(known) => format!("did you mean `{known}`?"),
            None => format!("declare `{parent}` among the tags"),
        };
        Diagnostic::new(&rules::UNKNOWN_PARENT_TAG, location, message).help(help)
    }

    /// Adds the tags that operations use and the document does not declare.
    pub(crate) fn undeclared_tags(&mut self) {
        let mut known: BTreeSet<String> = self.api.tags.iter().map(|tag| tag.name.clone()).collect();
        let mut used = Vec::new();
        for (_, operation) in self.api.operations() {
            for name in &operation.tags {
                if known.insert(name.clone()) {
                    used.push(Tag {
                        name: name.clone(),
                        origin: operation.origin,
                        ..Tag::default()
                    });
                }
            }
        }
        self.api.tags.extend(used);
    }
}

/// Whether the parents of a tag, one after the other, come to the tag itself.
fn leads_back(name: &str, parents: &BTreeMap<String, Option<String>>) -> bool {
    let parent_of = |tag: &str| parents.get(tag).and_then(Option::as_ref);
    let way = std::iter::successors(parent_of(name), |tag| parent_of(tag));
    way.take(PARENTS_LIMIT).any(|tag| tag == name)
}
