//! Schemas that are made of themselves.
//!
//! Recursion through properties and items is a tree or a list, and fine. A schema that must fit itself (`allOf`), or
//! that is a variant of itself, says nothing and would never end.

use std::collections::BTreeMap;

use specwright_diagnostics::Diagnostic;
use specwright_model::{Schema, SchemaId, SchemaKind};

use crate::reader::Reader;
use crate::rules;

/// A way from a schema to one that it is made of, by its index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    AllOf(usize),
    Variant(usize),
}

impl Edge {
    fn is_variant(self) -> bool {
        matches!(self, Self::Variant(_))
    }
}

/// A schema on the way, the edge that led to it, and its edges that are not walked yet.
struct Step {
    at: SchemaId,
    by: Option<Edge>,
    rest: Vec<(Edge, SchemaId)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    New,
    Open,
    Done,
}

/// An edge that closes a circle, and whether a union is on that circle.
struct Closing {
    from: SchemaId,
    edge: Edge,
    to: SchemaId,
    has_variant: bool,
}

impl Reader<'_> {
    pub(crate) fn break_circles(&mut self) {
        let mut stripped: BTreeMap<SchemaId, SchemaId> = BTreeMap::new();
        // What replaces an edge can close another circle: a second round.
        loop {
            let closing = self.closing_edges();
            if closing.is_empty() {
                return;
            }
            for circle in closing {
                self.break_circle(&circle, &mut stripped);
            }
        }
    }

    fn break_circle(&mut self, circle: &Closing, stripped: &mut BTreeMap<SchemaId, SchemaId>) {
        let name = |id: SchemaId| match &self.api.schemas.get(id).name {
            Some(name) => format!("the schema `{name}`"),
            None => "a schema without a name".to_owned(),
        };
        let location = self.api.schemas.get(circle.from).origin.location;
        if let (Edge::AllOf(_), true, Some(location)) = (circle.edge, circle.has_variant, location) {
            let message = format!(
                "{} inherits from {}, of which it is a variant; it inherits what stands beside the variants",
                name(circle.from),
                name(circle.to)
            );
            let diagnostic = Diagnostic::new(&rules::INHERITED_UNION, location, message);
            let help = "move the common properties into a schema of their own, from which the variants inherit";
            self.report(diagnostic.help(help));
            let id = *stripped.entry(circle.to).or_insert_with(|| {
                let base = without_union(&self.api.schemas, circle.to);
                self.api.schemas.add(base)
            });
            self.replace(circle, Some(id));
            return;
        }
        if let Some(location) = location {
            let message = format!("{} is made of itself and has no end", name(circle.from));
            let diagnostic = Diagnostic::new(&rules::REFERENCE_CYCLE, location, message);
            self.report(
                diagnostic.help("remove one of the references of `allOf`, `oneOf` or `anyOf` that lead back to it"),
            );
        }
        self.replace(circle, None);
    }

    fn replace(&mut self, circle: &Closing, with: Option<SchemaId>) {
        let Some(schema) = self.api.schemas.get_mut(circle.from) else {
            return;
        };
        let (list, index) = match (circle.edge, &mut schema.kind) {
            (Edge::AllOf(index), _) => (&mut schema.all_of, index),
            (Edge::Variant(index), SchemaKind::Union(union)) => (&mut union.variants, index),
            (Edge::Variant(_), _) => return,
        };
        match with {
            Some(id) => list.iter_mut().skip(index).take(1).for_each(|place| *place = id),
            None if list.get(index) == Some(&circle.to) => drop(list.remove(index)),
            None => {}
        }
    }

    /// The edges that close circles, of one schema the last first, so that removing them keeps the others in place.
    /// Depth first, without recursion: the way can be as long as there are schemas.
    fn closing_edges(&self) -> Vec<Closing> {
        let schemas = &self.api.schemas;
        let mut marks = vec![Mark::New; schemas.len()];
        let mut closing = Vec::new();
        for (start, schema) in schemas.iter() {
            if marks.get(start.index()) != Some(&Mark::New) {
                continue;
            }
            set(&mut marks, start, Mark::Open);
            let mut way = vec![Step {
                at: start,
                by: None,
                rest: edges(schema),
            }];
            while let Some(step) = way.last_mut() {
                let from = step.at;
                let Some((edge, to)) = step.rest.pop() else {
                    set(&mut marks, from, Mark::Done);
                    way.pop();
                    continue;
                };
                match marks.get(to.index()) {
                    Some(Mark::New) => {
                        set(&mut marks, to, Mark::Open);
                        way.push(Step {
                            at: to,
                            by: Some(edge),
                            rest: edges(schemas.get(to)),
                        });
                    }
                    Some(Mark::Open) => {
                        let on_circle = way.iter().skip_while(|step| step.at != to).skip(1);
                        let has_variant = on_circle.filter_map(|step| step.by).chain([edge]).any(Edge::is_variant);
                        closing.push(Closing {
                            from,
                            edge,
                            to,
                            has_variant,
                        });
                    }
                    _ => {}
                }
            }
        }
        closing.sort_by_key(|circle| std::cmp::Reverse((circle.from, circle.edge)));
        closing
    }
}

fn set(marks: &mut [Mark], id: SchemaId, mark: Mark) {
    if let Some(place) = marks.get_mut(id.index()) {
        *place = mark;
    }
}

/// What a schema is made of, the last first.
fn edges(schema: &Schema) -> Vec<(Edge, SchemaId)> {
    let variants: &[SchemaId] = match &schema.kind {
        SchemaKind::Union(union) => &union.variants,
        _ => &[],
    };
    let variants = variants
        .iter()
        .enumerate()
        .map(|(index, id)| (Edge::Variant(index), *id));
    let all_of = schema
        .all_of
        .iter()
        .enumerate()
        .map(|(index, id)| (Edge::AllOf(index), *id));
    let mut edges: Vec<_> = variants.chain(all_of).collect();
    edges.reverse();
    edges
}

/// What stands beside the union of a schema.
fn without_union(schemas: &specwright_model::Schemas, id: SchemaId) -> Schema {
    let mut base = schemas.get(id).clone();
    base.name = None;
    if matches!(base.kind, SchemaKind::Union(_)) {
        base.kind = SchemaKind::Any;
    }
    base.all_of
        .retain(|part| !matches!(schemas.get(*part).kind, SchemaKind::Union(_)));
    base
}
