//! The token gate: replaces the holes of a rendered template by tokens, and refuses every other use of a hole.

use std::sync::Arc;

use crate::{
    scan::{Kind, Scanner},
    tokens::TokenText,
};

/// What every hole's identifier begins with.
pub(crate) const PREFIX: &str = "__hole_";

/// How long a part is at least, in bytes, before another begins: one item for itself would cost more than it saves.
const PART: usize = 1 << 13;

/// What an item begins with, where another one has ended: nothing that an expression goes on with.
const BEGINNINGS: [&str; 13] = [
    "pub", "impl", "fn", "struct", "enum", "mod", "static", "trait", "use", "type", "const", "async", "#",
];

/// The identifier of the hole with that number.
pub(crate) fn hole(number: usize) -> String {
    format!("{PREFIX}{number}")
}

/// The number of the hole whose identifier `word` is.
pub(crate) fn number(word: &str) -> Option<usize> {
    let number = word.strip_prefix(PREFIX)?.parse().ok()?;
    (hole(number) == word).then_some(number)
}

/// A hole that stands where it must not.
pub(crate) struct Misuse {
    /// The number of the hole; none where a template writes the name of one itself.
    pub(crate) number: Option<usize>,
    /// Where it stands.
    pub(crate) message: &'static str,
}

/// Puts the tokens of `holes`, by number, in their places in `rendered`. Gives the
/// text in parts that are whole items each, so that they can be parsed and printed one by one.
///
/// Tokens lex to themselves wherever white space surrounds them outside of literals and comments: that is where the
/// gate lets them stand, and nowhere else.
///
/// # Errors
/// Where a hole is inside a literal or a comment, is glued to other text, or does not stand in the text exactly once.
pub(crate) fn fill(rendered: &str, holes: &[Arc<TokenText>]) -> Result<Vec<String>, Misuse> {
    let mut gate = Gate {
        holes,
        used: vec![false; holes.len()],
        parts: Parts::default(),
    };
    for (kind, text) in Scanner::new(rendered) {
        gate.piece(kind, text)?;
    }
    match gate.used.iter().position(|used| !used) {
        Some(number) => Err(gate.misuse(Some(number), "a value stands in a comment, or a template dropped it")),
        None => Ok(gate.parts.finish()),
    }
}

struct Gate<'a> {
    holes: &'a [Arc<TokenText>],
    used: Vec<bool>,
    parts: Parts,
}

impl Gate<'_> {
    fn piece(&mut self, kind: Kind, text: &str) -> Result<(), Misuse> {
        match kind {
            Kind::Space | Kind::Comment => self.parts.space(text),
            Kind::Documentation | Kind::Literal => {
                if text.contains(PREFIX) {
                    return Err(self.misuse(first_number(text), "a value stands in a literal or a doc comment"));
                }
                self.parts.token(text, kind == Kind::Documentation);
            }
            Kind::Word if text.contains(PREFIX) => {
                let tokens = self.replacement(text)?;
                self.parts.space(" ");
                self.parts.tokens(&tokens);
                self.parts.space(" ");
            }
            Kind::Word | Kind::Sign => self.parts.token(text, BEGINNINGS.contains(&text)),
            Kind::Open => self.parts.open(text),
            Kind::Close => self.parts.close(text),
        }
        Ok(())
    }

    fn replacement(&mut self, word: &str) -> Result<Arc<TokenText>, Misuse> {
        let Some(number) = number(word) else {
            return Err(self.misuse(first_number(word), "a value is glued to other text"));
        };
        let (Some(tokens), Some(used)) = (self.holes.get(number), self.used.get_mut(number)) else {
            return Err(self.misuse(None, "a template writes the name of a hole itself"));
        };
        if std::mem::replace(used, true) {
            return Err(self.misuse(Some(number), "one printed value stands in two places"));
        }
        Ok(Arc::clone(tokens))
    }

    fn misuse(&self, number: Option<usize>, message: &'static str) -> Misuse {
        Misuse {
            number: number.filter(|number| *number < self.holes.len()),
            message,
        }
    }
}

/// The number of the first hole whose identifier is a part of the text.
fn first_number(text: &str) -> Option<usize> {
    let (_, behind) = text.split_once(PREFIX)?;
    let digits: String = behind.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// Text, cut between items.
#[derive(Default)]
struct Parts {
    done: Vec<String>,
    current: String,
    /// How many brackets are open.
    depth: usize,
    /// Whether an item may have ended before the current place.
    ended: Ended,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Ended {
    #[default]
    No,
    /// By a brace: the item goes on, unless what follows begins another.
    Perhaps,
    /// By a semicolon.
    Yes,
}

impl Parts {
    /// White space and comments. A comment keeps tokens apart like white space.
    fn space(&mut self, text: &str) {
        if !self.current.ends_with([' ', '\n']) {
            self.current.push(if text.contains('\n') { '\n' } else { ' ' });
        }
    }

    /// A token; `begins` says whether it can only begin an item where another may have ended.
    fn token(&mut self, text: &str, begins: bool) {
        self.cut(begins);
        self.current.push_str(text);
        if begins {
            // A line of documentation goes to the end of its line.
            let is_line = text.starts_with("//");
            self.current.push_str(if is_line { "\n" } else { "" });
        } else if text == ";" && self.depth == 0 {
            self.ended = Ended::Yes;
        }
    }

    /// The tokens of a value.
    fn tokens(&mut self, tokens: &TokenText) {
        let text = tokens.as_str();
        if !text.is_empty() {
            self.cut(text.starts_with('#'));
            self.current.push_str(text);
        }
    }

    fn open(&mut self, bracket: &str) {
        self.cut(false);
        self.current.push_str(bracket);
        self.depth += 1;
    }

    fn close(&mut self, bracket: &str) {
        self.current.push_str(bracket);
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 && bracket == "}" {
            self.ended = Ended::Perhaps;
        }
    }

    /// Begins another part where an item has ended.
    fn cut(&mut self, begins: bool) {
        let ended = std::mem::take(&mut self.ended);
        let between = ended == Ended::Yes || (ended == Ended::Perhaps && begins);
        if between && self.current.len() >= PART {
            self.done.push(std::mem::take(&mut self.current));
        }
    }

    fn finish(mut self) -> Vec<String> {
        self.done.push(self.current);
        self.done
    }
}
