//! Bodies.

use specwright_diagnostics::{Diagnostic, Location, Severity, Span};
use specwright_model::{Object, Payload, Schema, SchemaId, SchemaKind};
use specwright_source::Sources;

use super::Lowering;
use crate::page::line::TypeText;
use crate::page::syntax::{Body, Root};
use crate::page::token::Verbatim;
use crate::rules;

impl<'p, 't> Lowering<'_, 'p, 't> {
    /// The contents of bodies, one for each media type.
    pub(super) fn contents(&mut self, bodies: &[Body<'t>]) -> Vec<Payload> {
        let mut contents: Vec<Payload> = Vec::new();
        for body in bodies {
            if contents.iter().any(|known| known.media_type == body.media_type.text) {
                let message = format!(
                    "a body of `{}` is shown twice, and the first is read",
                    body.media_type.text
                );
                let finding = self.finding(&rules::UNEXPLAINED_LINE, body.media_type, message);
                self.findings.push(finding);
                continue;
            }
            contents.push(self.content(body));
        }
        contents
    }

    fn content(&mut self, body: &Body<'t>) -> Payload {
        let tree = self.tree(&body.listing);
        let schema = self.body_schema(body);
        let examples = tree.map(|tree| tree.examples.as_slice()).unwrap_or_default();
        let mut payload = Payload {
            media_type: body.media_type.text.to_owned(),
            schema,
            origin: self.written(body.media_type),
            ..Payload::default()
        };
        for example in examples {
            let Some(shown) = self.body_example(example) else {
                continue;
            };
            payload.examples.push(shown);
            self.shown.extend(schema.map(|id| (example.range(), id)));
        }
        payload
    }

    /// What a body holds; none where the page shows no more than its media type.
    fn body_schema(&mut self, body: &Body<'t>) -> Option<SchemaId> {
        if !body.is_described() {
            return None;
        }
        if let Some(schema) = &body.schema {
            return self.foreign(schema);
        }
        let line = body.shape.as_ref().map_or(body.media_type, |(_, line)| *line);
        if !body.possible.is_empty() {
            let variants = body
                .possible
                .iter()
                .map(|(name, _)| self.shape(&TypeText::Name(*name), *name));
            let variants = variants.collect();
            return Some(self.union_of(variants, false, line));
        }
        let tree = self.tree(&body.listing);
        match (body.listing.root, &body.shape, tree) {
            (Root::Items(name), ..) => {
                let known = self.named.id(name.text);
                let shown = tree.filter(|tree| !tree.members.is_empty());
                let items = match (known, shown) {
                    (Some(id), _) => id,
                    (None, Some(tree)) => self.unnamed(tree, name),
                    (None, None) => self.shape(&TypeText::Name(name), name),
                };
                Some(self.list(Some(items), line))
            }
            (_, Some((shape, line)), _) if body.listing.entries.is_empty() && !is_object(shape) => {
                Some(self.shape(shape, *line))
            }
            (_, _, Some(tree)) => Some(self.unnamed(tree, line)),
            (_, _, None) => Some(self.add(Schema::of(SchemaKind::Object(Object::default())), line)),
        }
    }

    /// The schema that stands on the page in another language. Blanks stand before it, so that places in it are those of
    /// the page.
    fn foreign(&mut self, schema: &Verbatim<'t>) -> Option<SchemaId> {
        let location = self.findings.location(schema.range());
        if !schema.text.starts_with('{') {
            let message = "a schema that is no JSON Schema is not read: any value fits";
            self.share("schema", Diagnostic::new(&rules::UNKNOWN_PAGE_TYPE, location, message));
            let origin = self.findings.written(schema.range());
            return Some(self.api.schemas.add(Schema {
                origin,
                ..Schema::default()
            }));
        }
        let padded = " ".repeat(schema.start) + schema.text;
        let sources = match Sources::from_texts(&[("schema.json", &padded)], self.sources.limits(), |_| Vec::new()) {
            Ok(sources) => sources,
            Err(error) => {
                let problem = error.diagnostics.into_iter().next();
                let (message, span) = match problem {
                    Some(problem) => (problem.message, problem.location.map_or(location.span, |it| it.span)),
                    None => ("it is empty".to_owned(), Span::new(schema.start, schema.start)),
                };
                let message = format!("this schema is not read: {message}");
                let place = Location { span, ..location };
                self.findings
                    .push(Diagnostic::new(&rules::UNKNOWN_PAGE_TYPE, place, message));
                return None;
            }
        };
        let (id, found) = specwright_openapi::read_schema(&sources, &mut self.api.schemas);
        for finding in found {
            self.findings.push(weakened(finding));
        }
        id
    }
}

/// What a schema refers to is not on a page, so that errors in it are losses.
fn weakened(finding: Diagnostic) -> Diagnostic {
    if finding.rule.severity != Severity::Error {
        return finding;
    }
    Diagnostic {
        message: format!("this schema is not read as a whole: {}", finding.message),
        rule: &rules::UNKNOWN_PAGE_TYPE,
        ..finding
    }
}

fn is_object(shape: &TypeText<'_>) -> bool {
    matches!(shape, TypeText::Name(name) if name.text == "object")
}
