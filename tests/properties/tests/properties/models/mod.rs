//! Random models: what a reader could make of some description.

mod choices;
mod operations;
mod origins;
mod recipes;
mod schemas;
mod words;

use std::collections::BTreeSet;
use std::fmt;

use serde_json::Value;
use specwright_model::{
    Api, ApiKeyPlace, Contact, ExternalDocumentation, License, OAuthFlow, OAuthGrant, Scope, SecurityKind,
    SecurityScheme, Server, ServerVariable, Tag,
};
use specwright_openapi::{WrittenVersion, write};

use choices::Choices;
use origins::Origins;
pub(crate) use recipes::Recipes;

/// What a model is made from.
#[derive(Clone)]
pub(crate) struct Recipe {
    about: Choices,
    schemas: Vec<Choices>,
    operations: Vec<Choices>,
    webhooks: Vec<Choices>,
}

impl Recipe {
    /// The model.
    pub(crate) fn api(&self) -> Api {
        let mut origins = Origins::new();
        let mut about = self.about.clone();
        let mut api = described(&mut about);
        api.origin = origins.next();
        api.servers = servers(&mut about);
        api.tags = tags(&mut about, &mut origins);
        api.security_schemes = security_schemes(&mut about, &mut origins);
        api.schemas = schemas::schemas(&self.schemas, &mut origins);
        let tags: Vec<String> = api.tags.iter().map(|tag| tag.name.clone()).collect();
        let schemes: Vec<String> = api.security_schemes.iter().map(|scheme| scheme.name.clone()).collect();
        let mut maker = |choices: &Choices, add: &mut dyn FnMut(&mut operations::Maker<'_>)| {
            add(&mut operations::Maker {
                choices: choices.clone(),
                schemas: &api.schemas,
                tags: &tags,
                schemes: &schemes,
                origins: &mut origins,
            });
        };
        for choices in &self.operations {
            maker(choices, &mut |maker| maker.add_operation(&mut api.resources));
        }
        for (number, choices) in self.webhooks.iter().enumerate() {
            let name = format!("{}{number}", words::name(&mut about));
            maker(choices, &mut |maker| api.webhooks.push(maker.webhook(name.clone())));
        }
        api
    }
}

/// The model, without what it does not say, and what is written of it.
impl fmt::Debug for Recipe {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let api = self.api();
        let model = serde_json::to_value(&api).map(said).unwrap_or_default();
        writeln!(formatter, "--- the model\n{model:#}")?;
        let (document, _) = write(&api, WrittenVersion::V3_1);
        writeln!(formatter, "--- as OpenAPI\n{document:#}")
    }
}

/// A value without members that say nothing, and without places.
fn said(value: Value) -> Value {
    let says_nothing = |value: &Value| match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    };
    match value {
        Value::Array(items) => items.into_iter().map(said).collect(),
        Value::Object(members) => {
            let members = members.into_iter().filter(|(key, _)| key != "origin");
            let members = members.map(|(key, value)| (key, said(value)));
            members.filter(|(_, value)| !says_nothing(value)).collect()
        }
        value => value,
    }
}

/// What an API says of itself.
fn described(choices: &mut Choices) -> Api {
    Api {
        title: choices
            .one(&[
                "An API",
                "",
                "\"\"\"\n[dependencies]\na = \"1\"",
                "*/",
                "\u{202E}",
                "'''",
            ])
            .to_owned(),
        version: choices.one(&["1", "", "\"\n", "1.0.0-a+b"]).to_owned(),
        summary: choices.sometimes(6, words::text),
        description: choices.sometimes(4, words::text),
        terms_of_service: choices.sometimes(15, |_| "https://a.example/terms".to_owned()),
        contact: choices.sometimes(8, |choices| Contact {
            name: Some(words::text(choices)),
            url: None,
            email: choices.sometimes(2, |_| "a@a.example".to_owned()),
        }),
        license: choices.sometimes(8, |choices| License {
            name: words::text(choices),
            identifier: choices.sometimes(3, |_| "MIT".to_owned()),
            url: choices.sometimes(3, |_| "https://a.example/licence".to_owned()),
        }),
        external_documentation: choices.sometimes(15, |choices| ExternalDocumentation {
            url: "https://a.example/docs".to_owned(),
            description: Some(words::text(choices)),
        }),
        extensions: words::extensions(choices),
        ..Api::default()
    }
}

