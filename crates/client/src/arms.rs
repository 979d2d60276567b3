//! The match over the status of a response.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde::Serialize;
use specwright_model::StatusPattern;
use specwright_render::Tokens;
use specwright_rust::{Content, ResponsePlan, ident};

use crate::{
    reading::{Position, Reading},
    response::Responses,
};

/// An arm of a match over statuses.
#[derive(Serialize)]
pub(crate) struct ArmContext {
    pattern: Tokens,
    result: Tokens,
}

/// What of a response is there when its status is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Receipt {
    /// All of it: `reply`.
    Whole,
    /// All but its body: `arriving`.
    Head,
    /// The same, and bytes are handed over piece by piece.
    Bytes,
}

impl Responses<'_> {
    /// The match over statuses.
    pub(crate) fn arms(&self, receipt: Receipt) -> Vec<ArmContext> {
        let mut arms: Vec<ArmContext> = Vec::new();
        for response in &self.operation.responses {
            let succeeds = self.is_success(response);
            match response.status {
                StatusPattern::Default if succeeds => {
                    self.response_arms(response, &quote!(200..=299), true, receipt, &mut arms);
                    self.response_arms(response, &quote!(_), false, receipt, &mut arms);
                }
                status => self.response_arms(response, &pattern(status), succeeds, receipt, &mut arms),
            }
        }
        let reply = reply(receipt);
        let has_default = self
            .operation
            .responses
            .iter()
            .any(|it| it.status == StatusPattern::Default);
        if self.successes.is_empty() {
            arms.push(arm(quote!(200..=299), quote!(#reply.binary())));
        }
        if !has_default {
            arms.push(arm(quote!(_), quote!(Err(#reply.undocumented()))));
        }
        arms
    }

    /// The arms of one response: one for each form, the most exact media types first, and one for all else.
    fn response_arms(
        &self,
        response: &ResponsePlan,
        pattern: &TokenStream,
        succeeds: bool,
        receipt: Receipt,
        arms: &mut Vec<ArmContext>,
    ) {
        let mut contents: Vec<&Content> = response.contents.iter().collect();
        contents.sort_by_key(|content| breadth(content));
        let [first, .., last] = contents.as_slice() else {
            let result = self.result(response, contents.first().copied(), succeeds, receipt);
            return arms.push(arm(pattern.clone(), result));
        };
        let head = match receipt {
            Receipt::Whole => quote!(reply),
            Receipt::Head | Receipt::Bytes => quote!(arriving),
        };
        let takes_all = breadth(last) == Breadth::Everything && breadth(first) != Breadth::Everything;
        for content in &contents {
            let result = self.result(response, Some(content), succeeds, receipt);
            if takes_all && std::ptr::eq(*content, *last) {
                return arms.push(arm(pattern.clone(), result));
            }
            let media_types = content.media_types.iter().map(|it| Literal::string(it));
            arms.push(arm(quote!(#pattern if #(#head.is(#media_types))||*), result));
        }
        if self.is_followed(response) {
            let reply = reply(receipt);
            arms.push(arm(pattern.clone(), quote!(Err(#reply.undocumented()))));
        }
    }

    /// Whether another arm would take the responses of this status that are in none of its forms; the last arm of all
    /// is for what is not documented.
    fn is_followed(&self, response: &ResponsePlan) -> bool {
        self.operation
            .responses
            .iter()
            .any(|other| match (response.status, other.status) {
                (_, StatusPattern::Default) => true,
                (StatusPattern::Code(code), StatusPattern::Range(class)) => code / 100 == u16::from(class),
                _ => false,
            })
    }

    /// What is made of a response in one of its forms.
    fn result(
        &self,
        response: &ResponsePlan,
        content: Option<&Content>,
        succeeds: bool,
        receipt: Receipt,
    ) -> TokenStream {
        let position = match succeeds {
            true => self.position(response),
            false => Position::Error,
        };
        let reading = content.map_or(Reading::Empty, |content| self.reading(content, position));
        let source = match (&reading, receipt) {
            (reading, Receipt::Head) if reading.is_stream() => quote!(arriving),
            (Reading::Bytes, Receipt::Bytes) if succeeds => return quote!(arriving.byte_stream()),
            _ => reply(receipt),
        };
        let form = content.filter(|_| response.contents.len() > 1);
        let form = form.map(|content| (ident(&response.enum_name), ident(&content.variant)));
        let (outer, kind) = match (succeeds, self.successes.len()) {
            (true, 1) => (None, "success"),
            (true, _) => (Some(&self.success_name), "success"),
            (false, _) => (Some(&self.error_name), "error"),
        };
        let status = ident(&response.variant);
        let variant = match (outer, form) {
            (None, None) => return reading.only(&source),
            (Some(outer), None) => quote!(#outer::#status),
            (None, Some((name, form))) => quote!(#name::#form),
            (Some(outer), Some((name, form))) => quote!(|body| #outer::#status(#name::#form(body))),
        };
        reading.one_of(&source, kind, &variant)
    }
}

/// How many media types a form stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Breadth {
    Named,
    Range,
    Everything,
}

fn breadth(content: &Content) -> Breadth {
    let breadth = content.media_types.iter().map(|media_type| match media_type.as_str() {
        "*/*" => Breadth::Everything,
        range if range.contains('*') => Breadth::Range,
        _ => Breadth::Named,
    });
    breadth.max().unwrap_or(Breadth::Named)
}

/// The whole response.
fn reply(receipt: Receipt) -> TokenStream {
    match receipt {
        Receipt::Whole => quote!(reply),
        Receipt::Head | Receipt::Bytes => quote!(arriving.receive().await?),
    }
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
