//! Security schemes and requirements (OpenAPI 3.1.1, sections 4.8.27 to 4.8.30).

use specwright_diagnostics::Diagnostic;
use specwright_model::{
    ApiKeyPlace, OAuthFlow, OAuthGrant, Origin, Scope, SecurityKind, SecurityRequirement, SecurityScheme, SecurityUse,
};
use specwright_source::{Entry, Kind, Node};

use crate::objects;
use crate::reader::{Reader, place};
use crate::rules;

const GRANTS: [(&str, OAuthGrant); 5] = [
    ("implicit", OAuthGrant::Implicit),
    ("password", OAuthGrant::Password),
    ("clientCredentials", OAuthGrant::ClientCredentials),
    ("authorizationCode", OAuthGrant::AuthorizationCode),
    ("deviceAuthorization", OAuthGrant::DeviceAuthorization),
];

impl<'s> Reader<'s> {
    /// A scheme of the components.
    pub(crate) fn security_scheme(&mut self, entry: Entry<'s>) -> Option<SecurityScheme> {
        let target = self.follow(entry.value)?;
        let node = target.node;
        if !self.object(node, &objects::SECURITY_SCHEME) {
            return None;
        }
        Some(SecurityScheme {
            name: entry.key.to_owned(),
            description: self.described(node, target.overrides),
            deprecated: self.flag(node, "deprecated").unwrap_or(false),
            metadata_url: self.text(node, "oauth2MetadataUrl"),
            extensions: self.extensions(node),
            origin: Origin::written(entry.key_location),
            kind: self.security_kind(node)?,
        })
    }

    /// A text without which a scheme cannot be used. What protects an API is never left out in silence.
    fn scheme_text(&mut self, node: Node<'s>, key: &str) -> Option<String> {
        let Some(value) = node.get(key).filter(|value| !value.is_null()) else {
            self.missing_by(&rules::INVALID_SCHEME, node, key, "");
            return None;
        };
        if !matches!(value.kind(), Kind::String(_) | Kind::Number(_) | Kind::Boolean(_)) {
            self.wrong_type(key, value, "text");
            return None;
        }
        self.text(node, key)
    }

    fn invalid_scheme(&mut self, node: Node<'s>, key: &str, message: &str, help: &str) {
        let location = node.peek(key).map_or(place(node), place);
        self.report(Diagnostic::new(&rules::INVALID_SCHEME, location, message).help(help));
    }

    fn security_kind(&mut self, node: Node<'s>) -> Option<SecurityKind> {
        let kind = self.scheme_text(node, "type")?;
        Some(match kind.as_str() {
            "apiKey" => {
                let place = self.api_key_place(node);
                SecurityKind::ApiKey {
                    field: self.scheme_text(node, "name")?,
                    place: place?,
                }
            }
            "http" => self.http_scheme(node)?,
            "oauth2" => SecurityKind::OAuth2 {
                flows: self.flows(node),
            },
            "openIdConnect" => SecurityKind::OpenIdConnect {
                discovery_url: self.scheme_text(node, "openIdConnectUrl")?,
            },
            "mutualTLS" => SecurityKind::MutualTls,
            _ => {
                let known = ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"];
                let help = match (kind.as_str(), self.nearest(&kind, known)) {
                    ("basic", _) => "write `type: http` and `scheme: basic`".to_owned(),
                    ("bearer", _) => "write `type: http` and `scheme: bearer`".to_owned(),
                    (_, Some(name)) => format!("did you mean `{name}`?"),
                    _ => format!("write one of {}", known.map(|name| format!("`{name}`")).join(", ")),
                };
                self.invalid_scheme(node, "type", &format!("`{kind}` is no type of security scheme"), &help);
                // Its other keys may be right for what was meant.
                node.see_all();
                SecurityKind::Other { kind }
            }
        })
    }

    fn api_key_place(&mut self, node: Node<'s>) -> Option<ApiKeyPlace> {
        let text = self.scheme_text(node, "in")?;
        match text.as_str() {
            "header" => Some(ApiKeyPlace::Header),
            "query" => Some(ApiKeyPlace::Query),
            "cookie" => Some(ApiKeyPlace::Cookie),
            _ => {
                let message = format!("`{text}` is no place of an API key");
                self.invalid_scheme(node, "in", &message, "write `header`, `query` or `cookie`");
                None
            }
        }
    }

