//! Every model becomes crates, and is the same when it was written as OpenAPI and read again.

use specwright_openapi::WrittenVersion;

use crate::models::Recipes;
use crate::run::check;
use crate::{generated, written};

/// How many models become crates, and how many are written.
const GENERATED: u32 = 40;
const WRITTEN: u32 = 150;

#[test]
fn models_become_crates() {
    check(GENERATED, &Recipes, |recipe| generated::check(&recipe.api()).map(drop));
}

#[test]
fn models_are_the_same_when_they_are_read_back_from_openapi_3_1() {
    check(WRITTEN, &Recipes, |recipe| {
        written::check(&recipe.api(), WrittenVersion::V3_1).map(drop)
    });
}

#[test]
fn models_are_the_same_when_they_are_read_back_from_openapi_3_0() {
    check(WRITTEN, &Recipes, |recipe| {
        written::check(&recipe.api(), WrittenVersion::V3_0).map(drop)
    });
}
