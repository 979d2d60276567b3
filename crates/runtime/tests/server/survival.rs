//! What an implementation may do wrong, and how the server ends.

use std::future::pending;
use std::net::SocketAddr;
use std::time::Duration;

use specwright_runtime::server::{Operation, Refusal, Reply, Router, Routes, axum, serve};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};

use crate::support::{Answer, Server, add, open_routes};

#[tokio::test]
async fn a_panic_is_an_internal_error_without_its_text() {
    let mut routes = open_routes();
    add(
        &mut routes,
        Operation::new("now", "GET", "/now"),
        |_| -> std::future::Ready<Result<Reply, Refusal>> { panic!("swordfish") },
    );
    add(&mut routes, Operation::new("later", "GET", "/later"), |_| async {
        tokio::task::yield_now().await;
        panic!("swordfish")
    });
    add(&mut routes, Operation::new("fine", "GET", "/fine"), |_| async {
        Ok(Reply::empty(204))
    });
    let server = Server::start(routes).await;
    for path in ["/now", "/later", "/now"] {
        let answer = server.send(&format!("GET {path}")).await;
        assert_eq!(answer.summary(), "500");
        assert!(!answer.body.contains("swordfish"));
    }
    server.check(&[("GET /fine", "204")]).await;
}

#[tokio::test]
async fn routes_and_middleware_can_be_added() {
    let mut routes = open_routes();
    add(&mut routes, Operation::new("x", "GET", "/api"), |_| async {
        Ok(Reply::empty(204))
    });
    let router = routes
        .into_router()
        .route("/health", axum::routing::get(|| async { "well" }));
    let router = Router::new().nest("/v1", router);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener, router, pending()));
    for (path, expected) in [
        ("/v1/health", "200 well"),
        ("/v1/api", "204"),
        ("/v1/x", "404 the API has no such path"),
    ] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nhost: t\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        assert_eq!(Answer::read(stream).await.summary(), expected);
    }
}

#[tokio::test]
async fn requests_on_their_way_end_before_the_server_does() {
    let mut routes = open_routes();
    add(&mut routes, Operation::new("slow", "GET", "/slow"), |_| async {
        sleep(Duration::from_millis(300)).await;
        Ok(Reply::empty(204))
    });
    let (address, stop, serving) = serve_until_stopped(routes).await;
    let idle = TcpStream::connect(address).await.unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream
        .write_all(b"GET /slow HTTP/1.1\r\nhost: t\r\n\r\n")
        .await
        .unwrap();
    sleep(Duration::from_millis(100)).await;
    stop.send(()).unwrap();
    assert_eq!(Answer::read(stream).await.summary(), "204");
    let ended = timeout(Duration::from_secs(2), serving).await;
    assert!(
        matches!(ended, Ok(Ok(Ok(())))),
        "an idle connection does not keep the server: {ended:?}"
    );
    assert!(TcpStream::connect(address).await.is_err());
    drop(idle);
}

/// Serves routes until the returned sender is used; the clock stands still and jumps to the next
/// timer whenever nothing else is to be done.
async fn serve_until_stopped(routes: Routes) -> (SocketAddr, oneshot::Sender<()>, JoinHandle<std::io::Result<()>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = tokio::spawn(serve(listener, routes.into_router(), async move {
        let _ = stopped.await;
    }));
    (address, stop, serving)
}

#[tokio::test(start_paused = true)]
async fn a_head_that_does_not_come_ends_the_connection() {
    let (address, _stop, _serving) = serve_until_stopped(open_routes()).await;
    for head in ["", "GET / HT", "GET / HTTP/1.1\r\nhost: t\r\nx-slow"] {
        let start = Instant::now();
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest).await;
        assert_eq!(start.elapsed().as_secs(), 30, "{head}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_that_does_not_end_cannot_keep_the_server() {
    let mut routes = open_routes();
    add(&mut routes, Operation::new("stuck", "GET", "/stuck"), |_| pending());
    let (address, stop, serving) = serve_until_stopped(routes).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream
        .write_all(b"GET /stuck HTTP/1.1\r\nhost: t\r\n\r\n")
        .await
        .unwrap();
    sleep(Duration::from_secs(60)).await;
    let start = Instant::now();
    stop.send(()).unwrap();
    serving.await.unwrap().unwrap();
    assert_eq!(start.elapsed().as_secs(), 10);
}
