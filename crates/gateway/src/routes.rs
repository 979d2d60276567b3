//! The routes of a REST adapter.

use quote::quote;
use serde::Serialize;
use specwright_diagnostics::Diagnostics;
use specwright_model::{Api, Input, InputPlace, RestAdapter, RestOperation, RestResource, SchemaKind};
use specwright_render::Tokens;
use specwright_rust::{ident, string};

use crate::calls::BodyForm;
use crate::findings::finding;
use crate::inputs;
use crate::json::lines;
use crate::plan::Plans;
use crate::rules;
use crate::schemas::{Direction, Reader, Schemas};

/// The column at which the printer of generated code puts the schema of a route.
const SCHEMA_COLUMN: usize = 12;

const JSON: &str = "application/json";

/// What `gateway/routes.rs` is filled with.
#[derive(Serialize)]
pub(crate) struct RoutesContext {
    pub(crate) sets: Vec<RouteSetContext>,
}

/// The routes of one adapter.
#[derive(Serialize)]
pub(crate) struct RouteSetContext {
    pub(crate) docs: Tokens,
    pub(crate) name: Tokens,
    pub(crate) routes: Vec<RouteContext>,
}

impl RouteSetContext {
    pub(crate) fn is_empty(&self) -> bool {
        self.routes.is_empty()
    }
}

/// One route.
#[derive(Serialize)]
pub(crate) struct RouteContext {
    id: Tokens,
    method: Tokens,
    path: Tokens,
    /// The arguments of `request_body`.
    body: Option<Tokens>,
    inputs: Vec<Tokens>,
    schema: Option<Tokens>,
    plan: Tokens,
}

/// The routes of an adapter. What cannot be exposed is left out, with a finding.
pub(crate) fn routes(
    adapter: &RestAdapter,
    api: &Api,
    plans: &mut Plans<'_>,
    schemas: &mut Schemas<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<RouteContext> {
    let mut contexts = Vec::new();
    for resource in &adapter.resources {
        for operation in &resource.operations {
            let mut route = Route {
                api,
                resource,
                operation,
            };
            match route.context(plans, schemas) {
                Ok(context) => contexts.push(context),
                Err(reason) => {
                    let message = format!("`{} {}` is left out: {reason}", operation.method, resource.path);
                    diagnostics.push(finding(&rules::NOT_EXPOSED, operation.origin, message));
                }
            }
        }
    }
    contexts
}

struct Route<'a> {
    api: &'a Api,
    resource: &'a RestResource,
    operation: &'a RestOperation,
}

impl Route<'_> {
    fn context(
        &mut self,
        plans: &mut Plans<'_>,
        schemas: &mut Schemas<'_>,
    ) -> Result<RouteContext, crate::expression::Unsupported> {
        let inputs = &self.operation.inputs;
        let media_types = self.media_types();
        let is_unseen = media_types.iter().any(|it| BodyForm::of(it) == BodyForm::Multipart);
        let (schema, names) = inputs::of_route(inputs, is_unseen, schemas);
        let plan = plans.plan(&self.operation.plan, &names)?;
        let schema = schemas.standalone(schema, Direction::Sent, Reader::Validator);
        let path = self.resource.path.to_string();
        let method = self.operation.method.as_str();
        let id = self
            .operation
            .name
            .clone()
            .unwrap_or_else(|| format!("{method} {path}"));
        let body = inputs::has_body(inputs).then(|| {
            let required = ident(if inputs::is_body_required(inputs) {
                "Required"
            } else {
                "Optional"
            });
            let media_types = media_types.iter().map(|media_type| string(media_type));
            Tokens::from(quote!(BodyUse::#required, &[#(#media_types),*]))
        });
        Ok(RouteContext {
            id: Tokens::new(string(&id)),
            method: Tokens::new(string(method)),
            path: Tokens::new(string(&path)),
            body,
            inputs: inputs.iter().filter_map(|input| self.input(input)).collect(),
            schema: (!inputs.is_empty()).then(|| Tokens::new(lines(&schema.schema, SCHEMA_COLUMN))),
            plan: Tokens::from(plan),
        })
    }

    /// The media types of bodies: that of the first call with one. Where inputs are parts of the body: JSON, and that of
    /// a call with a form, which has parts too.
    fn media_types(&self) -> Vec<&str> {
        let is_part = |input: &Input| matches!(&input.place, InputPlace::Body(path) if !path.is_whole());
        let has_parts = self.operation.inputs.iter().any(is_part);
        let bodies = self.operation.plan.calls().filter_map(|call| call.body.as_ref());
        let mut media_types = bodies.map(|body| body.media_type.as_str());
        let of_call = media_types.next().unwrap_or(JSON);
        match BodyForm::of(of_call) {
            BodyForm::Form if has_parts => vec![JSON, of_call],
            form if has_parts && form != BodyForm::Json => vec![JSON],
            _ => vec![of_call],
        }
    }

    /// A parameter; none for an input in the body.
    fn input(&self, input: &Input) -> Option<Tokens> {
        let place = ident(match input.place {
            InputPlace::Path => "path",
            InputPlace::Query | InputPlace::Argument => "query",
            InputPlace::Header => "header",
            InputPlace::Cookie => "cookie",
            InputPlace::Body(_) => return None,
        });
        let name = string(&input.name);
        let shape = match self.api.schemas.get(input.schema).kind {
            SchemaKind::Array(_) => Some(quote!(.shape(Shape::Array))),
            SchemaKind::Object(_) => Some(quote!(.shape(Shape::Json))),
            _ => None,
        };
        Some(Tokens::from(
            quote!(RouteInput::#place(Parameter::#place(#name) #shape)),
        ))
    }
}
