//! What restricts the values of one type.

use serde_json::{Value, json};
use specwright_model::{
    AdditionalProperties, Array, IntegerFormat, Number, NumberFormat, NumericRange, Object, Origin, Schema, SchemaKind,
    Text, TextFormat,
};

use super::Writer;
use super::fitting::is_pattern;
use super::members::Members;

/// The name of the type of values; none where there is not exactly one.
pub(super) fn type_name(kind: &SchemaKind) -> Option<&'static str> {
    Some(match kind {
        SchemaKind::Boolean => "boolean",
        SchemaKind::Integer(_) => "integer",
        SchemaKind::Number(_) => "number",
        SchemaKind::String(_) => "string",
        SchemaKind::Array(_) => "array",
        SchemaKind::Object(_) => "object",
        SchemaKind::Any | SchemaKind::Never | SchemaKind::Null | SchemaKind::Union(_) => return None,
    })
}

impl Writer<'_> {
    /// The kind of values, with null where that is a type or a variant.
    pub(super) fn kind(&mut self, schema: &Schema, members: &mut Members) {
        if let Some(name) = type_name(&schema.kind) {
            self.put_type(name, schema.nullable, members);
        }
        match &schema.kind {
            SchemaKind::Any | SchemaKind::Boolean => {}
            // OpenAPI 3.0 has no `false`, and from 3.1 on many tools still expect a mapping.
            SchemaKind::Never => members.put("not", json!({})),
            SchemaKind::Null if self.is_3_0() => members.put("enum", json!([null])),
            SchemaKind::Null => members.put("type", "null"),
            SchemaKind::Integer(integer) => {
                members.option("format", integer_format(integer.format));
                self.range(&integer.range, schema.origin, members);
            }
            SchemaKind::Number(number) => {
                members.option("format", number_format(number.format));
                self.range(&number.range, schema.origin, members);
            }
            SchemaKind::String(text) => self.string(text, schema.origin, members),
            SchemaKind::Array(array) => self.array(array, schema.origin, members),
            SchemaKind::Object(object) => self.object(object, schema.origin, members),
            SchemaKind::Union(union) => self.union(schema, union, members),
        }
    }

    /// Bounds. In OpenAPI 3.0 an exclusive bound is a flag of the other one; in no version do both stand together,
    /// since the stricter one says it all.
    fn range(&mut self, range: &NumericRange, origin: Origin, members: &mut Members) {
        let is_exclusive =
            |exclusive: Option<Number>, inclusive: Option<Number>, sign: f64| match (exclusive, inclusive) {
                (Some(exclusive), Some(inclusive)) => exclusive.as_float() * sign >= inclusive.as_float() * sign,
                (exclusive, _) => exclusive.is_some(),
            };
        let bounds = [
            (
                "minimum",
                "exclusiveMinimum",
                range.minimum,
                range.exclusive_minimum,
                1.0,
            ),
            (
                "maximum",
                "exclusiveMaximum",
                range.maximum,
                range.exclusive_maximum,
                -1.0,
            ),
        ];
        for (key, exclusive_key, inclusive, exclusive, sign) in bounds {
            if !is_exclusive(exclusive, inclusive, sign) {
                members.option(key, self.number(inclusive, origin));
            } else if self.is_3_0() {
                let bound = self.number(exclusive, origin);
                members.flag(exclusive_key, bound.is_some());
                members.option(key, bound);
            } else {
                members.option(exclusive_key, self.number(exclusive, origin));
            }
        }
        if range.multiple_of.is_some_and(|number| number.as_float() <= 0.0) {
            self.leave_out_value(
                origin,
                "nothing is a multiple of zero or less; `multipleOf` is left out".to_owned(),
            );
        } else {
            members.option("multipleOf", self.number(range.multiple_of, origin));
        }
    }

    /// A number as JSON has it: integers of 64 bits, or the nearest float. There is none for infinity, which is what a
    /// bound too large for any number is read as.
    fn number(&mut self, number: Option<Number>, origin: Origin) -> Option<Value> {
        let number = number?;
        let integer = number.as_integer();
        let exact = integer.and_then(|it| {
            i64::try_from(it)
                .map(Value::from)
                .or_else(|_| u64::try_from(it).map(Value::from))
                .ok()
        });
        let value = exact.or_else(|| serde_json::Number::from_f64(number.as_float()).map(Value::Number));
        if value.is_none() {
            self.leave_out(origin, "bound", "a bound that no number reaches");
        }
        value
    }

    fn string(&mut self, text: &Text, origin: Origin, members: &mut Members) {
        members.option("format", text_format(&text.format));
        members.option("minLength", text.min_length);
        members.option("maxLength", text.max_length);
        match &text.pattern {
            Some(pattern) if !is_pattern(pattern) => {
                let message = format!("`{pattern}` is no regular expression; it is left out");
                self.leave_out_value(origin, message);
            }
            pattern => members.text("pattern", pattern.as_ref()),
        }
        if !self.is_3_0() {
            members.text("contentMediaType", text.content_media_type.as_ref());
            members.text("contentEncoding", text.content_encoding.as_ref());
            return;
        }
        if text.content_media_type.is_some() {
            self.leave_out(origin, "contentMediaType", "the media type of what a string holds");
        }
        match text.content_encoding.as_deref() {
            None => {}
            Some("base64") if text.format == TextFormat::Unspecified => members.put("format", "byte"),
            Some("base64") if text.format == TextFormat::Byte => {}
            Some(_) => self.leave_out(origin, "contentEncoding", "how a string is encoded"),
        }
    }

    fn array(&mut self, array: &Array, origin: Origin, members: &mut Members) {
        if !self.is_3_0() {
            let prefix_items = self.schemas(&array.prefix_items);
            members.sequence("prefixItems", prefix_items);
            members.option("items", array.items.map(|items| self.schema(items)));
        } else if array.prefix_items.is_empty() {
            // OpenAPI 3.0 demands the key.
            let items = array.items.map_or_else(|| json!({}), |items| self.schema(items));
            members.put("items", items);
        } else {
            let instead = "any item may be any of them";
            self.say_otherwise(origin, "prefixItems", "what each of the first items is", instead);
            let mut any_of = self.schemas(&array.prefix_items);
            any_of.push(array.items.map_or_else(|| json!({}), |items| self.schema(items)));
            members.put("items", json!({ "anyOf": any_of }));
        }
        members.option("minItems", array.min_items);
        members.option("maxItems", array.max_items);
        members.flag("uniqueItems", array.unique_items);
    }

    fn object(&mut self, object: &Object, origin: Origin, members: &mut Members) {
        let mut properties = Members::default();
        for property in &object.properties {
            properties.put(&property.name, self.schema(property.schema));
        }
        members.sequence("required", object.required.clone());
        members.mapping("properties", properties);
        if self.is_3_0() && !object.pattern_properties.is_empty() {
            self.properties_of_any_name(object, origin, members);
        } else {
            let mut patterns = Members::default();
            for property in &object.pattern_properties {
                patterns.put(&property.pattern, self.schema(property.schema));
            }
            members.mapping("patternProperties", patterns);
            match object.additional {
                AdditionalProperties::Unspecified => {}
                AdditionalProperties::Any => members.put("additionalProperties", true),
                AdditionalProperties::Forbidden => members.put("additionalProperties", false),
                AdditionalProperties::Schema(id) => members.put("additionalProperties", self.schema(id)),
            }
        }
        members.option("minProperties", object.min_properties);
        members.option("maxProperties", object.max_properties);
    }

    /// Properties by patterns, for OpenAPI 3.0, which has none.
    fn properties_of_any_name(&mut self, object: &Object, origin: Origin, members: &mut Members) {
        let instead = "properties of any name may hold any of them";
        self.say_otherwise(
            origin,
            "patternProperties",
            "what properties hold by a pattern of their names",
            instead,
        );
        let patterns = object.pattern_properties.iter().map(|property| property.schema);
        let mut schemas: Vec<_> = patterns.collect();
        match object.additional {
            AdditionalProperties::Unspecified | AdditionalProperties::Any => {
                members.put("additionalProperties", true);
                return;
            }
            AdditionalProperties::Forbidden => {}
            AdditionalProperties::Schema(id) => schemas.push(id),
        }
        match schemas.as_slice() {
            [only] => members.put("additionalProperties", self.schema(*only)),
            several => members.put("additionalProperties", json!({ "anyOf": self.schemas(several) })),
        }
    }
}

