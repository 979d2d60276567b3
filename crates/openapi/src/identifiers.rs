//! What schemas are called by `$id`, `$anchor` and `$dynamicAnchor` (JSON Schema 2020-12 core, sections 8.2.1 and
//! 8.2.2), and documents by `$self` (OpenAPI 3.2.0, section 4.1).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use specwright_diagnostics::{Diagnostic, FileId, Location};
use specwright_source::{Node, Sources, Tree, split_fragment};

use crate::reader::{Identity, Reader};
use crate::rules;
use crate::uri;
use crate::version::Version;

/// A document, or a schema in one that has an `$id`: what references without a path start from.
struct Resource<'s> {
    address: String,
    node: Node<'s>,
    /// The index of the resource around it.
    parent: Option<usize>,
}

/// The identifiers of all loaded documents.
#[derive(Default)]
pub(crate) struct Identifiers<'s> {
    /// Of each file, the document itself, then the others in the order of their beginnings.
    resources: BTreeMap<FileId, Vec<Resource<'s>>>,
    by_address: BTreeMap<String, Node<'s>>,
    /// By the resource and the name.
    anchors: BTreeMap<(Identity, &'s str), Node<'s>>,
    /// The schemas with a `$dynamicAnchor`, by that name.
    dynamic_anchors: BTreeMap<&'s str, Vec<Node<'s>>>,
    problems: Vec<Diagnostic>,
}

impl<'s> Identifiers<'s> {
    /// Collects the identifiers of all documents.
    pub(crate) fn new(sources: &'s Sources, version: Version) -> Self {
        let mut identifiers = Self::default();
        for tree in sources.trees() {
            identifiers.add_document(sources, tree);
            if version != Version::V3_0 {
                identifiers.add_resources(tree);
            }
            identifiers.add_anchors(tree);
        }
        identifiers
    }

