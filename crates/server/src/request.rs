//! The typed request of an operation: its fields, and how each is read and checked.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde::Serialize;
use specwright_model::ParameterPlace;
use specwright_render::Tokens;
use specwright_rust::{Body, OperationPlan, ParameterPlan, Plan, RequestBodyPlan, expression, ident};
use specwright_target::{checks_statements, deprecated, docs_or, parameter};

#[derive(Clone, Serialize)]
pub(crate) struct FieldContext {
    docs: Tokens,
    deprecated: Tokens,
    name: Tokens,
    ty: Tokens,
    /// The call that reads it.
    read: Tokens,
    /// The call that checks it.
    check: Option<Tokens>,
}

/// How an operation uses a body, and the media types that it takes.
pub(crate) fn body_use(operation: &OperationPlan) -> (Option<&'static str>, Vec<String>) {
    match &operation.request_body {
        Some(body) if body.body != Body::Empty => {
            let body_use = if body.required { "Required" } else { "Optional" };
            (Some(body_use), body.media_types.clone())
        }
        _ => (None, Vec::new()),
    }
}

pub(crate) fn fields(plan: &Plan, operation: &OperationPlan) -> Vec<FieldContext> {
    let parameters = operation.parameters.iter().map(|it| parameter_field(plan, it));
    let body = operation.request_body.as_ref().and_then(|body| body_field(plan, body));
    parameters.chain(body).collect()
}

fn parameter_field(plan: &Plan, it: &ParameterPlan) -> FieldContext {
    let (place, place_name) = match it.place {
        ParameterPlace::Path => ("path", "Path"),
        ParameterPlace::Query => ("query", "Query"),
        ParameterPlace::Header => ("header", "Header"),
        ParameterPlace::Cookie => ("cookie", "Cookie"),
    };
    let description = parameter(&plan.types, it);
    let ty = plan.types.tokens(&it.ty, Some("types"));
    let default = it.default.as_ref().filter(|_| !it.required);
    let default = default.and_then(|default| expression(&plan.types, &it.ty, default));
    let (ty, read, optional) = match (&default, it.required) {
        (_, true) if it.place == ParameterPlace::Path => (ty, quote!(path(&#description)), false),
        (_, true) => {
            let method = ident(&format!("{place}_required"));
            (ty, quote!(#method(&#description)), false)
        }
        (Some(default), false) => {
            let method = ident(&format!("{place}_or"));
            (ty, quote!(#method(&#description, || #default)), false)
        }
        (None, false) => {
            let method = ident(&format!("{place}_optional"));
            (quote!(Option<#ty>), quote!(#method(&#description)), true)
        }
    };
    let name: Ident = ident(&it.name);
    let value = ident("value");
    let check = checks_statements(&plan.types, &it.ty, &it.checks, &value).map(|statements| {
        let place = ident(place_name);
        let values = checked(&name, optional);
        Tokens::from(
            quote!(check_parameter(Place::#place, &#description, #values, |validator, #value| { #statements })),
        )
    });
    FieldContext {
        docs: Tokens::from(docs_or(
            &it.docs,
            &format!("The parameter `{}`.", it.wire_name.replace('`', "'")),
        )),
        deprecated: Tokens::from(deprecated(it.deprecated)),
        name: Tokens::new(&name),
        ty: Tokens::from(ty),
        read: Tokens::from(read),
        check,
    }
}

/// What there is to check of a value that may be missing, and that may not have been read.
fn checked(name: &Ident, optional: bool) -> TokenStream {
    if optional {
        quote!(#name.iter().flatten())
    } else {
        quote!(&#name)
    }
}

fn body_field(plan: &Plan, body: &RequestBodyPlan) -> Option<FieldContext> {
    let (ty, method, checks) = match &body.body {
        Body::Empty => return None,
        Body::Json { ty, checks, .. } => (plan.types.tokens(ty, Some("types")), "json_body", Some((ty, checks))),
        Body::Form { ty, checks, .. } => (plan.types.tokens(ty, Some("types")), "form_body", Some((ty, checks))),
        Body::Text { .. } => (quote!(String), "text_body", None),
        Body::Bytes { .. } => (quote!(Vec<u8>), "bytes_body", None),
    };
    let (ty, method) = if body.required {
        (ty, ident(method))
    } else {
        (quote!(Option<#ty>), ident(&format!("{method}_optional")))
    };
    let name = ident("body");
    let value = ident("value");
    let check = checks.and_then(|(ty, checks)| {
        let statements = checks_statements(&plan.types, ty, checks, &value)?;
        let values = checked(&name, !body.required);
        Some(Tokens::from(
            quote!(check_body(#values, |validator, #value| { #statements })),
        ))
    });
    Some(FieldContext {
        docs: Tokens::from(docs_or(&body.docs, "The body.")),
        deprecated: Tokens::from(TokenStream::new()),
        name: Tokens::new(&name),
        ty: Tokens::from(ty),
        read: Tokens::from(quote!(#method())),
        check,
    })
}
