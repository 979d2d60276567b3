//! Values over values (RAML 1.0, "Algorithm of Merging Traits and Methods", and "Merging Rules" of overlays).

use specwright_source::Kind;

use super::{Entry, Layer, View};

/// The keys of texts that may be written as mappings without being declarations of types.
const TEXTS: [&str; 12] = [
    "type",
    "schema",
    "is",
    "securedBy",
    "title",
    "displayName",
    "description",
    "usage",
    "content",
    "value",
    "example",
    "default",
];

impl<'s> View<'s> {
    /// The value with another one below it. Null is nothing. A mapping and a type expression are two declarations of a
    /// type; of other different kinds the stronger one stands alone.
    pub(crate) fn over(self, below: Self) -> Self {
        let (stronger, below) = self.into_declarations(below);
        if !stronger.is_null() && !stronger.is_merged_with(&below) {
            below.see_all();
        }
        stronger.merged(below)
    }

    /// [`View::over`], nothing marked as seen.
    pub(super) fn over_unmarked(self, below: Self) -> Self {
        let (stronger, below) = self.into_declarations(below);
        stronger.merged(below)
    }

    /// [`View::over`] for what is no declaration.
    fn over_text(self, below: Self) -> Self {
        if !self.is_null() && !self.is_merged_with(&below) {
            below.see_all();
        }
        self.merged(below)
    }

    /// A type expression as the mapping `type: …` that it stands for; anything else as it is.
    pub(crate) fn as_declaration(&self) -> Self {
        match self.as_str() {
            Some(_) => Self::of_layer(self.session, self.strongest.as_declaration()),
            None => self.clone(),
        }
    }

    /// Both as mappings, where one is and the other one is a type expression.
    fn into_declarations(self, below: Self) -> (Self, Self) {
        // A text with annotations is a mapping with its `value`.
        let is_declaration = |view: &Self| view.is_mapping() && !view.has("value");
        match (self.kind(), below.kind()) {
            (Kind::Mapping, Kind::String(_)) if !self.session.is_old() && is_declaration(&self) => {
                let below = below.as_declaration();
                (self, below)
            }
            (Kind::String(_), Kind::Mapping) if !self.session.is_old() && is_declaration(&below) => {
                (self.as_declaration(), below)
            }
            _ => (self, below),
        }
    }

    fn merged(self, below: Self) -> Self {
        if self.is_null() {
            return below;
        }
        if !self.is_merged_with(&below) {
            return self;
        }
        let mut merged = self;
        merged.weaker.push(below.strongest);
        merged.weaker.extend(below.weaker);
        merged
    }

    fn is_merged_with(&self, below: &Self) -> bool {
        let is_same = std::mem::discriminant(&self.kind()) == std::mem::discriminant(&below.kind());
        is_same && matches!(self.kind(), Kind::Mapping | Kind::Sequence)
    }
}

impl<'s> Entry<'s> {
    /// The member with a weaker one of the same key below it.
    pub(super) fn over(self, below: Self) -> Self {
        let takes_below = self.value.is_null() && !below.value.is_null();
        let is_text = TEXTS.contains(&&*self.key);
        Self {
            key_location: if takes_below {
                below.key_location
            } else {
                self.key_location
            },
            key: self.key,
            value: if is_text {
                self.value.over_text(below.value)
            } else {
                self.value.over(below.value)
            },
        }
    }

    /// The one member of a type expression that is read as a mapping.
    pub(super) fn of_expression(view: &View<'s>, expression: &Layer<'s>) -> Self {
        Self {
            key: "type".into(),
            key_location: expression.location(),
            value: View::of_layer(view.session, expression.clone()),
        }
    }
}