fn servers(choices: &mut Choices) -> Vec<Server> {
    choices.list(2, |choices| {
        let url = choices.one(&[
            "https://a.example",
            "/v1",
            "https://{a}.example/{b}",
            "https://\"/",
            "https://a.example/{a}",
        ]);
        let variables = ["a", "b"]
            .into_iter()
            .filter(|name| url.contains(&format!("{{{name}}}")));
        let mut variable = |name: &str| ServerVariable {
            name: name.to_owned(),
            default: "x".to_owned(),
            values: choices
                .sometimes(2, |_| vec!["x".to_owned(), "\"".to_owned()])
                .unwrap_or_default(),
            description: None,
        };
        Server {
            url: url.to_owned(),
            variables: variables.map(&mut variable).collect(),
            ..Server::default()
        }
    })
}

fn tags(choices: &mut Choices, origins: &mut Origins) -> Vec<Tag> {
    let names = words::names(choices, 3);
    let mut tag = |name| Tag {
        name,
        description: choices.sometimes(3, words::text),
        origin: origins.next(),
        ..Tag::default()
    };
    names.into_iter().map(&mut tag).collect()
}

/// Schemes whose names differ in the characters that components may have.
fn security_schemes(choices: &mut Choices, origins: &mut Origins) -> Vec<SecurityScheme> {
    let mut taken = BTreeSet::new();
    let mut names = choices.list(3, |choices| {
        choices.one(&["key", "token", "self", "Key", "a b", "\"", "oauth-2", "build"])
    });
    names.retain(|name| taken.insert(*name));
    let mut scheme = |name: &str| SecurityScheme {
        name: name.to_owned(),
        description: choices.sometimes(4, words::text),
        kind: security_kind(choices),
        metadata_url: None,
        deprecated: false,
        extensions: words::extensions(choices),
        origin: origins.next(),
    };
    names.into_iter().map(&mut scheme).collect()
}

fn security_kind(choices: &mut Choices) -> SecurityKind {
    let flow = |grant| OAuthFlow {
        grant,
        authorization_url: matches!(grant, OAuthGrant::AuthorizationCode | OAuthGrant::Implicit)
            .then(|| "https://a.example/authorize".to_owned()),
        device_authorization_url: None,
        token_url: (grant != OAuthGrant::Implicit).then(|| "https://a.example/token".to_owned()),
        refresh_url: None,
        scopes: vec![Scope {
            name: "read".to_owned(),
            description: Some("Reading.".to_owned()),
        }],
    };
    match choices.below(9) {
        0 => SecurityKind::ApiKey {
            place: choices.one(&[ApiKeyPlace::Header, ApiKeyPlace::Query, ApiKeyPlace::Cookie]),
            field: choices.one(&["X-Key", "key", "\"", "self"]).to_owned(),
        },
        1 => SecurityKind::Basic,
        2 | 3 => SecurityKind::Bearer {
            format: choices.sometimes(2, |_| "JWT".to_owned()),
        },
        4 => SecurityKind::Http {
            scheme: "digest".to_owned(),
        },
        5 => SecurityKind::OAuth2 {
            flows: vec![flow(OAuthGrant::AuthorizationCode), flow(OAuthGrant::Implicit)],
        },
        6 => SecurityKind::OAuth2 {
            flows: vec![flow(OAuthGrant::ClientCredentials)],
        },
        7 => SecurityKind::OpenIdConnect {
            discovery_url: "https://a.example/.well-known".to_owned(),
        },
        _ => choices.one(&[
            SecurityKind::MutualTls,
            SecurityKind::Other {
                kind: "x-custom".to_owned(),
            },
        ]),
    }
}
