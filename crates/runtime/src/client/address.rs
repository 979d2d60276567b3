//! Where a request goes: the base URL, and paths that cannot lead away from it.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use reqwest::Url;

/// What the literal text of a path template may not have as it stands (RFC 3986, section 3.3).
const UNSAFE_IN_LITERAL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A checked base URL: http or https, with a host, without user, query and fragment.
#[derive(Clone, Debug)]
pub(super) struct BaseUrl {
    url: Url,
    /// The path without slashes at its end.
    prefix: String,
}

impl BaseUrl {
    /// Checks a base URL. `Err` says what is wrong with it, without repeating it: its user
    /// information may be a secret.
    pub(super) fn parse(text: &str) -> Result<Self, &'static str> {
        if text.is_empty() {
            return Err("none is set, and the API description names none");
        }
        let url = Url::parse(text).map_err(|_| "it is no absolute URL")?;
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err("it is no URL of the scheme http or https");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("it has a user name or password; set a credential instead");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err("it has a query or a fragment");
        }
        let prefix = url.path().trim_end_matches('/').to_owned();
        Ok(Self { url, prefix })
    }

    /// Another address: an absolute URL, or a path at the same host.
    pub(super) fn sibling(&self, server: &str) -> Result<Self, &'static str> {
        if !server.starts_with('/') {
            return Self::parse(server);
        }
        let mut url = self.url.clone();
        url.set_path(server);
        Self::parse(url.as_str())
    }

    pub(super) fn as_str(&self) -> &str {
        self.url.as_str()
    }

    /// The URL of an operation: the template's variables replaced by encoded values, then the
    /// encoded query. `Err` tells why there is none.
    pub(super) fn join(&self, template: &str, values: &[(&'static str, String)], query: &str) -> Result<Url, String> {
        // Some documents write a fixed query into the template.
        let (template, fixed_query) = template.split_once('?').unwrap_or((template, ""));
        let path = format!("{}{}", self.prefix, expand(template, values)?);
        let path = if path.starts_with('/') {
            path
        } else {
            format!("/{path}")
        };
        let mut url = self.url.clone();
        url.set_path(&path);
        if url.path() != path {
            // The URL Standard resolves dot segments, encoded ones too.
            return Err("the path would lead to another resource".to_owned());
        }
        let queries = [fixed_query, query];
        let query: Vec<&str> = queries.into_iter().filter(|query| !query.is_empty()).collect();
        url.set_query((!query.is_empty()).then(|| query.join("&")).as_deref());
        Ok(url)
    }
}

/// Replaces the variables of a path template by encoded values.
fn expand(template: &str, values: &[(&'static str, String)]) -> Result<String, String> {
    let mut path = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((literal, after)) = rest.split_once('{') {
        let Some((variable, after)) = after.split_once('}') else {
            return Err(format!("the path template `{template}` has an unclosed brace"));
        };
        path.push_str(&literal_text(literal));
        let (name, keeps_slashes) = match variable.strip_prefix('+') {
            Some(name) => (name, true),
            None => (variable, false),
        };
        let Some((_, value)) = values.iter().find(|(parameter, _)| *parameter == name) else {
            return Err(format!("the path parameter `{name}` has no value"));
        };
        if keeps_slashes {
            // A value never holds these three characters unless they stand for a slash: a percent
            // sign of its own is `%25`.
            path.push_str(&value.replace("%2F", "/"));
        } else {
            path.push_str(value);
        }
        rest = after;
    }
    path.push_str(&literal_text(rest));
    Ok(path)
}

fn literal_text(literal: &str) -> String {
    utf8_percent_encode(literal, UNSAFE_IN_LITERAL).to_string()
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn base_urls_are_checked() {
        let check = |text: &str, expected: &str| {
            let result = BaseUrl::parse(text);
            assert_eq!(result.as_ref().map_or_else(|error| error, BaseUrl::as_str), expected);
        };
        check("https://example.com", "https://example.com/");
        check("http://example.com:81/v1/", "http://example.com:81/v1/");
        check("", "none is set, and the API description names none");
        check("/v1", "it is no absolute URL");
        check("ftp://example.com", "it is no URL of the scheme http or https");
        check("data:text/plain,x", "it is no URL of the scheme http or https");
        check(
            "https://u:p@example.com",
            "it has a user name or password; set a credential instead",
        );
        check("https://example.com?x=1", "it has a query or a fragment");
    }

    #[test]
    fn values_cannot_change_host_or_resource() {
        let check = |template: &str, value: &str, expected: &str| {
            let base = BaseUrl::parse("https://example.com/v1/").unwrap();
            let url = base.join(template, &[("id", value.to_owned())], "");
            let text = url.map_or_else(|error| error, |url| url.to_string());
            assert_eq!(text, expected, "{template} with {value}");
        };
        check("/pets/{id}", "7", "https://example.com/v1/pets/7");
        check("/pets/{id}.json", "a%2Fb", "https://example.com/v1/pets/a%2Fb.json");
        check("/files/{+id}", "a%2Fb%252F", "https://example.com/v1/files/a/b%252F");
        check("/ä b/{id}", "7", "https://example.com/v1/%C3%A4%20b/7");
        check("/rpc?method=x&n=1", "", "https://example.com/v1/rpc?method=x&n=1");
        check("{id}", "7", "https://example.com/v17");
        check("/pets/{other}", "7", "the path parameter `other` has no value");
        check("/pets/{id", "7", "the path template `/pets/{id` has an unclosed brace");
        let refused = "the path would lead to another resource";
        check("/pets/{id}", "..", refused);
        check("/pets/{id}/x", "%2e%2E", refused);
        check("/pets/{id}{id}", ".", refused);
        check("/pets/{id}", "a?b", refused);
        check("/pets/{id}", "a#b", refused);
    }
}
