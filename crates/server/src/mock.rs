//! The answers of the mock: one for each response of the description.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde::Serialize;
use serde_json::Value;
use specwright_model::StatusPattern;
use specwright_render::Tokens;
use specwright_rust::{Body, OperationPlan, ResponsePlan, ident, raw_string, string};

use crate::response::has_fields;

#[derive(Clone, Serialize)]
pub(crate) struct AnswerContext {
    /// The preferred statuses for which it is given.
    pattern: Tokens,
    /// The variant with its content.
    pub(crate) response: Tokens,
}

/// The sample texts of a mock, each once: many operations answer with the same one.
#[derive(Default)]
pub(crate) struct Samples {
    list: Vec<String>,
}

#[derive(Serialize)]
pub(crate) struct SampleContext {
    name: Tokens,
    text: Tokens,
}

impl Samples {
    /// The name of the constant that holds `text`.
    fn constant(&mut self, text: String) -> Ident {
        let known = self.list.iter().position(|sample| *sample == text);
        let index = known.unwrap_or_else(|| {
            self.list.push(text);
            self.list.len() - 1
        });
        constant_name(index)
    }

    pub(crate) fn contexts(&self) -> Vec<SampleContext> {
        let sample = |(index, text): (usize, &String)| SampleContext {
            name: Tokens::new(constant_name(index)),
            text: Tokens::new(raw_string(text)),
        };
        self.list.iter().enumerate().map(sample).collect()
    }
}

fn constant_name(index: usize) -> Ident {
    ident(&format!("SAMPLE_{}", index + 1))
}

/// The answers by preferred status. The first successful response is given without a preference, and for statuses
/// that the description does not name.
pub(crate) fn answers(operation: &OperationPlan, samples: &mut Samples) -> Vec<AnswerContext> {
    let responses = &operation.responses;
    let success = responses.iter().position(|response| response.status.is_success());
    let default = responses
        .iter()
        .position(|response| response.status == StatusPattern::Default);
    let Some(usual) = success.or(default).or((!responses.is_empty()).then_some(0)) else {
        return Vec::new();
    };
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
        if index == usual && default.is_none() {
            continue;
        }
        let pattern = match (index == usual, response.status) {
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
        && let Some(response) = responses.get(usual)
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

fn body(samples: &mut Samples, response: &ResponsePlan) -> Option<TokenStream> {
    let text = match &response.sample {
        Some(Value::String(text)) => string(text),
        _ => string("text"),
    };
    match &response.body {
        Body::Empty => None,
        Body::Json { .. } => {
            // A body for which no sample was found becomes a problem of the mock's when it is asked for.
            let sample = response.sample.as_ref().map_or("null".to_owned(), Value::to_string);
            let sample = samples.constant(sample);
            Some(quote!(mock::sample(#sample)?))
        }
        Body::Text { .. } => Some(quote!(#text.to_owned())),
        Body::Form { .. } | Body::Bytes { .. } => Some(quote!(#text.as_bytes().to_vec())),
    }
}
