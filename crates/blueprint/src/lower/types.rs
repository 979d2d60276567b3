//! What bodies hold as the document says: data structures, attributes and JSON Schemas.

use specwright_diagnostics::{Diagnostic, Severity, Span};
use specwright_model::SchemaId;
use specwright_source::{Kind, OpenError, Sources, Tree};

use crate::mson;
use crate::rules;
use crate::syntax::{Asset, Attributes, Blueprint};

use super::Lowering;

impl<'b, 't> Lowering<'_, 'b, 't, '_> {
    /// Declares the named types: the data structures, and the attributes of resources under the names of those.
    pub(super) fn types(&mut self, blueprint: &Blueprint<'b, 't>) {
        for named in &blueprint.types {
            let named = mson::named_type(named.title, named.blocks, named.sections, self.findings);
            self.types.declare(named, self.findings);
        }
        let declared: Vec<&str> = blueprint.types.iter().map(|it| it.title.text).collect();
        for resource in blueprint.groups.iter().flat_map(|group| &group.resources) {
            let (Some(name), Some(attributes)) = (resource.name, resource.attributes) else {
                continue;
            };
            // `# User [/users]` with `+ Attributes (User)` only says what is said already.
            let reference = attributes.definition.text.trim_matches(['(', ')', ' ']);
            let is_itself = reference == name.text && attributes.blocks.is_empty();
            if is_itself && declared.iter().any(|it| it.starts_with(name.text)) {
                continue;
            }
            let mut line = attributes.definition;
            if is_itself {
                let message = format!("`{}` is described by itself, which says nothing", name.text);
                let finding = self.findings.at(&rules::ASSUMED_TYPE, line.range(), message);
                self.findings
                    .push(finding.help("list its members below, or name another type"));
                line = line.part(line.text.len()..usize::MAX);
            }
            let definition = mson::definition(line, attributes.blocks, self.findings);
            self.types.declare(mson::NamedType { name, definition }, self.findings);
        }
        self.types.lower_all(&mut self.api.schemas, self.findings);
    }

    /// The schema of an attributes section, made once however many messages have it.
    pub(super) fn attributes(&mut self, attributes: Attributes<'b, 't>) -> SchemaId {
        let key = attributes.definition.start;
        if let Some(id) = self.schemas.get(&key) {
            return *id;
        }
        let definition = mson::definition(attributes.definition, attributes.blocks, self.findings);
        let id = self.types.lower(&definition, &mut self.api.schemas, self.findings);
        self.schemas.insert(key, id);
        id
    }

    /// The schema that a JSON Schema section gives; none where it is not well-formed or says nothing.
    pub(super) fn json_schema(&mut self, asset: &Asset) -> Option<SchemaId> {
        let key = asset.range.start;
        if let Some(id) = self.schemas.get(&key) {
            return Some(*id);
        }
        let sources = self.embedded(asset)?;
        let (id, found) = specwright_openapi::read_schema(&sources, &mut self.api.schemas);
        // Schemas of blueprints are in older drafts as a rule, whatever they call them.
        let found = found
            .into_iter()
            .filter(|finding| finding.rule.code != "unknown-dialect");
        for mut finding in sources.diagnostics().clone().into_iter().chain(found) {
            if finding.rule.code == "sloppy-json" {
                finding.message = "this schema is not quite JSON, and is read as YAML".to_owned();
                finding.help = vec!["mend it: other tools refuse it".to_owned()];
            }
            let is_error = finding.severity() == Severity::Error;
            // A broken part of a schema is no reason to refuse the whole document.
            let finding = Diagnostic {
                rule: if is_error { &rules::INVALID_SCHEMA } else { finding.rule },
                ..finding
            };
            self.findings.push(finding);
        }
        let id = id.filter(|id| !self.api.schemas.is_any(*id))?;
        self.schemas.insert(key, id);
        Some(id)
    }

    /// An asset as a document of its own, whose places are those of the blueprint.
    fn embedded(&mut self, asset: &Asset) -> Option<Sources> {
        let location = self.findings.location(asset.range.clone());
        let text = self.sources.text(location.file);
        let (start, end) = unfenced(text, location.span.start as usize, location.span.end as usize);
        let problem = match self.sources.part(location.file, start..end) {
            Ok(sources) if is_schema(&sources) => return Some(sources),
            Ok(_) => {
                let message = "it is neither a mapping nor a boolean";
                Some(Diagnostic::without_place(&rules::INVALID_SCHEMA, message))
            }
            Err(OpenError { diagnostics, .. }) => diagnostics.into_iter().next(),
        };
        let (what, span) = match problem {
            Some(Diagnostic {
                message,
                location: Some(it),
                ..
            }) => (message, it.span),
            Some(Diagnostic { message, .. }) => (message, location.span),
            None => ("it is empty".to_owned(), Span::new(start, end)),
        };
        let location = specwright_diagnostics::Location { span, ..location };
        let message = format!("this schema is not read: {what}");
        let finding = Diagnostic::new(&rules::INVALID_SCHEMA, location, message);
        let help = "mend it; until then what the body holds is read from the attributes, or concluded from the example";
        self.findings.push(finding.help(help));
        None
    }
}

/// Whether a document may be a JSON Schema (JSON Schema 2020-12 core, section 4.3).
fn is_schema(sources: &Sources) -> bool {
    let root = sources.entry_tree().map(Tree::root);
    root.is_some_and(|root| root.is_mapping() || matches!(root.kind(), Kind::Boolean(_)))
}

/// The part of a range inside the lines that open and close fenced code.
pub(super) fn unfenced(text: &str, start: usize, end: usize) -> (usize, usize) {
    let part = text.get(start..end).unwrap_or("");
    let is_fence = |line: &str| line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
    let first = part.split_inclusive(['\n', '\r']).next().unwrap_or("");
    if !is_fence(first) {
        return (start, end);
    }
    let last = part.trim_end().rsplit(['\n', '\r']).next().unwrap_or("");
    let cut = if is_fence(last) {
        part.len() - part.trim_end().len() + last.len()
    } else {
        0
    };
    (start + first.len(), (end - cut).max(start + first.len()))
}
