//! Pages that show a capability as text without its indentation.
//!
//! A page has prose in front, and then the lines of the capability, each at the left margin. [`line`] keeps together what
//! is one scalar over several lines; `nest` finds out which line belongs to which object, by the keys that each object
//! may have (`objects`); the indentation is put back, and the text is read like any other. `places` keeps where
//! each byte of it stands on the page, so that findings and origins point there.
//!
//! Where several readings fit equally well, which happens where an object may have keys of any name, the page is
//! ambiguous, which is reported with the line.

mod cost;
mod frame;
mod hints;
mod line;
mod nest;
mod place;
mod places;
mod reading;
mod summary;

use std::sync::Arc;

use specwright_diagnostics::{Diagnostic, Diagnostics, Location, Span};
use specwright_model::Api;
use specwright_source::{Sources, Syntax, parse};

use crate::{document, rules};

pub(crate) use places::Places;

/// Whether a text is a page that shows a capability: a line of it is `naftiko:` or `ikanos:` with a version, and another
/// one behind it `capability:` or `consumes:`.
pub fn detect(text: &str) -> bool {
    start(text).is_some_and(|start| {
        let mut lines = text.get(start..).unwrap_or_default().lines();
        lines.any(|line| ["capability:", "consumes:"].contains(&line.trim()))
    })
}

/// Reads the entry file of `sources`, a text, into the model.
///
/// There is no model where the page shows no capability. What the prose says of operations and tools is compared with
/// the capability, and differences are reported.
pub fn read(sources: &Sources) -> (Option<Api>, Diagnostics) {
    let file = sources.entry();
    let text = sources.text(file);
    let mut diagnostics = Diagnostics::new();
    let Some(start) = start(text) else {
        let location = Location {
            file,
            span: Span::new(0, 0),
        };
        let message = "the page shows no capability";
        let diagnostic = Diagnostic::new(&rules::NO_CAPABILITY, location, message);
        diagnostics.push(diagnostic.help("it begins with a line such as `naftiko: 1.0.0-alpha2`"));
        return (None, diagnostics);
    };
    let lines = line::lines(text, start);
    let rebuilt = if line::are_indented(&lines, text) {
        places::as_written(text, start)
    } else {
        nest::rebuild(&lines, file, &mut diagnostics)
    };
    let places = Places::new(file, &rebuilt.lines);
    let (tree, syntax) = parse(file, Arc::from(rebuilt.text.as_str()), Syntax::Yaml, sources.limits());
    diagnostics.extend(syntax.into_iter().map(|it| places.on_the_page(it)));
    let Some(tree) = tree else {
        return (None, diagnostics);
    };
    let (api, findings) = document::read(sources, &tree, Some(&places));
    diagnostics.extend(findings.into_iter().map(|it| places.on_the_page(it)));
    if let Some(api) = &api {
        summary::compare(text.get(..start).unwrap_or_default(), file, api, &mut diagnostics);
    }
    diagnostics.sort();
    (api, diagnostics)
}

/// Where the capability begins: the offset of its first line.
fn start(text: &str) -> Option<usize> {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let version = ["naftiko:", "ikanos:"]
            .into_iter()
            .find_map(|key| line.trim().strip_prefix(key));
        let version = version.map(|version| version.trim().trim_matches(['"', '\'']));
        let is_version = version.is_some_and(|version| {
            let number = version.strip_prefix('v').unwrap_or(version);
            number.starts_with(|it: char| it.is_ascii_digit()) && !number.contains(char::is_whitespace)
        });
        if is_version {
            return Some(offset);
        }
        offset += line.len();
    }
    None
}
