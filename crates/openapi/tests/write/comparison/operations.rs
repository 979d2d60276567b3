//! Paths and operations.

use std::collections::{BTreeMap, BTreeSet};

use specwright_model::{
    Api, Link, OAuthGrant, Operation, ParameterPlace, PathTemplate, Resource, Response, SecurityKind,
    SecurityRequirement, StatusPattern,
};
use specwright_openapi::WrittenVersion;

use super::{Comparison, valid_name, written_extensions};

/// The methods that OpenAPI 3.0 and 3.1 have.
const METHODS: [&str; 8] = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];

/// Header fields that are no parameters (OpenAPI 3.1.1, section 4.8.12.1).
const DESCRIBED_ELSEWHERE: [&str; 3] = ["accept", "content-type", "authorization"];

/// The ids that operations keep: those that are used once and have only characters of addresses.
pub(super) fn unique_ids(api: &Api) -> BTreeSet<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let webhooks = api.webhooks.iter().flat_map(|webhook| &webhook.operations);
    for operation in api.operations().map(|(_, operation)| operation).chain(webhooks) {
        let callbacks = operation.callbacks.iter().flat_map(|callback| &callback.operations);
        for id in [operation]
            .into_iter()
            .chain(callbacks)
            .filter_map(|it| it.id.as_deref())
        {
            *counts.entry(id).or_default() += 1;
        }
    }
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=".contains(&byte);
    let unique = counts
        .into_iter()
        .filter(|(id, count)| *count == 1 && id.bytes().all(fits));
    unique.map(|(id, _)| id.to_owned()).collect()
}

/// A security scheme as a version can say it; none where it cannot.
pub(super) fn sayable(kind: &SecurityKind, version: WrittenVersion) -> Option<SecurityKind> {
    match kind {
        SecurityKind::Other { .. } => None,
        SecurityKind::MutualTls if version == WrittenVersion::V3_0 => None,
        SecurityKind::OAuth2 { flows } => {
            // Devices are authorized from OpenAPI 3.2 on.
            let mut flows = flows.clone();
            flows.retain(|flow| flow.grant != OAuthGrant::DeviceAuthorization);
            flows.iter_mut().for_each(|flow| flow.device_authorization_url = None);
            Some(SecurityKind::OAuth2 { flows })
        }
        kind => Some(kind.clone()),
    }
}

