//! Schemas with what they are composed of folded in.

use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

use specwright_diagnostics::{Diagnostic, Diagnostics};
use specwright_model::{
    AdditionalProperties, Array, IntegerFormat, NumberFormat, NumericRange, Object, Schema, SchemaId, SchemaKind,
    Schemas, Text, TextFormat, Union,
};

use crate::rules;

/// The most variants that unions which must all fit are multiplied out to.
const WIDEST_PRODUCT: usize = 64;
/// How deep compositions may be composed of compositions. Resolving is recursive, and a document decides how deep.
const DEEPEST: usize = 64;
/// The most schemas that are made of two that must both fit, where the document has as many. Objects of objects multiply.
const MOST_PAIRS: usize = 20_000;
/// How many of them even a small document may have.
const FEWEST_PAIRS: usize = 2000;

/// The most properties that compositions take over, all of them together. A chain of compositions repeats those of its
/// end in each of its links.
const MOST_INHERITED: usize = 500_000;

/// An arena of schemas in which compositions (`all_of`) can be resolved. Resolving may add schemas to the arena.
#[derive(Debug)]
pub(crate) struct Resolver {
    schemas: Schemas,
    resolved: HashMap<SchemaId, Rc<Schema>>,
    in_progress: HashSet<SchemaId>,
    /// Schemas made for two that must both fit.
    pairs: HashMap<(SchemaId, SchemaId), SchemaId>,
    /// The most of them.
    most_pairs: usize,
    pairs_exhausted: bool,
    /// How many properties compositions have.
    inherited: usize,
    /// Schemas with subtypes, as they are where they are used.
    pub(crate) uses: HashMap<SchemaId, Rc<Schema>>,
    diagnostics: Diagnostics,
}

impl Resolver {
    /// A resolver over the schemas of an API.
    pub(crate) fn new(schemas: &Schemas) -> Self {
        Self {
            schemas: schemas.clone(),
            resolved: HashMap::new(),
            in_progress: HashSet::new(),
            pairs: HashMap::new(),
            most_pairs: schemas.len().clamp(FEWEST_PAIRS, MOST_PAIRS),
            pairs_exhausted: false,
            inherited: 0,
            uses: HashMap::new(),
            diagnostics: Diagnostics::new(),
        }
    }

    /// The declared schemas with their names, in the document's order.
    pub(crate) fn declared(&self) -> Vec<(SchemaId, String)> {
        let declared = |(id, schema): (SchemaId, &Schema)| Some((id, schema.name.clone()?));
        self.schemas.iter().filter_map(declared).collect()
    }

    /// The schema as it is written.
    pub(crate) fn written(&self, id: SchemaId) -> &Schema {
        self.schemas.get(id)
    }

    /// The schema with an empty `all_of`: what it is composed of is folded into its kind, values, nullability and
    /// annotations, its own annotations before those of its parts.
    pub(crate) fn resolve(&mut self, id: SchemaId) -> Rc<Schema> {
        if let Some(schema) = self.resolved.get(&id) {
            return Rc::clone(schema);
        }
        let written = self.schemas.get(id).clone();
        let resolved = if written.all_of.is_empty() {
            written
        } else if self.in_progress.contains(&id) {
            return self.cut(&rules::ALL_OF_CYCLE, id, "this schema is composed of itself");
        } else if self.in_progress.len() >= DEEPEST {
            return self.cut(&rules::ALL_OF_TOO_DEEP, id, "this composition is nested too deeply");
        } else {
            self.in_progress.insert(id);
            let folded = self.fold(written);
            self.in_progress.remove(&id);
            if let SchemaKind::Object(object) = &folded.kind {
                self.inherited += object.properties.len();
            }
            if self.inherited > MOST_INHERITED {
                let message = "compositions have too many properties, all of them together";
                return self.cut(&rules::ALL_OF_TOO_DEEP, id, message);
            }
            folded
        };
        let resolved = Rc::new(resolved);
        self.resolved.insert(id, Rc::clone(&resolved));
        resolved
    }

    /// What stands for a schema that cannot be resolved where it is met.
    fn cut(&mut self, rule: &'static specwright_diagnostics::Rule, id: SchemaId, message: &str) -> Rc<Schema> {
        let written = self.schemas.get(id).clone();
        self.report(rule, &written, message, "any value is accepted at the inner place");
        Rc::default()
    }

