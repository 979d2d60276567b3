//! Operations: the Operation Object (OpenAPI 3.1.1, section 4.8.10).

use serde_json::{Value, json};
use specwright_model::{Method, Operation, Parameter, ParameterPlace};

use super::Writer;
use super::members::Members;
use super::paths::PathVariables;

/// Header fields that OpenAPI describes elsewhere, so that parameters of these names are ignored (section 4.8.12.1).
const RESERVED_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

impl Writer<'_> {
    /// An operation with its key among all ids, whose path has these variables.
    pub(super) fn operation(&mut self, operation: &Operation, key: &str, variables: &PathVariables) -> Members {
        let mut members = Members::default();
        members.sequence("tags", operation.tags.clone());
        let id = self.operation_ids.get(key).map(str::to_owned);
        // A name that is no id is for people to read.
        let name = operation.id.as_ref().filter(|original| Some(*original) != id.as_ref());
        members.text("summary", operation.summary.as_ref().or(name));
        members.text("description", operation.description.as_ref());
        members.external_documentation(operation.external_documentation.as_ref());
        members.option("operationId", id);
        members.sequence("parameters", self.parameters(operation, variables));
        if let Some(body) = &operation.request_body {
            members.put("requestBody", self.request_body(body, operation));
        }
        self.responses(operation, &mut members);
        members.mapping("callbacks", self.callbacks(&operation.callbacks, key));
        members.flag("deprecated", operation.deprecated);
        if self.general_security != Some(operation.security.as_slice()) {
            members.put("security", self.requirements(&operation.security, operation.origin));
        }
        members.sequence("servers", self.servers(&operation.servers, operation.origin));
        members.extensions(&operation.extensions);
        self.lost_of_operation(operation);
        members
    }

    fn parameters(&mut self, operation: &Operation, variables: &PathVariables) -> Vec<Value> {
        let mut parameters = Vec::new();
        let mut declared: Vec<&str> = Vec::new();
        for parameter in &operation.parameters {
            if parameter.place != ParameterPlace::Path {
                if self.is_sayable(parameter) {
                    parameters.push(self.parameter(parameter, &parameter.name));
                }
                continue;
            }
            match variables.name_of(&parameter.name) {
                Some(name) => {
                    declared.push(name);
                    parameters.push(self.parameter(parameter, name));
                }
                None => self.leave_out_path_parameter(&parameter.name, &operation.method, parameter.origin),
            }
        }
        for name in variables
            .written()
            .iter()
            .filter(|name| !declared.contains(&name.as_str()))
        {
            let message =
                format!("no parameter describes the variable `{name}` of the path; it is written as a string");
            self.fill_in(operation.origin, "path-parameter", message);
            parameters.push(json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }));
        }
        parameters
    }

    /// Whether a parameter is none of those that OpenAPI describes elsewhere.
    fn is_sayable(&mut self, parameter: &Parameter) -> bool {
        let name = parameter.name.to_ascii_lowercase();
        let is_reserved = parameter.place == ParameterPlace::Header && RESERVED_HEADERS.contains(&name.as_str());
        if is_reserved {
            let what = format!(
                "the header parameter `{}`, which media types and security schemes describe,",
                parameter.name
            );
            self.leave_out(parameter.origin, &name, &what);
        }
        !is_reserved
    }

    /// The responses of an operation (section 4.8.16). OpenAPI 3.0 asks for one at least.
    fn responses(&mut self, operation: &Operation, members: &mut Members) {
        let mut responses = Members::default();
        for response in &operation.responses {
            if let Some((status, response)) = self.response(response, operation) {
                responses.put(&status, response);
            }
        }
        if responses.is_empty() && self.is_3_0() {
            let message = "the operation says nothing of what comes back; it gets a response without a body".to_owned();
            self.fill_in(operation.origin, "responses", message);
            responses.put("default", json!({ "description": "What comes back." }));
        }
        members.mapping("responses", responses);
    }

    /// Reports what has no place in an operation. Which messages belong together is reported once for a document.
    fn lost_of_operation(&mut self, operation: &Operation) {
        if let Some(relation) = &operation.relation {
            self.leave_out(operation.origin, "relation", &format!("the link relation `{relation}`"));
        }
        let calls: usize = operation.transactions.iter().map(|it| it.responses.len().max(1)).sum();
        if calls > 1 && !self.has_reported_transactions {
            self.has_reported_transactions = true;
            let what = "which example requests and example responses belong together";
            self.leave_out(operation.origin, "transactions", what);
        }
        let method: &Method = &operation.method;
        if self.is_3_0() && operation.request_body.is_some() && ["GET", "HEAD", "DELETE"].contains(&method.as_str()) {
            // OpenAPI 3.0.4, section 4.7.10.1: it may be said, and readers shall ignore it.
            let message = format!("readers of OpenAPI 3.0 may ignore the body of a {method} request");
            self.find(&crate::rules::SAID_OTHERWISE, operation.origin, "body", message);
        }
    }
}
