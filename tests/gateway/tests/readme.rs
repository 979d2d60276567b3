//! What the README shows of a gateway in a program of one's own.

use std::error::Error;
use std::process::Command;

use scaleway_iam_users_client::Client;
use scaleway_iam_users_gateway::{BINDS, Gateway, ROUTES, TOOLS};
use serde_json::{Value, json};
use specwright_runtime::Secret;
use specwright_runtime::gateway::Binds;
use specwright_runtime::server::Router;
use wire_tests::Server;

/// The variable that [`BINDS`] names.
const VARIABLE: &str = "SCALEWAY_API_KEY";

fn app(upstream: &str, key: Secret) -> Result<Router, Box<dyn Error>> {
    let client = Client::builder().base_url(upstream).auth_token(key).build()?;
    let gateway = Gateway::builder(client.as_runtime().clone())
        .routes(ROUTES)
        .tools(TOOLS)
        .binds(Binds::read(BINDS)?)
        .build()?;
    let app = gateway.rest_router().nest_service("/mcp", gateway.mcp_service());
    Ok(app)
}

#[tokio::test]
async fn the_gateway_of_the_readme_serves_both_adapters() {
    if std::env::var_os(VARIABLE).is_none() {
        // The environment of a process is chosen before it starts.
        let mut again = Command::new(std::env::current_exe().expect("this test"));
        again.args(["--exact", "the_gateway_of_the_readme_serves_both_adapters"]);
        let output = again.env(VARIABLE, "a key").output().expect("a run of this test");
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && printed.contains("1 passed"), "{printed}");
        return;
    }
    let upstream = Server::start(scaleway_iam_server::mock::router()).await;
    let app = app(&upstream.url(), Secret::new("a key")).expect("a gateway");
    let gateway = Server::start(app).await;

    let users = gateway.request("GET", "/v1/iam/v1alpha1/users");
    let answer = users.send().await.expect("an answer");
    assert_eq!(answer.status(), 200);

    let message = json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/list" });
    let tools = gateway.request("POST", "/mcp");
    let tools = tools
        .header("accept", "application/json, text/event-stream")
        .json(&message);
    let answer: Value = tools.send().await.expect("an answer").json().await.expect("JSON");
    let listed = answer.pointer("/result/tools").and_then(Value::as_array).map(Vec::len);
    assert_eq!(listed, Some(TOOLS.len()), "{answer}");
}
