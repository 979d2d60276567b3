//! Whether a value fits a schema: documents give examples and defaults that do not.

use serde_json::Value;
use specwright_model::{AdditionalProperties, Array, NumericRange, Object, Schema, SchemaId, SchemaKind, Text, Union};

use crate::{resolve::Resolver, views::View};

/// How many values are compared at most. What is larger counts as fitting.
const MOST_COMPARISONS: usize = 20_000;
/// How deep values are compared.
const DEEPEST: usize = 64;

/// Whether a value fits a schema, in a view of it (JSON Schema Validation 2020-12, section 6). Patterns are not tried.
pub(crate) fn holds(resolver: &mut Resolver, schema: SchemaId, value: &Value, view: View) -> bool {
    let mut comparison = Comparison {
        resolver,
        view,
        left: MOST_COMPARISONS,
    };
    comparison.holds(schema, value, 0)
}

struct Comparison<'a> {
    resolver: &'a mut Resolver,
    view: View,
    left: usize,
}

impl Comparison<'_> {
    fn holds(&mut self, id: SchemaId, value: &Value, depth: usize) -> bool {
        if self.left == 0 || depth > DEEPEST {
            return true;
        }
        self.left -= 1;
        let schema = self.resolver.resolve_use(id);
        self.fits_parts(id, value, depth) && self.fits(&schema, value, depth)
    }

    /// Whether a value fits a schema that is folded into one.
    fn fits(&mut self, schema: &Schema, value: &Value, depth: usize) -> bool {
        if value.is_null() && schema.nullable {
            return true;
        }
        if schema.values.as_ref().is_some_and(|values| !values.contains(value)) {
            return false;
        }
        match &schema.kind {
            SchemaKind::Any => true,
            SchemaKind::Never => false,
            SchemaKind::Null => value.is_null(),
            SchemaKind::Boolean => value.is_boolean(),
            SchemaKind::Integer(integer) => {
                value.as_f64().is_some_and(|number| number.fract() == 0.0) && is_within(&integer.range, value)
            }
            SchemaKind::Number(number) => value.is_number() && is_within(&number.range, value),
            SchemaKind::String(text) => value.as_str().is_some_and(|value| text_holds(text, value)),
            SchemaKind::Array(array) => match value {
                Value::Array(items) => self.array_holds(array, items, depth),
                _ => false,
            },
            SchemaKind::Object(object) => match value {
                Value::Object(map) => self.object_holds(object, map, depth),
                _ => false,
            },
            SchemaKind::Union(union) => self.union_holds(union, value, depth),
        }
    }

    /// Whether a value fits each schema that this one is composed of, as it stands alone: what is folded into one is
    /// more lenient, with null and with further properties.
    fn fits_parts(&mut self, id: SchemaId, value: &Value, depth: usize) -> bool {
        let parts = self.resolver.written(id).all_of.clone();
        parts.into_iter().all(|part| {
            self.left = self.left.saturating_sub(1);
            // As a part, a schema with subtypes is itself alone.
            let schema = self.resolver.resolve(part);
            depth > DEEPEST || (self.fits_parts(part, value, depth + 1) && self.fits(&schema, value, depth + 1))
        })
    }

    fn array_holds(&mut self, array: &Array, items: &[Value], depth: usize) -> bool {
        let differ = !array.unique_items
            || items
                .iter()
                .enumerate()
                .all(|(index, item)| items.iter().take(index).all(|earlier| earlier != item));
        let rest = items.iter().skip(array.prefix_items.len());
        is_counted(items.len(), array.min_items, array.max_items)
            && differ
            && array
                .prefix_items
                .iter()
                .zip(items)
                .all(|(schema, item)| self.holds(*schema, item, depth + 1))
            && array
                .items
                .is_none_or(|schema| rest.into_iter().all(|item| self.holds(schema, item, depth + 1)))
    }

    fn object_holds(&mut self, object: &Object, map: &serde_json::Map<String, Value>, depth: usize) -> bool {
        let described = |name: &str| object.properties.iter().find(|property| property.name == name);
        let is_there = object.required.iter().all(|name| {
            map.contains_key(name)
                || described(name).is_some_and(|it| !self.view.shows(&self.resolver.resolve(it.schema)))
        });
        is_there
            && is_counted(map.len(), object.min_properties, object.max_properties)
            && map.iter().all(|(name, value)| match described(name) {
                Some(property) => self.holds(property.schema, value, depth + 1),
                None => match object.additional {
                    _ if !object.pattern_properties.is_empty() => true,
                    AdditionalProperties::Unspecified | AdditionalProperties::Any => true,
                    AdditionalProperties::Forbidden => false,
                    AdditionalProperties::Schema(schema) => self.holds(schema, value, depth + 1),
                },
            })
    }

    fn union_holds(&mut self, union: &Union, value: &Value, depth: usize) -> bool {
        let mut fitting = union
            .variants
            .iter()
            .filter(|variant| self.holds(**variant, value, depth + 1));
        let is_one = fitting.next().is_some();
        // A discriminator chooses among several that fit.
        let may_be_more = !union.exclusive || union.discriminator.is_some();
        is_one && (may_be_more || fitting.next().is_none())
    }
}

