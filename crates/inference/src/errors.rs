//! The bodies of errors, which an API mostly builds alike.

use crate::{
    graph::{Graph, ObjectId, PlaceId},
    payload::{PayloadExamples, Role},
    similarity::Keys,
};

/// The most shapes that are told apart among errors.
const MOST: usize = 64;

/// The bodies of errors that are one type, merged.
#[derive(Debug)]
pub(crate) struct ErrorBodies {
    pub(crate) object: ObjectId,
    pub(crate) keys: Keys,
}

struct Cluster {
    members: Vec<ObjectId>,
    keys: Keys,
    samples: usize,
}

/// Merges the bodies of errors that are the same shape: the shape with the most examples, the first of several.
pub(crate) fn merge_errors(graph: &mut Graph, payloads: &[(PlaceId, &PayloadExamples)]) -> Option<ErrorBodies> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for (place, payload) in payloads {
        let Some(object) = graph.place(*place).object.filter(|_| payload.role == Role::Error) else {
            continue;
        };
        let shape = graph.object(object);
        if shape.is_stated || shape.properties.is_empty() {
            continue;
        }
        let (keys, samples) = (graph.keys(object), shape.samples.len());
        let is_full = clusters.len() >= MOST;
        match clusters
            .iter_mut()
            .find(|cluster| graph.are_similar_errors(&cluster.keys, &keys))
        {
            Some(cluster) => {
                graph.extend_keys(&mut cluster.keys, &keys);
                cluster.members.push(object);
                cluster.samples += samples;
            }
            None if is_full => {}
            None => clusters.push(Cluster {
                members: vec![object],
                keys,
                samples,
            }),
        }
    }
    clusters.reverse();
    let largest = clusters.into_iter().max_by_key(|cluster| cluster.samples)?;
    let (object, others) = largest.members.split_first()?;
    others.iter().for_each(|other| graph.merge_objects(*object, *other));
    Some(ErrorBodies {
        object: *object,
        keys: largest.keys,
    })
}
