//! Where an API is served (RAML 1.0, "Base URI and Base URI Parameters", and "Protocols").

use specwright_diagnostics::{Diagnostic, Location};
use specwright_model::{PathProblem, Server, ServerVariable};

use super::Reader;
use crate::rules;
use crate::types::Position;
use crate::view::{Entry, View};

/// Where the version stands in a base URI.
const VERSION: &str = "version";

impl<'s> Reader<'s, '_> {
    /// The servers of a document: its base URI, once for each protocol.
    pub(super) fn servers(&mut self, root: &View<'s>) {
        let protocols = self.protocols(root);
        let base = self.scalar(root, "baseUri");
        let Some((base, text)) = base.and_then(|base| Some((base.clone(), base.text()?.to_owned()))) else {
            self.parameters_without_address(root);
            return;
        };
        let names = match variables(&text) {
            Ok(names) => names,
            Err(problem) => {
                let message = format!("`{text}` is no URI: {problem}");
                self.error(&rules::INVALID_BASE_URI, base.location(), message);
                return;
            }
        };
        if let Some(problem) = not_a_uri(&text) {
            self.error(
                &rules::INVALID_BASE_URI,
                base.location(),
                format!("`{text}` is no URI: {problem}"),
            );
        }
        if names.iter().any(|name| name == VERSION) && self.api.version.is_empty() && !root.has("baseUriParameters") {
            let message = "the base URI has the variable `version`, and the document has no `version`";
            self.error(&rules::MISSING_VERSION, base.location(), message);
        }
        let variables = self.server_variables(root, &names, base.location());
        self.api.servers = with_protocols(&text, &protocols)
            .into_iter()
            .map(|url| Server {
                url,
                variables: variables.clone(),
                ..Server::default()
            })
            .collect();
    }

    fn parameters_without_address(&mut self, root: &View<'s>) {
        let has_address = root.has("baseUri");
        for entry in self
            .mapping(root, "baseUriParameters")
            .map(|it| it.entries())
            .unwrap_or_default()
        {
            self.types.parameter(&entry, Position::UriParameter);
            if !has_address {
                let message = format!("`{}` is in no base URI: there is none", entry.key);
                self.error(&rules::UNUSED_URI_PARAMETER, entry.key_location, message);
            }
        }
    }

    fn server_variables(&mut self, root: &View<'s>, names: &[String], base: Location) -> Vec<ServerVariable> {
        let described = self.mapping(root, "baseUriParameters");
        let mut variables = Vec::new();
        for name in names {
            let mut variable = ServerVariable {
                name: name.clone(),
                ..ServerVariable::default()
            };
            let entry = described.as_ref().and_then(|described| described.entry(name));
            if let Some(entry) = &entry {
                self.describe_variable(&mut variable, entry);
            }
            if name == VERSION && !self.api.version.is_empty() {
                variable.default.clone_from(&self.api.version);
            }
            if variable.default.is_empty() {
                variable.default = variable.values.first().unwrap_or(name).clone();
            }
            variables.push(variable);
        }
        for entry in described.map(|it| it.entries()).unwrap_or_default() {
            if names.iter().any(|name| *name == entry.key) {
                continue;
            }
            self.types.parameter(&entry, Position::UriParameter);
            // RAML 0.8 allows `version` to be described though the URI does not have it.
            let message = format!("`{}` is no variable of the base URI", entry.key);
            let diagnostic = Diagnostic::new(&rules::UNUSED_URI_PARAMETER, entry.key_location, message);
            self.report(diagnostic.related(base, "the base URI"));
        }
        variables
    }

    fn describe_variable(&mut self, variable: &mut ServerVariable, entry: &Entry<'s>) {
        let parameter = self.types.parameter(entry, Position::UriParameter);
        variable.description = self.types.description(parameter.schema);
        variable.values = texts_of(&entry.value, "enum");
        let default = first_of(&entry.value, &["default", "example"]);
        variable.default = default.unwrap_or_default();
    }

    /// The servers of a resource or method that describes variables of the base URI anew (RAML 0.8, "Base URI
    /// Parameters"); `outer`, where it does not. Empty where these are the servers of the API.
    pub(super) fn servers_below(&mut self, owner: &View<'s>, outer: &[Server]) -> Vec<Server> {
        if !self.session.is_old() {
            return outer.to_vec();
        }
        let described = self.mapping(owner, "baseUriParameters");
        let described = described.map(|it| it.entries()).unwrap_or_default();
        if described.is_empty() {
            return outer.to_vec();
        }
        let outer = if outer.is_empty() { &self.api.servers } else { outer };
        let mut servers = outer.to_vec();
        for entry in &described {
            let mut variable = ServerVariable {
                name: entry.key.to_string(),
                ..ServerVariable::default()
            };
            self.describe_variable(&mut variable, entry);
            if variable.default.is_empty() {
                variable.default = variable.values.first().cloned().unwrap_or_default();
            }
            if !replace_variable(&mut servers, &variable) && !servers.is_empty() {
                let message = format!("`{}` is no variable of the base URI", entry.key);
                self.error(&rules::UNUSED_URI_PARAMETER, entry.key_location, message);
            }
        }
        servers
    }

    /// The protocols that an API, or a method, is served by, in capitals.
    pub(super) fn protocols(&mut self, owner: &View<'s>) -> Vec<String> {
        let Some(value) = self.scalar(owner, "protocols") else {
            return Vec::new();
        };
        if value.is_sequence() && value.items().is_empty() {
            let message = "`protocols` names no protocol";
            self.error(&rules::INVALID_PROTOCOL, value.location(), message);
        }
        let mut protocols = Vec::new();
        for item in value.items_or_self() {
            let text = item.text().unwrap_or_default();
            let name = text.to_ascii_uppercase();
            let is_known = matches!(name.as_str(), "HTTP" | "HTTPS");
            if is_known {
                protocols.push(name);
            } else {
                let message = format!("`{text}` is no protocol of RAML: `HTTP` or `HTTPS` is expected");
                self.error(&rules::INVALID_PROTOCOL, item.location(), message);
            }
        }
        protocols
    }
}

