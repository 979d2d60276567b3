//! Schemas: what a value may be.

use serde::Serialize;
use serde_json::Value;

use crate::{Extensions, ExternalDocumentation, Number, Origin, SchemaId};

/// What a value may be. A value fits when it fits `kind` (or is null and `nullable` is set), every schema of `all_of`,
/// and is one of `values` where those are given.
///
/// A reference with something beside it (OpenAPI 3.1), inheritance (RAML, MSON) and `allOf` are all `all_of` with a
/// kind of what stands beside it; a plain reference is the id of the schema it names and no schema of its own.
/// Several types (`type: [string, integer]`) are a [`Union`]; `oneOf` beside `properties` is an [`Object`] with the
/// union in `all_of`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Schema {
    /// The name under which the document declares it; inline schemas have none.
    pub name: Option<String>,
    /// A title.
    pub title: Option<String>,
    /// What it is, as CommonMark.
    pub description: Option<String>,
    /// More to read.
    pub external_documentation: Option<ExternalDocumentation>,
    /// The kind of value.
    pub kind: SchemaKind,
    /// Whether null fits too.
    pub nullable: bool,
    /// The only values that fit (`enum`, `const`), null left out (it sets `nullable`).
    pub values: Option<Vec<Value>>,
    /// Schemas that must fit as well.
    pub all_of: Vec<SchemaId>,
    /// The property that tells its subtypes apart, where the schema is no union: inheritance by discriminator
    /// (OpenAPI 3.1.1, section 4.8.25). A union's own is [`Union::discriminator`].
    pub discriminator: Option<Discriminator>,
    /// The schemas that inherit from it, however many steps away, in the document's order; empty unless
    /// `discriminator` is set. Each has a name, or a value in the discriminator's mapping, and says by its `all_of`
    /// that it inherits; one that only the mapping names comes last.
    ///
    /// Where this schema is used, a value fits the schema itself or one of these, whichever the discriminator names.
    /// As a part of `all_of` it is the schema itself alone.
    pub subtypes: Vec<SchemaId>,
    /// The value that holds when none is given.
    pub default: Option<Value>,
    /// Examples.
    pub examples: Vec<Value>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Whether it only comes back and is never sent.
    pub read_only: bool,
    /// Whether it is only sent and never comes back.
    pub write_only: bool,
    /// Vendor extensions.
    pub extensions: Extensions,
    /// Where it is described.
    pub origin: Origin,
}

impl Schema {
    /// A schema of one kind that says nothing else.
    pub fn of(kind: SchemaKind) -> Self {
        Self {
            kind,
            ..Self::default()
        }
    }
}

/// The kinds of values.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum SchemaKind {
    /// Any value, null included; also the kind of a schema that only restricts others (`required` alone is an
    /// [`Object`] all the same).
    #[default]
    Any,
    /// No value at all.
    Never,
    /// Null alone.
    Null,
    /// True or false.
    Boolean,
    /// A whole number.
    Integer(Integer),
    /// A number.
    Number(NumberKind),
    /// A string.
    String(Text),
    /// A sequence.
    Array(Array),
    /// A mapping.
    Object(Object),
    /// One of several schemas.
    Union(Union),
}

/// The range of a number (JSON Schema 2020-12 validation, section 6.2).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NumericRange {
    /// The least value that fits.
    pub minimum: Option<Number>,
    /// The greatest value that fits.
    pub maximum: Option<Number>,
    /// The bound that values must be above.
    pub exclusive_minimum: Option<Number>,
    /// The bound that values must be below.
    pub exclusive_maximum: Option<Number>,
    /// What values must be a multiple of.
    pub multiple_of: Option<Number>,
}

/// How wide a whole number is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum IntegerFormat {
    /// Not said.
    #[default]
    Unspecified,
    /// 8 bits, signed.
    Int8,
    /// 16 bits, signed.
    Int16,
    /// 32 bits, signed.
    Int32,
    /// 64 bits, signed.
    Int64,
    /// 8 bits, unsigned.
    Uint8,
    /// 16 bits, unsigned.
    Uint16,
    /// 32 bits, unsigned.
    Uint32,
    /// 64 bits, unsigned.
    Uint64,
}

impl IntegerFormat {
    /// Whether a number is in its range; any is where the width is not said.
    pub fn holds(self, value: i128) -> bool {
        match self {
            Self::Unspecified => true,
            Self::Int8 => i8::try_from(value).is_ok(),
            Self::Int16 => i16::try_from(value).is_ok(),
            Self::Int32 => i32::try_from(value).is_ok(),
            Self::Int64 => i64::try_from(value).is_ok(),
            Self::Uint8 => u8::try_from(value).is_ok(),
            Self::Uint16 => u16::try_from(value).is_ok(),
            Self::Uint32 => u32::try_from(value).is_ok(),
            Self::Uint64 => u64::try_from(value).is_ok(),
        }
    }
}

