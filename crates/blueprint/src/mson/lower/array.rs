//! Arrays.

use serde_json::Value;
use specwright_model::{Array, Schema, SchemaId, SchemaKind, Union};

use super::members::Layer;
use super::sample::Pattern;
use super::{Context, Lowering, Source, behind_description};
use crate::mson::node::{Node, Role};
use crate::mson::type_definition::TypeDefinition;
use crate::mson::types::{Base, Kind};

/// With how many types of an array a further one is compared.
const COMPARED: usize = 64;

/// How deep types of an array are compared.
const DEPTH: usize = 4;

/// What an array holds, as it is found.
#[derive(Default)]
struct Elements {
    /// The schemas of its elements, each once.
    types: Vec<SchemaId>,
    /// The schemas of its elements one by one, where they are fixed.
    fixed: Vec<SchemaId>,
    /// The kinds of elements that are given by values alone.
    literals: Vec<SchemaKind>,
    /// The values that are written for it.
    values: Vec<Value>,
    /// Whether all of its elements have values.
    is_sample: bool,
}

impl<'t> Lowering<'_, 't, '_> {
    pub(super) fn array(&mut self, source: &Source<'_, 't>, base: &Base) -> Schema {
        let (description, children) = behind_description(source.children, Role::Items);
        let own = Source {
            children,
            description: source.description.clone(),
            range: source.range.clone(),
            ..*source
        };
        self.expect_value(source);
        let says_more = children
            .iter()
            .any(|it| !matches!(it.role, Role::Sample | Role::Default));
        let mut schema = match base.named.filter(|_| !says_more && !source.is_fixed()) {
            Some(_) => self.schema_of(base, SchemaKind::Any),
            None => Schema::default(),
        };
        let mut kinds = Vec::new();
        let mut elements = Elements {
            is_sample: true,
            ..Elements::default()
        };
        let layers = self.layers(&own, base.named, Kind::Array);
        for layer in &layers.list {
            kinds.extend(self.element_kinds(&layer.signature.types));
        }
        for layer in &layers.list {
            self.elements(layer, source.is_fixed(), &kinds, &mut elements);
        }
        if schema.all_of.is_empty() {
            let array = self.array_of(source, &mut elements);
            schema.kind = SchemaKind::Array(array);
            schema.all_of = layers
                .beyond
                .into_iter()
                .filter_map(|named| self.id_of(named))
                .collect();
        }
        self.own_values(source, children, &kinds, elements, &mut schema);
        schema.description = description;
        schema
    }

    /// The kinds of what a type definition has in brackets.
    pub(super) fn element_kinds(&self, types: &TypeDefinition<'t>) -> Vec<Kind> {
        let nested = types.base.iter().flat_map(|base| &base.nested);
        nested
            .map(|name| self.types.base(name).map_or(Kind::Any, |base| base.kind))
            .collect()
    }

    fn elements(&mut self, layer: &Layer<'_, 't>, is_fixed: bool, kinds: &[Kind], elements: &mut Elements) {
        for name in layer.signature.types.base.iter().flat_map(|base| &base.nested) {
            if !name.is_variable {
                let id = self.type_named(name);
                self.add_type(id, elements);
            }
        }
        let own_values = if layer.is_own {
            &[]
        } else {
            layer.signature.values.as_slice()
        };
        for value in own_values {
            elements.values.extend(self.literal_of(kinds, value.text));
        }
        self.element_nodes(layer.children, is_fixed, kinds, elements);
    }

