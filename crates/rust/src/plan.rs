//! The whole plan of an API: what every target writes, in its own way.

use std::collections::HashMap;

use specwright_diagnostics::{Diagnostic, Diagnostics};
use specwright_model::{Api, Operation, Resource, SecurityKind};

use crate::{
    Case, Docs, Names, Types, build::TypeBuilder, finish, operation_builder::OperationBuilder,
    operations::OperationPlan, rules,
};

/// An API in Rust terms.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Documentation of the crate: the API's title, summary and description.
    pub docs: Docs,
    /// The types of the module `types`.
    pub types: Types,
    /// The groups of operations, in the document's order; at least one where there is an operation.
    pub groups: Vec<Group>,
    /// The operations, in the document's order.
    pub operations: Vec<OperationPlan>,
    /// The security schemes that some operation requires.
    pub security_schemes: Vec<SchemePlan>,
    /// The address of the first server, with variables at their defaults; none where no absolute one is given.
    pub base_url: Option<String>,
}

/// A group of operations.
#[derive(Clone, Debug)]
pub struct Group {
    /// The name of its trait.
    pub type_name: String,
    /// The tag that it stands for; none for operations without one.
    pub tag: Option<String>,
    /// Its documentation.
    pub docs: Docs,
}

/// A security scheme.
#[derive(Clone, Debug)]
pub struct SchemePlan {
    /// Its name in the document.
    pub name: String,
    /// The name of the client builder's method that takes its credential.
    pub method_name: String,
    /// The name of its constant.
    pub constant_name: String,
    /// Its documentation.
    pub docs: Docs,
    /// How it works.
    pub kind: SecurityKind,
}

/// Plans an API. Operations that cannot be generated are left out, each with a warning.
pub fn plan(api: &Api) -> (Plan, Diagnostics) {
    let mut types = TypeBuilder::new(&api.schemas);
    types.build_declared();
    let (groups, group_of) = groups(api);
    let mut diagnostics = not_generated(api);
    let mut operations = Vec::new();
    let mut builder = OperationBuilder::new(&mut types);
    for (resource, operation) in api.operations() {
        let group = group_of.get(&operation.tags.first().cloned()).copied().unwrap_or(0);
        match builder.operation(resource, operation, group) {
            Ok(plan) => operations.push(plan),
            Err(left_out) => diagnostics.push(left_out),
        }
    }
    diagnostics.append(types.resolver.take_diagnostics());
    diagnostics.append(std::mem::take(&mut types.diagnostics));
    let mut types = types.types;
    finish::finish(&mut types, &operations);
    for operation in &mut operations {
        for parameter in &mut operation.parameters {
            finish::prune(&types, &mut parameter.checks);
        }
        if let Some(body) = &mut operation.request_body
            && let crate::Body::Json { checks, .. } | crate::Body::Form { checks, .. } = &mut body.body
        {
            finish::prune(&types, checks);
        }
    }
    let plan = Plan {
        docs: api_docs(api),
        types,
        groups: used_groups(groups, &mut operations),
        security_schemes: schemes(api),
        operations,
        base_url: base_url(api),
    };
    (plan, diagnostics)
}

/// A note for each kind of thing that is read and has no place in generated code yet, at the first of it.
fn not_generated(api: &Api) -> Diagnostics {
    let callback = api.operations().find_map(|(_, operation)| operation.callbacks.first());
    let responses = api.operations().flat_map(|(_, operation)| &operation.responses);
    let link = responses.flat_map(|response| &response.links).next();
    let parts = [
        ("webhooks", api.webhooks.first().map(|webhook| webhook.origin)),
        ("callbacks", callback.map(|callback| callback.origin)),
        ("links", link.map(|link| link.origin)),
    ];
    let found = parts.into_iter().filter_map(|(what, origin)| {
        let message = format!("{what} are read, and nothing is generated for them yet");
        Some(match origin?.location {
            Some(location) => Diagnostic::new(&rules::NOT_GENERATED, location, message),
            None => Diagnostic::without_place(&rules::NOT_GENERATED, message),
        })
    });
    let mut diagnostics = Diagnostics::new();
    diagnostics.extend(found);
    diagnostics
}

fn api_docs(api: &Api) -> Docs {
    let mut docs = Docs::new();
    for text in [Some(&api.title), api.summary.as_ref(), api.description.as_ref()]
        .into_iter()
        .flatten()
    {
        docs.paragraph(text);
    }
    if docs.is_empty() {
        Docs::line("An API to which its description gives no title.")
    } else {
        docs
    }
}