    /// The schema that `id` stands for when it adds nothing but annotations or null to another one.
    pub(crate) fn target(&self, id: SchemaId) -> Option<SchemaId> {
        let schema = self.schemas.get(id);
        match (&schema.kind, schema.all_of.as_slice(), &schema.values) {
            (SchemaKind::Any, [target], None) => Some(*target),
            _ => None,
        }
    }

    /// Adds a schema to the arena.
    pub(crate) fn add(&mut self, schema: Schema) -> SchemaId {
        self.schemas.add(schema)
    }

    /// What was found while resolving.
    pub(crate) fn take_diagnostics(&mut self) -> Diagnostics {
        std::mem::take(&mut self.diagnostics)
    }

    fn fold(&mut self, mut schema: Schema) -> Schema {
        let parts = std::mem::take(&mut schema.all_of);
        let own_kind = std::mem::take(&mut schema.kind);
        // Null fits a composition only if it fits every part: the schema's own word decides where it has a say.
        let mut null_fits_parts = true;
        let mut kind = SchemaKind::Any;
        for part in parts {
            let part = self.resolve(part);
            null_fits_parts &= part.nullable || part.kind == SchemaKind::Any;
            kind = self.both(kind, part.kind.clone(), &schema);
            schema.values = intersect(schema.values.take(), part.values.clone());
            inherit_annotations(&mut schema, &part);
            schema.deprecated |= part.deprecated;
            schema.read_only |= part.read_only;
            schema.write_only |= part.write_only;
        }
        let only_annotates = own_kind == SchemaKind::Any;
        schema.nullable = schema.nullable || (null_fits_parts && only_annotates && kind != SchemaKind::Any);
        schema.kind = self.both(kind, own_kind, &schema);
        schema
    }

    /// The kind of values that fit both.
    fn both(&mut self, a: SchemaKind, b: SchemaKind, schema: &Schema) -> SchemaKind {
        use SchemaKind as Kind;
        match (a, b) {
            (Kind::Any, other) | (other, Kind::Any) => other,
            (Kind::Object(a), Kind::Object(b)) => Kind::Object(self.both_objects(a, b)),
            (Kind::Union(a), Kind::Union(b)) => self.both_unions(a, b, schema),
            (Kind::Union(union), other) => self.distribute(union, other, false),
            (other, Kind::Union(union)) => self.distribute(union, other, true),
            (Kind::Array(a), Kind::Array(b)) => Kind::Array(self.both_arrays(a, b)),
            (Kind::String(a), Kind::String(b)) => {
                if let (Some(one), Some(other)) = (&a.pattern, &b.pattern)
                    && one != other
                {
                    let message = format!("a string must match both `{one}` and `{other}`");
                    self.report(&rules::SEVERAL_PATTERNS, schema, message, "the latter is checked");
                }
                Kind::String(both_texts(a, b))
            }
            (Kind::Integer(mut a), Kind::Integer(b)) => {
                if a.format == IntegerFormat::Unspecified {
                    a.format = b.format;
                }
                a.range = both_ranges(a.range, b.range);
                Kind::Integer(a)
            }
            (Kind::Number(mut a), Kind::Number(b)) => {
                if a.format == NumberFormat::Unspecified {
                    a.format = b.format;
                }
                a.range = both_ranges(a.range, b.range);
                Kind::Number(a)
            }
            (Kind::Integer(mut integer), Kind::Number(number)) | (Kind::Number(number), Kind::Integer(mut integer)) => {
                integer.range = both_ranges(integer.range, number.range);
                Kind::Integer(integer)
            }
            (a, b) if a == b => a,
            (a, b) => {
                let message = format!("no value is both {} and {}", kind_name(&a), kind_name(&b));
                self.report(
                    &rules::ALL_OF_CONFLICT,
                    schema,
                    message,
                    "any value is accepted instead",
                );
                Kind::Any
            }
        }
    }

