//! The table of measurements, as Markdown.

use std::fmt::Write;

use super::Row;
use super::measure::Measurement;

const HEADS: [&str; 10] = [
    "description",
    "operations",
    "lines, client",
    "lines, server",
    "client, s",
    "client, MB",
    "client and server, s",
    "client and server, MB",
    "check client, s",
    "check client, MB",
];

/// One line for each description.
pub(super) fn table(rows: &[Row]) -> String {
    let mut text = String::new();
    line(&mut text, &HEADS.map(str::to_owned));
    let mut rule = ["---:"; HEADS.len()].map(str::to_owned);
    if let Some(first) = rule.first_mut() {
        "---".clone_into(first);
    }
    line(&mut text, &rule);
    for row in rows {
        line(&mut text, &cells(row));
    }
    text
}

fn line(text: &mut String, cells: &[String; HEADS.len()]) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "| {} |", cells.join(" | "));
}

fn cells(row: &Row) -> [String; HEADS.len()] {
    let [client_lines, server_lines] = row.lines.map(|lines| lines.to_string());
    let [client_time, client_memory] = figures(row.client);
    let [both_time, both_memory] = figures(row.both);
    let [check_time, check_memory] = row.check.map_or(["-", "-"].map(str::to_owned), figures);
    [
        row.description.to_owned(),
        row.operations.to_string(),
        client_lines,
        server_lines,
        client_time,
        client_memory,
        both_time,
        both_memory,
        check_time,
        check_memory,
    ]
}

/// Seconds and megabytes (10^6 bytes).
fn figures(measured: Measurement) -> [String; 2] {
    [
        format!("{:.2}", measured.time.as_secs_f64()),
        measured.memory.div_ceil(1_000_000).to_string(),
    ]
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_table_is_markdown() {
        let measured = |milliseconds, memory| Measurement {
            time: Duration::from_millis(milliseconds),
            memory,
        };
        let row = Row {
            description: "3.0/petstore.yaml",
            operations: 3,
            lines: [100, 200],
            client: measured(12, 9_000_001),
            both: measured(1500, 20_000_000),
            check: None,
        };
        let table = table(&[row]);
        let mut lines = table.lines();
        assert!(lines.next().unwrap().starts_with("| description | operations |"));
        assert!(lines.next().unwrap().starts_with("| --- | ---: |"));
        assert_eq!(
            lines.next(),
            Some("| 3.0/petstore.yaml | 3 | 100 | 200 | 0.01 | 10 | 1.50 | 20 | - | - |")
        );
    }
}
