//! The `WWW-Authenticate` header: how a caller can authenticate (RFC 9110, section 11.6.1).

use super::operation::Operation;
use super::security::{KeyPlace, SchemeKind, SecurityUse};

/// One challenge per scheme that the operation takes, in the order of the document.
///
/// `refused` says that credentials were presented and are not valid, which a bearer challenge
/// tells (RFC 6750, section 3.1). API keys have no registered scheme; `ApiKey` with the place and
/// the name of the key stands for them.
pub(crate) fn challenges(operation: &Operation, refused: bool) -> Vec<String> {
    let mut challenges = Vec::new();
    for security_use in operation.security.iter().copied().flatten() {
        let Some(challenge) = challenge(security_use, refused) else {
            continue;
        };
        if !challenges.contains(&challenge) {
            challenges.push(challenge);
        }
    }
    challenges
}

fn challenge(security_use: &SecurityUse, refused: bool) -> Option<String> {
    let realm = quoted(security_use.scheme.name);
    Some(match security_use.scheme.kind {
        SchemeKind::ApiKey { place, name } => {
            let place = match place {
                KeyPlace::Header => "header",
                KeyPlace::Query => "query",
                KeyPlace::Cookie => "cookie",
            };
            format!("ApiKey realm={realm}, in=\"{place}\", name={}", quoted(name))
        }
        SchemeKind::HttpBasic => format!("Basic realm={realm}, charset=\"UTF-8\""),
        SchemeKind::HttpBearer | SchemeKind::OAuth2 | SchemeKind::OpenIdConnect => {
            let scope = match security_use.scopes {
                [] => String::new(),
                scopes => format!(", scope={}", quoted(&scopes.join(" "))),
            };
            let error = if refused { ", error=\"invalid_token\"" } else { "" };
            format!("Bearer realm={realm}{scope}{error}")
        }
        SchemeKind::Http { scheme } if is_token(scheme) => format!("{scheme} realm={realm}"),
        SchemeKind::Http { .. } | SchemeKind::MutualTls | SchemeKind::Other { .. } => return None,
    })
}

/// A quoted string (RFC 9110, section 5.6.4); what it cannot hold is left out.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars().filter(|character| matches!(character, ' '..='~')) {
        if matches!(character, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted.push('"');
    quoted
}

/// Whether a text is a token (RFC 9110, section 5.6.2).
fn is_token(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::security::SecurityScheme;

    static KEY: SecurityScheme = SecurityScheme::api_key("k\"e\r\ny", KeyPlace::Header, "X-Key");
    static BASIC: SecurityScheme = SecurityScheme::new("door", SchemeKind::HttpBasic);
    static OAUTH: SecurityScheme = SecurityScheme::new("oauth", SchemeKind::OAuth2);
    static ODD: SecurityScheme = SecurityScheme::new("odd", SchemeKind::Http { scheme: "no token" });
    static OPERATION: Operation = Operation::new("x", "GET", "/x").security(&[
        &[KEY.needing(&[]), BASIC.needing(&[])],
        &[OAUTH.needing(&["read:x", "write:x"]), ODD.needing(&[])],
        &[BASIC.needing(&[])],
    ]);

    #[test]
    fn one_challenge_per_scheme() {
        insta::assert_snapshot!(challenges(&OPERATION, false).join("\n"), @r#"
        ApiKey realm="k\"ey", in="header", name="X-Key"
        Basic realm="door", charset="UTF-8"
        Bearer realm="oauth", scope="read:x write:x"
        "#);
    }

    #[test]
    fn a_refused_token_is_named() {
        insta::assert_snapshot!(challenges(&OPERATION, true).join("\n"), @r#"
        ApiKey realm="k\"ey", in="header", name="X-Key"
        Basic realm="door", charset="UTF-8"
        Bearer realm="oauth", scope="read:x write:x", error="invalid_token"
        "#);
    }
}
