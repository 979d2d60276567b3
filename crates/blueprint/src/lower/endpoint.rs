//! Which actions are one operation.

use std::collections::BTreeMap;

use specwright_model::{Method, PathTemplate};

use crate::block::Line;
use crate::findings::Findings;
use crate::rules;
use crate::syntax::{Action, Blueprint, Group, Resource};
use crate::uri_template::{Oddity, UriTemplate};

/// All that a document says of one method on one path.
pub(super) struct Endpoint<'a, 'b, 't> {
    pub(super) path: PathTemplate,
    pub(super) method: Method,
    /// The first place where it is described.
    first: Site<'a, 'b, 't>,
    /// Further ones.
    others: Vec<Site<'a, 'b, 't>>,
}

/// An action with what it stands in.
pub(super) struct Site<'a, 'b, 't> {
    pub(super) group: &'a Group<'b, 't>,
    pub(super) resource: &'a Resource<'b, 't>,
    pub(super) action: &'a Action<'b, 't>,
    /// The URI template that holds for the action, and where it stands.
    pub(super) template: UriTemplate,
    pub(super) uri: Line<'t>,
}

impl<'a, 'b, 't> Endpoint<'a, 'b, 't> {
    /// The first place where it is described.
    pub(super) fn first(&self) -> &Site<'a, 'b, 't> {
        &self.first
    }

    /// All places where it is described.
    pub(super) fn sites(&self) -> impl Iterator<Item = &Site<'a, 'b, 't>> {
        std::iter::once(&self.first).chain(&self.others)
    }
}

/// All operations, in the order of their first actions.
pub(super) fn endpoints<'a, 'b, 't>(
    blueprint: &'a Blueprint<'b, 't>,
    findings: &mut Findings<'_>,
) -> Vec<Endpoint<'a, 'b, 't>> {
    let mut list: Vec<Endpoint<'a, 'b, 't>> = Vec::new();
    let mut known: BTreeMap<(String, Method), usize> = BTreeMap::new();
    for group in &blueprint.groups {
        for resource in &group.resources {
            for action in &resource.actions {
                let Some(uri) = uri_of(resource, action, findings) else {
                    continue;
                };
                let base = resource.uri.map(|uri| uri.text);
                let template = template(uri, base.filter(|_| action.uri.is_some()));
                let method = Method::new(&action.method.text.to_ascii_uppercase());
                let key = (template.path.to_string(), method.clone());
                let path = template.path.clone();
                let site = Site {
                    group,
                    resource,
                    action,
                    template,
                    uri,
                };
                match known.get(&key).and_then(|index| list.get_mut(*index)) {
                    Some(endpoint) => {
                        say_repeated(endpoint, &site, findings);
                        endpoint.others.push(site);
                    }
                    None => {
                        known.insert(key, list.len());
                        let others = Vec::new();
                        list.push(Endpoint {
                            path,
                            method,
                            first: site,
                            others,
                        });
                    }
                }
            }
        }
    }
    say_oddities(&list, findings);
    list
}

/// The URI template of an action: its own, or its resource's.
fn uri_of<'t>(resource: &Resource<'_, 't>, action: &Action<'_, 't>, findings: &mut Findings<'_>) -> Option<Line<'t>> {
    let uri = action.uri.or(resource.uri);
    if uri.is_none() {
        let message = format!("this {} action has no URI, and is left out", action.method.text);
        let finding = findings.at(&rules::NO_URI, action.range.clone(), message);
        let help =
            "write the URI behind the method, as `[GET /users]`, or put a heading such as `# Users [/users]` above";
        findings.push(finding.help(help));
    }
    uri
}

/// A template; one that does not begin with a slash is read below the path of the resource.
fn template(uri: Line<'_>, base: Option<&str>) -> UriTemplate {
    let own = UriTemplate::parse(uri.text);
    let is_relative = own.oddities.iter().any(|(oddity, _)| *oddity == Oddity::Relative);
    match base.filter(|_| is_relative) {
        None => own,
        Some(base) => {
            // The resource's query is no part of the path below it.
            let base = UriTemplate::parse(base).path.to_string();
            let joined = format!("{}/{}", base.trim_end_matches('/'), uri.text);
            UriTemplate {
                oddities: own.oddities,
                ..UriTemplate::parse(&joined)
            }
        }
    }
}

fn say_repeated(endpoint: &Endpoint<'_, '_, '_>, site: &Site<'_, '_, '_>, findings: &mut Findings<'_>) {
    let message = format!("{} {} is described more than once", endpoint.method, endpoint.path);
    let first = findings.location(endpoint.first.action.range.clone());
    let finding = findings.at(&rules::REPEATED_ACTION, site.action.range.clone(), message);
    let finding = finding.related(first, "described here first");
    findings.push(finding.help("both are one operation: their parameters, requests and responses are joined"));
}

/// Says what is unusual in URI templates, each template once however many actions have it.
fn say_oddities(endpoints: &[Endpoint<'_, '_, '_>], findings: &mut Findings<'_>) {
    let mut said = std::collections::BTreeSet::new();
    for site in endpoints.iter().flat_map(Endpoint::sites) {
        if !said.insert(site.uri.start) {
            continue;
        }
        for (oddity, range) in &site.template.oddities {
            let place = site.uri.start + range.start..site.uri.start + range.end;
            let (message, help) = oddity_text(*oddity);
            let finding = findings.at(&rules::INVALID_URI, place, message);
            findings.assume(&format!("{oddity:?}"), finding.help(help));
        }
    }
}

fn oddity_text(oddity: Oddity) -> (&'static str, &'static str) {
    match oddity {
        Oddity::Unclosed => (
            "a brace of this URI template has no counterpart",
            "write variables as `{name}`; the name was read up to the next character that is in none",
        ),
        Oddity::AngleBrackets => (
            "`<name>` is read as a variable of the path",
            "write variables as `{name}`",
        ),
        Oddity::UnusualName => (
            "the name of this variable has characters that URI templates do not allow",
            "write letters, digits and `_`, or percent-encode the others (RFC 6570, section 2.3)",
        ),
        Oddity::Fragment => (
            "a fragment is never sent, and this one is left out",
            "write `{+name}` for a value with reserved characters, or `{?name}` for a parameter of the query",
        ),
        Oddity::Prefix => (
            "the prefix of a value is not cut off, and the whole value is sent",
            "leave the length out",
        ),
        Oddity::Relative => (
            "this URI template does not begin with a slash",
            "write the whole path; it was read below the path of its resource",
        ),
        Oddity::Space => ("this URI template has white space in it", "percent-encode it as `%20`"),
    }
}
