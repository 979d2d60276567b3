//! What a parameter holds.

use serde_json::Value;
use specwright_model::{
    Array, Example, Integer, IntegerFormat, NumberFormat, NumberKind, Schema, SchemaKind, Text, TextFormat,
};

use crate::block::{Block, Item, Line};
use crate::mson::signature::Signature;
use crate::mson::type_definition::TypeName;
use crate::rules;

use super::Lowering;
use super::parameter::example;

/// What the description of a parameter says, but for its name.
pub(super) struct ParameterType {
    pub(super) schema: Schema,
    /// Whether the document says what type it is.
    pub(super) is_typed: bool,
    pub(super) example: Option<Example>,
    pub(super) default: Option<Value>,
    pub(super) description: Option<String>,
}

/// What stands below a parameter.
#[derive(Default)]
struct Nested<'t> {
    default: Option<Line<'t>>,
    sample: Option<Line<'t>>,
    /// The values that it may have.
    members: Vec<Line<'t>>,
    /// Text below it.
    text: Vec<String>,
}

impl<'t> Lowering<'_, '_, 't, '_> {
    /// Reads what a parameter holds from its first line and the items below it.
    pub(super) fn parameter_type(&mut self, item: &Item<'t>, signature: &Signature<'t>) -> ParameterType {
        let nested = self.nested(item);
        let origin = self.written(item.signature.range());
        let base = signature.types.base.as_ref();
        let is_enumeration = base.is_some_and(|base| is(base, "enum")) || !nested.members.is_empty();
        let of_values = match base {
            Some(base) if is(base, "enum") => base.nested.first(),
            other => other,
        };
        let mut schema = self.base_schema(of_values);
        let default = nested.default.or(signature.value.filter(|_| signature.is_default));
        let sample = nested.sample.or(signature.value.filter(|_| !signature.is_default));
        let default = default.and_then(|text| self.typed(&schema, base, text));
        let sample = sample.and_then(|text| self.typed(&schema, base, text));
        if is_enumeration {
            let members = nested
                .members
                .iter()
                .filter_map(|member| self.typed(&schema, None, *member));
            let values: Vec<Value> = members.collect();
            schema.values = (!values.is_empty()).then_some(values);
            self.check_member(&schema, sample.as_ref(), item);
        }
        schema.default.clone_from(&default);
        schema.origin = origin;
        let mut text: Vec<String> = signature.description.iter().map(|it| it.text.to_owned()).collect();
        text.extend(nested.text);
        let description = (!text.is_empty()).then(|| text.join("\n\n"));
        self.say_other_default(item, description.as_deref(), sample.as_ref(), default.as_ref());
        ParameterType {
            schema,
            is_typed: base.is_some() || is_enumeration,
            example: sample.map(|value| example(value, origin)),
            default,
            description,
        }
    }

    fn nested(&mut self, item: &Item<'t>) -> Nested<'t> {
        let mut nested = Nested::default();
        for block in &item.blocks {
            let inner = match block {
                Block::Item(inner) => inner,
                Block::Prose(prose) => {
                    let lines: Vec<&str> = prose.lines.iter().map(|line| line.text).collect();
                    nested.text.push(lines.join("\n"));
                    continue;
                }
                Block::Code(code) => {
                    nested.text.push(code.text.clone());
                    continue;
                }
            };
            let (keyword, rest) = match inner.signature.text.split_once(':') {
                Some((keyword, _)) => (
                    keyword,
                    inner.signature.part(keyword.len() + 1..inner.signature.text.len()),
                ),
                None => (
                    inner.signature.text,
                    inner.signature.part(inner.signature.text.len()..usize::MAX),
                ),
            };
            let first = || {
                (!rest.text.is_empty())
                    .then_some(rest)
                    .or(inner.items().next().map(|it| it.signature))
            };
            match keyword.trim().to_ascii_lowercase().as_str() {
                "default" => nested.default = first().map(value),
                "sample" | "example" => nested.sample = first().map(value),
                "members" | "values" | "items" => nested.members.extend(inner.items().map(|it| value(it.signature))),
                // Members of an enumeration may stand right below it.
                _ => nested.members.push(value(inner.signature)),
            }
        }
        nested
    }

    /// The schema of a base type, by the names that parameters have for it.
    fn base_schema(&mut self, base: Option<&TypeName<'t>>) -> Schema {
        let Some(base) = base else {
            return Schema::of(SchemaKind::String(Text::default()));
        };
        if is(base, "array") {
            let items = self.base_schema(base.nested.first());
            let items = self.api.schemas.add(items);
            return Schema::of(SchemaKind::Array(Array {
                items: Some(items),
                ..Array::default()
            }));
        }
        if let Some(id) = self.types.schema_of(base.name.text) {
            let mut schema = self.api.schemas.get(id).clone();
            schema.name = None;
            return schema;
        }
        let (kind, is_known) = kind_of(base.name.text);
        if !is_known {
            let message = format!("`{}` is no type of API Blueprint", base.name.text);
            let finding = self.findings.at(&rules::ASSUMED_TYPE, base.name.range(), message);
            let read_as = match &kind {
                SchemaKind::String(Text {
                    format: TextFormat::Unspecified,
                    ..
                }) => "read as a string",
                SchemaKind::String(_) => "read as a string of that format",
                SchemaKind::Integer(_) => "read as a whole number",
                _ => "read as a number",
            };
            let finding = finding.label(read_as);
            let help = "write `string`, `number`, `boolean`, `array[…]`, `enum[…]`, or a named type";
            self.findings.assume(&base.name.text.to_lowercase(), finding.help(help));
        }
        Schema::of(kind)
    }

    /// A value of the text of a parameter; none, with a finding, where it is not of the type.
    fn typed(&mut self, schema: &Schema, base: Option<&TypeName<'_>>, text: Line<'t>) -> Option<Value> {
        let kind = match &schema.kind {
            SchemaKind::Array(array) => {
                if let Ok(values) = serde_json::from_str::<Vec<Value>>(text.text) {
                    return Some(Value::Array(values));
                }
                let items = array
                    .items
                    .map(|id| self.api.schemas.get(id).kind.clone())
                    .unwrap_or_default();
                let list = text.text.trim_matches(['[', ']']).split(',').map(str::trim);
                let values: Option<Vec<Value>> = list.map(|text| of_kind(&items, text)).collect();
                return values.map(Value::Array);
            }
            kind => kind,
        };
        let value = of_kind(kind, text.text);
        if value.is_none() {
            let name = base.map_or("this type", |base| base.name.text);
            let message = format!("`{}` is no value of `{name}`, and is left out", text.text);
            let finding = self.findings.at(&rules::PARAMETER_CONTRADICTION, text.range(), message);
            self.findings.push(finding.help("change the value or the type"));
        }
        value
    }

    fn check_member(&mut self, schema: &Schema, sample: Option<&Value>, item: &Item<'_>) {
        let (Some(values), Some(sample)) = (&schema.values, sample) else {
            return;
        };
        if !values.contains(sample) {
            let message = format!("the example {sample} is none of the values that are listed");
            let finding = self
                .findings
                .at(&rules::PARAMETER_CONTRADICTION, item.signature.range(), message);
            self.findings
                .push(finding.help("add it to the values, or show one of them"));
        }
    }

    /// Says of text that names a default which nothing else in the description does.
    fn say_other_default(
        &mut self,
        item: &Item<'_>,
        description: Option<&str>,
        sample: Option<&Value>,
        default: Option<&Value>,
    ) {
        let Some(named) = description.and_then(named_default) else {
            return;
        };
        let shown = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let Some(other) = default.or(sample).map(shown).filter(|other| other != named) else {
            return;
        };
        let role = if default.is_some() {
            "the default is"
        } else {
            "the example is"
        };
        let message = format!("the text says that the default is `{named}`, while {role} `{other}`");
        let finding = self
            .findings
            .at(&rules::PARAMETER_CONTRADICTION, item.signature.range(), message);
        let help = format!("write `+ Default: {named}` below it if that is the default; text alone sets none");
        self.findings.push(finding.help(help));
    }
}

