//! Every rule has a document that shows it.

use std::collections::BTreeSet;
use std::path::Path;

use super::Reading;

/// The folders of documents that have findings.
const FOLDERS: [&str; 2] = ["tests/must-warn", "tests/must-fail"];

#[test]
fn every_rule_is_shown() {
    let mut shown = BTreeSet::new();
    for folder in FOLDERS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be listed").path();
            shown.extend(Reading::of_file(&path).expect("it can be read").codes());
        }
    }
    for text in [types_that_copy(), deep_items(), many_transactions()] {
        shown.extend(Reading::of("large.apib", &text).codes());
    }
    let missing = specwright_blueprint::RULES
        .iter()
        .map(|rule| rule.code)
        .filter(|code| !shown.contains(code));
    assert_eq!(
        missing.collect::<Vec<_>>(),
        Vec::<&str>::new(),
        "no document shows these rules"
    );
}

/// Types that each say again what the type below them says, so that members are copied over and over.
fn types_that_copy() -> String {
    let types = (0..320).map(|index| {
        format!(
            "## T{index}\n+ Include T{next}\n+ Include T{next}\n+ p{index}\n",
            next = index + 1
        )
    });
    format!("# Data Structures\n{}## T320\n+ q\n", types.collect::<String>())
}

/// Items in each other, more than anyone writes.
fn deep_items() -> String {
    format!("# GET /a\n\n{}x\n", "- ".repeat(100))
}

/// Requests in a row that share all responses behind them.
fn many_transactions() -> String {
    format!(
        "# GET /a\n{}{}",
        "+ Request\n".repeat(200),
        "+ Response 200\n".repeat(200)
    )
}

#[test]
fn codes_are_unique_over_the_stages_up_to_the_model() {
    let mut codes = BTreeSet::new();
    let stages = [
        specwright_source::RULES,
        specwright_openapi::RULES,
        specwright_blueprint::RULES,
    ];
    for rule in stages.into_iter().flatten() {
        assert!(codes.insert(rule.code), "{} is the code of two rules", rule.code);
    }
}
