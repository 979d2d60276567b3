//! Samples and defaults.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use specwright_model::Schema;

use super::{Lowering, Source};
use crate::block::Line;
use crate::mson::node::{Node, Role};
use crate::mson::signature::{Signature, unmarked};
use crate::mson::type_definition::Attribute;
use crate::mson::types::{Kind, implied};
use crate::rules;

/// The properties of an object by their names.
pub(super) type Members<'n, 't> = BTreeMap<&'t str, (Signature<'t>, &'n Node<'t>)>;

/// What is known of the type that a sample is for.
#[derive(Clone, Copy)]
pub(super) struct Pattern<'n, 't> {
    /// The kind of the whole.
    pub(super) kind: Kind,
    /// The kinds of the elements, of an array.
    pub(super) elements: &'n [Kind],
    /// The properties, of an object.
    pub(super) members: Option<&'n Members<'n, 't>>,
}

impl<'t> Lowering<'_, 't, '_> {
    /// Puts a value of the first line where its attributes want it.
    pub(super) fn place(&mut self, source: &Source<'_, 't>, value: Value, schema: &mut Schema) {
        let is_emphasised = matches!(source.signature.values.as_slice(), [only] if only.is_emphasised);
        let is_default = source.has(Attribute::Default) || source.signature.is_default;
        let is_sample = source.has(Attribute::Sample) || is_emphasised;
        if source.is_fixed() && (is_default || !is_sample) {
            schema.values = Some(vec![value.clone()]);
        }
        if is_default {
            schema.default = Some(value);
        } else if !source.is_fixed() || is_sample {
            schema.examples.push(value);
        }
    }

    /// Says that a default or sample is announced and missing, where that is so.
    pub(super) fn expect_value(&mut self, source: &Source<'_, 't>) {
        let announced = [(Attribute::Default, "default"), (Attribute::Sample, "sample")];
        for (attribute, name) in announced {
            let place = source
                .signature
                .types
                .attributes
                .iter()
                .find(|(it, _)| *it == attribute);
            if let (Some((_, line)), true) = (place, source.signature.values.is_empty()) {
                let message = format!("a {name} is announced, but not given");
                let help = format!("write the value behind the name, or remove `{name}`");
                self.report(&rules::MISSING_VALUE, line.range(), message, Some(&help));
            }
        }
    }

