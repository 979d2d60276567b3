//! Reads YAML 1.2 from the events of granit-parser.

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, StructureStyle, Tag};
use specwright_diagnostics::{Diagnostic, Span};

use crate::builder::{Builder, Container, Properties, Stop};
use crate::limits::Limits;
use crate::rules;
use crate::scalar::{Plain, classify};
use crate::tree::Content;

/// Feeds `text`, which begins `offset` bytes into the file, to the builder.
pub(crate) fn read(text: &str, offset: usize, limits: &Limits, builder: &mut Builder<'_>) -> Result<(), Stop> {
    let options = granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        // One more than the limit, so that the builder is the one to say so.
        flow_nesting_limit: limits.depth + 1,
        block_nesting_limit: limits.depth + 1,
        // Documents with longer keys exist; the key of a mapping is looked for over this many characters.
        simple_key_max_lookahead: 16_384,
    };
    let mut reader = Reader {
        builder,
        offset,
        flow: Vec::new(),
    };
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(|error| reader.syntax_error(text, &error))?;
        let span = reader.span(&span);
        if matches!(event, Event::DocumentStart(..)) {
            documents += 1;
            if documents > 1 {
                reader.second_document(span);
                return Ok(());
            }
        }
        reader.event(event, span)?;
    }
    Ok(())
}

struct Reader<'b, 'l> {
    builder: &'b mut Builder<'l>,
    offset: usize,
    /// Whether each open container is written in brackets, whose end the parser knows exactly.
    flow: Vec<bool>,
}

impl Reader<'_, '_> {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Stop> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let tag = tag.as_deref();
                self.scalar(&text, style, tag, anchor, span)
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.open(Container::Sequence, style, span, properties(anchor, tag.as_deref()))
            }
            Event::MappingStart(style, anchor, tag) => {
                self.open(Container::Mapping, style, span, properties(anchor, tag.as_deref()))
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let is_flow = self.flow.pop().unwrap_or(false);
                self.builder.close(is_flow.then_some(span.end as usize));
                Ok(())
            }
            Event::Alias(anchor) => self.builder.alias(anchor, span),
            Event::UnresolvedAlias(_) => self.builder.unknown_alias(span),
            _ => Ok(()),
        }
    }

    fn open(
        &mut self,
        container: Container,
        style: StructureStyle,
        span: Span,
        properties: Properties,
    ) -> Result<(), Stop> {
        self.flow.push(style == StructureStyle::Flow);
        self.builder.open(container, span, properties)
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        tag: Option<&Tag>,
        anchor: usize,
        span: Span,
    ) -> Result<(), Stop> {
        let is_plain = style == ScalarStyle::Plain;
        let kept = self.builder.keep(text);
        if self.builder.expects_key() {
            self.builder.key(kept, span, is_plain && text == "<<");
            return Ok(());
        }
        let plain = match tag {
            None if is_plain => classify(text),
            Some(tag) => tagged(tag, text),
            None => Plain::String,
        };
        let content = match plain {
            Plain::Null => Content::Null,
            Plain::Boolean(value) => Content::Boolean(value),
            Plain::Number => Content::Number(kept),
            Plain::String => Content::String(kept),
        };
        self.builder.scalar(content, span, properties(anchor, tag))
    }

    fn span(&self, span: &granit_parser::Span) -> Span {
        let range = span.byte_range().unwrap_or_default();
        Span::new(range.start + self.offset, range.end + self.offset)
    }

    fn syntax_error(&mut self, text: &str, error: &ScanError) -> Stop {
        let start = error.marker().byte_offset().unwrap_or(0).min(text.len());
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.chars().next().map_or(0, char::len_utf8);
        let span = Span::new(start + self.offset, start + length + self.offset);
        if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
            return self.builder.too_deep(span);
        }
        let location = self.builder.locate(span);
        let mut diagnostic = Diagnostic::new(&rules::YAML_SYNTAX, location, format!("YAML: {}", error.kind()));
        if let Some(help) = help(error.kind()) {
            diagnostic = diagnostic.help(help);
        }
        self.builder.diagnose(diagnostic);
        Stop
    }

    fn second_document(&mut self, span: Span) {
        let location = self.builder.locate(span);
        self.builder.diagnose(
            Diagnostic::new(
                &rules::SEVERAL_DOCUMENTS,
                location,
                "a second YAML document begins here; it is not read",
            )
            .help("put each document into a file of its own"),
        );
    }
}

fn properties(anchor: usize, tag: Option<&Tag>) -> Properties {
    let custom = tag.filter(|tag| tag.core_suffix().is_none() && tag.original() != "!");
    Properties {
        anchor,
        tag: custom.map(|tag| tag.original().into_boxed_str()),
    }
}

/// What a scalar with a tag is: the tag decides where the text allows it.
fn tagged(tag: &Tag, text: &str) -> Plain {
    let plain = classify(text);
    match tag.core_suffix() {
        Some("int" | "float") if plain == Plain::Number => Plain::Number,
        Some("bool") if matches!(plain, Plain::Boolean(_)) => plain,
        Some("null") => Plain::Null,
        _ => Plain::String,
    }
}

fn help(kind: &ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => "indent with spaces: YAML does not allow tabs there",
        ErrorKind::MappingValueNotAllowed => {
            "quote the text if it contains `: `, and check the indentation of this line"
        }
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidIndentation
        | ErrorKind::SimpleKeyExpected => "check the indentation of this line and of those above it",
        ErrorKind::UnclosedQuotedScalar => "close the quotation mark",
        ErrorKind::UnknownQuotedScalarEscape => {
            "write a backslash twice, or use single quotes, in which it has no meaning"
        }
        ErrorKind::UnexpectedCharacter { .. } | ErrorKind::ExpectedNodeContent => {
            "quote the text: it begins with a character that has a meaning in YAML"
        }
        _ => return None,
    })
}
