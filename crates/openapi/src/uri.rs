//! Addresses of resources: resolution of references (RFC 3986, section 5.2).
//!
//! Bases need no scheme: files have their path below the root folder as their address.

/// An address, or a reference to one, in its parts (RFC 3986, section 3); without a fragment.
struct Parts<'u> {
    /// With the colon; empty where there is none.
    scheme: &'u str,
    /// With the two slashes; empty where there is none.
    authority: &'u str,
    path: &'u str,
    /// With the question mark; empty where there is none.
    query: &'u str,
}

impl<'u> Parts<'u> {
    fn of(text: &'u str) -> Self {
        let text = text.split('#').next().unwrap_or_default();
        let (rest, query) = split_at(text, text.find('?'));
        let (scheme, rest) = match rest.split_once(':') {
            Some((name, _)) if is_scheme(name) => split_at(rest, Some(name.len() + 1)),
            _ => ("", rest),
        };
        let (authority, path) = match rest.strip_prefix("//") {
            Some(inner) => split_at(rest, inner.find('/').map(|index| index + 2)),
            None => ("", rest),
        };
        Self {
            scheme,
            authority,
            path,
            query,
        }
    }
}

/// The address that `reference` names, seen from the resource at `base`; both without their fragments.
pub(crate) fn resolve(base: &str, reference: &str) -> String {
    let (base, reference) = (Parts::of(base), Parts::of(reference));
    if !reference.scheme.is_empty() {
        let path = without_dots(reference.path);
        return [reference.scheme, reference.authority, &path, reference.query].concat();
    }
    if !reference.authority.is_empty() {
        let path = without_dots(reference.path);
        return [base.scheme, reference.authority, &path, reference.query].concat();
    }
    let (path, query) = match (reference.path, reference.query) {
        ("", "") => (base.path.to_owned(), base.query),
        ("", query) => (base.path.to_owned(), query),
        (path, query) if path.starts_with('/') => (without_dots(path), query),
        (path, query) => (without_dots(&merge(&base, path)), query),
    };
    [base.scheme, base.authority, &path, query].concat()
}

/// Whether an address is complete: has a scheme.
pub(crate) fn is_absolute(text: &str) -> bool {
    !Parts::of(text).scheme.is_empty()
}

/// What of `target` stands behind the folder of `base`, if it is below it: the relative reference from one to the
/// other.
pub(crate) fn relative<'u>(base: &str, target: &'u str) -> Option<&'u str> {
    let (folder, _) = base.rsplit_once('/')?;
    let rest = target.strip_prefix(folder)?.strip_prefix('/')?;
    (!rest.is_empty()).then_some(rest)
}

/// A path from the folder of a base (RFC 3986, section 5.2.3).
fn merge(base: &Parts<'_>, path: &str) -> String {
    match base.path.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{path}"),
        None if base.authority.is_empty() => path.to_owned(),
        None => format!("/{path}"),
    }
}

/// A path with `.` and `..` resolved (RFC 3986, section 5.2.4). Steps that lead above a relative path stay.
fn without_dots(path: &str) -> String {
    let (root, path) = match path.strip_prefix('/') {
        Some(rest) => ("/", rest),
        None => ("", path),
    };
    let mut kept: Vec<&str> = Vec::new();
    let mut steps = path.split('/').peekable();
    while let Some(step) = steps.next() {
        let is_last = steps.peek().is_none();
        match (step, kept.last()) {
            (".", _) => {}
            ("..", Some(last)) if *last != ".." => {
                kept.pop();
            }
            ("..", _) if !root.is_empty() => {}
            _ => {
                kept.push(step);
                continue;
            }
        }
        if is_last {
            kept.push("");
        }
    }
    format!("{root}{}", kept.join("/"))
}

/// `name` before a colon (RFC 3986, section 3.1).
fn is_scheme(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    name.bytes().next().is_some_and(|first| first.is_ascii_alphabetic()) && name.bytes().all(fits)
}

/// The text before and behind an index; all of it before where there is none.
fn split_at(text: &str, index: Option<usize>) -> (&str, &str) {
    index
        .and_then(|index| text.split_at_checked(index))
        .unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(base: &str, reference: &str, expected: &str) {
        assert_eq!(resolve(base, reference), expected, "{reference} from {base}");
    }

    /// The examples of RFC 3986, section 5.4.
    #[test]
    fn references_resolve_as_the_standard_has_it() {
        let base = "http://a/b/c/d;p?q";
        for (reference, expected) in [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../..", "http://a/"),
            ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("./g/.", "http://a/b/c/g/"),
            ("g/../h", "http://a/b/c/h"),
        ] {
            check(base, reference, expected);
        }
    }

    #[test]
    fn bases_may_be_relative_paths() {
        check("api.yaml", "pet.yaml", "pet.yaml");
        check("models/pet.yaml", "owner.yaml#/x", "models/owner.yaml");
        check("models/pet.yaml", "../api.yaml", "api.yaml");
        check("api.yaml", "../up.yaml", "../up.yaml");
        check("api.yaml", "urn:example:pet", "urn:example:pet");
    }

    #[test]
    fn relative_references_lead_from_a_folder_down() {
        assert_eq!(
            relative("https://e/a/api.yaml", "https://e/a/b/c.yaml"),
            Some("b/c.yaml")
        );
        assert_eq!(relative("https://e/a/api.yaml", "https://e/b/c.yaml"), None);
        assert_eq!(relative("https://e/a/api.yaml", "https://e/a/"), None);
    }
}
