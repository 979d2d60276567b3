//! The facts that AMF, MuleSoft's parser of RAML, finds.

use serde::Deserialize;

use super::facts::{Facts, Operation};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Summary {
    parse_conforms: bool,
    declares: Declares,
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Declares {
    types: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Resource {
    path: String,
    uri_parameters: Vec<Parameter>,
    operations: Vec<Method>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Method {
    method: String,
    query_parameters: Vec<Parameter>,
    headers: Vec<Parameter>,
    uri_parameters: Vec<Parameter>,
    query_string: Option<Shape>,
    bodies: Vec<Body>,
    responses: Vec<Response>,
    security: Vec<Vec<Scheme>>,
}

#[derive(Clone, Deserialize)]
struct Parameter {
    name: String,
    required: bool,
    #[serde(default)]
    shape: Option<ParameterShape>,
}

#[derive(Clone, Deserialize)]
struct ParameterShape {
    #[serde(default)]
    default: Option<serde_json::Value>,
}

impl Parameter {
    /// Whether it must be sent: what has a default need not be, whatever it says beside (RAML 1.0, "Type Declarations").
    fn is_needed(&self) -> bool {
        let default = self.shape.as_ref().and_then(|shape| shape.default.as_ref());
        self.required && default.is_none()
    }
}

#[derive(Deserialize)]
struct Shape {
    #[serde(default)]
    properties: Vec<Parameter>,
}

#[derive(Deserialize)]
struct Response {
    status: String,
    bodies: Vec<Body>,
}

#[derive(Deserialize)]
struct Body {
    #[serde(rename = "mediaType")]
    media_type: Option<String>,
}

#[derive(Deserialize)]
struct Scheme {
    name: Option<String>,
}

/// The facts of a summary, and whether AMF found the document to be without mistakes.
pub(super) fn facts(text: &str) -> serde_json::Result<(Facts, bool)> {
    let summary: Summary = serde_json::from_str(text)?;
    let mut facts = Facts {
        types: summary.declares.types.into_iter().collect(),
        ..Facts::default()
    };
    for resource in summary.resources {
        for method in &resource.operations {
            let name = format!("{} {}", method.method.to_uppercase(), resource.path);
            facts.operations.insert(name, operation(&resource, method));
        }
    }
    Ok((facts, summary.parse_conforms))
}

fn operation(resource: &Resource, method: &Method) -> Operation {
    let mut facts = Operation::default();
    let mut add = |place: &str, parameters: &[Parameter]| {
        for parameter in parameters {
            facts
                .parameters
                .insert(format!("{place} {}", parameter.name), parameter.is_needed());
        }
    };
    add("path", &in_path(&resource.uri_parameters));
    add("path", &in_path(&method.uri_parameters));
    add("query", &method.query_parameters);
    add(
        "query",
        method.query_string.as_ref().map_or(&[], |shape| &shape.properties),
    );
    add("header", &method.headers);
    for body in &method.bodies {
        facts.message("request", body.media_type.as_deref(), None);
    }
    for response in &method.responses {
        for body in &response.bodies {
            facts.message(&response.status, body.media_type.as_deref(), None);
        }
        if response.bodies.is_empty() {
            facts.message(&response.status, None, None);
        }
    }
    for alternative in &method.security {
        // Schemes of libraries are shown with the library's prefix.
        let name = |name: &str| name.rsplit('.').next().unwrap_or(name).to_owned();
        let schemes = alternative.iter().filter_map(|scheme| scheme.name.as_deref());
        // That a call needs no credentials is shown of some operations and not of others.
        let schemes: Vec<String> = schemes.filter(|name| *name != "null").map(name).collect();
        if !schemes.is_empty() {
            facts.security.insert(schemes.join(" and "));
        }
    }
    facts
}

/// The variables of a path, which must all be given; AMF takes those of RAML 0.8 for optional.
fn in_path(parameters: &[Parameter]) -> Vec<Parameter> {
    let required = parameters.iter().map(|parameter| Parameter {
        name: parameter.name.clone(),
        required: true,
        shape: None,
    });
    required.collect()
}
