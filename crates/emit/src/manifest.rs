//! The list of generated files that each crate's directory holds.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::output::MANIFEST_NAME;
use crate::{Crate, Error, RelativePath, inspect};

const NOTICE: &str = "Lists the generated files of this directory. Written by Specwright; do not edit.";

/// Which files of a directory are generated, and the hash of what was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Manifest {
    /// The lower-case hexadecimal SHA-256 of each file's contents.
    pub(crate) files: BTreeMap<RelativePath, String>,
}

/// The manifest as it is stored.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    notice: String,
    generator: String,
    files: Vec<StoredFile>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredFile {
    path: RelativePath,
    sha256: String,
}

impl Manifest {
    /// The manifest of a crate that is to be written.
    pub(crate) fn of(generated: &Crate) -> Self {
        let files = generated.files.iter();
        Self {
            files: files
                .map(|file| (file.path.clone(), sha256(file.contents.as_bytes())))
                .collect(),
        }
    }

    /// Reads the manifest of a crate's directory; `None` where there is none.
    pub(crate) fn read(directory: &Path) -> Result<Option<Self>, Error> {
        let Some(bytes) = inspect::read(&directory.join(MANIFEST_NAME))? else {
            return Ok(None);
        };
        let stored: Stored = serde_json::from_slice(&bytes).map_err(|error| Error::Manifest {
            path: directory.join(MANIFEST_NAME),
            reason: error.to_string(),
        })?;
        let files = stored.files.into_iter();
        Ok(Some(Self {
            files: files.map(|file| (file.path, file.sha256)).collect(),
        }))
    }

    /// The manifest as text: JSON, one line per file so that version control merges it, in the order of the paths.
    pub(crate) fn to_text(&self) -> Result<String, Error> {
        let failed = |error: serde_json::Error| Error::Manifest {
            path: MANIFEST_NAME.into(),
            reason: error.to_string(),
        };
        let mut text = format!(
            "{{\n  \"notice\": \"{NOTICE}\",\n  \"generator\": \"specwright {}\",\n  \"files\": [",
            env!("CARGO_PKG_VERSION")
        );
        for (index, (path, sha256)) in self.files.iter().enumerate() {
            let path = serde_json::to_string(path).map_err(failed)?;
            let comma = if index == 0 { "" } else { "," };
            // Writing to a String cannot fail.
            let _ = write!(text, "{comma}\n    {{ \"path\": {path}, \"sha256\": \"{sha256}\" }}");
        }
        text.push_str("\n  ]\n}\n");
        Ok(text)
    }
}

/// The SHA-256 of some bytes in lower-case hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}