fn is_counted(count: usize, least: Option<u64>, most: Option<u64>) -> bool {
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    least.is_none_or(|least| count >= least) && most.is_none_or(|most| count <= most)
}

fn is_within(range: &NumericRange, value: &Value) -> bool {
    let Some(value) = value.as_f64() else { return false };
    let bound = |number: Option<specwright_model::Number>| number.map(specwright_model::Number::as_float);
    bound(range.minimum).is_none_or(|least| value >= least)
        && bound(range.maximum).is_none_or(|most| value <= most)
        && bound(range.exclusive_minimum).is_none_or(|least| value > least)
        && bound(range.exclusive_maximum).is_none_or(|most| value < most)
}

fn text_holds(text: &Text, value: &str) -> bool {
    text.format.fits(value) && is_counted(value.chars().count(), text.min_length, text.max_length)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use specwright_model::{Property, Schemas, TextFormat};

    use super::*;

    fn check(kind: SchemaKind, value: Value, expected: bool) {
        let mut schemas = Schemas::new();
        let id = schemas.add(Schema::of(kind));
        assert_eq!(
            holds(&mut Resolver::new(&schemas), id, &value, View::Whole),
            expected,
            "{value}"
        );
    }

    fn text(format: TextFormat, most: u64) -> SchemaKind {
        SchemaKind::String(Text {
            format,
            max_length: Some(most),
            ..Text::default()
        })
    }

    #[test]
    fn texts_have_formats_and_lengths() {
        check(text(TextFormat::Unspecified, 3), json!("abc"), true);
        check(text(TextFormat::Unspecified, 3), json!("abcd"), false);
        check(text(TextFormat::Uri, 99), json!("https://a.example/b"), true);
        check(text(TextFormat::Uri, 99), json!("a.example/<id>"), false);
        check(text(TextFormat::Unspecified, 3), json!(null), false);
    }

    #[test]
    fn objects_have_what_they_must_and_nothing_that_is_forbidden() {
        let mut schemas = Schemas::new();
        let string = schemas.add(Schema::of(SchemaKind::String(Text::default())));
        let object = Object {
            properties: vec![Property {
                name: "a".to_owned(),
                schema: string,
            }],
            required: vec!["a".to_owned()],
            additional: AdditionalProperties::Forbidden,
            ..Object::default()
        };
        let id = schemas.add(Schema::of(SchemaKind::Object(object)));
        let either = schemas.add(Schema::of(SchemaKind::Union(Union {
            variants: vec![string, id, id],
            exclusive: true,
            discriminator: None,
        })));
        let mut resolver = Resolver::new(&schemas);
        let mut check = |id, value: Value, expected| {
            assert_eq!(holds(&mut resolver, id, &value, View::Whole), expected, "{value}");
        };
        check(id, json!({"a": "x"}), true);
        check(id, json!({}), false);
        check(id, json!({"a": 1}), false);
        check(id, json!({"a": "x", "b": "y"}), false);
        check(either, json!("x"), true);
        check(either, json!({"a": "x"}), false);
    }
}
