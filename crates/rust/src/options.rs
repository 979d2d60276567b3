//! What users decide about generated code, beside what a description says.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use proc_macro2::TokenStream;
use quote::quote;

use crate::{Selection, names::ident, types::TypeRef};

/// What users decide about generated code, beside what a description says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanOptions {
    /// Which operations are generated; types that no other operation needs are left out with them.
    pub operations: Selection,
    /// Types of the user's that stand for declared schemas, by the names under which the description declares these.
    /// Nothing is generated for such a schema.
    pub replacements: BTreeMap<String, TypePath>,
    /// What dates and times are.
    pub date_times: DateTimes,
    /// Traits that all generated types derive, beside those that they always have.
    pub derives: Vec<DerivePath>,
    /// Traits that one type derives, by the name under which the description declares its schema.
    pub derives_of: BTreeMap<String, Vec<DerivePath>>,
}

impl PlanOptions {
    /// What a type derives by these options: of a declared schema's name, or of no name.
    pub fn derives(&self, declared_name: Option<&str>) -> Vec<&DerivePath> {
        let own = declared_name.and_then(|name| self.derives_of.get(name));
        let mut derives: Vec<&DerivePath> = Vec::new();
        for derive in self.derives.iter().chain(own.into_iter().flatten()) {
            if !derives.contains(&derive) {
                derives.push(derive);
            }
        }
        derives
    }
}

/// The library whose types dates (`format: date`) and times (`format: date-time`) have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DateTimes {
    /// `jiff::Timestamp` and `jiff::civil::Date`.
    #[default]
    Jiff,
    /// `chrono::DateTime<FixedOffset>` and `chrono::NaiveDate`.
    Chrono,
    /// `time::OffsetDateTime` and `time::Date`.
    Time,
    /// Plain strings, which nothing checks.
    Text,
}

/// The name is not that of a [`DateTimes`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownDateTimes {
    /// The name that was given.
    pub name: String,
}

/// The path of a type: `crate::Money`, or `money::Money` for one of the crate `money`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypePath(String);

/// The text is no path of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidTypePath {
    /// The text that was given.
    pub text: String,
}

/// The path of a trait that can be derived: `Hash`, or `schemars::JsonSchema` for one of the crate `schemars`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DerivePath(String);

/// The text is no path of a trait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidDerivePath {
    /// The text that was given.
    pub text: String,
}

impl DateTimes {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Jiff, Self::Chrono, Self::Time, Self::Text];

    /// The name by which configurations call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jiff => "jiff",
            Self::Chrono => "chrono",
            Self::Time => "time",
            Self::Text => "string",
        }
    }

    /// The feature of the runtime that has the types; none where every client and server has them.
    pub fn runtime_feature(self) -> Option<&'static str> {
        match self {
            Self::Jiff | Self::Text => None,
            Self::Chrono => Some("chrono"),
            Self::Time => Some("time"),
        }
    }

    /// What a type becomes: dates and times those of the library, all others what they are.
    pub(crate) fn of(self, ty: TypeRef) -> TypeRef {
        match (self, &ty) {
            (Self::Text, TypeRef::Format("Timestamp" | "Date")) => TypeRef::String,
            (Self::Chrono, TypeRef::Format("Timestamp")) => TypeRef::Format("chrono::Timestamp"),
            (Self::Chrono, TypeRef::Format("Date")) => TypeRef::Format("chrono::Date"),
            (Self::Time, TypeRef::Format("Timestamp")) => TypeRef::Format("time::Timestamp"),
            (Self::Time, TypeRef::Format("Date")) => TypeRef::Format("time::Date"),
            _ => ty,
        }
    }
}

impl FromStr for DateTimes {
    type Err = UnknownDateTimes;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let known = Self::ALL.into_iter().find(|it| it.name() == name);
        known.ok_or_else(|| UnknownDateTimes { name: name.to_owned() })
    }
}

