//! Responses and links (OpenAPI 3.1.1, sections 4.8.17 and 4.8.20).

use specwright_model::{Link, Operation, Response, StatusPattern};

use super::Writer;
use super::body::ShownBody;
use super::members::Members;
use super::status::meaning;

impl Writer<'_> {
    /// A response with its key; none for a status that OpenAPI has no key for.
    pub(super) fn response(&mut self, response: &Response, operation: &Operation) -> Option<(String, Members)> {
        if matches!(response.status, StatusPattern::Code(code) if !(100..600).contains(&code)) {
            let what = format!("a response of status {}", response.status);
            self.leave_out(response.origin, "status", &what);
            return None;
        }
        let mut members = Members::default();
        let description = response.description.as_deref();
        members.put("description", description.unwrap_or_else(|| meaning(response.status)));
        members.mapping("headers", self.headers(&response.headers));
        let answers = operation.transactions.iter().flat_map(|transaction| {
            let of_status = |status: u16| response.status == StatusPattern::Code(status);
            let responses = transaction
                .responses
                .iter()
                .filter(move |answer| of_status(answer.status));
            responses.map(move |answer| ShownBody {
                name: transaction.name.as_deref(),
                message: &answer.message,
                origin: transaction.origin,
            })
        });
        let shown: Vec<_> = answers.collect();
        members.mapping("content", self.contents(&response.contents, &shown));
        members.mapping("links", self.links(&response.links));
        members.extensions(&response.extensions);
        Some((response.status.to_string(), members))
    }

    fn links(&mut self, links: &[Link]) -> Members {
        let mut members = Members::default();
        for link in links {
            if link.operation_id.is_none() && link.operation_reference.is_none() {
                let what = format!("the link `{}`, which leads to no operation,", link.name);
                self.leave_out(link.origin, "link", &what);
                continue;
            }
            members.put(&link.name, self.link(link));
        }
        members
    }

    /// A link. The id of the operation and a reference to it exclude each other.
    fn link(&mut self, link: &Link) -> Members {
        let mut members = Members::default();
        match &link.operation_id {
            Some(id) => members.put("operationId", self.operation_ids.written(id)),
            None => members.text("operationRef", link.operation_reference.as_ref()),
        }
        let mut parameters = Members::default();
        for (name, value) in &link.parameters {
            parameters.put(name, value.clone());
        }
        members.mapping("parameters", parameters);
        members.option("requestBody", link.request_body.clone());
        members.text("description", link.description.as_ref());
        members
    }
}
