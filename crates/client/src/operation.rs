//! What an operation adds to its module, and the method that begins it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde::Serialize;
use specwright_model::{SecurityKind, SecurityUse};
use specwright_render::Tokens;
use specwright_rust::{Body, Docs, OperationPlan, Plan, ident, string};
use specwright_target::deprecated;

use crate::{
    arms::ArmContext,
    features,
    form::{self, FormContext},
    headers::{self, HeadersContext, HeadersPlan},
    names::TypeNames,
    request::{ArgumentContext, Input, SetterContext, inputs},
    response,
    variants::{self, EnumContext},
};

/// An operation, and the names that the plan does not give it.
pub(crate) struct NamedOperation<'a> {
    pub(crate) plan: &'a OperationPlan,
    /// The structs of header fields of its responses.
    pub(crate) headers: Vec<HeadersPlan<'a>>,
}

/// All operations of a plan with the names of what belongs to them.
pub(crate) fn named<'a>(plan: &'a Plan, names: &mut TypeNames) -> Vec<NamedOperation<'a>> {
    let operations = plan.operations.iter();
    let named = operations.map(|operation| NamedOperation {
        plan: operation,
        headers: headers::plans(operation, names),
    });
    named.collect()
}

/// A method of the client or of a facet that begins a request.
#[derive(Serialize)]
pub(crate) struct MethodContext {
    docs: Tokens,
    /// The feature with which it is compiled.
    condition: Tokens,
    deprecated: Tokens,
    name: Tokens,
    /// The request builder that it gives.
    builder: Tokens,
    /// What must be given.
    arguments: Vec<ArgumentContext>,
}

/// What the template of an operation is filled with.
#[derive(Serialize)]
pub(crate) struct OperationContext {
    docs: Tokens,
    deprecated: Tokens,
    builder: Tokens,
    constant: Tokens,
    id: Tokens,
    method: Tokens,
    path: Tokens,
    security: Vec<Vec<NeedContext>>,
    accept: Vec<Tokens>,
    /// Whether a redirect is a response that the description names, and not one to follow.
    keeps_redirects: bool,
    /// Where it is served, if not where the API is.
    server: Option<Tokens>,
    /// What must be given.
    arguments: Vec<ArgumentContext>,
    /// What is done with it.
    statements: Vec<Tokens>,
    setters: Vec<SetterContext>,
    /// Documentation of what `send` fails with.
    errors: Tokens,
    success: Tokens,
    error: Tokens,
    /// Whether the body of a success arrives piece by piece.
    is_stream: bool,
    arms: Vec<ArmContext>,
    /// The same with a body of bytes that arrives piece by piece, where one can be had that way.
    streaming_arms: Vec<ArmContext>,
    /// What is sent, where it has several forms.
    body: Option<EnumContext>,
    forms: Vec<FormContext>,
    /// Enumerations of what comes back.
    results: Vec<EnumContext>,
    headers: Vec<HeadersContext>,
}

/// A security scheme that an operation needs.
#[derive(Serialize)]
struct NeedContext {
    scheme: Tokens,
    scopes: Vec<Tokens>,
}

