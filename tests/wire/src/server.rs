//! A server on a port of its own.

use specwright_runtime::server::{Router, serve};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A router that is served on a free port of this machine until the test is over.
#[derive(Debug)]
pub struct Server {
    address: std::net::SocketAddr,
    shutdown: oneshot::Sender<()>,
    task: JoinHandle<std::io::Result<()>>,
}

impl Server {
    /// Begins to serve.
    ///
    /// # Panics
    /// Where no port can be had.
    pub async fn start(router: Router) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let address = listener.local_addr().expect("the address of a bound listener");
        let (shutdown, wanted) = oneshot::channel();
        let until = async move {
            // A dropped sender ends the server as well.
            let _ = wanted.await;
        };
        let task = tokio::spawn(serve(listener, router, until));
        Self {
            address,
            shutdown,
            task,
        }
    }

    /// The base URL, without a slash at its end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address, for those who write to the socket themselves.
    #[must_use]
    pub fn address(&self) -> std::net::SocketAddr {
        self.address
    }

    /// A request of this method and target (path and query), to be completed and sent.
    ///
    /// # Panics
    /// Where `method` is no method.
    pub fn request(&self, method: &str, target: &str) -> reqwest::RequestBuilder {
        let method = reqwest::Method::from_bytes(method.as_bytes()).expect("a method");
        // Redirects are answers like others here.
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        let client = client.build().expect("a client");
        client.request(method, format!("{}{target}", self.url()))
    }

    /// Ends the server and waits until its last request is answered.
    ///
    /// # Panics
    /// Where the server has failed.
    pub async fn stop(self) {
        // The receiver is gone where the server has ended by itself, which the next line finds out.
        let _ = self.shutdown.send(());
        self.task
            .await
            .expect("the server does not panic")
            .expect("the server does not fail");
    }
}
