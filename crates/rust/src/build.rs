//! From schemas to Rust types: names, nominal types and their parts.

use std::collections::{HashMap, HashSet};

use specwright_diagnostics::{Diagnostic, Diagnostics, Rule};
use specwright_model::{
    AdditionalProperties, Array, IntegerFormat, NumberFormat, Object, Schema, SchemaId, SchemaKind, Schemas, Text,
    TextFormat,
};

use crate::{
    Case, Docs, Names,
    checks::{self, Check},
    names::claim_declared,
    resolve::Resolver,
    rules,
    types::{Field, Presence, Struct, TypeDefinition, TypeId, TypeKind, TypeRef, Types, Usage},
};

/// Names that generated code uses unqualified: the prelude of the 2024 edition and what templates import.
const RESERVED_TYPES: [&str; 34] = [
    "Self",
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "String",
    "Vec",
    "Box",
    "Send",
    "Sync",
    "Sized",
    "Copy",
    "Drop",
    "Fn",
    "FnMut",
    "FnOnce",
    "Clone",
    "Debug",
    "Default",
    "PartialEq",
    "Eq",
    "Ord",
    "PartialOrd",
    "Iterator",
    "From",
    "Into",
    "ToString",
    "Encode",
    "Decode",
    "Validate",
    "Future",
    "Display",
];

/// What a schema is in Rust, where it is used.
#[derive(Clone, Debug)]
pub(crate) struct Typed {
    /// Its type, null included.
    pub(crate) ty: TypeRef,
    /// What is checked of it.
    pub(crate) checks: Vec<Check>,
}

/// Makes types of schemas, each once.
pub(crate) struct TypeBuilder {
    pub(crate) resolver: Resolver,
    pub(crate) types: Types,
    pub(crate) names: Names,
    pub(crate) diagnostics: Diagnostics,
    known: HashMap<SchemaId, Typed>,
    in_progress: HashSet<SchemaId>,
    declared: HashMap<SchemaId, String>,
    /// Inline types by what they are made of: equal ones are one type.
    shapes: HashMap<String, TypeId>,
}

impl TypeBuilder {
    /// A builder over the schemas of an API. Declared schemas take their names at once, in the document's order, so
    /// that no inline schema can take one of them.
    pub(crate) fn new(schemas: &Schemas) -> Self {
        let mut names = Names::new(&RESERVED_TYPES);
        let mut declared = HashMap::new();
        for (id, schema) in schemas.iter() {
            if let Some(name) = &schema.name {
                declared.insert(id, claim_declared(&mut names, name));
            }
        }
        Self {
            resolver: Resolver::new(schemas),
            types: Types::default(),
            names,
            diagnostics: Diagnostics::new(),
            known: HashMap::new(),
            in_progress: HashSet::new(),
            declared,
            shapes: HashMap::new(),
        }
    }

    /// The type of a schema. `hint` names it where it is inline and needs a name.
    pub(crate) fn typed(&mut self, id: SchemaId, hint: &str) -> Typed {
        if let Some(typed) = self.known.get(&id) {
            return typed.clone();
        }
        if !self.in_progress.insert(id) {
            let schema = self.resolver.written(id).clone();
            self.report(
                &rules::RECURSIVE_ALIAS,
                &schema,
                "this schema holds itself with no object between",
                "any value is accepted at the inner place",
            );
            return Typed {
                ty: TypeRef::Any,
                checks: Vec::new(),
            };
        }
        let typed = self.make(id, hint);
        self.in_progress.remove(&id);
        self.known.insert(id, typed.clone());
        typed
    }

    fn make(&mut self, id: SchemaId, hint: &str) -> Typed {
        let written = self.resolver.written(id).clone();
        if let Some(target) = self.resolver.target(id) {
            let inner = self.typed(target, hint);
            let nullable = written.nullable || matches!(inner.ty, TypeRef::Nullable(_));
            let ty = self.alias(id, &written, inner.ty);
            return Typed {
                ty: ty.nullable(nullable),
                checks: inner.checks,
            };
        }
        let schema = self.resolver.resolve(id);
        let name = self.declared.get(&id).cloned();
        let mut checks = checks::own_checks(&schema, &mut self.diagnostics);
        let (ty, inner) = self.kind(id, &schema, name.as_deref(), hint);
        checks.extend(inner);
        // Null beside other values is part of the use, not of the type.
        Typed {
            ty: ty.nullable(schema.nullable),
            checks,
        }
    }

