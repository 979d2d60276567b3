//! Texts of a document in messages, and the places of their parts.

use specwright_diagnostics::{Location, Span};

use crate::view::View;

/// The place of a part of a text, where it is written as it reads; otherwise the place of the whole.
pub(super) fn place_in(view: &View<'_>, range: std::ops::Range<usize>) -> Location {
    let whole = view.whole_location();
    let Some(text) = view.as_str() else { return whole };
    let written = view.session().sources.text(whole.file);
    let written = written.get(whole.span.range()).unwrap_or_default();
    let quote = usize::from(written.starts_with(['"', '\'']));
    if !written.get(quote..).unwrap_or_default().starts_with(text) || text.is_empty() {
        return view.location();
    }
    let start = whole.span.start as usize + quote + range.start;
    let end = (whole.span.start as usize + quote + range.end).max(start + usize::from(range.start < text.len()));
    Location {
        span: Span::new(start, end),
        ..whole
    }
}

/// A text for a message, cut where it is long.
pub(super) fn shortened(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None if line.len() < text.trim().len() => format!("{line}…"),
        None => line.to_owned(),
    }
}
