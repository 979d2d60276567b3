//! The lines in front of a blueprint (API Blueprint 1A9, "Metadata section").

use crate::block::Line;

/// Reads lines as metadata: names, colons, values; none where a line is something else.
pub(crate) fn metadata<'t>(lines: &[Line<'t>]) -> Option<Vec<(Line<'t>, Line<'t>)>> {
    let read = |line: &Line<'t>| {
        let (name, _) = line.text.split_once(':')?;
        let is_name = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '-');
        let is_metadata = !name.is_empty() && name.trim_end().chars().all(is_name);
        let value = name.len() + 1..line.text.len();
        is_metadata.then(|| (line.part(0..name.len()), line.part(value)))
    };
    lines.iter().map(read).collect()
}
