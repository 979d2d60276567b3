//! From the parts of a page to the model.

mod body;
mod example;
mod expression;
mod items;
mod named;
mod object;
mod operation;
mod scalar;
mod security;

use std::collections::BTreeMap;

use specwright_diagnostics::Diagnostic;
use specwright_model::{Api, Origin, SchemaId, Server, ServerVariable, Tag};
use specwright_source::Sources;

use super::findings::Findings;
use super::nest;
use super::syntax::{Group, Listing, Page};
use super::text::{Slice, join};
use super::tree::{Tree, Values};
use crate::rules;

use named::Named;

/// Makes the model of a page.
pub(super) fn api(sources: &Sources, page: &Page<'_>, findings: &mut Findings) -> Api {
    let listings: Vec<&Listing<'_>> = page.listings().collect();
    let values = example::values(&listings, findings);
    let trees = nest::nest(&listings, &values, findings);
    let places = listings.iter().enumerate();
    let places = places.filter_map(|(index, listing)| Some((begin(listing)?, index)));
    let mut lowering = Lowering {
        sources,
        values: &values,
        places: places.collect(),
        trees: &trees,
        named: Named::of(&listings, &trees, findings),
        findings,
        api: Api::default(),
        shown: Vec::new(),
        added: BTreeMap::new(),
    };
    lowering.information(page);
    lowering.declare_types();
    lowering.groups(page);
    lowering.security_schemes(page);
    lowering.operations(page);
    lowering.infer_items();
    lowering.check_examples();
    lowering.api
}

/// What every part of the lowering shares.
struct Lowering<'a, 'p, 't> {
    sources: &'a Sources,
    values: &'a Values,
    /// The trees of lists, by where the lists begin on the page.
    places: BTreeMap<usize, usize>,
    trees: &'p [Tree<'p, 't>],
    named: Named<'p, 't>,
    findings: &'a mut Findings,
    api: Api,
    /// What examples show: where each stands, its length, and the schema that it shows.
    shown: Vec<(std::ops::Range<usize>, SchemaId)>,
    /// What each security scheme adds to operations.
    added: BTreeMap<&'t str, security::Added>,
}

/// Where a list begins on the page; nowhere if nothing is in it.
fn begin(listing: &Listing<'_>) -> Option<usize> {
    let entry = listing.entries.first().map(|entry| entry.line.start);
    entry.or_else(|| listing.examples.first().map(|example| example.start))
}

impl<'p, 't> Lowering<'_, 'p, 't> {
    /// The tree of a list; none if nothing is in it.
    fn tree(&self, listing: &Listing<'t>) -> Option<&'p Tree<'p, 't>> {
        self.trees.get(*self.places.get(&begin(listing)?)?)
    }

    fn written(&self, slice: Slice<'_>) -> Origin {
        self.findings.written(slice.range())
    }

    /// Adds a finding of which one is enough for a page.
    fn share(&mut self, subject: &str, finding: Diagnostic) {
        self.findings.share(subject, finding);
    }

    fn information(&mut self, page: &Page<'t>) {
        self.api.title = page.title.map(|title| title.text.to_owned()).unwrap_or_default();
        self.api.version = page.version.map(|version| version.text.to_owned()).unwrap_or_default();
        self.api.description = join(&page.description);
        self.api.origin = page.title.map(|title| self.written(title)).unwrap_or_default();
        let Some(base_uri) = page.base_uri else { return };
        let variables = variables(base_uri.text)
            .into_iter()
            .map(|name| self.server_variable(page, name));
        let variables = variables.collect();
        self.api.servers.push(Server {
            url: base_uri.text.to_owned(),
            variables,
            ..Server::default()
        });
    }

    /// A variable of the address: the version is known without a description (RAML 1.0, "Base URI and Base URI
    /// Parameters").
    fn server_variable(&self, page: &Page<'t>, name: &str) -> ServerVariable {
        let entries = page.base_uri_parameters.entries.iter();
        let described = entries.rev().find(|entry| entry.name() == name);
        let facet = |name: &str| {
            let facets = described
                .map(|entry| entry.property.facets.as_slice())
                .unwrap_or_default();
            facets
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| value.text.to_owned())
        };
        let values = described
            .map(|entry| expression::values(&entry.property.shape))
            .unwrap_or_default();
        let version = (name == "version").then(|| self.api.version.clone());
        let default = facet("default").or(version).or_else(|| values.first().cloned());
        ServerVariable {
            name: name.to_owned(),
            default: default.unwrap_or_default(),
            values,
            description: described.and_then(|entry| join(&entry.description)),
        }
    }

    fn groups(&mut self, page: &Page<'t>) {
        for group in &page.groups {
            self.tag(group);
        }
    }

    fn tag(&mut self, group: &Group<'t>) {
        let is_known = self.api.tags.iter().any(|tag| tag.name == group.name.text);
        if !is_known {
            self.api.tags.push(Tag {
                name: group.name.text.to_owned(),
                description: join(&group.description),
                origin: self.written(group.name),
                ..Tag::default()
            });
        }
    }

    fn finding(&self, rule: &'static specwright_diagnostics::Rule, slice: Slice<'_>, message: String) -> Diagnostic {
        self.findings.at(rule, slice.range(), message)
    }

    /// Says of a type that the page uses and does not show.
    fn unknown_type(&mut self, name: Slice<'_>) {
        let message = format!("`{}` is shown nowhere on the page: any value fits", name.text);
        let finding = self.finding(&rules::UNKNOWN_PAGE_TYPE, name, message);
        self.share(name.text, finding);
    }
}

/// The names of the variables of an address.
fn variables(uri: &str) -> Vec<&str> {
    let parts = uri.split('{').skip(1);
    parts
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}
