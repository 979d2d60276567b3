//! What consumed operations give back.

use specwright_diagnostics::Location;
use specwright_model::{
    Array, Extensions, Object, Origin, PathStep, Payload, Property, Response, Schema, SchemaId, SchemaKind,
    StatusPattern, Text, TextFormat, ValuePath,
};
use specwright_source::Node;

use super::schema::kind;
use crate::expression::{self, MOST_STEPS};
use crate::objects;
use crate::reader::{Named, Reader};
use crate::rules;

/// What is known of a response by the places that outputs name.
#[derive(Default)]
struct Shape {
    /// Named by an output itself.
    leaf: Option<SchemaKind>,
    members: Vec<(String, Shape)>,
    items: Option<Box<Shape>>,
}

impl<'s> Reader<'s> {
    /// The responses of an operation, and the parts of them that have names.
    pub(super) fn responses(&mut self, node: Node<'s>) -> (Vec<Response>, Vec<(String, ValuePath)>) {
        for key in ["maxBinarySize", "outputSchema"] {
            if let Some(value) = node.get(key) {
                let why = "responses are passed on within the limits of whoever runs the capability";
                self.left_out(value.location(), &format!("`{key}`"), why);
            }
        }
        let media_type = self.output_media_type(node);
        let outputs = self.named(node, "outputParameters", &objects::OUTPUT);
        let mut shape = Shape::default();
        let mut names = Vec::new();
        for output in outputs {
            if let Some(path) = self.output_place(output, &ValuePath::default(), &mut shape) {
                names.push((output.text().to_owned(), path));
            }
        }
        let location = node
            .peek("outputParameters")
            .map_or_else(|| node.location(), Node::location);
        let is_json = specwright_model::media_type::is_json(&media_type);
        let schema = if is_json {
            self.shape_schema(&shape, location)
        } else {
            self.text_body(&media_type, location)
        };
        let payload = Payload {
            media_type,
            schema,
            origin: self.origin(location),
            ..Payload::default()
        };
        // The format does not say with which status an operation succeeds.
        let origin = self.origin(node.location());
        let response = response(StatusPattern::Range(2), vec![payload], origin);
        (vec![response], names)
    }

    /// That there may be no content: most APIs answer so when something is deleted, and nothing here says what else comes.
    pub(super) fn empty_response(&self, responses: &[Response], location: Location) -> Option<Response> {
        let mut payloads = responses.iter().flat_map(|response| &response.contents);
        let is_opaque = payloads.all(|payload| payload.schema.is_none());
        is_opaque.then(|| response(StatusPattern::Code(204), Vec::new(), self.inferred(location)))
    }

    fn output_media_type(&mut self, node: Node<'s>) -> String {
        let own = self.string(node, "outputMediaType");
        let format = self.text(node, "outputRawFormat").unwrap_or("json");
        let media_type = match format.to_ascii_lowercase().as_str() {
            "json" => "application/json",
            "xml" => "application/xml",
            "csv" => "text/csv",
            "tsv" => "text/tab-separated-values",
            "psv" => "text/plain",
            "yaml" => "application/yaml",
            "html" => "text/html",
            "markdown" => "text/markdown",
            "avro" => "application/avro",
            "protobuf" => "application/protobuf",
            "binary" => "application/octet-stream",
            _ => {
                let location = node
                    .peek("outputRawFormat")
                    .map_or_else(|| node.location(), Node::location);
                let message = format!("`{format}` is no format of outputs, and is read as `binary`");
                let help = "formats are `json`, `xml`, `csv`, `tsv`, `psv`, `yaml`, `html`, `markdown`, `avro`, \
                            `protobuf` and `binary`";
                self.report_with(&rules::UNKNOWN_VALUE, location, message, help);
                "application/octet-stream"
            }
        };
        own.unwrap_or_else(|| media_type.to_owned())
    }

    fn text_body(&mut self, media_type: &str, location: Location) -> Option<SchemaId> {
        let is_text = media_type.starts_with("text/") || media_type.ends_with("xml") || media_type.ends_with("yaml");
        let format = if is_text {
            TextFormat::Unspecified
        } else {
            TextFormat::Binary
        };
        let text = Text {
            format,
            ..Text::default()
        };
        Some(self.add_schema(SchemaKind::String(text), location, None))
    }

