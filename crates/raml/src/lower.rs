//! From views to the model: the structure of a document. Types are the work of [`crate::types`].

mod annotations;
mod application;
mod apply;
mod base_uri;
mod body;
mod document;
mod fields;
mod fragment;
mod media_type;
mod method;
mod objects;
mod overlay;
mod parameters;
mod query_string;
mod resource;
mod response;
mod scheme;
mod secured_by;
mod template;
mod unknown;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use specwright_diagnostics::{Diagnostic, FileId, Location, Rule};
use specwright_model::{Api, Operation, Origin, Schemas};

use crate::header::{FileKind, Header};
use crate::naming;
use crate::session::Session;
use crate::types::Types;
use crate::unit::{Declared, Units};

use query_string::QueryString;
use scheme::Scheme;

/// Reads the structure of one document into an [`Api`], which it builds up.
struct Reader<'s, 'u> {
    session: &'s Session<'s>,
    units: &'u Units<'s>,
    types: Types<'s>,
    schemas: Schemas,
    api: Api,
    /// The media types of bodies that name none.
    media_types: Vec<String>,
    /// Security schemes by the places where they are declared.
    schemes: BTreeMap<Location, Option<Rc<Scheme<'s>>>>,
    /// Query strings that are one type, to be made parameters when types are read.
    query_strings: Vec<QueryString>,
    /// Where the resource types are declared that are made of themselves.
    circles: BTreeSet<Location>,
    /// Where each path is described.
    paths: BTreeMap<String, Location>,
}

/// Reads the entry document; the model holds what could be read of it.
pub(crate) fn api<'s>(session: &'s Session<'s>, header: Header<'_>) -> Api {
    let units = Units::load(session);
    let mut reader = Reader {
        session,
        units: &units,
        types: Types::new(session),
        schemas: Schemas::new(),
        api: Api::default(),
        media_types: Vec::new(),
        schemes: BTreeMap::new(),
        query_strings: Vec::new(),
        circles: BTreeSet::new(),
        paths: BTreeMap::new(),
    };
    reader.declare();
    if let Some(unit) = units.entry() {
        let root = unit.root.clone();
        reader.api.origin = Origin::written(root.location());
        match header.kind {
            FileKind::Document => reader.document(&root),
            FileKind::Overlay | FileKind::Extension => {
                reader.check_extending(&root, header.kind);
                reader.document(&root);
            }
            _ => reader.fragment(&root, header.kind),
        }
    }
    reader.finish()
}

impl<'s> Reader<'s, '_> {
    /// Declares the types of all files before any is used.
    fn declare(&mut self) {
        for unit in self.units.iter() {
            for entry in unit.declared(Declared::Type) {
                self.types
                    .declare(unit.file, &entry.key, entry.key_location, entry.value.clone());
            }
            for entry in unit.declared(Declared::AnnotationType) {
                self.types
                    .declare_annotation(unit.file, &entry.key, entry.key_location, entry.value.clone());
            }
            for (prefix, library) in unit.libraries() {
                self.types.use_library(unit.file, prefix, library.file);
            }
        }
        for unit in self.units.iter() {
            self.declarations(unit);
        }
    }

    fn finish(mut self) -> Api {
        self.types.finish(&mut self.schemas);
        self.query_parameters();
        self.api.schemas = self.schemas;
        naming::operation_ids(&mut self.api);
        unknown::report_repeated(self.session);
        unknown::report(self.session);
        self.api
    }

    fn report(&self, diagnostic: Diagnostic) {
        self.session.report(diagnostic);
    }

    fn error(&self, rule: &'static Rule, location: Location, message: impl Into<String>) {
        self.session.report(Diagnostic::new(rule, location, message));
    }

    /// An operation that was read before.
    fn operation_mut(&mut self, resource: usize, operation: usize) -> Option<&mut Operation> {
        self.api.resources.get_mut(resource)?.operations.get_mut(operation)
    }

    /// The names that are declared, for suggestions.
    fn nearest(&self, kind: Declared, scopes: &[FileId], name: &str) -> Option<String> {
        let names = scopes.iter().flat_map(|scope| self.units.names(kind, *scope));
        let names: Vec<String> = names.collect();
        specwright_diagnostics::nearest(name, names.iter().map(String::as_str)).map(str::to_owned)
    }
}
