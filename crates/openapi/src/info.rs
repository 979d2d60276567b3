//! What an API is called, where it is served, and how its operations are grouped.

use std::collections::BTreeSet;

use specwright_diagnostics::Diagnostic;
use specwright_model::{Contact, ExternalDocumentation, License, Origin, Server, ServerVariable, Tag};
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
        let entries = self.members(node, "variables");
        let variables: Vec<_> = entries
            .into_iter()
            .filter_map(|entry| self.server_variable(entry.key, entry.value))
            .collect();
        let described: BTreeSet<&str> = variables.iter().map(|variable| variable.name.as_str()).collect();
        let url = self.required_text(node, "url")?;
        for name in variables_of(&url) {
            if !described.contains(name) {
                let message = format!("the address has a variable `{name}` that `variables` does not describe");
                self.report(Diagnostic::new(&rules::UNKNOWN_SERVER_VARIABLE, place(node), message));
            }
        }
        Some(Server {
            url,
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
        Some(ServerVariable {
            name: name.to_owned(),
            default,
            values,
            description,
        })
    }

    /// The tags that the document declares (section 4.8.22).
    pub(crate) fn tags(&mut self, document: Node<'s>) {
        let mut known = BTreeSet::new();
        for node in self.items(document, "tags") {
            if let Some(tag) = self.tag(node).filter(|tag| known.insert(tag.name.clone())) {
                self.api.tags.push(tag);
            }
        }
    }

    fn tag(&mut self, node: Node<'s>) -> Option<Tag> {
        if !self.object(node, &objects::TAG) {
            return None;
        }
        self.extensions(node);
        Some(Tag {
            description: self.text(node, "description"),
            external_documentation: self.external_documentation(node),
            parent: self.text(node, "parent"),
            origin: Origin::written(place(node)),
            name: self.required_text(node, "name")?,
        })
    }

    /// Adds the tags that operations use and the document does not declare.
    pub(crate) fn undeclared_tags(&mut self) {
        let mut known: BTreeSet<String> = self.api.tags.iter().map(|tag| tag.name.clone()).collect();
        let mut used = Vec::new();
        for (_, operation) in self.api.operations() {
            for name in &operation.tags {
                if known.insert(name.clone()) {
                    used.push(Tag {
                        name: name.clone(),
                        origin: operation.origin,
                        ..Tag::default()
                    });
                }
            }
        }
        self.api.tags.extend(used);
    }
}

/// The names in braces.
fn variables_of(url: &str) -> impl Iterator<Item = &str> {
    url.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name)
}
