//! What arrays hold whose items the page lost: raml2html prints nothing for items of built-in types.
//!
//! Examples show some of it. What they show is concluded from all examples of one array at once, and marked so.

use std::collections::BTreeMap;

use serde_json::Value;
use specwright_inference::{Inference, PayloadExamples, Sample};
use specwright_model::{Origin, SchemaId, SchemaKind};

use super::Lowering;
use crate::page::text::Slice;
use crate::rules;

impl Lowering<'_, '_, '_> {
    /// Concludes the items of arrays from examples, and says of all arrays without items what is known of them.
    pub(super) fn infer_items(&mut self) {
        let mut inference = Inference::new();
        let samples = self.samples();
        let keys: Vec<_> = samples
            .into_iter()
            .map(|(id, samples)| (id, inference.add(payload(samples))))
            .collect();
        let mut schemas = std::mem::take(&mut self.api.schemas);
        let inferred = inference.finish(&mut schemas);
        self.api.schemas = schemas;
        for (id, key) in keys {
            let items = inferred
                .schema(key)
                .and_then(|list| match &self.api.schemas.get(list).kind {
                    SchemaKind::Array(array) => array.items,
                    _ => None,
                });
            if let Some(items) = items
                && let Some(schema) = self.api.schemas.get_mut(id)
                && let SchemaKind::Array(array) = &mut schema.kind
            {
                array.items = Some(items);
                self.report(id, true);
            }
        }
        let lost: Vec<SchemaId> = self
            .api
            .schemas
            .iter()
            .filter(|(_, it)| is_lost(&it.kind))
            .map(|(id, _)| id)
            .collect();
        for id in lost {
            self.report(id, false);
        }
    }

    fn report(&mut self, id: SchemaId, is_inferred: bool) {
        let Some(location) = self.api.schemas.get(id).origin.location else {
            return;
        };
        let slice = Slice::new(self.sources.files().slice(location), location.span.start as usize);
        let (rule, message) = if is_inferred {
            let message = "the page lost what this array holds; it is concluded from examples";
            (&rules::INFERRED_ITEM_TYPE, message)
        } else {
            (
                &rules::LOST_ITEM_TYPE,
                "the page lost what this array holds: anything fits",
            )
        };
        let finding = self.finding(rule, slice, message.to_owned());
        self.share("items", finding);
    }

    /// The values that examples show of each array without items.
    fn samples(&self) -> BTreeMap<SchemaId, Vec<Sample>> {
        let mut samples: BTreeMap<SchemaId, Vec<Sample>> = BTreeMap::new();
        for (range, id) in &self.shown {
            let Some(value) = self.values.get(&range.start) else {
                continue;
            };
            let origin = self.findings.inferred(range.clone());
            let mut pending = vec![(*id, value)];
            while let Some((id, value)) = pending.pop() {
                let schema = self.api.schemas.get(id);
                pending.extend(schema.all_of.iter().map(|part| (*part, value)));
                match (&schema.kind, value) {
                    (kind, Value::Array(items)) if is_lost(kind) && !items.is_empty() => {
                        let value = value.clone();
                        samples.entry(id).or_default().push(Sample { value, origin });
                    }
                    (SchemaKind::Array(array), Value::Array(items)) => {
                        pending.extend(
                            array
                                .items
                                .into_iter()
                                .flat_map(|id| items.iter().map(move |item| (id, item))),
                        );
                    }
                    // Examples of items stand below arrays of them too.
                    (SchemaKind::Object(_), Value::Array(items)) => {
                        pending.extend(items.iter().map(|item| (id, item)));
                    }
                    (SchemaKind::Object(object), Value::Object(members)) => {
                        let known = object.properties.iter();
                        pending.extend(known.filter_map(|it| Some((it.schema, members.get(&it.name)?))));
                    }
                    _ => {}
                }
            }
        }
        samples
    }
}

fn payload(samples: Vec<Sample>) -> PayloadExamples {
    PayloadExamples {
        origin: samples.first().map_or(Origin::default(), |sample| sample.origin),
        samples,
        ..PayloadExamples::default()
    }
}

fn is_lost(kind: &SchemaKind) -> bool {
    matches!(kind, SchemaKind::Array(array) if array.items.is_none() && array.prefix_items.is_empty())
}