impl fmt::Display for UnknownDateTimes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = DateTimes::ALL.map(|it| format!("`{}`", it.name())).join(", ");
        write!(formatter, "dates and times cannot be {:?}, only {known}", self.name)
    }
}

impl std::error::Error for UnknownDateTimes {}

impl TypePath {
    /// The path as tokens.
    pub fn tokens(&self) -> TokenStream {
        path_tokens(&self.0)
    }
}

impl DerivePath {
    /// The name of a trait of the standard library: `Eq`, also where it is written `std::cmp::Eq`.
    pub fn of_core(&self) -> Option<&str> {
        match self.0.rsplit_once("::") {
            None => Some(&self.0),
            Some((module, name)) => ["std", "core"]
                .iter()
                .any(|root| module == *root || module.starts_with(&format!("{root}::")))
                .then_some(name),
        }
    }

    /// The path as tokens.
    pub fn tokens(&self) -> TokenStream {
        path_tokens(&self.0)
    }
}

/// A path as tokens. One of several names that does not begin with `crate` begins with the name of a crate.
fn path_tokens(path: &str) -> TokenStream {
    let mut segments = path.split("::").map(|segment| match segment {
        "crate" => quote!(crate),
        name => {
            let name = ident(name);
            quote!(#name)
        }
    });
    let first = segments.next().unwrap_or_default();
    let lead = (path.contains("::") && !path.starts_with("crate::")).then(|| quote!(::));
    quote!(#lead #first #(:: #segments)*)
}

/// Whether a part of a path is a name.
fn is_name(segment: &str) -> bool {
    syn::parse_str::<syn::Ident>(segment).is_ok() && segment != "_"
}

/// Whether a text is names between `::`, at least two, of which the first may be `crate`.
fn is_path(text: &str) -> bool {
    text.split_once("::")
        .is_some_and(|(first, behind)| (first == "crate" || is_name(first)) && behind.split("::").all(is_name))
}

impl FromStr for TypePath {
    type Err = InvalidTypePath;

    /// Reads names between `::`, at least two: a crate's, or `crate`, and the type's. A name that is a keyword is
    /// written raw (`r#type`).
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let path = text.strip_prefix("::").unwrap_or(text);
        match is_path(path) {
            true => Ok(Self(path.to_owned())),
            false => Err(InvalidTypePath { text: text.to_owned() }),
        }
    }
}

impl FromStr for DerivePath {
    type Err = InvalidDerivePath;

    /// Reads a name, or several between `::`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let path = text.strip_prefix("::").unwrap_or(text);
        match is_path(path) || is_name(text) {
            true => Ok(Self(path.to_owned())),
            false => Err(InvalidDerivePath { text: text.to_owned() }),
        }
    }
}

impl fmt::Display for DerivePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for InvalidDerivePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:?} is no path of a trait, such as `Hash` or `schemars::JsonSchema`",
            self.text
        )
    }
}

impl std::error::Error for InvalidDerivePath {}

impl fmt::Display for TypePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for InvalidTypePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:?} is no path of a type, such as `crate::Money` or `money::Money`",
            self.text
        )
    }
}

impl std::error::Error for InvalidTypePath {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_names_and_nothing_else() {
        let check = |text: &str, tokens: Option<&str>| {
            let path: Option<TypePath> = text.parse().ok();
            let written = path.map(|path| path.tokens().to_string().replace(' ', ""));
            assert_eq!(written.as_deref(), tokens, "{text}");
        };
        check("crate::Money", Some("crate::Money"));
        check("money::v1::Money", Some("::money::v1::Money"));
        check("::money::Money", Some("::money::Money"));
        check("crate::r#type::Money", Some("crate::r#type::Money"));
        check("Money", None);
        check("crate", None);
        check("", None);
        check("crate::type", None);
        check("crate::Money<u8>", None);
        check("crate::Money; fn evil()", None);
        check("crate:: ::Money", None);
        check("self::Money", None);
    }
}
