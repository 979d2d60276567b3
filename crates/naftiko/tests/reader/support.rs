//! Documents, findings and plans as text.

use specwright_diagnostics::{Diagnostics, Format, Style};
use specwright_model::{Adapter, Api, Call, Expression, Input, InputPlace, Plan, Step};
use specwright_source::{Limits, Sources};

/// Reads the first of some texts, by name.
pub(crate) fn read_texts(texts: &[(&str, &str)]) -> (Sources, Option<Api>, Diagnostics) {
    let sources = Sources::from_texts(texts, &Limits::default(), specwright_naftiko::references).expect("YAML");
    let (api, diagnostics) = match sources.entry_tree() {
        Some(_) => specwright_naftiko::read(&sources),
        None => specwright_naftiko::page::read(&sources),
    };
    (sources, api, diagnostics)
}

/// The findings about the first of some texts, a line each.
pub(crate) fn findings(texts: &[(&str, &str)]) -> String {
    let (sources, _, diagnostics) = read_texts(texts);
    specwright_diagnostics::render(sources.files(), &diagnostics, Format::Concise, Style::default())
}

/// The model of a text without errors.
pub(crate) fn model(text: &str) -> Api {
    let (sources, api, diagnostics) = read_texts(&[("c.yaml", text)]);
    let shown = specwright_diagnostics::render(sources.files(), &diagnostics, Format::Concise, Style::default());
    assert!(!diagnostics.has_errors(), "{shown}");
    api.expect("a model")
}

/// Compares texts of several lines.
#[track_caller]
pub(crate) fn check_text(actual: &str, expected: &str) {
    let (actual, expected) = (actual.trim(), expected.trim());
    if std::env::var_os("SHOW_ACTUAL").is_some() {
        let place = std::panic::Location::caller();
        println!("@@@ {}:{}\n{actual}\n@@@", place.file(), place.line());
        return;
    }
    assert_eq!(actual, expected);
}

/// Checks what is found in a document.
#[track_caller]
pub(crate) fn check(text: &str, expected: &str) {
    check_text(&findings(&[("c.yaml", text)]), expected);
}

/// Adds indentation to every line.
fn indented(text: &str, by: usize) -> String {
    let lines = text.trim_matches('\n').lines();
    lines.map(|line| format!("{}{line}\n", " ".repeat(by))).collect()
}

/// A capability that consumes an API of users.
pub(crate) fn with_adapters(adapters: &str) -> String {
    format!(
        "\
naftiko: 1.0.0-alpha2
capability:
  consumes:
  - type: http
    namespace: users
    baseUri: https://api.example.com/v1
    resources:
    - name: users
      path: /users
      operations:
      - name: list
        method: GET
        inputParameters:
        - name: page
          in: query
      - name: create
        method: POST
        body: '{{\"name\": \"{{{{name}}}}\", \"tags\": {{{{tags}}}}}}'
    - name: user
      path: /users/{{user_id}}
      operations:
      - name: get
        method: GET
  exposes:
{}",
        indented(adapters, 2)
    )
}

/// A capability with one tool, written below its name.
pub(crate) fn with_tool(tool: &str) -> String {
    let adapter = format!(
        "\
- type: mcp
  namespace: tools-of-users
  port: 9090
  tools:
  - name: tool
{}",
        indented(tool, 4)
    );
    with_adapters(&adapter)
}

/// A capability with one operation that is served at a path.
pub(crate) fn with_operation(path: &str, operation: &str) -> String {
    let adapter = format!(
        "\
- type: rest
  namespace: served
  port: 8080
  resources:
  - path: {path}
    operations:
    - name: served
{}",
        indented(operation, 6)
    );
    with_adapters(&adapter)
}

