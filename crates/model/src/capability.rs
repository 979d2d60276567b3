//! Capabilities: what is offered on top of an API, and how each offer is fulfilled by calling it.
//!
//! A capability takes an API's operations (here: *upstream*) and offers them to others through adapters: HTTP resources
//! ([`RestAdapter`]) and tools of the Model Context Protocol ([`McpAdapter`]). All names are resolved: a [`Plan`] says
//! which operations are called, in which order, and what each parameter is given; whoever carries it out looks nothing
//! up but inputs, results of earlier steps, and binds.

mod expression;
mod plan;

use serde::Serialize;
use serde_json::Value;

use crate::{Method, Origin, PathTemplate, SchemaId, SecurityKind};

pub use expression::{Expression, PathStep, ValuePath};
pub use plan::{Argument, Call, CallBody, Lookup, LookupField, OperationReference, Plan, Step};

/// What is offered on top of an API.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Capability {
    /// Its name, for people.
    pub name: String,
    /// What it is for, as CommonMark.
    pub description: Option<String>,
    /// Words by which it is found.
    pub tags: Vec<String>,
    /// The values that are not in the description and must be there at the start, such as secrets; unique by name.
    pub binds: Vec<Bind>,
    /// Where the operations are served, in the document's order. An operation belongs to the upstream whose namespace
    /// is its first tag.
    pub upstreams: Vec<Upstream>,
    /// The ways in which it is offered, in the document's order; unique by namespace and by port.
    pub adapters: Vec<Adapter>,
    /// Where it is described.
    pub origin: Origin,
}

impl Capability {
    /// The bind of a name, as [`Expression::Bind`] uses it.
    pub fn bind(&self, name: &str) -> Option<&Bind> {
        self.binds.iter().find(|bind| bind.name == name)
    }

    /// The upstream of a namespace.
    pub fn upstream(&self, namespace: &str) -> Option<&Upstream> {
        self.upstreams.iter().find(|upstream| upstream.namespace == namespace)
    }
}

/// A value that is not in the description: a secret, or what differs between places where the capability runs.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Bind {
    /// The name that expressions use.
    pub name: String,
    /// The name under which the source holds it, such as that of an environment variable.
    pub source_key: String,
    /// Where it comes from.
    pub location: BindLocation,
    /// The group of binds that it belongs to; expressions may name it as well (`{{env.KEY}}`).
    pub namespace: String,
    /// What the group is for, as CommonMark.
    pub description: Option<String>,
    /// Whether it may be missing at the start; what needs it is refused then.
    pub optional: bool,
    /// Where it is declared.
    pub origin: Origin,
}

/// Where the value of a [`Bind`] comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BindLocation {
    /// The environment of the process.
    #[default]
    Environment,
    /// A file of names and values (YAML or JSON): the path of its `file://` URI, as written. Paths that begin with
    /// `./` or `../` are relative to the folder of the description.
    File(String),
    /// A store that this project does not know, by its URI; the value must come from the environment instead.
    Other(String),
}

/// Where operations are served, and what is sent along with each call.
#[derive(Clone, Debug, Serialize)]
pub struct Upstream {
    /// The tag of its operations; unique in a capability.
    pub namespace: String,
    /// Its address: a literal, or text with binds in it. Without a slash at its end.
    pub base_url: Expression,
    /// The name of its scheme among [`Api::security_schemes`](crate::Api::security_schemes), and the secrets that it
    /// takes; none where nothing is to be proven.
    pub authentication: Option<Authentication>,
    /// Where it is described.
    pub origin: Origin,
}

/// How a caller proves who is calling, with what it takes to do so or to check it.
#[derive(Clone, Debug, Serialize)]
pub struct Authentication {
    /// The scheme's name; that of the namespace it belongs to.
    pub scheme: String,
    /// How it works.
    pub kind: SecurityKind,
    /// What the caller must have. Expressions here hold literals, binds and templates of those.
    pub credential: Credential,
    /// Where it is described.
    pub origin: Origin,
}

/// The secrets of an [`Authentication`].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Credential {
    /// The value of an API key, or a bearer token.
    Token(Expression),
    /// A user name and a password (Basic, Digest).
    Password {
        /// The user's name.
        username: Expression,
        /// The password.
        password: Expression,
    },
    /// A token of an authorization server (RFC 9728, RFC 8707).
    AuthorizationServer {
        /// The address of the authorization server.
        issuer: Expression,
        /// The resource that tokens are for.
        resource: Expression,
        /// The audience that tokens must name.
        audience: Option<Expression>,
        /// The scopes that are asked for.
        scopes: Vec<String>,
    },
}

/// A way in which a capability is offered.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Adapter {
    /// HTTP resources.
    Rest(RestAdapter),
    /// A server of the Model Context Protocol.
    Mcp(McpAdapter),
}

/// HTTP resources that are served.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RestAdapter {
    /// Its name.
    pub namespace: String,
    /// What it is, as CommonMark.
    pub description: Option<String>,
    /// The host name or IP address to listen at; none where the description leaves it open.
    pub address: Option<String>,
    /// The port to listen at.
    pub port: Option<u16>,
    /// Who may call it; none: everybody.
    pub authentication: Option<Authentication>,
    /// The resources, in the document's order.
    pub resources: Vec<RestResource>,
    /// Where it is described.
    pub origin: Origin,
}

