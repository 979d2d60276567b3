//! Methods (RAML 1.0, "Methods").

use specwright_model::{Method, Operation, Origin, ParameterPlace, Server};

use super::query_string::QueryString;
use super::resource::Surroundings;
use super::{Reader, objects};
use crate::rules;
use crate::types::Position;
use crate::view::{Entry, View};

impl<'s> Reader<'s, '_> {
    /// The operation that a method is. `resource` is the index of its resource, to which it is added next.
    pub(super) fn method(&mut self, entry: &Entry<'s>, outer: &Surroundings<'s>, resource: usize) -> Operation {
        let view = &entry.value;
        let mut operation = Operation {
            method: Method::new(&entry.key),
            tags: outer.tag.iter().cloned().collect(),
            parameters: outer.parameters.clone(),
            origin: Origin::written(entry.key_location),
            ..Operation::default()
        };
        if !view.is_mapping() && !view.is_null() {
            self.wrong_type(view, &entry.key, "a mapping");
            return operation;
        }
        view.read_as(if self.session.is_old() {
            objects::OLD_METHOD
        } else {
            objects::METHOD
        });
        operation.summary = if self.session.is_old() {
            None
        } else {
            self.display_name(view)
        };
        operation.description = self.text(view, "description");
        operation.extensions = self.annotations(view, "Method");
        operation.servers = self.servers_of_method(view, &outer.servers);
        let query = self.parameters(view, "queryParameters", ParameterPlace::Query);
        let headers = self.parameters(view, "headers", ParameterPlace::Header);
        operation.parameters.extend(query.into_iter().chain(headers));
        self.query_string(view, resource);
        operation.request_body = self.request_body(view);
        operation.responses = self.responses(view);
        view.get("is");
        let security = self.secured_by(view).or_else(|| outer.security.clone());
        self.secure(&mut operation, &security.unwrap_or_default());
        operation
    }

    /// The servers of a method, where they are not those of the API. `outer` are those of its resource.
    fn servers_of_method(&mut self, view: &View<'s>, outer: &[Server]) -> Vec<Server> {
        let own = self.servers_below(view, outer);
        let protocols = self.protocols(view);
        if protocols.is_empty() {
            return own;
        }
        let known = if own.is_empty() { &self.api.servers } else { &own };
        let is_served = |server: &&Server| {
            let (scheme, _) = server.url.split_once("://").unwrap_or_default();
            protocols.iter().any(|protocol| protocol.eq_ignore_ascii_case(scheme))
        };
        let chosen: Vec<Server> = known.iter().filter(is_served).cloned().collect();
        if !chosen.is_empty() && chosen.len() == known.len() {
            return own;
        }
        if !chosen.is_empty() {
            return chosen;
        }
        let first = known.first().cloned();
        let with = |server: Server, protocol: &str| {
            let (_, rest) = server.url.split_once("://")?;
            let url = format!("{}://{rest}", protocol.to_ascii_lowercase());
            Some(Server { url, ..server })
        };
        let servers = protocols.iter().filter_map(|protocol| with(first.clone()?, protocol));
        servers.collect()
    }

    /// `queryString`: the whole query as one type (RAML 1.0, "Query Strings and Query Parameters").
    fn query_string(&mut self, view: &View<'s>, resource: usize) {
        if self.session.is_old() {
            return;
        }
        let Some(entry) = view.entry("queryString") else { return };
        if view.has("queryParameters") {
            let message = "`queryString` and `queryParameters` exclude each other";
            self.error(&rules::QUERY_TWICE, entry.key_location, message);
        }
        let id = self.types.inline(&entry.value, Position::QueryString);
        let schema = self.types.schema(id, &mut self.schemas);
        let operation = self.api.resources.get(resource).map_or(0, |it| it.operations.len());
        self.query_strings.push(QueryString {
            resource,
            operation,
            schema,
            location: entry.key_location,
        });
    }
}
