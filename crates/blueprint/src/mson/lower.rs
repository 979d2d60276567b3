//! Types into schemas.

mod array;
mod enumeration;
mod members;
mod object;
mod one_of;
mod primitive;
mod same;
mod sample;
mod values;

use std::ops::Range;

use specwright_diagnostics::{Diagnostic, Rule};
use specwright_model::{Origin, Schema, SchemaId, SchemaKind, Schemas};

use super::node::{Definition, Node, Role, joined};
use super::signature::Signature;
use super::type_definition::{Attribute, TypeDefinition, TypeName};
use super::types::{Base, Kind, Memory, Named, Types, implied, is_foreign};
use crate::findings::Findings;
use crate::rules;

/// How many types one type may copy members from; what lies beyond is referred to.
const COPIED_TYPES: usize = 200;

/// Lowers definitions, given all named types.
pub(super) struct Lowering<'a, 't, 'f> {
    types: &'a Types<'t>,
    schemas: &'a mut Schemas,
    findings: &'a mut Findings<'f>,
    memory: &'a mut Memory,
    /// The named types whose members are being copied, so that none is copied into itself.
    copied: Vec<usize>,
}

/// A type as it is written.
struct Source<'n, 't> {
    signature: &'n Signature<'t>,
    /// The items below it.
    children: &'n [Node<'t>],
    description: Option<String>,
    range: Range<usize>,
    /// What it is where nothing tells.
    fallback: Kind,
    /// Whether it stands in a type whose values are fixed.
    is_fixed: bool,
}

impl Source<'_, '_> {
    fn has(&self, attribute: Attribute) -> bool {
        self.signature.types.has(attribute)
    }

    /// Whether its values are the only ones.
    fn is_fixed(&self) -> bool {
        self.is_fixed || self.has(Attribute::Fixed)
    }
}

/// What the type of a property or element depends on beside itself.
#[derive(Clone, Copy)]
struct Context {
    is_fixed: bool,
}

impl<'a, 't, 'f> Lowering<'a, 't, 'f> {
    pub(super) fn new(
        types: &'a Types<'t>,
        schemas: &'a mut Schemas,
        findings: &'a mut Findings<'f>,
        memory: &'a mut Memory,
    ) -> Self {
        Self {
            types,
            schemas,
            findings,
            memory,
            copied: Vec::new(),
        }
    }

    /// Sets the schema of a named type.
    pub(super) fn named(&mut self, named: &Named<'t>) {
        let Some(id) = named.id else { return };
        let schema = self.describe(&source_of(&named.definition));
        let name = Some(named.name.text.to_owned());
        self.schemas.set(id, Schema { name, ..schema });
    }

    /// The schema of an inline definition.
    pub(super) fn definition(&mut self, definition: &Definition<'t>) -> SchemaId {
        self.schema(&source_of(definition))
    }

    /// The schema of a property or element.
    fn member(&mut self, signature: &Signature<'t>, node: &Node<'t>, context: Context) -> SchemaId {
        self.schema(&Source {
            signature,
            children: &node.children,
            description: joined(signature.description, node.text.clone()),
            range: node.range.clone(),
            fallback: Kind::String,
            is_fixed: context.is_fixed,
        })
    }

    fn schema(&mut self, source: &Source<'_, 't>) -> SchemaId {
        if let Some(id) = self.bare_reference(source) {
            return id;
        }
        let schema = self.describe(source);
        // What says no more than another is that other one.
        if let [only] = *schema.all_of.as_slice()
            && schema
                == (Schema {
                    all_of: vec![only],
                    origin: schema.origin,
                    ..Schema::default()
                })
        {
            return only;
        }
        self.schemas.add(schema)
    }

    /// The schema of the type that a source names, where it says nothing else.
    fn bare_reference(&mut self, source: &Source<'_, 't>) -> Option<SchemaId> {
        let says_nothing = |attribute| matches!(attribute, Attribute::Required | Attribute::Optional);
        let types = &source.signature.types;
        let is_bare = source.signature.values.is_empty()
            && source.children.is_empty()
            && source.description.is_none()
            && types.surplus.is_empty()
            && types.attributes.iter().all(|(attribute, _)| says_nothing(*attribute));
        let base = types.base.as_ref().filter(|_| is_bare)?;
        let named = self.base_of(base).named?;
        self.loose(source.signature);
        self.contradictions(types);
        self.id_of(named)
    }

