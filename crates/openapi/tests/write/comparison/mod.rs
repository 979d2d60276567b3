//! Whether two models say the same, wherever they came from: what is written and read back, against what was read
//! first.
//!
//! Places and the ids of schemas do not count. What a version of OpenAPI cannot say is listed here, each at the field
//! that it is about, and is not compared; all else must be equal.

mod bodies;
mod operations;
mod schemas;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use serde_json::Value;
use specwright_diagnostics::{Diagnostics, Location};
use specwright_model::{Api, Extensions, License, SecurityKind, Server, Tag};
use specwright_openapi::WrittenVersion;

use schemas::SchemaPair;

/// After so many differences nobody reads on.
const DIFFERENCES_LIMIT: usize = 50;

/// How the model that was read back differs from the first, a line each; empty where it does not. `findings` are those
/// of the writer: values that it reports as unfit do not come back.
pub(crate) fn differences(first: &Api, back: &Api, version: WrittenVersion, findings: &Diagnostics) -> Vec<String> {
    let places = |code: &str| {
        let found = findings.iter().filter(|finding| finding.rule.code == code);
        found.filter_map(|finding| finding.location).collect()
    };
    let mut comparison = Comparison {
        first,
        back,
        version,
        found: Vec::new(),
        pending: Vec::new(),
        visited: BTreeSet::new(),
        ids: operations::unique_ids(first),
        unfit: places("unfit-value"),
        said_otherwise: places("said-otherwise"),
    };
    comparison.about();
    comparison.resources();
    comparison.webhooks();
    comparison.declared_schemas();
    comparison.compare_schemas();
    comparison.found
}

struct Comparison<'a> {
    first: &'a Api,
    back: &'a Api,
    version: WrittenVersion,
    found: Vec<String>,
    /// The schemas that must be equal and are still to be compared. A queue, since schemas hold each other.
    pending: Vec<SchemaPair>,
    visited: BTreeSet<SchemaPair>,
    /// The ids of operations that are written as they are.
    ids: BTreeSet<String>,
    /// Where the schemas are of which an unfit value is left out.
    unfit: BTreeSet<Location>,
    /// Where what is written says less.
    said_otherwise: BTreeSet<Location>,
}

