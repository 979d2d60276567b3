//! From an operation of the model to its plan.

use specwright_diagnostics::Diagnostic;
use specwright_model::{
    Header, Operation, Parameter, ParameterPlace, RequestBody, Resource, Response, Server, StatusPattern,
};

use crate::{
    Case, Docs, Names, adjacent,
    bodies::Body,
    body_builder::BodyBuilder,
    build::{TypeBuilder, Typed},
    docs::in_code,
    operation_names::OperationNames,
    operations::{HeaderPlan, OperationPlan, ParameterPlan, RequestBodyPlan, ResponsePlan, effective_style, shape},
    plan::{operation_finding, operation_id},
    rules, sample, servers, status,
    transactions::transactions,
    types::TypeRef,
    views::View,
};

/// Methods of generated builders and fields of generated requests that parameters must not take.
const RESERVED_PARAMETERS: [&str; 11] = [
    "send",
    "send_streaming",
    "header",
    "new",
    "body",
    "context",
    "self",
    "request",
    "client",
    "incoming",
    "value",
];

/// Makes plans of operations; holds the names that are unique over all of them.
pub(crate) struct OperationBuilder<'a> {
    types: &'a mut TypeBuilder,
    servers: &'a [Server],
    names: OperationNames,
    request_view: View,
    response_view: View,
}

impl<'a> OperationBuilder<'a> {
    pub(crate) fn new(types: &'a mut TypeBuilder, servers: &'a [Server]) -> Self {
        Self {
            types,
            servers,
            names: OperationNames::new(),
            request_view: View::Sent,
            response_view: View::Received,
        }
    }

    /// The same for webhooks: what the API requests is received from it.
    pub(crate) fn of_webhooks(types: &'a mut TypeBuilder) -> Self {
        Self {
            request_view: View::Received,
            response_view: View::Sent,
            ..Self::new(types, &[])
        }
    }

    /// The name of an operation's function, and the stem of its types; why it is left out where it cannot be generated.
    pub(crate) fn name(&mut self, resource: &Resource, operation: &Operation) -> Result<(String, String), Diagnostic> {
        match self.obstacle(resource, operation) {
            None => Ok(self.names.claim(resource, operation)),
            Some(reason) => {
                let id = operation_id(resource, operation);
                let message = format!("the operation `{id}` is left out: {reason}");
                Err(operation_finding(&rules::OPERATION_LEFT_OUT, operation, message))
            }
        }
    }

    /// Plans an operation of these names.
    pub(crate) fn operation(
        &mut self,
        (name, type_name): (String, String),
        resource: &Resource,
        operation: &Operation,
        group: usize,
    ) -> OperationPlan {
        self.types.scope = type_name.as_str().into();
        let mut plan = OperationPlan {
            constant_name: crate::identifier(&name, Case::ShoutySnake),
            name_in_group: name.clone(),
            name,
            type_name,
            method: operation.method.to_string(),
            path: String::new(),
            server: servers::own_url(operation, self.servers),
            docs: docs(resource, operation),
            id: operation_id(resource, operation),
            deprecated: operation.deprecated,
            group,
            parameters: Vec::new(),
            request_body: None,
            responses: Vec::new(),
            security: operation.security.clone(),
            transactions: Vec::new(),
            origin: operation.origin,
        };
        let mut names = Names::new(&RESERVED_PARAMETERS);
        for parameter in &operation.parameters {
            let parameter = self.parameter(parameter, &plan.type_name, &mut names);
            plan.parameters.push(parameter);
        }
        plan.path = adjacent::with_prefixes(&resource.path, &mut plan.parameters).to_string();
        let variables: Vec<&str> = resource.path.variables().collect();
        plan.parameters.sort_by_key(|parameter| {
            let is_here = |name: &&str| parameter.place == ParameterPlace::Path && *name == parameter.wire_name;
            let position = variables.iter().position(is_here).unwrap_or(usize::MAX);
            (!parameter.required, position)
        });
        plan.request_body = operation
            .request_body
            .as_ref()
            .map(|body| self.request_body(operation, body, &plan.type_name));
        plan.responses = self.responses(operation, &plan.type_name);
        plan.transactions = transactions(operation, &plan.responses, &self.types.types);
        plan
    }

