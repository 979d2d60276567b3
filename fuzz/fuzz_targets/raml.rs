//! RAML documents.

#![no_main]

use specwright_fuzz::{text_target, through_all_stages};

text_target!(|text: &str| {
    // Without its first line a document is none: most mutations would be lost.
    match text.starts_with("#%RAML") {
        true => through_all_stages("a.raml", text),
        false => through_all_stages("a.raml", &format!("#%RAML 1.0\n{text}")),
    }
});
