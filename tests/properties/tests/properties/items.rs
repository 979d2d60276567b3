//! Names in Rust files: no two items of one name in one namespace of a module, an impl, a trait, a type or a list of
//! parameters (The Rust Reference, "Namespaces").

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens;
use syn::{Attribute, Fields, FnArg, GenericParam, Generics, ImplItem, Item, Pat, Signature, TraitItem, UseTree};

/// The namespaces of a place, each with its names and the conditions under which they are compiled.
#[derive(Default)]
struct Names {
    place: String,
    taken: BTreeMap<(&'static str, String), BTreeSet<String>>,
}

/// The condition of what is always compiled.
const ALWAYS: &str = "";

impl Names {
    fn of(place: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            taken: BTreeMap::new(),
        }
    }

    fn take(&mut self, namespace: &'static str, name: &impl ToString, attributes: &[Attribute]) -> Result<(), String> {
        self.take_under(condition(attributes), namespace, name)
    }

    fn take_under(&mut self, condition: String, namespace: &'static str, name: &impl ToString) -> Result<(), String> {
        let name = name.to_string();
        let others = self.taken.entry((namespace, name.clone())).or_default();
        // What is compiled under different conditions may have one name: nothing here says whether both can hold.
        let is_free = match condition.as_str() {
            ALWAYS => others.is_empty(),
            condition => !others.contains(condition) && !others.contains(ALWAYS),
        };
        others.insert(condition);
        if is_free || name == "_" {
            return Ok(());
        }
        Err(format!("two {namespace} have the name `{name}` in {}", self.place))
    }
}

/// The condition that attributes state, all of them together.
fn condition<'a>(attributes: impl IntoIterator<Item = &'a Attribute>) -> String {
    let conditions = attributes
        .into_iter()
        .filter(|attribute| attribute.path().is_ident("cfg"));
    let conditions: BTreeSet<String> = conditions.map(|it| it.meta.to_token_stream().to_string()).collect();
    conditions.into_iter().collect()
}

const TYPES: &str = "types";
const VALUES: &str = "values";
const MACROS: &str = "macros";
const IMPORTS: &str = "imports";
const MEMBERS: &str = "members";

/// What is wrong with the names of a file.
pub(crate) fn check(file: &syn::File) -> Result<(), String> {
    module("the crate", &file.items)
}

fn module(place: &str, items: &[Item]) -> Result<(), String> {
    let mut names = Names::of(place);
    let mut impls = Impls::default();
    for item in items {
        match item {
            Item::Const(it) => names.take(VALUES, &it.ident, &it.attrs)?,
            Item::Static(it) => names.take(VALUES, &it.ident, &it.attrs)?,
            Item::Fn(it) => {
                names.take(VALUES, &it.sig.ident, &it.attrs)?;
                signature(&it.sig)?;
            }
            Item::Struct(it) => {
                names.take(TYPES, &it.ident, &it.attrs)?;
                if !matches!(it.fields, Fields::Named(_)) {
                    names.take(VALUES, &it.ident, &it.attrs)?;
                }
                generics(&it.ident, &it.generics)?;
                fields(&it.ident, &it.fields)?;
            }
            Item::Enum(it) => {
                names.take(TYPES, &it.ident, &it.attrs)?;
                generics(&it.ident, &it.generics)?;
                let mut variants = Names::of(format!("the enumeration `{}`", it.ident));
                for variant in &it.variants {
                    variants.take(TYPES, &variant.ident, &variant.attrs)?;
                    fields(&variant.ident, &variant.fields)?;
                }
            }
            Item::Type(it) => names.take(TYPES, &it.ident, &it.attrs)?,
            Item::Trait(it) => {
                names.take(TYPES, &it.ident, &it.attrs)?;
                trait_items(it)?;
            }
            Item::Mod(it) => {
                names.take(TYPES, &it.ident, &it.attrs)?;
                if let Some((_, items)) = &it.content {
                    module(&format!("{place}::{}", it.ident), items)?;
                }
            }
            Item::Macro(it) => {
                if let Some(ident) = &it.ident {
                    names.take(MACROS, ident, &it.attrs)?;
                }
            }
            Item::Use(it) => imports(&it.tree, &it.attrs, &mut names)?,
            Item::Impl(it) => impls.add(it)?,
            _ => {}
        }
    }
    Ok(())
}

/// Names that a `use` brings in. A type that is imported and one that is declared exclude each other; of names in small
/// letters, nothing here says whether they are functions or modules.
fn imports(tree: &UseTree, attributes: &[Attribute], names: &mut Names) -> Result<(), String> {
    match tree {
        UseTree::Path(path) => imports(&path.tree, attributes, names),
        UseTree::Name(name) if name.ident == "self" => Ok(()),
        UseTree::Name(name) => import(&name.ident, attributes, names),
        UseTree::Rename(rename) => import(&rename.rename, attributes, names),
        UseTree::Group(group) => group.items.iter().try_for_each(|tree| imports(tree, attributes, names)),
        UseTree::Glob(_) => Ok(()),
    }
}

fn import(ident: &syn::Ident, attributes: &[Attribute], names: &mut Names) -> Result<(), String> {
    names.take(IMPORTS, ident, attributes)?;
    if ident.to_string().starts_with(char::is_uppercase) {
        names.take(TYPES, ident, attributes)?;
    }
    Ok(())
}

