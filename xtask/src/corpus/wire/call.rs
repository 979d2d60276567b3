//! How a generated client is called: with body.rs all that has to follow when the shape of clients changes.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::Value;
use specwright_model::{SecurityKind, StatusPattern};
use specwright_rust::{Content, OperationPlan, ParameterPlan, Plan, SchemePlan, TypeRef, ident, string};

use super::body;

/// The credential that is presented for every scheme. The mock takes any.
const CREDENTIAL: &str = "credential";

/// An expression for the client that calls `url`, with a credential for every scheme, and is watched by `recorder`.
pub(super) fn builder(plan: &Plan) -> TokenStream {
    let start = match plan.base_url {
        Some(_) => quote!(Client::builder().base_url(url)),
        None => quote!(Client::builder(url)),
    };
    let credentials = plan.security_schemes.iter().filter_map(credential);
    quote! {
        #start
            .retries(runtime::client::RetryPolicy::none())
            .before_request(recorder.hook())
            #(#credentials)*
            .build()
    }
}

/// The call of the builder's method for a scheme; none for those that no credential in a request fulfils.
fn credential(scheme: &SchemePlan) -> Option<TokenStream> {
    let method = ident(&scheme.method_name);
    match &scheme.kind {
        SecurityKind::Basic => Some(quote!(.#method(#CREDENTIAL, #CREDENTIAL))),
        SecurityKind::Http { .. } => Some(quote!(.#method("Scheme credential"))),
        SecurityKind::MutualTls | SecurityKind::Other { .. } => None,
        _ => Some(quote!(.#method(#CREDENTIAL))),
    }
}

/// The features of a client with which all its operations are compiled.
pub(super) fn features(plan: &Plan) -> &'static [&'static str] {
    if plan.layout.features { &["full"] } else { &[] }
}

/// Whether an operation takes more than it requires.
pub(super) fn has_options(operation: &OperationPlan) -> bool {
    let body = operation.request_body.as_ref();
    operation.parameters.iter().any(|it| !it.required)
        || body.is_some_and(|body| !body::is_argument(body) && !body.contents.is_empty())
}

/// In how many forms the body can be sent; one where there is none.
pub(super) fn forms(operation: &OperationPlan) -> usize {
    let body = operation.request_body.as_ref();
    body.map_or(1, |body| body.contents.len().max(1))
}

/// An argument: the statement that makes its value, and the expression that hands it over.
pub(super) struct Argument {
    pub(super) binding: TokenStream,
    pub(super) value: TokenStream,
}

/// A function that calls an operation.
pub(super) fn function(plan: &Plan, operation: &OperationPlan, function: &Ident) -> TokenStream {
    let mut required: Vec<Argument> = Vec::new();
    let mut optional: Vec<(Ident, Argument)> = Vec::new();
    for (number, parameter) in (1..).zip(&operation.parameters) {
        let argument = parameter_argument(plan, parameter, number);
        match parameter.required {
            true => required.push(argument),
            false => optional.push((ident(&parameter.name), argument)),
        }
    }
    if let Some(body) = &operation.request_body
        && let Some(argument) = body::argument(plan, body, &module(plan, operation))
    {
        match body::is_argument(body) {
            true => required.push(argument),
            false => optional.push((ident("body"), argument)),
        }
    }
    let method = method(plan, operation);
    let bindings = required.iter().map(|argument| &argument.binding);
    let values = required.iter().map(|argument| &argument.value);
    let (option_bindings, options): (Vec<_>, Vec<_>) = optional
        .iter()
        .map(|(method, Argument { binding, value })| (binding, quote!(request = request.#method(#value);)))
        .unzip();
    let outcome = outcome(operation);
    quote! {
        async fn #function(client: &Client, call: &Call) -> Result<Outcome, String> {
            #(#bindings)*
            let mut request = client.#method(#(#values),*);
            if call.is_full {
                #(#option_bindings)*
                #(#options)*
            }
            if let Some(preference) = call.preference() {
                request = request.header("Prefer", &preference);
            }
            let result = request.send().await;
            #outcome
        }
    }
}

/// The path to the method that begins an operation: on the client, or on the facet of its group.
fn method(plan: &Plan, operation: &OperationPlan) -> TokenStream {
    let group = plan
        .groups
        .get(operation.group)
        .filter(|group| plan.layout.facets && group.tag.is_some());
    match group {
        Some(group) => {
            let [facet, name] = [&group.module_name, &operation.name_in_group].map(|name| ident(name));
            quote!(#facet().#name)
        }
        None => {
            let name = ident(&operation.name);
            quote!(#name)
        }
    }
}

/// The path to the module with an operation's types.
fn module(plan: &Plan, operation: &OperationPlan) -> TokenStream {
    let group = plan
        .groups
        .get(operation.group)
        .filter(|group| plan.layout.facets && group.tag.is_some());
    match group.map(|group| ident(&group.module_name)) {
        Some(group) => quote!(operations::#group),
        None => quote!(operations),
    }
}

/// What becomes of `result`. A body that arrives piece by piece is read to its end where it is the only success;
/// otherwise its head tells.
fn outcome(operation: &OperationPlan) -> TokenStream {
    let described_success = operation.responses.iter().any(|response| response.status.is_success());
    let mut successes = operation
        .responses
        .iter()
        .filter(|it| it.status.is_success() || (!described_success && it.status == StatusPattern::Default));
    let (Some(success), None) = (successes.next(), successes.next()) else {
        return quote!(Ok(outcome(result)));
    };
    match success.contents.as_slice() {
        [Content { body, .. }] if body.is_stream() && success.status != StatusPattern::Default => quote! {
            let response = match result {
                Ok(response) => response,
                Err(error) => return Ok(Outcome::of_error(&error)),
            };
            let status = response.status().as_u16();
            let mut pieces = response.into_body();
            while let Some(piece) = pieces.next().await {
                if let Err(error) = piece {
                    return Ok(Outcome::undecodable(status, error.to_string()));
                }
            }
            Ok(Outcome::ok(status))
        },
        _ => quote!(Ok(outcome(result))),
    }
}

fn parameter_argument(plan: &Plan, parameter: &ParameterPlan, number: usize) -> Argument {
    let name = ident(&format!("parameter_{number}"));
    typed(
        plan,
        &name,
        &parameter.wire_name,
        &parameter.ty,
        parameter.sample.as_ref(),
    )
}

/// An argument of a type, from the JSON of a value. Without a value there is no call.
pub(super) fn typed(plan: &Plan, name: &Ident, label: &str, ty: &TypeRef, sample: Option<&Value>) -> Argument {
    let owned = plan.types.tokens(ty, Some("types"));
    let made = made(label, sample);
    let is_borrowed = plan
        .types
        .argument_tokens(ty, Some("types"))
        .to_string()
        .starts_with('&');
    Argument {
        binding: quote!(let #name: #owned = #made;),
        value: if is_borrowed { quote!(&#name) } else { quote!(#name) },
    }
}

/// An expression that makes a value of its JSON, or ends the call.
pub(super) fn made(label: &str, sample: Option<&Value>) -> TokenStream {
    let label = string(label);
    match sample {
        Some(sample) => {
            let sample = string(&sample.to_string());
            quote!(argument(#label, #sample)?)
        }
        None => quote!(return Err(format!("there is no sample of {}", #label))),
    }
}
