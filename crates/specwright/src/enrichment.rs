//! What one description says and another of the same API does not: capabilities name operations and say little of
//! bodies, which the API's own description has.

use std::collections::BTreeMap;

use specwright_diagnostics::{Diagnostic, Diagnostics};
use specwright_model::{
    Adapter, AdditionalProperties, Api, Basis, Capability, Discriminator, Expression, Input, Operation, Origin,
    Parameter, ParameterPlace, PathTemplate, Payload, Plan, Resource, Response, Schema, SchemaId, SchemaKind, Schemas,
};

use crate::rules;

/// Gives the operations of `api` what `described` says of those with the same method and path: bodies, responses, and
/// schemas of parameters; then the inputs of its capability what these say. Operations that `described` does not have
/// are found.
pub(crate) fn enrich(api: &mut Api, described: &Api) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let import = Import::new(&mut api.schemas, &described.schemas);
    let known = by_shape(described);
    for resource in &mut api.resources {
        let path = &resource.path;
        for operation in &mut resource.operations {
            let shapes = shapes(&path.shape(), operation.servers.iter().chain(&api.servers).next());
            let found = shapes
                .iter()
                .find_map(|shape| known.get(&(operation.method.as_str(), shape.clone())));
            match found {
                Some((other, description)) => {
                    let variables: Vec<&str> = path.variables().collect();
                    import.operation(operation, &variables, other, description);
                }
                None => diagnostics.push(unmatched(path, operation)),
            }
        }
    }
    if let Some(mut capability) = api.capability.take() {
        inputs(&mut capability, api);
        api.capability = Some(capability);
    }
    diagnostics
}

fn unmatched(path: &PathTemplate, operation: &Operation) -> Diagnostic {
    let message = format!(
        "`{} {path}` is not in the description that has the schemas",
        operation.method
    );
    let diagnostic = match operation.origin.location {
        Some(location) => Diagnostic::new(&rules::UNMATCHED_OPERATION, location, message),
        None => Diagnostic::without_place(&rules::UNMATCHED_OPERATION, message),
    };
    diagnostic.help("its bodies and responses stay as they are described here")
}

/// The operations by method and path, the names of variables left out, with and without the path of the server.
fn by_shape(api: &Api) -> BTreeMap<(&str, String), (&Resource, &Operation)> {
    let mut known = BTreeMap::new();
    for (resource, operation) in api.operations() {
        for shape in shapes(
            &resource.path.shape(),
            operation.servers.iter().chain(&api.servers).next(),
        ) {
            known
                .entry((operation.method.as_str(), shape))
                .or_insert((resource, operation));
        }
    }
    known
}

/// A path behind that of its server, and on its own.
fn shapes(path: &str, server: Option<&specwright_model::Server>) -> Vec<String> {
    let base = server.map(|server| server.default_url()).unwrap_or_default();
    let behind_host = base.split_once("://").map_or(base.as_str(), |(_, rest)| rest);
    let base = behind_host
        .find('/')
        .and_then(|start| behind_host.get(start..))
        .unwrap_or_default();
    let whole = format!("{}{path}", base.trim_end_matches('/'));
    if whole == path {
        vec![whole]
    } else {
        vec![whole, path.to_owned()]
    }
}

/// Brings schemas of one description into another.
struct Import<'a> {
    schemas: &'a mut Schemas,
    /// The schema here for each there, by its index.
    ids: Vec<SchemaId>,
}

impl<'a> Import<'a> {
    /// Takes in all schemas. Places in files of the other description would be places in files of this one.
    fn new(schemas: &'a mut Schemas, others: &Schemas) -> Self {
        let ids: Vec<SchemaId> = others.iter().map(|_| schemas.reserve()).collect();
        let import = Self { schemas, ids };
        for (id, schema) in others.iter() {
            let mut schema = schema.clone();
            import.renumber(&mut schema);
            import.schemas.set(import.id(id), schema);
        }
        import
    }

    fn id(&self, id: SchemaId) -> SchemaId {
        self.ids.get(id.index()).copied().unwrap_or(id)
    }

    fn renumber(&self, schema: &mut Schema) {
        schema.origin = without_place(schema.origin);
        for id in schema.all_of.iter_mut().chain(&mut schema.subtypes) {
            *id = self.id(*id);
        }
        schema
            .discriminator
            .iter_mut()
            .for_each(|it| self.renumber_discriminator(it));
        match &mut schema.kind {
            SchemaKind::Array(array) => {
                for id in array.prefix_items.iter_mut().chain(&mut array.items) {
                    *id = self.id(*id);
                }
            }
            SchemaKind::Object(object) => {
                let patterns = object
                    .pattern_properties
                    .iter_mut()
                    .map(|property| &mut property.schema);
                let properties = object.properties.iter_mut().map(|property| &mut property.schema);
                for id in properties.chain(patterns) {
                    *id = self.id(*id);
                }
                if let AdditionalProperties::Schema(id) = &mut object.additional {
                    *id = self.id(*id);
                }
            }
            SchemaKind::Union(union) => {
                for id in &mut union.variants {
                    *id = self.id(*id);
                }
                union
                    .discriminator
                    .iter_mut()
                    .for_each(|it| self.renumber_discriminator(it));
            }
            SchemaKind::Any
            | SchemaKind::Never
            | SchemaKind::Null
            | SchemaKind::Boolean
            | SchemaKind::Integer(_)
            | SchemaKind::Number(_)
            | SchemaKind::String(_) => {}
        }
    }

    fn renumber_discriminator(&self, discriminator: &mut Discriminator) {
        let mapped = discriminator.mapping.iter_mut().map(|(_, id)| id);
        for id in mapped.chain(&mut discriminator.default_mapping) {
            *id = self.id(*id);
        }
    }