/// What the tools and operations of a capability take and do.
pub(crate) fn plans(api: &Api) -> String {
    let mut lines = Vec::new();
    for adapter in api.capability.iter().flat_map(|capability| &capability.adapters) {
        match adapter {
            Adapter::Mcp(adapter) => {
                for tool in &adapter.tools {
                    lines.push(format!("{}({})", tool.name, inputs(&tool.inputs)));
                    lines.extend(plan(api, &tool.plan));
                }
                for resource in &adapter.resources {
                    lines.push(format!("{}({})", resource.uri, inputs(&resource.inputs)));
                    lines.extend(plan(api, &resource.plan));
                }
            }
            Adapter::Rest(adapter) => {
                for resource in &adapter.resources {
                    for operation in &resource.operations {
                        lines.push(format!(
                            "{} {}({})",
                            operation.method,
                            resource.path,
                            inputs(&operation.inputs)
                        ));
                        lines.extend(plan(api, &operation.plan));
                    }
                }
            }
        }
    }
    lines.join("\n")
}

fn inputs(inputs: &[Input]) -> String {
    let inputs = inputs.iter().map(|input| {
        let place = match &input.place {
            InputPlace::Argument => String::new(),
            InputPlace::Body(path) => format!(" in body {path}"),
            place => format!(" in {}", format!("{place:?}").to_lowercase()),
        };
        let optional = if input.required { "" } else { "?" };
        format!("{}{optional}{place}", input.name)
    });
    inputs.collect::<Vec<_>>().join(", ")
}

fn plan(api: &Api, plan: &Plan) -> Vec<String> {
    let mut lines: Vec<String> = plan.steps.iter().map(|step| self::step(api, step)).collect();
    lines.extend(plan.result.iter().map(|result| format!("  = {}", show(result))));
    lines
}

fn step(api: &Api, step: &Step) -> String {
    match step {
        Step::Call(call) => format!("  {}: {}", call.name, self::call(api, call)),
        Step::Lookup(lookup) => {
            let fields: Vec<String> = lookup
                .fields
                .iter()
                .map(|it| format!("{}: {}", it.name, it.path))
                .collect();
            format!(
                "  {}: {{{}}} of {} where {} is {}",
                lookup.name,
                fields.join(", "),
                show(&lookup.entries),
                lookup.match_field,
                show(&lookup.value)
            )
        }
    }
}

fn call(api: &Api, call: &Call) -> String {
    let (resource, operation) = call.operation.resolve(api).expect("an operation");
    let mut parts = vec![format!("{} {}", operation.method, resource.path)];
    parts.extend(
        call.arguments
            .iter()
            .map(|it| format!("{}={}", it.name, show(&it.value))),
    );
    parts.extend(
        call.body
            .iter()
            .map(|body| format!("{} {}", body.media_type, show(&body.value))),
    );
    parts.join(" ")
}

/// An expression in a line.
pub(crate) fn show(expression: &Expression) -> String {
    let all = |parts: &[Expression]| parts.iter().map(show).collect::<Vec<_>>().join(", ");
    match expression {
        Expression::Literal(value) => value.to_string(),
        Expression::Input { name, path } => format!("input({name}){}", path.to_string().trim_start_matches('$')),
        Expression::Step { name, path } => format!("step({name}){}", path.to_string().trim_start_matches('$')),
        Expression::Current(path) => path.to_string().replacen('$', "@", 1),
        Expression::Bind(name) => format!("bind({name})"),
        Expression::Template(parts) => format!("text({})", all(parts)),
        Expression::Array(items) => format!("[{}]", all(items)),
        Expression::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(name, value)| format!("{name}: {}", show(value)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
        Expression::Each { of, value } => format!("each({}, {})", show(of), show(value)),
        Expression::Within { of, value } => format!("within({}, {})", show(of), show(value)),
    }
}

/// Checks what the tools and operations of a capability take and do.
#[track_caller]
pub(crate) fn check_plans(text: &str, expected: &str) {
    check_text(&plans(&model(text)), expected);
}

/// Checks how what is found in a document is to be mended.
#[track_caller]
pub(crate) fn check_help(text: &str, expected: &str) {
    let (_, _, diagnostics) = read_texts(&[("c.yaml", text)]);
    let help: Vec<&str> = diagnostics.iter().flat_map(|it| &it.help).map(String::as_str).collect();
    check_text(&help.join("\n"), expected);
}
