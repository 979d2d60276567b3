//! Security schemes, and what they add to operations.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use specwright_model::{
    ApiKeyPlace, Operation, Parameter, ParameterPlace, Response, SecurityKind, SecurityRequirement, SecurityScheme,
    SecurityUse,
};

use super::Lowering;
use crate::page::syntax;
use crate::page::syntax::{Listing, Page, Scheme, SchemeHead};
use crate::page::text::{Slice, join};
use crate::parameter::{is_credential, is_same};
use crate::rules;

impl<'t> Lowering<'_, '_, 't> {
    /// Reads each scheme once: what a page says of it is repeated below every operation.
    pub(super) fn security_schemes(&mut self, page: &Page<'t>) {
        let mut scopes: BTreeMap<&'t str, Vec<&'t str>> = BTreeMap::new();
        let mut first: Vec<(Slice<'t>, &Scheme<'t>, Option<&SchemeHead<'t>>)> = Vec::new();
        for operation in &page.operations {
            for (scheme, head) in paired(operation) {
                let Some(name) = scheme.name else { continue };
                let known = scopes.entry(name.text).or_default();
                let asked = head.map(|head| head.scopes.as_slice()).unwrap_or_default();
                for scope in asked.iter().filter(|scope| !scope.text.is_empty()) {
                    if !known.contains(&scope.text) {
                        known.push(scope.text);
                    }
                }
                if !first.iter().any(|(it, ..)| it.text == name.text) {
                    first.push((name, scheme, head));
                }
            }
        }
        for (name, scheme, head) in first {
            let scopes = scopes.remove(name.text).unwrap_or_default();
            self.security_scheme(name, scheme, head, &scopes);
        }
    }

    fn security_scheme(
        &mut self,
        name: Slice<'t>,
        scheme: &Scheme<'t>,
        head: Option<&SchemeHead<'t>>,
        scopes: &[&str],
    ) {
        let description = head.and_then(|head| join(&head.description));
        let kind = kind(name.text, scheme, description.as_deref(), !scopes.is_empty());
        let message = format!(
            "`{}` is read as {}, by its name and what it is described by",
            name.text,
            say(&kind)
        );
        let finding = self.finding(&rules::UNKNOWN_SECURITY, name, message);
        self.findings
            .push(finding.help("what the page does not show of it, such as where tokens are given, is unknown"));
        let mut extensions = Map::new();
        if !scopes.is_empty() {
            extensions.insert("scopes".to_owned(), json!(scopes));
        }
        extensions.insert("describedBy".to_owned(), described_by(scheme));
        self.api.security_schemes.push(SecurityScheme {
            name: name.text.to_owned(),
            description,
            kind,
            metadata_url: None,
            deprecated: false,
            extensions,
            origin: self.findings.inferred(name.range()),
        });
    }

    /// Secures an operation. What a scheme adds to requests and responses becomes a part of it, but for the fields that
    /// hold the credential.
    pub(super) fn secure(&mut self, read: &syntax::Operation<'t>, operation: &mut Operation) {
        let pairs = paired(read);
        if pairs.is_empty() && !read.scopes.is_empty() {
            let lines = read
                .scopes
                .iter()
                .flat_map(|head| head.scopes.iter().chain(&head.description));
            let lines: Vec<Slice<'t>> = read.description.iter().chain(lines).copied().collect();
            operation.description = join(&lines);
        }
        let is_only = pairs.len() == 1;
        for (scheme, head) in pairs {
            let Some(name) = scheme.name else {
                operation.security.push(SecurityRequirement::default());
                continue;
            };
            let scopes = head.map(|head| head.scopes.as_slice()).unwrap_or_default();
            operation.security.push(SecurityRequirement {
                all: vec![SecurityUse {
                    scheme: name.text.to_owned(),
                    scopes: scopes.iter().map(|scope| scope.text.to_owned()).collect(),
                }],
            });
            self.fold(scheme, name.text, operation, is_only);
        }
    }

    fn fold(&mut self, scheme: &Scheme<'t>, name: &'t str, operation: &mut Operation, is_only: bool) {
        let added = match self.added.get(name) {
            Some(known) => known.clone(),
            None => {
                let added = self.added(scheme, name);
                self.added.insert(name, added.clone());
                added
            }
        };
        for mut parameter in added.parameters {
            if !operation.parameters.iter().any(|known| is_same(known, &parameter)) {
                parameter.required &= is_only;
                operation.parameters.push(parameter);
            }
        }
        for response in added.responses {
            if !operation.responses.iter().any(|known| known.status == response.status) {
                operation.responses.push(response);
            }
        }
    }

    fn added(&mut self, scheme: &Scheme<'t>, name: &str) -> Added {
        let kind = self
            .api
            .security_schemes
            .iter()
            .find(|it| it.name == name)
            .map(|it| it.kind.clone());
        let headers = self.parameters(&scheme.headers, ParameterPlace::Header);
        let query = self.parameters(&scheme.query_parameters, ParameterPlace::Query);
        let is_credential = |parameter: &Parameter| kind.as_ref().is_some_and(|kind| is_credential(kind, parameter));
        Added {
            parameters: headers
                .into_iter()
                .chain(query)
                .filter(|it| !is_credential(it))
                .collect(),
            responses: self.responses(&scheme.responses),
        }
    }
}

/// What a scheme adds to the operations that it secures.
#[derive(Clone)]
pub(super) struct Added {
    parameters: Vec<Parameter>,
    responses: Vec<Response>,
}

/// The schemes of an operation with what stands of them above its parameters: by name where that is given there, else
/// in their order.
fn paired<'o, 't>(operation: &'o syntax::Operation<'t>) -> Vec<(&'o Scheme<'t>, Option<&'o SchemeHead<'t>>)> {
    let by_name = operation.scopes.iter().any(|head| head.name.is_some());
    let mut unnamed = operation.scopes.iter();
    let pairs = operation.schemes.iter().map(|scheme| {
        let head = match scheme.name {
            None => None,
            Some(name) if by_name => {
                let is_its = |head: &&SchemeHead<'t>| head.name.is_some_and(|it| it.text == name.text);
                operation.scopes.iter().find(is_its)
            }
            Some(_) => unnamed.next(),
        };
        (scheme, head)
    });
    pairs.collect()
}

/// What a scheme most likely is.
fn kind(name: &str, scheme: &Scheme<'_>, description: Option<&str>, has_scopes: bool) -> SecurityKind {
    let parameters = scheme.headers.entries.iter().chain(&scheme.query_parameters.entries);
    let prose = parameters.flat_map(|entry| entry.description.iter().map(|line| line.text));
    let words = [name]
        .into_iter()
        .chain(description)
        .chain(prose)
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    let has_authorization = scheme
        .headers
        .entries
        .iter()
        .any(|it| it.name().eq_ignore_ascii_case("Authorization"));
    let fields = (
        scheme.headers.entries.as_slice(),
        scheme.query_parameters.entries.as_slice(),
    );
    let is_oauth1 = ["oauth1", "oauth 1", "oauth_1", "oauth-1"]
        .iter()
        .any(|it| words.contains(it));
    if is_oauth1 {
        SecurityKind::Other {
            kind: "OAuth 1.0".to_owned(),
        }
    } else if has_scopes || words.contains("oauth") {
        SecurityKind::OAuth2 { flows: Vec::new() }
    } else if words.contains("digest") {
        SecurityKind::Http {
            scheme: "digest".to_owned(),
        }
    } else if words.contains("basic") {
        SecurityKind::Basic
    } else if has_authorization && ["bearer", "jwt", "token"].iter().any(|it| words.contains(it)) {
        SecurityKind::Bearer { format: None }
    } else {
        match fields {
            ([header], []) => key(ApiKeyPlace::Header, header.name()),
            ([], [parameter]) => key(ApiKeyPlace::Query, parameter.name()),
            _ => SecurityKind::Other { kind: name.to_owned() },
        }
    }
}

fn key(place: ApiKeyPlace, field: &str) -> SecurityKind {
    SecurityKind::ApiKey {
        place,
        field: field.to_owned(),
    }
}

fn say(kind: &SecurityKind) -> String {
    match kind {
        SecurityKind::OAuth2 { .. } => "OAuth 2.0".to_owned(),
        SecurityKind::Basic => "a user name and a password".to_owned(),
        SecurityKind::Bearer { .. } => "a bearer token".to_owned(),
        SecurityKind::ApiKey { field, .. } => format!("a key in `{field}`"),
        SecurityKind::Http { scheme } => format!("the `{scheme}` scheme of HTTP"),
        SecurityKind::Other { kind } => format!("a scheme of its own, `{kind}`"),
        SecurityKind::OpenIdConnect { .. } | SecurityKind::MutualTls => "another scheme".to_owned(),
    }
}

/// What the page says that a scheme adds to requests and responses, as RAML calls it (RAML 1.0, "DescribedBy").
fn described_by(scheme: &Scheme<'_>) -> Value {
    let fields = |listing: &Listing<'_>| -> Map<String, Value> {
        let fields = listing.entries.iter().map(|entry| {
            let described = json!({
                "type": entry.property.type_text.text,
                "required": entry.property.required,
                "description": join(&entry.description),
            });
            (entry.name().to_owned(), described)
        });
        fields.collect()
    };
    let responses: Map<String, Value> = scheme
        .responses
        .iter()
        .map(|response| {
            (
                response.code.to_string(),
                json!({ "description": join(&response.description) }),
            )
        })
        .collect();
    json!({
        "headers": fields(&scheme.headers),
        "queryParameters": fields(&scheme.query_parameters),
        "responses": responses,
    })
}
