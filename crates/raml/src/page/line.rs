//! What a line of a page says.

use pest::Parser;
use pest::iterators::Pair;

use super::text::Slice;

#[derive(pest_derive::Parser)]
#[grammar = "page/page.pest"]
struct Grammar;

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Line<'t> {
    /// `get /users/{username}`.
    Operation { method: Slice<'t>, path: Slice<'t> },
    /// `/users`, alone or with its methods behind it.
    Resource { path: Slice<'t>, has_methods: bool },
    /// A heading of parameters or of bodies.
    Heading(Heading),
    /// `Media type: application/json`, or `Type: application/json` in themes for RAML 0.8.
    MediaType(Slice<'t>),
    /// `Type: array of User`; empty where the type follows as it stands in the document.
    Type(Slice<'t>),
    /// `Possible types:`.
    PossibleTypes,
    /// `Content:` or `Schema:`: the type follows as it stands in the document.
    Raw,
    /// `Items: User`.
    Items(Slice<'t>),
    /// `Example:` or `Examples:`.
    Example { many: bool },
    /// `Properties`, or `Form Parameters` in themes for RAML 0.8, and the first property glued to it.
    Properties(Option<Property<'t>>),
    /// `- name: required (type)`.
    Property(Property<'t>),
    /// `HTTP status code 200`.
    Status { code: u16 },
    /// `Secured by oauth_2_0`; no name for calls without security.
    SecuredBy {
        scheme: Option<Slice<'t>>,
        with_scopes: bool,
    },
    /// `- text`: a scope, or an item of a list in prose.
    Bullet(Slice<'t>),
    /// Anything else.
    Prose,
}

/// A heading that stands alone on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heading {
    UriParameters,
    QueryParameters,
    QueryString,
    Headers,
    Annotations,
    Body,
}

/// `- name: required (type - facet: value)`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Property<'t> {
    pub(super) name: Slice<'t>,
    pub(super) required: bool,
    pub(super) shape: TypeText<'t>,
    /// As in the parentheses, without facets.
    pub(super) type_text: Slice<'t>,
    /// Names and values, in their order.
    pub(super) facets: Vec<(&'t str, Slice<'t>)>,
}

/// A type as a page writes it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum TypeText<'t> {
    /// `string`; empty where the page lost it.
    Name(Slice<'t>),
    /// `array of User`; no items where the page lost them.
    Array(Option<Slice<'t>>),
    /// `one of a, b`.
    OneOf(Vec<Slice<'t>>),
    /// `union of A or B`.
    Union(Vec<Slice<'t>>),
}

impl<'t> Line<'t> {
    /// Reads a line.
    pub(super) fn read(line: Slice<'t>) -> Self {
        if line.text.len() > LONGEST {
            return Self::Prose;
        }
        let pairs = Grammar::parse(Rule::line, line.text).ok();
        pairs
            .and_then(|mut pairs| pairs.next())
            .and_then(|pair| Self::of(line, &pair))
            .unwrap_or(Self::Prose)
    }

    fn of(line: Slice<'t>, pair: &Pair<'_, Rule>) -> Option<Self> {
        let part = |rule| find(line, pair, rule);
        let rest = || part(Rule::rest).unwrap_or(line.from(line.text.len()));
        Some(match pair.as_rule() {
            Rule::operation => Self::Operation {
                method: part(Rule::method)?,
                path: part(Rule::path)?,
            },
            Rule::resource => Self::Resource {
                path: part(Rule::path)?,
                has_methods: part(Rule::resource_method).is_some(),
            },
            Rule::heading => Self::Heading(Heading::read(pair.as_str())?),
            Rule::media_type => Self::MediaType(part(Rule::media_range).unwrap_or_else(rest)),
            Rule::type_line => Self::Type(rest()),
            Rule::possible_types => Self::PossibleTypes,
            Rule::raw => Self::Raw,
            Rule::items => Self::Items(rest()),
            Rule::example => Self::Example {
                many: part(Rule::many).is_some(),
            },
            Rule::properties => {
                let mut parts = pair.clone().into_inner().flatten();
                let property = parts.find(|part| part.as_rule() == Rule::property);
                Self::Properties(property.and_then(|property| Property::of(line, &property)))
            }
            Rule::property_line => {
                let property = pair.clone().into_inner().next()?;
                Self::Property(Property::of(line, &property)?)
            }
            Rule::status => Self::Status {
                code: part(Rule::code)?.text.parse().ok()?,
            },
            Rule::secured_by => Self::SecuredBy {
                scheme: part(Rule::scheme),
                with_scopes: part(Rule::with_scopes).is_some(),
            },
            Rule::bullet => Self::Bullet(rest()),
            _ => return None,
        })
    }
}

impl Heading {
    fn read(text: &str) -> Option<Self> {
        Some(match text {
            "URI Parameters" => Self::UriParameters,
            "Query Parameters" => Self::QueryParameters,
            "Query String" => Self::QueryString,
            "Headers" => Self::Headers,
            "Annotations" => Self::Annotations,
            "Body" => Self::Body,
            _ => return None,
        })
    }
}

impl<'t> Property<'t> {
    fn of(line: Slice<'t>, pair: &Pair<'_, Rule>) -> Option<Self> {
        let is_type = |it: &Pair<'_, Rule>| matches!(it.as_rule(), Rule::shape | Rule::single);
        let type_pair = pair.clone().into_inner().find(is_type)?;
        let shape = type_pair.clone().into_inner().next()?;
        let facets = pair.clone().into_inner().filter(|it| it.as_rule() == Rule::facet);
        let facets = facets.filter_map(|facet| {
            let name = find(line, &facet, Rule::pattern).or(find(line, &facet, Rule::facet_name))?;
            let value = find(line, &facet, Rule::pattern_value).or(find(line, &facet, Rule::facet_value))?;
            Some((name.text, value))
        });
        Some(Self {
            name: find(line, pair, Rule::name)?,
            required: find(line, pair, Rule::required).is_some(),
            shape: TypeText::of(line, &shape),
            type_text: slice(line, &type_pair),
            facets: facets.collect(),
        })
    }
}

impl<'t> TypeText<'t> {
    /// Reads the type of a body, or of an item in another type.
    pub(super) fn read(text: Slice<'t>) -> Self {
        let pairs = Grammar::parse(Rule::type_expression, text.text).ok();
        let pair = pairs.and_then(|mut pairs| pairs.next());
        pair.map_or(Self::Name(text), |pair| Self::of(text, &pair))
    }

    fn of(line: Slice<'t>, pair: &Pair<'_, Rule>) -> Self {
        let all = |rule| {
            let inner = pair.clone().into_inner().filter(move |it| it.as_rule() == rule);
            inner.map(|it| slice(line, &it)).collect::<Vec<_>>()
        };
        let given = |slice: Option<Slice<'t>>| slice.filter(|it| !it.text.is_empty());
        match pair.as_rule() {
            Rule::array_of => Self::Array(given(find(line, pair, Rule::item_type))),
            Rule::array_rest => Self::Array(given(find(line, pair, Rule::rest))),
            Rule::union_of => Self::Union(all(Rule::alternative)),
            Rule::union_rest => Self::Union(all(Rule::part)),
            Rule::one_of => Self::OneOf(find(line, pair, Rule::values).map_or_else(Vec::new, values)),
            Rule::one_of_rest => Self::OneOf(find(line, pair, Rule::rest).map_or_else(Vec::new, values)),
            // More than a word: no type, but the only value that there is.
            Rule::value => Self::OneOf(vec![slice(line, pair)]),
            _ => Self::Name(slice(line, pair)),
        }
    }
}

/// The values of an enumeration: a comma ends one only with a space behind it.
fn values(text: Slice<'_>) -> Vec<Slice<'_>> {
    let mut start = 0;
    let mut values = Vec::new();
    for value in text.text.split(", ") {
        values.push(text.part(start..start + value.len()));
        start += value.len() + 2;
    }
    values
}

/// How long a line is that is looked at: what is longer is prose.
const LONGEST: usize = 20_000;

/// How long prose is in which a property is looked for.
const LONGEST_PROSE: usize = 4_000;

/// Takes a property that stands at the end of a line of prose apart from the prose.
pub(super) fn hidden_property(line: Slice<'_>) -> Option<(Slice<'_>, Slice<'_>)> {
    // Cheap to see, and rare.
    let may_hide = line.text.ends_with(')') && line.text.contains(" - ");
    if !may_hide || line.text.len() > LONGEST_PROSE {
        return None;
    }
    let prose = Grammar::parse(Rule::hidden, line.text).ok()?.next()?.as_span().end();
    Some((line.part(0..prose), line.from(prose)))
}

fn slice<'t>(line: Slice<'t>, pair: &Pair<'_, Rule>) -> Slice<'t> {
    let span = pair.as_span();
    line.part(span.start()..span.end())
}

fn find<'t>(line: Slice<'t>, pair: &Pair<'_, Rule>, rule: Rule) -> Option<Slice<'t>> {
    let mut inner = pair.clone().into_inner().flatten();
    inner.find(|it| it.as_rule() == rule).map(|it| slice(line, &it))
}
