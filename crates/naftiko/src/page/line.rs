//! Lines of a flattened capability, and what is one scalar over several of them.

/// A line of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    /// Without white space around it.
    pub(super) text: &'t str,
    /// Where that begins on the page.
    pub(super) offset: usize,
}

/// One or more lines that stand together: an item's beginning, a key, both, or text.
#[derive(Clone, Debug)]
pub(super) struct Unit<'t> {
    /// The first line, and how many there are.
    pub(super) first: usize,
    pub(super) count: usize,
    /// Whether it begins an item of a list.
    pub(super) is_item: bool,
    pub(super) key: Option<&'t str>,
    pub(super) value: UnitValue<'t>,
}

/// What stands behind the key of a [`Unit`], or behind the dash of an item without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitValue<'t> {
    /// Nothing: what follows belongs to it.
    None,
    /// A scalar, or a list or mapping in brackets; the first line of it.
    Scalar(&'t str),
    /// A `|` or `>`: the text follows.
    Block,
}

/// How many lines one scalar is looked for in.
const MOST_LINES: usize = 200;

/// Lines are not wrapped that are shorter.
const SHORTEST_WRAPPED: usize = 40;

/// The lines from an offset on.
pub(super) fn lines(text: &str, start: usize) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut offset = start;
    for line in text.get(start..).unwrap_or_default().split_inclusive('\n') {
        let indentation = line.len() - line.trim_start().len();
        lines.push(Line {
            text: line.trim(),
            offset: offset + indentation,
        });
        offset += line.len();
    }
    lines
}

/// Whether the indentation is still there: a line that is not the first stands behind white space.
pub(super) fn are_indented(lines: &[Line<'_>], text: &str) -> bool {
    lines.iter().any(|line| {
        let before = text.get(..line.offset).and_then(|before| before.chars().next_back());
        !line.text.is_empty() && matches!(before, Some(' ' | '\t'))
    })
}

/// The units of lines; blank lines and comments are in none.
pub(super) fn units<'t>(lines: &[Line<'t>]) -> Vec<Unit<'t>> {
    let mut units = Vec::new();
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        if line.text.is_empty() || line.text.starts_with('#') || ["---", "..."].contains(&line.text) {
            index += 1;
            continue;
        }
        let unit = unit(lines, index, line.text);
        index += unit.count;
        units.push(unit);
    }
    units
}

fn unit<'t>(lines: &[Line<'t>], first: usize, text: &'t str) -> Unit<'t> {
    let (is_item, content) = match text.strip_prefix("- ") {
        Some(content) => (true, content.trim_start()),
        None if text == "-" => (true, ""),
        None => (false, text),
    };
    let (key, value) = match key(content) {
        Some((key, value)) => (Some(key), value),
        None => (None, content),
    };
    let rest = lines.get(first + 1..).unwrap_or_default();
    let mut unit = Unit {
        first,
        count: 1,
        is_item,
        key,
        value: UnitValue::Scalar(value),
    };
    let structural = is_item || key.is_some();
    if value.is_empty() {
        unit.value = UnitValue::None;
    } else if structural && is_block_mark(value) {
        unit.value = UnitValue::Block;
    } else if structural {
        unit.count += continuation(text, value, rest);
    }
    unit
}

/// The key that a text begins with, and what stands behind its colon.
fn key(text: &str) -> Option<(&str, &str)> {
    let quote = text.chars().next().filter(|it| ['"', '\''].contains(it));
    if let Some(quote) = quote {
        let (key, behind) = text.get(1..)?.split_once(quote)?;
        let value = behind.strip_prefix(':')?;
        let is_key = value.is_empty() || value.starts_with(' ');
        return is_key.then_some((key, value.trim()));
    }
    let (key, value) = text.split_once(':')?;
    let is_plain = |it: char| it.is_alphanumeric() || "_-./$*".contains(it);
    let is_key = !key.is_empty() && key.chars().all(is_plain) && (value.is_empty() || value.starts_with([' ', '\t']));
    is_key.then_some((key, value.trim()))
}

fn is_block_mark(value: &str) -> bool {
    let mark = value.split(" #").next().unwrap_or(value).trim_end();
    let rest = mark.strip_prefix(['|', '>']);
    rest.is_some_and(|rest| rest.len() <= 2 && rest.chars().all(|it| it.is_ascii_digit() || "+-".contains(it)))
}

/// How many of the following lines belong to a scalar that begins with `value`, which ends the line `text`.
fn continuation(text: &str, value: &str, rest: &[Line<'_>]) -> usize {
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => until_closed(quote, value, rest),
        Some('[' | '{') if !value.starts_with("{{") => until_balanced(value, rest),
        _ => wrapped(text, rest),
    }
}

/// The lines of a quoted scalar; none where it is nowhere closed.
fn until_closed(quote: char, value: &str, rest: &[Line<'_>]) -> usize {
    let mut inside = value.get(1..).unwrap_or_default();
    for (count, next) in rest
        .iter()
        .map(|line| line.text)
        .map(Some)
        .chain([None])
        .enumerate()
        .take(MOST_LINES)
    {
        if is_closed(quote, inside) {
            return count;
        }
        inside = match next {
            Some(next) => next,
            None => return 0,
        };
    }
    0
}

/// Whether a line within a quoted scalar ends it.
fn is_closed(quote: char, inside: &str) -> bool {
    let mut characters = inside.chars().peekable();
    while let Some(character) = characters.next() {
        if character == '\\' && quote == '"' {
            characters.next();
        } else if character == quote {
            let is_doubled = quote == '\'' && characters.peek() == Some(&quote);
            if !is_doubled {
                return true;
            }
            characters.next();
        }
    }
    false
}

fn until_balanced(value: &str, rest: &[Line<'_>]) -> usize {
    let mut open = balance(value);
    let mut count = 0;
    for line in rest.iter().take(MOST_LINES) {
        if open <= 0 {
            return count;
        }
        open += balance(line.text);
        count += 1;
    }
    if open <= 0 { count } else { 0 }
}

/// How many brackets a line opens more than it closes.
pub(super) fn balance(text: &str) -> i32 {
    let mut open = 0;
    let mut quote = None;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match (quote, character) {
            (Some('"'), '\\') => {
                characters.next();
            }
            (Some(mark), _) if mark == character => quote = None,
            (Some(_), _) => {}
            (None, '"') => quote = Some(character),
            (None, '[' | '{') => open += 1,
            (None, ']' | '}') => open -= 1,
            (None, _) => {}
        }
    }
    open
}

/// The lines that a plain scalar goes on in: text behind a line that is long enough to have been wrapped.
fn wrapped(text: &str, rest: &[Line<'_>]) -> usize {
    let mut before = text;
    let mut count = 0;
    for line in rest.iter().take(MOST_LINES) {
        let is_structure = line.text.is_empty() || line.text.starts_with("- ") || key(line.text).is_some();
        if is_structure || line.text.starts_with('#') || before.chars().count() < SHORTEST_WRAPPED {
            break;
        }
        before = line.text;
        count += 1;
    }
    count
}
