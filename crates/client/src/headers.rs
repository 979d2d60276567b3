//! Structs of the header fields of responses.

use proc_macro2::Literal;
use quote::quote;
use serde::Serialize;
use specwright_model::StatusPattern;
use specwright_render::Tokens;
use specwright_rust::{Case, HeaderPlan, OperationPlan, Plan, ResponsePlan, ident, identifier};
use specwright_target::{deprecated, header_parameter};

use crate::names::TypeNames;
use crate::operation;

/// The header fields of an operation's responses, or of one of them.
pub(crate) struct HeadersPlan<'a> {
    /// The name of their struct.
    pub(crate) name: String,
    /// The responses that have some.
    responses: Vec<&'a ResponsePlan>,
    fields: Vec<FieldPlan<'a>>,
}

/// A header field.
struct FieldPlan<'a> {
    header: &'a HeaderPlan,
    /// The statuses of the responses that have it.
    statuses: Vec<StatusPattern>,
    /// Whether each of these has it always.
    required: bool,
}

impl HeadersPlan<'_> {
    /// Whether every one of the responses always has a field.
    fn is_required(&self, field: &FieldPlan<'_>) -> bool {
        field.required && !self.is_partial(field)
    }

    /// Whether only some of the responses have a field.
    fn is_partial(&self, field: &FieldPlan<'_>) -> bool {
        field.statuses.len() < self.responses.len()
    }
}

/// A struct of header fields.
#[derive(Serialize)]
pub(crate) struct HeadersContext {
    docs: Tokens,
    name: Tokens,
    fields: Vec<FieldContext>,
}

#[derive(Serialize)]
struct FieldContext {
    docs: Tokens,
    deprecated: Tokens,
    name: Tokens,
    ty: Tokens,
    /// How it is read.
    value: Tokens,
}

/// The structs of an operation's header fields: one for all of its responses, unless these use one name for different
/// things.
pub(crate) fn plans<'a>(operation: &'a OperationPlan, names: &mut TypeNames) -> Vec<HeadersPlan<'a>> {
    let stem = &operation.type_name;
    let responses = operation
        .responses
        .iter()
        .filter(|response| !response.headers.is_empty());
    let responses: Vec<&ResponsePlan> = responses.collect();
    if responses.is_empty() {
        return Vec::new();
    }
    if let Some(fields) = merged(&responses) {
        // The plan of the API keeps this name free for it.
        let name = identifier(&format!("{stem} headers"), Case::UpperCamel);
        return vec![HeadersPlan {
            name,
            responses,
            fields,
        }];
    }
    let each = responses.into_iter().map(|response| HeadersPlan {
        name: names.claim(&[&format!("{stem} {} headers", response.variant)]),
        responses: vec![response],
        fields: merged(&[response]).unwrap_or_default(),
    });
    each.collect()
}

/// The fields of all responses together; none where two have one name and are not the same.
fn merged<'a>(responses: &[&'a ResponsePlan]) -> Option<Vec<FieldPlan<'a>>> {
    let mut fields: Vec<FieldPlan<'a>> = Vec::new();
    for response in responses {
        for header in &response.headers {
            match fields.iter_mut().find(|field| field.header.name == header.name) {
                None => fields.push(FieldPlan {
                    header,
                    statuses: vec![response.status],
                    required: header.required,
                }),
                Some(field) if is_same(field.header, header) => {
                    field.statuses.push(response.status);
                    field.required &= header.required;
                }
                Some(_) => return None,
            }
        }
    }
    Some(fields)
}

fn is_same(one: &HeaderPlan, other: &HeaderPlan) -> bool {
    one.wire_name.eq_ignore_ascii_case(&other.wire_name) && one.ty == other.ty && one.shape == other.shape
}

/// Statuses in a sentence.
fn listed<'a>(statuses: impl Iterator<Item = &'a StatusPattern>) -> String {
    let texts: Vec<String> = statuses.map(ToString::to_string).collect();
    match texts.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        texts => texts.concat(),
    }
}

/// What the template of a struct of header fields is filled with.
pub(crate) fn context(plan: &Plan, operation: &OperationPlan, headers: &HeadersPlan<'_>) -> HeadersContext {
    let docs = Literal::string(&format!(
        " The header fields of responses of {} with status {}.",
        operation::link(operation),
        listed(headers.responses.iter().map(|response| &response.status))
    ));
    HeadersContext {
        docs: Tokens::from(quote!(#[doc = #docs])),
        name: Tokens::new(ident(&headers.name)),
        fields: headers.fields.iter().map(|it| field(plan, headers, it)).collect(),
    }
}

fn field(plan: &Plan, headers: &HeadersPlan<'_>, field: &FieldPlan<'_>) -> FieldContext {
    let header = field.header;
    let mut docs = header.docs.clone();
    if docs.is_empty() {
        docs.paragraph(&format!("The header field `{}`.", header.wire_name.replace('`', "'")));
    }
    if headers.is_partial(field) {
        docs.paragraph(&format!("With status {}.", listed(field.statuses.iter())));
    }
    let ty = plan.types.tokens(&header.ty, Some("types"));
    let parameter = header_parameter(header);
    let (ty, value) = match headers.is_required(field) {
        true => (ty, quote!(response.required_header(&#parameter)?)),
        false => (quote!(Option<#ty>), quote!(response.header(&#parameter)?)),
    };
    FieldContext {
        docs: Tokens::from(docs.outer()),
        deprecated: Tokens::from(deprecated(header.deprecated)),
        name: Tokens::new(ident(&header.name)),
        ty: Tokens::from(ty),
        value: Tokens::from(value),
    }
}
