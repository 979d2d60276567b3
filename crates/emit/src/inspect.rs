//! Looks at the disk without changing it, and without following symbolic links.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::{Error, RelativePath};

/// What is at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Absent,
    Directory,
    File,
    SymbolicLink,
    /// A pipe, a socket or a device.
    Other,
}

impl From<fs::FileType> for Kind {
    fn from(found: fs::FileType) -> Self {
        if found.is_symlink() {
            Self::SymbolicLink
        } else if found.is_dir() {
            Self::Directory
        } else if found.is_file() {
            Self::File
        } else {
            Self::Other
        }
    }
}

/// What is at `path`; a symbolic link is not followed.
pub(crate) fn kind(path: &Path) -> Result<Kind, Error> {
    use io::ErrorKind::{NotADirectory, NotFound};
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Kind::from(metadata.file_type())),
        Err(error) if matches!(error.kind(), NotFound | NotADirectory) => Ok(Kind::Absent),
        Err(error) => Err(Error::io("read", path)(error)),
    }
}

/// Whether `path` is a directory; false where there is nothing.
///
/// # Errors
/// [`Error::SymbolicLink`] and [`Error::WrongKind`] where there is something else.
pub(crate) fn is_directory(path: &Path) -> Result<bool, Error> {
    match kind(path)? {
        Kind::Absent => Ok(false),
        Kind::Directory => Ok(true),
        Kind::SymbolicLink => Err(Error::SymbolicLink { path: path.into() }),
        Kind::File | Kind::Other => Err(Error::WrongKind {
            path: path.into(),
            expected: "directory",
        }),
    }
}

/// Whether the output folder exists. It belongs to the user and may itself be a symbolic link to a directory.
pub(crate) fn is_folder(folder: &Path) -> Result<bool, Error> {
    match fs::metadata(folder) {
        Ok(metadata) if metadata.is_dir() => Ok(true),
        Ok(_) => Err(Error::WrongKind {
            path: folder.into(),
            expected: "directory",
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Error::io("read", folder)(error)),
    }
}

/// Refuses a directory that nobody may write to. Asked beforehand, because root may write to it all the same.
pub(crate) fn refuse_read_only(directory: &Path) -> Result<(), Error> {
    let metadata = fs::metadata(directory).map_err(Error::io("read", directory))?;
    // On Windows the attribute of a directory does not say whether files in it can be changed.
    if cfg!(unix) && metadata.permissions().readonly() {
        return Err(Error::ReadOnly { path: directory.into() });
    }
    Ok(())
}

/// The contents of a regular file; `None` where there is nothing.
///
/// # Errors
/// [`Error::SymbolicLink`] and [`Error::WrongKind`] where there is something else.
pub(crate) fn read(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match kind(path)? {
        Kind::Absent => Ok(None),
        Kind::File => fs::read(path).map(Some).map_err(Error::io("read", path)),
        Kind::SymbolicLink => Err(Error::SymbolicLink { path: path.into() }),
        Kind::Directory | Kind::Other => Err(Error::WrongKind {
            path: path.into(),
            expected: "file",
        }),
    }
}

/// The first of the directories above `path`, seen from `root`, that is not a directory, and what it is.
pub(crate) fn obstacle(root: &Path, path: &RelativePath) -> Result<Option<(PathBuf, Kind)>, Error> {
    for ancestor in path.ancestors() {
        let directory = root.join(ancestor);
        match kind(&directory)? {
            Kind::Directory => {}
            found => return Ok(Some((directory, found))),
        }
    }
    Ok(None)
}

/// The entries of a directory in the order of their names.
pub(crate) fn entries(directory: &Path) -> Result<Vec<(PathBuf, Kind)>, Error> {
    let list = || -> io::Result<Vec<(PathBuf, Kind)>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(directory)? {
            let entry = entry?;
            entries.push((entry.path(), Kind::from(entry.file_type()?)));
        }
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(entries)
    };
    list().map_err(Error::io("read", directory))
}
