//! What an operation may answer, as a client sees it: a success type, an error type, and a match over statuses.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use specwright_model::StatusPattern;
use specwright_rust::{Body, Content, OperationPlan, Plan, ResponsePlan, ident};
use specwright_target::{docs_or, media_types_docs};

use crate::{
    arms::{ArmContext, Receipt},
    operation,
    reading::{Position, Reading, reading},
    variants::{self, EnumContext, Variant},
};

/// What `send` gives, and how.
pub(crate) struct Outcome {
    pub(crate) success: TokenStream,
    pub(crate) error: TokenStream,
    /// Whether the body of a success arrives piece by piece.
    pub(crate) is_stream: bool,
    pub(crate) arms: Vec<ArmContext>,
    /// The same with a body of bytes that arrives piece by piece; none where there is no such body.
    pub(crate) streaming_arms: Vec<ArmContext>,
    /// Enumerations of this operation alone.
    pub(crate) results: Vec<EnumContext>,
    /// What `send` fails with.
    pub(crate) docs: TokenStream,
}

/// The media types that an operation's responses have, without repeats, successful ones first.
pub(crate) fn accepted(operation: &OperationPlan) -> Vec<String> {
    let mut accepted: Vec<String> = Vec::new();
    let (successes, others): (Vec<_>, Vec<_>) = operation
        .responses
        .iter()
        .partition(|response| response.status.is_success());
    let contents = successes
        .into_iter()
        .chain(others)
        .flat_map(|response| &response.contents);
    for media_type in contents.flat_map(|content| &content.media_types) {
        if !accepted.contains(media_type) {
            accepted.push(media_type.clone());
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

/// What comes of an operation.
pub(crate) fn outcome(plan: &Plan, operation: &OperationPlan) -> Outcome {
    let described_success = operation.responses.iter().any(|response| response.status.is_success());
    // Where no success is described, the default response stands for it too.
    let is_success = |response: &&ResponsePlan| {
        response.status.is_success() || (!described_success && response.status == StatusPattern::Default)
    };
    let responses = Responses {
        plan,
        operation,
        successes: operation.responses.iter().filter(is_success).collect(),
        errors: operation
            .responses
            .iter()
            .filter(|it| !it.status.is_success())
            .collect(),
        success_name: ident(&format!("{}Success", operation.type_name)),
        error_name: ident(&format!("{}Error", operation.type_name)),
    };
    let only_bytes = match responses.successes.as_slice() {
        [only] => matches!(only.contents.as_slice(), [Content { body: Body::Bytes, .. }]),
        _ => false,
    };
    let is_stream = responses.has_stream();
    Outcome {
        success: responses.success_type(),
        error: responses.error_type(),
        is_stream,
        arms: responses.arms(if is_stream { Receipt::Head } else { Receipt::Whole }),
        streaming_arms: match only_bytes {
            true => responses.arms(Receipt::Bytes),
            false => Vec::new(),
        },
        results: responses.enumerations(),
        docs: responses.errors_docs(),
    }
}

/// The responses of an operation.
pub(crate) struct Responses<'a> {
    plan: &'a Plan,
    pub(crate) operation: &'a OperationPlan,
    pub(crate) successes: Vec<&'a ResponsePlan>,
    errors: Vec<&'a ResponsePlan>,
    pub(crate) success_name: Ident,
    pub(crate) error_name: Ident,
}

impl Responses<'_> {
    pub(crate) fn is_success(&self, response: &ResponsePlan) -> bool {
        self.successes.iter().any(|success| std::ptr::eq(*success, response))
    }

    pub(crate) fn position(&self, response: &ResponsePlan) -> Position {
        // A default response may be a success and an error, and one enumeration of its forms serves both.
        let is_shared = !response.status.is_success() && response.contents.len() > 1;
        match self.is_success(response) && !is_shared {
            true => Position::Success,
            false => Position::Error,
        }
    }

    pub(crate) fn reading(&self, content: &Content, position: Position) -> Reading {
        reading(self.plan, &content.body, position)
    }

    fn has_stream(&self) -> bool {
        let mut successes = self.successes.iter();
        successes.any(|response| self.is_stream(response, self.position(response)))
    }

    /// Whether a response's body arrives piece by piece, in one of its forms at least.
    fn is_stream(&self, response: &ResponsePlan, position: Position) -> bool {
        let mut contents = response.contents.iter();
        contents.any(|content| self.reading(content, position).is_stream())
    }

    fn success_type(&self) -> TokenStream {
        match self.successes.as_slice() {
            [] => quote!(runtime::Bytes),
            [only] => self.body_type(only, self.position(only)).unwrap_or_else(|| quote!(())),
            _ => {
                let name = &self.success_name;
                quote!(#name)
            }
        }
    }

    fn error_type(&self) -> TokenStream {
        match self.errors.is_empty() {
            true => quote!(std::convert::Infallible),
            false => {
                let name = &self.error_name;
                quote!(#name)
            }
        }
    }

    /// The type of a response's body; none where it has none.
    fn body_type(&self, response: &ResponsePlan, position: Position) -> Option<TokenStream> {
        match response.contents.as_slice() {
            [] => None,
            [only] => Some(self.reading(only, position).ty()),
            _ => {
                let name = ident(&response.enum_name);
                Some(quote!(#name))
            }
        }
    }

    /// The enumerations of statuses, and those of the forms of bodies.
    fn enumerations(&self) -> Vec<EnumContext> {
        let link = operation::link(self.operation);
        let mut enumerations = Vec::new();
        if self.successes.len() > 1 {
            let docs = format!("The successful responses of {link}.");
            let variants = self.successes.iter().map(|it| self.variant(it, self.position(it)));
            enumerations.push(variants::result(&docs, &self.success_name, variants.collect()));
        }
        if !self.errors.is_empty() {
            let docs = format!("The error responses of {link}.");
            let variants = self.errors.iter().map(|it| self.variant(it, Position::Error));
            enumerations.push(variants::result(&docs, &self.error_name, variants.collect()));
        }
        for response in self.operation.responses.iter().filter(|it| it.contents.len() > 1) {
            let position = self.position(response);
            let docs = format!("The forms in which {link} answers with status {}.", response.status);
            let variants = response.contents.iter().map(|content| {
                let reading = self.reading(content, position);
                Variant {
                    docs: media_types_docs(content),
                    name: ident(&content.variant),
                    is_stream: reading.is_stream(),
                    ty: Some(reading.ty()),
                }
            });
            enumerations.push(variants::result(&docs, &ident(&response.enum_name), variants.collect()));
        }
        enumerations
    }

    fn variant(&self, response: &ResponsePlan, position: Position) -> Variant {
        Variant {
            docs: docs_or(&response.docs, &format!("Status {}.", response.status)),
            name: ident(&response.variant),
            ty: self.body_type(response, position),
            is_stream: self.is_stream(response, position),
        }
    }

    /// Names of generated types may stand in links here: they hold nothing that ends one.
    fn errors_docs(&self) -> TokenStream {
        let stem = &self.operation.type_name;
        let line = match self.errors.is_empty() {
            true => " Where the request cannot be sent, or its response cannot be read.".to_owned(),
            false => {
                format!(" Where the request cannot be sent, or its response cannot be read; and the [`{stem}Error`]s.")
            }
        };
        let line = Literal::string(&line);
        quote!(#[doc = #line])
    }
}
