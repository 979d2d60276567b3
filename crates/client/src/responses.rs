//! What an operation may answer, as a client sees it: a success type, an error type, and a match over statuses.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde::Serialize;
use specwright_model::StatusPattern;
use specwright_render::Tokens;
use specwright_rust::{Body, OperationPlan, Plan, ResponsePlan, ident};
use specwright_target::docs_or;

/// What `send` gives, and how.
pub(crate) struct Outcome {
    pub(crate) success: TokenStream,
    pub(crate) error: TokenStream,
    pub(crate) arms: Vec<ArmContext>,
    /// Enumerations of this operation alone.
    pub(crate) results: Vec<ResultContext>,
    /// What `send` fails with.
    pub(crate) docs: TokenStream,
}

#[derive(Serialize)]
pub(crate) struct ArmContext {
    pattern: Tokens,
    result: Tokens,
}

#[derive(Serialize)]
pub(crate) struct ResultContext {
    docs: Tokens,
    name: Tokens,
    variants: Vec<VariantContext>,
}

#[derive(Serialize)]
struct VariantContext {
    docs: Tokens,
    name: Tokens,
    ty: Option<Tokens>,
}

/// The media types that an operation's responses have, without repeats, successful ones first.
pub(crate) fn accepted(operation: &OperationPlan) -> Vec<String> {
    let mut accepted: Vec<String> = Vec::new();
    let (successes, others): (Vec<_>, Vec<_>) = operation
        .responses
        .iter()
        .partition(|response| response.status.is_success());
    for media_type in successes
        .into_iter()
        .chain(others)
        .filter_map(|response| response.body.media_type())
    {
        if !accepted.iter().any(|known| known == media_type) {
            accepted.push(media_type.to_owned());
        }
    }
    accepted
}

/// Whether some response is a redirect: any status of 300 to 399 but 304, which sends nobody elsewhere.
pub(crate) fn describes_redirects(operation: &OperationPlan) -> bool {
    operation.responses.iter().any(|response| match response.status {
        StatusPattern::Code(code) => (300..400).contains(&code) && code != 304,
        StatusPattern::Range(class) => class == 3,
        StatusPattern::Default => false,
    })
}

pub(crate) fn outcome(plan: &Plan, operation: &OperationPlan) -> Outcome {
    let described_success = operation.responses.iter().any(|response| response.status.is_success());
    // Where no success is described, the default response stands for it too.
    let is_success = |response: &ResponsePlan| {
        response.status.is_success() || (!described_success && response.status == StatusPattern::Default)
    };
    let successes: Vec<&ResponsePlan> = operation.responses.iter().filter(|it| is_success(it)).collect();
    let errors: Vec<&ResponsePlan> = operation
        .responses
        .iter()
        .filter(|it| !it.status.is_success())
        .collect();

    let mut results = Vec::new();
    let stem = &operation.type_name;
    let success_name = ident(&format!("{stem}Success"));
    let error_name = ident(&format!("{stem}Error"));
    let success = match successes.as_slice() {
        [] => quote!(runtime::Bytes),
        [only] => body_type(plan, &only.body),
        several => {
            let docs = format!("The successful responses of [`{stem}`].");
            results.push(result(plan, &docs, &success_name, several));
            quote!(#success_name)
        }
    };
    let error = if errors.is_empty() {
        quote!(std::convert::Infallible)
    } else {
        results.push(result(
            plan,
            &format!("The error responses of [`{stem}`]."),
            &error_name,
            &errors,
        ));
        quote!(#error_name)
    };

    let mut arms: Vec<ArmContext> = Vec::new();
    for response in &operation.responses {
        let single = successes.len() == 1;
        let succeeds = success_result(&response.body, single, &success_name, &ident(&response.variant));
        let fails = error_result(&response.body, &error_name, &ident(&response.variant));
        match response.status {
            StatusPattern::Default if is_success(response) => {
                arms.push(arm(quote!(200..=299), succeeds));
                arms.push(arm(quote!(_), fails));
            }
            status => {
                let result = if is_success(response) { succeeds } else { fails };
                arms.push(arm(pattern(status), result));
            }
        }
    }
    let has_default = operation.responses.iter().any(|it| it.status == StatusPattern::Default);
    if successes.is_empty() {
        arms.push(arm(quote!(200..=299), quote!(reply.binary())));
    }
    if !has_default {
        arms.push(arm(quote!(_), quote!(Err(reply.undocumented()))));
    }
    Outcome {
        success,
        error,
        arms,
        results,
        docs: errors_docs(&errors, stem),
    }
}

/// Names of generated types may stand in links here: they hold nothing that ends one.
fn errors_docs(errors: &[&ResponsePlan], stem: &str) -> TokenStream {
    let line = match errors {
        [] => " Where the request cannot be sent, or its response cannot be read.".to_owned(),
        _ => format!(" Where the request cannot be sent, or its response cannot be read; and the [`{stem}Error`]s."),
    };
    let line = Literal::string(&line);
    quote!(#[doc = #line])
}

fn pattern(status: StatusPattern) -> TokenStream {
    match status {
        StatusPattern::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        StatusPattern::Range(class) => {
            let first = Literal::u16_unsuffixed(u16::from(class) * 100);
            let last = Literal::u16_unsuffixed(u16::from(class) * 100 + 99);
            quote!(#first..=#last)
        }
        StatusPattern::Default => quote!(_),
    }
}

fn arm(pattern: TokenStream, result: TokenStream) -> ArmContext {
    ArmContext {
        pattern: Tokens::from(pattern),
        result: Tokens::from(result),
    }
}

fn body_type(plan: &Plan, body: &Body) -> TokenStream {
    match body {
        Body::Empty => quote!(()),
        Body::Json { ty, .. } => plan.types.tokens(ty, Some("types")),
        Body::Text { .. } => quote!(String),
        Body::Form { .. } | Body::Bytes { .. } => quote!(runtime::Bytes),
    }
}

fn success_result(body: &Body, single: bool, name: &Ident, variant: &Ident) -> TokenStream {
    match (single, body) {
        (true, Body::Empty) => quote!(reply.empty()),
        (true, Body::Json { .. }) => quote!(reply.json()),
        (true, Body::Text { .. }) => quote!(reply.text()),
        (true, Body::Form { .. } | Body::Bytes { .. }) => quote!(reply.binary()),
        (false, body) => result_call("success", body, name, variant),
    }
}

fn error_result(body: &Body, name: &Ident, variant: &Ident) -> TokenStream {
    result_call("error", body, name, variant)
}

/// The call that makes a variant of a reply.
fn result_call(kind: &str, body: &Body, name: &Ident, variant: &Ident) -> TokenStream {
    let form = match body {
        Body::Empty => "empty",
        Body::Json { .. } => "json",
        Body::Text { .. } => "text",
        Body::Form { .. } | Body::Bytes { .. } => "binary",
    };
    let method = ident(&format!("{kind}_{form}"));
    quote!(reply.#method(#name::#variant))
}

fn result(plan: &Plan, docs: &str, name: &Ident, responses: &[&ResponsePlan]) -> ResultContext {
    let variants = responses.iter().map(|response| VariantContext {
        docs: Tokens::from(docs_or(&response.docs, &format!("Status {}.", response.status))),
        name: Tokens::new(ident(&response.variant)),
        ty: (response.body != Body::Empty).then(|| Tokens::from(body_type(plan, &response.body))),
    });
    let docs = Literal::string(&format!(" {docs}"));
    ResultContext {
        docs: Tokens::from(quote!(#[doc = #docs])),
        name: Tokens::new(name),
        variants: variants.collect(),
    }
}