    /// Why an operation cannot be generated.
    fn obstacle(&mut self, resource: &Resource, operation: &Operation) -> Option<String> {
        let method = operation.method.as_str();
        if method.is_empty() || !method.bytes().all(is_token) {
            return Some(format!("`{}` is no method", method.escape_debug()));
        }
        if method == "CONNECT" {
            return Some("CONNECT makes a tunnel and cannot be called".to_owned());
        }
        let mut variables: Vec<&str> = resource.path.variables().collect();
        variables.sort_unstable();
        if let Some([twice, _]) = variables.windows(2).find(|pair| pair.first() == pair.last()) {
            return Some(format!("the path has the variable `{twice}` twice"));
        }
        let indistinct = adjacent::indistinct(&resource.path, operation, &mut self.types.resolver);
        indistinct
            .map(|(first, second)| format!("where `{first}` ends and `{second}` begins in the path cannot be told"))
    }

    fn parameter(&mut self, parameter: &Parameter, stem: &str, names: &mut Names) -> ParameterPlan {
        let hint = format!("{stem} {}", parameter.name);
        let typed = match parameter.schema {
            Some(schema) => self.types.typed(schema, &hint, self.request_view),
            None => Typed::plain(TypeRef::String),
        };
        let ty = self.parameter_type(typed.ty);
        let default = parameter.schema.and_then(|schema| {
            let resolved = self.types.resolver.resolve(schema);
            let default = resolved.default.clone()?;
            if sample::fits(&self.types.types, &ty, &default) {
                return Some(default);
            }
            if !default.is_null() {
                let message = format!(
                    "the default of `{}` does not fit its schema and is not applied",
                    parameter.name
                );
                self.types.report(
                    &rules::DEFAULT_MISMATCH,
                    &resolved,
                    message,
                    "give a default of the schema's type",
                );
            }
            None
        });
        let examples = parameter.examples.iter().filter_map(|example| example.value.as_ref());
        let sample = examples
            .clone()
            .find(|value| sample::fits(&self.types.types, &ty, value))
            .cloned();
        let sample = sample.or_else(|| match parameter.schema {
            Some(schema) => sample::sample(
                &mut self.types.resolver,
                &self.types.types,
                schema,
                &ty,
                self.request_view,
            ),
            None => Some(serde_json::Value::String("text".to_owned())),
        });
        let shape = shape(parameter.media_type.as_deref(), &ty, &self.types.types);
        let place = match parameter.place {
            ParameterPlace::Path => "path",
            ParameterPlace::Query => "query",
            ParameterPlace::Header => "header",
            ParameterPlace::Cookie => "cookie",
        };
        let candidates = [
            parameter.name.clone(),
            format!("{} {place}", parameter.name),
            format!("{} parameter", parameter.name),
        ];
        let candidates: Vec<&str> = candidates.iter().map(String::as_str).collect();
        let mut docs = Docs::new();
        if let Some(description) = &parameter.description {
            docs.paragraph(description);
        }
        if let Some(default) = &default {
            docs.default_value(default);
        }
        ParameterPlan {
            name: names.claim(&candidates, Case::Snake),
            wire_name: parameter.name.clone(),
            place: parameter.place,
            docs,
            required: parameter.required || parameter.place == ParameterPlace::Path,
            deprecated: parameter.deprecated,
            ty,
            style: effective_style(parameter),
            explode: parameter.explode,
            allow_reserved: parameter.allow_reserved,
            shape,
            checks: typed.checks,
            default,
            sample,
        }
    }

    /// Null cannot be told from text in a parameter, and a value without a schema is text.
    fn parameter_type(&self, ty: TypeRef) -> TypeRef {
        match ty {
            TypeRef::Nullable(inner) => self.parameter_type(*inner),
            TypeRef::Any => TypeRef::String,
            other => other,
        }
    }

    fn request_body(&mut self, operation: &Operation, body: &RequestBody, stem: &str) -> RequestBodyPlan {
        let contents = BodyBuilder {
            types: self.types,
            operation,
            hint: &format!("{stem} body"),
            form_name: &format!("{stem}Form"),
            is_request: true,
            view: self.request_view,
        }
        .contents(&body.contents);
        let only = match contents.as_slice() {
            [only] => Some(&only.body),
            _ => None,
        };
        let free_form = matches!(only, Some(Body::Json { ty, checks })
            if *self.types.types.expand(ty) == TypeRef::Map(Box::new(TypeRef::Any)) && checks.is_empty());
        let mut docs = Docs::new();
        if let Some(description) = &body.description {
            docs.paragraph(description);
        }
        RequestBodyPlan {
            required: body.required,
            free_form,
            docs,
            contents,
            enum_name: format!("{stem}Body"),
        }
    }

