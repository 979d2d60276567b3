//! What `specwright.toml` says: which descriptions to generate from, and where to.

mod reader;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use specwright_diagnostics::Files;
use specwright_rust::PlanOptions;
use specwright_source::{OpenOptions, Sources, Syntax};

use crate::{Findings, Name, Reading, Request, Runtime, Selection, Target};

/// What `specwright.toml` says. All paths are relative to the working directory, or absolute.
///
/// ```toml
/// [output]                                  # this table, and each key in it, may be left out
/// directory = "generated"                   # where generated crates go, relative to this file
/// templates = "templates"                   # a folder with templates of your own; none when it is left out
/// runtime = "vendored"                      # or { path = "crates/runtime" } or { version = "0.1" }
///
/// [limits]                                  # how much descriptions may ask for: see docs/limits.md
/// depth = 300
///
/// [[api]]                                   # one for each description, at least one
/// name = "scaleway-partner"                 # packages are called scaleway-partner-client and -server
/// description = "specs/scaleway-partner.openapi.yaml"
/// targets = ["client", "server"]            # or "gateway" or "mcp"; the usual ones when it is left out
/// schemas = "specs/partner.yaml"            # a description with the schemas that this one, a capability, lacks
/// root = "specs"                            # the folder of which files are read; the description's when left out
/// allow = ["file-missing"]                  # errors that count as warnings; none when it is left out
///
/// limits = { document-bytes = 100_000_000 } # for this description alone
///
/// date-times = "jiff"                       # or "chrono", "time" or "string"
/// derives = ["Hash"]                        # what all types derive, beside what they always do
///
/// [api.operations]                          # which operations are generated; all when it is left out
/// include = { tags = ["projects"] }
///
/// [api.types]                               # types of your own in place of schemas, which are then not generated
/// Money = "money::Money"
///
/// [api.dependencies]                        # what generated packages need for these, as a manifest says it
/// money = { path = "../money" }
///
/// [api.derives-of]                          # what single types derive, by their schemas
/// Organization = ["Eq"]
///
/// [api.tools]                               # which operations are tools of "mcp"; all when it is left out
/// include = { tags = ["users"], paths = ["/organizations/*"] }
/// exclude = { names = ["delete_*"] }        # `*` stands for any characters
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    /// The folder of generated crates.
    pub directory: PathBuf,
    /// A folder with templates that take the place of the targets' own: see [`templates_with`](crate::templates_with).
    pub templates: Option<PathBuf>,
    /// Where they find the runtime.
    pub runtime: Runtime,
    /// What to generate, in the order of the file; names are unique.
    pub apis: Vec<ConfiguredApi>,
}

/// One `[[api]]` of the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfiguredApi {
    /// What the packages are called, before `-client`, `-server`, `-gateway` or `-mcp`.
    pub name: Name,
    /// The file of the description.
    pub description: PathBuf,
    /// The file of another description of the same API, which has the schemas that this one lacks.
    pub schemas: Option<PathBuf>,
    /// How it is read.
    pub reading: Reading,
    /// What is decided about the code.
    pub code: PlanOptions,
    /// Packages that the generated ones need besides: see [`Request::dependencies`].
    pub dependencies: BTreeMap<String, String>,
    /// The crates to generate, each once; none for the usual ones: see [`Target`].
    pub targets: Vec<Target>,
    /// Which operations are tools of an MCP server.
    pub tools: Selection,
}

/// No API of the configuration has this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownApi {
    /// The name that was asked for.
    pub name: String,
    /// The names that there are.
    pub known: Vec<Name>,
}

impl Configuration {
    /// The name of the file in which a configuration is expected.
    pub const FILE_NAME: &str = "specwright.toml";

    /// Reads the file `path`.
    ///
    /// # Errors
    /// What is wrong with it, all at once.
    pub fn read(path: &Path) -> Result<Self, Findings> {
        let options = OpenOptions {
            syntax: Some(Syntax::Text),
            ..OpenOptions::default()
        };
        let sources = Sources::open(path, &options, |_| Vec::new())
            .map_err(|error| Findings::of(error.files, error.diagnostics))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        reader::read(sources.files(), sources.entry(), folder)
            .map_err(|diagnostics| Findings::of(sources.files().clone(), diagnostics))
    }

    /// Takes the text of a configuration that stands in `folder`.
    ///
    /// # Errors
    /// What is wrong with it, all at once.
    pub fn parse(text: &str, folder: &Path) -> Result<Self, Findings> {
        let mut files = Files::new();
        let file = files.add(Self::FILE_NAME, text);
        reader::read(&files, file, folder).map_err(|diagnostics| Findings::of(files, diagnostics))
    }

    /// What to generate for the APIs called `names`, or for all when there are no names. `command` makes the command
    /// that renews an API's crates.
    ///
    /// # Errors
    /// A name that no API has.
    pub fn requests(&self, names: &[String], command: impl Fn(&Name) -> String) -> Result<Vec<Request>, UnknownApi> {
        let known = || self.apis.iter().map(|api| &api.name);
        if let Some(unknown) = names.iter().find(|name| known().all(|it| it.as_str() != **name)) {
            return Err(UnknownApi {
                name: unknown.clone(),
                known: known().cloned().collect(),
            });
        }
        let is_wanted = |api: &&ConfiguredApi| names.is_empty() || names.iter().any(|name| api.name.as_str() == name);
        let wanted = self.apis.iter().filter(is_wanted);
        Ok(wanted
            .map(|api| Request {
                description: api.description.clone(),
                schemas: api.schemas.clone(),
                reading: api.reading.clone(),
                name: api.name.clone(),
                code: api.code.clone(),
                dependencies: api.dependencies.clone(),
                targets: api.targets.clone(),
                tools: api.tools.clone(),
                runtime: self.runtime.source(&self.directory),
                command: command(&api.name),
                features: true,
            })
            .collect())
    }
}

impl fmt::Display for UnknownApi {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "no API of the configuration is called {:?}", self.name)?;
        match specwright_diagnostics::nearest(&self.name, self.known.iter().map(Name::as_str)) {
            Some(near) => write!(formatter, "; did you mean `{near}`?"),
            None => {
                let known: Vec<_> = self.known.iter().map(|name| format!("`{name}`")).collect();
                write!(formatter, "; there are {}", known.join(", "))
            }
        }
    }
}

impl std::error::Error for UnknownApi {}
