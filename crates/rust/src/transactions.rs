//! The example calls of an operation, as far as a mock answers with them.

use serde_json::Value;
use specwright_model::{ExampleMessage, ExampleResponse, Operation, Payload, StatusPattern, Transaction};

use crate::{Types, bodies::Body, operations::ResponsePlan, sample};

/// The example calls that a mock can answer with, in the document's order. Responses that are no final answers (RFC
/// 9110, section 15.2) are left out, and calls without a response, and all of them where they say no more than the
/// responses themselves do.
///
/// A body of JSON that the document describes by a schema alone, or shows as something else than what the schema says,
/// is a sample of the schema.
pub(crate) fn transactions(operation: &Operation, responses: &[ResponsePlan], types: &Types) -> Vec<Transaction> {
    let mut transactions = operation.transactions.clone();
    for transaction in &mut transactions {
        transaction
            .responses
            .retain(|response| (200..=599).contains(&response.status));
        for response in &mut transaction.responses {
            if response.message.media_type.is_none() && response.message.body.is_some() {
                // A body without a media type is read as what the response is described with.
                response.message.media_type = described_media_type(operation, response);
            }
            if let Some(body) = sample_instead(operation, responses, types, response) {
                response.message.body = Some(body);
            }
        }
    }
    transactions.retain(|transaction| !transaction.responses.is_empty());
    match transactions.as_slice() {
        [only] if says_nothing(only) => Vec::new(),
        _ => transactions,
    }
}

/// The media type of a described response: of the content that shows the same body, or of the first.
fn described_media_type(operation: &Operation, shown: &ExampleResponse) -> Option<String> {
    let status = StatusPattern::Code(shown.status);
    let described = operation.responses.iter().find(|response| response.status == status)?;
    let body = shown.message.body.as_deref()?.trim_end();
    let value = serde_json::from_str(body).unwrap_or_else(|_| Value::String(body.to_owned()));
    let shows = |payload: &&Payload| payload.examples.iter().any(|it| it.value.as_ref() == Some(&value));
    let payload = described.contents.iter().find(shows).or(described.contents.first())?;
    Some(payload.media_type.clone()).filter(|media_type| !media_type.is_empty())
}

/// Whether a transaction says no more than which statuses there are.
fn says_nothing(transaction: &Transaction) -> bool {
    let nothing = ExampleMessage::default();
    let mut messages = transaction.responses.iter().map(|response| &response.message);
    transaction.request.as_ref().is_none_or(|request| *request == nothing) && messages.all(|it| *it == nothing)
}

