//! The addresses at which an API is served.

use std::collections::{BTreeMap, BTreeSet};

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
    /// The Rust names of the variables that stand in it, each once.
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
        let used = used_variables(server);
        let indices = used.iter().enumerate().map(|(index, name)| (*name, index)).collect();
        let parts = parts(&server.url, &indices);
        let mut variables = Names::default();
        // Variables that nobody describes are text: an address of text alone is a constant.
        let is_constant = parts.iter().all(|part| matches!(part, ServerPart::Literal(_)));
        let case = if is_constant { Case::ShoutySnake } else { Case::Snake };
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
            variables: used.iter().map(|name| variables.claim(&[name], Case::Snake)).collect(),
        }
    };
    absolute.into_iter().map(plan).collect()
}

/// An address with a variable between two texts: the first text, the variable's name, and what is behind it.
fn split(url: &str) -> Option<(&str, &str, &str)> {
    let (literal, behind) = url.split_once('{')?;
    let (name, rest) = behind.split_once('}')?;
    Some((literal, name, rest))
}

/// The text of an address and its variables, by turns.
fn parts(url: &str, indices: &BTreeMap<&str, usize>) -> Vec<ServerPart> {
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut rest = url;
    while let Some((literal, name, behind)) = split(rest) {
        text.push_str(literal);
        match indices.get(name) {
            Some(index) => {
                parts.push(ServerPart::Literal(std::mem::take(&mut text)));
                parts.push(ServerPart::Variable(*index));
            }
            None => text.push_str(&format!("{{{name}}}")),
        }
        rest = behind;
    }
    text.push_str(rest.trim_end_matches('/'));
    parts.push(ServerPart::Literal(text));
    parts.retain(|part| *part != ServerPart::Literal(String::new()));
    parts
}

/// The names of the variables that stand in the address, in the order in which they are described: others may be
/// described.
fn used_variables(server: &Server) -> Vec<&str> {
    let mut in_address = BTreeSet::new();
    let mut rest = server.url.as_str();
    while let Some((_, name, behind)) = split(rest) {
        in_address.insert(name);
        rest = behind;
    }
    let names = server.variables.iter().map(|variable| variable.name.as_str());
    names.filter(|name| in_address.contains(name)).collect()
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

#[cfg(test)]
mod tests {
    use specwright_model::ServerVariable;

    use super::*;

    /// The address is written as its name, its variables, and its parts, where `<>` are around variables.
    fn check(url: &str, variables: &[&str], expected: &str) {
        let variables = variables.iter().map(|name| ServerVariable {
            name: (*name).to_owned(),
            ..ServerVariable::default()
        });
        let server = Server {
            url: url.to_owned(),
            variables: variables.collect(),
            ..Server::default()
        };
        let servers = vec![server, Server::default()];
        let api = Api {
            servers: [servers.clone(), servers].concat(),
            ..Api::default()
        };
        let plan = super::servers(&api).remove(0);
        let parts = plan.parts.iter().map(|part| match part {
            ServerPart::Literal(text) => text.clone(),
            ServerPart::Variable(index) => format!("<{}>", plan.variables[*index]),
        });
        let shown = format!(
            "{}({}): {}",
            plan.name,
            plan.variables.join(", "),
            parts.collect::<String>()
        );
        assert_eq!(shown, expected);
        let texts = plan.parts.windows(2);
        let has_neighbours = |parts: &[ServerPart]| matches!(parts, [ServerPart::Literal(_), ServerPart::Literal(_)]);
        assert!(!texts.into_iter().any(has_neighbours), "{:?}", plan.parts);
    }

    #[test]
    fn variables_count_where_the_address_has_them_and_they_are_described() {
        check("https://a.example/", &[], "A_EXAMPLE(): https://a.example");
        check(
            "https://{Region}.a.example/{stage}/",
            &["stage", "Region"],
            "region_a_example(stage, region): https://<region>.a.example/<stage>",
        );
        check("https://a.example/{}/{b}", &[], "A_EXAMPLE(): https://a.example/{}/{b}");
        check("https://a.example/x", &["unused"], "A_EXAMPLE(): https://a.example/x");
        check(
            "https://a.example/{b}/{c}",
            &["c", "unused"],
            "a_example(c): https://a.example/{b}/<c>",
        );
        check(
            "https://a.example/{a{b}",
            &["b"],
            "A_EXAMPLE(): https://a.example/{a{b}",
        );
    }
}
