//! Values that OpenAPI does not allow where a description has them: defaults that do not fit their schemas (OpenAPI
//! 3.0.4, section 4.7.24.1: a default must conform to the type), and keywords that JSON Schema gives no meaning.

use serde_json::Value;
use specwright_model::{
    AdditionalProperties, Array, IntegerFormat, Number, NumericRange, Object, Schema, SchemaId, SchemaKind, Schemas,
    Text, TextFormat,
};

/// How many schemas are looked at for one value. Whatever takes more is taken to fit.
const STEPS_LIMIT: usize = 10_000;

/// How deep schemas are followed.
const DEPTH_LIMIT: usize = 50;

/// Whether a value fits a schema, as far as that shows without regular expressions; in doubt it does.
pub(super) fn fits(schemas: &Schemas, schema: &Schema, value: &Value) -> bool {
    let mut check = Check {
        schemas,
        steps_left: STEPS_LIMIT,
    };
    check.schema(schema, value, DEPTH_LIMIT)
}

/// Whether a text may be a regular expression: all of its groups and classes are closed (ECMA-262, section 22.2.1).
pub(super) fn is_pattern(pattern: &str) -> bool {
    let mut open = 0_usize;
    let mut is_in_class = false;
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' if characters.next().is_none() => return false,
            '\\' => {}
            ']' if is_in_class => is_in_class = false,
            _ if is_in_class => {}
            '[' => is_in_class = true,
            '(' => open += 1,
            ')' if open == 0 => return false,
            ')' => open -= 1,
            _ => {}
        }
    }
    open == 0 && !is_in_class
}

struct Check<'a> {
    schemas: &'a Schemas,
    steps_left: usize,
}

impl Check<'_> {
    fn id(&mut self, id: SchemaId, value: &Value, depth: usize) -> bool {
        let schemas = self.schemas;
        match depth.checked_sub(1) {
            Some(depth) => self.schema(schemas.get(id), value, depth),
            None => true,
        }
    }

    fn schema(&mut self, schema: &Schema, value: &Value, depth: usize) -> bool {
        let Some(left) = self.steps_left.checked_sub(1) else {
            return true;
        };
        self.steps_left = left;
        if value.is_null() && schema.nullable {
            return true;
        }
        let is_listed = |values: &Vec<Value>| values.iter().any(|known| is_equal(known, value));
        schema.values.as_ref().is_none_or(is_listed)
            && schema.all_of.iter().all(|id| self.id(*id, value, depth))
            && self.kind(&schema.kind, value, depth)
    }

    fn kind(&mut self, kind: &SchemaKind, value: &Value, depth: usize) -> bool {
        match (kind, value) {
            (SchemaKind::Any, _) | (SchemaKind::Null, Value::Null) | (SchemaKind::Boolean, Value::Bool(_)) => true,
            (SchemaKind::Integer(integer), Value::Number(number)) => {
                let float = number.as_f64().unwrap_or_default();
                float.fract() == 0.0 && in_range(&integer.range, float) && is_wide_enough(integer.format, float)
            }
            (SchemaKind::Number(kind), Value::Number(number)) => {
                in_range(&kind.range, number.as_f64().unwrap_or_default())
            }
            (SchemaKind::String(text), Value::String(string)) => {
                is_long_enough(text, string) && has_format(&text.format, string)
            }
            (SchemaKind::Array(array), Value::Array(items)) => self.array(array, items, depth),
            (SchemaKind::Object(object), Value::Object(members)) => self.object(object, members, depth),
            (SchemaKind::Union(union), _) => union.variants.iter().any(|id| self.id(*id, value, depth)),
            _ => false,
        }
    }

    fn array(&mut self, array: &Array, items: &[Value], depth: usize) -> bool {
        is_between(array.min_items, array.max_items, items.len())
            && items.iter().enumerate().all(|(index, item)| {
                let schema = array.prefix_items.get(index).copied().or(array.items);
                schema.is_none_or(|schema| self.id(schema, item, depth))
            })
    }

    fn object(&mut self, object: &Object, members: &serde_json::Map<String, Value>, depth: usize) -> bool {
        is_between(object.min_properties, object.max_properties, members.len())
            && object.required.iter().all(|name| members.contains_key(name))
            && members.iter().all(|(name, value)| {
                let property = object.properties.iter().find(|property| property.name == *name);
                match (property, object.additional) {
                    (Some(property), _) => self.id(property.schema, value, depth),
                    // A pattern may match the name.
                    (None, _) if !object.pattern_properties.is_empty() => true,
                    (None, AdditionalProperties::Forbidden) => false,
                    (None, AdditionalProperties::Schema(schema)) => self.id(schema, value, depth),
                    (None, AdditionalProperties::Unspecified | AdditionalProperties::Any) => true,
                }
            })
    }
}

/// Whether two values are equal, `1` and `1.0` included (JSON Schema 2020-12 core, section 4.2.2).
fn is_equal(first: &Value, second: &Value) -> bool {
    match (first, second) {
        (Value::Number(first), Value::Number(second)) => first == second || first.as_f64() == second.as_f64(),
        (first, second) => first == second,
    }
}

