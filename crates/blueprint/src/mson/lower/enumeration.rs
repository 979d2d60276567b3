//! Enumerations.

use std::collections::BTreeSet;

use serde_json::Value;
use specwright_model::{Schema, SchemaId, SchemaKind, Union};

use super::array::kind_of;
use super::members::{Layer, Layers};
use super::primitive::schema_kind;
use super::sample::Pattern;
use super::{Context, Lowering, Source, joined};
use crate::mson::node::{Node, Role};
use crate::mson::signature::Signature;
use crate::mson::type_definition::{Attribute, TypeName};
use crate::mson::types::{Base, Kind};

/// What an enumeration may be, as it is found.
#[derive(Default)]
struct Choice {
    /// The values, each once.
    values: Vec<Value>,
    /// The values as JSON.
    known: BTreeSet<String>,
    /// The schemas whose values it may be as well.
    types: Vec<SchemaId>,
    /// The values that are described.
    notes: Vec<String>,
}

impl Choice {
    fn add(&mut self, value: Value) {
        if self.known.insert(value.to_string()) {
            self.values.push(value);
        }
    }

    fn has(&self, value: &Value) -> bool {
        self.known.contains(&value.to_string())
    }
}

impl<'t> Lowering<'_, 't, '_> {
    pub(super) fn enumeration(&mut self, source: &Source<'_, 't>, base: &Base) -> Schema {
        self.expect_value(source);
        let layers = self.layers(source, base.named, Kind::Enum);
        let nested: Vec<&TypeName<'t>> = (layers.list.iter())
            .filter_map(|layer| layer.signature.types.base.as_ref())
            .flat_map(|name| &name.nested)
            .filter(|name| !name.is_variable)
            .collect();
        let kinds: Vec<Kind> = nested
            .iter()
            .map(|name| self.types.base(name).map_or(Kind::Any, |it| it.kind))
            .collect();
        let mut choice = Choice::default();
        for layer in &layers.list {
            if layer.is_own && base.named.is_some() && !says_more(source) && self.is_refined(source, &choice, &kinds) {
                return self.refined(source, base, &kinds);
            }
            self.layer(layer, &kinds, &mut choice);
        }
        let mut schema = Schema::default();
        self.given(source, &kinds, &mut schema);
        self.given_values(&layers, &kinds, &mut choice);
        if let ([only], [kind]) = (nested.as_slice(), kinds.as_slice())
            && kind.is_primitive()
            && choice.values.is_empty()
            && choice.types.is_empty()
        {
            let base = self.base_of(only);
            return self.schema_of(&base, schema_kind(base.kind, base.format.clone()));
        }
        // A single type in brackets says what the values are, and is one only where there are none.
        if nested.len() > 1 || choice.values.is_empty() || !kinds.iter().all(|kind| kind.is_primitive()) {
            for name in nested {
                let id = self.type_named(name);
                choice.types.push(id);
            }
        }
        schema.all_of = layers
            .beyond
            .into_iter()
            .filter_map(|named| self.id_of(named))
            .collect();
        schema.description = (!choice.notes.is_empty()).then(|| choice.notes.join("\n"));
        self.choose(choice, source, &mut schema);
        schema
    }

    /// Whether all values that stand beside a reference are values of what it names.
    fn is_refined(&mut self, source: &Source<'_, 't>, base: &Choice, kinds: &[Kind]) -> bool {
        let mut own = Schema::default();
        self.given(source, kinds, &mut own);
        own.examples.iter().chain(&own.default).all(|value| base.has(value))
    }

    fn refined(&mut self, source: &Source<'_, 't>, base: &Base, kinds: &[Kind]) -> Schema {
        let mut schema = self.schema_of(base, SchemaKind::Any);
        self.given(source, kinds, &mut schema);
        if source.is_fixed() && source.signature.values.len() == 1 {
            schema.values = Some(std::mem::take(&mut schema.examples)).filter(|values| values.len() == 1);
        }
        schema
    }

    /// The samples and the default that an enumeration has: a single value of its line, and its items.
    fn given(&mut self, source: &Source<'_, 't>, kinds: &[Kind], schema: &mut Schema) {
        let values = &source.signature.values;
        let is_sample = source.has(Attribute::Sample) || values.iter().all(|value| value.is_emphasised);
        let is_default = source.has(Attribute::Default);
        if is_default {
            let literals: Vec<Value> = values.iter().filter_map(|it| self.literal_of(kinds, it.text)).collect();
            schema.default = literals.into_iter().next_back();
        } else if is_sample || values.len() == 1 {
            schema
                .examples
                .extend(values.iter().filter_map(|it| self.literal_of(kinds, it.text)));
        }
        self.samples(source.children, pattern_of(kinds), schema);
    }

    fn layer(&mut self, layer: &Layer<'_, 't>, kinds: &[Kind], choice: &mut Choice) {
        let mut below = Choice::default();
        self.options(layer.children, kinds, &mut below);
        // What is a sample by its form stands behind the values that are listed.
        let types = &layer.signature.types;
        let is_listed = !types.has(Attribute::Default) && !types.has(Attribute::Sample);
        let first: Vec<Value> = (layer.signature.values.iter())
            .filter(|value| is_listed && !value.is_emphasised)
            .filter_map(|value| self.literal_of(kinds, value.text))
            .filter(|value| !below.has(value))
            .collect();
        first
            .into_iter()
            .chain(below.values)
            .for_each(|value| choice.add(value));
        choice.types.extend(below.types);
        choice.notes.extend(below.notes);
    }

