//! The answers of the mock: one for each response of the description.

mod transactions;

pub(crate) use transactions::{
    OperationTransactionsContext, TableContext, contexts as transactions, single_table, tables,
};

use std::collections::HashMap;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde::Serialize;
use serde_json::Value;
use specwright_model::StatusPattern;
use specwright_render::Tokens;
use specwright_rust::{Body, Content, Group, OperationPlan, ResponsePlan, ident, raw_string, string};

use crate::response::{self, has_fields};

/// The mock of a group.
#[derive(Serialize)]
pub(crate) struct MockContext {
    /// The group's trait.
    name: Tokens,
    operations: Vec<MockedContext>,
}

#[derive(Serialize)]
struct MockedContext {
    name: Tokens,
    request: Tokens,
    response: Tokens,
    /// The name of the argument.
    argument: Tokens,
    /// The answer where there is no choice.
    single_answer: Option<Tokens>,
    answers: Vec<AnswerContext>,
}

#[derive(Serialize)]
struct AnswerContext {
    /// The preferred statuses for which it is given.
    pattern: Tokens,
    /// The variant with its content.
    response: Tokens,
}

/// The sample texts of a mock, each once: many operations answer with the same one.
#[derive(Default)]
pub(crate) struct Samples {
    numbers: HashMap<String, usize>,
    list: Vec<SampleContext>,
}

#[derive(Serialize)]
pub(crate) struct SampleContext {
    name: Tokens,
    text: Tokens,
}

impl Samples {
    /// The name of the constant that holds `text`.
    fn constant(&mut self, text: String) -> Ident {
        let next = self.list.len() + 1;
        let number = *self.numbers.entry(text).or_insert_with_key(|text| {
            self.list.push(SampleContext {
                name: Tokens::new(constant_name(next)),
                text: Tokens::new(raw_string(text)),
            });
            next
        });
        constant_name(number)
    }

    /// The constants, in the order in which they were asked for.
    pub(crate) fn into_contexts(self) -> Vec<SampleContext> {
        self.list
    }
}

fn constant_name(number: usize) -> Ident {
    ident(&format!("SAMPLE_{number}"))
}

/// The mock of a group; its sample texts go into `samples`.
pub(crate) fn context<'a>(
    group: &Group,
    operations: impl Iterator<Item = &'a OperationPlan>,
    samples: &mut Samples,
) -> MockContext {
    MockContext {
        name: Tokens::new(ident(&group.type_name)),
        operations: operations.map(|operation| mocked(operation, samples)).collect(),
    }
}

fn mocked(operation: &OperationPlan, samples: &mut Samples) -> MockedContext {
    let answers = answers(operation, samples);
    let chooses = |response: &ResponsePlan| response.contents.len() > 1;
    let asks = answers.len() > 1 || operation.responses.iter().any(chooses);
    MockedContext {
        name: Tokens::new(ident(&operation.name)),
        request: Tokens::new(ident(&format!("{}Request", operation.type_name))),
        response: Tokens::new(ident(&format!("{}Response", operation.type_name))),
        argument: Tokens::new(ident(if asks { "request" } else { "_request" })),
        single_answer: match answers.as_slice() {
            [only] => Some(only.response.clone()),
            _ => None,
        },
        answers,
    }
}

