//! What is printed in the end.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

use super::Row;
use super::wire::Wire;

const HEADS: [&str; 10] = [
    "document",
    "read s",
    "errors",
    "warnings",
    "generated",
    "s",
    "lines",
    "compiles",
    "warnings",
    "s",
];

/// The heads of the table of calls. A body has no schema where the description gives none, or where it is of another
/// kind than a schema can say something of; a schema is unusable where the validator does not take it.
const WIRE_HEADS: [&str; 10] = [
    "document",
    "operations",
    "left out",
    "calls",
    "answered",
    "decoded",
    "valid",
    "no schema",
    "unusable",
    "failures",
];

/// The rows as a table, and below it the first error of each.
pub(super) fn table(rows: &[Row]) -> String {
    let mut text = aligned(HEADS, rows.iter().map(row));
    for row in rows {
        let compiler = row.compilation.as_ref().and_then(|it| it.first_error.as_ref());
        for failure in row.generation.failure.iter().chain(compiler) {
            let _ = write!(text, "\n{}: {}\n", row.document, failure.trim_end());
        }
    }
    text.push_str(&lints(rows));
    text
}

/// How the calls went, as a table, and below it what went wrong.
pub(super) fn wire_table(rows: &[Row]) -> String {
    let called = || {
        rows.iter()
            .filter_map(|row| Some((row.document.as_str(), row.wire.as_ref()?)))
    };
    let mut text = aligned(WIRE_HEADS, called().map(|(document, wire)| wire_row(document, wire)));
    for (document, wire) in called() {
        for schema in &wire.unusable_schemas {
            let _ = writeln!(text, "\n{document}: no validator takes the schema {schema}");
        }
        for failure in &wire.failures {
            let _ = writeln!(text, "\n{document}: {failure}");
        }
    }
    text
}

fn wire_row(document: &str, wire: &Wire) -> [String; 10] {
    let [operations, left_out, calls] = [wire.operations, wire.left_out, wire.calls].map(|it| it.to_string());
    let [answered, decoded, valid] = [wire.answered, wire.decoded, wire.valid].map(|it| it.to_string());
    let [unchecked, unusable] = [wire.unchecked, wire.unusable].map(|it| it.to_string());
    [
        document.to_owned(),
        operations,
        left_out,
        calls,
        answered,
        decoded,
        valid,
        unchecked,
        unusable,
        wire.failures.len().to_string(),
    ]
}

/// Rows below heads, with columns of one width: the first of text, the others of numbers.
pub(crate) fn aligned<const N: usize>(heads: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut cells: Vec<[String; N]> = vec![heads.map(str::to_owned)];
    cells.extend(rows);
    let widths: [usize; N] = std::array::from_fn(|column| {
        let lengths = cells
            .iter()
            .filter_map(|cells| cells.get(column))
            .map(|it| it.chars().count());
        lengths.max().unwrap_or(0)
    });
    let mut text = String::new();
    for cells in &cells {
        for (column, (cell, width)) in cells.iter().zip(widths).enumerate() {
            // Writing to a string cannot fail.
            let _ = match column {
                0 => write!(text, "{cell:width$}"),
                _ => write!(text, "  {cell:>width$}"),
            };
        }
        text.push('\n');
    }
    text
}

/// The lints of warnings, those with most findings first, each with the first finding.
fn lints(rows: &[Row]) -> String {
    let mut lints: BTreeMap<&str, (usize, &str, &str)> = BTreeMap::new();
    for row in rows {
        for (name, lint) in row.compilation.iter().flat_map(|it| &it.lints) {
            let first = (0, row.document.as_str(), lint.example.as_str());
            lints.entry(name).or_insert(first).0 += lint.count;
        }
    }
    let mut lints: Vec<_> = lints.into_iter().collect();
    lints.sort_by_key(|(_, (count, ..))| Reverse(*count));
    let mut text = String::new();
    for (name, (count, document, example)) in lints {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n{name}: {count} findings, the first in {document}\n{example}");
    }
    text
}

fn row(row: &Row) -> [String; 10] {
    let generation = &row.generation;
    let generated = match (&generation.failure, generation.crates.is_empty()) {
        (Some(_), _) => "FAILED",
        (None, true) => "no",
        (None, false) => "yes",
    };
    let (compiles, warnings, compiled_in) = match &row.compilation {
        None => ("-".to_owned(), "-".to_owned(), "-".to_owned()),
        Some(it) if it.errors > 0 => (
            format!("{} errors", it.errors),
            it.warnings.to_string(),
            seconds(it.time),
        ),
        Some(it) => ("yes".to_owned(), it.warnings.to_string(), seconds(it.time)),
    };
    [
        row.document.clone(),
        seconds(generation.read),
        generation.errors.to_string(),
        generation.warnings.to_string(),
        generated.to_owned(),
        seconds(generation.generated),
        generation.lines.to_string(),
        compiles,
        warnings,
        compiled_in,
    ]
}

fn seconds(time: std::time::Duration) -> String {
    format!("{:.2}", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_below_each_other() {
        let rows = [["a.yaml", "7"], ["longer.yaml", "1234"]].map(|row| row.map(str::to_owned));
        let table = aligned(["document", "n"], rows.into_iter());
        assert_eq!(table, "document        n\na.yaml          7\nlonger.yaml  1234\n");
    }
}
