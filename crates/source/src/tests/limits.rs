//! Documents that strangers wrote: bounded time and memory.

use super::*;

fn check(name: &str, text: &str, expected: &str) {
    let (tree, findings) = tree_and_findings(name, text, &Limits::default());
    assert!(tree.is_none(), "it is refused");
    assert!(findings.contains(expected), "{findings}");
}

#[test]
fn deep_nesting_is_refused_in_every_syntax() {
    let deep = 100_000;
    check("a.json", &"[".repeat(deep), "[too-deep]");
    check("a.json", &"{\"a\":".repeat(deep), "[too-deep]");
    check("a.yaml", &"[".repeat(deep), "[too-deep]");
    check("a.yaml", &"- ".repeat(deep), "[too-deep]");
    check("a.yaml", &format!("a: {}1", "{b: ".repeat(deep)), "[too-deep]");
    let block: String = (0..2000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    check("a.yaml", &block, "[too-deep]");
}

#[test]
fn nesting_up_to_the_limit_is_read() {
    let depth = Limits::default().depth;
    for name in ["a.json", "a.yaml"] {
        let text = "[".repeat(depth) + &"]".repeat(depth);
        assert_eq!(tree_and_findings(name, &text, &Limits::default()).1, "");
        check(name, &format!("[{text}]"), "[too-deep]");
    }
}

#[test]
fn aliases_count_as_what_they_stand_for() {
    let mut nested = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let below = format!("*a{}, ", level - 1).repeat(10);
        let _ = writeln!(nested, "a{level}: &a{level} [{below}]");
    }
    check("a.yaml", &nested, "[too-many-nodes]");

    let flat = format!("a: &a [{}]\nb: [{}]\n", "1, ".repeat(1000), "*a, ".repeat(20_000));
    check("a.yaml", &flat, "[too-many-nodes]");
}

#[test]
fn aliases_cannot_hide_depth() {
    let mut text = "a0: &a0 [x]\n".to_owned();
    for level in 1..=Limits::default().depth {
        let _ = writeln!(text, "a{level}: &a{level} [*a{}]", level - 1);
    }
    check("a.yaml", &text, "[too-deep]");
}

#[test]
fn large_scalars_are_read_without_copies() {
    let text = format!("a: \"{}\"\n", "x".repeat(20 << 20));
    let (tree, _) = tree_and_findings("a.yaml", &text, &Limits::default());
    let tree = tree.expect("well-formed");
    assert_eq!(
        tree.root().get("a").and_then(Node::as_str).map(str::len),
        Some(20 << 20)
    );
    assert!(tree.unescaped.len() < 100, "{} bytes were copied", tree.unescaped.len());
}

#[test]
fn files_beyond_the_limits_are_refused() {
    let limits = Limits {
        document_bytes: 10,
        ..Limits::default()
    };
    let error = Sources::from_texts(&[("a.yaml", "a: 0123456789")], &limits, no_references);
    let error = error.expect_err("too large");
    assert_eq!(
        error.to_string(),
        "cannot read `a.yaml`: the limit of 10 bytes is exceeded"
    );
}
