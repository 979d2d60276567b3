//! Whether text is of a format.

use crate::TextFormat;

impl TextFormat {
    /// Whether text is of this format, as far as that is looked at: dates with a time and an offset, dates, UUIDs,
    /// bytes in base64, addresses of hosts, and roughly URIs. Any text is of another format.
    pub fn fits(&self, text: &str) -> bool {
        /// `0` stands for a digit, all else for itself.
        fn like(text: &str, pattern: &str) -> bool {
            text.len() == pattern.len()
                && text.bytes().zip(pattern.bytes()).all(|(byte, sign)| match sign {
                    b'0' => byte.is_ascii_digit(),
                    _ => byte.eq_ignore_ascii_case(&sign),
                })
        }
        let number = |range: std::ops::Range<usize>| text.get(range).and_then(|digits| digits.parse::<u32>().ok());
        let is_date = |text: &str| {
            let longest = match number(5..7) {
                Some(2) => 28,
                Some(4 | 6 | 9 | 11) => 30,
                Some(1..=12) => 31,
                _ => 0,
            };
            like(text, "0000-00-00") && number(8..10).is_some_and(|day| (1..=longest).contains(&day))
        };
        match self {
            TextFormat::Date => is_date(text),
            TextFormat::DateTime => {
                let Some((date, time)) = text.split_once(['T', 't', ' ']) else {
                    return false;
                };
                let clock = time.get(..8).unwrap_or_default();
                let rest = time.get(8..).unwrap_or_default();
                let fraction_end = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
                let (fraction, offset) = rest.split_at_checked(fraction_end).unwrap_or_default();
                let fraction_fits = fraction.is_empty()
                    || fraction.strip_prefix('.').is_some_and(|digits| {
                        (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
                    });
                let offset_fits = offset.eq_ignore_ascii_case("z") || like(offset, "+00:00") || like(offset, "-00:00");
                let clock_fits = like(clock, "00:00:00")
                    && number(11..13).is_some_and(|it| it < 24)
                    && number(14..16).is_some_and(|it| it < 60)
                    && number(17..19).is_some_and(|it| it < 60);
                is_date(date) && clock_fits && fraction_fits && offset_fits
            }
            TextFormat::Uuid => {
                let hexadecimal: String = text
                    .chars()
                    .map(|sign| if sign.is_ascii_hexdigit() { '0' } else { sign })
                    .collect();
                hexadecimal == "00000000-0000-0000-0000-000000000000"
            }
            TextFormat::Byte => {
                let body = text.trim_end_matches('=');
                text.len().is_multiple_of(4)
                    && text.len() - body.len() <= 2
                    && body
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/')
            }
            TextFormat::Ipv4 => text.parse::<std::net::Ipv4Addr>().is_ok(),
            TextFormat::Ipv6 => text.parse::<std::net::Ipv6Addr>().is_ok(),
            TextFormat::Uri => text.contains(':') && !text.contains(|sign: char| " <>\"{}|\\^`".contains(sign)),
            _ => true,
        }
    }
}
