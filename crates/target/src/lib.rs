//! What all targets share: options, headers, manifests, and the module of types.
//!
//! A target is a function from a [`Plan`](specwright_rust::Plan) to [`GeneratedFile`]s. Invariant: nothing here reads
//! or writes files, and nothing knows a format of documents.

mod files;
mod header;
mod manifest;
mod options;
mod parameter;
mod types;
mod validation;

pub use files::{Draft, render_all};
pub use header::header;
pub use manifest::{Dependency, Manifest, manifest};
pub use options::{GeneratedFile, Options, RuntimeSource};
pub use parameter::{header_parameter, parameter};
pub use types::{Side, TYPES_TEMPLATE, types_module};
pub use validation::{checks_statements, uses_patterns};

use proc_macro2::TokenStream;
use quote::quote;

/// Documentation as attributes; `otherwise` where the document says nothing, since every public item has some.
pub fn docs_or(docs: &specwright_rust::Docs, otherwise: &str) -> TokenStream {
    if docs.is_empty() {
        specwright_rust::Docs::line(otherwise).outer()
    } else {
        docs.outer()
    }
}

/// Documentation of a form of a body: the media types that it has.
pub fn media_types_docs(content: &specwright_rust::Content) -> TokenStream {
    let named = content.media_types.iter();
    let named: Vec<String> = named.map(|it| format!("`{}`", it.replace('`', "'"))).collect();
    specwright_rust::Docs::line(&format!("{}.", named.join(" or "))).outer()
}

/// The attribute of what should no longer be used; nothing for all else.
pub fn deprecated(deprecated: bool) -> TokenStream {
    if deprecated {
        quote!(#[deprecated])
    } else {
        TokenStream::new()
    }
}

/// The attribute with which an item is compiled only where one of `features` is on; nothing where there are none.
pub fn condition(features: &[String]) -> TokenStream {
    let mut literals = features.iter().map(|feature| specwright_rust::string(feature));
    match (literals.next(), features.len()) {
        (None, _) => TokenStream::new(),
        (Some(only), 1) => quote!(#[cfg(feature = #only)]),
        (Some(first), _) => quote!(#[cfg(any(feature = #first #(, feature = #literals)*))]),
    }
}
