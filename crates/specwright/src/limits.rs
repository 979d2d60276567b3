//! How much one description may ask of the machine that generates from it: see docs/limits.md.

mod names;

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

pub(crate) use names::long_names;

/// What is limited, so that descriptions that strangers wrote cost bounded time and memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limit {
    /// Bytes of one file.
    DocumentBytes,
    /// Bytes of all files of a description together.
    TotalBytes,
    /// How deep sequences and mappings may be nested in one another.
    Depth,
    /// Values in all files together, where one behind a YAML alias counts each time it is used.
    Nodes,
    /// Files of a description.
    Files,
    /// Objects and values that are gone through, where what a reference leads to counts each time.
    References,
    /// Characters of one name: of whatever code or its documentation is named after.
    NameCharacters,
    /// Bytes of one generated crate.
    CodeBytes,
}

impl Limit {
    /// All limits.
    pub const ALL: [Self; 8] = [
        Self::DocumentBytes,
        Self::TotalBytes,
        Self::Depth,
        Self::Nodes,
        Self::Files,
        Self::References,
        Self::NameCharacters,
        Self::CodeBytes,
    ];

    /// The name in configurations and on the command line, such as `document-bytes`.
    pub fn name(self) -> &'static str {
        match self {
            Self::DocumentBytes => "document-bytes",
            Self::TotalBytes => "total-bytes",
            Self::Depth => "depth",
            Self::Nodes => "nodes",
            Self::Files => "files",
            Self::References => "references",
            Self::NameCharacters => "name-characters",
            Self::CodeBytes => "code-bytes",
        }
    }

    /// The limit where nobody says another.
    pub fn usual(self) -> usize {
        let reading = specwright_source::Limits::default();
        match self {
            Self::DocumentBytes => reading.document_bytes,
            Self::TotalBytes => reading.total_bytes,
            Self::Depth => reading.depth,
            Self::Nodes => reading.nodes,
            Self::Files => reading.files,
            Self::References => reading.references,
            Self::NameCharacters => 1000,
            Self::CodeBytes => 256 << 20,
        }
    }

    /// The greatest that the limit can be.
    pub fn greatest(self) -> usize {
        match self {
            Self::Depth => specwright_source::Limits::MOST_DEPTH,
            // Places and nodes of a file are counted in 32 bits.
            Self::DocumentBytes | Self::Nodes => u32::MAX as usize,
            _ => usize::MAX,
        }
    }
}

impl FromStr for Limit {
    type Err = UnknownLimit;

    fn from_str(name: &str) -> Result<Self, UnknownLimit> {
        let known = Self::ALL.into_iter().find(|limit| limit.name() == name);
        known.ok_or_else(|| UnknownLimit(name.to_owned()))
    }
}

/// A text that is the name of no limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLimit(String);

impl fmt::Display for UnknownLimit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "no limit is called {:?}", self.0)?;
        let names = Limit::ALL.map(Limit::name);
        match specwright_diagnostics::nearest(&self.0, names) {
            Some(near) => write!(formatter, "; did you mean `{near}`?"),
            None => write!(formatter, "; there are `{}`", names.join("`, `")),
        }
    }
}

impl std::error::Error for UnknownLimit {}

/// A number that a limit cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitOutOfRange(Limit);

impl fmt::Display for LimitOutOfRange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.0.name();
        match self.0.greatest() {
            usize::MAX => write!(formatter, "`{name}` is at least 1"),
            greatest => write!(formatter, "`{name}` is at least 1 and at most {greatest}"),
        }
    }
}

impl std::error::Error for LimitOutOfRange {}

/// All limits; the usual ones where nothing else was said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits(BTreeMap<Limit, usize>);

impl Limits {
    /// What the limit is.
    pub fn get(&self, limit: Limit) -> usize {
        self.0.get(&limit).copied().unwrap_or_else(|| limit.usual())
    }

    /// Makes a limit another one.
    ///
    /// # Errors
    /// When the number is 0 or above the [greatest](Limit::greatest).
    pub fn set(&mut self, limit: Limit, value: usize) -> Result<(), LimitOutOfRange> {
        if value == 0 || value > limit.greatest() {
            return Err(LimitOutOfRange(limit));
        }
        self.0.insert(limit, value);
        Ok(())
    }

    /// The limits of which something was said, in the order of [`Limit::ALL`].
    pub fn said(&self) -> impl Iterator<Item = (Limit, usize)> {
        self.0.iter().map(|(limit, value)| (*limit, *value))
    }

    /// Those within which files are read.
    pub(crate) fn of_reading(&self) -> specwright_source::Limits {
        specwright_source::Limits {
            document_bytes: self.get(Limit::DocumentBytes),
            total_bytes: self.get(Limit::TotalBytes),
            depth: self.get(Limit::Depth),
            nodes: self.get(Limit::Nodes),
            files: self.get(Limit::Files),
            references: self.get(Limit::References),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, value: usize, expected: &str) {
        let mut limits = Limits::default();
        let shown = match name.parse::<Limit>() {
            Ok(limit) => match limits.set(limit, value) {
                Ok(()) => limits.get(limit).to_string(),
                Err(refused) => refused.to_string(),
            },
            Err(unknown) => unknown.to_string(),
        };
        assert_eq!(shown, expected);
    }

    #[test]
    fn limits_are_set_by_name() {
        check("depth", 300, "300");
        check("code-bytes", 1, "1");
        check("dept", 300, "no limit is called \"dept\"; did you mean `depth`?");
        check("depth", 100_000, "`depth` is at least 1 and at most 500");
        check("files", 0, "`files` is at least 1");
    }
}
