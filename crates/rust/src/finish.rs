//! What can only be said of types once all of them are known: which hold themselves, in which directions they travel,
//! and where there is something to validate.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::{
    bodies::{Body, PartContent},
    checks::Check,
    operations::OperationPlan,
    types::{Field, Presence, TypeId, TypeKind, TypeRef, Types, Usage},
};

/// Completes the types of a plan. Gives those that no operation uses.
pub(crate) fn finish(
    types: &mut Types,
    operations: &mut [OperationPlan],
    webhooks: &mut [OperationPlan],
) -> HashSet<TypeId> {
    order_variants(types);
    box_recursion(types);
    let unused = mark_usage(types, operations, webhooks);
    settle_presence(types);
    mark_validated(types);
    types.arrange();
    for operation in operations.iter_mut().chain(webhooks) {
        prune_operation(types, operation);
    }
    unused
}

/// Takes checks that do nothing out of what an operation is sent.
fn prune_operation(types: &Types, operation: &mut OperationPlan) {
    for parameter in &mut operation.parameters {
        prune(types, &mut parameter.checks);
    }
    for content in operation.request_body.iter_mut().flat_map(|body| &mut body.contents) {
        match &mut content.body {
            Body::Json { checks, .. } | Body::Form { checks, .. } => prune(types, checks),
            Body::Multipart(form) => form.parts.iter_mut().for_each(|part| prune(types, &mut part.checks)),
            Body::FormParts | Body::Text | Body::Bytes | Body::Events { .. } | Body::Items { .. } => {}
        }
    }
}

/// Orders the variants of unions that no property tells apart: one that asks for more is tried before one that
/// accepts what the other does.
fn order_variants(types: &mut Types) {
    for id in types.ids() {
        let Some(TypeKind::Union(mut union)) = types.get(id).map(|definition| definition.kind.clone()) else {
            continue;
        };
        if union.tag.is_none() {
            union
                .variants
                .sort_by_key(|variant| Reverse(demand(types, &variant.ty)));
        }
        if let Some(definition) = types.get_mut(id) {
            definition.kind = TypeKind::Union(union);
        }
    }
}

/// How much a type asks of a value.
fn demand(types: &Types, ty: &TypeRef) -> usize {
    match types.expand(ty) {
        TypeRef::Any => 0,
        TypeRef::String | TypeRef::Map(_) => 1,
        TypeRef::Float(_) => 2,
        TypeRef::Named(id) => match types.get(*id).map(|definition| &definition.kind) {
            Some(TypeKind::Struct(structure)) => {
                let is_required = |field: &&Field| field.presence == Presence::Required;
                let required = structure.fields.iter().filter(is_required).count();
                3 + required * 2 + usize::from(structure.deny_additional)
            }
            _ => 3,
        },
        _ => 3,
    }
}

/// The definition that a value of `ty` contains without indirection.
fn held(types: &Types, ty: &TypeRef) -> Option<TypeId> {
    match types.expand(ty) {
        TypeRef::Named(id) => Some(*id),
        TypeRef::Nullable(inner) => held(types, inner),
        _ => None,
    }
}

/// The types of the parts of a definition.
pub(crate) fn parts(kind: &TypeKind) -> Vec<&TypeRef> {
    match kind {
        TypeKind::Struct(structure) => {
            let fields = structure.fields.iter().map(|field| &field.ty);
            fields
                .chain(structure.additional.iter().map(|additional| &additional.ty))
                .collect()
        }
        TypeKind::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
        TypeKind::Alias(target) => vec![target],
        TypeKind::TextEnum(_) | TypeKind::IntegerEnum(_) => Vec::new(),
    }
}

/// Puts a box wherever a type would otherwise contain itself.
fn box_recursion(types: &mut Types) {
    let definitions = types.ids().filter_map(|id| types.get(id));
    let edges: Vec<Vec<usize>> = definitions
        .map(|definition| match &definition.kind {
            TypeKind::Alias(_) => Vec::new(),
            // Additional properties are in a map.
            TypeKind::Struct(structure) => structure
                .fields
                .iter()
                .filter_map(|field| held(types, &field.ty))
                .map(|id| id.0)
                .collect(),
            kind => parts(kind)
                .into_iter()
                .filter_map(|ty| held(types, ty))
                .map(|id| id.0)
                .collect(),
        })
        .collect();
    let component = components(&edges);
    let recursive = |owner: usize, ty: &TypeRef, types: &Types| {
        held(types, ty).is_some_and(|id| component.get(owner) == component.get(id.0))
    };
    for owner in 0..edges.len() {
        let Some(mut kind) = types.get(TypeId(owner)).map(|definition| definition.kind.clone()) else {
            continue;
        };
        match &mut kind {
            TypeKind::Struct(structure) => {
                for field in &mut structure.fields {
                    if recursive(owner, &field.ty, types) {
                        field.ty = boxed(field.ty.clone());
                    }
                }
            }
            TypeKind::Union(union) => {
                for variant in &mut union.variants {
                    if recursive(owner, &variant.ty, types) {
                        variant.ty = boxed(variant.ty.clone());
                    }
                }
            }
            _ => continue,
        }
        if let Some(definition) = types.get_mut(TypeId(owner)) {
            definition.kind = kind;
        }
    }
}

