//! The document as a whole: what the API is called and where it is served.

use serde_json::Value;
use specwright_model::{License, Origin, Server, Tag};

use super::Writer;
use super::members::Members;

impl Writer<'_> {
    /// The OpenAPI Object (OpenAPI 3.1.1, section 4.8.1).
    pub(super) fn document(&mut self) -> Value {
        let api = self.api;
        let mut document = Members::default();
        document.put("openapi", self.version.full());
        document.put("info", self.info());
        document.external_documentation(api.external_documentation.as_ref());
        document.put("servers", self.document_servers());
        let tags = api.tags.iter().map(|tag| self.tag(tag)).collect();
        document.sequence::<Value>("tags", tags);
        if let Some(security) = self.general_security {
            document.put("security", self.requirements(security, api.origin));
        }
        document.put("paths", self.paths());
        if !api.webhooks.is_empty() {
            self.webhooks(&mut document);
        }
        document.mapping("components", self.components());
        document.extensions(&api.extensions);
        document.into()
    }

    /// The Info Object (section 4.8.2).
    fn info(&mut self) -> Members {
        let api = self.api;
        let mut info = Members::default();
        if api.title.is_empty() {
            self.fill_in(
                api.origin,
                "title",
                "the API has no title; it is called `API`".to_owned(),
            );
            info.put("title", "API");
        } else {
            info.put("title", api.title.as_str());
        }
        if self.is_3_0() {
            info.text("description", self.description_with_summary().as_ref());
        } else {
            info.text("summary", api.summary.as_ref());
            info.text("description", api.description.as_ref());
        }
        info.text("termsOfService", api.terms_of_service.as_ref());
        if let Some(contact) = &api.contact {
            let mut members = Members::default();
            members.text("name", contact.name.as_ref());
            members.text("url", contact.url.as_ref());
            members.text("email", contact.email.as_ref());
            info.put("contact", members);
        }
        if let Some(license) = &api.license {
            info.put("license", self.license(license));
        }
        if api.version.is_empty() {
            self.fill_in(api.origin, "version", "the API has no version; it gets `0`".to_owned());
            info.put("version", "0");
        } else {
            info.put("version", api.version.as_str());
        }
        info
    }

    /// The description of an API with its summary above it, for OpenAPI 3.0, which has no summaries of APIs.
    fn description_with_summary(&mut self) -> Option<String> {
        let api = self.api;
        let Some(summary) = &api.summary else {
            return api.description.clone();
        };
        let instead = "it becomes the first paragraph of the description";
        self.say_otherwise(api.origin, "summary", "the summary of an API", instead);
        let description = api.description.iter();
        let parts: Vec<&str> = [summary].into_iter().chain(description).map(String::as_str).collect();
        Some(parts.join("\n\n"))
    }

    /// The License Object (section 4.8.4), where from OpenAPI 3.1 on `identifier` and `url` exclude each other.
    fn license(&mut self, license: &License) -> Members {
        let origin = self.api.origin;
        let mut members = Members::default();
        members.put("name", license.name.as_str());
        if !self.is_3_0() {
            members.text("identifier", license.identifier.as_ref());
        } else if license.identifier.is_some() {
            self.leave_out(origin, "license", "the SPDX expression of a licence");
        }
        if members.contains("identifier") && license.url.is_some() {
            self.leave_out(
                origin,
                "license",
                "the address of a licence that has an SPDX expression",
            );
        } else {
            members.text("url", license.url.as_ref());
        }
        members
    }

    /// The servers of the document. None at all means one whose address is `/` (section 4.8.1), which is written for
    /// those who expect one.
    fn document_servers(&mut self) -> Vec<Value> {
        let mut servers = self.servers(&self.api.servers, self.api.origin);
        if servers.is_empty() {
            let mut root = Members::default();
            root.put("url", "/");
            servers.push(root.into());
        }
        servers
    }

    /// Server Objects (section 4.8.5) of something that is described at `origin`.
    pub(super) fn servers(&mut self, servers: &[Server], origin: Origin) -> Vec<Value> {
        servers
            .iter()
            .map(|server| self.server(server, origin).into())
            .collect()
    }

    fn server(&mut self, server: &Server, origin: Origin) -> Members {
        let mut members = Members::default();
        members.put("url", server.url.as_str());
        members.text("description", server.description.as_ref().or(server.name.as_ref()));
        if server.name.is_some() && server.description.is_some() {
            self.leave_out(origin, "server", "the name of a server that has a description");
        }
        let mut variables = Members::default();
        for variable in &server.variables {
            let mut members = Members::default();
            members.sequence("enum", variable.values.clone());
            members.put("default", variable.default.as_str());
            members.text("description", variable.description.as_ref());
            variables.put(&variable.name, members);
        }
        members.mapping("variables", variables);
        members
    }

    /// The Tag Object (section 4.8.22).
    fn tag(&mut self, tag: &Tag) -> Value {
        let mut members = Members::default();
        members.put("name", tag.name.as_str());
        members.text("description", tag.description.as_ref().or(tag.summary.as_ref()));
        members.external_documentation(tag.external_documentation.as_ref());
        let lost = [
            (
                "the summary of a tag",
                tag.summary.is_some() && tag.description.is_some(),
            ),
            ("the parent of a tag", tag.parent.is_some()),
            ("the kind of a tag", tag.kind.is_some()),
        ];
        for (what, _) in lost.into_iter().filter(|(_, is_lost)| *is_lost) {
            self.leave_out(tag.origin, what, what);
        }
        members.into()
    }

    /// The Components Object (section 4.8.7).
    fn components(&mut self) -> Members {
        let mut components = Members::default();
        let mut schemas = Members::default();
        for (id, name) in self.components.list() {
            let schema = self.schema_object(id);
            schemas.put(&name, schema);
        }
        components.mapping("schemas", schemas);
        let security_schemes = self.security_schemes();
        components.mapping("securitySchemes", security_schemes);
        components
    }
}
