//! The Rust plan of a model: names without collisions, types, boxing of recursion, literals and documentation.
//!
//! [`plan`] turns an [`Api`](specwright_model::Api) into a [`Plan`], which every target renders in its own way.
//!
//! Invariant: nothing here knows a format, a template or a file, and text of a document leaves this crate only as an
//! identifier that [`identifier`] made, in a literal token, or as [`Docs`].

mod adjacent;
mod bodies;
mod body_builder;
mod build;
mod checks;
mod collections;
mod declared;
mod docs;
mod enums;
mod example;
mod features;
mod finish;
mod inheritance;
mod layout;
mod literal;
mod multipart_builder;
mod names;
mod operation_builder;
mod operation_names;
mod operations;
mod options;
mod pattern;
mod places;
mod plan;
mod replacements;
mod resolve;
mod routes;
mod rules;
mod sample;
mod sample_text;
mod scalars;
mod selection;
mod servers;
mod shape;
mod status;
mod structs;
mod subjects;
mod transactions;
mod types;
mod unions;
mod views;

pub use bodies::{Body, Content, Framing, MultipartPlan, PartContent, PartPlan};
pub use checks::{Check, Pattern};
pub use docs::{Docs, is_direction_mark};
pub use features::WEBHOOKS_FEATURE;
pub use layout::{Group, Layout};
pub use literal::{expression, raw_string, string};
pub use names::{Case, Names, ident, identifier};
pub use operations::{HeaderPlan, OperationPlan, ParameterPlan, ParameterShape, RequestBodyPlan, ResponsePlan};
pub use options::{DateTimes, DerivePath, InvalidDerivePath, InvalidTypePath, PlanOptions, TypePath, UnknownDateTimes};
pub use plan::{Plan, SchemePlan, plan, plan_as};
pub use rules::RULES;
pub use selection::{Candidate, Patterns, Selection};
pub use servers::{ServerPart, ServerPlan};
pub use types::{
    Additional, EnumVariant, Field, Presence, Struct, TypeDefinition, TypeId, TypeKind, TypeRef, Types, UnionType,
    UnionVariant, Usage,
};
