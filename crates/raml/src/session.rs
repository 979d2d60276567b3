//! What all parts of the reader share: the files, and what is said about them.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use specwright_diagnostics::{Diagnostic, Diagnostics, FileId, Location};
use specwright_source::{Limits, LoadProblem, Node, Sources};

use crate::header::Version;
use crate::references::from_entry;
use crate::rules;

/// A kind of object and the keys that it may have, for explaining keys that it may not have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ObjectType {
    /// With its article, as in "a method".
    pub(crate) name: &'static str,
    pub(crate) keys: &'static [&'static str],
}

/// One reading of a document.
pub(crate) struct Session<'s> {
    pub(crate) sources: &'s Sources,
    /// The version of the entry document.
    pub(crate) version: Version,
    findings: RefCell<Findings>,
    visits_left: Cell<usize>,
    /// The nodes below which all is marked as seen.
    seen_whole: RefCell<BTreeSet<(FileId, u32)>>,
}

#[derive(Default)]
struct Findings {
    list: Diagnostics,
    /// What was said already: templates are read each time they are applied.
    said: BTreeSet<(Option<Location>, &'static str, String)>,
    /// As what each mapping was read.
    read_as: BTreeMap<(FileId, u32), ObjectType>,
}

impl<'s> Session<'s> {
    pub(crate) fn new(sources: &'s Sources, version: Version) -> Self {
        Self {
            sources,
            version,
            findings: RefCell::default(),
            visits_left: Cell::new(sources.limits().references),
            seen_whole: RefCell::default(),
        }
    }

    /// Whether the document is RAML 0.8.
    pub(crate) fn is_old(&self) -> bool {
        self.version == Version::V0_8
    }

    /// The file that `path`, written in the file `from`, names.
    pub(crate) fn resolve(&self, from: FileId, path: &str) -> Result<FileId, LoadProblem> {
        match from_entry(path) {
            Some(path) => self.sources.resolve(self.sources.entry(), path),
            None => self.sources.resolve(from, path),
        }
    }

    /// Adds a finding; one that was made before is kept once.
    pub(crate) fn report(&self, diagnostic: Diagnostic) {
        let mut findings = self.findings.borrow_mut();
        let identity = (diagnostic.location, diagnostic.rule.code, diagnostic.message.clone());
        if findings.said.insert(identity) {
            findings.list.push(diagnostic);
        }
    }

    /// Adds the findings of another reader.
    pub(crate) fn report_all(&self, diagnostics: Diagnostics) {
        for diagnostic in diagnostics {
            self.report(diagnostic);
        }
    }

    /// Notes as what a mapping is read.
    pub(crate) fn read_as(&self, node: Node<'s>, object: ObjectType) {
        self.findings.borrow_mut().read_as.insert(node.identity(), object);
    }

    /// Notes that all below a node is marked as seen; `false` where it was before.
    pub(crate) fn see_whole(&self, node: Node<'s>) -> bool {
        self.seen_whole.borrow_mut().insert(node.identity())
    }

    /// As what a mapping was read.
    pub(crate) fn object_of(&self, node: Node<'s>) -> Option<ObjectType> {
        self.findings.borrow().read_as.get(&node.identity()).copied()
    }

    /// Counts a visit of a node, or more, where so much is done; `false`, with a finding, once there are too many.
    pub(crate) fn visit(&self, location: Location, visits: usize) -> bool {
        let left = self.visits_left.get();
        if left == 0 {
            return false;
        }
        self.visits_left.set(left.saturating_sub(visits));
        if left <= visits {
            let message = "includes and templates repeat so much of the document that reading stops here";
            let help = Limits::help("references");
            self.report(Diagnostic::new(&rules::RAML_TOO_LARGE, location, message).help(help));
        }
        true
    }

    /// All findings, in the order of their places.
    pub(crate) fn finish(self) -> Diagnostics {
        let mut list = self.findings.into_inner().list;
        list.sort();
        list
    }
}
