//! A crate's files as one module, for build scripts.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::Item;

use crate::{Error, pretty};

/// One file that holds `pub mod NAME` with the content of `root` (a `lib.rs`) in it, where each `mod x;` has the
/// content of `modules["x"]`. The comments at the heads of the files are left out; documentation stays.
///
/// # Errors
/// Where a file does not parse, or `root` names a module that `modules` lacks.
pub fn single_file(module: &str, root: &str, modules: &BTreeMap<String, String>) -> Result<String, Error> {
    let parse = |name: &str, text: &str| {
        syn::parse_file(text).map_err(|error| Error::Syntax {
            name: name.to_owned(),
            message: error.to_string(),
            near: text.chars().take(120).collect(),
        })
    };
    let mut file = parse("lib.rs", root)?;
    for item in &mut file.items {
        let Item::Mod(item) = item else { continue };
        if item.content.is_some() {
            continue;
        }
        let name = item.ident.to_string();
        let text = modules
            .get(&name)
            .ok_or_else(|| Error::Missing { name: name.clone() })?;
        let inner = parse(&name, text)?;
        item.attrs.extend(inner.attrs);
        item.content = Some((syn::token::Brace::default(), inner.items));
        item.semi = None;
    }
    let name = proc_macro2::Ident::new(module, proc_macro2::Span::call_site());
    let attributes = file.attrs;
    let items: TokenStream = file.items.iter().map(ToTokens::to_token_stream).collect();
    pretty::print("lib.rs", quote::quote!(pub mod #name { #(#attributes)* #items }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_come_inline_with_their_documentation() {
        let root = "// head\n//! An API.\n#![allow(deprecated)]\npub mod types;\nfn f(_: types::A) {}\n";
        let modules = BTreeMap::from([("types".to_owned(), "//! Types.\n/// A.\npub struct A;\n".to_owned())]);
        let text = single_file("partner", root, &modules).expect("one file");
        assert_eq!(
            text,
            "pub mod partner {\n    //! An API.\n    #![allow(deprecated)]\n\n    pub mod types {\n        //! Types.\n\n        \
             /// A.\n        pub struct A;\n    }\n\n    fn f(_: types::A) {}\n}\n"
        );
        assert!(matches!(
            single_file("a", root, &BTreeMap::new()),
            Err(Error::Missing { .. })
        ));
    }
}
