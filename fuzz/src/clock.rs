//! How long an input takes: in time of the processor, so that a busy machine finds nothing that is not there.

use std::sync::Mutex;
use std::time::Duration;

/// The longest that an input may take.
const LONGEST: Duration = Duration::from_secs(1);

/// What took longest so far.
static SLOWEST: Mutex<Duration> = Mutex::new(Duration::ZERO);

/// Does something with an input of `size` bytes, and says so when nothing has taken so long before.
///
/// # Panics
/// When it takes longer than a second.
pub fn timed(size: usize, work: impl FnOnce()) {
    let start = now();
    work();
    let taken = now().saturating_sub(start);
    let mut slowest = SLOWEST.lock().expect("a duration");
    if taken > *slowest {
        *slowest = taken;
        eprintln!("slowest: {taken:.3?} for {size} bytes");
    }
    assert!(taken <= LONGEST, "{size} bytes took {taken:.3?}");
}

/// The time that the process has had on processors.
fn now() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the pointer is to a value of our own.
    let failure = unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &raw mut time) };
    assert_eq!(failure, 0, "the clock of the process");
    let nanoseconds = time.tv_sec.unsigned_abs() * 1_000_000_000 + time.tv_nsec.unsigned_abs();
    Duration::from_nanos(nanoseconds)
}