impl Comparison<'_> {
    fn is_3_0(&self) -> bool {
        self.version == WrittenVersion::V3_0
    }

    fn differ(&mut self, place: &str, what: impl std::fmt::Display) {
        if self.found.len() < DIFFERENCES_LIMIT {
            self.found.push(format!("{place}: {what}"));
        }
    }

    /// Two values that must be equal.
    fn same<T: PartialEq + Debug + ?Sized>(&mut self, place: &str, what: &str, first: &T, back: &T) {
        if first != back {
            self.differ(place, format_args!("{what}: {first:?} came back as {back:?}"));
        }
    }

    /// Vendor extensions, but for references in them: they may lead to what is not written.
    fn same_extensions(&mut self, place: &str, first: &Extensions, back: &Extensions) {
        let [first, back] = [written_extensions(first), back.clone()].map(|it| without_references(&Value::Object(it)));
        self.same(place, "extensions", &first, &back);
    }

    /// A text that is filled in where there is none.
    fn same_if_any(&mut self, place: &str, what: &str, first: Option<&String>, back: Option<&String>) {
        if first.is_some() {
            self.same(place, what, &first, &back);
        }
    }

    /// What the API is called and where it is served.
    fn about(&mut self) {
        let (first, back) = (self.first, self.back);
        let place = "the API";
        // Both are required; what is empty is filled in.
        self.same_if_any(place, "title", filled(&first.title), Some(&back.title));
        self.same_if_any(place, "version", filled(&first.version), Some(&back.version));
        if first.summary.is_none() || !self.is_3_0() {
            self.same(place, "summary", &first.summary, &back.summary);
            self.same(place, "description", &first.description, &back.description);
        }
        self.same(place, "terms", &first.terms_of_service, &back.terms_of_service);
        self.same(place, "contact", &first.contact, &back.contact);
        let license = first.license.as_ref().map(|license| self.license(license));
        self.same(place, "license", &license, &back.license);
        self.same(
            place,
            "documentation",
            &first.external_documentation,
            &back.external_documentation,
        );
        self.same_extensions(place, &first.extensions, &back.extensions);
        // No server at all means one whose address is `/`.
        let root = Server {
            url: "/".to_owned(),
            ..Server::default()
        };
        let servers = if first.servers.is_empty() {
            vec![root]
        } else {
            first.servers.clone()
        };
        self.servers(place, &servers, &back.servers);
        self.tags();
        self.security_schemes();
    }

    fn license(&self, license: &License) -> License {
        let mut license = license.clone();
        if self.is_3_0() {
            license.identifier = None;
        } else if license.identifier.is_some() {
            license.url = None;
        }
        license
    }

    /// Servers have no names up to OpenAPI 3.1.
    fn servers(&mut self, place: &str, first: &[Server], back: &[Server]) {
        let nameless = |server: &Server| Server {
            description: server.description.clone().or(server.name.clone()),
            name: None,
            ..server.clone()
        };
        let first: Vec<_> = first.iter().map(nameless).collect();
        self.same(place, "servers", first.as_slice(), back);
    }

    /// Tags have a name, a description and documentation up to OpenAPI 3.1.
    fn tags(&mut self) {
        let said = |tag: &Tag| {
            let description = tag.description.clone().or(tag.summary.clone());
            (tag.name.clone(), description, tag.external_documentation.clone())
        };
        let first: Vec<_> = self.first.tags.iter().map(said).collect();
        let back: Vec<_> = self.back.tags.iter().map(said).collect();
        self.same("the API", "tags", &first, &back);
    }

    fn security_schemes(&mut self) {
        let schemes = |api: &Api| -> BTreeMap<String, _> {
            let schemes = api.security_schemes.iter();
            schemes
                .map(|scheme| (valid_name(&scheme.name), scheme.clone()))
                .collect()
        };
        let (first, mut back) = (schemes(self.first), schemes(self.back));
        for (name, scheme) in first {
            let place = format!("security scheme {name}");
            let found = back.remove(&name);
            let Some(expected) = operations::sayable(&scheme.kind, self.version) else {
                continue;
            };
            let Some(found) = found else {
                self.differ(&place, "did not come back");
                continue;
            };
            self.same(&place, "kind", &in_order(expected), &in_order(found.kind));
            self.same(&place, "description", &scheme.description, &found.description);
            self.same_extensions(&place, &scheme.extensions, &found.extensions);
        }
        self.same(
            "the API",
            "security schemes that came back only",
            &Vec::new(),
            &back.keys().collect(),
        );
    }
}

/// Extensions as they are written: with names that begin with `x-`.
fn written_extensions(extensions: &Extensions) -> Extensions {
    let written = extensions.iter().map(|(name, value)| {
        let name = if name.starts_with("x-") {
            name.clone()
        } else {
            format!("x-{name}")
        };
        (name, value.clone())
    });
    written.collect()
}

/// Flows in one order: OpenAPI has them by name.
fn in_order(mut kind: SecurityKind) -> SecurityKind {
    if let SecurityKind::OAuth2 { flows } = &mut kind {
        flows.sort_by_key(|flow| format!("{:?}", flow.grant));
    }
    kind
}

fn filled(text: &String) -> Option<&String> {
    Some(text).filter(|text| !text.is_empty())
}

/// A name with the characters that components may have in place of others.
fn valid_name(name: &str) -> String {
    let is_valid = |it: char| it.is_ascii_alphanumeric() || "._-".contains(it);
    name.chars().map(|it| if is_valid(it) { it } else { '_' }).collect()
}

/// A value without the members and items that are references.
fn without_references(value: &Value) -> Value {
    let stays = |value: &&Value| value.get("$ref").is_none_or(|reference| !reference.is_string());
    match value {
        Value::Array(items) => items.iter().filter(stays).map(without_references).collect(),
        Value::Object(members) => {
            let members = members.iter().filter(|(_, member)| stays(member));
            members
                .map(|(name, member)| (name.clone(), without_references(member)))
                .collect()
        }
        value => value.clone(),
    }
}
