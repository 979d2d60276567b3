//! What restricts the values of one type.

use std::collections::BTreeSet;

use specwright_diagnostics::Diagnostic;
use specwright_model::{
    AdditionalProperties, Array, Integer, Number, NumberKind, NumericRange, Object, PatternProperty, Property,
    SchemaKind, Text, TextFormat,
};
use specwright_source::{Kind, Node};

use super::format;
use super::types::Type;
use crate::reader::Reader;
use crate::rules;
use crate::version::Version;

impl<'s> Reader<'s> {
    pub(crate) fn kind(&mut self, kind: Type, node: Node<'s>) -> SchemaKind {
        match kind {
            Type::Boolean => {
                node.ignore("format");
                SchemaKind::Boolean
            }
            Type::Integer => self.integer(node),
            Type::Number => self.number(node),
            Type::String => SchemaKind::String(self.string(node)),
            Type::Array => {
                node.ignore("format");
                SchemaKind::Array(self.array(node))
            }
            Type::Object => {
                node.ignore("format");
                SchemaKind::Object(self.object_facets(node))
            }
        }
    }

    /// The kind of a schema that says nothing of its type but may have a format.
    pub(crate) fn kind_of_format(&mut self, node: Node<'s>) -> SchemaKind {
        let Some(format) = self.text(node, "format") else {
            return SchemaKind::Any;
        };
        if format::of_integer(&format).is_some() {
            return self.integer(node);
        }
        if format::of_number(&format).is_some() {
            return self.number(node);
        }
        match format::of_text(&format) {
            TextFormat::Other(_) | TextFormat::Unspecified => SchemaKind::Any,
            format => SchemaKind::String(Text {
                format,
                ..Text::default()
            }),
        }
    }

    fn integer(&mut self, node: Node<'s>) -> SchemaKind {
        let format = self.text(node, "format").unwrap_or_default();
        let format = format::of_integer(&format).unwrap_or_default();
        SchemaKind::Integer(Integer {
            format,
            range: self.range(node),
        })
    }

    fn number(&mut self, node: Node<'s>) -> SchemaKind {
        let format = self.text(node, "format").unwrap_or_default();
        let range = self.range(node);
        // `type: number, format: int64` means whole numbers.
        match format::of_integer(&format) {
            Some(format) => SchemaKind::Integer(Integer { format, range }),
            None => {
                let format = format::of_number(&format).unwrap_or_default();
                SchemaKind::Number(NumberKind { format, range })
            }
        }
    }

    fn range(&mut self, node: Node<'s>) -> NumericRange {
        let mut range = NumericRange {
            minimum: self.bound(node, "minimum"),
            maximum: self.bound(node, "maximum"),
            multiple_of: self.multiple(node),
            ..NumericRange::default()
        };
        (range.minimum, range.exclusive_minimum) = self.exclusive(node, "exclusiveMinimum", "minimum", range.minimum);
        (range.maximum, range.exclusive_maximum) = self.exclusive(node, "exclusiveMaximum", "maximum", range.maximum);
        range
    }

    /// The inclusive and the exclusive bound. In OpenAPI 3.0 the exclusive one is a flag of the inclusive one.
    fn exclusive(
        &mut self,
        node: Node<'s>,
        key: &str,
        inclusive_key: &str,
        inclusive: Option<Number>,
    ) -> (Option<Number>, Option<Number>) {
        let Some(entry) = self.filled(node, key) else {
            return (inclusive, None);
        };
        match entry.value.kind() {
            Kind::Boolean(is_exclusive) => {
                if self.version != Version::V3_0 && !self.reads_all_drafts {
                    let message = format!("`{key}` is a number from OpenAPI 3.1 on; it is read as it was meant");
                    let help = format!("write the bound itself, and remove `{inclusive_key}`");
                    let diagnostic = Diagnostic::new(&rules::OUTDATED_KEYWORD, entry.value.location(), message);
                    self.findings.push_about(key, diagnostic.help(help));
                }
                if is_exclusive {
                    (None, inclusive)
                } else {
                    (inclusive, None)
                }
            }
            _ => {
                self.newer(node, key, &format!("`{key}` with a number"));
                (inclusive, self.bound(node, key))
            }
        }
    }

