//! MCP over streamable HTTP.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};

use super::Server;
use crate::gateway::limits::Limits;
use crate::server::{BodyLimits, Refusal, receive_whole};

/// The service for some paths; none for whatever path it is asked for. Every answer is one JSON text: tools send nothing before their result.
pub(in crate::gateway) fn service(server: Server, limits: Limits, paths: &'static [&'static str]) -> Router {
    let config = StreamableHttpServerConfig::default()
        .with_legacy_session_mode(false)
        .with_json_response(true)
        .with_max_request_body_bytes(limits.request_bytes)
        // Hosts and origins are the guard's, which stands before this service.
        .disable_allowed_hosts()
        .disable_allowed_origins();
    let sessions = Arc::new(NeverSessionManager::default());
    let service = StreamableHttpService::new(move || Ok(server.clone()), sessions, config);
    let limits = BodyLimits {
        body_bytes: limits.request_bytes,
        body_timeout: limits.request_time,
    };
    Router::new().fallback(move |request: Request| {
        let found = paths.is_empty() || paths.contains(&request.uri().path());
        let service = service.clone();
        async move {
            if found {
                answer(service, limits, request).await
            } else {
                Refusal::new(StatusCode::NOT_FOUND, "the MCP server is at /mcp").into_response()
            }
        }
    })
}

async fn answer(
    service: StreamableHttpService<Server, NeverSessionManager>,
    limits: BodyLimits,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    // Received here, since rmcp waits for a body as long as it takes.
    match receive_whole(&parts.headers, body, limits).await {
        Ok(bytes) => {
            let request = Request::from_parts(parts, Body::from(bytes));
            service.handle(request).await.map(Body::new)
        }
        Err(refusal) => refusal.into_response(),
    }
}
