//! A folder to run commands in.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A temporary folder, and programs that are found on the `PATH` of what runs in it.
pub(crate) struct Folder {
    folder: tempfile::TempDir,
    programs: tempfile::TempDir,
}

/// What came of a command line.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    /// The standard output, and the standard error behind it.
    pub(crate) printed: String,
}

impl Folder {
    /// An empty folder, with `specwright` on the `PATH`.
    pub(crate) fn new() -> Self {
        let programs = tempfile::tempdir().unwrap();
        symlink(env!("CARGO_BIN_EXE_specwright"), programs.path().join("specwright")).unwrap();
        Self {
            folder: tempfile::tempdir().unwrap(),
            programs,
        }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, and the folders that it is in.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The text of a file; none where there is no such file.
    pub(crate) fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.path().join(path)).ok()
    }

    /// Copies all that is in another folder.
    pub(crate) fn copy(&self, from: &Path) {
        for path in files_below(from) {
            let below = path.strip_prefix(from).unwrap();
            self.write(below.to_str().unwrap(), &fs::read_to_string(&path).unwrap());
        }
    }

    /// Runs lines of a shell, after a command that ended with the code `before`.
    pub(crate) fn shell(&self, lines: &str, before: i32) -> Ran {
        let path = std::env::var("PATH").unwrap();
        let mut command = Command::new("sh");
        command
            .args(["-c", &format!("(exit {before})\n{lines}")])
            .current_dir(self.path())
            .env("PATH", format!("{}:{path}", self.programs.path().display()))
            // Neither the settings of whoever runs the tests, nor a repository around them.
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env_remove("GIT_DIR")
            .env_remove("GIT_INDEX_FILE")
            .env_remove("GIT_WORK_TREE");
        let output = command.output().unwrap();
        let printed = [output.stdout, output.stderr].map(|it| String::from_utf8_lossy(&it).into_owned());
        Ran {
            code: output.status.code().unwrap(),
            printed: printed.concat(),
        }
    }
}

/// The folder of this repository.
pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// All files below a folder, sorted.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