impl Comparison<'_> {
    /// Every operation under the shape of its path: templates of one shape are one path to OpenAPI, and methods that
    /// OpenAPI has no key for are left out.
    pub(super) fn resources(&mut self) {
        let (first, back) = (self.first, self.back);
        let mut known: BTreeMap<String, &Resource> = back.resources.iter().map(|it| (it.path.shape(), it)).collect();
        let mut done: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for resource in &first.resources {
            let place = resource.path.to_string();
            let Some(found) = known.get(&resource.path.shape()).copied() else {
                self.differ(&place, "did not come back");
                continue;
            };
            let is_first = !done.contains_key(&resource.path.shape());
            if is_first {
                let names: Vec<String> = resource.path.variables().map(valid_name).collect();
                let written: Vec<String> = found.path.variables().map(str::to_owned).collect();
                self.same(&place, "variables", &names, &written);
                let summary = resource.summary.clone().or(resource.name.clone());
                self.same_if_any(&place, "summary", summary.as_ref(), found.summary.as_ref());
                self.same_if_any(
                    &place,
                    "description",
                    resource.description.as_ref(),
                    found.description.as_ref(),
                );
            }
            // Several resources may be one path item, which has the extensions of all.
            let own = written_extensions(&resource.extensions);
            let found_extensions = found.extensions.iter().filter(|(name, _)| own.contains_key(*name));
            let found_extensions = found_extensions
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect();
            self.same_extensions(&place, &own, &found_extensions);
            let methods = done.entry(resource.path.shape()).or_default();
            let new: Vec<_> = resource
                .operations
                .iter()
                .filter(|it| methods.insert(it.method.as_str()))
                .collect();
            let names = renamed(&found.path, &resource.path);
            self.operations(&place, &new, &found.operations, &names);
        }
        for shape in done.keys() {
            known.remove(shape);
        }
        self.same(
            "the API",
            "paths that came back only",
            &Vec::new(),
            &known.keys().collect(),
        );
    }

    /// OpenAPI 3.0 has no webhooks.
    pub(super) fn webhooks(&mut self) {
        if self.is_3_0() {
            return;
        }
        let (first, back) = (self.first, self.back);
        self.same("the API", "webhooks", &first.webhooks.len(), &back.webhooks.len());
        for (first, back) in first.webhooks.iter().zip(&back.webhooks) {
            self.same("webhook", "name", &first.name, &back.name);
            let operations: Vec<_> = first.operations.iter().collect();
            self.operations(&first.name, &operations, &back.operations, &BTreeMap::new());
        }
    }

    fn operations(&mut self, place: &str, first: &[&Operation], back: &[Operation], names: &BTreeMap<String, String>) {
        let first: Vec<_> = first
            .iter()
            .filter(|it| METHODS.contains(&it.method.as_str()))
            .collect();
        for operation in first {
            let place = format!("{} {place}", operation.method);
            match back.iter().find(|found| found.method == operation.method) {
                Some(found) => self.operation(&place, operation, found, names),
                None => self.differ(&place, "did not come back"),
            }
        }
    }

    fn operation(&mut self, place: &str, first: &Operation, back: &Operation, names: &BTreeMap<String, String>) {
        if first.id.as_ref().is_some_and(|id| self.ids.contains(id)) {
            self.same(place, "id", &first.id, &back.id);
        }
        self.same_if_any(place, "summary", first.summary.as_ref(), back.summary.as_ref());
        self.same(place, "description", &first.description, &back.description);
        self.same(
            place,
            "documentation",
            &first.external_documentation,
            &back.external_documentation,
        );
        self.same(place, "tags", &first.tags, &back.tags);
        self.same(place, "deprecated", &first.deprecated, &back.deprecated);
        self.same_extensions(place, &first.extensions, &back.extensions);
        self.same(
            place,
            "security",
            &self.sayable_security(&first.security),
            &back.security,
        );
        self.servers(place, &first.servers, &back.servers);
        self.parameters(place, first, back, names);
        self.request_body(place, first, back);
        self.responses(place, first, back);
        self.callbacks(place, first, back);
    }

    /// Alternatives with a scheme that the version cannot say are left out.
    fn sayable_security(&self, security: &[SecurityRequirement]) -> Vec<SecurityRequirement> {
        let is_sayable = |name: &str| {
            let scheme = self.first.security_schemes.iter().find(|scheme| scheme.name == name);
            scheme.is_some_and(|scheme| sayable(&scheme.kind, self.version).is_some())
        };
        let alternatives = security
            .iter()
            .filter(|it| it.all.iter().all(|part| is_sayable(&part.scheme)));
        let named = |it: &SecurityRequirement| {
            let mut requirement = it.clone();
            requirement
                .all
                .iter_mut()
                .for_each(|part| part.scheme = valid_name(&part.scheme));
            requirement
        };
        alternatives.map(named).collect()
    }

    fn parameters(&mut self, place: &str, first: &Operation, back: &Operation, names: &BTreeMap<String, String>) {
        let written = |name: &str| names.get(name).map_or(name, String::as_str).to_owned();
        let name_of = |parameter: &specwright_model::Parameter| match parameter.place {
            ParameterPlace::Path => written(&parameter.name),
            _ => parameter.name.clone(),
        };
        // A path parameter that is not in the path is left out, and so are headers that OpenAPI describes elsewhere.
        let is_sayable = |it: &&specwright_model::Parameter| match it.place {
            ParameterPlace::Path => names.contains_key(&it.name),
            ParameterPlace::Header => !DESCRIBED_ELSEWHERE.contains(&it.name.to_ascii_lowercase().as_str()),
            _ => true,
        };
        let first = first.parameters.iter().filter(is_sayable);
        let first: Vec<_> = first.map(|it| (it.place, name_of(it), it)).collect();
        let list = |parameters: Vec<(ParameterPlace, String)>| parameters;
        let expected = list(first.iter().map(|(place, name, _)| (*place, name.clone())).collect());
        let found = list(back.parameters.iter().map(|it| (it.place, it.name.clone())).collect());
        self.same(place, "parameters", &expected, &found);
        for ((_, name, first), back) in first.into_iter().zip(&back.parameters) {
            let place = format!("{place} parameter {name}");
            self.same(&place, "description", &first.description, &back.description);
            let is_query = first.place == ParameterPlace::Query;
            let flags = |it: &specwright_model::Parameter| {
                // These two are for the query alone.
                let of_query = is_query.then_some((it.allow_reserved, it.allow_empty_value));
                (it.required, it.deprecated, of_query)
            };
            self.same(&place, "flags", &flags(first), &flags(back));
            // A document in place of a styled text has no style.
            if first.media_type.is_none() {
                self.same(
                    &place,
                    "style",
                    &(first.style, first.explode),
                    &(back.style, back.explode),
                );
            }
            self.same(&place, "media type", &first.media_type, &back.media_type);
            self.same_extensions(&place, &first.extensions, &back.extensions);
            self.examples(&place, &first.examples, &back.examples);
            self.schema(&place, first.schema, back.schema);
        }
    }

    fn responses(&mut self, place: &str, first: &Operation, back: &Operation) {
        let has_calls = !first.transactions.is_empty();
        // OpenAPI has statuses up to 599.
        let is_sayable = |it: &&Response| !matches!(it.status, StatusPattern::Code(code) if code > 599);
        let expected: Vec<_> = first.responses.iter().filter(is_sayable).collect();
        if expected.is_empty() && self.is_3_0() {
            return;
        }
        let statuses = |list: Vec<StatusPattern>| list;
        self.same(
            place,
            "responses",
            &statuses(expected.iter().map(|it| it.status).collect()),
            &statuses(back.responses.iter().map(|it| it.status).collect()),
        );
        for (first, back) in expected.into_iter().zip(&back.responses) {
            let place = format!("{place} response {}", first.status);
            self.same_if_any(
                &place,
                "description",
                first.description.as_ref(),
                back.description.as_ref(),
            );
            self.same_extensions(&place, &first.extensions, &back.extensions);
            self.headers(&place, &first.headers, &back.headers);
            self.contents(&place, &first.contents, &back.contents, has_calls);
            self.links(&place, &first.links, &back.links);
        }
    }

    /// A link leads by the id of an operation or by a reference to it.
    fn links(&mut self, place: &str, first: &[Link], back: &[Link]) {
        let leads = |link: &&Link| link.operation_id.is_some() || link.operation_reference.is_some();
        let said = |link: &Link| {
            let reference = link.operation_reference.clone().filter(|_| link.operation_id.is_none());
            let target = (link.operation_id.is_some(), reference);
            (
                link.name.clone(),
                target,
                link.parameters.clone(),
                link.request_body.clone(),
                link.description.clone(),
            )
        };
        let first: Vec<_> = first.iter().filter(leads).map(said).collect();
        let back: Vec<_> = back.iter().map(said).collect();
        self.same(place, "links", &first, &back);
    }

    fn callbacks(&mut self, place: &str, first: &Operation, back: &Operation) {
        self.same(place, "callbacks", &first.callbacks.len(), &back.callbacks.len());
        for (first, back) in first.callbacks.iter().zip(&back.callbacks) {
            self.same(
                place,
                "callback",
                &(&first.name, &first.expression),
                &(&back.name, &back.expression),
            );
            let operations: Vec<_> = first.operations.iter().collect();
            let place = format!("{place} callback {}", first.name);
            self.operations(&place, &operations, &back.operations, &BTreeMap::new());
        }
    }
}

/// What the variables of a template are called in another one of the same shape.
fn renamed(written: &PathTemplate, template: &PathTemplate) -> BTreeMap<String, String> {
    let names = template.variables().zip(written.variables());
    names.map(|(old, new)| (old.to_owned(), new.to_owned())).collect()
}
