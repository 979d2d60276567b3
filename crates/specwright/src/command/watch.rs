//! Doing something again whenever a file changes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use super::console::shown;
use super::{Console, Exit};

/// How long nobody looks at the files.
const PAUSE: Duration = Duration::from_millis(300);

/// What a round of work came to.
#[derive(Debug)]
pub(super) struct Round {
    /// How it ended.
    pub(super) exit: Exit,
    /// What it depends on; nothing where no change of a file could lead to another end.
    pub(super) inputs: Inputs,
}

/// The files that a round of work depends on.
#[derive(Clone, Debug, Default)]
pub(super) struct Inputs {
    /// Single files, whether they are there or not.
    pub(super) files: BTreeSet<PathBuf>,
    /// A folder of which every file counts, also one that comes later.
    pub(super) folder: Option<PathBuf>,
}

/// When a file was changed last, and its length in bytes; none where it is not there.
type State = Option<(SystemTime, u64)>;

impl Round {
    /// A round that nothing could make end otherwise.
    pub(super) fn ended(exit: Exit) -> Self {
        let inputs = Inputs::default();
        Self { exit, inputs }
    }
}

impl Inputs {
    fn is_empty(&self) -> bool {
        self.files.is_empty() && self.folder.is_none()
    }

    fn states(&self) -> BTreeMap<PathBuf, State> {
        let mut paths = self.files.clone();
        if let Some(folder) = &self.folder {
            list(folder, &mut paths);
        }
        paths.into_iter().map(|path| (path.clone(), state(&path))).collect()
    }
}

/// Does `work`, and again whenever one of the files changes that the last round depends on. Ends where there is none.
pub(super) fn run(console: Console, work: impl Fn() -> Round) -> Exit {
    let mut before: BTreeMap<PathBuf, State> = BTreeMap::new();
    loop {
        let Round { exit, mut inputs } = work();
        if inputs.is_empty() {
            return exit;
        }
        // A file that went away cannot have been read, but it may come back.
        inputs
            .files
            .extend(before.keys().filter(|path| !path.exists()).cloned());
        // A change while the work was done counts, of the files that were known by then.
        let mut states = inputs.states();
        for (path, state) in &mut states {
            if let Some(known) = before.get(path) {
                *state = *known;
            }
        }
        console.status(format_args!(
            "watching {}; Ctrl-C ends this",
            match states.len() {
                1 => "1 file".to_owned(),
                count => format!("{count} files"),
            }
        ));
        let changed = wait(&inputs, &states);
        console.status(format_args!("{} has changed", shown(&changed)));
        before = settled(&inputs);
    }
}

/// Waits until the files are in other states, and gives the first that is.
fn wait(inputs: &Inputs, states: &BTreeMap<PathBuf, State>) -> PathBuf {
    loop {
        let now = inputs.states();
        let differs = |path: &&PathBuf| states.get(*path) != now.get(*path);
        if let Some(changed) = states.keys().chain(now.keys()).find(differs) {
            return changed.clone();
        }
        thread::sleep(PAUSE);
    }
}

/// The states of the files once nobody is writing them any more: editors write a file in several steps.
fn settled(inputs: &Inputs) -> BTreeMap<PathBuf, State> {
    let mut states = inputs.states();
    loop {
        thread::sleep(PAUSE);
        let now = inputs.states();
        if now == states {
            return now;
        }
        states = now;
    }
}

/// The path of a file without links, by which two paths of it are the same; the path itself where there is no file.
pub(super) fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

fn state(path: &Path) -> State {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

/// All files below a folder; what cannot be listed has none.
fn list(folder: &Path, paths: &mut BTreeSet<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            list(&path, paths);
        } else {
            paths.insert(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// Does rounds in each of which `change` may change the folder, and gives how many there were before one without
    /// inputs ended it.
    fn check(change: impl Fn(usize, &Path), expected: usize) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path();
        std::fs::create_dir(path.join("templates")).expect("a folder");
        let rounds = Cell::new(0);
        let exit = run(
            Console {
                verbosity: crate::command::Verbosity::Quiet,
                ..Console::default()
            },
            || {
                let round = rounds.get();
                rounds.set(round + 1);
                change(round, path);
                if round + 1 == expected {
                    return Round::ended(Exit::Findings);
                }
                let inputs = Inputs {
                    files: [path.join("a.yaml")].into(),
                    folder: Some(path.join("templates")),
                };
                Round {
                    exit: Exit::Success,
                    inputs,
                }
            },
        );
        assert_eq!((exit, rounds.get()), (Exit::Findings, expected));
    }

    #[test]
    fn files_that_come_during_the_work_count() {
        let later = |path: PathBuf| {
            thread::spawn(move || {
                thread::sleep(Duration::from_millis(100));
                std::fs::write(path, "changed").expect("a file");
            });
        };
        check(
            |round, path| match round {
                0 => later(path.join("a.yaml")),
                1 => later(path.join("templates/lib.rs")),
                // Before the work of this round is done.
                2 => std::fs::write(path.join("a.yaml"), "changed again").expect("a file"),
                _ => {}
            },
            4,
        );
    }
}
