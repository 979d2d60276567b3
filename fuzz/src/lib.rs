//! What the fuzz targets share: documents through all stages, text in documents, requests, and mutation by line.

mod clock;
mod mutation;
mod stack;
mod stages;
mod wire;

pub use clock::timed;
pub use libfuzzer_sys;
pub use mutation::mutate;
pub use stages::{read, through_all_stages};
pub use wire::{answer, block_on, upstream};

/// Prepares the process: to be called once, before the first input.
pub fn prepare() {
    stack::catch_overflow();
    // Files are printed on the thread that libFuzzer watches, so that an overflow of the stack is one of its findings.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread();
    pool.build_global().expect("the first pool of the process");
    // What the printer of code cannot print, the gate of tokens reports.
    let abort = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let is_of_printer = |place: &std::panic::Location<'_>| place.file().contains("prettyplease");
        if !panic.location().is_some_and(is_of_printer) {
            abort(panic);
        }
    }));
}

/// Defines the entry of a target over texts: a function of `&str`. Inputs are mutated by line as well as by byte.
#[macro_export]
macro_rules! text_target {
    ($run:expr) => {
        $crate::libfuzzer_sys::fuzz_target!(init: $crate::prepare(), |input: &[u8]| {
            if let Ok(text) = std::str::from_utf8(input) {
                $crate::timed(text.len(), || $run(text));
            }
        });

        $crate::libfuzzer_sys::fuzz_mutator!(|input: &mut [u8], size: usize, most: usize, seed: u32| {
            $crate::mutate(input, size, most, seed)
        });
    };
}

/// A text as a scalar of YAML and of JSON, so that it stands in a document as it is.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The lines of a text in one, for formats that give a text no more than a line.
pub fn on_one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

/// The lines of a text, with `indentation` before each, so that they stand inside something.
pub fn indented(text: &str, indentation: &str) -> String {
    let lines = text.lines().map(|line| format!("{indentation}{line}\n"));
    lines.collect()
}
