//! `One Of`: properties that exclude each other (MSON, section 5.2).

use specwright_model::{Object, Schema, SchemaId, SchemaKind, Union};

use super::Lowering;
use super::object::{Member, Mode};
use crate::mson::node::{Node, Role};
use crate::mson::types::Kind;
use crate::rules;

impl<'t> Lowering<'_, 't, '_> {
    /// The union of the alternatives. They exclude each other as far as each demands a property; otherwise what fits
    /// one might fit another, and nothing would be one of them.
    pub(super) fn one_of(&mut self, node: &Node<'t>, mode: Mode) -> Union {
        let mut union = Union {
            exclusive: true,
            ..Union::default()
        };
        for option in &node.children {
            let (variant, is_distinct) = match option.role {
                Role::Member => {
                    let signature = option.property();
                    let member = Member {
                        signature,
                        node: option,
                    };
                    (self.alternative(option, &[member], Vec::new(), mode), true)
                }
                Role::Properties => self.group(option, mode),
                Role::Include => match self.mixin(option, Kind::Object).and_then(|named| self.id_of(named)) {
                    Some(id) => (Some(id), self.demands_property(id)),
                    None => continue,
                },
                Role::OneOf => {
                    let inner = self.one_of(option, mode);
                    let is_distinct = inner.exclusive;
                    let schema = Schema::of(SchemaKind::Union(inner));
                    (Some(self.add(schema, option.range.clone())), is_distinct)
                }
                Role::Items | Role::Members | Role::Sample | Role::Default => {
                    self.misplaced(option, "an alternative is a property or a group of them");
                    continue;
                }
            };
            union.variants.extend(variant);
            union.exclusive &= is_distinct;
        }
        if union.variants.is_empty() {
            self.misplaced(node, "there is nothing to choose from");
        }
        union
    }

    /// An alternative of several properties, and whether it demands one.
    fn group(&mut self, group: &Node<'t>, mode: Mode) -> (Option<SchemaId>, bool) {
        let parts = self.parts(&group.children);
        for node in &parts.alternatives {
            self.misplaced(node, "a group of alternatives holds properties alone");
        }
        let included = self.included(&group.children, Kind::Object).into_iter().rev();
        let all_of: Vec<SchemaId> = included.filter_map(|named| self.id_of(named)).collect();
        if let ([], [only]) = (parts.members.as_slice(), all_of.as_slice()) {
            return (Some(*only), self.demands_property(*only));
        }
        let variant = self.alternative(group, &parts.members, all_of, mode);
        (variant, variant.is_some_and(|id| self.demands_property(id)))
    }

    /// The schema of an alternative; none for one without properties. One that is a single property is there if that
    /// property is.
    fn alternative(
        &mut self,
        node: &Node<'t>,
        members: &[Member<'_, 't>],
        all_of: Vec<SchemaId>,
        mode: Mode,
    ) -> Option<SchemaId> {
        let mut object = self.properties(members, mode, None);
        if let ([only], [], []) = (
            object.properties.as_slice(),
            object.required.as_slice(),
            all_of.as_slice(),
        ) {
            let message = format!("`{}` is required where it is the alternative", only.name);
            let diagnostic = self
                .findings
                .at(&rules::ASSUMED_ALTERNATIVE, node.whole.range(), message);
            let diagnostic = diagnostic.help("mark it as required to say so");
            if self
                .memory
                .said
                .insert((rules::ASSUMED_ALTERNATIVE.code, node.whole.start))
            {
                self.findings.assume("", diagnostic);
            }
            object.required.push(only.name.clone());
        }
        if object == Object::default() && all_of.is_empty() {
            return None;
        }
        let schema = Schema {
            all_of,
            description: node.text.clone().filter(|_| node.role == Role::Properties),
            ..Schema::of(SchemaKind::Object(object))
        };
        Some(self.add(schema, node.range.clone()))
    }

    fn demands_property(&self, id: SchemaId) -> bool {
        match &self.schemas.get(id).kind {
            SchemaKind::Object(object) => !object.required.is_empty(),
            _ => false,
        }
    }
}
