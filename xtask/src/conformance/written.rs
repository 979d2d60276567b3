//! Documents of OpenAPI as values: what is there, and what every program that is handed one has to be told.

use serde_json::{Map, Value, json};

/// The methods that a path item has operations for (OpenAPI 3.1.1, section 4.8.9).
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The media types of forms.
const FORMS: [&str; 2] = ["application/x-www-form-urlencoded", "multipart/form-data"];

/// The styles of queries that separate items by spaces and pipes (OpenAPI 3.1.1, section 4.8.12.1).
const DELIMITED: [&str; 2] = ["spaceDelimited", "pipeDelimited"];

/// The status of what was carried out and is answered with nothing.
const CARRIED_OUT: &str = "204";

/// An operation of a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct OperationName {
    /// In upper case.
    pub(super) method: String,
    /// The path template.
    pub(super) path: String,
}

/// The operations of a document, in its order.
pub(super) fn operations(document: &Value) -> Vec<OperationName> {
    let paths = document.get("paths").and_then(Value::as_object);
    let items = paths.into_iter().flatten();
    let operations = items.flat_map(|(path, item)| {
        let methods = item.as_object().into_iter().flat_map(Map::keys);
        methods.filter(|key| is_method(key)).map(|method| OperationName {
            method: method.to_uppercase(),
            path: path.clone(),
        })
    });
    operations.collect()
}

pub(super) fn is_method(key: &str) -> bool {
    METHODS.contains(&key)
}

/// The operations of a document, to be changed.
pub(super) fn operations_mut(document: &mut Value) -> impl Iterator<Item = &mut Map<String, Value>> {
    let members = members(document).filter(|(key, _)| is_method(key));
    members.filter_map(|(_, operation)| operation.as_object_mut())
}

/// The lists of parameters, to be changed: those of operations, and those that the operations of a path share.
pub(super) fn parameter_lists(document: &mut Value) -> impl Iterator<Item = &mut Vec<Value>> {
    let lists = members(document).filter_map(|(key, member)| match key.as_str() {
        "parameters" => Some(member),
        key if is_method(key) => member.get_mut("parameters"),
        _ => None,
    });
    lists.filter_map(Value::as_array_mut)
}

fn members(document: &mut Value) -> impl Iterator<Item = (&String, &mut Value)> {
    let items = document.get_mut("paths").and_then(Value::as_object_mut);
    let items = items.into_iter().flatten();
    items.flat_map(|(_, item)| item.as_object_mut().into_iter().flatten())
}

/// An operation of a document, to be changed.
pub(super) fn operation_mut<'a>(document: &'a mut Value, name: &OperationName) -> Option<&'a mut Map<String, Value>> {
    let item = document.get_mut("paths")?.get_mut(&name.path)?;
    item.get_mut(name.method.to_lowercase())?.as_object_mut()
}

/// A schema without the reference that it may be.
pub(super) fn resolved(schema: &Value, schemas: &Value) -> Value {
    let reference = schema.get("$ref").and_then(Value::as_str);
    let name = reference.and_then(|reference| reference.rsplit('/').next());
    let found = name.and_then(|name| schemas.get(name.replace("~1", "/").replace("~0", "~")));
    found.unwrap_or(schema).clone()
}

/// A media type without its parameters.
pub(super) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

pub(super) fn is_form(media_type: &str) -> bool {
    FORMS.contains(&essence(media_type))
}

pub(super) fn is_delimited(style: &str) -> bool {
    DELIMITED.contains(&style)
}

/// Whether a schema names a type, among others or alone. `types` is what it says of types.
pub(super) fn has_type(types: Option<&Value>, name: &str) -> bool {
    named(types).any(|it| it == name)
}

/// Whether a schema names types, and none but these. `types` is what it says of types.
pub(super) fn has_only(types: Option<&Value>, names: &[&str]) -> bool {
    named(types).next().is_some() && named(types).all(|it| names.contains(&it))
}

/// The types that are named, one by itself or several in a list (JSON Schema Validation 2020-12, section 6.1.1).
fn named(types: Option<&Value>) -> impl Iterator<Item = &str> {
    let several = types.and_then(Value::as_array).into_iter().flatten();
    types.into_iter().chain(several).filter_map(Value::as_str)
}

/// Adds what a mock answers where nothing fails to operations of which the description leaves that open: it says that the
/// operation was carried out.
pub(super) fn name_success(document: &mut Value) {
    for operation in operations_mut(document) {
        let responses = operation.entry("responses").or_insert_with(|| json!({}));
        if let Some(responses) = responses.as_object_mut()
            && responses.keys().all(|status| status.starts_with(['4', '5']))
        {
            responses.insert(CARRIED_OUT.to_owned(), json!({ "description": "It is done." }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_methods_of_paths() {
        let document = json!({ "paths": { "/b": { "summary": "B", "put": {}, "get": {} }, "/a": { "post": {} } } });
        let operations = operations(&document);
        let names: Vec<String> = operations
            .iter()
            .map(|it| format!("{} {}", it.method, it.path))
            .collect();
        assert_eq!(names.join(", "), "PUT /b, GET /b, POST /a");
    }

    #[test]
    fn parameters_are_those_of_paths_and_operations() {
        let mut document = json!({ "paths": {
            "/a": { "servers": [1], "parameters": [2], "get": { "parameters": [3] }, "put": {}, "x-a": { "parameters": [4] } },
        } });
        let lists: Vec<_> = parameter_lists(&mut document).map(|list| list.clone()).collect();
        assert_eq!(lists, [[json!(2)], [json!(3)]]);
    }

    #[test]
    fn types_are_one_or_several() {
        let check = |types: Value, has_text: bool, is_text: bool| {
            assert_eq!(has_type(Some(&types), "string"), has_text, "{types}");
            assert_eq!(has_only(Some(&types), &["string"]), is_text, "{types}");
        };
        check(json!("string"), true, true);
        check(json!(["string"]), true, true);
        check(json!(["string", "null"]), true, false);
        check(json!("null"), false, false);
        check(json!([]), false, false);
        assert!(!has_only(None, &["string"]));
    }

    #[test]
    fn forms_are_told_by_their_essence() {
        let check = |media_type: &str, expected: bool| assert_eq!(is_form(media_type), expected);
        check("multipart/form-data; boundary=a", true);
        check("application/x-www-form-urlencoded", true);
        check("multipart/mixed", false);
    }

    #[test]
    fn what_names_errors_alone_can_be_carried_out() {
        let check = |responses: Value, expected: &str| {
            let mut document = json!({ "paths": { "/a": { "summary": "A", "get": responses } } });
            name_success(&mut document);
            let responses = document["paths"]["/a"]["get"]["responses"].as_object().unwrap();
            assert_eq!(responses.keys().cloned().collect::<Vec<_>>().join(" "), expected);
        };
        check(json!({}), "204");
        check(json!({ "responses": { "4XX": {}, "503": {} } }), "4XX 503 204");
        check(json!({ "responses": { "default": {} } }), "default");
        check(json!({ "responses": { "200": {} } }), "200");
    }
}
