//! Disjoint sets with a value for each set.

/// Disjoint sets of indices. Each set has one value, which is found by any of its indices.
#[derive(Debug, Default)]
pub(crate) struct Classes<T> {
    parents: Vec<usize>,
    sizes: Vec<usize>,
    values: Vec<T>,
    /// What stands for an index that was never added.
    nothing: T,
}

impl<T: Default> Classes<T> {
    /// Adds a set of one index, and gives the index.
    pub(crate) fn add(&mut self, value: T) -> usize {
        let index = self.parents.len();
        self.parents.push(index);
        self.sizes.push(1);
        self.values.push(value);
        index
    }

    /// How many indices there are.
    pub(crate) fn len(&self) -> usize {
        self.parents.len()
    }

    /// The index that stands for the set of `index`.
    pub(crate) fn find(&self, mut index: usize) -> usize {
        // The smaller set always goes below the larger one: no more steps than the logarithm of all indices.
        while let Some(parent) = self.parents.get(index)
            && *parent != index
        {
            index = *parent;
        }
        index
    }

    /// The value of the set of `index`.
    pub(crate) fn get(&self, index: usize) -> &T {
        self.values.get(self.find(index)).unwrap_or(&self.nothing)
    }

    /// The value of the set of `index`, to change it.
    pub(crate) fn get_mut(&mut self, index: usize) -> &mut T {
        let index = self.find(index);
        self.values.get_mut(index).unwrap_or(&mut self.nothing)
    }

    /// Makes one set of two, and gives the values that both had; the set has none until one is put there. None where
    /// they are one set already.
    pub(crate) fn join(&mut self, a: usize, b: usize) -> Option<(T, T)> {
        let (a, b) = (self.find(a), self.find(b));
        if a == b {
            return None;
        }
        let size = |index: usize| self.sizes.get(index).copied().unwrap_or_default();
        let total = size(a) + size(b);
        let (kept, gone) = if size(a) >= size(b) { (a, b) } else { (b, a) };
        let values = (std::mem::take(self.get_mut(a)), std::mem::take(self.get_mut(b)));
        if let Some(parent) = self.parents.get_mut(gone) {
            *parent = kept;
        }
        if let Some(size) = self.sizes.get_mut(kept) {
            *size = total;
        }
        Some(values)
    }
}

#[cfg(test)]
mod tests {
    use super::Classes;

    #[test]
    fn a_joined_set_has_one_value() {
        let mut classes = Classes::default();
        let indices: Vec<usize> = (0..4).map(|value| classes.add(value * 10)).collect();
        assert_eq!(classes.join(indices[0], indices[1]), Some((0, 10)));
        *classes.get_mut(1) = 7;
        assert_eq!(classes.join(2, 1), Some((20, 7)));
        assert_eq!(classes.join(0, 2), None);
        *classes.get_mut(2) = 9;
        assert_eq!([0, 1, 2, 3].map(|index| *classes.get(index)), [9, 9, 9, 30]);
    }
}
