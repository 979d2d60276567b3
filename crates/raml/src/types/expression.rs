//! Type expressions (RAML 1.0, "Type Expressions").

use std::ops::Range;

use pest::Parser;
use pest::error::InputLocation;
use pest::iterators::Pair;

/// Reads type expressions.
#[derive(pest_derive::Parser)]
#[grammar = "types/expression.pest"]
struct ExpressionParser;

/// How many parentheses, brackets and question marks an expression may have: each may be a level.
const DEPTH: usize = 64;

/// A type expression. Ranges are bytes of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    /// The name of a type, with the prefix of its library: `library.Type`.
    Name(String, Range<usize>),
    /// An array of what is inside: `T[]`.
    Array(Box<Expression>),
    /// One of several: `A | B`. A type that may be nil (`T?`) is a union, too.
    Union(Vec<Expression>),
}

/// Why a text is no type expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ExpressionProblem {
    /// What is wrong.
    pub(super) message: &'static str,
    /// Where.
    pub(super) range: Range<usize>,
}

impl Expression {
    /// Reads a type expression.
    ///
    /// # Errors
    /// Where the text stops being one.
    pub(super) fn parse(text: &str) -> Result<Self, ExpressionProblem> {
        if text.matches(['(', '[', '?']).count() > DEPTH {
            return Err(ExpressionProblem {
                message: "it has too many levels",
                range: 0..text.len(),
            });
        }
        match ExpressionParser::parse(Rule::expression, text) {
            Ok(mut pairs) => {
                let union = pairs.next().and_then(|whole| whole.into_inner().next());
                Ok(union.map_or(Self::Union(Vec::new()), read_union))
            }
            Err(error) => {
                let start = match error.location {
                    InputLocation::Pos(start) | InputLocation::Span((start, _)) => start,
                };
                Err(ExpressionProblem {
                    message: "it is no type expression from here on",
                    range: start..text.len(),
                })
            }
        }
    }
}

fn read_union(pair: Pair<'_, Rule>) -> Expression {
    let mut variants: Vec<Expression> = pair.into_inner().map(read_postfix).collect();
    match (variants.len(), variants.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            variants.extend(last);
            Expression::Union(variants)
        }
    }
}

fn read_postfix(pair: Pair<'_, Rule>) -> Expression {
    let whole = pair.as_span();
    pair.into_inner()
        .fold(Expression::Union(Vec::new()), |inner, part| match part.as_rule() {
            Rule::array => Expression::Array(Box::new(inner)),
            Rule::nilable => {
                let nil = Expression::Name("nil".to_owned(), whole.start()..whole.end());
                Expression::Union(vec![inner, nil])
            }
            Rule::group => part.into_inner().next().map_or(inner, read_union),
            _ => Expression::Name(part.as_str().to_owned(), part.as_span().start()..part.as_span().end()),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(expression: &Expression) -> String {
        match expression {
            Expression::Name(name, _) => name.clone(),
            Expression::Array(items) => format!("array({})", show(items)),
            Expression::Union(variants) => {
                let variants: Vec<_> = variants.iter().map(show).collect();
                format!("union({})", variants.join(", "))
            }
        }
    }

    fn check(text: &str, expected: &str) {
        let shown = match Expression::parse(text) {
            Ok(expression) => show(&expression),
            Err(problem) => format!("error at {}", problem.range.start),
        };
        assert_eq!(shown, expected, "{text:?}");
    }

    #[test]
    fn arrays_unions_and_groups() {
        check("Person", "Person");
        check(" lib.Person ", "lib.Person");
        check("Person[]", "array(Person)");
        check("Person [ ] []", "array(array(Person))");
        check("Cat | Dog", "union(Cat, Dog)");
        check("(Cat | Dog)[]", "array(union(Cat, Dog))");
        check("Cat | (Dog)[] | nil", "union(Cat, array(Dog), nil)");
        check("string?", "union(string, nil)");
        check("date-only[]", "array(date-only)");
    }

    #[test]
    fn what_is_no_expression_says_where() {
        check("", "error at 0");
        check("Cat |", "error at 5");
        check("(Cat", "error at 4");
        check("Cat Dog", "error at 4");
        check("Cat[", "error at 3");
    }

    #[test]
    fn names_keep_their_place() {
        let Ok(Expression::Union(variants)) = Expression::parse("Cat | Dog") else {
            panic!("a union");
        };
        assert_eq!(variants.get(1), Some(&Expression::Name("Dog".to_owned(), 6..9)));
    }

    #[test]
    fn parentheses_have_a_limit() {
        let text = format!("{}a{}", "(".repeat(100_000), ")".repeat(100_000));
        check(&text, "error at 0");
    }
}
