//! Values of a document as Rust expressions.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use crate::{
    names::ident,
    types::{TypeKind, TypeRef, Types},
};

/// A string literal.
pub fn string(text: &str) -> Literal {
    Literal::string(text)
}

/// A raw string literal, which shows quotes as they are; an escaped one for text with characters that do not show.
pub fn raw_string(text: &str) -> Literal {
    let longest = text
        .split('"')
        .skip(1)
        .map(|rest| rest.len() - rest.trim_start_matches('#').len())
        .max();
    let hashes = "#".repeat(longest.map_or(0, |run| run + 1));
    match format!("r{hashes}\"{text}\"{hashes}").parse() {
        Ok(literal) if text.chars().all(shows) => literal,
        _ => string(text),
    }
}

/// Whether a character shows as itself: control and formatting characters, some of which rustc refuses, do not.
fn shows(character: char) -> bool {
    matches!(character, '\'' | '"' | '\\') || character.escape_debug().count() == 1
}

/// An expression of type `ty`, to stand in a module beside `types`, that is `value`; none where the type has no
/// expression short enough to write, or the value does not fit.
pub fn expression(types: &Types, ty: &TypeRef, value: &Value) -> Option<TokenStream> {
    match (types.expand(ty), value) {
        (TypeRef::Boolean, Value::Bool(boolean)) => Some(quote!(#boolean)),
        (TypeRef::Integer(_), Value::Number(number)) => {
            let literal = match (number.as_i64(), number.as_u64()) {
                (Some(integer), _) => Literal::i64_unsuffixed(integer),
                (_, Some(integer)) => Literal::u64_unsuffixed(integer),
                _ => return None,
            };
            Some(quote!(#literal))
        }
        (TypeRef::Float(_), Value::Number(number)) => {
            let float = number.as_f64().filter(|float| float.is_finite())?;
            let literal = Literal::f64_unsuffixed(float.abs());
            Some(if float.is_sign_negative() {
                quote!(-#literal)
            } else {
                quote!(#literal)
            })
        }
        (TypeRef::String, Value::String(text)) => {
            let literal = string(text);
            Some(quote!(#literal.to_owned()))
        }
        (TypeRef::Vec(items), Value::Array(values)) => {
            let values: Option<Vec<TokenStream>> = values.iter().map(|value| expression(types, items, value)).collect();
            let values = values?;
            Some(quote!(vec![#(#values),*]))
        }
        (TypeRef::Named(id), value) => {
            let definition = types.get(*id)?;
            let name = ident(&definition.name);
            let variant = match (&definition.kind, value) {
                (TypeKind::TextEnum(variants), Value::String(text)) => variants
                    .iter()
                    .find(|variant| variant.value == *text)
                    .map(|variant| &variant.name),
                (TypeKind::IntegerEnum(variants), Value::Number(number)) => variants
                    .iter()
                    .find(|variant| Some(variant.value) == number.as_i64())
                    .map(|variant| &variant.name),
                _ => None,
            };
            let variant = ident(variant?);
            Some(quote!(types::#name::#variant))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_strings_hold_any_text() {
        let check = |text: &str, expected: &str| {
            let literal = raw_string(text);
            assert_eq!(literal.to_string(), expected);
            let parsed: syn::LitStr = syn::parse_str(&literal.to_string()).expect("a string");
            assert_eq!(parsed.value(), text);
        };
        check("", "r\"\"");
        check("{\"a\":1}", "r#\"{\"a\":1}\"#");
        check("\"#fn injected() {}", "r##\"\"#fn injected() {}\"##");
        check("a\nb", "\"a\\nb\"");
        check("back\\slash", "r\"back\\slash\"");
        check("a\u{202e}b", "\"a\\u{202e}b\"");
    }
}
