//! What a run has generated, before it reaches the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::{DirectoryName, Error, RelativePath};

/// The file name in the directory of a generated crate of the list of what was generated.
pub const MANIFEST_NAME: &str = ".specwright.json";

/// The file that marks a directory whose replacement is under way; see the module `swap`.
pub(crate) const JOURNAL_NAME: &str = ".specwright-journal.json";

/// One generated file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Where it goes, relative to its crate's directory.
    pub path: RelativePath,
    /// Its whole text.
    pub contents: String,
}

/// The generated files of one crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crate {
    /// Its directory, right below the output folder.
    pub directory: DirectoryName,
    /// Its files, in any order.
    pub files: Vec<File>,
}

/// Everything a run has generated for one output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The folder that holds the crates, such as `generated` or the value of `OUT_DIR`. It need not exist yet.
    pub folder: PathBuf,
    /// The crates, in any order.
    pub crates: Vec<Crate>,
}

/// All generated files by their path relative to the output folder, for tests and previews. Reads and writes nothing;
/// the manifests that [`write`](crate::write) adds are not among them.
///
/// # Errors
/// [`Error::Clash`] when two files have one path.
pub fn collect(output: &Output) -> Result<BTreeMap<RelativePath, String>, Error> {
    output.validate()?;
    let files = output.crates.iter().flat_map(|of| {
        of.files
            .iter()
            .map(|file| (of.directory.join(&file.path), file.contents.clone()))
    });
    Ok(files.collect())
}

impl Output {
    /// Checks that all files can be on one disk together, also on one that ignores the case of letters.
    pub(crate) fn validate(&self) -> Result<(), Error> {
        let mut directories = BTreeSet::new();
        for of in &self.crates {
            if !directories.insert(of.directory.as_str().to_lowercase()) {
                return Err(clash(of.directory.as_str(), "two crates have this directory"));
            }
            of.validate()?;
        }
        Ok(())
    }
}

impl Crate {
    fn validate(&self) -> Result<(), Error> {
        let mut files = BTreeSet::new();
        for file in &self.files {
            let path = file.path.as_str().to_lowercase();
            if path == MANIFEST_NAME || path == JOURNAL_NAME {
                return Err(clash(self.directory.join(&file.path).as_str(), "the name is reserved"));
            }
            if !files.insert(path) {
                let reason = "two files have this path, or paths that differ only in the case of letters";
                return Err(clash(self.directory.join(&file.path).as_str(), reason));
            }
        }
        let in_the_way = self.files.iter().find(|file| {
            let path = file.path.as_str().to_lowercase();
            RelativePath::new(path).is_ok_and(|path| path.ancestors().any(|it| files.contains(it)))
        });
        match in_the_way {
            Some(file) => Err(clash(
                self.directory.join(&file.path).as_str(),
                "a directory above it is a generated file",
            )),
            None => Ok(()),
        }
    }
}

fn clash(path: &str, reason: &'static str) -> Error {
    Error::Clash {
        path: path.to_owned(),
        reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paths: &[&str], expected: Result<usize, &str>) {
        let files = paths.iter().map(|path| File {
            path: RelativePath::new(*path).unwrap(),
            contents: String::new(),
        });
        let output = Output {
            folder: PathBuf::from("generated"),
            crates: vec![Crate {
                directory: DirectoryName::new("one").unwrap(),
                files: files.collect(),
            }],
        };
        let found = collect(&output).map(|files| files.len());
        assert_eq!(
            found.map_err(|error| error.to_string()),
            expected.map_err(str::to_owned)
        );
    }

    #[test]
    fn files_that_cannot_be_together_are_refused() {
        check(&["src/lib.rs", "Cargo.toml"], Ok(2));
        check(
            &["src/a.rs", "src/A.rs"],
            Err("one/src/A.rs: two files have this path, or paths that differ only in the case of letters"),
        );
        check(
            &["src/a/b.rs", "src/a"],
            Err("one/src/a/b.rs: a directory above it is a generated file"),
        );
        check(&[".specwright.json"], Err("one/.specwright.json: the name is reserved"));
    }
}
