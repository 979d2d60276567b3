//! What is compared, whichever parser says it.

use std::collections::{BTreeMap, BTreeSet};

/// What a description says.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// By method and path; variables stand in braces.
    pub(super) operations: BTreeMap<String, Operation>,
    /// The names of groups.
    pub(super) groups: BTreeSet<String>,
    /// The names of types.
    pub(super) types: BTreeSet<String>,
}

/// What a description says of an operation.
#[derive(Debug, Default)]
pub(super) struct Operation {
    /// Its parameters by name, behind the place where the parser knows it, and whether each must be given.
    pub(super) parameters: BTreeMap<String, bool>,
    /// The media types of requests, and the statuses and media types of responses.
    pub(super) transactions: BTreeSet<String>,
    /// Digests of the bodies that examples show.
    pub(super) bodies: BTreeSet<String>,
    /// The security schemes that may be used.
    pub(super) security: BTreeSet<String>,
}

impl Operation {
    /// Adds a request or a response: `kind` is `request` or the status.
    pub(super) fn message(&mut self, kind: &str, media_type: Option<&str>, body: Option<String>) {
        self.transactions
            .insert(format!("{kind} {}", media_type.unwrap_or("-")));
        self.bodies.extend(body);
    }
}

/// The beginning of the digest of a body.
pub(super) fn digest(body: &str) -> String {
    use sha2::Digest;
    let digest = sha2::Sha256::digest(body.as_bytes());
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
