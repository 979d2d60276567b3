//! What is printed in the end.

use std::fmt::Write;

use super::Row;

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

/// The rows as a table, and below it the first error of each.
pub(super) fn table(rows: &[Row]) -> String {
    let mut cells: Vec<[String; 10]> = vec![HEADS.map(str::to_owned)];
    cells.extend(rows.iter().map(row));
    let widths: [usize; 10] = std::array::from_fn(|column| {
        let lengths = cells
            .iter()
            .filter_map(|cells| cells.get(column))
            .map(|it| it.chars().count());
        lengths.max().unwrap_or(0)
    });
    let mut text = String::new();
    for cells in &cells {
        for (column, (cell, width)) in cells.iter().zip(widths).enumerate() {
            // The first column is text, the others are numbers. Writing to a string cannot fail.
            let _ = match column {
                0 => write!(text, "{cell:width$}"),
                _ => write!(text, "  {cell:>width$}"),
            };
        }
        text.push('\n');
    }
    for row in rows {
        let compiler = row.compilation.as_ref().and_then(|it| it.first_error.as_ref());
        for failure in row.generation.failure.iter().chain(compiler) {
            let _ = write!(text, "\n{}: {}\n", row.document, failure.trim_end());
        }
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
