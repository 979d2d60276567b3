//! Writing parameters, as a client does.

use super::text::{encode, encode_reserved, is_dot_segment, leaf, refused_in_path};
use super::{Parameter, RefusedValue, Shape, Style};
use crate::json::{Encode, Value, to_string, to_value};
use crate::media_type::is_token;

/// One `name=value` of a query, already percent-encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryPair {
    /// The parameter that wrote it.
    parameter: &'static str,
    /// The encoded text.
    text: String,
}

impl QueryPair {
    /// The name of the parameter that wrote the pair: for an exploded object, not the pair's own.
    #[must_use]
    pub fn parameter(&self) -> &'static str {
        self.parameter
    }

    /// The encoded text, `name=value`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// Joins pairs to the text of a query, without the question mark.
#[must_use]
pub fn query_string(pairs: &[QueryPair]) -> String {
    let texts: Vec<&str> = pairs.iter().map(QueryPair::as_str).collect();
    texts.join("&")
}

/// A value taken apart: leaves as text, nulls left out.
enum Parts {
    Nothing,
    Scalar(String),
    Array(Vec<String>),
    Object(Vec<(String, String)>),
}

impl Parts {
    fn of(parameter: &Parameter, value: &dyn Encode) -> Self {
        if parameter.shape == Shape::Json {
            return Self::Scalar(to_string(value));
        }
        match to_value(value) {
            Value::Array(items) => Self::Array(items.iter().filter_map(leaf).collect()),
            Value::Object(properties) => Self::Object(
                properties
                    .iter()
                    .filter_map(|(name, value)| Some((name.clone(), leaf(value)?)))
                    .collect(),
            ),
            value => leaf(&value).map_or(Self::Nothing, Self::Scalar),
        }
    }

    /// The leaves and names, as `refused` texts are looked for in them.
    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Scalar(text) => vec![text],
            Self::Array(items) => items.iter().map(String::as_str).collect(),
            Self::Object(properties) => properties
                .iter()
                .flat_map(|(name, text)| [name.as_str(), text.as_str()])
                .collect(),
        }
    }
}

/// Adds a parameter to a query, in place of an earlier value of the same parameter.
///
/// Null, an empty array and an empty object add nothing.
pub fn write_query(parameter: &Parameter, value: &dyn Encode, pairs: &mut Vec<QueryPair>) {
    pairs.retain(|pair| pair.parameter != parameter.name);
    let encode_value = if parameter.allow_reserved {
        encode_reserved
    } else {
        encode
    };
    let mut push = |name: &str, encoded: &str| {
        let text = format!("{}={encoded}", encode(name));
        pairs.push(QueryPair {
            parameter: parameter.name,
            text,
        });
    };
    if parameter.style == Style::DeepObject && parameter.shape != Shape::Json {
        return write_deep(parameter.name, &to_value(value), &mut |name, text| {
            push(name, &encode_value(text));
        });
    }
    let delimiter = match parameter.style {
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        _ => ",",
    };
    match Parts::of(parameter, value) {
        Parts::Nothing => {}
        Parts::Scalar(text) => push(parameter.name, &encode_value(&text)),
        Parts::Array(items) if parameter.explode => {
            items.iter().for_each(|item| push(parameter.name, &encode_value(item)));
        }
        Parts::Object(properties) if parameter.explode => {
            properties
                .iter()
                .for_each(|(name, text)| push(name, &encode_value(text)));
        }
        Parts::Array(items) if !items.is_empty() => {
            let items: Vec<String> = items.iter().map(|item| encode_value(item)).collect();
            push(parameter.name, &items.join(delimiter));
        }
        Parts::Object(properties) if !properties.is_empty() => {
            push(parameter.name, &joined(&properties, delimiter, delimiter, encode_value));
        }
        Parts::Array(_) | Parts::Object(_) => {}
    }
}

/// Writes `name[key]=value` for every leaf; arrays repeat their name.
fn write_deep(name: &str, value: &Value, push: &mut dyn FnMut(&str, &str)) {
    match value {
        Value::Object(properties) => {
            for (key, value) in properties {
                write_deep(&format!("{name}[{key}]"), value, push);
            }
        }
        Value::Array(items) => {
            items.iter().filter_map(leaf).for_each(|text| push(name, &text));
        }
        scalar => {
            if let Some(text) = leaf(scalar) {
                push(name, &text);
            }
        }
    }
}

