//! Parameters: the Parameter Object (OpenAPI 3.1.1, section 4.8.12).

use std::collections::BTreeMap;

use specwright_diagnostics::{Diagnostic, Location};
use specwright_model::{Origin, Parameter, ParameterPlace, ParameterStyle, Payload, SchemaId};
use specwright_source::Node;

use crate::objects;
use crate::reader::{Reader, place};
use crate::rules;

/// Headers that are described elsewhere, so that parameters of these names are ignored (section 4.8.12.2.1).
const RESERVED_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

/// The media type of forms, which are written as queries are.
const FORM: &str = "application/x-www-form-urlencoded";

/// What became of a parameter.
pub(crate) enum ParameterRead {
    /// It was read.
    Read(Box<Parameter>),
    /// It is ignored, or cannot be read and can be left out.
    LeftOut,
    /// It cannot be read, and without it no request would be right.
    Needed,
}

impl<'s> Reader<'s> {
    /// The parameters of a path item or an operation, unique by place and name; and where one is that cannot be read
    /// and without which no request would be right.
    pub(crate) fn parameters(&mut self, owner: Node<'s>) -> (Vec<Parameter>, Option<Location>) {
        let mut parameters: Vec<Parameter> = Vec::new();
        let mut unreadable = None;
        let mut indexes: BTreeMap<(ParameterPlace, String), usize> = BTreeMap::new();
        for node in self.items(owner, "parameters") {
            let parameter = match self.parameter(node) {
                ParameterRead::Read(parameter) => *parameter,
                ParameterRead::LeftOut => continue,
                ParameterRead::Needed => {
                    unreadable = unreadable.or(Some(place(node)));
                    continue;
                }
            };
            let index = *indexes
                .entry((parameter.place, parameter.name.clone()))
                .or_insert(parameters.len());
            match parameters.get_mut(index) {
                Some(known) => {
                    let message = format!("the parameter `{}` is listed twice; this one is used", parameter.name);
                    let mut diagnostic = Diagnostic::new(&rules::REPEATED_PARAMETER, place(node), message);
                    if let Some(first) = known.origin.location {
                        diagnostic = diagnostic.related(first, "the first, which is not used");
                    }
                    *known = parameter;
                    self.report(diagnostic.help("remove one of the two"));
                }
                None => parameters.push(parameter),
            }
        }
        (parameters, unreadable)
    }

    /// A parameter or a reference to one.
    pub(crate) fn parameter(&mut self, node: Node<'s>) -> ParameterRead {
        let Some(target) = self.follow(node) else {
            return ParameterRead::LeftOut;
        };
        let node = target.node;
        if !self.object(node, &objects::PARAMETER) {
            return ParameterRead::LeftOut;
        }
        let name = self.required_text(node, "name");
        let parameter_place = self.parameter_place(node);
        let (schema, media_type, mut examples) = self.schema_or_content(node);
        examples.extend(self.examples(node));
        let is_whole_query = is_whole_query(node);
        if is_whole_query && media_type.as_deref() != Some(FORM) {
            self.unsupported_query(node);
            // The operation can be called with the other parameters.
            node.see_all();
            return ParameterRead::LeftOut;
        }
        let media_type = media_type.filter(|_| !is_whole_query);
        let style = self.style(node, parameter_place.unwrap_or_default());
        let mut parameter = Parameter {
            name: name.unwrap_or_default(),
            place: parameter_place.unwrap_or_default(),
            description: self.described(node, target.overrides),
            required: self.flag(node, "required").unwrap_or(false),
            deprecated: self.flag(node, "deprecated").unwrap_or(false),
            explode: self.flag(node, "explode").unwrap_or(style == ParameterStyle::Form),
            allow_reserved: self.flag(node, "allowReserved").unwrap_or(false),
            allow_empty_value: self.flag(node, "allowEmptyValue").unwrap_or(false),
            style,
            schema,
            media_type,
            examples,
            extensions: self.extensions(node),
            origin: Origin::written(place(node)),
        };
        if parameter_place.is_none() || parameter.name.is_empty() {
            let is_needed = parameter.required || parameter_place == Some(ParameterPlace::Path) || is_body(node);
            return if is_needed {
                ParameterRead::Needed
            } else {
                ParameterRead::LeftOut
            };
        }
        self.check_required(node, &mut parameter);
        if self.is_reserved_header(node, &parameter) {
            return ParameterRead::LeftOut;
        }
        ParameterRead::Read(Box::new(parameter))
    }

