//! A description as it is written: its files as JSON, and where a response is described in them. Nothing of
//! Specwright's own reader or model has a part in it.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde_json::{Map, Value};

/// How many references lead to each other at most.
const MOST_REFERENCES: usize = 32;

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The address of the file.
    pub(super) file: String,
    /// The JSON pointer (RFC 6901) in it.
    pub(super) pointer: String,
}

impl Place {
    /// The place of a key or an index below this one.
    pub(super) fn below(&self, key: &str) -> Self {
        let key = key.replace('~', "~0").replace('/', "~1");
        Self {
            file: self.file.clone(),
            pointer: format!("{}/{key}", self.pointer),
        }
    }

    /// The place that a `$ref` written here leads to (OpenAPI 3.1.1, section 4.6; RFC 6901, section 6).
    ///
    /// # Errors
    /// Where the reference is no URI reference.
    pub(super) fn resolve(&self, reference: &str) -> anyhow::Result<Self> {
        let base = jsonschema::uri::from_str(&self.file)?;
        let target = jsonschema::uri::resolve_against(&base.borrow(), reference)?;
        let fragment = target.fragment().map(|it| it.decode().to_string_lossy().into_owned());
        Ok(Self {
            file: target.strip_fragment().as_str().to_owned(),
            pointer: fragment.unwrap_or_default(),
        })
    }
}

impl fmt::Display for Place {
    /// As a URI with the pointer as its fragment.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}#{}", self.file, encode(&self.pointer, "/~"))
    }
}

/// The files of a description.
pub(super) struct Document {
    /// The files by their addresses.
    pub(super) files: BTreeMap<String, Value>,
    /// The address of the file that the others are reached from.
    entry: String,
}

/// What a description says of the body of a response.
#[derive(Debug, PartialEq)]
pub(super) enum Described {
    /// The description has no such response.
    Nothing,
    /// The description does not say how the operation succeeds, as this call did.
    Unsaid,
    /// No media type is named.
    NoBody,
    /// The response has no body of that media type; these it has.
    OtherMediaTypes(Vec<String>),
    /// There is a media type and no schema.
    NoSchema,
    /// The schema of the body.
    Schema(Place),
}

impl Document {
    /// Reads files, the first of which is the entry.
    ///
    /// # Errors
    /// Where a file cannot be read.
    pub(super) fn read(paths: &[PathBuf]) -> anyhow::Result<Self> {
        let mut files = BTreeMap::new();
        let mut entry = None;
        for path in paths {
            let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
            // Some files are prose that others take in as text.
            let value = parse(&text).unwrap_or(Value::String(text));
            let address = address(path)?;
            entry.get_or_insert_with(|| address.clone());
            files.insert(address, value);
        }
        let entry = entry.context("there is no file")?;
        Ok(Self { files, entry })
    }

    /// A document of a single text.
    ///
    /// # Errors
    /// Where the text is neither JSON nor YAML.
    pub(super) fn of_text(text: &str) -> anyhow::Result<Self> {
        let entry = "file:///converted.json".to_owned();
        let value = parse(text).context("what was converted is no JSON")?;
        Ok(Self {
            files: BTreeMap::from([(entry.clone(), value)]),
            entry,
        })
    }

    /// Whether an operation is described.
    pub(super) fn has_operation(&self, method: &str, path: &str) -> bool {
        self.operation(method, path).is_ok()
    }

    /// Whether schemas are OpenAPI 3.0's own, and not JSON Schema's.
    pub(super) fn is_version_30(&self) -> bool {
        let version = self.files.get(&self.entry).and_then(|root| root.get("openapi"));
        version
            .and_then(Value::as_str)
            .is_some_and(|version| version.starts_with("3.0"))
    }

    /// What stands at a place.
    pub(super) fn value(&self, place: &Place) -> Option<&Value> {
        self.files.get(&place.file)?.pointer(&place.pointer)
    }

    /// What is said of the body of an operation's response with `status` and the media type `content_type`.
    ///
    /// # Errors
    /// Where a reference on the way leads nowhere, or there is no such operation.
    pub(super) fn body(&self, method: &str, path: &str, status: u16, content_type: &str) -> anyhow::Result<Described> {
        let Some((response, object)) = self.response(method, path, status)? else {
            let is_unsaid = (200..300).contains(&status) && self.describes_failures_alone(method, path)?;
            return Ok(if is_unsaid {
                Described::Unsaid
            } else {
                Described::Nothing
            });
        };
        let Some(contents) = object
            .get("content")
            .and_then(Value::as_object)
            .filter(|it| !it.is_empty())
        else {
            return Ok(Described::NoBody);
        };
        let Some(key) = best_media_type(contents, content_type) else {
            return Ok(Described::OtherMediaTypes(contents.keys().cloned().collect()));
        };
        let (place, media_type) = self.follow(response.below("content").below(key))?;
        Ok(match media_type.get("schema") {
            Some(_) => Described::Schema(place.below("schema")),
            None => Described::NoSchema,
        })
    }

