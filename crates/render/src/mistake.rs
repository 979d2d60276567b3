//! Which token of what was rendered is the first that cannot stand where it does.

use proc_macro2::TokenStream;

use crate::{place::Piece, scan::Kind};

/// How many endings an item may seem to have before its own: `const A: B = B {} + C {};` has three.
const ENDINGS: usize = 4;

/// How much of a rendered line is shown on either side of a mistake, in characters.
const SHOWN: usize = 50;

/// What is wrong with text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// It is no sequence of tokens.
    Lex(String),
    /// Its tokens are no items.
    Syntax(String),
}

/// The first mistake in `pieces`: what it is, and the number of the piece that it is at. None where they are a file.
pub(crate) fn first(pieces: &[Piece<'_>]) -> Option<(Problem, usize)> {
    if let Some((message, number)) = unbalanced(pieces) {
        return Some((Problem::Lex(message.to_owned()), number));
    }
    let (start, item) = first_item(pieces)?;
    let problem = problem(&text(item))?;
    let number = start + stuck(item, &problem);
    Some((problem, number))
}

/// The first closing bracket without an opening one, or else the last opening bracket without a closing one.
fn unbalanced(pieces: &[Piece<'_>]) -> Option<(&'static str, usize)> {
    let mut open = Vec::new();
    for (number, piece) in pieces.iter().enumerate().filter(|(_, piece)| !piece.is_hole) {
        match piece.kind {
            Kind::Open => open.push((piece.text, number)),
            Kind::Close => match open.pop() {
                Some((bracket, _)) if closing(bracket) == piece.text => {}
                Some(_) => return Some(("this closes another bracket than the last that is open", number)),
                None => return Some(("no bracket is open that this could close", number)),
            },
            _ => {}
        }
    }
    let (_, number) = open.pop()?;
    Some(("this bracket is not closed", number))
}

/// The pieces of the first item that does not parse, with what stands behind it, and the number of the first of them.
fn first_item<'p, 't>(pieces: &'p [Piece<'t>]) -> Option<(usize, &'p [Piece<'t>])> {
    let mut start = 0;
    let endings = endings(pieces);
    let mut endings = endings.as_slice();
    while !endings.is_empty() {
        let item = |end: &usize| pieces.get(start..*end).unwrap_or_default();
        let mut candidates = endings.iter().take(ENDINGS);
        match candidates.position(|end| problem(&text(item(end))).is_none()) {
            Some(before) => {
                start = *endings.get(before)?;
                endings = endings.get(before + 1..)?;
            }
            None => {
                let end = endings.iter().take(ENDINGS).next_back()?;
                return Some((start, item(end)));
            }
        }
    }
    None
}

/// Where items may end, and where all does: numbers of the pieces behind.
fn endings(pieces: &[Piece<'_>]) -> Vec<usize> {
    let mut endings = Vec::new();
    let mut depth = 0_usize;
    for (number, piece) in pieces.iter().enumerate() {
        match piece.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && (piece.text == "}" || piece.text == ";") {
            endings.push(number + 1);
        }
    }
    if endings.last() != Some(&pieces.len()) {
        endings.push(pieces.len());
    }
    endings
}

/// The number of the piece at which `problem`, which all of `pieces` have, comes up: the last one of the fewest that
/// have the same problem when all that they open is closed. What stands behind that piece was never looked at.
fn stuck(pieces: &[Piece<'_>], problem_of_all: &Problem) -> usize {
    let (mut good, mut bad) = (0, pieces.len());
    while good + 1 < bad {
        let middle = good.midpoint(bad);
        let beginning = pieces.get(..middle).unwrap_or(pieces);
        match problem(&closed(beginning)).as_ref() == Some(problem_of_all) {
            true => bad = middle,
            false => good = middle,
        }
    }
    good
}

/// What is wrong with a text; none where it is a Rust file.
fn problem(text: &str) -> Option<Problem> {
    let stream = match text.parse::<TokenStream>() {
        Ok(stream) => stream,
        Err(error) => return Some(Problem::Lex(error.to_string())),
    };
    let parsed = syn::parse2::<syn::File>(stream);
    parsed.err().map(|error| Problem::Syntax(error.to_string()))
}

fn text(pieces: &[Piece<'_>]) -> String {
    let mut text = String::new();
    for piece in pieces {
        if piece.is_hole {
            text.push_str(&format!(" {} ", piece.text));
        } else {
            text.push_str(piece.text);
        }
    }
    text
}

/// The text of `pieces`, and behind it what closes the brackets that are open.
fn closed(pieces: &[Piece<'_>]) -> String {
    let mut text = text(pieces);
    let mut open = Vec::new();
    for piece in pieces.iter().filter(|piece| !piece.is_hole) {
        match piece.kind {
            Kind::Open => open.push(closing(piece.text)),
            Kind::Close => drop(open.pop()),
            _ => {}
        }
    }
    // A line of documentation goes to the end of its line.
    text.push('\n');
    text.extend(open.into_iter().rev());
    text
}

fn closing(bracket: &str) -> &'static str {
    match bracket {
        "(" => ")",
        "[" => "]",
        _ => "}",
    }
}

/// The line that the piece of that number stands on, as it was rendered: at most [`SHOWN`] characters on either side.
/// Empty where the line has no holes: then it is as it stands in the template.
pub(crate) fn rendered_line(pieces: &[Piece<'_>], number: usize) -> String {
    let (before, behind) = pieces.split_at_checked(number).unwrap_or((pieces, &[]));
    let is_in_line = |piece: &&Piece<'_>| piece.is_hole || !piece.text.contains('\n');
    let start = number - before.iter().rev().take_while(is_in_line).count();
    let end = number + behind.iter().take_while(is_in_line).count();
    let line = pieces.get(start..end).unwrap_or_default();
    if !line.iter().any(|piece| piece.is_hole) {
        return String::new();
    }
    let (before, behind) = line.split_at_checked(number - start).unwrap_or((line, &[]));
    let shown = |pieces: &[Piece<'_>]| pieces.iter().map(|piece| piece.text).collect::<String>();
    let (before, behind) = (shown(before), shown(behind));
    let cut = before.chars().count().saturating_sub(SHOWN);
    let line: String = before.chars().skip(cut).chain(behind.chars().take(SHOWN)).collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
