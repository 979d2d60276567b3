//! Reading parameters, as a server does: to untyped values whose leaves are strings.

use super::text::{decode, decode_query, refused_in_path};
use super::{MalformedParameter, Parameter, Shape, Style};
use crate::json::Value;

type Properties = serde_json::Map<String, Value>;

/// How deep a `deepObject` parameter may nest.
const MOST_KEYS: usize = 16;

/// A query, split into pairs.
#[derive(Clone, Debug, Default)]
pub struct ParsedQuery {
    pairs: Vec<Pair>,
}

#[derive(Clone, Debug)]
struct Pair {
    name: String,
    /// Still encoded: delimiters are those that are not.
    value: String,
}

impl ParsedQuery {
    /// The most pairs that [`ParsedQuery::parse`] takes.
    pub const MOST_PAIRS: usize = 1024;

    /// Splits the text of a query, without the question mark. A name without `=` has an empty
    /// value.
    ///
    /// # Errors
    /// A name that is not UTF-8, or more pairs than [`ParsedQuery::MOST_PAIRS`].
    pub fn parse(query: &str) -> Result<Self, MalformedParameter> {
        let mut pairs = Vec::new();
        for text in query.split('&').filter(|text| !text.is_empty()) {
            if pairs.len() == Self::MOST_PAIRS {
                let message = format!("the query has more than {} pairs", Self::MOST_PAIRS);
                return Err(MalformedParameter::new(message));
            }
            let (name, value) = text.split_once('=').unwrap_or((text, ""));
            pairs.push(Pair {
                name: decode_query(name)?,
                value: value.to_owned(),
            });
        }
        Ok(Self { pairs })
    }

    /// The names, as often as they are given.
    #[cfg(feature = "gateway")]
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.pairs.iter().map(|pair| pair.name.as_str())
    }

    fn values<'query>(&'query self, name: &'query str) -> impl Iterator<Item = &'query str> {
        self.pairs
            .iter()
            .filter(move |pair| pair.name == name)
            .map(|pair| pair.value.as_str())
    }
}

/// Reads a parameter from a query; `None` if it is absent.
///
/// # Errors
/// A parameter that is given more than once though it is no exploded array, that is not UTF-8 or
/// does not follow its style.
pub fn read_query(parameter: &Parameter, query: &ParsedQuery) -> Result<Option<Value>, MalformedParameter> {
    let exploded = parameter.explode && parameter.style != Style::DeepObject;
    match parameter.shape {
        Shape::Array if exploded => {
            let items: Vec<Value> = query.values(parameter.name).map(decoded).collect::<Result<_, _>>()?;
            Ok((!items.is_empty()).then_some(Value::Array(items)))
        }
        Shape::Object if exploded => exploded_object(parameter, query),
        Shape::Object if parameter.style == Style::DeepObject => deep_object(parameter, query),
        _ => {
            let mut values = query.values(parameter.name);
            let Some(value) = values.next() else { return Ok(None) };
            if values.next().is_some() {
                return Err(MalformedParameter::new("given more than once"));
            }
            let delimited = match parameter.style {
                Style::SpaceDelimited => value.replace("%20", " ").replace('+', " "),
                Style::PipeDelimited => value.replace("%7C", "|").replace("%7c", "|"),
                // A list of one part is no object, so an encoded comma must be a separator: writers of forms encode it.
                _ if parameter.shape == Shape::Object && !value.contains(',') => {
                    value.replace("%2C", ",").replace("%2c", ",")
                }
                _ => value.to_owned(),
            };
            let delimiter = match parameter.style {
                Style::SpaceDelimited => ' ',
                Style::PipeDelimited => '|',
                _ => ',',
            };
            match parameter.shape {
                Shape::Scalar => decoded(value).map(Some),
                Shape::Json => json(&decode_query(value)?).map(Some),
                Shape::Array => array(&delimited, delimiter, decode_query).map(Some),
                Shape::Object => alternating(&delimited, delimiter, decode_query).map(Some),
            }
        }
    }
}

