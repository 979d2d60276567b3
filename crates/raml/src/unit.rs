//! Files that have names of their own: documents, libraries, and typed fragments with `uses`.
//!
//! A name is looked up in the file that it is written in ([`View::scopes`]); `library.name` in the library that the file
//! uses under that prefix (RAML 1.0, "Libraries"). An overlay or extension and all that it extends share their names.

mod load;

use std::collections::BTreeMap;

use specwright_diagnostics::{FileId, Location};

use crate::header::FileKind;
use crate::view::{Entry, View};

/// What can be declared under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Declared {
    /// `types`, or `schemas` as RAML 0.8 calls them.
    Type,
    Trait,
    ResourceType,
    SecurityScheme,
    AnnotationType,
}

impl Declared {
    /// All of them.
    pub(crate) const ALL: [Self; 5] = [
        Self::Type,
        Self::Trait,
        Self::ResourceType,
        Self::SecurityScheme,
        Self::AnnotationType,
    ];

    /// The keys that declare them.
    pub(crate) fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Type => &["types", "schemas"],
            Self::Trait => &["traits"],
            Self::ResourceType => &["resourceTypes"],
            Self::SecurityScheme => &["securitySchemes"],
            Self::AnnotationType => &["annotationTypes"],
        }
    }

    /// What a file is that holds one of them.
    pub(crate) fn fragment(self) -> FileKind {
        match self {
            Self::Type => FileKind::DataType,
            Self::Trait => FileKind::Trait,
            Self::ResourceType => FileKind::ResourceType,
            Self::SecurityScheme => FileKind::SecurityScheme,
            Self::AnnotationType => FileKind::AnnotationTypeDeclaration,
        }
    }

    /// What one of them is called in a message, without an article.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Trait => "trait",
            Self::ResourceType => "resource type",
            Self::SecurityScheme => "security scheme",
            Self::AnnotationType => "annotation type",
        }
    }
}

/// A file that has names of its own.
pub(crate) struct Unit<'s> {
    pub(crate) file: FileId,
    pub(crate) kind: FileKind,
    /// Its root; of a document that others extend, and of those, the root of all of them merged.
    pub(crate) root: View<'s>,
    /// The libraries by their prefixes.
    libraries: BTreeMap<String, Library>,
    declared: BTreeMap<Declared, Vec<Entry<'s>>>,
    /// The entries of `declared` by name.
    by_name: BTreeMap<(Declared, String), usize>,
}

/// A library that a file uses.
#[derive(Clone)]
pub(crate) struct Library {
    pub(crate) file: FileId,
    /// Where its prefix is written.
    pub(crate) location: Location,
}

impl<'s> Unit<'s> {
    /// What is declared, in the order of the file.
    pub(crate) fn declared(&self, kind: Declared) -> &[Entry<'s>] {
        self.declared.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// A declaration by its name, libraries not asked.
    pub(crate) fn find(&self, kind: Declared, name: &str) -> Option<&Entry<'s>> {
        let index = self.by_name.get(&(kind, name.to_owned()))?;
        self.declared(kind).get(*index)
    }

    /// The libraries that the file uses, by their prefixes.
    pub(crate) fn libraries(&self) -> &BTreeMap<String, Library> {
        &self.libraries
    }
}

/// All files that have names of their own.
pub(crate) struct Units<'s> {
    entry: FileId,
    /// The entry document and those that it extends, the strongest first.
    pub(crate) extended: Vec<FileId>,
    by_file: BTreeMap<FileId, Unit<'s>>,
}

impl<'s> Units<'s> {
    /// The entry document; none where it could not be read.
    pub(crate) fn entry(&self) -> Option<&Unit<'s>> {
        self.get(self.entry)
    }

    /// A file that has names of its own.
    pub(crate) fn get(&self, file: FileId) -> Option<&Unit<'s>> {
        self.by_file.get(&file)
    }

    /// All of them, in the order in which they were read.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Unit<'s>> {
        self.by_file.values()
    }

    /// The declaration that `name` leads to in one of the files `scopes`, the first that has it. Its key is the name
    /// without a prefix.
    pub(crate) fn find(&self, kind: Declared, scopes: &[FileId], name: &str) -> Option<&Entry<'s>> {
        scopes.iter().find_map(|scope| self.find_in(kind, *scope, name))
    }

    fn find_in(&self, kind: Declared, scope: FileId, name: &str) -> Option<&Entry<'s>> {
        let unit = self.get(scope)?;
        unit.find(kind, name).or_else(|| {
            let (prefix, name) = name.split_once('.')?;
            let library = unit.libraries.get(prefix)?;
            self.get(library.file)?.find(kind, name)
        })
    }

    /// The names that may stand in a file for something declared, prefixes included: for suggestions.
    pub(crate) fn names(&self, kind: Declared, scope: FileId) -> Vec<String> {
        let Some(unit) = self.get(scope) else { return Vec::new() };
        let own = unit.declared(kind).iter().map(|entry| entry.key.to_string());
        let others = unit.libraries.iter().flat_map(|(prefix, library)| {
            let declared = self.get(library.file).map_or(&[][..], |unit| unit.declared(kind));
            declared.iter().map(move |entry| format!("{prefix}.{}", entry.key))
        });
        own.chain(others).collect()
    }
}
