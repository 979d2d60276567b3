//! Descriptions with errors, all of which are allowed: whatever is left of a description must be fit for the targets.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use specwright::{AllowedError, Name, Reading, Request, Target, generate, rules};
use specwright_diagnostics::{Format, Style};
use specwright_target::RuntimeSource;

fn descriptions(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.retain(|path| path.is_file());
    paths.sort();
    paths
}

/// The descriptions of a folder of which nothing is generated though every error is allowed, and why not.
fn check(folder: &str) -> String {
    let allow: Vec<AllowedError> = rules().filter_map(|rule| rule.code.parse().ok()).collect();
    let templates = Target::templates();
    let mut refused = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let prefix = format!("{}/", folder.display());
    let paths = descriptions(&folder);
    assert!(!paths.is_empty(), "{prefix} has no descriptions");
    for path in paths {
        let name = Name::of_file(&path);
        let request = Request {
            reading: Reading {
                allow: allow.clone(),
                ..Reading::default()
            },
            targets: vec![Target::Client, Target::Server],
            ..Request::new(path, name, RuntimeSource::Version("0.1.0".to_owned()))
        };
        let outcome = generate(&request, &templates);
        if outcome.crates.is_empty() {
            let findings = outcome.findings.render(Format::Concise, Style::Plain);
            let errors = findings.lines().filter(|line| line.contains("error["));
            refused.extend(errors.map(|line| line.replace(&prefix, "")));
        }
    }
    refused.join("\n")
}

#[test]
fn what_is_left_of_a_description_is_generated() {
    insta::assert_snapshot!(check("../openapi/tests/must-fail"), @"
    alias-bomb.yaml:9:21: error[too-many-nodes]: the documents have more than 4000000 nodes up to here, aliases expanded
    empty.yaml:1:1: error[empty-document]: the file is empty
    json-comment.json:1:1: error[unknown-format]: `json-comment.json` is in no format that Specwright reads
    json-cut-off.json:2:1: error[json-syntax]: JSON: the file ends where a value is expected
    json-root-array.json:1:1: error[unknown-format]: `json-root-array.json` is in no format that Specwright reads
    json-two-values.json:2:1: error[json-syntax]: JSON: expected the end of the file, found `{`
    nested-too-deep.yaml:3:208: error[too-deep]: values are nested more than 200 deep here
    no-version.yaml:1:1: error[unknown-format]: `no-version.yaml` is in no format that Specwright reads
    not-a-mapping.yaml:1:1: error[unknown-format]: `not-a-mapping.yaml` is in no format that Specwright reads
    swagger-2-as-json.json:2:3: error[swagger-2]: this is a Swagger 2.0 document, which is not read
    swagger-2.yaml:1:1: error[swagger-2]: this is a Swagger 2.0 document, which is not read
    swagger-number.yaml:1:1: error[swagger-2]: this is a Swagger 2.0 document, which is not read
    syntax-colon-in-text.yaml:3:14: error[yaml-syntax]: YAML: mapping values are not allowed in this context
    syntax-indentation.yaml:4:11: error[yaml-syntax]: YAML: mapping values are not allowed in this context
    syntax-percent-and-at.yaml:3:10: error[yaml-syntax]: YAML: unexpected character: `@'
    syntax-tab.yaml:3:2: error[yaml-syntax]: YAML: tabs disallowed within this context (block indentation)
    syntax-unclosed-bracket.yaml:4:6: error[yaml-syntax]: YAML: illegal placement of ':' indicator
    syntax-unclosed-quote.yaml:4:3: error[yaml-syntax]: YAML: invalid indentation in multiline quoted scalar
    syntax-unknown-alias.yaml:4:10: error[unknown-alias]: the alias `*shared` names no anchor above it
    text-at-the-root.yaml:1:1: error[unknown-format]: `text-at-the-root.yaml` is in no format that Specwright reads
    version-is-a-list.yaml:1:10: error[unknown-openapi-version]: `openapi` must be the version of OpenAPI, not a sequence
    version-misspelt.yaml:1:1: error[unknown-format]: `version-misspelt.yaml` is in no format that Specwright reads
    version-not-quoted.yaml:1:10: error[unknown-openapi-version]: `3` is no version of OpenAPI that is known
    version-of-the-future.yaml:1:10: error[unknown-openapi-version]: `5.0.0` is no version of OpenAPI that is known
    wrong-file-asyncapi.yaml:1:1: error[unknown-format]: `wrong-file-asyncapi.yaml` is in no format that Specwright reads
    wrong-file-html.yaml:3:38: error[yaml-syntax]: YAML: mapping values are not allowed in this context
    wrong-file-json-schema.json:1:1: error[unknown-format]: `wrong-file-json-schema.json` is in no format that Specwright reads
    ");
}
