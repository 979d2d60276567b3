//! "Did you mean": the known name that is nearest to one that is not known.

/// The name among `known` that differs from `name` by at most two edits, the nearest first; for names of up to four
/// characters by one.
pub(crate) fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let length = name.chars().count();
    let most = if length <= 4 { 1 } else { 2 };
    known
        .into_iter()
        // Longer names are compared in vain, and could be made to cost much.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= most && length <= 200)
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= most && *candidate != name)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many characters must be inserted, removed, replaced or swapped with their neighbour; letter case is ignored.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().flat_map(char::to_lowercase).collect();
    let b: Vec<char> = b.chars().flat_map(char::to_lowercase).collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut previous_a = None;
    for (row, char_a) in a.iter().enumerate() {
        let mut current = vec![row + 1];
        let mut previous_b = None;
        for (column, char_b) in b.iter().enumerate() {
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX - 1);
            let substitute = at(&last, column) + usize::from(char_a != char_b);
            let mut least = substitute.min(at(&last, column + 1) + 1).min(at(&current, column) + 1);
            if previous_a == Some(char_b) && previous_b == Some(char_a) && column > 0 {
                least = least.min(at(&before_last, column - 1) + 1);
            }
            current.push(least);
            previous_b = Some(char_b);
        }
        before_last = std::mem::replace(&mut last, current);
        previous_a = Some(char_a);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: Option<&str>) {
        let known = ["description", "deprecated", "get", "put", "parameters", "operationId"];
        assert_eq!(nearest(name, known), expected, "{name}");
    }

    #[test]
    fn near_names_are_found() {
        check("desciption", Some("description"));
        check("descritpion", Some("description"));
        check("operationID", Some("operationId"));
        check("parameter", Some("parameters"));
        check("gett", Some("get"));
        check("gte", Some("get"));
        check("xyz", None);
        check("summary", None);
    }
}
