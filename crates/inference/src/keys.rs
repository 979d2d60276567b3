//! Keys that are data: identifiers, numbers, dates, and whatever else no careful person would name a field.

use crate::formats::{is_date, is_email, is_uuid};

/// The fewest hexadecimal digits that are surely an identifier.
const SHORTEST_HASH: usize = 16;

/// Whether a key is one of the data rather than the name of a field: it has characters that names of fields do not
/// have, or is a UUID, a number, a date, an address for mail, or a hash.
pub(crate) fn is_data(key: &str) -> bool {
    let is_of_names = |character: char| character.is_alphanumeric() || "_.$@-".contains(character);
    key.is_empty()
        || !key.chars().all(is_of_names)
        || is_uuid(key)
        || is_number(key)
        || is_date(key)
        || is_email(key)
        || is_hash(key)
}

fn is_number(key: &str) -> bool {
    let digits = key.strip_prefix('-').unwrap_or(key);
    digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

fn is_hash(key: &str) -> bool {
    key.len() >= SHORTEST_HASH
        && key.bytes().all(|byte| byte.is_ascii_hexdigit())
        && key.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_data;

    #[test]
    fn names_of_fields_and_data() {
        for key in [
            "id",
            "user_id",
            "lastLogin",
            "@type",
            "$ref",
            "content-type",
            "größe",
            "v1.2",
            "s3",
            "_",
            "deadbeef",
        ] {
            assert!(!is_data(key), "{key}");
        }
        for key in [
            "",
            "organization:*",
            "/users",
            "first name",
            "22222222-1111-4111-8111-222222222222",
            "42",
            "-1.5",
            "2014-02-04",
            "js@mail.ext",
            "507f1f77bcf86cd799439011",
        ] {
            assert!(is_data(key), "{key}");
        }
    }
}
