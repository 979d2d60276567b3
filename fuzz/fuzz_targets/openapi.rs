//! OpenAPI documents, in YAML and JSON.

#![no_main]

use specwright_fuzz::{text_target, through_all_stages};

text_target!(|text: &str| {
    let is_json = text.trim_start().starts_with('{');
    through_all_stages(if is_json { "a.json" } else { "a.yaml" }, text);
});
