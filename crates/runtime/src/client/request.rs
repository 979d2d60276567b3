//! A request that is being filled.

use std::fmt;
use std::time::Duration;

use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue};
use http::{Method, header};
use percent_encoding::percent_decode_str;

use super::arriving::Arriving;
use super::boundary::with_boundary_of;
use super::builder::Settings;
use super::credential::Placed;
use super::error::{Failure, InvalidRequest};
use super::exchange::{exchange, start};
use super::multipart::MultipartForm;
use super::operation::Operation;
use super::reply::Reply;
use crate::json::{Encode, to_string};
use crate::parameter::{
    Parameter, QueryPair, RefusedValue, encode_form, query_string, write_cookie, write_header, write_path, write_query,
};

/// Headers that belong to the transport.
const TRANSPORT_HEADERS: [HeaderName; 5] = [
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::HOST,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

/// A request for one operation. The first argument that cannot be sent is remembered, and
/// [`Request::send`] fails with it before anything is sent.
pub struct Request<'client> {
    settings: &'client Settings,
    operation: &'static Operation,
    path: Vec<(&'static str, String)>,
    /// Pairs before those of parameters, already encoded.
    encoded_query: String,
    query: Vec<QueryPair>,
    headers: HeaderMap,
    cookies: Vec<(&'static str, String)>,
    body: Option<Vec<u8>>,
    timeout: Option<Duration>,
    problem: Option<String>,
}

impl<'client> Request<'client> {
    pub(super) fn new(settings: &'client Settings, operation: &'static Operation) -> Self {
        let mut request = Self {
            settings,
            operation,
            path: Vec::new(),
            encoded_query: String::new(),
            query: Vec::new(),
            headers: settings.headers.clone(),
            cookies: Vec::new(),
            body: None,
            timeout: None,
            problem: None,
        };
        if !operation.accept.is_empty() {
            request.set_header(ACCEPT.as_str(), &operation.accept.join(", "), false);
        }
        request
    }

    /// Sets a path parameter.
    pub fn path(&mut self, parameter: &Parameter, value: &dyn Encode) {
        if let Some(text) = self.accepted(write_path(parameter, value)) {
            self.path.retain(|(name, _)| *name != parameter.name);
            self.path.push((parameter.name, text));
        }
    }

    /// Sets a path parameter to a text that is encoded already. One that leads to another resource is
    /// refused when the request is sent.
    #[cfg(feature = "gateway")]
    pub(crate) fn encoded_path(&mut self, name: &'static str, text: String) {
        self.path.push((name, text));
    }

    /// Sets the pairs of the query that stand before those of parameters: encoded text.
    #[cfg(feature = "gateway")]
    pub(crate) fn encoded_query(&mut self, text: String) {
        self.encoded_query = text;
    }

    /// Sets a query parameter, in place of an earlier value.
    pub fn query(&mut self, parameter: &Parameter, value: &dyn Encode) {
        write_query(parameter, value, &mut self.query);
    }

    /// Sets a header parameter, in place of an earlier value.
    pub fn header(&mut self, parameter: &Parameter, value: &dyn Encode) {
        if let Some(text) = self.accepted(write_header(parameter, value)) {
            self.set_header(parameter.name, &text, false);
        }
    }

    /// Sets any header, in place of an earlier value. Its value counts as a secret.
    pub fn extra_header(&mut self, name: &str, value: &str) {
        self.set_header(name, value, true);
    }

    /// Sets a cookie parameter, in place of an earlier value.
    pub fn cookie(&mut self, parameter: &Parameter, value: &dyn Encode) {
        if let Some(text) = self.accepted(write_cookie(parameter, value)) {
            self.cookies.retain(|(name, _)| *name != parameter.name);
            if !text.is_empty() {
                self.cookies.push((parameter.name, text));
            }
        }
    }

    /// Sets the body to JSON text, of a media type such as `application/json`.
    pub fn json(&mut self, body: &dyn Encode, media_type: &str) {
        self.bytes(to_string(body).into_bytes(), media_type);
    }

    /// Sets the body to a form, `application/x-www-form-urlencoded`.
    pub fn form(&mut self, body: &dyn Encode) {
        self.bytes(encode_form(body).into_bytes(), "application/x-www-form-urlencoded");
    }

    /// Sets the body to text in UTF-8, of a media type such as `text/plain`.
    pub fn text(&mut self, body: &str, media_type: &str) {
        self.bytes(body.as_bytes().to_vec(), media_type);
    }

    /// Sets the body as it is, of a media type such as `application/octet-stream`. A multipart type
    /// is sent with the boundary that the body begins with.
    pub fn bytes(&mut self, body: Vec<u8>, media_type: &str) {
        self.set_header(CONTENT_TYPE.as_str(), media_type, false);
        self.body = Some(body);
    }

    /// Sets the body to a multipart form, of a media type such as `multipart/form-data`.
    pub fn multipart(&mut self, form: MultipartForm, media_type: &str) {
        match form.finish() {
            // The media type gets its boundary with all others, when the request is finished.
            Ok(body) => self.bytes(body, media_type),
            Err(problem) => self.refuse(problem),
        }
    }

    /// Sets how long one attempt may take, in place of the client's timeout. A response that is
    /// [started](Request::start) and given on as a stream may take longer: its head has this long,
    /// and then nothing may be missing from it for longer than this at a time.
    pub fn timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    /// Sends the request, again if the client's policy says so, and receives the whole response.
    ///
    /// # Errors
    /// Every [`Failure`] but [`Failure::Decode`].
    pub async fn send(self) -> Result<Reply, Failure> {
        let (settings, operation) = (self.settings, self.operation);
        let request = self.finish()?;
        exchange(settings, operation, request).await
    }

    /// Sends the request, again if the client's policy says so, and receives the head of the
    /// response.
    ///
    /// # Errors
    /// Every [`Failure`] but [`Failure::Decode`] and [`Failure::ResponseTooLarge`].
    pub async fn start(self) -> Result<Arriving, Failure> {
        let (settings, operation) = (self.settings, self.operation);
        let request = self.finish()?;
        start(settings, operation, request).await
    }

    fn accepted(&mut self, written: Result<String, RefusedValue>) -> Option<String> {
        written.map_err(|refused| self.refuse(refused.to_string())).ok()
    }

    fn refuse(&mut self, reason: String) {
        self.problem.get_or_insert(reason);
    }

    fn set_header(&mut self, name: &str, value: &str, sensitive: bool) {
        let Ok(header) = HeaderName::try_from(name) else {
            return self.refuse(format!("`{name}` is no name of a header"));
        };
        if TRANSPORT_HEADERS.contains(&header) {
            return self.refuse(format!("the header `{name}` is the transport's own"));
        }
        // Unlike try_from for text, this takes text beyond ASCII, and still no control character.
        let Ok(mut value) = HeaderValue::from_bytes(value.as_bytes()) else {
            return self.refuse(format!(
                "the value of `{name}` has a control character, which a header must not have"
            ));
        };
        value.set_sensitive(sensitive);
        self.headers.insert(header, value);
    }

    /// Puts everything in its place, the credentials last.
    fn finish(mut self) -> Result<reqwest::Request, Failure> {
        self.name_boundary();
        let invalid = |reason: String| {
            Failure::InvalidRequest(InvalidRequest {
                operation: self.operation.id,
                reason,
            })
        };
        if let Some(problem) = self.problem {
            return Err(invalid(problem));
        }
        let chosen = self.settings.credentials.choose(self.operation);
        let credentials = chosen.map_err(Failure::MissingCredential)?;
        let mut query = joined(self.encoded_query, &query_string(&self.query));
        let mut cookies: Vec<String> = self.cookies.into_iter().map(|(_, text)| text).collect();
        let mut headers = self.headers;
        for credential in credentials {
            match credential {
                Placed::Header(name, value) => {
                    headers.insert(name.clone(), value.clone());
                }
                Placed::Query(pair) => query = joined(without_name_of(&query, pair.expose()), pair.expose()),
                Placed::Cookie(pair) => {
                    let (name, _) = pair.expose().split_once('=').unwrap_or_default();
                    cookies.retain(|cookie| cookie.split_once('=').is_none_or(|(other, _)| other != name));
                    cookies.push(pair.expose().to_owned());
                }
            }
        }
        if !cookies.is_empty() {
            let mut value =
                HeaderValue::try_from(cookies.join("; ")).map_err(|_| invalid("a cookie cannot be sent".to_owned()))?;
            value.set_sensitive(true);
            headers.insert(COOKIE, value);
        }
        let method = Method::from_bytes(self.operation.method.as_bytes())
            .map_err(|_| invalid("the method is no HTTP method".to_owned()))?;
        let url = self
            .settings
            .base_of(self.operation)
            .map_err(invalid)?
            .join(self.operation.path, &self.path, &query)
            .map_err(invalid)?;
        let mut request = reqwest::Request::new(method, url);
        *request.headers_mut() = headers;
        *request.timeout_mut() = Some(self.timeout.unwrap_or(self.settings.timeout));
        *request.body_mut() = self.body.map(reqwest::Body::from);
        Ok(request)
    }

    /// Names the boundary of a multipart body in its media type.
    fn name_boundary(&mut self) {
        let media_type = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let (Some(media_type), Some(body)) = (media_type, &self.body) else {
            return;
        };
        match with_boundary_of(body, media_type) {
            Ok(Some(media_type)) => self.set_header(CONTENT_TYPE.as_str(), &media_type, false),
            Ok(None) => {}
            Err(problem) => self.refuse(problem),
        }
    }
}

/// The pairs of a query that have another name than a pair: the credential is the only one of its
/// name, also where a parameter lets values choose the names.
fn without_name_of(query: &str, pair: &str) -> String {
    let name = |pair: &str| {
        let name = pair.split('=').next().unwrap_or_default().replace('+', " ");
        percent_decode_str(&name).collect::<Vec<u8>>()
    };
    let own = name(pair);
    let others = query.split('&').filter(|pair| name(pair) != own);
    others.collect::<Vec<_>>().join("&")
}

/// Two texts of pairs as one.
fn joined(first: String, second: &str) -> String {
    match (first.as_str(), second) {
        ("", second) => second.to_owned(),
        (_, "") => first,
        (first, second) => format!("{first}&{second}"),
    }
}

impl fmt::Debug for Request<'_> {
    /// Shows the names of what is set, no values.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path: Vec<&str> = self.path.iter().map(|(name, _)| *name).collect();
        let query: Vec<&str> = self.query.iter().map(QueryPair::parameter).collect();
        let headers: Vec<&str> = self.headers.keys().map(HeaderName::as_str).collect();
        formatter
            .debug_struct("Request")
            .field("operation", &self.operation.id)
            .field("path", &path)
            .field("query", &query)
            .field("headers", &headers)
            .finish_non_exhaustive()
    }
}
