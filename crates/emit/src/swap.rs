//! Replaces a crate's directory as a whole, so that whoever is interrupted leaves the old files or the new ones.
//!
//! The new directory is built beside the old one under the staging name, with a journal in it. Then the two are
//! exchanged in one step; the journal is in the crate's directory from there on, and the old directory has the staging
//! name. What the user has in it is moved over, what was replaced is removed, and the journal last of all. So, after an
//! interruption, where the journal is tells what to do:
//!
//! | the journal is in     | the exchange    | the next run                                     |
//! |-----------------------|-----------------|--------------------------------------------------|
//! | the staging directory | did not happen  | removes the staging directory, links and copies  |
//! | the crate's directory | happened        | goes on with moving and removing                 |
//!
//! Where directories cannot be exchanged, the old one is renamed to the retired name and the staging directory to the
//! crate's. An interruption between the two leaves no directory with the crate's name; the next run renames the retired
//! one back.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::inspect::{self, Kind};
use crate::inventory::{Inventory, join};
use crate::output::JOURNAL_NAME;
use crate::plan::{Plan, State};
use crate::{DirectoryName, Error, disk};

/// What remains to be done once the new directory is in place.
#[derive(Serialize, Deserialize)]
struct Journal {
    notice: String,
    /// The files of the old directory that the new one has or that are not needed any more. All others are the user's.
    settled: BTreeSet<String>,
}

const NOTICE: &str = "Specwright was replacing this directory; run it again to finish.";

/// The directories that take part in a replacement.
struct Places {
    folder: PathBuf,
    current: PathBuf,
    staging: PathBuf,
    retired: PathBuf,
}

const STAGING_SUFFIX: &str = ".specwright-staging";
const RETIRED_SUFFIX: &str = ".specwright-retired";

impl Places {
    fn new(folder: &Path, name: &DirectoryName) -> Self {
        Self {
            folder: folder.to_path_buf(),
            current: folder.join(name.as_str()),
            staging: folder.join(format!(".{name}{STAGING_SUFFIX}")),
            retired: folder.join(format!(".{name}{RETIRED_SUFFIX}")),
        }
    }
}

/// The crate whose replacement was interrupted, by the name of a directory that was left.
pub(crate) fn interrupted_crate(file_name: &str) -> Option<DirectoryName> {
    let hidden = file_name.strip_prefix('.')?;
    let name = hidden
        .strip_suffix(STAGING_SUFFIX)
        .or_else(|| hidden.strip_suffix(RETIRED_SUFFIX))?;
    DirectoryName::new(name).ok()
}

/// Puts a plan into effect.
pub(crate) fn replace(folder: &Path, plan: &Plan<'_>, inventory: &Inventory) -> Result<(), Error> {
    inspect::refuse_read_only(folder)?;
    let places = Places::new(folder, plan.name);
    if let Err(error) = build(&places, plan, inventory).and_then(|()| swap(&places, plan.exists)) {
        // The first error counts; what cannot be removed now, the next run removes.
        let _ = undo(&places);
        return Err(error);
    }
    finish(&places)
}

/// Finishes or undoes what an interrupted run has left of one crate; says whether there was anything.
pub(crate) fn recover(folder: &Path, name: &DirectoryName) -> Result<bool, Error> {
    let places = Places::new(folder, name);
    let exchanged = has_journal(&places.current)?;
    if !exchanged && !inspect::is_directory(&places.staging)? && !inspect::is_directory(&places.retired)? {
        return Ok(false);
    }
    if exchanged {
        finish(&places)?;
    } else {
        undo(&places)?;
    }
    Ok(true)
}

fn has_journal(directory: &Path) -> Result<bool, Error> {
    Ok(inspect::is_directory(directory)? && inspect::kind(&directory.join(JOURNAL_NAME))? == Kind::File)
}

/// Builds the new directory under the staging name.
fn build(places: &Places, plan: &Plan<'_>, inventory: &Inventory) -> Result<(), Error> {
    disk::create_directory(&places.staging)?;
    let journal = journal(places, plan, inventory)?;
    disk::create_file(&places.staging.join(JOURNAL_NAME), journal.as_bytes())?;

    let generated = plan.files.iter().flat_map(|file| file.path.ancestors());
    let carried = inventory.carried.iter().flat_map(|path| ancestors(path));
    // In order, a directory comes before those in it.
    let directories: BTreeSet<&str> = generated.chain(carried).collect();
    for directory in &directories {
        let (from, to) = (places.current.join(directory), places.staging.join(directory));
        disk::create_directory(&to)?;
        if inspect::kind(&from)? == Kind::Directory {
            disk::copy_permissions(&from, &to)?;
        }
    }
    for file in &plan.files {
        let (from, to) = (file.path.below(&places.current), file.path.below(&places.staging));
        match file.state {
            // The time of modification stays, and Cargo sees nothing to compile.
            State::Current => disk::link_or_copy(&from, &to)?,
            _ => disk::create_file(&to, file.contents.as_bytes())?,
        }
    }
    for path in &inventory.carried {
        disk::link_or_copy(&places.current.join(path), &places.staging.join(path))?;
    }
    if plan.exists {
        disk::copy_permissions(&places.current, &places.staging)?;
    }
    for directory in directories.iter().rev() {
        disk::sync_directory(&places.staging.join(directory))?;
    }
    disk::sync_directory(&places.staging)
}

