//! Responses and their links (OpenAPI 3.1.1, sections 4.8.16, 4.8.17 and 4.8.20).

use specwright_diagnostics::Diagnostic;
use specwright_model::{Link, Origin, Response, StatusPattern};
use specwright_source::{Entry, Node};

use crate::objects;
use crate::reader::Reader;
use crate::rules;
use crate::uri;
use crate::version::Version;

impl<'s> Reader<'s> {
    pub(crate) fn responses(&mut self, operation: Node<'s>) -> Vec<Response> {
        let mut responses: Vec<Response> = Vec::new();
        for entry in self.extensible_members(operation, "responses") {
            let status = parse_status(entry.key);
            let is_default = entry.key.eq_ignore_ascii_case("default");
            if status.is_none() {
                self.invalid_status(entry, is_default);
            }
            let status = status.or(is_default.then_some(StatusPattern::Default));
            // What is below is read in any case, for what else is wrong.
            let response = self.response(status.unwrap_or(StatusPattern::Default), entry);
            let Some(response) = response.filter(|_| status.is_some()) else {
                continue;
            };
            match responses.iter_mut().find(|known| known.status == response.status) {
                Some(known) => *known = response,
                None => responses.push(response),
            }
        }
        responses
    }

    fn invalid_status(&mut self, entry: Entry<'s>, is_default: bool) {
        let consequence = if is_default {
            "it is read as `default`"
        } else {
            "the response is left out"
        };
        let message = format!("`{}` is no status of a response; {consequence}", entry.key);
        let diagnostic = Diagnostic::new(&rules::INVALID_STATUS, entry.key_location, message)
            .help("write a code of three digits, a range such as `4XX`, or `default`");
        self.findings.push_about(entry.key, diagnostic);
    }

    pub(crate) fn response(&mut self, status: StatusPattern, entry: Entry<'s>) -> Option<Response> {
        let target = self.follow(entry.value)?;
        let node = target.node;
        if !self.object(node, &objects::RESPONSE) {
            return None;
        }
        self.newer_than(Version::V3_2, node, "summary", "`summary` of a response");
        let summary = self.text(node, "summary");
        Some(Response {
            status,
            description: join(summary, self.described(node, target.overrides)),
            headers: self.response_headers(node),
            contents: self.contents(node),
            links: self.links(node),
            extensions: self.extensions(node),
            origin: Origin::written(entry.key_location),
        })
    }

    fn response_headers(&mut self, node: Node<'s>) -> Vec<specwright_model::Header> {
        let mut headers = self.headers(node);
        // Section 4.8.17: the media types of the body say it.
        headers.retain(|header| {
            let is_content_type = header.name.eq_ignore_ascii_case("content-type");
            if let (true, Some(location)) = (is_content_type, header.origin.location) {
                let message = "the response header `Content-Type` is ignored: the media types of the body describe it";
                let diagnostic = Diagnostic::new(&rules::IGNORED_HEADER_PARAMETER, location, message);
                self.findings.push_about("content-type", diagnostic.help("remove it"));
            }
            !is_content_type
        });
        headers
    }

    fn links(&mut self, node: Node<'s>) -> Vec<Link> {
        let entries = self.members(node, "links");
        entries.into_iter().filter_map(|entry| self.link(entry)).collect()
    }

    /// The id of the operation that an `operationRef` leads to, where it has one: unlike the reference, it means the same
    /// wherever the link is written. A reference to nothing in the loaded documents is reported; those to elsewhere are
    /// not followed.
    fn referenced_operation(&mut self, node: Node<'s>) -> Option<String> {
        let value = node.peek("operationRef")?;
        let text = value.as_str()?;
        if node.peek("operationId").is_some() {
            let message = "`operationRef` and `operationId` exclude each other";
            self.invalid(
                node,
                "operationRef",
                message,
                "leave `operationId` for operations of this document",
            );
        }
        if uri::is_absolute(text) {
            return None;
        }
        match self.try_locate(text, value.location()) {
            Ok(operation) => operation.peek("operationId")?.as_str().map(str::to_owned),
            Err(problem) => {
                let message = format!("the link leads to nothing: {}", problem.message);
                let diagnostic = Diagnostic::new(&rules::UNKNOWN_LINK_TARGET, value.location(), message);
                self.report(problem.help.into_iter().fold(diagnostic, Diagnostic::help));
                None
            }
        }
    }

    pub(crate) fn link(&mut self, entry: Entry<'s>) -> Option<Link> {
        let target = self.follow(entry.value)?;
        let node = target.node;
        if !self.object(node, &objects::LINK) {
            return None;
        }
        self.extensions(node);
        let operation_id = self.text(node, "operationId");
        let referenced = self.referenced_operation(node);
        let operation_reference = self.text(node, "operationRef").filter(|_| referenced.is_none());
        if let (Some(id), Some(value)) = (&operation_id, node.peek("operationId")) {
            self.linked_ids.push((id.clone(), value.location()));
        }
        let parameters = self.members(node, "parameters");
        Some(Link {
            name: entry.key.to_owned(),
            operation_id: operation_id.or(referenced),
            operation_reference,
            parameters: parameters
                .into_iter()
                .map(|entry| (entry.key.to_owned(), self.value(entry.value)))
                .collect(),
            request_body: self.any(node, "requestBody"),
            description: self.described(node, target.overrides),
            origin: Origin::written(entry.key_location),
        })
    }
}

/// A summary with the description below it; once where they say the same.
fn join(summary: Option<String>, description: Option<String>) -> Option<String> {
    match (summary, description) {
        (Some(summary), Some(description)) if !description.starts_with(&summary) => {
            Some(format!("{summary}\n\n{description}"))
        }
        (summary, description) => description.or(summary),
    }
}

/// `200`, `4XX` or `default`.
fn parse_status(text: &str) -> Option<StatusPattern> {
    if text == "default" {
        return Some(StatusPattern::Default);
    }
    if let Some(class) = text.strip_suffix("XX").or(text.strip_suffix("xx")) {
        return class
            .parse()
            .ok()
            .filter(|class| (1..=5).contains(class))
            .map(StatusPattern::Range);
    }
    let code = (text.len() == 3).then(|| text.parse::<u16>().ok()).flatten()?;
    (100..=999).contains(&code).then_some(StatusPattern::Code(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_codes_ranges_or_default() {
        let check = |text: &str, expected: Option<&str>| {
            let status = parse_status(text).map(|status| status.to_string());
            assert_eq!(status.as_deref(), expected, "{text}");
        };
        check("200", Some("200"));
        check("4XX", Some("4XX"));
        check("5xx", Some("5XX"));
        check("default", Some("default"));
        for text in ["", "20", "2000", "6XX", "XX", "Default", "+20", "099", "ok"] {
            check(text, None);
        }
    }
}
