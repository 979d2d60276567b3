//! Whether an operation gives one thing or many.

use specwright_model::{AdditionalProperties, Api, Object, Operation, SchemaId, SchemaKind, Schemas, StatusPattern};

/// How deep a schema is looked into.
const DEEPEST: usize = 3;

/// The most schemas of one body that are looked at.
const MOST: usize = 256;

/// What comes back when all goes well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Answer {
    /// The description does not say, or a list stands in an object: that may be one thing with a list, or many things
    /// with something about them.
    #[default]
    Unknown,
    /// A thing that holds no list.
    One,
    /// A list.
    Many,
}

impl Answer {
    /// What an operation of `api` gives, by the first body that it succeeds with.
    pub(super) fn of(api: &Api, operation: &Operation) -> Self {
        let is_success = |status: StatusPattern| status.is_success() || status == StatusPattern::Default;
        let succeeding = operation.responses.iter().filter(|it| is_success(it.status));
        let mut contents = succeeding.flat_map(|response| &response.contents);
        let schema = contents.find_map(|payload| payload.schema);
        schema.map_or(Self::Unknown, |schema| Self::of_schema(&api.schemas, schema))
    }

    /// What a schema describes. All that it inherits from and all that it holds counts, down to a bound.
    fn of_schema(schemas: &Schemas, id: SchemaId) -> Self {
        let mut answer = Self::Unknown;
        let mut pending = vec![(id, 0)];
        let mut looked_at = 0;
        while let Some((id, depth)) = pending.pop() {
            looked_at += 1;
            let schema = schemas.get(id);
            if looked_at > MOST || (depth > 0 && schemas.is_any(id)) {
                return Self::Unknown;
            }
            pending.extend(schema.all_of.iter().map(|base| (*base, depth)));
            match &schema.kind {
                SchemaKind::Array(_) if depth == 0 => return Self::Many,
                SchemaKind::Array(_) | SchemaKind::Union(_) | SchemaKind::Never => return Self::Unknown,
                SchemaKind::Object(object) if is_map(object) || depth == DEEPEST => return Self::Unknown,
                SchemaKind::Object(object) => {
                    pending.extend(object.properties.iter().map(|property| (property.schema, depth + 1)));
                    answer = if object.properties.is_empty() {
                        answer
                    } else {
                        Self::One
                    };
                }
                SchemaKind::Any => {}
                _ => answer = Self::One,
            }
        }
        answer
    }
}

/// Whether an object has keys that no description names.
fn is_map(object: &Object) -> bool {
    !object.pattern_properties.is_empty() || matches!(object.additional, AdditionalProperties::Schema(_))
}
