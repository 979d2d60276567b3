//! What the templates of the client are filled with.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde::Serialize;
use specwright_model::{ApiKeyPlace, ParameterPlace, SecurityKind};
use specwright_render::Tokens;
use specwright_rust::{Body, Docs, OperationPlan, ParameterPlan, Plan, RequestBodyPlan, SchemePlan, ident, string};
use specwright_target::{deprecated, docs_or, parameter};

use crate::responses::{self, ArmContext, ResultContext};

#[derive(Serialize)]
pub(crate) struct ClientContext {
    docs: Tokens,
    base_url: Option<Tokens>,
    operations: Vec<OperationContext>,
    schemes: Vec<SchemeContext>,
}

#[derive(Serialize)]
struct SchemeContext {
    docs: Tokens,
    method: Tokens,
    name: Tokens,
    arguments: Vec<ArgumentContext>,
    credential: Tokens,
}

#[derive(Serialize)]
struct ArgumentContext {
    name: Tokens,
    ty: Tokens,
}

#[derive(Serialize)]
struct OperationContext {
    docs: Tokens,
    deprecated: Tokens,
    name: Tokens,
    builder: Tokens,
    constant: Tokens,
    id: Tokens,
    method: Tokens,
    path: Tokens,
    security: Vec<Vec<NeedContext>>,
    accept: Vec<Tokens>,
    /// Whether a redirect is a response that the description names, and not one to follow.
    keeps_redirects: bool,
    /// What must be given: arguments of the function that makes the builder.
    arguments: Vec<ArgumentContext>,
    /// What is done with them.
    calls: Vec<Tokens>,
    setters: Vec<SetterContext>,
    /// Documentation of what `send` fails with.
    errors: Tokens,
    success: Tokens,
    error: Tokens,
    arms: Vec<ArmContext>,
    results: Vec<ResultContext>,
}

#[derive(Serialize)]
struct NeedContext {
    scheme: Tokens,
    scopes: Vec<Tokens>,
}

#[derive(Serialize)]
struct SetterContext {
    docs: Tokens,
    deprecated: Tokens,
    name: Tokens,
    argument: ArgumentContext,
    call: Tokens,
}

pub(crate) fn context(plan: &Plan) -> ClientContext {
    ClientContext {
        docs: Tokens::from(plan.docs.inner()),
        base_url: plan.base_url.as_deref().map(|url| Tokens::new(string(url))),
        operations: plan
            .operations
            .iter()
            .map(|operation| operation_context(plan, operation))
            .collect(),
        schemes: plan.security_schemes.iter().filter_map(scheme_context).collect(),
    }
}