    /// The type of a resolved schema without null, with the checks of what is in it.
    fn kind(&mut self, id: SchemaId, schema: &Schema, name: Option<&str>, hint: &str) -> (TypeRef, Vec<Check>) {
        if let Some(values) = &schema.values
            && let Some(ty) = self.enumeration(id, schema, values, name, hint)
        {
            return (ty, Vec::new());
        }
        match &schema.kind {
            SchemaKind::Object(object) if is_struct(object) => {
                let type_id = self.structure(id, schema, object, name, hint);
                (TypeRef::Named(type_id), vec![Check::Nested(type_id)])
            }
            SchemaKind::Union(union) => self.union(id, schema, union, name, hint),
            SchemaKind::Object(object) => {
                let (ty, checks) = self.map(schema, object, hint);
                (self.alias(id, schema, ty), checks)
            }
            SchemaKind::Array(array) => {
                let (ty, checks) = self.array(schema, array, name.unwrap_or(hint));
                (self.alias(id, schema, ty), checks)
            }
            SchemaKind::Any | SchemaKind::Never | SchemaKind::Null => (TypeRef::Any, Vec::new()),
            SchemaKind::Boolean => (self.alias(id, schema, TypeRef::Boolean), Vec::new()),
            SchemaKind::Integer(integer) => {
                let ty = TypeRef::Integer(integer_type(integer));
                (self.alias(id, schema, ty), Vec::new())
            }
            SchemaKind::Number(number) => {
                let ty = TypeRef::Float(if number.format == NumberFormat::Float {
                    "f32"
                } else {
                    "f64"
                });
                (self.alias(id, schema, ty), Vec::new())
            }
            SchemaKind::String(text) => (self.alias(id, schema, text_type(text)), Vec::new()),
        }
    }

    /// A type alias for a declared schema that needs no type of its own; the type itself for an inline one.
    fn alias(&mut self, id: SchemaId, schema: &Schema, ty: TypeRef) -> TypeRef {
        let Some(name) = self.declared.get(&id).cloned() else {
            return ty;
        };
        let target = match ty {
            TypeRef::Nullable(inner) => *inner,
            other => other,
        };
        let type_id = self.define(name, schema, TypeKind::Alias(target));
        TypeRef::Named(type_id)
    }

    /// Adds a definition with the schema's documentation.
    pub(crate) fn define(&mut self, name: String, schema: &Schema, kind: TypeKind) -> TypeId {
        let docs = docs(schema);
        self.types.add(TypeDefinition {
            name,
            declared_name: schema.name.clone(),
            docs,
            deprecated: schema.deprecated,
            kind,
            validated: false,
            usage: Usage::default(),
            origin: schema.origin,
        })
    }

    /// The name of a new nominal type: the declared one, or one made of where an inline schema stands.
    pub(crate) fn nominal_name(&mut self, name: Option<&str>, hint: &str) -> String {
        match name {
            Some(name) => name.to_owned(),
            None => self.names.claim(&[hint], Case::UpperCamel),
        }
    }

    /// An inline type that is equal to an earlier one is that one.
    pub(crate) fn shared(&self, name: Option<&str>, shape: &str) -> Option<TypeId> {
        match name {
            Some(_) => None,
            None => self.shapes.get(shape).copied(),
        }
    }

    pub(crate) fn remember(&mut self, name: Option<&str>, shape: String, id: TypeId) {
        // A declared type is shared with equal inline ones too, if it was met first.
        if name.is_none() || !self.shapes.contains_key(&shape) {
            self.shapes.insert(shape, id);
        }
    }

    /// Makes `id` known before its parts are looked at, so that they may refer to it.
    pub(crate) fn announce(&mut self, id: SchemaId, type_id: TypeId, nullable: bool) {
        let typed = Typed {
            ty: TypeRef::Named(type_id).nullable(nullable),
            checks: vec![Check::Nested(type_id)],
        };
        self.known.insert(id, typed);
    }

