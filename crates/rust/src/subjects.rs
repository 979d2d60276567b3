//! What inline bodies are called by what operations are about.
//!
//! What `create_user` is sent and `get_user` gives back is a `User`, and the body that several operations fail with is
//! an `Error`. A body has such a name only where two operations or more bear it out; all others are called after the
//! one operation that has them.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    rc::Rc,
};

use specwright_model::{Api, Operation, Payload, SchemaId, SchemaKind, StatusPattern};

use crate::{
    Case,
    build::{TypeBuilder, is_struct},
    views::View,
};

/// Verbs of operations on a thing as a whole.
const VERBS: [&str; 19] = [
    "add", "create", "delete", "edit", "fetch", "find", "get", "insert", "list", "modify", "patch", "post", "put",
    "read", "replace", "retrieve", "save", "set", "update",
];

/// How many names of names are followed.
const MOST_NAMES: usize = 16;

/// Names of inline bodies.
#[derive(Debug, Default)]
pub(crate) struct Subjects {
    by_schema: HashMap<SchemaId, String>,
    by_shape: HashMap<Rc<str>, String>,
}

impl Subjects {
    /// The name of a schema by the operations that have it as a body.
    pub(crate) fn of_schema(&self, id: SchemaId) -> Option<&str> {
        self.by_schema.get(&id).map(String::as_str)
    }

    /// The name of what is made of the same, wherever it stands.
    pub(crate) fn of_shape(&self, shape: &str) -> Option<&str> {
        self.by_shape.get(shape).map(String::as_str)
    }
}

/// Equal bodies of operations that are about the same.
#[derive(Default)]
struct Cluster {
    schemas: Vec<SchemaId>,
    operations: BTreeSet<usize>,
    comes_back: bool,
}

/// The clusters of one name, by what they are made of.
type Clusters = BTreeMap<Rc<str>, Cluster>;

impl TypeBuilder {
    /// Finds the names of inline bodies.
    pub(crate) fn name_subjects(&mut self, api: &Api) {
        let mut shapes: HashSet<Rc<str>> = HashSet::new();
        let mut errors = Clusters::default();
        let mut subjects: BTreeMap<String, Clusters> = BTreeMap::new();
        for (index, (_, operation)) in api.operations().enumerate() {
            let subject = operation.id.as_deref().and_then(subject);
            for (part, payload) in bodies(operation) {
                let Some((schema, shape)) = payload.schema.and_then(|schema| self.inline_body(schema)) else {
                    continue;
                };
                let shape = intern(&mut shapes, &shape);
                let clusters = match (part, &subject) {
                    (Part::Error, _) => &mut errors,
                    (_, Some(subject)) => subjects.entry(subject.clone()).or_default(),
                    (_, None) => continue,
                };
                let cluster = clusters.entry(shape).or_default();
                cluster.schemas.push(schema);
                cluster.operations.insert(index);
                cluster.comes_back |= part != Part::Request;
            }
        }
        for (subject, clusters) in subjects {
            self.name_subject(&[&subject], clusters);
        }
        self.name_subject(&["Error", "ErrorBody"], errors);
    }

    /// Gives the cluster that most operations have, if there are several, the first name that is free.
    fn name_subject(&mut self, names: &[&str], clusters: Clusters) {
        let borne_out = clusters
            .into_iter()
            .filter(|(_, cluster)| cluster.comes_back && cluster.operations.len() > 1);
        let largest = borne_out
            .max_by_key(|(_, cluster)| (cluster.operations.len(), Reverse(cluster.operations.first().copied())));
        let names = names.iter().map(|name| crate::identifier(name, Case::UpperCamel));
        let free = names.into_iter().find(|name| !self.names.contains(name));
        let (Some((shape, cluster)), Some(name)) = (largest, free) else {
            return;
        };
        for schema in cluster.schemas {
            self.subjects.by_schema.insert(schema, name.clone());
        }
        self.subjects.by_shape.entry(shape).or_insert(name);
    }

    /// The inline object that a body is, or that it is a sequence of, and what it is made of. None where it is split
    /// into what is sent and what is received.
    fn inline_body(&mut self, schema: SchemaId) -> Option<(SchemaId, String)> {
        let mut id = schema;
        for _ in 0..MOST_NAMES {
            if self.resolver.written(id).name.is_some() {
                return None;
            }
            if let Some(target) = self.resolver.target(id) {
                id = target;
                continue;
            }
            let resolved = self.resolver.resolve(id);
            match &resolved.kind {
                SchemaKind::Array(array) if array.prefix_items.is_empty() => id = array.items?,
                SchemaKind::Object(object) if is_struct(object) && resolved.values.is_none() => {
                    self.view = View::Whole;
                    return self.views.is_whole(id).then(|| (id, self.shape(id)));
                }
                _ => return None,
            }
        }
        None
    }
}

/// One text for all that are equal: large ones are common, and kept once.
fn intern(known: &mut HashSet<Rc<str>>, text: &str) -> Rc<str> {
    if let Some(known) = known.get(text) {
        return Rc::clone(known);
    }
    let text: Rc<str> = text.into();
    known.insert(Rc::clone(&text));
    text
}

/// What a body is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Request,
    Success,
    Error,
}

/// The bodies of an operation.
fn bodies(operation: &Operation) -> impl Iterator<Item = (Part, &Payload)> {
    let request = operation.request_body.iter().flat_map(|body| &body.contents);
    let responses = operation.responses.iter().flat_map(|response| {
        let part = match response.status {
            StatusPattern::Code(400..) | StatusPattern::Range(4..) => Part::Error,
            _ => Part::Success,
        };
        response.contents.iter().map(move |payload| (part, payload))
    });
    request.map(|payload| (Part::Request, payload)).chain(responses)
}

/// What an operation is about, in the singular, by its id: a verb, the thing, and how it is picked.
fn subject(id: &str) -> Option<String> {
    let name = crate::identifier(id, Case::Snake);
    let mut words = name.split('_').take_while(|word| *word != "by");
    words.next().filter(|verb| VERBS.contains(verb))?;
    let words: Vec<&str> = words.collect();
    let (last, before) = words.split_last()?;
    let before = before.iter().map(|word| (*word).to_owned());
    let words: Vec<String> = before.chain([specwright_inference::singular(last)]).collect();
    Some(words.join(" "))
}
