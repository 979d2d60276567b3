//! Forms: `application/x-www-form-urlencoded` bodies (URL Standard, section 5).

use super::text::{encode, leaf};
use super::{MalformedParameter, Parameter, ParsedQuery, Shape, read_query};
use crate::json::{Encode, Value, to_value};

/// A form is read like an exploded object in a query that may have any property.
const ANY_OBJECT: Parameter = Parameter::query("").shape(Shape::Object);

/// Writes the properties of an object as a form.
///
/// An array repeats its name, an object is JSON text, null is left out (OpenAPI 3.1.1, section
/// 4.8.15). What is no object gives an empty form.
#[must_use]
pub fn encode_form(value: &dyn Encode) -> String {
    let mut pairs = Vec::new();
    if let Value::Object(properties) = to_value(value) {
        for (name, value) in &properties {
            match value {
                Value::Array(items) => {
                    pairs.extend(items.iter().filter_map(|item| pair(name, item)));
                }
                value => pairs.extend(pair(name, value)),
            }
        }
    }
    pairs.join("&")
}

fn pair(name: &str, value: &Value) -> Option<String> {
    let plus_for_space = |text: &str| encode(text).replace("%20", "+");
    Some(format!("{}={}", plus_for_space(name), plus_for_space(&leaf(value)?)))
}

/// Reads a form to an object whose values are strings, or arrays of strings for names that occur
/// more than once.
///
/// # Errors
/// A text that is not UTF-8, before or after decoding, or has more than
/// [`ParsedQuery::MOST_PAIRS`] pairs.
pub fn parse_form(text: &[u8]) -> Result<Value, MalformedParameter> {
    let text = std::str::from_utf8(text).map_err(|_| MalformedParameter::new("the form is not UTF-8"))?;
    let form = read_query(&ANY_OBJECT, &ParsedQuery::parse(text)?)?;
    Ok(form.unwrap_or_else(|| Value::Object(serde_json::Map::new())))
}