    fn element_nodes(&mut self, nodes: &[Node<'t>], is_fixed: bool, kinds: &[Kind], elements: &mut Elements) {
        for node in nodes {
            match node.role {
                Role::Member => self.element(node, is_fixed, kinds, elements),
                Role::Items | Role::Members => self.element_nodes(&node.children, is_fixed, kinds, elements),
                Role::Include | Role::Sample | Role::Default => {}
                Role::OneOf | Role::Properties => self.misplaced(node, "an array has no properties"),
            }
        }
    }

    fn element(&mut self, node: &Node<'t>, is_fixed: bool, kinds: &[Kind], elements: &mut Elements) {
        let signature = node.element();
        let kind = self.kind(&signature, &node.children);
        let is_typed = signature.types.base.is_some() || kind == Kind::Object || !node.children.is_empty();
        let value = match is_typed {
            true if kind.is_primitive() => signature.value.and_then(|value| self.literal(kind, value)),
            true => None,
            false => signature.value.and_then(|value| self.literal_of(kinds, value)),
        };
        elements.is_sample &= value.is_some();
        if is_typed {
            let signature = &signature;
            let id = self.member(signature, node, Context { is_fixed });
            elements.fixed.push(id);
            self.add_type(id, elements);
        } else if let Some(value) = &value {
            self.loose(&signature);
            let kind = kind_of(value);
            // Where types are given in brackets, values are nothing but samples of them.
            if is_fixed || (kinds.is_empty() && !elements.literals.contains(&kind)) {
                elements.literals.extend((!is_fixed).then(|| kind.clone()));
                let schema = Schema {
                    values: is_fixed.then(|| vec![value.clone()]),
                    examples: (!is_fixed).then(|| value.clone()).into_iter().collect(),
                    description: super::joined(signature.description, node.text.clone()),
                    ..Schema::of(kind)
                };
                let id = self.add(schema, node.range.clone());
                elements.fixed.push(id);
                self.add_type(id, elements);
            }
        }
        elements.values.extend(value);
    }

    /// Adds a type to those of an array, unless it says the same as one that is there.
    fn add_type(&mut self, id: SchemaId, elements: &mut Elements) {
        let is_known = elements
            .types
            .iter()
            .take(COMPARED)
            .any(|known| self.is_same(*known, id, DEPTH));
        if !is_known {
            elements.types.push(id);
        }
    }

    fn array_of(&mut self, source: &Source<'_, 't>, elements: &mut Elements) -> Array {
        let own = source.signature.values.as_slice();
        if source.is_fixed() {
            let kinds = self.element_kinds(&source.signature.types);
            for value in own {
                let values = self.literal_of(&kinds, value.text).map(|value| vec![value]);
                let kind = values.iter().flatten().next().map(kind_of).unwrap_or_default();
                let schema = Schema {
                    values,
                    ..Schema::of(kind)
                };
                elements.fixed.push(self.add(schema, value.text.range()));
            }
            if !elements.fixed.is_empty() {
                let count = u64::try_from(elements.fixed.len()).ok();
                return Array {
                    prefix_items: std::mem::take(&mut elements.fixed),
                    min_items: count,
                    max_items: count,
                    ..Array::default()
                };
            }
        }
        let has_values = !own.is_empty()
            || source
                .children
                .iter()
                .any(|it| matches!(it.role, Role::Sample | Role::Default));
        if elements.types.is_empty()
            && has_values
            && source
                .signature
                .types
                .base
                .as_ref()
                .is_none_or(|it| it.nested.is_empty())
        {
            let text = Schema::of(super::primitive::schema_kind(
                Kind::String,
                specwright_model::TextFormat::Unspecified,
            ));
            elements.types.push(self.add(text, source.range.clone()));
        }
        let items = match elements.types.as_slice() {
            [] => None,
            [only] => Some(*only),
            several => {
                let union = Union {
                    variants: several.to_vec(),
                    ..Union::default()
                };
                Some(self.add(Schema::of(SchemaKind::Union(union)), source.range.clone()))
            }
        };
        Array {
            items,
            ..Array::default()
        }
    }

    /// Puts the values that are written for an array where they belong.
    fn own_values(
        &mut self,
        source: &Source<'_, 't>,
        children: &[Node<'t>],
        kinds: &[Kind],
        elements: Elements,
        schema: &mut Schema,
    ) {
        let own: Vec<Value> = (source.signature.values.iter())
            .filter_map(|value| self.literal_of(kinds, value.text))
            .collect();
        if !own.is_empty() {
            let is_default = source.has(crate::mson::type_definition::Attribute::Default);
            match is_default {
                true => schema.default = Some(Value::Array(own)),
                false if source.is_fixed() => {}
                false => schema.examples.push(Value::Array(own)),
            }
        } else if elements.is_sample && !elements.values.is_empty() && !source.is_fixed() && schema.all_of.is_empty() {
            schema.examples.push(Value::Array(elements.values));
        }
        let pattern = Pattern {
            kind: Kind::Array,
            elements: kinds,
            members: None,
        };
        self.samples(children, pattern, schema);
    }
}

/// The kind of schema that a value needs.
pub(super) fn kind_of(value: &Value) -> SchemaKind {
    let kind = match value {
        Value::Bool(_) => Kind::Boolean,
        Value::Number(_) => Kind::Number,
        Value::String(_) => Kind::String,
        Value::Array(_) => Kind::Array,
        Value::Object(_) => Kind::Object,
        Value::Null => Kind::Any,
    };
    super::primitive::schema_kind(kind, specwright_model::TextFormat::Unspecified)
}
