//! The first lines of members, elements, parameters and named types.

use pest::Parser as _;
use pest::iterators::{Pair, Pairs};
use pest_derive::Parser;

use super::type_definition::TypeDefinition;
use crate::block::Line;

/// The grammar of signatures and of what stands in them.
#[derive(Parser)]
#[grammar = "mson/signature.pest"]
pub(super) struct Grammar;

/// How deep brackets may nest in a signature.
const BRACKETS: usize = 16;

/// What the first line of a member says: `id: 42 (number, required) - text`.
///
/// Every part may be missing. Backticks and emphasis around names and values are taken off.
#[derive(Clone, Debug)]
pub(crate) struct Signature<'t> {
    /// The line it was read from.
    pub(crate) line: Line<'t>,
    /// The name; none in arrays and enumerations.
    pub(crate) name: Option<Line<'t>>,
    /// Whether the name is a sample of names that may be anything: `*self*`.
    pub(crate) is_variable: bool,
    /// The type definition within a variable name: `*rel (Relation)*`.
    pub(crate) name_types: Option<TypeDefinition<'t>>,
    /// What stands in the place of the value, whole: `home, green`.
    pub(crate) value: Option<Line<'t>>,
    /// The values that it lists. One, for most.
    pub(crate) values: Vec<Value<'t>>,
    /// Whether the value is a default by the form of old parameters: ``id = `42` ``.
    pub(crate) is_default: bool,
    /// What stands in parentheses.
    pub(crate) types: TypeDefinition<'t>,
    /// The text behind ` - `, or behind `...` in old parameters.
    pub(crate) description: Option<Line<'t>>,
    /// The description again, where nothing separates it from the parentheses.
    pub(crate) stray: Option<Line<'t>>,
}

/// A value as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Value<'t> {
    /// Its text, without marks around it.
    pub(crate) text: Line<'t>,
    /// Whether it is emphasised, which makes a sample of it.
    pub(crate) is_emphasised: bool,
}

impl<'t> Signature<'t> {
    /// Reads the member of an object: `name: value (type, attributes) - description`.
    pub(crate) fn property(line: Line<'t>) -> Self {
        Self::read(Rule::property, line)
    }

    /// Reads what stands in an array or an enumeration, or behind a keyword: `value (type, attributes) - description`.
    pub(crate) fn element(line: Line<'t>) -> Self {
        Self::read(Rule::element, line)
    }

    /// Reads a parameter of a URI template, in the form of MSON or in the one of old blueprints,
    /// ``id = `1` (optional, string, `42`) ... text``. A value in the parentheses is given as the value where there is
    /// none in front of them.
    pub(crate) fn parameter(line: Line<'t>) -> Self {
        let mut signature = Self::read(Rule::parameter, line);
        if let Some(value) = signature.types.take_value()
            && signature.value.is_none()
        {
            signature.value = Some(value);
            signature.values = vec![Value {
                text: value,
                is_emphasised: false,
            }];
        }
        signature
    }

    /// Reads the heading of a named type: `Name (Base, attributes)`.
    pub(crate) fn title(line: Line<'t>) -> Self {
        Self::read(Rule::title, line)
    }

    /// A line of which nothing is known.
    fn empty(line: Line<'t>) -> Self {
        Self {
            line,
            name: None,
            is_variable: false,
            name_types: None,
            value: None,
            values: Vec::new(),
            is_default: false,
            types: TypeDefinition::default(),
            description: None,
            stray: None,
        }
    }

    fn read(rule: Rule, line: Line<'t>) -> Self {
        let mut signature = Self::empty(line);
        let pairs = if is_shallow(line.text) {
            Grammar::parse(rule, line.text).ok()
        } else {
            None
        };
        match pairs.and_then(only) {
            Some(pair) => pair.into_inner().for_each(|part| signature.part(&part)),
            // Nothing but a name or a value can be said of a line without any form.
            None if rule == Rule::property && line.text.starts_with([':', '(']) => return Self::element(line),
            None if rule == Rule::element => signature.value(line),
            None => signature.name = Some(line).filter(|line| !line.text.is_empty()),
        }
        signature
    }

    fn part(&mut self, part: &Pair<'t, Rule>) {
        let text = line_of(part, self.line.start);
        match part.as_rule() {
            Rule::property_name | Rule::parameter_name | Rule::title_name => self.name = Some(unmarked(text).text),
            Rule::variable => {
                self.is_variable = true;
                for part in part.clone().into_inner() {
                    let text = line_of(&part, self.line.start);
                    match part.as_rule() {
                        Rule::definition => self.name_types = Some(TypeDefinition::read(text)),
                        _ => self.name = Some(unmarked(text).text),
                    }
                }
            }
            Rule::values | Rule::parameter_values => self.value(text),
            Rule::equals => self.is_default = true,
            Rule::definition => self.types = TypeDefinition::read(text),
            Rule::description => self.description = Some(text).filter(|text| !text.text.is_empty()),
            Rule::stray => {
                self.stray = Some(text).filter(|text| !text.text.is_empty());
                self.description = self.stray;
            }
            _ => {}
        }
    }

    fn value(&mut self, text: Line<'t>) {
        if text.text.is_empty() {
            return;
        }
        self.values = listed(text);
        self.value = match self.values.as_slice() {
            [only] => Some(only.text),
            _ => Some(text),
        };
    }
}

/// The values of a list with commas between them. Commas in backticks part nothing.
pub(super) fn listed(text: Line<'_>) -> Vec<Value<'_>> {
    let Some(list) = Grammar::parse(Rule::list, text.text).ok().and_then(only) else {
        return vec![unmarked(text)];
    };
    list.into_inner()
        .filter(|part| part.as_rule() == Rule::list_value)
        .map(|part| unmarked(line_of(&part, text.start)))
        .filter(|value| !value.text.text.is_empty())
        .collect()
}

/// A text without the marks around it: backticks, or asterisks, two of which mean no sample.
pub(super) fn unmarked(line: Line<'_>) -> Value<'_> {
    if let Some(span) = Grammar::parse(Rule::code, line.text).ok().and_then(only)
        && span.as_str().len() == line.text.len()
    {
        let marks = line.text.len() - line.text.trim_start_matches('`').len();
        return Value {
            text: line.part(marks..line.text.len() - marks),
            is_emphasised: false,
        };
    }
    for (mark, is_emphasised) in [("**", false), ("*", true)] {
        let inner = line.text.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        if inner.is_some_and(|inner| !inner.is_empty() && !inner.contains('*')) {
            let text = line.part(mark.len()..line.text.len() - mark.len());
            return Value {
                text: unmarked(text).text,
                is_emphasised,
            };
        }
    }
    Value {
        text: line,
        is_emphasised: false,
    }
}

/// Whether brackets nest no deeper than the grammar follows them.
fn is_shallow(text: &str) -> bool {
    let mut depth = 0_usize;
    text.chars().all(|character| {
        match character {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth <= BRACKETS
    })
}

/// The one pair of a rule that was asked for.
pub(super) fn only(mut pairs: Pairs<'_, Rule>) -> Option<Pair<'_, Rule>> {
    pairs.next()
}

/// What a pair stands for, in a text that begins at `start`.
pub(super) fn line_of<'t>(pair: &Pair<'t, Rule>, start: usize) -> Line<'t> {
    Line::new(pair.as_str(), start + pair.as_span().start())
}

#[cfg(test)]
mod tests;
