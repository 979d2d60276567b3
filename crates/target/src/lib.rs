//! What all targets share: options, headers, manifests, and the module of types.
//!
//! A target is a function from a [`Plan`](specwright_rust::Plan) to [`GeneratedFile`]s. Invariant: nothing here reads
//! or writes files, and nothing knows a format of documents.

mod header;
mod manifest;
mod options;
mod parameter;
mod types;
mod validation;

pub use header::header;
pub use manifest::{Manifest, manifest};
pub use options::{GeneratedFile, Options, RuntimeSource};
pub use parameter::parameter;
pub use types::{TYPES_TEMPLATE, types_module};
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

/// The attribute of what should no longer be used; nothing for all else.
pub fn deprecated(deprecated: bool) -> TokenStream {
    if deprecated {
        quote!(#[deprecated])
    } else {
        TokenStream::new()
    }
}
