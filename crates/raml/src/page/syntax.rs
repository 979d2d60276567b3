//! A page taken apart: operations, and lists of properties as flat as the page shows them.

use std::ops::Range;

use super::line::{Property, TypeText};
use super::text::Slice;
use super::token::Verbatim;

/// A page.
#[derive(Debug, Default)]
pub(super) struct Page<'t> {
    pub(super) title: Option<Slice<'t>>,
    pub(super) version: Option<Slice<'t>>,
    pub(super) base_uri: Option<Slice<'t>>,
    pub(super) base_uri_parameters: Listing<'t>,
    pub(super) description: Vec<Slice<'t>>,
    pub(super) groups: Vec<Group<'t>>,
    pub(super) operations: Vec<Operation<'t>>,
}

/// A top resource.
#[derive(Debug)]
pub(super) struct Group<'t> {
    /// Its name as the page shows it, or its path.
    pub(super) name: Slice<'t>,
    pub(super) description: Vec<Slice<'t>>,
}

/// A method of a resource.
#[derive(Debug)]
pub(super) struct Operation<'t> {
    pub(super) line: Slice<'t>,
    pub(super) method: Slice<'t>,
    pub(super) path: Slice<'t>,
    /// Its group, by its place among the groups.
    pub(super) group: Option<usize>,
    pub(super) description: Vec<Slice<'t>>,
    /// The scopes of its schemes, one list for each scheme that is named or described above the parameters.
    pub(super) scopes: Vec<SchemeHead<'t>>,
    pub(super) uri_parameters: Listing<'t>,
    pub(super) query_parameters: Listing<'t>,
    pub(super) headers: Listing<'t>,
    pub(super) bodies: Vec<Body<'t>>,
    pub(super) responses: Vec<Response<'t>>,
    pub(super) schemes: Vec<Scheme<'t>>,
}

/// What stands above the parameters about one security scheme.
#[derive(Debug, Default, PartialEq)]
pub(super) struct SchemeHead<'t> {
    /// In themes that name it there.
    pub(super) name: Option<Slice<'t>>,
    pub(super) scopes: Vec<Slice<'t>>,
    pub(super) description: Vec<Slice<'t>>,
}

/// What stands below all else about one security scheme.
#[derive(Debug)]
pub(super) struct Scheme<'t> {
    /// None where no security is one of the ways.
    pub(super) name: Option<Slice<'t>>,
    pub(super) headers: Listing<'t>,
    pub(super) query_parameters: Listing<'t>,
    pub(super) responses: Vec<Response<'t>>,
}

/// A response.
#[derive(Debug)]
pub(super) struct Response<'t> {
    pub(super) line: Slice<'t>,
    pub(super) code: u16,
    pub(super) description: Vec<Slice<'t>>,
    pub(super) headers: Listing<'t>,
    pub(super) bodies: Vec<Body<'t>>,
}

/// A body of one media type.
#[derive(Debug)]
pub(super) struct Body<'t> {
    pub(super) media_type: Slice<'t>,
    /// What the page says of its type; none where it says nothing.
    pub(super) shape: Option<(TypeText<'t>, Slice<'t>)>,
    /// The types that are possible, where the page lists them.
    pub(super) possible: Vec<(Slice<'t>, Listing<'t>)>,
    /// Its type in another language.
    pub(super) schema: Option<Verbatim<'t>>,
    pub(super) listing: Listing<'t>,
}

/// What a list of properties belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Root<'t> {
    /// Parameters, which are no type.
    #[default]
    Parameters,
    /// An object whose name is not shown.
    Object,
    /// The items of an array, by the name of their type.
    Items(Slice<'t>),
    /// One of several types, by its name.
    Named(Slice<'t>),
}

/// A list of properties, nested ones among them without a mark.
#[derive(Debug, Default)]
pub(super) struct Listing<'t> {
    pub(super) root: Root<'t>,
    pub(super) entries: Vec<Entry<'t>>,
    /// Examples that stand in front of the first property.
    pub(super) examples: Vec<Verbatim<'t>>,
}

/// A property with what stands below it.
#[derive(Debug, PartialEq)]
pub(super) struct Entry<'t> {
    pub(super) line: Slice<'t>,
    pub(super) property: Property<'t>,
    pub(super) description: Vec<Slice<'t>>,
    /// `Items: User`: the properties of an item follow.
    pub(super) items: Option<Slice<'t>>,
    /// Examples that stand behind it, which may belong to what it is a part of.
    pub(super) examples: Vec<Verbatim<'t>>,
}

impl<'t> Entry<'t> {
    pub(super) fn name(&self) -> &'t str {
        self.property.name.text
    }

    pub(super) fn range(&self) -> Range<usize> {
        self.line.range()
    }

    /// Whether it is an object whose properties may follow.
    pub(super) fn is_object(&self) -> bool {
        matches!(&self.property.shape, TypeText::Name(name) if name.text == "object")
    }

    /// Whether properties of something in it may follow.
    pub(super) fn opens(&self) -> bool {
        self.items.is_some() || self.is_object()
    }
}

impl Body<'_> {
    /// Whether the page shows anything of it but its media type.
    pub(super) fn is_described(&self) -> bool {
        self.shape.is_some() || self.schema.is_some() || !self.possible.is_empty() || !self.listing.entries.is_empty()
    }
}

impl<'t> Page<'t> {
    /// Every list of properties, in the page's order.
    pub(super) fn listings(&self) -> impl Iterator<Item = &Listing<'t>> {
        let operations = self.operations.iter().flat_map(Operation::listings);
        std::iter::once(&self.base_uri_parameters).chain(operations)
    }
}

impl<'t> Operation<'t> {
    fn listings(&self) -> impl Iterator<Item = &Listing<'t>> {
        let parameters = [&self.uri_parameters, &self.headers, &self.query_parameters];
        let bodies = self.bodies.iter().flat_map(Body::listings);
        let responses = self.responses.iter().flat_map(Response::listings);
        let schemes = self.schemes.iter().flat_map(|scheme| {
            let parameters = [&scheme.headers, &scheme.query_parameters];
            parameters
                .into_iter()
                .chain(scheme.responses.iter().flat_map(Response::listings))
        });
        parameters.into_iter().chain(bodies).chain(responses).chain(schemes)
    }
}

impl<'t> Response<'t> {
    fn listings(&self) -> impl Iterator<Item = &Listing<'t>> {
        std::iter::once(&self.headers).chain(self.bodies.iter().flat_map(Body::listings))
    }
}

impl<'t> Body<'t> {
    fn listings(&self) -> impl Iterator<Item = &Listing<'t>> {
        let possible = self.possible.iter().map(|(_, listing)| listing);
        std::iter::once(&self.listing).chain(possible)
    }
}
