//! Lets a chosen change to the disk fail, or be the last thing that the process does.

use std::cell::Cell;
use std::io;

/// What happens at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The process dies, as by `kill -9`.
    Kill,
    /// The operating system refuses this step and no other.
    FailOnce,
    /// The operating system refuses this step and all that follow, as on a disk that went read-only.
    FailFromThere,
}

thread_local! {
    static FAULT: Cell<Option<(Fault, usize)>> = const { Cell::new(None) };
    static STEPS: Cell<usize> = const { Cell::new(0) };
    static WITHOUT_EXCHANGE: Cell<bool> = const { Cell::new(false) };
}

/// Runs `action` with a fault at a step, counted from 0, and gives its result and the number of steps it took.
pub(crate) fn with_fault<T>(fault: Option<(Fault, usize)>, action: impl FnOnce() -> T) -> (T, usize) {
    FAULT.set(fault);
    STEPS.set(0);
    let result = action();
    FAULT.set(None);
    (result, STEPS.get())
}

/// Makes this thread's file system one that cannot exchange directories.
pub(crate) fn set_without_exchange(without: bool) {
    WITHOUT_EXCHANGE.set(without);
}

pub(crate) fn without_exchange() -> bool {
    WITHOUT_EXCHANGE.get()
}

pub(crate) fn step() -> io::Result<()> {
    let this = STEPS.replace(STEPS.get() + 1);
    match FAULT.get() {
        Some((Fault::Kill, at)) if this == at => std::process::abort(),
        Some((Fault::FailOnce, at)) if this == at => Err(io::ErrorKind::StorageFull.into()),
        Some((Fault::FailFromThere, at)) if this >= at => Err(io::ErrorKind::ReadOnlyFilesystem.into()),
        _ => Ok(()),
    }
}
