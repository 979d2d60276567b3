//! From an operation of the model to its plan.

use std::collections::HashMap;

use specwright_diagnostics::Diagnostic;
use specwright_model::{
    Header, Operation, Parameter, ParameterPlace, PathPart, Payload, RequestBody, Resource, Response, SchemaKind,
    StatusPattern,
};

use crate::{
    Case, Docs, Names,
    build::{TypeBuilder, Typed},
    operations::{
        Body, HeaderPlan, OperationPlan, ParameterPlan, ParameterShape, RequestBodyPlan, ResponsePlan, effective_style,
        shape,
    },
    plan::{operation_finding, operation_id},
    rules, sample, status,
    types::TypeRef,
};

/// Methods of generated builders and fields of generated requests that parameters must not take.
const RESERVED_PARAMETERS: [&str; 10] = [
    "send", "header", "new", "body", "context", "self", "request", "client", "incoming", "value",
];

/// The longest name that a number is put behind, in characters.
const LONGEST_NUMBERED: usize = 80;

/// Makes plans of operations; holds the names that are unique over all of them.
pub(crate) struct OperationBuilder<'a> {
    types: &'a mut TypeBuilder,
    functions: Names,
    stems: Names,
    /// The next number behind a name that several operations ask for.
    numbers: HashMap<String, u32>,
}

impl<'a> OperationBuilder<'a> {
    pub(crate) fn new(types: &'a mut TypeBuilder) -> Self {
        Self {
            types,
            functions: Names::new(&["base_url", "builder", "clone"]),
            stems: Names::new(&[
                "Option", "Result", "Self", "Vec", "String", "Response", "Error", "Client",
            ]),
            numbers: HashMap::new(),
        }
    }

    /// The plan of an operation.
    ///
    /// # Errors
    /// Why it is left out.
    pub(crate) fn operation(
        &mut self,
        resource: &Resource,
        operation: &Operation,
        group: usize,
    ) -> Result<OperationPlan, Diagnostic> {
        let id = operation_id(resource, operation);
        if let Some(reason) = self.obstacle(resource, operation) {
            let message = format!("the operation `{id}` is left out: {reason}");
            return Err(operation_finding(&rules::OPERATION_LEFT_OUT, operation, message));
        }
        let (name, type_name) = self.names(resource, operation);
        let mut plan = OperationPlan {
            constant_name: crate::identifier(&name, Case::ShoutySnake),
            name,
            type_name,
            method: operation.method.to_string(),
            path: resource.path.to_string(),
            docs: docs(operation),
            id,
            deprecated: operation.deprecated,
            group,
            parameters: Vec::new(),
            request_body: None,
            responses: Vec::new(),
            security: operation.security.clone(),
            origin: operation.origin,
        };
        let mut names = Names::new(&RESERVED_PARAMETERS);
        for parameter in &operation.parameters {
            let parameter = self.parameter(parameter, &plan.type_name, &mut names);
            plan.parameters.push(parameter);
        }
        plan.parameters.sort_by_key(|parameter| !parameter.required);
        plan.request_body = operation
            .request_body
            .as_ref()
            .map(|body| self.request_body(operation, body, &plan.type_name));
        plan.responses = self.responses(operation, &plan.type_name);
        Ok(plan)
    }

    /// Why an operation cannot be generated.
    fn obstacle(&self, resource: &Resource, operation: &Operation) -> Option<String> {
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
        let adjacent = |pair: &[PathPart]| matches!(pair, [PathPart::Variable(_), PathPart::Variable(_)]);
        if resource.path.parts().windows(2).any(adjacent) {
            return Some("two variables of the path stand side by side with nothing between".to_owned());
        }
        let multipart = |payload: &Payload| payload.media_type.starts_with("multipart/");
        let body = operation.request_body.as_ref()?;
        let only_multipart = !body.contents.is_empty() && body.contents.iter().all(multipart);
        only_multipart.then(|| "multipart bodies are not supported yet".to_owned())
    }

    fn names(&mut self, resource: &Resource, operation: &Operation) -> (String, String) {
        let by_path = || {
            let words = resource.path.parts().iter().map(|part| match part {
                PathPart::Literal(text) => text.clone(),
                PathPart::Variable(name) => format!(" by {name}"),
            });
            format!(
                "{} {}",
                operation.method.as_str().to_lowercase(),
                words.collect::<String>()
            )
        };
        let wanted = operation
            .id
            .clone()
            .filter(|id| !id.trim().is_empty())
            .unwrap_or_else(by_path);
        let mut candidate = wanted.clone();
        loop {
            let stem = crate::identifier(&candidate, Case::UpperCamel);
            let derived = ["", "Error", "Success", "Request", "Response"].map(|end| format!("{stem}{end}"));
            let function = crate::identifier(&candidate, Case::Snake);
            if !derived.iter().any(|name| self.stems.contains(name)) && !self.functions.contains(&function) {
                for name in &derived {
                    self.stems.claim(&[name], Case::UpperCamel);
                }
                return (self.functions.claim(&[&candidate], Case::Snake), stem);
            }
            let plain = crate::identifier(&wanted, Case::Snake);
            let number = self.numbers.entry(plain.clone()).or_insert(1);
            *number += 1;
            // A number behind a name that is cut would be cut as well.
            candidate = match plain.char_indices().nth(LONGEST_NUMBERED) {
                None => format!("{wanted} {number}"),
                Some((end, _)) => format!("{} {number}", plain.get(..end).unwrap_or_default()),
            };
        }
    }

