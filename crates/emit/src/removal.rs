//! Crates that are not generated any more.

use std::collections::BTreeSet;
use std::path::Path;

use crate::inspect::{self, Kind};
use crate::manifest::Manifest;
use crate::output::MANIFEST_NAME;
use crate::{Change, DirectoryName, Error, FileChange, RelativePath, Report, disk, swap};

/// The directories right below `folder` that hold generated files, or what an interrupted run has left of them, and
/// whose names are not `expected`; in order. Symbolic links are not followed. A folder that does not exist has none.
///
/// # Errors
/// [`Error::Io`] when the folder cannot be read.
pub fn stale_crates(folder: &Path, expected: &[DirectoryName]) -> Result<Vec<DirectoryName>, Error> {
    if !inspect::is_folder(folder)? {
        return Ok(Vec::new());
    }
    let mut stale = BTreeSet::new();
    for (path, kind) in inspect::entries(folder)? {
        let name = path.file_name().and_then(|name| name.to_str());
        let (Kind::Directory, Some(name)) = (kind, name) else {
            continue;
        };
        if let Some(interrupted) = swap::interrupted_crate(name) {
            stale.insert(interrupted);
        } else if inspect::kind(&path.join(MANIFEST_NAME))? == Kind::File {
            stale.extend(DirectoryName::new(name));
        }
    }
    stale.retain(|name| !expected.contains(name));
    Ok(stale.into_iter().collect())
}

/// Removes the files that a crate's manifest names, then the manifest, then the directories that have become empty.
/// What was not generated stays. Interrupted, it can be run again.
///
/// # Errors
/// [`Error::SymbolicLink`] when the directory is a symbolic link, [`Error::Manifest`] when the manifest is damaged,
/// [`Error::Io`] when something cannot be removed.
pub fn remove_crate(folder: &Path, name: &DirectoryName) -> Result<Report, Error> {
    let mut report = Report::default();
    if !inspect::is_folder(folder)? {
        return Ok(report);
    }
    let _lock = disk::lock(folder);
    if swap::recover(folder, name)? {
        report.recovered.push(name.clone());
    }
    let directory = folder.join(name.as_str());
    if !inspect::is_directory(&directory)? {
        return Ok(report);
    }
    let Some(manifest) = Manifest::read(&directory)? else {
        return Ok(report);
    };
    for (path, hash) in &manifest.files {
        if let Some(edited_by_hand) = remove_generated(&directory, path, hash)? {
            report.files.push(removed(name, path, edited_by_hand));
        }
    }
    disk::remove_file(&directory.join(MANIFEST_NAME))?;
    report.files.push(removed(name, &RelativePath::manifest(), false));
    report.files.sort_by(|a, b| a.path.cmp(&b.path));

    remove_empty(&directory, &manifest)?;
    Ok(report)
}

fn removed(name: &DirectoryName, path: &RelativePath, edited_by_hand: bool) -> FileChange {
    FileChange {
        path: name.join(path),
        change: Change::Removed,
        edited_by_hand,
    }
}

/// Removes one generated file and says whether it had been edited; `None` where the user has put something else.
fn remove_generated(directory: &Path, path: &RelativePath, hash: &str) -> Result<Option<bool>, Error> {
    let place = path.below(directory);
    let is_file = inspect::obstacle(directory, path)?.is_none() && inspect::kind(&place)? == Kind::File;
    if !is_file || *path == RelativePath::manifest() {
        return Ok(None);
    }
    let contents = inspect::read(&place)?.unwrap_or_default();
    disk::remove_file(&place)?;
    Ok(Some(crate::manifest::sha256(&contents) != hash))
}

/// Removes the directories of generated files that are empty now, the innermost first, and the crate's own last.
fn remove_empty(directory: &Path, manifest: &Manifest) -> Result<(), Error> {
    let directories: BTreeSet<&str> = manifest.files.keys().flat_map(|path| path.ancestors()).collect();
    let innermost_first = directories.into_iter().rev().map(|inner| directory.join(inner));
    for candidate in innermost_first.chain([directory.to_path_buf()]) {
        if inspect::kind(&candidate)? == Kind::Directory && inspect::entries(&candidate)?.is_empty() {
            disk::remove_directory(&candidate)?;
        }
    }
    Ok(())
}