    fn payload(&self, payload: &Payload) -> Payload {
        let mut payload = payload.clone();
        payload.origin = without_place(payload.origin);
        payload.schema = payload.schema.map(|id| self.id(id));
        payload.item_schema = payload.item_schema.map(|id| self.id(id));
        for header in payload.encoding.iter_mut().flat_map(|encoding| &mut encoding.headers) {
            header.schema = header.schema.map(|id| self.id(id));
        }
        payload
    }

    fn response(&self, response: &Response) -> Response {
        let mut response = response.clone();
        response.origin = without_place(response.origin);
        response.contents = response.contents.iter().map(|payload| self.payload(payload)).collect();
        response.links.clear();
        for header in &mut response.headers {
            header.schema = header.schema.map(|id| self.id(id));
        }
        response
    }

    /// Takes over what is said of an operation. `variables` are those of its path here.
    fn operation(&self, operation: &mut Operation, variables: &[&str], other: &Resource, described: &Operation) {
        for parameter in &mut operation.parameters {
            let name = match parameter.place {
                ParameterPlace::Path => {
                    let place = variables.iter().position(|variable| *variable == parameter.name);
                    place
                        .and_then(|place| other.path.variables().nth(place))
                        .unwrap_or(&parameter.name)
                }
                _ => &parameter.name,
            };
            let mut parameters = described.parameters.iter();
            if let Some(found) = parameters.find(|it| it.place == parameter.place && it.name == name) {
                self.parameter(parameter, found);
            }
        }
        if let Some(body) = &described.request_body {
            let mut body = body.clone();
            body.origin = without_place(body.origin);
            body.contents = body.contents.iter().map(|payload| self.payload(payload)).collect();
            operation.request_body = Some(body);
        }
        if !described.responses.is_empty() {
            operation.responses = described
                .responses
                .iter()
                .map(|response| self.response(response))
                .collect();
        }
        operation.summary = operation.summary.take().or_else(|| described.summary.clone());
        operation.description = operation.description.take().or_else(|| described.description.clone());
    }

    fn parameter(&self, parameter: &mut Parameter, described: &Parameter) {
        if let Some(schema) = described.schema {
            parameter.schema = Some(self.id(schema));
        }
        parameter.required |= described.required;
        parameter.style = described.style;
        parameter.explode = described.explode;
        parameter.allow_reserved = described.allow_reserved;
        parameter.media_type.clone_from(&described.media_type);
        let description = parameter.description.take();
        parameter.description = description.or_else(|| described.description.clone());
    }
}

/// The origin without its place, which is one in files of another description.
fn without_place(origin: Origin) -> Origin {
    Origin {
        location: None,
        ..origin
    }
}

/// Gives inputs that are handed on as they are the schema of what they are given to.
fn inputs(capability: &mut Capability, api: &Api) {
    for adapter in &mut capability.adapters {
        match adapter {
            Adapter::Rest(rest) => {
                for operation in rest.resources.iter_mut().flat_map(|resource| &mut resource.operations) {
                    of_plan(&mut operation.inputs, &operation.plan, api);
                }
            }
            Adapter::Mcp(mcp) => {
                for tool in &mut mcp.tools {
                    of_plan(&mut tool.inputs, &tool.plan, api);
                }
            }
        }
    }
}

fn of_plan(inputs: &mut [Input], plan: &Plan, api: &Api) {
    for call in plan.calls() {
        let Some((_, operation)) = call.operation.resolve(api) else {
            continue;
        };
        for argument in &call.arguments {
            let mut parameters = operation.parameters.iter();
            let parameter = parameters.find(|it| it.place == argument.place && it.name == argument.name);
            if let (Some(input), Some(parameter)) = (handed_on(inputs, &argument.value), parameter) {
                take_over(input, parameter.schema, parameter.description.as_ref(), api);
                require(input, parameter.required);
            }
        }
        let Some(body) = &call.body else { continue };
        let described = operation.request_body.as_ref();
        let payload = described.and_then(|it| it.contents.iter().find(|it| it.media_type == body.media_type));
        if let (Some(input), Some(described), Some(payload)) = (handed_on(inputs, &body.value), described, payload) {
            take_over(input, payload.schema, described.description.as_ref(), api);
            require(input, described.required);
        }
    }
}

/// The input that an expression hands on as it is.
fn handed_on<'i>(inputs: &'i mut [Input], value: &Expression) -> Option<&'i mut Input> {
    match value {
        Expression::Input { name, path } if path.is_whole() => inputs.iter_mut().find(|input| input.name == *name),
        _ => None,
    }
}

/// What the API demands must be given, unless the capability lists the input itself, and says whether.
fn require(input: &mut Input, is_required: bool) {
    input.required |= is_required && input.origin.basis == Basis::Inferred;
}

/// A schema that a capability writes itself stays, unless it says no more than a type.
fn take_over(input: &mut Input, schema: Option<SchemaId>, description: Option<&String>, api: &Api) {
    if let Some(schema) = schema
        && (input.origin.basis == Basis::Inferred || says_a_type_alone(api.schemas.get(input.schema)))
    {
        input.schema = schema;
    }
    if input.description.is_none() {
        input.description = description.cloned();
    }
}

fn says_a_type_alone(schema: &Schema) -> bool {
    let bare = match &schema.kind {
        SchemaKind::Object(object) => object.properties.is_empty(),
        SchemaKind::Union(_) | SchemaKind::Never => false,
        _ => true,
    };
    bare && schema.values.is_none() && schema.all_of.is_empty()
}

#[cfg(test)]
mod tests;
