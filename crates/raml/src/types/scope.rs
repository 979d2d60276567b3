//! Names of types: those of a document, and those of its libraries behind their prefixes (RAML 1.0, "Applying
//! Libraries").

use std::collections::BTreeMap;
use std::rc::Rc;

use specwright_diagnostics::{FileId, Location};

use super::TypeId;

/// The names of all units.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    units: BTreeMap<FileId, Scope>,
    /// The names that were listed for suggestions.
    listed: BTreeMap<(Vec<FileId>, Namespace), Rc<[String]>>,
}

/// The names of a document, library or fragment.
#[derive(Debug, Default)]
struct Scope {
    types: BTreeMap<String, Declared>,
    annotations: BTreeMap<String, Declared>,
    libraries: BTreeMap<String, FileId>,
}

/// A name that is taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Declared {
    pub(super) id: TypeId,
    pub(super) location: Location,
}

/// What names stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Namespace {
    Types,
    Annotations,
}

impl Scopes {
    /// Gives a type its name; the declaration that has it already, if one does.
    pub(super) fn declare(
        &mut self,
        unit: FileId,
        namespace: Namespace,
        name: &str,
        declared: Declared,
    ) -> Option<Declared> {
        let names = self.units.entry(unit).or_default().names_mut(namespace);
        if let Some(known) = names.get(name) {
            return Some(*known);
        }
        names.insert(name.to_owned(), declared);
        None
    }

    /// Makes the names of a library known behind a prefix.
    pub(super) fn use_library(&mut self, unit: FileId, prefix: &str, library: FileId) {
        let scope = self.units.entry(unit).or_default();
        scope.libraries.insert(prefix.to_owned(), library);
    }

    /// The type of a name in the first of some units that knows it.
    pub(super) fn find(&self, units: &[FileId], namespace: Namespace, name: &str) -> Option<TypeId> {
        units.iter().find_map(|unit| self.find_in(*unit, namespace, name))
    }

    fn find_in(&self, unit: FileId, namespace: Namespace, name: &str) -> Option<TypeId> {
        let scope = self.units.get(&unit)?;
        if let Some(declared) = scope.names(namespace).get(name) {
            return Some(declared.id);
        }
        // Prefixes may have dots of their own; a chain of two prefixes is not allowed.
        let library = name.char_indices().filter(|(_, character)| *character == '.');
        library.into_iter().find_map(|(dot, _)| {
            let (prefix, rest) = (name.get(..dot)?, name.get(dot + 1..)?);
            let library = self.units.get(scope.libraries.get(prefix)?)?;
            library.names(namespace).get(rest).map(|declared| declared.id)
        })
    }

    /// All names that hold in some units, for suggestions. Names are not declared any more once one was not found.
    pub(super) fn names(&mut self, units: &[FileId], namespace: Namespace) -> Rc<[String]> {
        let key = (units.to_vec(), namespace);
        if let Some(names) = self.listed.get(&key) {
            return Rc::clone(names);
        }
        let names: Rc<[String]> = self.list_names(units, namespace).into();
        self.listed.insert(key, Rc::clone(&names));
        names
    }

    fn list_names(&self, units: &[FileId], namespace: Namespace) -> Vec<String> {
        let mut names = Vec::new();
        for scope in units.iter().filter_map(|unit| self.units.get(unit)) {
            names.extend(scope.names(namespace).keys().cloned());
            for (prefix, library) in &scope.libraries {
                let library = self.units.get(library).map(|library| library.names(namespace));
                let inner = library.into_iter().flat_map(BTreeMap::keys);
                names.extend(inner.map(|name| format!("{prefix}.{name}")));
            }
        }
        names
    }
}

impl Scope {
    fn names(&self, namespace: Namespace) -> &BTreeMap<String, Declared> {
        match namespace {
            Namespace::Types => &self.types,
            Namespace::Annotations => &self.annotations,
        }
    }

    fn names_mut(&mut self, namespace: Namespace) -> &mut BTreeMap<String, Declared> {
        match namespace {
            Namespace::Types => &mut self.types,
            Namespace::Annotations => &mut self.annotations,
        }
    }
}
