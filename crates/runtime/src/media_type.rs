//! Media types and the choice among them (RFC 9110, sections 8.3.1 and 12.5.1).

use std::fmt;

/// A media type or a media range: `type/subtype; parameter=value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaType {
    kind: String,
    subtype: String,
    parameters: Vec<(String, String)>,
}

impl MediaType {
    /// Parses a media type or range. Names lose their case, values keep it; parameters that are
    /// not well formed are passed over. `None` if there is no `type/subtype` of tokens.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = split_outside_quotes(text, ';').into_iter();
        let (kind, subtype) = parts.next()?.trim().split_once('/')?;
        if !is_token(kind) || !is_token(subtype) || (kind == "*" && subtype != "*") {
            return None;
        }
        let parameters = parts.filter_map(|part| {
            let (name, value) = part.trim().split_once('=')?;
            is_token(name).then(|| (name.to_ascii_lowercase(), unquoted(value)))
        });
        Some(Self {
            kind: kind.to_ascii_lowercase(),
            subtype: subtype.to_ascii_lowercase(),
            parameters: parameters.collect(),
        })
    }

    /// `type/subtype` in lower case, without parameters.
    #[must_use]
    pub fn essence(&self) -> String {
        format!("{}/{}", self.kind, self.subtype)
    }

    /// The value of a parameter. `name` is in lower case.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The type with a parameter, in place of an earlier value. `name` is in lower case.
    #[cfg(feature = "client")]
    #[must_use]
    pub(crate) fn with_parameter(mut self, name: &str, value: &str) -> Self {
        self.parameters.retain(|(own, _)| own != name);
        self.parameters.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Whether the type is one of a range: `*/*`, `text/*` or a type with parameters, all of which
    /// this type must have. `charset`, weights (`q`) and boundaries, which each body has its own of,
    /// are not compared.
    #[must_use]
    pub fn matches_range(&self, range: &Self) -> bool {
        let kind = range.kind == "*" || range.kind == self.kind;
        let subtype = range.subtype == "*" || range.subtype == self.subtype;
        let parameters = range.parameters.iter().all(|(name, value)| {
            matches!(name.as_str(), "q" | "charset" | "boundary")
                || self.parameter(name).is_some_and(|own| own.eq_ignore_ascii_case(value))
        });
        kind && subtype && parameters
    }

    /// Whether content of the type is JSON: `application/json`, `text/json` and what ends in
    /// `+json` (RFC 6839, section 3.1).
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.subtype == "json" || self.subtype.ends_with("+json")
    }

    /// Whether content of the type is text of the kind `text/…`.
    #[must_use]
    pub fn is_text(&self) -> bool {
        self.kind == "text"
    }

    /// Whether the type is `application/x-www-form-urlencoded`.
    #[must_use]
    pub fn is_form(&self) -> bool {
        self.kind == "application" && self.subtype == "x-www-form-urlencoded"
    }

    /// Whether content of the type consists of parts (RFC 2046, section 5.1).
    #[must_use]
    pub fn is_multipart(&self) -> bool {
        self.kind == "multipart"
    }

    /// How exactly a range names a type: a type with parameters before a type, before `text/*`,
    /// before `*/*`.
    fn specificity(&self) -> usize {
        match (self.kind.as_str(), self.subtype.as_str()) {
            ("*", _) => 0,
            (_, "*") => 1,
            _ => 2 + self.parameters.iter().filter(|(name, _)| name != "q").count(),
        }
    }

    /// The weight of a range in thousandths: 1000 unless said otherwise.
    fn weight(&self) -> u16 {
        let Some(weight) = self.parameter("q").and_then(|text| text.parse::<f32>().ok()) else {
            return 1000;
        };
        #[expect(clippy::cast_possible_truncation, reason = "clamped to 0 to 1000")]
        #[expect(clippy::cast_sign_loss, reason = "clamped to 0 to 1000")]
        let thousandths = (weight.clamp(0.0, 1.0) * 1000.0) as u16;
        thousandths
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.kind, self.subtype)?;
        for (name, value) in &self.parameters {
            if is_token(value) {
                write!(formatter, "; {name}={value}")?;
            } else {
                let escaped = value.replace('\\', "\\\\").replace('"', "\\\"");
                write!(formatter, "; {name}=\"{escaped}\"")?;
            }
        }
        Ok(())
    }
}

