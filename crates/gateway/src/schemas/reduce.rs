//! Making a schema smaller: what is left out accepts anything of its type.

use serde_json::{Map, Value};

use super::plain::each_part;
use crate::prose::shortened;

/// The most characters of a description where room is scarce.
const SHORT_DESCRIPTION: usize = 160;

/// From how many levels of schemas downwards one is tried.
const MOST_LEVELS: usize = 10;

/// The bytes of a schema as JSON text.
pub(super) fn size(schema: &Value) -> usize {
    schema.to_string().len()
}

/// Makes a schema fit into `limit` bytes, first by shorter prose, then level by level from below. Whether it could be
/// made to fit.
pub(super) fn reduce(schema: &mut Value, limit: usize) -> bool {
    shorten(schema);
    for levels in (1..=MOST_LEVELS).rev() {
        if size(schema) <= limit {
            return true;
        }
        cut(schema, levels);
    }
    size(schema) <= limit
}

fn shorten(schema: &mut Value) {
    let Some(members) = schema.as_object_mut() else { return };
    if let Some(Value::String(text)) = members.get_mut("description") {
        *text = shortened(text, SHORT_DESCRIPTION);
    }
    each_part(members, shorten);
}

/// Replaces schemas that stand `levels` below this one.
fn cut(schema: &mut Value, levels: usize) {
    match levels {
        0 => *schema = outline(schema),
        _ => {
            if let Some(members) = schema.as_object_mut() {
                each_part(members, |part| cut(part, levels - 1));
            }
        }
    }
}

/// What is left of a schema for which there is no room: its type and its description.
pub(super) fn outline(schema: &Value) -> Value {
    let mut members = Map::new();
    for key in ["type", "description"] {
        if let Some(value) = schema.get(key) {
            members.insert(key.to_owned(), value.clone());
        }
    }
    Value::Object(members)
}
