//! MSON: members of a named type, and attributes of a body that has it.

#![no_main]

use specwright_fuzz::{indented, text_target, through_all_stages};

text_target!(|text: &str| {
    let document = format!(
        "FORMAT: 1A\n# T\n## A [GET /a]\n+ Response 200 (application/json)\n    + Attributes (T)\n{}\n# Data Structures\n\
         ## T (object)\n{text}\n",
        indented(text, "        ")
    );
    through_all_stages("a.apib", &document);
});
