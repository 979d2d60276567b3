//! Dates and times as text (RAML 1.0, "Date").

/// Whether a text is a date: `2015-05-23` (RFC 3339, section 5.6, `full-date`).
pub(super) fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let year = parts.next().and_then(|it| digits(it, 4));
    let month = parts.next().and_then(|it| digits(it, 2));
    let day = parts.next().and_then(|it| digits(it, 2));
    match (year, month, day, parts.next()) {
        (Some(year), Some(month), Some(day), None) => {
            (1..=12).contains(&month) && (1..=days(year, month)).contains(&day)
        }
        _ => false,
    }
}

/// Whether a text is a time of day: `12:30:00`, with or without a fraction (`partial-time`).
pub(super) fn is_time(text: &str) -> bool {
    let (time, fraction) = match text.split_once('.') {
        Some((time, fraction)) => (time, Some(fraction)),
        None => (text, None),
    };
    let fraction_fits = fraction.is_none_or(|it| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit()));
    let mut parts = time.split(':').map(|it| digits(it, 2));
    let hour = parts.next().flatten().is_some_and(|hour| hour < 24);
    let minute = parts.next().flatten().is_some_and(|minute| minute < 60);
    // A leap second has the number 60.
    let second = parts.next().flatten().is_some_and(|second| second <= 60);
    hour && minute && second && parts.next().is_none() && fraction_fits
}

/// Whether a text is a date and a time without an offset: `2015-07-04T21:00:00`.
pub(super) fn is_date_time_only(text: &str) -> bool {
    text.split_once('T')
        .is_some_and(|(date, time)| is_date(date) && is_time(time))
}

/// Whether a text is a date and a time with an offset (`date-time`).
pub(super) fn is_date_time(text: &str) -> bool {
    let Some((date, rest)) = text.split_once(['T', 't', ' ']) else {
        return false;
    };
    let split = rest.find(['Z', 'z', '+', '-']).map(|at| rest.split_at(at));
    split.is_some_and(|(time, offset)| is_date(date) && is_time(time) && is_offset(offset))
}

fn is_offset(text: &str) -> bool {
    if text.eq_ignore_ascii_case("z") {
        return true;
    }
    let digits_of = text.strip_prefix(['+', '-']).and_then(|rest| rest.split_once(':'));
    digits_of.is_some_and(|(hour, minute)| {
        digits(hour, 2).is_some_and(|hour| hour < 24) && digits(minute, 2).is_some_and(|minute| minute < 60)
    })
}

/// Whether a text is a date and a time as HTTP writes it: `Sun, 28 Feb 2016 16:41:41 GMT` (RFC 9110, section 5.6.7,
/// `IMF-fixdate`).
pub(super) fn is_http_date(text: &str) -> bool {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let words: Vec<&str> = text.split(' ').collect();
    let [weekday, day, month, year, time, zone] = words.as_slice() else {
        return false;
    };
    let weekday = weekday.strip_suffix(',').is_some_and(|it| DAYS.contains(&it));
    let month = (1..).zip(MONTHS).find(|(_, name)| name == month);
    let (Some((month, _)), Some(year), Some(day)) = (month, digits(year, 4), digits(day, 2)) else {
        return false;
    };
    weekday && (1..=days(year, month)).contains(&day) && is_time(time) && !time.contains('.') && *zone == "GMT"
}

fn digits(text: &str, count: usize) -> Option<u32> {
    let is_number = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

fn days(year: u32, month: u32) -> u32 {
    let is_leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(is: fn(&str) -> bool, right: &[&str], wrong: &[&str]) {
        for text in right {
            assert!(is(text), "{text} is one");
        }
        for text in wrong {
            assert!(!is(text), "{text} is none");
        }
    }

    #[test]
    fn dates() {
        check(
            is_date,
            &["2015-05-23", "2016-02-29", "2000-02-29"],
            &[
                "2015-5-23",
                "2015-02-29",
                "1900-02-29",
                "2015-13-01",
                "123123",
                "2015-05-23T",
                "",
            ],
        );
    }

    #[test]
    fn times() {
        check(
            is_time,
            &["12:30:00", "00:00:00.125", "23:59:60"],
            &["24:00:00", "12:30", "12:30:00.", "12:30:00Z", "1:2:3"],
        );
    }

    #[test]
    fn dates_with_times() {
        check(
            is_date_time_only,
            &["2015-07-04T21:00:00"],
            &["2015-07-04 21:00:00", "2015-07-04T21:00:00Z"],
        );
        check(
            is_date_time,
            &["2016-02-28T16:41:41.090Z", "2016-02-28T16:41:41+01:00"],
            &["2016-02-28T16:41:41", "2016-02-28T16:41:41+1", "2016-02-28"],
        );
        check(
            is_http_date,
            &["Sun, 28 Feb 2016 16:41:41 GMT"],
            &[
                "Sun, 30 Feb 2016 16:41:41 GMT",
                "Sun, 28 Feb 2016 16:41:41 CET",
                "28 Feb 2016",
            ],
        );
    }
}
