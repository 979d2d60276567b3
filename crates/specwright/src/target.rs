//! What can be generated of an API.

use std::fmt;
use std::str::FromStr;

use specwright_model::Api;
use specwright_render::{Template, Templates};
use specwright_rust::Plan;
use specwright_target::{GeneratedFile, Options};

/// A kind of crate that is generated of an API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A client over reqwest.
    Client,
    /// A server stub over axum.
    Server,
}

/// The name is not that of a [`Target`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownTarget {
    /// The name that was given.
    pub name: String,
}

impl Target {
    /// All targets.
    pub const ALL: [Self; 2] = [Self::Client, Self::Server];

    /// The target's name, in lower case. Names of packages end in it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Server => "server",
        }
    }

    /// The templates of all targets.
    pub fn templates() -> Templates {
        let templates: Vec<Template> = Self::ALL.into_iter().flat_map(Self::own_templates).collect();
        Templates::new(&templates)
    }

    fn own_templates(self) -> Vec<Template> {
        match self {
            Self::Client => specwright_client::templates(),
            Self::Server => specwright_server::templates(),
        }
    }

    /// The files of a crate.
    ///
    /// # Errors
    /// A mistake in a template.
    pub(crate) fn generate(
        self,
        api: &Api,
        plan: &Plan,
        options: &Options,
        templates: &Templates,
    ) -> Result<Vec<GeneratedFile>, specwright_render::Error> {
        match self {
            Self::Client => specwright_client::generate(api, plan, options, templates),
            Self::Server => specwright_server::generate(api, plan, options, templates),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl FromStr for Target {
    type Err = UnknownTarget;

    fn from_str(name: &str) -> Result<Self, UnknownTarget> {
        let found = Self::ALL.into_iter().find(|target| target.name() == name);
        found.ok_or_else(|| UnknownTarget { name: name.to_owned() })
    }
}

impl fmt::Display for UnknownTarget {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = Self::names();
        write!(formatter, "{:?} is not a target; there are {names}", self.name)
    }
}

impl UnknownTarget {
    /// The names of all targets, for messages.
    pub(crate) fn names() -> String {
        Target::ALL.map(|target| format!("`{target}`")).join(" and ")
    }
}

impl std::error::Error for UnknownTarget {}