    fn http_scheme(&mut self, node: Node<'s>) -> Option<SecurityKind> {
        let scheme = self.scheme_text(node, "scheme")?;
        // Scheme names are case-insensitive (RFC 9110, section 11.1).
        Some(match scheme.to_ascii_lowercase().as_str() {
            "basic" => SecurityKind::Basic,
            "bearer" => SecurityKind::Bearer {
                format: self.text(node, "bearerFormat"),
            },
            _ => SecurityKind::Http { scheme },
        })
    }

    fn flows(&mut self, node: Node<'s>) -> Vec<OAuthFlow> {
        if node.peek("flows").is_none() {
            self.missing_by(&rules::INVALID_SCHEME, node, "flows", "");
        }
        let Some(flows) = self.mapping(node, "flows") else {
            return Vec::new();
        };
        self.object(flows, &objects::FLOWS);
        self.extensions(flows);
        let grants = GRANTS.into_iter();
        grants
            .filter_map(|(key, grant)| Some((grant, self.filled(flows, key)?)))
            .collect::<Vec<_>>()
            .into_iter()
            .filter_map(|(grant, entry)| self.flow(grant, entry.value))
            .collect()
    }

    fn flow(&mut self, grant: OAuthGrant, node: Node<'s>) -> Option<OAuthFlow> {
        if !self.object(node, &objects::FLOW) {
            return None;
        }
        self.extensions(node);
        let scopes = self.members(node, "scopes");
        Some(OAuthFlow {
            grant,
            authorization_url: self.text(node, "authorizationUrl"),
            device_authorization_url: self.text(node, "deviceAuthorizationUrl"),
            token_url: self.text(node, "tokenUrl"),
            refresh_url: self.text(node, "refreshUrl"),
            scopes: scopes.into_iter().map(|entry| self.scope(entry)).collect(),
        })
    }

    fn scope(&mut self, entry: Entry<'s>) -> Scope {
        let description = if entry.value.is_null() {
            None
        } else {
            self.text_of(entry.key, entry.value)
        };
        Scope {
            name: entry.key.to_owned(),
            description: description.filter(|text| !text.is_empty()),
        }
    }

    /// What an operation requires: its own list, or else that of the document.
    pub(crate) fn operation_security(&mut self, operation: Node<'s>) -> Vec<SecurityRequirement> {
        if operation.peek("security").is_some_and(|security| !security.is_null()) {
            return self.security(operation);
        }
        match self.sources.entry_tree() {
            Some(tree) => self.security(tree.root()),
            None => Vec::new(),
        }
    }

    /// A list of alternatives.
    pub(crate) fn security(&mut self, owner: Node<'s>) -> Vec<SecurityRequirement> {
        let items = self.items(owner, "security");
        items.into_iter().filter_map(|item| self.requirement(item)).collect()
    }

    fn requirement(&mut self, node: Node<'s>) -> Option<SecurityRequirement> {
        if !node.is_mapping() {
            self.wrong_type("security", node, "a sequence of mappings");
            return None;
        }
        let mut all = Vec::new();
        for entry in node.entries() {
            let scopes = self.texts(node, entry.key);
            if self.is_known_scheme(entry) {
                all.push(SecurityUse {
                    scheme: entry.key.to_owned(),
                    scopes,
                });
            }
        }
        Some(SecurityRequirement { all })
    }

    fn is_known_scheme(&mut self, entry: Entry<'s>) -> bool {
        let root = self.sources.entry_tree().map(specwright_source::Tree::root);
        let schemes = root.and_then(|root| root.peek("components")?.peek("securitySchemes"));
        if schemes.is_some_and(|schemes| schemes.peek(entry.key).is_some()) {
            return true;
        }
        let name = entry.key;
        let message = format!("no security scheme is called `{name}`");
        let diagnostic = Diagnostic::new(&rules::UNKNOWN_SCHEME, entry.key_location, message);
        let known = schemes.into_iter().flat_map(Node::peek_entries).map(|entry| entry.key);
        self.report(match self.nearest(name, known) {
            Some(known) => diagnostic.help(format!("did you mean `{known}`?")),
            None => diagnostic.help(format!("declare `{name}` under `components.securitySchemes`")),
        });
        false
    }
}
