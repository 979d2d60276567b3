//! MCP over standard input and output.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use rmcp::service::{QuitReason, ServerInitializeError, serve_server};
use rmcp::transport::io::stdio_pipes;
use tokio::io::{AsyncRead, ReadBuf};

use super::Server;

/// Serves until the input ends or `shutdown` completes. Calls that are on their way then have five
/// seconds to be answered.
///
/// # Errors
/// The client did not begin as MCP wants it.
pub(in crate::gateway) async fn serve_stdio(
    server: Server,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (reader, writer) = stdio_pipes();
    let input = Input {
        reader,
        shutdown: Box::pin(shutdown),
        ended: false,
    };
    let running = match serve_server(server, (input, writer)).await {
        Ok(running) => running,
        // A client that goes without a word has done nothing wrong.
        Err(ServerInitializeError::ConnectionClosed(_)) => return Ok(()),
        Err(error) => return Err(io::Error::other(error.to_string())),
    };
    match running.waiting().await {
        Ok(QuitReason::JoinError(error)) | Err(error) => Err(io::Error::other(error)),
        Ok(_) => Ok(()),
    }
}

/// An input that ends when the server is asked to.
struct Input<R> {
    reader: R,
    shutdown: Pin<Box<dyn Future<Output = ()> + Send>>,
    ended: bool,
}

impl<R: AsyncRead + Unpin> AsyncRead for Input<R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        // A future that has completed must not be asked again.
        if self.ended || self.shutdown.as_mut().poll(context).is_ready() {
            self.ended = true;
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut self.reader).poll_read(context, buffer)
    }
}