fn is(base: &TypeName<'_>, name: &str) -> bool {
    base.name.text.eq_ignore_ascii_case(name)
}

/// A value without the marks of a code span.
fn value(line: Line<'_>) -> Line<'_> {
    let signature = Signature::element(line);
    signature.value.or(signature.name).unwrap_or(line)
}

/// The kind of a type by its name, and whether the name is one of MSON's.
fn kind_of(name: &str) -> (SchemaKind, bool) {
    let text = |format| {
        SchemaKind::String(Text {
            format,
            ..Text::default()
        })
    };
    let integer = |format| {
        SchemaKind::Integer(Integer {
            format,
            ..Integer::default()
        })
    };
    let kind = match name.to_ascii_lowercase().as_str() {
        "string" => return (text(TextFormat::Unspecified), true),
        "number" => return (SchemaKind::Number(NumberKind::default()), true),
        "boolean" => return (SchemaKind::Boolean, true),
        "bool" => SchemaKind::Boolean,
        "integer" | "int" => integer(IntegerFormat::Unspecified),
        "long" => integer(IntegerFormat::Int64),
        "float" | "double" | "decimal" => SchemaKind::Number(NumberKind {
            format: NumberFormat::Unspecified,
            ..NumberKind::default()
        }),
        "uuid" | "guid" => text(TextFormat::Uuid),
        "date" => text(TextFormat::Date),
        "datetime" | "date-time" | "timestamp" => text(TextFormat::Unspecified),
        "uri" | "url" => text(TextFormat::Uri),
        "email" => text(TextFormat::Email),
        _ => text(TextFormat::Unspecified),
    };
    (kind, false)
}

fn of_kind(kind: &SchemaKind, text: &str) -> Option<Value> {
    match kind {
        SchemaKind::Boolean => match text.to_ascii_lowercase().as_str() {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            _ => None,
        },
        SchemaKind::Integer(_) => text.parse::<i64>().ok().map(Value::from),
        SchemaKind::Number(_) => serde_json::from_str::<serde_json::Number>(text).ok().map(Value::Number),
        _ => Some(Value::String(text.to_owned())),
    }
}

/// The default that a text names: `(default: true)`.
fn named_default(text: &str) -> Option<&str> {
    let at = text.to_ascii_lowercase().find("default:")?;
    let behind = text.get(at + "default:".len()..)?.trim_start();
    let end = behind.find([')', ',', ';', ' ', '\n']).unwrap_or(behind.len());
    let named = behind.get(..end)?.trim_matches(['`', '"', '.', '\'']);
    (!named.is_empty()).then_some(named)
}
