//! Plans of tools and routes as constants of the runtime.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use specwright_model::{Call, Lookup, Plan, Step};
use specwright_rust::{ident, string};

use crate::calls::Calls;
use crate::expression::{InputNames, Unsupported, result, selectors, sent};
use crate::operations::Operations;

/// Writes plans, and collects what they call.
pub(crate) struct Plans<'a> {
    pub(crate) operations: Operations<'a>,
    pub(crate) calls: Calls<'a>,
    /// The namespaces of APIs that cannot be called: see [`Unsupported::Address`].
    pub(crate) unreachable: Vec<&'a str>,
    /// The features of the client with which the operations are compiled that are called.
    pub(crate) features: BTreeSet<&'a str>,
}

impl Plans<'_> {
    /// The features of the client that are needed, one for all where that is meant.
    pub(crate) fn features(&self) -> Vec<String> {
        let mut called = self
            .operations
            .all()
            .map(|(_, called)| self.operations.feature(called.plan));
        if called.all(|feature| feature.is_some_and(|feature| self.features.contains(feature)))
            && !self.features.is_empty()
        {
            return vec!["full".to_owned()];
        }
        self.features.iter().map(|feature| (*feature).to_owned()).collect()
    }

    /// A plan as a constant expression.
    ///
    /// # Errors
    /// What of it the runtime cannot do.
    pub(crate) fn plan(&mut self, plan: &Plan, inputs: &InputNames) -> Result<TokenStream, Unsupported> {
        let steps = plan.steps.iter().map(|step| match step {
            Step::Call(call) => self.call(call, inputs),
            Step::Lookup(step) => lookup(step, inputs),
        });
        let steps: Vec<TokenStream> = steps.collect::<Result<_, _>>()?;
        let result = match &plan.result {
            Some(expression) => {
                let mapping = result(expression, inputs)?;
                Some(quote!(.result(#mapping)))
            }
            None => None,
        };
        Ok(quote!(Plan::new(&[#(#steps),*]) #result))
    }

    fn call(&mut self, call: &Call, inputs: &InputNames) -> Result<TokenStream, Unsupported> {
        let called = self.operations.get(&call.operation).ok_or(Unsupported::Operation)?;
        let namespace = called.operation.tags.first();
        if namespace.is_some_and(|namespace| self.unreachable.contains(&namespace.as_str())) {
            return Err(Unsupported::Address);
        }
        let media_type = call.body.as_ref().map(|body| body.media_type.as_str());
        let constant = self.operations.constant(called.plan);
        self.features.extend(self.operations.feature(called.plan));
        let known = self.calls.call(&call.operation, called, media_type, constant);
        let mut arguments = Vec::new();
        for argument in &call.arguments {
            let name = known.argument(argument.place, &argument.name);
            let name = string(name.ok_or(Unsupported::Argument)?);
            let value = sent(&argument.value, inputs)?;
            arguments.push(quote!((#name, #value)));
        }
        if let Some(body) = &call.body {
            let name = string(&known.body);
            let value = sent(&body.value, inputs)?;
            arguments.push(quote!((#name, #value)));
        }
        let (name, constant) = (string(&call.name), ident(&known.name));
        Ok(quote!(Step::Call { name: #name, call: &calls::#constant, arguments: &[#(#arguments),*] }))
    }
}

fn lookup(step: &Lookup, inputs: &InputNames) -> Result<TokenStream, Unsupported> {
    let name = string(&step.name);
    let (entries, value) = (sent(&step.entries, inputs)?, sent(&step.value, inputs)?);
    let field = selectors(&step.match_field);
    let names = step.fields.iter().map(|field| string(&field.name));
    let paths = step.fields.iter().map(|field| selectors(&field.path));
    Ok(quote!(Step::Lookup {
        name: #name,
        entries: #entries,
        field: #field,
        value: #value,
        outputs: &[#((#names, #paths)),*],
    }))
}
