//! The descriptions of a folder.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use specwright::{Format, Name, Reading};

/// What a folder holds.
pub(super) struct Found {
    /// Paths below the folder, with forward slashes, in order, and a name for the packages of each.
    pub(super) documents: Vec<(String, Name)>,
    /// How many files are in no format: what others refer to, and what has nothing to do with it.
    pub(super) parts: usize,
}

/// How the names of files end that may be descriptions.
const ENDINGS: [&str; 6] = [".yaml", ".yml", ".json", ".apib", ".raml", ".txt"];

/// Every file below `folder` that may be a description: paths with forward slashes, in their order.
pub(crate) fn files(folder: &Path) -> io::Result<Vec<String>> {
    let mut paths = Vec::new();
    list(folder, "", &mut paths)?;
    paths.sort();
    Ok(paths)
}

/// How a document of a corpus is read: the folders of a corpus are repositories, whose descriptions refer to files
/// beside and above them.
pub(super) fn reading(folder: &Path, document: &str) -> Reading {
    Reading {
        root: document.split_once('/').map(|(repository, _)| folder.join(repository)),
        ..Reading::default()
    }
}

/// Finds every description below `folder` whose path there holds `only`. A file that cannot be
/// read counts as a description, so that it is seen.
pub(super) fn find(folder: &Path, only: Option<&str>) -> io::Result<Found> {
    let mut names = BTreeSet::new();
    let mut found = Found {
        documents: Vec::new(),
        parts: 0,
    };
    for path in files(folder)? {
        if only.is_some_and(|only| !path.contains(only)) {
            continue;
        }
        match Format::of_file(&folder.join(&path)) {
            Ok(None) => found.parts += 1,
            Ok(Some(_)) | Err(_) => {
                let name = unique_name(&path, &mut names);
                found.documents.push((path, name));
            }
        }
    }
    Ok(found)
}

fn list(folder: &Path, below: &str, paths: &mut Vec<String>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            list(&entry.path(), &format!("{below}{name}/"), paths)?;
        } else if ENDINGS.iter().any(|ending| name.ends_with(ending)) {
            paths.push(format!("{below}{name}"));
        }
    }
    Ok(())
}

/// The name of the file; with a number before it when another file has that name.
fn unique_name(path: &str, taken: &mut BTreeSet<Name>) -> Name {
    let name = Name::of_file(Path::new(path));
    if taken.insert(name.clone()) {
        return name;
    }
    let numbered = (2..).map(|number| Name::derive(&format!("d{number}-{name}")));
    let free = numbered.into_iter().find(|name| taken.insert(name.clone()));
    free.unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let mut taken = BTreeSet::new();
        let mut check = |path: &str, expected: &str| assert_eq!(unique_name(path, &mut taken).as_str(), expected);
        check("a/openapi.yaml", "openapi");
        check("b/openapi.yaml", "d2-openapi");
        check("c/openapi.json", "d3-openapi");
        check("c/other.json", "other");
    }
}
