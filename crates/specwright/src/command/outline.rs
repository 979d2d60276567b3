//! A model as an outline that people can read.

mod schema;

use std::fmt::Write;

use specwright_model::{Api, Header, Operation, Parameter, Payload, Resource, Response, SecurityKind, SecurityScheme};

/// An API in lines: servers and security schemes, resources with their operations, and declared schemas. What a line
/// holds is indented below it; a `?` behind a name says that it may be left out.
pub fn outline(api: &Api) -> String {
    let mut outline = Outline {
        api,
        text: String::new(),
    };
    outline.line(0, &format!("{} {}", api.title, api.version));
    for server in &api.servers {
        outline.line(1, &format!("server {}", server.url));
    }
    for scheme in &api.security_schemes {
        outline.line(1, &format!("security {}: {}", scheme.name, scheme_kind(scheme)));
    }
    for resource in &api.resources {
        outline.resource(resource);
    }
    for webhook in &api.webhooks {
        outline.line(0, "");
        outline.line(0, &format!("webhook {}", webhook.name));
        for operation in &webhook.operations {
            outline.operation(operation);
        }
    }
    outline.schemas();
    outline.text
}

struct Outline<'a> {
    api: &'a Api,
    text: String,
}

impl Outline<'_> {
    /// A line, without what could steer a terminal.
    fn line(&mut self, depth: usize, text: &str) {
        let is_harmless = |character: &char| !character.is_control() && !is_bidirectional(*character);
        let text: String = text
            .chars()
            .map(|it| if is_harmless(&it) { it } else { '\u{fffd}' })
            .collect();
        let text = text.trim_end();
        // Writing to a string cannot fail.
        let _ = writeln!(
            self.text,
            "{:width$}{text}",
            "",
            width = if text.is_empty() { 0 } else { depth * 2 }
        );
    }

    fn resource(&mut self, resource: &Resource) {
        self.line(0, "");
        self.line(0, &resource.path.to_string());
        for operation in &resource.operations {
            self.operation(operation);
        }
    }

    fn operation(&mut self, operation: &Operation) {
        let name = operation.id.as_deref().unwrap_or_default();
        self.line(
            1,
            &format!("{} {name}{}", operation.method, deprecation(operation.deprecated)),
        );
        let security = operation.security.iter().map(|requirement| {
            let uses = requirement.all.iter().map(|used| {
                let scopes = used.scopes.join(", ");
                if scopes.is_empty() {
                    used.scheme.clone()
                } else {
                    format!("{} ({scopes})", used.scheme)
                }
            });
            let all = uses.collect::<Vec<_>>().join(" and ");
            if all.is_empty() { "nothing".to_owned() } else { all }
        });
        let security = security.collect::<Vec<_>>().join(", or ");
        if !security.is_empty() {
            self.line(2, &format!("requires {security}"));
        }
        for parameter in &operation.parameters {
            self.parameter(parameter);
        }
        if let Some(body) = &operation.request_body {
            let optional = if body.required { "" } else { "?" };
            for payload in &body.contents {
                self.payload(2, &format!("body{optional} "), payload);
            }
        }
        for response in &operation.responses {
            self.response(response);
        }
    }

    fn parameter(&mut self, parameter: &Parameter) {
        let place = match parameter.place {
            specwright_model::ParameterPlace::Path => "path",
            specwright_model::ParameterPlace::Query => "query",
            specwright_model::ParameterPlace::Header => "header",
            specwright_model::ParameterPlace::Cookie => "cookie",
        };
        let optional = if parameter.required { "" } else { "?" };
        let kind = schema::notation_or_any(&self.api.schemas, parameter.schema);
        let deprecated = deprecation(parameter.deprecated);
        self.line(2, &format!("{place} {}{optional}: {kind}{deprecated}", parameter.name));
    }

    fn response(&mut self, response: &Response) {
        self.line(2, &format!("response {}", response.status));
        for header in &response.headers {
            self.header(header);
        }
        for payload in &response.contents {
            self.payload(3, "", payload);
        }
    }

    fn header(&mut self, header: &Header) {
        let optional = if header.required { "" } else { "?" };
        let kind = schema::notation_or_any(&self.api.schemas, header.schema);
        self.line(3, &format!("header {}{optional}: {kind}", header.name));
    }

    fn payload(&mut self, depth: usize, what: &str, payload: &Payload) {
        let kind = match payload.item_schema {
            Some(item) => format!("sequence of {}", schema::notation(&self.api.schemas, item)),
            None => schema::notation_or_any(&self.api.schemas, payload.schema),
        };
        self.line(depth, &format!("{what}{}: {kind}", payload.media_type));
    }

    fn schemas(&mut self) {
        let api = self.api;
        for (_, schema) in api.schemas.iter() {
            let Some(name) = &schema.name else { continue };
            self.line(0, "");
            let kind = schema::definition(&api.schemas, schema);
            self.line(0, &format!("schema {name}: {kind}{}", deprecation(schema.deprecated)));
            for property in schema::properties(&api.schemas, schema) {
                self.line(1, &property);
            }
        }
    }
}