/// Describes a variable anew for all servers that have it; `false` where none does. What is not said anew stays.
fn replace_variable(servers: &mut [Server], variable: &ServerVariable) -> bool {
    let all = servers.iter_mut().flat_map(|server| &mut server.variables);
    let mut is_known = false;
    for known in all.filter(|known| known.name == variable.name) {
        is_known = true;
        if !variable.default.is_empty() {
            known.default.clone_from(&variable.default);
            known.values.clone_from(&variable.values);
        }
        known.description = variable.description.clone().or(known.description.take());
    }
    is_known
}

/// The names of the variables of a base URI, in their order, each once.
fn variables(text: &str) -> Result<Vec<String>, PathProblem> {
    let template = specwright_model::PathTemplate::parse(&format!("/{text}"))?;
    let mut names: Vec<String> = Vec::new();
    for name in template.variables() {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    Ok(names)
}

/// What keeps a text from being the address of an API.
fn not_a_uri(text: &str) -> Option<&'static str> {
    if text.trim().is_empty() {
        return Some("it is empty");
    }
    if text.contains([' ', '"', '<', '>', '\\', '^', '`', '|']) {
        return Some("it holds a character that URIs do not have");
    }
    let (scheme, rest) = text.split_once("://")?;
    if scheme.is_empty() {
        return Some("it has no scheme before `://`");
    }
    rest.is_empty().then_some("it has no host")
}

/// The URI once for each protocol: the scheme is replaced. Without protocols, as it is written.
fn with_protocols(text: &str, protocols: &[String]) -> Vec<String> {
    let Some((scheme, rest)) = text.split_once("://").filter(|_| !protocols.is_empty()) else {
        return vec![text.to_owned()];
    };
    let scheme = scheme.to_ascii_lowercase();
    let mut schemes: Vec<String> = protocols.iter().map(|protocol| protocol.to_ascii_lowercase()).collect();
    // The one that is written is the usual one.
    schemes.sort_by_key(|it| *it != scheme);
    schemes.dedup();
    schemes.into_iter().map(|scheme| format!("{scheme}://{rest}")).collect()
}

fn texts_of(declaration: &View<'_>, key: &str) -> Vec<String> {
    let items = declaration.get(key).map(|value| value.items()).unwrap_or_default();
    items.iter().filter_map(|item| item.text().map(str::to_owned)).collect()
}

fn first_of(declaration: &View<'_>, keys: &[&str]) -> Option<String> {
    keys.iter()
        .find_map(|key| declaration.get(key).and_then(|value| value.text().map(str::to_owned)))
}
