//! All tools of a gateway, called with one client.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::client::{Answer, Call, Client, Tool, ToolResult};
use super::example::{Extent, example};
use super::server::Server;

/// What a call is to come to.
#[derive(Clone, Debug, PartialEq)]
enum Expectation {
    /// A result that is no error, with structured content where the tool has a schema of it.
    Success,
    /// That, or an error of the tool that says what is wrong.
    Outcome,
    /// An error of the tool that names the argument.
    Missing(String),
    /// The code for invalid parameters (JSON-RPC 2.0, section 5.1).
    Refusal,
}

/// What a gateway is to offer.
#[derive(Clone, Debug, Default)]
pub(super) struct Demands {
    /// The names of its tools; any where there are none.
    pub(super) tools: Option<Vec<String>>,
    /// The tools that answer with errors though their arguments fit.
    pub(super) may_fail: Vec<String>,
}

/// The results of calls that no client made before another: all of them should see the same.
pub(super) type Seen = BTreeMap<String, ToolResult>;

/// How it went.
#[derive(Debug, Default)]
pub(super) struct Trial {
    pub(super) tools: usize,
    pub(super) calls: usize,
    /// How many calls came to what they are to come to.
    pub(super) passed: usize,
    /// What tools say that may fail, by call.
    pub(super) errors: Vec<String>,
    /// The tools that said it.
    failed: BTreeSet<String>,
    pub(super) failures: Vec<String>,
}

impl Trial {
    /// Lists the tools of a server and calls each. What goes wrong is in the result.
    pub(super) fn run(client: &dyn Client, server: Server<'_>, demands: &Demands, seen: &mut Seen) -> Self {
        let mut trial = Self::default();
        if let Err(error) = trial.try_all(client, server, demands, seen) {
            trial.failures.push(format!("{error:#}"));
        }
        trial
    }

    fn try_all(
        &mut self,
        client: &dyn Client,
        server: Server<'_>,
        demands: &Demands,
        seen: &mut Seen,
    ) -> anyhow::Result<()> {
        let tools = client.tools(server)?;
        self.tools = tools.len();
        self.failures.extend(unlike(&tools, demands));
        let (plan, unusable) = plan(&tools, demands, client.is_thorough());
        self.failures.extend(unusable);
        let calls: Vec<Call> = plan.iter().map(|(call, _)| call.clone()).collect();
        let answers = client.call(server, &calls)?;
        anyhow::ensure!(
            answers.len() == plan.len(),
            "{} of {} calls have no answer",
            plan.len() - answers.len(),
            plan.len()
        );
        self.calls = plan.len();
        for ((call, expectation), answer) in plan.iter().zip(answers) {
            let tool = tools.iter().find(|tool| tool.name == call.tool);
            match self.judge(call, expectation, tool, answer, seen) {
                Ok(()) => self.passed += 1,
                Err(problem) => self.failures.push(format!("{}: {problem}", shown(call))),
            }
        }
        let outdated = demands.may_fail.iter().filter(|name| !self.failed.contains(*name));
        self.failures
            .extend(outdated.map(|name| format!("{name}: it is listed as failing, and does not")));
        Ok(())
    }

    fn judge(
        &mut self,
        call: &Call,
        expectation: &Expectation,
        tool: Option<&Tool>,
        answer: Answer,
        seen: &mut Seen,
    ) -> Result<(), String> {
        let result = match answer {
            Answer::Error { code: -32602, .. } if *expectation == Expectation::Refusal => return Ok(()),
            Answer::Error { code, message } => return Err(format!("refused with {code}: {message}")),
            Answer::Complaint(complaint) => return Err(complaint),
            Answer::Result(result) => result,
        };
        check(&result, expectation, tool)?;
        if result.is_error && *expectation == Expectation::Outcome {
            self.failed.insert(call.tool.clone());
            self.errors.push(format!("{}: {}", shown(call), result.text()));
        }
        let first = seen.entry(shown(call)).or_insert_with(|| result.clone());
        if *first == result {
            Ok(())
        } else {
            Err(format!("another client sees {first:?}, this one {result:?}"))
        }
    }
}

/// Whether a result is what it is to be.
fn check(result: &ToolResult, expectation: &Expectation, tool: Option<&Tool>) -> Result<(), String> {
    let text = result.text();
    match (expectation, result.is_error) {
        (Expectation::Refusal, _) => Err("it is not refused".to_owned()),
        (Expectation::Missing(_), false) => Err("it is carried out".to_owned()),
        (Expectation::Missing(name), true) if text.contains(name.as_str()) => Ok(()),
        (Expectation::Missing(name), true) => Err(format!("the error does not name `{name}`: {text}")),
        (Expectation::Success, true) => Err(format!("an error: {text}")),
        (Expectation::Outcome, true) if text.trim().is_empty() => Err("an error that says nothing".to_owned()),
        (Expectation::Outcome, true) => Ok(()),
        (Expectation::Success | Expectation::Outcome, false) => {
            let has_schema = tool.is_some_and(|tool| tool.output_schema.is_some());
            match (has_schema, &result.structured_content) {
                (true, None) => Err(format!("there is no structured content: {text}")),
                _ if result.content.is_empty() => Err("there is no content".to_owned()),
                _ => Ok(()),
            }
        }
    }
}

/// In what a list of tools differs from what is wanted.
fn unlike(tools: &[Tool], demands: &Demands) -> Vec<String> {
    let names: Vec<&str> = tools.iter().map(|tool| tool.name.as_str()).collect();
    match &demands.tools {
        Some(wanted) if *wanted != names => vec![format!("the tools are {names:?} instead of {wanted:?}")],
        None if names.is_empty() => vec!["there are no tools".to_owned()],
        _ => Vec::new(),
    }
}

