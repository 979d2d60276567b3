//! MCP over standard input and output.

use std::io;

use rmcp::service::{QuitReason, serve_server};
use rmcp::transport::io::stdio_pipes;

use super::Server;

/// Serves until the input ends or `shutdown` completes. Calls that are on their way when the input
/// ends are answered.
///
/// # Errors
/// The client did not begin as MCP wants it.
pub(in crate::gateway) async fn serve_stdio(server: Server, shutdown: impl Future<Output = ()>) -> io::Result<()> {
    let serving = async {
        let running = match serve_server(server, stdio_pipes()).await {
            Ok(running) => running,
            // A client that goes without a word has done nothing wrong.
            Err(rmcp::service::ServerInitializeError::ConnectionClosed(_)) => return Ok(()),
            Err(error) => return Err(io::Error::other(error.to_string())),
        };
        match running.waiting().await {
            Ok(QuitReason::JoinError(error)) | Err(error) => Err(io::Error::other(error)),
            Ok(_) => Ok(()),
        }
    };
    tokio::select! {
        result = serving => result,
        () = shutdown => Ok(()),
    }
}
