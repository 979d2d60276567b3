//! Texts and places that are hard to show.

use super::{DUPLICATE, UNKNOWN_KEY, place};
use crate::render::visible;
use crate::{Diagnostic, Diagnostics, Files, Format, Location, Span, Style, render};

/// Shows one warning at `span` of `text` in full.
fn check(text: &str, span: std::ops::Range<usize>) -> String {
    let mut files = Files::new();
    let file = files.add("a.yaml", text);
    let location = Location {
        file,
        span: Span::new(span.start, span.end),
    };
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(Diagnostic::new(&UNKNOWN_KEY, location, "message").label("label"));
    render(&files, &diagnostics, Format::Full, Style::Plain)
}

#[test]
fn control_characters_are_made_visible() {
    let text = "a: \u{1b}[31mred\u{202e}\tbad\u{9b}x\r\n";
    insta::assert_snapshot!(check(text, text.find("bad").unwrap()..text.len()), @"
    warning[unknown-key]: message
     --> a.yaml:1:14
      |
    1 | a: ␛[31mred� bad�x
      |              ^^^^^ label
    ");

    let mut files = Files::new();
    let file = files.add("a\u{1b}\n.yaml", text);
    let at = place(&files, file, "bad\u{9b}x", 0);
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(
        Diagnostic::new(&UNKNOWN_KEY, at, "no `\u{1b}]0;x\u{7}`\n::error::no\u{9b}\u{e0041}")
            .label("\u{202e}label\u{1b}")
            .related(at, "\u{1b}related\u{2028}")
            .help("\u{1b}help\r"),
    );
    for format in Format::ALL {
        let shown = render(&files, &diagnostics, format, Style::Plain);
        let harmful = shown.chars().find(|of| *of != '\n' && visible::character(*of) != *of);
        assert_eq!(harmful, None, "{format}: {shown}");
        assert!(!shown.contains("\n::error"), "{format}: {shown}");
    }
    let shown = render(&files, &diagnostics, Format::Json, Style::Plain);
    let read: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(read[0]["message"], "no `\u{1b}]0;x\u{7}`\n::error::no\u{9b}\u{e0041}");
}

/// Excerpts look at what they show alone: where each copies its line, this takes minutes.
#[test]
fn one_long_line_may_have_many_findings() {
    let text = "{\"key\": 1} ".repeat(18_000);
    let mut files = Files::new();
    let file = files.add("a.json", text.as_str());
    let mut diagnostics = Diagnostics::new();
    for start in (0..text.len()).step_by(text.len() / 500) {
        let span = Span::new(start, start + 5);
        diagnostics.push(Diagnostic::new(&UNKNOWN_KEY, Location { file, span }, "message"));
    }
    let shown = render(&files, &diagnostics, Format::Full, Style::Plain);
    assert_eq!(
        shown.matches("warning[unknown-key]").count(),
        diagnostics.iter().count()
    );
    assert!(shown.lines().all(|line| line.len() < 200));
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let text = format!("{}KEY{}", "é".repeat(50_000), "b".repeat(50_000));
    let start = text.find("KEY").unwrap();
    insta::assert_snapshot!(check(&text, start..start + 3), @"
    warning[unknown-key]: message
     --> a.yaml:1:50001
      |
    1 | …ééééééééééééééééééééééééééééééKEYbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb…
      |                                ^^^ label
    ");
    insta::assert_snapshot!(check(&text, 0..text.len()), @"
    warning[unknown-key]: message
     --> a.yaml:1:1
      |
    1 | éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé…
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ label
    ");
}

#[test]
fn places_far_apart_in_one_long_line_are_shown_apart() {
    let mut files = Files::new();
    let file = files.add("a.json", format!("[\"one\",{}\"two\"]", "0,".repeat(5000)));
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(
        Diagnostic::new(&DUPLICATE, place(&files, file, "\"two\"", 0), "message")
            .related(place(&files, file, "\"one\"", 0), "related"),
    );
    insta::assert_snapshot!(render(&files, &diagnostics, Format::Full, Style::Plain), @r#"
    error[duplicate-operation]: message
     --> a.json:1:10008
      |
    1 | …0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,"two"]
      |                                ^^^^^
      |
     ::: a.json:1:2
      |
    1 | ["one",0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0…
      |  ----- related
    "#);
}

#[test]
fn places_of_several_lines() {
    let text = "a:\n  b: 1\n  c: 2\nd:\n";
    insta::assert_snapshot!(check(text, 3..17), @"
    warning[unknown-key]: message
     --> a.yaml:2:1
      |
    2 | /   b: 1
    3 | |   c: 2
      | |______^ label
    ");
    let long = format!("a:\n{}d:\n", "  b: 1\n".repeat(10));
    insta::assert_snapshot!(check(&long, 0..long.len()), @"
    warning[unknown-key]: message
     --> a.yaml:1:1
      |
    1 | a:
      | ^^ label
    ");
}

#[test]
fn odd_places() {
    insta::assert_snapshot!(check("a: b\n", 5..5), @"
    warning[unknown-key]: message
     --> a.yaml:2:1
      |
    2 |
      | ^ label
    ");
    insta::assert_snapshot!(check("", 0..0), @"
    warning[unknown-key]: message
    --> a.yaml:1:1
    ");
    insta::assert_snapshot!(check("a: b", 100..200), @"
    warning[unknown-key]: message
     --> a.yaml:1:5
      |
    1 | a: b
      |     ^ label
    ");
    insta::assert_snapshot!(check("aé: b", 2..2), @"
    warning[unknown-key]: message
     --> a.yaml:1:3
      |
    1 | aé: b
      |  ^ label
    ");
    insta::assert_snapshot!(check("a\n\n\nb", 2..3), @"
    warning[unknown-key]: message
     --> a.yaml:2:1
      |
    2 |
      | ^ label
    ");
}