    /// Whether the description says anything of what an operation answers.
    ///
    /// # Errors
    /// Where there is no such operation.
    pub(super) fn describes_responses(&self, method: &str, path: &str) -> anyhow::Result<bool> {
        let (_, object) = self.operation(method, path)?;
        let responses = object.get("responses").and_then(Value::as_object);
        let is_response = |key: &String| !key.starts_with("x-");
        Ok(responses.is_some_and(|responses| responses.keys().any(is_response)))
    }

    /// Whether it is described how an operation succeeds.
    pub(super) fn describes_success(&self, method: &str, path: &str) -> bool {
        let responses = self.operation(method, path).ok();
        let responses = responses.and_then(|(_, object)| object.get("responses")?.as_object().cloned());
        responses.is_some_and(|responses| responses.keys().any(|key| key.starts_with(['2', '3'])))
    }

    /// Whether only failures of an operation are described, so that nothing is said of how it succeeds.
    fn describes_failures_alone(&self, method: &str, path: &str) -> anyhow::Result<bool> {
        let (_, object) = self.operation(method, path)?;
        let responses = object.get("responses").and_then(Value::as_object);
        let mut keys = responses.into_iter().flat_map(|responses| responses.keys());
        Ok(keys.all(|key| key.starts_with(['4', '5'])))
    }

    /// The response object for a status: of the code, its range or the default, in this order (OpenAPI 3.1.1, section
    /// 4.8.16).
    fn response(&self, method: &str, path: &str, status: u16) -> anyhow::Result<Option<(Place, &Value)>> {
        let (operation, object) = self.operation(method, path)?;
        let place = operation.below("responses");
        let Some(responses) = object.get("responses").and_then(Value::as_object) else {
            return Ok(None);
        };
        let range = format!("{}XX", status / 100);
        let code = status.to_string();
        let keys = [code.as_str(), &range, "default"];
        let Some(key) = keys.into_iter().find(|key| responses.contains_key(*key)) else {
            return Ok(None);
        };
        self.follow(place.below(key)).map(Some)
    }

    fn operation(&self, method: &str, path: &str) -> anyhow::Result<(Place, &Value)> {
        let root = Place {
            file: self.entry.clone(),
            pointer: String::new(),
        };
        let (item, object) = self.follow(root.below("paths").below(path))?;
        let own = item.below(&method.to_lowercase());
        if object.get(method.to_lowercase()).is_some() {
            return self.follow(own);
        }
        // OpenAPI 3.2.0, section 4.9: methods without a field of their own.
        self.follow(item.below("additionalOperations").below(method))
    }

    /// The schemas of all responses of all operations.
    pub(super) fn response_schemas(&self) -> Vec<Place> {
        let root = Place {
            file: self.entry.clone(),
            pointer: "/paths".to_owned(),
        };
        let mut schemas = Vec::new();
        for item in self.children(&root) {
            let extra = self.children(&item.below("additionalOperations"));
            for operation in self.children(&item).into_iter().chain(extra) {
                for response in self.children(&operation.below("responses")) {
                    for media_type in self.children(&response.below("content")) {
                        schemas.push(media_type.below("schema"));
                    }
                }
            }
        }
        schemas.retain(|schema| self.value(schema).is_some());
        schemas
    }

    /// Where the members of an object are, references followed; nothing where there is no object.
    fn children(&self, place: &Place) -> Vec<Place> {
        let Some(object) = self.value(place).and_then(Value::as_object) else {
            return Vec::new();
        };
        let members = object.keys().map(|key| place.below(key));
        members
            .filter_map(|member| self.follow(member).ok())
            .map(|(place, _)| place)
            .collect()
    }

    /// What stands at a place once its `$ref`s are followed.
    fn follow(&self, mut place: Place) -> anyhow::Result<(Place, &Value)> {
        for _ in 0..MOST_REFERENCES {
            let value = self
                .value(&place)
                .with_context(|| format!("there is nothing at {place}"))?;
            match value.get("$ref").and_then(Value::as_str) {
                Some(reference) => place = place.resolve(reference)?,
                None => return Ok((place, value)),
            }
        }
        bail!("references lead in a circle at {place}")
    }
}

/// The key of a response's content that is meant by a media type: the type itself, or a range it is in, whatever its
/// parameters.
fn best_media_type<'a>(contents: &'a Map<String, Value>, content_type: &str) -> Option<&'a str> {
    let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_lowercase();
    let wanted = essence(content_type);
    let class = wanted.split('/').next().unwrap_or_default();
    let accepted = [wanted.clone(), format!("{class}/*"), "*/*".to_owned()];
    let exact = contents.keys().find(|key| key.eq_ignore_ascii_case(content_type));
    let other = || {
        accepted
            .iter()
            .find_map(|wanted| contents.keys().find(|key| essence(key) == *wanted))
    };
    exact.or_else(other).map(String::as_str)
}

