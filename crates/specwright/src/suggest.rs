//! "Did you mean": the known word that is nearest to one that is not known.

/// The word among `known` that at most two edits (inserting, removing, replacing or swapping characters) make of
/// `word`, the nearest first.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let distances = known.into_iter().map(|it| (strsim::damerau_levenshtein(word, it), it));
    let near = distances.filter(|(distance, _)| *distance <= 2);
    near.min_by_key(|(distance, _)| *distance).map(|(_, it)| it)
}
