//! Kinds of JSON values, and sets of them.

/// A kind of JSON value, null left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Boolean,
    Number,
    Text,
    Array,
    Object,
}

impl Kind {
    pub(crate) const ALL: [Self; 5] = [Self::Boolean, Self::Number, Self::Text, Self::Array, Self::Object];
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kinds(u8);

impl Kinds {
    /// The set, with `kind` where `is_present`.
    #[must_use]
    pub(crate) fn with(self, kind: Kind, is_present: bool) -> Self {
        Self(self.0 | (u8::from(is_present) << kind as u8))
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) fn contains(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    /// Whether one of two sets holds the other.
    pub(crate) fn are_compatible(self, other: Self) -> bool {
        let common = self.0 & other.0;
        common == self.0 || common == other.0
    }

    /// The kinds in the set, in one order always.
    pub(crate) fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(move |kind| self.contains(*kind))
    }

    /// The kind, where there is exactly one.
    pub(crate) fn only(self) -> Option<Kind> {
        let mut kinds = self.iter();
        kinds.next().filter(|_| kinds.next().is_none())
    }
}