    /// The resource, by its node, in which a place is: the innermost.
    pub(crate) fn resource_at(&self, location: Location) -> Option<Node<'s>> {
        Some(self.enclosing(location)?.1.node)
    }

    /// The resource that a reference with a path, written at a place, names, if it is loaded.
    pub(crate) fn resource_named(&self, path: &str, location: Location) -> Option<Node<'s>> {
        let (_, base) = self.enclosing(location)?;
        self.by_address.get(&uri::resolve(&base.address, path)).copied()
    }

    /// The address of a document.
    pub(crate) fn address(&self, file: FileId) -> &str {
        let document = self.resources.get(&file).and_then(|resources| resources.first());
        document.map_or("", |document| &document.address)
    }

    /// Every address, for suggestions.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &str> {
        self.by_address.keys().map(String::as_str)
    }

    /// The schema with an anchor in a resource.
    pub(crate) fn anchor(&self, resource: Node<'s>, name: &'_ str) -> Option<Node<'s>> {
        self.anchors.get(&(resource.identity(), name)).copied()
    }

    /// The names of the anchors in a resource, for suggestions.
    pub(crate) fn anchors(&self, resource: Node<'s>) -> impl Iterator<Item = &'s str> {
        let names = self.anchors.range((resource.identity(), "")..);
        names
            .map(|(key, _)| key)
            .take_while(move |(identity, _)| *identity == resource.identity())
            .map(|(_, name)| *name)
    }

    /// The schemas whose `$dynamicAnchor` has a name, in all documents.
    pub(crate) fn dynamic_anchors(&self, name: &str) -> &[Node<'s>] {
        self.dynamic_anchors.get(name).map_or(&[], Vec::as_slice)
    }

    /// The innermost resource around a place, with its index.
    fn enclosing(&self, location: Location) -> Option<(usize, &Resource<'s>)> {
        let resources = self.resources.get(&location.file)?;
        let start = |resource: &Resource<'s>| resource.node.location().span.start;
        // The document comes first wherever it begins.
        let others = resources.get(1..)?;
        let mut index = others.partition_point(|resource| start(resource) <= location.span.start);
        loop {
            let resource = resources.get(index)?;
            if index == 0 || resource.node.location().span.end >= location.span.end {
                return Some((index, resource));
            }
            index = resource.parent?;
        }
    }

    fn add_document(&mut self, sources: &'s Sources, tree: &'s Tree) {
        let node = tree.root();
        let path = sources.files().name(tree.file());
        let address = match node.peek("$self").and_then(Node::as_str) {
            Some(own) => uri::resolve(path, own),
            None => path.to_owned(),
        };
        if uri::is_absolute(&address) {
            self.by_address.insert(address.clone(), node);
        }
        let document = Resource {
            address,
            node,
            parent: None,
        };
        self.resources.insert(tree.file(), vec![document]);
    }

    /// The schemas with an `$id`, from the outermost to the innermost, since each is relative to the one around it.
    fn add_resources(&mut self, tree: &'s Tree) {
        let mut holders = holders(tree, "$id");
        holders.sort_by_key(|(node, _)| {
            let span = node.location().span;
            (span.start, Reverse(span.end))
        });
        for (node, id) in holders {
            let (path, fragment) = split_fragment(id);
            let place = node.peek("$id").map_or(node.location(), Node::location);
            if path.is_empty() {
                self.add_fragment(node, fragment, place);
                continue;
            }
            if !fragment.is_empty() {
                let message = format!("the `$id` `{id}` has a fragment, which is ignored");
                let diagnostic = Diagnostic::new(&rules::INVALID_IDENTIFIER, place, message);
                self.problems
                    .push(diagnostic.help(format!("write `$id: {path}` and `$anchor: {fragment}`")));
            }
            self.add_resource(node, path, place);
        }
    }

    /// An `$id` that is nothing but a fragment: an anchor, as drafts 6 and 7 write it.
    fn add_fragment(&mut self, node: Node<'s>, name: &'s str, place: Location) {
        if name.is_empty() {
            return;
        }
        let message = format!("`$id: '#{name}'` is how older versions of JSON Schema write an anchor");
        let diagnostic = Diagnostic::new(&rules::OUTDATED_KEYWORD, place, message);
        self.problems.push(diagnostic.help(format!("write `$anchor: {name}`")));
        self.add_anchor(node, name, place);
    }

    fn add_resource(&mut self, node: Node<'s>, id: &str, place: Location) {
        let Some((parent, base)) = self.enclosing(node.location()) else {
            return;
        };
        let address = uri::resolve(&base.address, id);
        match self.by_address.get(&address) {
            Some(first) if *first != node => {
                let message = format!("`{address}` is the `$id` of two schemas; references lead to the first");
                let diagnostic = Diagnostic::new(&rules::REPEATED_IDENTIFIER, place, message);
                let first = first.peek("$id").map_or(first.location(), Node::location);
                self.problems.push(
                    diagnostic
                        .related(first, "the first")
                        .help("give each schema an `$id` of its own"),
                );
            }
            Some(_) => {}
            None => drop(self.by_address.insert(address.clone(), node)),
        }
        let Some(resources) = self.resources.get_mut(&node.location().file) else {
            return;
        };
        match resources.first_mut() {
            Some(document) if document.node == node => document.address = address,
            _ => resources.push(Resource {
                address,
                node,
                parent: Some(parent),
            }),
        }
    }

    fn add_anchors(&mut self, tree: &'s Tree) {
        for key in ["$anchor", "$dynamicAnchor"] {
            for (node, name) in holders(tree, key) {
                let place = node.peek(key).map_or(node.location(), Node::location);
                if key == "$dynamicAnchor" {
                    self.dynamic_anchors.entry(name).or_default().push(node);
                }
                self.add_anchor(node, name, place);
            }
        }
    }

    fn add_anchor(&mut self, node: Node<'s>, name: &'s str, place: Location) {
        let Some(resource) = self.resource_at(node.location()) else {
            return;
        };
        let first = *self.anchors.entry((resource.identity(), name)).or_insert(node);
        if first != node {
            let message = format!("the anchor `{name}` is declared twice; references lead to the first");
            let diagnostic = Diagnostic::new(&rules::REPEATED_IDENTIFIER, place, message);
            self.problems.push(
                diagnostic
                    .related(first.location(), "the first")
                    .help("give each schema an anchor of its own"),
            );
        }
    }
}

impl<'s> Reader<'s> {
    /// Reports what is wrong with the identifiers.
    pub(crate) fn check_identifiers(&mut self) {
        let is_told =
            |problem: &Diagnostic| !self.reads_all_drafts || problem.rule.code != rules::OUTDATED_KEYWORD.code;
        let problems = std::mem::take(&mut self.identifiers.problems);
        let told: Vec<Diagnostic> = problems.into_iter().filter(is_told).collect();
        told.into_iter().for_each(|problem| self.report(problem));
    }
}

/// The mappings that have a text under a key, with that text.
fn holders<'s>(tree: &'s Tree, key: &str) -> Vec<(Node<'s>, &'s str)> {
    // Nearly all documents have none, and large ones should not pay for looking at each node.
    if !tree.text().contains(key) {
        return Vec::new();
    }
    let holders = tree.find_holders(key).into_iter();
    holders
        .filter_map(|node| Some((node, node.peek(key)?.as_str()?)))
        .collect()
}
