//! Objects.

use std::collections::{BTreeMap, BTreeSet};

use specwright_model::{AdditionalProperties, Object, Property, Schema, SchemaId, SchemaKind, Union};

use super::sample::{Members, Pattern};
use super::{Context, Lowering, Source, behind_description};
use crate::mson::node::{Node, Role};
use crate::mson::signature::Signature;
use crate::mson::type_definition::Attribute;
use crate::mson::types::{Base, Kind};
use crate::rules;

/// What stands in an object.
#[derive(Default)]
pub(super) struct Parts<'n, 't> {
    pub(super) members: Vec<Member<'n, 't>>,
    pub(super) alternatives: Vec<&'n Node<'t>>,
}

/// A property as it is written.
#[derive(Clone)]
pub(super) struct Member<'n, 't> {
    pub(super) signature: Signature<'t>,
    pub(super) node: &'n Node<'t>,
}

/// How the properties of an object are read.
#[derive(Clone, Copy)]
pub(super) struct Mode {
    /// Whether their values are the only ones.
    pub(super) is_fixed: bool,
    /// Whether there are no others, and none may be missing.
    pub(super) is_closed: bool,
}

/// The properties that may have any name.
#[derive(Default)]
pub(super) struct Variables {
    types: Vec<SchemaId>,
    names: Vec<String>,
}

