//! The types that a blueprint names.

use std::collections::{BTreeMap, BTreeSet};

use specwright_model::{SchemaId, Schemas, TextFormat};

use super::circle;
use super::lower::Lowering;
use super::node::{Definition, NamedType, Node, Role};
use super::type_definition::TypeName;
use crate::block::Line;
use crate::findings::Findings;
use crate::rules;

/// How many items all types together may copy from others, in a large document.
const COPIES: usize = 50_000;
/// How many of them even a small document may have.
const FEWEST_COPIES: usize = 5000;

/// The kinds of types (MSON, section 3.1, "Base Types").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Boolean,
    String,
    Number,
    /// No type of MSON, but one that people write.
    Integer,
    Array,
    Enum,
    Object,
    /// A type that is not known, or any at all.
    Any,
}

impl Kind {
    /// Whether values of it are written as they are.
    pub(super) fn is_primitive(self) -> bool {
        matches!(self, Self::Boolean | Self::String | Self::Number | Self::Integer)
    }

    /// Whether any text is a value of it.
    pub(super) fn is_text(self) -> bool {
        matches!(self, Self::String | Self::Enum | Self::Any)
    }
}

/// What the name of a type stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Base {
    pub(super) kind: Kind,
    /// The named type, by its place among them.
    pub(super) named: Option<usize>,
    /// What the string holds.
    pub(super) format: TextFormat,
}

impl Base {
    pub(super) fn of(kind: Kind) -> Self {
        Self {
            kind,
            named: None,
            format: TextFormat::Unspecified,
        }
    }
}

/// A named type and what is known of it.
#[derive(Debug)]
pub(super) struct Named<'t> {
    pub(super) name: Line<'t>,
    pub(super) definition: Definition<'t>,
    pub(super) id: Option<SchemaId>,
    pub(super) kind: Kind,
    /// How many items it has, in all depths.
    pub(super) size: usize,
}

/// What is kept from one type to the next.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// What has been said, by rule and place: what is copied is read several times, but spoken of once.
    pub(super) said: BTreeSet<(&'static str, usize)>,
    /// How many more items may be copied from one type into another, so that a small text makes no huge model.
    pub(super) copies_left: usize,
}

/// The named types of a blueprint. All are declared first, so that each may refer to every other.
#[derive(Debug)]
pub(crate) struct Types<'t> {
    pub(super) named: Vec<Named<'t>>,
    by_name: BTreeMap<&'t str, usize>,
    /// By the name in lower case, for references that differ in that alone.
    by_folded_name: BTreeMap<String, usize>,
    /// Where references stand that would close a circle. They mean nothing.
    pub(super) cut: BTreeSet<usize>,
    memory: Memory,
}

impl<'t> Types<'t> {
    /// No types yet, of that document.
    pub(crate) fn new(document: &str) -> Self {
        Self {
            named: Vec::new(),
            by_name: BTreeMap::new(),
            by_folded_name: BTreeMap::new(),
            cut: BTreeSet::new(),
            memory: Memory {
                said: BTreeSet::new(),
                // Whoever describes an item takes some bytes for it.
                copies_left: (document.len() / 4).clamp(FEWEST_COPIES, COPIES),
            },
        }
    }

    /// Adds a named type. One whose name is taken is left out, with a finding.
    pub(crate) fn declare(&mut self, named_type: NamedType<'t>, findings: &mut Findings<'_>) {
        let NamedType { name, definition } = named_type;
        if let Some(first) = self.by_name.get(name.text).and_then(|index| self.named.get(*index)) {
            let message = format!("a type `{}` is defined already", name.text);
            let diagnostic = findings
                .at(&rules::REPEATED_TYPE, name.range(), message)
                .related(findings.location(first.name.range()), "the one that is used");
            findings.push(diagnostic.help("give one of them another name"));
            return;
        }
        let index = self.named.len();
        self.by_name.insert(name.text, index);
        self.by_folded_name.entry(name.text.to_lowercase()).or_insert(index);
        let size = definition.children.iter().map(Node::size).sum();
        self.named.push(Named {
            name,
            definition,
            size,
            id: None,
            kind: Kind::Object,
        });
    }

    /// Gives each named type its schema, in the order in which they were declared. To be called once, when all are
    /// declared and before [`Types::lower`].
    pub(crate) fn lower_all(&mut self, schemas: &mut Schemas, findings: &mut Findings<'_>) {
        circle::cut(self, findings);
        let kinds = self.kinds();
        for (named, kind) in self.named.iter_mut().zip(kinds) {
            (named.kind, named.id) = (kind, Some(schemas.reserve()));
        }
        let mut memory = std::mem::take(&mut self.memory);
        let mut lowering = Lowering::new(self, schemas, findings, &mut memory);
        for named in &self.named {
            lowering.named(named);
        }
        self.memory = memory;
    }

    /// The schema of a definition. A bare reference is the schema of the type it names.
    pub(crate) fn lower(
        &mut self,
        definition: &Definition<'t>,
        schemas: &mut Schemas,
        findings: &mut Findings<'_>,
    ) -> SchemaId {
        let mut memory = std::mem::take(&mut self.memory);
        let id = Lowering::new(self, schemas, findings, &mut memory).definition(definition);
        self.memory = memory;
        id
    }

