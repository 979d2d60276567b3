//! From schemas to Rust types: which schema is what, and which need a definition of their own.
//!
//! Types that have a definition are announced first and filled later, from a queue: a chain of thousands of schemas
//! is then no deep recursion, and a type may hold one that is not filled yet, itself too.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    rc::Rc,
};

use specwright_diagnostics::{Diagnostic, Diagnostics, Rule};
use specwright_model::{
    AdditionalProperties, Array, IntegerFormat, NumberFormat, Object, Schema, SchemaId, SchemaKind, Schemas, Text,
    TextFormat, Union,
};

use crate::{
    Case, Docs, Names,
    checks::{self, Check},
    names::claim_declared,
    resolve::Resolver,
    rules,
    types::{Struct, TypeDefinition, TypeId, TypeKind, TypeRef, Types, UnionType, Usage},
};

/// How deep types without a definition (arrays of arrays, maps of maps, names of names) may be nested.
const DEEPEST: usize = 16;

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
    /// How deep types without a definition are nested in it.
    depth: usize,
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
    /// Types by what they are made of: equal inline ones are one type.
    shapes: HashMap<String, TypeId>,
    /// Types that are announced and not filled.
    unfilled: VecDeque<Unfilled>,
    /// The type that is being filled.
    owner: Option<TypeId>,
}

/// A type that is announced and not filled.
pub(crate) struct Unfilled {
    pub(crate) type_id: TypeId,
    pub(crate) type_name: String,
    pub(crate) schema: Rc<Schema>,
}

impl Typed {
    /// Any value.
    pub(crate) fn any() -> Self {
        Self::plain(TypeRef::Any)
    }

    /// A type of which nothing is checked.
    pub(crate) fn plain(ty: TypeRef) -> Self {
        Self {
            ty,
            checks: Vec::new(),
            depth: 0,
        }
    }

