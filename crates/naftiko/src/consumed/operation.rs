//! Consumed operations.

use specwright_diagnostics::Location;
use specwright_model::{Method, Operation, OperationReference, Parameter, ParameterPlace};

use super::parameter::{Declared, DeclaredPlace, merged, named_in_values};
use super::resource::ResourceContext;
use super::{ConsumedOperation, Slot};
use crate::objects;
use crate::reader::{Named, Reader};
use crate::rules;

/// What goes into an operation beside its body.
struct Parameters {
    list: Vec<Parameter>,
    slots: Vec<Slot>,
    /// Those that make up the body.
    of_body: Vec<Declared>,
    /// The media type of the body, where a header field says it.
    content_type: Option<String>,
}

/// Header fields that say how a message travels, and to whom (RFC 9110, sections 7.2 and 7.6.1; RFC 9112, section 6).
const OF_CONNECTIONS: [&str; 7] = [
    "Host",
    "Content-Length",
    "Transfer-Encoding",
    "Connection",
    "Upgrade",
    "TE",
    "Trailer",
];

impl<'s> Reader<'s> {
    pub(super) fn consumed_operation(
        &mut self,
        named: Named<'s>,
        context: &ResourceContext<'_>,
    ) -> Option<ConsumedOperation> {
        let object = &objects::CONSUMED_OPERATION;
        let node = named.node;
        if named.name.is_none() {
            self.required(node, "name", object);
        }
        let own = self.declared_parameters(node);
        let declared = merged(&context.parameters, own);
        let parameters = self.parameters(declared, context, named.location());
        let (request_body, body, body_slots) =
            self.request_body(node, &parameters.of_body, parameters.content_type.as_deref());
        let (mut responses, outputs) = self.responses(node);
        let summary = self.title(node);
        let description = self.string(node, "description");
        let method = Method::new(self.required(node, "method", object)?);
        if method.as_str() == "DELETE" {
            responses.extend(self.empty_response(&responses, node.location()));
        }
        let name = named.text();
        let resource = self.resource_for(context, &method);
        let operation = Operation {
            id: (!name.is_empty()).then(|| name.to_owned()),
            summary,
            description,
            tags: vec![context.namespace.to_owned()],
            parameters: parameters.list,
            request_body,
            responses,
            security: context.security.clone(),
            servers: context.servers.clone(),
            origin: self.origin(named.location()),
            method,
            ..Operation::default()
        };
        let operations = &mut self.api.resources.get_mut(resource)?.operations;
        operations.push(operation);
        let reference = OperationReference {
            resource,
            operation: operations.len() - 1,
            name: format!("{}.{name}", context.namespace),
        };
        let mut slots = parameters.slots;
        slots.extend(body_slots);
        slots.extend(named_in_values(&slots));
        Some(ConsumedOperation {
            name: name.to_owned(),
            reference,
            slots,
            body,
            outputs,
        })
    }

    fn parameters(&mut self, declared: Vec<Declared>, context: &ResourceContext<'_>, location: Location) -> Parameters {
        let mut parameters = Parameters {
            list: Vec::new(),
            slots: Vec::new(),
            of_body: Vec::new(),
            content_type: None,
        };
        let variables: Vec<String> = context.path.variables().map(str::to_owned).collect();
        for declared in declared {
            let place = match declared.place {
                DeclaredPlace::Body => {
                    parameters.of_body.push(declared);
                    continue;
                }
                DeclaredPlace::Parameter(place) => place,
            };
            if place == ParameterPlace::Path && !variables.contains(&declared.name) {
                let message = format!("the path has no `{{{}}}`; the parameter is left out", declared.name);
                self.report_unused_variable(&declared, message, &variables);
                continue;
            }
            let is_content_type = place == ParameterPlace::Header && declared.name.eq_ignore_ascii_case("content-type");
            if is_content_type {
                parameters.content_type = declared.value.as_ref().and_then(literal_text);
                continue;
            }
            if place == ParameterPlace::Header && !self.is_sent_header(&declared) {
                continue;
            }
            let (parameter, slot) = self.parameter(&declared, place);
            parameters.list.push(parameter);
            parameters.slots.push(slot);
        }
        for variable in variables {
            let is_known = |it: &Parameter| it.place == ParameterPlace::Path && it.name == variable;
            if !parameters.list.iter().any(is_known) {
                let (parameter, slot) = self.undeclared_variable(variable, context.location, location);
                parameters.list.push(parameter);
                parameters.slots.push(slot);
            }
        }
        parameters
    }

    /// Whether a header field can be in a request, and is not one that the connection itself sets; with a finding.
    fn is_sent_header(&mut self, declared: &Declared) -> bool {
        let name = declared.name.as_str();
        let is_token = |it: char| it.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(it);
        if name.is_empty() || !name.chars().all(is_token) {
            let message = format!("`{name}` is no name of a header field");
            let help = "names have letters, digits and `-`, without spaces";
            self.report_with(&rules::INVALID_HEADER, declared.location, message, help);
            return false;
        }
        let value = declared.value.as_ref().and_then(literal_text);
        if value.is_some_and(|text| text.contains(|it: char| it.is_control() && it != '\t')) {
            let message = format!("the value of the header field `{name}` has control characters, such as line breaks");
            self.report(&rules::INVALID_HEADER, declared.location, message);
            return false;
        }
        if OF_CONNECTIONS.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            let what = format!("the header field `{name}`");
            self.left_out(declared.location, &what, "the connection sets it");
            return false;
        }
        true
    }

    fn report_unused_variable(&mut self, declared: &Declared, message: String, variables: &[String]) {
        let known: Vec<&str> = variables.iter().map(String::as_str).collect();
        self.report_unknown(
            &rules::UNUSED_PATH_PARAMETER,
            declared.location,
            message,
            &declared.name,
            &known,
        );
    }

    /// A variable of a path that is no declared parameter: it may be a bind.
    fn undeclared_variable(&mut self, name: String, path: Location, operation: Location) -> (Parameter, Slot) {
        let value = self.binds.used(&name).map(specwright_model::Expression::Bind);
        let declared = Declared {
            name,
            place: DeclaredPlace::Parameter(ParameterPlace::Path),
            value,
            type_name: None,
            description: None,
            required: true,
            location: path,
        };
        let (mut parameter, mut slot) = self.parameter(&declared, ParameterPlace::Path);
        parameter.origin = self.inferred(path);
        slot.location = operation;
        (parameter, slot)
    }
}

fn literal_text(value: &specwright_model::Expression) -> Option<String> {
    match value {
        specwright_model::Expression::Literal(value) => value.as_str().map(str::to_owned),
        _ => None,
    }
}
