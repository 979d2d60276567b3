//! Bodies, header fields and examples.

use specwright_model::{Example, Header, Operation, PartEncoding, Payload, SchemaId};

use super::schemas::SchemaPair;
use super::{Comparison, without_references};

impl Comparison<'_> {
    pub(super) fn request_body(&mut self, place: &str, first: &Operation, back: &Operation) {
        let has_calls = !first.transactions.is_empty();
        let (first, back) = match (&first.request_body, &back.request_body) {
            (Some(first), Some(back)) => (first, back),
            (first, back) => {
                self.same(place, "has a body", &first.is_some(), &back.is_some());
                return;
            }
        };
        let place = format!("{place} body");
        self.same(&place, "description", &first.description, &back.description);
        self.same(&place, "required", &first.required, &back.required);
        self.same_extensions(&place, &first.extensions, &back.extensions);
        self.contents(&place, &first.contents, &back.contents, has_calls);
    }

    /// The bodies by media type. What has no media type gets one. Where there are examples of calls, what they show is
    /// behind the other examples.
    pub(super) fn contents(&mut self, place: &str, first: &[Payload], back: &[Payload], has_calls: bool) {
        self.same(place, "media types", &first.len(), &back.len());
        for (first, back) in first.iter().zip(back) {
            let place = format!("{place} {}", back.media_type);
            if !first.media_type.is_empty() {
                self.same(&place, "media type", &first.media_type, &back.media_type);
            }
            self.same_extensions(&place, &first.extensions, &back.extensions);
            let own = back.examples.get(..first.examples.len()).filter(|_| has_calls);
            self.examples(&place, &first.examples, own.unwrap_or(&back.examples));
            self.encodings(&place, &first.encoding, &back.encoding);
            // The schema of items comes with OpenAPI 3.2; before, it is that of the items of the whole.
            if first.item_schema.is_none() || first.schema.is_some() {
                self.same(&place, "has a schema", &first.schema.is_some(), &back.schema.is_some());
                self.schema(&place, first.schema, back.schema);
            }
        }
    }

    fn encodings(&mut self, place: &str, first: &[PartEncoding], back: &[PartEncoding]) {
        let said = |part: &PartEncoding| {
            let style = (part.style, part.explode, part.allow_reserved);
            (part.property.clone(), part.content_types.clone(), style)
        };
        let names: Vec<_> = first.iter().map(said).collect();
        self.same(place, "encoding", &names, &back.iter().map(said).collect());
        for (first, back) in first.iter().zip(back) {
            let place = format!("{place} part {}", first.property);
            self.headers(&place, &first.headers, &back.headers);
        }
    }

    pub(super) fn headers(&mut self, place: &str, first: &[Header], back: &[Header]) {
        let said = |header: &Header| {
            let flags = (header.required, header.deprecated);
            (
                header.name.clone(),
                header.description.clone(),
                flags,
                header.media_type.clone(),
            )
        };
        // Media types describe this one.
        let first: Vec<_> = first
            .iter()
            .filter(|it| !it.name.eq_ignore_ascii_case("content-type"))
            .collect();
        let names: Vec<_> = first.iter().copied().map(said).collect();
        self.same(place, "headers", &names, &back.iter().map(said).collect());
        for (first, back) in first.into_iter().zip(back) {
            let place = format!("{place} header {}", first.name);
            if first.media_type.is_none() {
                self.same(&place, "explode", &first.explode, &back.explode);
            }
            self.examples(&place, &first.examples, &back.examples);
            self.schema(&place, first.schema, back.schema);
        }
    }

    /// Examples without a name get one. A value excludes an address.
    pub(super) fn examples(&mut self, place: &str, first: &[Example], back: &[Example]) {
        // `example: {$ref: …}` is a reference where none is allowed, and may lead to what is not written.
        let is_reference = |it: &Example| it.value.as_ref().is_some_and(|value| value.get("$ref").is_some());
        if back.is_empty() && matches!(first, [only] if is_reference(only)) {
            return;
        }
        self.same(place, "examples", &first.len(), &back.len());
        for (first, back) in first.iter().zip(back) {
            let is_unique = |name: &&String| back.name.as_ref() != Some(*name);
            if let Some(name) = first.name.as_ref().filter(is_unique) {
                let renamed = back.name.as_ref().is_some_and(|back| back.starts_with(name.as_str()));
                self.same(place, "example's name", &true, &renamed);
            }
            let address = |it: &Example| it.external_value.clone().filter(|_| it.value.is_none());
            let said = |it: &Example| {
                (
                    it.summary.clone(),
                    it.description.clone(),
                    without_references(&it.value.iter().cloned().collect()),
                    address(it),
                )
            };
            self.same(place, "example", &said(first), &said(back));
        }
    }

    /// Schemas that must be equal; none is the same as one that accepts anything.
    pub(super) fn schema(&mut self, place: &str, first: Option<SchemaId>, back: Option<SchemaId>) {
        match (first, back) {
            (Some(first), Some(back)) => self.pending.push(SchemaPair { first, back }),
            (None, Some(back)) => {
                let is_any = self.back.schemas.is_any(back);
                self.same(place, "has a schema", &true, &is_any);
            }
            (first, None) => self.same(place, "has a schema", &first.is_some(), &false),
        }
    }
}
