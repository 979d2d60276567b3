//! When a request is sent again, and after how long.

use std::hash::{BuildHasher as _, Hasher as _};
use std::time::{Duration, SystemTime};

use http::header::RETRY_AFTER;
use http::{HeaderMap, Method, StatusCode};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

/// How often and after how long an idempotent request is sent again.
///
/// It is after a connection that failed or broke, a timeout, and the statuses 429, 502, 503 and
/// 504. The delay doubles from attempt to attempt and is shortened by up to half at random, so
/// that clients do not come back together. Where the server says how long to wait (`Retry-After`;
/// RFC 9110, section 10.2.3), that is the delay; if it is longer than the longest delay, the
/// response is given back instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    retries: u32,
    initial_delay: Duration,
    max_delay: Duration,
}

impl RetryPolicy {
    /// Two retries, after 200 milliseconds at first and 10 seconds at most.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            retries: 2,
            initial_delay: Duration::from_millis(200),
            max_delay: Duration::from_secs(10),
        }
    }

    /// No retries.
    #[must_use]
    pub const fn none() -> Self {
        Self::new().retries(0)
    }

    /// Sets how often a request is sent again after the first time.
    #[must_use]
    pub const fn retries(mut self, retries: u32) -> Self {
        self.retries = retries;
        self
    }

    /// Sets the delay before the first retry.
    #[must_use]
    pub const fn initial_delay(mut self, delay: Duration) -> Self {
        self.initial_delay = delay;
        self
    }

    /// Sets the longest delay, which holds for what the server asks for too.
    #[must_use]
    pub const fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// How long to wait after attempt number `attempt`, counted from 1. `None`: not to try again.
    pub(super) fn delay(&self, attempt: u32, asked: Option<Duration>) -> Option<Duration> {
        if attempt > self.retries {
            return None;
        }
        match asked {
            Some(asked) => (asked <= self.max_delay).then_some(asked),
            None => {
                let doubled = 2_u32.saturating_pow(attempt.saturating_sub(1));
                let delay = self.initial_delay.saturating_mul(doubled).min(self.max_delay);
                Some(delay.mul_f64(jitter()))
            }
        }
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}

/// A number from 0.5 to 1, another one each time: the standard library seeds its hashers randomly.
fn jitter() -> f64 {
    let random = std::hash::RandomState::new().build_hasher().finish();
    let fraction = f64::from(u32::try_from(random >> 32).unwrap_or_default()) / f64::from(u32::MAX);
    0.5 + fraction / 2.0
}

/// Whether sending a request twice does what sending it once does (RFC 9110, section 9.2.2).
pub(super) fn is_idempotent(method: &Method) -> bool {
    matches!(method.as_str(), "GET" | "HEAD" | "PUT" | "DELETE" | "OPTIONS" | "TRACE")
}

/// Whether a status says that the same request may succeed later.
pub(super) fn is_temporary(status: StatusCode) -> bool {
    matches!(status.as_u16(), 429 | 502 | 503 | 504)
}

/// How long the server asks to wait: a number of seconds, or the time until a date.
pub(super) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = DateTimeParser::new().parse_timestamp(text).ok()?;
    let now = Timestamp::try_from(now).ok()?;
    // A date that has passed asks for no delay.
    Some(Duration::try_from(date.duration_since(now)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_double_up_to_the_longest() {
        let policy = RetryPolicy::new()
            .retries(5)
            .initial_delay(Duration::from_millis(100))
            .max_delay(Duration::from_millis(500));
        for (attempt, longest) in [(1, 100), (2, 200), (3, 400), (4, 500), (5, 500)] {
            let delay = policy.delay(attempt, None).unwrap();
            let longest = Duration::from_millis(longest);
            assert!(delay <= longest && delay >= longest / 2, "{attempt}: {delay:?}");
        }
        assert_eq!(policy.delay(6, None), None);
        assert_eq!(policy.delay(1, Some(Duration::ZERO)), Some(Duration::ZERO));
        assert_eq!(policy.delay(1, Some(Duration::from_secs(1))), None);
        assert_eq!(RetryPolicy::none().delay(1, None), None);
        assert!(policy.retries(u32::MAX).delay(u32::MAX, None).is_some());
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = SystemTime::from(Timestamp::from_second(784_111_777).unwrap());
        let check = |text: &str, expected: Option<u64>| {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, text.parse().unwrap())]);
            assert_eq!(retry_after(&headers, now), expected.map(Duration::from_secs), "{text}");
        };
        check("120", Some(120));
        check("Sun, 06 Nov 1994 08:50:07 GMT", Some(30));
        check("Sun, 06 Nov 1994 08:49:07 GMT", Some(0));
        check("-1", None);
        check("soon", None);
        check("99999999999999999999", None);
    }
}
