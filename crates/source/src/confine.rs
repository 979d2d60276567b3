//! Where a reference between files leads, without asking the file system.

use crate::problem::LoadProblem;

/// The path that `reference` names, seen from the file `from`. Paths are relative to the root folder and use `/`.
/// A fragment must be cut off before; percent escapes are decoded here.
pub(crate) fn locate(from: &str, reference: &str) -> Result<String, LoadProblem> {
    if has_scheme(reference) || reference.starts_with("//") {
        return Err(LoadProblem::Url);
    }
    let path = percent_decode(reference);
    if path.starts_with(['/', '\\']) || has_scheme(&path) {
        return Err(LoadProblem::Absolute);
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    normalise(folder.split('/').chain(path.split('/')))
}

/// Joins the steps of a path, `.` and `..` resolved; an error where it leads above the root.
pub(crate) fn normalise<'p>(steps: impl Iterator<Item = &'p str>) -> Result<String, LoadProblem> {
    let mut path: Vec<&str> = Vec::new();
    for step in steps {
        match step {
            "" | "." => {}
            ".." => {
                path.pop().ok_or(LoadProblem::Outside)?;
            }
            step => path.push(step),
        }
    }
    Ok(path.join("/"))
}

/// Decodes percent escapes; those that do not make UTF-8 stay as they are written.
pub(crate) fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let escape = (*first == b'%').then(|| tail.get(..2)).flatten();
        let digits = escape.and_then(|digits| std::str::from_utf8(digits).ok());
        let is_hex = |digits: &&str| digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        match digits
            .filter(is_hex)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok())
        {
            Some(byte) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Whether a URI scheme stands in front (RFC 3986, section 3.1), a drive letter included.
fn has_scheme(reference: &str) -> bool {
    reference.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: &str, reference: &str, expected: Result<&str, LoadProblem>) {
        assert_eq!(
            locate(from, reference),
            expected.map(str::to_owned),
            "{reference} from {from}"
        );
    }

    #[test]
    fn references_stay_below_the_root() {
        check("api.yaml", "pet.yaml", Ok("pet.yaml"));
        check("a/b/api.yaml", "./../pet.yaml", Ok("a/pet.yaml"));
        check("a/api.yaml", "../../pet.yaml", Err(LoadProblem::Outside));
        check("api.yaml", "%2e%2e/pet.yaml", Err(LoadProblem::Outside));
        check("api.yaml", "a/../../pet.yaml", Err(LoadProblem::Outside));
        check("api.yaml", "/etc/passwd", Err(LoadProblem::Absolute));
        check("api.yaml", "%2Fetc/passwd", Err(LoadProblem::Absolute));
        check("api.yaml", "file:///etc/passwd", Err(LoadProblem::Url));
        check("api.yaml", "https://example.com/a.yaml", Err(LoadProblem::Url));
        check("api.yaml", "//example.com/a.yaml", Err(LoadProblem::Url));
        check("api.yaml", "C:\\a.yaml", Err(LoadProblem::Url));
        check("api.yaml", "with%20space.yaml", Ok("with space.yaml"));
        check("api.yaml", "100%.yaml", Ok("100%.yaml"));
    }
}
