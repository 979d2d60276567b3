//! Responses of other formats than JSON: a gateway passes them on, and selects nothing from them.

use specwright_diagnostics::{Diagnostic, Diagnostics};
use specwright_model::{Adapter, Api, Capability, Expression, Origin, Plan, SchemaId, Step, media_type};

use crate::findings::finding;
use crate::rules;

/// Takes selections out of plans that are made from what cannot be read: where nothing but the result is selected, the
/// response is passed on as it is; everything else is left out. Both with a finding.
pub(crate) fn pass_on(capability: &mut Capability, api: &Api, diagnostics: &mut Diagnostics) {
    for adapter in &mut capability.adapters {
        match adapter {
            Adapter::Rest(rest) => {
                for resource in &mut rest.resources {
                    let path = &resource.path;
                    resource.operations.retain_mut(|operation| {
                        let name = format!("`{} {path}`", operation.method);
                        let plan = (&mut operation.plan, &mut operation.output);
                        keep(&name, operation.origin, plan, api, diagnostics)
                    });
                }
            }
            Adapter::Mcp(mcp) => mcp.tools.retain_mut(|tool| {
                let name = format!("the tool `{}`", tool.name);
                keep(&name, tool.origin, (&mut tool.plan, &mut tool.output), api, diagnostics)
            }),
        }
    }
}

/// Whether something exposed can be done; its plan and the schema of its result are mended where that is enough.
fn keep(
    name: &str,
    origin: Origin,
    (plan, output): (&mut Plan, &mut Option<SchemaId>),
    api: &Api,
    diagnostics: &mut Diagnostics,
) -> bool {
    let Some(media_type) = unread(plan, api) else {
        return true;
    };
    let reason = format!("values are selected from a response of `{media_type}`, and a gateway reads JSON alone");
    let is_result_alone = plan.steps.len() == 1;
    let diagnostic: Diagnostic = if is_result_alone {
        plan.result = None;
        *output = None;
        finding(
            &rules::UNREAD_FORMAT,
            origin,
            format!("{name} passes the response on as it is: {reason}"),
        )
    } else {
        finding(&rules::NOT_EXPOSED, origin, format!("{name} is left out: {reason}"))
    };
    diagnostics.push(diagnostic);
    is_result_alone
}

/// The media type of a response in which a plan selects something, and which is no JSON.
fn unread(plan: &Plan, api: &Api) -> Option<String> {
    let unread: Vec<(&str, &str)> = plan
        .calls()
        .filter_map(|call| {
            let (_, operation) = call.operation.resolve(api)?;
            let successes = operation.responses.iter().filter(|it| it.status.is_success());
            let mut media_types = successes.flat_map(|it| &it.contents).map(|it| it.media_type.as_str());
            let first = media_types.next()?;
            let is_read = |it: &str| it.is_empty() || it.contains('*') || media_type::is_json(it);
            (!is_read(first) && !media_types.any(is_read)).then_some((call.name.as_str(), first))
        })
        .collect();
    let mut found = None;
    let mut select = |expression: &Expression| {
        if let Expression::Step { name, .. } = expression {
            let hit = unread.iter().find(|(step, _)| step == name);
            found = found
                .take()
                .or_else(|| hit.map(|(_, media_type)| (*media_type).to_owned()));
        }
    };
    let mut visit = |expression: &Expression| {
        expression.visit(&mut |part| match part {
            Expression::Step { path, .. } if !path.is_whole() => select(part),
            Expression::Each { of, .. } | Expression::Within { of, .. } => select(of),
            _ => {}
        });
    };
    for step in &plan.steps {
        match step {
            Step::Call(call) => {
                call.arguments.iter().for_each(|argument| visit(&argument.value));
                call.body.iter().for_each(|body| visit(&body.value));
            }
            Step::Lookup(lookup) => visit(&lookup.value),
        }
    }
    plan.result.iter().for_each(&mut visit);
    for step in &plan.steps {
        if let Step::Lookup(lookup) = step {
            select(&lookup.entries);
        }
    }
    found
}
