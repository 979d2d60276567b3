//! What headings and list items say they are (API Blueprint 1A9, "Section types").

use pest::Parser;
use pest::iterators::Pair;

use crate::block::Line;

#[derive(pest_derive::Parser)]
#[grammar = "section.pest"]
struct Grammar;

/// What a heading says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heading<'t> {
    /// `Group Name`.
    Group { name: Line<'t> },
    /// `Data Structures`.
    DataStructures,
    /// `Name [/uri]` or `/uri`.
    Resource { name: Option<Line<'t>>, uri: Line<'t> },
    /// `Name [GET]`, `Name [GET /uri]` or `[GET]`.
    Action {
        name: Option<Line<'t>>,
        method: Line<'t>,
        uri: Option<Line<'t>>,
    },
    /// `GET` or `GET /uri`.
    BareAction { method: Line<'t>, uri: Option<Line<'t>> },
    /// Something to read.
    Other,
}

impl<'t> Heading<'t> {
    /// Reads the text of a heading.
    pub(crate) fn read(title: Line<'t>) -> Self {
        Self::bracketed(title).unwrap_or_else(|| Self::bare(title))
    }

    /// Reads `Name [/uri]`, `Name [GET]` or `Name [GET /uri]`; none for a title that ends otherwise. The bracket begins
    /// at the first place from which on the rest makes sense, since names and URIs may have brackets of their own.
    fn bracketed(title: Line<'t>) -> Option<Self> {
        let inside = title.text.strip_suffix(']')?;
        for (at, _) in inside.match_indices('[') {
            let name = Some(title.part(0..at)).filter(|name| !name.text.is_empty());
            let bracket = title.part(at + 1..inside.len());
            if !begins_target(bracket.text) {
                continue;
            }
            if let Some(parts) = Parts::read(Rule::target, bracket) {
                let method = parts.get(Rule::method)?;
                let uri = parts.get(Rule::any_uri);
                return Some(Self::Action { name, method, uri });
            }
            if Parts::read(Rule::resource_target, bracket).is_some() {
                return Some(Self::Resource { name, uri: bracket });
            }
        }
        None
    }

    fn bare(title: Line<'t>) -> Self {
        let pairs = Grammar::parse(Rule::heading, title.text).ok();
        let Some(pair) = pairs.and_then(|mut pairs| pairs.next()) else {
            return Self::Other;
        };
        let parts = Parts::of(title, &pair);
        match pair.as_rule() {
            Rule::group => parts
                .get(Rule::group_name)
                .map_or(Self::Other, |name| Self::Group { name }),
            Rule::data_structures => Self::DataStructures,
            Rule::bare_resource => {
                let uri = parts.get(Rule::bare_uri);
                uri.map_or(Self::Other, |uri| Self::Resource { name: None, uri })
            }
            Rule::bare_action => {
                let uri = parts.get(Rule::bare_uri);
                let method = parts.get(Rule::upper_method);
                method.map_or(Self::Other, |method| Self::BareAction { method, uri })
            }
            _ => Self::Other,
        }
    }
}

