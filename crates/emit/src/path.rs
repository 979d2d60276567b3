//! Names of files and directories that cannot leave the place they are meant for.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// The path of a generated file, relative to its crate or to the output folder, with forward slashes.
///
/// It has at least one component, none of which is empty, `.` or `..` or holds a backslash, a colon or a control
/// character; so, joined to a folder, it names something inside that folder on every platform.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RelativePath(String);

/// The name of one directory right below the output folder: one component of a [`RelativePath`] that does not begin
/// with a dot.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DirectoryName(String);

/// A path or name that could lead out of the output folder, or that not every platform can store.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path:?} cannot name a generated file: {reason}")]
pub struct InvalidPath {
    /// The text that was given.
    pub path: String,
    /// What is wrong with it.
    pub reason: &'static str,
}

impl RelativePath {
    /// Takes a path such as `src/lib.rs`.
    ///
    /// # Errors
    /// [`InvalidPath`] when the text is not what [`RelativePath`] promises.
    pub fn new(path: impl Into<String>) -> Result<Self, InvalidPath> {
        let path = path.into();
        match path.split('/').find_map(component_defect) {
            Some(reason) => Err(InvalidPath { path, reason }),
            None => Ok(Self(path)),
        }
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path below `folder`, in the platform's spelling.
    pub fn below(&self, folder: &Path) -> PathBuf {
        let mut path = folder.to_path_buf();
        path.extend(self.0.split('/'));
        path
    }

    /// The manifest's path in a crate's directory.
    #[cfg(feature = "disk")]
    pub(crate) fn manifest() -> Self {
        Self(crate::MANIFEST_NAME.to_owned())
    }

    /// The directories that hold it, from the outermost: `a` and `a/b` for `a/b/c.rs`.
    pub(crate) fn ancestors(&self) -> impl Iterator<Item = &str> {
        self.0.match_indices('/').filter_map(|(slash, _)| self.0.get(..slash))
    }
}

impl DirectoryName {
    /// Takes a name such as `partner-client`.
    ///
    /// # Errors
    /// [`InvalidPath`] when the text is not what [`DirectoryName`] promises.
    pub fn new(name: impl Into<String>) -> Result<Self, InvalidPath> {
        let name = name.into();
        let defect = if name.contains('/') {
            Some("it is a path and not one directory's name")
        } else if name.starts_with('.') && name != "." && name != ".." {
            Some("a directory of generated files is not hidden")
        } else {
            component_defect(&name)
        };
        match defect {
            Some(reason) => Err(InvalidPath { path: name, reason }),
            None => Ok(Self(name)),
        }
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path of a file of this directory, relative to the output folder.
    pub fn join(&self, path: &RelativePath) -> RelativePath {
        RelativePath(format!("{}/{}", self.0, path.0))
    }
}

fn component_defect(component: &str) -> Option<&'static str> {
    match component {
        "" => Some("it is absolute, empty or has an empty component"),
        "." | ".." => Some("it has a component `.` or `..`"),
        _ if component.contains('\\') => Some("it has a backslash; components are parted by `/`"),
        _ if component.contains(':') => Some("it has a colon"),
        _ if component.contains(char::is_control) => Some("it has a control character"),
        _ if component.ends_with(['.', ' ']) => Some("a component ends with a dot or a space"),
        _ => None,
    }
}

impl TryFrom<String> for RelativePath {
    type Error = InvalidPath;

    fn try_from(path: String) -> Result<Self, InvalidPath> {
        Self::new(path)
    }
}

impl From<RelativePath> for String {
    fn from(path: RelativePath) -> Self {
        path.0
    }
}

impl fmt::Display for RelativePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for DirectoryName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, valid: bool) {
        assert_eq!(RelativePath::new(path).is_ok(), valid, "{path:?}");
    }

    #[test]
    fn a_path_stays_inside() {
        check("Cargo.toml", true);
        check("src/résumé.rs", true);
        check(".gitattributes", true);
        check("src/..rs", true);
        for path in [
            "",
            "/",
            "/etc/passwd",
            "a//b",
            "a/",
            "..",
            "a/../b",
            "./a",
            "a\\b",
            "C:/a",
            "a\nb",
            "a\0",
            "a./b",
            "a ",
        ] {
            check(path, false);
        }
    }

    #[test]
    fn a_directory_is_one_visible_component() {
        assert!(DirectoryName::new("partner-client").is_ok());
        for name in ["", "a/b", ".hidden", "..", ".", "a\\b"] {
            assert!(DirectoryName::new(name).is_err(), "{name:?}");
        }
    }

    #[test]
    fn ancestors_go_from_the_outermost() {
        let path = RelativePath::new("a/b/c.rs").unwrap();
        assert_eq!(path.ancestors().collect::<Vec<_>>(), ["a", "a/b"]);
    }
}
