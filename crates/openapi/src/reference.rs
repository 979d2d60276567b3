//! Where references lead.

use std::collections::{BTreeMap, BTreeSet};

use specwright_diagnostics::{Diagnostic, Location};
use specwright_source::{LoadProblem, Node, PointerProblem, split_fragment};

use crate::objects;
use crate::reader::Reader;
use crate::rules;
use crate::version::Version;

/// How many references may lead on to one another before a value comes.
pub(crate) const REFERENCES_IN_A_ROW: usize = 20;

/// What a reference leads to.
#[derive(Clone, Copy)]
pub(crate) struct Target<'s> {
    pub(crate) node: Node<'s>,
    /// The node whose `summary` and `description` replace those of the target (OpenAPI 3.1.1, section 4.8.23).
    pub(crate) overrides: Option<Node<'s>>,
}

impl<'s> Reader<'s> {
    /// Follows a reference where OpenAPI allows none, as some tools write it; anything else is given back as it is.
    pub(crate) fn follow_misplaced(&mut self, node: Node<'s>) -> Option<Node<'s>> {
        let Some(reference) = reference_of(node) else {
            return Some(node);
        };
        let message = "OpenAPI allows no reference here; it is followed all the same";
        self.report(Diagnostic::new(
            &rules::MISPLACED_REFERENCE,
            reference.location(),
            message,
        ));
        Some(self.follow(node)?.node)
    }

    /// Follows a Reference Object, or several in a row, to what is no reference. `None`, with a finding, where that
    /// fails.
    pub(crate) fn follow(&mut self, node: Node<'s>) -> Option<Target<'s>> {
        if let Some(entry) = node.entry("$ref").filter(|entry| entry.value.as_str().is_none()) {
            self.wrong_type("$ref", entry.value, "text");
            return None;
        }
        let mut target = Target { node, overrides: None };
        let mut visited = BTreeSet::new();
        while let Some(reference) = reference_of(target.node) {
            if !visited.insert(target.node.identity()) {
                self.cycle(reference);
                return None;
            }
            if visited.len() > REFERENCES_IN_A_ROW {
                self.endless(reference);
                return None;
            }
            let holder = target.node;
            target.node = self.locate(reference)?;
            if self.note_siblings(holder) {
                target.overrides = target.overrides.or(Some(holder));
            }
        }
        Some(target)
    }

    /// The node that the text of a reference names, whether or not that is a reference in turn.
    pub(crate) fn locate(&mut self, reference: Node<'s>) -> Option<Node<'s>> {
        let Some(text) = reference.as_str() else {
            self.wrong_type("$ref", reference, "text");
            return None;
        };
        self.locate_text(text, reference.location())
    }

    /// The node that `text`, written at `location`, names.
    pub(crate) fn locate_text(&mut self, text: &str, location: Location) -> Option<Node<'s>> {
        match self.try_locate(text, location) {
            Ok(node) => Some(node),
            Err(diagnostic) => {
                self.report(*diagnostic);
                None
            }
        }
    }

    /// The node that `text`, written at `location`, names, or the finding that says why there is none.
    pub(crate) fn try_locate(&self, text: &str, location: Location) -> Result<Node<'s>, Box<Diagnostic>> {
        let sources = self.sources;
        let file = sources
            .resolve(location.file, text)
            .map_err(|problem| Box::new(self.unloaded(text, location, &problem)))?;
        let unknown = |reason: String| {
            let message = format!("`{text}` leads to nothing: {reason}");
            Diagnostic::new(&rules::UNKNOWN_REFERENCE, location, message)
        };
        let root = match sources.tree(file) {
            Some(tree) => tree.root(),
            None => return Err(Box::new(unknown("the file is no YAML and no JSON".to_owned()))),
        };
        let (_, fragment) = split_fragment(text);
        let found = if fragment.is_empty() || fragment.starts_with('/') {
            root.pointer(fragment)
                .map_err(|problem| self.dangling(unknown(problem.to_string()), root, &problem))
        } else {
            self.anchor(root, fragment)
                .ok_or_else(|| unknown(format!("there is no anchor `{fragment}`")))
        };
        let node = found.map_err(Box::new)?;
        if file != sources.entry() {
            node.mark_root();
        }
        Ok(node)
    }

    /// Takes note of what stands beside a reference that is no schema; whether that overrides the target's texts.
    fn note_siblings(&mut self, holder: Node<'s>) -> bool {
        self.read_as.insert(holder.identity(), &objects::REFERENCE);
        for extension in holder.peek_entries().filter(|entry| entry.key.starts_with("x-")) {
            holder.ignore(extension.key);
        }
        if self.version == Version::V3_0 {
            self.ignore_siblings(holder);
            return false;
        }
        holder.peek("summary").is_some() || holder.peek("description").is_some()
    }

    /// Reports what stands beside a reference in OpenAPI 3.0, where it has no effect.
    pub(crate) fn ignore_siblings(&mut self, holder: Node<'s>) {
        let siblings: Vec<_> = holder.peek_entries().filter(|entry| entry.key != "$ref").collect();
        for sibling in siblings.iter().filter(|entry| !entry.key.starts_with("x-")) {
            let key = sibling.key;
            let message = format!("`{key}` beside `$ref` is ignored in OpenAPI 3.0");
            let help = match key {
                "summary" | "description" => "describe the target, or move to OpenAPI 3.1, which allows it",
                _ => "put the reference into an `allOf` of one item, or move to OpenAPI 3.1",
            };
            let diagnostic = Diagnostic::new(&rules::REFERENCE_SIBLINGS, sibling.key_location, message).help(help);
            self.report(diagnostic);
        }
        for sibling in siblings {
            holder.ignore(sibling.key);
        }
    }

    pub(crate) fn cycle(&mut self, reference: Node<'s>) {
        let text = reference.as_str().unwrap_or_default();
        let message = format!("`{text}` leads back to itself and never to a value");
        self.report(Diagnostic::new(&rules::REFERENCE_CYCLE, reference.location(), message));
    }

    /// Reports a reference that leads over more references than anybody writes.
    pub(crate) fn endless(&mut self, reference: Node<'s>) {
        let text = reference.as_str().unwrap_or_default();
        let message = format!("`{text}` is one of more than {REFERENCES_IN_A_ROW} references in a row");
        self.report(Diagnostic::new(&rules::REFERENCE_CYCLE, reference.location(), message));
    }

    fn unloaded(&self, text: &str, location: Location, problem: &LoadProblem) -> Diagnostic {
        let diagnostic = problem.diagnostic(text, location);
        match self.schema_named(text) {
            // A bare name where a reference is meant is read as the name of a file.
            Some(_) => diagnostic.help(format!("did you mean `#/components/schemas/{text}`?")),
            None => diagnostic,
        }
    }

    fn dangling(&self, diagnostic: Diagnostic, root: Node<'s>, problem: &PointerProblem<'s>) -> Diagnostic {
        let PointerProblem::Missing { key, mapping } = problem else {
            return diagnostic;
        };
        if let Some(name) = self.nearest(key, mapping.peek_entries().map(|entry| entry.key)) {
            return diagnostic.help(format!("did you mean `{name}`?"));
        }
        if key == "definitions" && root.peek("components").is_some() {
            return diagnostic.help("did you mean `#/components/schemas/…`?");
        }
        diagnostic
    }

    /// The schema with that `$anchor` (JSON Schema 2020-12 core, section 8.2.2).
    fn anchor(&self, root: Node<'s>, name: &str) -> Option<Node<'s>> {
        let mut known = self.anchors.borrow_mut();
        let anchors = known.entry(root.tree().file()).or_insert_with(|| anchors(root));
        anchors.get(name).copied()
    }

    /// The schema that the entry document declares under a name.
    pub(crate) fn schema_named(&self, name: &str) -> Option<Node<'s>> {
        let root = self.sources.entry_tree()?.root();
        root.peek("components")?.peek("schemas")?.peek(name)
    }
}

/// The reference of an object that has one, marked as seen.
pub(crate) fn reference_of(node: Node<'_>) -> Option<Node<'_>> {
    node.peek("$ref")?.as_str()?;
    node.get("$ref")
}

/// The schemas of a document that have an `$anchor` or a `$dynamicAnchor`, by that name.
fn anchors<'s>(root: Node<'s>) -> BTreeMap<&'s str, Node<'s>> {
    let mut anchors = BTreeMap::new();
    for key in ["$anchor", "$dynamicAnchor"] {
        for holder in root.tree().find_holders(key) {
            if let Some(name) = holder.peek(key).and_then(Node::as_str) {
                anchors.entry(name).or_insert(holder);
            }
        }
    }
    anchors
}