/// The name of the format (the OpenAPI Format Registry; JSON Schema 2020-12 validation, section 7).
fn text_format(format: &TextFormat) -> Option<&str> {
    Some(match format {
        TextFormat::Unspecified => return None,
        TextFormat::DateTime => "date-time",
        TextFormat::DateTimeLocal => "date-time-local",
        TextFormat::HttpDate => "http-date",
        TextFormat::Date => "date",
        TextFormat::Time => "time",
        TextFormat::Duration => "duration",
        TextFormat::Uuid => "uuid",
        TextFormat::Uri => "uri",
        TextFormat::UriReference => "uri-reference",
        TextFormat::Email => "email",
        TextFormat::Hostname => "hostname",
        TextFormat::Ipv4 => "ipv4",
        TextFormat::Ipv6 => "ipv6",
        TextFormat::Byte => "byte",
        TextFormat::Binary => "binary",
        TextFormat::Password => "password",
        TextFormat::Decimal => "decimal",
        TextFormat::Regex => "regex",
        TextFormat::Other(name) => name,
    })
}

fn integer_format(format: IntegerFormat) -> Option<&'static str> {
    Some(match format {
        IntegerFormat::Unspecified => return None,
        IntegerFormat::Int8 => "int8",
        IntegerFormat::Int16 => "int16",
        IntegerFormat::Int32 => "int32",
        IntegerFormat::Int64 => "int64",
        IntegerFormat::Uint8 => "uint8",
        IntegerFormat::Uint16 => "uint16",
        IntegerFormat::Uint32 => "uint32",
        IntegerFormat::Uint64 => "uint64",
    })
}

fn number_format(format: NumberFormat) -> Option<&'static str> {
    match format {
        NumberFormat::Unspecified => None,
        NumberFormat::Float => Some("float"),
        NumberFormat::Double => Some("double"),
    }
}
