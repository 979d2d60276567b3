//! The module `types` of a generated crate.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde::Serialize;
use specwright_render::{Error, Template, Templates, Tokens};
use specwright_rust::{
    EnumVariant, Field, Plan, Presence, Struct, TypeDefinition, TypeKind, TypeRef, Types, UnionType, ident, string,
};

use crate::{Options, checks_statements, deprecated, docs_or, header};

/// The template of the module.
pub const TYPES_TEMPLATE: Template = Template {
    name: "shared/types.rs",
    text: include_str!("../../../templates/shared/types.rs"),
};

/// The text of `src/types.rs`.
///
/// # Errors
/// A mistake in the template.
pub fn types_module(plan: &Plan, options: &Options, templates: &Templates) -> Result<String, Error> {
    let definitions = plan
        .types
        .iter()
        .map(|(_, definition)| context(&plan.types, definition))
        .collect();
    let text = templates.render(TYPES_TEMPLATE.name, TypesContext { definitions })?;
    Ok(format!("{}{text}", header(options, "//")))
}

#[derive(Serialize)]
struct TypesContext {
    definitions: Vec<DefinitionContext>,
}

#[derive(Serialize)]
struct DefinitionContext {
    name: Tokens,
    /// The name as a string.
    name_text: Tokens,
    docs: Tokens,
    deprecated: Tokens,
    structure: Option<StructContext>,
    text_enum: Option<EnumContext>,
    integer_enum: Option<EnumContext>,
    union: Option<UnionContext>,
    alias: Option<Tokens>,
}

#[derive(Serialize)]
struct StructContext {
    fields: Vec<FieldContext>,
    /// The field of further properties.
    additional: Option<AdditionalContext>,
    deny_additional: bool,
    /// Whether every field may be left out.
    default: bool,
    validated: bool,
    /// A check of the number of properties.
    property_count: Option<Tokens>,
}

#[derive(Serialize)]
struct FieldContext {
    name: Tokens,
    /// The variable that holds it while it is read.
    local: Tokens,
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

#[derive(Serialize)]
struct EnumContext {
    variants: Vec<EnumVariantContext>,
}

#[derive(Serialize)]
struct EnumVariantContext {
    name: Tokens,
    docs: Tokens,
    /// The value as a literal.
    value: Tokens,
    /// The value as a string literal.
    text: Tokens,
}

#[derive(Serialize)]
struct UnionContext {
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
    statements: Option<Tokens>,
}

fn context(types: &Types, definition: &TypeDefinition) -> DefinitionContext {
    let mut context = DefinitionContext {
        name: Tokens::new(ident(&definition.name)),
        name_text: Tokens::new(string(&definition.name)),
        docs: Tokens::from(docs_or(&definition.docs, &undocumented(definition))),
        deprecated: Tokens::from(deprecated(definition.deprecated)),
        structure: None,
        text_enum: None,
        integer_enum: None,
        union: None,
        alias: None,
    };
    match &definition.kind {
        TypeKind::Struct(structure) => context.structure = Some(struct_context(types, definition, structure)),
        TypeKind::TextEnum(variants) => {
            let literal = |value: &String| Tokens::new(string(value));
            context.text_enum = Some(enum_context(variants, literal));
        }
        TypeKind::IntegerEnum(variants) => {
            context.integer_enum = Some(enum_context(variants, |value| Tokens::from(integer(*value))));
        }
        TypeKind::Union(union) => context.union = Some(union_context(types, definition, union)),
        TypeKind::Alias(target) => context.alias = Some(Tokens::from(types.tokens(target, None))),
    }
    context
}

/// What is said of a type that the document says nothing of.
fn undocumented(definition: &TypeDefinition) -> String {
    let what = match definition.kind {
        TypeKind::Struct(_) => "An object",
        TypeKind::TextEnum(_) | TypeKind::IntegerEnum(_) => "One of several values",
        TypeKind::Union(_) => "One of several types",
        TypeKind::Alias(_) => "Another name of a type",
    };
    match &definition.declared_name {
        Some(name) => format!("{what}: the schema `{}`.", plain(name)),
        None => format!("{what} of the API."),
    }
}

fn struct_context(types: &Types, definition: &TypeDefinition, structure: &Struct) -> StructContext {
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
        default: structure.has_default(),
        validated: definition.validated,
        property_count,
    }
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
    // The template's own variables keep their names.
    let local = match field.name.as_str() {
        name @ ("object" | "decoder" | "value") => format!("{name}_property"),
        name => name.to_owned(),
    };
    FieldContext {
        name: Tokens::new(ident(&field.name)),
        local: Tokens::new(ident(&local)),
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

/// A name of the document for our own sentences: without what would end the code span around it.
fn plain(text: &str) -> String {
    text.replace('`', "'")
}

fn enum_context<T: std::fmt::Display>(variants: &[EnumVariant<T>], literal: impl Fn(&T) -> Tokens) -> EnumContext {
    let variants = variants.iter().map(|variant| {
        let text = variant.value.to_string();
        let docs = if text.is_empty() {
            "The empty text.".to_owned()
        } else {
            format!("`{}`", plain(&text))
        };
        EnumVariantContext {
            name: Tokens::new(ident(&variant.name)),
            docs: Tokens::from(specwright_rust::Docs::line(&docs).outer()),
            value: literal(&variant.value),
            text: Tokens::new(string(&text)),
        }
    });
    EnumContext {
        variants: variants.collect(),
    }
}

fn integer(value: i64) -> TokenStream {
    let magnitude = Literal::u64_unsuffixed(value.unsigned_abs());
    if value < 0 {
        quote!(-#magnitude)
    } else {
        quote!(#magnitude)
    }
}

fn union_context(types: &Types, definition: &TypeDefinition, union: &UnionType) -> UnionContext {
    let value = ident("value");
    let variants = union.variants.iter().map(|variant| {
        let docs = match (&union.tag, variant.tags.as_slice()) {
            (Some(tag), tags) if !tags.is_empty() => {
                let tags: Vec<String> = tags.iter().map(|tag| format!("`{}`", plain(tag))).collect();
                format!("Where `{}` is {}.", plain(tag), tags.join(" or "))
            }
            _ => "Where the value fits this type.".to_owned(),
        };
        let statements = checks_statements(types, &variant.ty, &variant.checks, &value);
        UnionVariantContext {
            name: Tokens::new(ident(&variant.name)),
            name_text: Tokens::new(string(&variant.name)),
            docs: Tokens::from(specwright_rust::Docs::line(&docs).outer()),
            ty: Tokens::from(types.tokens(&variant.ty, None)),
            tags: variant.tags.iter().map(|tag| Tokens::new(string(tag))).collect(),
            statements: statements.map(Tokens::from),
        }
    });
    UnionContext {
        tag: union.tag.as_deref().map(|tag| Tokens::new(string(tag))),
        variants: variants.collect(),
        validated: definition.validated,
    }
}
