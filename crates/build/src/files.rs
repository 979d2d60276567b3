//! The files in `OUT_DIR`: each name once, and none of an earlier run that is not generated any more.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use specwright::Name;

use crate::Error;

/// The names that were taken in this run of the build script, which is a process of its own.
static TAKEN: Mutex<BTreeSet<Name>> = Mutex::new(BTreeSet::new());

/// The file that lists the names of a run for the next one, a name in each line.
const LIST: &str = "specwright-build.list";

/// The files of one description.
pub(crate) struct Files {
    folder: PathBuf,
    name: Name,
}

impl Files {
    /// Takes a name for the files of a description. Before the first, what an earlier run wrote goes away: a crate that
    /// includes a file which is not generated any more should not compile.
    ///
    /// # Errors
    /// When the name is taken already, or the folder cannot be changed.
    pub(crate) fn new(folder: &Path, name: &Name) -> Result<Self, Error> {
        let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.is_empty() {
            remove_listed(folder)?;
        }
        if !taken.insert(name.clone()) {
            return Err(Error::new(format!(
                "`{name}` is generated twice: ask for all of its targets before one `compile`, or give one of the two \
                 another `name`"
            )));
        }
        let list: String = taken.iter().map(|name| format!("{name}\n")).collect();
        write(&folder.join(LIST), &list)?;
        Ok(Self {
            folder: folder.to_path_buf(),
            name: name.clone(),
        })
    }

    /// The name of the file with the code.
    pub(crate) fn code_name(&self) -> String {
        let [_, code] = names(self.name.as_str());
        code
    }

    /// Writes the file with the code, and the one that a crate includes.
    ///
    /// # Errors
    /// When one of them cannot be written.
    pub(crate) fn write(&self, entry: &str, code: &str) -> Result<(), Error> {
        let [entry_name, code_name] = names(self.name.as_str());
        write(&self.folder.join(code_name), code)?;
        write(&self.folder.join(entry_name), entry)
    }
}

/// The names of the file that a crate includes, and of the one with the code.
fn names(name: &str) -> [String; 2] {
    [format!("{name}.rs"), format!("{name}.code.rs")]
}

fn remove_listed(folder: &Path) -> Result<(), Error> {
    // The first run has no list.
    let list = fs::read_to_string(folder.join(LIST)).unwrap_or_default();
    // A line that is no name was not written here.
    let listed = list.lines().filter_map(|line| Name::new(line).ok());
    for path in listed
        .flat_map(|name| names(name.as_str()))
        .map(|name| folder.join(name))
    {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Error::io("remove", &path)(error));
            }
            _ => {}
        }
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    fs::write(path, text).map_err(Error::io("write", path))
}
