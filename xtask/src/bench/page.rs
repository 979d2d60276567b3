//! The page that keeps the measurements.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};

const PAGE: &str = "docs/performance.md";

/// What stands before and behind the table in the page.
const MARKERS: [&str; 2] = ["<!-- measured: begin -->\n", "<!-- measured: end -->\n"];

/// Puts the table into the page in place of the one that is there.
///
/// # Errors
/// Where the page cannot be read or written, or has no place for a table.
pub(super) fn write(workspace: &Path, runs: u32, table: &str) -> anyhow::Result<()> {
    let path = workspace.join(PAGE);
    let page = fs::read_to_string(&path).with_context(|| format!("cannot read {PAGE}"))?;
    let measured = format!(
        "`cargo xtask bench --runs {runs} --write`, with {}, on {}.\n\n{table}",
        compiler()?,
        machine()
    );
    fs::write(&path, replaced(&page, &measured)?).with_context(|| format!("cannot write {PAGE}"))
}

/// The page with another text between the markers.
fn replaced(page: &str, text: &str) -> anyhow::Result<String> {
    let [begin, end] = MARKERS;
    let Some((before, (_, after))) = page
        .split_once(begin)
        .and_then(|(before, rest)| Some((before, rest.split_once(end)?)))
    else {
        bail!(
            "{PAGE} has no place for the table: no {:?} before {:?}",
            begin.trim(),
            end.trim()
        );
    };
    Ok(format!("{before}{begin}\n{text}\n{end}{after}"))
}

/// The compiler's name and version.
fn compiler() -> anyhow::Result<String> {
    let output = Command::new("rustc")
        .arg("--version")
        .output()
        .context("rustc cannot be run")?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The kind of machine: its system, cores and memory.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let system = format!("{} on {}", std::env::consts::OS, std::env::consts::ARCH);
    match memory() {
        Some(gigabytes) => format!("a machine ({system}) with {cores} cores and {gigabytes} GB of memory"),
        None => format!("a machine ({system}) with {cores} cores"),
    }
}

/// The memory of the machine, in gigabytes, where the system says it as Linux does.
fn memory() -> Option<u64> {
    let text = fs::read_to_string("/proc/meminfo").ok()?;
    let total = text.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kilobytes: u64 = total.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes.div_ceil(1_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_replaced() {
        let [begin, end] = MARKERS;
        let page = format!("before\n{begin}old\n{end}after\n");
        let written = replaced(&page, "new").unwrap();
        assert_eq!(written, format!("before\n{begin}\nnew\n{end}after\n"));
        assert_eq!(replaced(&written, "new").unwrap(), written);
    }

    #[test]
    fn a_page_without_markers_is_not_written() {
        assert!(replaced("a page", "new").is_err());
        let [begin, end] = MARKERS;
        assert!(replaced(&format!("{end}{begin}"), "new").is_err());
    }
}
