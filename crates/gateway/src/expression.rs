//! Expressions of the model as constants of the runtime.

use std::collections::BTreeMap;
use std::fmt;

use proc_macro2::TokenStream;
use quote::quote;
use specwright_model::{Expression, PathStep, ValuePath};
use specwright_rust::string;

use crate::json::one_line;

/// What the runtime cannot do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unsupported {
    /// What is given back may hold a secret.
    Secret,
    /// A call of an operation that the client does not have.
    Operation,
    /// An argument that the operation does not take.
    Argument,
    /// A call of an API whose address is known at the start alone, beside another API.
    Address,
}

impl fmt::Display for Unsupported {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Secret => "its result holds a bind, which may be a secret",
            Self::Operation => "the client does not have the operation that it calls",
            Self::Address => "the address of the API that it calls has a value that is known at the start alone, which only that of the first consumed API can have",
            Self::Argument => "it gives the operation an argument that it does not take",
        })
    }
}

/// Where the inputs of the model are among those of the runtime: another name, and a place within that input.
#[derive(Clone, Debug, Default)]
pub(crate) struct InputNames(BTreeMap<String, (String, ValuePath)>);

impl InputNames {
    /// Says where an input is.
    pub(crate) fn insert(&mut self, name: &str, place: &str, path: ValuePath) {
        self.0.insert(name.to_owned(), (place.to_owned(), path));
    }

    fn get(&self, name: &str, path: &ValuePath) -> (String, ValuePath) {
        match self.0.get(name) {
            Some((place, first)) => (place.clone(), path.behind(first)),
            None => (name.to_owned(), path.clone()),
        }
    }
}

/// A value that is sent, as the runtime's `Expression`.
pub(crate) fn sent(expression: &Expression, inputs: &InputNames) -> Result<TokenStream, Unsupported> {
    Ok(match expression {
        Expression::Literal(value) => {
            let text = one_line(value);
            quote!(Expression::Literal(#text))
        }
        Expression::Input { name, path } => {
            let (name, path) = inputs.get(name, path);
            let name = string(&name);
            if path.is_whole() {
                quote!(Expression::Input(#name))
            } else {
                let path = selectors(&path);
                quote!(Expression::InputPart(#name, #path))
            }
        }
        Expression::Step { name, path } => {
            let (name, path) = (string(name), selectors(path));
            quote!(Expression::Step(#name, #path))
        }
        Expression::Bind(name) => {
            let name = string(name);
            quote!(Expression::Bind(#name))
        }
        Expression::Template(parts) => {
            let parts = all_sent(parts, inputs)?;
            quote!(Expression::Template(&[#(#parts),*]))
        }
        Expression::Array(items) => {
            let items = all_sent(items, inputs)?;
            quote!(Expression::Array(&[#(#items),*]))
        }
        Expression::Object(members) => {
            let names = members.iter().map(|(name, _)| string(name));
            let values = members.iter().map(|(_, value)| sent(value, inputs));
            let values: Vec<TokenStream> = values.collect::<Result<_, _>>()?;
            quote!(Expression::Object(&[#((#names, #values)),*]))
        }
        Expression::Current(path) => {
            let path = selectors(path);
            quote!(Expression::Current(#path))
        }
        Expression::Each { of, value } => {
            let (of, value) = (sent(of, inputs)?, sent(value, inputs)?);
            quote!(Expression::Each { of: &#of, value: &#value })
        }
        Expression::Within { of, value } => {
            let (of, value) = (sent(of, inputs)?, sent(value, inputs)?);
            quote!(Expression::Within { of: &#of, value: &#value })
        }
    })
}

fn all_sent(expressions: &[Expression], inputs: &InputNames) -> Result<Vec<TokenStream>, Unsupported> {
    expressions.iter().map(|expression| sent(expression, inputs)).collect()
}

/// A value that is given back, as the runtime's `Mapping`.
pub(crate) fn result(expression: &Expression, inputs: &InputNames) -> Result<TokenStream, Unsupported> {
    Ok(match expression {
        Expression::Literal(value) => {
            let text = one_line(value);
            quote!(Mapping::Literal(#text))
        }
        Expression::Input { name, path } => {
            let (name, path) = inputs.get(name, path);
            let (name, path) = (string(&name), selectors(&path));
            quote!(Mapping::Input(#name, #path))
        }
        Expression::Step { name, path } => {
            let (name, path) = (string(name), selectors(path));
            quote!(Mapping::Step(#name, #path))
        }
        Expression::Current(path) => {
            let path = selectors(path);
            quote!(Mapping::Item(#path))
        }
        Expression::Template(parts) => {
            let parts = all_results(parts, inputs)?;
            quote!(Mapping::Template(&[#(#parts),*]))
        }
        Expression::Array(items) => {
            let items = all_results(items, inputs)?;
            quote!(Mapping::List(&[#(#items),*]))
        }
        Expression::Object(members) => {
            let names = members.iter().map(|(name, _)| string(name));
            let values = members.iter().map(|(_, value)| result(value, inputs));
            let values: Vec<TokenStream> = values.collect::<Result<_, _>>()?;
            quote!(Mapping::Object(&[#((#names, #values)),*]))
        }
        Expression::Each { of, value } => {
            let (items, each) = (result(of, inputs)?, result(value, inputs)?);
            quote!(Mapping::Array { items: &#items, each: &#each })
        }
        Expression::Within { of, value } => {
            let (of, value) = (result(of, inputs)?, result(value, inputs)?);
            quote!(Mapping::Within { of: &#of, value: &#value })
        }
        Expression::Bind(_) => return Err(Unsupported::Secret),
    })
}

fn all_results(expressions: &[Expression], inputs: &InputNames) -> Result<Vec<TokenStream>, Unsupported> {
    expressions
        .iter()
        .map(|expression| result(expression, inputs))
        .collect()
}

/// A path as a list of the runtime's selectors.
pub(crate) fn selectors(path: &ValuePath) -> TokenStream {
    let selectors = path.steps.iter().map(|step| match step {
        PathStep::Member(name) => {
            let name = string(name);
            quote!(Selector::Name(#name))
        }
        PathStep::Index(index) => {
            let index = proc_macro2::Literal::usize_unsuffixed(*index);
            quote!(Selector::Index(#index))
        }
        PathStep::Each => quote!(Selector::Each),
    });
    quote!(&[#(#selectors),*])
}
