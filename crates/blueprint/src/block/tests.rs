use std::fmt::Write;

use super::*;

/// The chapters as an outline: `#` for headings, `+` for items, `|` for code, `"` for prose.
fn outline(text: &str) -> String {
    let mut shown = String::new();
    for chapter in chapters(text).0 {
        if chapter.level > 0 {
            let _ = writeln!(shown, "{} {}", "#".repeat(chapter.level), chapter.title.text);
        }
        show(&chapter.blocks, 0, &mut shown);
    }
    shown
}

fn show(blocks: &[Block<'_>], depth: usize, shown: &mut String) {
    let indentation = "  ".repeat(depth);
    for block in blocks {
        let _ = match block {
            Block::Prose(prose) => {
                let lines: Vec<&str> = prose.lines.iter().map(|line| line.text).collect();
                writeln!(shown, "{indentation}\"{}\"", lines.join("/"))
            }
            Block::Code(code) => {
                let language = code.language.as_deref().unwrap_or("");
                writeln!(shown, "{indentation}|{language}|{}|", code.text.replace('\n', "/"))
            }
            Block::Item(item) => {
                let _ = writeln!(shown, "{indentation}+ {}", item.signature.text);
                show(&item.blocks, depth + 1, shown);
                Ok(())
            }
        };
    }
}

fn check(text: &str, expected: &str) {
    assert_eq!(outline(text), expected);
}

#[test]
fn headings_of_both_kinds_begin_chapters() {
    check(
        "a\n\n# B [/b] #\nc\nd\n\nE\n===\n# #\n",
        "\"a\"\n# B [/b]\n\"c/d\"\n# E\n# \n",
    );
}

#[test]
fn items_hold_what_is_below_them() {
    check(
        "+ Response 200 (text/plain)\n    text\n\n    + Headers\n\n            A: b\n\n    + Body\n\n            c\n              d\n",
        "+ Response 200 (text/plain)\n  \"text\"\n  + Headers\n    |\u{7c}A: b|\n  + Body\n    |\u{7c}c/  d|\n",
    );
}

#[test]
fn items_may_be_empty_or_begin_with_code() {
    check("+\n+ a\n    + b\n+     c\n", "+ \n+ a\n  + b\n+ c\n");
}

#[test]
fn code_loses_its_indentation_alone() {
    check("+ A\n\n          a\n        b\n", "+ A\n  ||  a/b|\n");
    check("+ A\n\n            a\n", "+ A\n  ||    a|\n");
    check("+ A\n\n      a\n", "+ A\n  ||a|\n");
    check("+ A\n\n  ```json\n  {}\n\n  ```\n", "+ A\n  |json|{}/|\n");
}

#[test]
fn targets_of_links_are_text() {
    check(
        "a [b][1]\n\n[1]: https://example.com\n\n# C\n",
        "\"a [b][1]\"\n\"[1]: https://example.com\"\n# C\n",
    );
    check("+ [a: b]: c (d)\n+ e\n", "+ [a: b]: c (d)\n+ e\n");
}

#[test]
fn deep_nesting_ends_in_prose() {
    let deep = "- ".repeat(5000) + "x";
    assert!(outline(&deep).lines().count() < DEPTH + 5);
    assert_eq!(chapters(&deep).1.map(|range| range.start), Some(2 * DEPTH));
}
