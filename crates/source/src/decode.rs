//! From bytes to text.

use specwright_diagnostics::{Diagnostic, FileId, Location, Span};

use crate::rules;

/// The text of a file's bytes, with a finding where they are not UTF-8. Then the text is what could be read, so
/// that the finding can be shown in it.
pub(crate) fn decode(bytes: Vec<u8>) -> (String, Option<DecodeProblem>) {
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            let byte = error.as_bytes().get(offset).copied().unwrap_or(0);
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            (text, Some(DecodeProblem { offset, byte, utf16 }))
        }
    }
}

/// Where a file's bytes stop to be UTF-8.
pub(crate) struct DecodeProblem {
    offset: usize,
    byte: u8,
    utf16: bool,
}

impl DecodeProblem {
    pub(crate) fn diagnostic(&self, file: FileId) -> Diagnostic {
        // Up to the offset, the lossy text is the same as the bytes; there stands U+FFFD, of three bytes.
        let location = Location {
            file,
            span: Span::new(self.offset, self.offset + 3),
        };
        if self.utf16 {
            return Diagnostic::new(&rules::NOT_UTF8, location, "the file is UTF-16; it must be UTF-8")
                .help("save the file as UTF-8");
        }
        let (offset, byte) = (self.offset, self.byte);
        let message = format!("the byte 0x{byte:02X} at offset {offset} is not UTF-8");
        Diagnostic::new(&rules::NOT_UTF8, location, message).help("save the file as UTF-8")
    }
}
