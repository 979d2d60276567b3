//! The model as a text that people can compare: one line for each thing that a blueprint can say.
//!
//! A `*` marks what must be there, a `~` what was concluded and not written. Places are not shown.

mod schema;

use std::fmt::Write;

use serde_json::Value;
use specwright_model::{
    Api, Basis, Example, ExampleMessage, Operation, Origin, Parameter, ParameterPlace, ParameterStyle, Payload,
    Schemas, SecurityRequirement, Transaction,
};

/// As much of a text as is shown of it, in characters.
const SHOWN: usize = 100;

/// The outline of a model.
pub(crate) fn api(api: &Api) -> String {
    let mut text = String::new();
    let version = Some(api.version.as_str()).filter(|version| !version.is_empty());
    let version = version.map(|version| format!(" {version}")).unwrap_or_default();
    let _ = writeln!(
        text,
        "api {}{version}{}",
        quoted(&api.title),
        about(api.description.as_deref())
    );
    for server in &api.servers {
        let _ = writeln!(text, "server {}", server.url);
    }
    for scheme in &api.security_schemes {
        let _ = writeln!(text, "security {}: {:?}", scheme.name, scheme.kind);
    }
    for tag in &api.tags {
        let _ = writeln!(text, "group {}{}", quoted(&tag.name), about(tag.description.as_deref()));
    }
    for resource in &api.resources {
        let name = resource
            .name
            .as_deref()
            .map(|name| format!(" {}", quoted(name)))
            .unwrap_or_default();
        let _ = writeln!(
            text,
            "{}{name}{}",
            resource.path,
            about(resource.description.as_deref())
        );
        for operation in &resource.operations {
            self::operation(&mut text, &api.schemas, operation);
        }
    }
    schema::named(&mut text, &api.schemas);
    text
}

fn operation(text: &mut String, schemas: &Schemas, operation: &Operation) {
    let id = operation
        .id
        .as_deref()
        .map(|id| format!(" {}", quoted(id)))
        .unwrap_or_default();
    let tags: String = operation
        .tags
        .iter()
        .map(|tag| format!(" in {}", quoted(tag)))
        .collect();
    let servers: String = operation
        .servers
        .iter()
        .map(|server| format!(" at {}", server.url))
        .collect();
    let relation = operation
        .relation
        .as_deref()
        .map(|it| format!(" relation {it}"))
        .unwrap_or_default();
    let security = security(&operation.security);
    let about = about(operation.description.as_deref());
    let _ = writeln!(
        text,
        "  {}{id}{tags}{servers}{relation}{security}{about}",
        operation.method
    );
    for parameter in &operation.parameters {
        self::parameter(text, schemas, parameter);
    }
    if let Some(body) = &operation.request_body {
        let _ = writeln!(
            text,
            "    body{}{}",
            star(body.required),
            self::about(body.description.as_deref())
        );
        body.contents
            .iter()
            .for_each(|content| self::content(text, schemas, content));
    }
    for response in &operation.responses {
        let _ = writeln!(
            text,
            "    {}{}",
            response.status,
            self::about(response.description.as_deref())
        );
        for header in &response.headers {
            let star = star(header.required);
            let examples = examples(&header.examples);
            let _ = writeln!(
                text,
                "      {}{star}: {}{examples}",
                header.name,
                schema::of(schemas, header.schema)
            );
        }
        response
            .contents
            .iter()
            .for_each(|content| self::content(text, schemas, content));
    }
    operation.transactions.iter().for_each(|it| transaction(text, it));
}

fn security(alternatives: &[SecurityRequirement]) -> String {
    let shown = alternatives.iter().map(|alternative| {
        let all: Vec<&str> = alternative.all.iter().map(|it| it.scheme.as_str()).collect();
        if all.is_empty() {
            "nothing".to_owned()
        } else {
            all.join(" and ")
        }
    });
    let shown: Vec<String> = shown.collect();
    if shown.is_empty() {
        String::new()
    } else {
        format!(" by {}", shown.join(" or "))
    }
}

fn parameter(text: &mut String, schemas: &Schemas, parameter: &Parameter) {
    let place = format!("{:?}", parameter.place).to_lowercase();
    let usual = match parameter.place {
        ParameterPlace::Path | ParameterPlace::Header => ParameterStyle::Simple,
        ParameterPlace::Query | ParameterPlace::Cookie => ParameterStyle::Form,
    };
    let style = if parameter.style == usual {
        String::new()
    } else {
        format!(" {:?}", parameter.style).to_lowercase()
    };
    let _ = writeln!(
        text,
        "    {place}{} {}{}: {}{style}{}{}{}{}",
        concluded(parameter.origin),
        parameter.name,
        star(parameter.required),
        schema::of(schemas, parameter.schema),
        if parameter.explode { " exploded" } else { "" },
        if parameter.allow_reserved { " reserved" } else { "" },
        examples(&parameter.examples),
        about(parameter.description.as_deref()),
    );
}

fn content(text: &mut String, schemas: &Schemas, content: &Payload) {
    let schema = schema::of(schemas, content.schema);
    let _ = writeln!(
        text,
        "      {}: {schema}{}",
        content.media_type,
        examples(&content.examples)
    );
}

fn transaction(text: &mut String, transaction: &Transaction) {
    let name = transaction
        .name
        .as_deref()
        .map(|name| format!(" {}", quoted(name)))
        .unwrap_or_default();
    let request = transaction.request.as_ref().map_or("nothing".to_owned(), message);
    let responses = transaction
        .responses
        .iter()
        .map(|it| format!("{} {}", it.status, message(&it.message)));
    let responses: Vec<String> = responses.collect();
    let about = about(transaction.description.as_deref());
    let _ = writeln!(text, "    example{name}: {request} -> {}{about}", responses.join(", "));
}

fn message(message: &ExampleMessage) -> String {
    let headers = message.headers.iter().map(|(name, value)| format!("{name}: {value}"));
    let body = message.body.as_deref().map(quoted);
    let parts: Vec<String> = message.media_type.iter().cloned().chain(headers).chain(body).collect();
    format!("({})", parts.join("; "))
}

fn examples(examples: &[Example]) -> String {
    let shown = examples.iter().filter_map(|example| example.value.as_ref());
    shown.map(|value| format!(" eg {}", self::value(value))).collect()
}

/// A value as JSON, cut off where it is long.
fn value(value: &Value) -> String {
    short(&value.to_string())
}

/// What is said of something, on one line.
fn about(description: Option<&str>) -> String {
    description
        .map(|description| format!(" -- {}", quoted(description)))
        .unwrap_or_default()
}

/// Text with everything escaped that people cannot see, cut off where it is long.
fn quoted(text: &str) -> String {
    short(&format!("{text:?}"))
}

fn short(text: &str) -> String {
    let count = text.chars().count();
    if count <= SHOWN {
        return text.to_owned();
    }
    let shown: String = text.chars().take(SHOWN).collect();
    format!("{shown}… ({count} characters)")
}

fn star(required: bool) -> &'static str {
    if required { "*" } else { "" }
}

fn concluded(origin: Origin) -> &'static str {
    match origin.basis {
        Basis::Written => "",
        Basis::Inferred => "~",
    }
}
