//! Brings generated files to the disk: `write` replaces what is out of date, `check` tells what is (feature `disk`, on by
//! default), and [`collect`] stays in memory. This is the only crate that writes files.
//!
//! Each generated crate has a directory right below the output folder, and in it a manifest, [`MANIFEST_NAME`], of
//! the files that were generated. From it the next run knows which files it may overwrite or remove; all others in the
//! directory are the user's and stay. A directory is replaced as a whole, so that an interrupted run leaves the old
//! files or the new ones and never a mixture.
//!
//! What must be absent here: any knowledge of what the files say.

#[cfg(feature = "disk")]
mod check;
#[cfg(feature = "disk")]
mod disk;
mod error;
#[cfg(feature = "disk")]
mod inspect;
#[cfg(feature = "disk")]
mod inventory;
#[cfg(feature = "disk")]
mod manifest;
mod output;
mod path;
#[cfg(feature = "disk")]
mod plan;
#[cfg(feature = "disk")]
mod removal;
#[cfg(feature = "disk")]
mod swap;
#[cfg(test)]
#[cfg(feature = "disk")]
mod tests;
#[cfg(feature = "disk")]
mod write;

#[cfg(feature = "disk")]
pub use check::{CheckReport, Difference, DifferenceKind, check};
pub use error::Error;
pub use output::{Crate, File, MANIFEST_NAME, Output, collect};
pub use path::{DirectoryName, InvalidPath, RelativePath};
#[cfg(feature = "disk")]
pub use removal::{remove_crate, stale_crates};
#[cfg(feature = "disk")]
pub use write::{Change, FileChange, Report, write};
