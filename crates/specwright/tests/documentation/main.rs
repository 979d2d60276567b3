//! The documentation: what it says can be done is done, and what it shows is held against what comes out.
//!
//! In a page, a block of code whose info string is a language and a path is a file in the folder that the commands run
//! in. A block `console` has commands behind `$ `, each with some lines that it prints; a block `rust` with a path, some
//! lines of that file: one that was generated, or one of this repository that its tests compile. Lines come in their
//! order, others are left out, and indentation does not count.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

mod annotations;
mod ci;
mod coverage;
mod elsewhere;
mod folder;
mod links;
mod markdown;
mod mentions;
mod pages;
