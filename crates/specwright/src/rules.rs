//! What can be wrong between a file's syntax and its format, in the configuration, and in templates.

use specwright_diagnostics::{Rule, rules};

rules! {
    UNKNOWN_FORMAT "unknown-format" Error "A file is in none of the formats that are read.";
    UNMATCHED_OPERATION "unmatched-operation" Warning "An operation is not in the description that has the schemas of its API.";
    TEMPLATE "template" Error "A template cannot be rendered.";
    UNKNOWN_TEMPLATE "unknown-template" Error "A folder of templates holds a file that is none, or cannot be read.";
    GENERATED_PATH "generated-path" Error "A generated file has a path that cannot be written.";

    TOML_SYNTAX "toml-syntax" Error "The configuration is not well-formed TOML.";
    UNKNOWN_SETTING "unknown-setting" Error "The configuration has a key that means nothing.";
    MISSING_SETTING "missing-setting" Error "The configuration lacks a key that it must have.";
    SETTING_TYPE "setting-type" Error "A value in the configuration is not of the type that its key asks for.";
    SETTING_VALUE "setting-value" Error "A value in the configuration is none of those that its key allows.";
    REPEATED_SETTING "repeated-setting" Error "Two places in the configuration say what only one may say.";
}

/// The rules of all stages: what any diagnostic of Specwright can be about.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    of_descriptions().chain(RULES.iter().copied())
}

/// The rules of which descriptions can be in breach.
pub(crate) fn of_descriptions() -> impl Iterator<Item = &'static Rule> {
    let stages = [
        specwright_source::RULES,
        specwright_openapi::RULES,
        specwright_blueprint::RULES,
        specwright_raml::RULES,
        specwright_naftiko::RULES,
        specwright_rust::RULES,
        specwright_gateway::RULES,
    ];
    stages.into_iter().flatten().copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_unique_over_all_stages() {
        let mut codes = BTreeSet::new();
        for rule in super::rules() {
            assert!(codes.insert(rule.code), "{} is the code of two rules", rule.code);
        }
    }
}
