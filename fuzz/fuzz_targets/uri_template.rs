//! URI templates, in the headings of a blueprint.

#![no_main]

use specwright_fuzz::{on_one_line, text_target, through_all_stages};

text_target!(|text: &str| {
    let template = on_one_line(text);
    let document = format!("FORMAT: 1A\n# T\n## R [{template}]\n### A [GET {template}]\n+ Response 204\n");
    through_all_stages("a.apib", &document);
});
