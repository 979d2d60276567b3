//! What the templates of the server are filled with.

use serde::Serialize;
use specwright_render::Tokens;
use specwright_rust::{Docs, OperationPlan, Plan, ident, string};
use specwright_target::{Options, deprecated, docs_or};

use crate::{
    mock::{self, AnswerContext, SampleContext, Samples},
    request::{self, FieldContext},
    response::{self, VariantContext},
    security::{self, NeedContext, SchemeContext},
};

#[derive(Serialize)]
pub(crate) struct ServerContext {
    docs: Tokens,
    library: Tokens,
    /// Whether any operation asks who calls.
    secured: bool,
    groups: Vec<GroupContext>,
    operations: Vec<OperationContext>,
    schemes: Vec<SchemeContext>,
    samples: Vec<SampleContext>,
}

#[derive(Serialize)]
struct GroupContext {
    docs: Tokens,
    name: Tokens,
    operations: Vec<OperationContext>,
}

#[derive(Clone, Serialize)]
struct OperationContext {
    docs: Tokens,
    deprecated: Tokens,
    name: Tokens,
    constant: Tokens,
    id: Tokens,
    method: Tokens,
    path: Tokens,
    security: Vec<Vec<NeedContext>>,
    body_use: Option<Tokens>,
    request_media_types: Vec<Tokens>,
    response_media_types: Vec<Tokens>,
    request: Tokens,
    request_docs: Tokens,
    fields: Vec<FieldContext>,
    /// Whether there is one field alone.
    one_field: bool,
    response: Tokens,
    response_docs: Tokens,
    variants: Vec<VariantContext>,
    /// Whether the description names no response at all.
    undescribed: bool,
    /// The name of the mock's argument.
    request_argument: Tokens,
    /// The mock's answer where there is no choice.
    single_answer: Option<Tokens>,
    answers: Vec<AnswerContext>,
}

pub(crate) fn context(plan: &Plan, options: &Options) -> ServerContext {
    let mut samples = Samples::default();
    let operations = plan
        .operations
        .iter()
        .map(|operation| operation_context(plan, operation, &mut samples));
    let operations: Vec<OperationContext> = operations.collect();
    let groups = plan.groups.iter().enumerate().map(|(index, group)| {
        let members = plan.operations.iter().zip(&operations);
        let members = members.filter(|(operation, _)| operation.group == index);
        GroupContext {
            docs: Tokens::from(docs_or(&group.docs, "Operations of the API.")),
            name: Tokens::new(ident(&group.type_name)),
            operations: members.map(|(_, context)| context.clone()).collect(),
        }
    });
    ServerContext {
        docs: Tokens::from(plan.docs.inner()),
        library: Tokens::new(ident(&options.crate_name())),
        secured: !plan.security_schemes.is_empty(),
        groups: groups.collect(),
        operations,
        schemes: plan.security_schemes.iter().map(security::scheme).collect(),
        samples: samples.contexts(),
    }
}

fn operation_context(plan: &Plan, operation: &OperationPlan, samples: &mut Samples) -> OperationContext {
    let texts = |texts: &[String]| texts.iter().map(|text| Tokens::new(string(text))).collect::<Vec<_>>();
    let line = format!("`{} {}`", operation.method, operation.path.replace('`', "'"));
    let mut docs = operation.docs.clone();
    docs.paragraph(&line);
    let answers = mock::answers(operation, samples);
    let fields = request::fields(plan, operation);
    let request_argument = if answers.len() > 1 { "request" } else { "_request" };
    let (body_use, request_media_types) = request::body_use(operation);
    OperationContext {
        docs: Tokens::from(docs.outer()),
        deprecated: Tokens::from(deprecated(operation.deprecated)),
        name: Tokens::new(ident(&operation.name)),
        constant: Tokens::new(ident(&operation.constant_name)),
        id: Tokens::new(string(&operation.id)),
        method: Tokens::new(string(&operation.method)),
        path: Tokens::new(string(&operation.path)),
        security: security::needs(plan, operation),
        body_use: body_use.map(|name| Tokens::new(ident(name))),
        request_media_types: texts(&request_media_types),
        response_media_types: texts(&response::media_types(operation)),
        request: Tokens::new(ident(&format!("{}Request", operation.type_name))),
        request_docs: Tokens::from(Docs::line(&format!("A request of {line}.")).outer()),
        one_field: fields.len() == 1,
        fields,
        response: Tokens::new(ident(&format!("{}Response", operation.type_name))),
        response_docs: Tokens::from(Docs::line(&format!("A response to {line}.")).outer()),
        variants: response::variants(plan, operation),
        undescribed: operation.responses.is_empty(),
        request_argument: Tokens::new(ident(request_argument)),
        single_answer: match answers.as_slice() {
            [only] => Some(only.response.clone()),
            _ => None,
        },
        answers,
    }
}