    fn structure(&mut self, id: SchemaId, schema: &Schema, object: &Object, name: Option<&str>, hint: &str) -> TypeId {
        let shape = struct_shape(schema, object);
        if let Some(type_id) = self.shared(name, &shape) {
            return type_id;
        }
        let type_name = self.nominal_name(name, hint);
        let type_id = self.define(type_name.clone(), schema, TypeKind::Struct(Struct::default()));
        self.remember(name, shape, type_id);
        self.announce(id, type_id, schema.nullable);
        let mut field_names = Names::default();
        let mut structure = Struct {
            deny_additional: object.additional == AdditionalProperties::Forbidden,
            property_count: (object.min_properties, object.max_properties),
            ..Struct::default()
        };
        for property in &object.properties {
            let required = object.required.contains(&property.name);
            let part = format!("{type_name} {}", property.name);
            let field = self.field(&property.name, property.schema, required, &part, &mut field_names);
            structure.fields.push(field);
        }
        for name in &object.required {
            if !object.properties.iter().any(|property| property.name == *name) {
                structure.fields.push(undescribed_field(name, &mut field_names));
            }
        }
        structure.additional = self.additional(schema, object, &type_name).map(|ty| {
            let field = field_names.claim(&["additional_properties"], Case::Snake);
            (field, ty)
        });
        if let Some(definition) = self.types.get_mut(type_id) {
            definition.kind = TypeKind::Struct(structure);
        }
        type_id
    }

    fn field(&mut self, property: &str, schema: SchemaId, required: bool, hint: &str, names: &mut Names) -> Field {
        let typed = self.typed(schema, hint);
        let resolved = self.resolver.resolve(schema);
        let written = self.resolver.written(schema);
        let described = if written.description.is_some() || written.title.is_some() || written.name.is_none() {
            docs(&resolved)
        } else {
            Docs::new()
        };
        Field {
            name: names.claim(&[property], Case::Snake),
            wire_name: property.to_owned(),
            docs: described,
            deprecated: resolved.deprecated,
            ty: typed.ty,
            presence: if required {
                Presence::Required
            } else {
                Presence::Optional
            },
            read_only: resolved.read_only,
            write_only: resolved.write_only,
            checks: typed.checks,
        }
    }

    /// What further properties of a struct hold, where the document says that there may be some.
    fn additional(&mut self, schema: &Schema, object: &Object, type_name: &str) -> Option<TypeRef> {
        let hint = format!("{type_name} value");
        let mut described: Vec<SchemaId> = object.pattern_properties.iter().map(|pattern| pattern.schema).collect();
        if let AdditionalProperties::Schema(other) = object.additional {
            described.push(other);
        }
        match described.as_slice() {
            [] => (object.additional == AdditionalProperties::Any).then_some(TypeRef::Any),
            [only] => Some(self.typed(*only, &hint).ty),
            _ => {
                self.report(
                    &rules::PATTERN_PROPERTIES,
                    schema,
                    "properties are told apart by expressions over their names",
                    "properties beyond those described by name are held as any value",
                );
                Some(TypeRef::Any)
            }
        }
    }

    fn map(&mut self, schema: &Schema, object: &Object, hint: &str) -> (TypeRef, Vec<Check>) {
        let mut checks = Vec::new();
        if object.min_properties.is_some() || object.max_properties.is_some() {
            checks.push(Check::PropertyCount(object.min_properties, object.max_properties));
        }
        let value = match (&object.additional, object.pattern_properties.as_slice()) {
            (AdditionalProperties::Schema(value), []) => Some(*value),
            (AdditionalProperties::Unspecified | AdditionalProperties::Forbidden, [only]) => Some(only.schema),
            (_, []) => None,
            _ => {
                self.report(
                    &rules::PATTERN_PROPERTIES,
                    schema,
                    "properties are told apart by expressions over their names",
                    "all of them are held as any value",
                );
                None
            }
        };
        let Some(value) = value else {
            return (TypeRef::Map(Box::new(TypeRef::Any)), checks);
        };
        let typed = self.typed(value, &format!("{hint} value"));
        if !typed.checks.is_empty() {
            checks.push(Check::Values(typed.checks));
        }
        (TypeRef::Map(Box::new(typed.ty)), checks)
    }

