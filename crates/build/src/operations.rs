//! Which operations are generated.

use specwright::Patterns;

/// Operations by one thing that they have. `*` stands for any characters; letter case counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Operations<'a> {
    /// Those with a tag: `"users"`.
    Tag(&'a str),
    /// Those of a path, variables as they are written: `"/users/*"`, `"/users/{id}"`.
    Path(&'a str),
    /// Those whose function has this name: `"delete_*"`.
    Name(&'a str),
}

impl Operations<'_> {
    pub(crate) fn add_to(self, patterns: &mut Patterns) {
        let (list, pattern) = match self {
            Self::Tag(pattern) => (&mut patterns.tags, pattern),
            Self::Path(pattern) => (&mut patterns.paths, pattern),
            Self::Name(pattern) => (&mut patterns.names, pattern),
        };
        list.push(pattern.to_owned());
    }
}