    fn responses(&mut self, operation: &Operation, stem: &str) -> Vec<ResponsePlan> {
        let mut names = Names::new(&["Problem"]);
        let successes = operation
            .responses
            .iter()
            .filter(|response| response.status.is_success())
            .count();
        let mut sorted: Vec<&Response> = operation.responses.iter().collect();
        sorted.sort_by_key(|response| response.status);
        let mut plans = Vec::new();
        for response in sorted {
            let variant = names.claim(&[&status::variant_name(response.status)], Case::UpperCamel);
            let hint = if response.status.is_success() && successes == 1 {
                format!("{stem} response body")
            } else {
                format!("{stem} {variant} body")
            };
            plans.push(self.response(operation, response, variant, &hint, stem));
        }
        plans
    }

    fn response(
        &mut self,
        operation: &Operation,
        response: &Response,
        variant: String,
        hint: &str,
        stem: &str,
    ) -> ResponsePlan {
        let enum_name = self.names.claim_type(&format!("{stem} {variant} body"));
        let contents = match response.status {
            // These never have a body (RFC 9110, sections 15.2, 15.3.5, 15.3.6 and 15.4.5).
            StatusPattern::Code(100..=199 | 204 | 205 | 304) => Vec::new(),
            _ => BodyBuilder {
                types: self.types,
                operation,
                hint,
                form_name: &format!("{enum_name}Form"),
                is_request: false,
                view: self.response_view,
            }
            .contents(&response.contents),
        };
        let mut names = Names::new(&["status", "body"]);
        let headers = response.headers.iter();
        // The media type of a body is said by the body itself.
        let headers = headers.filter(|header| !header.name.eq_ignore_ascii_case("content-type"));
        let headers = headers
            .map(|header| self.header(header, &format!("{stem} {variant}"), &mut names))
            .collect();
        let mut docs = Docs::new();
        if let Some(description) = &response.description {
            docs.paragraph(description);
        }
        ResponsePlan {
            status: response.status,
            variant,
            docs,
            contents,
            enum_name,
            headers,
        }
    }

    fn header(&mut self, header: &Header, hint: &str, names: &mut Names) -> HeaderPlan {
        let typed = match header.schema {
            Some(schema) => self
                .types
                .typed(schema, &format!("{hint} {}", header.name), self.response_view),
            None => Typed::plain(TypeRef::String),
        };
        let ty = self.parameter_type(typed.ty);
        let examples = header.examples.iter().filter_map(|example| example.value.clone());
        let fitting = examples
            .clone()
            .find(|value| sample::fits(&self.types.types, &ty, value));
        let sample = fitting.or_else(|| {
            sample::sample(
                &mut self.types.resolver,
                &self.types.types,
                header.schema?,
                &ty,
                self.response_view,
            )
        });
        let mut docs = Docs::new();
        if let Some(description) = &header.description {
            docs.paragraph(description);
        }
        let shape = shape(header.media_type.as_deref(), &ty, &self.types.types);
        HeaderPlan {
            name: names.claim(&[&header.name, &format!("{} header", header.name)], Case::Snake),
            wire_name: header.name.clone(),
            docs,
            required: header.required,
            shape,
            explode: header.explode,
            deprecated: header.deprecated,
            ty,
            sample,
        }
    }
}

/// The documentation of an operation: its summary, its description where that says more, and what is said of its path.
fn docs(resource: &Resource, operation: &Operation) -> Docs {
    let mut docs = Docs::new();
    let summary = operation.summary.as_deref().filter(|summary| {
        operation
            .description
            .as_deref()
            .is_none_or(|description| description.trim() != summary.trim())
    });
    if let Some(summary) = summary {
        docs.paragraph(summary);
    }
    if let Some(description) = &operation.description {
        docs.paragraph(description);
    }
    // What is said of the path is said of all of its operations.
    for text in [&resource.summary, &resource.description].into_iter().flatten() {
        let is_said = [&operation.summary, &operation.description].into_iter().flatten();
        if !is_said.into_iter().any(|said| said.trim() == text.trim()) {
            docs.paragraph(text);
        }
    }
    docs.see(operation.external_documentation.as_ref());
    for callback in &operation.callbacks {
        let text = format!(
            "Calls back `{}`: {}.",
            in_code(&callback.expression),
            in_code(&callback.name)
        );
        docs.paragraph(&text);
    }
    for link in operation.responses.iter().flat_map(|response| &response.links) {
        let target = link.operation_id.as_ref().or(link.operation_reference.as_ref());
        let Some(target) = target else { continue };
        let mut text = format!("Leads to `{}`: {}", in_code(target), in_code(&link.name));
        for (name, value) in &link.parameters {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            text.push_str(&format!(", `{}` is `{}`", in_code(name), in_code(&value)));
        }
        docs.paragraph(&(text + "."));
    }
    docs
}

/// Whether a byte may stand in a token, such as a method (RFC 9110, section 5.6.2).
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}
