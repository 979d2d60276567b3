//! What all parts of the reader share: the files, and what is said about them.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use specwright_diagnostics::{Diagnostic, Diagnostics, FileId, Location};
use specwright_source::{Node, Sources};

use crate::header::Version;
use crate::rules;

/// How many nodes may be visited, those behind includes and templates each time they are used. The largest public
/// documents come to a hundredth of it.
const VISITS: usize = 2_000_000;

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
            visits_left: Cell::new(VISITS),
        }
    }

    /// Whether the document is RAML 0.8.
    pub(crate) fn is_old(&self) -> bool {
        self.version == Version::V0_8
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

    /// As what a mapping was read.
    pub(crate) fn object_of(&self, node: Node<'s>) -> Option<ObjectType> {
        self.findings.borrow().read_as.get(&node.identity()).copied()
    }

    /// Counts a visit of a node; `false`, with a finding, once there are too many.
    pub(crate) fn visit(&self, location: Location) -> bool {
        match self.visits_left.get().checked_sub(1) {
            Some(left) => {
                self.visits_left.set(left);
                if left == 0 {
                    let message = "includes and templates repeat so much of the document that reading stops here";
                    self.report(Diagnostic::new(&rules::RAML_TOO_LARGE, location, message));
                }
                true
            }
            None => false,
        }
    }

    /// All findings, in the order of their places.
    pub(crate) fn finish(self) -> Diagnostics {
        let mut list = self.findings.into_inner().list;
        list.sort();
        list
    }
}
