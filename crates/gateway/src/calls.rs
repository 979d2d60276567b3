//! The operations that are called: a constant for each, which says where its arguments go.

use proc_macro2::TokenStream;
use quote::quote;
use serde::Serialize;
use specwright_model::{OperationReference, ParameterPlace, media_type};
use specwright_render::Tokens;
use specwright_rust::{Body, Case, Docs, Names, OperationPlan, PartContent, Types, ident, string};
use specwright_target::parameter;

use crate::operations::Called;

/// What `gateway/calls.rs` is filled with.
#[derive(Serialize)]
pub(crate) struct CallsContext {
    /// The name of the client crate.
    pub(crate) client: Tokens,
    pub(crate) calls: Vec<CallContext>,
}

/// One operation that is called.
#[derive(Serialize)]
pub(crate) struct CallContext {
    docs: Tokens,
    name: Tokens,
    /// The path of the client's constant.
    operation: Tokens,
    inputs: Vec<Tokens>,
    body: Option<Tokens>,
}

/// Collects the operations that are called.
pub(crate) struct Calls<'a> {
    types: &'a Types,
    names: Names,
    known: Vec<(Key, Call)>,
    contexts: Vec<CallContext>,
}

/// An operation, and the media type of the body that is sent to it.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    resource: usize,
    operation: usize,
    media_type: Option<String>,
}

/// What a plan must know of a call.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    /// The name of its constant.
    pub(crate) name: String,
    /// The names of its arguments, by the place and name of the parameter.
    parameters: Vec<(ParameterPlace, String, String)>,
    /// The name of the argument that the body is.
    pub(crate) body: String,
}

impl Call {
    /// The name of the argument that a parameter takes; none for a parameter that the operation does not have.
    pub(crate) fn argument(&self, place: ParameterPlace, name: &str) -> Option<&str> {
        let mut parameters = self.parameters.iter();
        let found = parameters.find(|(its_place, its_name, _)| *its_place == place && same_name(place, its_name, name));
        found.map(|(_, _, argument)| argument.as_str())
    }
}

/// Names of header fields have no letter case (RFC 9110, section 5.1).
fn same_name(place: ParameterPlace, one: &str, other: &str) -> bool {
    match place {
        ParameterPlace::Header => one.eq_ignore_ascii_case(other),
        _ => one == other,
    }
}

impl<'a> Calls<'a> {
    /// No call yet.
    pub(crate) fn new(types: &'a Types) -> Self {
        Self {
            types,
            names: Names::default(),
            known: Vec::new(),
            contexts: Vec::new(),
        }
    }

