//! The types that a schema allows.

use specwright_diagnostics::Diagnostic;
use specwright_model::{Schema, SchemaKind, Union};
use specwright_source::{Kind, Node};

use crate::reader::Reader;
use crate::rules;
use crate::version::Version;

/// A type of JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// The types that a schema names or implies.
#[derive(Debug, Default)]
pub(crate) struct Types {
    /// Without null.
    pub(crate) list: Vec<Type>,
    /// Whether null is among them or `nullable` is set.
    pub(crate) nullable: bool,
    /// Whether null is the only one.
    pub(crate) is_null: bool,
    /// Whether one of them is not known, so that any value is accepted.
    has_unknown: bool,
    /// Whether the schema names them itself.
    pub(crate) is_written: bool,
}

/// The names of the types, null included.
pub(crate) const TYPES: [&str; 7] = ["null", "boolean", "integer", "number", "string", "array", "object"];

/// What keywords imply where a schema names no type, the first that fits.
const IMPLIED: [(Type, &[&str]); 4] = [
    (
        Type::Object,
        &[
            "properties",
            "required",
            "additionalProperties",
            "patternProperties",
            "minProperties",
            "maxProperties",
        ],
    ),
    (
        Type::Array,
        &["items", "prefixItems", "minItems", "maxItems", "uniqueItems"],
    ),
    (
        Type::String,
        &[
            "minLength",
            "maxLength",
            "pattern",
            "contentMediaType",
            "contentEncoding",
        ],
    ),
    (
        Type::Number,
        &[
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ],
    ),
];

impl<'s> Reader<'s> {
    pub(crate) fn types(&mut self, node: Node<'s>) -> Types {
        let mut types = Types {
            nullable: self.nullable(node),
            ..Types::default()
        };
        if self.is_unquoted_null(node) {
            types.is_written = true;
            types.is_null = true;
            return types;
        }
        let Some(entry) = self.filled(node, "type") else {
            types.list.extend(implied(node));
            if types.list.is_empty()
                && let Some(meant) = unevaluated(node)
                && self.evaluates_alone(node)
            {
                types.list.push(meant);
            }
            return types;
        };
        types.is_written = true;
        let mut has_null = false;
        match entry.value.kind() {
            Kind::String(name) => self.add_type(name, entry.value, &mut types, &mut has_null),
            Kind::Sequence => {
                if self.version == Version::V3_0 {
                    self.newer(node, "type", "a list of types");
                }
                for item in entry.value.items() {
                    match item.kind() {
                        Kind::String(name) => self.add_type(name, item, &mut types, &mut has_null),
                        // YAML: `[string, null]` without quotes.
                        Kind::Null => has_null = true,
                        Kind::Mapping if self.reads_all_drafts => {
                            self.unsupported_variant(item);
                            types.has_unknown = true;
                        }
                        _ => self.wrong_type("type", item, "the name of a type"),
                    }
                }
            }
            _ => self.wrong_type("type", entry.value, "the name of a type, or a sequence of names"),
        }
        types.nullable |= has_null;
        types.is_null = has_null && types.list.is_empty() && !types.has_unknown;
        if types.has_unknown {
            types.list.clear();
        }
        types
    }

    /// Whether the type is `null` without quotes, which is a value in YAML and no name.
    fn is_unquoted_null(&mut self, node: Node<'s>) -> bool {
        let Some(value) = node.peek("type").filter(|value| value.is_null()) else {
            return false;
        };
        let span = value.location().span;
        if value.tree().text().get(span.range()) != Some("null") {
            return false;
        }
        let message = "`type` must be text, and null is none; it is read as the type of that name";
        let diagnostic = Diagnostic::new(&rules::UNQUOTED_TEXT, value.location(), message);
        self.findings.push_about("type", diagnostic.help("write `'null'`"));
        node.ignore("type");
        true
    }

    fn add_type(&mut self, name: &str, node: Node<'s>, types: &mut Types, has_null: &mut bool) {
        let new = match name {
            "null" => {
                *has_null = true;
                return;
            }
            "boolean" => Type::Boolean,
            "integer" => Type::Integer,
            "number" => Type::Number,
            "string" => Type::String,
            "array" => Type::Array,
            "object" => Type::Object,
            _ => match self.unknown_type(name, node) {
                Some(meant) => meant,
                None => {
                    types.has_unknown = true;
                    return;
                }
            },
        };
        if !types.list.contains(&new) {
            types.list.push(new);
        }
    }