    /// The schema of a named type, once [`Types::lower_all`] has run. The letter case of the name counts.
    pub(crate) fn schema_of(&self, name: &str) -> Option<SchemaId> {
        let index = self.by_name.get(name)?;
        self.named.get(*index)?.id
    }

    /// The names of all types.
    pub(super) fn names(&self) -> impl Iterator<Item = &'t str> {
        self.named.iter().map(|named| named.name.text)
    }

    /// The named type of that name, and whether the letter case agrees.
    pub(super) fn find(&self, name: &str) -> Option<(usize, bool)> {
        match self.by_name.get(name) {
            Some(index) => Some((*index, true)),
            None => (self.by_folded_name.get(&name.to_lowercase())).map(|index| (*index, false)),
        }
    }

    /// What the name of a type stands for; none for one that is not known.
    pub(super) fn base(&self, name: &TypeName<'_>) -> Option<Base> {
        if self.cut.contains(&name.name.start) || name.is_variable {
            return Some(Base::of(Kind::Any));
        }
        // A type of the document goes before one that people write for another.
        let exact = self.by_name.get(name.name.text).copied();
        let index = match (exact, built_in(name.name.text)) {
            (Some(index), _) => index,
            (None, Some(kind)) => return Some(Base::of(kind)),
            (None, None) => match self.find(name.name.text) {
                Some((index, _)) => index,
                None => return foreign(name.name.text),
            },
        };
        let kind = self.named.get(index).map_or(Kind::Any, |named| named.kind);
        Some(Base {
            named: Some(index),
            ..Base::of(kind)
        })
    }

    /// The kinds of all named types: each is that of the type which its bases begin with.
    fn kinds(&self) -> Vec<Kind> {
        let mut kinds: Vec<Option<Kind>> = vec![None; self.named.len()];
        for start in 0..self.named.len() {
            let mut chain = Vec::new();
            let mut next = start;
            // Chains end, since circles are cut, and each type is followed once.
            let kind = loop {
                if let Some(Some(kind)) = kinds.get(next) {
                    break *kind;
                }
                chain.push(next);
                match self.named.get(next).map(|named| self.own_kind(named)) {
                    Some(Ok(kind)) => break kind,
                    Some(Err(base)) => next = base,
                    None => break Kind::Any,
                }
            };
            for index in chain {
                if let Some(place) = kinds.get_mut(index) {
                    *place = Some(kind);
                }
            }
        }
        kinds.into_iter().map(|kind| kind.unwrap_or(Kind::Any)).collect()
    }

    /// The kind of a named type, or the named type that it is based on.
    fn own_kind(&self, named: &Named<'_>) -> Result<Kind, usize> {
        let implied = implied(&named.definition.children);
        let Some(name) = &named.definition.signature.types.base else {
            return Ok(implied.unwrap_or(Kind::Object));
        };
        match self.base(name) {
            Some(Base { named: Some(next), .. }) => Err(next),
            Some(Base { kind: Kind::Any, .. }) | None => Ok(implied.unwrap_or(Kind::Any)),
            Some(base) => Ok(base.kind),
        }
    }
}

/// The kind that the items below a type without a base tell of.
pub(super) fn implied(children: &[Node<'_>]) -> Option<Kind> {
    children.iter().find_map(|child| match child.role {
        Role::Member | Role::Include | Role::OneOf | Role::Properties => Some(Kind::Object),
        Role::Items => Some(Kind::Array),
        Role::Members => Some(Kind::Enum),
        Role::Sample | Role::Default => None,
    })
}

/// The types of MSON, in any letter case.
fn built_in(name: &str) -> Option<Kind> {
    Some(match name.to_ascii_lowercase().as_str() {
        "boolean" => Kind::Boolean,
        "string" => Kind::String,
        "number" => Kind::Number,
        "array" => Kind::Array,
        "enum" => Kind::Enum,
        "object" => Kind::Object,
        _ => return None,
    })
}

/// Types of other languages that people write.
fn foreign(name: &str) -> Option<Base> {
    let text = |format| Base {
        format,
        ..Base::of(Kind::String)
    };
    Some(match name.to_ascii_lowercase().as_str() {
        "integer" | "int" | "long" => Base::of(Kind::Integer),
        "float" | "double" | "decimal" => Base::of(Kind::Number),
        "bool" => Base::of(Kind::Boolean),
        "text" | "str" => text(TextFormat::Unspecified),
        "date" => text(TextFormat::Date),
        "datetime" | "date-time" => text(TextFormat::DateTime),
        "uuid" | "guid" => text(TextFormat::Uuid),
        "uri" | "url" => text(TextFormat::Uri),
        "email" => text(TextFormat::Email),
        "list" => Base::of(Kind::Array),
        "hash" | "map" => Base::of(Kind::Object),
        "any" | "mixed" => Base::of(Kind::Any),
        _ => return None,
    })
}

/// Whether a name is none of MSON's types, but one that people write for another.
pub(super) fn is_foreign(name: &str) -> bool {
    built_in(name).is_none() && foreign(name).is_some()
}
