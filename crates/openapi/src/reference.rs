//! Where references lead.

use std::collections::BTreeSet;

use specwright_diagnostics::{Diagnostic, Location};
use specwright_source::{Kind, LoadProblem, Node, PointerProblem, Tree, split_fragment, unescape_pointer};

use crate::objects;
use crate::reader::{Reader, place};
use crate::rules;
use crate::uri;
use crate::version::Version;

/// How many references may lead on to one another before a value comes.
pub(crate) const REFERENCES_IN_A_ROW: usize = 20;

/// How many keys there may be for listing them all.
const LISTED: usize = 6;

/// What a reference leads to.
#[derive(Clone, Copy)]
pub(crate) struct Target<'s> {
    pub(crate) node: Node<'s>,
    /// The node whose `summary` and `description` replace those of the target (OpenAPI 3.1.1, section 4.8.23).
    pub(crate) overrides: Option<Node<'s>>,
}

/// What the text of a reference names.
struct Found<'s> {
    node: Node<'s>,
    /// Whether it was only found from the document, not from the embedded schema that the reference stands in.
    is_from_document: bool,
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
        Some(self.follow_to_any(node)?.node)
    }

    /// Follows a Reference Object, or several in a row, to what is no reference. `None`, with a finding, where that
    /// fails or leads to no object.
    pub(crate) fn follow(&mut self, node: Node<'s>) -> Option<Target<'s>> {
        let target = self.follow_to_any(node)?;
        match reference_of(node) {
            Some(reference) => self.referable(reference, target.node).then_some(target),
            None => Some(target),
        }
    }

    /// Whether a reference leads to what can be referred to, with a finding where it does not.
    pub(crate) fn referable(&mut self, reference: Node<'s>, target: Node<'s>) -> bool {
        if matches!(target.kind(), Kind::Mapping | Kind::Boolean(_)) {
            return true;
        }
        let text = reference.as_str().unwrap_or_default();
        let message = format!("`{text}` leads to {}, where a mapping is needed", target.describe());
        let diagnostic = Diagnostic::new(&rules::WRONG_TYPE, reference.location(), message);
        self.report(
            diagnostic
                .related(place(target), "what it leads to")
                .help("refer to the whole of what is described, not to a text or a list in it"),
        );
        false
    }

    fn follow_to_any(&mut self, node: Node<'s>) -> Option<Target<'s>> {
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
        match self.find(text, location) {
            Ok(Found { node, is_from_document }) => {
                if is_from_document {
                    self.report_base(text, location);
                }
                Some(node)
            }
            Err(diagnostic) => {
                self.report(*diagnostic);
                None
            }
        }
    }

    /// The node that `text`, written at `location`, names, or the finding that says why there is none.
    pub(crate) fn try_locate(&self, text: &str, location: Location) -> Result<Node<'s>, Box<Diagnostic>> {
        Ok(self.find(text, location)?.node)
    }

    fn find(&self, text: &str, location: Location) -> Result<Found<'s>, Box<Diagnostic>> {
        let (path, fragment) = split_fragment(text);
        let found = |node| Found {
            node,
            is_from_document: false,
        };
        if !path.is_empty() {
            let root = match self.identifiers.resource_named(path, location) {
                Some(resource) => resource,
                None => self.file_named(text, location)?,
            };
            return self.within(root, fragment, text, location).map(found);
        }
        let document = self.file_named(text, location)?;
        let resource = self.identifiers.resource_at(location).unwrap_or(document);
        match self.within(resource, fragment, text, location) {
            Ok(node) => Ok(found(node)),
            // Many documents give schemas an `$id` for other tools, and refer as if they had none.
            Err(problem) if resource != document => match self.within(document, fragment, text, location) {
                Ok(node) => Ok(Found {
                    node,
                    is_from_document: true,
                }),
                Err(_) => Err(problem),
            },
            Err(problem) => Err(problem),
        }
    }

    /// The document that a reference names by the path of its file, or by its address below that of the entry.
    fn file_named(&self, text: &str, location: Location) -> Result<Node<'s>, Box<Diagnostic>> {
        let sources = self.sources;
        let (path, _) = split_fragment(text);
        let beside = uri::relative(self.identifiers.address(sources.entry()), path).filter(|_| uri::is_absolute(path));
        let file = match beside {
            Some(path) => sources.resolve(sources.entry(), path),
            None => sources.resolve(location.file, text),
        };
        let file = file.map_err(|problem| Box::new(self.unloaded(text, location, &problem)))?;
        match sources.tree(file) {
            Some(tree) => Ok(tree.root()),
            None => Err(Box::new(unknown(text, location, "the file is no YAML and no JSON"))),
        }
    }

    /// What a fragment, a JSON pointer or an anchor, names in a document or an embedded schema.
    fn within(
        &self,
        root: Node<'s>,
        fragment: &str,
        text: &str,
        location: Location,
    ) -> Result<Node<'s>, Box<Diagnostic>> {
        let node = if fragment.is_empty() || fragment.starts_with('/') {
            root.pointer(fragment).map_err(|problem| {
                let diagnostic = unknown(text, location, &problem.to_string());
                Box::new(self.dangling(diagnostic, text, root, &problem))
            })?
        } else {
            self.identifiers
                .anchor(root, fragment)
                .ok_or_else(|| Box::new(self.no_anchor(root, fragment, text, location)))?
        };
        if node.tree().file() != self.sources.entry() {
            node.mark_root();
        }
        Ok(node)
    }

    fn no_anchor(&self, root: Node<'s>, name: &str, text: &str, location: Location) -> Diagnostic {
        let diagnostic = unknown(text, location, &format!("there is no anchor `{name}`"));
        if let Some(known) = self.nearest(name, self.identifiers.anchors(root)) {
            return diagnostic.help(format!("did you mean `#{known}`?"));
        }
        match self.schema_named(name) {
            Some(_) => diagnostic.help(format!("did you mean `#/components/schemas/{name}`?")),
            None if name.contains(['/', '\\']) => {
                let pointer = name.trim().replace('\\', "/");
                diagnostic.help(format!("did you mean `#/{}`?", pointer.trim_start_matches('/')))
            }
            None => diagnostic.help(format!(
                "write `#/` and the way to it, or give the schema an `$anchor: {name}`"
            )),
        }
    }

    /// Reports a reference that is read from the document, though an `$id` makes it start elsewhere.
    fn report_base(&mut self, text: &str, location: Location) {
        let message =
            format!("`{text}` leads to nothing in the schema whose `$id` surrounds it; it is read from the document");
        let diagnostic = Diagnostic::new(&rules::REFERENCE_BASE, location, message);
        self.findings.push_about(
            "",
            diagnostic.help("remove the `$id`, or refer to what is meant by its own `$id`"),
        );
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
        let diagnostic = Diagnostic::new(&rules::REFERENCE_CYCLE, reference.location(), message);
        self.report(diagnostic.help("describe in one of these places what is meant, instead of referring on"));
    }

    /// Reports a reference that leads over more references than anybody writes.
    pub(crate) fn endless(&mut self, reference: Node<'s>) {
        let text = reference.as_str().unwrap_or_default();
        let message = format!("`{text}` is one of more than {REFERENCES_IN_A_ROW} references in a row");
        let diagnostic = Diagnostic::new(&rules::REFERENCE_CYCLE, reference.location(), message);
        self.report(diagnostic.help("refer to what is described at the end of the row"));
    }

    fn unloaded(&self, text: &str, location: Location, problem: &LoadProblem) -> Diagnostic {
        let diagnostic = problem.diagnostic(text, location);
        let (path, _) = split_fragment(text);
        if *problem == LoadProblem::Url
            && let Some(known) = self.nearest(path, self.identifiers.addresses())
        {
            return diagnostic.help(format!("did you mean `{known}`?"));
        }
        match self.schema_named(text) {
            // A bare name where a reference is meant is read as the name of a file.
            Some(_) => diagnostic.help(format!("did you mean `#/components/schemas/{text}`?")),
            None if *problem == LoadProblem::Absolute && self.is_pointer(text, location) => {
                diagnostic.help(format!("did you mean `#{text}`?"))
            }
            None if *problem == LoadProblem::Missing => {
                diagnostic.help("write the path as it leads there from the folder of this file")
            }
            None if matches!(problem, LoadProblem::Unreadable(_)) => diagnostic.help("refer to a file of YAML or JSON"),
            None if *problem == LoadProblem::Broken => diagnostic.help("mend that file first"),
            None => diagnostic,
        }
    }

    /// Whether a text is a JSON pointer to something in the file where it stands.
    fn is_pointer(&self, text: &str, location: Location) -> bool {
        let root = self.sources.tree(location.file).map(Tree::root);
        root.is_some_and(|root| root.pointer(text).is_ok())
    }

    fn dangling(&self, diagnostic: Diagnostic, text: &str, root: Node<'s>, problem: &PointerProblem<'s>) -> Diagnostic {
        let PointerProblem::Missing { key, mapping } = problem else {
            return diagnostic;
        };
        if let Some(name) = self.nearest(key, mapping.peek_entries().map(|entry| entry.key)) {
            return diagnostic.help(format!("did you mean `{name}`?"));
        }
        let (path, pointer) = split_fragment(text);
        let entry = self.sources.entry_tree().map(Tree::root);
        if let Some(entry) = entry.filter(|entry| path.is_empty() && *entry != root && entry.pointer(pointer).is_ok()) {
            let name = self.sources.files().name(entry.tree().file());
            let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
            return diagnostic.help(format!("`{name}` has it: write the way to that file before `#`"));
        }
        let last = text.rsplit('/').next().unwrap_or_default();
        if let Some(section) = section_of(root, &unescape_pointer(last)) {
            return diagnostic.help(format!("did you mean `#/components/{section}/{last}`?"));
        }
        if key == "definitions" && root.peek("components").is_some() {
            return diagnostic.help("did you mean `#/components/schemas/…`?");
        }
        if !(1..=LISTED).contains(&mapping.len()) {
            return diagnostic;
        }
        let known: Vec<_> = mapping.peek_entries().map(|entry| format!("`{}`", entry.key)).collect();
        diagnostic.help(format!("what is there: {}", known.join(", ")))
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

/// The section of the components in which something has a name.
fn section_of(root: Node<'_>, name: &str) -> Option<&'static str> {
    let components = root.peek("components")?;
    let mut sections = objects::COMPONENTS.keys.iter();
    sections
        .find(|section| {
            components
                .peek(section)
                .is_some_and(|section| section.peek(name).is_some())
        })
        .copied()
}

fn unknown(text: &str, location: Location, reason: &str) -> Diagnostic {
    let message = format!("`{text}` leads to nothing: {reason}");
    Diagnostic::new(&rules::UNKNOWN_REFERENCE, location, message)
}
