//! What stands in the parentheses of a signature: `(array[Person], required)`.

use pest::Parser as _;
use pest::iterators::Pair;

use super::signature::{Grammar, Rule, line_of, only, unmarked};
use crate::block::Line;

/// What a signature says in parentheses: a type and attributes, in any order (MSON, section 3.5).
#[derive(Clone, Debug, Default)]
pub(crate) struct TypeDefinition<'t> {
    /// The type; none where there are attributes alone.
    pub(crate) base: Option<TypeName<'t>>,
    /// The attributes, each with the place where it stands.
    pub(crate) attributes: Vec<(Attribute, Line<'t>)>,
    /// What is neither an attribute nor the first that could be the type.
    pub(crate) surplus: Vec<Line<'t>>,
}

/// A type by its name.
#[derive(Clone, Debug)]
pub(crate) struct TypeName<'t> {
    /// The name, without marks around it.
    pub(crate) name: Line<'t>,
    /// The types in brackets behind it.
    pub(crate) nested: Vec<TypeName<'t>>,
    /// Whether the name stands for any type: `*T*`.
    pub(crate) is_variable: bool,
    /// Whether it is written in backticks.
    pub(crate) is_code: bool,
}

/// What a type definition says beside the type (MSON, section 3.5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attribute {
    /// The member must be there.
    Required,
    /// The member may be left out.
    Optional,
    /// The values are the only ones.
    Fixed,
    /// The members are the only ones, whatever their values.
    FixedType,
    /// Null fits too.
    Nullable,
    /// The value is the one that holds when none is given.
    Default,
    /// The value is an example.
    Sample,
}

impl Attribute {
    /// The attribute of that name, in any letter case.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "required" => Self::Required,
            "optional" => Self::Optional,
            "fixed" => Self::Fixed,
            "fixed-type" | "fixed type" => Self::FixedType,
            "nullable" => Self::Nullable,
            "default" => Self::Default,
            "sample" => Self::Sample,
            _ => return None,
        })
    }
}

impl<'t> TypeDefinition<'t> {
    /// Reads what stands in `group`, its parentheses included.
    pub(super) fn read(group: Line<'t>) -> Self {
        let mut definition = Self::default();
        let Some(pair) = Grammar::parse(Rule::specifiers, group.text).ok().and_then(only) else {
            definition.surplus.push(group);
            return definition;
        };
        for part in pair.into_inner() {
            if part.as_rule() == Rule::specifier {
                definition.specifier(line_of(&part, group.start));
            }
        }
        definition
    }

    /// Whether it has an attribute.
    pub(crate) fn has(&self, attribute: Attribute) -> bool {
        self.attributes.iter().any(|(known, _)| *known == attribute)
    }

    /// Takes out what is a value and no type: text in backticks, or what is left over beside a type.
    pub(super) fn take_value(&mut self) -> Option<Line<'t>> {
        if let Some(base) = self.base.take_if(|base| base.is_code) {
            return Some(base.name);
        }
        if self.surplus.len() != 1 {
            return None;
        }
        self.surplus.pop().map(|value| unmarked(value).text)
    }

    fn specifier(&mut self, specifier: Line<'t>) {
        if specifier.text.is_empty() {
            return;
        }
        if let Some(attribute) = Attribute::named(specifier.text) {
            self.attributes.push((attribute, specifier));
            return;
        }
        let type_name = TypeName::read(specifier);
        match type_name {
            Some(name) if name.is_code && self.base.is_some() => self.surplus.push(specifier),
            // A value in backticks may stand in front of the type.
            Some(name) if self.base.as_ref().is_some_and(|base| base.is_code) => {
                let value = self.base.replace(name);
                self.surplus.extend(value.map(|value| value.name));
            }
            Some(name) if self.base.is_none() && !is_foreign(specifier.text) => self.base = Some(name),
            _ => self.surplus.push(specifier),
        }
    }
}

/// Whether a specifier can be no name of a type: a setting, `min-length="2"`, or a media type.
fn is_foreign(specifier: &str) -> bool {
    let is_marked = specifier.starts_with(['`', '[']);
    !is_marked && (specifier.contains('=') || (specifier.contains('/') && !specifier.contains([' ', '['])))
}

impl<'t> TypeName<'t> {
    /// Reads a type: `Person`, `array[number]`, `[Person][]`.
    pub(crate) fn read(line: Line<'t>) -> Option<Self> {
        let pair = Grammar::parse(Rule::type_only, line.text).ok().and_then(only)?;
        pair.into_inner()
            .find(|part| part.as_rule() == Rule::data_type)
            .and_then(|part| Self::of(part, line.start))
    }

    fn of(pair: Pair<'t, Rule>, start: usize) -> Option<Self> {
        let mut name = None;
        let mut nested = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::type_name => name = Some(line_of(&part, start)),
                Rule::type_link => name = part.into_inner().next().map(|part| line_of(&part, start)),
                Rule::nested => nested.extend(part.into_inner().filter_map(|part| Self::of(part, start))),
                _ => {}
            }
        }
        let written = name.filter(|name| !name.text.is_empty())?;
        let value = unmarked(written);
        Some(Self {
            name: value.text,
            nested,
            is_variable: value.is_emphasised,
            is_code: written.text.starts_with('`') && value.text.text.len() < written.text.len(),
        })
    }
}
