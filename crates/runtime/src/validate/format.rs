//! `format` of strings that stay strings (JSON Schema Validation 2020-12, section 7.3). Other formats have types of their
//! own, which take nothing else.

use std::net::{Ipv4Addr, Ipv6Addr};

/// What a string must be. Where a format has an internationalized form, it is taken too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// A number in decimal digits.
    Decimal,
    /// A duration (RFC 3339, appendix A); as ISO 8601 has it, also with a fraction of the seconds, and without units
    /// between others.
    Duration,
    /// An address for mail (RFC 5321, section 4.1.2; RFC 6531).
    Email,
    /// The name of a host (RFC 1123, section 2.1; RFC 5890).
    Hostname,
    /// A time of day (RFC 3339, section 5.6), with or without an offset.
    Time,
    /// A URI (RFC 3986) or IRI (RFC 3987).
    Uri,
    /// A URI, an IRI or a relative reference.
    UriReference,
}

impl Format {
    /// With its article, for messages.
    pub(super) fn description(self) -> &'static str {
        match self {
            Self::Decimal => "a decimal number",
            Self::Duration => "a duration (such as `PT1H30M`)",
            Self::Email => "an address for mail",
            Self::Hostname => "the name of a host",
            Self::Time => "a time (such as `12:30:00Z`)",
            Self::Uri => "a URI",
            Self::UriReference => "a URI or a relative reference",
        }
    }

    pub(super) fn fits(self, text: &str) -> bool {
        match self {
            Self::Decimal => is_decimal(text),
            Self::Duration => is_duration(text),
            Self::Email => is_email(text),
            Self::Hostname => is_hostname(text),
            Self::Time => is_time(text),
            Self::Uri => is_uri(text),
            Self::UriReference => is_reference(text),
        }
    }
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    match unsigned.split_once('.') {
        Some((whole, fraction)) => are_digits(whole) && are_digits(fraction),
        None => are_digits(unsigned),
    }
}

fn is_duration(text: &str) -> bool {
    let Some(components) = text.strip_prefix('P') else {
        return false;
    };
    if let Some(weeks) = components.strip_suffix('W') {
        return are_digits(weeks);
    }
    let (date, time) = match components.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (components, None),
    };
    let is_date = has_units(date, "YMD") && (!date.is_empty() || time.is_some());
    is_date && time.is_none_or(|time| !time.is_empty() && has_units(time, "HMS"))
}

/// Whether the text has numbers, each with another of the units, in their order. Seconds may have a fraction.
fn has_units(mut text: &str, units: &str) -> bool {
    for unit in units.chars() {
        if let Some((number, rest)) = text.split_once(unit) {
            let is_number =
                are_digits(number) || (unit == 'S' && is_decimal(number) && !number.starts_with(['-', '+']));
            // What stands before it belongs to another unit, which comes later.
            if is_number {
                text = rest;
            }
        }
    }
    text.is_empty()
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    !local.is_empty()
        && local.len() <= 64
        && (is_dot_atom(local) || is_quoted(local))
        && (is_hostname(domain) || is_address_literal(domain))
}

/// An address in brackets in place of a domain (RFC 5321, section 4.1.3).
fn is_address_literal(text: &str) -> bool {
    let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    inner.is_some_and(|inner| match inner.strip_prefix("IPv6:") {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => inner.parse::<Ipv4Addr>().is_ok(),
    })
}

/// Words with single dots between them (RFC 5322, section 3.2.3).
fn is_dot_atom(text: &str) -> bool {
    let is_sign =
        |sign: char| sign.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(sign) || is_beyond_ascii(sign);
    text.split('.')
        .all(|word| !word.is_empty() && word.chars().all(is_sign))
}

fn is_quoted(text: &str) -> bool {
    let inner = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let Some(inner) = inner else { return false };
    let mut signs = inner.chars();
    while let Some(sign) = signs.next() {
        let is_taken = match sign {
            '\\' => signs.next().is_some_and(|escaped| !escaped.is_control()),
            '"' => false,
            other => !other.is_control(),
        };
        if !is_taken {
            return false;
        }
    }
    true
}

