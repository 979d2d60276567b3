//! Structs of the parts of multipart forms.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde::Serialize;
use specwright_render::Tokens;
use specwright_rust::{MultipartPlan, OperationPlan, PartContent, PartPlan, Plan, TypeRef, ident, string};
use specwright_target::{deprecated, docs_or};

use crate::request::ArgumentContext;

/// With more required parts a constructor's arguments cannot be told apart.
const MOST_ARGUMENTS: usize = 7;

/// A struct of the parts of a form.
#[derive(Serialize)]
pub(crate) struct FormContext {
    docs: Tokens,
    derives: Tokens,
    name: Tokens,
    parts: Vec<PartContext>,
    /// The arguments of its constructor; none where a literal is as good.
    arguments: Vec<ArgumentContext>,
}

/// A part of a form.
#[derive(Serialize)]
struct PartContext {
    docs: Tokens,
    deprecated: Tokens,
    name: Tokens,
    /// The type of the field.
    ty: Tokens,
    /// What a constructor makes of the argument, or of nothing.
    initial: Tokens,
    /// What adds it to the form.
    statement: Tokens,
}

/// The struct for the form that an operation sends.
pub(crate) fn context(plan: &Plan, operation: &OperationPlan, form: &MultipartPlan) -> FormContext {
    let otherwise = format!("The form that `{}` sends.", operation.type_name);
    let required: Vec<&PartPlan> = form.parts.iter().filter(|part| part.required).collect();
    let derives = match required.is_empty() {
        true => quote!(Clone, Debug, Default),
        false => quote!(Clone, Debug),
    };
    let is_constructed = (1..=MOST_ARGUMENTS).contains(&required.len()) && required.len() < form.parts.len();
    FormContext {
        docs: Tokens::from(docs_or(&form.docs, &otherwise)),
        derives: Tokens::from(derives),
        name: Tokens::new(ident(&form.name)),
        parts: form.parts.iter().map(|part| part_context(plan, part)).collect(),
        arguments: required
            .into_iter()
            .filter(|_| is_constructed)
            .map(|part| ArgumentContext::new(&part.name, argument_type(plan, part)))
            .collect(),
    }
}

fn part_context(plan: &Plan, part: &PartPlan) -> PartContext {
    let name = ident(&part.name);
    let item = item_type(plan, part);
    let (ty, initial) = match (part.repeated, part.required) {
        (true, true) => (quote!(Vec<#item>), quote!(#name)),
        (true, false) => (quote!(Vec<#item>), quote!(#name: Vec::new())),
        (false, true) if is_converted(part) => (item, quote!(#name: #name.into())),
        (false, true) => (item, quote!(#name)),
        (false, false) => (quote!(Option<#item>), quote!(#name: None)),
    };
    let otherwise = format!("The part `{}`.", part.wire_name.replace('`', "'"));
    PartContext {
        docs: Tokens::from(docs_or(&part.docs, &otherwise)),
        deprecated: Tokens::from(deprecated(part.deprecated)),
        name: Tokens::new(&name),
        ty: Tokens::from(ty),
        initial: Tokens::from(initial),
        statement: Tokens::from(statement(part)),
    }
}

/// The type of one part of that name.
fn item_type(plan: &Plan, part: &PartPlan) -> TokenStream {
    match &part.content {
        PartContent::File => quote!(runtime::File),
        PartContent::Text(ty) | PartContent::Json(ty) => plan.types.tokens(ty, Some("types")),
    }
}

/// Whether a constructor takes whatever becomes the part.
fn is_converted(part: &PartPlan) -> bool {
    match &part.content {
        PartContent::File => !part.repeated,
        PartContent::Text(ty) => !part.repeated && *ty == TypeRef::String,
        PartContent::Json(_) => false,
    }
}

fn argument_type(plan: &Plan, part: &PartPlan) -> TokenStream {
    let item = item_type(plan, part);
    match part.repeated {
        true => quote!(Vec<#item>),
        false if is_converted(part) => quote!(impl Into<#item>),
        false => item,
    }
}

/// Adds a part to `form`, as often as it is there.
fn statement(part: &PartPlan) -> TokenStream {
    let field = ident(&part.name);
    match (part.repeated, part.required) {
        (true, _) => {
            let add = add(part, &quote!(item));
            quote!(for item in &self.#field { #add })
        }
        (false, true) => add(part, &quote!(&self.#field)),
        (false, false) => {
            let add = add(part, &quote!(#field));
            quote!(if let Some(#field) = &self.#field { #add })
        }
    }
}

/// Adds one part, to which `value` is a reference.
fn add(part: &PartPlan, value: &TokenStream) -> TokenStream {
    let name = string(&part.wire_name);
    let media_type: Option<Literal> = part.media_type.as_deref().map(string);
    match (&part.content, media_type) {
        (PartContent::File, Some(media_type)) => quote!(form.file(#name, #value, Some(#media_type));),
        (PartContent::File, None) => quote!(form.file(#name, #value, None);),
        (PartContent::Text(_), _) => quote!(form.text(#name, #value);),
        (PartContent::Json(_), Some(media_type)) => quote!(form.json(#name, #value, #media_type);),
        (PartContent::Json(_), None) => quote!(form.json(#name, #value, "application/json");),
    }
}