fn journal(places: &Places, plan: &Plan<'_>, inventory: &Inventory) -> Result<String, Error> {
    let generated = plan.files.iter().map(|file| file.path.to_string());
    let stale = plan.stale.iter().map(|file| file.path.to_string());
    let journal = Journal {
        notice: NOTICE.to_owned(),
        settled: generated
            .chain(stale)
            .chain(inventory.carried.iter().cloned())
            .collect(),
    };
    serde_json::to_string_pretty(&journal).map_err(damaged(&places.staging))
}

/// Puts the new directory in the old one's place. From this step's end on, the new files count.
fn swap(places: &Places, exists: bool) -> Result<(), Error> {
    if !exists {
        disk::rename(&places.staging, &places.current)?;
    } else if !disk::exchange(&places.staging, &places.current)? {
        disk::rename(&places.current, &places.retired)?;
        disk::rename(&places.staging, &places.current)?;
    }
    Ok(())
}

/// Gives the new directory all that the old one still holds of the user's, and removes the old one.
fn finish(places: &Places) -> Result<(), Error> {
    let journal_path = places.current.join(JOURNAL_NAME);
    let journal = inspect::read(&journal_path)?.unwrap_or_default();
    let journal: Journal = serde_json::from_slice(&journal).map_err(damaged(&places.current))?;
    for old in [&places.staging, &places.retired] {
        if inspect::is_directory(old)? {
            drain(old, &places.current, "", &journal.settled)?;
            disk::remove_directory(old)?;
        }
    }
    disk::sync_directory(&places.current)?;
    disk::sync_directory(&places.folder)?;
    disk::remove_file(&journal_path)
}

/// Empties one directory of the old tree: settled files go, all else is moved to the new tree.
fn drain(old: &Path, new: &Path, relative: &str, settled: &BTreeSet<String>) -> Result<(), Error> {
    for (path, kind) in inspect::entries(&old.join(relative))? {
        let Some(name) = path.file_name() else {
            continue;
        };
        let target = new.join(relative).join(name);
        // A name that is not UTF-8 is not in the journal, so it is the user's.
        let inner = name.to_str().map(|name| join(relative, name));
        match (kind, inner) {
            (Kind::File, Some(inner)) if settled.contains(&inner) => disk::remove_file(&path)?,
            (Kind::Directory, Some(inner))
                if holds_settled(settled, &inner) || inspect::kind(&target)? == Kind::Directory =>
            {
                drain(old, new, &inner, settled)?;
                disk::remove_directory(&path)?;
            }
            _ => move_over(&path, &target)?,
        }
    }
    Ok(())
}

fn holds_settled(settled: &BTreeSet<String>, directory: &str) -> bool {
    let prefix = format!("{directory}/");
    let mut following = settled.range(prefix.clone()..);
    following.next().is_some_and(|path| path.starts_with(&prefix))
}

fn move_over(path: &Path, target: &Path) -> Result<(), Error> {
    if inspect::kind(target)? != Kind::Absent {
        return Err(Error::Unfinished {
            left: path.into(),
            existing: target.into(),
        });
    }
    if let Some(parent) = target.parent()
        && !inspect::is_directory(parent)?
    {
        disk::create_directories(parent)?;
    }
    disk::rename(path, target)
}

/// Goes back to the old directory, which was not replaced.
fn undo(places: &Places) -> Result<(), Error> {
    if inspect::is_directory(&places.retired)? {
        if inspect::is_directory(&places.current)? {
            return Err(Error::Unfinished {
                left: places.retired.clone(),
                existing: places.current.clone(),
            });
        }
        disk::rename(&places.retired, &places.current)?;
    }
    if inspect::is_directory(&places.staging)? {
        discard(&places.staging)?;
    }
    Ok(())
}

/// Removes a staging directory. The journal, which proves that it is ours, goes last.
fn discard(staging: &Path) -> Result<(), Error> {
    let journal = staging.join(JOURNAL_NAME);
    if has_journal(staging)? {
        disk::clear(staging, &journal)?;
        disk::remove_file(&journal)?;
    } else if !inspect::entries(staging)?.is_empty() {
        return Err(Error::ForeignStaging { path: staging.into() });
    }
    disk::remove_directory(staging)
}

fn damaged(directory: &Path) -> impl FnOnce(serde_json::Error) -> Error {
    let path = directory.join(JOURNAL_NAME);
    move |error| Error::Manifest {
        path,
        reason: error.to_string(),
    }
}

/// The directories that hold a path with forward slashes, from the outermost.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(slash, _)| path.get(..slash))
}
