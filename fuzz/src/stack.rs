//! Where signals are handled when the stack is full.

use std::ptr::null_mut;

/// The bytes of the stack for signals. libFuzzer writes the input down on it.
const SIZE: usize = 1 << 20;

/// Gives signals a stack of their own. Without it, a document that overflows the stack ends the process before libFuzzer
/// has kept it; the address sanitizer does the same, and costs most of the speed.
pub(crate) fn catch_overflow() {
    let memory = Box::leak(vec![0u8; SIZE].into_boxed_slice());
    let stack = libc::stack_t {
        ss_sp: memory.as_mut_ptr().cast(),
        ss_flags: 0,
        ss_size: memory.len(),
    };
    // SAFETY: the memory is never freed, is used by nothing else, and has the size that is said.
    let failure = unsafe { libc::sigaltstack(&raw const stack, null_mut()) };
    assert_eq!(failure, 0, "a stack for signals");
    for signal in [libc::SIGSEGV, libc::SIGBUS] {
        use_stack(signal);
    }
}

/// Says that the handler of a signal, which libFuzzer sets later, runs on that stack.
fn use_stack(signal: libc::c_int) {
    // SAFETY: all fields of the structure may be zero, and the pointers are to values of our own.
    let failure = unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = libc::SIG_DFL;
        action.sa_flags = libc::SA_ONSTACK;
        libc::sigaction(signal, &raw const action, null_mut())
    };
    assert_eq!(failure, 0, "a handler of signals");
}
