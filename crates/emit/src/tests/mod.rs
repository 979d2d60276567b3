//! Tests of the whole crate on a real file system.

mod checking;
pub(crate) mod faults;
mod interruption;
mod refusals;
mod removing;
mod writing;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::inspect::{self, Kind};
use crate::{Crate, DirectoryName, File, Output, RelativePath};

/// A temporary output folder, for one crate named `client`.
struct Sandbox {
    folder: PathBuf,
    /// Removes the folder in the end.
    _root: tempfile::TempDir,
}

impl Sandbox {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("generated");
        fs::create_dir(&folder).unwrap();
        Self { folder, _root: root }
    }

    /// What a run has generated, as paths and contents.
    fn output(&self, files: &[(&str, &str)]) -> Output {
        output(&self.folder, files)
    }

    /// Puts a file below the output folder, as a user would.
    fn put(&self, path: &str, contents: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    /// The files below the output folder and their contents; the manifest's are left out, links are shown as arrows.
    fn tree(&self) -> String {
        let files = tree(&self.folder).into_iter();
        let lines = files.map(|(path, contents)| match path.ends_with(crate::MANIFEST_NAME) {
            true => format!("{path}\n"),
            false => format!("{path}: {contents}\n"),
        });
        lines.collect()
    }
}

fn output(folder: &Path, files: &[(&str, &str)]) -> Output {
    let files = files.iter().map(|(path, contents)| File {
        path: RelativePath::new(*path).unwrap(),
        contents: (*contents).to_owned(),
    });
    Output {
        folder: folder.to_path_buf(),
        crates: vec![Crate {
            directory: DirectoryName::new("client").unwrap(),
            files: files.collect(),
        }],
    }
}

/// All files below a directory by their paths.
fn tree(directory: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut directories = vec![directory.to_path_buf()];
    while let Some(next) = directories.pop() {
        for (path, kind) in inspect::entries(&next).unwrap() {
            let relative = path.strip_prefix(directory).unwrap().to_str().unwrap().to_owned();
            let contents = match kind {
                Kind::Directory => {
                    directories.push(path);
                    continue;
                }
                Kind::SymbolicLink => format!("-> {}", fs::read_link(path).unwrap().display()),
                _ => fs::read_to_string(path).unwrap(),
            };
            files.insert(relative, contents);
        }
    }
    files
}
