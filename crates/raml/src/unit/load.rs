//! Finds the files that have names of their own, and what they declare.

use std::collections::BTreeMap;

use specwright_diagnostics::{Diagnostic, FileId};

use super::{Declared, Library, Unit, Units};
use crate::header::{FileKind, Header};
use crate::rules;
use crate::session::Session;
use crate::view::{Entry, View};

impl<'s> Units<'s> {
    /// Finds all of them, beginning with the entry document.
    pub(crate) fn load(session: &'s Session<'s>) -> Self {
        let entry = session.sources.entry();
        let mut units = Self {
            entry,
            extended: Vec::new(),
            by_file: BTreeMap::new(),
        };
        let Some(root) = View::of_file(session, entry, entry) else {
            return units;
        };
        let Extended {
            root,
            libraries: used,
            files,
        } = Extended::read(session, entry, root);
        let kind = kind_of(session, entry);
        units.add(session, Unit::new(entry, kind, root, used));
        units.extended = files;
        let trees = session.sources.trees().map(specwright_source::Tree::file);
        for file in trees {
            if units.extended.contains(&file) || Header::of(session.sources.text(file)).is_none() {
                continue;
            }
            let Some(root) = View::of_file(session, file, file) else {
                continue;
            };
            let libraries = libraries(session, &root);
            units.add(session, Unit::new(file, kind_of(session, file), root, libraries));
        }
        units
    }

    fn add(&mut self, session: &'s Session<'s>, mut unit: Unit<'s>) {
        let has_declarations = matches!(
            unit.kind,
            FileKind::Document | FileKind::Library | FileKind::Overlay | FileKind::Extension
        );
        if has_declarations {
            unit.read_declarations(session);
        }
        self.by_file.insert(unit.file, unit);
    }
}

/// A document with all that it extends below it.
struct Extended<'s> {
    root: View<'s>,
    /// The libraries of all of them.
    libraries: BTreeMap<String, Library>,
    /// Their files, the strongest first.
    files: Vec<FileId>,
}

impl<'s> Extended<'s> {
    fn read(session: &'s Session<'s>, entry: FileId, root: View<'s>) -> Self {
        let mut lowest = root.clone();
        let mut extended = Self {
            libraries: libraries(session, &root),
            root,
            files: vec![entry],
        };
        while let Some(extends) = lowest.get("extends") {
            let Some(file) = extended.file(session, &extends) else {
                break;
            };
            // The names of all of them hold in each.
            let Some(base) = View::of_file(session, file, entry) else {
                break;
            };
            for (prefix, library) in libraries(session, &base) {
                extended.add_library(session, prefix, library);
            }
            extended.root = extended.root.over(base.clone());
            lowest = base;
        }
        extended
    }

    fn add_library(&mut self, session: &'s Session<'s>, prefix: String, library: Library) {
        let known = self.libraries.entry(prefix).or_insert_with(|| library.clone());
        if known.file != library.file {
            let message = "this prefix is that of another library in the document that is extended";
            let diagnostic = Diagnostic::new(&rules::INVALID_NAME, known.location, message);
            session.report(diagnostic.related(library.location, "the other library"));
        }
    }

    fn file(&mut self, session: &'s Session<'s>, extends: &View<'s>) -> Option<FileId> {
        let file = file_named(session, extends)?;
        if self.files.contains(&file) {
            let message = "the document extends itself";
            session.report(extends.finding(&rules::CIRCULAR_INCLUDE, message));
            return None;
        }
        self.files.push(file);
        Some(file)
    }
}

impl<'s> Unit<'s> {
    fn new(file: FileId, kind: FileKind, root: View<'s>, libraries: BTreeMap<String, Library>) -> Self {
        Self {
            file,
            kind,
            root,
            libraries,
            declared: BTreeMap::new(),
            by_name: BTreeMap::new(),
        }
    }

