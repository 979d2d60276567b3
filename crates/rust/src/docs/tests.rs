use super::*;

fn check(text: &str, expected: &str) {
    let docs = Docs::line(text);
    assert_eq!(docs.lines().collect::<Vec<_>>().join("\n"), expected);
    assert_harmless(&docs);
}

/// What the lines become in a comment: no code but text, and no way out.
fn assert_harmless(docs: &Docs) {
    let text = docs.lines().collect::<Vec<_>>().join("\n");
    for event in Parser::new(&text) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => assert_eq!(kind, CodeBlockKind::Fenced("text".into()), "{text}"),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                assert!(dest_url.starts_with("http"), "{text}");
            }
            Event::Html(_) | Event::InlineHtml(_) => panic!("{text}"),
            _ => {}
        }
    }
    let item = quote::ToTokens::to_token_stream(&docs.outer()).to_string() + " struct A;";
    let file = syn::parse_file(&item).expect("one documented item");
    assert_eq!(file.items.len(), 1);
}

#[test]
fn prose_stays_as_it_is() {
    check("", "");
    check("One line.", "One line.");
    check(
        "Two\n\nparagraphs with `code` and [a link](https://example.com/x).",
        "Two\n\nparagraphs with `code` and [a link](https://example.com/x).",
    );
    check("- a\n- b\n  - c", "- a\n- b\n  - c");
}

#[test]
fn code_is_never_a_test() {
    check("```\npanic!()\n```", "```text\npanic!()\n```");
    check("```rust\npanic!()\n```", "```text\npanic!()\n```");
    check("~~~~ rust,should_panic\nx\n~~~~", "~~~~text\nx\n~~~~");
    check("See\n\n    panic!()\n    more", "See\n\n```text\npanic!()\nmore\n```");
    check("    panic!()", "```text\npanic!()\n```");
    check("\tpanic!()", "```text\npanic!()\n```");
    check("- a\n\n      panic!()\n- b", "- a\n\n  ```text\n  panic!()\n  ```\n- b");
    check("```json\n{\"a\": [1]}\n```", "```text\n{\"a\": [1]}\n```");
    check("```rust\nnever closed", "```text\nnever closed");
}

#[test]
fn nothing_breaks_out_or_warns() {
    check("ends */ /* here", "ends */ /* here");
    check("a\rb\u{2028}c\u{202e}d\0e", "a\nb\ncde");
    check("see [Pet] and Vec<String>", "see \\[Pet\\] and Vec\\<String>");
    check(
        "at https://example.com/a, or http://b.example.",
        "at <https://example.com/a>, or <http://b.example>.",
    );
    check("<script>alert(1)</script>", "\\<script>alert(1)\\</script>");
}

#[test]
fn links_lead_to_the_web() {
    check(
        "[a](https://example.com) <https://example.com>",
        "[a](https://example.com) <https://example.com>",
    );
    check("[a](javascript:b())", "\\[a\\](javascript:b())");
    check("![a](data:text/html,b)", "!\\[a\\](data:text/html,b)");
    check(
        "<javascript:b()> <a@example.com>",
        "\\<javascript:b()> \\<a@example.com>",
    );
    check(
        "[a][b]\n\n[b]: javascript:c()",
        "\\[a\\]\\[b\\]\n\n\\[b\\]: javascript:c()",
    );
    check("[b]: crate::c", "\\[b\\]: crate::c");
    check(
        "[a][b]\n\n[b]: https://example.com",
        "[a][b]\n\n[b]: https://example.com",
    );
    check("[a](crate::b) [c](d.html)", "\\[a\\](crate::b) \\[c\\](d.html)");
    check(
        "[![a](javascript:b())](https://example.com)",
        "\\[!\\[a\\](javascript:b())\\](<https://example.com>)",
    );
}

#[test]
fn long_texts_are_cut() {
    let docs = Docs::line(&"ä".repeat(LONGEST));
    let length: usize = docs.lines().map(str::len).sum();
    assert!(length <= LONGEST + 8, "{length}");
}

#[test]
fn texts_that_nest_deeply_stay_cheap() {
    let parts = [
        ">",
        "- ",
        "* ",
        "1. ",
        "[",
        "![",
        "*a ",
        "_",
        "`",
        "<",
        "<a>",
        "&",
        "|-",
        "(",
        "\\",
        "    ",
        "~~",
        "[a](",
        "[^a]: ",
        "https://a ",
    ];
    for part in parts {
        let started = std::time::Instant::now();
        assert_harmless(&Docs::line(&part.repeat(LONGEST / part.len())));
        assert!(started.elapsed().as_secs() < 10, "{part:?}: {:?}", started.elapsed());
    }
}

#[test]
fn a_backslash_that_is_escaped_escapes_nothing() {
    check(r"\\<img src=x onerror=a()>", r"\\\<img src=x onerror=a()>");
    check(r"\\\<b>", r"\\\<b>");
    check(r"\\[a](javascript:a())", r"\\\[a\](javascript:a())");
    check(r"\\[a]", r"\\\[a\]");
    check(r"\\<javascript:a()>", r"\\\<javascript:a()>");
}
