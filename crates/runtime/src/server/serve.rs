//! Listening, with limits on what a connection may take and a shutdown that lets requests end.

mod timed;

use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::Semaphore;

use self::timed::Timed;

/// How long a caller may take to send the head of a request, an idle connection included.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);

/// How long a caller may take nothing of an answer.
const WRITE_TIMEOUT: Duration = Duration::from_secs(30);

/// How many connections are open at once; further ones wait. A process often has 1024 file
/// descriptors, and needs some of them for what it does itself.
const MOST_CONNECTIONS: usize = 512;

/// How many of them are kept open after a request. Those beyond are closed behind the first one, so
/// that callers who keep connections they do not need do not keep others waiting.
const KEPT_CONNECTIONS: usize = 256;

/// How many callers may wait for a connection; what comes beyond is sent again by their systems, later
/// and later.
const MOST_WAITING: u32 = 1024;

/// How long requests may take to end once the server shuts down.
const GRACE: Duration = Duration::from_secs(10);

/// How long to wait after a connection could not be accepted, most likely for want of file
/// descriptors.
const PAUSE: Duration = Duration::from_millis(500);

/// Serves a router over HTTP/1.1 until `shutdown` completes; requests on their way then have ten
/// seconds to end.
///
/// A connection that sends no complete request head for thirty seconds is closed, and at most 512
/// are open at once, so that callers who send a byte now and then cannot take the server down. Neither
/// can those who do not read: a connection that takes nothing for thirty seconds is closed too.
///
/// # Errors
/// The listener has no local address. Errors of single connections end those alone.
pub async fn serve(listener: TcpListener, router: Router, shutdown: impl Future<Output = ()>) -> io::Result<()> {
    listener.local_addr()?;
    let connections = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let mut shutdown = pin!(shutdown);
    loop {
        tokio::select! {
            biased;
            () = &mut shutdown => break,
            (permit, stream) = next_connection(&listener, &connections) => {
                let service = TowerToHyperService::new(router.clone());
                let open = MOST_CONNECTIONS - connections.available_permits();
                let connection = http1::Builder::new()
                    .timer(TokioTimer::new())
                    .header_read_timeout(HEAD_TIMEOUT)
                    .keep_alive(open <= KEPT_CONNECTIONS)
                    .serve_connection(TokioIo::new(Timed::new(stream, WRITE_TIMEOUT)), service);
                let connection = graceful.watch(connection);
                tokio::spawn(async move {
                    // What goes wrong on a connection concerns its caller, who is gone.
                    let _ = connection.await;
                    drop(permit);
                });
            }
        }
    }
    drop(listener);
    // Whoever is not done by then is cut off when the runtime ends.
    let _ = tokio::time::timeout(GRACE, graceful.shutdown()).await;
    Ok(())
}

/// Listens at an address, `HOST:PORT`, with room for a burst of callers to wait in.
///
/// # Errors
/// An address that is none, or that cannot be listened at.
pub(crate) async fn listen(address: &str) -> io::Result<TcpListener> {
    let mut failure = io::Error::new(io::ErrorKind::InvalidInput, "the host has no address");
    for address in tokio::net::lookup_host(address).await? {
        let listening = if address.is_ipv4() {
            TcpSocket::new_v4()
        } else {
            TcpSocket::new_v6()
        };
        let listening = listening.and_then(|socket| {
            // A program that was ended a moment ago must not keep its successor from starting.
            #[cfg(unix)]
            socket.set_reuseaddr(true)?;
            socket.bind(address)?;
            socket.listen(MOST_WAITING)
        });
        match listening {
            Ok(listener) => return Ok(listener),
            Err(error) => failure = error,
        }
    }
    Err(failure)
}

type Permit = Option<tokio::sync::OwnedSemaphorePermit>;

/// The next connection, once there is room for it.
async fn next_connection(listener: &TcpListener, connections: &Arc<Semaphore>) -> (Permit, TcpStream) {
    // The semaphore is never closed, so there always is a permit in the end.
    let permit = Arc::clone(connections).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                // Answers are written at once; waiting for more would only delay them.
                let _ = stream.set_nodelay(true);
                return (permit, stream);
            }
            Err(error) if is_of_the_connection(&error) => {}
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

/// Whether accepting failed because the caller was gone already.
fn is_of_the_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