/// A sample of a body that the document gives a schema of, and no example that fits.
fn sample_instead(
    operation: &Operation,
    responses: &[ResponsePlan],
    types: &Types,
    shown: &ExampleResponse,
) -> Option<String> {
    let status = StatusPattern::Code(shown.status);
    let media_type = shown.message.media_type.as_deref()?;
    let described = operation.responses.iter().find(|response| response.status == status)?;
    let payload = described.contents.iter().find(|it| it.media_type == media_type)?;
    let planned = responses.iter().find(|response| response.status == status)?;
    let mut contents = planned.contents.iter();
    let content = contents.find(|content| content.media_types.iter().any(|it| it == media_type))?;
    let sample = content.sample.as_ref()?;
    let is_shown_elsewhere = !payload.examples.is_empty();
    match (&content.body, &shown.message.body, sample) {
        (_, None, _) if is_shown_elsewhere || payload.schema.is_none() => None,
        (Body::Json { .. }, None, _) => Some(format!("{sample:#}")),
        (Body::Json { ty, .. }, Some(body), _) => {
            let fits = |value: &Value| sample::fits(types, ty, value);
            let shows = serde_json::from_str(body).is_ok_and(|value| fits(&value));
            (!shows && fits(sample)).then(|| format!("{sample:#}"))
        }
        (Body::Text, None, Value::String(sample)) => Some(sample.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::json;
    use specwright_model::{
        Api, Example, Method, PathPart, PathTemplate, Payload, Resource, Response, Schema, SchemaKind, Text,
    };

    use super::*;
    use crate::plan;

    fn message(media_type: Option<&str>, body: Option<&str>) -> ExampleMessage {
        ExampleMessage {
            media_type: media_type.map(str::to_owned),
            headers: Vec::new(),
            body: body.map(str::to_owned),
        }
    }

    fn transaction(request: Option<ExampleMessage>, responses: &[(u16, ExampleMessage)]) -> Transaction {
        let response = |(status, message): &(u16, ExampleMessage)| ExampleResponse {
            status: *status,
            message: message.clone(),
        };
        Transaction {
            request,
            responses: responses.iter().map(response).collect(),
            ..Transaction::default()
        }
    }

    /// The statuses and bodies of the transactions that are kept, of an operation that answers with 200 and text, 201
    /// and JSON of a schema, and 400 and JSON of an example.
    fn check(transactions: Vec<Transaction>) -> String {
        let mut api = Api::default();
        let schema = api.schemas.add(Schema::of(SchemaKind::String(Text::default())));
        let response = |status, media_type: &str, examples| Response {
            status: StatusPattern::Code(status),
            description: None,
            headers: Vec::new(),
            contents: vec![Payload {
                media_type: media_type.to_owned(),
                schema: Some(schema),
                examples,
                ..Payload::default()
            }],
            links: Vec::new(),
            extensions: specwright_model::Extensions::default(),
            origin: specwright_model::Origin::default(),
        };
        let example = Example {
            value: Some(json!("refused")),
            ..Example::default()
        };
        api.resources.push(Resource {
            path: PathTemplate::from_parts(vec![PathPart::Literal("/x".to_owned())]),
            operations: vec![Operation {
                method: Method::new("POST"),
                responses: vec![
                    response(200, "text/plain", Vec::new()),
                    response(201, "application/json", Vec::new()),
                    response(400, "application/json", vec![example]),
                ],
                transactions,
                ..Operation::default()
            }],
            ..Resource::default()
        });
        let (plan, _) = plan(&api);
        let kept = plan.operations.iter().flat_map(|operation| &operation.transactions);
        let responses = kept.map(|transaction| {
            let bodies = transaction.responses.iter().map(|response| {
                let body = response.message.body.as_deref().unwrap_or("nothing");
                format!("{} {body}", response.status)
            });
            bodies.collect::<Vec<_>>().join(", ")
        });
        responses.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn only_final_responses_are_kept() {
        let text = || message(Some("text/plain"), Some("a"));
        let informational = transaction(None, &[(101, text()), (200, text())]);
        let nothing = transaction(Some(text()), &[(100, text())]);
        assert_snapshot!(check(vec![informational, nothing]), @"200 a");
    }

    #[test]
    fn what_says_nothing_is_left_out_where_it_stands_alone() {
        let nothing = || transaction(Some(ExampleMessage::default()), &[(200, ExampleMessage::default())]);
        let other = transaction(Some(message(None, Some("a"))), &[(400, message(None, None))]);
        assert_snapshot!(check(vec![nothing()]), @"");
        assert_snapshot!(check(vec![nothing(), other]), @"200 nothing; 400 nothing");
    }

    #[test]
    fn bodies_that_do_not_fit_the_schema_are_samples() {
        let json = |body| message(Some("application/json"), Some(body));
        let shown = [
            (201, json(" \"a\" ")),
            (201, json("\"a")),
            (201, json("7")),
            (400, json("{}")),
        ];
        assert_snapshot!(check(vec![transaction(None, &shown)]), @r#"201  "a" , 201 "string", 201 "string", 400 "refused""#);
    }

    #[test]
    fn bodies_of_a_schema_alone_are_samples() {
        let json = || message(Some("application/json"), None);
        let text = message(Some("text/plain"), None);
        let both = transaction(None, &[(201, json()), (200, text), (400, json())]);
        assert_snapshot!(check(vec![both]), @r#"201 "string", 200 string, 400 nothing"#);
    }
}