/// Labels beyond ASCII are not looked into: which characters they have, and how long they are on the wire, is a matter of
/// tables (RFC 5892).
fn is_hostname(text: &str) -> bool {
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || sign == '-' || is_beyond_ascii(sign);
    let is_label = |label: &str| {
        (1..=63).contains(&label.chars().count())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(is_sign)
    };
    text.chars().count() <= 253 && text.split('.').all(is_label)
}

fn is_time(text: &str) -> bool {
    let offset = text.find(['Z', 'z', '+', '-']);
    let (time, offset) = offset.and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""));
    let is_offset = match offset.strip_prefix(['+', '-']) {
        Some(offset) => matches!(numbers(offset).as_deref(), Some([0..24, 0..60])),
        None => matches!(offset, "" | "Z" | "z"),
    };
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    // Leap seconds have the number 60.
    is_offset && are_digits(fraction) && matches!(numbers(time).as_deref(), Some([0..24, 0..60, 0..=60]))
}

/// Numbers of two digits with colons between them.
fn numbers(text: &str) -> Option<Vec<u8>> {
    let number = |part: &str| {
        (part.len() == 2 && are_digits(part))
            .then(|| part.parse().ok())
            .flatten()
    };
    text.split(':').map(number).collect()
}

fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || "+-.".contains(sign);
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(is_sign)
        && is_behind_scheme(rest)
}

/// A URI, or what has no colon in its first segment (RFC 3986, section 4.2).
fn is_reference(text: &str) -> bool {
    let first = text.split(['/', '?', '#']).next().unwrap_or_default();
    is_uri(text) || (!first.contains(':') && is_behind_scheme(text))
}

/// Whether all signs are those of a URI's parts: authority, path, query and fragment.
fn is_behind_scheme(text: &str) -> bool {
    let (text, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (authority, rest) = match text.strip_prefix("//") {
        Some(behind) => behind
            .split_at_checked(behind.find(['/', '?']).unwrap_or(behind.len()))
            .unwrap_or((behind, "")),
        None => ("", text),
    };
    is_authority(authority) && has_uri_signs(rest, ":@/?") && has_uri_signs(fragment, ":@/?")
}

fn is_authority(text: &str) -> bool {
    let (user, host) = text.rsplit_once('@').unwrap_or(("", text));
    let (is_host, behind) = match host.strip_prefix('[').map(|literal| literal.split_once(']')) {
        Some(Some((address, behind))) => (is_ip_literal(address), behind),
        Some(None) => (false, ""),
        None => {
            let end = host.find(':').unwrap_or(host.len());
            let (name, behind) = host.split_at_checked(end).unwrap_or((host, ""));
            (has_uri_signs(name, ""), behind)
        }
    };
    let port = behind.strip_prefix(':');
    let is_port = behind.is_empty() || port.is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit()));
    is_host && is_port && has_uri_signs(user, ":")
}

/// An address of IP version 6, with or without a zone (RFC 6874), or of a later version (RFC 3986, section 3.2.2).
fn is_ip_literal(text: &str) -> bool {
    if let Some((version, address)) = text.strip_prefix(['v', 'V']).and_then(|rest| rest.split_once('.')) {
        let is_version = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_hexdigit());
        return is_version && !address.is_empty() && !address.contains('%') && has_uri_signs(address, ":");
    }
    let (address, zone) = text.split_once("%25").unwrap_or((text, "0"));
    address.parse::<Ipv6Addr>().is_ok() && !zone.is_empty() && has_uri_signs(zone, "")
}

