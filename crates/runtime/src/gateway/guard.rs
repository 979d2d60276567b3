//! Who may call: which hosts, which origins, and with which key.
//!
//! A gateway holds keys, and it often listens at the loopback address, where every page of a browser
//! can reach it. A page that lets its own name point to that address (DNS rebinding) is known by the
//! field `Host`; one that calls from elsewhere, by the field `Origin`. Both are checked on each
//! request, as MCP asks (2025-11-25, transports, security), and for routes as well.

mod key;
mod sharing;

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::header::{HOST, ORIGIN, WWW_AUTHENTICATE};
use http::uri::Authority;
use http::{HeaderMap, HeaderValue, StatusCode, Uri};

use self::key::Key;
use super::bind::Binds;
use super::definition::Access;
use crate::server::Refusal;

/// The names of the loopback address.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// What a request must show before anything else of it is looked at.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    /// The allowed hosts, beside the loopback ones: names, maybe with a port. `None`: any.
    hosts: Option<Vec<String>>,
    /// The allowed origins, beside the loopback ones.
    origins: Vec<String>,
    key: Option<Key>,
}

impl Guard {
    pub(super) fn new() -> Self {
        Self {
            hosts: Some(Vec::new()),
            origins: Vec::new(),
            key: None,
        }
    }

    pub(super) fn allow_host(&mut self, host: &str) {
        if host == "*" {
            self.hosts = None;
        } else if let Some(hosts) = &mut self.hosts {
            hosts.push(host.to_ascii_lowercase());
        }
    }

    pub(super) fn allow_origin(&mut self, origin: &str) {
        self.origins.push(origin.trim_end_matches('/').to_ascii_lowercase());
    }

    /// Demands a key of every caller. `Err` names what has no value, or is no name of a header.
    pub(super) fn demand(&mut self, access: &Access, binds: &Binds) -> Result<(), &'static str> {
        self.key = Some(Key::new(access, binds)?);
        Ok(())
    }

    /// Lets a request pass, or refuses it with 403 for its host or its origin.
    fn check_source(&self, uri: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
        // The target of a request may name a host too, and then counts alone (RFC 9112, section
        // 3.2.2): all that are named must be allowed, and there must be one.
        let named = uri.authority().map(Authority::as_str);
        let fields = headers.get_all(HOST).iter();
        let fields = fields.map(|host| host.to_str().unwrap_or_default());
        let hosts: Vec<String> = named.into_iter().chain(fields).map(str::to_ascii_lowercase).collect();
        let Some(host) = hosts
            .first()
            .filter(|_| hosts.iter().all(|host| self.allows_host(host)))
        else {
            let detail = "the host of the request is none that this server answers for";
            return Err(Refusal::new(StatusCode::FORBIDDEN, detail));
        };
        let origins = headers.get_all(ORIGIN).iter();
        if !origins
            .map(|origin| origin.to_str().unwrap_or_default())
            .all(|origin| self.allows_origin(origin, host))
        {
            let detail = "pages of this origin must not call the server";
            return Err(Refusal::new(StatusCode::FORBIDDEN, detail));
        }
        Ok(())
    }

    /// Lets a request pass, or refuses it with 401 for want of the key.
    fn check_key(&self, uri: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
        match &self.key {
            Some(key) if !key.is_in(uri, headers) => {
                let refusal = Refusal::new(StatusCode::UNAUTHORIZED, "the key of this server is missing or wrong");
                Err(refusal.header(WWW_AUTHENTICATE.as_str(), &key.challenge()))
            }
            _ => Ok(()),
        }
    }

    fn allows_host(&self, text: &str) -> bool {
        let Ok(authority) = Authority::try_from(text) else {
            return false;
        };
        let Some(hosts) = &self.hosts else { return true };
        let name = authority.host();
        let listed = || hosts.iter().any(|host| host == name || host == text);
        !text.contains('@') && (LOOPBACK.contains(&name) || listed())
    }

    fn allows_origin(&self, text: &str, host: &str) -> bool {
        let origin = text.to_ascii_lowercase();
        if self.origins.contains(&origin) {
            return true;
        }
        let Some((scheme, authority)) = origin.split_once("://") else {
            return false;
        };
        // A page of the host itself, unless every host may be it.
        let own = self.hosts.is_some() && authority == host;
        let loopback = Authority::try_from(authority)
            .is_ok_and(|authority| LOOPBACK.contains(&authority.host()) && !authority.as_str().contains('@'));
        matches!(scheme, "http" | "https") && (own || loopback)
    }

    /// The origin of a request, if it is one that answers are shared with.
    fn shared_origin(&self, headers: &HeaderMap) -> Option<HeaderValue> {
        let origin = headers.get(ORIGIN)?;
        let listed = self.origins.contains(&origin.to_str().ok()?.to_ascii_lowercase());
        listed.then(|| origin.clone())
    }
}

/// Lets what the guard allows pass.
pub(super) async fn pass(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    let (uri, headers) = (request.uri(), request.headers());
    if let Err(refusal) = guard.check_source(uri, headers) {
        return refusal.into_response();
    }
    let shared = guard.shared_origin(headers);
    if let Some(origin) = &shared
        && let Some(answer) = sharing::preflight(request.method(), headers, origin)
    {
        return answer;
    }
    let mut response = match guard.check_key(uri, headers) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    };
    if let Some(origin) = shared {
        sharing::share(response.headers_mut(), origin);
    }
    response
}

