//! From the sections of a blueprint to the model.
//!
//! Actions come together by path and method first: one header may be a resource and an operation at once, so that the
//! same path stands in a document many times. Each operation is then read from all of its actions, and what bodies hold
//! is concluded from examples in the end, when all of them are known.

mod body;
mod credential;
mod endpoint;
mod form;
mod information;
mod json;
mod media_type;
mod message;
mod misfit;
mod naming;
mod operation;
mod parameter;
mod parameter_type;
mod response;
mod transaction;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use specwright_inference::{Inference, PayloadKey};
use specwright_model::{Api, Operation, Origin, Payload, Resource, SchemaId, Tag};
use specwright_source::Sources;

use crate::findings::Findings;
use crate::mson::Types;
use crate::rules;
use crate::syntax::{self, Blueprint};

use credential::Credentials;
use endpoint::Endpoint;
use naming::OperationIds;

/// Reads the model from the sections of a document.
pub(crate) fn api<'t>(
    sources: &Sources,
    text: &'t str,
    blueprint: &Blueprint<'_, 't>,
    findings: &mut Findings<'_>,
) -> Api {
    let mut lowering = Lowering {
        sources,
        text,
        findings,
        api: Api::default(),
        types: Types::new(text),
        inference: Inference::new(),
        inferred: Vec::new(),
        models: models(blueprint),
        schemas: BTreeMap::new(),
        paths: BTreeMap::new(),
        checked_bodies: BTreeSet::new(),
        responses_shown: 0,
        credentials: Credentials::default(),
        ids: OperationIds::of(blueprint),
    };
    lowering.information(blueprint);
    lowering.types(blueprint);
    lowering.tags(blueprint);
    for endpoint in endpoint::endpoints(blueprint, lowering.findings) {
        lowering.endpoint(&endpoint);
    }
    lowering.infer();
    std::mem::take(&mut lowering.credentials).finish(&mut lowering.api);
    lowering.same_routes();
    lowering.api
}

/// What every part of the lowering shares.
pub(crate) struct Lowering<'a, 'b, 't, 'f> {
    sources: &'a Sources,
    text: &'t str,
    findings: &'a mut Findings<'f>,
    api: Api,
    types: Types<'t>,
    inference: Inference,
    /// What waits for a schema from examples.
    inferred: Vec<(Place, PayloadKey)>,
    /// The models of resources, by the names of the resources.
    models: BTreeMap<&'t str, &'a syntax::Payload<'b, 't>>,
    /// The schemas of attributes and schema sections, by where those begin.
    schemas: BTreeMap<usize, SchemaId>,
    /// The bodies that were compared with a schema, by where they begin.
    checked_bodies: BTreeSet<(usize, SchemaId)>,
    /// Where in the model the resource of each path is.
    paths: BTreeMap<String, usize>,
    /// How many responses the transactions so far come to.
    responses_shown: usize,
    credentials: Credentials,
    ids: OperationIds,
}

/// A payload of the model, by where it is. Each number counts from 0.
#[derive(Clone, Copy, Debug)]
struct Place {
    resource: usize,
    operation: usize,
    /// The response; none for the request's body.
    response: Option<usize>,
    content: usize,
}

/// The models of all resources that have a name and a model.
fn models<'a, 'b, 't>(blueprint: &'a Blueprint<'b, 't>) -> BTreeMap<&'t str, &'a syntax::Payload<'b, 't>> {
    let resources = blueprint.groups.iter().flat_map(|group| &group.resources);
    let models = resources.filter_map(|resource| Some((resource.name?.text, resource.model.as_ref()?)));
    models.collect()
}