/// Whether there is nothing but what all parts of URIs have (RFC 3986, appendix A), what IRIs have beyond it, and `more`.
fn has_uri_signs(text: &str, more: &str) -> bool {
    let mut rest = text.chars();
    while let Some(sign) = rest.next() {
        let is_taken = match sign {
            '%' => [rest.next(), rest.next()]
                .iter()
                .all(|digit| digit.is_some_and(|digit| digit.is_ascii_hexdigit())),
            _ => {
                sign.is_ascii_alphanumeric()
                    || "-._~!$&'()*+,;=".contains(sign)
                    || more.contains(sign)
                    || is_beyond_ascii(sign)
            }
        };
        if !is_taken {
            return false;
        }
    }
    true
}

fn is_beyond_ascii(sign: char) -> bool {
    !sign.is_ascii() && !sign.is_control() && !sign.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::Format;

    fn check(format: Format, fitting: &[&str], others: &[&str]) {
        for text in fitting {
            assert!(format.fits(text), "{text:?} is {}", format.description());
        }
        for text in others {
            assert!(!format.fits(text), "{text:?} is not {}", format.description());
        }
    }

    #[test]
    fn numbers_and_times() {
        check(
            Format::Decimal,
            &["0", "-12.50", "+1"],
            &["", "1.", ".5", "1e3", "a", "1.2.3"],
        );
        check(
            Format::Duration,
            &[
                "P1D",
                "PT1H30M",
                "P1Y2M3DT4H5M6S",
                "P2W",
                "PT0.5S",
                "P1M",
                "PT1M",
                "P1Y2D",
            ],
            &[
                "", "P", "PT", "P1DT", "1D", "P1S", "PT1D", "P1D2Y", "P-1D", "P1", "PT1.5H", "P1Y2W", "P2WT1H", "PW",
            ],
        );
        check(
            Format::Time,
            &["12:30:00Z", "23:59:60.123+05:30", "12:30:00"],
            &[
                "",
                "24:00:00Z",
                "12:30",
                "12:30:00+5",
                "1:30:00Z",
                "12:30:00.Z",
                "12:30:00 Z",
                "12:60:00Z",
            ],
        );
    }

    #[test]
    fn addresses() {
        check(
            Format::Email,
            &[
                "a@b",
                "j.s+x@mail.example",
                "\"a b\"@c.example",
                "a@[192.0.2.1]",
                "a@[IPv6:::1]",
                "zoë@exämple.org",
            ],
            &[
                "",
                "a",
                "@b",
                "a@",
                ".a@b",
                "a..b@c",
                "a b@c",
                "a@b c",
                "a@-b",
                "\"a@b",
                "a@[b]",
                "a@[\r\n]",
                "a@[]",
                "\"a\r\n\"@b",
            ],
        );
        check(
            Format::Hostname,
            &[
                "localhost",
                "a-b.example",
                "xn--nxasmq6b",
                "bücher.example",
                "हिन्दी.example",
                "col·lecció.example",
                &"б".repeat(40),
            ],
            &[
                "",
                "-a",
                "a-",
                "a..b",
                "a_b",
                "a b",
                ".",
                "b\u{a0}c",
                "ü_",
                &"a".repeat(64),
            ],
        );
        check(
            Format::Uri,
            &[
                "https://u:p@a.example:80/b;c?d=/e#f",
                "urn:isbn:1",
                "mailto:a@b",
                "http://[::1]:8080/",
                "a:",
                "http://é/ü",
                "http://[fe80::1%25eth0]/",
                "http://[v7.a:b]/",
                "http://a:/",
            ],
            &[
                "",
                "a",
                "/a",
                "1a:b",
                "a: b",
                "a:%zz",
                "a:<b>",
                "http://[::1",
                "a:b[c]",
                "a:b#c#d",
                "http://a:b:c/",
                "http://a:b:80/",
                "http://a@b@c/",
                "http://[::1]80/",
                "http://[a]/",
                "http://[ \r\n]/",
                "\u{0}:",
            ],
        );
        check(
            Format::UriReference,
            &["", "/a/b?c#d", "../a", "//host/a", "a:b", "#a"],
            &["a b", "\\", "%", "a#b#c", "[a]", "//[/", ":", "1a:b"],
        );
    }
}
