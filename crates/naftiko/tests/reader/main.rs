//! What the reader makes of small capabilities.

#![expect(clippy::expect_used, reason = "helpers of tests fail like tests")]

mod binds;
mod consumed;
mod damage;
mod document;
mod exposed;
#[path = "../common/facts.rs"]
mod facts;
mod imports;
mod pages;
mod plans;
mod specification;
mod support;

#[test]
fn every_rule_has_a_document_that_shows_it() {
    let tests = [
        include_str!("binds.rs"),
        include_str!("consumed.rs"),
        include_str!("document.rs"),
        include_str!("exposed.rs"),
        include_str!("imports.rs"),
        include_str!("pages.rs"),
    ];
    for rule in specwright_naftiko::RULES {
        let shown = format!("[{}]", rule.code);
        assert!(
            tests.iter().any(|test| test.contains(&shown)),
            "{} is shown nowhere",
            rule.code
        );
    }
}