    fn parameter_place(&mut self, node: Node<'s>) -> Option<ParameterPlace> {
        let text = self.required_text(node, "in")?;
        let help = match text.as_str() {
            "path" => return Some(ParameterPlace::Path),
            "query" => return Some(ParameterPlace::Query),
            "header" => return Some(ParameterPlace::Header),
            "cookie" => return Some(ParameterPlace::Cookie),
            // The members of a form are those of the query: an object in the style `form`, exploded.
            "querystring" => return Some(ParameterPlace::Query),
            "body" | "formData" => "describe the body under `requestBody`".to_owned(),
            _ => match self.nearest(&text, ["path", "query", "header", "cookie", "querystring"]) {
                Some(known) => format!("did you mean `{known}`?"),
                None => "write `path`, `query`, `header` or `cookie`".to_owned(),
            },
        };
        let message = format!("`{text}` is no place of a parameter; the parameter is left out");
        self.invalid(node, "in", &message, &help);
        None
    }

    /// Reports a parameter that is the whole query and no form (OpenAPI 3.2.0, section 4.12.2).
    fn unsupported_query(&mut self, node: Node<'s>) {
        let location = node.peek("in").map_or(place(node), Node::location);
        let message = "a parameter that is the whole query and no form is not supported; it is left out";
        let diagnostic = Diagnostic::new(&rules::UNSUPPORTED, location, message);
        self.report(diagnostic.help(format!("describe its `content` as `{FORM}`, or as single parameters")));
    }

    fn check_required(&mut self, node: Node<'s>, parameter: &mut Parameter) {
        if parameter.place == ParameterPlace::Path && !parameter.required {
            parameter.required = true;
            let message = format!("the path parameter `{}` must say `required: true`", parameter.name);
            let location = node.peek("required").map_or(place(node), Node::location);
            let diagnostic = Diagnostic::new(&rules::OPTIONAL_PATH_PARAMETER, location, message);
            self.report(diagnostic.help("add `required: true`"));
        }
    }

    fn is_reserved_header(&mut self, node: Node<'s>, parameter: &Parameter) -> bool {
        let name = parameter.name.to_ascii_lowercase();
        if parameter.place != ParameterPlace::Header || !RESERVED_HEADERS.contains(&name.as_str()) {
            return false;
        }
        let instead = match name.as_str() {
            "authorization" => "a security scheme describes it",
            "accept" => "the media types of the responses describe it",
            _ => "the media types of the request body describe it",
        };
        let message = format!("the header parameter `{}` is ignored: {instead}", parameter.name);
        let diagnostic = Diagnostic::new(&rules::IGNORED_HEADER_PARAMETER, place(node), message);
        self.findings.push_about(&name, diagnostic.help("remove it"));
        true
    }

    /// The style, or the default of the place (section 4.8.12.2.2).
    fn style(&mut self, node: Node<'s>, parameter_place: ParameterPlace) -> ParameterStyle {
        use ParameterPlace::{Cookie, Header, Path, Query};
        let default = match parameter_place {
            Path | Header => ParameterStyle::Simple,
            Query | Cookie => ParameterStyle::Form,
        };
        let Some(text) = self.text(node, "style") else {
            return default;
        };
        // From OpenAPI 3.2 on, cookies have a style of their own, which differs from `form` in escaping alone.
        let style = if text == "cookie" {
            Some(ParameterStyle::Form)
        } else {
            style_of(&text)
        };
        let Some(style) = style else {
            self.unknown_style(node, &text);
            return default;
        };
        let fits = match parameter_place {
            Path => matches!(
                style,
                ParameterStyle::Simple | ParameterStyle::Label | ParameterStyle::Matrix
            ),
            Query => !matches!(
                style,
                ParameterStyle::Simple | ParameterStyle::Label | ParameterStyle::Matrix
            ),
            Header => style == ParameterStyle::Simple,
            Cookie => style == ParameterStyle::Form,
        };
        if fits {
            return style;
        }
        let message = format!("the style `{text}` does not fit the place of the parameter; the default is used");
        let location = node.peek("style").map_or(place(node), Node::location);
        self.report(Diagnostic::new(&rules::INVALID_STYLE, location, message).help("leave it out for the default"));
        default
    }

