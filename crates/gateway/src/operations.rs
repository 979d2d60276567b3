//! The operations that a gateway calls, as the generated client has them.

use proc_macro2::TokenStream;
use quote::quote;
use specwright_model::{Api, Operation, OperationReference, Resource};
use specwright_rust::{OperationPlan, Plan, ident};

/// Which operation of the plan stands for which of the model.
pub(crate) struct Operations<'a> {
    api: &'a Api,
    plan: &'a Plan,
    /// For each resource, and each of its operations: the index in the plan.
    indexes: Vec<Vec<Option<usize>>>,
}

/// An operation that the client has.
#[derive(Clone, Copy)]
pub(crate) struct Called<'a> {
    pub(crate) operation: &'a Operation,
    pub(crate) plan: &'a OperationPlan,
}

impl<'a> Operations<'a> {
    /// The plan has the operations in the order of the model, but for those that it leaves out.
    pub(crate) fn new(api: &'a Api, plan: &'a Plan) -> Self {
        let mut planned = plan.operations.iter().enumerate().peekable();
        let mut index_of = |resource: &Resource, operation: &Operation| {
            let path = resource.path.to_string();
            let is_same = |(_, planned): &(usize, &OperationPlan)| {
                let is_named = operation
                    .id
                    .as_ref()
                    .is_none_or(|id| id.trim().is_empty() || *id == planned.id);
                is_named && planned.method == operation.method.as_str() && planned.path == path
            };
            planned.next_if(is_same).map(|(index, _)| index)
        };
        let mut of_resource = |resource: &Resource| {
            let operations = resource.operations.iter();
            operations.map(|operation| index_of(resource, operation)).collect()
        };
        let indexes = api.resources.iter().map(&mut of_resource).collect();
        Self { api, plan, indexes }
    }

    /// The operation that a reference names; none where the client does not have it.
    pub(crate) fn get(&self, reference: &OperationReference) -> Option<Called<'a>> {
        let (_, operation) = reference.resolve(self.api)?;
        let index = (*self.indexes.get(reference.resource)?.get(reference.operation)?)?;
        let plan = self.plan.operations.get(index)?;
        Some(Called { operation, plan })
    }

    /// All operations that the client has, in the order of the description.
    pub(crate) fn all(&self) -> impl Iterator<Item = (OperationReference, Called<'a>)> {
        let references = self.api.resources.iter().enumerate().flat_map(|(resource, it)| {
            (0..it.operations.len()).map(move |operation| OperationReference {
                resource,
                operation,
                name: String::new(),
            })
        });
        references.filter_map(|reference| {
            let called = self.get(&reference)?;
            Some((reference, called))
        })
    }

    /// The feature of the client with which an operation is compiled; none where operations have no features.
    pub(crate) fn feature(&self, operation: &OperationPlan) -> Option<&'a str> {
        let group = self.plan.groups.get(operation.group)?;
        self.plan.layout.features.then_some(group.feature.as_str())
    }

    /// The path of an operation's constant in the client crate, whose module `operations` is in scope.
    pub(crate) fn constant(&self, operation: &OperationPlan) -> TokenStream {
        let constant = ident(&operation.constant_name);
        let group = self.plan.groups.get(operation.group);
        match group.filter(|group| self.plan.layout.facets && group.tag.is_some()) {
            Some(group) => {
                let module = ident(&group.module_name);
                quote!(operations::#module::#constant)
            }
            None => quote!(operations::#constant),
        }
    }
}
