//! Schemas: pairs that must be equal, and with them the pairs that they are made of.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use specwright_model::{
    AdditionalProperties, Api, Array, Discriminator, Integer, Number, NumberKind, NumericRange, Object, Schema,
    SchemaId, SchemaKind, Text, TextFormat, Union,
};

use super::{Comparison, without_references};

/// A schema of the first model and one of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SchemaPair {
    pub(super) first: SchemaId,
    pub(super) back: SchemaId,
}

impl Comparison<'_> {
    /// Every schema with a name must come back with that name, where it is one that comes back.
    pub(super) fn declared_schemas(&mut self) {
        let (first, back) = (self.first, self.back);
        let kept = kept_names(first);
        for (id, schema) in first.schemas.iter() {
            let Some(name) = schema.name.as_deref().filter(|name| kept.contains(name)) else {
                continue;
            };
            match back.schemas.by_name(name) {
                Some(found) => self.pending.push(SchemaPair { first: id, back: found }),
                None => self.differ(name, "the schema did not come back"),
            }
        }
    }

    pub(super) fn compare_schemas(&mut self) {
        while let Some(pair) = self.pending.pop() {
            if self.visited.insert(pair) {
                self.compare_schema(pair);
            }
        }
    }

    fn compare_schema(&mut self, pair: SchemaPair) {
        let mut first = plain(self.first, pair.first, self.is_3_0());
        let mut back = plain(self.back, pair.back, self.is_3_0());
        let place = format!(
            "schema {} ({:?})",
            first.name.as_deref().unwrap_or("without a name"),
            first.origin.location
        );
        // OpenAPI 3.0 says null beside a type only: the type of what is referred to stands beside the reference.
        let is_reference = first.kind == SchemaKind::Any && first.nullable && !first.all_of.is_empty();
        if self.is_3_0() && is_reference && is_bare(&back.kind) {
            back.kind = SchemaKind::Any;
        }
        if let (SchemaKind::Union(_), SchemaKind::Any, Some(_)) = (&first.kind, &back.kind, &first.values) {
            self.union_as_part(&mut back);
        }
        if first
            .origin
            .location
            .is_some_and(|location| self.unfit.contains(&location))
        {
            without_unfit(&mut first, &back);
        }
        // An heir that accepts null does no longer.
        let is_reported = |location| self.said_otherwise.contains(&location);
        if is_reference && first.origin.location.is_some_and(is_reported) {
            first.nullable &= back.nullable;
        }
        let annotations = |it: &Schema| {
            let texts = (
                it.title.clone(),
                it.description.clone(),
                it.external_documentation.clone(),
            );
            let flags = (it.nullable, it.deprecated, it.read_only, it.write_only);
            let examples = without_references(&it.examples.iter().cloned().collect());
            (texts, flags, it.default.clone(), examples)
        };
        self.same(&place, "annotations", &annotations(&first), &annotations(&back));
        self.same_extensions(&place, &first.extensions, &back.extensions);
        self.same(&place, "values", &first.values, &back.values);
        self.lists(&place, "all of", &first.all_of, &back.all_of);
        self.discriminators(&place, first.discriminator.as_ref(), back.discriminator.as_ref());
        self.subtypes(&place, &first, &back);
        self.kinds(&place, &first.kind, &back.kind);
    }

    /// A union beside values is read as one of the parts, unless it is a list of types.
    fn union_as_part(&self, back: &mut Schema) {
        let part = back.all_of.last().map(|id| self.back.schemas.get(*id));
        if let Some(Schema {
            name: None,
            kind: SchemaKind::Union(union),
            ..
        }) = part
        {
            back.kind = SchemaKind::Union(union.clone());
            back.all_of.pop();
        }
    }

    fn lists(&mut self, place: &str, what: &str, first: &[SchemaId], back: &[SchemaId]) {
        self.same(place, what, &first.len(), &back.len());
        let pairs = first.iter().zip(back);
        self.pending.extend(pairs.map(|(first, back)| SchemaPair {
            first: *first,
            back: *back,
        }));
    }

    /// Subtypes by their names: their order is that of the document.
    fn subtypes(&mut self, place: &str, first: &Schema, back: &Schema) {
        self.same(place, "number of subtypes", &first.subtypes.len(), &back.subtypes.len());
        let names = |api: &Api, schema: &Schema| -> BTreeSet<String> {
            let subtypes = schema.subtypes.iter();
            subtypes.filter_map(|id| api.schemas.get(*id).name.clone()).collect()
        };
        let kept = kept_names(self.first);
        let mut expected = names(self.first, first);
        expected.retain(|name| kept.contains(name.as_str()));
        let found = names(self.back, back);
        if !expected.is_subset(&found) {
            self.differ(place, format_args!("subtypes: {expected:?} came back as {found:?}"));
        }
    }

    /// A discriminator's mapping says at least what the first says: names that components cannot have are mapped.
    fn discriminators(&mut self, place: &str, first: Option<&Discriminator>, back: Option<&Discriminator>) {
        let property = |it: Option<&Discriminator>| it.map(|it| it.property.clone());
        self.same(place, "discriminator", &property(first), &property(back));
        let (Some(first), Some(back)) = (first, back) else {
            return;
        };
        for (value, id) in &first.mapping {
            match back.mapping.iter().find(|(known, _)| known == value) {
                Some((_, back)) => self.pending.push(SchemaPair {
                    first: *id,
                    back: *back,
                }),
                None => self.differ(place, format_args!("`{value}` is not mapped")),
            }
        }
    }

    fn kinds(&mut self, place: &str, first: &SchemaKind, back: &SchemaKind) {
        match (first, back) {
            (SchemaKind::Array(first), SchemaKind::Array(back)) => self.arrays(place, first, back),
            (SchemaKind::Object(first), SchemaKind::Object(back)) => self.objects(place, first, back),
            (SchemaKind::Union(first), SchemaKind::Union(back)) => self.unions(place, first, back),
            (SchemaKind::Integer(first), SchemaKind::Integer(back)) => {
                self.same(place, "format", &first.format, &back.format);
                self.ranges(place, &first.range, &back.range);
            }
            (SchemaKind::Number(first), SchemaKind::Number(back)) => {
                self.same(place, "format", &first.format, &back.format);
                self.ranges(place, &first.range, &back.range);
            }
            (SchemaKind::String(first), SchemaKind::String(back)) => {
                let first = sayable(first, self.is_3_0());
                self.same(place, "string", &first, back);
            }
            _ => self.same(place, "kind", first, back),
        }
    }

    fn ranges(&mut self, place: &str, first: &NumericRange, back: &NumericRange) {
        self.same(place, "range", &bounds(first), &bounds(back));
    }

    fn unions(&mut self, place: &str, first: &Union, back: &Union) {
        self.same(place, "exclusive", &first.exclusive, &back.exclusive);
        self.lists(place, "variants", &first.variants, &back.variants);
        self.discriminators(place, first.discriminator.as_ref(), back.discriminator.as_ref());
    }

    fn arrays(&mut self, place: &str, first: &Array, back: &Array) {
        let counts = |it: &Array| (it.min_items, it.max_items, it.unique_items);
        self.same(place, "items", &counts(first), &counts(back));
        // OpenAPI 3.0 does not tell the first items from the others.
        if self.is_3_0() && !first.prefix_items.is_empty() {
            return;
        }
        self.lists(place, "first items", &first.prefix_items, &back.prefix_items);
        self.schema(place, first.items, back.items);
    }

    fn objects(&mut self, place: &str, first: &Object, back: &Object) {
        let counts = |it: &Object| (it.required.clone(), it.min_properties, it.max_properties);
        self.same(place, "properties", &counts(first), &counts(back));
        let names = |it: &Object| -> Vec<String> { it.properties.iter().map(|it| it.name.clone()).collect() };
        self.same(place, "properties", &names(first), &names(back));
        let pairs = first.properties.iter().zip(&back.properties);
        self.pending.extend(pairs.map(|(first, back)| SchemaPair {
            first: first.schema,
            back: back.schema,
        }));
        // OpenAPI 3.0 has no patterns: what they say is said of all other properties.
        if self.is_3_0() && !first.pattern_properties.is_empty() {
            return;
        }
        let patterns =
            |it: &Object| -> Vec<String> { it.pattern_properties.iter().map(|it| it.pattern.clone()).collect() };
        self.same(place, "patterns", &patterns(first), &patterns(back));
        let pairs = first.pattern_properties.iter().zip(&back.pattern_properties);
        self.pending.extend(pairs.map(|(first, back)| SchemaPair {
            first: first.schema,
            back: back.schema,
        }));
        match (first.additional, back.additional) {
            (AdditionalProperties::Schema(first), AdditionalProperties::Schema(back)) => {
                self.pending.push(SchemaPair { first, back });
            }
            (AdditionalProperties::Schema(first), AdditionalProperties::Any) if self.first.schemas.is_any(first) => {}
            (first, back) => self.same(place, "other properties", &first, &back),
        }
    }
}

