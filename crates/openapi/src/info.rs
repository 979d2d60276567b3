//! What an API is called and where it is served.

use std::collections::BTreeSet;

use specwright_diagnostics::Diagnostic;
use specwright_model::{Contact, ExternalDocumentation, License, Server, ServerVariable};
use specwright_source::Node;

use crate::objects;
use crate::reader::{Reader, place};
use crate::rules;

impl<'s> Reader<'s> {
    /// The Info Object (OpenAPI 3.1.1, section 4.8.2).
    pub(crate) fn info(&mut self, document: Node<'s>) {
        let Some(info) = document.get("info") else {
            self.missing(document, "info", "its texts are read as empty");
            return;
        };
        if !self.object(info, &objects::INFO) {
            return;
        }
        self.api.title = self.text_or_empty(info, "title");
        self.api.version = self.text_or_empty(info, "version");
        self.api.summary = self.text(info, "summary");
        self.api.description = self.text(info, "description");
        self.api.terms_of_service = self.text(info, "termsOfService");
        self.api.contact = self.contact(info);
        self.api.license = self.license(info);
        let extensions = self.extensions(info);
        self.api.extensions.extend(extensions);
    }

    fn contact(&mut self, info: Node<'s>) -> Option<Contact> {
        let node = self.filled(info, "contact")?.value;
        self.object(node, &objects::CONTACT).then(|| {
            self.extensions(node);
            Contact {
                name: self.text(node, "name"),
                url: self.text(node, "url"),
                email: self.text(node, "email"),
            }
        })
    }

    fn license(&mut self, info: Node<'s>) -> Option<License> {
        let node = self.filled(info, "license")?.value;
        self.object(node, &objects::LICENSE).then(|| {
            self.extensions(node);
            License {
                name: self.text_or_empty(node, "name"),
                identifier: self.text(node, "identifier"),
                url: self.text(node, "url"),
            }
        })
    }

    /// An External Documentation Object (section 4.8.11).
    pub(crate) fn external_documentation(&mut self, owner: Node<'s>) -> Option<ExternalDocumentation> {
        let node = self.filled(owner, "externalDocs")?.value;
        if !self.object(node, &objects::EXTERNAL_DOCS) {
            return None;
        }
        self.extensions(node);
        let description = self.text(node, "description");
        Some(ExternalDocumentation {
            url: self.required_text(node, "url")?,
            description,
        })
    }

    /// The Server Objects of an owner (section 4.8.5).
    pub(crate) fn servers(&mut self, owner: Node<'s>) -> Vec<Server> {
        let nodes = self.items(owner, "servers");
        nodes.into_iter().filter_map(|node| self.server(node)).collect()
    }

    fn server(&mut self, node: Node<'s>) -> Option<Server> {
        if !self.object(node, &objects::SERVER) {
            return None;
        }
        self.extensions(node);
        let description = self.text(node, "description");
        let name = self.text(node, "name");
        let entries = self.members(node, "variables");
        let variables: Vec<_> = entries
            .into_iter()
            .filter_map(|entry| self.server_variable(entry.key, entry.value))
            .collect();
        let described: BTreeSet<&str> = variables.iter().map(|variable| variable.name.as_str()).collect();
        let url = self.required_text(node, "url")?;
        let used: BTreeSet<&str> = variables_of(&url).collect();
        for name in used.difference(&described) {
            let message = format!("the address has a variable `{name}` that `variables` does not describe");
            let diagnostic = Diagnostic::new(&rules::UNKNOWN_SERVER_VARIABLE, place(node), message);
            let help = match self.nearest(name, described.iter().copied()) {
                Some(known) => format!("did you mean `{{{known}}}`?"),
                None => format!("describe `{name}` under `variables`, with a `default`"),
            };
            self.report(diagnostic.help(help));
        }
        for name in described.difference(&used) {
            let message = format!("the variable `{name}` is not in the address; it has no effect");
            let diagnostic = Diagnostic::new(&rules::UNKNOWN_SERVER_VARIABLE, place(node), message);
            self.report(diagnostic.help(format!("write `{{{name}}}` into `url`, or remove the variable")));
        }
        Some(Server {
            url,
            name,
            description,
            variables,
        })
    }

    fn server_variable(&mut self, name: &str, node: Node<'s>) -> Option<ServerVariable> {
        if !self.object(node, &objects::SERVER_VARIABLE) {
            return None;
        }
        self.extensions(node);
        let values = self.texts(node, "enum");
        let description = self.text(node, "description");
        let default = match values.first().filter(|_| node.peek("default").is_none()) {
            Some(first) => {
                self.missing(node, "default", &format!("it is read as `{first}`"));
                first.clone()
            }
            None => self.required_text(node, "default")?,
        };
        if !values.is_empty() && !values.contains(&default) {
            let message = format!("the default `{default}` is none of the values of `enum`");
            let help = match self.nearest(&default, values.iter().map(String::as_str)) {
                Some(known) => format!("did you mean `{known}`?"),
                None => "add it to `enum`, or choose one of its values".to_owned(),
            };
            self.invalid(node, "default", &message, &help);
        }
        Some(ServerVariable {
            name: name.to_owned(),
            default,
            values,
            description,
        })
    }
}

/// The names in braces.
fn variables_of(url: &str) -> impl Iterator<Item = &str> {
    url.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name)
}
