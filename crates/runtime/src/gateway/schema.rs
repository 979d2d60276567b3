//! JSON Schemas at work: checking values, and reading texts as what a schema wants.

mod recursion;
mod texts;

use jsonschema::PatternOptions;
use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;

use self::recursion::{MOST_STEPS, Recursion, steps};
use self::texts::{MOST_REFERENCES, Part, types};
use crate::json::{self, Value, Violation, push_pointer_segment};

/// The most violations that are told at once.
const MOST_VIOLATIONS: usize = 100;

/// The most characters of a message, or of a pointer, that are told: some messages list every value
/// that is allowed.
const MOST_CHARACTERS: usize = 500;

/// A JSON Schema (2020-12), ready to check values.
#[derive(Debug)]
pub(super) struct Schema {
    document: Value,
    validator: Validator,
    /// For values that would take too long.
    quick: Option<Quick>,
}

/// A validator that takes no longer for deep values, since it does not look at all of them.
#[derive(Debug)]
struct Quick {
    validator: Validator,
    /// How many times longer the other one takes for each level that a value is deeper.
    growth: usize,
}

impl Schema {
    /// Compiles a schema: JSON text. Formats are checked; patterns are matched in linear time.
    ///
    /// A pattern that cannot be matched so (one that looks around or back) does not take the schema
    /// with it: then no pattern of the schema is checked, since what they guard is the upstream's to
    /// refuse. In the same way, a value that would take too long is not checked against unions that
    /// hold themselves.
    ///
    /// # Errors
    /// Why the text is no schema.
    pub(super) fn compile(text: &str) -> Result<Self, String> {
        let document = json::parse(text.as_bytes()).map_err(|failure| failure.to_string())?;
        let validator = build(&document)?;
        let recursion = Recursion::of(&document);
        let quick = match recursion.growth() {
            1 => None,
            growth => Some(Quick {
                validator: build(&recursion.without_growth())?,
                growth,
            }),
        };
        Ok(Self {
            document,
            validator,
            quick,
        })
    }

    /// The schema itself.
    pub(super) fn document(&self) -> &Value {
        &self.document
    }

    /// What fits of an object: without the properties that do not. What is no object, and one that
    /// does not fit for other reasons, becomes an empty one. `None` if that does not fit either.
    pub(super) fn fitting(&self, value: Value) -> Option<Value> {
        if self.validator_for(&value).is_valid(&value) {
            return Some(value);
        }
        let mut object = value;
        for violation in self.violations(&object) {
            if let Value::Object(properties) = &mut object {
                properties.remove(&first_name(&violation.pointer).0);
            }
        }
        let candidates = [object, Value::Object(serde_json::Map::new())];
        candidates
            .into_iter()
            .find(|value| self.validator_for(value).is_valid(value))
    }

    /// What is wrong with a value, and where, sorted by the place. No message repeats a value.
    pub(super) fn violations(&self, value: &Value) -> Vec<Violation> {
        let errors = self.validator_for(value).iter_errors(value).take(MOST_VIOLATIONS);
        let mut violations: Vec<Violation> = errors.map(|error| violation(&error)).collect();
        violations.sort_by(|one, other| one.pointer.cmp(&other.pointer));
        violations
    }

    /// The whole numbers in a value that were read as floating ones, since they have more than 64 bits:
    /// some of their digits are lost.
    pub(super) fn inexact(&self, value: &Value) -> Vec<Violation> {
        let mut found = Vec::new();
        texts::inexact(value, &self.document, &self.document, &mut String::new(), &mut found);
        let message = "has more digits than can be passed on";
        found
            .into_iter()
            .map(|pointer| Violation::new(pointer, message))
            .collect()
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
        texts::read_texts(value, &self.document, &self.document);
    }

    fn validator_for(&self, value: &Value) -> &Validator {
        match &self.quick {
            Some(quick) if steps(value, quick.growth) > MOST_STEPS => &quick.validator,
            _ => &self.validator,
        }
    }
}

/// The name of the property that a pointer (RFC 6901) leads through first, and the pointer from there.
pub(super) fn first_name(pointer: &str) -> (String, String) {
    let rest = pointer.strip_prefix('/').unwrap_or(pointer);
    let (name, rest) = match rest.split_once('/') {
        Some((name, rest)) => (name, format!("/{rest}")),
        None => (rest, String::new()),
    };
    (name.replace("~1", "/").replace("~0", "~"), rest)
}

/// Makes a validator; one without patterns, if they cannot be matched.
fn build(document: &Value) -> Result<Validator, String> {
    let make = |document: &Value| {
        jsonschema::options()
            .should_validate_formats(true)
            .with_pattern_options(PatternOptions::regex())
            .build(document)
            .map_err(|error| error.to_string())
    };
    make(document).or_else(|_| {
        let mut unguarded = document.clone();
        remove_patterns(&mut unguarded);
        make(&unguarded)
    })
}

fn violation(error: &jsonschema::ValidationError<'_>) -> Violation {
    let mut pointer = error.instance_path().to_string();
    if let ValidationErrorKind::Required { property } = error.kind() {
        push_pointer_segment(&mut pointer, property.as_str().unwrap_or_default());
        return Violation::new(shortened(&pointer), "missing");
    }
    let message = error.masked_with("the value").to_string();
    Violation::new(shortened(&pointer), shortened(&message))
}

/// As much of a text as is told. A caller chooses the names in it: a long one that a hundred
/// violations repeat would make an answer many times the size of the request.
fn shortened(text: &str) -> String {
    text.chars().take(MOST_CHARACTERS).collect()
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

#[cfg(test)]
mod tests;
