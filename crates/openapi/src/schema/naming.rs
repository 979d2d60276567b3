//! The names of schemas.
//!
//! A name follows from where a schema stands, never from which reference to it is met first: its key among the
//! components, the key or the file that a reference from elsewhere names, or its anchor.

use specwright_model::{Origin, Schema, SchemaId};
use specwright_source::{Entry, Node, split_fragment, unescape_pointer};

use crate::reader::{Reader, place};

/// Mappings whose members are declarations.
const DECLARATIONS: [&str; 3] = ["schemas", "$defs", "definitions"];

/// Mappings whose members are parts of a schema.
const PARTS: [&str; 3] = ["properties", "patternProperties", "dependentSchemas"];

/// Keys whose value is a schema that belongs to what holds the key.
const INLINE: [&str; 14] = [
    "schema",
    "itemSchema",
    "items",
    "additionalItems",
    "additionalProperties",
    "unevaluatedItems",
    "unevaluatedProperties",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "contentSchema",
];

/// What a name is taken from, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    /// The components of the entry document.
    Component,
    /// Another place for declarations.
    Declaration,
    /// The name of the file that the schema is the whole of.
    File,
    /// An anchor.
    Anchor,
}

/// A name that a schema may go by. Of several the least counts: the strongest source, then the alphabet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SchemaName {
    source: Source,
    text: String,
}

impl SchemaName {
    /// The key under which a schema is declared, in `$defs` and the like.
    pub(super) fn declaration(key: &str) -> Self {
        Self {
            source: Source::Declaration,
            text: key.to_owned(),
        }
    }

    /// Whether a declaration that is nothing but a reference to the bearer of `other` is the same schema. Otherwise it
    /// is a schema of its own, so that both names survive.
    pub(super) fn is_same(&self, other: Option<&Self>, is_same_file: bool) -> bool {
        let Some(other) = other else { return true };
        // `Pet: {$ref: pet/index.yaml}`: the file was only put aside.
        let is_file_of_component = self.source == Source::Component && other.source == Source::File;
        self.text == other.text || (!is_same_file && (is_file_of_component || plain(&self.text) == plain(&other.text)))
    }
}

impl<'s> Reader<'s> {
    /// The schema that the components of the entry document declare.
    pub(crate) fn component_schema(&mut self, entry: Entry<'s>) -> SchemaId {
        let name = SchemaName {
            source: Source::Component,
            text: entry.key.to_owned(),
        };
        let id = self.schema_at(entry.value, Some(name.clone()));
        let is_taken = self
            .schema_names
            .get(&id)
            .is_some_and(|known| known.source == Source::Component && *known != name);
        if !is_taken {
            return id;
        }
        // A second component for the same place: both names survive.
        let second = self.api.schemas.add(Schema {
            all_of: vec![id],
            origin: Origin::written(place(entry.value)),
            ..Schema::default()
        });
        self.schema_ids.insert(entry.value.identity(), second);
        self.note_alias(id, second);
        self.name_schema(second, Some(name));
        second
    }

    /// Notes a name of a schema. A component keeps the first.
    pub(super) fn name_schema(&mut self, id: SchemaId, name: Option<SchemaName>) {
        let Some(name) = name else { return };
        let known = self.schema_names.entry(id).or_insert_with(|| name.clone());
        if name < *known && known.source != Source::Component {
            *known = name;
        }
    }

    /// Gives the schemas their names, once all are read.
    pub(super) fn apply_names(&mut self) {
        for (id, name) in std::mem::take(&mut self.schema_names) {
            if let Some(schema) = self.api.schemas.get_mut(id) {
                schema.name = Some(name.text);
            }
        }
    }

    /// The name of what a reference leads to; none where that is a part of an operation or of another schema.
    pub(super) fn target_name(&self, reference: &str, target: Node<'s>) -> Option<SchemaName> {
        let (_, fragment) = split_fragment(reference);
        let named = |source, text: String| (!text.is_empty()).then_some(SchemaName { source, text });
        let Some(pointer) = fragment.strip_prefix('/') else {
            return if fragment.is_empty() && target != target.tree().root() {
                // A schema with an `$id`, whose last step is like the name of a file.
                let id = target.peek("$id").and_then(Node::as_str).unwrap_or_default();
                named(Source::Anchor, stem(id).to_owned())
            } else if fragment.is_empty() {
                named(Source::File, self.stem(target))
            } else {
                named(Source::Anchor, fragment.to_owned())
            };
        };
        let steps: Vec<String> = pointer.split('/').map(unescape_pointer).collect();
        let name = declared_name(&steps)?;
        let is_component =
            matches!(steps.as_slice(), [components, schemas, _] if components == "components" && schemas == "schemas");
        let source = if is_component && target.tree().file() == self.sources.entry() {
            Source::Component
        } else {
            Source::Declaration
        };
        named(source, name.to_owned())
    }

    /// The name of what a file beside the entry declares at a place.
    pub(super) fn declaration_name(&self, node: Node<'s>, way: &[&str]) -> Option<SchemaName> {
        if way.is_empty() {
            let text = self.stem(node);
            return Some(SchemaName {
                source: Source::File,
                text,
            });
        }
        let steps: Vec<String> = way.iter().map(|step| (*step).to_owned()).collect();
        declared_name(&steps).map(SchemaName::declaration)
    }

    /// The name of a file without its folder and its extensions.
    fn stem(&self, node: Node<'s>) -> String {
        stem(self.sources.files().name(node.tree().file())).to_owned()
    }
}

/// The last step of a path without its extensions.
fn stem(path: &str) -> &str {
    let file = path.rsplit(['/', '\\', ':']).next().unwrap_or(path);
    file.split(['.', '?', '#']).next().unwrap_or(file)
}

/// The last step of a pointer to a place for declarations; none for a part of something else.
fn declared_name(steps: &[String]) -> Option<&str> {
    let mut backwards = steps.iter().rev().map(String::as_str);
    let name = backwards.next()?;
    let holder = backwards.next();
    let outer = backwards.next();
    let is_part = |holder: Option<&str>| holder.is_some_and(|holder| PARTS.contains(&holder));
    // `properties/definitions/items` leads into a property that happens to be called `definitions`.
    if holder.is_some_and(|holder| DECLARATIONS.contains(&holder)) && !is_part(outer) {
        return Some(name);
    }
    let is_index = name.bytes().all(|byte| byte.is_ascii_digit());
    (!is_index && !is_part(holder) && !INLINE.contains(&name)).then_some(name)
}

/// A name without letter case and punctuation.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pointer: &str, expected: Option<&str>) {
        let steps: Vec<String> = pointer.split('/').map(unescape_pointer).collect();
        assert_eq!(declared_name(&steps), expected, "{pointer}");
    }

    #[test]
    fn declarations_have_the_name_of_their_place() {
        check("components/schemas/Pet", Some("Pet"));
        check("components/schemas/items", Some("items"));
        check("$defs/a~1b", Some("a/b"));
        check("components/schemas/Pet/$defs/Tag", Some("Tag"));
        check("Payment", Some("Payment"));
        check("models/pets/Pet%20One", Some("Pet One"));
        check("definitions/7", Some("7"));
    }

    #[test]
    fn parts_of_something_else_have_no_name() {
        check("components/schemas/Pet/properties/owner", None);
        check("components/schemas/Pet/items", None);
        check("components/schemas/Pet/allOf/1", None);
        check("components/schemas/Pet/properties/definitions/items", None);
        check("components/parameters/limit/schema", None);
        check("paths/~1pets/get/responses/200/content/application~1json/schema", None);
    }
}