/// The method that begins an operation: of the facet of its group, in whose module it stands, or else of the client.
pub(crate) fn method(plan: &Plan, named: &NamedOperation<'_>, in_facet: bool) -> MethodContext {
    let operation = named.plan;
    let path = (!in_facet).then_some("operations");
    let arguments = inputs(plan, operation, path).into_iter().filter_map(Input::argument);
    let builder = ident(&operation.type_name);
    let (name, builder, condition) = if in_facet {
        (&operation.name_in_group, quote!(#builder), TokenStream::new())
    } else {
        let group = plan.groups.get(operation.group).filter(|_| plan.layout.facets);
        let condition = group.map(|group| features::condition(plan, group));
        (
            &operation.name,
            quote!(operations::#builder),
            condition.unwrap_or_default(),
        )
    };
    MethodContext {
        docs: Tokens::from(method_docs(named, path)),
        condition: Tokens::from(condition),
        deprecated: Tokens::from(deprecated(operation.deprecated)),
        name: Tokens::new(ident(name)),
        builder: Tokens::from(builder),
        arguments: arguments.collect(),
    }
}

/// The document's prose, the request line, the scopes, and where the header fields of responses are.
fn method_docs(named: &NamedOperation<'_>, path: Option<&str>) -> TokenStream {
    let mut docs = named.plan.docs.clone();
    docs.paragraph(&request_line(named.plan));
    for scopes in named.plan.scope_docs() {
        docs.paragraph(&scopes);
    }
    let contents = named.plan.request_body.as_ref().map(|body| body.contents.as_slice());
    if let Some([only]) = contents
        && let Some(chosen) = variants::range_docs(only)
    {
        docs.paragraph(&chosen);
    }
    let docs = docs.outer();
    if named.headers.is_empty() {
        return docs;
    }
    // Names of generated types may stand in links: they hold nothing that ends one.
    let link = |name: &str| match path {
        Some(path) => format!("[`{name}`]({path}::{name})"),
        None => format!("[`{name}`]"),
    };
    let links: Vec<String> = named.headers.iter().map(|headers| link(&headers.name)).collect();
    let line = Literal::string(&format!(" Header fields of its responses: {}.", links.join(", ")));
    quote!(#docs #[doc = ""] #[doc = #line])
}

/// A link to the type of an operation. Derives of the prelude and the statics of operations may have its name too, which
/// rustdoc refuses to guess at.
pub(crate) fn link(operation: &OperationPlan) -> String {
    const DERIVES: &[&str] = &[
        "Clone",
        "Copy",
        "Debug",
        "Default",
        "Eq",
        "Hash",
        "Ord",
        "PartialEq",
        "PartialOrd",
    ];
    let name = operation.type_name.as_str();
    let is_ambiguous = DERIVES.contains(&name) || !name.chars().any(char::is_lowercase);
    match is_ambiguous {
        true => format!("[`struct@{name}`]"),
        false => format!("[`{name}`]"),
    }
}

fn request_line(operation: &OperationPlan) -> String {
    format!("`{} {}`", operation.method, operation.path.replace('`', "'"))
}

/// What an operation adds to its module.
pub(crate) fn operation(plan: &Plan, named: &NamedOperation<'_>) -> OperationContext {
    let operation = named.plan;
    let mut arguments = Vec::new();
    let mut statements = Vec::new();
    let mut setters = Vec::new();
    for input in inputs(plan, operation, None) {
        match input {
            Input::Required(argument, statement) => {
                arguments.push(argument);
                statements.push(statement);
            }
            Input::Preset(statement) => statements.push(statement),
            Input::Optional(setter) => setters.push(*setter),
        }
    }
    let outcome = response::outcome(plan, operation);
    OperationContext {
        docs: Tokens::from(Docs::line(&format!("The request {}.", request_line(operation))).outer()),
        deprecated: Tokens::from(deprecated(operation.deprecated)),
        builder: Tokens::new(ident(&operation.type_name)),
        constant: Tokens::new(ident(&operation.constant_name)),
        id: Tokens::new(string(&operation.id)),
        method: Tokens::new(string(&operation.method)),
        path: Tokens::new(string(&operation.path)),
        security: security(plan, operation),
        accept: texts(&response::accepted(operation)),
        keeps_redirects: response::describes_redirects(operation),
        server: operation.server.as_deref().map(|url| Tokens::new(string(url))),
        arguments,
        statements,
        setters,
        errors: Tokens::from(outcome.docs),
        success: Tokens::from(outcome.success),
        error: Tokens::from(outcome.error),
        is_stream: outcome.is_stream,
        arms: outcome.arms,
        streaming_arms: outcome.streaming_arms,
        body: variants::request(plan, operation),
        forms: forms(plan, operation),
        results: outcome.results,
        headers: named
            .headers
            .iter()
            .map(|it| headers::context(plan, operation, it))
            .collect(),
    }
}

fn forms(plan: &Plan, operation: &OperationPlan) -> Vec<FormContext> {
    let contents = operation.request_body.iter().flat_map(|body| &body.contents);
    let forms = contents.filter_map(|content| match &content.body {
        Body::Multipart(form) => Some(form::context(plan, operation, form)),
        _ => None,
    });
    forms.collect()
}

/// The alternatives of an operation's requirement. A certificate is presented by the HTTP client, and what a kind of
/// scheme asks for that no standard describes by the parameters of the operation: neither is a credential that a request
/// has or lacks.
fn security(plan: &Plan, operation: &OperationPlan) -> Vec<Vec<NeedContext>> {
    let is_credential = |need: &&SecurityUse| {
        let mut schemes = plan.security_schemes.iter();
        !schemes.any(|scheme| {
            let is_other = matches!(scheme.kind, SecurityKind::MutualTls | SecurityKind::Other { .. });
            is_other && scheme.name == need.scheme
        })
    };
    let need = |need: &SecurityUse| NeedContext {
        scheme: Tokens::new(string(&need.scheme)),
        scopes: texts(&need.scopes),
    };
    let alternatives = operation.security.iter();
    alternatives
        .map(|alternative| alternative.all.iter().filter(is_credential).map(need).collect())
        .collect()
}

fn texts(texts: &[String]) -> Vec<Tokens> {
    texts.iter().map(|text| Tokens::new(string(text))).collect()
}
