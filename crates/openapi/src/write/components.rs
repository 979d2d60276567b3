//! Which schemas are components, and under which names.

use std::collections::{BTreeMap, BTreeSet};

use specwright_model::{AdditionalProperties, Api, Operation, Response, Schema, SchemaId, SchemaKind};

/// How deep schemas without a name may stand in each other. Writing follows them by recursion.
const HEIGHT_LIMIT: usize = 40;

/// How many schemas a schema without a name may be made of, itself included, when it is used more than once. Otherwise
/// a few schemas that use each other twice would fill the disk.
const REPEATED_SIZE_LIMIT: usize = 25;

/// The names of the schemas that are components.
pub(super) struct ComponentNames {
    names: BTreeMap<SchemaId, String>,
}

impl ComponentNames {
    /// Every schema with a name; and of those without one: what holds itself, what a discriminator names, and what is
    /// too large to stand wherever it is used.
    pub(super) fn of(api: &Api) -> Self {
        Self::with_uses(api, std::iter::empty())
    }

    /// The same, where `others` are used as well as what operations use.
    pub(super) fn with_uses(api: &Api, others: impl Iterator<Item = SchemaId>) -> Self {
        let mut free = FreeNames::default();
        let named = api.schemas.iter();
        let named: Vec<(SchemaId, &str)> = named
            .filter_map(|(id, schema)| Some((id, schema.name.as_deref()?)))
            .collect();
        let written = free.take_all(named.iter().map(|(_, name)| *name));
        let mut names: BTreeMap<SchemaId, String> = named.iter().map(|(id, _)| *id).zip(written).collect();
        let uses = Uses::of(api, others);
        let mut unnamed = uses.promoted(api);
        unnamed.sort();
        for id in unnamed {
            let name = uses.places.get(&id).map(Place::name).unwrap_or_default();
            names.insert(id, free.take(&name));
        }
        Self { names }
    }

    /// The name of a component; none for a schema that stands where it is used.
    pub(super) fn get(&self, id: SchemaId) -> Option<&str> {
        self.names.get(&id).map(String::as_str)
    }

    /// All components, in the order of the schemas.
    pub(super) fn list(&self) -> Vec<(SchemaId, String)> {
        self.names.iter().map(|(id, name)| (*id, name.clone())).collect()
    }
}

/// The names that are given to components of one type.
#[derive(Default)]
pub(super) struct FreeNames {
    taken: BTreeSet<String>,
    /// The last number behind a name that several ask for.
    numbers: BTreeMap<String, usize>,
}

impl FreeNames {
    /// Names for several things, in their order. What has a valid name keeps it: it must not lose its name to one that
    /// is changed into it.
    pub(super) fn take_all<'n>(&mut self, names: impl Iterator<Item = &'n str>) -> Vec<String> {
        let names: Vec<(&str, bool)> = names
            .map(|name| (name, is_valid(name) && self.taken.insert(name.to_owned())))
            .collect();
        let written = names.into_iter().map(|(name, is_kept)| match is_kept {
            true => name.to_owned(),
            false => self.take(name),
        });
        written.collect()
    }

    /// The name, or one near to it that is free and valid.
    pub(super) fn take(&mut self, name: &str) -> String {
        let valid: String = name.chars().map(|it| if may_name(it) { it } else { '_' }).collect();
        let base = if valid.is_empty() { "Unnamed" } else { &valid };
        let mut free = base.to_owned();
        let number = self.numbers.entry(base.to_owned()).or_insert(1);
        while !self.taken.insert(free.clone()) {
            *number += 1;
            free = format!("{base}_{number}");
        }
        free
    }
}

/// Whether a component may have the name (OpenAPI 3.1.1, section 4.8.7).
fn is_valid(name: &str) -> bool {
    !name.is_empty() && name.chars().all(may_name)
}

fn may_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || "._-".contains(character)
}

