//! The descriptions that are converted.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use specwright::Format;

/// The endings of files that may be descriptions.
const ENDINGS: [&str; 5] = ["yaml", "yml", "json", "apib", "raml"];

/// The files that `paths` name, and all files below the folders that they name which are in a format that is read;
/// those whose path holds `only`, in order.
pub(super) fn find(paths: &[PathBuf], only: Option<&str>) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            list(path, &mut found).with_context(|| format!("cannot list {}", path.display()))?;
        } else {
            found.push(path.clone());
        }
    }
    found.retain(|path| only.is_none_or(|only| path.to_string_lossy().contains(only)));
    found.sort();
    Ok(found)
}

fn list(folder: &Path, found: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        if path.is_dir() {
            list(&path, found)?;
        } else if ending.is_some_and(|ending| ENDINGS.contains(&ending))
            && matches!(Format::of_file(&path), Ok(Some(_)))
        {
            found.push(path);
        }
    }
    Ok(())
}
