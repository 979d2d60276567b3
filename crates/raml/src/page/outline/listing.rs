//! Bodies, and lists of properties.

use super::Reader;
use crate::page::line::{Line, Property, TypeText};
use crate::page::syntax::{Body, Entry, Listing, Root};
use crate::page::text::Slice;
use crate::page::token::{Token, Verbatim};

impl<'t> Reader<'_, 't> {
    /// Reads `Body` with a body for each media type.
    pub(super) fn bodies(&mut self) -> Vec<Body<'t>> {
        self.next += 1;
        let mut bodies = Vec::new();
        while let Some(Line::MediaType(media_type)) = self.peek().map(|token| token.line.clone()) {
            self.next += 1;
            bodies.push(self.body(media_type));
        }
        bodies
    }

    fn body(&mut self, media_type: Slice<'t>) -> Body<'t> {
        let mut body = Body {
            media_type,
            shape: None,
            possible: Vec::new(),
            schema: None,
            listing: Listing {
                root: Root::Object,
                ..Listing::default()
            },
        };
        while let Some(token) = self.peek() {
            let (line, text, verbatim) = (token.line.clone(), token.text, token.verbatim.clone());
            match line {
                Line::Type(name) => {
                    body.schema = verbatim.first().copied();
                    body.shape = (!name.text.is_empty()).then(|| (TypeText::read(name), text));
                    self.next += 1;
                }
                Line::Raw => {
                    body.schema = verbatim.first().copied();
                    self.next += 1;
                }
                Line::PossibleTypes => {
                    self.next += 1;
                    body.possible = self.possible_types();
                }
                Line::Items(name) => {
                    self.next += 1;
                    self.continue_listing(&mut body.listing, Root::Items(name));
                }
                Line::Properties(_) | Line::Property(_) => {
                    let root = body.listing.root;
                    self.continue_listing(&mut body.listing, root);
                }
                Line::Example { .. } => {
                    body.listing.push_examples(&verbatim);
                    self.next += 1;
                }
                _ => break,
            }
        }
        body
    }

    fn continue_listing(&mut self, listing: &mut Listing<'t>, root: Root<'t>) {
        let read = self.listing(root);
        listing.root = root;
        listing.entries.extend(read.entries);
        listing.examples.extend(read.examples);
    }

    /// Reads the alternatives of a union: a name each, and its properties.
    fn possible_types(&mut self) -> Vec<(Slice<'t>, Listing<'t>)> {
        let mut possible = Vec::new();
        while let Some(token) = self.peek().filter(|token| is_name(token)) {
            let name = match token.line {
                Line::Bullet(name) => name,
                _ => token.text,
            };
            self.next += 1;
            possible.push((name, self.listing(Root::Named(name))));
        }
        possible
    }

    /// Reads properties with what stands below each.
    pub(super) fn listing(&mut self, root: Root<'t>) -> Listing<'t> {
        let mut listing = Listing {
            root,
            ..Listing::default()
        };
        while let Some(token) = self.peek() {
            let (line, text, verbatim) = (token.line.clone(), token.text, token.verbatim.clone());
            match line {
                Line::Properties(property) => {
                    listing.entries.extend(property.map(|property| entry(text, property)));
                }
                Line::Property(property) => listing.entries.push(entry(text, property)),
                Line::Items(name) if listing.entries.last().is_some_and(is_array) => {
                    if let Some(last) = listing.entries.last_mut() {
                        last.items = Some(name);
                    }
                }
                Line::Example { .. } => listing.push_examples(&verbatim),
                // The names of a union's alternatives look like prose.
                Line::Prose | Line::Bullet(_) if matches!(root, Root::Named(_)) && self.names_alternative(token) => {
                    break;
                }
                _ if self.is_text(token) && !listing.entries.is_empty() => {
                    let description = self.text();
                    if let Some(last) = listing.entries.last_mut() {
                        last.description.extend(description);
                    }
                    continue;
                }
                _ => break,
            }
            self.next += 1;
        }
        listing
    }

    /// Whether a line of prose is the name of a type whose properties follow.
    fn names_alternative(&self, token: &Token<'t>) -> bool {
        let behind = self.peek_behind().map(|token| &token.line);
        is_name(token) && matches!(behind, Some(Line::Property(_)))
    }
}

impl<'t> Listing<'t> {
    /// Puts examples behind the last property that was read.
    fn push_examples(&mut self, examples: &[Verbatim<'t>]) {
        let list = match self.entries.last_mut() {
            Some(last) => &mut last.examples,
            None => &mut self.examples,
        };
        list.extend(examples);
    }
}

fn entry<'t>(line: Slice<'t>, property: Property<'t>) -> Entry<'t> {
    Entry {
        line,
        property,
        description: Vec::new(),
        items: None,
        examples: Vec::new(),
    }
}

fn is_array(entry: &Entry<'_>) -> bool {
    matches!(entry.property.shape, TypeText::Array(_))
}

/// Whether a line is one word, as names of types are.
fn is_name(token: &Token<'_>) -> bool {
    let name = match token.line {
        Line::Bullet(name) => name.text,
        Line::Prose => token.text.text,
        _ => return false,
    };
    !name.is_empty() && name.chars().all(|it| it.is_alphanumeric() || "_.-".contains(it))
}