    /// The call of an operation with a body of a media type. `constant` is the path of the client's constant.
    pub(crate) fn call(
        &mut self,
        reference: &OperationReference,
        called: Called<'_>,
        media_type: Option<&str>,
        constant: TokenStream,
    ) -> Call {
        let key = Key {
            resource: reference.resource,
            operation: reference.operation,
            media_type: media_type.map(str::to_owned),
        };
        if let Some((_, call)) = self.known.iter().find(|(known, _)| *known == key) {
            return call.clone();
        }
        let plan = called.plan;
        let with_body = format!("{} {}", plan.constant_name, media_type.unwrap_or("without body"));
        let name = self.names.claim(&[&plan.constant_name, &with_body], Case::ShoutySnake);
        let parameters = arguments(plan);
        let body = if parameters.iter().any(|(_, _, argument)| argument == "body") {
            "request.body"
        } else {
            "body"
        };
        let call = Call {
            name,
            parameters,
            body: body.to_owned(),
        };
        let inputs = plan.parameters.iter().zip(&call.parameters);
        let inputs = inputs.map(|(planned, (_, wire_name, argument))| {
            let constructor = ident(place_name(planned.place));
            let parameter = parameter(self.types, planned);
            let required = (planned.required && planned.place != ParameterPlace::Path).then(|| quote!(.required()));
            let argument = string(argument);
            let named = (call.argument(planned.place, wire_name) != Some(wire_name)).then(|| quote!(.named(#argument)));
            Tokens::from(quote!(CallInput::#constructor(#parameter) #required #named))
        });
        let is_required = called.operation.request_body.as_ref().is_some_and(|body| body.required);
        self.contexts.push(CallContext {
            docs: Tokens::from(Docs::line(&format!("The request {}.", request_line(plan))).outer()),
            name: Tokens::new(ident(&call.name)),
            operation: Tokens::from(constant),
            inputs: inputs.collect(),
            body: media_type.map(|media_type| Tokens::from(body_expression(plan, media_type, &call.body, is_required))),
        });
        self.known.push((key, call.clone()));
        call
    }

    pub(crate) fn into_contexts(self) -> Vec<CallContext> {
        self.contexts
    }
}

fn request_line(operation: &OperationPlan) -> String {
    format!("`{} {}`", operation.method, operation.path.replace('`', "'"))
}

/// The names of arguments: those of the parameters, with the place before them where two have the same.
fn arguments(operation: &OperationPlan) -> Vec<(ParameterPlace, String, String)> {
    let mut taken: Vec<String> = Vec::new();
    let parameters = operation.parameters.iter().map(|parameter| {
        let name = &parameter.wire_name;
        let argument = match taken.contains(name) {
            false => name.clone(),
            true => format!("{}.{name}", place_name(parameter.place)),
        };
        taken.push(argument.clone());
        (parameter.place, name.clone(), argument)
    });
    parameters.collect()
}

/// The name of a place, which is that of the runtime's constructors.
pub(crate) fn place_name(place: ParameterPlace) -> &'static str {
    match place {
        ParameterPlace::Path => "path",
        ParameterPlace::Query => "query",
        ParameterPlace::Header => "header",
        ParameterPlace::Cookie => "cookie",
    }
}

/// How a value becomes the bytes of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum BodyForm {
    Json,
    Form,
    Multipart,
    Text,
    Bytes,
}

/// Media types of text whose names do not say so: those that the runtime takes for text.
const TEXTS: [&str; 6] = [
    "application/graphql",
    "application/javascript",
    "application/jsonl",
    "application/sparql-query",
    "application/xml",
    "application/yaml",
];

impl BodyForm {
    /// How bodies of a media type are written.
    pub(crate) fn of(media_type: &str) -> Self {
        let essence = media_type::essence(media_type);
        match essence.as_str() {
            "application/x-www-form-urlencoded" => Self::Form,
            "multipart/form-data" => Self::Multipart,
            _ if media_type::is_json(&essence) => Self::Json,
            _ if essence.starts_with("text/") || TEXTS.contains(&essence.as_str()) => Self::Text,
            _ if essence.ends_with("+xml") || essence.ends_with("+yaml") => Self::Text,
            _ => Self::Bytes,
        }
    }
}

fn body_expression(operation: &OperationPlan, media_type: &str, name: &str, is_required: bool) -> TokenStream {
    let text = string(media_type);
    let form = BodyForm::of(media_type);
    let body = match (form, media_type) {
        (BodyForm::Json, "application/json") => quote!(CallBody::json()),
        (BodyForm::Json, _) => quote!(CallBody::new(runtime::gateway::BodyForm::Json, #text)),
        (BodyForm::Form, _) => quote!(CallBody::form()),
        (BodyForm::Multipart, _) => {
            let files = files(operation);
            let files = (!files.is_empty()).then(|| quote!(.files(&[#(#files),*])));
            quote!(CallBody::multipart() #files)
        }
        (BodyForm::Text, _) => quote!(CallBody::text(#text)),
        (BodyForm::Bytes, _) => quote!(CallBody::bytes(#text)),
    };
    let required = is_required.then(|| quote!(.required()));
    let name = (name != "body").then(|| {
        let name = string(name);
        quote!(.named(#name))
    });
    quote!(#body #required #name)
}

/// The names of the parts of a form that are files.
fn files(operation: &OperationPlan) -> Vec<proc_macro2::Literal> {
    let contents = operation.request_body.iter().flat_map(|body| &body.contents);
    let parts = contents.flat_map(|content| match &content.body {
        Body::Multipart(form) => form.parts.as_slice(),
        _ => &[],
    });
    let files = parts.filter(|part| matches!(part.content, PartContent::File));
    files.map(|part| string(&part.wire_name)).collect()
}
