//! Security schemes and requirements (OpenAPI 3.1.1, sections 4.8.27 to 4.8.30).

use std::collections::BTreeMap;

use serde_json::Value;
use specwright_model::{
    Api, ApiKeyPlace, OAuthFlow, OAuthGrant, Operation, Origin, SecurityKind, SecurityRequirement, SecurityScheme,
};

use super::Writer;
use super::components::FreeNames;
use super::members::Members;

/// What most operations require, the first of several that are as frequent; none where there are no operations. What
/// holds for all need not be repeated by each.
pub(super) fn general(api: &Api) -> Option<&[SecurityRequirement]> {
    let mut counts: Vec<(&[SecurityRequirement], usize)> = Vec::new();
    let called = api.operations().map(|(_, operation)| operation);
    let webhooks = api.webhooks.iter().flat_map(|webhook| &webhook.operations);
    for Operation { security, .. } in called.chain(webhooks) {
        match counts.iter_mut().find(|(known, _)| *known == security.as_slice()) {
            Some((_, count)) => *count += 1,
            None => counts.push((security, 1)),
        }
    }
    counts.reverse();
    counts
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map(|(security, _)| security)
}

/// The names of schemes as components, by the names that the description has.
pub(super) fn component_names(api: &Api) -> BTreeMap<String, String> {
    let names = api.security_schemes.iter().map(|scheme| scheme.name.as_str());
    let written = FreeNames::default().take_all(names.clone());
    names.map(str::to_owned).zip(written).collect()
}

impl Writer<'_> {
    /// The schemes of the document, by name.
    pub(super) fn security_schemes(&mut self) -> Members {
        let mut schemes = Members::default();
        for scheme in &self.api.security_schemes {
            if !self.is_sayable_scheme(&scheme.name) {
                let what = format!("how the security scheme `{}` works", scheme.name);
                self.leave_out(scheme.origin, &scheme.name, &what);
                continue;
            }
            let written = self.security_scheme(scheme);
            schemes.put(&self.scheme_name(&scheme.name), written);
        }
        schemes
    }

    /// The name of a scheme as a component.
    fn scheme_name(&self, name: &str) -> String {
        self.scheme_names.get(name).map_or(name, String::as_str).to_owned()
    }

    /// Whether the version knows how a scheme works.
    fn is_sayable_scheme(&self, name: &str) -> bool {
        let scheme = self.api.security_schemes.iter().find(|scheme| scheme.name == name);
        match scheme.map(|scheme| &scheme.kind) {
            Some(SecurityKind::Other { .. }) | None => false,
            Some(SecurityKind::MutualTls) => !self.is_3_0(),
            Some(_) => true,
        }
    }

    /// Alternatives that an operation, or all, require. One with a scheme that cannot be said is left out: without
    /// that scheme it would let everybody in.
    pub(super) fn requirements(&mut self, requirements: &[SecurityRequirement], origin: Origin) -> Vec<Value> {
        let mut alternatives = Vec::new();
        for requirement in requirements {
            let unknown = requirement.all.iter().find(|it| !self.is_sayable_scheme(&it.scheme));
            if let Some(unknown) = unknown {
                let what = format!("that callers may prove by `{}` who they are", unknown.scheme);
                self.leave_out(origin, &unknown.scheme, &what);
                continue;
            }
            let mut members = Members::default();
            for part in &requirement.all {
                members.put(&self.scheme_name(&part.scheme), part.scopes.clone());
            }
            alternatives.push(members.into());
        }
        alternatives
    }

    fn security_scheme(&mut self, scheme: &SecurityScheme) -> Members {
        let mut members = Members::default();
        match &scheme.kind {
            SecurityKind::ApiKey { place, field } => {
                members.put("type", "apiKey");
                members.put("in", key_place_name(*place));
                members.put("name", field.as_str());
            }
            SecurityKind::Basic => http(&mut members, "basic"),
            SecurityKind::Bearer { format } => {
                http(&mut members, "bearer");
                members.text("bearerFormat", format.as_ref());
            }
            SecurityKind::Http { scheme } => http(&mut members, scheme),
            SecurityKind::OAuth2 { flows } => {
                members.put("type", "oauth2");
                members.put("flows", self.flows(flows, scheme.origin));
            }
            SecurityKind::OpenIdConnect { discovery_url } => {
                members.put("type", "openIdConnect");
                members.put("openIdConnectUrl", discovery_url.as_str());
            }
            SecurityKind::MutualTls => members.put("type", "mutualTLS"),
            SecurityKind::Other { kind } => members.put("type", kind.as_str()),
        }
        members.text("description", scheme.description.as_ref());
        members.extensions(&scheme.extensions);
        let lost = [
            (
                "where the metadata of an authorization server is",
                scheme.metadata_url.is_some(),
            ),
            ("that a security scheme should no longer be used", scheme.deprecated),
        ];
        for (what, _) in lost.into_iter().filter(|(_, is_lost)| *is_lost) {
            self.leave_out(scheme.origin, what, what);
        }
        members
    }

    /// The flows of OAuth (section 4.8.28). The version knows four of them, each with addresses that it must have.
    fn flows(&mut self, flows: &[OAuthFlow], origin: Origin) -> Members {
        let mut members = Members::default();
        for flow in flows {
            let (key, has_authorization, has_token) = match flow.grant {
                OAuthGrant::Implicit => ("implicit", true, false),
                OAuthGrant::Password => ("password", false, true),
                OAuthGrant::ClientCredentials => ("clientCredentials", false, true),
                OAuthGrant::AuthorizationCode => ("authorizationCode", true, true),
                OAuthGrant::DeviceAuthorization => {
                    self.leave_out(origin, "device", "the device authorization flow of OAuth");
                    continue;
                }
            };
            let mut written = Members::default();
            self.flow_address(
                "authorizationUrl",
                flow.authorization_url.as_ref(),
                has_authorization,
                origin,
                &mut written,
            );
            self.flow_address("tokenUrl", flow.token_url.as_ref(), has_token, origin, &mut written);
            written.text("refreshUrl", flow.refresh_url.as_ref());
            let mut scopes = Members::default();
            for scope in &flow.scopes {
                scopes.put(&scope.name, scope.description.as_deref().unwrap_or_default());
            }
            written.put("scopes", scopes);
            members.put(key, written);
        }
        members
    }

    fn flow_address(&mut self, key: &str, url: Option<&String>, must: bool, origin: Origin, flow: &mut Members) {
        flow.text(key, url);
        if must && url.is_none() {
            let message = format!("a flow of OAuth has no `{key}`; it gets `/`, the server's own address");
            self.fill_in(origin, key, message);
            flow.put(key, "/");
        }
    }
}

fn http(members: &mut Members, scheme: &str) {
    members.put("type", "http");
    members.put("scheme", scheme);
}

fn key_place_name(place: ApiKeyPlace) -> &'static str {
    match place {
        ApiKeyPlace::Header => "header",
        ApiKeyPlace::Query => "query",
        ApiKeyPlace::Cookie => "cookie",
    }
}