fn deprecation(deprecated: bool) -> &'static str {
    if deprecated { " (deprecated)" } else { "" }
}

fn scheme_kind(scheme: &SecurityScheme) -> String {
    match &scheme.kind {
        SecurityKind::ApiKey { place, field } => {
            let place = match place {
                specwright_model::ApiKeyPlace::Header => "header",
                specwright_model::ApiKeyPlace::Query => "query",
                specwright_model::ApiKeyPlace::Cookie => "cookie",
            };
            format!("{place} {field}")
        }
        SecurityKind::Basic => "basic".to_owned(),
        SecurityKind::Bearer { .. } => "bearer".to_owned(),
        SecurityKind::Http { scheme } => format!("http {scheme}"),
        SecurityKind::OAuth2 { .. } => "OAuth 2.0".to_owned(),
        SecurityKind::OpenIdConnect { .. } => "OpenID Connect".to_owned(),
        SecurityKind::MutualTls => "mutual TLS".to_owned(),
        SecurityKind::Other { kind } => kind.clone(),
    }
}

/// Whether a character changes the direction of the text around it.
fn is_bidirectional(character: char) -> bool {
    matches!(character, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Description;

    fn check(text: &str) -> String {
        let description = Description::from_texts(&[("a.yaml", text)]);
        description.api().map(outline).unwrap_or_default()
    }

    #[test]
    fn an_outline_shows_what_an_api_offers() {
        insta::assert_snapshot!(check(r#"
openapi: 3.1.0
info: { title: Pets, version: '2' }
servers: [{ url: 'https://pets.example' }]
security: [{ key: [] }, {}]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      deprecated: true
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, format: uuid } }
        - { name: fields, in: query, schema: { type: array, items: { enum: [name, tag] } } }
      responses:
        '200':
          description: Found.
          headers: { ETag: { required: true, schema: { type: string } } }
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
        4XX: { description: Not found. }
    put:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses: { default: { description: Anything. } }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: { type: string }
        weight: { type: [number, 'null'] }
        friends: { type: array, items: { $ref: '#/components/schemas/Pet' } }
        home: { type: object, properties: { street: { type: string } } }
      additionalProperties: { type: integer, format: int64 }
    Animal: { oneOf: [{ $ref: '#/components/schemas/Pet' }, { type: boolean }] }
    Color: { type: string, enum: [red, green] }
    Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }], properties: { race: {} } }
"#), @r#"
        Pets 2
          server https://pets.example
          security key: header X-Key

        /pets/{id}
          GET getPet (deprecated)
            requires key, or nothing
            path id: string (uuid)
            query fields?: [string ("name", "tag")]
            response 200
              header ETag: string
              application/json: Pet
            response 4XX
          PUT
            requires key, or nothing
            path id: string
            body? application/json: Pet
            response default

        schema Pet: object
          name: string
          weight?: number or null
          friends?: [Pet]
          home?: { street?: string }
          …: int64

        schema Animal: Pet | boolean

        schema Color: string ("red", "green")

        schema Dog: Pet & object
          race?: any
        "#);
    }

    #[test]
    fn nothing_of_a_document_steers_the_terminal() {
        let text = check("openapi: 3.1.0\ninfo: { title: \"a\\e[31m\\u202eb\\nc\", version: '1' }\npaths: {}\n");
        assert_eq!(text, "a\u{fffd}[31m\u{fffd}b\u{fffd}c 1\n");
    }
}
