//! Unions of the module `types`.

use serde::Serialize;
use specwright_render::Tokens;
use specwright_rust::{
    Docs, Presence, TypeDefinition, TypeKind, TypeRef, Types, UnionType, UnionVariant, ident, string,
};

use super::plain;
use crate::checks_statements;

#[derive(Serialize)]
pub(super) struct UnionContext {
    /// The property that chooses the variant.
    tag: Option<Tokens>,
    variants: Vec<UnionVariantContext>,
    validated: bool,
}

#[derive(Serialize)]
struct UnionVariantContext {
    name: Tokens,
    name_text: Tokens,
    docs: Tokens,
    ty: Tokens,
    /// The values of the tag, as a pattern and as list items.
    tags: Vec<Tokens>,
    /// The tag to write beside the value, whose type has no field for it.
    missing_tag: Option<Tokens>,
    statements: Option<Tokens>,
}

/// How a variant is chosen, in a sentence.
pub(super) fn choice(union: &UnionType) -> String {
    match &union.tag {
        Some(tag) => format!("The property `{}` says which variant a value is.", plain(tag)),
        None => "A value is the first of the variants that it fits, in the order in which they stand.".to_owned(),
    }
}

/// The tag that nobody else writes: that of a struct without a field for it.
fn missing_tag<'a>(types: &Types, union: &UnionType, variant: &'a UnionVariant) -> Option<&'a str> {
    let tag = union.tag.as_ref()?;
    let ty = match types.expand(&variant.ty) {
        TypeRef::Boxed(inner) => types.expand(inner),
        other => other,
    };
    let TypeRef::Named(id) = ty else { return None };
    let TypeKind::Struct(structure) = &types.get(*id)?.kind else {
        return None;
    };
    let writes_tag = structure.additional.is_some() || structure.fields.iter().any(|field| field.wire_name == *tag);
    variant.tags.first().filter(|_| !writes_tag).map(String::as_str)
}

/// What a value must be for an untagged variant of this type.
fn fits(types: &Types, ty: &TypeRef) -> String {
    let what = match types.expand(ty) {
        TypeRef::Boolean => "a boolean",
        TypeRef::Integer(_) => "an integer",
        TypeRef::Float(_) => "a number",
        TypeRef::String => "a string",
        TypeRef::Format(_) | TypeRef::Address(_) => "a string of this type's form",
        TypeRef::Vec(_) => "an array",
        TypeRef::Map(_) => "an object",
        TypeRef::Any => return "Any value.".to_owned(),
        TypeRef::Replaced(_) => "a value that this type takes",
        TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => return fits(types, inner),
        TypeRef::Named(id) => match types.get(*id).map(|definition| &definition.kind) {
            Some(TypeKind::Struct(structure)) => {
                let required = structure
                    .fields
                    .iter()
                    .filter(|field| field.presence == Presence::Required);
                let names: Vec<String> = required.map(|field| format!("`{}`", plain(&field.wire_name))).collect();
                return match names.as_slice() {
                    [] => "Where the value is an object of this type.".to_owned(),
                    names => format!("Where the value is an object of this type, with {}.", listed(names)),
                };
            }
            Some(TypeKind::TextEnum(_) | TypeKind::IntegerEnum(_)) => "one of this type's values",
            _ => "one of this type's variants",
        },
    };
    format!("Where the value is {what}.")
}

/// Names as a person lists them.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

pub(super) fn context(types: &Types, definition: &TypeDefinition, union: &UnionType) -> UnionContext {
    let value = ident("value");
    let variants = union.variants.iter().map(|variant| {
        let docs = match (&union.tag, variant.tags.as_slice()) {
            (Some(tag), tags) if !tags.is_empty() => {
                let tags: Vec<String> = tags.iter().map(|tag| format!("`{}`", plain(tag))).collect();
                format!("Where `{}` is {}.", plain(tag), tags.join(" or "))
            }
            _ => fits(types, &variant.ty),
        };
        let statements = checks_statements(types, &variant.ty, &variant.checks, &value);
        UnionVariantContext {
            name: Tokens::new(ident(&variant.name)),
            name_text: Tokens::new(string(&variant.name)),
            docs: Tokens::from(Docs::line(&docs).outer()),
            ty: Tokens::from(types.tokens(&variant.ty, None)),
            tags: variant.tags.iter().map(|tag| Tokens::new(string(tag))).collect(),
            missing_tag: missing_tag(types, union, variant).map(|tag| Tokens::new(string(tag))),
            statements: statements.map(Tokens::from),
        }
    });
    UnionContext {
        tag: union.tag.as_deref().map(|tag| Tokens::new(string(tag))),
        variants: variants.collect(),
        validated: definition.validated,
    }
}