    /// A type with a definition of its own.
    fn named(type_id: TypeId) -> Self {
        Self {
            ty: TypeRef::Named(type_id),
            checks: vec![Check::Nested(type_id)],
            depth: 0,
        }
    }
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
            unfilled: VecDeque::new(),
            owner: None,
        }
    }

    /// Makes the types of all declared schemas, in the document's order: all are announced before the first is
    /// filled, so that neither their order nor the names of inline types hang on who refers to whom.
    pub(crate) fn build_declared(&mut self) {
        let declared: Vec<(SchemaId, String)> = self.resolver.declared();
        for (id, name) in &declared {
            self.announce_declared(*id, name);
        }
        let mut announced = std::mem::take(&mut self.unfilled);
        while let Some(unfilled) = announced.pop_front() {
            self.fill(unfilled);
            self.fill_all();
        }
        for (id, name) in &declared {
            self.typed(*id, name);
        }
    }

    fn announce_declared(&mut self, id: SchemaId, name: &str) {
        if self.resolver.target(id).is_some() {
            return;
        }
        let schema = self.resolver.resolve(id);
        let is_nominal = match &schema.kind {
            _ if schema.values.is_some() => true,
            SchemaKind::Object(object) => is_struct(object),
            SchemaKind::Union(union) => self.variants(union).0.len() > 1,
            _ => false,
        };
        if is_nominal {
            self.part(id, name);
        }
    }

    /// The type of a schema, complete. `hint` names it where it is inline and needs a name.
    pub(crate) fn typed(&mut self, id: SchemaId, hint: &str) -> Typed {
        let typed = self.part(id, hint);
        self.fill_all();
        typed
    }

    /// The type of a schema that is part of one which is being made. Definitions may still be empty.
    pub(crate) fn part(&mut self, id: SchemaId, hint: &str) -> Typed {
        if let Some(typed) = self.known.get(&id) {
            return typed.clone();
        }
        if self.in_progress.contains(&id) {
            return self.cut(
                id,
                &rules::RECURSIVE_ALIAS,
                "this schema holds itself with no object between",
            );
        }
        let too_deep = "this schema is nested too deeply with no object between";
        if self.in_progress.len() >= DEEPEST {
            return self.cut(id, &rules::NESTED_TOO_DEEPLY, too_deep);
        }
        self.in_progress.insert(id);
        let mut typed = self.make(id, hint);
        self.in_progress.remove(&id);
        if typed.depth >= DEEPEST {
            typed = self.cut(id, &rules::NESTED_TOO_DEEPLY, too_deep);
        }
        self.known.insert(id, typed.clone());
        typed
    }

    /// What stands for a schema whose type cannot be made where it is met.
    fn cut(&mut self, id: SchemaId, rule: &'static Rule, message: &str) -> Typed {
        let schema = self.resolver.written(id).clone();
        self.report(rule, &schema, message, "any value is accepted at the inner place");
        Typed::any()
    }

    fn fill_all(&mut self) {
        while let Some(unfilled) = self.unfilled.pop_front() {
            self.fill(unfilled);
        }
    }

    fn fill(&mut self, unfilled: Unfilled) {
        let type_id = unfilled.type_id;
        self.owner = Some(type_id);
        let kind = match &unfilled.schema.kind {
            SchemaKind::Object(object) => Some(TypeKind::Struct(self.structure(&unfilled, object))),
            SchemaKind::Union(union) => Some(TypeKind::Union(self.several(&unfilled, union))),
            _ => None,
        };
        self.owner = None;
        if let (Some(kind), Some(definition)) = (kind, self.types.get_mut(type_id)) {
            definition.kind = kind;
        }
    }

    fn make(&mut self, id: SchemaId, hint: &str) -> Typed {
        if let Some(target) = self.resolver.target(id) {
            let written = self.resolver.written(id).clone();
            let inner = self.part(target, hint);
            let nullable = written.nullable || matches!(inner.ty, TypeRef::Nullable(_));
            return Typed {
                ty: self.alias(id, &written, inner.ty).nullable(nullable),
                checks: inner.checks,
                depth: inner.depth + 1,
            };
        }
        let schema = self.resolver.resolve(id);
        let name = self.declared.get(&id).cloned();
        let mut typed = self.kind(id, &schema, name.as_deref(), hint);
        // The values of an enumeration fit what is said beside them, and are no strings or numbers any more.
        if !self.types.is_enumeration(&typed.ty) {
            let own = checks::own_checks(&schema, &mut self.diagnostics);
            typed.checks.splice(0..0, own);
        }
        // Null beside other values is part of the use, not of the type.
        typed.ty = typed.ty.nullable(schema.nullable);
        typed
    }

    /// The type of a resolved schema without its own null, with the checks of what is in it.
    fn kind(&mut self, id: SchemaId, schema: &Rc<Schema>, name: Option<&str>, hint: &str) -> Typed {
        if let Some(values) = &schema.values
            && let Some(ty) = self.enumeration(schema, values, name, hint)
        {
            return Typed::plain(ty);
        }
        let typed = match &schema.kind {
            SchemaKind::Object(object) if is_struct(object) => {
                return self.announced(id, schema, TypeKind::Struct(Struct::default()), name, hint);
            }
            SchemaKind::Union(union) => return self.union(id, schema, union, name, hint),
            SchemaKind::Any | SchemaKind::Never | SchemaKind::Null => return Typed::any(),
            SchemaKind::Object(object) => self.map(schema, object, hint),
            SchemaKind::Array(array) => self.array(schema, array, name.unwrap_or(hint)),
            SchemaKind::Boolean => Typed::plain(TypeRef::Boolean),
            SchemaKind::Integer(integer) => Typed::plain(TypeRef::Integer(integer_type(integer))),
            SchemaKind::Number(number) if number.format == NumberFormat::Float => Typed::plain(TypeRef::Float("f32")),
            SchemaKind::Number(_) => Typed::plain(TypeRef::Float("f64")),
            SchemaKind::String(text) => Typed::plain(text_type(text)),
        };
        Typed {
            ty: self.alias(id, schema, typed.ty),
            ..typed
        }
    }

    /// The union of those variants that are not null; null makes the use nullable, and one variant alone is that
    /// variant.
    fn union(&mut self, id: SchemaId, schema: &Rc<Schema>, union: &Union, name: Option<&str>, hint: &str) -> Typed {
        let (variants, nullable) = self.variants(union);
        let mut typed = match variants.as_slice() {
            [] => Typed::any(),
            [only] => {
                let only = self.part(*only, name.unwrap_or(hint));
                Typed {
                    depth: only.depth + 1,
                    ..only
                }
            }
            _ => {
                let empty = UnionType {
                    tag: None,
                    variants: Vec::new(),
                };
                self.announced(id, schema, TypeKind::Union(empty), name, hint)
            }
        };
        typed.ty = typed.ty.nullable(nullable);
        typed
    }

    /// The variants of a union without repeats and without null, and whether null is one.
    pub(crate) fn variants(&mut self, union: &Union) -> (Vec<SchemaId>, bool) {
        let mut seen = HashSet::new();
        let mut variants = Vec::new();
        let mut nullable = false;
        for variant in &union.variants {
            if self.resolver.resolve(*variant).kind == SchemaKind::Null {
                nullable = true;
            } else if seen.insert(*variant) {
                variants.push(*variant);
            }
        }
        (variants, nullable)
    }

    /// A type with a definition, which is filled later: an equal inline one that is there already, or a new one.
    fn announced(
        &mut self,
        id: SchemaId,
        schema: &Rc<Schema>,
        empty: TypeKind,
        name: Option<&str>,
        hint: &str,
    ) -> Typed {
        let shape = self.shape(id);
        if let Some(type_id) = self.shared(name, &shape) {
            return Typed::named(type_id);
        }
        let type_name = self.nominal_name(name, hint);
        let type_id = self.define(type_name.clone(), schema, empty);
        self.remember(shape, type_id);
        self.unfilled.push_back(Unfilled {
            type_id,
            type_name,
            schema: Rc::clone(schema),
        });
        Typed::named(type_id)
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
        let owner = if schema.name.is_some() { None } else { self.owner };
        let definition = TypeDefinition {
            name,
            declared_name: schema.name.clone(),
            docs,
            deprecated: schema.deprecated,
            kind,
            validated: false,
            usage: Usage::default(),
            origin: schema.origin,
        };
        self.types.add(definition, owner)
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

    /// Keeps what a type is made of. The first of several equal ones stands for the inline ones among them.
    pub(crate) fn remember(&mut self, shape: String, id: TypeId) {
        self.shapes.entry(shape).or_insert(id);
    }

    fn map(&mut self, schema: &Schema, object: &Object, hint: &str) -> Typed {
        let value = match (&object.additional, object.pattern_properties.as_slice()) {
            (AdditionalProperties::Schema(value), []) => Some(*value),
            (AdditionalProperties::Unspecified | AdditionalProperties::Forbidden, [only]) => {
                self.report_unchecked_names(schema, object);
                Some(only.schema)
            }
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
        let value = match value {
            Some(value) => self.part(value, &format!("{hint} value")),
            None => Typed::any(),
        };
        let mut checks = Vec::new();
        if object.min_properties.is_some() || object.max_properties.is_some() {
            checks.push(Check::PropertyCount(object.min_properties, object.max_properties));
        }
        if !value.checks.is_empty() {
            checks.push(Check::Values(value.checks));
        }
        Typed {
            ty: TypeRef::Map(Box::new(value.ty)),
            checks,
            depth: value.depth + 1,
        }
    }

    fn array(&mut self, schema: &Schema, array: &Array, hint: &str) -> Typed {
        if !array.prefix_items.is_empty() {
            self.report(
                &rules::TUPLE_AS_ARRAY,
                schema,
                "the items of this array differ by position",
                "each item is held as any value",
            );
        }
        let items = match array.items {
            Some(items) if array.prefix_items.is_empty() => self.part(items, &format!("{hint} item")),
            _ => Typed::any(),
        };
        let checks = if items.checks.is_empty() {
            Vec::new()
        } else {
            vec![Check::Items(items.checks)]
        };
        Typed {
            ty: TypeRef::Vec(Box::new(items.ty)),
            checks,
            depth: items.depth + 1,
        }
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
pub(crate) fn is_struct(object: &Object) -> bool {
    !object.properties.is_empty()
        || !object.required.is_empty()
        || (object.additional == AdditionalProperties::Forbidden && object.pattern_properties.is_empty())
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
