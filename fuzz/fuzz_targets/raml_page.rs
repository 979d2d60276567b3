//! Reference pages of RAML documents, of which only the text is left.

#![no_main]

use specwright_fuzz::{text_target, through_all_stages};

text_target!(|text: &str| {
    // A page is known by these lines: what a mutation makes of all others is read in any case.
    through_all_stages("a.txt", &format!("{text}\nget /known\nHTTP status code 200\n"));
});
