//! URI templates (RFC 6570): the path with its variables, and the variables of the query.

#[cfg(test)]
mod tests;

use std::ops::Range;

use pest::Parser;
use pest::iterators::Pair;
use specwright_model::{ParameterPlace, ParameterStyle, PathPart, PathTemplate};

#[derive(pest_derive::Parser)]
#[grammar = "uri.pest"]
struct Grammar;

/// A URI template, taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct UriTemplate {
    /// What stands before the path, such as `https://example.com`.
    pub(crate) origin: Option<String>,
    /// The path; it begins with a slash.
    pub(crate) path: PathTemplate,
    /// The variables, in their order, each once.
    pub(crate) variables: Vec<Variable>,
    /// What is unusual in it.
    pub(crate) oddities: Vec<(Oddity, Range<usize>)>,
}

/// A variable of a template, or a constant of its query.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Variable {
    /// By what the parameter section describes it.
    pub(crate) name: String,
    /// Its name on the wire.
    pub(crate) wire_name: String,
    /// Where its value goes: into the path or the query.
    pub(crate) place: ParameterPlace,
    /// How its value becomes text.
    pub(crate) style: ParameterStyle,
    /// Whether the members of a list stand apart.
    pub(crate) explode: bool,
    /// Whether reserved characters go unencoded.
    pub(crate) allow_reserved: bool,
    /// The only value that it has, of a constant.
    pub(crate) constant: Option<String>,
    /// Where it stands in the template.
    pub(crate) range: Range<usize>,
}

impl Variable {
    /// Whether a parameter section describes it under `name`: its name in the template or on the wire, encoded or not.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        let name = percent_decoded(name);
        name == self.wire_name || name == percent_decoded(&self.name)
    }
}

/// What is unusual in a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Oddity {
    /// A brace without its counterpart.
    Unclosed,
    /// A variable in angle brackets.
    AngleBrackets,
    /// A character that should be encoded.
    UnusualName,
    /// A fragment, which is never sent.
    Fragment,
    /// A prefix of a value (`{name:3}`).
    Prefix,
    /// The path does not begin with a slash.
    Relative,
    /// White space.
    Space,
}

impl UriTemplate {
    /// Takes a template apart. Every text is a template; what is unusual in it is said in the result.
    pub(crate) fn parse(text: &str) -> Self {
        let mut reader = Reader::default();
        let (origin, rest) = split_origin(text);
        reader.template.origin = origin.map(str::to_owned);
        reader.offset = text.len() - rest.len();
        if !rest.starts_with('/') && !rest.starts_with("{/") {
            if !rest.is_empty() && !rest.starts_with(['?', '{']) || rest.starts_with('{') && !is_query(rest) {
                reader.odd(Oddity::Relative, 0..rest.len());
            }
            reader.path_text("/");
        }
        if let Some((at, space)) = rest.char_indices().find(|(_, it)| it.is_whitespace()) {
            reader.odd(Oddity::Space, at..at + space.len_utf8());
        }
        let pairs = Grammar::parse(Rule::template, rest).into_iter().flatten();
        for pair in pairs.flat_map(Pair::into_inner) {
            reader.part(&pair);
        }
        reader.finish()
    }

    /// The variable that a parameter section describes under `name`.
    pub(crate) fn variable(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().find(|variable| variable.is_called(name))
    }
}

/// Splits `https://example.com/path` before the path.
fn split_origin(text: &str) -> (Option<&str>, &str) {
    let scheme = ["https://", "http://", "wss://", "ws://"].into_iter().find(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|it| it.eq_ignore_ascii_case(scheme))
    });
    let Some(scheme) = scheme else {
        return (None, text);
    };
    let host = text.get(scheme.len()..).unwrap_or("");
    let end = scheme.len() + host.find(['/', '?']).unwrap_or(host.len());
    (text.get(..end), text.get(end..).unwrap_or(""))
}

fn is_query(text: &str) -> bool {
    text.starts_with("{?") || text.starts_with("{&") || text.starts_with("{#")
}

