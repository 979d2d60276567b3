//! What a crate's directory holds that was not generated.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::Error;
use crate::inspect::{self, Kind};
use crate::output::JOURNAL_NAME;
use crate::plan::Plan;

/// The user's regular files that lie in the crate's directory or in directories with generated files. The replaced
/// directory must hold them from its first moment, so they are linked into it. All else that is the user's (whole
/// directories, links, pipes, names that are not UTF-8) is moved behind.
#[derive(Debug, Default)]
pub(crate) struct Inventory {
    /// Paths relative to the crate's directory, with forward slashes, in order.
    pub(crate) carried: Vec<String>,
}

/// Looks through the directory that a plan is about to replace.
///
/// # Errors
/// [`Error::Occupied`] when the user has files in a directory whose path a generated file takes;
/// [`Error::ReadOnly`] for a directory that must be changed and may not.
pub(crate) fn take(plan: &Plan<'_>) -> Result<Inventory, Error> {
    let generated: BTreeSet<&str> = plan.files.iter().map(|file| file.path.as_str()).collect();
    let stale = plan.stale.iter().map(|file| file.path.as_str());
    let ours: BTreeSet<&str> = stale.chain(generated.iter().copied()).collect();
    let stale = plan.stale.iter().map(|file| &file.path);
    let directories = plan.files.iter().map(|file| &file.path).chain(stale);
    let mut walk = Walk {
        generated,
        ours,
        directories: directories.flat_map(|path| path.ancestors()).collect(),
        inventory: Inventory::default(),
        occupied: Vec::new(),
    };
    if plan.exists {
        walk.directory(&plan.directory, "")?;
    }
    if walk.occupied.is_empty() {
        Ok(walk.inventory)
    } else {
        Err(Error::Occupied { paths: walk.occupied })
    }
}

struct Walk<'a> {
    /// The paths of the files that are generated now.
    generated: BTreeSet<&'a str>,
    /// Those and the stale ones.
    ours: BTreeSet<&'a str>,
    /// The directories that hold them.
    directories: BTreeSet<&'a str>,
    inventory: Inventory,
    occupied: Vec<PathBuf>,
}

impl Walk<'_> {
    fn directory(&mut self, directory: &Path, relative: &str) -> Result<(), Error> {
        inspect::refuse_read_only(directory)?;
        let becomes_a_file = self.generated.contains(relative);
        for (path, kind) in inspect::entries(directory)? {
            let name = path.file_name().and_then(|name| name.to_str());
            let inner = name.map(|name| join(relative, name));
            let inner = inner.as_deref();
            if kind == Kind::Directory && inner.is_some_and(|it| self.directories.contains(it)) {
                self.directory(&path, inner.unwrap_or_default())?;
            } else if kind == Kind::File && inner.is_some_and(|it| self.is_ours(it)) {
                continue;
            } else if becomes_a_file {
                self.occupied.push(path);
            } else if let (Kind::File, Some(inner)) = (kind, inner) {
                self.inventory.carried.push(inner.to_owned());
            }
        }
        Ok(())
    }

    fn is_ours(&self, path: &str) -> bool {
        path == JOURNAL_NAME || self.ours.contains(path)
    }
}

/// A path with forward slashes, one component longer.
pub(crate) fn join(relative: &str, name: &str) -> String {
    if relative.is_empty() {
        name.to_owned()
    } else {
        format!("{relative}/{name}")
    }
}