fn in_range(range: &NumericRange, number: f64) -> bool {
    let holds =
        |bound: Option<Number>, holds: fn(f64, f64) -> bool| bound.is_none_or(|it| holds(number, it.as_float()));
    holds(range.minimum, |number, bound| number >= bound)
        && holds(range.maximum, |number, bound| number <= bound)
        && holds(range.exclusive_minimum, |number, bound| number > bound)
        && holds(range.exclusive_maximum, |number, bound| number < bound)
}

fn is_wide_enough(format: IntegerFormat, number: f64) -> bool {
    let (least, most) = match format {
        IntegerFormat::Int8 => (f64::from(i8::MIN), f64::from(i8::MAX)),
        IntegerFormat::Int16 => (f64::from(i16::MIN), f64::from(i16::MAX)),
        IntegerFormat::Int32 => (f64::from(i32::MIN), f64::from(i32::MAX)),
        IntegerFormat::Uint8 => (0.0, f64::from(u8::MAX)),
        IntegerFormat::Uint16 => (0.0, f64::from(u16::MAX)),
        IntegerFormat::Uint32 => (0.0, f64::from(u32::MAX)),
        IntegerFormat::Uint64 => (0.0, f64::INFINITY),
        IntegerFormat::Int64 | IntegerFormat::Unspecified => return true,
    };
    number >= least && number <= most
}

/// Whether a text has a format, as far as its shape shows that: dates, times, UUIDs and addresses.
fn has_format(format: &TextFormat, text: &str) -> bool {
    match format {
        TextFormat::Date => has_shape("0000-00-00", text),
        TextFormat::DateTime => {
            let (date, time) = text.split_once(['T', 't', ' ']).unwrap_or((text, ""));
            let clock: String = time.chars().take("00:00:00".len()).collect();
            has_shape("0000-00-00", date) && has_shape("00:00:00", &clock)
        }
        TextFormat::Uuid => has_shape("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", text),
        TextFormat::Ipv4 => text.parse::<std::net::Ipv4Addr>().is_ok(),
        TextFormat::Ipv6 => text.parse::<std::net::Ipv6Addr>().is_ok(),
        _ => true,
    }
}

/// Whether a text has the digits (`0`), hexadecimal digits (`x`) and other characters of a shape.
fn has_shape(shape: &str, text: &str) -> bool {
    let fits = |(expected, found): (char, char)| match expected {
        '0' => found.is_ascii_digit(),
        'x' => found.is_ascii_hexdigit(),
        other => found == other,
    };
    shape.len() == text.len() && shape.chars().zip(text.chars()).all(fits)
}

fn is_long_enough(text: &Text, string: &str) -> bool {
    is_between(text.min_length, text.max_length, string.chars().count())
}

fn is_between(least: Option<u64>, most: Option<u64>, count: usize) -> bool {
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    least.is_none_or(|least| count >= least) && most.is_none_or(|most| count <= most)
}

#[cfg(test)]
mod tests {
    use specwright_model::{Property, SchemaKind};

    use super::*;

    #[test]
    fn groups_and_classes_of_patterns_are_closed() {
        let check = |pattern: &str, expected: bool| assert_eq!(is_pattern(pattern), expected, "{pattern}");
        for pattern in ["", "^[a-z(]+$", r"\(", r"[\]]", "(a|(b))", "]"] {
            check(pattern, true);
        }
        for pattern in ["([", "(", ")", "[", "a\\", ")("] {
            check(pattern, false);
        }
    }

    #[test]
    fn formats_have_shapes() {
        let check = |format: TextFormat, text: &str, expected: bool| {
            assert_eq!(has_format(&format, text), expected, "{text}");
        };
        check(TextFormat::Date, "2020-01-31", true);
        check(TextFormat::Date, "today", false);
        check(TextFormat::DateTime, "2020-01-31T10:20:30.5Z", true);
        check(TextFormat::DateTime, "2020-01-31", false);
        check(TextFormat::Uuid, "123e4567-e89b-12d3-a456-426614174000", true);
        check(TextFormat::Uuid, "123e4567", false);
        check(TextFormat::Ipv6, "::1", true);
        check(TextFormat::Ipv4, "1.2.3", false);
    }

    #[test]
    fn what_a_value_lacks_shows_at_any_depth() {
        let mut schemas = Schemas::new();
        let id = schemas.add(Schema::of(SchemaKind::String(Text {
            max_length: Some(2),
            ..Text::default()
        })));
        let named = Object {
            properties: vec![Property {
                name: "name".to_owned(),
                schema: id,
            }],
            required: vec!["name".to_owned()],
            ..Object::default()
        };
        let named = schemas.add(Schema::of(SchemaKind::Object(named)));
        let list = Schema::of(SchemaKind::Array(Array {
            items: Some(named),
            ..Array::default()
        }));
        let check = |value: Value, expected: bool| assert_eq!(fits(&schemas, &list, &value), expected, "{value}");
        check(serde_json::json!([]), true);
        check(serde_json::json!([{ "name": "ab", "other": 1 }]), true);
        check(serde_json::json!([{ "name": "abc" }]), false);
        check(serde_json::json!([{}]), false);
        check(serde_json::json!({}), false);
    }
}
