//! Following redirects: within the origin that the request was sent to, and no further.
//!
//! It is done here and not by reqwest's policy since an operation may describe redirects of its own.

use http::header::{CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LOCATION, CONTENT_TYPE, LOCATION};
use http::{HeaderName, Method, StatusCode};

/// How many redirects are followed.
const MOST_REDIRECTS: usize = 10;

/// What describes a body, and goes where the body is not sent again.
const CONTENT_HEADERS: [HeaderName; 4] = [CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LOCATION, CONTENT_TYPE];

/// Sends a request and those that redirects lead to.
///
/// The response is a redirect where it leads to another origin, nowhere, or on after ten others.
pub(super) async fn execute(
    http: &reqwest::Client,
    mut request: reqwest::Request,
) -> reqwest::Result<reqwest::Response> {
    for _ in 0..MOST_REDIRECTS {
        let Some(sent) = request.try_clone() else { break };
        let response = http.execute(sent).await?;
        match next(request, &response) {
            Some(following) => request = following,
            None => return Ok(response),
        }
    }
    http.execute(request).await
}

/// The request that a redirect asks for (RFC 9110, section 15.4).
fn next(mut request: reqwest::Request, response: &reqwest::Response) -> Option<reqwest::Request> {
    let status = response.status();
    let keeps_method = match status {
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => true,
        // Everyone sends GET instead of POST, as the sections 15.4.2 and 15.4.3 allow.
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND => request.method() != Method::POST,
        StatusCode::SEE_OTHER => matches!(*request.method(), Method::GET | Method::HEAD),
        _ => return None,
    };
    let location = response.headers().get(LOCATION)?.to_str().ok()?;
    let url = request.url().join(location).ok()?;
    if url.origin() != request.url().origin() {
        return None;
    }
    *request.url_mut() = url;
    if !keeps_method {
        *request.method_mut() = Method::GET;
        *request.body_mut() = None;
        for name in CONTENT_HEADERS {
            request.headers_mut().remove(name);
        }
    }
    Some(request)
}