    /// What a parameter or a header holds: a schema, or one media type with its schema and examples.
    pub(crate) fn schema_or_content(
        &mut self,
        node: Node<'s>,
    ) -> (Option<SchemaId>, Option<String>, Vec<specwright_model::Example>) {
        let schema = node.get("schema").map(|schema| self.schema(schema));
        let contents: Vec<Payload> = self.plain_contents(node);
        if let (Some(_), Some(entry)) = (schema, node.entry("schema").filter(|_| !contents.is_empty())) {
            let message = "`schema` and `content` exclude each other; `content` is used";
            let diagnostic = Diagnostic::new(&rules::INVALID_VALUE, entry.key_location, message);
            self.findings.push_about(
                "schema",
                diagnostic.help("leave `schema` for plain text, `content` for a document"),
            );
        }
        if contents.len() > 1 {
            let help = "leave one: nothing tells the receiver which one is used";
            let message = "`content` must name exactly one media type here; the first is used";
            self.invalid(node, "content", message, help);
        }
        match contents.into_iter().next() {
            Some(content) => (content.schema.or(schema), Some(content.media_type), content.examples),
            None => (schema, None, Vec::new()),
        }
    }

    /// The description of a target, unless the reference to it has one.
    pub(crate) fn described(&mut self, node: Node<'s>, overrides: Option<Node<'s>>) -> Option<String> {
        let own = self.text(node, "description");
        let over = overrides.and_then(|holder| {
            holder.ignore("summary");
            self.text(holder, "description")
        });
        over.or(own)
    }

    pub(crate) fn unknown_style(&mut self, node: Node<'s>, text: &str) {
        let message = format!("`{text}` is no style; the default is used");
        let location = node.peek("style").map_or(place(node), Node::location);
        let help = match self.nearest(text, STYLES) {
            Some(known) => format!("did you mean `{known}`?"),
            None => "leave it out for the default".to_owned(),
        };
        self.report(Diagnostic::new(&rules::INVALID_STYLE, location, message).help(help));
    }

    /// Reports a value that is none of those that its place allows.
    pub(crate) fn invalid(&mut self, node: Node<'s>, key: &str, message: &str, help: &str) {
        let location = node.peek(key).map_or(place(node), place);
        let diagnostic = Diagnostic::new(&rules::INVALID_VALUE, location, message).help(help);
        self.findings.push_about(key, diagnostic);
    }
}

/// Whether a parameter is the whole query (OpenAPI 3.2.0, section 4.12.1).
fn is_whole_query(node: Node<'_>) -> bool {
    node.peek("in").and_then(Node::as_str) == Some("querystring")
}

/// Whether a parameter is a body, or a part of one, as Swagger 2.0 has it.
fn is_body(node: Node<'_>) -> bool {
    let text = node.peek("in").and_then(Node::as_str);
    matches!(text, Some("body" | "formData"))
}

/// The names of all styles.
const STYLES: [&str; 7] = [
    "simple",
    "label",
    "matrix",
    "form",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
];

/// The style of that name (section 4.8.12.3).
pub(crate) fn style_of(text: &str) -> Option<ParameterStyle> {
    Some(match text {
        "simple" => ParameterStyle::Simple,
        "label" => ParameterStyle::Label,
        "matrix" => ParameterStyle::Matrix,
        "form" => ParameterStyle::Form,
        "spaceDelimited" => ParameterStyle::SpaceDelimited,
        "pipeDelimited" => ParameterStyle::PipeDelimited,
        "deepObject" => ParameterStyle::DeepObject,
        _ => return None,
    })
}
