//! The objects of a capability, and the keys that they may have: for telling unknown keys, and for finding the nesting
//! of pages that lost their indentation.

macro_rules! standing {
    () => {
        Standing::Optional
    };
    ($standing:ident) => {
        Standing::$standing
    };
}

macro_rules! objects {
    ($($name:ident $article:literal { $($key:literal $($standing:ident)?: $shape:expr $(, [$($value:literal)*])?;)+ })+) => {
        $(pub(crate) static $name: ObjectType = ObjectType {
            name: $article,
            keys: &[$(Key {
                name: $key,
                shape: $shape,
                standing: standing!($($standing)?),
                values: &[$($($value),*)?],
            }),+],
        };)+
    };
}

mod table;

pub(crate) use table::*;

/// A type of object.
#[derive(Debug)]
pub(crate) struct ObjectType {
    /// With its article, as in "an operation".
    pub(crate) name: &'static str,
    pub(crate) keys: &'static [Key],
}

/// A key of an object.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) standing: Standing,
    /// The only values that it may have; empty for any.
    pub(crate) values: &'static [&'static str],
}

/// What stands behind a key.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    /// A text, a number or a boolean.
    Scalar,
    /// Texts.
    Scalars,
    /// Texts by names that are free.
    ScalarsByName,
    /// One object.
    Object(&'static ObjectType),
    /// A text or one object.
    ScalarOrObject(&'static ObjectType),
    /// Objects, each of one of these types.
    List(&'static [&'static ObjectType]),
    /// Objects in a list, or by their names.
    Named(&'static ObjectType),
    /// One object, objects in a list, or objects by their names.
    OneOrNamed(&'static ObjectType),
    /// Objects by names that are free.
    ByName(&'static ObjectType),
    /// Anything.
    Any,
}

/// Which versions know a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// All; every object has it.
    Required,
    /// All.
    Optional,
    /// Those that write lists; later ones have another word.
    Earlier,
    /// Those that write mappings.
    Later,
    /// None, but its meaning is plain.
    Beyond,
}

impl ObjectType {
    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

impl PartialEq for ObjectType {
    /// Whether both are the same type: there is one of each.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}
