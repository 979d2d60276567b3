//! Whatever interrupts the program, each crate has all its old files or all its new ones.
//!
//! Some of these tests mount file systems, which a system may forbid. They say so then, and with
//! `SPECWRIGHT_REQUIRE_MOUNTS` in the environment they fail.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Write, stderr};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::support::{Folder, PETS};

/// How often runs are killed, in each of two ways.
const KILLS: u32 = 20;

/// How often they are at most, as long as none of them was writing.
const MOST_KILLS: u32 = 10 * KILLS;

const JOURNAL: &str = ".specwright-journal.json";

const CRATES: [&str; 2] = ["pets-client", "pets-server"];

const GENERATE: &str = "generate pets.yaml --out crates --runtime version=0.1";

/// The files of a crate, by their paths.
type Tree = BTreeMap<String, Vec<u8>>;

fn tree(folder: &Path) -> Tree {
    let mut files = Tree::new();
    let mut pending = vec![folder.to_path_buf()];
    while let Some(current) = pending.pop() {
        for entry in fs::read_dir(&current).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn trees(folder: &Path) -> Vec<Tree> {
    let folder = folder.join("crates");
    let trees = CRATES.iter().map(|name| tree(&folder.join(name)));
    trees.map(without_journal).collect()
}

/// What is there until the next run is no file of the crate.
fn without_journal(mut tree: Tree) -> Tree {
    tree.remove(JOURNAL);
    tree
}

/// What is generated, before and after the description has changed.
struct Stages {
    folder: Folder,
    old: Vec<Tree>,
    new: Vec<Tree>,
}

impl Stages {
    fn new() -> Self {
        let folder = Folder::with(&[]);
        let mut stages = Self {
            folder,
            old: Vec::new(),
            new: Vec::new(),
        };
        stages.change();
        stages.finish();
        stages.new = trees(stages.folder.path());
        stages.restore();
        stages.old = trees(stages.folder.path());
        assert!(stages.old.iter().zip(&stages.new).all(|(old, new)| old != new));
        stages
    }

    fn change(&self) {
        let changed = PETS.replace("friends:", "best-friends:").replace("getPet", "fetchPet");
        self.folder.write("pets.yaml", &changed);
    }

    fn finish(&self) {
        let ran = self.folder.run(GENERATE);
        assert_eq!(ran.code, 0, "{}", ran.errors);
        assert_eq!(self.folder.list("crates"), CRATES, "nothing else is left");
    }

    fn restore(&self) {
        self.folder.write("pets.yaml", PETS);
        self.finish();
    }

    fn start(&self) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
        command.args(GENERATE.split(' ')).current_dir(self.folder.path());
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// Which of the crates are new; all others are old.
    fn renewed(&self, context: &str) -> Vec<bool> {
        let found = trees(self.folder.path());
        let stages = self.old.iter().zip(&self.new).zip(found);
        let renewed = stages.zip(CRATES).map(|(((old, new), found), name)| {
            let names: Vec<_> = found.keys().collect();
            assert!(
                found == *old || found == *new,
                "{context}: {name} is neither old nor new: {names:?}"
            );
            found == *new
        });
        renewed.collect()
    }

    /// Whether a run was interrupted between its first and its last step on the disk.
    fn is_amid_writing(&self, renewed: &[bool]) -> bool {
        let has_journal = |name: &&str| self.folder.has(&format!("crates/{name}/{JOURNAL}"));
        let is_partial = renewed.contains(&true) && renewed.contains(&false);
        is_partial || self.folder.list("crates") != CRATES || CRATES.iter().any(has_journal)
    }

    /// Kills a run when `wait` is over, and gives which crates are new.
    fn kill(&self, context: &str, wait: impl FnOnce(&mut Child)) -> Vec<bool> {
        self.restore();
        self.change();
        let mut child = self.start();
        wait(&mut child);
        child.kill().unwrap();
        child.wait().unwrap();
        self.renewed(context)
    }

    /// Kills runs at different moments, [`KILLS`] of them, and further ones until one of all was writing.
    fn kill_at(&self, what: &str, moment: impl Fn(u32) -> Duration, wait: impl Fn(&mut Child, Duration)) {
        let mut has_hit = false;
        for step in 0..MOST_KILLS {
            if step >= KILLS && has_hit {
                return;
            }
            let pause = moment(step);
            let renewed = self.kill(&format!("killed {pause:?} after {what}"), |child| wait(child, pause));
            has_hit |= self.is_amid_writing(&renewed);
        }
        assert!(has_hit, "none of {MOST_KILLS} runs was writing when it was killed");
    }
}

#[test]
fn killed_at_any_time() {
    let stages = Stages::new();
    stages.change();
    let begin = Instant::now();
    stages.finish();
    let whole = begin.elapsed();
    let renewed = stages.kill("killed at once", |_| {});
    assert_eq!(renewed, [false, false], "no run is over before it begins");
    // Halves, quarters, eighths: however many there are, they are spread over the whole.
    let moment = |step: u32| whole.mul_f64(f64::from(step.reverse_bits()) / f64::from(u32::MAX));
    stages.kill_at("the start", moment, |_, pause| sleep(pause));
    stages.finish();
    assert_eq!(stages.renewed("at the end"), [true, true]);
}

#[test]
fn killed_while_it_writes() {
    let stages = Stages::new();
    let crates = stages.folder.path().join("crates");
    let moment = |step: u32| Duration::from_micros(100) * (step % KILLS);
    stages.kill_at("the first file", moment, |child, pause| {
        // What is built beside the crates has another name.
        while fs::read_dir(&crates).unwrap().count() == CRATES.len() && child.try_wait().unwrap().is_none() {}
        sleep(pause);
    });
    stages.finish();
}

/// Runs a shell in which file systems may be mounted that nobody else sees; none where the system does not let us.
fn mounting(folder: &Path, script: &str) -> Option<String> {
    let shell = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--map-root-user", "--mount", "sh", "-euc", script]);
        command
            .current_dir(folder)
            .env("SPECWRIGHT", env!("CARGO_BIN_EXE_specwright"));
        command.output()
    };
    let may = shell("mount -t tmpfs tmpfs .").is_ok_and(|output| output.status.success());
    if !may {
        let required = std::env::var_os("SPECWRIGHT_REQUIRE_MOUNTS");
        assert!(required.is_none(), "no file system can be mounted here");
        // What `eprintln!` prints is not shown of tests that pass.
        let thread = std::thread::current();
        let test = thread.name().unwrap_or_default();
        let said = format!("{test} was not tried: no file system can be mounted here\n");
        stderr().write_all(said.as_bytes()).unwrap();
        return None;
    }
    let output = shell(script).unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The KiB that the old crates need on a disk with pages of 4 KiB.
fn old_kib(stages: &Stages) -> usize {
    let files = stages.old.iter().flat_map(Tree::values);
    files.map(|contents| contents.len().div_ceil(4096) * 4).sum()
}

#[test]
fn a_full_disk() {
    let stages = Stages::new();
    let smallest = old_kib(&stages) + 16;
    for kib in (smallest..).step_by(16) {
        stages.restore();
        stages.change();
        // The crates are brought to a disk of that size, and back from it.
        let script = format!(
            "mv crates away; mkdir crates
             mount -t tmpfs -o size={kib}k tmpfs crates; cp -r away/. crates
             $SPECWRIGHT {GENERATE} || echo exit $?
             rm -r away; cp -r crates away; umount crates; rmdir crates; mv away crates"
        );
        let Some(output) = mounting(stages.folder.path(), &script) else {
            return;
        };
        let renewed = stages.renewed(&format!("a disk of {kib} KiB"));
        let is_whole = renewed.iter().all(|is_new| *is_new);
        assert_eq!(output.contains("exit 1"), !is_whole, "{output}");
        assert!(!is_whole || kib > smallest, "the smallest disk is large enough");
        if is_whole {
            return;
        }
    }
}

#[test]
fn a_disk_that_cannot_be_written() {
    let stages = Stages::new();
    stages.change();
    let script = format!(
        "mount --bind crates crates && mount -o remount,bind,ro crates\n$SPECWRIGHT {GENERATE} 2>&1 || echo exit $?"
    );
    let Some(output) = mounting(stages.folder.path(), &script) else {
        return;
    };
    assert!(output.contains("exit 1") && output.contains("error"), "{output}");
    assert_eq!(stages.renewed("a read-only disk"), [false, false]);
}
