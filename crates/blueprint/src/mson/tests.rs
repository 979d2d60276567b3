mod named;
mod one_of;
mod outline;
mod samples;
mod types;

/// Compares the outline of a document with the one that is expected. Line breaks in front of them do not count.
#[track_caller]
fn check(document: &str, expected: &str) {
    let found = outline::outline(document.trim_start());
    let expected = expected.trim_start();
    assert!(found == expected, "found:\n{found}\nexpected:\n{expected}");
}
