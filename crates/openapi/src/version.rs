//! Which version of OpenAPI a document follows.

use specwright_diagnostics::Diagnostic;
use specwright_source::{Kind, Node};

use crate::rules;

/// The versions of OpenAPI that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    V3_0,
    V3_1,
    V3_2,
}

/// The version that the document's `openapi` key names, or why it cannot be read.
pub(crate) fn detect(root: Node<'_>) -> Result<Version, Diagnostic> {
    let Some(openapi) = root.get("openapi") else {
        return Err(missing(root));
    };
    let text = match openapi.kind() {
        // `openapi: 3.1` without quotes is a number.
        Kind::String(text) | Kind::Number(text) => text,
        _ => "",
    };
    let mut parts = text.split('.');
    match (parts.next(), parts.next()) {
        (Some("3"), Some("0")) => Ok(Version::V3_0),
        (Some("3"), Some("1")) => Ok(Version::V3_1),
        (Some("3"), Some("2")) => Ok(Version::V3_2),
        _ => {
            let message = format!("`{text}` is no version of OpenAPI that is known");
            Err(Diagnostic::new(&rules::UNKNOWN_VERSION, openapi.location(), message)
                .help("write `3.0.x`, `3.1.x` or `3.2.x`, in quotes"))
        }
    }
}

fn missing(root: Node<'_>) -> Diagnostic {
    if let Some(swagger) = root.entry("swagger") {
        let message = "this is a Swagger 2.0 document, which is not read";
        return Diagnostic::new(&rules::SWAGGER, swagger.key_location, message)
            .help("convert it to OpenAPI 3 first: swagger2openapi and the Swagger Editor do that");
    }
    let message = "the document does not say which version of OpenAPI it follows";
    Diagnostic::new(&rules::NOT_OPENAPI, root.location(), message).help("add `openapi: 3.1.1` as its first line")
}
