//! JSON Schemas at work: checking values, reading texts as what a schema wants, and loosening.

use jsonschema::PatternOptions;
use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;

use crate::json::{self, Value, Violation, push_pointer_segment};

/// The most violations that are told at once.
const MOST_VIOLATIONS: usize = 100;

/// The most characters of a message that are told: some list every value that is allowed.
const MOST_CHARACTERS: usize = 500;

/// How many references are followed on the way to one type.
const MOST_REFERENCES: usize = 32;

/// A JSON Schema (2020-12), ready to check values.
#[derive(Debug)]
pub(super) struct Schema {
    document: Value,
    validator: Validator,
}

impl Schema {
    /// Compiles a schema: JSON text. Formats are checked; patterns are matched in linear time.
    ///
    /// A pattern that cannot be matched so (one that looks around or back) does not take the schema
    /// with it: then no pattern of the schema is checked, since what they guard is the upstream's to
    /// refuse.
    ///
    /// # Errors
    /// Why the text is no schema.
    pub(super) fn compile(text: &str) -> Result<Self, String> {
        let document = json::parse(text.as_bytes()).map_err(|failure| failure.to_string())?;
        let validator = build(&document).or_else(|_| {
            let mut unguarded = document.clone();
            remove_patterns(&mut unguarded);
            build(&unguarded)
        })?;
        Ok(Self { document, validator })
    }

    /// The schema itself.
    pub(super) fn document(&self) -> &Value {
        &self.document
    }

    /// Whether a value fits.
    pub(super) fn fits(&self, value: &Value) -> bool {
        self.validator.is_valid(value)
    }

    /// What is wrong with a value, and where, sorted by the place. No message repeats a value.
    pub(super) fn violations(&self, value: &Value) -> Vec<Violation> {
        let errors = self.validator.iter_errors(value).take(MOST_VIOLATIONS);
        let mut violations: Vec<Violation> = errors.map(|error| violation(&error)).collect();
        violations.sort_by(|one, other| one.pointer.cmp(&other.pointer));
        violations
    }

    /// Removes the nulls of properties that cannot be null: models say so of what they leave out.
    pub(super) fn remove_nulls(&self, properties: &mut serde_json::Map<String, Value>) {
        properties.retain(|name, value| {
            let property = || Part::Property(name).find(&self.document, &self.document, MOST_REFERENCES);
            !value.is_null()
                || property().is_none_or(|property| {
                    let mut allowed = Vec::new();
                    types(property, &self.document, MOST_REFERENCES, &mut allowed);
                    allowed.is_empty() || allowed.contains(&"null")
                })
        });
    }

    /// Adds the defaults of properties that are absent: those of the schema itself, not of what is
    /// inside its properties.
    pub(super) fn add_defaults(&self, properties: &mut serde_json::Map<String, Value>) {
        let described = self.document.get("properties").and_then(Value::as_object);
        for (name, property) in described.into_iter().flatten() {
            if let Some(default) = property.get("default").filter(|_| !properties.contains_key(name)) {
                properties.insert(name.clone(), default.clone());
            }
        }
    }

    /// Reads the texts of parameters as what the schema wants: numbers, booleans, and lists and
    /// objects of them. A text that is none of these stays one, for [`Schema::violations`] to
    /// complain about.
    pub(super) fn read_texts(&self, value: &mut Value) {
        read_texts(value, &self.document, &self.document);
    }
}

fn build(document: &Value) -> Result<Validator, String> {
    jsonschema::options()
        .should_validate_formats(true)
        .with_pattern_options(PatternOptions::regex())
        .build(document)
        .map_err(|error| error.to_string())
}

fn violation(error: &jsonschema::ValidationError<'_>) -> Violation {
    let mut pointer = error.instance_path().to_string();
    if let ValidationErrorKind::Required { property } = error.kind() {
        push_pointer_segment(&mut pointer, property.as_str().unwrap_or_default());
        return Violation::new(pointer, "missing");
    }
    let message = error.masked_with("the value").to_string();
    let message: String = message.chars().take(MOST_CHARACTERS).collect();
    Violation::new(pointer, message)
}