fn operation_context(plan: &Plan, operation: &OperationPlan) -> OperationContext {
    let mut arguments = Vec::new();
    let mut calls = Vec::new();
    let mut setters = Vec::new();
    for it in &operation.parameters {
        let call = Tokens::from(parameter_call(plan, it));
        let argument = ArgumentContext {
            name: Tokens::new(ident(&it.name)),
            ty: Tokens::from(plan.types.argument_tokens(&it.ty, Some("types"))),
        };
        if it.required {
            arguments.push(argument);
            calls.push(call);
        } else {
            setters.push(SetterContext {
                docs: Tokens::from(docs_or(
                    &it.docs,
                    &format!("Sets the parameter `{}`.", it.wire_name.replace('`', "'")),
                )),
                deprecated: Tokens::from(deprecated(it.deprecated)),
                name: Tokens::new(ident(&it.name)),
                argument,
                call,
            });
        }
    }
    if let Some(body) = &operation.request_body
        && let Some((argument, call)) = body_argument(plan, body)
    {
        if body.required && !body.free_form {
            arguments.push(argument);
            calls.push(call);
        } else {
            if body.required {
                let media_type = string(&sendable(&body.body));
                calls.push(Tokens::from(quote!(json(&runtime::Map::<()>::new(), #media_type))));
            }
            setters.push(SetterContext {
                docs: Tokens::from(docs_or(&body.docs, "Sets the body.")),
                deprecated: Tokens::from(TokenStream::new()),
                name: Tokens::new(ident("body")),
                argument,
                call,
            });
        }
    }
    let outcome = responses::outcome(plan, operation);
    OperationContext {
        docs: Tokens::from(operation_docs(operation).outer()),
        deprecated: Tokens::from(deprecated(operation.deprecated)),
        name: Tokens::new(ident(&operation.name)),
        builder: Tokens::new(ident(&operation.type_name)),
        constant: Tokens::new(ident(&operation.constant_name)),
        id: Tokens::new(string(&operation.id)),
        method: Tokens::new(string(&operation.method)),
        path: Tokens::new(string(&operation.path)),
        security: security(operation),
        accept: responses::accepted(operation)
            .iter()
            .map(|it| Tokens::new(string(it)))
            .collect(),
        keeps_redirects: responses::describes_redirects(operation),
        arguments,
        calls,
        setters,
        errors: Tokens::from(outcome.docs),
        success: Tokens::from(outcome.success),
        error: Tokens::from(outcome.error),
        arms: outcome.arms,
        results: outcome.results,
    }
}

/// The document's prose, and the request line that every operation has.
fn operation_docs(operation: &OperationPlan) -> Docs {
    let mut docs = operation.docs.clone();
    docs.paragraph(&format!("`{} {}`", operation.method, operation.path.replace('`', "'")));
    let mut headers: Vec<String> = Vec::new();
    for header in operation.responses.iter().flat_map(|response| &response.headers) {
        let name = format!("`{}`", header.wire_name.replace('`', "'"));
        if !headers.contains(&name) {
            headers.push(name);
        }
    }
    if !headers.is_empty() {
        docs.paragraph(&format!(
            "Header fields of its responses, for `Response::header`: {}.",
            headers.join(", ")
        ));
    }
    docs
}

fn security(operation: &OperationPlan) -> Vec<Vec<NeedContext>> {
    let need = |need: &specwright_model::SecurityUse| NeedContext {
        scheme: Tokens::new(string(&need.scheme)),
        scopes: need.scopes.iter().map(|scope| Tokens::new(string(scope))).collect(),
    };
    let alternatives = operation.security.iter();
    alternatives
        .map(|alternative| alternative.all.iter().map(need).collect())
        .collect()
}

fn parameter_call(plan: &Plan, it: &ParameterPlan) -> TokenStream {
    let method = ident(match it.place {
        ParameterPlace::Path => "path",
        ParameterPlace::Query => "query",
        ParameterPlace::Header => "header",
        ParameterPlace::Cookie => "cookie",
    });
    let description = parameter(&plan.types, it);
    let name: Ident = ident(&it.name);
    quote!(#method(&#description, &#name))
}

/// The argument that takes a body, and what is done with it.
fn body_argument(plan: &Plan, body: &RequestBodyPlan) -> Option<(ArgumentContext, Tokens)> {
    let media_type = string(&sendable(&body.body));
    let typed = |ty| {
        let ty = plan.types.argument_tokens(ty, Some("types"));
        quote!(#ty)
    };
    let (ty, call) = match &body.body {
        Body::Empty => return None,
        Body::Json { ty, .. } => (typed(ty), quote!(json(&body, #media_type))),
        Body::Form { ty, .. } => (typed(ty), quote!(form(&body))),
        Body::Text { .. } => (quote!(&str), quote!(text(body, #media_type))),
        Body::Bytes { .. } => (quote!(&[u8]), quote!(bytes(body.to_vec(), #media_type))),
    };
    let argument = ArgumentContext {
        name: Tokens::new(ident("body")),
        ty: Tokens::from(ty),
    };
    Some((argument, Tokens::from(call)))
}

/// The media type under which a body is sent: a range stands for any of its types.
fn sendable(body: &Body) -> String {
    let media_type = body.media_type().unwrap_or_default();
    match (media_type.contains('*'), body) {
        (false, _) => media_type.to_owned(),
        (true, Body::Json { .. }) => "application/json".to_owned(),
        (true, Body::Text { .. }) => "text/plain".to_owned(),
        (true, _) => "application/octet-stream".to_owned(),
    }
}

/// A builder's method for a scheme; none for those that no credential in a request fulfils.
fn scheme_context(scheme: &SchemePlan) -> Option<SchemeContext> {
    let secret = quote!(impl Into<runtime::Secret>);
    let (arguments, credential, what) = match &scheme.kind {
        SecurityKind::ApiKey { place, field } => {
            let field = string(field);
            let constructor = ident(match place {
                ApiKeyPlace::Header => "api_key_header",
                ApiKeyPlace::Query => "api_key_query",
                ApiKeyPlace::Cookie => "api_key_cookie",
            });
            let credential = quote!(runtime::client::Credential::#constructor(#field, key));
            (
                vec![("key", secret)],
                credential,
                "Sends this key with requests that ask for it.",
            )
        }
        SecurityKind::Basic => {
            let credential = quote!(runtime::client::Credential::basic(username, password));
            let arguments = vec![("username", quote!(impl Into<String>)), ("password", secret)];
            (
                arguments,
                credential,
                "Sends this user name and password with requests that ask for them.",
            )
        }
        SecurityKind::Bearer { .. } | SecurityKind::OAuth2 { .. } | SecurityKind::OpenIdConnect { .. } => {
            let credential = quote!(runtime::client::Credential::bearer(token));
            (
                vec![("token", secret)],
                credential,
                "Sends this token with requests that ask for it.",
            )
        }
        SecurityKind::Http { .. } => {
            let credential = quote!(runtime::client::Credential::api_key_header(
                "Authorization",
                credentials
            ));
            (
                vec![("credentials", secret)],
                credential,
                "Sends this as the `Authorization` header of requests that ask for it.",
            )
        }
        SecurityKind::MutualTls | SecurityKind::Other { .. } => return None,
    };
    let mut docs = Docs::line(what);
    docs.paragraph(&format!("The security scheme `{}`.", scheme.name.replace('`', "'")));
    let lines: Vec<&str> = scheme.docs.lines().collect();
    docs.paragraph(&lines.join("\n"));
    let argument = |(name, ty): (&str, TokenStream)| ArgumentContext {
        name: Tokens::new(ident(name)),
        ty: Tokens::from(ty),
    };
    Some(SchemeContext {
        docs: Tokens::from(docs.outer()),
        method: Tokens::new(ident(&scheme.method_name)),
        name: Tokens::new(string(&scheme.name)),
        arguments: arguments.into_iter().map(argument).collect(),
        credential: Tokens::from(credential),
    })
}
