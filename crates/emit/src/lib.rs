//! Brings generated files to the disk: [`write()`] replaces what is out of date, [`check()`] tells what is, and
//! [`collect`] stays in memory. This is the only crate that writes files.
//!
//! Each generated crate has a directory right below the output folder, and in it a manifest, [`MANIFEST_NAME`], of
//! the files that were generated. From it the next run knows which files it may overwrite or remove; all others in the
//! directory are the user's and stay. A directory is replaced as a whole, so that an interrupted run leaves the old
//! files or the new ones and never a mixture.
//!
//! What must be absent here: any knowledge of what the files say.

mod check;
mod disk;
mod error;
mod inspect;
mod inventory;
mod manifest;
mod output;
mod path;
mod plan;
mod removal;
mod swap;
#[cfg(test)]
mod tests;
mod write;

pub use check::{CheckReport, Difference, DifferenceKind, check};
pub use error::Error;
pub use manifest::MANIFEST_NAME;
pub use output::{Crate, File, Output, collect};
pub use path::{DirectoryName, InvalidPath, RelativePath};
pub use removal::{remove_crate, stale_crates};
pub use write::{Change, FileChange, Report, write};
