//! Tells whether the files on the disk are what would be generated now.

use std::fmt;
use std::ops::Range;

use similar::TextDiff;

use crate::plan::{self, Plan, State};
use crate::{Error, Output, RelativePath};

/// How a file on the disk differs from what is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DifferenceKind {
    /// The last run wrote something else: the description, the templates or the generator changed since.
    Changed,
    /// Somebody changed the file since it was generated.
    EditedByHand,
    /// The file is not there.
    Missing,
    /// The file is not generated any more.
    Stale,
    /// Something that was not generated has the file's place; `write` will refuse.
    Occupied,
}

/// A file that is not current.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its path relative to the output folder.
    pub path: RelativePath,
    /// What is different about it.
    pub kind: DifferenceKind,
    /// What stands on the disk, bytes that are not UTF-8 as U+FFFD; empty for no file.
    pub old: String,
    /// The first line of it that would change, as its bytes.
    pub place: Range<usize>,
    /// What would change, as a unified diff with the whole paths `a/…` and `b/…`, `/dev/null` for no file.
    pub diff: String,
}

/// What [`check`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckReport {
    /// The files that are not current, in the order of crates and paths.
    pub differences: Vec<Difference>,
    /// The command that renews them.
    pub command: String,
}

impl CheckReport {
    /// Whether every file is current.
    pub fn is_current(&self) -> bool {
        self.differences.is_empty()
    }
}

/// The diffs of all files, then each file's name with what is different about it, then the command to run.
impl fmt::Display for CheckReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_current() {
            return writeln!(formatter, "the generated files are current");
        }
        for difference in &self.differences {
            formatter.write_str(&difference.diff)?;
        }
        for difference in &self.differences {
            writeln!(formatter, "{}: {}", difference.path, difference.kind)?;
        }
        match self.differences.len() {
            1 => write!(formatter, "1 generated file is not current")?,
            count => write!(formatter, "{count} generated files are not current")?,
        }
        writeln!(formatter, "; run `{}` and commit the result", self.command)
    }
}

impl fmt::Display for DifferenceKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Changed => "not what is generated now",
            Self::EditedByHand => "edited by hand",
            Self::Missing => "missing",
            Self::Stale => "not generated any more",
            Self::Occupied => "in the way, and not generated",
        })
    }
}

/// Compares the disk with `output` and changes nothing. `command` is what the report tells people to run, such as
/// `cargo xtask generate`. What an interrupted [`write`](crate::write) may have left is ignored.
///
/// # Errors
/// [`Error::Clash`] for files that cannot be together, [`Error::SymbolicLink`], [`Error::WrongKind`] and
/// [`Error::Manifest`] for what cannot be compared, [`Error::Io`] for what cannot be read.
pub fn check(output: &Output, command: &str) -> Result<CheckReport, Error> {
    output.validate()?;
    let plans = plan::plan_all(output)?;
    Ok(CheckReport {
        differences: plans.iter().flat_map(differences).collect(),
        command: command.to_owned(),
    })
}

fn differences(plan: &Plan<'_>) -> Vec<Difference> {
    let mut differences = Vec::new();
    for file in &plan.files {
        let (kind, old) = match &file.state {
            State::Current => continue,
            State::Missing => (DifferenceKind::Missing, None),
            State::Differs { old, edited: false } => (DifferenceKind::Changed, Some(old)),
            State::Differs { old, edited: true } => (DifferenceKind::EditedByHand, Some(old)),
            State::Occupied { old, .. } => (DifferenceKind::Occupied, Some(old)),
        };
        let path = plan.name.join(&file.path);
        differences.push(Difference::new(
            path,
            kind,
            old.map(Vec::as_slice),
            Some(&file.contents),
        ));
    }
    for file in &plan.stale {
        let path = plan.name.join(&file.path);
        differences.push(Difference::new(path, DifferenceKind::Stale, Some(&file.old), None));
    }
    differences.sort_by(|a, b| a.path.cmp(&b.path));
    differences
}

impl Difference {
    fn new(path: RelativePath, kind: DifferenceKind, old: Option<&[u8]>, new: Option<&str>) -> Self {
        let name = |side: &str, exists: bool| match exists {
            true => format!("{side}/{path}"),
            false => "/dev/null".to_owned(),
        };
        let (old_name, new_name) = (name("a", old.is_some()), name("b", new.is_some()));
        let old = String::from_utf8_lossy(old.unwrap_or_default()).into_owned();
        let new = new.unwrap_or_default();
        let diff = TextDiff::from_lines(old.as_str(), new)
            .unified_diff()
            .header(&old_name, &new_name)
            .to_string();
        Self {
            place: first_difference(&old, new),
            path,
            kind,
            old,
            diff,
        }
    }
}

/// The first line of `old`, without its end, that is not the same in `new`; at the end of `old` where `new` only goes on.
fn first_difference(old: &str, new: &str) -> Range<usize> {
    let mut start = 0;
    let mut others = new.split_inclusive('\n');
    for line in old.split_inclusive('\n') {
        if others.next() != Some(line) {
            return start..start + line.trim_end().len();
        }
        start += line.len();
    }
    start..start
}