    fn describe(&mut self, source: &Source<'_, 't>) -> Schema {
        self.loose(source.signature);
        self.contradictions(&source.signature.types);
        let base = self.base(source);
        let mut schema = match base.kind {
            Kind::Array => self.array(source, &base),
            Kind::Enum => self.enumeration(source, &base),
            Kind::Object => self.object(source, &base),
            Kind::Boolean | Kind::String | Kind::Number | Kind::Integer | Kind::Any => self.primitive(source, &base),
        };
        schema.nullable |= source.has(Attribute::Nullable);
        schema.description = match (source.description.clone(), schema.description) {
            (Some(written), Some(found)) => Some(format!("{written}\n\n{found}")),
            (written, found) => written.or(found),
        };
        schema.origin = self.origin(source.range.clone());
        schema
    }

    /// What a source is made of, with findings where that is not known.
    fn base(&mut self, source: &Source<'_, 't>) -> Base {
        let implied = implied(source.children);
        match &source.signature.types.base {
            Some(name) => match (self.base_of(name), implied) {
                // Nothing is known of the type, but what stands below it.
                (
                    Base {
                        kind: Kind::Any, named, ..
                    },
                    Some(kind),
                ) => Base {
                    named,
                    ..Base::of(kind)
                },
                (base, _) => base,
            },
            None => Base::of(kind_without_base(source.signature, source.children, source.fallback)),
        }
    }

    /// What the name of a type stands for, with findings where that is not known.
    fn base_of(&mut self, name: &TypeName<'t>) -> Base {
        let base = self.types.base(name);
        let place = name.name.range();
        let text = name.name.text;
        match &base {
            None => self.unknown(name),
            Some(Base { named: Some(index), .. }) => {
                let known = self.types.named.get(*index).map_or("", |named| named.name.text);
                if known != text {
                    let message = format!("`{text}` is read as the type `{known}`");
                    let diagnostic = self.findings.at(&rules::ASSUMED_TYPE, place, message);
                    self.say(diagnostic.help(format!("write `{known}`")), name.name.start);
                }
            }
            Some(Base { kind, .. }) if is_foreign(text) => {
                let meant = article(*kind);
                let message = format!("`{text}` is no type of MSON, and is read as {meant}");
                let diagnostic = self.findings.at(&rules::ASSUMED_TYPE, place, message);
                if self.memory.said.insert((rules::ASSUMED_TYPE.code, name.name.start)) {
                    self.findings.assume(text, diagnostic);
                }
            }
            Some(_) => {}
        }
        let base = base.unwrap_or_else(|| Base::of(Kind::Any));
        let may_nest = matches!(base.kind, Kind::Array | Kind::Enum | Kind::Any) && base.named.is_none();
        if !may_nest && let Some(first) = name.nested.first() {
            let message = format!("`{text}` holds no other types, and what stands in brackets is left out");
            self.report(&rules::UNKNOWN_ATTRIBUTE, first.name.range(), message, None);
        }
        base
    }