fn boxed(ty: TypeRef) -> TypeRef {
    match ty {
        TypeRef::Nullable(inner) => TypeRef::Nullable(Box::new(boxed(*inner))),
        other => TypeRef::Boxed(Box::new(other)),
    }
}

/// The strongly connected component of every node, by number (Kosaraju's two passes, without recursion: a document
/// decides how deep the graph is).
fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut order = Vec::with_capacity(edges.len());
    let mut visited = vec![false; edges.len()];
    for start in 0..edges.len() {
        walk(edges, start, &mut visited, |node| order.push(node));
    }
    let mut reversed = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        for to in targets {
            if let Some(sources) = reversed.get_mut(*to) {
                sources.push(from);
            }
        }
    }
    let mut component = vec![usize::MAX; edges.len()];
    let mut visited = vec![false; edges.len()];
    for start in order.into_iter().rev() {
        walk(&reversed, start, &mut visited, |node| {
            if let Some(number) = component.get_mut(node) {
                *number = start;
            }
        });
    }
    component
}

/// Visits what can be reached from `start` and was not visited, and calls `left` for each node when all behind it is
/// done.
fn walk(edges: &[Vec<usize>], start: usize, visited: &mut [bool], mut left: impl FnMut(usize)) {
    let mut enter = |node: usize| visited.get_mut(node).is_some_and(|seen| !std::mem::replace(seen, true));
    if !enter(start) {
        return;
    }
    let mut stack = vec![(start, 0usize)];
    while let Some((node, next)) = stack.last_mut() {
        match edges.get(*node).and_then(|targets| targets.get(*next)) {
            Some(target) => {
                *next += 1;
                if enter(*target) {
                    stack.push((*target, 0));
                }
            }
            None => {
                left(*node);
                stack.pop();
            }
        }
    }
}

fn mark_usage(types: &mut Types, operations: &[OperationPlan], webhooks: &[OperationPlan]) -> HashSet<TypeId> {
    let request = Usage {
        request: true,
        response: false,
    };
    let response = Usage {
        request: false,
        response: true,
    };
    let mut work: Vec<(TypeId, Usage)> = Vec::new();
    for operation in operations {
        sent_types(operation, &mut |id| work.push((id, request)));
        received_types(operation, &mut |id| work.push((id, response)));
    }
    // What the API requests of its user comes from the API.
    for webhook in webhooks {
        sent_types(webhook, &mut |id| work.push((id, response)));
        received_types(webhook, &mut |id| work.push((id, request)));
    }
    while let Some((id, usage)) = work.pop() {
        let Some(definition) = types.get_mut(id) else { continue };
        let merged = Usage {
            request: definition.usage.request || usage.request,
            response: definition.usage.response || usage.response,
        };
        if merged == definition.usage {
            continue;
        }
        definition.usage = merged;
        for part in parts(&definition.kind) {
            named(part, &mut |id| work.push((id, usage)));
        }
    }
    let mut unused = HashSet::new();
    for id in types.ids() {
        if let Some(definition) = types.get_mut(id)
            && definition.usage == Usage::default()
        {
            unused.insert(id);
            definition.usage = Usage {
                request: true,
                response: true,
            };
        }
    }
    unused
}

/// The definitions that the request of an operation names.
pub(crate) fn sent_types(operation: &OperationPlan, found: &mut impl FnMut(TypeId)) {
    for parameter in &operation.parameters {
        named(&parameter.ty, found);
    }
    for content in operation.request_body.iter().flat_map(|body| &body.contents) {
        body_types(&content.body, found);
    }
}

/// The definitions that the responses of an operation name.
pub(crate) fn received_types(operation: &OperationPlan, found: &mut impl FnMut(TypeId)) {
    for response in &operation.responses {
        for content in &response.contents {
            body_types(&content.body, found);
        }
        for header in &response.headers {
            named(&header.ty, found);
        }
    }
}

fn body_types(body: &Body, found: &mut impl FnMut(TypeId)) {
    match body {
        Body::Json { ty, .. } | Body::Form { ty, .. } | Body::Events { data: ty, .. } | Body::Items { ty, .. } => {
            named(ty, found);
        }
        Body::Multipart(form) => {
            for part in &form.parts {
                match &part.content {
                    PartContent::Text(ty) | PartContent::Json(ty) => named(ty, found),
                    PartContent::File => {}
                }
            }
        }
        Body::FormParts | Body::Text | Body::Bytes => {}
    }
}

