//! The functions of parameters (RAML 1.0, "Resource Type and Trait Parameters").

use heck::{ToKebabCase, ToLowerCamelCase, ToSnakeCase, ToUpperCamelCase};

use crate::naming::words;

/// The functions, as they are written.
pub(crate) const NAMES: [&str; 10] = [
    "!singularize",
    "!pluralize",
    "!uppercase",
    "!lowercase",
    "!lowercamelcase",
    "!uppercamelcase",
    "!lowerunderscorecase",
    "!upperunderscorecase",
    "!lowerhyphencase",
    "!upperhyphencase",
];

/// Changes a value by a function; none where there is no function of this name.
pub(super) fn apply(function: &str, value: &str) -> Option<String> {
    Some(match function {
        "!singularize" => words::singular(value),
        "!pluralize" => words::plural(value),
        "!uppercase" => value.to_uppercase(),
        "!lowercase" => value.to_lowercase(),
        "!lowercamelcase" => value.to_lower_camel_case(),
        "!uppercamelcase" => value.to_upper_camel_case(),
        "!lowerunderscorecase" => value.to_snake_case(),
        "!upperunderscorecase" => value.to_snake_case().to_uppercase(),
        "!lowerhyphencase" => value.to_kebab_case(),
        "!upperhyphencase" => value.to_kebab_case().to_uppercase(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(function: &str, value: &str, expected: Option<&str>) {
        assert_eq!(apply(function, value).as_deref(), expected, "{function} of {value}");
    }

    #[test]
    fn every_function_is_known() {
        for name in NAMES {
            assert!(apply(name, "userId").is_some(), "{name}");
        }
        check("!shout", "users", None);
    }

    #[test]
    fn words_are_counted_and_cased() {
        check("!singularize", "users", Some("user"));
        check("!singularize", "SongCategories", Some("SongCategory"));
        check("!pluralize", "user", Some("users"));
        check("!pluralize", "category", Some("categories"));
        check("!uppercase", "userId", Some("USERID"));
        check("!lowercase", "userId", Some("userid"));
        check("!lowercamelcase", "UserId", Some("userId"));
        check("!uppercamelcase", "userId", Some("UserId"));
        check("!lowerunderscorecase", "userId", Some("user_id"));
        check("!upperunderscorecase", "userId", Some("USER_ID"));
        check("!lowerhyphencase", "userId", Some("user-id"));
        check("!upperhyphencase", "userId", Some("USER-ID"));
    }
}
