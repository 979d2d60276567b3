//! The memory of a process, as Linux tells it (proc_pid_status(5)).

use std::fs;

/// Memory in KiB; 0 where the system does not tell.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Memory {
    /// What the process has now.
    pub(super) resident: u64,
    /// The most that it has had.
    pub(super) peak: u64,
}

impl Memory {
    pub(super) fn of_process(id: u32) -> Self {
        let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let number = line.and_then(|line| line.split_whitespace().next());
            number.and_then(|number| number.parse().ok()).unwrap_or_default()
        };
        Self {
            resident: field("VmRSS:"),
            peak: field("VmHWM:"),
        }
    }
}
