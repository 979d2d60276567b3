//! The facts that Drafter, the reference parser of API Blueprint, finds.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::facts::{Facts, Operation};

#[derive(Deserialize)]
struct Summary {
    parsed: bool,
    #[serde(default)]
    resources: Vec<Resource>,
    #[serde(default)]
    groups: Vec<Group>,
    #[serde(default, rename = "dataStructures")]
    data_structures: Vec<DataStructure>,
}

#[derive(Deserialize)]
struct Group {
    title: String,
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Resource {
    title: String,
    href: Option<String>,
    parameters: Vec<Parameter>,
    attributes: Option<serde_json::Value>,
    actions: Vec<Action>,
}

#[derive(Deserialize)]
struct Action {
    href: Option<String>,
    parameters: Vec<Parameter>,
    transactions: Vec<Transaction>,
}

#[derive(Deserialize)]
struct Parameter {
    name: String,
    #[serde(default)]
    optional: bool,
    default: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Transaction {
    request: Message,
    response: Message,
}

#[derive(Deserialize)]
struct Message {
    method: Option<String>,
    name: Option<String>,
    #[serde(rename = "contentType")]
    content_type: Option<String>,
    status: Option<String>,
    #[serde(default)]
    headers: Vec<serde_json::Value>,
    body: Option<Body>,
    attributes: Option<serde_json::Value>,
    description: Option<String>,
}

#[derive(Deserialize)]
struct Body {
    sha256_16: String,
    chars: usize,
    generated: bool,
}

#[derive(Deserialize)]
struct DataStructure {
    id: String,
}

/// The facts of a summary; none where Drafter refuses the document.
pub(super) fn facts(text: &str) -> anyhow::Result<Option<Facts>> {
    let summary: Summary = serde_json::from_str(text)?;
    if !summary.parsed {
        return Ok(None);
    }
    let mut facts = Facts {
        groups: summary.groups.iter().map(|group| group.title.clone()).collect(),
        types: summary.data_structures.iter().map(|it| it.id.clone()).collect(),
        ..Facts::default()
    };
    let grouped = summary.groups.iter().flat_map(|group| &group.resources);
    for resource in summary.resources.iter().chain(grouped) {
        if resource.attributes.is_some() && !resource.title.is_empty() {
            facts.types.insert(resource.title.clone());
        }
        for action in &resource.actions {
            action_facts(resource, action, &mut facts);
        }
    }
    Ok(Some(facts))
}

fn action_facts(resource: &Resource, action: &Action, facts: &mut Facts) {
    let href = action.href.as_ref().or(resource.href.as_ref());
    let method = action.transactions.iter().find_map(|it| it.request.method.as_ref());
    let (Some(href), Some(method)) = (href, method) else {
        return;
    };
    let uri = Uri::of(href);
    let operation = facts.operations.entry(format!("{method} {}", uri.path)).or_default();
    let inherited = resource.parameters.iter().filter(|_| action.href.is_none());
    let described: BTreeMap<&str, &Parameter> = inherited
        .chain(&action.parameters)
        .map(|parameter| (parameter.name.as_str(), parameter))
        .collect();
    // Parameters are required unless something says otherwise; of a variable without a description nothing does.
    let is_required = |parameter: &Parameter| !parameter.optional && parameter.default.is_none();
    for variable in &uri.variables {
        let parameter = [&variable.name, &variable.wire_name]
            .into_iter()
            .find_map(|it| described.get(it.as_str()));
        let required = variable.is_always_sent || parameter.is_some_and(|it| is_required(it));
        operation
            .parameters
            .entry(decoded(&variable.wire_name))
            .or_insert(required);
    }
    for (name, parameter) in described {
        if !uri
            .variables
            .iter()
            .any(|variable| variable.name == name || variable.wire_name == name)
        {
            operation
                .parameters
                .entry(decoded(name))
                .or_insert(is_required(parameter));
        }
    }
    for transaction in &action.transactions {
        operation.transaction(transaction);
    }
}

impl Operation {
    fn transaction(&mut self, transaction: &Transaction) {
        let request = &transaction.request;
        let is_written = request.name.is_some()
            || request.content_type.is_some()
            || !request.headers.is_empty()
            || request.body.is_some()
            || request.attributes.is_some()
            || request.description.is_some();
        if is_written {
            request.add("request", self);
        }
        if let Some(status) = &transaction.response.status {
            transaction.response.add(status, self);
        }
    }
}

impl Message {
    /// Adds what is said of the message to an operation.
    fn add(&self, kind: &str, operation: &mut Operation) {
        // Drafter makes bodies of attributes; those are not in the document.
        let is_written = |body: &&Body| !body.generated && body.chars > 0 && self.attributes.is_none();
        let body = self.body.as_ref().filter(is_written);
        operation.message(
            kind,
            self.content_type.as_deref(),
            body.map(|body| body.sha256_16.clone()),
        );
    }
}

/// A URI template.
struct Uri {
    /// The path, with the names of variables in braces.
    path: String,
    /// The variables, and the constants of the query.
    variables: Vec<Variable>,
}

/// A variable of a URI template, or a constant.
struct Variable {
    /// Its name in the template.
    name: String,
    /// Its name on the wire.
    wire_name: String,
    /// Whether it stands in the path or is a constant.
    is_always_sent: bool,
}

impl Uri {
    fn of(href: &str) -> Self {
        let mut uri = Self {
            path: String::new(),
            variables: Vec::new(),
        };
        let mut rest = match href.split_once('?') {
            // `/path?name={variable}`, and not `/path{?name}`.
            Some((path, query)) if !path.ends_with('{') => {
                uri.query(query);
                path
            }
            _ => href,
        };
        while let Some((literal, behind)) = rest.split_once('{') {
            uri.path.push_str(literal);
            let (expression, behind) = behind.split_once('}').unwrap_or((behind, ""));
            uri.expression(expression);
            rest = behind;
        }
        uri.path.push_str(rest);
        uri
    }

    /// A query that is written out.
    fn query(&mut self, query: &str) {
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let variable = value.strip_prefix('{').map(|it| it.trim_end_matches('}'));
            self.variables.push(Variable {
                name: variable.unwrap_or(name).to_owned(),
                wire_name: name.to_owned(),
                is_always_sent: variable.is_none(),
            });
        }
    }

    fn expression(&mut self, expression: &str) {
        let is_query = expression.starts_with(['?', '&']);
        let is_fragment = expression.starts_with('#');
        for variable in expression
            .trim_start_matches(['?', '&', '#', '+', '/', '.', ';'])
            .split(',')
        {
            let name = variable.split(':').next().unwrap_or("").trim_end_matches('*').trim();
            if name.is_empty() || is_fragment {
                continue;
            }
            if !is_query {
                self.path.push_str(&format!("{{{}}}", decoded(name)));
            }
            self.variables.push(Variable {
                name: name.to_owned(),
                wire_name: name.to_owned(),
                is_always_sent: !is_query,
            });
        }
    }
}

/// `%2D` as `-`, the only character that is ever encoded in names.
fn decoded(name: &str) -> String {
    name.replace("%2D", "-").replace("%2d", "-")
}
