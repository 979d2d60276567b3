//! From schemas to Rust types: which schema is what, and which need a definition of their own.
//!
//! Types that have a definition are announced first and filled later, from a queue: a chain of thousands of schemas
//! is then no deep recursion, and a type may hold one that is not filled yet, itself too.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    rc::Rc,
};

use specwright_diagnostics::{Diagnostic, Diagnostics, Rule};
use specwright_model::{AdditionalProperties, Api, NumberFormat, Object, Schema, SchemaId, SchemaKind, Union};

use crate::{
    Case, Docs, Names,
    checks::{self, Check},
    declared,
    options::{DateTimes, PlanOptions, TypePath},
    places::Place,
    replacements::replacements,
    resolve::Resolver,
    rules,
    scalars::{integer_type, text_type},
    subjects::Subjects,
    types::{Struct, TypeDefinition, TypeId, TypeKind, TypeRef, Types, UnionType, Usage},
    views::{View, Views},
};

/// How deep types without a definition (arrays of arrays, maps of maps, names of names) may be nested.
const DEEPEST: usize = 16;

/// What a schema is in Rust, where it is used.
#[derive(Clone, Debug)]
pub(crate) struct Typed {
    /// Its type, null included.
    pub(crate) ty: TypeRef,
    /// What is checked of it.
    pub(crate) checks: Vec<Check>,
    /// How deep types without a definition are nested in it.
    pub(crate) depth: usize,
}

/// Makes types of schemas, each once.
pub(crate) struct TypeBuilder {
    pub(crate) resolver: Resolver,
    pub(crate) types: Types,
    pub(crate) names: Names,
    pub(crate) diagnostics: Diagnostics,
    known: HashMap<(SchemaId, View), Typed>,
    in_progress: HashSet<SchemaId>,
    declared: HashMap<(SchemaId, View), String>,
    /// Types of the user's, by the schemas for which they stand.
    replaced: HashMap<SchemaId, TypePath>,
    date_times: DateTimes,
    pub(crate) views: Views,
    /// The names of inline bodies by what operations are about.
    pub(crate) subjects: Subjects,
    /// The view of the type that is being made.
    pub(crate) view: View,
    /// Types by what they are made of: equal inline ones are one type.
    shapes: HashMap<String, TypeId>,
    /// The names of places whose type has another name, in the order in which they were met.
    pub(crate) places: Vec<Place>,
    /// The same by name and type.
    pub(crate) place_of: HashMap<(String, TypeId), TypeId>,
    /// Types that are announced and not filled.
    unfilled: VecDeque<Unfilled>,
    /// The type that is being filled.
    pub(crate) owner: Option<TypeId>,
    /// The declared schema or the operation whose types are being made.
    pub(crate) scope: Rc<str>,
    /// The scope of every type.
    pub(crate) scopes: Vec<Rc<str>>,
}

/// A type that is announced and not filled.
pub(crate) struct Unfilled {
    pub(crate) type_id: TypeId,
    pub(crate) type_name: String,
    pub(crate) schema: Rc<Schema>,
    view: View,
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
    pub(crate) fn new(api: &Api, options: &PlanOptions) -> Self {
        let mut resolver = Resolver::new(&api.schemas);
        let views = Views::new(api, &mut resolver);
        let mut names = declared::reserved_names();
        let declared = declared::declared_names(&resolver, &views, &mut names);
        let mut diagnostics = Diagnostics::new();
        let replaced = replacements(&resolver, options, &mut diagnostics);
        Self {
            resolver,
            types: Types::default(),
            names,
            diagnostics,
            known: HashMap::new(),
            in_progress: HashSet::new(),
            declared,
            replaced,
            date_times: options.date_times,
            views,
            subjects: Subjects::default(),
            view: View::Whole,
            shapes: HashMap::new(),
            places: Vec::new(),
            place_of: HashMap::new(),
            unfilled: VecDeque::new(),
            owner: None,
            scope: Rc::default(),
            scopes: Vec::new(),
        }
    }

