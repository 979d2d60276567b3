//! Compares what was generated with what is on the disk; changes nothing.

use std::borrow::Cow;
use std::path::PathBuf;

use crate::inspect::{self, Kind};
use crate::manifest::{Manifest, sha256};
use crate::output::MANIFEST_NAME;
use crate::{Crate, DirectoryName, Error, Output, RelativePath};

/// How a generated file stands to the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// The disk has nothing at its path.
    Missing,
    /// The disk has the same bytes.
    Current,
    /// The disk has other bytes. `edited`: not those that the last run wrote either.
    Differs { old: Vec<u8>, edited: bool },
    /// The disk has something that no run wrote.
    Occupied { by: PathBuf, old: Vec<u8> },
}

/// A generated file, and how it stands to the disk.
pub(crate) struct PlannedFile<'a> {
    pub(crate) path: RelativePath,
    pub(crate) contents: Cow<'a, str>,
    pub(crate) state: State,
}

/// A file on the disk that an earlier run wrote and that is not generated any more.
pub(crate) struct StaleFile {
    pub(crate) path: RelativePath,
    pub(crate) old: Vec<u8>,
    /// Whether somebody changed it since.
    pub(crate) edited: bool,
}

/// What it takes to bring one crate's directory up to date.
pub(crate) struct Plan<'a> {
    pub(crate) name: &'a DirectoryName,
    pub(crate) directory: PathBuf,
    /// Whether the directory exists.
    pub(crate) exists: bool,
    /// The generated files in the order of their paths, the manifest among them.
    pub(crate) files: Vec<PlannedFile<'a>>,
    /// In the order of their paths.
    pub(crate) stale: Vec<StaleFile>,
}

impl Plan<'_> {
    /// Whether the disk is as it should be.
    pub(crate) fn is_current(&self) -> bool {
        self.stale.is_empty() && self.files.iter().all(|file| file.state == State::Current)
    }

    /// What is in the way of generated files and was not generated.
    pub(crate) fn occupied(&self) -> impl Iterator<Item = &PathBuf> {
        self.files.iter().filter_map(|file| match &file.state {
            State::Occupied { by, .. } => Some(by),
            _ => None,
        })
    }
}

/// The plans of all crates, in the order of their names.
pub(crate) fn plan_all(output: &Output) -> Result<Vec<Plan<'_>>, Error> {
    let mut crates: Vec<_> = output.crates.iter().collect();
    crates.sort_by(|a, b| a.directory.cmp(&b.directory));
    let plans = crates.into_iter().map(|generated| plan(output, generated));
    plans.collect()
}

fn plan<'a>(output: &Output, generated: &'a Crate) -> Result<Plan<'a>, Error> {
    let directory = output.folder.join(generated.directory.as_str());
    let exists = inspect::is_directory(&directory)?;
    let old_manifest = Manifest::read(&directory)?;
    let new_manifest = Manifest::of(generated);

    let disk = Disk {
        directory,
        manifest: old_manifest.as_ref(),
    };
    let mut files = Vec::with_capacity(generated.files.len() + 1);
    for file in &generated.files {
        files.push(PlannedFile {
            path: file.path.clone(),
            state: disk.compare(&file.path, &file.contents)?,
            contents: Cow::Borrowed(&file.contents),
        });
    }
    files.push(disk.plan_manifest(&new_manifest)?);
    files.sort_by(|a, b| a.path.cmp(&b.path));

    Ok(Plan {
        name: &generated.directory,
        exists,
        files,
        stale: disk.stale(&new_manifest)?,
        directory: disk.directory,
    })
}

/// A crate's directory as an earlier run has left it.
struct Disk<'a> {
    directory: PathBuf,
    manifest: Option<&'a Manifest>,
}

impl Disk<'_> {
    fn compare(&self, path: &RelativePath, contents: &str) -> Result<State, Error> {
        if let Some((by, kind)) = inspect::obstacle(&self.directory, path)? {
            return match kind {
                Kind::Absent => Ok(State::Missing),
                Kind::SymbolicLink => Err(Error::SymbolicLink { path: by }),
                // A generated file makes room for a directory of the same name.
                _ if path.ancestors().any(|it| self.is_generated(it)) => Ok(State::Missing),
                _ => Ok(State::Occupied { by, old: Vec::new() }),
            };
        }
        let place = path.below(&self.directory);
        match inspect::kind(&place)? {
            Kind::Absent => Ok(State::Missing),
            Kind::SymbolicLink => Err(Error::SymbolicLink { path: place }),
            Kind::Directory if self.holds_generated(path) => Ok(State::Missing),
            Kind::Directory | Kind::Other => Ok(State::Occupied {
                by: place,
                old: Vec::new(),
            }),
            Kind::File => {
                let old = inspect::read(&place)?.unwrap_or_default();
                Ok(match self.written(path) {
                    _ if old == contents.as_bytes() => State::Current,
                    Some(hash) => State::Differs {
                        edited: sha256(&old) != hash,
                        old,
                    },
                    None => State::Occupied { by: place, old },
                })
            }
        }
    }

    fn plan_manifest(&self, manifest: &Manifest) -> Result<PlannedFile<'static>, Error> {
        let path = RelativePath::manifest();
        let contents = manifest.to_text()?;
        let state = match inspect::read(&path.below(&self.directory))? {
            None => State::Missing,
            Some(old) if old == contents.as_bytes() => State::Current,
            Some(old) => State::Differs { old, edited: false },
        };
        Ok(PlannedFile {
            path,
            contents: Cow::Owned(contents),
            state,
        })
    }

    /// The files of the old manifest that the new one lacks. What is no regular file any more is the user's.
    fn stale(&self, new: &Manifest) -> Result<Vec<StaleFile>, Error> {
        let mut stale = Vec::new();
        for (path, hash) in self.manifest.iter().flat_map(|manifest| &manifest.files) {
            let place = path.below(&self.directory);
            if new.files.contains_key(path)
                || path.as_str() == MANIFEST_NAME
                || inspect::obstacle(&self.directory, path)?.is_some()
                || inspect::kind(&place)? != Kind::File
            {
                continue;
            }
            let old = inspect::read(&place)?.unwrap_or_default();
            stale.push(StaleFile {
                path: path.clone(),
                edited: sha256(&old) != *hash,
                old,
            });
        }
        Ok(stale)
    }

    /// The hash of what an earlier run wrote to `path`.
    fn written(&self, path: &RelativePath) -> Option<&str> {
        Some(self.manifest?.files.get(path)?.as_str())
    }

    fn is_generated(&self, path: &str) -> bool {
        let mut files = self.manifest.iter().flat_map(|manifest| manifest.files.keys());
        files.any(|file| file.as_str() == path)
    }

    fn holds_generated(&self, directory: &RelativePath) -> bool {
        let mut files = self.manifest.iter().flat_map(|manifest| manifest.files.keys());
        files.any(|file| file.ancestors().any(|it| it == directory.as_str()))
    }
}
