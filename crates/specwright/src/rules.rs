//! What can be wrong between a file's syntax and its format, in the configuration, and in templates.

use specwright_diagnostics::{Rule, rules};

rules! {
    UNKNOWN_FORMAT "unknown-format" Error "A file is in none of the formats that are read.";
    NAME_TOO_LONG "name-too-long" Error "A name has more characters than the limit.";
    CODE_TOO_LARGE "code-too-large" Error "A generated crate has more bytes than the limit.";
    UNMATCHED_OPERATION "unmatched-operation" Warning "An operation is not in the description that has the schemas of its API.";
    TEMPLATE "template" Error "A template cannot be rendered.";
    UNKNOWN_TEMPLATE "unknown-template" Error "A folder of templates holds a file that is none, or cannot be read.";
    NOT_CURRENT "not-current" Error "A generated file is not what would be generated now.";
    GENERATED_PATH "generated-path" Error "A generated file has a path that cannot be written.";

    TOML_SYNTAX "toml-syntax" Error "The configuration is not well-formed TOML.";
    UNKNOWN_SETTING "unknown-setting" Error "The configuration has a key that means nothing.";
    MISSING_SETTING "missing-setting" Error "The configuration lacks a key that it must have.";
    SETTING_TYPE "setting-type" Error "A value in the configuration is not of the type that its key asks for.";
    SETTING_VALUE "setting-value" Error "A value in the configuration is none of those that its key allows.";
    REPEATED_SETTING "repeated-setting" Error "Two places in the configuration say what only one may say.";
}

/// The rules of one stage on the way from a description to crates.
#[derive(Clone, Copy, Debug)]
pub struct Stage {
    /// A short name in lower case, such as `openapi`.
    pub name: &'static str,
    /// What the findings are about, as the heading of a list.
    pub title: &'static str,
    /// The rules, in the order in which the stage declares them.
    pub rules: &'static [&'static Rule],
}

/// All stages that have rules, in the order in which a description passes them, and at last what is around them:
/// configuration and templates.
pub fn stages() -> Vec<Stage> {
    let stage = |name, title, rules| Stage { name, title, rules };
    vec![
        stage("source", "Files, YAML and JSON", specwright_source::RULES),
        stage("openapi", "OpenAPI", specwright_openapi::RULES),
        #[cfg(feature = "api-blueprint")]
        stage("blueprint", "API Blueprint", specwright_blueprint::RULES),
        #[cfg(feature = "raml")]
        stage("raml", "RAML", specwright_raml::RULES),
        #[cfg(feature = "naftiko")]
        stage("naftiko", "Naftiko capabilities", specwright_naftiko::RULES),
        stage("rust", "Rust types and operations", specwright_rust::RULES),
        stage("gateway", "Gateways and MCP servers", specwright_gateway::RULES),
        stage("specwright", "Formats, configuration and templates", RULES),
    ]
}

/// The rules of all stages: what any diagnostic of Specwright can be about.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    stages().into_iter().flat_map(|stage| stage.rules).copied()
}

/// The rules of which descriptions can be in breach.
pub(crate) fn of_descriptions() -> impl Iterator<Item = &'static Rule> {
    // What is last is around descriptions.
    let around = stages().len().saturating_sub(1);
    stages().into_iter().take(around).flat_map(|stage| stage.rules).copied()
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
