//! Places for the parts of a model: each has one of its own, by which findings name it.

use specwright_diagnostics::{FileId, Files, Location, Span};
use specwright_model::Origin;

/// Places, one behind the other.
#[derive(Debug)]
pub(crate) struct Origins {
    file: FileId,
    taken: usize,
}

impl Origins {
    pub(crate) fn new() -> Self {
        Self {
            file: Files::new().add("model", ""),
            taken: 0,
        }
    }

    /// A place that nothing else has.
    pub(crate) fn next(&mut self) -> Origin {
        self.taken += 1;
        Origin::written(Location {
            file: self.file,
            span: Span::new(self.taken, self.taken + 1),
        })
    }
}