/// What a list item says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section<'t> {
    /// `Parameters`.
    Parameters,
    /// `Headers`, and what stands behind it.
    Headers { rest: Line<'t> },
    /// `Body`, and what stands behind it.
    Body { rest: Line<'t> },
    /// `Schema`, and what stands behind it.
    Schema { rest: Line<'t> },
    /// `Attributes` with its type.
    Attributes { definition: Line<'t> },
    /// `Model`, with a media type.
    Model { media_type: Option<Line<'t>> },
    /// `Relation: name`.
    Relation { name: Line<'t> },
    /// `Request`, with a name and a media type.
    Request {
        name: Option<Line<'t>>,
        media_type: Option<Line<'t>>,
    },
    /// `Response`, with a status, a media type, and what stands behind them.
    Response {
        status: Option<Line<'t>>,
        media_type: Option<Line<'t>>,
        rest: Line<'t>,
    },
}

impl<'t> Section<'t> {
    /// Reads the first line of an item; none where it is nothing but an item.
    pub(crate) fn read(signature: Line<'t>) -> Option<Self> {
        let pair = Grammar::parse(Rule::item, signature.text).ok()?.next()?;
        let parts = Parts::of(signature, &pair);
        let end = signature.text.len();
        let rest = parts.get(Rule::rest).unwrap_or(signature.part(end..end));
        Some(match pair.as_rule() {
            Rule::parameters => Self::Parameters,
            Rule::headers => Self::Headers { rest },
            Rule::body => Self::Body { rest },
            Rule::schema => Self::Schema { rest },
            Rule::attributes => Self::Attributes { definition: rest },
            Rule::model => Self::Model {
                media_type: split_media_type(rest).1,
            },
            Rule::relation => Self::Relation { name: rest },
            Rule::request => {
                let (name, media_type) = split_media_type(rest);
                let name = Some(name).filter(|name| !name.text.is_empty());
                Self::Request { name, media_type }
            }
            Rule::response => {
                let (rest, media_type) = split_media_type(rest);
                let status = parts.get(Rule::status);
                Self::Response {
                    status,
                    media_type,
                    rest,
                }
            }
            _ => return None,
        })
    }
}

/// What stands before the media type in parentheses at the end of a line, and the media type.
fn split_media_type(line: Line<'_>) -> (Line<'_>, Option<Line<'_>>) {
    let inside = line
        .text
        .strip_suffix(')')
        .and_then(|text| Some((text.rfind('(')?, text.len())));
    let Some((at, end)) = inside else {
        return (line, None);
    };
    match Parts::read(Rule::media_type, line.part(at + 1..end)) {
        Some(parts) => (line.part(0..at), parts.get(Rule::media_type_text)),
        None => (line, None),
    }
}

/// Whether a bracket begins like one that ends a title. A title may have thousands of brackets, and the parser takes as
/// long to refuse a text as the text is long.
fn begins_target(bracket: &str) -> bool {
    /// More than the longest method and a blank.
    const ENOUGH: usize = 32;
    let text = bracket.trim_start_matches([' ', '\t']);
    let end = text.char_indices().nth(ENOUGH).map_or(text.len(), |(end, _)| end);
    Grammar::parse(Rule::start_of_target, text.get(..end).unwrap_or_default()).is_ok()
}

/// The named parts of a line.
struct Parts<'t> {
    list: Vec<(Rule, Line<'t>)>,
}

impl<'t> Parts<'t> {
    /// The parts of a line that a rule reads; none where the rule does not read all of it.
    fn read(rule: Rule, line: Line<'t>) -> Option<Self> {
        let pair = Grammar::parse(rule, line.text).ok()?.next()?;
        Some(Self::of(line, &pair))
    }

    fn of(line: Line<'t>, pair: &Pair<'_, Rule>) -> Self {
        let inner = pair.clone().into_inner().flatten();
        let list = inner.map(|part| {
            let span = part.as_span();
            (part.as_rule(), line.part(span.start()..span.end()))
        });
        Self { list: list.collect() }
    }

    /// The first part of a rule that is not empty.
    fn get(&self, rule: Rule) -> Option<Line<'t>> {
        let mut parts = self
            .list
            .iter()
            .filter(|(it, line)| *it == rule && !line.text.is_empty());
        parts.next().map(|(_, line)| *line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(text: &str, expected: &str) {
        let part = |line: Option<Line<'_>>| line.map_or("-".to_owned(), |line| format!("{:?}", line.text));
        let shown = match Heading::read(Line::new(text, 0)) {
            Heading::Group { name } => format!("group {:?}", name.text),
            Heading::DataStructures => "data".to_owned(),
            Heading::Resource { name, uri } => format!("resource {} {}", part(name), part(Some(uri))),
            Heading::Action { name, method, uri } => format!("action {} {} {}", part(name), method.text, part(uri)),
            Heading::BareAction { method, uri } => format!("bare {} {}", method.text, part(uri)),
            Heading::Other => "other".to_owned(),
        };
        assert_eq!(shown, expected, "{text}");
    }

    fn item(text: &str, expected: &str) {
        let part = |line: Option<Line<'_>>| line.map_or("-".to_owned(), |line| format!("{:?}", line.text));
        let shown = match Section::read(Line::new(text, 0)) {
            None => "other".to_owned(),
            Some(Section::Parameters) => "parameters".to_owned(),
            Some(Section::Headers { rest }) => format!("headers {:?}", rest.text),
            Some(Section::Body { rest }) => format!("body {:?}", rest.text),
            Some(Section::Schema { rest }) => format!("schema {:?}", rest.text),
            Some(Section::Attributes { definition }) => format!("attributes {:?}", definition.text),
            Some(Section::Model { media_type }) => format!("model {}", part(media_type)),
            Some(Section::Relation { name }) => format!("relation {:?}", name.text),
            Some(Section::Request { name, media_type }) => format!("request {} {}", part(name), part(media_type)),
            Some(Section::Response {
                status,
                media_type,
                rest,
            }) => {
                format!("response {} {} {:?}", part(status), part(media_type), rest.text)
            }
        };
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn headings_say_what_they_are() {
        heading("Group Users", "group \"Users\"");
        heading("group  TODO", "group \"TODO\"");
        heading("Data Structures", "data");
        heading("Data structure", "data");
        heading("User [/users/{id}]", "resource \"User\" \"/users/{id}\"");
        heading("A [b] [/c{?d}] ", "resource \"A [b]\" \"/c{?d}\"");
        heading("Root [/]", "resource \"Root\" \"/\"");
        heading("/users", "resource - \"/users\"");
        heading("Get [GET]", "action \"Get\" GET -");
        heading("[GET]", "action - GET -");
        heading("Get [get /a/{b}]", "action \"Get\" get \"/a/{b}\"");
        heading("Group list [GET]", "action \"Group list\" GET -");
        heading("GET", "bare GET -");
        heading("GET /a", "bare GET \"/a\"");
        heading("M [M-SEARCH /a]", "action \"M\" M-SEARCH \"/a\"");
        heading("View [GET {username}]", "action \"View\" GET \"{username}\"");
    }

    #[test]
    fn other_headings_are_to_read() {
        heading("Get started", "other");
        heading("GET started", "other");
        heading("Group", "other");
        heading("Groups", "other");
        heading("Status [beta]", "other");
        heading("Types (object)", "other");
        heading("", "other");
    }

    #[test]
    fn items_say_what_they_are() {
        item("Parameters", "parameters");
        item("Parameter", "parameters");
        item("Request", "request - -");
        item("Request (application/json)", "request - \"application/json\"");
        item(
            "Request A (b) c (text/plain; charset=utf-8) ",
            "request \"A (b) c\" \"text/plain; charset=utf-8\"",
        );
        item("Request no (type)", "request \"no (type)\" -");
        item(
            "Response 200 (application/json)",
            "response \"200\" \"application/json\" \"\"",
        );
        item("response", "response - - \"\"");
        item("Response 204 No Content", "response \"204\" - \"No Content\"");
        item("Headers (application/json)", "headers \"(application/json)\"");
        item("Body", "body \"\"");
        item("Schema ", "schema \"\"");
        item("Attributes (array[A])", "attributes \"(array[A])\"");
        item("Model (application/json)", "model \"application/json\"");
        item("Relation: self", "relation \"self\"");
    }

    #[test]
    fn other_items_are_to_read() {
        item("bodyguard", "other");
        item("parametersValidation", "other");
        item("requests per second", "other");
        item("headersize", "other");
        item("", "other");
    }
}
