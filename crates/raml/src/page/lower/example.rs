//! Examples: their values, and whether they fit what they show.

use std::ops::Range;
use std::sync::Arc;

use serde_json::Value;
use specwright_model::{Example, SchemaId};
use specwright_source::{Syntax, parse};

use super::Lowering;
use crate::page::findings::Findings;
use crate::page::syntax::Listing;
use crate::page::token::Verbatim;
use crate::page::tree::{Tree, Values};
use crate::{rules, types};

/// Reads the examples of all lists. What begins like JSON and is none is reported; all else is text.
pub(super) fn values(listings: &[&Listing<'_>], findings: &mut Findings) -> Values {
    let mut values = Values::new();
    let lists = listings.iter().flat_map(|listing| {
        let behind = listing.entries.iter().flat_map(|entry| &entry.examples);
        listing.examples.iter().chain(behind)
    });
    for example in lists {
        let value = match serde_json::from_str(example.text) {
            Ok(value) => value,
            Err(error) if example.text.starts_with(['{', '[']) => {
                let message = format!("this example is not well-formed JSON, and is left out: {error}");
                findings.push(findings.at(&rules::INVALID_PAGE_EXAMPLE, example.range(), message));
                continue;
            }
            Err(_) => Value::String(example.text.to_owned()),
        };
        values.insert(example.start, value);
    }
    values
}

impl<'p, 't> Lowering<'_, 'p, 't> {
    /// Notes that the examples of a tree show a schema.
    pub(super) fn show(&mut self, tree: &Tree<'p, 't>, id: SchemaId) {
        for example in &tree.examples {
            self.show_one(example, id);
        }
    }

    /// Notes that an example shows a schema. An array shows a schema that is none by its items.
    pub(super) fn show_one(&mut self, example: &Verbatim<'t>, id: SchemaId) {
        let Some(value) = self.values.get(&example.start).cloned() else {
            return;
        };
        self.shown.push((example.range(), id));
        if let Some(schema) = self.api.schemas.get_mut(id)
            && !schema.examples.contains(&value)
        {
            schema.examples.push(value);
        }
    }

    /// The example of a body.
    pub(super) fn body_example(&mut self, example: &Verbatim<'t>) -> Option<Example> {
        Some(Example {
            name: example.name.map(|name| name.text.to_owned()),
            value: Some(self.values.get(&example.start)?.clone()),
            origin: self.findings.written(example.range()),
            ..Example::default()
        })
    }

    /// Compares all examples with the schemas that they show.
    pub(super) fn check_examples(&mut self) {
        let mut shown = std::mem::take(&mut self.shown);
        shown.sort_by_key(|(range, id)| (range.start, *id));
        shown.dedup();
        for (range, id) in shown {
            self.check_example(range, id);
        }
    }

    fn check_example(&mut self, range: Range<usize>, id: SchemaId) {
        let location = self.findings.location(range.clone());
        let text = self.sources.text(location.file).get(range).unwrap_or("");
        if !text.starts_with(['{', '[']) {
            return;
        }
        let (tree, _) = parse(location.file, Arc::from(text), Syntax::Json, self.sources.limits());
        let Some(tree) = tree else { return };
        let value = types::Value::of_node(tree.root(), location.span.start);
        for problem in types::validate(&self.api.schemas, id, &value) {
            let message = format!("this example does not fit its type: {}", problem.message);
            let finding =
                specwright_diagnostics::Diagnostic::new(&rules::INVALID_PAGE_EXAMPLE, problem.location, message);
            self.findings.push(finding);
        }
    }
}
