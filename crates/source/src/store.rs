//! Where the bytes of files come from: a folder, or texts in memory.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use crate::problem::LoadProblem;

/// Reads files by their path relative to the root.
pub(crate) trait Store {
    /// The path under which the file is known, links resolved, so that one file is read once.
    fn identify(&self, path: &str) -> Result<String, LoadProblem>;
    /// The bytes of an identified file, at most `limit` of them.
    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, LoadProblem>;
    /// The name that people are shown.
    fn name(&self, path: &str) -> String;
    /// The path of the file for other programs; none in memory.
    fn path(&self, path: &str) -> Option<PathBuf>;
}

/// The files below one folder.
pub(crate) struct Folder {
    /// Canonical.
    root: PathBuf,
    /// The root as the user names it.
    shown: PathBuf,
}

impl Folder {
    /// The folder `root`, shown as it is given.
    pub(crate) fn new(root: &Path) -> std::io::Result<Self> {
        let named = if root.as_os_str().is_empty() {
            Path::new(".")
        } else {
            root
        };
        Ok(Self {
            root: named.canonicalize()?,
            shown: root.components().filter(|step| *step != Component::CurDir).collect(),
        })
    }

    /// The path of a file relative to the root, if it is below it.
    pub(crate) fn relative(&self, file: &Path) -> Option<String> {
        let relative = file.strip_prefix(&self.root).ok()?;
        let steps: Vec<_> = relative.iter().map(|step| step.to_string_lossy()).collect();
        Some(steps.join("/"))
    }
}

impl Store for Folder {
    fn identify(&self, path: &str) -> Result<String, LoadProblem> {
        let file = self.root.join(path).canonicalize().map_err(|error| explain(&error))?;
        self.relative(&file).ok_or(LoadProblem::Outside)
    }

    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, LoadProblem> {
        let path = self.root.join(path);
        // Asked before opening: opening a pipe would wait for its other end.
        let metadata = path.metadata().map_err(|error| explain(&error))?;
        if !metadata.is_file() {
            return Err(LoadProblem::Unreadable("it is not a regular file".to_owned()));
        }
        let file = File::open(&path).map_err(|error| explain(&error))?;
        let mut bytes = Vec::new();
        let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        file.take(most)
            .read_to_end(&mut bytes)
            .map_err(|error| explain(&error))?;
        if bytes.len() > limit {
            Err(LoadProblem::TooLarge { limit })
        } else {
            Ok(bytes)
        }
    }

    fn name(&self, path: &str) -> String {
        self.shown.join(path).to_string_lossy().into_owned()
    }

    fn path(&self, path: &str) -> Option<PathBuf> {
        Some(self.shown.join(path))
    }
}

fn explain(error: &std::io::Error) -> LoadProblem {
    match error.kind() {
        std::io::ErrorKind::NotFound => LoadProblem::Missing,
        _ => LoadProblem::Unreadable(error.to_string()),
    }
}

/// Texts by name.
pub(crate) struct Memory<'t> {
    pub(crate) texts: BTreeMap<String, &'t str>,
}

impl Store for Memory<'_> {
    fn identify(&self, path: &str) -> Result<String, LoadProblem> {
        let known = self.texts.contains_key(path);
        known.then(|| path.to_owned()).ok_or(LoadProblem::Missing)
    }

    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, LoadProblem> {
        let text = self.texts.get(path).ok_or(LoadProblem::Missing)?;
        if text.len() > limit {
            Err(LoadProblem::TooLarge { limit })
        } else {
            Ok(text.as_bytes().to_vec())
        }
    }

    fn name(&self, path: &str) -> String {
        path.to_owned()
    }

    fn path(&self, _: &str) -> Option<PathBuf> {
        None
    }
}
