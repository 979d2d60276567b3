//! Steps that look something up in what a step in front gave.

use specwright_model::{Expression, Lookup, LookupField, PathStep, ValuePath};
use specwright_source::Node;

use super::scope::{KnownStep, Scope};
use crate::consumed::named_path;
use crate::reader::Reader;
use crate::rules;

impl<'s> Reader<'s> {
    pub(super) fn lookup(&mut self, node: Node<'s>, name: &str, scope: &mut Scope<'_>) -> Option<Lookup> {
        let mut needed = |key: &str| {
            let text = self.text(node, key);
            let location = node.peek(key).map_or_else(|| node.location(), Node::location);
            if text.is_none() {
                self.report(
                    &rules::MISSING_KEY,
                    node.location(),
                    format!("the lookup `{name}` has no `{key}`"),
                );
            }
            text.map(|text| (text, location))
        };
        let (index, match_field, value) = (needed("index"), needed("match"), needed("lookupValue"));
        let fields = self.texts(node, "outputParameters");
        let ((index, index_location), (match_field, match_location), (value, value_location)) =
            (index?, match_field?, value?);
        let Some(step) = scope.step(index) else {
            let known: Vec<&str> = scope.steps.iter().map(|step| step.name.as_str()).collect();
            let message = format!("`{index}` is no step in front of this one");
            self.report_unknown(&rules::UNKNOWN_STEP, index_location, message, index, &known);
            return None;
        };
        let outputs = step.outputs.clone();
        let value = if value.starts_with('$') {
            self.step_value(value, value_location, scope)
        } else {
            self.value_text(value, value_location, scope)
        };
        let match_field = named_path(self.path(match_field, match_location)?, &outputs);
        let (entries, match_field) = split_entries(match_field);
        let fields = fields.into_iter().map(|name| {
            let path = ValuePath {
                steps: vec![PathStep::Member(name.clone())],
            };
            let path = named_path(path, &outputs);
            let path = match path.steps.strip_prefix(entries.steps.as_slice()) {
                Some([PathStep::Each, rest @ ..]) => ValuePath { steps: rest.to_vec() },
                _ => path,
            };
            LookupField { name, path }
        });
        let lookup = Lookup {
            name: name.to_owned(),
            fields: fields.collect(),
            entries: Expression::Step {
                name: index.to_owned(),
                path: entries,
            },
            match_field,
            value,
            origin: self.origin(node.location()),
        };
        scope.steps.push(KnownStep {
            name: name.to_owned(),
            is_named: true,
            outputs: Vec::new(),
        });
        Some(lookup)
    }
}

/// The entries that a path goes through, and the place within an entry: `$.results[*].id` is the place `$.id` in the
/// entries `$.results`. A path that goes through none is a place in the entries of the whole.
fn split_entries(path: ValuePath) -> (ValuePath, ValuePath) {
    let Some(last) = path.steps.iter().rposition(|step| *step == PathStep::Each) else {
        return (ValuePath::default(), path);
    };
    let (entries, rest) = path.steps.split_at(last);
    let rest = rest.get(1..).unwrap_or_default();
    (
        ValuePath {
            steps: entries.to_vec(),
        },
        ValuePath { steps: rest.to_vec() },
    )
}
