//! Query strings that are one type (RAML 1.0, "The Query String as a Whole").

use specwright_diagnostics::{Diagnostic, Location};
use specwright_model::{Origin, Parameter, ParameterPlace, SchemaId, SchemaKind, Schemas};

use super::Reader;
use super::parameters::empty_parameter;
use crate::rules;

/// A query string of an operation.
pub(super) struct QueryString {
    /// The index of the resource, and that of the operation in it.
    pub(super) resource: usize,
    pub(super) operation: usize,
    pub(super) schema: SchemaId,
    pub(super) location: Location,
}

/// A property of a query string.
struct Member {
    name: String,
    required: bool,
    schema: SchemaId,
}

/// How many schemas are looked at for the properties of one query string.
const LIMIT: usize = 1000;

impl Reader<'_, '_> {
    /// Makes the properties of query strings parameters, once all types are read.
    pub(super) fn query_parameters(&mut self) {
        for query in std::mem::take(&mut self.query_strings) {
            let members = members(&self.schemas, query.schema);
            if members.is_empty() {
                let message = "the query string is no object with properties, and is left out";
                self.report(Diagnostic::new(&rules::OPAQUE_QUERY_STRING, query.location, message));
            }
            let parameters: Vec<Parameter> = members.into_iter().map(|member| self.query_parameter(member)).collect();
            if let Some(operation) = self.operation_mut(query.resource, query.operation) {
                for mut parameter in parameters {
                    parameter.origin = Origin::written(query.location);
                    operation.parameters.push(parameter);
                }
            }
        }
    }

    fn query_parameter(&self, member: Member) -> Parameter {
        let schema = self.schemas.get(member.schema);
        Parameter {
            name: member.name,
            required: member.required,
            description: schema.description.clone(),
            schema: Some(member.schema),
            ..empty_parameter(ParameterPlace::Query)
        }
    }
}

/// The properties of an object, those that it inherits included. Of a union, those of all variants, none of them
/// required.
fn members(schemas: &Schemas, root: SchemaId) -> Vec<Member> {
    let mut found: Vec<Member> = Vec::new();
    let mut pending = vec![(root, true)];
    let mut seen = std::collections::BTreeSet::new();
    while let Some((id, is_sure)) = pending.pop() {
        if !seen.insert(id) || seen.len() > LIMIT {
            continue;
        }
        let schema = schemas.get(id);
        match &schema.kind {
            SchemaKind::Object(object) => {
                for property in &object.properties {
                    let required = is_sure && object.required.contains(&property.name);
                    match found.iter_mut().find(|member| member.name == property.name) {
                        Some(member) => member.required |= required,
                        None => found.push(Member {
                            name: property.name.clone(),
                            required,
                            schema: property.schema,
                        }),
                    }
                }
            }
            SchemaKind::Union(union) => pending.extend(union.variants.iter().rev().map(|variant| (*variant, false))),
            _ => {}
        }
        pending.extend(schema.all_of.iter().rev().map(|base| (*base, is_sure)));
    }
    found
}
