//! The typed request of an operation: its fields, and how each is read and checked.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde::Serialize;
use specwright_model::ParameterPlace;
use specwright_render::Tokens;
use specwright_rust::{OperationPlan, ParameterPlan, Plan, RequestBodyPlan, expression, ident, raw_string};
use specwright_target::{checks_statements, deprecated, docs_or, parameter};

use crate::contents;

#[derive(Serialize)]
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
    let body = operation.request_body.as_ref().filter(|body| !body.contents.is_empty());
    let body_use = body.map(|body| if body.required { "Required" } else { "Optional" });
    let contents = body.into_iter().flat_map(|body| &body.contents);
    (
        body_use,
        contents.flat_map(|content| content.media_types.clone()).collect(),
    )
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
    let method = |what: &str| ident(&format!("{place}_{what}"));
    let (ty, read, optional) = match (default, it.required) {
        (_, true) if it.place == ParameterPlace::Path => (ty, quote!(incoming.path(&#description)), false),
        (_, true) => {
            let method = method("required");
            (ty, quote!(incoming.#method(&#description)), false)
        }
        (Some(default), false) => {
            let read = match expression(&plan.types, &it.ty, default) {
                Some(default) => {
                    let method = method("or");
                    quote!(incoming.#method(&#description, || #default))
                }
                // That it fits the type was made sure of when the parameter was planned.
                None => {
                    let (method, text) = (method("or_json"), raw_string(&default.to_string()));
                    quote!(incoming.#method(&#description, #text))
                }
            };
            (ty, read, false)
        }
        (None, false) => {
            let method = method("optional");
            (quote!(Option<#ty>), quote!(incoming.#method(&#description)), true)
        }
    };
    let name: Ident = ident(&it.name);
    let value = ident("value");
    let check = checks_statements(&plan.types, &it.ty, &it.checks, &value).map(|statements| {
        let place = ident(place_name);
        let values = checked(&name, optional);
        Tokens::from(
            quote!(incoming.check_parameter(server::Place::#place, &#description, #values, |validator, #value| { #statements })),
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
    let (ty, read, check) = match body.contents.as_slice() {
        [] => return None,
        [only] => (
            contents::request_type(plan, &only.body),
            contents::read(&only.body, body.required),
            contents::check(plan, &only.body, body.required),
        ),
        _ => {
            let name = ident(&body.enum_name);
            (quote!(#name), quote!(#name::read(&mut incoming)), None)
        }
    };
    Some(FieldContext {
        docs: Tokens::from(docs_or(&body.docs, "The body.")),
        deprecated: Tokens::from(TokenStream::new()),
        name: Tokens::new(ident("body")),
        ty: Tokens::from(if body.required { ty } else { quote!(Option<#ty>) }),
        read: Tokens::from(read),
        check: check.map(Tokens::from),
    })
}
