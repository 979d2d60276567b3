//! The descriptions that are converted.

use std::path::PathBuf;

use anyhow::Context;
use specwright::Format;

use crate::corpus::files;

/// The files that `paths` name, and all files below the folders that they name which are in a format that is read;
/// those whose path holds `only`, in order.
pub(super) fn find(paths: &[PathBuf], only: Option<&str>) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            let below = files(path).with_context(|| format!("cannot list {}", path.display()))?;
            let below = below.into_iter().map(|file| path.join(file));
            found.extend(below.filter(|path| matches!(Format::of_file(path), Ok(Some(_)))));
        } else {
            found.push(path.clone());
        }
    }
    found.retain(|path| only.is_none_or(|only| path.to_string_lossy().contains(only)));
    found.sort();
    Ok(found)
}
