//! Numbers from which models are made: fewer and lower numbers make a smaller model.

/// Numbers from which one part of a model is made.
#[derive(Clone)]
pub(crate) struct Choices {
    numbers: std::vec::IntoIter<u16>,
}

impl Choices {
    /// Choices by these numbers.
    pub(crate) fn new(numbers: Vec<u16>) -> Self {
        Self {
            numbers: numbers.into_iter(),
        }
    }

    /// The next number; 0 behind the last one.
    fn next(&mut self) -> usize {
        self.numbers.next().unwrap_or_default().into()
    }

    /// A number below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.next() * end / (usize::from(u16::MAX) + 1)
    }

    /// Whether something holds that does once in so many times.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) + 1 == times
    }

    /// One of several, of which the first is the simplest.
    pub(crate) fn one<T: Clone>(&mut self, several: &[T]) -> T {
        several.get(self.below(several.len())).unwrap().clone()
    }

    /// Something once in so many times.
    pub(crate) fn sometimes<T>(&mut self, times: usize, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.once_in(times).then(|| make(self))
    }

    /// A list of at most so many.
    pub(crate) fn list<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| make(self)).collect()
    }
}
