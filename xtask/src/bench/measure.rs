//! The time and the memory of a process.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use wait4::Wait4;

/// What a process took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Measurement {
    /// From its start to its end.
    pub(super) time: Duration,
    /// The memory that it had at once at most, or that the largest process had which it started and waited for; in
    /// bytes.
    pub(super) memory: u64,
}

/// Runs a process to its end.
///
/// # Errors
/// Where it cannot be run, or fails.
pub(super) fn measure(mut command: Command) -> anyhow::Result<Measurement> {
    let name = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let begin = Instant::now();
    let mut child = command.spawn().with_context(|| format!("{name} cannot be run"))?;
    let used = child.wait4()?;
    let time = begin.elapsed();
    if !used.status.success() {
        bail!("{name} fails: {}", used.status);
    }
    Ok(Measurement {
        time,
        memory: used.rusage.maxrss,
    })
}

/// The median of several measurements, of time and of memory each.
///
/// # Errors
/// The first error of a measurement.
pub(super) fn median(runs: u32, measure: impl Fn() -> anyhow::Result<Measurement>) -> anyhow::Result<Measurement> {
    let measured: Vec<Measurement> = (0..runs).map(|_| measure()).collect::<Result<_, _>>()?;
    let time = middle(measured.iter().map(|it| it.time).collect());
    let memory = middle(measured.iter().map(|it| it.memory).collect());
    Ok(Measurement {
        time: time.context("there was no run")?,
        memory: memory.context("there was no run")?,
    })
}

/// The value in the middle, the lower one of two; none of nothing.
fn middle<T: Ord + Copy>(mut values: Vec<T>) -> Option<T> {
    values.sort_unstable();
    values.get(values.len().saturating_sub(1) / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_the_median() {
        let check = |values: &[u32], expected| assert_eq!(middle(values.to_vec()), expected);
        check(&[3, 1, 2], Some(2));
        check(&[4, 1, 3, 2], Some(2));
        check(&[7], Some(7));
        check(&[], None);
    }

    #[test]
    fn a_process_that_fails_is_not_measured() {
        let mut cargo = crate::workspace::cargo(std::path::Path::new("."), "no-such-command");
        cargo.env_remove("RUSTUP_TOOLCHAIN");
        assert!(measure(cargo).is_err());
    }
}
