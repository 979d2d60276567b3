//! Enumerations of the module of operations: of statuses, and of the forms that a body may take.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde::Serialize;
use specwright_render::Tokens;
use specwright_rust::{Body, Content, Docs, OperationPlan, Plan, TypeRef, ident};

use crate::operation;
use crate::request::body_call;

/// An enumeration.
#[derive(Serialize)]
pub(crate) struct EnumContext {
    docs: Tokens,
    derives: Tokens,
    name: Tokens,
    /// The lifetime of what its variants borrow, in angle brackets.
    lifetime: Tokens,
    variants: Vec<VariantContext>,
}

/// A variant of an enumeration.
#[derive(Serialize)]
struct VariantContext {
    docs: Tokens,
    name: Tokens,
    ty: Option<Tokens>,
    /// How it is sent.
    call: Option<Tokens>,
}

/// A variant of an enumeration of what comes back.
pub(crate) struct Variant {
    pub(crate) docs: TokenStream,
    pub(crate) name: Ident,
    pub(crate) ty: Option<TokenStream>,
    /// Whether it holds something that arrives piece by piece.
    pub(crate) is_stream: bool,
}

/// An enumeration of what comes back. `docs` is of our own and holds no text of a document but identifiers.
pub(crate) fn result(docs: &str, name: &Ident, variants: Vec<Variant>) -> EnumContext {
    let docs = Literal::string(&format!(" {docs}"));
    let derives = if variants.iter().any(|variant| variant.is_stream) {
        quote!(Debug)
    } else {
        quote!(Clone, Debug, PartialEq)
    };
    let variants = variants.into_iter().map(|variant| VariantContext {
        docs: Tokens::from(variant.docs),
        name: Tokens::new(variant.name),
        ty: variant.ty.map(Tokens::from),
        call: None,
    });
    EnumContext {
        docs: Tokens::from(quote!(#[doc = #docs])),
        derives: Tokens::from(derives),
        name: Tokens::new(name),
        lifetime: Tokens::from(TokenStream::new()),
        variants: variants.collect(),
    }
}

/// The enumeration of the forms that the body of a request may take; none where it takes only one.
pub(crate) fn request(plan: &Plan, operation: &OperationPlan) -> Option<EnumContext> {
    let body = operation.request_body.as_ref().filter(|body| body.contents.len() > 1)?;
    let variants = body.contents.iter().map(|content| VariantContext {
        docs: Tokens::from(sent_media_type(content)),
        name: Tokens::new(ident(&content.variant)),
        ty: Some(Tokens::from(borrowed(plan, content))),
        call: Some(Tokens::from(body_call(content))),
    });
    let docs = Literal::string(&format!(
        " The forms in which {} takes a body.",
        operation::link(operation)
    ));
    Some(EnumContext {
        docs: Tokens::from(quote!(#[doc = #docs])),
        derives: Tokens::from(quote!(Clone, Copy, Debug)),
        name: Tokens::new(ident(&body.enum_name)),
        lifetime: Tokens::from(quote!(<'body>)),
        variants: variants.collect(),
    })
}

/// The type in which a variant holds a body that is sent.
fn borrowed(plan: &Plan, content: &Content) -> TokenStream {
    match &content.body {
        Body::Json { ty, .. } | Body::Form { ty, .. } => match plan.types.expand(ty) {
            TypeRef::String => quote!(&'body str),
            TypeRef::Vec(items) => {
                let items = plan.types.tokens(items, Some("types"));
                quote!(&'body [#items])
            }
            _ => {
                let ty = plan.types.tokens(ty, Some("types"));
                quote!(&'body #ty)
            }
        },
        Body::Multipart(form) => {
            let name = ident(&form.name);
            quote!(&'body #name)
        }
        Body::FormParts => quote!(&'body runtime::FormParts),
        Body::Text => quote!(&'body str),
        Body::Bytes | Body::Events { .. } | Body::Items { .. } => quote!(&'body [u8]),
    }
}

/// Documentation of a form that is sent: its media type, or how it is chosen.
fn sent_media_type(content: &Content) -> TokenStream {
    let docs = match range_docs(content) {
        Some(docs) => Docs::line(&docs),
        None => Docs::line(&format!("`{}`.", content.media_type().replace('`', "'"))),
    };
    docs.outer()
}

/// How the media type is chosen where the document gives a range; none where it names one, or allows all.
pub(crate) fn range_docs(content: &Content) -> Option<String> {
    let range = content.media_types.first()?;
    let is_range = range.contains('*') && range != "*/*";
    is_range.then(|| {
        let (range, sent) = (range.replace('`', "'"), content.media_type());
        format!("The body goes as `{sent}`, unless a header `content-type` says which of `{range}` it is.")
    })
}