    fn string(&mut self, node: Node<'s>) -> Text {
        for key in ["contentMediaType", "contentEncoding"] {
            self.newer(node, key, &format!("`{key}`"));
        }
        let format = self.text(node, "format").unwrap_or_default();
        Text {
            format: format::of_text(&format),
            min_length: self.count(node, "minLength"),
            max_length: self.count(node, "maxLength"),
            pattern: self.text(node, "pattern"),
            content_media_type: self.text(node, "contentMediaType"),
            content_encoding: self.text(node, "contentEncoding"),
        }
    }

    fn array(&mut self, node: Node<'s>) -> Array {
        self.newer(node, "prefixItems", "`prefixItems`");
        let mut prefix_items: Vec<_> = self
            .items(node, "prefixItems")
            .into_iter()
            .map(|item| self.schema(item))
            .collect();
        let items = match node.entry("items") {
            Some(entry) if entry.value.is_sequence() => {
                if !self.reads_all_drafts {
                    let message = "`items` as a sequence is how older versions of JSON Schema write tuples";
                    let diagnostic = Diagnostic::new(&rules::OUTDATED_KEYWORD, entry.key_location, message);
                    self.findings
                        .push_about("items", diagnostic.help("write `prefixItems`"));
                }
                prefix_items.extend(entry.value.items().map(|item| self.schema(item)));
                node.get("additionalItems").map(|items| self.schema(items))
            }
            Some(entry) => Some(self.schema(entry.value)),
            None if node.peek("unevaluatedItems").is_some() && self.evaluates_alone(node) => {
                node.get("unevaluatedItems").map(|items| self.schema(items))
            }
            None => {
                self.missing_items(node);
                None
            }
        };
        Array {
            prefix_items,
            items,
            min_items: self.count(node, "minItems"),
            max_items: self.count(node, "maxItems"),
            unique_items: self.flag(node, "uniqueItems").unwrap_or(false),
        }
    }

    fn missing_items(&mut self, node: Node<'s>) {
        // From OpenAPI 3.1 on, an array of anything may be written so.
        if self.version == Version::V3_0
            && let Some(entry) = node.entry("type")
        {
            let message = "an array must say what its `items` are; they are read as any value";
            let diagnostic = Diagnostic::new(&rules::MISSING_ITEMS, entry.key_location, message);
            self.report(diagnostic.help("add `items: {}` for items of any kind"));
        }
    }

    fn object_facets(&mut self, node: Node<'s>) -> Object {
        self.newer(node, "patternProperties", "`patternProperties`");
        let properties = self.members(node, "properties").into_iter().map(|entry| Property {
            name: entry.key.to_owned(),
            schema: self.schema(entry.value),
        });
        let properties = properties.collect();
        let patterns = self.members(node, "patternProperties").into_iter();
        let pattern_properties = patterns.map(|entry| PatternProperty {
            pattern: entry.key.to_owned(),
            schema: self.schema(entry.value),
        });
        let pattern_properties = pattern_properties.collect();
        let mut required = self.required(node);
        let mut known = BTreeSet::new();
        required.retain(|name| known.insert(name.clone()));
        Object {
            properties,
            required,
            pattern_properties,
            additional: self.additional(node),
            min_properties: self.count(node, "minProperties"),
            max_properties: self.count(node, "maxProperties"),
        }
    }

    fn additional(&mut self, node: Node<'s>) -> AdditionalProperties {
        let mut key = "additionalProperties";
        if node.peek(key).is_none() && self.evaluates_alone(node) {
            key = "unevaluatedProperties";
        }
        let Some(entry) = self.filled(node, key) else {
            return AdditionalProperties::Unspecified;
        };
        match entry.value.kind() {
            Kind::Boolean(true) => AdditionalProperties::Any,
            Kind::Boolean(false) => AdditionalProperties::Forbidden,
            Kind::Mapping if entry.value.is_empty() => AdditionalProperties::Any,
            Kind::Mapping => AdditionalProperties::Schema(self.schema(entry.value)),
            _ => {
                self.malformed(key, entry.value, "a schema, `true` or `false`", "it is left out");
                AdditionalProperties::Unspecified
            }
        }
    }
}
