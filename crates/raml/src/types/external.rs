//! Types that a JSON Schema or an XML Schema describes (RAML 1.0, "Using XML and JSON Schemas").

mod references;

use std::collections::{BTreeMap, BTreeSet};

use specwright_diagnostics::{Diagnostic, Diagnostics, Location};
use specwright_model::{Origin, Schema, SchemaId, Schemas};
use specwright_openapi::SchemaReader;
use specwright_source::{Sources, Tree};

use super::TypeId;
use super::value::{Embedded, SLOPPY, looks_like_json, reason};
use crate::rules;
use crate::session::Session;
use crate::view::View;

/// A schema in another language.
#[derive(Clone, Debug)]
pub(super) struct External<'s> {
    view: View<'s>,
    is_json: bool,
}

impl<'s> External<'s> {
    /// The schema that a text is, or that is included; none for a type expression.
    pub(super) fn of(view: &View<'s>) -> Option<Self> {
        let text = view.as_str()?.trim_start_matches('\u{FEFF}').trim_start();
        let path = view.inclusion().map(|inclusion| inclusion.path.to_ascii_lowercase());
        let has_extension = |extension: &str| path.as_ref().is_some_and(|path| path.ends_with(extension));
        let is_xml = text.starts_with('<') || has_extension(".xsd") || has_extension(".xml");
        let is_json = !is_xml && (looks_like_json(text) || has_extension(".json"));
        (is_xml || is_json).then(|| Self {
            view: view.clone(),
            is_json,
        })
    }

    /// Where it is named or begins.
    pub(super) fn place(&self) -> Location {
        let inclusion = self.view.inclusion();
        inclusion.map_or_else(|| self.view.location(), |inclusion| inclusion.location)
    }
}

/// The schemas that were read.
pub(super) struct Schemata<'s> {
    session: &'s Session<'s>,
    /// Of files; made when the first one is asked for.
    reader: Option<SchemaReader<'s>>,
    known: BTreeMap<(Location, String), SchemaId>,
    /// Those that have the name of a type.
    claimed: BTreeSet<SchemaId>,
    /// Schemas that stand for types to which others refer by their names.
    references: BTreeMap<TypeId, SchemaId>,
}

impl<'s> Schemata<'s> {
    pub(super) fn new(session: &'s Session<'s>) -> Self {
        Self {
            session,
            reader: None,
            known: BTreeMap::new(),
            claimed: BTreeSet::new(),
            references: BTreeMap::new(),
        }
    }

    fn next_reference(&self, resolved: &BTreeSet<TypeId>) -> Option<(TypeId, SchemaId)> {
        let mut open = self.references.iter().filter(|(id, _)| !resolved.contains(id));
        open.next().map(|(id, schema)| (*id, *schema))
    }

    /// Whether a schema may take the name of a type: the first type that stands for it gives it its name, whatever its
    /// file calls it.
    pub(super) fn claim(&mut self, id: SchemaId) -> bool {
        self.claimed.insert(id)
    }

    fn read(
        &mut self,
        external: &External<'s>,
        named: BTreeMap<String, SchemaId>,
        schemas: &mut Schemas,
    ) -> Option<SchemaId> {
        let view = &external.view;
        let fragment = view.inclusion().map(|it| it.fragment.clone()).unwrap_or_default();
        let key = (view.whole_location(), fragment);
        if let Some(id) = self.known.get(&key) {
            return Some(*id);
        }
        let id = if !external.is_json {
            self.opaque(external, schemas)
        } else if let Some(id) = self.read_file(external, schemas) {
            id
        } else {
            self.read_text(external, named, schemas)?
        };
        self.known.insert(key, id);
        Some(id)
    }

    /// XML Schemas are not read: any value fits.
    fn opaque(&mut self, external: &External<'s>, schemas: &mut Schemas) -> SchemaId {
        let location = external.place();
        let message = "XML schemas are not read: any value fits";
        let diagnostic = Diagnostic::new(&rules::OPAQUE_SCHEMA, location, message);
        self.session
            .report(diagnostic.help("describe the type in RAML, which holds for JSON and XML alike"));
        schemas.add(anything(location))
    }

