//! How much input one run accepts.

/// The largest input that is read. Everything beyond is refused with a diagnostic, so that documents that
/// strangers wrote cost bounded time and memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file.
    pub document_bytes: usize,
    /// Bytes of all files of a run together.
    pub total_bytes: usize,
    /// How deep sequences and mappings may be nested in one another.
    pub depth: usize,
    /// Nodes of all files of a run together, where a node behind an alias counts each time it is used.
    pub nodes: usize,
    /// Files of a run.
    pub files: usize,
    /// How many objects and values readers go through, where what references of the format lead to (`$ref`, `!include`,
    /// traits) counts each time. The largest public documents come to a tenth of the default.
    pub references: usize,
}

impl Limits {
    /// The most that [`Limits::depth`] may be: readers go down into values by calling themselves, on a stack that is
    /// large enough for it.
    pub const MOST_DEPTH: usize = 500;

    /// How to mend what breaks a limit. `name` is that of the limit in configurations.
    pub fn help(name: &str) -> String {
        format!("if you trust whoever wrote it, raise the limit `{name}`")
    }
}

impl Default for Limits {
    /// 64 MiB a file, 256 MiB in all, 200 levels, 4 million nodes, 5000 files, 2 million objects behind references.
    fn default() -> Self {
        Self {
            document_bytes: 64 << 20,
            total_bytes: 256 << 20,
            depth: 200,
            nodes: 4_000_000,
            files: 5000,
            references: 2_000_000,
        }
    }
}
