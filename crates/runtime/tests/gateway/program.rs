//! The program of a gateway: the example of this crate, run as it is.

use std::path::PathBuf;
use std::process::{Output, Stdio};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, ChildStdin, Command};
use tokio::time::timeout;

use crate::support::{Caller, KEY, PATIENCE, Upstream, json};

/// The example: cargo builds it beside the tests.
fn example() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let name = format!("gateway{}", std::env::consts::EXE_SUFFIX);
    test.ancestors().nth(2).unwrap().join("examples").join(name)
}

fn command(arguments: &[&str], key: Option<&str>) -> Command {
    let mut command = Command::new(example());
    command.args(arguments).env_clear().kill_on_drop(true);
    if let Some(key) = key {
        command.env("USERS_KEY", key);
    }
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

async fn output(arguments: &[&str], key: Option<&str>) -> Output {
    timeout(PATIENCE, command(arguments, key).output())
        .await
        .unwrap()
        .unwrap()
}

/// Starts the program and gives the addresses that it says it listens at.
async fn start(url: &str) -> (Child, Caller, Caller) {
    let arguments = ["--upstream", url, "--rest-port", "0", "--mcp-port", "0"];
    let mut child = command(&arguments, Some(KEY)).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.as_mut().unwrap()).lines();
    let mut callers = Vec::new();
    for what in [
        "users-gateway: REST adapter `users-rest` on http://",
        "users-gateway: MCP server `users-mcp` on http://",
    ] {
        let line = timeout(PATIENCE, lines.next_line()).await.unwrap().unwrap().unwrap();
        let address = line.strip_prefix(what).unwrap_or_else(|| panic!("{line}"));
        let address = address.trim_end_matches("/mcp").parse().unwrap();
        callers.push(Caller { address });
    }
    (child, callers[0], callers[1])
}

#[tokio::test]
async fn help_and_version() {
    let help = output(&["--help"], None).await;
    assert!(help.status.success());
    let help = String::from_utf8(help.stdout).unwrap();
    assert!(
        help.contains("users-gateway 1.2.3\nUsers and their photos.\n\nUsage: users-gateway [OPTIONS]"),
        "{help}"
    );
    assert!(help.contains("USERS_KEY  The key of the API of users. [env]"), "{help}");
    let version = output(&["--version"], None).await;
    assert_eq!(String::from_utf8(version.stdout).unwrap(), "users-gateway 1.2.3\n");
}

