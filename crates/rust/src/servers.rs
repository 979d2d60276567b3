//! The addresses at which an API is served.

use specwright_model::{Api, Operation, Server};

use crate::{Case, Docs, Names, docs::in_code};

/// An address that a description names.
#[derive(Clone, Debug)]
pub struct ServerPlan {
    /// The name of its constant, or of the function that makes it of its variables.
    pub name: String,
    /// Its documentation.
    pub docs: Docs,
    /// What it is made of, in order.
    pub parts: Vec<ServerPart>,
    /// The Rust names of its variables, each once.
    pub variables: Vec<String>,
}

/// A part of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServerPart {
    /// Text.
    Literal(String),
    /// The value of the variable with this index.
    Variable(usize),
}

/// The absolute addresses of an API, where there is more to say of them than the first one's default.
pub(crate) fn servers(api: &Api) -> Vec<ServerPlan> {
    let absolute: Vec<&Server> = api.servers.iter().filter(|server| is_absolute(&server.url)).collect();
    if absolute.len() < 2 && absolute.iter().all(|server| server.variables.is_empty()) {
        return Vec::new();
    }
    let mut names = Names::default();
    let plan = |server: &Server| {
        let mut parts = Vec::new();
        let mut rest = server.url.as_str();
        while let Some((literal, (name, behind))) = rest
            .split_once('{')
            .and_then(|(literal, behind)| Some((literal, behind.split_once('}')?)))
        {
            parts.push(ServerPart::Literal(literal.to_owned()));
            match server.variables.iter().position(|variable| variable.name == name) {
                Some(index) => parts.push(ServerPart::Variable(index)),
                None => parts.push(ServerPart::Literal(format!("{{{name}}}"))),
            }
            rest = behind;
        }
        parts.push(ServerPart::Literal(rest.trim_end_matches('/').to_owned()));
        parts.retain(|part| *part != ServerPart::Literal(String::new()));
        let case = if server.variables.is_empty() {
            Case::ShoutySnake
        } else {
            Case::Snake
        };
        let host = server.url.split("://").nth(1).and_then(|rest| rest.split('/').next());
        let words: Vec<&str> = server
            .name
            .iter()
            .chain(&server.description)
            .flat_map(|it| it.split_whitespace())
            .collect();
        // A sentence is no name.
        let wanted = if (1..=4).contains(&words.len()) {
            words.join(" ")
        } else {
            host.unwrap_or("server").to_owned()
        };
        ServerPlan {
            name: names.claim(&[&wanted, &format!("{wanted} server")], case),
            docs: docs(server),
            parts,
            variables: variables(server),
        }
    };
    absolute.into_iter().map(plan).collect()
}

fn variables(server: &Server) -> Vec<String> {
    let mut names = Names::default();
    let variables = server.variables.iter();
    variables
        .map(|variable| names.claim(&[&variable.name], Case::Snake))
        .collect()
}

fn docs(server: &Server) -> Docs {
    let mut docs = Docs::new();
    if let Some(description) = &server.description {
        docs.paragraph(description);
    }
    for variable in &server.variables {
        let mut line = format!(
            "`{}`: `{}` unless said otherwise",
            in_code(&variable.name),
            in_code(&variable.default)
        );
        if !variable.values.is_empty() {
            let values: Vec<String> = variable
                .values
                .iter()
                .map(|value| format!("`{}`", in_code(value)))
                .collect();
            line.push_str(&format!("; one of {}", values.join(", ")));
        }
        line.push('.');
        if let Some(description) = &variable.description {
            line.push_str(&format!(" {description}"));
        }
        docs.paragraph(&line);
    }
    docs
}

/// The address of the first server, with variables at their defaults; none where it is not absolute.
pub(crate) fn base_url(servers: &[Server]) -> Option<String> {
    let url = servers.first()?.default_url();
    is_absolute(&url).then(|| url.trim_end_matches('/').to_owned())
}

/// The address of an operation's own first server, where it is another than the API's: absolute, or a path at the
/// API's host.
pub(crate) fn own_url(operation: &Operation, api_servers: &[Server]) -> Option<String> {
    let url = operation.servers.first()?.default_url();
    let known = api_servers.first().map(Server::default_url);
    let is_usable = is_absolute(&url) || url.starts_with('/');
    (is_usable && known.as_ref() != Some(&url)).then(|| url.trim_end_matches('/').to_owned())
}

fn is_absolute(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