    /// Reports a name that is no type; the type that is meant, where that is beyond doubt.
    fn unknown_type(&mut self, name: &str, node: Node<'s>) -> Option<Type> {
        if self.reads_all_drafts && name == "any" {
            // Draft 3, section 5.1.
            return None;
        }
        let meant = match name.to_ascii_lowercase().as_str() {
            "boolean" | "bool" => Some((Type::Boolean, "boolean")),
            "integer" | "int" | "long" => Some((Type::Integer, "integer")),
            "number" | "float" | "double" => Some((Type::Number, "number")),
            "string" => Some((Type::String, "string")),
            "array" => Some((Type::Array, "array")),
            "object" => Some((Type::Object, "object")),
            _ => None,
        };
        if let Some((meant, written)) = meant {
            let message = format!("`{name}` is no type of a schema; it is read as `{written}`");
            let diagnostic = Diagnostic::new(&rules::INVALID_VALUE, node.location(), message);
            self.findings
                .push_about(name, diagnostic.help(format!("write `type: {written}`")));
            return Some(meant);
        }
        let help = match (name, self.nearest(name, TYPES)) {
            ("file", _) => "write `type: string` and `format: binary`".to_owned(),
            ("any", _) => "leave the type out for any value".to_owned(),
            ("date" | "datetime" | "uuid" | "text", _) => "write `type: string` with a `format`".to_owned(),
            (_, Some(known)) => format!("did you mean `{known}`?"),
            _ => format!("write one of {}", TYPES.map(|name| format!("`{name}`")).join(", ")),
        };
        let message = format!("`{name}` is no type of a schema; any value is accepted");
        let diagnostic = Diagnostic::new(&rules::INVALID_VALUE, node.location(), message);
        self.findings.push_about(name, diagnostic.help(help));
        None
    }

    fn nullable(&mut self, node: Node<'s>) -> bool {
        let nullable = self.flag(node, "nullable").unwrap_or(false);
        if self.version != Version::V3_0
            && let Some(entry) = node.entry("nullable")
        {
            let message = "`nullable` is no keyword from OpenAPI 3.1 on; it is read as it was meant";
            let help = match node.peek("type").and_then(Node::as_str) {
                Some(name) if nullable => format!("write `type: [{name}, 'null']`"),
                _ if nullable => "add `'null'` to the types, or a variant `type: 'null'`".to_owned(),
                _ => "remove it".to_owned(),
            };
            let diagnostic = Diagnostic::new(&rules::NULLABLE_IN_3_1, entry.key_location, message).help(help);
            self.report(diagnostic);
        }
        nullable
    }

    /// Reports what OpenAPI 3.0 does not know and is read all the same.
    pub(crate) fn newer(&mut self, node: Node<'s>, key: &str, what: &str) {
        self.newer_than(Version::V3_1, node, key, what);
    }

    /// Reports what only versions from one on know and is read all the same.
    pub(crate) fn newer_than(&mut self, first: Version, node: Node<'s>, key: &str, what: &str) {
        if self.version >= first {
            return;
        }
        let Some(entry) = node.entry(key) else { return };
        let (own, first_name) = (self.version.name(), first.name());
        let message = format!("{what} is not known to OpenAPI {own}; it is read as OpenAPI {first_name} has it");
        let diagnostic = Diagnostic::new(&rules::NEWER_KEYWORD, entry.key_location, message);
        let help = format!("declare `openapi: {}`", first.full());
        self.findings.push_about(key, diagnostic.help(help));
    }

    /// The kind of a schema by its types.
    pub(crate) fn read_kind(&mut self, node: Node<'s>, types: &Types, schema: &mut Schema) {
        if schema.kind == SchemaKind::Null {
            return;
        }
        let mut list = types.list.clone();
        if list.contains(&Type::Number) {
            list.retain(|it| *it != Type::Integer);
        }
        if !types.is_written && list.is_empty() {
            list.extend(type_of_values(schema));
        }
        schema.kind = match list.as_slice() {
            [] if types.is_null => SchemaKind::Null,
            [] => self.kind_of_format(node),
            [only] => self.kind(*only, node),
            several => self.union_of_types(several, node),
        };
        if schema.kind == SchemaKind::Null {
            schema.nullable = false;
        }
    }

    fn union_of_types(&mut self, types: &[Type], node: Node<'s>) -> SchemaKind {
        let variants = types.iter().map(|it| {
            let kind = self.kind(*it, node);
            let origin = specwright_model::Origin::written(crate::reader::place(node));
            self.api.schemas.add(Schema {
                origin,
                ..Schema::of(kind)
            })
        });
        SchemaKind::Union(Union {
            variants: variants.collect(),
            ..Union::default()
        })
    }
}

fn implied(node: Node<'_>) -> Option<Type> {
    let implies = |key: &&str| {
        node.peek(key)
            .is_some_and(|value| !matches!((*key, value.kind()), ("required", Kind::Boolean(_))))
    };
    let has = |keys: &[&str]| keys.iter().any(implies);
    IMPLIED.iter().find(|(_, keys)| has(keys)).map(|(it, _)| *it)
}

/// The type that a schema means which says what its parts leave unevaluated.
fn unevaluated(node: Node<'_>) -> Option<Type> {
    let keys = [
        ("unevaluatedProperties", Type::Object),
        ("unevaluatedItems", Type::Array),
    ];
    let says = |key: &str| node.peek(key).is_some_and(|value| value.kind() != Kind::Boolean(true));
    keys.into_iter().find(|(key, _)| says(key)).map(|(_, kind)| kind)
}

/// The type of all values of an enumeration, if they have one.
fn type_of_values(schema: &Schema) -> Option<Type> {
    use serde_json::Value;
    let values = schema.values.as_ref().filter(|values| !values.is_empty())?;
    let all = |fits: fn(&Value) -> bool| values.iter().all(fits);
    if all(Value::is_string) {
        Some(Type::String)
    } else if all(Value::is_boolean) {
        Some(Type::Boolean)
    } else if all(|value| value.is_i64() || value.is_u64()) {
        Some(Type::Integer)
    } else if all(Value::is_number) {
        Some(Type::Number)
    } else {
        None
    }
}