impl<'a, 'b, 't> Lowering<'a, 'b, 't, '_> {
    /// The groups of operations.
    fn tags(&mut self, blueprint: &Blueprint<'_, '_>) {
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        for group in &blueprint.groups {
            let Some(name) = group.name else { continue };
            let description = group.description.read(self.text);
            let index = *names.entry(name.text).or_insert(self.api.tags.len());
            if let Some(known) = self.api.tags.get_mut(index) {
                // A group that goes on further down in the document.
                known.description = known.description.take().or(description);
                continue;
            }
            self.api.tags.push(Tag {
                name: name.text.to_owned(),
                description,
                origin: self.written(name.range()),
                ..Tag::default()
            });
        }
    }

    /// Reads an operation, and puts it with its resource.
    fn endpoint(&mut self, endpoint: &Endpoint<'a, 'b, 't>) {
        let path = endpoint.path.to_string();
        let resource = match self.paths.get(&path) {
            Some(index) => *index,
            None => {
                let resource = self.resource(endpoint);
                self.paths.insert(path, self.api.resources.len());
                self.api.resources.push(resource);
                self.api.resources.len() - 1
            }
        };
        let operations = self.api.resources.get(resource).map_or(0, |it| it.operations.len());
        let operation = self.operation(endpoint, resource, operations);
        if let Some(resource) = self.api.resources.get_mut(resource) {
            resource.operations.push(operation);
        }
    }

    fn resource(&self, endpoint: &Endpoint<'_, '_, '_>) -> Resource {
        let site = endpoint.first();
        let own = site.action.uri.is_none();
        Resource {
            path: endpoint.path.clone(),
            name: site.resource.name.filter(|_| own).map(|name| name.text.to_owned()),
            description: (own && !site.resource.is_one_action())
                .then(|| site.resource.description.read(self.text))
                .flatten(),
            origin: self.written(if own { &site.resource.range } else { &site.action.range }.clone()),
            ..Resource::default()
        }
    }

    /// Puts what was concluded from examples where it was missing.
    fn infer(&mut self) {
        let inferred = std::mem::take(&mut self.inference).finish(&mut self.api.schemas);
        for (place, key) in std::mem::take(&mut self.inferred) {
            if let Some(payload) = self.payload_mut(place) {
                payload.schema = inferred.schema(key);
            }
        }
    }

    fn payload_mut(&mut self, place: Place) -> Option<&mut Payload> {
        let resource = self.api.resources.get_mut(place.resource)?;
        let operation: &mut Operation = resource.operations.get_mut(place.operation)?;
        match place.response {
            Some(response) => operation.responses.get_mut(response)?.contents.get_mut(place.content),
            None => operation.request_body.as_mut()?.contents.get_mut(place.content),
        }
    }

    /// Says of resources that match the same paths: only one of two operations of one method can be served.
    fn same_routes(&mut self) {
        let mut shapes: BTreeMap<String, &Resource> = BTreeMap::new();
        for resource in &self.api.resources {
            let known = shapes.entry(resource.path.shape()).or_insert(resource);
            if known.path == resource.path {
                continue;
            }
            let has = |method| known.operations.iter().any(|known| known.method == method);
            let methods = resource.operations.iter().map(|it| it.method.clone());
            let shared: Vec<String> = methods.filter(|it| has(it.clone())).map(|it| it.to_string()).collect();
            if shared.is_empty() {
                continue;
            }
            let (first, second) = (known.path.to_string(), resource.path.to_string());
            let message = format!(
                "`{first}` and `{second}` match the same paths, and both have {}",
                shared.join(", ")
            );
            let (Some(location), Some(other)) = (resource.origin.location, known.origin.location) else {
                continue;
            };
            let finding = specwright_diagnostics::Diagnostic::new(&rules::SAME_ROUTE, location, message);
            let finding = finding.related(other, "the first of them");
            let help = "a client calls both; a server has one route for them, and answers as the first says";
            self.findings.push(finding.help(help));
        }
    }

    /// The origin of what is written at a range.
    fn written(&self, range: std::ops::Range<usize>) -> Origin {
        Origin::written(self.findings.location(range))
    }

    /// The origin of what was concluded from what stands at a range.
    fn concluded(&self, range: std::ops::Range<usize>) -> Origin {
        Origin::inferred(self.findings.location(range))
    }
}
