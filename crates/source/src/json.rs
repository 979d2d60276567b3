//! Reads JSON (RFC 8259) from the tokens of jsonc-parser, strictly and without recursion.

use std::borrow::Cow;

use jsonc_parser::tokens::Token;
use jsonc_parser::{Scanner, ScannerOptions};
use specwright_diagnostics::Span;

use crate::builder::{Builder, Container, Properties, Stop};
use crate::tree::Content;

/// Why a text is not JSON, and where.
#[derive(Debug)]
pub(crate) struct SyntaxProblem {
    pub(crate) span: Span,
    pub(crate) message: String,
}

/// What stopped the reader.
#[derive(Debug)]
pub(crate) enum Failure {
    Syntax(SyntaxProblem),
    Limit,
}

impl From<Stop> for Failure {
    fn from(Stop: Stop) -> Self {
        Self::Limit
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Expect {
    Value,
    ValueOrEnd,
    Key,
    KeyOrEnd,
    Colon,
    CommaOrEnd,
    Nothing,
}

impl Expect {
    fn describe(self, innermost: Option<Container>) -> &'static str {
        match (self, innermost) {
            (Self::Value, _) => "a value",
            (Self::ValueOrEnd, _) => "a value or `]`",
            (Self::Key, _) => "a key in double quotes",
            (Self::KeyOrEnd, _) => "a key in double quotes or `}`",
            (Self::Colon, _) => "`:`",
            (Self::CommaOrEnd, Some(Container::Sequence)) => "`,` or `]`",
            (Self::CommaOrEnd, _) => "`,` or `}`",
            (Self::Nothing, _) => "the end of the file",
        }
    }
}

/// Feeds `text`, which begins `offset` bytes into the file, to the builder.
pub(crate) fn read(text: &str, offset: usize, builder: &mut Builder<'_>) -> Result<(), Failure> {
    let options = ScannerOptions {
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let mut scanner = Scanner::new(text, &options);
    let mut reader = Reader {
        builder,
        expect: Expect::Value,
    };
    loop {
        let token = scanner.scan().map_err(|error| {
            let range = error.range();
            problem(
                Span::new(range.start + offset, range.end + offset),
                error.kind().to_string(),
            )
        })?;
        let span = Span::new(scanner.token_start() + offset, scanner.token_end() + offset);
        match token {
            Some(token) => reader.token(token, span)?,
            None if reader.expect == Expect::Nothing => return Ok(()),
            None => {
                let end = offset + text.len();
                let expected = reader.expected();
                return Err(problem(
                    Span::new(end, end),
                    format!("the file ends where {expected} is expected"),
                ));
            }
        }
    }
}

fn problem(span: Span, message: String) -> Failure {
    Failure::Syntax(SyntaxProblem { span, message })
}

struct Reader<'b, 'l> {
    builder: &'b mut Builder<'l>,
    expect: Expect,
}

impl Reader<'_, '_> {
    fn token(&mut self, token: Token<'_>, span: Span) -> Result<(), Failure> {
        match (self.expect, token) {
            (Expect::Key | Expect::KeyOrEnd, Token::String(text)) => self.key(&text, span),
            (Expect::Colon, Token::Colon) => self.expect = Expect::Value,
            (Expect::CommaOrEnd, Token::Comma) => {
                self.expect = match self.builder.innermost() {
                    Some(Container::Mapping) => Expect::Key,
                    _ => Expect::Value,
                };
            }
            (Expect::CommaOrEnd | Expect::KeyOrEnd, Token::CloseBrace)
                if self.builder.innermost() == Some(Container::Mapping) =>
            {
                self.close(span);
            }
            (Expect::CommaOrEnd | Expect::ValueOrEnd, Token::CloseBracket)
                if self.builder.innermost() == Some(Container::Sequence) =>
            {
                self.close(span);
            }
            (Expect::Value | Expect::ValueOrEnd, token) => return self.value(token, span),
            (_, token) => return Err(self.unexpected(&token, span)),
        }
        Ok(())
    }

    fn key(&mut self, text: &str, span: Span) {
        let kept = self.builder.keep(text);
        self.builder.key(kept, span, false);
        self.expect = Expect::Colon;
    }

    fn value(&mut self, token: Token<'_>, span: Span) -> Result<(), Failure> {
        let content = match token {
            Token::OpenBrace => {
                self.expect = Expect::KeyOrEnd;
                return Ok(self.builder.open(Container::Mapping, span, Properties::default())?);
            }
            Token::OpenBracket => {
                self.expect = Expect::ValueOrEnd;
                return Ok(self.builder.open(Container::Sequence, span, Properties::default())?);
            }
            Token::Null => Content::Null,
            Token::Boolean(value) => Content::Boolean(value),
            Token::Number(text) => Content::Number(self.builder.keep(text)),
            Token::String(text) => Content::String(self.builder.keep(&text)),
            token => return Err(self.unexpected(&token, span)),
        };
        self.builder.scalar(content, span, Properties::default())?;
        self.after_value();
        Ok(())
    }

    fn close(&mut self, span: Span) {
        self.builder.close(Some(span.end as usize));
        self.after_value();
    }

    fn after_value(&mut self) {
        self.expect = match self.builder.innermost() {
            Some(_) => Expect::CommaOrEnd,
            None => Expect::Nothing,
        };
    }

    fn expected(&self) -> &'static str {
        self.expect.describe(self.builder.innermost())
    }

    fn unexpected(&self, token: &Token<'_>, span: Span) -> Failure {
        let found: Cow<'_, str> = match token {
            Token::CommentLine(_) | Token::CommentBlock(_) => "a comment".into(),
            Token::String(_) => "a string".into(),
            token => format!("`{}`", token.as_str()).into(),
        };
        problem(span, format!("expected {}, found {found}", self.expected()))
    }
}
