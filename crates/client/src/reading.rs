//! How the body of a response is read in one form.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use specwright_rust::{Body, Framing, Plan, ident};

/// What a response is for the caller.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position {
    /// What she asked for.
    Success,
    /// An error, which is received in full before she sees it.
    Error,
}

/// How a body is read.
pub(crate) enum Reading {
    /// Not at all.
    Empty,
    /// As JSON of this type.
    Json(TokenStream),
    /// As text.
    Text,
    /// As it is.
    Bytes,
    /// Event by event: the type of an event's data, and how it is a value.
    Events(TokenStream, Ident),
    /// Item by item: the type of an item, and what stands between them.
    Items(TokenStream, Ident),
}

/// How a body is read in its position.
pub(crate) fn reading(plan: &Plan, body: &Body, position: Position) -> Reading {
    let typed = |ty| plan.types.tokens(ty, Some("types"));
    match (body, position) {
        (Body::Json { ty, .. }, _) => Reading::Json(typed(ty)),
        (Body::Text, _) => Reading::Text,
        (Body::Form { .. } | Body::Multipart(_) | Body::FormParts | Body::Bytes, _) => Reading::Bytes,
        (Body::Events { .. } | Body::Items { .. }, Position::Error) => Reading::Bytes,
        (Body::Events { data, json }, Position::Success) => {
            Reading::Events(typed(data), ident(if *json { "Json" } else { "Text" }))
        }
        (Body::Items { ty, framing }, Position::Success) => {
            let framing = match framing {
                Framing::Lines => "Lines",
                Framing::Sequence => "Sequence",
            };
            Reading::Items(typed(ty), ident(framing))
        }
    }
}

impl Reading {
    /// Whether the body arrives piece by piece.
    pub(crate) fn is_stream(&self) -> bool {
        matches!(self, Self::Events(..) | Self::Items(..))
    }

    /// The type of the body.
    pub(crate) fn ty(&self) -> TokenStream {
        match self {
            Self::Empty => quote!(()),
            Self::Json(ty) => ty.clone(),
            Self::Text => quote!(String),
            Self::Bytes => quote!(runtime::Bytes),
            Self::Events(data, _) => quote!(runtime::client::Events<#data>),
            Self::Items(item, _) => quote!(runtime::client::Items<#item>),
        }
    }

    /// The success of an operation that has no other.
    pub(crate) fn only(&self, source: &TokenStream) -> TokenStream {
        match self {
            Self::Empty => quote!(#source.empty()),
            Self::Json(_) => quote!(#source.json()),
            Self::Text => quote!(#source.text()),
            Self::Bytes => quote!(#source.binary()),
            Self::Events(_, form) => quote!(#source.events(runtime::DataForm::#form)),
            Self::Items(_, framing) => quote!(#source.items(runtime::Framing::#framing)),
        }
    }

    /// One of several responses, as `variant` makes it of the body; `kind` is `success` or `error`.
    pub(crate) fn one_of(&self, source: &TokenStream, kind: &str, variant: &TokenStream) -> TokenStream {
        let method = |form: &str| ident(&format!("{kind}_{form}"));
        let form = match self {
            Self::Empty => "empty",
            Self::Json(_) => "json",
            Self::Text => "text",
            Self::Bytes => "binary",
            Self::Events(_, form) => {
                let method = method("events");
                return quote!(#source.#method(runtime::DataForm::#form, #variant));
            }
            Self::Items(_, framing) => {
                let method = method("items");
                return quote!(#source.#method(runtime::Framing::#framing, #variant));
            }
        };
        let method = method(form);
        quote!(#source.#method(#variant))
    }
}
