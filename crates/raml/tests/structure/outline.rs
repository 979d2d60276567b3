//! An API as lines that a person can read.

use std::fmt::Write;

use specwright_model::{Api, Operation, Payload, SchemaId, SchemaKind, Schemas};

/// The operations of an API with all that stands in them.
pub(crate) fn api(api: &Api) -> String {
    let mut lines = String::new();
    for (resource, operation) in api.operations() {
        let id = operation.id.as_deref().unwrap_or("-");
        line(&mut lines, 0, &format!("{} {} {id}", operation.method, resource.path));
        operation_lines(&mut lines, &api.schemas, operation);
    }
    lines
}

fn operation_lines(lines: &mut String, schemas: &Schemas, operation: &Operation) {
    if let Some(description) = &operation.description {
        line(lines, 1, &format!("# {description}"));
    }
    for parameter in &operation.parameters {
        let place = format!("{:?}", parameter.place).to_lowercase();
        let required = if parameter.required { "" } else { "?" };
        let kind = shown(schemas, parameter.schema);
        line(lines, 1, &format!("{place} {}{required}: {kind}", parameter.name));
    }
    for payload in operation.request_body.iter().flat_map(|body| &body.contents) {
        line(lines, 1, &format!("body {}", content(schemas, payload)));
    }
    for response in &operation.responses {
        let contents = response.contents.iter().map(|payload| content(schemas, payload));
        let contents: Vec<String> = contents.collect();
        line(
            lines,
            1,
            format!("{} {}", response.status, contents.join(", ")).trim_end(),
        );
        for header in &response.headers {
            line(lines, 2, &format!("header {}", header.name));
        }
    }
    for requirement in &operation.security {
        let schemes = requirement
            .all
            .iter()
            .map(|it| format!("{} [{}]", it.scheme, it.scopes.join(", ")));
        let schemes: Vec<String> = schemes.collect();
        let schemes = if schemes.is_empty() {
            "nothing".to_owned()
        } else {
            schemes.join(" and ")
        };
        line(lines, 1, &format!("secured by {schemes}"));
    }
    for server in &operation.servers {
        let variables = server
            .variables
            .iter()
            .map(|it| format!(", {} = {}", it.name, it.default));
        line(
            lines,
            1,
            &format!("served at {}{}", server.url, variables.collect::<String>()),
        );
    }
}

fn content(schemas: &Schemas, payload: &Payload) -> String {
    format!("{}: {}", payload.media_type, shown(schemas, payload.schema))
}

/// The name of a schema, or its kind.
fn shown(schemas: &Schemas, id: Option<SchemaId>) -> String {
    let Some(schema) = id.map(|id| schemas.get(id)) else {
        return "-".to_owned();
    };
    if let Some(name) = &schema.name {
        return name.clone();
    }
    match &schema.kind {
        SchemaKind::Object(object) => {
            let properties = object.properties.iter().map(|property| property.name.as_str());
            format!("{{{}}}", properties.collect::<Vec<_>>().join(", "))
        }
        SchemaKind::Array(array) => format!("{}[]", shown(schemas, array.items)),
        SchemaKind::String(_) => "string".to_owned(),
        SchemaKind::Integer(_) => "integer".to_owned(),
        SchemaKind::Number(_) => "number".to_owned(),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn line(lines: &mut String, depth: usize, text: &str) {
    // Writing into a string cannot fail.
    let _ = writeln!(lines, "{}{text}", "    ".repeat(depth));
}
