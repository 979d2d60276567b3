//! A stack that is large enough, wherever reading and generating are called from.

use std::sync::LazyLock;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// Readers and planners go down into a document by calling themselves. The limit of its depth bounds that, and this is
/// four times what a document of the greatest depth needs without optimisation, since a thread that waits may take up
/// another document. Threads have 2 MiB, the main one has 1 MiB on some systems.
const STACK_BYTES: usize = 32 << 20;

/// None where the system has no thread left.
static POOL: LazyLock<Option<ThreadPool>> =
    LazyLock::new(|| ThreadPoolBuilder::new().stack_size(STACK_BYTES).build().ok());

/// Runs work on a thread with that stack, and gives what it gives. A panic goes on in the caller. What the work does in
/// parallel is done by threads of the same pool: a thread that waits for others of its pool works for them meanwhile.
pub(crate) fn with_room<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    match &*POOL {
        Some(pool) => pool.install(work),
        // The caller's own stack may do.
        None => work(),
    }
}
