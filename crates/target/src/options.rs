//! What a target is told besides the plan, and what it gives back.

use std::collections::BTreeMap;

use specwright_model::Api;

/// How a generated crate names the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeSource {
    /// By a path, relative to the generated crate.
    Path(String),
    /// By a version in the registry.
    Version(String),
}

/// What a target is told besides the plan.
#[derive(Clone, Debug)]
pub struct Options {
    /// The name of the generated package.
    pub package: String,
    /// The name of the document's file, for the header.
    pub source: String,
    /// The command that renews the code, for the header.
    pub command: String,
    /// Where the runtime comes from.
    pub runtime: RuntimeSource,
    /// Packages that generated ones need besides, by name: what a manifest says of them, in TOML.
    pub dependencies: BTreeMap<String, String>,
}

impl Options {
    /// The name under which Rust code refers to the package.
    pub fn crate_name(&self) -> String {
        self.package.replace('-', "_")
    }

    /// What to call the API in a sentence: its title, or the document where it has none.
    pub fn api_title(&self, api: &Api) -> String {
        match api.title.trim() {
            "" => format!("the API that {} describes", self.source),
            title => title.to_owned(),
        }
    }
}

/// A file of a generated crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedFile {
    /// Its path in the crate, with forward slashes.
    pub path: String,
    /// Its text.
    pub contents: String,
}

impl GeneratedFile {
    /// A file.
    pub fn new(path: &str, contents: String) -> Self {
        Self {
            path: path.to_owned(),
            contents,
        }
    }
}
