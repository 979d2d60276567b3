//! What Dredd says of a document.

/// The line after which Dredd tells of failed transactions once more, with reasons.
const FAILED: &str = "info: Displaying failed tests...";

/// What Dredd says, within a warning, of a transaction whose address it cannot fill in.
const NO_ADDRESS: &str = ": Ambiguous URI parameter in template: ";

/// How the transactions of a document went.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) transactions: usize,
    pub(super) passed: usize,
    pub(super) failed: usize,
    pub(super) errors: usize,
    pub(super) skipped: usize,
    /// How many it cannot make a request of: the document gives parameters of their addresses no values.
    pub(super) left_out: usize,
    /// What went wrong: the transactions, each followed by the reason.
    pub(super) failures: Vec<String>,
}

impl Outcome {
    /// Reads what Dredd printed, errors first. Of a document without transactions, and of one that it refuses, it counts
    /// nothing, and so all numbers are 0.
    pub(super) fn read(output: &str) -> Self {
        let mut outcome = Self::default();
        let counts = output.lines().find_map(|line| line.strip_prefix("complete: "));
        for count in counts.into_iter().flat_map(|counts| counts.split(", ")) {
            let Some((number, what)) = count.split_once(' ') else {
                continue;
            };
            let number = number.parse().unwrap_or_default();
            match what {
                "passing" => outcome.passed = number,
                "failing" => outcome.failed = number,
                "errors" => outcome.errors = number,
                "skipped" => outcome.skipped = number,
                "total" => outcome.transactions = number,
                _ => {}
            }
        }
        let warnings = output.lines().filter_map(|line| line.strip_prefix("warn: "));
        outcome.left_out = warnings.filter(|warning| warning.contains(NO_ADDRESS)).count();
        outcome.failures = failures(output);
        outcome
    }

    /// Whether Dredd tried nothing at all because the document gives parameters of its addresses no values. It refuses a
    /// document as a whole for that.
    pub(super) fn is_refused(&self) -> bool {
        self.transactions == 0 && self.left_out > 0
    }

    /// Whether anything but passing transactions came of the document.
    pub(super) fn is_failure(&self) -> bool {
        self.transactions == 0 || self.passed != self.transactions
    }
}

/// What Dredd says of failed transactions in the end, each with its reason, and of errors wherever they come.
fn failures(output: &str) -> Vec<String> {
    let (before, after) = output.split_once(FAILED).unwrap_or((output, ""));
    let errors = before.lines().filter_map(|line| line.strip_prefix("error: "));
    let mut failures: Vec<String> = errors.map(str::to_owned).collect();
    for line in after.lines().filter_map(|line| line.strip_prefix("fail: ")) {
        match (line.split_once(" duration: "), failures.last_mut()) {
            (None, Some(last)) => *last = format!("{last}: {line}"),
            (Some((transaction, _)), _) => failures.push(transaction.to_owned()),
            (None, None) => failures.push(line.to_owned()),
        }
    }
    failures
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(output: &str, numbers: [usize; 6], failures: &[&str], is_failure: bool) {
        let outcome = Outcome::read(output);
        let found = [
            outcome.transactions,
            outcome.passed,
            outcome.failed,
            outcome.errors,
            outcome.skipped,
            outcome.left_out,
        ];
        assert_eq!(found, numbers, "{output}");
        assert_eq!(outcome.failures, failures, "{output}");
        assert_eq!(outcome.is_failure(), is_failure, "{output}");
    }

    #[test]
    fn what_dredd_prints_is_read() {
        let passed = "pass: GET (200) / duration: 5ms\n\
             complete: 1 passing, 0 failing, 0 errors, 0 skipped, 1 total\ncomplete: Tests took 9ms\n";
        check(passed, [1, 1, 0, 0, 0, 0], &[], false);
        let failed = "fail: GET (200) /a duration: 5ms\nerror: connect ECONNREFUSED\n\
             info: Displaying failed tests...\nfail: GET (200) /a duration: 5ms\nfail: statusCode: not 200\n\
             complete: 3 passing, 1 failing, 1 errors, 0 skipped, 5 total\n";
        let reasons = ["connect ECONNREFUSED", "GET (200) /a: statusCode: not 200"];
        check(failed, [5, 3, 1, 1, 0, 0], &reasons, true);
        check(
            "complete: 0 passing, 0 failing, 0 errors, 2 skipped, 2 total\n",
            [2, 0, 0, 0, 2, 0],
            &[],
            true,
        );
        check("warn: nothing there\ncomplete: Tests took 0ms\n", [0; 6], &[], true);
        let left_out = "error: Required URI parameter 'id' has no example\nwarn: API description URI template expansion warning in a.apib (A > B): \
             Ambiguous URI parameter in template: /b/{id}\nNo example value\nwarn: other\ncomplete: Tests took 0ms\n";
        let reasons = ["Required URI parameter 'id' has no example"];
        check(left_out, [0, 0, 0, 0, 0, 1], &reasons, true);
    }
}