/// JSON, or else YAML whose keys are made texts.
fn parse(text: &str) -> anyhow::Result<Value> {
    match serde_json::from_str(text) {
        Ok(value) => Ok(value),
        Err(_) => Ok(json(serde_yaml_ng::from_str(text)?)),
    }
}

fn json(yaml: serde_yaml_ng::Value) -> Value {
    use serde_yaml_ng::Value as Yaml;
    match yaml {
        Yaml::Null => Value::Null,
        Yaml::Bool(boolean) => Value::Bool(boolean),
        Yaml::Number(number) => serde_json::to_value(number).unwrap_or(Value::Null),
        Yaml::String(text) => Value::String(text),
        Yaml::Sequence(items) => items.into_iter().map(json).collect(),
        Yaml::Mapping(mapping) => {
            let members = mapping.into_iter().map(|(key, value)| (key_text(&key), json(value)));
            Value::Object(members.collect())
        }
        Yaml::Tagged(tagged) => json(tagged.value),
    }
}

/// A key as JSON has it: statuses are often written as numbers.
fn key_text(key: &serde_yaml_ng::Value) -> String {
    use serde_yaml_ng::Value as Yaml;
    match key {
        Yaml::String(text) => text.clone(),
        Yaml::Number(number) => number.to_string(),
        Yaml::Bool(boolean) => boolean.to_string(),
        _ => "null".to_owned(),
    }
}

/// The address of a file.
fn address(path: &Path) -> anyhow::Result<String> {
    let path = std::path::absolute(path)?;
    let text = path.to_string_lossy().replace('\\', "/");
    Ok(format!("file:///{}", encode(text.trim_start_matches('/'), "/:")))
}

/// Percent-encodes all but unreserved characters (RFC 3986, section 2.3) and those of `kept`.
fn encode(text: &str, kept: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        let character = char::from(byte);
        if byte.is_ascii_alphanumeric() || "-._~".contains(character) || kept.contains(character) {
            encoded.push(character);
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
impl Document {
    /// The document of these files, the entry first.
    pub(super) fn of(files: &[(&str, Value)]) -> Self {
        let entry = format!("file:///{}", files[0].0);
        let files = files
            .iter()
            .map(|(name, value)| (format!("file:///{name}"), value.clone()));
        Self {
            files: files.collect(),
            entry,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn described(content_type: &str, status: u16) -> Described {
        let responses = json!({
            "200": { "content": { "application/json; charset=utf-8": { "schema": {} }, "text/*": {} } },
            "4XX": { "$ref": "parts.json#/a~1b" },
            "default": { "description": "nothing" },
        });
        let parts = json!({ "a/b": { "content": { "*/*": { "schema": { "type": "string" } } } } });
        let root = json!({ "paths": { "/x/{y}": { "get": { "responses": responses } } } });
        let document = Document::of(&[("root.json", root), ("parts.json", parts)]);
        document.body("GET", "/x/{y}", status, content_type).unwrap()
    }

    #[test]
    fn a_response_is_found_by_status_and_media_type() {
        let place = |file: &str, pointer: &str| {
            Described::Schema(Place {
                file: format!("file:///{file}"),
                pointer: pointer.to_owned(),
            })
        };
        let of_200 = "/paths/~1x~1{y}/get/responses/200/content/application~1json; charset=utf-8/schema";
        assert_eq!(described("application/json", 200), place("root.json", of_200));
        assert_eq!(described("text/plain", 200), Described::NoSchema);
        assert!(matches!(described("image/png", 200), Described::OtherMediaTypes(_)));
        assert_eq!(
            described("image/png", 404),
            place("parts.json", "/a~1b/content/*~1*/schema")
        );
        assert_eq!(described("text/plain", 500), Described::NoBody);
    }

    #[test]
    fn addresses_are_encoded() {
        let place = Place {
            file: "file:///a%20b.yaml".to_owned(),
            pointer: "/paths/~1{x}".to_owned(),
        };
        assert_eq!(place.to_string(), "file:///a%20b.yaml#/paths/~1%7Bx%7D");
        assert_eq!(place.resolve(&place.to_string()).unwrap(), place);
        let other = place.resolve("../c/d.yaml#/e").unwrap();
        assert_eq!(
            (other.file.as_str(), other.pointer.as_str()),
            ("file:///c/d.yaml", "/e")
        );
    }

    #[test]
    fn keys_of_yaml_become_texts() {
        let value = parse("responses: { 200: yes, true: 1.5 }").unwrap();
        assert_eq!(value, json!({ "responses": { "200": "yes", "true": 1.5 } }));
    }
}
