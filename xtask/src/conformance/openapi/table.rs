//! What is printed in the end.

use std::fmt::Write;

use super::Row;
use crate::corpus::aligned;

const HEADS: [&str; 9] = [
    "description",
    "format",
    "s",
    "bytes",
    "findings",
    "read back",
    "spec-validator",
    "redocly errors",
    "warnings",
];

/// How many differences and errors of one document are shown.
const SHOWN: usize = 10;

/// The rows as a table, and below it what went wrong.
pub(super) fn table(rows: &[Row]) -> String {
    let mut text = aligned(HEADS, rows.iter().map(row));
    for row in rows {
        let verdict = row.verdict.iter();
        let problems = row.written.differences.iter();
        let problems = problems.chain(verdict.flat_map(|verdict| verdict.invalid.iter().chain(&verdict.errors)));
        let problems: Vec<_> = problems.collect();
        for problem in problems.iter().take(SHOWN) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "\n{} as {}: {problem}", row.description, row.written.format);
        }
        if problems.len() > SHOWN {
            let _ = writeln!(text, "… and {} more", problems.len() - SHOWN);
        }
    }
    text
}

fn row(row: &Row) -> [String; 9] {
    let written = &row.written;
    let read_back = match written.differences.len() {
        0 => "same".to_owned(),
        count => format!("{count} differences"),
    };
    let (valid, errors, warnings) = match &row.verdict {
        None => ("-".to_owned(), "-".to_owned(), "-".to_owned()),
        Some(verdict) => (
            if verdict.invalid.is_none() { "OK" } else { "INVALID" }.to_owned(),
            verdict.errors.len().to_string(),
            verdict.warnings.to_string(),
        ),
    };
    [
        row.description.clone(),
        written.format.to_string(),
        format!("{:.2}", written.time.as_secs_f64()),
        written.bytes.to_string(),
        written.findings.to_string(),
        read_back,
        valid,
        errors,
        warnings,
    ]
}