fn decoded(text: &str) -> Result<Value, MalformedParameter> {
    decode_query(text).map(Value::String)
}

fn json(text: &str) -> Result<Value, MalformedParameter> {
    crate::json::parse(text.as_bytes()).map_err(|failure| MalformedParameter::new(failure.to_string()))
}

fn exploded_object(parameter: &Parameter, query: &ParsedQuery) -> Result<Option<Value>, MalformedParameter> {
    let mut object = Properties::new();
    for pair in &query.pairs {
        let any = parameter.properties.is_empty();
        if any || parameter.properties.contains(&pair.name.as_str()) {
            add(&mut object, pair.name.clone(), decoded(&pair.value)?);
        }
    }
    Ok((!object.is_empty()).then_some(Value::Object(object)))
}

/// Adds a property; one that is there already becomes an array.
fn add(object: &mut Properties, name: String, value: Value) {
    match object.get_mut(&name) {
        None => {
            object.insert(name, value);
        }
        Some(Value::Array(items)) => items.push(value),
        Some(present) => {
            let first = present.take();
            *present = Value::Array(vec![first, value]);
        }
    }
}

fn deep_object(parameter: &Parameter, query: &ParsedQuery) -> Result<Option<Value>, MalformedParameter> {
    let mut object = Properties::new();
    for pair in &query.pairs {
        let Some(keys) = pair.name.strip_prefix(parameter.name) else {
            continue;
        };
        let Some(keys) = keys.strip_prefix('[').and_then(|keys| keys.strip_suffix(']')) else {
            continue;
        };
        let keys: Vec<&str> = keys.split("][").collect();
        if keys.len() > MOST_KEYS {
            return Err(MalformedParameter::new(format!("nested more than {MOST_KEYS} deep")));
        }
        insert_deep(&mut object, &keys, decoded(&pair.value)?)?;
    }
    Ok((!object.is_empty()).then_some(Value::Object(object)))
}

fn insert_deep(object: &mut Properties, keys: &[&str], value: Value) -> Result<(), MalformedParameter> {
    match keys {
        [] => {}
        // `name[]` is how many write the items of an array.
        [key] | [key, ""] => add(object, (*key).to_owned(), value),
        [key, rest @ ..] => {
            let inner = object
                .entry((*key).to_owned())
                .or_insert(Value::Object(Properties::new()));
            let Value::Object(inner) = inner else {
                return Err(MalformedParameter::new(format!("`{key}` is both a text and an object")));
            };
            insert_deep(inner, rest, value)?;
        }
    }
    Ok(())
}

/// Reads a parameter from the text that stands for it in a path, still percent-encoded.
///
/// # Errors
/// A value that [`write_path`](super::write_path) would refuse, that is not UTF-8 or does not
/// follow its style.
pub fn read_path(parameter: &Parameter, text: &str) -> Result<Value, MalformedParameter> {
    let unstyled = match parameter.style {
        Style::Label => text
            .strip_prefix('.')
            .ok_or_else(|| MalformedParameter::new("must start with a full stop"))?,
        Style::Matrix => return matrix(parameter, text),
        _ => text,
    };
    let delimiter = match parameter.style {
        Style::Label if parameter.explode => '.',
        _ => ',',
    };
    structured(parameter, unstyled, delimiter, path_leaf)
}

fn path_leaf(text: &str) -> Result<String, MalformedParameter> {
    let decoded = decode(text)?;
    match refused_in_path(&decoded) {
        Some(reason) => Err(MalformedParameter::new(reason)),
        None => Ok(decoded),
    }
}

