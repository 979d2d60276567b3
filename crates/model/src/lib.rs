//! The one model between every format and every target.
//!
//! A reader lowers a document into an [`Api`]; a target reads nothing else. It is plain data: no reader, no target and
//! no input or output is known here. Every node says where it came from ([`Origin`]), and all of it can be serialised;
//! field names in the JSON are those of the types in this crate.
//!
//! Invariant: nothing in this crate is particular to one format. What only one format has (links, OAuth scopes,
//! vendor extensions) has a place under a neutral name.

mod api;
mod capability;
mod fit;
pub mod media_type;
mod number;
mod operation;
mod origin;
mod parameter;
mod path_template;
mod payload;
mod schema;
mod schemas;
mod security;
mod transaction;

pub use api::{Api, Contact, ExternalDocumentation, License, Server, ServerVariable, Tag, Webhook};
pub use capability::{
    Adapter, Argument, Authentication, Bind, BindLocation, Call, CallBody, Capability, Credential, Expression, Forward,
    Hints, Input, InputPlace, Lookup, LookupField, McpAdapter, McpResource, OperationReference, PathStep, Plan, Prompt,
    PromptMessage, RestAdapter, RestOperation, RestResource, Step, Tool, Transport, Upstream, ValuePath,
};
pub use fit::Misfit;
pub use number::Number;
pub use operation::{Callback, Link, Method, Operation, Resource, Response, StatusPattern};
pub use origin::{Basis, Extensions, Origin};
pub use parameter::{Parameter, ParameterPlace, ParameterStyle};
pub use path_template::{PathPart, PathProblem, PathTemplate};
pub use payload::{Example, Header, PartEncoding, Payload, RequestBody};
pub use schema::{
    AdditionalProperties, Array, Discriminator, Integer, IntegerFormat, NumberFormat, NumberKind, NumericRange, Object,
    PatternProperty, Property, Schema, SchemaKind, Text, TextFormat, Union,
};
pub use schemas::{SchemaId, Schemas};
pub use security::{
    ApiKeyPlace, OAuthFlow, OAuthGrant, Scope, SecurityKind, SecurityRequirement, SecurityScheme, SecurityUse,
};
pub use transaction::{ExampleMessage, ExampleResponse, Transaction};