#[tokio::test]
async fn missing_values_stop_the_start_with_their_names() {
    for key in [None, Some(""), Some("  ")] {
        let output = output(&["--rest-port", "0", "--mcp-port", "0"], key).await;
        assert_eq!(output.status.code(), Some(2));
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(
            text.contains("\n  USERS_KEY: the environment variable is not set"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn mistakes_stop_the_start() {
    for (arguments, code, expected) in [
        (&["--nonsense"][..], 2, "unknown argument `--nonsense`"),
        (
            &["--upstream", "ftp://x"],
            2,
            "it is no URL of the scheme http or https",
        ),
        (&["--address", "192.0.2.1"], 1, "cannot listen on 192.0.2.1:8080: "),
    ] {
        let output = output(arguments, Some(KEY)).await;
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{text}");
        assert!(text.contains(expected), "{text}");
        assert!(output.stdout.is_empty() && !text.contains(KEY));
    }
    // A key that no header can carry is no reason to show it.
    let output = output(&[], Some("sword\u{1}fish")).await;
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(
        text.contains("the credential for `users` cannot be used") && !text.contains("sword"),
        "{text}"
    );
}

#[tokio::test]
async fn both_adapters_are_served() {
    let upstream = Upstream::start(|_| json("[]")).await;
    let (_child, rest, mcp) = start(&format!("http://{}", upstream.address)).await;
    assert_eq!(rest.send("GET /users").await.summary(), "200 []");
    let seen = upstream.only();
    assert_eq!(
        (seen.header("x-auth-token"), seen.header("user-agent")),
        (KEY, "users-gateway/1.2.3")
    );
    let head = "content-type: application/json\naccept: application/json, text/event-stream";
    let ping = br#"{"jsonrpc": "2.0", "id": 1, "method": "ping"}"#;
    for path in ["/", "/mcp"] {
        assert_eq!(mcp.send_body(&format!("POST {path}\n{head}"), ping).await.status, 200);
    }
    let elsewhere = mcp.send("GET /.well-known/oauth-protected-resource").await;
    assert_eq!(elsewhere.summary(), "404 the MCP server is at /mcp");
}

#[cfg(unix)]
#[tokio::test]
async fn requests_on_their_way_are_answered_before_the_end() {
    for signal in ["-TERM", "-INT"] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (mut child, rest, _) = start(&url).await;
        let waiting = tokio::spawn(async move { rest.send("GET /users").await.summary() });
        let (mut upstream, _) = timeout(PATIENCE, listener.accept()).await.unwrap().unwrap();
        // An answer that comes before the request is none.
        assert!(upstream.read(&mut [0; 4096]).await.unwrap() > 0);
        let pid = child.id().unwrap().to_string();
        assert!(
            Command::new("kill")
                .args([signal, &pid])
                .status()
                .await
                .unwrap()
                .success()
        );
        // Nobody new is let in.
        let closed = async {
            while TcpStream::connect(rest.address).await.is_ok() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        timeout(PATIENCE, closed).await.unwrap();
        upstream
            .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n[1]")
            .await
            .unwrap();
        assert_eq!(waiting.await.unwrap(), "200 [1]");
        let status = timeout(PATIENCE, child.wait()).await.unwrap().unwrap();
        assert!(status.success(), "{signal}: {status}");
    }
}

/// Speaks MCP with the program on its standard streams; gives the lines that it answered.
async fn converse(upstream: &Upstream, lines: &[&str]) -> (Output, Vec<serde_json::Value>) {
    let url = format!("http://{}", upstream.address);
    let mut child = command(&["--stdio", "--upstream", &url], Some(KEY)).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    for line in lines {
        input.write_all(line.as_bytes()).await.unwrap();
        input.write_all(b"\n").await.unwrap();
    }
    drop(input);
    let output = timeout(PATIENCE, child.wait_with_output()).await.unwrap().unwrap();
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    // Nothing but the protocol is on the standard output.
    let answers = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (output, answers)
}

const INITIALIZE: &str = r#"{"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}}"#;
const CALL: &str = r#"{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "get-user", "arguments": {"user_id": "7"}}}"#;
const INITIALIZED: &str = r#"{"jsonrpc": "2.0", "method": "notifications/initialized"}"#;

#[tokio::test]
async fn standard_streams_carry_the_protocol_alone() {
    let upstream = Upstream::start(|_| json(r#"{"name": "Ann"}"#)).await;
    let list = r#"{"jsonrpc": "2.0", "id": 2, "method": "tools/list"}"#;
    let (output, mut answers) = converse(&upstream, &[INITIALIZE, INITIALIZED, CALL, "nonsense", list]).await;
    assert!(output.status.success(), "{output:?}");
    answers.sort_by_key(|answer| answer["id"].as_i64());
    let of = |id: i64| {
        answers
            .iter()
            .find(|answer| answer["id"] == id)
            .unwrap_or_else(|| panic!("{answers:?}"))
    };
    assert_eq!(of(0)["result"]["serverInfo"]["name"], "users-gateway");
    assert_eq!(of(0)["result"]["instructions"], "Find users before you change them.");
    assert_eq!(of(1)["result"]["structuredContent"], serde_json::json!({"name": "Ann"}));
    assert_eq!(of(2)["result"]["tools"].as_array().unwrap().len(), 9);
    assert_eq!(upstream.only().header("x-auth-token"), KEY);
}

#[tokio::test]
async fn the_end_of_the_input_is_the_end() {
    let upstream = Upstream::start(|_| json("{}")).await;
    for lines in [&[][..], &[INITIALIZE], &[INITIALIZE, INITIALIZED]] {
        let (output, _) = converse(&upstream, lines).await;
        assert!(output.status.success(), "{lines:?}: {output:?}");
    }
}

/// Calls a tool on the standard streams of the program, whose upstream has received the request and
/// has not answered yet.
async fn called() -> (Child, ChildStdin, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let mut child = command(&["--stdio", "--upstream", &url], Some(KEY)).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let lines = [INITIALIZE, INITIALIZED, CALL, ""].join("\n");
    input.write_all(lines.as_bytes()).await.unwrap();
    let (mut upstream, _) = timeout(PATIENCE, listener.accept()).await.unwrap().unwrap();
    let mut request = vec![0; 4096];
    let length = timeout(PATIENCE, upstream.read(&mut request)).await.unwrap().unwrap();
    assert!(request[..length].starts_with(b"GET /users/7 "));
    (child, input, upstream)
}

#[tokio::test]
async fn calls_on_standard_streams_can_be_cancelled() {
    let (mut child, mut input, mut upstream) = called().await;
    let cancel = r#"{"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1}}"#;
    input.write_all(format!("{cancel}\n").as_bytes()).await.unwrap();
    // The upstream request ends with the call.
    let ended = timeout(PATIENCE, upstream.read_to_end(&mut Vec::new())).await;
    ended.unwrap().unwrap();
    drop(input);
    assert!(timeout(PATIENCE, child.wait()).await.unwrap().unwrap().success());
}

#[cfg(unix)]
#[tokio::test]
async fn calls_on_standard_streams_are_answered_before_the_end() {
    let (child, _input, mut upstream) = called().await;
    let pid = child.id().unwrap().to_string();
    let killed = Command::new("kill").args(["-TERM", &pid]).status().await.unwrap();
    assert!(killed.success());
    tokio::time::sleep(Duration::from_millis(200)).await;
    let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 16\r\n\r\n{\"name\": \"Late\"}";
    upstream.write_all(answer).await.unwrap();
    let output = timeout(PATIENCE, child.wait_with_output()).await.unwrap().unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.lines().last().unwrap().contains("Late"), "{text}");
}

#[tokio::test]
async fn lines_that_are_too_long_or_cut_are_passed_over() {
    let upstream = Upstream::start(|_| json("{}")).await;
    let long = format!(
        r#"{{"jsonrpc": "2.0", "id": 8, "method": "{}"}}"#,
        "x".repeat(20_000_000)
    );
    let batch = format!("[{CALL}]");
    let cut = r#"{"jsonrpc": "2.0", "id": 9, "meth"#;
    let ping = r#"{"jsonrpc": "2.0", "id": 7, "method": "ping"}"#;
    let lines = [INITIALIZE, INITIALIZED, &long, "", "\u{1}", &batch, "7", ping, cut];
    let (output, answers) = converse(&upstream, &lines).await;
    assert!(output.status.success(), "{output:?}");
    let ids: Vec<&serde_json::Value> = answers.iter().map(|answer| &answer["id"]).collect();
    assert!(ids.contains(&&7.into()) && !ids.contains(&&9.into()), "{ids:?}");
    assert!(upstream.take().is_empty());
}

#[tokio::test]
async fn failures_are_told_on_the_standard_error() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let arguments = ["--upstream", &url, "--rest-port", "0", "--mcp-port", "0"];
    let mut child = command(&arguments, Some(KEY)).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let line = lines.next_line().await.unwrap().unwrap();
    let address = line.rsplit("http://").next().unwrap().parse().unwrap();
    lines.next_line().await.unwrap();
    let answer = Caller { address }.send("GET /users").await;
    assert_eq!(answer.status, 502);
    let told = lines.next_line().await.unwrap().unwrap();
    assert!(told.starts_with("users-gateway: listUsers: "), "{told}");
    child.start_kill().unwrap();
    let mut output = String::new();
    child.stdout.take().unwrap().read_to_string(&mut output).await.unwrap();
    assert_eq!(output, "");
}
