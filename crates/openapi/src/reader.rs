//! What every part of the reader shares.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::Value;
use specwright_diagnostics::{Diagnostic, FileId, Location, Span, Suggestions};
use specwright_model::{Api, Extensions, SchemaId};
use specwright_source::{Limits, Node, Sources};

use crate::findings::Findings;
use crate::identifiers::Identifiers;
use crate::ignored;
use crate::objects::{self, ObjectType};
use crate::rules;
use crate::schema::{Inheritance, SchemaName, TYPES};
use crate::version::Version;

/// A node, over all files.
pub(crate) type Identity = (FileId, u32);

/// Reads one document into an [`Api`], which it builds up.
pub(crate) struct Reader<'s> {
    pub(crate) sources: &'s Sources,
    pub(crate) version: Version,
    /// Whether schemas are in any draft of JSON Schema, as those that stand in documents of other formats are.
    pub(crate) reads_all_drafts: bool,
    /// Schemas that the document around a schema declares, by the references that name them.
    pub(crate) named_elsewhere: BTreeMap<String, SchemaId>,
    pub(crate) api: Api,
    pub(crate) findings: Findings,
    /// The ids of the schemas that were met.
    pub(crate) schema_ids: BTreeMap<Identity, SchemaId>,
    /// What the schemas are called, as far as it is known.
    pub(crate) schema_names: BTreeMap<SchemaId, SchemaName>,
    /// Schemas whose ids are given and which are still to be read. A queue instead of recursion: references can
    /// lead on and on.
    pub(crate) unread_schemas: VecDeque<(Node<'s>, SchemaId)>,
    /// Which schemas inherit from which.
    pub(crate) inheritance: Inheritance<'s>,
    /// As what each mapping was read, for explaining its unknown keys.
    pub(crate) read_as: BTreeMap<Identity, &'static ObjectType>,
    /// The ids of operations that were met, with their places.
    pub(crate) operation_ids: BTreeMap<String, Location>,
    /// The ids of operations that links name.
    pub(crate) linked_ids: Vec<(String, Location)>,
    /// How deep in callbacks the reader is.
    pub(crate) callback_depth: usize,
    /// Path items that are being read, for finding circles.
    pub(crate) open_path_items: BTreeSet<Identity>,
    /// The `$id`s and anchors of all documents.
    pub(crate) identifiers: Identifiers<'s>,
    suggestions: Suggestions,
    expanded: usize,
}

impl<'s> Reader<'s> {
    pub(crate) fn new(sources: &'s Sources, version: Version) -> Self {
        Self {
            sources,
            version,
            reads_all_drafts: false,
            named_elsewhere: BTreeMap::new(),
            api: Api::default(),
            findings: Findings::default(),
            schema_ids: BTreeMap::new(),
            schema_names: BTreeMap::new(),
            unread_schemas: VecDeque::new(),
            inheritance: Inheritance::default(),
            read_as: BTreeMap::new(),
            operation_ids: BTreeMap::new(),
            linked_ids: Vec::new(),
            callback_depth: 0,
            open_path_items: BTreeSet::new(),
            identifiers: Identifiers::new(sources, version),
            suggestions: Suggestions::default(),
            expanded: 0,
        }
    }

    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.findings.push(diagnostic);
    }

    /// The known name that is nearest to one that is not known, if there is a near one.
    pub(crate) fn nearest<'k>(&self, name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
        self.suggestions.nearest(name, known)
    }

    /// Begins to read a node as an object; `false`, with a finding, where it is no mapping.
    pub(crate) fn object(&mut self, node: Node<'s>, object: &'static ObjectType) -> bool {
        if !self.spend(1, node) {
            return false;
        }
        if !node.is_mapping() {
            let message = format!("{} must be a mapping, not {}", object.name, node.describe());
            let diagnostic = Diagnostic::new(&rules::WRONG_TYPE, place(node), message);
            self.report(diagnostic.help(self.instead_of(node, object)));
            node.see_all();
            return false;
        }
        self.read_as.insert(node.identity(), object);
        ignored::mark(node, object);
        true
    }

    /// What to write in place of a value that is no mapping.
    fn instead_of(&self, node: Node<'s>, object: &'static ObjectType) -> String {
        let text = node.as_str().unwrap_or_default();
        if object == &objects::SCHEMA {
            if TYPES.contains(&text) {
                return format!("write `{{type: {text}}}`");
            }
            if self.schema_named(text).is_some() {
                return format!("write `{{$ref: '#/components/schemas/{text}'}}`");
            }
            return "write a mapping, such as `{type: string}`".to_owned();
        }
        // These say nothing of which object is meant.
        let is_telling = |key: &&&str| !["$ref", "summary", "description"].contains(*key);
        let keys = object.keys.iter().filter(is_telling).take(3);
        let keys: Vec<_> = keys.map(|key| format!("`{key}`")).collect();
        format!("write a mapping, with keys such as {}", keys.join(", "))
    }

    /// What vendors say in an object: its `x-` keys.
    pub(crate) fn extensions(&mut self, node: Node<'s>) -> Extensions {
        let mut extensions = Extensions::new();
        for entry in node.peek_entries().filter(|entry| entry.key.starts_with("x-")) {
            if let Some(value) = node.get(entry.key) {
                extensions.insert(entry.key.to_owned(), self.value(value));
            }
        }
        extensions
    }

    /// A value that is taken as it is.
    pub(crate) fn value(&mut self, node: Node<'s>) -> Value {
        let value = node.to_value();
        if self.spend(size(&value), node) {
            value
        } else {
            Value::Null
        }
    }

    /// Counts what is read; `false`, with a finding, once it is too much.
    fn spend(&mut self, objects: usize, node: Node<'s>) -> bool {
        let limit = self.sources.limits().references;
        let was_within = self.expanded <= limit;
        self.expanded = self.expanded.saturating_add(objects);
        let is_within = self.expanded <= limit;
        if was_within && !is_within {
            let message = "references repeat so much of the document that reading stops here";
            let help = "large examples that many operations share are a usual cause";
            self.report(
                Diagnostic::new(&rules::TOO_LARGE, place(node), message)
                    .help(help)
                    .help(Limits::help("references")),
            );
        }
        is_within
    }
}

/// The place of a node for a finding about it as a whole: of mappings and sequences, the first line.
pub(crate) fn place(node: Node<'_>) -> Location {
    let location = node.location();
    let text = node.tree().text().get(location.span.range()).unwrap_or_default();
    let first_line = text.split(['\n', '\r']).next().unwrap_or_default();
    let start = location.span.start as usize;
    Location {
        file: location.file,
        span: Span::new(start, start + first_line.len()),
    }
}

/// How many values a value is made of.
fn size(value: &Value) -> usize {
    // Values come from a tree, whose depth is limited.
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(size).sum::<usize>(),
        _ => 1,
    }
}
