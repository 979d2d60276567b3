//! The memory of a process, as Linux tells it (proc_pid_status(5)).

use std::fs;

/// Memory in KiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Memory {
    /// What the process has now.
    pub(super) resident: u64,
    /// The most that it has had.
    pub(super) peak: u64,
}

impl Memory {
    /// The memory of a process; none where it has ended, or the system does not tell.
    pub(super) fn of_process(id: u32) -> Option<Self> {
        Self::of_status(&fs::read_to_string(format!("/proc/{id}/status")).ok()?)
    }

    fn of_status(status: &str) -> Option<Self> {
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse().ok()
        };
        Some(Self {
            resident: field("VmRSS:")?,
            peak: field("VmHWM:")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(status: &str, expected: Option<(u64, u64)>) {
        let memory = Memory::of_status(status);
        assert_eq!(memory.map(|memory| (memory.resident, memory.peak)), expected);
    }

    #[test]
    fn a_process_that_has_ended_has_no_memory() {
        check("Name:\ta\nVmHWM:\t  7 kB\nVmRSS:\t  5 kB\n", Some((5, 7)));
        check("Name:\ta\nState:\tZ (zombie)\n", None);
    }
}
