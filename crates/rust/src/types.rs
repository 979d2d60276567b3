//! The Rust types of a plan.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;
use specwright_model::Origin;

use crate::{Docs, checks::Check, names::ident, options::TypePath};

/// Names a type definition of a [`Types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub(crate) usize);

/// The Rust type of a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TypeRef {
    /// `bool`.
    Boolean,
    /// An integer type, by its Rust name (`i8` to `u64`).
    Integer(&'static str),
    /// `f32` or `f64`, by its Rust name.
    Float(&'static str),
    /// `String`.
    String,
    /// A type of the runtime for a string format, by its path there (`Uuid`, `chrono::Timestamp`, …).
    Format(&'static str),
    /// A type of the standard library's `net` module, by its name there.
    Address(&'static str),
    /// Any JSON value.
    Any,
    /// A type of the user's.
    Replaced(TypePath),
    /// A type of the module `types`.
    Named(TypeId),
    /// A sequence.
    Vec(Box<TypeRef>),
    /// A mapping from strings.
    Map(Box<TypeRef>),
    /// A value or null.
    Nullable(Box<TypeRef>),
    /// A value on the heap, where a type holds itself.
    Boxed(Box<TypeRef>),
}

impl TypeRef {
    /// The same type, or null where that fits too.
    #[must_use]
    pub fn nullable(self, nullable: bool) -> Self {
        match self {
            same @ (Self::Nullable(_) | Self::Any) => same,
            other if nullable => Self::Nullable(Box::new(other)),
            other => other,
        }
    }

    /// Whether values are copied rather than borrowed when handed over.
    pub fn is_copy(&self) -> bool {
        match self {
            Self::Boolean | Self::Integer(_) | Self::Float(_) | Self::Address(_) => true,
            Self::Format(path) => matches!(last_name(path), "Timestamp" | "Date" | "Uuid"),
            Self::Nullable(inner) => inner.is_copy(),
            _ => false,
        }
    }
}

/// The last name of a path in the runtime.
pub(crate) fn last_name(path: &'static str) -> &'static str {
    path.rsplit("::").next().unwrap_or(path)
}

/// All type definitions of a plan, in the order in which they are written.
#[derive(Clone, Debug, Default)]
pub struct Types {
    list: Vec<TypeDefinition>,
    /// For every definition, the one that it is a part of.
    owners: Vec<Option<TypeId>>,
    /// The order in which they are written.
    order: Vec<TypeId>,
}

/// A type of the module `types`.
#[derive(Clone, Debug)]
pub struct TypeDefinition {
    /// Its Rust name.
    pub name: String,
    /// The name under which the document declares it; none where it is named after its place.
    pub declared_name: Option<String>,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// What it is.
    pub kind: TypeKind,
    /// Whether there is something to validate in it or below it.
    pub validated: bool,
    /// In which directions it travels.
    pub usage: Usage,
    /// The features of which one must be on for it to be compiled; empty: it always is.
    pub features: Vec<String>,
    /// Where it is described.
    pub origin: Origin,
}

/// In which directions a type travels. A type that no operation uses travels in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// From client to server.
    pub request: bool,
    /// From server to client.
    pub response: bool,
}

/// What a type definition is.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// A struct with named fields.
    Struct(Struct),
    /// An enum of strings that also holds unknown ones.
    TextEnum(Vec<EnumVariant<String>>),
    /// An enum of integers that also holds unknown ones.
    IntegerEnum(Vec<EnumVariant<i64>>),
    /// An enum with a type in each variant.
    Union(UnionType),
    /// Another name of a type.
    Alias(TypeRef),
}

/// A struct.
#[derive(Clone, Debug, Default)]
pub struct Struct {
    /// Its fields.
    pub fields: Vec<Field>,
    /// The field that keeps further properties, where the document says that there may be some.
    pub additional: Option<Additional>,
    /// Whether further properties are refused.
    pub deny_additional: bool,
    /// The least and greatest number of properties.
    pub property_count: (Option<u64>, Option<u64>),
}

impl Struct {
    /// Whether a value can be made without saying anything.
    pub fn has_default(&self) -> bool {
        self.fields.iter().all(|field| field.presence != Presence::Required)
    }
}

/// The field of a struct that keeps all properties which have no field of their own.
#[derive(Clone, Debug)]
pub struct Additional {
    /// Its Rust name.
    pub name: String,
    /// What each of the properties holds.
    pub ty: TypeRef,
    /// What is checked of each.
    pub checks: Vec<Check>,
}

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It must.
    Required,
    /// It need not: `Option`.
    Optional,
    /// It need not, and stands for an empty sequence when it is absent: a `Vec` in what only comes back.
    EmptyWhenAbsent,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its Rust name.
    pub name: String,
    /// The property's name in JSON.
    pub wire_name: String,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// The type of the property's value, null included; without the `Option` for absence.
    pub ty: TypeRef,
    /// Whether it must be there.
    pub presence: Presence,
    /// Whether it only comes back.
    pub read_only: bool,
    /// Whether it is only sent.
    pub write_only: bool,
    /// What is checked of its value.
    pub checks: Vec<Check>,
}

/// A variant of an enum of plain values.
#[derive(Clone, Debug)]
pub struct EnumVariant<T> {
    /// Its Rust name.
    pub name: String,
    /// The value.
    pub value: T,
}

/// An enum with a type in each variant.
#[derive(Clone, Debug)]
pub struct UnionType {
    /// The property by whose value the variant is chosen; none where variants are tried in their order.
    pub tag: Option<String>,
    /// The variants, in the order in which they are tried.
    pub variants: Vec<UnionVariant>,
}

/// A variant of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// Its Rust name.
    pub name: String,
    /// What it holds.
    pub ty: TypeRef,
    /// The values of the tag that choose it.
    pub tags: Vec<String>,
    /// What is checked of its value.
    pub checks: Vec<Check>,
}