    /// Adds what the items `Sample` and `Default` below a type say.
    pub(super) fn samples(&mut self, children: &[Node<'t>], pattern: Pattern<'_, 't>, schema: &mut Schema) {
        for child in children
            .iter()
            .filter(|child| pattern.kind != Kind::Object || !child.is_plain())
        {
            match child.role {
                Role::Sample => {
                    let values = self.sample(child, pattern);
                    schema.examples.extend(values);
                }
                Role::Default => {
                    let values = self.sample(child, pattern);
                    if values.len() + usize::from(schema.default.is_some()) > 1 {
                        let message = "there are several defaults; the last one is used".to_owned();
                        self.report(&rules::REPEATED_DEFAULT, child.whole.range(), message, None);
                    }
                    schema.default = values.into_iter().next_back().or(schema.default.take());
                }
                _ => {}
            }
        }
    }

    /// The values of an item `Sample` or `Default`. An array or object is one value, and so is a text.
    pub(super) fn sample(&mut self, node: &Node<'t>, pattern: Pattern<'_, 't>) -> Vec<Value> {
        let written = Signature::element(node.line);
        if node.line.text.is_empty() && node.text.is_none() && node.children.is_empty() {
            let message = format!("`{}` has no value", node.whole.text);
            self.report(&rules::MISSING_VALUE, node.whole.range(), message, None);
            return Vec::new();
        }
        match pattern.kind {
            Kind::Array => self
                .array_sample(node, &written, pattern.elements)
                .into_iter()
                .collect(),
            Kind::Object => self.object_sample(node, pattern.members).into_iter().collect(),
            kind => {
                let mut values: Vec<Value> = Vec::new();
                values.extend(written.value.and_then(|value| self.literal(kind, value)));
                match (&node.text, kind.is_text()) {
                    // What stands on several lines is one value.
                    (Some(text), true) => values.push(Value::String(text.clone())),
                    (Some(text), false) => {
                        let place = node.whole.range();
                        let lines = text.lines().filter(|line| !line.trim().is_empty());
                        values.extend(lines.filter_map(|line| self.literal_at(kind, line.trim(), place.clone())));
                    }
                    (None, _) => {}
                }
                for child in &node.children {
                    let value = child.element().value;
                    values.extend(value.and_then(|value| self.literal(kind, value)));
                }
                values
            }
        }
    }

    fn array_sample(&mut self, node: &Node<'t>, written: &Signature<'t>, elements: &[Kind]) -> Option<Value> {
        if let Some(Value::Array(values)) = json(node) {
            return Some(Value::Array(values));
        }
        let mut values: Vec<Value> = (written.values.iter())
            .filter_map(|value| self.literal_of(elements, value.text))
            .collect();
        values.extend(node.text.iter().flat_map(|text| text.lines()).map(Value::from));
        for child in &node.children {
            let signature = child.element();
            values.extend(self.member_value(&signature, &child.children, elements, None));
        }
        Some(Value::Array(values))
    }

    fn object_sample(&mut self, node: &Node<'t>, members: Option<&Members<'_, 't>>) -> Option<Value> {
        if let Some(value @ Value::Object(_)) = json(node) {
            return Some(value);
        }
        if !node.line.text.is_empty() || node.text.is_some() {
            let message = "a sample of an object lists its properties; this text is left out".to_owned();
            self.report(&rules::INVALID_VALUE, node.whole.range(), message, None);
        }
        Some(Value::Object(self.properties_sample(&node.children, members)))
    }

    fn properties_sample(&mut self, nodes: &[Node<'t>], members: Option<&Members<'_, 't>>) -> Map<String, Value> {
        let mut object = Map::new();
        for node in nodes {
            if !matches!(node.role, Role::Member) {
                self.misplaced(node, "a sample holds properties alone");
                continue;
            }
            let signature = node.property();
            let Some(name) = signature.name else { continue };
            let known = members.and_then(|members| members.get(name.text));
            let kind = known.map(|(signature, member)| self.kind(signature, &member.children));
            let below = known
                .filter(|_| !node.children.is_empty())
                .map(|(_, member)| members_of(&member.children));
            let value = self.member_value(&signature, &node.children, kind.as_slice(), below.as_ref());
            if let Some(value) = value {
                object.insert(name.text.to_owned(), value);
            }
        }
        object
    }

    /// The value that a member of a sample has, by its own type or by the one that it is a sample of.
    pub(super) fn member_value(
        &mut self,
        signature: &Signature<'t>,
        children: &[Node<'t>],
        kinds: &[Kind],
        members: Option<&Members<'_, 't>>,
    ) -> Option<Value> {
        let own = signature.types.base.as_ref().and_then(|name| self.types.base(name));
        let kind = match (own, implied(children), kinds) {
            (Some(base), _, _) => base.kind,
            (None, _, [only]) => *only,
            (None, Some(kind), _) => kind,
            (None, None, _) if signature.values.len() > 1 && kinds.is_empty() => Kind::Array,
            _ => return signature.value.and_then(|value| self.literal_of(kinds, value)),
        };
        match kind {
            Kind::Object if signature.value.is_none() || !children.is_empty() => {
                Some(Value::Object(self.properties_sample(children, members)))
            }
            Kind::Array => {
                let elements = self.element_kinds(&signature.types);
                let mut values: Vec<Value> = (signature.values.iter())
                    .filter_map(|value| self.literal_of(&elements, value.text))
                    .collect();
                for child in children {
                    values.extend(self.member_value(&child.element(), &child.children, &elements, None));
                }
                Some(Value::Array(values))
            }
            kind => signature.value.and_then(|value| self.literal(kind, value)),
        }
    }

    /// The kind of a member, without findings.
    pub(super) fn kind(&self, signature: &Signature<'t>, children: &[Node<'t>]) -> Kind {
        let Some(name) = signature.types.base.as_ref() else {
            return super::kind_without_base(signature, children, Kind::String);
        };
        let Some(base) = self.types.base(name) else {
            return Kind::Any;
        };
        if base.kind != Kind::Enum {
            return base.kind;
        }
        // The values of an enumeration are of the type in its brackets.
        let named = base.named.and_then(|index| self.types.named.get(index));
        let named = named.and_then(|named| named.definition.signature.types.base.as_ref());
        let of_values = name.nested.first().or(named.and_then(|name| name.nested.first()));
        let of_values = of_values.and_then(|name| self.types.base(name)).map(|base| base.kind);
        of_values.filter(|kind| kind.is_primitive()).unwrap_or(Kind::Enum)
    }
}

/// The properties among items, by their names.
fn members_of<'n, 't>(nodes: &'n [Node<'t>]) -> Members<'n, 't> {
    let members = nodes.iter().filter(|node| node.role == Role::Member);
    let named = members.map(|node| (node.property(), node));
    named
        .filter_map(|(signature, node)| Some((signature.name?.text, (signature, node))))
        .collect()
}

/// The JSON that an item holds, on its line or below.
fn json(node: &Node<'_>) -> Option<Value> {
    let text = match (&node.text, node.line.text) {
        (Some(text), "") => text,
        (None, line) => line,
        _ => return None,
    };
    serde_json::from_str(unmarked(Line::new(text, 0)).text.text).ok()
}
