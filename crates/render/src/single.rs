//! A crate's files as one module, for build scripts.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, Item, Meta, Path, Token, ext::IdentExt, parse::Parser, punctuated::Punctuated};

use crate::{Error, Place, pretty};

/// One file that holds `pub mod NAME` with the content of `root` (a `lib.rs`) in it, where each `mod x;` has the
/// content of `modules["x"]`, and each `mod y;` in that the content of `modules["x/y"]`. The comments at the heads of the files are left out; documentation stays.
///
/// # Errors
/// Where a file does not parse, or `root` names a module that `modules` lacks.
pub fn single_file(module: &str, root: &str, modules: &BTreeMap<String, String>) -> Result<String, Error> {
    let mut file = parse("lib.rs", root)?;
    fill(&mut file.items, "", modules)?;
    let name = proc_macro2::Ident::new(module, proc_macro2::Span::call_site());
    let attributes = file.attrs.into_iter().map(of_module);
    let items: TokenStream = file.items.iter().map(ToTokens::to_token_stream).collect();
    let text = quote::quote!(pub mod #name { #(#attributes)* #items }).to_string();
    pretty::print("lib.rs", &[text])
}

/// An attribute of a crate as one of a module: without the lints that can be set for whole crates alone, which the
/// compiler would warn of.
fn of_module(attribute: Attribute) -> TokenStream {
    const OF_CRATES: [&str; 2] = ["confusable_idents", "mixed_script_confusables"];
    let Meta::List(list) = &attribute.meta else {
        return attribute.to_token_stream();
    };
    let lints = Punctuated::<Path, Token![,]>::parse_terminated.parse2(list.tokens.clone());
    match lints {
        Ok(lints) if list.path.is_ident("allow") => {
            let kept = lints
                .iter()
                .filter(|lint| !OF_CRATES.iter().any(|name| lint.is_ident(name)));
            quote::quote!(#![allow(#(#kept),*)])
        }
        _ => attribute.to_token_stream(),
    }
}

/// Puts the content of each module where it is named. `path` is that of the module that names them.
fn fill(items: &mut [Item], path: &str, modules: &BTreeMap<String, String>) -> Result<(), Error> {
    for item in items {
        let Item::Mod(item) = item else { continue };
        if item.content.is_some() {
            continue;
        }
        // A file of a raw name has the name without its mark.
        let name = format!("{path}{}", item.ident.unraw());
        let text = modules
            .get(&name)
            .ok_or_else(|| Error::Missing { name: name.clone() })?;
        let mut inner = parse(&name, text)?;
        fill(&mut inner.items, &format!("{name}/"), modules)?;
        item.attrs.extend(inner.attrs);
        item.content = Some((syn::token::Brace::default(), inner.items));
        item.semi = None;
    }
    Ok(())
}

fn parse(name: &str, text: &str) -> Result<syn::File, Error> {
    syn::parse_file(text).map_err(|error| Error::Syntax {
        place: Place::somewhere(name),
        message: error.to_string(),
        rendered: String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_come_inline_with_their_documentation() {
        let root =
            "// head\n//! An API.\n#![allow(deprecated, confusable_idents)]\npub mod types;\nfn f(_: types::A) {}\n";
        let types = "//! Types.\n/// A.\npub struct A;\npub mod r#type;\n";
        let modules = [("types", types), ("types/type", "pub struct B;\n")];
        let modules = modules.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
        let text = single_file("partner", root, &modules).expect("one file");
        assert_eq!(
            text,
            "pub mod partner {\n    //! An API.\n    #![allow(deprecated)]\n\n    pub mod types {\n        //! Types.\n\n        \
             /// A.\n        pub struct A;\n\n        pub mod r#type {\n            pub struct B;\n        }\n    }\n\n    fn f(_: types::A) {}\n}\n"
        );
        assert!(matches!(
            single_file("a", root, &BTreeMap::new()),
            Err(Error::Missing { .. })
        ));
    }
}
