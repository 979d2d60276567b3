//! What is generated from a description.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use specwright::{Limit, Name, Reading, Target};
use specwright_rust::{DateTimes, PlanOptions};

use crate::{Error, Operations, compile};

/// Begins to say what is generated.
pub fn configure() -> Builder {
    Builder {
        targets: Vec::new(),
        name: None,
        templates: None,
        schemas: None,
        reading: Reading::default(),
        code: PlanOptions::default(),
        mistakes: Vec::new(),
    }
}

/// What is generated from a description. Made by [`configure`]. One builder serves one description; for another, call
/// [`configure`] again.
#[derive(Clone, Debug)]
#[must_use = "nothing is generated until `compile` is called"]
pub struct Builder {
    pub(crate) targets: Vec<Target>,
    name: Option<String>,
    pub(crate) templates: Option<PathBuf>,
    pub(crate) schemas: Option<PathBuf>,
    pub(crate) reading: Reading,
    pub(crate) code: PlanOptions,
    /// What is wrong with what was said here. `compile` tells all of it.
    mistakes: Vec<String>,
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

    /// Takes a type of yours for a schema that the description declares: nothing is generated for it, and whatever
    /// refers to it has your type.
    ///
    /// `path` begins with `crate`, or with the name of a crate: `crate::Money`, `money::Money`. The type implements
    /// `specwright_runtime::json::{Encode, Decode}`, `Clone`, `Debug` and `PartialEq`; where it has serde's traits,
    /// `specwright_runtime::impl_json_by_serde!`, which the runtime has with its feature `serde`, gives it the first two.
    /// What the schema demands is not checked any more: that is up to `Decode`.
    pub fn replace_type(mut self, schema: &str, path: &str) -> Self {
        if let Some(path) = self.parse(path) {
            self.code.replacements.insert(schema.to_owned(), path);
        }
        self
    }

    /// Derives a trait for all generated types, beside those that they always derive (`Clone` and `PartialEq`,
    /// enumerations also `Eq` and `Hash`): `Hash`, or `schemars::JsonSchema` for one of another crate.
    pub fn derive(mut self, path: &str) -> Self {
        if let Some(path) = self.parse(path) {
            self.code.derives.push(path);
        }
        self
    }

    /// Derives a trait for the type of one schema that the description declares.
    pub fn derive_for(mut self, schema: &str, path: &str) -> Self {
        if let Some(path) = self.parse(path) {
            self.code.derives_of.entry(schema.to_owned()).or_default().push(path);
        }
        self
    }

    /// Generates these operations, and others only where this is said of them too. Types that no operation needs are
    /// left out.
    pub fn include(mut self, operations: Operations<'_>) -> Self {
        operations.add_to(&mut self.code.operations.include);
        self
    }

    /// Leaves out these operations, also where they are included, and types that no other operation needs.
    pub fn exclude(mut self, operations: Operations<'_>) -> Self {
        operations.add_to(&mut self.code.operations.exclude);
        self
    }

    /// Chooses what dates and times are; [`DateTimes::Jiff`] where nobody does. [`DateTimes::Chrono`] and
    /// [`DateTimes::Time`] need the features `chrono` and `time` of `specwright-runtime`.
    pub fn date_times(mut self, library: DateTimes) -> Self {
        self.code.date_times = library;
        self
    }

    /// Takes bodies, responses and schemas from another description of the same API, where this one has none, as
    /// capabilities do.
    pub fn schemas(mut self, path: impl Into<PathBuf>) -> Self {
        self.schemas = Some(path.into());
        self
    }

    /// Lets the description refer to files of this folder and below it, instead of those of its own folder alone.
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.reading.root = Some(folder.into());
        self
    }

    /// Puts up with errors of this code in the description: they are warnings, and what they are about is left out.
    pub fn allow(mut self, code: &str) -> Self {
        if let Some(code) = self.parse(code) {
            self.reading.allow.push(code);
        }
        self
    }

    /// Makes a limit another one for this description: how much it may ask for, such as `.limit("depth", 300)`. The
    /// limits are `document-bytes`, `total-bytes`, `depth`, `nodes`, `files`, `references`, `name-characters` and
    /// `code-bytes`.
    pub fn limit(mut self, name: &str, value: usize) -> Self {
        if let Some(limit) = self.parse::<Limit>(name)
            && let Err(refused) = self.reading.limits.set(limit, value)
        {
            self.mistakes.push(refused.to_string());
        }
        self
    }

    /// Takes templates from a folder: a file `client/lib.rs` in it is used in place of the template of that name.
    pub fn templates(mut self, folder: impl Into<PathBuf>) -> Self {
        self.templates = Some(folder.into());
        self
    }

    /// Generates the code from the description at `path` into `NAME.rs`, the file to include, and `NAME.code.rs`, which
    /// that one includes, in the folder that cargo names in `OUT_DIR`.
    ///
    /// Tells cargo to run the build script again when a file of the description changes, and shows what it warns of.
    ///
    /// # Errors
    /// When the description has errors, no target was asked for, something that was said here is wrong, or the file
    /// cannot be written. Both `Display` and `Debug` of the error say all about it, so that `main` can return it.
    pub fn compile(mut self, path: impl AsRef<Path>) -> Result<(), Error> {
        let path = path.as_ref();
        let name = match self.name.take() {
            Some(name) => Name::new(&name).map_err(Error::name)?,
            None => Name::of_file(path),
        };
        if self.targets.is_empty() {
            let missing = "nothing to generate: call `client()` or `server()` before `compile`";
            self.mistakes.push(missing.to_owned());
        }
        if !self.mistakes.is_empty() {
            return Err(Error::new(self.mistakes.join("\n")));
        }
        compile::compile(self, path, &name)
    }

    fn target(mut self, target: Target) -> Self {
        if !self.targets.contains(&target) {
            self.targets.push(target);
        }
        self
    }

    fn parse<T: FromStr<Err: Display>>(&mut self, text: &str) -> Option<T> {
        text.parse()
            .map_err(|error: T::Err| self.mistakes.push(error.to_string()))
            .ok()
    }
}
