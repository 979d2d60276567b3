//! The forms that a body may take: the enumeration of them, the type of each, and how each is read and sent.

use proc_macro2::TokenStream;
use quote::quote;
use serde::Serialize;
use specwright_render::Tokens;
use specwright_rust::{Body, Content, Docs, Framing, Plan, RequestBodyPlan, ResponsePlan, ident, string};
use specwright_target::{checks_statements, media_types_docs};

/// An enumeration of the forms of one body.
#[derive(Serialize)]
pub(crate) struct FormsContext {
    docs: Tokens,
    name: Tokens,
    /// Whether no form is a stream, which can be read once alone.
    cloned: bool,
    forms: Vec<FormContext>,
}

#[derive(Serialize)]
struct FormContext {
    docs: Tokens,
    name: Tokens,
    ty: Tokens,
    /// In a request: the media types under which it arrives, as a pattern.
    pattern: Tokens,
    /// In a request: the call that reads it.
    read: Tokens,
    /// In a request: the call that checks it.
    check: Option<Tokens>,
    /// In a response: the reply with it, of the status in the variable `status`.
    reply: Tokens,
}

/// The forms of a request's body, where there are several.
pub(crate) fn request_forms(plan: &Plan, body: &RequestBodyPlan) -> Option<FormsContext> {
    let several = body.contents.len() > 1;
    several.then(|| {
        let mut seen = Vec::new();
        let forms = body.contents.iter().filter_map(|content| {
            let new = |media_type: &&String| !seen.contains(*media_type);
            let media_types: Vec<String> = content.media_types.iter().filter(new).cloned().collect();
            let literals: Vec<_> = media_types.iter().map(|media_type| string(media_type)).collect();
            seen.extend(media_types);
            (!literals.is_empty()).then(|| FormContext {
                docs: Tokens::from(media_types_docs(content)),
                name: Tokens::new(ident(&content.variant)),
                ty: Tokens::from(request_type(plan, &content.body)),
                pattern: Tokens::from(quote!(#(#literals)|*)),
                read: Tokens::from(read(&content.body, body.required)),
                check: check(plan, &content.body, body.required).map(Tokens::from),
                reply: Tokens::from(TokenStream::new()),
            })
        });
        FormsContext {
            docs: Tokens::from(Docs::line("The forms that the body may take.").outer()),
            name: Tokens::new(ident(&body.enum_name)),
            cloned: true,
            forms: forms.collect(),
        }
    })
}

/// The forms of a response's body, where there are several.
pub(crate) fn response_forms(plan: &Plan, response: &ResponsePlan) -> Option<FormsContext> {
    let several = response.contents.len() > 1;
    several.then(|| {
        let status = quote!(status);
        let forms = response.contents.iter().map(|content| FormContext {
            docs: Tokens::from(media_types_docs(content)),
            name: Tokens::new(ident(&content.variant)),
            ty: Tokens::from(response_type(plan, &content.body)),
            pattern: Tokens::from(TokenStream::new()),
            read: Tokens::from(TokenStream::new()),
            check: None,
            reply: Tokens::from(reply(content, &status)),
        });
        let docs = format!(
            "The forms that the body of the response `{}` may take.",
            response.variant
        );
        FormsContext {
            docs: Tokens::from(Docs::line(&docs).outer()),
            name: Tokens::new(ident(&response.enum_name)),
            cloned: !has_stream(response),
            forms: forms.collect(),
        }
    })
}

/// Whether a response holds a stream in one of its forms.
pub(crate) fn has_stream(response: &ResponsePlan) -> bool {
    response.contents.iter().any(|content| content.body.is_stream())
}

/// The type in which a request holds a body.
pub(crate) fn request_type(plan: &Plan, body: &Body) -> TokenStream {
    match body {
        Body::Json { ty, .. } | Body::Form { ty, .. } => plan.types.tokens(ty, Some("types")),
        Body::Multipart(form) => {
            let name = ident(&form.name);
            quote!(#name)
        }
        Body::FormParts => quote!(runtime::FormParts),
        Body::Text => quote!(String),
        Body::Bytes | Body::Events { .. } | Body::Items { .. } => quote!(Vec<u8>),
    }
}

/// The call that reads a body into its [`request_type`], or into an `Option` of it where it need not be there.
pub(crate) fn read(body: &Body, required: bool) -> TokenStream {
    let (method, argument) = match body {
        Body::Json { .. } => ("json_body", TokenStream::new()),
        Body::Form { .. } => ("form_body", TokenStream::new()),
        Body::Multipart(form) => {
            let name = ident(&form.name);
            ("multipart_body", quote!(#name::read))
        }
        Body::FormParts => ("form_parts_body", TokenStream::new()),
        Body::Text => ("text_body", TokenStream::new()),
        Body::Bytes | Body::Events { .. } | Body::Items { .. } => ("bytes_body", TokenStream::new()),
    };
    let method = match required {
        true => ident(method),
        false => ident(&format!("{method}_optional")),
    };
    quote!(incoming.#method(#argument))
}

/// The call that checks a body in the variable `body`; none where there is nothing to check.
pub(crate) fn check(plan: &Plan, body: &Body, required: bool) -> Option<TokenStream> {
    let value = ident("value");
    let statements = match body {
        Body::Json { ty, checks } | Body::Form { ty, checks } => checks_statements(&plan.types, ty, checks, &value)?,
        Body::Multipart(form) if crate::multipart::is_checked(plan, form) => {
            quote!(runtime::validate::Validate::validate(#value, validator);)
        }
        _ => return None,
    };
    let values = match required {
        true => quote!(&body),
        false => quote!(body.iter().flatten()),
    };
    Some(quote!(incoming.check_body(#values, |validator, #value| { #statements })))
}

/// The type in which a response holds a body.
pub(crate) fn response_type(plan: &Plan, body: &Body) -> TokenStream {
    match body {
        Body::Json { ty, .. } => plan.types.tokens(ty, Some("types")),
        Body::Text => quote!(String),
        Body::Form { .. } | Body::Multipart(_) | Body::FormParts | Body::Bytes => quote!(Vec<u8>),
        Body::Events { data, .. } => {
            let data = plan.types.tokens(data, Some("types"));
            quote!(server::Events<#data>)
        }
        Body::Items { ty, .. } => {
            let ty = plan.types.tokens(ty, Some("types"));
            quote!(server::Items<#ty>)
        }
    }
}

/// The reply with a body in the variable `body`.
pub(crate) fn reply(content: &Content, status: &TokenStream) -> TokenStream {
    let media_type = content.media_type();
    let literal = string(media_type);
    match &content.body {
        Body::Json { .. } if media_type == "application/json" => quote!(server::Reply::json(#status, &body)),
        Body::Json { .. } => quote!(server::Reply::json_as(#status, #literal, &body)),
        Body::Text => quote!(server::Reply::text(#status, #literal, body)),
        Body::Form { .. } | Body::Multipart(_) | Body::FormParts | Body::Bytes => {
            quote!(server::Reply::bytes(#status, #literal, body))
        }
        Body::Events { json, .. } => {
            let form = ident(if *json { "Json" } else { "Text" });
            quote!(server::Reply::events(#status, #literal, body, runtime::DataForm::#form))
        }
        Body::Items { framing, .. } => {
            let framing = ident(match framing {
                Framing::Lines => "Lines",
                Framing::Sequence => "Sequence",
            });
            quote!(server::Reply::items(#status, #literal, body, runtime::Framing::#framing))
        }
    }
}