/// `%2D` as `-`; text that is not UTF-8 then stays as it is.
pub(crate) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let digits = match behind {
            [high, low, ..] if *first == b'%' => hexadecimal(*high).zip(hexadecimal(*low)),
            _ => None,
        };
        bytes.push(digits.map_or(*first, |(high, low)| high * 16 + low));
        rest = behind.get(if digits.is_some() { 2 } else { 0 }..).unwrap_or_default();
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

#[derive(Default)]
struct Reader {
    template: UriTemplate,
    parts: Vec<PathPart>,
    /// Where the text that is read begins.
    offset: usize,
    /// The literal query so far, since the question mark: its names and values, and the variables in it.
    query: Option<Vec<Piece>>,
    in_fragment: bool,
}

/// A part of a literal query.
enum Piece {
    Text(String, Range<usize>),
    Variable(Variable),
}

impl Reader {
    fn odd(&mut self, oddity: Oddity, range: Range<usize>) {
        let range = range.start + self.offset..range.end + self.offset;
        self.template.oddities.push((oddity, range));
    }

    fn part(&mut self, pair: &Pair<'_, Rule>) {
        let span = pair.as_span();
        let range = span.start()..span.end();
        match pair.as_rule() {
            Rule::literal => self.literal(pair.as_str(), range.start),
            Rule::angle => {
                self.odd(Oddity::AngleBrackets, range.clone());
                let name = pair.clone().into_inner().next().map_or("", |name| name.as_str());
                self.variable(name, "", false, range);
            }
            Rule::expression | Rule::unclosed => {
                if pair.as_rule() == Rule::unclosed {
                    self.odd(Oddity::Unclosed, range);
                }
                self.expression(pair);
            }
            _ => {}
        }
    }

    fn literal(&mut self, text: &str, start: usize) {
        if self.in_fragment {
            return;
        }
        let text = match text.split_once('#') {
            Some((text, _)) => {
                self.odd(Oddity::Fragment, start + text.len()..start + text.len() + 1);
                self.in_fragment = true;
                text
            }
            None => text,
        };
        if text.contains('}') {
            self.odd(Oddity::Unclosed, start..start + text.len());
        }
        match (&mut self.query, text.split_once('?')) {
            (Some(pieces), _) => pieces.push(Piece::Text(text.to_owned(), start..start + text.len())),
            (None, Some((path, query))) => {
                self.path_text(path);
                let start = start + path.len() + 1;
                let piece = Piece::Text(query.to_owned(), start..start + query.len());
                self.query = Some(vec![piece]);
            }
            (None, None) => self.path_text(text),
        }
    }

    fn path_text(&mut self, text: &str) {
        // A brace that closes nothing must not become one that opens or closes something in the path.
        let text = text.replace('}', "");
        match self.parts.last_mut() {
            Some(PathPart::Literal(literal)) => literal.push_str(&text),
            _ if text.is_empty() => {}
            _ => self.parts.push(PathPart::Literal(text)),
        }
    }

    fn expression(&mut self, pair: &Pair<'_, Rule>) {
        let mut operator = "";
        for inner in pair.clone().into_inner() {
            match inner.as_rule() {
                Rule::operator => operator = inner.as_str(),
                Rule::variables | Rule::cut_variables => {
                    for variable in inner.into_inner() {
                        self.expression_variable(&variable, operator);
                    }
                }
                _ => {}
            }
        }
    }