/// The first place where a schema is used.
#[derive(Clone, Debug, Default)]
struct Place {
    /// The nearest name above it: of a schema, or else of an operation.
    anchor: String,
    /// The last step to it.
    step: String,
}

impl Place {
    fn name(&self) -> String {
        match self.step.as_str() {
            "" => self.anchor.clone(),
            step => format!("{}_{step}", self.anchor),
        }
    }
}

/// Where schemas are used, as far as operations and declared schemas reach.
#[derive(Default)]
struct Uses {
    counts: BTreeMap<SchemaId, usize>,
    /// For names of schemas without one.
    places: BTreeMap<SchemaId, Place>,
    /// What is reached, in the order in which it is.
    order: Vec<SchemaId>,
}

impl Uses {
    fn of(api: &Api, others: impl Iterator<Item = SchemaId>) -> Self {
        let mut uses = Self::default();
        for (id, _) in api.schemas.iter().filter(|(_, schema)| schema.name.is_some()) {
            uses.note(id, Place::default());
        }
        let webhooks = api.webhooks.iter().flat_map(|webhook| &webhook.operations);
        let operations = api.operations().map(|(_, operation)| operation);
        for operation in operations.chain(webhooks) {
            let callbacks = operation.callbacks.iter().flat_map(|callback| &callback.operations);
            for operation in [operation].into_iter().chain(callbacks) {
                let anchor = operation.id.as_deref().unwrap_or(operation.method.as_str());
                for id in schemas_of(operation) {
                    let step = String::new();
                    let anchor = anchor.to_owned();
                    uses.note(id, Place { anchor, step });
                }
            }
        }
        others.for_each(|id| uses.note(id, Place::default()));
        let mut next = 0;
        while let Some(id) = uses.order.get(next).copied() {
            next += 1;
            let schema = api.schemas.get(id);
            let place = uses.places.get(&id).map(|place| place.anchor.clone());
            let anchor = schema.name.clone().or(place).unwrap_or_default();
            for (step, part) in parts(schema) {
                let anchor = anchor.clone();
                uses.note(part, Place { anchor, step });
            }
        }
        uses
    }

    fn note(&mut self, id: SchemaId, place: Place) {
        let count = self.counts.entry(id).or_default();
        *count += 1;
        if *count == 1 {
            self.places.insert(id, place);
            self.order.push(id);
        }
    }

    /// The schemas without a name that must be components.
    fn promoted(&self, api: &Api) -> Vec<SchemaId> {
        let mapped = self.order.iter().flat_map(|id| mapped(api.schemas.get(*id)));
        let is_unnamed = |id: &SchemaId| api.schemas.get(*id).name.is_none();
        let mut walk = Walk {
            api,
            uses: self,
            promoted: mapped.filter(is_unnamed).collect(),
            states: BTreeMap::new(),
        };
        for id in &self.order {
            walk.from(*id);
        }
        walk.promoted.into_iter().collect()
    }
}

/// How far a walk through schemas without a name is.
#[derive(Clone, Copy)]
enum State {
    Open,
    /// Its extent when it stands where it is used.
    Done(Extent),
}

#[derive(Clone, Copy, Default)]
struct Extent {
    /// Of how many schemas it is made.
    size: usize,
    /// How deep they stand in each other.
    height: usize,
}

/// A walk through schemas without a name, without recursion: there may be as many in a row as a document has.
struct Walk<'a> {
    api: &'a Api,
    uses: &'a Uses,
    promoted: BTreeSet<SchemaId>,
    states: BTreeMap<SchemaId, State>,
}