/// The impls of a module: names of members by type, and which type has which trait.
#[derive(Default)]
struct Impls {
    members: BTreeMap<String, Names>,
    traits: Names,
}

impl Impls {
    fn add(&mut self, item: &syn::ItemImpl) -> Result<(), String> {
        let subject = format!("{} {}", item.generics.to_token_stream(), item.self_ty.to_token_stream());
        if let Some((path, _)) = &item.trait_ {
            let both = format!("{} for {subject}", path.to_token_stream());
            self.traits.place.clear();
            self.traits.place.push_str("the module");
            self.traits.take("impls", &both, &item.attrs)?;
            return members(&mut Names::of(format!("the impl of {both}")), item);
        }
        let names = self.members.entry(subject.clone());
        members(names.or_insert_with(|| Names::of(format!("impls of {subject}"))), item)
    }
}

fn members(names: &mut Names, item: &syn::ItemImpl) -> Result<(), String> {
    // A member is compiled where its impl is.
    let condition = |own: &[Attribute]| condition(item.attrs.iter().chain(own));
    for member in &item.items {
        match member {
            ImplItem::Fn(it) => {
                names.take_under(condition(&it.attrs), VALUES, &it.sig.ident)?;
                signature(&it.sig)?;
            }
            ImplItem::Const(it) => names.take_under(condition(&it.attrs), VALUES, &it.ident)?,
            ImplItem::Type(it) => names.take_under(condition(&it.attrs), TYPES, &it.ident)?,
            _ => {}
        }
    }
    Ok(())
}

fn trait_items(item: &syn::ItemTrait) -> Result<(), String> {
    let mut names = Names::of(format!("the trait `{}`", item.ident));
    for item in &item.items {
        match item {
            TraitItem::Fn(it) => {
                names.take(VALUES, &it.sig.ident, &it.attrs)?;
                signature(&it.sig)?;
            }
            TraitItem::Const(it) => names.take(VALUES, &it.ident, &it.attrs)?,
            TraitItem::Type(it) => names.take(TYPES, &it.ident, &it.attrs)?,
            _ => {}
        }
    }
    Ok(())
}

fn signature(signature: &Signature) -> Result<(), String> {
    generics(&signature.ident, &signature.generics)?;
    let mut names = Names::of(format!("the parameters of `{}`", signature.ident));
    for input in &signature.inputs {
        if let FnArg::Typed(typed) = input
            && let Pat::Ident(pattern) = &*typed.pat
        {
            names.take(MEMBERS, &pattern.ident, &typed.attrs)?;
        }
    }
    Ok(())
}

fn generics(owner: &syn::Ident, generics: &Generics) -> Result<(), String> {
    let mut names = Names::of(format!("the generics of `{owner}`"));
    for parameter in &generics.params {
        match parameter {
            GenericParam::Type(it) => names.take(TYPES, &it.ident, &it.attrs)?,
            GenericParam::Const(it) => names.take(VALUES, &it.ident, &it.attrs)?,
            GenericParam::Lifetime(it) => names.take(MEMBERS, &it.lifetime, &it.attrs)?,
        }
    }
    Ok(())
}

fn fields(owner: &syn::Ident, fields: &Fields) -> Result<(), String> {
    let mut names = Names::of(format!("the fields of `{owner}`"));
    let named = fields.iter().filter_map(|field| Some((field, field.ident.as_ref()?)));
    for (field, ident) in named {
        names.take(MEMBERS, ident, &field.attrs)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    fn refused(text: &str, expected: &str) {
        let problem = super::check(&syn::parse_file(text).unwrap()).unwrap_err();
        assert!(problem.contains(expected), "{problem}");
    }

    #[test]
    fn what_cannot_compile_is_seen() {
        refused("struct A; enum A {}", "two types");
        refused("struct A; const A: u8 = 1;", "two values");
        refused("mod a { fn b() {} fn b() {} }", "the crate::a");
        refused("use a::{B, c as B};", "two imports");
        refused("use a::B; struct B {}", "two types");
        refused("impl A { fn a() {} } impl A { const a: u8 = 1; }", "impls of");
        refused("impl B for A {} impl B for A {}", "two impls");
        refused("struct A { a: u8, a: u8 }", "the fields of `A`");
        refused("enum A { B, B }", "the enumeration `A`");
        refused("trait A { fn a(); fn a(); }", "the trait `A`");
        refused("fn a(b: u8, b: u8) {}", "the parameters of `a`");
        refused("fn a<B, B>() {}", "the generics of `a`");
    }

    #[test]
    fn names_are_taken_under_conditions() {
        refused("#[cfg(x)] fn a() {} #[cfg(x)] fn a() {}", "two values");
        refused("#[cfg(x)] fn a() {} fn a() {}", "two values");
        refused("fn a() {} #[cfg(x)] fn a() {}", "two values");
        refused("#[cfg(x)] impl A { fn a() {} } impl A { fn a() {} }", "impls of");
    }

    #[test]
    fn namespaces_are_apart() {
        let text = "use a::types; fn types() {} struct A {} fn A() {} #[cfg(x)] fn b() {} #[cfg(y)] fn b() {}
            impl A { fn a() {} } impl B { fn a() {} } #[cfg(x)] impl C { fn a() {} } #[cfg(y)] impl C { fn a() {} } const _: () = (); const _: () = ();";
        super::check(&syn::parse_file(text).unwrap()).unwrap();
    }
}