    /// Adds samples and defaults to the values: they are values of the enumeration even where it does not list them.
    fn given_values(&mut self, layers: &Layers<'_, 't>, kinds: &[Kind], choice: &mut Choice) {
        for layer in &layers.list {
            for value in &layer.signature.values {
                self.literal_of(kinds, value.text)
                    .into_iter()
                    .for_each(|value| choice.add(value));
            }
            for child in layer
                .children
                .iter()
                .filter(|it| matches!(it.role, Role::Sample | Role::Default))
            {
                let values = self.sample(child, pattern_of(kinds));
                values.into_iter().for_each(|value| choice.add(value));
            }
        }
    }

    fn options(&mut self, nodes: &[Node<'t>], kinds: &[Kind], choice: &mut Choice) {
        for node in nodes {
            match node.role {
                Role::Member => self.option(node, kinds, choice),
                Role::Items | Role::Members => self.options(&node.children, kinds, choice),
                Role::Include | Role::Sample | Role::Default => {}
                Role::OneOf | Role::Properties => self.misplaced(node, "an enumeration has no properties"),
            }
        }
    }

    fn option(&mut self, node: &Node<'t>, kinds: &[Kind], choice: &mut Choice) {
        let signature = node.element();
        let name = signature.types.base.as_ref();
        if name.is_some_and(|name| self.types.cut.contains(&name.name.start)) {
            return;
        }
        let base = name.map(|name| self.base_of(name));
        let description = joined(signature.description, node.text.clone());
        match base {
            None if node.children.is_empty() => {
                let value = signature.value.and_then(|value| self.literal_of(kinds, value));
                self.value_option(&signature, value, description, choice);
            }
            Some(base) if base.kind.is_primitive() && signature.value.is_some() && node.children.is_empty() => {
                let value = signature.value.and_then(|value| self.literal(base.kind, value));
                self.value_option(&signature, value, description, choice);
            }
            _ => {
                let id = self.member(&signature, node, Context { is_fixed: false });
                // The values of an enumeration in another one are values of both.
                let inner = self.schemas.get(id);
                match (&inner.values, inner.name.is_none()) {
                    (Some(values), true) => values.clone().into_iter().for_each(|value| choice.add(value)),
                    _ => choice.types.push(id),
                }
            }
        }
    }

    fn value_option(
        &mut self,
        signature: &Signature<'t>,
        value: Option<Value>,
        description: Option<String>,
        choice: &mut Choice,
    ) {
        let Some(value) = value else { return };
        self.loose(signature);
        if let Some(description) = description {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            choice.notes.push(format!("- `{text}`: {description}"));
        }
        choice.add(value);
    }

    /// The schema of a type in brackets.
    pub(super) fn type_named(&mut self, name: &TypeName<'t>) -> SchemaId {
        let base = self.base_of(name);
        if let Some(id) = base.named.and_then(|named| self.id_of(named)) {
            return id;
        }
        if matches!(base.kind, Kind::Array | Kind::Enum) {
            return self.nested(name);
        }
        self.add(Schema::of(schema_kind(base.kind, base.format)), name.name.range())
    }

    /// The schema of an array or enumeration in brackets, such as the inner one of `array[array[number]]`.
    fn nested(&mut self, name: &TypeName<'t>) -> SchemaId {
        let mut signature = Signature::element(name.name);
        signature.value = None;
        signature.values.clear();
        signature.types.base = Some(name.clone());
        self.schema(&Source {
            signature: &signature,
            children: &[],
            description: None,
            range: name.name.range(),
            fallback: Kind::Any,
            is_fixed: false,
        })
    }

    /// Says what fits an enumeration: its values by their types, and its types.
    fn choose(&mut self, choice: Choice, source: &Source<'_, 't>, schema: &mut Schema) {
        let mut groups: Vec<(SchemaKind, Vec<Value>)> = Vec::new();
        for value in choice.values {
            let kind = kind_of(&value);
            match groups.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, values)) => values.push(value),
                None => groups.push((kind, vec![value])),
            }
        }
        if choice.types.is_empty() && groups.len() < 2 {
            let (kind, values) = groups.pop().map_or_else(
                || {
                    (
                        schema_kind(Kind::String, specwright_model::TextFormat::Unspecified),
                        None,
                    )
                },
                |(kind, values)| (kind, Some(values)),
            );
            (schema.kind, schema.values) = (kind, values);
            return;
        }
        let mut variants: Vec<SchemaId> = Vec::new();
        for (kind, values) in groups {
            let group = Schema {
                values: Some(values),
                ..Schema::of(kind)
            };
            variants.push(self.add(group, source.range.clone()));
        }
        variants.extend(choice.types);
        match variants.as_slice() {
            [only] => schema.all_of.push(*only),
            _ => {
                schema.kind = SchemaKind::Union(Union {
                    variants,
                    ..Union::default()
                });
            }
        }
    }
}

/// What is known of the samples of an enumeration.
fn pattern_of<'n, 't>(kinds: &[Kind]) -> Pattern<'n, 't> {
    let kind = match kinds {
        [only] => *only,
        _ => Kind::String,
    };
    Pattern {
        kind,
        elements: &[],
        members: None,
    }
}

/// Whether an enumeration has values or types of its own below it.
fn says_more(source: &Source<'_, '_>) -> bool {
    let items = |node: &Node<'_>| !matches!(node.role, Role::Sample | Role::Default);
    source.children.iter().any(items) || source.signature.values.len() > 1
}