/// The answers by preferred status. The first successful response is given without a preference, and for statuses
/// that the description does not name: the first one of its example calls where it has such, else by status. What comes
/// before a response (RFC 9110, section 15.2) is none.
fn answers(operation: &OperationPlan, samples: &mut Samples) -> Vec<AnswerContext> {
    let is_final = |response: &&ResponsePlan| {
        !matches!(
            response.status,
            StatusPattern::Code(100..=199) | StatusPattern::Range(1)
        )
    };
    let responses: Vec<&ResponsePlan> = operation.responses.iter().filter(is_final).collect();
    let shown = operation.transactions.first().and_then(|first| {
        let statuses = first
            .responses
            .iter()
            .map(|response| StatusPattern::Code(response.status));
        let success = statuses.into_iter().find(|status| status.is_success())?;
        responses.iter().position(|response| response.status == success)
    });
    let success = shown.or_else(|| responses.iter().position(|response| response.status.is_success()));
    let default = responses
        .iter()
        .position(|response| response.status == StatusPattern::Default);
    let is_open = response::leaves_success_open(operation);
    let first = (!responses.is_empty() && !is_open).then_some(0);
    let usual = success.or(default).or(first);
    if usual.is_none() && !is_open {
        return Vec::new();
    }
    let mut answers = Vec::new();
    for (index, response) in responses.iter().enumerate() {
        let chosen = match response.status {
            StatusPattern::Code(code) => {
                let code = Literal::u16_unsuffixed(code);
                quote!(Some(#code))
            }
            StatusPattern::Range(class) => {
                let first = Literal::u16_unsuffixed(u16::from(class) * 100);
                let last = Literal::u16_unsuffixed(u16::from(class) * 100 + 99);
                quote!(Some(code @ #first..=#last))
            }
            StatusPattern::Default => quote!(Some(code)),
        };
        let is_usual = usual == Some(index);
        if is_usual && default.is_none() {
            continue;
        }
        let pattern = match (is_usual, response.status) {
            (false, _) => chosen,
            (true, StatusPattern::Code(_)) => quote!(None | #chosen),
            (true, status) => {
                // Without a preference the status has to come from here.
                let code = usual_code(status);
                answers.push(answer(quote!(None), construct(samples, response, &quote!(#code))));
                chosen
            }
        };
        answers.push(answer(pattern, construct(samples, response, &quote!(code))));
    }
    if default.is_none()
        && let Some(response) = usual.and_then(|usual| responses.get(usual))
    {
        if let StatusPattern::Range(class) = response.status {
            let first = Literal::u16_unsuffixed(u16::from(class) * 100);
            let last = Literal::u16_unsuffixed(u16::from(class) * 100 + 99);
            let pattern = quote!(Some(code @ #first..=#last));
            answers.push(answer(pattern, construct(samples, response, &quote!(code))));
        }
        let code = usual_code(response.status);
        answers.push(answer(quote!(_), construct(samples, response, &quote!(#code))));
    }
    if is_open {
        // What an operation answers with that names its errors alone, or nothing: that it was carried out.
        answers.push(answer(quote!(_), quote!(Reply(runtime::server::Reply::empty(204)))));
    }
    // `None` first, so that a reader meets the usual answer first.
    answers.sort_by_key(|answer| !answer.pattern.text().starts_with("None"));
    answers
}

fn answer(pattern: TokenStream, response: TokenStream) -> AnswerContext {
    AnswerContext {
        pattern: Tokens::from(pattern),
        response: Tokens::from(response),
    }
}

fn usual_code(status: StatusPattern) -> Literal {
    Literal::u16_unsuffixed(match status {
        StatusPattern::Code(code) => code,
        StatusPattern::Range(class) => u16::from(class) * 100,
        StatusPattern::Default => 200,
    })
}

/// The variant of a response, filled with samples. `code` is the status where the variant leaves it open.
fn construct(samples: &mut Samples, response: &ResponsePlan, code: &TokenStream) -> TokenStream {
    let variant = ident(&response.variant);
    let body = body(samples, response);
    if !has_fields(response) {
        return match body {
            Some(body) => quote!(#variant(#body)),
            None => quote!(#variant),
        };
    }
    let mut fields = Vec::new();
    if !matches!(response.status, StatusPattern::Code(_)) {
        fields.push(quote!(status: mock::status(#code)));
    }
    if let Some(body) = body {
        fields.push(quote!(body: #body));
    }
    for header in &response.headers {
        let name = ident(&header.name);
        let sample = header.sample.as_ref().map(|sample| string(&sample.to_string()));
        fields.push(match (sample, header.required) {
            (Some(sample), true) => quote!(#name: mock::sample(#sample)?),
            (Some(sample), false) => quote!(#name: Some(mock::sample(#sample)?)),
            (None, true) => quote!(#name: mock::sample("null")?),
            (None, false) => quote!(#name: None),
        });
    }
    quote!(#variant { #(#fields),* })
}

/// The body of a response: in the form that the caller prefers where there are several, else in the first.
fn body(samples: &mut Samples, response: &ResponsePlan) -> Option<TokenStream> {
    let (first, others) = response.contents.split_first()?;
    if others.is_empty() {
        return Some(value(samples, first));
    }
    let forms = ident(&response.enum_name);
    let mut offered: Vec<&str> = Vec::new();
    let mut arms = Vec::new();
    for content in &response.contents {
        let written = content
            .media_types
            .iter()
            .map(String::as_str)
            .filter(|it| !it.contains('*'));
        let media_types: Vec<&str> = [content.media_type()].into_iter().chain(written).collect();
        let mut own = Vec::new();
        for media_type in media_types {
            if !offered.contains(&media_type) {
                offered.push(media_type);
                own.push(string(media_type));
            }
        }
        let variant = ident(&content.variant);
        let value = value(samples, content);
        let form = quote!(operations::#forms::#variant(#value));
        if arms.is_empty() {
            arms.push(quote!(_ => #form));
        } else if !own.is_empty() {
            arms.push(quote!(Some(#(#own)|*) => #form));
        }
    }
    // The first form is for everybody else.
    arms.rotate_left(1);
    let offered = offered.into_iter().map(string);
    Some(quote!(match request.context.preferred(&[#(#offered),*]) { #(#arms),* }))
}

/// A sample of one form of a body.
fn value(samples: &mut Samples, content: &Content) -> TokenStream {
    let text = match &content.sample {
        Some(Value::String(text)) => string(text),
        _ => string("text"),
    };
    match &content.body {
        Body::Json { .. } => json(samples, content, "sample"),
        Body::Text => quote!(#text.to_owned()),
        Body::Form { .. } | Body::Multipart(_) | Body::FormParts | Body::Bytes => quote!(#text.as_bytes().to_vec()),
        Body::Events { .. } => json(samples, content, "events"),
        Body::Items { .. } => json(samples, content, "items"),
    }
}

/// A sample that a function of the mock's reads from JSON. Where none was found, that becomes a problem of the mock's
/// when it is asked for.
fn json(samples: &mut Samples, content: &Content, function: &str) -> TokenStream {
    let sample = content.sample.as_ref().map_or("null".to_owned(), Value::to_string);
    let (function, sample) = (ident(function), samples.constant(sample));
    quote!(mock::#function(#sample)?)
}