impl Walk<'_> {
    fn from(&mut self, start: SchemaId) {
        if self.states.contains_key(&start) {
            return;
        }
        let mut way = vec![self.enter(start)];
        while let Some((id, rest)) = way.last_mut() {
            let id = *id;
            let Some(part) = rest.pop() else {
                self.leave(id);
                way.pop();
                continue;
            };
            if self.api.schemas.get(part).name.is_some() {
                continue;
            }
            match self.states.get(&part) {
                None => way.push(self.enter(part)),
                Some(State::Open) => drop(self.promoted.insert(part)),
                Some(State::Done(_)) => {}
            }
        }
    }

    fn enter(&mut self, id: SchemaId) -> (SchemaId, Vec<SchemaId>) {
        self.states.insert(id, State::Open);
        let mut parts: Vec<_> = parts(self.api.schemas.get(id))
            .into_iter()
            .map(|(_, part)| part)
            .collect();
        parts.reverse();
        (id, parts)
    }

    fn leave(&mut self, id: SchemaId) {
        let schema = self.api.schemas.get(id);
        let mut extent = Extent { size: 1, height: 1 };
        for (_, part) in parts(schema) {
            let is_reference = self.promoted.contains(&part) || self.api.schemas.get(part).name.is_some();
            if let (false, Some(State::Done(below))) = (is_reference, self.states.get(&part)) {
                extent.size = extent.size.saturating_add(below.size);
                extent.height = extent.height.max(below.height + 1);
            }
        }
        let is_repeated = self.uses.counts.get(&id).is_some_and(|count| *count > 1);
        let is_large = extent.height >= HEIGHT_LIMIT || (is_repeated && extent.size > REPEATED_SIZE_LIMIT);
        if is_large && schema.name.is_none() {
            self.promoted.insert(id);
        }
        self.states.insert(id, State::Done(extent));
    }
}

/// What a schema is made of, each with a word for its place.
fn parts(schema: &Schema) -> Vec<(String, SchemaId)> {
    let mut parts = Vec::new();
    let mut add = |place: &str, id: SchemaId| parts.push((place.to_owned(), id));
    schema.all_of.iter().for_each(|id| add("part", *id));
    match &schema.kind {
        SchemaKind::Array(array) => {
            array
                .prefix_items
                .iter()
                .chain(&array.items)
                .for_each(|id| add("item", *id));
        }
        SchemaKind::Object(object) => {
            object
                .properties
                .iter()
                .for_each(|property| add(&property.name, property.schema));
            object
                .pattern_properties
                .iter()
                .for_each(|property| add("value", property.schema));
            if let AdditionalProperties::Schema(id) = object.additional {
                add("value", id);
            }
        }
        SchemaKind::Union(union) => union.variants.iter().for_each(|id| add("variant", *id)),
        _ => {}
    }
    mapped(schema)
        .into_iter()
        .chain(schema.subtypes.iter().copied())
        .for_each(|id| add("variant", id));
    parts
}

/// The schemas that the discriminators of a schema name.
fn mapped(schema: &Schema) -> Vec<SchemaId> {
    let union = match &schema.kind {
        SchemaKind::Union(union) => union.discriminator.as_ref(),
        _ => None,
    };
    let discriminators = schema.discriminator.iter().chain(union);
    discriminators
        .flat_map(|discriminator| discriminator.mapping.iter().map(|(_, id)| *id))
        .collect()
}

/// The schemas that an operation uses, callbacks aside.
fn schemas_of(operation: &Operation) -> Vec<SchemaId> {
    let mut ids: Vec<SchemaId> = operation.parameters.iter().filter_map(|it| it.schema).collect();
    let sent = operation.request_body.iter().flat_map(|body| &body.contents);
    let received = operation
        .responses
        .iter()
        .flat_map(|response: &Response| &response.contents);
    for payload in sent.chain(received) {
        ids.extend(payload.schema.iter().chain(&payload.item_schema));
        let headers = payload.encoding.iter().flat_map(|encoding| &encoding.headers);
        ids.extend(headers.filter_map(|header| header.schema));
    }
    let headers = operation.responses.iter().flat_map(|response| &response.headers);
    ids.extend(headers.filter_map(|header| header.schema));
    ids
}
