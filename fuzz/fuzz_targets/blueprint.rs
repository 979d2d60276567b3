//! Blueprints.

#![no_main]

use specwright_fuzz::{text_target, through_all_stages};

text_target!(|text: &str| through_all_stages("a.apib", text));