/// The calls, and what is wrong with tools that cannot be called.
///
/// Each tool is called with all that it takes; with a client that is thorough also with what it requires alone, and
/// without that, and a tool is called that there is not.
fn plan(tools: &[Tool], demands: &Demands, is_thorough: bool) -> (Vec<(Call, Expectation)>, Vec<String>) {
    let (mut plan, mut unusable) = (Vec::new(), Vec::new());
    for Tool { name, input_schema, .. } in tools {
        let call = |arguments: Value| Call {
            tool: name.clone(),
            arguments,
        };
        let examples = [Extent::Whole, Extent::Required].map(|extent| example(input_schema, extent));
        let [whole, required] = match examples {
            [Ok(whole), Ok(required)] => [whole, required],
            [Err(problem), _] | [_, Err(problem)] => {
                unusable.push(format!("{name}: no arguments: {problem}"));
                continue;
            }
        };
        let usual = if demands.may_fail.contains(name) {
            Expectation::Outcome
        } else {
            Expectation::Success
        };
        let differs = whole != required;
        plan.push((call(whole), usual.clone()));
        if is_thorough && differs {
            plan.push((call(required), usual));
        }
        let missing = input_schema.pointer("/required/0").and_then(Value::as_str);
        if let Some(missing) = missing.filter(|_| is_thorough) {
            plan.push((call(json!({})), Expectation::Missing(missing.to_owned())));
        }
    }
    if is_thorough {
        let call = Call {
            tool: "no-such-tool".to_owned(),
            arguments: json!({}),
        };
        plan.push((call, Expectation::Refusal));
    }
    (plan, unusable)
}

fn shown(call: &Call) -> String {
    format!("{} {}", call.tool, call.arguments)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::mcp::server::Gateway;

    /// A client that gets the same answer to everything.
    struct Fixed(Answer);

    impl Client for Fixed {
        fn tools(&self, _: Server<'_>) -> anyhow::Result<Vec<Tool>> {
            Ok(vec![Tool {
                name: "get-user".to_owned(),
                input_schema: json!({
                    "type": "object",
                    "properties": { "id": { "const": 1 }, "full": { "const": true } },
                    "required": ["id"],
                }),
                output_schema: Some(json!({ "type": "object" })),
            }])
        }

        fn call(&self, _: Server<'_>, calls: &[Call]) -> anyhow::Result<Vec<Answer>> {
            Ok(calls.iter().map(|_| self.0.clone()).collect())
        }

        fn is_thorough(&self) -> bool {
            true
        }
    }

    fn check(answer: Answer, may_fail: &[&str], expected: &[&str]) {
        let demands = Demands {
            tools: Some(vec!["get-user".to_owned()]),
            may_fail: may_fail.iter().map(|name| (*name).to_owned()).collect(),
        };
        let gateway = Gateway {
            program: "gateway".into(),
            upstream: String::new(),
            environment: &[],
        };
        let trial = Trial::run(&Fixed(answer), Server::Stdio(&gateway), &demands, &mut Seen::new());
        assert_eq!(trial.failures, expected);
        assert_eq!((trial.tools, trial.calls), (1, 4));
    }

    fn result(text: &str, is_error: bool, structured: Option<Value>) -> Answer {
        Answer::Result(ToolResult {
            content: vec![json!({ "type": "text", "text": text })],
            structured_content: structured,
            is_error,
        })
    }

    const WHOLE: &str = r#"get-user {"id":1,"full":true}"#;
    const REQUIRED: &str = r#"get-user {"id":1}"#;

    #[test]
    fn a_server_that_does_everything_does_too_much() {
        let failures = ["get-user {}: it is carried out", "no-such-tool {}: it is not refused"];
        check(result("{}", false, Some(json!({}))), &[], &failures);
        let lacking = |call: &str| format!("{call}: there is no structured content: {{}}");
        let [whole, required] = [WHOLE, REQUIRED].map(lacking);
        check(
            result("{}", false, None),
            &[],
            &[&whole, &required, failures[0], failures[1]],
        );
    }

    #[test]
    fn a_server_that_refuses_everything_refuses_too_much() {
        let refused = |call: &str| format!("{call}: refused with -32602: no");
        let [whole, required, none] = [WHOLE, REQUIRED, "get-user {}"].map(refused);
        let answer = Answer::Error {
            code: -32602,
            message: "no".to_owned(),
        };
        let outdated = "get-user: it is listed as failing, and does not";
        check(answer, &["get-user"], &[&whole, &required, &none, outdated]);
    }

    #[test]
    fn errors_count_where_a_tool_may_not_fail() {
        let failed = |call: &str| format!("{call}: an error: id is missing");
        let [whole, required] = [WHOLE, REQUIRED].map(failed);
        let unknown = "no-such-tool {}: it is not refused";
        check(result("id is missing", true, None), &[], &[&whole, &required, unknown]);
        check(result("id is missing", true, None), &["get-user"], &[unknown]);
    }

    #[test]
    fn all_clients_see_the_same() {
        let call = Call {
            tool: "a".to_owned(),
            arguments: json!({}),
        };
        let mut seen = Seen::new();
        let mut judge = |text| {
            let answer = result(text, false, None);
            Trial::default().judge(&call, &Expectation::Success, None, answer, &mut seen)
        };
        assert_eq!(judge("one"), Ok(()));
        assert_eq!(judge("one"), Ok(()));
        assert!(judge("two").unwrap_err().starts_with("another client sees"));
    }
}