    fn both_objects(&mut self, mut a: Object, b: Object) -> Object {
        for property in b.properties {
            match a.properties.iter().position(|known| known.name == property.name) {
                Some(index) => {
                    if let Some(known) = a.properties.get(index).map(|known| known.schema) {
                        let schema = self.both_schemas(known, property.schema);
                        if let Some(known) = a.properties.get_mut(index) {
                            known.schema = schema;
                        }
                    }
                }
                None => a.properties.push(property),
            }
        }
        for name in b.required {
            if !a.required.contains(&name) {
                a.required.push(name);
            }
        }
        a.pattern_properties.extend(b.pattern_properties);
        a.additional = match (a.additional, b.additional) {
            (AdditionalProperties::Unspecified, other) | (other, AdditionalProperties::Unspecified) => other,
            (AdditionalProperties::Any, other) | (other, AdditionalProperties::Any) => other,
            // Parts that forbid what the other part describes are common, and mean the whole.
            (AdditionalProperties::Forbidden, _) | (_, AdditionalProperties::Forbidden) => {
                AdditionalProperties::Forbidden
            }
            (AdditionalProperties::Schema(a), AdditionalProperties::Schema(b)) => {
                AdditionalProperties::Schema(self.both_schemas(a, b))
            }
        };
        a.min_properties = a.min_properties.max(b.min_properties);
        a.max_properties = least(a.max_properties, b.max_properties);
        a
    }

    fn both_arrays(&mut self, a: Array, b: Array) -> Array {
        Array {
            prefix_items: if a.prefix_items.is_empty() {
                b.prefix_items
            } else {
                a.prefix_items
            },
            items: match (a.items, b.items) {
                (Some(a), Some(b)) => Some(self.both_schemas(a, b)),
                (a, b) => a.or(b),
            },
            min_items: a.min_items.max(b.min_items),
            max_items: least(a.max_items, b.max_items),
            unique_items: a.unique_items || b.unique_items,
        }
    }

    /// The schema of values that fit both: one of them where the other says nothing, else a new one.
    fn both_schemas(&mut self, a: SchemaId, b: SchemaId) -> SchemaId {
        if a == b || self.says_nothing(b) {
            return a;
        }
        if self.says_nothing(a) {
            return b;
        }
        if let Some(id) = self.pairs.get(&(a, b)) {
            return *id;
        }
        // The later one refines the earlier one: its annotations come first.
        let refined = self.schemas.get(b).clone();
        if self.pairs.len() >= self.most_pairs {
            self.too_many(&refined);
            return b;
        }
        let id = self.schemas.add(Schema {
            all_of: vec![a, b],
            description: refined.description,
            origin: refined.origin,
            ..Schema::default()
        });
        self.pairs.insert((a, b), id);
        id
    }

    /// Says once that no more schemas are merged.
    fn too_many(&mut self, schema: &Schema) {
        if !std::mem::replace(&mut self.pairs_exhausted, true) {
            let message = "the description composes too many schemas of each other";
            self.report(
                &rules::UNION_TOO_WIDE,
                schema,
                message,
                "from here on one of two is taken",
            );
        }
    }

    fn says_nothing(&self, id: SchemaId) -> bool {
        let schema = self.schemas.get(id);
        self.schemas.is_any(id) && schema.description.is_none() && schema.default.is_none()
    }

    /// A union and something else that must fit: the union of each variant and that.
    fn distribute(&mut self, union: Union, other: SchemaKind, other_first: bool) -> SchemaKind {
        if !self.union_says_more(&union) {
            return other;
        }
        let base = self.schemas.add(Schema::of(other));
        let variants: Vec<SchemaId> = union
            .variants
            .iter()
            .map(|variant| self.combination(*variant, base, other_first))
            .collect();
        let discriminator = union.discriminator.map(|mut discriminator| {
            for (_, id) in &mut discriminator.mapping {
                *id = self.combination(*id, base, other_first);
            }
            discriminator
        });
        SchemaKind::Union(Union {
            variants,
            exclusive: union.exclusive,
            discriminator,
        })
    }

    /// A variant with what must fit beside it, under the variant's own title.
    fn combination(&mut self, variant: SchemaId, base: SchemaId, base_first: bool) -> SchemaId {
        let key = if base_first { (base, variant) } else { (variant, base) };
        if let Some(id) = self.pairs.get(&key) {
            return *id;
        }
        let written = self.schemas.get(variant).clone();
        if self.pairs.len() >= self.most_pairs {
            self.too_many(&written);
            return variant;
        }
        let id = self.schemas.add(Schema {
            title: written.title.or(written.name),
            description: written.description,
            all_of: vec![key.0, key.1],
            origin: written.origin,
            ..Schema::default()
        });
        self.pairs.insert(key, id);
        id
    }

