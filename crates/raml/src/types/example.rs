//! Examples (RAML 1.0, "Defining Examples in RAML").

use specwright_diagnostics::Diagnostic;
use specwright_model::{self as model, Origin};
use specwright_source::Kind as NodeKind;

use super::declaration::{Declaration, Example};
use super::{Content, TypeId, Types};
use crate::header::FileKind;
use crate::rules;
use crate::view::{View, is_annotation};

/// What may stand beside `value` in an example.
const KEYS: [&str; 5] = ["value", "strict", "displayName", "description", "summary"];

impl<'s> Types<'s> {
    /// Reads `example`.
    pub(super) fn example(&mut self, view: &View<'s>, declaration: &mut Declaration<'s>) {
        view.expect_fragment(FileKind::NamedExample);
        if let Some(example) = self.read_example(None, view) {
            declaration.examples.push(example);
        }
    }

    /// Reads `examples`.
    pub(super) fn examples(&mut self, view: &View<'s>, declaration: &mut Declaration<'s>) {
        view.expect_fragment(FileKind::NamedExample);
        match view.kind() {
            NodeKind::Null => {}
            NodeKind::Mapping => {
                for entry in view.entries() {
                    entry.value.expect_fragment(FileKind::NamedExample);
                    let example = self.read_example(Some(entry.key.into_owned()), &entry.value);
                    declaration.examples.extend(example);
                }
            }
            _ => {
                let message = format!(
                    "`examples` must be a mapping of names to examples, not {}",
                    view.describe()
                );
                let diagnostic = Diagnostic::new(&rules::INVALID_EXAMPLE, view.location(), message);
                let help = "write one example under `example`, or give each example a name";
                self.session.report(diagnostic.help(help));
                view.see_all();
            }
        }
    }

    fn read_example(&mut self, name: Option<String>, view: &View<'s>) -> Option<Example<'s>> {
        if view.is_broken() {
            return None;
        }
        let mut example = Example {
            name,
            display_name: None,
            description: None,
            value: view.clone(),
            strict: true,
            extensions: serde_json::Map::new(),
        };
        if self.session.is_old() || !is_explicit(view) {
            view.see_all();
            return Some(example).filter(|example| !example.value.is_null());
        }
        for entry in view.entries() {
            let text = || entry.value.text().map(str::to_owned);
            match &*entry.key {
                "value" => {
                    entry.value.see_all();
                    example.value = entry.value;
                }
                "strict" => {
                    let strict = self.flag("strict", &entry.value);
                    example.strict = strict.is_none_or(|it| it.value);
                }
                "displayName" => example.display_name = text(),
                "description" | "summary" => example.description = text(),
                _ => {
                    let annotation = self.annotation(&entry, "Example");
                    example.extensions.extend(annotation);
                }
            }
        }
        Some(example)
    }

    /// The examples that a declaration gives, as the model has them.
    pub(crate) fn model_examples(&mut self, id: TypeId) -> Vec<model::Example> {
        let Content::Declared(declaration) = self.content(id) else {
            return Vec::new();
        };
        let kind = self.shape(id).kind;
        let examples = declaration.examples.iter();
        examples
            .map(|example| model::Example {
                name: example.name.clone(),
                summary: example.display_name.clone(),
                description: example.description.clone(),
                value: Some(super::lower::json_of(&example.value, kind)),
                external_value: None,
                origin: Origin::written(example.value.location()),
            })
            .collect()
    }
}

/// Whether an example says that its value is below `value`: nothing stands beside it that is no facet of examples.
fn is_explicit(view: &View<'_>) -> bool {
    let is_known = |key: &str| KEYS.contains(&key) || is_annotation(key);
    view.is_mapping() && view.has("value") && view.peek_keys().iter().all(|(key, _)| is_known(key))
}