    fn array(&mut self, schema: &Schema, array: &Array, hint: &str) -> (TypeRef, Vec<Check>) {
        if !array.prefix_items.is_empty() {
            self.report(
                &rules::TUPLE_AS_ARRAY,
                schema,
                "the items of this array differ by position",
                "each item is held as any value",
            );
            return (TypeRef::Vec(Box::new(TypeRef::Any)), Vec::new());
        }
        let Some(items) = array.items else {
            return (TypeRef::Vec(Box::new(TypeRef::Any)), Vec::new());
        };
        let typed = self.typed(items, &format!("{hint} item"));
        let checks = if typed.checks.is_empty() {
            Vec::new()
        } else {
            vec![Check::Items(typed.checks)]
        };
        (TypeRef::Vec(Box::new(typed.ty)), checks)
    }

    pub(crate) fn report(&mut self, rule: &'static Rule, schema: &Schema, message: impl Into<String>, help: &str) {
        let diagnostic = match schema.origin.location {
            Some(location) => Diagnostic::new(rule, location, message),
            None => Diagnostic::without_place(rule, message),
        };
        self.diagnostics.push(diagnostic.help(help));
    }
}

/// Whether an object is a struct: some property is described, or must be there, or none may be.
fn is_struct(object: &Object) -> bool {
    !object.properties.is_empty()
        || !object.required.is_empty()
        || (object.additional == AdditionalProperties::Forbidden && object.pattern_properties.is_empty())
}

/// What an inline struct is made of: equal for structs that are the same type.
fn struct_shape(schema: &Schema, object: &Object) -> String {
    format!("struct {object:?} {:?} {:?}", schema.description, schema.title)
}

/// A field for a property that must be there and is described nowhere.
fn undescribed_field(name: &str, names: &mut Names) -> Field {
    Field {
        name: names.claim(&[name], Case::Snake),
        wire_name: name.to_owned(),
        docs: Docs::line("Must be there; the description does not say what it holds."),
        deprecated: false,
        ty: TypeRef::Any,
        presence: Presence::Required,
        read_only: false,
        write_only: false,
        checks: Vec::new(),
    }
}

/// The documentation of a schema: its title and description.
pub(crate) fn docs(schema: &Schema) -> Docs {
    let mut docs = Docs::new();
    if let Some(title) = schema.title.as_deref()
        && schema
            .description
            .as_deref()
            .is_none_or(|description| !description.starts_with(title))
    {
        docs.paragraph(title);
    }
    if let Some(description) = &schema.description {
        docs.paragraph(description);
    }
    docs
}

fn integer_type(integer: &specwright_model::Integer) -> &'static str {
    match integer.format {
        IntegerFormat::Int8 => "i8",
        IntegerFormat::Int16 => "i16",
        IntegerFormat::Int32 => "i32",
        IntegerFormat::Int64 => "i64",
        IntegerFormat::Uint8 => "u8",
        IntegerFormat::Uint16 => "u16",
        IntegerFormat::Uint32 => "u32",
        IntegerFormat::Uint64 => "u64",
        IntegerFormat::Unspecified => {
            let wide = |number: specwright_model::Number| number.as_float() > 9.3e18;
            let positive = |number: specwright_model::Number| number.as_float() >= 0.0;
            match (integer.range.minimum, integer.range.maximum) {
                (Some(minimum), Some(maximum)) if positive(minimum) && wide(maximum) => "u64",
                _ => "i64",
            }
        }
    }
}

/// The type of a string by its format.
pub(crate) fn text_type(text: &Text) -> TypeRef {
    match &text.format {
        TextFormat::DateTime => TypeRef::Format("Timestamp"),
        TextFormat::Date => TypeRef::Format("Date"),
        TextFormat::Uuid => TypeRef::Format("Uuid"),
        TextFormat::Byte => TypeRef::Format("Bytes"),
        TextFormat::Ipv4 => TypeRef::Address("Ipv4Addr"),
        TextFormat::Ipv6 => TypeRef::Address("Ipv6Addr"),
        _ => TypeRef::String,
    }
}
