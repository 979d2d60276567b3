//! Lists that are made smaller: as many parts as possible are left out at once.

/// A list that breaks a property, with the part of it that is left out at present.
#[derive(Clone, Debug)]
pub(crate) struct Lessening<T> {
    parts: Vec<T>,
    /// How many parts are left out at once, and from where on.
    count: usize,
    at: usize,
    /// The parts that were left out last.
    removed: Vec<T>,
}

impl<T> Lessening<T> {
    /// Begins with half of the parts at once.
    pub(crate) fn new(parts: Vec<T>) -> Self {
        Self {
            count: parts.len().div_ceil(2),
            parts,
            at: 0,
            removed: Vec::new(),
        }
    }

    /// The parts that are left.
    pub(crate) fn parts(&self) -> &[T] {
        &self.parts
    }

    /// Leaves some more parts out; false where nothing is left to try.
    pub(crate) fn simplify(&mut self) -> bool {
        while self.at >= self.parts.len() {
            if self.parts.is_empty() || self.count <= 1 {
                return false;
            }
            self.at = 0;
            self.count = self.count.div_ceil(2);
        }
        let end = (self.at + self.count).min(self.parts.len());
        self.removed = self.parts.splice(self.at..end, []).collect();
        true
    }

    /// Puts back what was left out last: without it, the property holds.
    pub(crate) fn complicate(&mut self) -> bool {
        if self.removed.is_empty() {
            return false;
        }
        let removed = std::mem::take(&mut self.removed);
        let count = removed.len();
        self.parts.splice(self.at..self.at, removed);
        self.at += count;
        true
    }
}
