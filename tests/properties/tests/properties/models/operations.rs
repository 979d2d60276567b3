//! Random operations.

use std::collections::BTreeSet;

use specwright_model::{
    Callback, Example, ExampleMessage, ExampleResponse, ExternalDocumentation, Header, Method, Operation, Parameter,
    ParameterPlace, ParameterStyle, PartEncoding, PathTemplate, Payload, RequestBody, Resource, Response, SchemaId,
    SchemaKind, Schemas, SecurityRequirement, SecurityUse, Server, StatusPattern, Transaction, Webhook,
};

use super::choices::Choices;
use super::origins::Origins;
use super::words;

const PATHS: &[&str] = &[
    "/a",
    "/a/{id}",
    "/b",
    "/b/{id}",
    "/a/{other}",
    "/",
    "/{a}/{b}",
    "/{self}/{type}",
    "/{a}-{b}.json",
    "/{id}/{Id}",
    "/{\u{1F98A}}",
    "/self",
    "/crate/mod",
    "/a/b/c",
    "/a-b",
    "/a_b",
    "/\"/\\n",
    "/%7Ba%7D",
    "/\u{e9}",
    "/{{a}}",
    "/{x-y}/{x_y}",
    "/{body}/{request}",
    "/{response}/{client}",
];

const MEDIA_TYPES: &[&str] = &[
    "application/json",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "application/octet-stream",
    "*/*",
    "application/vnd.a+json",
    "application/json; charset=utf-8",
    "application/xml",
    "text/event-stream",
    "application/jsonl",
    "image/png",
    "application/problem+json",
    "text/html; a=\"b\\\"\"",
    "multipart/mixed",
    "application/*",
    "text/json",
];

const HEADERS: &[&str] = &[
    "X-A",
    "ETag",
    "Location",
    "x-a",
    "X-B",
    "Link",
    "X-Total-Count",
    "Retry-After",
    "X\"",
    "self",
    "X-\u{e9}",
    "Set-Cookie",
    "Content-Length",
    "Authorization",
    "accept",
];

/// Makes operations that use the schemas, tags and security schemes of an API.
pub(crate) struct Maker<'a> {
    pub(crate) choices: Choices,
    pub(crate) schemas: &'a Schemas,
    pub(crate) tags: &'a [String],
    pub(crate) schemes: &'a [String],
    pub(crate) origins: &'a mut Origins,
}

