//! The whole plan of an API: what every target writes, in its own way.

use std::collections::HashSet;

use specwright_diagnostics::{Diagnostic, Diagnostics};
use specwright_model::{Api, Operation, PathPart, PathTemplate, Resource, SecurityKind, Webhook};

use crate::{
    Case, Docs, Names, PlanOptions, Types,
    build::TypeBuilder,
    features, finish,
    layout::{Group, Groups, Layout},
    operation_builder::OperationBuilder,
    operations::OperationPlan,
    selection::Choice,
    servers::{self, ServerPlan},
};

/// An API in Rust terms.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Documentation of the crate: the API's title, summary and description, its version, and who stands behind it.
    pub docs: Docs,
    /// The types of the module `types`.
    pub types: Types,
    /// The groups of operations, in the document's order; at least one where there is an operation.
    pub groups: Vec<Group>,
    /// The operations, in the document's order.
    pub operations: Vec<OperationPlan>,
    /// What the API sends to its user: each has a path of its webhook's name, and the group 0 of its own.
    pub webhooks: Vec<OperationPlan>,
    /// How generated crates are divided.
    pub layout: Layout,
    /// The security schemes that some operation requires.
    pub security_schemes: Vec<SchemePlan>,
    /// The address of the first server, with variables at their defaults; none where no absolute one is given.
    pub base_url: Option<String>,
    /// What users decided.
    pub options: PlanOptions,
    /// The absolute addresses at which it is served; none where there is no more to choose than the first one.
    pub servers: Vec<ServerPlan>,
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

/// Plans an API as it is where nobody decides anything: see [`plan_as`].
pub fn plan(api: &Api) -> (Plan, Diagnostics) {
    plan_as(api, &PlanOptions::default())
}

/// Plans an API. Operations that cannot be generated are left out, each with a warning. Errors are about the options.
pub fn plan_as(api: &Api, options: &PlanOptions) -> (Plan, Diagnostics) {
    let mut types = TypeBuilder::new(api, options);
    types.build_declared();
    types.name_subjects(api);
    let mut groups = Groups::new(api);
    let mut diagnostics = Diagnostics::new();
    let mut operations = Vec::new();
    let mut builder = OperationBuilder::new(&mut types, &api.servers);
    let mut choice = Choice::new(&options.operations);
    for (resource, operation) in api.operations() {
        // What is not chosen takes its names nevertheless: those of others are not to change with the choice.
        let names = match builder.name(resource, operation) {
            Ok(names) => names,
            Err(left_out) => {
                diagnostics.push(left_out);
                continue;
            }
        };
        let group = groups.of(operation.tags.first());
        let name_in_group = groups.name_in(group, &names.0);
        if choice.takes(resource, operation, &names.0) {
            let mut plan = builder.operation(names, resource, operation, group);
            plan.name_in_group = name_in_group;
            operations.push(plan);
        }
    }
    choice.report(&mut diagnostics);
    let mut webhooks = webhooks(api, &mut types, &mut diagnostics);
    types.name_parts_of_places();
    diagnostics.append(types.resolver.take_diagnostics());
    diagnostics.append(std::mem::take(&mut types.diagnostics));
    let mut types = types.types;
    let groups = groups.used(&mut operations);
    let layout = Layout::of(groups.len(), operations.len());
    let unused = finish::finish(&mut types, &mut operations, &mut webhooks);
    if !options.operations.is_all() {
        types.leave_out(&unused);
    }
    if layout.features {
        features::mark(&mut types, &groups, &operations, &webhooks);
    }
    let plan = Plan {
        docs: api_docs(api),
        types,
        groups,
        security_schemes: schemes(api),
        operations,
        webhooks,
        layout,
        base_url: servers::base_url(&api.servers),
        options: options.clone(),
        servers: servers::servers(api),
    };
    (plan, diagnostics)
}

impl Plan {
    /// Leaves out all features: everything is compiled always. For code that becomes a part of another crate.
    pub fn without_features(&mut self) {
        self.layout.features = false;
        self.types.clear_features();
    }
}

/// The requests of webhooks: operations of resources that are called as the webhooks are.
fn webhooks(api: &Api, types: &mut TypeBuilder, diagnostics: &mut Diagnostics) -> Vec<OperationPlan> {
    let mut builder = OperationBuilder::of_webhooks(types);
    let mut plans = Vec::new();
    let mut paths = HashSet::new();
    for webhook in &api.webhooks {
        let path = format!("/{}", webhook.name.trim_start_matches('/'));
        let resource = Resource {
            path: PathTemplate::from_parts(vec![PathPart::Literal(path)]),
            ..Resource::default()
        };
        for operation in &webhook.operations {
            let named = Operation {
                id: operation.id.clone().or_else(|| Some(webhook_name(webhook, operation))),
                ..operation.clone()
            };
            if !paths.insert((resource.path.clone(), named.method.clone())) {
                continue;
            }
            match builder.name(&resource, &named) {
                Ok(names) => plans.push(builder.operation(names, &resource, &named, 0)),
                Err(left_out) => diagnostics.push(left_out),
            }
        }
    }
    plans
}

/// A webhook is called by its name; by its method too where there are several.
fn webhook_name(webhook: &Webhook, operation: &Operation) -> String {
    match webhook.operations.as_slice() {
        [_] => webhook.name.clone(),
        _ => format!("{} {}", webhook.name, operation.method.as_str().to_lowercase()),
    }
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
        docs.paragraph("An API to which its description gives no title.");
    }
    docs.see(api.external_documentation.as_ref()).credits(api);
    docs
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
