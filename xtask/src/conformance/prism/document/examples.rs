//! Examples of responses. The values that Prism makes up break formats, patterns and bounds, end in empty objects where a
//! schema holds itself, and are those of a base where a list of its subtypes is described; bytes and sequences it does not
//! make up at all. So responses without an example have the sample that is generated into mocks, and Prism holds it
//! against the schema.

use serde_json::{Map, Value, json};
use specwright_model::StatusPattern;
use specwright_rust::{Body, Content, Framing, OperationPlan, Plan};

use crate::conformance::written::{OperationName, operation_mut};

/// Adds examples to the responses of all operations.
pub(super) fn complete(document: &mut Value, plan: &Plan) {
    for operation in &plan.operations {
        let name = OperationName {
            method: operation.method.clone(),
            path: operation.path.clone(),
        };
        if let Some(described) = operation_mut(document, &name) {
            complete_operation(described, operation);
        }
    }
}

fn complete_operation(described: &mut Map<String, Value>, operation: &OperationPlan) {
    for response in &operation.responses {
        let key = match response.status {
            StatusPattern::Code(code) => code.to_string(),
            StatusPattern::Range(class) => format!("{class}XX"),
            StatusPattern::Default => "default".to_owned(),
        };
        let contents = described
            .get_mut("responses")
            .and_then(|responses| responses.get_mut(&key)?.get_mut("content")?.as_object_mut());
        let Some(contents) = contents else { continue };
        for content in &response.contents {
            for media_type in &content.media_types {
                if let (Some(Value::Object(described)), Some(example)) =
                    (contents.get_mut(media_type), example(content))
                    && !described.contains_key("example")
                    && !described.contains_key("examples")
                {
                    described.insert("example".to_owned(), example);
                }
            }
        }
    }
}

/// A body as Prism is to answer with it; none of bodies that have no sample.
fn example(content: &Content) -> Option<Value> {
    let sample = content.sample.as_ref()?;
    match &content.body {
        Body::Json { .. } | Body::Text | Body::Bytes => Some(sample.clone()),
        Body::Events { json: true, .. } => Some(json!(format!("data: {sample}\n\n"))),
        Body::Events { json: false, .. } => Some(json!(format!("data: {}\n\n", sample.as_str()?))),
        Body::Items { framing, .. } => match framing {
            Framing::Lines => Some(json!(format!("{sample}\n"))),
            Framing::Sequence => Some(json!(format!("\u{1e}{sample}\n"))),
        },
        Body::Form { .. } | Body::Multipart(_) | Body::FormParts => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: Body, sample: Value, expected: Value) {
        let content = Content {
            variant: String::new(),
            media_types: Vec::new(),
            body,
            sample: Some(sample),
        };
        assert_eq!(example(&content).unwrap_or_default(), expected);
    }

    #[test]
    fn samples_are_written_as_they_travel() {
        let ty = specwright_rust::TypeRef::Any;
        let checks = Vec::new();
        check(
            Body::Json { ty: ty.clone(), checks },
            json!({ "a": 1 }),
            json!({ "a": 1 }),
        );
        check(Body::Bytes, json!("text"), json!("text"));
        let data = ty.clone();
        check(Body::Events { data, json: true }, json!([1]), json!("data: [1]\n\n"));
        let data = ty.clone();
        check(Body::Events { data, json: false }, json!("a"), json!("data: a\n\n"));
        let framing = Framing::Sequence;
        check(Body::Items { ty, framing }, json!([1]), json!("\u{1e}[1]\n"));
    }
}