impl Maker<'_> {
    /// Puts an operation into one of the resources, or into a new one.
    pub(crate) fn add_operation(&mut self, resources: &mut Vec<Resource>) {
        let text = self.choices.one(PATHS);
        let path = PathTemplate::parse(text).unwrap_or_default();
        let path = if path.parts().is_empty() {
            PathTemplate::parse("/z").unwrap()
        } else {
            path
        };
        let operation = self.operation(&path);
        match resources.iter_mut().find(|known| known.path == path) {
            Some(known) if known.operations.iter().any(|it| it.method == operation.method) => {}
            Some(known) => known.operations.push(operation),
            None => resources.push(Resource {
                path,
                summary: self.choices.sometimes(10, words::text),
                description: self.choices.sometimes(10, words::text),
                operations: vec![operation],
                extensions: words::extensions(&mut self.choices),
                origin: self.origins.next(),
                ..Resource::default()
            }),
        }
    }

    pub(crate) fn webhook(&mut self, name: String) -> Webhook {
        Webhook {
            name,
            operations: vec![self.operation(&PathTemplate::default())],
            origin: self.origins.next(),
        }
    }

    fn operation(&mut self, path: &PathTemplate) -> Operation {
        let methods = [
            "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PURGE",
        ];
        let mut operation = Operation {
            method: Method::new(self.choices.one(&methods)),
            id: (!self.choices.once_in(3)).then(|| words::name(&mut self.choices)),
            ..Operation::default()
        };
        operation.responses = self.responses();
        operation.request_body = self.choices.once_in(2).then(|| self.request_body());
        operation.parameters = self.parameters(path);
        operation.tags = self.tags();
        operation.security = self.security();
        operation.transactions = self.transactions(&operation);
        let choices = &mut self.choices;
        operation.id = operation.id.filter(|id| !id.is_empty());
        operation.summary = choices.sometimes(4, words::text);
        operation.description = choices.sometimes(4, words::text);
        operation.deprecated = choices.once_in(10);
        operation.external_documentation = choices.sometimes(15, |_| ExternalDocumentation {
            url: "https://a.example/\"".to_owned(),
            description: None,
        });
        operation.extensions = words::extensions(choices);
        operation.servers = choices
            .sometimes(15, |choices| Server {
                url: choices
                    .one(&["https://other.example", "/v2", "https://{a}.example"])
                    .to_owned(),
                ..Server::default()
            })
            .into_iter()
            .filter(|server| !server.url.contains('{'))
            .collect();
        operation.origin = self.origins.next();
        if !path.parts().is_empty() && self.choices.once_in(15) {
            operation.callbacks = vec![self.callback()];
        }
        operation
    }

    fn callback(&mut self) -> Callback {
        Callback {
            name: self.choices.one(&["onEvent", "self", "\""]).to_owned(),
            expression: "{$request.body#/url}".to_owned(),
            operations: vec![self.operation(&PathTemplate::default())],
            origin: self.origins.next(),
        }
    }

    fn schema(&mut self) -> Option<SchemaId> {
        let ids: Vec<SchemaId> = self.schemas.iter().map(|(id, _)| id).collect();
        (!ids.is_empty()).then(|| self.choices.one(&ids))
    }

    /// One parameter for each variable of the path, and some others.
    fn parameters(&mut self, path: &PathTemplate) -> Vec<Parameter> {
        let mut taken = BTreeSet::new();
        let mut parameters = Vec::new();
        for name in path.variables() {
            if taken.insert((ParameterPlace::Path, name.to_owned())) {
                parameters.push(self.parameter(ParameterPlace::Path, name.to_owned()));
            }
        }
        for _ in 0..self.choices.below(5) {
            let place = self
                .choices
                .one(&[ParameterPlace::Query, ParameterPlace::Header, ParameterPlace::Cookie]);
            let name = match place {
                ParameterPlace::Header => self.choices.one(HEADERS).to_owned(),
                _ => words::name(&mut self.choices),
            };
            if !name.is_empty() && taken.insert((place, name.clone())) {
                parameters.push(self.parameter(place, name));
            }
        }
        parameters
    }

    fn parameter(&mut self, place: ParameterPlace, name: String) -> Parameter {
        let styles: &[ParameterStyle] = match place {
            ParameterPlace::Path => &[ParameterStyle::Simple, ParameterStyle::Label, ParameterStyle::Matrix],
            ParameterPlace::Query => &[
                ParameterStyle::Form,
                ParameterStyle::Form,
                ParameterStyle::SpaceDelimited,
                ParameterStyle::PipeDelimited,
                ParameterStyle::DeepObject,
            ],
            ParameterPlace::Header => &[ParameterStyle::Simple],
            ParameterPlace::Cookie => &[ParameterStyle::Form],
        };
        let schema = self.schema();
        let choices = &mut self.choices;
        let is_query = place == ParameterPlace::Query;
        let media_type = choices
            .sometimes(12, |_| "application/json".to_owned())
            .filter(|_| schema.is_some());
        let style = choices.one(if media_type.is_some() {
            styles.get(..1).unwrap()
        } else {
            styles
        });
        let usually = style == ParameterStyle::Form;
        Parameter {
            name,
            place,
            description: choices.sometimes(6, words::text),
            required: place == ParameterPlace::Path || choices.once_in(2),
            deprecated: choices.once_in(12),
            style,
            explode: if choices.once_in(3) && media_type.is_none() {
                !usually
            } else {
                usually
            },
            allow_reserved: is_query && choices.once_in(10) && media_type.is_none(),
            allow_empty_value: is_query && choices.once_in(10),
            schema,
            media_type,
            examples: examples(choices),
            extensions: words::extensions(choices),
            origin: self.origins.next(),
        }
    }

    fn request_body(&mut self) -> RequestBody {
        RequestBody {
            contents: self.contents(true),
            required: !self.choices.once_in(2),
            description: self.choices.sometimes(8, words::text),
            extensions: words::extensions(&mut self.choices),
            origin: self.origins.next(),
        }
    }

    fn contents(&mut self, is_required: bool) -> Vec<Payload> {
        let mut taken = BTreeSet::new();
        let mut media_types = self.choices.list(3, |choices| choices.one(MEDIA_TYPES));
        if media_types.is_empty() && is_required {
            media_types.push("application/json");
        }
        media_types.retain(|media_type| taken.insert(*media_type));
        media_types
            .into_iter()
            .map(|media_type| self.payload(media_type))
            .collect()
    }

    fn payload(&mut self, media_type: &str) -> Payload {
        let schema = self.schema().filter(|_| !self.choices.once_in(10));
        let is_stream = ["text/event-stream", "application/jsonl"].contains(&media_type);
        let item_schema = self.schema().filter(|_| is_stream);
        let is_form = media_type.starts_with("multipart/") || media_type.ends_with("urlencoded");
        let encoding = match schema.map(|schema| &self.schemas.get(schema).kind) {
            Some(SchemaKind::Object(object)) if is_form => {
                let names: Vec<String> = object.properties.iter().map(|it| it.name.clone()).collect();
                let chosen = names.into_iter().filter_map(|name| self.encoding(name));
                chosen.collect()
            }
            _ => Vec::new(),
        };
        Payload {
            media_type: media_type.to_owned(),
            schema: schema.filter(|_| item_schema.is_none()),
            item_schema,
            examples: examples(&mut self.choices),
            encoding,
            extensions: words::extensions(&mut self.choices),
            origin: self.origins.next(),
        }
    }

    fn encoding(&mut self, property: String) -> Option<PartEncoding> {
        let types = [
            "application/json",
            "text/plain",
            "image/png",
            "application/octet-stream",
        ];
        let headers = match self.choices.once_in(6) {
            true => self.headers(),
            false => Vec::new(),
        };
        self.choices.sometimes(3, |choices| PartEncoding {
            property,
            content_types: choices.list(2, |choices| choices.one(&types).to_owned()),
            headers,
            style: choices.sometimes(8, |choices| {
                choices.one(&[ParameterStyle::Form, ParameterStyle::DeepObject])
            }),
            explode: choices.sometimes(8, |choices| choices.once_in(2)),
            allow_reserved: choices.once_in(10),
        })
    }

    fn responses(&mut self) -> Vec<Response> {
        let statuses = [
            StatusPattern::Code(200),
            StatusPattern::Code(201),
            StatusPattern::Code(404),
            StatusPattern::Default,
            StatusPattern::Range(4),
            StatusPattern::Code(204),
            StatusPattern::Code(302),
            StatusPattern::Range(2),
            StatusPattern::Code(599),
            StatusPattern::Code(100),
        ];
        let mut taken = BTreeSet::new();
        let mut chosen = self.choices.list(3, |choices| choices.one(&statuses));
        chosen.retain(|status| taken.insert(*status));
        chosen.into_iter().map(|status| self.response(status)).collect()
    }

    fn response(&mut self, status: StatusPattern) -> Response {
        Response {
            status,
            description: Some(words::text(&mut self.choices)),
            headers: self.headers(),
            contents: self.contents(false),
            links: Vec::new(),
            extensions: words::extensions(&mut self.choices),
            origin: self.origins.next(),
        }
    }

    /// Examples of whole calls, of media types that the operation has or has not.
    fn transactions(&mut self, operation: &Operation) -> Vec<Transaction> {
        if !self.choices.once_in(10) {
            return Vec::new();
        }
        let statuses = operation.responses.iter().map(|response| match response.status {
            StatusPattern::Code(code) => code,
            StatusPattern::Range(class) => u16::from(class) * 100,
            StatusPattern::Default => 500,
        });
        let statuses: Vec<u16> = statuses.chain([200]).collect();
        let origin = self.origins.next();
        self.choices.list(2, |choices| Transaction {
            name: choices.sometimes(2, words::name),
            description: choices.sometimes(6, words::text),
            request: choices.sometimes(2, message),
            responses: choices.list(2, |choices| ExampleResponse {
                status: choices.one(&statuses),
                message: message(choices),
            }),
            origin,
        })
    }

    fn headers(&mut self) -> Vec<Header> {
        let mut taken = BTreeSet::new();
        let mut names = self.choices.list(2, |choices| choices.one(HEADERS));
        names.retain(|name| taken.insert(*name));
        names.into_iter().map(|name| self.header(name)).collect()
    }

    fn header(&mut self, name: &str) -> Header {
        let schema = self.schema();
        let choices = &mut self.choices;
        let media_type = choices
            .sometimes(12, |_| "application/json".to_owned())
            .filter(|_| schema.is_some());
        Header {
            name: name.to_owned(),
            description: choices.sometimes(6, words::text),
            required: choices.once_in(3),
            deprecated: choices.once_in(12),
            explode: choices.once_in(8) && media_type.is_none(),
            schema,
            media_type,
            examples: Vec::new(),
            origin: self.origins.next(),
        }
    }

    fn tags(&mut self) -> Vec<String> {
        let mut taken = BTreeSet::new();
        let mut tags = match self.tags {
            [] => Vec::new(),
            tags => self.choices.list(2, |choices| choices.one(tags)),
        };
        tags.retain(|tag| taken.insert(tag.clone()));
        tags
    }

    fn security(&mut self) -> Vec<SecurityRequirement> {
        let schemes = self.schemes;
        if schemes.is_empty() {
            return Vec::new();
        }
        let requirement = |choices: &mut Choices| {
            let mut taken = BTreeSet::new();
            let mut all = choices.list(2, |choices| choices.one(schemes));
            all.retain(|scheme| taken.insert(scheme.clone()));
            let used = all.into_iter().map(|scheme| SecurityUse {
                scheme,
                scopes: choices.list(1, |choices| choices.one(&["read", "\""]).to_owned()),
            });
            SecurityRequirement { all: used.collect() }
        };
        let mut security = self.choices.list(2, requirement);
        security.dedup();
        security
    }
}

fn message(choices: &mut Choices) -> ExampleMessage {
    ExampleMessage {
        media_type: choices.sometimes(2, |choices| choices.one(MEDIA_TYPES).to_owned()),
        headers: choices.list(2, |choices| (choices.one(HEADERS).to_owned(), words::text(choices))),
        body: choices.sometimes(2, |choices| match choices.once_in(2) {
            true => words::text(choices),
            false => words::value(choices).to_string(),
        }),
    }
}

fn examples(choices: &mut Choices) -> Vec<Example> {
    let single = |choices: &mut Choices| Example {
        value: Some(words::value(choices)),
        ..Example::default()
    };
    let named = |choices: &mut Choices, name: &str| Example {
        name: Some(name.to_owned()),
        summary: choices.sometimes(4, words::text),
        description: choices.sometimes(4, words::text),
        value: Some(words::value(choices)),
        ..Example::default()
    };
    match choices.below(12) {
        10 => vec![single(choices)],
        11 => vec![named(choices, "a"), named(choices, "\"")],
        _ => Vec::new(),
    }
}
