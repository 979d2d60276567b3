//! What goes in: the examples of a payload, and what the document says of it in words.

use serde_json::Value;
use specwright_model::{Origin, SchemaId};

/// What a payload is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// It is sent. What creates or changes a thing often is a part of the thing, so a request is of the type of a
    /// response only where it neither lacks nor adds anything.
    Request,
    /// It comes back when all went well.
    #[default]
    Success,
    /// It comes back with a status of 400 or more.
    Error,
}

/// The examples of one payload: what one operation sends, or what it answers with one status, in one media type.
#[derive(Clone, Debug, Default)]
pub struct PayloadExamples {
    /// What it is for.
    pub role: Role,
    /// What the document calls it, such as the name of a resource. It is a hint: it names a type only where several
    /// payloads bear it out.
    pub name: Option<String>,
    /// The examples, in the document's order.
    pub samples: Vec<Sample>,
    /// The properties that the document describes in words, in its order. Of several with one name the first counts.
    pub stated: Vec<StatedProperty>,
    /// Where the payload is described.
    pub origin: Origin,
}

/// One example of a payload.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// The value.
    pub value: Value,
    /// Where it stands.
    pub origin: Origin,
}

/// A property of a payload's object that the document describes in words, which count more than examples.
#[derive(Clone, Debug, Default)]
pub struct StatedProperty {
    /// Its name.
    pub name: String,
    /// What it holds as the document says; where it does not, the examples tell, and without any it is a string.
    pub schema: Option<SchemaId>,
    /// Whether it must be there.
    pub required: bool,
    /// What it is, as CommonMark.
    pub description: Option<String>,
    /// Where it is described.
    pub origin: Origin,
}

/// Names a payload of an [`Inference`](crate::Inference).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PayloadKey(pub(crate) usize);