/// A path that is served.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RestResource {
    /// The path. Where [`RestResource::forward`] is set, its last variable takes the whole rest of the path.
    pub path: PathTemplate,
    /// Its name.
    pub name: Option<String>,
    /// What it is, as CommonMark.
    pub description: Option<String>,
    /// The operations, each method once.
    pub operations: Vec<RestOperation>,
    /// Where requests go that no operation takes.
    pub forward: Option<Forward>,
    /// Where it is described.
    pub origin: Origin,
}

/// An operation that is served.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RestOperation {
    /// The method.
    pub method: Method,
    /// Its name.
    pub name: Option<String>,
    /// Its name for people.
    pub title: Option<String>,
    /// What it does, as CommonMark.
    pub description: Option<String>,
    /// What is taken from the request, those inputs included that all operations of the resource have; unique by name.
    pub inputs: Vec<Input>,
    /// What is done.
    pub plan: Plan,
    /// What comes back; none where the description does not say.
    pub output: Option<SchemaId>,
    /// Where it is described.
    pub origin: Origin,
}

/// A part of an upstream that is served as it is: requests go there and responses come back unchanged.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Forward {
    /// The namespace of the upstream.
    pub namespace: String,
    /// The header fields that are passed on; no others are.
    pub trusted_headers: Vec<String>,
    /// What every request to the upstream carries, whatever the caller sends.
    pub arguments: Vec<Argument>,
    /// Where it is described.
    pub origin: Origin,
}

/// A server of the Model Context Protocol.
#[derive(Clone, Debug, Default, Serialize)]
pub struct McpAdapter {
    /// Its name.
    pub namespace: String,
    /// What it is, as CommonMark.
    pub description: Option<String>,
    /// The host name or IP address to listen at; none where the description leaves it open.
    pub address: Option<String>,
    /// The port to listen at; none for [`Transport::Stdio`].
    pub port: Option<u16>,
    /// How messages travel.
    pub transport: Transport,
    /// Who may call it; none: everybody.
    pub authentication: Option<Authentication>,
    /// The tools, in the document's order; unique by name.
    pub tools: Vec<Tool>,
    /// The resources, in the document's order.
    pub resources: Vec<McpResource>,
    /// The prompts, in the document's order.
    pub prompts: Vec<Prompt>,
    /// Where it is described.
    pub origin: Origin,
}

/// How messages of the Model Context Protocol travel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Transport {
    /// Streamable HTTP.
    #[default]
    Http,
    /// Standard input and output.
    Stdio,
}

/// A tool.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its name for people.
    pub title: Option<String>,
    /// What it does, as CommonMark.
    pub description: Option<String>,
    /// What is known of its effects.
    pub hints: Hints,
    /// Its arguments; unique by name.
    pub inputs: Vec<Input>,
    /// What is done.
    pub plan: Plan,
    /// What comes back; none where the description does not say.
    pub output: Option<SchemaId>,
    /// Where it is described.
    pub origin: Origin,
}

/// What is known of a tool's effects; none where nobody says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Hints {
    /// Whether it changes nothing.
    pub read_only: Option<bool>,
    /// Whether it may destroy something.
    pub destructive: Option<bool>,
    /// Whether doing it again with the same arguments changes nothing more.
    pub idempotent: Option<bool>,
    /// Whether it deals with things outside of what the server knows.
    pub open_world: Option<bool>,
}

/// Something that can be read through the Model Context Protocol.
#[derive(Clone, Debug, Default, Serialize)]
pub struct McpResource {
    /// Its name.
    pub name: String,
    /// Its name for people.
    pub title: Option<String>,
    /// Its URI; a URI template (RFC 6570, level 1) where it has inputs.
    pub uri: String,
    /// What it is, as CommonMark.
    pub description: Option<String>,
    /// Its media type.
    pub media_type: Option<String>,
    /// The variables of `uri`.
    pub inputs: Vec<Input>,
    /// What is done to read it.
    pub plan: Plan,
    /// Where it is described.
    pub origin: Origin,
}

/// Messages that a user can start a conversation with.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Prompt {
    /// Its name.
    pub name: String,
    /// Its name for people.
    pub title: Option<String>,
    /// What it is for, as CommonMark.
    pub description: Option<String>,
    /// What is filled in: texts all of them.
    pub inputs: Vec<Input>,
    /// The messages.
    pub messages: Vec<PromptMessage>,
    /// Where it is described.
    pub origin: Origin,
}

/// A message of a [`Prompt`].
#[derive(Clone, Debug, Serialize)]
pub struct PromptMessage {
    /// Who says it: `user` or `assistant`.
    pub role: String,
    /// What is said: literals, inputs, and templates of those.
    pub content: Expression,
}

/// Something that a caller of an adapter gives.
#[derive(Clone, Debug, Serialize)]
pub struct Input {
    /// Its name, as the caller writes it; for variables of paths as in the adapter's own path.
    pub name: String,
    /// Where it is found in the request.
    pub place: InputPlace,
    /// What it may be.
    pub schema: SchemaId,
    /// Whether it must be given.
    pub required: bool,
    /// What it is for, as CommonMark.
    pub description: Option<String>,
    /// The value that holds when none is given.
    pub default: Option<Value>,
    /// Where it is described; inferred where it was taken over from a parameter of the operation that is called.
    pub origin: Origin,
}

/// Where an [`Input`] is found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum InputPlace {
    /// Among the arguments of a tool or prompt, or the variables of a resource's URI.
    #[default]
    Argument,
    /// In the path: the variable of the input's name.
    Path,
    /// In the query.
    Query,
    /// In a header field.
    Header,
    /// In the cookie header.
    Cookie,
    /// In the body, at this place; at `$` it is the whole body.
    Body(ValuePath),
}
