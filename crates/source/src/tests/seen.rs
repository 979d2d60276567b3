//! The marks of what was looked at.

use super::*;

fn check(text: &str, look: impl Fn(Node<'_>), expected: &[&str]) {
    let (tree, findings) = tree_and_findings("a.yaml", text, &Limits::default());
    let tree = tree.expect(&findings);
    tree.root().mark_root();
    look(tree.root());
    let unseen: Vec<_> = tree.unseen().iter().map(|unseen| unseen.entry.key).collect();
    assert_eq!(unseen, expected, "{text}");
}

#[test]
fn keys_that_were_never_looked_at_are_listed_outermost() {
    let text = "a: {b: 1, c: {d: 2}}\ne: [{f: 3}]\n";
    check(text, |_| {}, &["a", "e"]);
    check(
        text,
        |root| {
            root.get("a");
        },
        &["b", "c", "e"],
    );
    check(
        text,
        |root| {
            root.peek("a");
        },
        &["a", "e"],
    );
    check(text, |root| root.entries().for_each(drop), &["b", "c", "f"]);
    check(text, |root| root.ignore("a"), &["e"]);
    check(text, |root| root.see_all(), &[]);
    check(
        text,
        |root| {
            root.to_value();
        },
        &[],
    );
    check(
        text,
        |root| {
            let _ = root.pointer("/a/c/d");
        },
        &["b", "e"],
    );
}

#[test]
fn marks_are_shared_between_an_anchor_and_its_aliases() {
    let text = "a: &x {b: 1, c: 2}\nd: *x\n";
    let look = |root: Node<'_>| {
        root.get("a").and_then(|node| node.get("b"));
        root.get("d").and_then(|node| node.get("c"));
    };
    check(text, look, &[]);
}

#[test]
fn nothing_is_listed_in_a_file_that_was_not_entered() {
    let (tree, _) = tree_and_findings("a.yaml", "a: {b: 1}\nc: 2\n", &Limits::default());
    let tree = tree.expect("well-formed");
    assert!(tree.unseen().is_empty());
    if let Some(node) = tree.root().peek("a") {
        node.mark_root();
    }
    let unseen = tree.unseen();
    assert_eq!(unseen.iter().map(|unseen| unseen.entry.key).collect::<Vec<_>>(), ["b"]);
}
