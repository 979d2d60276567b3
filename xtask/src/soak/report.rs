//! What a soak came to, for people, and whether the server has stood it.

use std::process::ExitCode;

use super::load::Outcome;
use super::memory::Memory;
use super::tally::Tally;
use super::traffic::Kind;

/// By how much the memory at the end may exceed that after the first third, in KiB: what an allocator keeps differs from
/// moment to moment.
const MEMORY_MARGIN: u64 = 8 << 10;

/// Prints the outcome.
pub(super) fn print(outcome: &mut Outcome) -> ExitCode {
    println!("{:.0} seconds", outcome.time.as_secs_f64());
    println!(
        "| requests | sent | 2xx | 3xx | 4xx | 5xx | closed | unanswered | wrong | median ms | 99 % ms | longest ms |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (kind, tally) in &mut outcome.tallies {
        row(*kind, tally);
    }
    let [first, early, last] = memory(&outcome.memory);
    println!(
        "memory in KiB: {} at the beginning, {} after a third, {} at the end, {} at most",
        first.resident, early.resident, last.resident, last.peak
    );
    let failures = failures(outcome, early, last);
    for (_, tally) in &outcome.tallies {
        tally.shown.iter().for_each(|failure| println!("{failure}\n"));
    }
    failures.iter().for_each(|failure| println!("{failure}"));
    match failures.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

fn row(kind: Kind, tally: &mut Tally) {
    let [_, _, success, redirection, refused, failed] = tally.answers;
    let [median, most, longest] = [0.5, 0.99, 1.0].map(|part| tally.quantile(part));
    println!(
        "| {} | {} | {success} | {redirection} | {refused} | {failed} | {} | {} | {} | {median:.1} | {most:.1} | {longest:.1} |",
        kind.name(),
        tally.requests(),
        tally.closed,
        tally.unanswered,
        tally.wrong,
    );
}

/// The memory at the beginning, after a third, and at the end.
fn memory(course: &[Memory]) -> [Memory; 3] {
    let at = |index: usize| course.get(index).copied().unwrap_or_default();
    [at(0), at(course.len() / 3), at(course.len().saturating_sub(1))]
}

/// What a server must not do.
fn failures(outcome: &Outcome, early: Memory, last: Memory) -> Vec<String> {
    let mut failures = Vec::new();
    let mut count = |number: u64, what: &str| {
        if number > 0 {
            failures.push(format!("{number} {what}"));
        }
    };
    for (kind, tally) in &outcome.tallies {
        let name = kind.name();
        count(
            tally.server_errors(),
            &format!("{name} requests were answered as errors of the server"),
        );
        count(
            tally.wrong,
            &format!("{name} requests got other responses than without load"),
        );
        count(
            tally.unanswered,
            &format!("{name} requests were neither answered nor refused"),
        );
        if *kind == Kind::Valid && tally.requests() == 0 {
            count(1, "server answers no valid request");
        }
    }
    count(outcome.panics as u64, "panics");
    count(
        outcome.wrong_after as u64,
        "requests are answered otherwise after the load",
    );
    if last.resident == 0 {
        count(1, "server has ended");
    }
    if last.resident > early.resident + MEMORY_MARGIN {
        count(
            last.resident - early.resident,
            "KiB of memory came to it after the first third",
        );
    }
    failures
}