    fn expression_variable(&mut self, pair: &Pair<'_, Rule>, operator: &str) {
        let span = pair.as_span();
        let range = span.start()..span.end();
        let mut inner = pair.clone().into_inner();
        let name = inner.next().map_or("", |name| name.as_str().trim());
        let mut explode = false;
        match inner.next().map(|modifier| modifier.as_str().to_owned()) {
            Some(modifier) if modifier == "*" => explode = true,
            Some(_) => self.odd(Oddity::Prefix, range.clone()),
            None => {}
        }
        let is_usual = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '%' | '.');
        if !name.chars().all(is_usual) {
            self.odd(Oddity::UnusualName, range.clone());
        }
        self.variable(name, operator, explode, range);
    }

    fn variable(&mut self, name: &str, operator: &str, explode: bool, range: Range<usize>) {
        if name.is_empty() {
            return;
        }
        if operator == "#" || self.in_fragment {
            self.odd(Oddity::Fragment, range);
            return;
        }
        let is_query = matches!(operator, "?" | "&") || self.query.is_some();
        let wire_name = percent_decoded(name);
        let variable = Variable {
            name: name.to_owned(),
            wire_name: wire_name.clone(),
            place: if is_query {
                ParameterPlace::Query
            } else {
                ParameterPlace::Path
            },
            style: match operator {
                _ if is_query => ParameterStyle::Form,
                "." => ParameterStyle::Label,
                ";" => ParameterStyle::Matrix,
                _ => ParameterStyle::Simple,
            },
            explode,
            allow_reserved: operator == "+",
            constant: None,
            range: range.start + self.offset..range.end + self.offset,
        };
        match (&mut self.query, operator) {
            (Some(pieces), "" | "+") => return pieces.push(Piece::Variable(variable)),
            (_, "?" | "&") => {}
            (_, "/") => {
                self.path_text("/");
                self.parts.push(PathPart::Variable(wire_name));
            }
            _ => self.parts.push(PathPart::Variable(wire_name)),
        }
        self.add(variable);
    }

    fn add(&mut self, variable: Variable) {
        let known = &mut self.template.variables;
        if !known
            .iter()
            .any(|it| it.wire_name == variable.wire_name && it.place == variable.place)
        {
            known.push(variable);
        }
    }

    /// Reads a literal query: `a=1&b={c}` is a constant, and the variable `c` under the name `b`.
    fn literal_query(&mut self, pieces: Vec<Piece>) {
        let mut name = String::new();
        let mut value: Option<(String, Range<usize>)> = None;
        let mut variable: Option<Variable> = None;
        let flush = |reader: &mut Self, name: &mut String, value: &mut Option<_>, variable: &mut Option<Variable>| {
            let name = std::mem::take(name);
            match (variable.take(), value.take()) {
                (Some(variable), _) => {
                    let wire_name = if name.is_empty() {
                        variable.wire_name.clone()
                    } else {
                        percent_decoded(&name)
                    };
                    reader.add(Variable { wire_name, ..variable });
                }
                (None, Some((value, range))) if !name.is_empty() => reader.add(constant(&name, value, range)),
                _ => {}
            }
        };
        for piece in pieces {
            let (text, range) = match piece {
                Piece::Variable(it) => {
                    // A second variable in one value cannot be told apart from the first.
                    variable.get_or_insert(it);
                    continue;
                }
                Piece::Text(text, range) => (text, range),
            };
            for (index, pair) in text.split('&').enumerate() {
                if index > 0 {
                    flush(self, &mut name, &mut value, &mut variable);
                }
                match pair.split_once('=') {
                    Some((before, behind)) => {
                        name.push_str(before);
                        let range = range.start + self.offset..range.end + self.offset;
                        value = Some((behind.to_owned(), range));
                    }
                    None if value.is_none() && variable.is_none() => name.push_str(pair),
                    None => {}
                }
            }
        }
        flush(self, &mut name, &mut value, &mut variable);
    }

    fn finish(mut self) -> UriTemplate {
        if let Some(pieces) = self.query.take() {
            self.literal_query(pieces);
        }
        self.template.path = PathTemplate::from_parts(self.parts);
        self.template
    }
}

fn constant(name: &str, value: String, range: Range<usize>) -> Variable {
    let name = percent_decoded(name);
    Variable {
        name: name.clone(),
        wire_name: name,
        place: ParameterPlace::Query,
        style: ParameterStyle::Form,
        explode: true,
        allow_reserved: false,
        constant: Some(percent_decoded(&value)),
        range,
    }
}
