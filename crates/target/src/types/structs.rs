//! Structs of the module `types`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde::Serialize;
use specwright_render::Tokens;
use specwright_rust::{Field, Presence, Struct, TypeDefinition, TypeRef, Types, ident, string};

use super::{Side, plain};
use crate::{checks_statements, deprecated, docs_or};

/// The most arguments of a constructor: more are told apart better by names.
const MOST_ARGUMENTS: usize = 7;

#[derive(Serialize)]
pub(super) struct StructContext {
    fields: Vec<FieldContext>,
    /// The field of further properties.
    additional: Option<AdditionalContext>,
    deny_additional: bool,
    /// What is read of an object.
    reads: Reads,
    /// Whether every field may be left out.
    default: bool,
    /// What a constructor takes, where there is one.
    constructor: Vec<ArgumentContext>,
    validated: bool,
    /// A check of the number of properties.
    property_count: Option<Tokens>,
}

/// What is read of an object: several parts are read before the first failure counts, so that all are told.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Reads {
    Nothing,
    /// One property alone.
    Field,
    Parts,
}

impl Reads {
    fn of(structure: &Struct) -> Self {
        let others = structure.additional.is_some() || structure.deny_additional;
        match (structure.fields.as_slice(), others) {
            ([], false) => Self::Nothing,
            ([_], false) => Self::Field,
            _ => Self::Parts,
        }
    }
}

#[derive(Serialize)]
struct ArgumentContext {
    name: Tokens,
    ty: Tokens,
}

#[derive(Serialize)]
struct FieldContext {
    name: Tokens,
    /// What a constructor gives it; none where that is the argument itself.
    initial: Option<Tokens>,
    wire_name: Tokens,
    docs: Tokens,
    deprecated: Tokens,
    /// The type of the field, with the `Option` of absence.
    ty: Tokens,
    /// The method that writes it.
    encoder: Tokens,
    /// The method that reads it.
    decoder: Tokens,
    /// The method that reaches it for validation, and what is done there.
    validation: Option<ValidationContext>,
}

#[derive(Serialize)]
struct ValidationContext {
    method: Tokens,
    value: Tokens,
    statements: Tokens,
}

#[derive(Serialize)]
struct AdditionalContext {
    name: Tokens,
    ty: Tokens,
    /// The variable that `statements` check.
    value: Tokens,
    statements: Option<Tokens>,
}

pub(super) fn context(types: &Types, definition: &TypeDefinition, structure: &Struct, side: Side) -> StructContext {
    let is_made = side.makes(definition.usage);
    let (least, most) = structure.property_count;
    let property_count = (definition.validated && (least, most) != (None, None)).then(|| {
        let (least, most) = (option(least), option(most));
        Tokens::from(quote!(#least, #most))
    });
    StructContext {
        fields: structure
            .fields
            .iter()
            .map(|field| field_context(types, field))
            .collect(),
        additional: structure.additional.as_ref().map(|additional| AdditionalContext {
            name: Tokens::new(ident(&additional.name)),
            ty: Tokens::from(types.tokens(&additional.ty, None)),
            value: Tokens::new(ident("value")),
            statements: checks_statements(types, &additional.ty, &additional.checks, &ident("value")).map(Tokens::from),
        }),
        deny_additional: structure.deny_additional,
        reads: Reads::of(structure),
        default: structure.has_default(),
        constructor: if is_made {
            constructor(types, structure)
        } else {
            Vec::new()
        },
        validated: definition.validated,
        property_count,
    }
}

/// The arguments of a constructor: a struct with both required and optional fields has one, so that the rest can be
/// left out (`Type { note: Some(note), ..Type::new(name) }`).
fn constructor(types: &Types, structure: &Struct) -> Vec<ArgumentContext> {
    let is_required = |field: &&Field| field.presence == Presence::Required;
    let required: Vec<&Field> = structure.fields.iter().filter(is_required).collect();
    let has_others = required.len() < structure.fields.len() || structure.additional.is_some();
    if !has_others || required.len() > MOST_ARGUMENTS {
        return Vec::new();
    }
    let argument = |field: &&Field| ArgumentContext {
        name: Tokens::new(ident(&field.name)),
        ty: Tokens::from(match field.ty {
            TypeRef::String => quote!(impl Into<String>),
            ref ty => types.tokens(ty, None),
        }),
    };
    required.iter().map(argument).collect()
}

fn option(bound: Option<u64>) -> TokenStream {
    match bound.map(Literal::u64_unsuffixed) {
        Some(bound) => quote!(Some(#bound)),
        None => quote!(None),
    }
}

fn field_context(types: &Types, field: &Field) -> FieldContext {
    let ty = types.tokens(&field.ty, None);
    let nullable = matches!(field.ty, TypeRef::Nullable(_));
    let (ty, encoder, decoder) = match field.presence {
        Presence::Required => (ty, "required", "required"),
        Presence::EmptyWhenAbsent => (ty, "required", "defaulted"),
        Presence::Optional if nullable => (quote!(Option<#ty>), "optional", "optional_nullable"),
        Presence::Optional => (quote!(Option<#ty>), "optional", "optional"),
    };
    let value = ident("value");
    let validation = checks_statements(types, &field.ty, &field.checks, &value).map(|statements| {
        let method = if field.presence == Presence::Optional {
            "optional"
        } else {
            "property"
        };
        ValidationContext {
            method: Tokens::new(ident(method)),
            value: Tokens::new(&value),
            statements: Tokens::from(statements),
        }
    });
    let name = ident(&field.name);
    let initial = match (field.presence, &field.ty) {
        (Presence::Required, TypeRef::String) => Some(quote!(#name.into())),
        (Presence::Required, _) => None,
        (Presence::Optional, _) => Some(quote!(None)),
        (Presence::EmptyWhenAbsent, _) => Some(quote!(Vec::new())),
    };
    FieldContext {
        name: Tokens::new(name),
        initial: initial.map(Tokens::from),
        wire_name: Tokens::new(string(&field.wire_name)),
        docs: Tokens::from(docs_or(
            &field.docs,
            &format!("The property `{}`.", plain(&field.wire_name)),
        )),
        deprecated: Tokens::from(deprecated(field.deprecated)),
        ty: Tokens::from(ty),
        encoder: Tokens::new(ident(encoder)),
        decoder: Tokens::new(ident(decoder)),
        validation,
    }
}
