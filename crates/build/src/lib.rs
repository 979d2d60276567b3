//! Specwright for build scripts: API descriptions into Rust, whenever a crate that uses them is built.
//!
//! In `Cargo.toml`, the runtime is a dependency, with the features that the generated code needs: `client`, to which
//! `rustls` adds HTTPS, for a client; `server` for a server; `pattern` where the description has `pattern`
//! constraints.
//!
//! ```toml
//! [dependencies]
//! specwright-runtime = { version = "0.1", features = ["client", "rustls"] }
//!
//! [build-dependencies]
//! specwright-build = "0.1"
//! ```
//!
//! In `build.rs`, paths are relative to the crate's folder:
//!
//! ```no_run
//! fn main() -> Result<(), specwright_build::Error> {
//!     specwright_build::configure().client().compile("partner.openapi.yaml")
//! }
//! ```
//!
//! In `src/lib.rs` or `src/main.rs`, the file has the name of the description, and in it is a module for each target:
//!
//! ```ignore
//! include!(concat!(env!("OUT_DIR"), "/partner.rs"));
//!
//! use partner_client::Client;
//! ```
//!
//! Invariant: nothing is written outside `OUT_DIR`.

mod compile;
mod error;

use std::path::{Path, PathBuf};

use specwright::{Name, Target};

pub use error::Error;

/// Begins to say what is generated.
pub fn configure() -> Builder {
    Builder {
        targets: Vec::new(),
        name: None,
        templates: None,
    }
}

/// What is generated from a description. Made by [`configure`].
#[derive(Clone, Debug)]
#[must_use = "nothing is generated until `compile` is called"]
pub struct Builder {
    targets: Vec<Target>,
    name: Option<String>,
    templates: Option<PathBuf>,
}

impl Builder {
    /// Generates a client: `pub mod NAME_client`. Needs the feature `client` of `specwright-runtime`.
    pub fn client(self) -> Self {
        self.target(Target::Client)
    }

    /// Generates a server: `pub mod NAME_server`, with the traits to implement, a router and a mock. Needs the feature
    /// `server` of `specwright-runtime`.
    pub fn server(self) -> Self {
        self.target(Target::Server)
    }

    /// Names the generated file and, with `_client` and `_server`, the modules in it, instead of the description's
    /// file name: small letters and digits, and hyphens, which are `_` in the modules' names.
    pub fn name(mut self, name: &str) -> Self {
        self.name = Some(name.to_owned());
        self
    }

    /// Takes templates from a folder: a file `client/lib.rs` in it is used in place of the template of that name.
    pub fn templates(mut self, folder: impl Into<PathBuf>) -> Self {
        self.templates = Some(folder.into());
        self
    }

    /// Generates the code from the description at `path` into `NAME.rs` in the folder that cargo names in `OUT_DIR`.
    ///
    /// Tells cargo to run the build script again when a file of the description changes, and shows what it warns of.
    ///
    /// # Errors
    /// When the description has errors, no target was asked for, the name is none, or the file cannot be written. Both
    /// `Display` and `Debug` of the error say all about it, so that `main` can return it.
    pub fn compile(self, path: impl AsRef<Path>) -> Result<(), Error> {
        let path = path.as_ref();
        let name = match &self.name {
            Some(name) => Name::new(name).map_err(Error::name)?,
            None => Name::of_file(path),
        };
        compile::compile(path, &name, &self.targets, self.templates.as_deref())
    }

    fn target(mut self, target: Target) -> Self {
        if !self.targets.contains(&target) {
            self.targets.push(target);
        }
        self
    }
}
