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
    match milestones(&outcome.memory) {
        Some([first, early, last]) => println!(
            "memory in KiB: {} at the beginning, {} after a third, {} at the end, {} at most",
            first.resident, early.resident, last.resident, last.peak
        ),
        None => println!("the system does not tell the memory of the server"),
    }
    let failures = failures(outcome);
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
fn milestones(course: &[Memory]) -> Option<[Memory; 3]> {
    Some([*course.first()?, *course.get(course.len() / 3)?, *course.last()?])
}

/// What a server must not do, and what must not be missing.
fn failures(outcome: &Outcome) -> Vec<String> {
    let kinds = outcome.tallies.iter();
    let mut failures: Vec<String> = kinds.flat_map(|(kind, tally)| failures_of(*kind, tally)).collect();
    let grown = milestones(&outcome.memory).map(|[_, early, last]| last.resident.saturating_sub(early.resident));
    let counts = [
        (outcome.lost_clients as u64, "clients ended by a mistake of their own"),
        (outcome.panics as u64, "panics"),
        (
            outcome.wrong_after as u64,
            "requests are answered otherwise after the load",
        ),
        (u64::from(outcome.has_ended), "server has ended"),
        (
            grown.filter(|grown| *grown > MEMORY_MARGIN).unwrap_or_default(),
            "KiB of memory came to it after the first third",
        ),
    ];
    let found = counts.into_iter().filter(|(number, _)| *number > 0);
    failures.extend(found.map(|(number, what)| format!("{number} {what}")));
    failures
}

/// What must not come of requests of one kind.
fn failures_of(kind: Kind, tally: &Tally) -> Vec<String> {
    let name = kind.name();
    if tally.requests() == 0 {
        return vec![format!("nobody sent {name} requests: there are too few clients")];
    }
    let counts = [
        (tally.server_errors(), "were answered as errors of the server"),
        (tally.wrong, "got responses that they must not get"),
        (tally.unanswered, "were neither answered nor refused"),
    ];
    let found = counts.into_iter().filter(|(number, _)| *number > 0);
    found
        .map(|(number, what)| format!("{number} {name} requests {what}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// An outcome without failures that is changed, and its failures then.
    fn check(change: impl FnOnce(&mut Outcome), expected: &[&str]) {
        let tally = || {
            let mut tally = Tally::default();
            tally.answered(200, Duration::ZERO);
            tally
        };
        let mut outcome = Outcome {
            tallies: Kind::ALL.map(|kind| (kind, tally())).into(),
            time: Duration::ZERO,
            memory: Vec::new(),
            lost_clients: 0,
            wrong_after: 0,
            panics: 0,
            has_ended: false,
        };
        change(&mut outcome);
        assert_eq!(failures(&outcome), expected);
    }

    #[test]
    fn a_soak_that_shows_nothing_fails() {
        check(|_| {}, &[]);
        check(
            |outcome| outcome.tallies[3].1 = Tally::default(),
            &["nobody sent slow requests: there are too few clients"],
        );
        check(
            |outcome| outcome.tallies[4].1.wrong = 1,
            &["1 broken requests got responses that they must not get"],
        );
        check(
            |outcome| outcome.lost_clients = 2,
            &["2 clients ended by a mistake of their own"],
        );
    }

    #[test]
    fn a_server_must_neither_end_nor_grow() {
        let course = |sizes: [u64; 3]| {
            sizes
                .map(|resident| Memory {
                    resident,
                    peak: resident,
                })
                .to_vec()
        };
        check(|outcome| outcome.has_ended = true, &["1 server has ended"]);
        check(|outcome| outcome.memory = course([0, 9000, 9001]), &[]);
        check(
            |outcome| outcome.memory = course([0, 9000, 19000]),
            &["10000 KiB of memory came to it after the first third"],
        );
    }
}
