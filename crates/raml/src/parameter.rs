//! What documents and pages do alike with parameters.

use specwright_model::{ApiKeyPlace, Parameter, ParameterPlace, SecurityKind};

/// Whether two parameters are one: names of header fields are the same in any case (RFC 9110, section 5.1).
pub(crate) fn is_same(one: &Parameter, other: &Parameter) -> bool {
    one.place == other.place
        && match one.place {
            ParameterPlace::Header => one.name.eq_ignore_ascii_case(&other.name),
            _ => one.name == other.name,
        }
}

/// Whether a parameter is where the credential of a scheme goes: a token of OAuth into the header, or into the query
/// (RFC 6750, sections 2.1 and 2.3).
pub(crate) fn is_credential(kind: &SecurityKind, parameter: &Parameter) -> bool {
    let is_at = |place, name: &str| parameter.place == place && parameter.name.eq_ignore_ascii_case(name);
    let is_authorization = is_at(ParameterPlace::Header, "Authorization");
    match kind {
        SecurityKind::ApiKey { place, field } => {
            let place = match place {
                ApiKeyPlace::Header => ParameterPlace::Header,
                ApiKeyPlace::Query => ParameterPlace::Query,
                ApiKeyPlace::Cookie => ParameterPlace::Cookie,
            };
            is_at(place, field)
        }
        SecurityKind::OAuth2 { .. } => is_authorization || is_at(ParameterPlace::Query, "access_token"),
        SecurityKind::Other { .. } => false,
        _ => is_authorization,
    }
}