    /// Makes the types of all declared schemas, in the document's order: all are announced before the first is
    /// filled, so that neither their order nor the names of inline types hang on who refers to whom.
    pub(crate) fn build_declared(&mut self) {
        let declared = self.resolver.declared();
        let mut views = Vec::new();
        for (id, name) in &declared {
            for view in self.views.all(*id) {
                views.push((*id, name, view));
                self.view = view;
                self.scope = name.as_str().into();
                self.announce_declared(*id, name);
            }
        }
        let mut announced = std::mem::take(&mut self.unfilled);
        while let Some(unfilled) = announced.pop_front() {
            self.fill(unfilled);
            self.fill_all();
        }
        for (id, name, view) in views {
            self.scope = name.as_str().into();
            self.typed(id, name, view);
        }
    }

    fn announce_declared(&mut self, id: SchemaId, name: &str) {
        if self.resolver.target(id).is_some() {
            return;
        }
        let schema = self.resolver.resolve_use(id);
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
    pub(crate) fn typed(&mut self, id: SchemaId, hint: &str, view: View) -> Typed {
        self.view = view;
        let typed = self.part(id, hint);
        let scope = self.scope.clone();
        self.fill_all();
        self.scope = scope;
        typed
    }

    /// The type of a schema that is part of one which is being made. Definitions may still be empty.
    pub(crate) fn part(&mut self, id: SchemaId, hint: &str) -> Typed {
        if let Some(path) = self.replaced.get(&id) {
            let ty = TypeRef::Replaced(path.clone());
            return Typed::plain(ty.nullable(self.resolver.resolve_use(id).nullable));
        }
        let view = self.views.of(id, self.view);
        if let Some(typed) = self.known.get(&(id, view)) {
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
        let outer = std::mem::replace(&mut self.view, view);
        let mut typed = self.make(id, hint);
        self.view = outer;
        self.in_progress.remove(&id);
        if typed.depth >= DEEPEST {
            typed = self.cut(id, &rules::NESTED_TOO_DEEPLY, too_deep);
        }
        self.known.insert((id, view), typed.clone());
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
        self.view = unfilled.view;
        self.scope = self.scopes.get(type_id.0).cloned().unwrap_or_default();
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
        let schema = self.resolver.resolve_use(id);
        let name = self.declared.get(&(id, self.view)).cloned();
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
            SchemaKind::String(text) => Typed::plain(self.date_times.of(text_type(text))),
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
        let hint = self.subjects.of_schema(id).unwrap_or(hint).to_owned();
        if let Some(type_id) = self.shared(name, &shape) {
            return Typed {
                ty: self.place(&hint, type_id, schema),
                ..Typed::named(type_id)
            };
        }
        let subject = self.subjects.of_shape(&shape).map(str::to_owned);
        let type_name = self.nominal_name(name, subject.as_deref().unwrap_or(&hint));
        let type_id = self.define(type_name.clone(), schema, empty);
        self.remember(shape, type_id);
        self.unfilled.push_back(Unfilled {
            type_id,
            type_name,
            schema: Rc::clone(schema),
            view: self.view,
        });
        let (None, Some(subject)) = (name, subject) else {
            return Typed::named(type_id);
        };
        self.place_of.insert((subject, type_id), type_id);
        Typed {
            ty: self.place(&hint, type_id, schema),
            ..Typed::named(type_id)
        }
    }

    /// A type alias for a declared schema that needs no type of its own; the type itself for an inline one.
    fn alias(&mut self, id: SchemaId, schema: &Schema, ty: TypeRef) -> TypeRef {
        let Some(name) = self.declared.get(&(id, self.view)).cloned() else {
            return ty;
        };
        let target = match ty {
            TypeRef::Nullable(inner) => *inner,
            other => other,
        };
        let type_id = self.define(name, schema, TypeKind::Alias(target));
        TypeRef::Named(type_id)
    }

    /// Adds a definition with the schema's documentation, which ends with where the schema comes from unless the
    /// document writes it.
    pub(crate) fn define(&mut self, name: String, schema: &Schema, kind: TypeKind) -> TypeId {
        let mut docs = docs(schema);
        docs.basis(schema.origin.basis);
        let owner = if schema.name.is_some() { None } else { self.owner };
        let definition = TypeDefinition {
            name,
            declared_name: schema.name.clone(),
            docs,
            deprecated: schema.deprecated,
            kind,
            validated: false,
            usage: Usage::default(),
            features: Vec::new(),
            origin: schema.origin,
        };
        self.scopes.push(self.scope.clone());
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

/// The documentation of a schema: its title and description, and where there is more to read.
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
    docs.see(schema.external_documentation.as_ref());
    docs
}