/// Every definition that a type names.
pub(crate) fn named(ty: &TypeRef, found: &mut impl FnMut(TypeId)) {
    match ty {
        TypeRef::Named(id) => found(*id),
        TypeRef::Vec(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => {
            named(inner, found);
        }
        _ => {}
    }
}

/// Settles which fields are optional: what only comes back need not be sent, what is only sent need not come back, and
/// an absent sequence in what only comes back is an empty one.
fn settle_presence(types: &mut Types) {
    for id in types.ids() {
        let Some(TypeKind::Struct(mut structure)) = types.get(id).map(|definition| definition.kind.clone()) else {
            continue;
        };
        let usage = types.get(id).map(|definition| definition.usage).unwrap_or_default();
        for field in &mut structure.fields {
            let one_way = (field.read_only && usage.request) || (field.write_only && usage.response);
            if field.presence == Presence::Required && one_way {
                field.presence = Presence::Optional;
            }
            let sequence = matches!(types.expand(&field.ty), TypeRef::Vec(_));
            let needs_items = field
                .checks
                .iter()
                .any(|check| matches!(check, Check::ItemCount(Some(1..), _)));
            if field.presence == Presence::Optional && sequence && !usage.request && !needs_items {
                field.presence = Presence::EmptyWhenAbsent;
            }
        }
        if let Some(definition) = types.get_mut(id) {
            definition.kind = TypeKind::Struct(structure);
        }
    }
}

/// Finds the definitions with something to validate in them or below them, and takes checks of the others out.
fn mark_validated(types: &mut Types) {
    let mut checking = vec![Vec::new(); types.ids().count()];
    let mut work = Vec::new();
    for id in types.ids() {
        let Some(definition) = types.get(id) else { continue };
        if matches!(&definition.kind, TypeKind::Struct(structure) if structure.property_count != (None, None)) {
            work.push(id);
        }
        for check in single_checks(&definition.kind) {
            match check {
                Check::Nested(inner) => checking
                    .get_mut(inner.0)
                    .into_iter()
                    .for_each(|outer: &mut Vec<_>| outer.push(id)),
                _ => work.push(id),
            }
        }
    }
    while let Some(id) = work.pop() {
        let Some(definition) = types.get_mut(id) else { continue };
        if !std::mem::replace(&mut definition.validated, true) {
            work.extend(checking.get(id.0).into_iter().flatten());
        }
    }
    for id in types.ids() {
        let Some(mut kind) = types.get(id).map(|definition| definition.kind.clone()) else {
            continue;
        };
        match &mut kind {
            TypeKind::Struct(structure) => {
                let fields = structure.fields.iter_mut().map(|field| &mut field.checks);
                let additional = structure.additional.iter_mut().map(|additional| &mut additional.checks);
                fields.chain(additional).for_each(|checks| prune(types, checks));
            }
            TypeKind::Union(union) => {
                for variant in &mut union.variants {
                    prune(types, &mut variant.checks);
                }
            }
            _ => continue,
        }
        if let Some(definition) = types.get_mut(id) {
            definition.kind = kind;
        }
    }
}

/// The checks of a definition's parts, those in sequences and mappings one by one.
fn single_checks(kind: &TypeKind) -> Vec<&Check> {
    let mut work: Vec<&Check> = match kind {
        TypeKind::Struct(structure) => {
            let additional = structure.additional.iter().flat_map(|additional| &additional.checks);
            structure
                .fields
                .iter()
                .flat_map(|field| &field.checks)
                .chain(additional)
                .collect()
        }
        TypeKind::Union(union) => union.variants.iter().flat_map(|variant| &variant.checks).collect(),
        _ => Vec::new(),
    };
    let mut single = Vec::new();
    while let Some(check) = work.pop() {
        match check {
            Check::Items(inner) | Check::Values(inner) => work.extend(inner),
            check => single.push(check),
        }
    }
    single
}

fn does_something(types: &Types, check: &Check) -> bool {
    match check {
        Check::Nested(id) => types.get(*id).is_some_and(|definition| definition.validated),
        Check::Items(checks) | Check::Values(checks) => checks.iter().any(|check| does_something(types, check)),
        _ => true,
    }
}

/// Takes out checks that do nothing.
fn prune(types: &Types, checks: &mut Vec<Check>) {
    checks.retain(|check| does_something(types, check));
    for check in checks {
        if let Check::Items(inner) | Check::Values(inner) = check {
            prune(types, inner);
        }
    }
}
