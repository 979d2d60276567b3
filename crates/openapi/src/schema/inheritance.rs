//! Inheritance by discriminator: schemas with a discriminator and no union, of which others say by `allOf` that they
//! are kinds of it (OpenAPI 3.1.1, section 4.8.25).

use std::collections::{BTreeMap, BTreeSet};

use specwright_diagnostics::{Diagnostic, Location};
use specwright_model::{Discriminator, SchemaId};
use specwright_source::{Node, Tree};

use super::naming::SchemaName;
use crate::reader::{Identity, Reader};
use crate::reference::REFERENCES_IN_A_ROW;
use crate::rules;

/// Keys below which there are values, not schemas.
const VALUES: [&str; 5] = ["example", "examples", "default", "enum", "const"];

/// How many subtypes all schemas of a document may have together: a chain of schemas that inherit from one another has
/// half the square of its length.
const SUBTYPES_LIMIT: usize = 200_000;

/// What is known of inheritance while schemas are read.
#[derive(Default)]
pub(crate) struct Inheritance<'s> {
    /// What names each schema as its parent.
    children: BTreeMap<SchemaId, Vec<Child>>,
    /// The schemas whose discriminators tell subtypes apart, with where the discriminator stands.
    bases: BTreeMap<SchemaId, Location>,
    /// The declarations of files beside the entry that inherit from something; none until they are looked for.
    declarations: Option<Vec<Declaration<'s>>>,
}

/// A schema that is made of another.
#[derive(Clone, Copy)]
struct Child {
    id: SchemaId,
    /// Whether it is nothing but another name of its parent.
    is_alias: bool,
}

/// A schema that a file declares and that inherits by `allOf`.
struct Declaration<'s> {
    name: SchemaName,
    node: Node<'s>,
    /// What it inherits from.
    parents: Vec<Identity>,
}

impl<'s> Reader<'s> {
    /// Notes that a schema inherits from another.
    pub(super) fn note_child(&mut self, parent: SchemaId, child: SchemaId) {
        self.note_relation(parent, child, false);
    }

    /// Notes that a schema is another name of one.
    pub(super) fn note_alias(&mut self, parent: SchemaId, alias: SchemaId) {
        self.note_relation(parent, alias, true);
    }

    fn note_relation(&mut self, parent: SchemaId, id: SchemaId, is_alias: bool) {
        let children = self.inheritance.children.entry(parent).or_default();
        children.push(Child { id, is_alias });
    }

    /// Notes that the discriminator of a schema, at `location`, tells subtypes apart.
    pub(super) fn note_base(&mut self, id: SchemaId, location: Location) {
        self.inheritance.bases.insert(id, location);
    }

    /// Gives ids to subtypes that files beside the entry declare and nothing refers to; whether there were any.
    pub(super) fn reach_subtypes(&mut self) -> bool {
        if self.inheritance.bases.is_empty() {
            return false;
        }
        let declarations = match self.inheritance.declarations.take() {
            Some(declarations) => declarations,
            None => self.inheriting_declarations(),
        };
        let bases = self.inheritance.bases.keys().copied();
        let heirs = self.descendants(bases.clone(), usize::MAX);
        let family: BTreeSet<SchemaId> = bases.chain(heirs.into_iter().map(|heir| heir.id)).collect();
        let is_read = |declaration: &Declaration<'s>| self.schema_ids.contains_key(&declaration.node.identity());
        let unread: Vec<_> = declarations.into_iter().filter(|it| !is_read(it)).collect();
        let reached = self.reached(&unread, &family);
        let mut others = Vec::new();
        for declaration in unread {
            if reached.contains(&declaration.node.identity()) {
                declaration.node.mark_root();
                self.schema_at(declaration.node, Some(declaration.name));
            } else {
                others.push(declaration);
            }
        }
        self.inheritance.declarations = Some(others);
        !reached.is_empty()
    }

    /// Those of the declarations that inherit from one of these schemas, over any number of steps.
    fn reached(&self, declarations: &[Declaration<'s>], family: &BTreeSet<SchemaId>) -> BTreeSet<Identity> {
        let mut heirs: BTreeMap<Identity, Vec<Identity>> = BTreeMap::new();
        for declaration in declarations {
            for parent in &declaration.parents {
                heirs.entry(*parent).or_default().push(declaration.node.identity());
            }
        }
        let is_family = |parent: &Identity| self.schema_ids.get(parent).is_some_and(|id| family.contains(id));
        let mut pending: Vec<Identity> = heirs.keys().filter(|parent| is_family(parent)).copied().collect();
        let mut reached = BTreeSet::new();
        while let Some(parent) = pending.pop() {
            let new = heirs.remove(&parent).unwrap_or_default();
            pending.extend(new.iter().copied());
            reached.extend(new);
        }
        reached
    }

    /// The places that the references in the `allOf` of a schema lead to, those of aliases on the way included.
    fn parents(&self, node: Node<'s>) -> Vec<Identity> {
        let mut parents = Vec::new();
        for part in node.peek("allOf").into_iter().flat_map(Node::items) {
            let mut at = part;
            for _ in 0..REFERENCES_IN_A_ROW {
                let reference = at
                    .peek("$ref")
                    .and_then(|reference| Some((reference.as_str()?, reference.location())));
                let Some(Ok(target)) = reference.map(|(text, location)| self.try_locate(text, location)) else {
                    break;
                };
                parents.push(target.identity());
                at = target;
            }
        }
        parents
    }

    fn inheriting_declarations(&self) -> Vec<Declaration<'s>> {
        let sources = self.sources;
        let others = sources.trees().filter(|tree| tree.file() != sources.entry());
        others.flat_map(|tree| self.declarations_of(tree)).collect()
    }