    fn parameter(&mut self, parameter: &Parameter, stem: &str, names: &mut Names) -> ParameterPlan {
        let hint = format!("{stem} {}", parameter.name);
        let typed = match parameter.schema {
            Some(schema) => self.types.typed(schema, &hint),
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
        let chosen = self.body(operation, &body.contents, &format!("{stem} body"), "request");
        let free_form = matches!(&chosen, Body::Json { ty, checks, .. }
            if *self.types.types.expand(ty) == TypeRef::Map(Box::new(TypeRef::Any)) && checks.is_empty());
        let mut docs = Docs::new();
        if let Some(description) = &body.description {
            docs.paragraph(description);
        }
        RequestBodyPlan {
            required: body.required,
            free_form,
            docs,
            media_types: chosen.media_type().map(str::to_owned).into_iter().collect(),
            body: chosen,
        }
    }

    /// How a body is handled: as JSON where it may be, else as a form, as text, as bytes.
    fn body(&mut self, operation: &Operation, contents: &[Payload], hint: &str, what: &str) -> Body {
        let rank = |payload: &&Payload| match essence(&payload.media_type) {
            json if is_json(&json) => 0,
            form if form == "application/x-www-form-urlencoded" => 1,
            text if text.starts_with("text/") && text != "text/event-stream" => 2,
            multipart if multipart.starts_with("multipart/") => 4,
            _ => 3,
        };
        let Some(payload) = contents.iter().min_by_key(rank) else {
            return Body::Empty;
        };
        if contents.len() > 1 {
            let others = contents.iter().filter(|other| other.media_type != payload.media_type);
            let others: Vec<String> = others.map(|other| format!("`{}`", other.media_type)).collect();
            let message = format!(
                "the {what} body is `{}`; {} left out",
                payload.media_type,
                others.join(", ")
            );
            let finding = operation_finding(&rules::MEDIA_TYPE_LEFT_OUT, operation, message);
            self.types.diagnostics.push(Diagnostic {
                location: payload.origin.location.or(finding.location),
                ..finding
            });
        }
        let media_type = match payload.media_type.trim() {
            "" => "application/json".to_owned(),
            written => written.to_owned(),
        };
        let typed = |types: &mut TypeBuilder| match payload.schema {
            Some(schema) => types.typed(schema, hint),
            None => Typed::any(),
        };
        match rank(&payload) {
            0 => {
                let Typed { ty, checks, .. } = typed(self.types);
                Body::Json { media_type, ty, checks }
            }
            1 => {
                let Typed { ty, checks, .. } = typed(self.types);
                Body::Form { media_type, ty, checks }
            }
            2 => Body::Text { media_type },
            _ => Body::Bytes { media_type },
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
        let body = match response.status {
            // These never have a body (RFC 9110, sections 15.2, 15.3.5, 15.3.6 and 15.4.5).
            StatusPattern::Code(100..=199 | 204 | 205 | 304) => Body::Empty,
            _ => self.body(operation, &response.contents, hint, "response"),
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
        let payload = body.media_type().and_then(|media_type| {
            response
                .contents
                .iter()
                .find(|payload| payload.media_type == media_type || payload.media_type.is_empty())
        });
        let sample = payload.and_then(|payload| self.sample(payload, &body));
        ResponsePlan {
            status: response.status,
            variant,
            docs,
            body,
            headers,
            sample,
        }
    }

    fn sample(&mut self, payload: &Payload, body: &Body) -> Option<serde_json::Value> {
        let examples = payload.examples.iter().filter_map(|example| example.value.as_ref());
        match body {
            Body::Json { ty, .. } | Body::Form { ty, .. } => {
                let fitting = examples
                    .clone()
                    .find(|value| sample::fits(&self.types.types, ty, value))
                    .cloned();
                fitting.or_else(|| match payload.schema {
                    Some(schema) => sample::sample(&mut self.types.resolver, &self.types.types, schema, ty),
                    None => Some(serde_json::Value::Object(serde_json::Map::new())),
                })
            }
            Body::Text { .. } | Body::Bytes { .. } => {
                let text = examples.clone().find(|value| value.is_string()).cloned();
                text.or_else(|| {
                    let schema = self.types.resolver.resolve(payload.schema?);
                    matches!(schema.kind, SchemaKind::String(_)).then(|| schema.examples.first().cloned())?
                })
                .filter(serde_json::Value::is_string)
                .or_else(|| Some(serde_json::Value::String("text".to_owned())))
            }
            Body::Empty => None,
        }
    }

    fn header(&mut self, header: &Header, hint: &str, names: &mut Names) -> HeaderPlan {
        let typed = match header.schema {
            Some(schema) => self.types.typed(schema, &format!("{hint} {}", header.name)),
            None => Typed::plain(TypeRef::String),
        };
        let ty = self.parameter_type(typed.ty);
        let examples = header.examples.iter().filter_map(|example| example.value.clone());
        let fitting = examples
            .clone()
            .find(|value| sample::fits(&self.types.types, &ty, value));
        let sample =
            fitting.or_else(|| sample::sample(&mut self.types.resolver, &self.types.types, header.schema?, &ty));
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
            shape: if shape == ParameterShape::Object {
                ParameterShape::Json
            } else {
                shape
            },
            ty,
            sample,
        }
    }
}

/// The documentation of an operation: its summary, and its description where that says more.
fn docs(operation: &Operation) -> Docs {
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
    docs
}

/// Whether a byte may stand in a token, such as a method (RFC 9110, section 5.6.2).
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// A media type without its parameters, in lower case.
fn essence(media_type: &str) -> String {
    media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

fn is_json(essence: &str) -> bool {
    essence.is_empty()
        || matches!(essence, "application/json" | "text/json" | "*/*" | "application/*")
        || essence.ends_with("+json")
}
