//! MCP Inspector's command line: one process for each call.

use std::thread;

use anyhow::{Context, bail};
use serde::Deserialize;
use serde_json::Value;

use super::client::{Answer, Call, Client, LIMIT, Script, Tool, ToolResult};
use super::server::Server;
use crate::conformance::processes::{Finished, finish};

/// How many processes run at once.
const AT_ONCE: usize = 4;

/// The Inspector, which calls by the rules of one era of the protocol.
#[derive(Debug)]
pub(super) struct Inspector {
    pub(super) program: Script,
    /// `legacy`, which initializes a session, or `modern`.
    pub(super) era: &'static str,
}

/// What it writes to the standard output.
#[derive(Deserialize)]
struct Output<T> {
    result: T,
}

#[derive(Deserialize)]
struct Tools {
    tools: Vec<Tool>,
}

impl Client for Inspector {
    fn tools(&self, server: Server<'_>) -> anyhow::Result<Vec<Tool>> {
        // With `--strict` it fails where clients have trouble with the schema of a tool.
        let finished = self.run(server, &["--method", "tools/list", "--strict"])?;
        if !finished.status.success() {
            bail!("{}{}", finished.complaints, finished.output);
        }
        let output: Output<Tools> = serde_json::from_str(&finished.output).context(finished.output)?;
        Ok(output.result.tools)
    }

    fn call(&self, server: Server<'_>, calls: &[Call]) -> anyhow::Result<Vec<Answer>> {
        let share = calls.len().div_ceil(AT_ONCE).max(1);
        thread::scope(|scope| {
            let shares = calls.chunks(share);
            let threads: Vec<_> = shares
                .map(|share| scope.spawn(move || share.iter().map(|call| self.call_one(server, call)).collect()))
                .collect();
            let mut answers = Vec::new();
            for thread in threads {
                let share: anyhow::Result<Vec<Answer>> =
                    thread.join().unwrap_or_else(|_| bail!("a thread has panicked"));
                answers.extend(share?);
            }
            Ok(answers)
        })
    }

    fn is_thorough(&self) -> bool {
        // Each call is a process, and it looks a tool up in the list itself before it calls.
        false
    }
}

impl Inspector {
    fn call_one(&self, server: Server<'_>, call: &Call) -> anyhow::Result<Answer> {
        let arguments = call.arguments.to_string();
        let method = ["--method", "tools/call", "--tool-name", &call.tool];
        let finished = self.run(server, &[&method[..], &["--tool-args-json", &arguments]].concat())?;
        Ok(answer(&finished))
    }

    fn run(&self, server: Server<'_>, method: &[&str]) -> anyhow::Result<Finished> {
        let mut command = self.program.command();
        command.args(["--cli", "--format", "json", "--protocol-era", self.era]);
        command.args(method);
        match server {
            Server::Http(url) => command.args(["--server-url", url]),
            Server::Stdio(gateway) => {
                for (name, value) in gateway.environment {
                    command.args(["-e", &format!("{name}={value}")]);
                }
                command.arg("--").arg(&gateway.program).args(gateway.stdio())
            }
        };
        finish(&mut command, String::new(), LIMIT)
    }
}

/// What came of a call. A result stands on the standard output, whether it is an error of the tool or not; anything else
/// is said on the standard error, the last line of which is `{"error": {"code": …, "message": …}}`.
fn answer(finished: &Finished) -> Answer {
    if let Ok(output) = serde_json::from_str::<Output<ToolResult>>(&finished.output) {
        return Answer::Result(output.result);
    }
    let message = finished.complaints.lines().rev().find_map(|line| {
        let envelope: Value = serde_json::from_str(line).ok()?;
        Some(envelope.pointer("/error/message")?.as_str()?.to_owned())
    });
    Answer::Complaint(message.unwrap_or_else(|| format!("{}{}", finished.complaints, finished.output)))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;

    use serde_json::json;

    use super::*;

    fn check(output: &str, complaints: &str, expected: Answer) {
        let finished = Finished {
            status: ExitStatus::from_raw(0),
            output: output.to_owned(),
            complaints: complaints.to_owned(),
        };
        assert_eq!(answer(&finished), expected);
    }

    #[test]
    fn what_it_prints_is_read() {
        let text = json!({ "type": "text", "text": "no" });
        let output = json!({ "result": { "content": [text], "isError": true } });
        check(
            &format!("{output:#}"),
            r#"{"error":{"code":"tool_is_error","message":"said already"}}"#,
            Answer::Result(ToolResult {
                content: vec![text],
                structured_content: None,
                is_error: true,
            }),
        );
        check(
            "",
            "connecting\n{\"error\":{\"code\":\"error\",\"message\":\"no such tool\"}}\n",
            Answer::Complaint("no such tool".to_owned()),
        );
        check("", "a stack", Answer::Complaint("a stack".to_owned()));
    }
}
