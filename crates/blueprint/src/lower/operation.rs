//! Operations.

use specwright_model::{Operation, Server};

use crate::rules;

use super::Lowering;
use super::endpoint::Endpoint;
use super::naming::text_of;

impl<'a, 'b, 't> Lowering<'a, 'b, 't, '_> {
    /// Reads an operation, which is to be the one at these indexes.
    pub(super) fn operation(
        &mut self,
        endpoint: &Endpoint<'a, 'b, 't>,
        resource: usize,
        operation: usize,
    ) -> Operation {
        let site = endpoint.first();
        let action = site.action;
        let exchanges = self.exchanges(endpoint);
        let described = self.parameters(endpoint, &exchanges);
        let name = match site.resource.is_one_action() {
            true => action.name.or(site.resource.name),
            false => action.name,
        };
        let place = (resource, operation);
        let request_body = self.request_body(endpoint, &exchanges, described.body_fields, place);
        let responses = self.responses(endpoint, &exchanges, place);
        if responses.is_empty() {
            let message = format!("{} {} describes no response", endpoint.method, endpoint.path);
            let finding = self.findings.at(&rules::NO_RESPONSE, action.range.clone(), message);
            let help = "write `+ Response 200`; until then a client takes whatever comes";
            self.findings.assume("", finding.help(help));
        }
        let (security, credentials) = self.credentials(&exchanges);
        let mut parameters = described.parameters;
        parameters.extend(self.header_parameters(&exchanges, &credentials));
        Operation {
            id: self.ids.id(site),
            summary: text_of(name),
            description: self.description(endpoint),
            tags: text_of(site.group.name).into_iter().collect(),
            parameters,
            request_body,
            responses,
            security,
            servers: server(endpoint).into_iter().collect(),
            relation: endpoint.sites().find_map(|site| text_of(site.action.relation)),
            transactions: self.transactions(&exchanges),
            origin: self.written(action.range.clone()),
            method: endpoint.method.clone(),
            ..Operation::default()
        }
    }

    /// What all of its actions say, and what their resources say where those are nothing else.
    fn description(&self, endpoint: &Endpoint<'_, '_, '_>) -> Option<String> {
        let mut parts: Vec<String> = Vec::new();
        for site in endpoint.sites() {
            let resource = site.resource.is_one_action().then_some(&site.resource.description);
            for description in resource.into_iter().chain([&site.action.description]) {
                parts.extend(description.read(self.text).filter(|part| !parts.contains(part)));
            }
        }
        (!parts.is_empty()).then(|| parts.join("\n\n"))
    }
}

/// The server of an operation whose URI names one.
fn server(endpoint: &Endpoint<'_, '_, '_>) -> Option<Server> {
    let url = endpoint.first().template.origin.clone()?;
    Some(Server {
        url,
        ..Server::default()
    })
}
