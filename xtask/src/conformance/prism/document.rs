//! OpenAPI documents as they are handed to Prism: with what servers do beside what is described, and without what Prism
//! cannot read.

mod contents;
mod examples;
mod headers;
mod parameters;

use serde_json::Value;
use specwright_rust::Plan;

use crate::conformance::written;

/// Completes a document. `plan` is what is generated from it.
pub(super) fn complete(document: &mut Value, plan: &Plan) {
    written::name_success(document);
    headers::complete(document);
    parameters::complete(document);
    contents::complete(document);
    examples::complete(document, plan);
}
