//! Read and write views: a schema with properties that travel in one direction alone (`readOnly`, `writeOnly`; OpenAPI
//! 3.1.1, section 4.8.24) is two types where it is both sent and received.

use std::collections::{HashMap, HashSet};

use specwright_model::{AdditionalProperties, Api, Operation, Payload, Schema, SchemaId, SchemaKind};

use crate::resolve::Resolver;

/// What of a schema a type holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum View {
    /// All of it.
    #[default]
    Whole,
    /// What a client sends: without properties that are only read.
    Sent,
    /// What a client receives: without properties that are only written.
    Received,
}

impl View {
    /// Whether a property is in this view. A constant is in all: it tells what the object is.
    pub(crate) fn shows(self, property: &Schema) -> bool {
        let is_constant = property.values.as_ref().is_some_and(|values| values.len() == 1);
        match self {
            _ if is_constant || property.read_only == property.write_only => true,
            Self::Whole => true,
            Self::Sent => property.write_only,
            Self::Received => property.read_only,
        }
    }
}

/// In which directions schemas travel, for those whose parts depend on it.
#[derive(Debug, Default)]
pub(crate) struct Views {
    directions: HashMap<SchemaId, Directions>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Directions {
    sent: bool,
    received: bool,
}

impl Views {
    /// The views of the schemas of an API.
    pub(crate) fn new(api: &Api, resolver: &mut Resolver) -> Self {
        let (sent, received) = roots(api);
        let declared = resolver.declared().into_iter().map(|(id, _)| id);
        let all: Vec<SchemaId> = sent.iter().chain(&received).copied().chain(declared).collect();
        let graph = Graph::new(resolver, &all);
        let directed = graph.directed();
        if directed.is_empty() {
            return Self::default();
        }
        let (sent, received) = (graph.reach(&sent), graph.reach(&received));
        let directions = directed.into_iter().map(|id| {
            let directions = Directions {
                sent: sent.contains(&id),
                received: received.contains(&id),
            };
            (id, directions)
        });
        Self {
            directions: directions.collect(),
        }
    }

    /// The view of a schema that is met in a type of the view `within`.
    pub(crate) fn of(&self, id: SchemaId, within: View) -> View {
        match self.directions.get(&id).map(|it| (it.sent, it.received)) {
            None | Some((false, false)) => View::Whole,
            Some((true, false)) => View::Sent,
            Some((false, true)) => View::Received,
            Some((true, true)) if within == View::Sent => View::Sent,
            Some((true, true)) => View::Received,
        }
    }

    /// Whether nothing of a schema hangs on the direction in which it travels.
    pub(crate) fn is_whole(&self, id: SchemaId) -> bool {
        self.all(id) == [View::Whole]
    }

    /// All views of a schema, the one that bears its name first.
    pub(crate) fn all(&self, id: SchemaId) -> Vec<View> {
        let first = self.of(id, View::Received);
        let second = self.of(id, View::Sent);
        if first == second {
            vec![first]
        } else {
            vec![first, second]
        }
    }
}

/// The schemas that are sent to the API and those that are received from it. A webhook's request is received.
fn roots(api: &Api) -> (Vec<SchemaId>, Vec<SchemaId>) {
    let (mut sent, mut received) = (Vec::new(), Vec::new());
    for (_, operation) in api.operations() {
        sent.extend(of_request(operation));
        received.extend(of_responses(operation));
    }
    for webhook in api.webhooks.iter().flat_map(|webhook| &webhook.operations) {
        received.extend(of_request(webhook));
        sent.extend(of_responses(webhook));
    }
    (sent, received)
}

fn of_request(operation: &Operation) -> impl Iterator<Item = SchemaId> + '_ {
    let parameters = operation.parameters.iter().filter_map(|parameter| parameter.schema);
    let contents = operation.request_body.iter().flat_map(|body| &body.contents);
    parameters.chain(contents.flat_map(of_payload))
}

fn of_responses(operation: &Operation) -> impl Iterator<Item = SchemaId> + '_ {
    operation.responses.iter().flat_map(|response| {
        let headers = response.headers.iter().filter_map(|header| header.schema);
        response.contents.iter().flat_map(of_payload).chain(headers)
    })
}

fn of_payload(payload: &Payload) -> impl Iterator<Item = SchemaId> + use<> {
    payload.schema.into_iter().chain(payload.item_schema)
}

/// Which schemas hold which.
struct Graph {
    parts: HashMap<SchemaId, Vec<SchemaId>>,
    /// Those with a property of their own that travels in one direction.
    one_way: Vec<SchemaId>,
}

impl Graph {
    fn new(resolver: &mut Resolver, roots: &[SchemaId]) -> Self {
        let mut graph = Self {
            parts: HashMap::new(),
            one_way: Vec::new(),
        };
        let mut work = roots.to_vec();
        while let Some(id) = work.pop() {
            if graph.parts.contains_key(&id) {
                continue;
            }
            let parts = parts(resolver, id);
            work.extend(&parts);
            if has_one_way(resolver, id) {
                graph.one_way.push(id);
            }
            graph.parts.insert(id, parts);
        }
        graph
    }

    /// The schemas that hold a property which travels in one direction, themselves or in a part.
    fn directed(&self) -> HashSet<SchemaId> {
        let mut holders: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
        for (whole, parts) in &self.parts {
            for part in parts {
                holders.entry(*part).or_default().push(*whole);
            }
        }
        closure(&self.one_way, |id| holders.get(&id))
    }

    fn reach(&self, roots: &[SchemaId]) -> HashSet<SchemaId> {
        closure(roots, |id| self.parts.get(&id))
    }
}

/// Everything that `next` leads to, the roots included.
fn closure<'a>(roots: &[SchemaId], next: impl Fn(SchemaId) -> Option<&'a Vec<SchemaId>>) -> HashSet<SchemaId> {
    let mut found = HashSet::new();
    let mut work = roots.to_vec();
    while let Some(id) = work.pop() {
        if found.insert(id) {
            work.extend(next(id).into_iter().flatten());
        }
    }
    found
}

fn parts(resolver: &mut Resolver, id: SchemaId) -> Vec<SchemaId> {
    if let Some(target) = resolver.target(id) {
        return vec![target];
    }
    let schema = resolver.resolve(id);
    let mut parts = schema.subtypes.clone();
    match &schema.kind {
        SchemaKind::Object(object) => {
            parts.extend(object.properties.iter().map(|property| property.schema));
            parts.extend(object.pattern_properties.iter().map(|pattern| pattern.schema));
            if let AdditionalProperties::Schema(further) = object.additional {
                parts.push(further);
            }
        }
        SchemaKind::Array(array) => {
            parts.extend(&array.prefix_items);
            parts.extend(array.items);
        }
        SchemaKind::Union(union) => parts.extend(&union.variants),
        _ => {}
    }
    parts
}

fn has_one_way(resolver: &mut Resolver, id: SchemaId) -> bool {
    if resolver.target(id).is_some() {
        return false;
    }
    let schema = resolver.resolve(id);
    let SchemaKind::Object(object) = &schema.kind else {
        return false;
    };
    let mut properties = object.properties.iter();
    properties.any(|property| {
        let property = resolver.resolve(property.schema);
        property.read_only != property.write_only
    })
}
