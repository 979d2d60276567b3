//! The typed response of an operation: a variant for each status, and how it becomes a reply.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde::Serialize;
use specwright_model::StatusPattern;
use specwright_render::Tokens;
use specwright_rust::{OperationPlan, Plan, ResponsePlan, ident};
use specwright_target::{deprecated, docs_or, header_parameter};

use crate::contents::{self, FormsContext};

#[derive(Serialize)]
pub(crate) struct VariantContext {
    docs: Tokens,
    name: Tokens,
    /// Named fields: where there is more than a body.
    fields: Vec<VariantFieldContext>,
    /// The body, where it is alone.
    ty: Option<Tokens>,
    /// What binds the fields in a match.
    pattern: Tokens,
    reply: Tokens,
}

#[derive(Serialize)]
struct VariantFieldContext {
    docs: Tokens,
    deprecated: Tokens,
    name: Tokens,
    ty: Tokens,
}

/// Whether a variant has named fields: a status to choose, or headers beside the body.
pub(crate) fn has_fields(response: &ResponsePlan) -> bool {
    !matches!(response.status, StatusPattern::Code(_)) || !response.headers.is_empty()
}

/// The media types that a caller may choose from: those of the successful responses, or of the default response where
/// none is described. An error is told whatever the caller accepts (RFC 9110, section 15.5.7).
pub(crate) fn media_types(operation: &OperationPlan) -> Vec<String> {
    let mut media_types: Vec<String> = Vec::new();
    let described = operation.responses.iter().any(|response| response.status.is_success());
    let chosen = operation.responses.iter().filter(|response| match response.status {
        StatusPattern::Default => !described,
        status => status.is_success(),
    });
    for content in chosen.flat_map(|response| &response.contents) {
        // A caller who asks for a range of the description gets the form, under the media type that stands for the range.
        let written = content.media_types.iter().map(String::as_str);
        for media_type in [content.media_type()].into_iter().chain(written) {
            if !media_types.iter().any(|known| known == media_type) {
                media_types.push(media_type.to_owned());
            }
        }
    }
    media_types
}

/// Whether the description leaves open what is answered where nothing fails: it names no response, or errors alone.
pub(crate) fn leaves_success_open(operation: &OperationPlan) -> bool {
    operation
        .responses
        .iter()
        .all(|response| matches!(response.status, StatusPattern::Code(400..) | StatusPattern::Range(4..)))
}

pub(crate) fn variants(plan: &Plan, operation: &OperationPlan) -> Vec<VariantContext> {
    operation
        .responses
        .iter()
        .map(|response| variant(plan, response))
        .collect()
}

/// The forms of the bodies of those responses that have several.
pub(crate) fn forms(plan: &Plan, operation: &OperationPlan) -> Vec<FormsContext> {
    let responses = operation.responses.iter();
    responses
        .filter_map(|response| contents::response_forms(plan, response))
        .collect()
}

fn variant(plan: &Plan, response: &ResponsePlan) -> VariantContext {
    let body_type = match response.contents.as_slice() {
        [] => None,
        [only] => Some(contents::response_type(plan, &only.body)),
        _ => {
            let name = ident(&response.enum_name);
            Some(quote!(#name))
        }
    };
    let mut fields = Vec::new();
    let mut bound: Vec<Ident> = Vec::new();
    if has_fields(response) {
        let mut field = |name: &str, docs: TokenStream, ty: TokenStream, is_deprecated: bool| {
            bound.push(ident(name));
            fields.push(VariantFieldContext {
                docs: Tokens::from(docs),
                deprecated: Tokens::from(deprecated(is_deprecated)),
                name: Tokens::new(ident(name)),
                ty: Tokens::from(ty),
            });
        };
        if !matches!(response.status, StatusPattern::Code(_)) {
            field("status", quote!(#[doc = " The status."]), quote!(StatusCode), false);
        }
        if let Some(ty) = &body_type {
            field("body", quote!(#[doc = " The body."]), ty.clone(), false);
        }
        for header in &response.headers {
            let ty = plan.types.tokens(&header.ty, Some("types"));
            let ty = if header.required { ty } else { quote!(Option<#ty>) };
            let otherwise = format!("The header field `{}`.", header.wire_name.replace('`', "'"));
            field(&header.name, docs_or(&header.docs, &otherwise), ty, header.deprecated);
        }
    }
    let pattern = match (bound.is_empty(), &body_type) {
        (false, _) => quote!({ #(#bound),* }),
        (true, Some(_)) => quote!((body)),
        (true, None) => TokenStream::new(),
    };
    VariantContext {
        docs: Tokens::from(docs_or(&response.docs, &format!("Status {}.", response.status))),
        name: Tokens::new(ident(&response.variant)),
        ty: body_type.filter(|_| fields.is_empty()).map(Tokens::from),
        fields,
        pattern: Tokens::from(pattern),
        reply: Tokens::from(reply(response)),
    }
}

fn reply(response: &ResponsePlan) -> TokenStream {
    let status = match response.status {
        StatusPattern::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        _ => quote!(status.as_u16()),
    };
    let mut reply = match response.contents.as_slice() {
        [] => quote!(server::Reply::empty(#status)),
        [only] => contents::reply(only, &status),
        _ => quote!(body.into_reply(#status)),
    };
    for header in &response.headers {
        let name = ident(&header.name);
        let parameter = header_parameter(header);
        let method = ident(if header.required { "header" } else { "header_optional" });
        reply = quote!(#reply.#method(&#parameter, &#name));
    }
    if let StatusPattern::Range(class) = response.status {
        let first = Literal::u16_unsuffixed(u16::from(class) * 100);
        let last = Literal::u16_unsuffixed(u16::from(class) * 100 + 99);
        reply = quote!(#reply.within(#first..=#last));
    }
    reply
}
