//! Operations with their parameters and responses.

use std::collections::{BTreeMap, BTreeSet};

use specwright_model::{
    Header, Method, Operation, Origin, Parameter, ParameterPlace, ParameterStyle, PathTemplate, RequestBody, Resource,
    Response, Schema, SchemaKind, StatusPattern, Tag, Text,
};

use super::Lowering;
use crate::page::syntax;
use crate::page::syntax::{Listing, Page};
use crate::page::text::{Slice, join};
use crate::rules;

impl<'p, 't> Lowering<'_, 'p, 't> {
    pub(super) fn operations(&mut self, page: &Page<'t>) {
        let mut resources = BTreeMap::new();
        for operation in &page.operations {
            match PathTemplate::parse(operation.path.text) {
                Ok(path) => self.endpoint(page, operation, path, &mut resources),
                Err(problem) => {
                    let message = format!("`{}` cannot be read: {problem}", operation.path.text);
                    let finding = self.finding(&rules::INVALID_PAGE_PATH, operation.path, message);
                    self.findings.push(finding);
                }
            }
        }
        if self.api.resources.is_empty() {
            let place = page.title.unwrap_or(Slice::new("", 0));
            let finding = self.finding(
                &rules::NO_OPERATIONS,
                place,
                "the page describes no operation".to_owned(),
            );
            self.findings.push(finding);
        }
    }

    /// Reads an operation, and puts it with its resource. `resources` says where the resource of each path is.
    fn endpoint(
        &mut self,
        page: &Page<'t>,
        read: &syntax::Operation<'t>,
        path: PathTemplate,
        resources: &mut BTreeMap<String, usize>,
    ) {
        let index = *resources.entry(path.to_string()).or_insert_with(|| {
            self.api.resources.push(Resource {
                path: path.clone(),
                origin: self.findings.written(read.path.range()),
                ..Resource::default()
            });
            self.api.resources.len() - 1
        });
        let method = Method::new(read.method.text);
        let known = self
            .api
            .resources
            .get(index)
            .map(|it| it.operations.as_slice())
            .unwrap_or_default();
        if known.iter().any(|known| known.method == method) {
            let message = format!(
                "`{}` is described twice, and the first description is read",
                read.line.text
            );
            let finding = self.finding(&rules::REPEATED_OPERATION, read.line, message);
            self.findings.push(finding);
            return;
        }
        let operation = self.operation(page, read, &path, method);
        if let Some(resource) = self.api.resources.get_mut(index) {
            resource.operations.push(operation);
        }
    }

    fn operation(
        &mut self,
        page: &Page<'t>,
        read: &syntax::Operation<'t>,
        path: &PathTemplate,
        method: Method,
    ) -> Operation {
        let mut parameters = self.parameters(&read.uri_parameters, ParameterPlace::Path);
        self.undescribed(read, path, &mut parameters);
        parameters.extend(self.parameters(&read.query_parameters, ParameterPlace::Query));
        parameters.extend(self.parameters(&read.headers, ParameterPlace::Header));
        let responses = self.responses(&read.responses);
        if responses.is_empty() {
            let message = "the page shows no response of this operation, which does not mean that there is none";
            let finding = self.finding(&rules::NO_RESPONSES, read.line, message.to_owned());
            self.share("responses", finding);
        }
        let mut operation = Operation {
            method,
            description: join(&read.description),
            tags: self.tag_of(page, read).into_iter().collect(),
            parameters,
            request_body: self.request_body(&read.bodies),
            responses,
            origin: self.written(read.line),
            ..Operation::default()
        };
        self.secure(read, &mut operation);
        operation
    }

    /// The group of an operation: the last heading, where its path is below that, or the first segment of its path.
    fn tag_of(&mut self, page: &Page<'t>, read: &syntax::Operation<'t>) -> Option<String> {
        if let Some(group) = read.group.and_then(|index| page.groups.get(index)) {
            return Some(group.name.text.to_owned());
        }
        let path = read.path;
        let end = path
            .text
            .get(1..)
            .and_then(|rest| rest.find('/'))
            .map_or(path.text.len(), |at| at + 1);
        let top = path.part(0..end);
        if !self.api.tags.iter().any(|tag| tag.name == top.text) {
            self.api.tags.push(Tag {
                name: top.text.to_owned(),
                origin: self.findings.inferred(top.range()),
                ..Tag::default()
            });
        }
        Some(top.text.to_owned())
    }

    fn request_body(&mut self, bodies: &[syntax::Body<'t>]) -> Option<RequestBody> {
        let first = bodies.first()?;
        Some(RequestBody {
            required: true,
            contents: self.contents(bodies),
            origin: self.written(first.media_type),
            ..RequestBody::default()
        })
    }

    /// Parameters of one place. Those of a path are always there.
    pub(super) fn parameters(&mut self, listing: &Listing<'t>, place: ParameterPlace) -> Vec<Parameter> {
        let Some(tree) = self.tree(listing) else {
            return Vec::new();
        };
        let style = match place {
            ParameterPlace::Path | ParameterPlace::Header => ParameterStyle::Simple,
            ParameterPlace::Query | ParameterPlace::Cookie => ParameterStyle::Form,
        };
        let mut parameters = Vec::new();
        for member in &tree.members {
            let schema = self.property(member);
            // What is not sent is taken to be the default, so that it need not be sent.
            let is_needed = member.entry.property.required && self.api.schemas.get(schema).default.is_none();
            let mut parameter = Parameter {
                name: member.entry.name().to_owned(),
                place,
                description: join(&member.entry.description),
                required: is_needed || place == ParameterPlace::Path,
                style,
                explode: style == ParameterStyle::Form,
                schema: Some(schema),
                origin: self.written(member.entry.line),
                ..Parameter::default()
            };
            for example in &member.examples {
                parameter.examples.extend(self.body_example(example));
            }
            self.repeat(&member.entry.property, &mut parameter, member.entry.line);
            parameters.push(parameter);
        }
        parameters
    }

    /// Adds the variables of a path that the page does not describe.
    fn undescribed(&mut self, read: &syntax::Operation<'t>, path: &PathTemplate, parameters: &mut Vec<Parameter>) {
        let known: BTreeSet<String> = parameters.iter().map(|it| it.name.clone()).collect();
        for name in path.variables().filter(|name| !known.contains(*name)) {
            let message = format!("the page does not describe `{name}`, a variable of the path");
            let finding = self.finding(&rules::UNDESCRIBED_PARAMETER, read.path, message);
            self.findings.push(finding);
            let origin = self.findings.inferred(read.path.range());
            let schema = self.api.schemas.add(Schema {
                origin,
                ..Schema::of(SchemaKind::String(Text::default()))
            });
            parameters.push(Parameter {
                name: name.to_owned(),
                place: ParameterPlace::Path,
                required: true,
                style: ParameterStyle::Simple,
                schema: Some(schema),
                origin,
                ..Parameter::default()
            });
        }
    }

    pub(super) fn responses(&mut self, read: &[syntax::Response<'t>]) -> Vec<Response> {
        let mut responses: Vec<Response> = Vec::new();
        for response in read {
            let status = StatusPattern::Code(response.code);
            if responses.iter().any(|known| known.status == status) {
                let message = format!("status {} is shown twice, and the first is read", response.code);
                let finding = self.finding(&rules::REPEATED_OPERATION, response.line, message);
                self.findings.push(finding);
                continue;
            }
            let headers = self.parameters(&response.headers, ParameterPlace::Header);
            responses.push(Response {
                status,
                description: join(&response.description),
                headers: headers.into_iter().map(header).collect(),
                contents: self.contents(&response.bodies),
                links: Vec::new(),
                extensions: Default::default(),
                origin: Origin::written(self.findings.location(response.line.range())),
            });
        }
        responses
    }
}

fn header(parameter: Parameter) -> Header {
    Header {
        name: parameter.name,
        description: parameter.description,
        required: parameter.required,
        schema: parameter.schema,
        examples: parameter.examples,
        origin: parameter.origin,
        ..Header::default()
    }
}
