//! Bodies that are sequences of JSON texts.

/// How a body separates the JSON texts that it is a sequence of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// One text on each line: `application/jsonl` and `application/x-ndjson`.
    Lines,
    /// A record separator (`0x1E`) before and a line feed after each text:
    /// `application/json-seq` (RFC 7464, section 2).
    Sequence,
}
