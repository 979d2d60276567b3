//! From the lines of a page to its operations: a state machine over lines that were read before.
//!
//! A line that reads like a heading is one only where what belongs to it follows, so that a description may say "Body"
//! or "Headers" on a line of its own.

mod listing;

use std::collections::BTreeSet;

use super::findings::Findings;
use super::line::{Heading, Line};
use super::prose::Prose;
use super::syntax::{Group, Listing, Operation, Page, Response, Root, Scheme, SchemeHead};
use super::text::Slice;
use super::token::{Glue, Token, tokens};
use crate::rules;

/// Reads a page.
pub(super) fn page<'t>(text: &'t str, findings: &mut Findings) -> Page<'t> {
    let tokens = tokens(text);
    let mut reader = Reader {
        head: head(&tokens),
        prose: Prose::of(&tokens, head(&tokens)),
        schemes_named_again: schemes_named_again(&tokens),
        tokens: &tokens,
        next: 0,
        findings,
    };
    reader.glued();
    reader.page()
}

/// How many lines name the API and its address.
fn head(tokens: &[Token<'_>]) -> usize {
    let is_prose = |index: usize| tokens.get(index).filter(|it| it.line == Line::Prose);
    match (is_prose(0), is_prose(1)) {
        (Some(_), Some(second)) if is_uri(second.text.text) => 2,
        (Some(_), _) => 1,
        _ => 0,
    }
}

/// Whether a line is an address: it has no spaces, and a scheme or a variable in front of its slashes.
fn is_uri(line: &str) -> bool {
    let scheme = line.split("//").next().unwrap_or("");
    let is_absolute = line.contains("//") && (scheme.is_empty() || scheme.ends_with(':'));
    !line.contains(' ') && (is_absolute || line.starts_with('{'))
}

/// How many headings of nothing stand one behind the other, the one that has something included.
const HEADINGS: usize = 6;

/// The places of the lines of security schemes that are named again below the same method: what each has there are the
/// scopes, and behind all else its fields and responses.
fn schemes_named_again(tokens: &[Token<'_>]) -> BTreeSet<usize> {
    let mut below: BTreeSet<Option<&str>> = BTreeSet::new();
    let mut places = BTreeSet::new();
    for (place, token) in tokens.iter().enumerate().rev() {
        match &token.line {
            Line::Operation { .. } => below.clear(),
            Line::SecuredBy { scheme, .. } if !below.insert(scheme.map(|it| it.text)) => {
                places.insert(place);
            }
            _ => {}
        }
    }
    places
}

struct Reader<'r, 't> {
    tokens: &'r [Token<'t>],
    head: usize,
    prose: Prose<'t>,
    /// The places of the lines of security schemes that their operation names once more.
    schemes_named_again: BTreeSet<usize>,
    next: usize,
    findings: &'r mut Findings,
}

impl<'t> Reader<'_, 't> {
    fn peek(&self) -> Option<&Token<'t>> {
        self.tokens.get(self.next)
    }

    fn peek_behind(&self) -> Option<&Token<'t>> {
        self.tokens.get(self.next + 1)
    }

    /// Says of properties that stood behind prose.
    fn glued(&mut self) {
        for token in self.tokens.iter().filter(|token| token.glue == Some(Glue::Prose)) {
            let message = format!(
                "`{}` stands at the end of prose, and is read as a property",
                token.text.text
            );
            let finding = self.findings.at(&rules::HIDDEN_PROPERTY, token.text.range(), message);
            self.findings.push(finding);
        }
    }

    fn page(&mut self) -> Page<'t> {
        let mut page = self.information();
        while let Some(token) = self.peek() {
            let text = token.text;
            match token.line.clone() {
                Line::Operation { method, path } => {
                    if let Some((name, description)) = self.prose.groups.remove(&self.next) {
                        page.groups.push(Group { name, description });
                    }
                    let group = page.groups.len().checked_sub(1);
                    self.next += 1;
                    let operation = self.operation(text, method, path, group);
                    page.operations.push(operation);
                }
                Line::Resource { .. } => self.next += 1,
                _ if self.prose.skipped.contains(&self.next) => self.next += 1,
                _ => self.unexplained(text),
            }
        }
        page
    }

    /// Leaves out lines up to the next that begins something, and says so.
    fn unexplained(&mut self, first: Slice<'t>) {
        let start = self.next;
        while let Some(token) = self.peek() {
            let is_structure = matches!(token.line, Line::Operation { .. } | Line::Resource { .. });
            if is_structure || self.prose.skipped.contains(&self.next) {
                break;
            }
            self.next += 1;
        }
        let message = match self.next - start {
            0 | 1 => format!(
                "nothing of the page's form explains `{}`, and it is left out",
                first.text
            ),
            count => format!(
                "nothing of the page's form explains `{}` and the lines behind it: {count} lines are left out",
                first.text
            ),
        };
        let finding = self.findings.at(&rules::UNEXPLAINED_LINE, first.range(), message);
        self.findings.push(finding);
    }

    /// What stands in front of the first group.
    fn information(&mut self) -> Page<'t> {
        let mut page = Page::default();
        if let Some(title) = self.tokens.first().filter(|_| self.head > 0) {
            (page.title, page.version) = title_and_version(title.text);
        }
        page.base_uri = self.tokens.get(1).filter(|_| self.head > 1).map(|token| token.text);
        self.next = self.head;
        page.description = self.text();
        page.base_uri_parameters = self.parameters();
        page.description.extend(self.text());
        page
    }

    /// Takes prose that belongs to what stands above it.
    fn text(&mut self) -> Vec<Slice<'t>> {
        let mut lines = Vec::new();
        while let Some(token) = self.peek() {
            if self.prose.skipped.contains(&self.next) {
                self.next += 1;
            } else if self.is_text(token) {
                lines.push(token.text);
                self.next += 1;
            } else {
                break;
            }
        }
        lines
    }

    /// Whether the next line is prose: also one that reads like a heading and has nothing below it.
    fn is_text(&self, token: &Token<'t>) -> bool {
        match &token.line {
            Line::Prose | Line::Bullet(_) => true,
            Line::Heading(heading) => !self.begins(*heading, self.next + 1),
            _ => false,
        }
    }

    /// Whether what stands at a place belongs to a heading in front of it. Some themes show headings of nothing: then a
    /// heading follows that has something below it, or a response, or a security scheme.
    fn begins(&self, mut heading: Heading, place: usize) -> bool {
        for token in self.tokens.iter().skip(place).take(HEADINGS) {
            match (heading, &token.line) {
                (Heading::Body, line) => return matches!(line, Line::MediaType(_)),
                (_, Line::Heading(next)) => heading = *next,
                (_, line) => {
                    return matches!(
                        line,
                        Line::Property(_) | Line::Bullet(_) | Line::Status { .. } | Line::SecuredBy { .. }
                    );
                }
            }
        }
        false
    }

    fn operation(
        &mut self,
        line: Slice<'t>,
        method: Slice<'t>,
        path: Slice<'t>,
        group: Option<usize>,
    ) -> Operation<'t> {
        let own = self.prose.own.get(&(self.next - 1)).copied().unwrap_or(0);
        let description = self.tokens.get(self.next..self.next + own).unwrap_or_default();
        self.next += description.len();
        let mut operation = Operation {
            line,
            method,
            path,
            group,
            description: description.iter().map(|token| token.text).collect(),
            scopes: Vec::new(),
            uri_parameters: Listing::default(),
            query_parameters: Listing::default(),
            headers: Listing::default(),
            bodies: Vec::new(),
            responses: Vec::new(),
            schemes: Vec::new(),
        };
        operation.scopes = self.scheme_heads();
        while let Some(token) = self.peek() {
            match token.line {
                Line::Heading(heading) if !self.is_text(token) => self.section(heading, &mut operation),
                Line::Status { .. } => operation.responses.extend(self.response()),
                Line::SecuredBy { .. } => operation.schemes.extend(self.scheme()),
                _ => break,
            }
        }
        operation
    }

    /// Reads what stands of security above the parameters: scopes, then the scheme's description.
    fn scheme_heads(&mut self) -> Vec<SchemeHead<'t>> {
        let mut heads: Vec<SchemeHead<'t>> = Vec::new();
        while let Some(token) = self.peek() {
            let text = token.text;
            match token.line.clone() {
                _ if self.prose.skipped.contains(&self.next) => break,
                Line::SecuredBy { scheme, with_scopes } => {
                    let is_tail = heads
                        .iter()
                        .any(|it| it.name.is_some() && it.name.map(|it| it.text) == scheme.map(|it| it.text));
                    let is_named_again = self.schemes_named_again.contains(&self.next);
                    let is_head = with_scopes || self.peek_behind().is_some_and(|it| it.line == Line::Prose);
                    if !is_named_again && (is_tail || !is_head) {
                        break;
                    }
                    heads.push(SchemeHead {
                        name: scheme,
                        ..SchemeHead::default()
                    });
                }
                Line::Bullet(scope) => match heads.last_mut() {
                    Some(last) if last.description.is_empty() => last.scopes.push(scope),
                    _ => heads.push(SchemeHead {
                        scopes: vec![scope],
                        ..SchemeHead::default()
                    }),
                },
                Line::Prose => match heads.last_mut() {
                    Some(last) => last.description.push(text),
                    None => heads.push(SchemeHead {
                        description: vec![text],
                        ..SchemeHead::default()
                    }),
                },
                _ => break,
            }
            self.next += 1;
        }
        heads
    }

    fn section(&mut self, heading: Heading, operation: &mut Operation<'t>) {
        if heading == Heading::Body {
            operation.bodies.extend(self.bodies());
            return;
        }
        self.next += 1;
        let listing = self.parameters();
        match heading {
            Heading::UriParameters => operation.uri_parameters = listing,
            Heading::QueryParameters | Heading::QueryString => {
                operation.query_parameters.entries.extend(listing.entries)
            }
            Heading::Headers => operation.headers = listing,
            Heading::Annotations | Heading::Body => self.annotations(&listing),
        }
    }

    /// Annotations mean nothing to code; values that the page dumps under them are no prose of anything.
    fn annotations(&mut self, listing: &Listing<'t>) {
        while self
            .peek()
            .is_some_and(|token| matches!(token.line, Line::Bullet(_) | Line::Prose))
        {
            self.next += 1;
        }
        if let Some(entry) = listing.entries.first() {
            let message = "annotations of a page are left out: it does not show what they are set to";
            let finding = self.findings.at(&rules::UNEXPLAINED_LINE, entry.range(), message);
            self.findings.share("annotations", finding);
        }
    }

    fn parameters(&mut self) -> Listing<'t> {
        self.listing(Root::Parameters)
    }

    /// Reads `HTTP status code 200` and what belongs to it.
    fn response(&mut self) -> Option<Response<'t>> {
        let token = self.peek()?;
        let Line::Status { code } = token.line else { return None };
        let line = token.text;
        self.next += 1;
        let mut response = Response {
            line,
            code,
            description: self.text(),
            headers: Listing::default(),
            bodies: Vec::new(),
        };
        while let Some(token) = self.peek() {
            match token.line {
                Line::Heading(Heading::Headers) if !self.is_text(token) => {
                    self.next += 1;
                    response.headers = self.parameters();
                }
                Line::Heading(Heading::Body) if !self.is_text(token) => response.bodies.extend(self.bodies()),
                _ => break,
            }
        }
        Some(response)
    }

    /// Reads `Secured by oauth_2_0` and what belongs to it.
    fn scheme(&mut self) -> Option<Scheme<'t>> {
        let token = self.peek()?;
        let Line::SecuredBy { scheme, .. } = token.line else {
            return None;
        };
        self.next += 1;
        let mut read = Scheme {
            name: scheme,
            headers: Listing::default(),
            query_parameters: Listing::default(),
            responses: Vec::new(),
        };
        while let Some(token) = self.peek() {
            match token.line {
                Line::Heading(heading) if !self.is_text(token) && heading != Heading::Body => {
                    self.next += 1;
                    let listing = self.parameters();
                    match heading {
                        Heading::Headers => read.headers = listing,
                        _ => read.query_parameters = listing,
                    }
                }
                Line::Status { .. } => read.responses.extend(self.response()),
                _ => break,
            }
        }
        Some(read)
    }
}

/// `Title API documentation version 1`: themes leave `API documentation` or the version out.
fn title_and_version(line: Slice<'_>) -> (Option<Slice<'_>>, Option<Slice<'_>>) {
    let (title, version) = match line.text.rfind(" version ") {
        Some(at) => (line.part(0..at), Some(line.from(at + " version ".len()))),
        None => (line, None),
    };
    let name = title
        .text
        .strip_suffix("API documentation")
        .map_or(title.text, str::trim_end);
    let title = title.part(0..name.len());
    ((!title.text.is_empty()).then_some(title), version)
}