    /// The schemas with `allOf` that stand in a place for declarations, in the order of the document.
    fn declarations_of(&self, tree: &'s Tree) -> Vec<Declaration<'s>> {
        let mut found = Vec::new();
        if tree.find_holders("allOf").is_empty() {
            return found;
        }
        let mut visited: BTreeSet<Identity> = BTreeSet::new();
        let mut pending: Vec<(Node<'s>, Vec<&'s str>)> = vec![(tree.root(), Vec::new())];
        while let Some((node, way)) = pending.pop() {
            if !visited.insert(node.identity()) {
                continue;
            }
            if node.peek("allOf").is_some_and(Node::is_sequence)
                && let Some(name) = self.declaration_name(node, &way)
            {
                let parents = self.parents(node);
                found.push(Declaration { name, node, parents });
            }
            // What a sequence holds is a part of something and no declaration.
            for entry in node.peek_entries() {
                if !VALUES.contains(&entry.key) && !entry.key.starts_with("x-") && entry.value.is_mapping() {
                    let way = way.iter().copied().chain([entry.key]).collect();
                    pending.push((entry.value, way));
                }
            }
        }
        found.sort_by_key(|declaration| declaration.node.location());
        found
    }

    /// Sets [`specwright_model::Schema::subtypes`], once all schemas have been read and have their names.
    pub(super) fn set_subtypes(&mut self) {
        let mut left = SUBTYPES_LIMIT;
        for (base, location) in std::mem::take(&mut self.inheritance.bases) {
            let Some(discriminator) = self.api.schemas.get(base).discriminator.clone() else {
                continue;
            };
            let descendants = self.descendants([base], left);
            if descendants.len() >= left {
                let message = "schemas inherit from one another so often that the subtypes are left out from here on";
                let diagnostic = Diagnostic::new(&rules::TOO_LARGE, location, message);
                self.report(diagnostic.help("leave the discriminator to the schema from which all others inherit"));
                return;
            }
            left -= descendants.len();
            let subtypes = self.subtypes(base, descendants, &discriminator);
            if subtypes.is_empty() {
                self.report_childless(location);
            }
            if let Some(schema) = self.api.schemas.get_mut(base) {
                schema.subtypes = subtypes;
            }
        }
    }

    fn report_childless(&mut self, location: Location) {
        let message = "this discriminator tells nothing apart: no schema inherits from the one that it belongs to";
        let help = "list the variants under `oneOf`, or let them name this schema under `allOf`";
        let diagnostic = Diagnostic::new(&rules::INEFFECTIVE_DISCRIMINATOR, location, message);
        self.report(diagnostic.help(help));
    }

    fn subtypes(&self, base: SchemaId, descendants: Vec<Child>, discriminator: &Discriminator) -> Vec<SchemaId> {
        let mapped: BTreeSet<SchemaId> = discriminator
            .mapping
            .iter()
            .map(|(_, id)| *id)
            .chain(discriminator.default_mapping)
            .collect();
        let schemas = &self.api.schemas;
        let mut subtypes: Vec<SchemaId> = descendants
            .into_iter()
            .filter(|child| !child.is_alias)
            .map(|child| child.id)
            .filter(|id| schemas.get(*id).name.is_some() || mapped.contains(id))
            .collect();
        subtypes.sort_by_key(|id| (schemas.get(*id).origin.location, *id));
        let known: BTreeSet<SchemaId> = subtypes.iter().copied().chain([base]).collect();
        subtypes.extend(mapped.difference(&known));
        subtypes
    }

    /// What is made of one of these schemas, over any number of steps, each once; no more than `limit`.
    fn descendants(&self, bases: impl IntoIterator<Item = SchemaId>, limit: usize) -> Vec<Child> {
        let mut pending: Vec<SchemaId> = bases.into_iter().collect();
        let mut known: BTreeSet<SchemaId> = pending.iter().copied().collect();
        let mut found: Vec<Child> = Vec::new();
        while let Some(parent) = pending.pop() {
            for child in self.inheritance.children.get(&parent).into_iter().flatten() {
                if found.len() < limit && known.insert(child.id) {
                    found.push(*child);
                    pending.push(child.id);
                }
            }
        }
        found
    }
}
