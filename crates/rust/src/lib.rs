//! The Rust plan of a model: names without collisions, types, boxing of recursion, literals and documentation.
//!
//! [`plan`] turns an [`Api`](specwright_model::Api) into a [`Plan`], which every target renders in its own way.
//!
//! Invariant: nothing here knows a format, a template or a file, and text of a document leaves this crate only as an
//! identifier that [`identifier`] made, in a literal token, or as [`Docs`].

mod build;
mod checks;
mod docs;
mod enums;
mod finish;
mod formats;
mod literal;
mod names;
mod operation_builder;
mod operations;
mod pattern;
mod plan;
mod resolve;
mod rules;
mod sample;
mod shape;
mod status;
mod structs;
mod types;
mod unions;

pub use checks::Check;
pub use docs::Docs;
pub use literal::{expression, raw_string, string};
pub use names::{Case, Names, ident, identifier};
pub use operations::{Body, HeaderPlan, OperationPlan, ParameterPlan, ParameterShape, RequestBodyPlan, ResponsePlan};
pub use plan::{Group, Plan, SchemePlan, plan};
pub use rules::RULES;
pub use types::{
    Additional, EnumVariant, Field, Presence, Struct, TypeDefinition, TypeId, TypeKind, TypeRef, Types, UnionType,
    UnionVariant, Usage,
};
