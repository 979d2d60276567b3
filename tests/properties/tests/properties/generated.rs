//! Generated crates: what holds for all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use specwright::{Selection, Target};
use specwright_diagnostics::Diagnostics;
use specwright_gateway::Exposure;
use specwright_model::Api;
use specwright_render::Templates;
use specwright_rust::{Plan, plan};
use specwright_target::{GeneratedFile, Options, RuntimeSource};

use crate::items;

static TEMPLATES: LazyLock<Templates> = LazyLock::new(Target::templates);

/// Generates every crate that can be made of an API, in memory. Gives what was found on the way.
pub(crate) fn check(api: &Api) -> Result<Diagnostics, String> {
    let (plan, mut found) = plan(api);
    for target in targets(api) {
        found.append(check_target(api, &plan, target).map_err(|problem| format!("{target}: {problem}"))?);
    }
    Ok(found)
}

/// A gateway needs a capability; a tool can be made of any operation.
fn targets(api: &Api) -> Vec<Target> {
    let mut targets = vec![Target::Client, Target::Server, Target::Mcp];
    targets.extend(api.capability.is_some().then_some(Target::Gateway));
    targets
}

fn check_target(api: &Api, plan: &Plan, target: Target) -> Result<Diagnostics, String> {
    let (files, found) = generate(api, plan, target)?;
    let mut paths = BTreeSet::new();
    for GeneratedFile { path, contents } in &files {
        let is_new = paths.insert(path.to_ascii_lowercase());
        let is_inside = path
            .split('/')
            .all(|step| !step.is_empty() && step != "." && step != "..");
        if !is_new || !is_inside {
            return Err(format!("a file of the path {path:?}"));
        }
        check_file(path, contents).map_err(|problem| format!("{path}: {problem}\n{}", numbered(contents)))?;
    }
    Ok(found)
}

fn generate(api: &Api, plan: &Plan, target: Target) -> Result<(Vec<GeneratedFile>, Diagnostics), String> {
    files(api, plan, target, "any", "../specwright-runtime")
}

/// The files of one crate, with a name before that of the target, and the path of the runtime.
pub(crate) fn files(
    api: &Api,
    plan: &Plan,
    target: Target,
    name: &str,
    runtime: &str,
) -> Result<(Vec<GeneratedFile>, Diagnostics), String> {
    let options = Options {
        package: format!("{name}-{target}"),
        source: "any.yaml".to_owned(),
        command: "specwright generate".to_owned(),
        runtime: RuntimeSource::Path(runtime.to_owned()),
        dependencies: BTreeMap::new(),
    };
    let client = format!("{name}-{}", Target::Client);
    let gateway = |exposure| {
        let generated = specwright_gateway::generate(api, plan, &client, exposure, &options, &TEMPLATES);
        generated.map(|generated| (generated.files, generated.diagnostics))
    };
    let generated = match target {
        Target::Client => {
            specwright_client::generate(api, plan, &options, &TEMPLATES).map(|files| (files, Diagnostics::new()))
        }
        Target::Server => {
            specwright_server::generate(api, plan, &options, &TEMPLATES).map(|files| (files, plan.shadowed_findings()))
        }
        Target::Gateway => gateway(Exposure::Capability),
        Target::Mcp => gateway(Exposure::Tools(&Selection::default())),
    };
    generated.map_err(|mistake| mistake.to_string())
}

fn check_file(path: &str, contents: &str) -> Result<(), String> {
    if path.ends_with(".toml") {
        let manifest: Result<toml_edit::DocumentMut, _> = contents.parse();
        return manifest.map(drop).map_err(|mistake| mistake.to_string());
    }
    if !path.ends_with(".rs") {
        return Ok(());
    }
    if let Some(character) = contents.chars().find(|it| is_refused(*it)) {
        return Err(format!("{character:?}, which rustc refuses"));
    }
    let file = syn::parse_file(contents).map_err(|mistake| mistake.to_string())?;
    items::check(&file)
}

/// Whether rustc refuses a character wherever it stands in a file: a carriage return in documentation, and what changes
/// the direction of text, for which it has lints that deny it in literals and in comments.
fn is_refused(character: char) -> bool {
    matches!(character, '\r' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn numbered(text: &str) -> String {
    let lines = text.lines().enumerate().take(400);
    lines.map(|(index, line)| format!("{:4} {line}\n", index + 1)).collect()
}