impl Types {
    /// Adds a definition and gives its id. `owner` is the definition that an inline one is a part of.
    pub(crate) fn add(&mut self, definition: TypeDefinition, owner: Option<TypeId>) -> TypeId {
        let id = TypeId(self.list.len());
        self.list.push(definition);
        self.owners.push(owner);
        self.order.push(id);
        id
    }

    /// Puts every inline definition behind the one that it is a part of.
    pub(crate) fn arrange(&mut self) {
        let mut parts: Vec<Vec<TypeId>> = vec![Vec::new(); self.list.len()];
        let mut stack: Vec<TypeId> = Vec::new();
        for (index, owner) in self.owners.iter().enumerate() {
            match owner.and_then(|owner| parts.get_mut(owner.0)) {
                Some(parts) => parts.push(TypeId(index)),
                None => stack.push(TypeId(index)),
            }
        }
        stack.reverse();
        self.order.clear();
        while let Some(id) = stack.pop() {
            self.order.push(id);
            stack.extend(parts.get(id.0).into_iter().flatten().rev());
        }
    }

    /// Leaves definitions out of what is written. No other may refer to them.
    pub(crate) fn leave_out(&mut self, unused: &HashSet<TypeId>) {
        self.order.retain(|id| !unused.contains(id));
    }

    /// Makes all definitions compile always.
    pub(crate) fn clear_features(&mut self) {
        for definition in &mut self.list {
            definition.features.clear();
        }
    }

    /// The ids of all definitions, in the order in which they were added.
    pub(crate) fn ids(&self) -> impl Iterator<Item = TypeId> + use<> {
        (0..self.list.len()).map(TypeId)
    }

    /// The definition that an inline one is a part of.
    pub(crate) fn owner(&self, id: TypeId) -> Option<TypeId> {
        self.owners.get(id.0).copied().flatten()
    }

    /// The definition of an id; none for an id of another set.
    pub fn get(&self, id: TypeId) -> Option<&TypeDefinition> {
        self.list.get(id.0)
    }

    pub(crate) fn get_mut(&mut self, id: TypeId) -> Option<&mut TypeDefinition> {
        self.list.get_mut(id.0)
    }

    /// All definitions, in the order in which they are written.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, &TypeDefinition)> {
        self.order.iter().filter_map(|id| Some((*id, self.get(*id)?)))
    }

    /// The type that `ty` is when aliases are followed.
    pub fn expand<'a>(&'a self, ty: &'a TypeRef) -> &'a TypeRef {
        let mut ty = ty;
        // An alias of itself cannot be made; the bound only keeps a defect from becoming a hang.
        for _ in 0..self.list.len() {
            match ty {
                TypeRef::Named(id) => match self.get(*id).map(|definition| &definition.kind) {
                    Some(TypeKind::Alias(target)) => ty = target,
                    _ => return ty,
                },
                _ => return ty,
            }
        }
        ty
    }

    /// Whether a type is an enumeration of plain values.
    pub fn is_enumeration(&self, ty: &TypeRef) -> bool {
        let TypeRef::Named(id) = self.expand(ty) else {
            return false;
        };
        let kind = self.get(*id).map(|definition| &definition.kind);
        matches!(kind, Some(TypeKind::TextEnum(_) | TypeKind::IntegerEnum(_)))
    }

    /// The type as tokens, to stand in a module beside `types` (`module` is `types`) or in it (`module` is none).
    pub fn tokens(&self, ty: &TypeRef, module: Option<&str>) -> TokenStream {
        match ty {
            TypeRef::Boolean => quote!(bool),
            TypeRef::Integer(name) | TypeRef::Float(name) => {
                let name = ident(name);
                quote!(#name)
            }
            TypeRef::String => quote!(String),
            TypeRef::Format(path) => {
                let names = path.split("::").map(ident);
                quote!(runtime #(:: #names)*)
            }
            TypeRef::Replaced(path) => path.tokens(),
            TypeRef::Address(name) => {
                let name = ident(name);
                quote!(std::net::#name)
            }
            TypeRef::Any => quote!(runtime::json::Value),
            TypeRef::Named(id) => {
                let name = ident(self.get(*id).map_or("Unknown", |definition| &definition.name));
                match module.map(ident) {
                    Some(module) => quote!(#module::#name),
                    None => quote!(#name),
                }
            }
            TypeRef::Vec(inner) => {
                let inner = self.tokens(inner, module);
                quote!(Vec<#inner>)
            }
            TypeRef::Map(inner) => {
                let inner = self.tokens(inner, module);
                quote!(runtime::Map<#inner>)
            }
            TypeRef::Nullable(inner) => {
                let inner = self.tokens(inner, module);
                quote!(Option<#inner>)
            }
            TypeRef::Boxed(inner) => {
                let inner = self.tokens(inner, module);
                quote!(Box<#inner>)
            }
        }
    }

    /// The type in which a function takes a value that it only reads: a reference, or the value where copying is as
    /// cheap.
    pub fn argument_tokens(&self, ty: &TypeRef, module: Option<&str>) -> TokenStream {
        let expanded = self.expand(ty);
        match expanded {
            copied if copied.is_copy() => self.tokens(ty, module),
            TypeRef::String => quote!(&str),
            TypeRef::Vec(items) => {
                let items = self.tokens(items, module);
                quote!(&[#items])
            }
            TypeRef::Named(_) if self.is_enumeration(expanded) => self.tokens(ty, module),
            _ => {
                let ty = self.tokens(ty, module);
                quote!(&#ty)
            }
        }
    }
}