fn matrix(parameter: &Parameter, text: &str) -> Result<Value, MalformedParameter> {
    let malformed = || MalformedParameter::new(format!("must be written as `;{}=…`", parameter.name));
    let text = text.strip_prefix(';').ok_or_else(malformed)?;
    let named = |part: &str| match part.split_once('=') {
        Some((name, value)) if decode(name)? == parameter.name => Ok(value.to_owned()),
        _ => Err(malformed()),
    };
    match parameter.shape {
        Shape::Object if parameter.explode => assigned(text, ';', path_leaf),
        Shape::Array if parameter.explode => {
            let items = text.split(';').map(|part| path_leaf(&named(part)?).map(Value::String));
            items.collect::<Result<_, _>>().map(Value::Array)
        }
        _ => {
            let parameter = parameter.explode(false);
            structured(&parameter, &named(text)?, ',', path_leaf)
        }
    }
}

/// Reads a parameter from the value of a header. Headers are not percent-encoded.
///
/// # Errors
/// A value that does not follow its style.
pub fn read_header(parameter: &Parameter, text: &str) -> Result<Value, MalformedParameter> {
    structured(parameter, text.trim(), ',', |text| Ok(text.trim().to_owned()))
}

/// Reads a parameter from the value of the header `Cookie`; `None` if it is absent.
///
/// # Errors
/// As for [`read_query`].
pub fn read_cookie(parameter: &Parameter, header: &str) -> Result<Option<Value>, MalformedParameter> {
    let mut query = ParsedQuery::default();
    for text in header.split(';').map(str::trim).filter(|text| !text.is_empty()) {
        if query.pairs.len() == ParsedQuery::MOST_PAIRS {
            return Err(MalformedParameter::new("too many cookies"));
        }
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        // Unlike in a query, a plus sign is itself.
        let value = value.trim_matches('"').replace('+', "%2B");
        query.pairs.push(Pair {
            name: name.to_owned(),
            value,
        });
    }
    read_query(parameter, &query)
}

type Leaf = fn(&str) -> Result<String, MalformedParameter>;

fn structured(parameter: &Parameter, text: &str, delimiter: char, leaf: Leaf) -> Result<Value, MalformedParameter> {
    match parameter.shape {
        Shape::Scalar => leaf(text).map(Value::String),
        Shape::Json => json(&leaf(text)?),
        Shape::Array => array(text, delimiter, leaf),
        Shape::Object if parameter.explode => assigned(text, delimiter, leaf),
        Shape::Object => alternating(text, delimiter, leaf),
    }
}

/// `a,b` as an array.
fn array(text: &str, delimiter: char, leaf: Leaf) -> Result<Value, MalformedParameter> {
    let items = text.split(delimiter).map(|item| leaf(item).map(Value::String));
    items.collect::<Result<_, _>>().map(Value::Array)
}

/// `R=100,G=200` as an object.
fn assigned(text: &str, delimiter: char, leaf: Leaf) -> Result<Value, MalformedParameter> {
    let mut object = Properties::new();
    for part in text.split(delimiter) {
        let Some((name, value)) = part.split_once('=') else {
            return Err(MalformedParameter::new("has a property without a value"));
        };
        insert_new(&mut object, leaf(name)?, leaf(value)?)?;
    }
    Ok(Value::Object(object))
}

/// `R,100,G,200` as an object.
fn alternating(text: &str, delimiter: char, leaf: Leaf) -> Result<Value, MalformedParameter> {
    let mut object = Properties::new();
    let mut parts = text.split(delimiter);
    while let Some(name) = parts.next() {
        let Some(value) = parts.next() else {
            return Err(MalformedParameter::new("has a property without a value"));
        };
        insert_new(&mut object, leaf(name)?, leaf(value)?)?;
    }
    Ok(Value::Object(object))
}

fn insert_new(object: &mut Properties, name: String, value: String) -> Result<(), MalformedParameter> {
    if object.contains_key(&name) {
        return Err(MalformedParameter::new(format!(
            "has the property `{name}` more than once"
        )));
    }
    object.insert(name, Value::String(value));
    Ok(())
}
