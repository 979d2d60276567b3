//! Where a node of the model came from.

use serde::Serialize;
use specwright_diagnostics::Location;

/// What a vendor says in the document beyond its format, by name (`x-…` keys in OpenAPI, annotations in RAML).
pub type Extensions = serde_json::Map<String, serde_json::Value>;

/// Whether a fact stands in the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The document says it.
    #[default]
    Written,
    /// A reader concluded it from examples or from what surrounds it.
    Inferred,
}

/// Where a node came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Origin {
    /// The place in the document; none for what no place stands for.
    pub location: Option<Location>,
    /// Written or inferred.
    pub basis: Basis,
}

impl Origin {
    /// A node that the document writes at `location`.
    pub fn written(location: Location) -> Self {
        Self {
            location: Some(location),
            basis: Basis::Written,
        }
    }

    /// A node that a reader inferred from what stands at `location`.
    pub fn inferred(location: Location) -> Self {
        Self {
            location: Some(location),
            basis: Basis::Inferred,
        }
    }
}