    /// Where an output is in the response, which is also put into `shape`.
    fn output_place(&mut self, output: Named<'s>, within: &ValuePath, shape: &mut Shape) -> Option<ValuePath> {
        let node = output.node;
        node.ignore("description");
        let type_name = self.text(node, "type");
        let key = ["value", "mapping"].into_iter().find(|key| node.peek(key).is_some());
        let written = key.and_then(|key| self.text(node, key).zip(node.peek(key).map(Node::location)));
        let path = match written {
            Some((text, location)) => self.path(text, location)?,
            None => {
                let name = output.text().to_owned();
                let steps = if name.is_empty() {
                    Vec::new()
                } else {
                    vec![PathStep::Member(name)]
                };
                ValuePath { steps }
            }
        };
        let path = path.behind(within);
        if path.steps.len() > MOST_STEPS {
            let message = format!("this is more than {MOST_STEPS} steps deep in the response");
            self.report(&rules::INVALID_EXPRESSION, node.location(), message);
            node.see_all();
            return None;
        }
        shape.put(&path.steps, type_name.and_then(kind));
        if let Some(items) = node.get("items") {
            let mut steps = path.steps.clone();
            steps.push(PathStep::Each);
            let within = ValuePath { steps };
            if items.is_mapping() && items.peek("type").is_some_and(|it| it.as_text().is_some()) {
                if self.object(items, &objects::OUTPUT) {
                    let item = Named {
                        name: None,
                        node: items,
                    };
                    self.output_place(item, &within, shape);
                }
            } else {
                for item in self.named_in(items, "items", &objects::OUTPUT) {
                    self.output_place(item, &within, shape);
                }
            }
        }
        for property in self.named(node, "properties", &objects::OUTPUT) {
            self.output_place(property, &path, shape);
        }
        Some(path)
    }

    /// The place that a text names, with a finding where it names none.
    pub(crate) fn path(&mut self, text: &str, location: Location) -> Option<ValuePath> {
        let path = expression::path(text);
        if path.is_none() {
            let message = format!("`{text}` is no path that is supported");
            let help = format!("paths are names, indexes and `[*]`, such as `$.users[0].name`, {MOST_STEPS} at most");
            self.report_with(&rules::INVALID_EXPRESSION, location, message, &help);
        }
        path
    }

    /// The schema of a shape; none where nothing is known but that there is a value.
    fn shape_schema(&mut self, shape: &Shape, location: Location) -> Option<SchemaId> {
        let kind = if let Some(items) = &shape.items {
            let items = self.shape_schema(items, location);
            SchemaKind::Array(Array {
                items,
                ..Array::default()
            })
        } else if !shape.members.is_empty() {
            let mut object = Object::default();
            for (name, member) in &shape.members {
                let schema = match self.shape_schema(member, location) {
                    Some(schema) => schema,
                    None => self.add_schema(SchemaKind::Any, location, None),
                };
                object.properties.push(Property {
                    name: name.clone(),
                    schema,
                });
            }
            SchemaKind::Object(object)
        } else {
            match &shape.leaf {
                // An object without properties is an opaque value: many APIs give lists there.
                None | Some(SchemaKind::Object(_)) => return None,
                Some(kind) => kind.clone(),
            }
        };
        let origin = self.inferred(location);
        Some(self.api.schemas.add(Schema {
            origin,
            ..Schema::of(kind)
        }))
    }
}

impl Shape {
    fn put(&mut self, steps: &[PathStep], leaf: Option<SchemaKind>) {
        let Some((first, rest)) = steps.split_first() else {
            if self.leaf.is_none() {
                self.leaf = leaf;
            }
            return;
        };
        match first {
            PathStep::Index(_) | PathStep::Each => self.items.get_or_insert_default().put(rest, leaf),
            PathStep::Member(name) => {
                let known = self.members.iter().position(|(known, _)| known == name);
                let index = known.unwrap_or(self.members.len());
                if known.is_none() {
                    self.members.push((name.clone(), Self::default()));
                }
                if let Some((_, member)) = self.members.get_mut(index) {
                    member.put(rest, leaf);
                }
            }
        }
    }
}

fn response(status: StatusPattern, contents: Vec<Payload>, origin: Origin) -> Response {
    Response {
        status,
        description: None,
        headers: Vec::new(),
        contents,
        links: Vec::new(),
        extensions: Extensions::new(),
        origin,
    }
}

/// A path into what an operation gives back, in which the first name may be that of an output.
pub(crate) fn named_path(path: ValuePath, outputs: &[(String, ValuePath)]) -> ValuePath {
    let Some(PathStep::Member(first)) = path.steps.first() else {
        return path;
    };
    let Some((_, place)) = outputs.iter().find(|(name, _)| name == first) else {
        return path;
    };
    let rest = path.steps.get(1..).unwrap_or_default().to_vec();
    ValuePath { steps: rest }.behind(place)
}
