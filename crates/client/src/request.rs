//! What a request builder takes, and what it does with it.

use proc_macro2::TokenStream;
use quote::quote;
use serde::Serialize;
use specwright_model::ParameterPlace;
use specwright_render::Tokens;
use specwright_rust::{Body, Content, OperationPlan, ParameterPlan, Plan, RequestBodyPlan, ident, string};
use specwright_target::{deprecated, docs_or, parameter};

/// An argument of a function.
#[derive(Serialize)]
pub(crate) struct ArgumentContext {
    name: Tokens,
    ty: Tokens,
}

/// A method of a request builder that sets something.
#[derive(Serialize)]
pub(crate) struct SetterContext {
    docs: Tokens,
    deprecated: Tokens,
    name: Tokens,
    argument: ArgumentContext,
    /// What it does with the argument.
    statement: Tokens,
}

/// Something that goes into a request.
pub(crate) enum Input {
    /// An argument of the function that makes the builder, and what it does with it.
    Required(ArgumentContext, Tokens),
    /// What is set whatever the arguments are, until a method replaces it.
    Preset(Tokens),
    /// A method of the builder.
    Optional(Box<SetterContext>),
}

impl Input {
    /// The argument, of what must be given.
    pub(crate) fn argument(self) -> Option<ArgumentContext> {
        match self {
            Self::Required(argument, _) => Some(argument),
            Self::Preset(_) | Self::Optional(_) => None,
        }
    }
}

impl ArgumentContext {
    pub(crate) fn new(name: &str, ty: TokenStream) -> Self {
        Self {
            name: Tokens::new(ident(name)),
            ty: Tokens::from(ty),
        }
    }
}

/// What goes into a request: parameters, then the body. `path` is the path to the module of the operation's types
/// from where the arguments stand; none for that module itself.
pub(crate) fn inputs(plan: &Plan, operation: &OperationPlan, path: Option<&str>) -> Vec<Input> {
    let mut inputs: Vec<Input> = operation
        .parameters
        .iter()
        .map(|it| parameter_input(plan, it))
        .collect();
    if let Some(body) = &operation.request_body {
        inputs.extend(body_inputs(plan, body, path));
    }
    inputs
}

/// The request, in the function that makes the builder.
fn local() -> TokenStream {
    quote!(request)
}

/// The request, in methods of the builder.
fn member() -> TokenStream {
    quote!(self.request)
}

fn parameter_input(plan: &Plan, it: &ParameterPlan) -> Input {
    let method = ident(match it.place {
        ParameterPlace::Path => "path",
        ParameterPlace::Query => "query",
        ParameterPlace::Header => "header",
        ParameterPlace::Cookie => "cookie",
    });
    let description = parameter(&plan.types, it);
    let name = ident(&it.name);
    let argument = ArgumentContext::new(&it.name, plan.types.argument_tokens(&it.ty, Some("types")));
    let statement = |request: TokenStream| Tokens::from(quote!(#request.#method(&#description, &#name);));
    if it.required {
        return Input::Required(argument, statement(local()));
    }
    let otherwise = format!("Sets the parameter `{}`.", it.wire_name.replace('`', "'"));
    Input::Optional(Box::new(SetterContext {
        docs: Tokens::from(docs_or(&it.docs, &otherwise)),
        deprecated: Tokens::from(deprecated(it.deprecated)),
        name: Tokens::new(&name),
        argument,
        statement: statement(member()),
    }))
}

fn body_inputs(plan: &Plan, body: &RequestBodyPlan, path: Option<&str>) -> Vec<Input> {
    let path = path.map(|path| {
        let path = ident(path);
        quote!(#path::)
    });
    let (ty, only) = match body.contents.as_slice() {
        [] => return Vec::new(),
        [only] => (argument_type(plan, only, path.as_ref()), Some(only)),
        _ => {
            let name = ident(&body.enum_name);
            (quote!(#path #name<'_>), None)
        }
    };
    let argument = ArgumentContext::new("body", ty);
    let statement = |request: TokenStream| match only {
        Some(only) => {
            let call = body_call(only);
            Tokens::from(quote!(#request.#call;))
        }
        None => Tokens::from(quote!(body.write(&mut #request);)),
    };
    if body.required && !body.free_form {
        return vec![Input::Required(argument, statement(local()))];
    }
    let mut inputs = Vec::new();
    if let (true, Some(only)) = (body.required, only) {
        let (request, media_type) = (local(), string(only.media_type()));
        let preset = quote!(#request.json(&runtime::Map::<()>::new(), #media_type););
        inputs.push(Input::Preset(Tokens::from(preset)));
    }
    inputs.push(Input::Optional(Box::new(SetterContext {
        docs: Tokens::from(docs_or(&body.docs, "Sets the body.")),
        deprecated: Tokens::from(TokenStream::new()),
        name: Tokens::new(ident("body")),
        argument,
        statement: statement(member()),
    })));
    inputs
}

/// The type in which a function takes a body of one form.
fn argument_type(plan: &Plan, content: &Content, path: Option<&TokenStream>) -> TokenStream {
    match &content.body {
        Body::Json { ty, .. } | Body::Form { ty, .. } => plan.types.argument_tokens(ty, Some("types")),
        Body::Multipart(form) => {
            let name = ident(&form.name);
            quote!(&#path #name)
        }
        Body::FormParts => quote!(&runtime::FormParts),
        Body::Text => quote!(&str),
        Body::Bytes | Body::Events { .. } | Body::Items { .. } => quote!(&[u8]),
    }
}

/// The call of a request's method that sends `body`.
pub(crate) fn body_call(content: &Content) -> TokenStream {
    let media_type = string(content.media_type());
    match &content.body {
        Body::Json { .. } => quote!(json(&body, #media_type)),
        Body::Form { .. } => quote!(form(&body)),
        Body::Multipart(_) | Body::FormParts => quote!(multipart(body.to_form(), #media_type)),
        Body::Text => quote!(text(body, #media_type)),
        Body::Bytes | Body::Events { .. } | Body::Items { .. } => quote!(bytes(body.to_vec(), #media_type)),
    }
}