/// Groups for all tags, and one for operations without any, with the group of each first tag.
fn groups(api: &Api) -> (Vec<Group>, HashMap<Option<String>, usize>) {
    let mut names = Names::new(&["Router", "Mock", "Authorizer", "Client", "ClientBuilder"]);
    let mut groups = Vec::new();
    let mut group_of = HashMap::new();
    let used = api.operations().map(|(_, operation)| operation.tags.first().cloned());
    let declared = api.tags.iter().map(|tag| Some(tag.name.clone()));
    for tag in declared.chain(used) {
        if group_of.contains_key(&tag) {
            continue;
        }
        let name = tag.as_deref().filter(|name| !name.trim().is_empty()).unwrap_or("Api");
        let type_name = names.claim(&[name, &format!("{name} operations")], Case::UpperCamel);
        let mut docs = Docs::new();
        let description = tag
            .as_deref()
            .and_then(|name| api.tags.iter().find(|tag| tag.name == name));
        if let Some(description) = description.and_then(|tag| tag.description.as_ref()) {
            docs.paragraph(description);
        }
        group_of.insert(tag.clone(), groups.len());
        groups.push(Group { type_name, tag, docs });
    }
    (groups, group_of)
}

/// Leaves out groups without an operation, and renumbers the others.
fn used_groups(groups: Vec<Group>, operations: &mut [OperationPlan]) -> Vec<Group> {
    let mut used = Vec::new();
    let mut renumbered = HashMap::new();
    for (index, group) in groups.into_iter().enumerate() {
        if operations.iter().any(|operation| operation.group == index) {
            renumbered.insert(index, used.len());
            used.push(group);
        }
    }
    for operation in operations {
        operation.group = renumbered.get(&operation.group).copied().unwrap_or(0);
    }
    used
}

/// The schemes that some operation requires, with the name of a builder's method for each: after what the credential
/// is, or after the scheme where two would be called the same.
fn schemes(api: &Api) -> Vec<SchemePlan> {
    let mut methods = Names::new(&[
        "base_url",
        "timeout",
        "connect_timeout",
        "retries",
        "http_client",
        "before_request",
        "after_response",
        "default_header",
        "user_agent",
        "response_limit",
        "build",
        "new",
    ]);
    let mut constants = Names::default();
    let is_used = |name: &str| {
        api.operations().any(|(_, operation)| {
            operation
                .security
                .iter()
                .any(|all| all.all.iter().any(|it| it.scheme == name))
        })
    };
    let used = api.security_schemes.iter().filter(|scheme| is_used(&scheme.name));
    used.map(|scheme| {
        let named = format!("{} credential", scheme.name);
        let by_kind = match &scheme.kind {
            SecurityKind::ApiKey { field, .. } => {
                field.strip_prefix("X-").or(field.strip_prefix("x-")).unwrap_or(field)
            }
            SecurityKind::Basic => "basic_auth",
            SecurityKind::Bearer { .. } => "bearer_token",
            SecurityKind::OAuth2 { .. } | SecurityKind::OpenIdConnect { .. } => "access_token",
            _ => &named,
        };
        let mut docs = Docs::new();
        if let Some(description) = &scheme.description {
            docs.paragraph(description);
        }
        SchemePlan {
            name: scheme.name.clone(),
            method_name: methods.claim(&[by_kind, &scheme.name, &named], Case::Snake),
            constant_name: constants.claim(&[&scheme.name, &format!("{} scheme", scheme.name)], Case::ShoutySnake),
            docs,
            kind: scheme.kind.clone(),
        }
    })
    .collect()
}

fn base_url(api: &Api) -> Option<String> {
    let url = api.servers.first()?.default_url();
    let absolute = url.starts_with("https://") || url.starts_with("http://");
    absolute.then(|| url.trim_end_matches('/').to_owned())
}

/// A finding about an operation, at its place.
pub(crate) fn operation_finding(
    rule: &'static specwright_diagnostics::Rule,
    operation: &Operation,
    message: String,
) -> Diagnostic {
    match operation.origin.location {
        Some(location) => Diagnostic::new(rule, location, message),
        None => Diagnostic::without_place(rule, message),
    }
}

/// What an operation is called in messages and on the wire's side: its id, or its method and path.
pub(crate) fn operation_id(resource: &Resource, operation: &Operation) -> String {
    match operation.id.as_deref().filter(|id| !id.trim().is_empty()) {
        Some(id) => id.to_owned(),
        None => format!("{} {}", operation.method, resource.path),
    }
}
