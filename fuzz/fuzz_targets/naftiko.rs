//! Naftiko capabilities, and pages that show one.

#![no_main]

use specwright_fuzz::{text_target, through_all_stages};

text_target!(|text: &str| {
    // A page is what has lost its indentation.
    let is_page = !text.contains("\n  ");
    through_all_stages(if is_page { "a.txt" } else { "a.yaml" }, text);
});
