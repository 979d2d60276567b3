//! Findings of this target.

use specwright_diagnostics::{Diagnostic, Rule};
use specwright_model::Origin;

/// A finding about what is described at a place.
pub(crate) fn finding(rule: &'static Rule, origin: Origin, message: String) -> Diagnostic {
    match origin.location {
        Some(location) => Diagnostic::new(rule, location, message),
        None => Diagnostic::without_place(rule, message),
    }
}