/// Removes the keywords whose values are regular expressions.
fn remove_patterns(schema: &mut Value) {
    match schema {
        Value::Object(keywords) => {
            // A property may have such a name: then its value is a schema, and no text.
            keywords.retain(|keyword, value| !(keyword == "pattern" && value.is_string()));
            keywords.retain(|keyword, _| keyword != "patternProperties");
            keywords.values_mut().for_each(remove_patterns);
        }
        Value::Array(schemas) => schemas.iter_mut().for_each(remove_patterns),
        _ => {}
    }
}

/// The types that a schema allows for texts to be read as, references followed.
fn types<'schema>(schema: &'schema Value, root: &'schema Value, depth: usize, found: &mut Vec<&'schema str>) {
    if depth == 0 {
        return;
    }
    match schema.get("type") {
        Some(Value::String(name)) => found.push(name),
        Some(Value::Array(names)) => found.extend(names.iter().filter_map(Value::as_str)),
        _ => {}
    }
    if let Some(target) = referenced(schema, root) {
        types(target, root, depth - 1, found);
    }
    for keyword in ["allOf", "anyOf", "oneOf"] {
        for part in schema.get(keyword).and_then(Value::as_array).into_iter().flatten() {
            types(part, root, depth - 1, found);
        }
    }
}

fn referenced<'schema>(schema: &Value, root: &'schema Value) -> Option<&'schema Value> {
    let pointer = schema.get("$ref")?.as_str()?.strip_prefix('#')?;
    root.pointer(pointer)
}

fn read_texts(value: &mut Value, schema: &Value, root: &Value) {
    match value {
        Value::String(text) => {
            let mut allowed = Vec::new();
            types(schema, root, MOST_REFERENCES, &mut allowed);
            if let Some(read) = read_text(text, &allowed) {
                *value = read;
            }
        }
        Value::Array(items) => {
            if let Some(schema) = Part::Item.find(schema, root, MOST_REFERENCES) {
                items.iter_mut().for_each(|item| read_texts(item, schema, root));
            }
        }
        Value::Object(properties) => {
            for (name, value) in properties {
                if let Some(schema) = Part::Property(name).find(schema, root, MOST_REFERENCES) {
                    read_texts(value, schema, root);
                }
            }
        }
        _ => {}
    }
}

/// Reads a text as one of the types, if it is none that a text may stay.
fn read_text(text: &str, allowed: &[&str]) -> Option<Value> {
    if allowed.is_empty() || allowed.contains(&"string") {
        return None;
    }
    let read: Value = json::parse(text.as_bytes()).ok()?;
    let fits = match &read {
        Value::Null => allowed.contains(&"null"),
        Value::Bool(_) => allowed.contains(&"boolean"),
        Value::Number(_) => allowed.contains(&"number") || allowed.contains(&"integer"),
        _ => false,
    };
    fits.then_some(read)
}

/// Which schema is looked for in another one.
enum Part<'name> {
    /// That of the items.
    Item,
    /// That of a property.
    Property(&'name str),
}

impl Part<'_> {
    /// Finds the schema: in the other itself, where it refers to, or in what it is made of.
    fn find<'schema>(&self, schema: &'schema Value, root: &'schema Value, depth: usize) -> Option<&'schema Value> {
        let depth = depth.checked_sub(1)?;
        let own = match self {
            Self::Item => schema.get("items"),
            Self::Property(name) => {
                let named = schema.get("properties").and_then(|properties| properties.get(*name));
                named.or_else(|| schema.get("additionalProperties"))
            }
        };
        if own.is_some() {
            return own;
        }
        let target = referenced(schema, root).and_then(|target| self.find(target, root, depth));
        if target.is_some() {
            return target;
        }
        let parts = ["allOf", "anyOf", "oneOf"].into_iter();
        parts
            .filter_map(|keyword| schema.get(keyword)?.as_array())
            .flatten()
            .find_map(|part| self.find(part, root, depth))
    }
}

#[cfg(test)]
mod tests;
