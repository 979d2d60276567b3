//! Random schemas.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use specwright_model::{
    AdditionalProperties, Array, Discriminator, ExternalDocumentation, Integer, IntegerFormat, Number, NumberFormat,
    NumberKind, NumericRange, Object, PatternProperty, Property, Schema, SchemaId, SchemaKind, Schemas, Text,
    TextFormat, Union,
};

use super::choices::Choices;
use super::origins::Origins;
use super::words;

/// Makes as many schemas as there are choices. A schema is composed of earlier ones alone, and holds any: so they hold
/// each other, and a value of each can be written down.
pub(crate) fn schemas(choices: &[Choices], origins: &mut Origins) -> Schemas {
    let mut schemas = Schemas::new();
    let ids: Vec<SchemaId> = choices.iter().map(|_| schemas.reserve()).collect();
    for (id, choices) in ids.iter().zip(choices) {
        let mut maker = Maker {
            choices: choices.clone(),
            schemas: &schemas,
            ids: &ids,
            id: *id,
        };
        let mut schema = maker.schema();
        schema.origin = origins.next();
        schemas.set(*id, schema);
    }
    inherit(&mut schemas);
    schemas
}

struct Maker<'a> {
    choices: Choices,
    /// The schemas so far.
    schemas: &'a Schemas,
    ids: &'a [SchemaId],
    /// The one that is being made.
    id: SchemaId,
}

