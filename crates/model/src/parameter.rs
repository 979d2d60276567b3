//! Parameters of operations.

use serde::Serialize;

use crate::{Example, Extensions, Origin, SchemaId};

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ParameterPlace {
    /// Into the path template.
    Path,
    /// Into the query.
    #[default]
    Query,
    /// Into a header field.
    Header,
    /// Into the cookie header.
    Cookie,
}

/// How a parameter's value becomes text (OpenAPI 3.1.1, section 4.8.12.3; RFC 6570).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParameterStyle {
    /// `3,4,5`: paths and headers.
    Simple,
    /// `.3.4.5`: paths.
    Label,
    /// `;id=3,4,5`: paths.
    Matrix,
    /// `id=3,4,5` or `id=3&id=4&id=5`: queries and cookies.
    #[default]
    Form,
    /// `id=3%204%205`: arrays in queries.
    SpaceDelimited,
    /// `id=3%7C4%7C5`: arrays in queries.
    PipeDelimited,
    /// `id[role]=admin`: objects in queries.
    DeepObject,
}

/// A parameter of an operation.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// Where it goes.
    pub place: ParameterPlace,
    /// What it is for, as CommonMark.
    pub description: Option<String>,
    /// Whether it must be given.
    pub required: bool,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// How its value becomes text.
    pub style: ParameterStyle,
    /// Whether the members of an array or object stand apart.
    pub explode: bool,
    /// Whether reserved characters go unencoded.
    pub allow_reserved: bool,
    /// Whether it may stand without a value.
    pub allow_empty_value: bool,
    /// What it holds; none when the document does not say.
    pub schema: Option<SchemaId>,
    /// Set when the value is one document of this media type instead of styled text.
    pub media_type: Option<String>,
    /// Examples of its value.
    pub examples: Vec<Example>,
    /// Vendor extensions.
    pub extensions: Extensions,
    /// Where it is described.
    pub origin: Origin,
}