#[cfg(test)]
mod tests {
    use http::HeaderName;

    use super::*;
    use crate::gateway::Expression;

    fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(HeaderName::from_static(name), value.parse().unwrap());
        }
        headers
    }

    fn guard() -> Guard {
        let mut guard = Guard::new();
        guard.allow_host("gateway.example.com");
        guard.allow_host("Other.Example.com:8443");
        guard.allow_origin("https://app.example.com/");
        guard
    }

    #[track_caller]
    fn check(guard: &Guard, uri: &str, lines: &[(&'static str, &str)], expected: u16) {
        let (uri, headers) = (uri.parse().unwrap(), headers(lines));
        let result = guard.check_source(&uri, &headers);
        let result = result.and_then(|()| guard.check_key(&uri, &headers));
        let status = result.map_or_else(|refusal| refusal.into_reply().status().as_u16(), |()| 200);
        assert_eq!(status, expected, "{uri} {headers:?}");
    }

    #[test]
    fn hosts() {
        let guard = guard();
        let host = |host, expected| check(&guard, "/", &[("host", host)], expected);
        for allowed in [
            "localhost",
            "LOCALHOST:8080",
            "127.0.0.1:1",
            "[::1]:9",
            "gateway.example.com:4",
            "other.example.com:8443",
        ] {
            host(allowed, 200);
        }
        for refused in [
            "",
            "evil.example.com",
            "localhost.evil.com",
            "127.0.0.1.evil.com",
            "localhost@evil.com",
            "evil.com@localhost",
            "other.example.com",
            "0.0.0.0",
            "a b",
        ] {
            host(refused, 403);
        }
        check(&guard, "/", &[], 403);
        check(&guard, "http://localhost/", &[], 200);
        // Whoever names several hosts is understood by nobody in the same way.
        check(&guard, "http://evil.example.com/", &[("host", "localhost")], 403);
        check(&guard, "http://localhost/", &[("host", "evil.example.com")], 403);
        check(&guard, "/", &[("host", "localhost"), ("host", "evil.example.com")], 403);
        let mut open = Guard::new();
        open.allow_host("*");
        check(&open, "/", &[("host", "evil.example.com")], 200);
    }

    #[test]
    fn origins() {
        let guard = guard();
        let origin = |origin, expected| check(&guard, "/", &[("host", "localhost"), ("origin", origin)], expected);
        for allowed in [
            "http://localhost:6274",
            "https://127.0.0.1",
            "http://[::1]:3",
            "https://app.example.com",
        ] {
            origin(allowed, 200);
        }
        for refused in [
            "null",
            "",
            "http://app.example.com",
            "https://gateway.example.com",
            "https://app.example.com:444",
            "https://evil.example.com",
            "http://localhost.evil.com",
            "http://evil.com@localhost",
            "file://localhost",
        ] {
            origin(refused, 403);
        }
    }

    #[test]
    fn pages_of_the_host_itself() {
        let own = [
            ("host", "Gateway.example.com:4"),
            ("origin", "https://gateway.example.com:4"),
        ];
        check(&guard(), "/", &own, 200);
        let rebound = [("host", "evil.example.com"), ("origin", "https://evil.example.com")];
        check(&guard(), "/", &rebound, 403);
        let mut open = Guard::new();
        open.allow_host("*");
        check(&open, "/", &rebound, 403);
    }

    #[test]
    fn keys() {
        let binds = Binds::new().with("KEY", "swordfish").with("USER", "joe");
        let key = Expression::Bind("KEY");
        let check = |access: Access, uri: &str, lines: &[(&'static str, &str)], expected| {
            let mut guard = Guard::new();
            guard.demand(&access, &binds).unwrap();
            assert!(!format!("{guard:?}").contains("swordfish"));
            let lines: Vec<_> = [("host", "localhost")].iter().chain(lines).copied().collect();
            check(&guard, uri, &lines, expected);
        };
        check(Access::Header("x-key", key), "/", &[("x-key", "swordfish")], 200);
        check(Access::Header("x-key", key), "/", &[("x-key", "swordfisch")], 401);
        check(Access::Header("x-key", key), "/", &[], 401);
        check(Access::Query("key", key), "/?a=1&key=swordfish", &[], 200);
        check(Access::Query("key", key), "/?key=swordfish&key=swordfish", &[], 401);
        check(Access::Bearer(key), "/", &[("authorization", "bearer swordfish")], 200);
        check(Access::Bearer(key), "/", &[("authorization", "swordfish")], 401);
        let basic = Access::Basic(Expression::Bind("USER"), key);
        check(basic, "/", &[("authorization", "Basic am9lOnN3b3JkZmlzaA==")], 200);
        check(basic, "/", &[("authorization", "Basic am9lOg==")], 401);
        assert!(
            Guard::new()
                .demand(&Access::Bearer(Expression::Bind("GONE")), &binds)
                .is_err()
        );
    }
}