/// The names of schemas that come back: those that have only characters of components, and are not the name of two.
fn kept_names(api: &Api) -> BTreeSet<&str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, schema) in api.schemas.iter() {
        *counts.entry(schema.name.as_deref().unwrap_or_default()).or_default() += 1;
    }
    let is_valid = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    let is_kept = |name: &str, count: usize| count == 1 && !name.is_empty() && name.bytes().all(is_valid);
    let kept = counts.into_iter().filter(|(name, count)| is_kept(name, *count));
    kept.map(|(name, _)| name).collect()
}

/// A schema in the one form of several that mean the same.
fn plain(api: &Api, id: SchemaId, is_3_0: bool) -> Schema {
    let mut schema = api.schemas.get(id).clone();
    // A union of one is that one.
    if let SchemaKind::Union(Union {
        variants,
        discriminator: None,
        ..
    }) = &schema.kind
        && let [only] = variants.as_slice()
    {
        schema.all_of.push(*only);
        schema.kind = SchemaKind::Any;
    }
    // What only holds parts is its parts.
    let is_part_bundle = |part: &SchemaId| is_bundle(api.schemas.get(*part));
    while let Some((index, part)) = schema
        .all_of
        .iter()
        .copied()
        .enumerate()
        .find(|(_, part)| is_part_bundle(part))
    {
        let parts = api.schemas.get(part).all_of.clone();
        schema.all_of.splice(index..=index, parts);
    }
    // Values tell their type.
    if let (SchemaKind::Any, Some(values)) = (&schema.kind, &schema.values) {
        schema.kind = kind_of_values(values);
    }
    // Anything is null too.
    if schema.kind == SchemaKind::Any && schema.all_of.is_empty() && schema.values.is_none() {
        schema.nullable = false;
    }
    // `1.0` is `1`.
    if let (SchemaKind::Integer(_), Some(number)) = (&schema.kind, schema.default.as_ref().and_then(Value::as_f64)) {
        schema.default = Some(Value::from(number));
    }
    // OpenAPI 3.0 has one example.
    if is_3_0 {
        schema.examples.truncate(1);
    }
    schema
}

