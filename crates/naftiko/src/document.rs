//! The document as a whole.

use std::collections::BTreeSet;

use specwright_diagnostics::{Diagnostic, Diagnostics};
use specwright_model::{Api, Capability};
use specwright_source::{Node, Sources, Tree};

use crate::imports::Item;
use crate::naming;
use crate::objects;
use crate::page::Places;
use crate::reader::Reader;
use crate::rules;
use crate::version::Version;

/// Reads a document. `places` says where its text stands, if it was rebuilt.
pub(crate) fn read<'s>(sources: &'s Sources, tree: &'s Tree, places: Option<&'s Places>) -> (Option<Api>, Diagnostics) {
    let root = tree.root();
    let (version, finding) = match Version::of(root) {
        Ok(version) => version,
        Err(diagnostic) => {
            let mut diagnostics = Diagnostics::new();
            diagnostics.push(diagnostic);
            return (None, diagnostics);
        }
    };
    let mut reader = Reader::new(sources, version, places);
    if let Some(finding) = finding {
        reader.findings.push(finding);
    }
    reader.document(root);
    let mut trees: Vec<&Tree> = sources.trees().collect();
    if trees.iter().all(|known| !std::ptr::eq(*known, tree)) {
        trees.push(tree);
    }
    reader.unknown_keys(&trees);
    let Reader { api, findings, .. } = reader;
    (Some(api), findings.finish())
}

impl<'s> Reader<'s> {
    fn document(&mut self, root: Node<'s>) {
        if !self.object(root, &objects::DOCUMENT) {
            return;
        }
        self.api.origin = self.origin(root.location());
        let capability = root.get("capability").filter(|node| !node.is_null());
        self.is_shared = capability.is_none();
        let capability = capability.filter(|node| self.object(*node, &objects::CAPABILITY));
        let tags = self.information(root);
        let owners: Vec<Node<'s>> = [Some(root), capability].into_iter().flatten().collect();
        self.external_references(root);
        let binds = self.sections(&owners, "binds");
        let binds: Vec<Node<'s>> = binds.into_iter().map(|item| item.node).collect();
        self.binds(&binds);
        let consumed = self.sections(&owners, "consumes");
        let aggregates = self.sections(&owners, "aggregates");
        let exposed = self.sections(&owners, "exposes");
        if consumed.is_empty() && exposed.is_empty() && aggregates.is_empty() {
            self.nothing_described(root, &owners);
        }
        self.given_names = given_names(&exposed, &aggregates);
        self.consume(&consumed);
        let adapters = self.expose(&exposed, &aggregates);
        naming::operation_ids(&mut self.api, &adapters);
        if self.is_shared && exposed.is_empty() {
            return;
        }
        let binds = self.finish_binds();
        self.api.capability = Some(Capability {
            name: self.api.title.clone(),
            description: self.api.description.clone(),
            tags,
            binds,
            upstreams: std::mem::take(&mut self.upstreams),
            adapters,
            origin: self.origin(capability.unwrap_or(root).location()),
        });
    }

    fn sections(&mut self, owners: &[Node<'s>], key: &str) -> Vec<Item<'s>> {
        let mut items = Vec::new();
        for (index, owner) in owners.iter().enumerate() {
            let is_shared = self.is_shared && index == 0;
            items.extend(self.section(*owner, key, is_shared));
        }
        items
    }

    fn nothing_described(&mut self, root: Node<'s>, owners: &[Node<'s>]) {
        let is_written = |owner: &Node<'s>| {
            let mut sections = ["consumes", "exposes", "aggregates"]
                .into_iter()
                .filter_map(|key| owner.peek(key));
            sections.any(|section| !section.is_empty() || !section.is_sequence())
        };
        let is_malformed = root
            .peek("capability")
            .is_some_and(|node| !node.is_mapping() && !node.is_null());
        // What could not be read or imported was reported.
        if !is_malformed && !owners.iter().any(is_written) {
            let message = "the document describes neither what is consumed nor what is exposed";
            let diagnostic = Diagnostic::new(&rules::NOTHING_DESCRIBED, root.location(), message);
            self.findings
                .push(diagnostic.help("describe it under `capability`, by `consumes` and `exposes`"));
        }
    }

    /// The information about the document; its tags.
    fn information(&mut self, root: Node<'s>) -> Vec<String> {
        let Some(info) = root.get("info").filter(|node| !node.is_null()) else {
            return Vec::new();
        };
        if !self.object(info, &objects::INFO) {
            return Vec::new();
        }
        let name = self.string(info, "name");
        self.api.title = self.title(info).or(name).unwrap_or_default();
        self.api.description = self.string(info, "description");
        self.api.version = self.string(info, "version").unwrap_or_default();
        self.texts(info, "tags")
    }
}

/// The names that exposed things give to what they call: of their inputs, and below `with`.
fn given_names(exposed: &[Item<'_>], aggregates: &[Item<'_>]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut pending: Vec<Node<'_>> = exposed.iter().chain(aggregates).map(|item| item.node).collect();
    while let Some(node) = pending.pop() {
        pending.extend(node.items());
        for entry in node.peek_entries() {
            if ["with", "inputParameters"].contains(&entry.key) {
                names.extend(entry.value.peek_entries().map(|entry| entry.key.to_owned()));
                let listed = entry.value.items().filter_map(|item| item.peek("name")?.as_text());
                names.extend(listed.map(str::to_owned));
            }
            pending.push(entry.value);
        }
    }
    names
}
