//! What can be generated of an API.

use std::fmt;
use std::str::FromStr;

use specwright_diagnostics::Diagnostics;
use specwright_gateway::{Exposure, Generated, Summary};
use specwright_model::Api;
use specwright_render::{Template, Templates};
use specwright_rust::Plan;
use specwright_target::Options;

use crate::generate::Request;

/// A kind of crate that is generated of an API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A client over reqwest.
    Client,
    /// A server stub over axum.
    Server,
    /// What a capability exposes, by REST and MCP. It calls the API by the generated client.
    Gateway,
    /// A server of the Model Context Protocol with a tool for each operation. It calls the API by the generated client.
    Mcp,
}

/// The name is not that of a [`Target`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownTarget {
    /// The name that was given.
    pub name: String,
}

impl Target {
    /// All targets.
    pub const ALL: [Self; 4] = [Self::Client, Self::Server, Self::Gateway, Self::Mcp];

    /// The target's name, in lower case. Names of packages end in it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Server => "server",
            Self::Gateway => "gateway",
            Self::Mcp => "mcp",
        }
    }

    /// What is generated of an API where nobody says: client and server; of one with a capability, whose server is that
    /// of the API which it calls, a client, and a gateway where it exposes something.
    pub(crate) fn usual(api: &Api) -> Vec<Self> {
        match &api.capability {
            Some(capability) if capability.adapters.is_empty() => vec![Self::Client],
            Some(_) => vec![Self::Client, Self::Gateway],
            None => vec![Self::Client, Self::Server],
        }
    }

    /// Whether the crate calls the API by the generated client, which is then generated too.
    pub(crate) fn needs_client(self) -> bool {
        matches!(self, Self::Gateway | Self::Mcp)
    }

    /// The templates of all targets.
    pub fn templates() -> Templates {
        let written = [Self::Client, Self::Server, Self::Gateway];
        let templates: Vec<Template> = written.into_iter().flat_map(Self::own_templates).collect();
        Templates::new(&templates)
    }

    fn own_templates(self) -> Vec<Template> {
        match self {
            Self::Client => specwright_client::templates(),
            Self::Server => specwright_server::templates(),
            Self::Gateway | Self::Mcp => specwright_gateway::templates(),
        }
    }

    /// The files of a crate, with what was found on the way.
    ///
    /// # Errors
    /// A mistake in a template.
    pub(crate) fn generate(
        self,
        api: &Api,
        plan: &Plan,
        request: &Request,
        options: &Options,
        templates: &Templates,
    ) -> Result<Generated, specwright_render::Error> {
        let gateway = |exposure| {
            let client = request.name.package(Self::Client);
            specwright_gateway::generate(api, plan, &client, exposure, options, templates)
        };
        let files = match self {
            Self::Client => specwright_client::generate(api, plan, options, templates)?,
            Self::Server => specwright_server::generate(api, plan, options, templates)?,
            Self::Gateway => return gateway(Exposure::Capability),
            Self::Mcp => return gateway(Exposure::Tools(&request.tools)),
        };
        let diagnostics = match self {
            Self::Server => plan.shadowed_findings(),
            _ => Diagnostics::new(),
        };
        Ok(Generated {
            files,
            diagnostics,
            summary: Summary::default(),
        })
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
        let [first @ .., last] = Target::ALL.map(|target| format!("`{target}`"));
        format!("{} and {last}", first.join(", "))
    }
}

impl std::error::Error for UnknownTarget {}