impl<'a, 't> Lowering<'a, 't, '_> {
    pub(super) fn object(&mut self, source: &Source<'_, 't>, base: &Base) -> Schema {
        let (description, children) = behind_description(source.children, Role::Properties);
        let own = Source {
            children,
            description: None,
            range: source.range.clone(),
            ..*source
        };
        let mode = Mode {
            is_fixed: source.is_fixed(),
            is_closed: source.is_fixed() || source.has(Attribute::FixedType),
        };
        let parts = self.parts(children);
        let mut made_of: Vec<usize> = base.named.into_iter().collect();
        for included in self.included(children, Kind::Object).into_iter().rev() {
            if !made_of.contains(&included) {
                made_of.push(included);
            }
        }
        let mut schema = if self.is_copied(&own, &parts, &made_of, mode) {
            self.copy(&own, base.named, &made_of, mode)
        } else {
            let all_of = made_of.iter().filter_map(|named| self.id_of(*named)).collect();
            self.object_of(&parts, all_of, mode, source)
        };
        schema.description = match (description, schema.description) {
            (Some(first), Some(second)) => Some(format!("{first}\n\n{second}")),
            (first, second) => first.or(second),
        };
        self.object_values(&own, base.named, &mut schema);
        schema
    }

    /// The properties and alternatives among items.
    pub(super) fn parts<'n>(&mut self, children: &'n [Node<'t>]) -> Parts<'n, 't> {
        let mut parts = Parts::default();
        self.collect(children, &mut parts);
        parts
    }

    fn collect<'n>(&mut self, children: &'n [Node<'t>], parts: &mut Parts<'n, 't>) {
        for node in children {
            match node.role {
                Role::Member => {
                    let signature = node.property();
                    parts.members.push(Member { signature, node });
                }
                Role::Sample | Role::Default if node.is_plain() => {
                    let signature = Signature::property(node.whole);
                    let message = format!(
                        "`{}` is read as a property, since an object has no plain value",
                        node.whole.text
                    );
                    self.report(&rules::LOOSE_SIGNATURE, node.whole.range(), message, None);
                    parts.members.push(Member { signature, node });
                }
                Role::Properties => self.collect(&node.children, parts),
                Role::OneOf => parts.alternatives.push(node),
                Role::Include | Role::Sample | Role::Default => {}
                Role::Items | Role::Members => self.misplaced(node, "an object has no elements"),
            }
        }
    }

    /// Whether the members of the types that an object is made of must be copied into it: because it says more about
    /// them, or that there are no others. Otherwise they are referred to.
    fn is_copied(&mut self, source: &Source<'_, 't>, parts: &Parts<'_, 't>, made_of: &[usize], mode: Mode) -> bool {
        if made_of.is_empty() || made_of.iter().any(|named| self.copied.contains(named)) {
            return false;
        }
        if mode.is_closed || parts.members.iter().any(|member| member.signature.is_variable) {
            return true;
        }
        if parts.members.is_empty() {
            return false;
        }
        let named = made_of
            .first()
            .copied()
            .filter(|_| source.signature.types.base.is_some());
        let inherited = self.all_parts(source, named, false);
        let by_name: BTreeMap<&str, &Member<'_, 't>> = (inherited.members.iter())
            .filter_map(|member| Some((member.signature.name?.text, member)))
            .collect();
        parts.members.iter().any(|own| {
            let name = own.signature.name.map_or("", |name| name.text);
            by_name
                .get(name)
                .is_some_and(|inherited| self.is_override(own, inherited))
        })
    }

    /// Whether a property says something else than the one of that name that it inherits. What both say holds then.
    fn is_override(&self, own: &Member<'_, 't>, inherited: &Member<'_, 't>) -> bool {
        let kind = |member: &Member<'_, 't>| self.kind(&member.signature, &member.node.children);
        let has = |member: &Member<'_, 't>, attribute| member.signature.types.has(attribute);
        let named = |member: &Member<'_, 't>| {
            let base = member.signature.types.base.as_ref();
            base.and_then(|name| self.types.base(name)).and_then(|base| base.named)
        };
        let is_refined = kind(own) == kind(inherited)
            && kind(own).is_primitive()
            && named(own) == named(inherited)
            && (has(own, Attribute::Required) || !has(inherited, Attribute::Required))
            && (has(inherited, Attribute::Nullable) || !has(own, Attribute::Nullable))
            && !has(inherited, Attribute::Fixed);
        !is_refined
    }

    /// The parts of an object with those of the types that it is made of, with or without its own.
    fn all_parts<'n>(&mut self, source: &Source<'n, 't>, named: Option<usize>, with_own: bool) -> Parts<'n, 't>
    where
        'a: 'n,
    {
        let layers = self.layers(source, named, Kind::Object);
        let mut parts = Parts::default();
        for layer in layers.list.iter().filter(|layer| with_own || !layer.is_own) {
            let (_, children) = behind_description(layer.children, Role::Properties);
            self.collect(children, &mut parts);
        }
        parts
    }

    /// An object with all members of the types that it is made of.
    fn copy(&mut self, source: &Source<'_, 't>, named: Option<usize>, made_of: &[usize], mode: Mode) -> Schema {
        let depth = self.copied.len();
        self.copied.extend(made_of);
        let layers = self.layers(source, named, Kind::Object);
        let mut parts = Parts::default();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for layer in &layers.list {
            let own_start = parts.members.len();
            let (_, children) = behind_description(layer.children, Role::Properties);
            let more = self.parts(children);
            parts.alternatives.extend(more.alternatives);
            for member in more.members {
                let name = member.signature.name.map_or("", |name| name.text);
                let known = places.get(name).copied().filter(|at| *at < own_start);
                // What is nearer replaces what is farther, in its place.
                match known.and_then(|at| parts.members.get_mut(at)) {
                    Some(place) => *place = member,
                    None => {
                        places.insert(name, parts.members.len());
                        parts.members.push(member);
                    }
                }
            }
        }
        let all_of = layers.beyond.iter().filter_map(|named| self.id_of(*named)).collect();
        let schema = self.object_of(&parts, all_of, mode, source);
        self.copied.truncate(depth);
        schema
    }

    /// The schema of an object, given what is in it and what else must fit.
    fn object_of(
        &mut self,
        parts: &Parts<'_, 't>,
        all_of: Vec<SchemaId>,
        mode: Mode,
        source: &Source<'_, 't>,
    ) -> Schema {
        let mut variables = Variables::default();
        let mut object = self.properties(&parts.members, mode, Some(&mut variables));
        object.additional = match variables.types.as_slice() {
            // What stands in alternatives is no property of the object itself, and would be forbidden.
            [] if mode.is_closed && parts.alternatives.is_empty() => AdditionalProperties::Forbidden,
            [] => AdditionalProperties::Unspecified,
            [only] => AdditionalProperties::Schema(*only),
            several => {
                let variants = several.to_vec();
                let union = SchemaKind::Union(Union {
                    variants,
                    ..Union::default()
                });
                AdditionalProperties::Schema(self.add(Schema::of(union), source.range.clone()))
            }
        };
        let mut schema = Schema {
            all_of,
            ..Schema::default()
        };
        let unions: Vec<(Union, &Node<'t>)> = (parts.alternatives.iter())
            .map(|node| (self.one_of(node, mode), *node))
            .filter(|(union, _)| !union.variants.is_empty())
            .collect();
        let is_bare = object == Object::default();
        schema.kind = match (unions.as_slice(), schema.all_of.as_slice()) {
            ([(only, _)], []) if is_bare => SchemaKind::Union(only.clone()),
            ([], [_, ..]) if is_bare => SchemaKind::Any,
            _ => {
                for (union, node) in unions {
                    let union = Schema::of(SchemaKind::Union(union));
                    schema.all_of.push(self.add(union, node.range.clone()));
                }
                SchemaKind::Object(object)
            }
        };
        if !variables.names.is_empty() {
            let names: Vec<String> = variables.names.iter().map(|name| format!("`{name}`")).collect();
            schema.description = Some(format!("Properties may have any name, such as {}.", names.join(", ")));
        }
        schema
    }

    /// The properties of an object, and those with any name where these have a place.
    pub(super) fn properties(
        &mut self,
        members: &[Member<'_, 't>],
        mode: Mode,
        mut variables: Option<&mut Variables>,
    ) -> Object {
        let mut object = Object::default();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let mut required: BTreeSet<&str> = BTreeSet::new();
        for Member { signature, node } in members {
            let Some(name) = signature.name else {
                self.misplaced(node, "a property needs a name");
                continue;
            };
            if let Some(types) = &signature.name_types {
                self.variable_name(types);
            }
            let context = Context {
                is_fixed: mode.is_fixed,
            };
            let schema = self.member(signature, node, context);
            if let Some(variables) = variables.as_mut().filter(|_| signature.is_variable) {
                variables.types.push(schema);
                variables.names.push(name.text.to_owned());
                continue;
            }
            let has = |attribute| signature.types.has(attribute);
            let is_required = has(Attribute::Required) || (mode.is_closed && !has(Attribute::Optional));
            if is_required && required.insert(name.text) {
                object.required.push(name.text.to_owned());
            }
            let known = places.get(name.text).and_then(|at| object.properties.get_mut(*at));
            if let Some(known) = known {
                known.schema = schema;
                let message = format!("the property `{}` is described twice; the last one is used", name.text);
                self.report(&rules::REPEATED_MEMBER, node.whole.range(), message, None);
                continue;
            }
            places.insert(name.text, object.properties.len());
            let name = name.text.to_owned();
            object.properties.push(Property { name, schema });
        }
        object
    }

    /// Says that the type of a name has no effect, unless every name fits it.
    fn variable_name(&mut self, types: &crate::mson::type_definition::TypeDefinition<'t>) {
        let Some(name) = &types.base else { return };
        let base = self.base_of(name);
        if base.kind != Kind::String {
            let message = format!(
                "names of properties are text; that they are `{}` has no effect",
                name.name.text
            );
            self.report(&rules::UNKNOWN_ATTRIBUTE, name.name.range(), message, None);
        }
    }

    /// Puts the values that are written for an object where they belong.
    fn object_values(&mut self, source: &Source<'_, 't>, named: Option<usize>, schema: &mut Schema) {
        self.expect_value(source);
        if let Some(value) = source.signature.value
            && let Some(value) = self.literal(Kind::Object, value)
        {
            self.place(source, value, schema);
        }
        if !source
            .children
            .iter()
            .any(|it| matches!(it.role, Role::Sample | Role::Default) && !it.is_plain())
        {
            return;
        }
        let parts = self.all_parts(source, named, true);
        let members: Members<'_, 't> = (parts.members.into_iter())
            .filter_map(|Member { signature, node }| Some((signature.name?.text, (signature, node))))
            .collect();
        let pattern = Pattern {
            kind: Kind::Object,
            elements: &[],
            members: Some(&members),
        };
        self.samples(source.children, pattern, schema);
    }
}