/// Chooses the offered media type that a request's `Accept` field likes best; the earlier of two
/// that it likes equally. `None` if it accepts none of them.
///
/// An empty or entirely malformed field accepts everything.
#[must_use]
pub fn negotiate(accept: &str, offered: &[&str]) -> Option<usize> {
    let ranges: Vec<MediaType> = split_outside_quotes(accept, ',')
        .into_iter()
        .filter_map(MediaType::parse)
        .collect();
    if ranges.is_empty() {
        return (!offered.is_empty()).then_some(0);
    }
    let mut best = None;
    for (index, offer) in offered.iter().enumerate() {
        let weight = MediaType::parse(offer).map_or(0, |offer| weight_of(&offer, &ranges));
        if weight > 0 && best.is_none_or(|(heaviest, _)| weight > heaviest) {
            best = Some((weight, index));
        }
    }
    best.map(|(_, index)| index)
}

/// The weight of the range that names a type most exactly.
fn weight_of(offer: &MediaType, ranges: &[MediaType]) -> u16 {
    let fitting = ranges.iter().filter(|range| offer.matches_range(range));
    fitting
        .max_by_key(|range| range.specificity())
        .map_or(0, MediaType::weight)
}

/// Whether a text is a token (RFC 9110, section 5.6.2).
pub(crate) fn is_token(text: &str) -> bool {
    let special = |character| "!#$%&'*+-.^_`|~".contains(character);
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || special(c))
}

/// The text of a token or of a quoted string.
fn unquoted(text: &str) -> String {
    let text = text.trim();
    let Some(quoted) = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) else {
        return text.to_owned();
    };
    let mut plain = String::with_capacity(quoted.len());
    let mut characters = quoted.chars();
    while let Some(character) = characters.next() {
        plain.extend(if character == '\\' {
            characters.next()
        } else {
            Some(character)
        });
    }
    plain
}

/// Splits a text at a separator that stands outside quoted strings.
fn split_outside_quotes(text: &str, separator: char) -> Vec<&str> {
    let (mut quoted, mut escaped) = (false, false);
    text.split(|character| {
        let splits = character == separator && !quoted;
        if character == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = quoted && character == '\\' && !escaped;
        splits
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{MediaType, negotiate};

    #[test]
    fn parses_names_parameters_and_quotes() {
        let check = |text: &str, expected: Option<&str>| {
            let parsed = MediaType::parse(text).map(|media_type| media_type.to_string());
            assert_eq!(parsed.as_deref(), expected, "{text}");
        };
        check("Application/JSON", Some("application/json"));
        check("text/plain;charset=UTF-8", Some("text/plain; charset=UTF-8"));
        check(r#"a/b; x="1;2\"3"; y=2"#, Some(r#"a/b; x="1;2\"3"; y=2"#));
        check("json", None);
        check("a b/c", None);
        check("*/json", None);
        check("", None);
    }

    #[test]
    fn knows_json_and_ranges() {
        let check = |media_type: &str, range: &str, expected: bool| {
            let media_type = MediaType::parse(media_type).unwrap();
            assert_eq!(media_type.matches_range(&MediaType::parse(range).unwrap()), expected);
        };
        check("application/json", "*/*", true);
        check("application/json; charset=utf-8", "application/json", true);
        check("application/json", "application/json; profile=x", false);
        check("text/html", "application/*", false);
        let described = "multipart/form-data; boundary=described";
        check("multipart/form-data; boundary=own", described, true);
        assert!(MediaType::parse("application/vnd.api+json").unwrap().is_json());
        assert!(!MediaType::parse("application/jsonl").unwrap().is_json());
    }

    #[test]
    fn negotiates_by_weight_then_by_order() {
        let offered = ["application/json", "text/csv", "text/plain"];
        let check = |accept: &str, expected: Option<usize>| {
            assert_eq!(negotiate(accept, &offered), expected, "{accept}");
        };
        check("", Some(0));
        check("*/*", Some(0));
        check("text/*", Some(1));
        check("text/*;q=0.5, text/plain", Some(2));
        check("application/json;q=0, */*", Some(1));
        check("text/csv;q=0.8, application/json;q=0.9", Some(0));
        check("image/png", None);
        check("application/json;q=0", None);
        check("nonsense", Some(0));
    }
}
