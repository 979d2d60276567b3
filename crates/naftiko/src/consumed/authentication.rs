//! How callers prove who they are.

use specwright_diagnostics::Location;
use specwright_model::{
    ApiKeyPlace, Authentication, Credential, Expression, Extensions, OAuthFlow, OAuthGrant, Scope, SecurityKind,
    SecurityScheme,
};
use specwright_source::Node;

use crate::objects;
use crate::reader::Reader;
use crate::rules;

impl<'s> Reader<'s> {
    /// The authentication of a consumed API: also a security scheme of the model.
    pub(super) fn upstream_authentication(&mut self, node: Node<'s>, namespace: &str) -> Option<Authentication> {
        let authentication = self.authentication(node, namespace)?;
        self.api.security_schemes.push(SecurityScheme {
            name: authentication.scheme.clone(),
            description: None,
            kind: authentication.kind.clone(),
            metadata_url: None,
            deprecated: false,
            extensions: Extensions::new(),
            origin: authentication.origin,
        });
        Some(authentication)
    }

    /// The authentication of a consumed API or of an adapter.
    pub(crate) fn authentication(&mut self, owner: Node<'s>, namespace: &str) -> Option<Authentication> {
        let node = owner.get("authentication").filter(|node| !node.is_null())?;
        let object = &objects::AUTHENTICATION;
        if !self.object(node, object) {
            return None;
        }
        let kind = self.required(node, "type", object)?.to_ascii_lowercase();
        let (kind, credential) = match kind.as_str() {
            "apikey" => {
                let field = self.required(node, "key", object)?.to_owned();
                let place = match self.text(node, "placement") {
                    Some("query") => ApiKeyPlace::Query,
                    _ => ApiKeyPlace::Header,
                };
                (
                    SecurityKind::ApiKey { place, field },
                    Credential::Token(self.secret(node, "value")),
                )
            }
            "bearer" => (
                SecurityKind::Bearer { format: None },
                Credential::Token(self.secret(node, "token")),
            ),
            "basic" => (SecurityKind::Basic, self.password(node)),
            "digest" => {
                let scheme = "digest".to_owned();
                (SecurityKind::Http { scheme }, self.password(node))
            }
            "oauth2" => self.authorization_server(node),
            // Its value was reported.
            _ => return None,
        };
        Some(Authentication {
            scheme: namespace.to_owned(),
            kind,
            credential,
            origin: self.origin(node.location()),
        })
    }

    /// A value that nobody should see. One that stands in the document itself is reported.
    fn secret(&mut self, node: Node<'s>, key: &str) -> Expression {
        let Some(text) = self.required(node, key, &objects::AUTHENTICATION) else {
            return Expression::text("");
        };
        let location = place(node, key);
        let value = self.bound_text(text, location);
        if matches!(value, Expression::Literal(_)) {
            let message = format!("the secret `{key}` stands in the document itself");
            let help = "declare a bind, and write its name in double braces";
            self.report_with(&rules::LITERAL_SECRET, location, message, help);
        }
        value
    }

    fn password(&mut self, node: Node<'s>) -> Credential {
        let username = self
            .required(node, "username", &objects::AUTHENTICATION)
            .unwrap_or_default();
        let username = self.bound_text(username, place(node, "username"));
        let password = self.secret(node, "password");
        Credential::Password { username, password }
    }

    fn authorization_server(&mut self, node: Node<'s>) -> (SecurityKind, Credential) {
        let object = &objects::AUTHENTICATION;
        let issuer = self
            .required(node, "authorizationServerUri", object)
            .unwrap_or_default();
        let resource = self.text(node, "resource").unwrap_or_default();
        let audience = self.text(node, "audience");
        let token_url = self.string(node, "tokenEndpoint");
        let scopes = self.texts(node, "scopes");
        node.ignore("tokenValidation");
        let flow = OAuthFlow {
            grant: OAuthGrant::ClientCredentials,
            authorization_url: None,
            device_authorization_url: None,
            token_url,
            refresh_url: None,
            scopes: scopes
                .iter()
                .map(|name| Scope {
                    name: name.clone(),
                    description: None,
                })
                .collect(),
        };
        let credential = Credential::AuthorizationServer {
            issuer: self.bound_text(issuer, place(node, "authorizationServerUri")),
            resource: self.bound_text(resource, place(node, "resource")),
            audience: audience.map(|text| self.bound_text(text, place(node, "audience"))),
            scopes,
        };
        (SecurityKind::OAuth2 { flows: vec![flow] }, credential)
    }
}

fn place(node: Node<'_>, key: &str) -> Location {
    node.peek(key).map_or_else(|| node.location(), Node::location)
}
