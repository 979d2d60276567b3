//! An operation: what the server knows of it, its request and its response.

use proc_macro2::TokenStream;
use quote::quote;
use serde::Serialize;
use specwright_render::Tokens;
use specwright_rust::{Docs, OperationPlan, Plan, ident, string};
use specwright_target::deprecated;

use crate::{
    contents::{self, FormsContext},
    multipart::{self, MultipartContext},
    request::{self, FieldContext},
    response::{self, VariantContext},
    security::{NeedContext, Schemes},
};

#[derive(Serialize)]
pub(crate) struct OperationContext {
    docs: Tokens,
    deprecated: Tokens,
    name: Tokens,
    constant: Tokens,
    id: Tokens,
    method: Tokens,
    path: Tokens,
    security: Vec<Vec<NeedContext>>,
    body_use: Option<Tokens>,
    request_media_types: Vec<Tokens>,
    response_media_types: Vec<Tokens>,
    request: Tokens,
    request_docs: Tokens,
    fields: Vec<FieldContext>,
    /// Whether there is one field alone.
    one_field: bool,
    /// The forms of the request's body, where there are several.
    body_forms: Option<FormsContext>,
    /// Whether the request may come without a body.
    body_optional: bool,
    multipart_forms: Vec<MultipartContext>,
    response: Tokens,
    response_docs: Tokens,
    /// Whether no response holds what can be sent once alone: a stream, or any reply.
    response_cloned: bool,
    variants: Vec<VariantContext>,
    /// The forms of the responses' bodies, of those that have several.
    response_forms: Vec<FormsContext>,
    /// What is said of a variant for any response; none where the description names a response that is no error.
    any_response_docs: Option<Tokens>,
    /// Where the constant, the request and the response stand, seen from the trait.
    module: Tokens,
    /// The trait that carries it out.
    group: Tokens,
}

/// Where an operation stands in the generated crate.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The name of the trait.
    pub(crate) group: &'a str,
    /// The module of the requests and responses, seen from the trait; none where they stand side by side.
    pub(crate) module: Option<&'a str>,
}

pub(crate) fn context(plan: &Plan, schemes: &Schemes, operation: &OperationPlan, place: Place) -> OperationContext {
    let texts = |texts: &[String]| texts.iter().map(|text| Tokens::new(string(text))).collect::<Vec<_>>();
    let line = format!("`{} {}`", operation.method, operation.path.replace('`', "'"));
    let mut docs = operation.docs.clone();
    docs.paragraph(&line);
    for scopes in operation.scope_docs() {
        docs.paragraph(&scopes);
    }
    let fields = request::fields(plan, operation);
    let body = operation.request_body.as_ref();
    let (body_use, request_media_types) = request::body_use(operation);
    let module = place.module.map_or_else(TokenStream::new, |module| {
        let module = ident(module);
        quote!(#module::)
    });
    OperationContext {
        docs: Tokens::from(docs.outer()),
        deprecated: Tokens::from(deprecated(operation.deprecated)),
        name: Tokens::new(ident(&operation.name)),
        constant: Tokens::new(ident(&operation.constant_name)),
        id: Tokens::new(string(&operation.id)),
        method: Tokens::new(string(&operation.method)),
        path: Tokens::new(string(&operation.path)),
        security: schemes.needs(operation),
        body_use: body_use.map(|name| Tokens::new(ident(name))),
        request_media_types: texts(&request_media_types),
        response_media_types: texts(&response::media_types(operation)),
        request: Tokens::new(ident(&format!("{}Request", operation.type_name))),
        request_docs: Tokens::from(Docs::line(&format!("A request of {line}.")).outer()),
        one_field: fields.len() == 1,
        fields,
        body_forms: body.and_then(|body| contents::request_forms(plan, body)),
        body_optional: body.is_some_and(|body| !body.required),
        multipart_forms: multipart::forms(plan, operation),
        response: Tokens::new(ident(&format!("{}Response", operation.type_name))),
        response_docs: Tokens::from(Docs::line(&format!("A response to {line}.")).outer()),
        response_cloned: !response::leaves_success_open(operation)
            && !operation.responses.iter().any(contents::has_stream),
        variants: response::variants(plan, operation),
        response_forms: response::forms(plan, operation),
        any_response_docs: any_response_docs(operation),
        module: Tokens::from(module),
        group: Tokens::new(ident(place.group)),
    }
}

fn any_response_docs(operation: &OperationPlan) -> Option<Tokens> {
    let text = match operation.responses.as_slice() {
        [] => "Any response: the description names none.",
        _ if response::leaves_success_open(operation) => "Any response: the description names errors alone.",
        _ => return None,
    };
    Some(Tokens::from(Docs::line(text).outer()))
}