    fn read_declarations(&mut self, session: &'s Session<'s>) {
        for kind in Declared::ALL {
            let keys = kind.keys().iter().filter_map(|key| self.root.entry(key));
            let lists: Vec<Entry<'s>> = keys.collect();
            let mut found: Vec<Entry<'s>> = Vec::new();
            for list in &lists {
                found.extend(members(session, list));
            }
            for entry in found {
                entry.value.expect_fragment(kind.fragment());
                let name = (kind, entry.key.to_string());
                let list = self.declared.entry(kind).or_default();
                if let Some(first) = self.by_name.get(&name).and_then(|index| list.get(*index)) {
                    let message = format!(
                        "the {} `{}` is declared twice; the first is used",
                        kind.noun(),
                        entry.key
                    );
                    let diagnostic = Diagnostic::new(&rules::REPEATED_DECLARATION, entry.key_location, message);
                    session.report(diagnostic.related(first.key_location, "the first"));
                    continue;
                }
                self.by_name.insert(name, list.len());
                list.push(entry);
            }
        }
    }
}

/// The members of a mapping of declarations, or of a sequence of such mappings, as RAML 0.8 writes them.
fn members<'s>(session: &'s Session<'s>, list: &Entry<'s>) -> Vec<Entry<'s>> {
    let value = &list.value;
    if value.is_mapping() || value.is_null() {
        return value.entries();
    }
    let mut found = Vec::new();
    let items = if session.is_old() { value.items() } else { Vec::new() };
    if items.is_empty() && !(session.is_old() && value.is_sequence()) {
        let message = format!("`{}` must be a mapping, not {}", list.key, value.describe());
        session.report(value.finding(&rules::WRONG_RAML_TYPE, message));
        value.see_all();
    }
    for item in items {
        if item.is_mapping() {
            found.extend(item.entries());
        } else if !item.is_null() {
            let message = format!("`{}` must hold mappings of names, not {}", list.key, item.describe());
            session.report(item.finding(&rules::WRONG_RAML_TYPE, message));
        }
    }
    found
}

fn kind_of(session: &Session<'_>, file: FileId) -> FileKind {
    Header::of(session.sources.text(file)).map_or(FileKind::Document, |header| header.kind)
}

/// The libraries that a file uses (RAML 1.0, "Applying Libraries").
fn libraries<'s>(session: &'s Session<'s>, root: &View<'s>) -> BTreeMap<String, Library> {
    let Some(uses) = root.get("uses") else {
        return BTreeMap::new();
    };
    if !uses.is_mapping() && !uses.is_null() {
        let message = format!(
            "`uses` must be a mapping of prefixes to libraries, not {}",
            uses.describe()
        );
        session.report(uses.finding(&rules::WRONG_RAML_TYPE, message));
    }
    let mut libraries = BTreeMap::new();
    for entry in uses.entries() {
        if entry.key.contains('.') {
            let message = format!("a prefix must have no dot: `{}`", entry.key);
            session.report(Diagnostic::new(&rules::INVALID_NAME, entry.key_location, message));
        }
        let Some(file) = file_named(session, &entry.value) else {
            continue;
        };
        if kind_of(session, file) != FileKind::Library {
            let message = format!("`{}` is no library", entry.value.text().unwrap_or_default());
            let help = "a library begins with `#%RAML 1.0 Library`";
            session.report(entry.value.finding(&rules::NO_LIBRARY, message).help(help));
        }
        let location = entry.key_location;
        libraries.insert(entry.key.into_owned(), Library { file, location });
    }
    libraries
}

/// The file that a value names by its path.
fn file_named(session: &Session<'_>, value: &View<'_>) -> Option<FileId> {
    let Some(path) = value.as_str() else {
        let message = format!("the path of a file is expected, not {}", value.describe());
        session.report(value.finding(&rules::WRONG_RAML_TYPE, message));
        return None;
    };
    match session.resolve(value.whole_location().file, path) {
        Ok(file) if session.sources.tree(file).is_some() => Some(file),
        Ok(_) => {
            let message = format!("`{path}` is no RAML");
            session.report(value.finding(&rules::NO_LIBRARY, message));
            None
        }
        Err(problem) => {
            session.report(problem.diagnostic(path, value.location()));
            None
        }
    }
}
