//! Serving adapters until the program is asked to end.

use std::io::{self, Write as _};
use std::pin::pin;

use tokio::sync::watch;
use tokio::task::JoinSet;

use super::arguments::Way;
use crate::gateway::Gateway;
use crate::gateway::definition::{Adapter, Exposed};
use crate::server::{interrupted, listen, serve as serve_http};

/// An adapter, its gateway, and how it is served.
#[derive(Debug)]
pub(super) struct Served {
    pub(super) adapter: &'static Adapter,
    pub(super) way: Way,
    pub(super) gateway: Gateway,
}

/// Serves all adapters until a signal, or the end of the standard input where that is served.
///
/// # Errors
/// An address that cannot be listened at, with its name.
pub(super) async fn serve(name: &str, served: Vec<Served>) -> io::Result<()> {
    let interrupted = interrupted();
    let (stop, stopped) = watch::channel(());
    let mut tasks = JoinSet::new();
    let mut stdio = None;
    for Served { adapter, way, gateway } in served {
        let Way::Http(host, port) = way else {
            stdio = Some(gateway);
            continue;
        };
        let address = format!("{host}:{port}");
        let bound = listen(&address).await;
        let listener =
            bound.map_err(|error| io::Error::new(error.kind(), format!("cannot listen on {address}: {error}")))?;
        let url = format!("http://{}", listener.local_addr()?);
        let router = match adapter.exposed {
            Exposed::Rest(_) => {
                tell(name, &format!("REST adapter `{}` on {url}", adapter.namespace));
                gateway.rest_router()
            }
            Exposed::Mcp { .. } => {
                tell(name, &format!("MCP server `{}` on {url}/mcp", adapter.namespace));
                gateway.mcp_router()
            }
        };
        tasks.spawn(serve_http(listener, router, until(stopped.clone())));
    }
    let mut ended = pin!(async {
        match stdio {
            Some(gateway) => gateway.serve_stdio(until(stopped)).await,
            // Without standard input, nothing ends before it is asked to.
            None => {
                until(stopped).await;
                Ok(())
            }
        }
    });
    let early = tokio::select! {
        result = &mut ended => Some(result),
        () = interrupted => None,
    };
    drop(stop);
    let result = match early {
        Some(result) => result,
        None => ended.await,
    };
    while tasks.join_next().await.is_some() {}
    result
}

/// Completes when the sender is gone.
async fn until(mut stopped: watch::Receiver<()>) {
    while stopped.changed().await.is_ok() {}
}

/// Writes to the standard error. A reader who is gone is no reason to end.
fn tell(name: &str, message: &str) {
    let _ = writeln!(io::stderr(), "{name}: {message}");
}
