//! The module `types` of a generated crate.

mod structs;
mod unions;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde::Serialize;
use specwright_render::{Error, Template, Templates, Tokens};
use specwright_rust::{EnumVariant, Plan, TypeDefinition, TypeKind, Usage, ident, string};

use self::{structs::StructContext, unions::UnionContext};
use crate::{condition, deprecated};

/// The template of the module.
pub const TYPES_TEMPLATE: Template = Template {
    name: "shared/types.rs",
    text: specwright_templates::text("shared/types.rs"),
};

/// Whose crate the types are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// A client's: what only comes back, and every enumeration, may grow without breaking who uses the crate.
    Client,
    /// A server's: its implementer makes every value and matches every variant.
    Server,
}

impl Side {
    /// Whether the user of the crate makes values of a type: a client's what is sent, a server's what comes back.
    fn makes(self, usage: Usage) -> bool {
        match self {
            Self::Client => usage.request,
            Self::Server => usage.response,
        }
    }
}

/// The text of `src/types.rs`, without the header.
///
/// # Errors
/// A mistake in the template.
pub fn types_module(plan: &Plan, templates: &Templates, side: Side) -> Result<String, Error> {
    let definitions = plan.types.iter();
    let definitions = definitions.map(|(_, definition)| context(plan, definition, side));
    let definitions = definitions.collect();
    templates.render(TYPES_TEMPLATE.name, TypesContext { definitions })
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
    /// With which features it is compiled.
    condition: Tokens,
    docs: Tokens,
    deprecated: Tokens,
    /// The attribute with what users want to derive besides.
    derives: Tokens,
    /// Whether more fields or variants may come.
    non_exhaustive: bool,
    structure: Option<StructContext>,
    text_enum: Option<EnumContext>,
    integer_enum: Option<EnumContext>,
    union: Option<UnionContext>,
    alias: Option<Tokens>,
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

fn context(plan: &Plan, definition: &TypeDefinition, side: Side) -> DefinitionContext {
    let types = &plan.types;
    let is_made = matches!(definition.kind, TypeKind::Struct(_)) && side.makes(definition.usage);
    let mut docs = definition.docs.clone();
    if docs.is_empty() {
        docs.paragraph(&undocumented(definition));
    }
    if let TypeKind::Union(union) = &definition.kind {
        docs.paragraph(&unions::choice(union));
    }
    let mut context = DefinitionContext {
        name: Tokens::new(ident(&definition.name)),
        name_text: Tokens::new(string(&definition.name)),
        condition: Tokens::from(condition(&definition.features)),
        docs: Tokens::from(docs.outer()),
        non_exhaustive: side == Side::Client && !is_made,
        deprecated: Tokens::from(deprecated(definition.deprecated)),
        derives: Tokens::from(derives(plan, definition)),
        structure: None,
        text_enum: None,
        integer_enum: None,
        union: None,
        alias: None,
    };
    match &definition.kind {
        TypeKind::Struct(structure) => context.structure = Some(structs::context(types, definition, structure, side)),
        TypeKind::TextEnum(variants) => {
            let literal = |value: &String| Tokens::new(string(value));
            context.text_enum = Some(enum_context(variants, literal));
        }
        TypeKind::IntegerEnum(variants) => {
            context.integer_enum = Some(enum_context(variants, |value| Tokens::from(integer(*value))));
        }
        TypeKind::Union(union) => context.union = Some(unions::context(types, definition, union)),
        TypeKind::Alias(target) => context.alias = Some(Tokens::from(types.tokens(target, None))),
    }
    context
}

/// What users want a type to derive, as an attribute; nothing for an alias.
fn derives(plan: &Plan, definition: &TypeDefinition) -> TokenStream {
    let always: &[&str] = match &definition.kind {
        TypeKind::Alias(_) => return TokenStream::new(),
        TypeKind::Struct(structure) if structure.has_default() => &["Clone", "Default", "PartialEq"],
        TypeKind::Struct(_) | TypeKind::Union(_) => &["Clone", "PartialEq"],
        TypeKind::TextEnum(_) => &["Clone", "Debug", "Eq", "Hash", "PartialEq"],
        TypeKind::IntegerEnum(_) => &["Clone", "Copy", "Debug", "Eq", "Hash", "PartialEq"],
    };
    let mut derives = plan.options.derives(definition.declared_name.as_deref());
    derives.retain(|derive| !derive.of_core().is_some_and(|name| always.contains(&name)));
    if derives.is_empty() {
        return TokenStream::new();
    }
    let paths = derives.iter().map(|derive| derive.tokens());
    quote!(#[derive(#(#paths),*)])
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