    /// An included file, whose references to other files are followed.
    fn read_file(&mut self, external: &External<'s>, schemas: &mut Schemas) -> Option<SchemaId> {
        let inclusion = external.view.inclusion()?;
        let tree = self.session.sources.tree(inclusion.file)?;
        let (_, diagnostics) = Embedded::of(&external.view).parse(self.session.sources.limits());
        if let Some(problem) = diagnostics.into_iter().find(|it| it.rule.code == SLOPPY) {
            let location = problem.location.unwrap_or(inclusion.location);
            let message = format!("this is no JSON Schema: {}", reason(problem.message));
            let diagnostic = Diagnostic::new(&rules::INVALID_SCHEMA, location, message);
            self.session
                .report(diagnostic.related(inclusion.location, "it is included here"));
        }
        if tree.root().is_null() {
            // An empty file is a finding already.
            return Some(schemas.add(anything(inclusion.location)));
        }
        let pointer = inclusion.fragment.trim_start_matches('#');
        let node = match tree.root().pointer(pointer).ok().filter(|_| is_pointer(pointer)) {
            Some(node) => node,
            None => tree
                .root()
                .pointer(&format!("/definitions/{pointer}"))
                .ok()
                .or_else(|| {
                    let message = format!("`{}` has no `{pointer}`", inclusion.path);
                    let diagnostic = Diagnostic::new(&rules::INVALID_SCHEMA, inclusion.location, message);
                    self.session
                        .report(diagnostic.help("write a JSON pointer, such as `#/definitions/Name`"));
                    None
                })?,
        };
        let sources = self.session.sources;
        let reader = self.reader.get_or_insert_with(|| SchemaReader::new(sources));
        Some(reader.read(node, schemas))
    }

    /// A text inside the document.
    fn read_text(
        &mut self,
        external: &External<'s>,
        named: BTreeMap<String, SchemaId>,
        schemas: &mut Schemas,
    ) -> Option<SchemaId> {
        let view = &external.view;
        let embedded = Embedded::of(view);
        let first_new = schemas.len();
        let texts = [("schema.json", &*embedded.text)];
        let sources = match Sources::from_texts(&texts, self.session.sources.limits(), |_| Vec::new()) {
            Ok(sources) => sources,
            Err(error) => {
                self.invalid(&embedded, view, error.diagnostics);
                return None;
            }
        };
        let has_shape = sources.entry_tree().is_some_and(|tree| tree.root().is_mapping());
        let is_sloppy = |it: &Diagnostic| it.rule.code == SLOPPY;
        if !has_shape || sources.diagnostics().iter().any(is_sloppy) {
            self.invalid(&embedded, view, sources.diagnostics().clone());
            return None;
        }
        let (id, found) = specwright_openapi::read_schema_among(&sources, schemas, named);
        for finding in found {
            self.session.report(moved(finding, &embedded, view));
        }
        for (id, _) in schemas
            .iter()
            .skip(first_new)
            .map(|(id, it)| (id, it.origin))
            .collect::<Vec<_>>()
        {
            if let Some(schema) = schemas.get_mut(id) {
                let location = schema.origin.location;
                schema.origin.location = location.map(|location| embedded.place(view, location.span));
            }
        }
        id
    }

    fn invalid(&self, embedded: &Embedded, view: &View<'s>, diagnostics: Diagnostics) {
        let last = diagnostics.into_iter().last();
        let (location, problem) = match last {
            Some(Diagnostic {
                location: Some(location),
                message,
                ..
            }) => (embedded.place(view, location.span), message),
            Some(Diagnostic { message, .. }) => (view.location(), message),
            None => (view.location(), "it is no object".to_owned()),
        };
        let message = format!("this is no JSON Schema: {}", reason(problem));
        self.session
            .report(Diagnostic::new(&rules::INVALID_SCHEMA, location, message));
    }

    /// Reports what is wrong with the schemas of files, keys that mean nothing in them included.
    pub(super) fn finish(&mut self) {
        let Some(reader) = self.reader.take() else { return };
        self.session.report_all(reader.finish());
        let sources = self.session.sources;
        let is_json = |tree: &&Tree| {
            sources
                .files()
                .name(tree.file())
                .to_ascii_lowercase()
                .ends_with(".json")
        };
        sources.trees().filter(is_json).for_each(|tree| tree.root().see_all());
    }
}

/// A schema that every value fits.
fn anything(location: Location) -> Schema {
    Schema {
        origin: Origin::written(location),
        ..Schema::default()
    }
}

fn is_pointer(text: &str) -> bool {
    text.is_empty() || text.starts_with('/')
}

/// A finding in a text as one in the file that the text stands in.
fn moved(mut finding: Diagnostic, embedded: &Embedded, view: &View<'_>) -> Diagnostic {
    let place = |location: Location| embedded.place(view, location.span);
    finding.location = finding.location.map(place);
    for label in &mut finding.related {
        label.location = place(label.location);
    }
    finding
}