    /// Whether some variant says more than which properties must be there: unions of mere `required` lists restrict
    /// an object without giving it a shape.
    fn union_says_more(&mut self, union: &Union) -> bool {
        union.variants.iter().any(|variant| match &self.resolve(*variant).kind {
            SchemaKind::Any => false,
            SchemaKind::Object(object) => !object.properties.is_empty() || !object.pattern_properties.is_empty(),
            _ => true,
        })
    }

    fn both_unions(&mut self, a: Union, b: Union, schema: &Schema) -> SchemaKind {
        if !self.union_says_more(&a) {
            return SchemaKind::Union(b);
        }
        if !self.union_says_more(&b) {
            return SchemaKind::Union(a);
        }
        if a.variants.len().saturating_mul(b.variants.len()) > WIDEST_PRODUCT {
            self.report(
                &rules::UNION_TOO_WIDE,
                schema,
                "two unions that must both fit have too many combinations",
                "any value is accepted instead",
            );
            return SchemaKind::Any;
        }
        let mut variants = Vec::new();
        for left in &a.variants {
            for right in &b.variants {
                variants.push(self.combination(*right, *left, true));
            }
        }
        SchemaKind::Union(Union {
            variants,
            exclusive: false,
            discriminator: None,
        })
    }

    fn report(
        &mut self,
        rule: &'static specwright_diagnostics::Rule,
        schema: &Schema,
        message: impl Into<String>,
        help: &str,
    ) {
        let diagnostic = match schema.origin.location {
            Some(location) => Diagnostic::new(rule, location, message),
            None => Diagnostic::without_place(rule, message),
        };
        self.diagnostics.push(diagnostic.help(help));
    }
}

/// What a kind is called in messages, with its article.
pub(crate) fn kind_name(kind: &SchemaKind) -> &'static str {
    match kind {
        SchemaKind::Any => "anything",
        SchemaKind::Never => "nothing",
        SchemaKind::Null => "null",
        SchemaKind::Boolean => "a boolean",
        SchemaKind::Integer(_) => "an integer",
        SchemaKind::Number(_) => "a number",
        SchemaKind::String(_) => "a string",
        SchemaKind::Array(_) => "an array",
        SchemaKind::Object(_) => "an object",
        SchemaKind::Union(_) => "a union",
    }
}

fn inherit_annotations(schema: &mut Schema, part: &Schema) {
    schema.description = schema.description.take().or_else(|| part.description.clone());
    schema.title = schema.title.take().or_else(|| part.title.clone());
    schema.default = schema.default.take().or_else(|| part.default.clone());
    if schema.examples.is_empty() {
        schema.examples.clone_from(&part.examples);
    }
}

fn intersect(a: Option<Vec<serde_json::Value>>, b: Option<Vec<serde_json::Value>>) -> Option<Vec<serde_json::Value>> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.into_iter().filter(|value| b.contains(value)).collect()),
        (a, b) => a.or(b),
    }
}

fn least<T: Ord>(a: Option<T>, b: Option<T>) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

fn both_ranges(a: NumericRange, b: NumericRange) -> NumericRange {
    let greatest = |a: Option<specwright_model::Number>, b: Option<specwright_model::Number>| match (a, b) {
        (Some(a), Some(b)) => Some(if a.as_float() >= b.as_float() { a } else { b }),
        (a, b) => a.or(b),
    };
    let least = |a: Option<specwright_model::Number>, b: Option<specwright_model::Number>| match (a, b) {
        (Some(a), Some(b)) => Some(if a.as_float() <= b.as_float() { a } else { b }),
        (a, b) => a.or(b),
    };
    NumericRange {
        minimum: greatest(a.minimum, b.minimum),
        maximum: least(a.maximum, b.maximum),
        exclusive_minimum: greatest(a.exclusive_minimum, b.exclusive_minimum),
        exclusive_maximum: least(a.exclusive_maximum, b.exclusive_maximum),
        multiple_of: a.multiple_of.or(b.multiple_of),
    }
}

fn both_texts(a: Text, b: Text) -> Text {
    Text {
        format: if a.format == TextFormat::Unspecified {
            b.format
        } else {
            a.format
        },
        min_length: a.min_length.max(b.min_length),
        max_length: least(a.max_length, b.max_length),
        pattern: b.pattern.or(a.pattern),
        content_media_type: b.content_media_type.or(a.content_media_type),
        content_encoding: b.content_encoding.or(a.content_encoding),
    }
}