    fn unknown(&mut self, name: &TypeName<'t>) {
        let text = name.name.text;
        let message = format!("the type `{text}` is not defined");
        let mut diagnostic = self.findings.at(&rules::UNKNOWN_TYPE, name.name.range(), message);
        let attributes = [
            "required",
            "optional",
            "fixed",
            "fixed-type",
            "nullable",
            "default",
            "sample",
        ];
        let built_in = ["boolean", "string", "number", "array", "enum", "object"];
        let known = self.types.names().chain(built_in).chain(attributes);
        diagnostic = match self.findings.nearest(text, known) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help(format!(
                "define `{text}` below `# Data Structures`; parentheses that are no type belong into backticks"
            )),
        };
        self.say(diagnostic, name.name.start);
    }

    /// Says what of a line is not as it should be.
    fn loose(&mut self, signature: &Signature<'t>) {
        if let Some(stray) = signature.stray {
            let message = "text behind the parentheses is read as the description";
            let help = "put ` - ` between the parentheses and the description";
            self.report(&rules::LOOSE_SIGNATURE, stray.range(), message.to_owned(), Some(help));
        }
        for surplus in &signature.types.surplus {
            let message = format!(
                "`{}` is neither the type nor an attribute, and is left out",
                surplus.text
            );
            let help = "a type definition has one type; its attributes are required, optional, nullable, fixed, \
                        fixed-type, default and sample";
            self.report(&rules::UNKNOWN_ATTRIBUTE, surplus.range(), message, Some(help));
        }
    }

    fn contradictions(&mut self, types: &TypeDefinition<'t>) {
        for (first, second, effect) in [
            (Attribute::Required, Attribute::Optional, "it is read as required"),
            (
                Attribute::Default,
                Attribute::Sample,
                "the value is read as the default",
            ),
        ] {
            let later = types
                .attributes
                .iter()
                .rev()
                .find(|(it, _)| *it == first || *it == second);
            if types.has(first)
                && types.has(second)
                && let Some((_, line)) = later
            {
                let message = format!("{first:?} and {second:?} exclude each other; {effect}").to_lowercase();
                self.report(&rules::CONTRADICTING_ATTRIBUTES, line.range(), message, None);
            }
        }
    }

    /// Says that items below a type mean nothing there.
    fn misplaced(&mut self, node: &Node<'t>, what: &str) {
        let message = format!("{what}, and `{}` is left out", node.whole.text);
        self.report(&rules::MISPLACED_MEMBER, node.whole.range(), message, None);
    }

    fn report(&mut self, rule: &'static Rule, range: Range<usize>, message: String, help: Option<&str>) {
        let start = range.start;
        let mut diagnostic = self.findings.at(rule, range, message);
        if let Some(help) = help {
            diagnostic = diagnostic.help(help);
        }
        self.say(diagnostic, start);
    }

    /// Adds a finding about what stands at `start`, once.
    fn say(&mut self, diagnostic: Diagnostic, start: usize) {
        if self.memory.said.insert((diagnostic.rule.code, start)) {
            self.findings.push(diagnostic);
        }
    }

    fn origin(&self, range: Range<usize>) -> Origin {
        Origin::written(self.findings.location(range))
    }

    fn id_of(&self, named: usize) -> Option<SchemaId> {
        self.types.named.get(named).and_then(|named| named.id)
    }

    /// Adds a schema that a range of the text describes.
    fn add(&mut self, schema: Schema, range: Range<usize>) -> SchemaId {
        let origin = self.origin(range);
        self.schemas.add(Schema { origin, ..schema })
    }

    /// A schema of a kind, or of the named type that it comes from.
    fn schema_of(&self, base: &Base, kind: SchemaKind) -> Schema {
        match base.named.and_then(|named| self.id_of(named)) {
            Some(id) => Schema {
                all_of: vec![id],
                ..Schema::default()
            },
            None => Schema::of(kind),
        }
    }
}

fn source_of<'n, 't>(definition: &'n Definition<'t>) -> Source<'n, 't> {
    Source {
        signature: &definition.signature,
        children: &definition.children,
        description: definition.description.clone(),
        range: definition.range.clone(),
        fallback: Kind::Object,
        is_fixed: false,
    }
}

/// The kind of what names no type: what stands in it tells.
fn kind_without_base(signature: &Signature<'_>, children: &[Node<'_>], fallback: Kind) -> Kind {
    if let Some(kind) = implied(children) {
        return kind;
    }
    if signature.values.len() > 1 {
        return Kind::Array;
    }
    fallback
}

/// The items that count, and the text of those that do not: items in front of an explicit section are a list in the
/// description (MSON, section 3.3).
fn behind_description<'n, 't>(children: &'n [Node<'t>], section: Role) -> (Option<String>, &'n [Node<'t>]) {
    let at = children.iter().position(|child| child.role == section).unwrap_or(0);
    let (before, behind) = children.split_at_checked(at).unwrap_or((&[], children));
    if before.is_empty() || before.iter().any(|child| child.role != Role::Member) {
        return (None, children);
    }
    let lines: Vec<String> = before.iter().map(|child| format!("- {}", child.whole.text)).collect();
    (Some(lines.join("\n")), behind)
}

/// A kind as a message names it.
fn article(kind: Kind) -> &'static str {
    match kind {
        Kind::Boolean => "a boolean",
        Kind::String => "a string",
        Kind::Number => "a number",
        Kind::Integer => "a whole number",
        Kind::Array => "an array",
        Kind::Enum => "an enumeration",
        Kind::Object => "an object",
        Kind::Any => "any value",
    }
}
