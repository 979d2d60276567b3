//! The formats that a string's text shows.

use specwright_model::TextFormat;

/// The format of one string, [`TextFormat::Unspecified`] where it has none that can be told for sure.
pub(crate) fn text_format(text: &str) -> TextFormat {
    if is_uuid(text) {
        TextFormat::Uuid
    } else if is_date(text) {
        TextFormat::Date
    } else if is_date_time(text) {
        TextFormat::DateTime
    } else if is_uri(text) {
        TextFormat::Uri
    } else if is_email(text) {
        TextFormat::Email
    } else {
        TextFormat::Unspecified
    }
}

/// A UUID in its usual form (RFC 9562, section 4), of any version.
pub(crate) fn is_uuid(text: &str) -> bool {
    let groups = [8, 4, 4, 4, 12];
    let mut parts = text.split('-');
    let are_right = groups.iter().all(|length| {
        let is_group = |part: &str| part.len() == *length && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        parts.next().is_some_and(is_group)
    });
    are_right && parts.next().is_none()
}

/// A full-date of RFC 3339, section 5.6, that the calendar has.
pub(crate) fn is_date(text: &str) -> bool {
    date(text).is_some()
}

/// Year, month and day.
fn date(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.split('-');
    let (year, month, day) = (
        digits(parts.next()?, 4)?,
        digits(parts.next()?, 2)?,
        digits(parts.next()?, 2)?,
    );
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (parts.next().is_none() && (1..=days).contains(&day)).then_some((year, month, day))
}

/// A date-time of RFC 3339, section 5.6.
fn is_date_time(text: &str) -> bool {
    let Some((day, time)) = text.split_once(['T', 't']) else {
        return false;
    };
    // The last two days of the year 9999 stand for "never", and are beyond what types for points in time hold.
    date(day).is_some_and(|date| date < (9999, 12, 30)) && is_full_time(time)
}

fn is_full_time(text: &str) -> bool {
    let Some(length) = text.find(['Z', 'z', '+', '-']) else {
        return false;
    };
    let (time, offset) = text.split_at(length);
    let is_offset = match offset.split_at_checked(1) {
        Some(("+" | "-", offset)) => is_hours_and_minutes(offset),
        Some((_, rest)) => rest.is_empty(),
        None => false,
    };
    let (time, fraction) = match time.split_once('.') {
        Some((time, fraction)) => (time, Some(fraction)),
        None => (time, None),
    };
    let Some((minutes, second)) = time.rsplit_once(':') else {
        return false;
    };
    // Types for points in time hold nanoseconds and no less.
    let is_fraction =
        |fraction: &str| (1..=9).contains(&fraction.len()) && fraction.bytes().all(|byte| byte.is_ascii_digit());
    is_offset
        && is_hours_and_minutes(minutes)
        && digits(second, 2).is_some_and(|second| second <= 60)
        && fraction.is_none_or(is_fraction)
}

fn is_hours_and_minutes(text: &str) -> bool {
    text.split_once(':').is_some_and(|(hour, minute)| {
        digits(hour, 2).is_some_and(|hour| hour <= 23) && digits(minute, 2).is_some_and(|minute| minute <= 59)
    })
}

fn digits(text: &str, count: usize) -> Option<u32> {
    let are_digits = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    are_digits.then(|| text.parse().ok()).flatten()
}

/// An absolute URI (RFC 3986, section 4.3) with an authority or a path behind `://`.
pub(crate) fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else {
        return false;
    };
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    let is_character = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte);
    is_scheme && !rest.is_empty() && !rest.starts_with(['?', '#']) && rest.bytes().all(is_character)
}

/// An address of one person for mail: a part before the sign, and a domain of at least two labels behind it
/// (RFC 5321, section 4.1.2, without quoted parts and literal addresses).
pub(crate) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let is_local = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~.-".contains(&byte);
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    !local.is_empty()
        && !local.starts_with('.')
        && !local.ends_with('.')
        && local.bytes().all(is_local)
        && domain.contains('.')
        && domain.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expected: &TextFormat, texts: &[&str]) {
        for text in texts {
            assert_eq!(text_format(text), *expected, "{text}");
        }
    }

    #[test]
    fn uuids() {
        check(
            &TextFormat::Uuid,
            &[
                "22222222-1111-4111-8111-222222222222",
                "ABCDEF00-0000-0000-0000-000000000000",
            ],
        );
        check(
            &TextFormat::Unspecified,
            &[
                "22222222-1111-4111-8111-22222222222",
                "22222222-1111-4111-8111-222222222222:*",
                "22222222-1111-4111-8111-222222222222-",
                "2222222211114111811122222222222g",
            ],
        );
    }

    #[test]
    fn dates_of_the_calendar() {
        check(&TextFormat::Date, &["2014-02-04", "2024-02-29", "2000-02-29"]);
        check(
            &TextFormat::Unspecified,
            &[
                "2014-13-01",
                "2023-02-29",
                "1900-02-29",
                "2014-04-31",
                "2014-00-10",
                "14-01-01",
                "2014-01-01-",
            ],
        );
    }

    #[test]
    fn dates_with_times() {
        check(
            &TextFormat::DateTime,
            &[
                "2014-02-04T12:14:33.950144+00:00",
                "2014-02-04T12:14:33Z",
                "2014-02-04t12:14:33z",
                "2014-02-04T23:59:60-11:30",
            ],
        );
        check(
            &TextFormat::Unspecified,
            &[
                "2014-02-04T12:14:33",
                "2014-02-04 12:14:33Z",
                "2014-02-04T24:00:00Z",
                "2014-02-04T12:60:00Z",
                "2014-02-30T12:00:00Z",
                "2014-02-04T12:14Z",
                "2014-02-04T12:14:33.Z",
                "2014-02-04T12:14:33+0100",
                "2014-02-04T12:14:33.1234567890Z",
                "9999-12-31T23:59:59Z",
            ],
        );
    }

    #[test]
    fn addresses() {
        check(
            &TextFormat::Uri,
            &[
                "https://example.com/a?b=c#d",
                "http://localhost:8080",
                "s3://bucket/key",
                "file:///etc/hosts",
            ],
        );
        check(
            &TextFormat::Unspecified,
            &[
                "https://",
                "/organizations",
                "urn:isbn:1",
                "https://example.com/{id}",
                "see https://a.b",
                "://x",
            ],
        );
        check(&TextFormat::Email, &["js@mail.ext", "a+b.c@sub.example.org"]);
        check(
            &TextFormat::Unspecified,
            &[
                "js@mail",
                "@mail.ext",
                "js@",
                "a b@mail.ext",
                "a@b@c.d",
                "js@mail..ext",
                "js@-mail.ext",
            ],
        );
    }

    #[test]
    fn other_text_has_no_format() {
        check(&TextFormat::Unspecified, &["", " ", "John", "42", "true"]);
    }
}
