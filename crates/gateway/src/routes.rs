//! The routes of a REST adapter.

use quote::quote;
use serde::Serialize;
use specwright_diagnostics::Diagnostics;
use specwright_model::{Api, Input, InputPlace, RestAdapter, RestOperation, RestResource, SchemaKind};
use specwright_render::Tokens;
use specwright_rust::{ident, string};

use crate::calls::BodyForm;
use crate::expression::json_text;
use crate::findings::finding;
use crate::inputs;
use crate::plan::Plans;
use crate::rules;
use crate::schemas::{Direction, Reader, Schemas};

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
        if let Some(forward) = &resource.forward {
            let message = format!(
                "requests to `{}` are not passed on: only operations are exposed",
                resource.path
            );
            diagnostics.push(finding(&rules::NOT_EXPOSED, forward.origin, message));
        }
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
        let media_type = self.media_type();
        let is_unseen = BodyForm::of(&media_type) == BodyForm::Multipart;
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
            let media_type = string(&media_type);
            Tokens::from(quote!(BodyUse::#required, &[#media_type]))
        });
        Ok(RouteContext {
            id: Tokens::new(string(&id)),
            method: Tokens::new(string(method)),
            path: Tokens::new(string(&path)),
            body,
            inputs: inputs.iter().filter_map(|input| self.input(input)).collect(),
            schema: (!inputs.is_empty()).then(|| Tokens::new(json_text(&schema.schema))),
            plan: Tokens::from(plan),
        })
    }

    /// The media type of bodies: that of the first call with one.
    fn media_type(&self) -> String {
        let bodies = self.operation.plan.calls().filter_map(|call| call.body.as_ref());
        let mut media_types = bodies.map(|body| body.media_type.clone());
        media_types.next().unwrap_or_else(|| "application/json".to_owned())
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