impl Maker<'_> {
    fn schema(&mut self) -> Schema {
        let name = (!self.choices.once_in(3)).then(|| words::name(&mut self.choices));
        let mut schema = Schema {
            name: name.filter(|name| !name.is_empty()),
            kind: self.kind(),
            ..Schema::default()
        };
        let is_null = matches!(schema.kind, SchemaKind::Null | SchemaKind::Never);
        schema.nullable = self.choices.once_in(5) && !is_null;
        self.values(&mut schema);
        self.composition(&mut schema);
        self.annotations(&mut schema);
        schema
    }

    fn kind(&mut self) -> SchemaKind {
        match self.choices.below(14) {
            0 => SchemaKind::String(Text::default()),
            1..=4 => SchemaKind::Object(self.object()),
            5 => SchemaKind::Array(self.array()),
            6..=8 => match self.union() {
                union if union.variants.is_empty() => SchemaKind::Boolean,
                union => SchemaKind::Union(union),
            },
            9 => SchemaKind::String(self.text()),
            10 => SchemaKind::Integer(self.integer()),
            11 => SchemaKind::Number(self.number()),
            12 => SchemaKind::Any,
            _ => self
                .choices
                .one(&[SchemaKind::Boolean, SchemaKind::Null, SchemaKind::Never]),
        }
    }

    /// Any schema, the one that is being made included.
    fn any(&mut self) -> SchemaId {
        self.choices.one(self.ids)
    }

    /// Some of the earlier schemas that are fit for something, each once; none where there is none.
    fn earlier(&mut self, most: usize, is_fit: impl Fn(&Schema) -> bool) -> Vec<SchemaId> {
        let earlier = self.ids.iter().copied().take_while(|id| *id != self.id);
        let fit: Vec<SchemaId> = earlier.filter(|id| is_fit(self.schemas.get(*id))).collect();
        if fit.is_empty() {
            return fit;
        }
        let mut taken = BTreeSet::new();
        let mut chosen: Vec<SchemaId> = vec![self.choices.one(&fit)];
        chosen.extend(self.choices.list(most - 1, |choices| choices.one(&fit)));
        chosen.retain(|id| taken.insert(*id));
        chosen
    }

    fn object(&mut self) -> Object {
        let names = words::names(&mut self.choices, 5);
        let properties = names.into_iter().map(|name| Property {
            schema: self.any(),
            name,
        });
        let properties: Vec<Property> = properties.collect();
        let mut required: Vec<String> = properties.iter().map(|it| it.name.clone()).collect();
        required.retain(|_| self.choices.once_in(2));
        if self.choices.once_in(10) && !required.iter().any(|name| name == "undescribed") {
            required.push("undescribed".to_owned());
        }
        let pattern_properties = self.choices.sometimes(12, |choices| PatternProperty {
            pattern: choices.one(&["^a", "", "[0-9]+$", "\"}", "(?=a)"]).to_owned(),
            schema: choices.one(self.ids),
        });
        let additional = match self.choices.below(8) {
            0..=3 => AdditionalProperties::Unspecified,
            4 => AdditionalProperties::Any,
            5 => AdditionalProperties::Forbidden,
            _ => AdditionalProperties::Schema(self.any()),
        };
        Object {
            properties,
            required,
            pattern_properties: pattern_properties.into_iter().collect(),
            additional,
            min_properties: self.choices.sometimes(15, |_| 1),
            max_properties: self.choices.sometimes(15, |_| 20),
        }
    }

    fn array(&mut self) -> Array {
        let items = (!self.choices.once_in(8)).then(|| self.any());
        let prefix_items = match self.choices.once_in(10) {
            true => self.choices.list(3, |choices| choices.one(self.ids)),
            false => Vec::new(),
        };
        Array {
            prefix_items,
            items,
            min_items: self.choices.sometimes(6, |choices| choices.one(&[0, 1, 3])),
            max_items: self.choices.sometimes(6, |choices| choices.one(&[3, 10])),
            unique_items: self.choices.once_in(8),
        }
    }

    /// A union of earlier schemas, of which there may be none.
    fn union(&mut self) -> Union {
        let is_tagged = self.choices.once_in(2);
        let is_fit = |schema: &Schema| match (&schema.kind, is_tagged) {
            (SchemaKind::Object(_), true) => schema.name.is_some() && schema.discriminator.is_none(),
            (_, true) => false,
            // Null beside others makes the union nullable.
            (kind, false) => *kind != SchemaKind::Null || schema.name.is_some(),
        };
        let variants = self.earlier(4, is_fit);
        let discriminator = (is_tagged && !variants.is_empty()).then(|| self.discriminator(&variants));
        Union {
            variants,
            exclusive: !self.choices.once_in(3),
            discriminator,
        }
    }

    fn discriminator(&mut self, variants: &[SchemaId]) -> Discriminator {
        let mut taken = BTreeSet::new();
        let mut mapping: Vec<(String, SchemaId)> = Vec::new();
        for variant in variants {
            for _ in 0..self.choices.below(3) {
                let value = words::name(&mut self.choices);
                if !value.is_empty() && taken.insert(value.clone()) {
                    mapping.push((value, *variant));
                }
            }
        }
        Discriminator {
            property: self
                .choices
                .one(&["kind", "type", "@type", "a", "\"", "self"])
                .to_owned(),
            mapping,
            default_mapping: None,
        }
    }

    fn text(&mut self) -> Text {
        let formats = [
            TextFormat::Unspecified,
            TextFormat::DateTime,
            TextFormat::Date,
            TextFormat::Time,
            TextFormat::Duration,
            TextFormat::Uuid,
            TextFormat::Uri,
            TextFormat::Byte,
            TextFormat::Binary,
            TextFormat::Password,
            TextFormat::Decimal,
            TextFormat::Ipv4,
            TextFormat::Email,
            TextFormat::Other("my-format".to_owned()),
            TextFormat::Other("\"}".to_owned()),
        ];
        let patterns = [
            "^a+$",
            "",
            "\"",
            "\\d{2}",
            "(?=a)b",
            "[\\u0041-Z]",
            "(a+)+$",
            "(",
            "\\p{L}",
            "^\\/a$",
        ];
        Text {
            format: self.choices.one(&formats),
            min_length: self.choices.sometimes(6, |choices| choices.one(&[0, 1, 5])),
            max_length: self.choices.sometimes(6, |choices| choices.one(&[5, 255])),
            pattern: self.choices.sometimes(6, |choices| choices.one(&patterns).to_owned()),
            content_media_type: self.choices.sometimes(15, |_| "application/json".to_owned()),
            content_encoding: self
                .choices
                .sometimes(15, |choices| choices.one(&["base64", "base32"]).to_owned()),
        }
    }

    fn integer(&mut self) -> Integer {
        let formats = [
            IntegerFormat::Unspecified,
            IntegerFormat::Int32,
            IntegerFormat::Int64,
            IntegerFormat::Int8,
            IntegerFormat::Uint8,
            IntegerFormat::Uint16,
            IntegerFormat::Uint32,
            IntegerFormat::Uint64,
        ];
        Integer {
            format: self.choices.one(&formats),
            range: self.range(&[
                Number::Integer(0),
                Number::Integer(1),
                Number::Integer(-5),
                Number::Integer(1 << 70),
            ]),
        }
    }

    fn number(&mut self) -> NumberKind {
        NumberKind {
            format: self
                .choices
                .one(&[NumberFormat::Unspecified, NumberFormat::Float, NumberFormat::Double]),
            range: self.range(&[
                Number::Integer(0),
                Number::Float(0.5),
                Number::Float(-1e300),
                Number::Float(1e-7),
            ]),
        }
    }

    fn range(&mut self, bounds: &[Number]) -> NumericRange {
        let mut bound = |times| self.choices.sometimes(times, |choices| choices.one(bounds));
        NumericRange {
            minimum: bound(5),
            maximum: bound(8),
            exclusive_minimum: bound(10),
            exclusive_maximum: bound(10),
            multiple_of: bound(10),
        }
    }

    /// An enumeration, whose values fit the kind.
    fn values(&mut self, schema: &mut Schema) {
        if !self.choices.once_in(4) {
            return;
        }
        let mut values = match &mut schema.kind {
            SchemaKind::String(text) => {
                *text = Text::default();
                let names = self.choices.list(5, words::name);
                names.into_iter().map(Value::from).collect()
            }
            SchemaKind::Integer(integer) => {
                integer.range = NumericRange::default();
                self.choices.list(4, |choices| json!(choices.one(&[0, 1, 2, 7, 100])))
            }
            SchemaKind::Number(number) => {
                number.range = NumericRange::default();
                self.choices.list(3, |choices| json!(choices.one(&[0.5, 1.0, 1e300])))
            }
            SchemaKind::Any => self.choices.list(3, words::value),
            _ => return,
        };
        let mut taken = BTreeSet::new();
        values.retain(|value| taken.insert(value.to_string()));
        if !values.is_empty() {
            schema.values = Some(values);
        }
    }

    /// What a schema is composed of.
    fn composition(&mut self, schema: &mut Schema) {
        if !self.choices.once_in(2) {
            return;
        }
        match &schema.kind {
            SchemaKind::Any => schema.all_of = self.earlier(3, |_| true),
            SchemaKind::Object(_) => {
                if self.choices.once_in(2) {
                    schema.all_of = self.earlier(2, |part| matches!(part.kind, SchemaKind::Object(_)));
                }
                let is_base = schema.name.is_some() && self.choices.once_in(2);
                schema.discriminator = is_base.then(|| Discriminator {
                    property: self.choices.one(&["kind", "a"]).to_owned(),
                    ..Discriminator::default()
                });
            }
            _ => {}
        }
    }

    fn annotations(&mut self, schema: &mut Schema) {
        let choices = &mut self.choices;
        schema.title = choices.sometimes(8, words::name);
        schema.description = choices.sometimes(4, words::text);
        schema.deprecated = choices.once_in(12);
        schema.read_only = choices.once_in(10);
        schema.write_only = choices.once_in(10) && !schema.read_only;
        schema.external_documentation = choices.sometimes(20, |choices| ExternalDocumentation {
            url: "https://a.example".to_owned(),
            description: choices.sometimes(2, words::text),
        });
        schema.extensions = words::extensions(choices);
        schema.default = match &schema.kind {
            _ if !choices.once_in(6) => None,
            SchemaKind::String(_) => Some(json!(words::name(choices))),
            SchemaKind::Integer(_) => Some(json!(choices.one(&[0, 1, -1]))),
            SchemaKind::Boolean => Some(json!(true)),
            SchemaKind::Array(_) => Some(json!([])),
            SchemaKind::Object(_) => Some(json!({})),
            _ => None,
        };
        schema.examples = choices
            .sometimes(8, |choices| choices.list(2, words::value))
            .unwrap_or_default();
    }
}

/// Says of schemas with a discriminator which others inherit from them.
fn inherit(schemas: &mut Schemas) {
    let parents = |id: SchemaId| schemas.get(id).all_of.clone();
    let ancestors = |id: SchemaId| {
        let mut found = BTreeSet::new();
        let mut pending = parents(id);
        while let Some(parent) = pending.pop() {
            if found.insert(parent) {
                pending.extend(parents(parent));
            }
        }
        found
    };
    let named = schemas.iter().filter(|(_, schema)| schema.name.is_some());
    let families: Vec<(SchemaId, BTreeSet<SchemaId>)> = named.map(|(id, _)| (id, ancestors(id))).collect();
    let ids: Vec<SchemaId> = schemas.iter().map(|(id, _)| id).collect();
    for id in ids {
        let heirs = families.iter().filter(|(_, ancestors)| ancestors.contains(&id));
        let heirs: Vec<SchemaId> = heirs.map(|(heir, _)| *heir).collect();
        let schema = schemas.get_mut(id).unwrap();
        if heirs.is_empty() {
            schema.discriminator = None;
        } else if schema.discriminator.is_some() {
            schema.subtypes = heirs;
        }
    }
}