/// Writes a parameter as the text of a path, percent-encoded: what stands for `{name}`.
///
/// # Errors
/// A value that is empty, nothing but slashes, or has a segment `.` or `..`, plain or encoded: it
/// would lead to another resource.
pub fn write_path(parameter: &Parameter, value: &dyn Encode) -> Result<String, RefusedValue> {
    let parts = Parts::of(parameter, value);
    let texts = parts.texts();
    let empty = texts
        .iter()
        .all(|text| text.is_empty())
        .then(|| refused_in_path(""))
        .flatten();
    let refused = texts
        .iter()
        .filter(|text| !text.is_empty())
        .find_map(|text| refused_in_path(text));
    if let Some(reason) = empty.or(refused) {
        return Err(RefusedValue {
            parameter: parameter.name.to_owned(),
            reason,
        });
    }
    let text = path_text(parameter, &parts);
    if is_dot_segment(&text) {
        let reason = "makes a dot segment, which would lead to another resource";
        return Err(RefusedValue {
            parameter: parameter.name.to_owned(),
            reason,
        });
    }
    Ok(text)
}

fn path_text(parameter: &Parameter, parts: &Parts) -> String {
    let (prefix, delimiter) = match parameter.style {
        Style::Label => (".".to_owned(), "."),
        Style::Matrix => (format!(";{}=", encode(parameter.name)), ";"),
        _ => (String::new(), ","),
    };
    let explode = parameter.explode;
    let delimiter = if explode { delimiter } else { "," };
    match parts {
        Parts::Nothing => String::new(),
        Parts::Scalar(text) => format!("{prefix}{}", encode(text)),
        Parts::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| encode(item)).collect();
            if explode && parameter.style == Style::Matrix {
                items.iter().map(|item| format!("{prefix}{item}")).collect()
            } else {
                format!("{prefix}{}", items.join(delimiter))
            }
        }
        Parts::Object(properties) if explode => {
            let prefix = match parameter.style {
                Style::Matrix => ";",
                Style::Label => ".",
                _ => "",
            };
            format!("{prefix}{}", joined(properties, "=", delimiter, encode))
        }
        Parts::Object(properties) => {
            format!("{prefix}{}", joined(properties, ",", ",", encode))
        }
    }
}

fn joined(properties: &[(String, String)], between: &str, delimiter: &str, encode: impl Fn(&str) -> String) -> String {
    let properties: Vec<String> = properties
        .iter()
        .map(|(name, text)| format!("{}{between}{}", encode(name), encode(text)))
        .collect();
    properties.join(delimiter)
}

/// Writes a parameter as the value of a header. Headers are not percent-encoded.
///
/// # Errors
/// A value with a control character: a line break would start another header.
pub fn write_header(parameter: &Parameter, value: &dyn Encode) -> Result<String, RefusedValue> {
    let text = match Parts::of(parameter, value) {
        Parts::Nothing => String::new(),
        Parts::Scalar(text) => text,
        Parts::Array(items) => items.join(","),
        Parts::Object(properties) => {
            let between = if parameter.explode { "=" } else { "," };
            joined(&properties, between, ",", str::to_owned)
        }
    };
    if text.chars().any(char::is_control) {
        let reason = "has a control character, which a header must not have";
        return Err(RefusedValue {
            parameter: parameter.name.to_owned(),
            reason,
        });
    }
    Ok(text)
}

/// Writes a parameter as `name=value` of the header `Cookie`, the value percent-encoded. Null, an
/// empty array and an empty object give an empty text.
///
/// # Errors
/// A parameter whose name no cookie can have (RFC 6265, section 4.1.1).
pub fn write_cookie(parameter: &Parameter, value: &dyn Encode) -> Result<String, RefusedValue> {
    let pair = |name: &str, encoded: &str| format!("{name}={encoded}");
    let pairs: Vec<(String, String)> = match Parts::of(parameter, value) {
        Parts::Nothing => Vec::new(),
        Parts::Scalar(text) => vec![(parameter.name.to_owned(), encode(&text))],
        Parts::Array(items) if parameter.explode => items
            .iter()
            .map(|item| (parameter.name.to_owned(), encode(item)))
            .collect(),
        Parts::Object(properties) if parameter.explode => properties
            .iter()
            .map(|(name, text)| (name.clone(), encode(text)))
            .collect(),
        Parts::Array(items) if items.is_empty() => Vec::new(),
        Parts::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| encode(item)).collect();
            vec![(parameter.name.to_owned(), items.join(","))]
        }
        Parts::Object(properties) if properties.is_empty() => Vec::new(),
        Parts::Object(properties) => {
            vec![(parameter.name.to_owned(), joined(&properties, ",", ",", encode))]
        }
    };
    if pairs.iter().any(|(name, _)| !is_token(name)) {
        let reason = "needs a cookie name that is no token";
        return Err(RefusedValue {
            parameter: parameter.name.to_owned(),
            reason,
        });
    }
    let pairs: Vec<String> = pairs.iter().map(|(name, encoded)| pair(name, encoded)).collect();
    Ok(pairs.join("; "))
}
