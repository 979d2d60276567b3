//! Security schemes (RAML 1.0, "Security Schemes").

use std::rc::Rc;

use specwright_diagnostics::Diagnostic;
use specwright_model::{
    ApiKeyPlace, OAuthFlow, OAuthGrant, Origin, ParameterPlace, Scope, SecurityKind, SecurityScheme,
};

use super::{Reader, objects};
use crate::rules;
use crate::unit::Declared;
use crate::view::{Entry, View};

/// A security scheme that operations can name.
pub(super) struct Scheme<'s> {
    /// Its name in the model.
    pub(super) name: String,
    /// What a secured operation is sent and answers.
    pub(super) described_by: Option<View<'s>>,
    /// The scopes that may be asked for; none where the document lists none.
    pub(super) scopes: Option<Vec<String>>,
    /// How it works.
    pub(super) kind: SecurityKind,
}

/// The kinds of schemes, as they are written.
const KINDS: [&str; 5] = [
    "OAuth 1.0",
    "OAuth 2.0",
    "Basic Authentication",
    "Digest Authentication",
    "Pass Through",
];

impl<'s> Reader<'s, '_> {
    /// Reads the schemes that the document declares, used or not.
    pub(super) fn security_schemes(&mut self) {
        let units = self.units;
        for unit in units.iter() {
            for entry in unit.declared(Declared::SecurityScheme) {
                self.scheme(entry);
            }
        }
    }

    /// The scheme of a declaration; none where it cannot be read.
    pub(super) fn scheme(&mut self, entry: &Entry<'s>) -> Option<Rc<Scheme<'s>>> {
        if let Some(known) = self.schemes.get(&entry.key_location) {
            return known.clone();
        }
        let scheme = self.read_scheme(entry).map(Rc::new);
        self.schemes.insert(entry.key_location, scheme.clone());
        scheme
    }

    fn read_scheme(&mut self, entry: &Entry<'s>) -> Option<Scheme<'s>> {
        let view = &entry.value;
        if !view.is_mapping() {
            self.wrong_type(view, &entry.key, "a mapping");
            return None;
        }
        view.read_as(objects::SECURITY_SCHEME);
        for key in ["displayName", "uses", "usage"] {
            view.ignore(key);
        }
        let described_by = self.described_by(view);
        let (kind, scopes) = self.security_kind(view, entry, described_by.as_ref())?;
        let name = self.free_name(&entry.key);
        let description = self.text(view, "description");
        let mut extensions = self.annotations(view, "SecurityScheme");
        if let Some(settings) = view
            .get("settings")
            .filter(|_| !matches!(kind, SecurityKind::OAuth2 { .. }))
        {
            extensions.insert("settings".to_owned(), settings.to_value());
        }
        self.api.security_schemes.push(SecurityScheme {
            name: name.clone(),
            description,
            kind: kind.clone(),
            metadata_url: None,
            deprecated: false,
            extensions,
            origin: Origin::written(view.whole_location()),
        });
        Some(Scheme {
            name,
            described_by,
            scopes,
            kind,
        })
    }

    /// A name that no scheme of the model has: libraries may declare two of one name.
    fn free_name(&self, name: &str) -> String {
        let is_free = |name: &str| !self.api.security_schemes.iter().any(|scheme| scheme.name == name);
        if is_free(name) {
            return name.to_owned();
        }
        let numbered = (2..).map(|number| format!("{name}{number}"));
        numbered.into_iter().find(|name| is_free(name)).unwrap_or_default()
    }

    fn described_by(&mut self, view: &View<'s>) -> Option<View<'s>> {
        let described_by = self.mapping(view, "describedBy")?;
        described_by.read_as(objects::DESCRIBED_BY);
        described_by.ignore("description");
        self.annotations(&described_by, "");
        // What is wrong with it is found even where no operation is secured by it.
        self.parameters(&described_by, "headers", ParameterPlace::Header);
        self.parameters(&described_by, "queryParameters", ParameterPlace::Query);
        self.responses(&described_by);
        if let Some(query) = described_by.get("queryString") {
            self.types.inline(&query, crate::types::Position::QueryString);
        }
        Some(described_by)
    }

    fn security_kind(
        &mut self,
        view: &View<'s>,
        entry: &Entry<'s>,
        described_by: Option<&View<'s>>,
    ) -> Option<(SecurityKind, Option<Vec<String>>)> {
        let Some(kind) = self.text(view, "type") else {
            let message = format!("the security scheme `{}` has no `type`", entry.key);
            self.error(&rules::INVALID_SECURITY_SCHEME, entry.key_location, message);
            view.see_all();
            return None;
        };
        let settings = self.mapping(view, "settings");
        Some(match kind.as_str() {
            "OAuth 2.0" => return Some(self.oauth2(view, settings.as_ref(), entry)),
            "OAuth 1.0" => {
                self.check_oauth1(settings.as_ref(), entry);
                // The name of the scheme in the `Authorization` field (RFC 5849, section 3.5.1).
                let scheme = "OAuth".to_owned();
                (SecurityKind::Http { scheme }, None)
            }
            "Basic Authentication" => (SecurityKind::Basic, None),
            "Digest Authentication" => {
                let scheme = "digest".to_owned();
                (SecurityKind::Http { scheme }, None)
            }
            "Pass Through" => (self.own_kind(kind, described_by), None),
            _ if kind.starts_with("x-") => (self.own_kind(kind, described_by), None),
            _ => {
                self.unknown_kind(view, &kind);
                return None;
            }
        })
    }

    fn unknown_kind(&self, view: &View<'s>, kind: &str) {
        let location = view.get("type").map_or(view.location(), |it| it.location());
        let message = format!("`{kind}` is no kind of security scheme");
        let diagnostic = Diagnostic::new(&rules::INVALID_SECURITY_SCHEME, location, message);
        self.report(match specwright_diagnostics::nearest(kind, KINDS) {
            Some(known) => diagnostic.help(format!("did you mean `{known}`?")),
            None => diagnostic.help(format!(
                "the kinds are {}, and names of your own with `x-`",
                KINDS.join(", ")
            )),
        });
        view.see_all();
    }

    /// A scheme of a vendor's own: a key, where one field of the request describes it.
    fn own_kind(&mut self, kind: String, described_by: Option<&View<'s>>) -> SecurityKind {
        let Some(described_by) = described_by else {
            return SecurityKind::Other { kind };
        };
        let headers = self.parameters(described_by, "headers", ParameterPlace::Header);
        let query = self.parameters(described_by, "queryParameters", ParameterPlace::Query);
        let (place, field) = match (headers.as_slice(), query.as_slice()) {
            ([header], []) => (ApiKeyPlace::Header, header.name.clone()),
            ([], [parameter]) => (ApiKeyPlace::Query, parameter.name.clone()),
            _ => return SecurityKind::Other { kind },
        };
        SecurityKind::ApiKey { place, field }
    }

    fn check_oauth1(&mut self, settings: Option<&View<'s>>, entry: &Entry<'s>) {
        let Some(settings) = settings else {
            let message = format!("`{}` has no settings, which OAuth 1.0 needs", entry.key);
            self.error(&rules::INVALID_SECURITY_SCHEME, entry.key_location, message);
            return;
        };
        settings.read_as(objects::OAUTH1);
        self.annotations(settings, "SecuritySchemeSettings");
        for key in ["requestTokenUri", "authorizationUri", "tokenCredentialsUri"] {
            self.required_uri(settings, key, entry);
        }
        for item in self.texts(settings, "signatures").unwrap_or_default() {
            let text = item.text().unwrap_or_default();
            if !["HMAC-SHA1", "RSA-SHA1", "PLAINTEXT"].contains(&text) {
                let message = format!("`{text}` is no signature: HMAC-SHA1, RSA-SHA1 or PLAINTEXT is expected");
                self.error(&rules::INVALID_SECURITY_SCHEME, item.location(), message);
            }
        }
    }

    fn required_uri(&mut self, settings: &View<'s>, key: &str, entry: &Entry<'s>) -> Option<String> {
        let uri = self.text(settings, key);
        if uri.as_ref().is_none_or(|uri| uri.trim().is_empty()) {
            let message = format!("the settings of `{}` have no `{key}`", entry.key);
            self.error(&rules::INVALID_SECURITY_SCHEME, settings.location(), message);
        }
        uri
    }

    fn oauth2(
        &mut self,
        view: &View<'s>,
        settings: Option<&View<'s>>,
        entry: &Entry<'s>,
    ) -> (SecurityKind, Option<Vec<String>>) {
        let Some(settings) = settings else {
            let flows = Vec::new();
            view.get("settings");
            return (SecurityKind::OAuth2 { flows }, None);
        };
        settings.read_as(objects::OAUTH2);
        self.annotations(settings, "SecuritySchemeSettings");
        let grants = self.grants(settings, entry);
        let is_given = |kinds: &[OAuthGrant]| grants.iter().any(|grant| kinds.contains(grant));
        use OAuthGrant::{AuthorizationCode, ClientCredentials, Implicit, Password};
        let needs_consent = is_given(&[AuthorizationCode, Implicit]) && !self.session.is_old();
        let authorization_url = match needs_consent {
            true => self.required_uri(settings, "authorizationUri", entry),
            false => self.text(settings, "authorizationUri"),
        };
        let needs_token = is_given(&[AuthorizationCode, Password, ClientCredentials]) && !self.session.is_old();
        let token_url = match needs_token {
            true => self.required_uri(settings, "accessTokenUri", entry),
            false => self.text(settings, "accessTokenUri"),
        };
        let scopes = self.texts(settings, "scopes");
        let scopes: Option<Vec<String>> =
            scopes.map(|list| list.iter().filter_map(|item| item.text().map(str::to_owned)).collect());
        let described = scopes.iter().flatten().map(|name| Scope {
            name: name.clone(),
            description: None,
        });
        let described: Vec<Scope> = described.collect();
        let flows = grants.into_iter().map(|grant| OAuthFlow {
            grant,
            authorization_url: authorization_url
                .clone()
                .filter(|_| [AuthorizationCode, Implicit].contains(&grant)),
            device_authorization_url: None,
            token_url: token_url.clone().filter(|_| grant != Implicit),
            refresh_url: None,
            scopes: described.clone(),
        });
        let flows = flows.collect();
        (SecurityKind::OAuth2 { flows }, scopes)
    }

    fn grants(&mut self, settings: &View<'s>, entry: &Entry<'s>) -> Vec<OAuthGrant> {
        let items = self.texts(settings, "authorizationGrants").unwrap_or_default();
        if items.is_empty() && !self.session.is_old() {
            let message = format!("the settings of `{}` have no `authorizationGrants`", entry.key);
            self.error(&rules::INVALID_SECURITY_SCHEME, settings.location(), message);
        }
        let mut grants = Vec::new();
        for item in items {
            let text = item.text().unwrap_or_default();
            let grant = match (text, self.session.is_old()) {
                ("authorization_code", false) | ("code", true) => OAuthGrant::AuthorizationCode,
                ("implicit", false) | ("token", true) => OAuthGrant::Implicit,
                ("password", false) | ("owner", true) => OAuthGrant::Password,
                ("client_credentials", false) | ("credentials", true) => OAuthGrant::ClientCredentials,
                // Extension grants (RFC 6749, section 4.5) have no flow that a client could go.
                (uri, false) if uri.contains(':') => continue,
                _ => {
                    let message = format!("`{text}` is no grant of OAuth 2.0");
                    let diagnostic = Diagnostic::new(&rules::INVALID_SECURITY_SCHEME, item.location(), message);
                    self.report(diagnostic.help(if self.session.is_old() {
                        "the grants are `code`, `token`, `owner` and `credentials`"
                    } else {
                        "the grants are `authorization_code`, `implicit`, `password`, `client_credentials`, and URIs"
                    }));
                    continue;
                }
            };
            grants.push(grant);
        }
        grants
    }
}
