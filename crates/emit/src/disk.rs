//! Every change to the disk, one small step each. Tests let a chosen step fail or be the process's last.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use crate::Error;
use crate::inspect::{self, Kind};

/// Called before each step.
#[cfg(not(test))]
fn step() -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
use crate::tests::faults::step;

/// Creates a directory that must not exist.
pub(crate) fn create_directory(path: &Path) -> Result<(), Error> {
    let create = || {
        step()?;
        fs::create_dir(path)
    };
    create().map_err(Error::io("create", path))
}

/// Creates a directory and those above it where they do not exist.
pub(crate) fn create_directories(path: &Path) -> Result<(), Error> {
    let create = || {
        step()?;
        fs::create_dir_all(path)
    };
    create().map_err(Error::io("create", path))
}

/// Creates a file that must not exist, and waits until its contents are on the disk.
pub(crate) fn create_file(path: &Path, contents: &[u8]) -> Result<(), Error> {
    let create = || {
        step()?;
        let mut file = File::create_new(path)?;
        let (first, second) = contents.split_at(contents.len() / 2);
        file.write_all(first)?;
        step()?;
        file.write_all(second)?;
        file.sync_all()
    };
    create().map_err(Error::io("write", path))
}

/// Gives a file a second name; where the file system has no hard links, a copy with the same time of modification.
pub(crate) fn link_or_copy(from: &Path, to: &Path) -> Result<(), Error> {
    let link = || {
        step()?;
        fs::hard_link(from, to)
    };
    let copy = || {
        step()?;
        fs::copy(from, to)?;
        let modified = fs::metadata(from)?.modified()?;
        let copy = File::options().write(true).open(to)?;
        copy.set_modified(modified)?;
        copy.sync_all()
    };
    link().or_else(|_| copy()).map_err(Error::io("write", to))
}

/// Gives `to` the permissions of `from`.
pub(crate) fn copy_permissions(from: &Path, to: &Path) -> Result<(), Error> {
    let copy = || {
        step()?;
        fs::set_permissions(to, fs::metadata(from)?.permissions())
    };
    copy().map_err(Error::io("set the permissions of", to))
}

/// Renames a file or a directory. What is at `to` would be replaced; callers look beforehand.
pub(crate) fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    let rename = || {
        step()?;
        fs::rename(from, to)
    };
    rename().map_err(Error::io("move", from))
}

/// Exchanges two directories in one step that cannot be seen half done; false where the platform or the file system
/// cannot do that.
#[cfg(any(target_os = "linux", target_os = "macos"))]
pub(crate) fn exchange(a: &Path, b: &Path) -> Result<bool, Error> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    #[cfg(test)]
    if crate::tests::faults::without_exchange() {
        return Ok(false);
    }
    step().map_err(Error::io("replace", b))?;
    match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(Error::io("replace", b)(error.into())),
    }
}

/// Exchanges two directories; no other platform can.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(crate) fn exchange(_: &Path, _: &Path) -> Result<bool, Error> {
    Ok(false)
}

/// Removes a file or a symbolic link.
pub(crate) fn remove_file(path: &Path) -> Result<(), Error> {
    let remove = || {
        step()?;
        fs::remove_file(path)
    };
    remove().map_err(Error::io("remove", path))
}

/// Removes an empty directory.
pub(crate) fn remove_directory(path: &Path) -> Result<(), Error> {
    let remove = || {
        step()?;
        fs::remove_dir(path)
    };
    remove().map_err(Error::io("remove", path))
}

/// Removes all that is in a directory, save `last`, which its caller removes when the rest is gone.
pub(crate) fn clear(directory: &Path, last: &Path) -> Result<(), Error> {
    for (path, kind) in inspect::entries(directory)? {
        match kind {
            Kind::Directory => {
                clear(&path, last)?;
                remove_directory(&path)?;
            }
            _ if path == last => {}
            _ => remove_file(&path)?,
        }
    }
    Ok(())
}

/// Waits until the entries of a directory are on the disk.
pub(crate) fn sync_directory(path: &Path) -> Result<(), Error> {
    let sync = || {
        step()?;
        // Elsewhere a directory cannot be opened as a file, and renaming needs no such help.
        if cfg!(unix) {
            File::open(path)?.sync_all()?;
        }
        Ok(())
    };
    sync().map_err(Error::io("write", path))
}

/// Waits until no other process writes to `folder`, and keeps others waiting for as long as the result lives. `None`
/// where a directory cannot be locked, as on some network file systems: then nobody waits.
pub(crate) fn lock(folder: &Path) -> Option<File> {
    let directory = File::open(folder).ok()?;
    directory.lock().ok()?;
    Some(directory)
}
