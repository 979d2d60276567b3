//! Requests to a router, and a server whose answer is what a target says.

use std::cell::RefCell;
use std::convert::Infallible;
use std::future::Future;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use tokio::runtime::{Builder, Runtime};
use tower_service::Service as _;

thread_local! {
    static RUNTIME: RefCell<Runtime> =
        RefCell::new(Builder::new_current_thread().enable_all().build().expect("a runtime"));
}

/// Waits for a future.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    RUNTIME.with_borrow(|runtime| runtime.block_on(future))
}

/// What a router answers.
pub fn answer(router: &Router, request: Request<Body>) -> Response<Body> {
    let answered: Result<_, Infallible> = block_on(router.clone().call(request));
    match answered {
        Ok(response) => response,
    }
}

/// A server on a socket that answers every request with the body that was set last, in small chunks.
pub mod upstream {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::net::{TcpListener, TcpStream};
    use std::sync::Mutex;

    static BODY: Mutex<Vec<u8>> = Mutex::new(Vec::new());

    /// The bytes of a chunk: few, so that much is cut in two.
    const CHUNK: usize = 61;

    /// Starts the server, and gives its address.
    pub fn address() -> String {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let address = listener.local_addr().expect("an address");
        std::thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                // One connection may still be open when the client opens another. It may go before it has everything.
                std::thread::spawn(move || serve(&connection));
            }
        });
        format!("http://{address}")
    }

    /// Sets the body of the answers to come.
    pub fn answer_with(body: &str) {
        *BODY.lock().expect("a body") = body.as_bytes().to_vec();
    }

    fn serve(mut connection: &TcpStream) -> std::io::Result<()> {
        connection.set_nodelay(true)?;
        let mut lines = BufReader::new(connection).lines();
        while let Some(line) = lines.next() {
            if !line?.is_empty() {
                continue;
            }
            let mut answer = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
            let body = BODY.lock().expect("a body").clone();
            for chunk in body.chunks(CHUNK) {
                answer.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
                answer.extend_from_slice(chunk);
                answer.extend_from_slice(b"\r\n");
            }
            answer.extend_from_slice(b"0\r\n\r\n");
            connection.write_all(&answer)?;
        }
        Ok(())
    }
}
