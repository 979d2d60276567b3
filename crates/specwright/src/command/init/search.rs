//! Which descriptions a folder holds.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::super::watch::real;
use crate::{Description, Format, Name, Reading};

/// The endings of names that descriptions have, in lower case.
const ENDINGS: [&str; 8] = ["yaml", "yml", "json", "raml", "apib", "md", "markdown", "txt"];

/// Folders of what others wrote or programs made.
const PASSED_OVER: [&str; 2] = ["target", "node_modules"];

/// What a folder holds.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// The descriptions, in the order of their paths, with different names.
    pub(super) found: Vec<Found>,
    /// Files that might have been descriptions, in the order of their paths.
    pub(super) passed_over: Vec<PassedOver>,
}

/// A description.
#[derive(Debug)]
pub(super) struct Found {
    /// Its path from the folder, with forward slashes.
    pub(super) path: String,
    /// Its format.
    pub(super) format: Format,
    /// What its packages are called.
    pub(super) name: Name,
    /// Whether it refers to files outside of its own folder.
    pub(super) leaves_folder: bool,
}

/// A file that is not generated from.
#[derive(Debug)]
pub(super) struct PassedOver {
    /// Its path from the folder, with forward slashes.
    pub(super) path: String,
    /// Why.
    pub(super) reason: String,
    /// Whether it looks like a description that somebody should mend.
    pub(super) is_broken: bool,
}

/// A description, and what it refers to.
struct Candidate {
    path: String,
    format: Format,
    /// The file itself.
    file: PathBuf,
    /// All files that were read for it, with itself.
    files: BTreeSet<PathBuf>,
}

impl Search {
    /// Looks for descriptions below `folder`: files in a format that is read, from which there is something to build
    /// on. Links are not followed.
    ///
    /// # Errors
    /// Where the folder cannot be listed.
    pub(super) fn below(folder: &Path) -> io::Result<Self> {
        let mut paths = Vec::new();
        list(folder, "", &mut paths)?;
        paths.sort();
        let mut search = Self::default();
        let mut candidates = Vec::new();
        for path in paths {
            match Candidate::read(folder, path) {
                Ok(candidate) => candidates.push(candidate),
                Err(passed_over) => search.passed_over.push(passed_over),
            }
        }
        let mut names = BTreeSet::new();
        for (index, candidate) in candidates.iter().enumerate() {
            match candidate.owner(index, &candidates) {
                Some(owner) => search.passed_over.push(PassedOver {
                    path: candidate.path.clone(),
                    reason: format!("a part of {}", owner.path),
                    is_broken: false,
                }),
                None => search.found.push(Found {
                    path: candidate.path.clone(),
                    format: candidate.format,
                    name: free_name(&candidate.path, &mut names),
                    leaves_folder: candidate.leaves_folder(),
                }),
            }
        }
        search.passed_over.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(search)
    }
}

impl Candidate {
    fn read(folder: &Path, path: String) -> Result<Self, PassedOver> {
        let passed_over = |path, reason: &str| PassedOver {
            path,
            reason: reason.to_owned(),
            is_broken: false,
        };
        let Ok(file) = folder.join(&path).canonicalize() else {
            return Err(passed_over(path, "cannot be read"));
        };
        // A cheap look first: most files are no descriptions.
        match Format::of_file(&file) {
            Ok(Some(_)) => {}
            Ok(None) => return Err(passed_over(path, "no description of an API")),
            Err(findings) => {
                let first = findings.diagnostics().iter().next();
                let reason = first.map_or("cannot be read", |first| first.message.as_str());
                return Err(PassedOver {
                    is_broken: is_marked(&file),
                    ..passed_over(path, reason)
                });
            }
        }
        let reading = Reading {
            root: Some(folder.to_path_buf()),
            ..Reading::default()
        };
        let description = Description::read_as(&file, &reading);
        match (description.format(), description.api()) {
            (Some(format), Some(_)) => Ok(Self {
                path,
                format,
                files: description.paths_read().iter().map(|path| real(path)).collect(),
                file,
            }),
            (Some(format), None) => Err(passed_over(path, &format!("{format}, but no whole description"))),
            (None, _) => Err(passed_over(path, "no description of an API")),
        }
    }

    /// The first description of which this one, at `index`, is a part: one that refers to it. Of two that refer to each
    /// other, the first is whole.
    fn owner<'c>(&self, index: usize, candidates: &'c [Self]) -> Option<&'c Self> {
        let mut others = candidates.iter().enumerate();
        let owner = others.find(|(other_index, other)| {
            let is_mutual = self.files.contains(&other.file);
            *other_index != index && other.files.contains(&self.file) && (!is_mutual || *other_index < index)
        });
        owner.map(|(_, owner)| owner)
    }

    fn leaves_folder(&self) -> bool {
        let folder = self.file.parent().unwrap_or(Path::new(""));
        !self.files.iter().all(|file| file.starts_with(folder))
    }
}

/// Whether the file's first lines have the mark of a format, for what is not well-formed.
fn is_marked(file: &Path) -> bool {
    const MARKS: [&str; 5] = ["openapi:", "\"openapi\"", "#%RAML", "naftiko:", "ikanos:"];
    let mut head = Vec::new();
    let read = File::open(file).and_then(|file| file.take(4096).read_to_end(&mut head));
    let head = String::from_utf8_lossy(&head);
    read.is_ok()
        && MARKS
            .iter()
            .any(|mark| head.lines().any(|line| line.trim_start().starts_with(mark)))
}

/// The paths of the files below `folder` whose names end as those of descriptions do, from there, with forward slashes.
fn list(folder: &Path, below: &str, paths: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        // A name that is not Unicode cannot stand in the configuration.
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let kind = entry.file_type()?;
        if name.starts_with('.') {
            continue;
        }
        if kind.is_dir() && !PASSED_OVER.contains(&name.as_str()) {
            // A folder that cannot be listed holds up none of the others.
            list(&entry.path(), &format!("{below}{name}/"), paths).unwrap_or_default();
        } else if kind.is_file() {
            let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
            if ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str())) {
                paths.push(format!("{below}{name}"));
            }
        }
    }
    Ok(())
}

/// A name after the file that no other has: where it is taken, with that of the file's folder before it, and then with
/// a number.
fn free_name(path: &str, names: &mut BTreeSet<Name>) -> Name {
    let path = Path::new(path);
    let own = Name::of_file(path);
    let folder = path.parent().and_then(Path::file_name).unwrap_or_default();
    let in_folder = Name::derive(&format!("{} {own}", folder.to_string_lossy()));
    let numbered = (2_u32..).map(|number| Name::derive(&format!("{own} {number}")));
    let mut all = [own.clone(), in_folder].into_iter().chain(numbered);
    let name = all.find(|name| !names.contains(name)).unwrap_or(own);
    names.insert(name.clone());
    name
}