/// The kind of values that are of one type, and any kind otherwise.
fn kind_of_values(values: &[Value]) -> SchemaKind {
    let all = |fits: fn(&Value) -> bool| values.iter().all(fits);
    if all(Value::is_string) {
        SchemaKind::String(Text::default())
    } else if all(Value::is_boolean) {
        SchemaKind::Boolean
    } else if all(|value| value.is_i64() || value.is_u64()) {
        SchemaKind::Integer(Integer::default())
    } else if all(Value::is_number) {
        SchemaKind::Number(NumberKind::default())
    } else {
        SchemaKind::Any
    }
}

/// Takes away what may be left out, a default, a pattern or a multiple, where it did not come back.
fn without_unfit(first: &mut Schema, back: &Schema) {
    if back.default.is_none() {
        first.default = None;
    }
    match (&mut first.kind, &back.kind) {
        (SchemaKind::String(first), SchemaKind::String(back)) if back.pattern.is_none() => first.pattern = None,
        (SchemaKind::Integer(first), SchemaKind::Integer(back)) if back.range.multiple_of.is_none() => {
            first.range.multiple_of = None;
        }
        (SchemaKind::Number(first), SchemaKind::Number(back)) if back.range.multiple_of.is_none() => {
            first.range.multiple_of = None;
        }
        _ => {}
    }
}

/// Whether a schema without a name is only a list of parts.
fn is_bundle(schema: &Schema) -> bool {
    let bundle = Schema {
        all_of: schema.all_of.clone(),
        origin: schema.origin,
        ..Schema::default()
    };
    !schema.all_of.is_empty() && *schema == bundle
}

/// Whether a kind says no more than the type.
fn is_bare(kind: &SchemaKind) -> bool {
    match kind {
        SchemaKind::Object(object) => *object == Object::default(),
        SchemaKind::String(text) => *text == Text::default(),
        SchemaKind::Array(array) => {
            *array
                == Array {
                    items: array.items,
                    ..Array::default()
                }
        }
        SchemaKind::Integer(integer) => integer.range == NumericRange::default(),
        SchemaKind::Number(number) => number.range == NumericRange::default(),
        SchemaKind::Boolean => true,
        _ => false,
    }
}

/// The bounds of a range, the stricter where there are two, as the floats that JSON keeps of numbers beyond 64 bits.
fn bounds(range: &NumericRange) -> [Option<(bool, f64)>; 3] {
    let finite = |number: Option<Number>| number.map(Number::as_float).filter(|number| number.is_finite());
    let stricter = |inclusive: Option<Number>, exclusive: Option<Number>, sign: f64| match (
        finite(inclusive),
        finite(exclusive),
    ) {
        (Some(inclusive), Some(exclusive)) if inclusive * sign > exclusive * sign => Some((false, inclusive)),
        (_, Some(exclusive)) => Some((true, exclusive)),
        (inclusive, None) => inclusive.map(|inclusive| (false, inclusive)),
    };
    [
        stricter(range.minimum, range.exclusive_minimum, 1.0),
        stricter(range.maximum, range.exclusive_maximum, -1.0),
        finite(range.multiple_of).map(|number| (false, number)),
    ]
}

/// A string as OpenAPI 3.0 can say it: `contentEncoding: base64` is a format there.
fn sayable(text: &Text, is_3_0: bool) -> Text {
    let mut text = text.clone();
    if is_3_0 {
        let is_base64 = text.content_encoding.as_deref() == Some("base64");
        if is_base64 && text.format == TextFormat::Unspecified {
            text.format = TextFormat::Byte;
        }
        text.content_encoding = None;
        text.content_media_type = None;
    }
    text
}
