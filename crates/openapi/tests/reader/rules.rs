//! The codes of findings.

use std::collections::BTreeSet;

#[test]
fn codes_are_unique_over_the_stages_up_to_the_plan() {
    let mut codes = BTreeSet::new();
    let stages = [
        specwright_source::RULES,
        specwright_openapi::RULES,
        specwright_rust::RULES,
    ];
    for rule in stages.into_iter().flatten() {
        assert!(codes.insert(rule.code), "{} is the code of two rules", rule.code);
    }
}