/// A whole number.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Integer {
    /// How wide it is.
    pub format: IntegerFormat,
    /// Its range.
    #[serde(flatten)]
    pub range: NumericRange,
}

/// How a number is held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NumberFormat {
    /// Not said.
    #[default]
    Unspecified,
    /// 32-bit float.
    Float,
    /// 64-bit float.
    Double,
}

/// A number.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NumberKind {
    /// How it is held.
    pub format: NumberFormat,
    /// Its range.
    #[serde(flatten)]
    pub range: NumericRange,
}

/// What a string holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextFormat {
    /// Any text.
    #[default]
    Unspecified,
    /// A date and time with an offset (RFC 3339, section 5.6).
    DateTime,
    /// A date and time without an offset.
    DateTimeLocal,
    /// A date and time as HTTP writes it (RFC 9110, section 5.6.7).
    HttpDate,
    /// A date (RFC 3339, section 5.6).
    Date,
    /// A time of day.
    Time,
    /// A duration (RFC 3339, appendix A).
    Duration,
    /// A UUID (RFC 9562).
    Uuid,
    /// A URI (RFC 3986) or IRI.
    Uri,
    /// A URI or a relative reference.
    UriReference,
    /// An address for mail.
    Email,
    /// The name of a host.
    Hostname,
    /// An address of IP version 4.
    Ipv4,
    /// An address of IP version 6.
    Ipv6,
    /// Bytes in base64 (RFC 4648).
    Byte,
    /// Bytes as they are: a whole body, or a file in a form.
    Binary,
    /// Something that must not be shown.
    Password,
    /// A decimal number in a string.
    Decimal,
    /// A regular expression.
    Regex,
    /// Another format, by the name that the document gives it.
    Other(String),
}

/// A string.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Text {
    /// What it holds.
    pub format: TextFormat,
    /// The least number of characters.
    pub min_length: Option<u64>,
    /// The greatest number of characters.
    pub max_length: Option<u64>,
    /// A regular expression (ECMA-262) that must match somewhere in it.
    pub pattern: Option<String>,
    /// The media type of what the string holds.
    pub content_media_type: Option<String>,
    /// How that is encoded in the string, such as `base64`.
    pub content_encoding: Option<String>,
}

/// A sequence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Array {
    /// What the first items are, one by one.
    pub prefix_items: Vec<SchemaId>,
    /// What the items behind those are; none when the document does not say.
    pub items: Option<SchemaId>,
    /// The least number of items.
    pub min_items: Option<u64>,
    /// The greatest number of items.
    pub max_items: Option<u64>,
    /// Whether all items differ.
    pub unique_items: bool,
}

/// A mapping.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Object {
    /// The properties that are described, in the document's order; unique by name.
    pub properties: Vec<Property>,
    /// The names of those that must be there, described or not.
    pub required: Vec<String>,
    /// What properties whose name matches an expression hold.
    pub pattern_properties: Vec<PatternProperty>,
    /// What all other properties hold.
    pub additional: AdditionalProperties,
    /// The least number of properties.
    pub min_properties: Option<u64>,
    /// The greatest number of properties.
    pub max_properties: Option<u64>,
}

/// A property of an object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Property {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub schema: SchemaId,
}

/// Properties by a regular expression.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PatternProperty {
    /// The expression (ECMA-262) that names match.
    pub pattern: String,
    /// What they hold.
    pub schema: SchemaId,
}

/// What properties that are not described may hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AdditionalProperties {
    /// The document does not say: they may be there and mean nothing.
    #[default]
    Unspecified,
    /// The document says that there may be any.
    Any,
    /// There may be none.
    Forbidden,
    /// What they hold.
    Schema(SchemaId),
}

/// One of several schemas.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Union {
    /// The schemas, in the document's order.
    pub variants: Vec<SchemaId>,
    /// Whether exactly one fits (`oneOf`), not at least one (`anyOf`).
    pub exclusive: bool,
    /// The property that tells the variants apart.
    pub discriminator: Option<Discriminator>,
}

/// A property that tells the variants of a union, or the subtypes of a schema, apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Discriminator {
    /// The property's name.
    pub property: String,
    /// The property's value for each schema, where the document gives it. A schema may stand under several values.
    /// Variants that are missing here go by their declared name.
    pub mapping: Vec<(String, SchemaId)>,
    /// The schema of values without the property, or with a value that neither the mapping nor a name knows
    /// (OpenAPI 3.2.0, section 4.25).
    pub default_mapping: Option<SchemaId>,
}
