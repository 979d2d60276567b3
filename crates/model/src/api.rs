//! An API as a whole: what it is called, where it is served, and everything in it.

use serde::Serialize;

use crate::{Capability, Extensions, Operation, Origin, Resource, Schemas, SecurityScheme};

/// An API, as a document describes it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Api {
    /// Its name.
    pub title: String,
    /// The version of the API, not of the document's format; free text.
    pub version: String,
    /// What it is, in a line.
    pub summary: Option<String>,
    /// What it is, as CommonMark.
    pub description: Option<String>,
    /// The address of its terms of service.
    pub terms_of_service: Option<String>,
    /// Whom to ask.
    pub contact: Option<Contact>,
    /// Under what licence it is offered.
    pub license: Option<License>,
    /// More to read.
    pub external_documentation: Option<ExternalDocumentation>,
    /// Where it is served; the first is the default.
    pub servers: Vec<Server>,
    /// The groups of its operations, in the document's order, declared or only used.
    pub tags: Vec<Tag>,
    /// The ways to prove who is calling, by name.
    pub security_schemes: Vec<SecurityScheme>,
    /// What can be called, in the document's order.
    pub resources: Vec<Resource>,
    /// What the API itself calls at an address that its user gave.
    pub webhooks: Vec<Webhook>,
    /// All schemas, by the ids that the rest of the model uses.
    pub schemas: Schemas,
    /// What is offered on top of it; none in formats that describe an API alone.
    pub capability: Option<Capability>,
    /// Vendor extensions.
    pub extensions: Extensions,
    /// Where it is described.
    pub origin: Origin,
}

impl Api {
    /// Every operation with its resource, in the document's order.
    pub fn operations(&self) -> impl Iterator<Item = (&Resource, &Operation)> {
        self.resources
            .iter()
            .flat_map(|resource| resource.operations.iter().map(move |operation| (resource, operation)))
    }
}

/// Whom to ask about an API.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// A person's or an organisation's name.
    pub name: Option<String>,
    /// A page.
    pub url: Option<String>,
    /// An address for mail.
    pub email: Option<String>,
}

/// The licence of an API.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct License {
    /// Its name.
    pub name: String,
    /// Its SPDX expression.
    pub identifier: Option<String>,
    /// Where its text is.
    pub url: Option<String>,
}

/// A page with more about something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ExternalDocumentation {
    /// Where it is.
    pub url: String,
    /// What it is about.
    pub description: Option<String>,
}

/// An address at which an API is served.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Server {
    /// The address: absolute, or relative to where the document was found, with `{name}` for each variable.
    pub url: String,
    /// Its name, for choosing among several.
    pub name: Option<String>,
    /// What this server is for.
    pub description: Option<String>,
    /// The variables of `url`.
    pub variables: Vec<ServerVariable>,
}

impl Server {
    /// The address with every variable at its default.
    pub fn default_url(&self) -> String {
        self.variables.iter().fold(self.url.clone(), |url, variable| {
            url.replace(&format!("{{{}}}", variable.name), &variable.default)
        })
    }
}

/// A variable of a server's address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ServerVariable {
    /// Its name.
    pub name: String,
    /// The value to use when none is given.
    pub default: String,
    /// The values that it may take; empty for any.
    pub values: Vec<String>,
    /// What it stands for.
    pub description: Option<String>,
}

/// A group of operations: a tag in OpenAPI, a group in API Blueprint, a top resource in reference pages.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Tag {
    /// Its name, as written.
    pub name: String,
    /// Its name for people to read, where that is another.
    pub summary: Option<String>,
    /// What belongs to it, as CommonMark.
    pub description: Option<String>,
    /// More to read.
    pub external_documentation: Option<ExternalDocumentation>,
    /// The tag that it is a part of.
    pub parent: Option<String>,
    /// What the tag is for, such as `nav` (navigation) or `audience`; free text.
    pub kind: Option<String>,
    /// Where it is declared or first used.
    pub origin: Origin,
}

/// A request that the API sends to its user.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Webhook {
    /// Its name in the document.
    pub name: String,
    /// The requests, one for each method.
    pub operations: Vec<Operation>,
    /// Where it is described.
    pub origin: Origin,
}
