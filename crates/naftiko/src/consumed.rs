//! What a capability consumes: APIs, as any other format describes them.

mod authentication;
mod body;
mod body_template;
mod operation;
mod output;
mod parameter;
mod resource;
mod schema;

use std::collections::BTreeMap;

use specwright_diagnostics::{Diagnostic, Location};
use specwright_model::{
    Argument, Expression, OperationReference, ParameterPlace, SchemaId, Server, Tag, Upstream, ValuePath,
};
use specwright_source::Node;

use crate::imports::Item;
use crate::objects;
use crate::reader::Reader;
use crate::rules;

pub(crate) use output::named_path;
pub(crate) use schema::kind as schema_kind;

/// A consumed API, for the calls of its operations.
#[derive(Debug)]
pub(crate) struct Consumed {
    pub(crate) namespace: String,
    pub(crate) location: Location,
    pub(crate) operations: Vec<ConsumedOperation>,
    /// Where the operation of a name is among them.
    by_name: BTreeMap<String, usize>,
    /// What every request carries.
    pub(crate) fixed: Vec<Argument>,
}

impl Consumed {
    /// The operation of a name.
    pub(crate) fn operation(&self, name: &str) -> Option<&ConsumedOperation> {
        self.operations.get(*self.by_name.get(name)?)
    }

    fn add(&mut self, operation: ConsumedOperation) {
        self.by_name
            .entry(operation.name.clone())
            .or_insert(self.operations.len());
        self.operations.push(operation);
    }
}

/// A consumed operation, for calls of it.
#[derive(Clone, Debug)]
pub(crate) struct ConsumedOperation {
    /// As calls name it, without the namespace.
    pub(crate) name: String,
    pub(crate) reference: OperationReference,
    /// What may be given to it, in the order of its parameters, the body last.
    pub(crate) slots: Vec<Slot>,
    pub(crate) body: SentBody,
    /// The parts of its response that have names.
    pub(crate) outputs: Vec<(String, ValuePath)>,
}

/// Something that may be given to what is called.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    pub(crate) name: String,
    pub(crate) place: SlotPlace,
    pub(crate) schema: SchemaId,
    pub(crate) required: bool,
    pub(crate) description: Option<String>,
    /// Its value, where the caller does not choose it.
    pub(crate) fixed: Option<Expression>,
    pub(crate) location: Location,
}

/// Where what is given to a [`Slot`] goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SlotPlace {
    Parameter(ParameterPlace),
    /// It is the body.
    Body,
    /// It is a part of the body.
    BodyPart,
    /// It is an input of a function.
    Input,
}

/// The body of a consumed operation.
#[derive(Clone, Debug)]
pub(crate) enum SentBody {
    None,
    /// What the slot of the place [`SlotPlace::Body`] is given.
    Whole {
        media_type: String,
    },
    /// This expression, in which slots of the place [`SlotPlace::BodyPart`] are inputs.
    Template {
        media_type: String,
        value: Expression,
    },
}

impl<'s> Reader<'s> {
    /// Reads all consumed APIs.
    pub(crate) fn consume(&mut self, items: &[Item<'s>]) {
        for item in items {
            self.environment_inputs(item.node);
        }
        for item in items {
            self.read_consumed_api(*item);
        }
    }

    /// The consumed API of a namespace.
    pub(crate) fn consumed_api(&self, namespace: &str) -> Option<&Consumed> {
        self.consumed.get(*self.namespaces.get(namespace)?)
    }

    fn read_consumed_api(&mut self, item: Item<'s>) {
        let object = &objects::CONSUMED;
        if !self.object(item.node, object) {
            return;
        }
        let node = item.node;
        node.ignore("type");
        let own_name = self.required(node, "namespace", object);
        let Some(namespace) = item.alias.map(|(name, _)| name).or(own_name) else {
            node.see_all();
            return;
        };
        let location = item.alias.map_or_else(
            || node.peek("namespace").map_or_else(|| node.location(), Node::location),
            |(_, location)| location,
        );
        if !self.is_new_namespace(namespace, location) {
            node.see_all();
            return;
        }
        let tag = Tag {
            name: namespace.to_owned(),
            description: self.string(node, "description"),
            origin: self.origin(location),
            ..Tag::default()
        };
        self.api.tags.push(tag);
        let base_url = self.base_uri(node);
        let authentication = self.upstream_authentication(node, namespace);
        if let Some(tunnel) = node.get("tunnel") {
            self.use_binds_below(tunnel);
            tunnel.see_all();
            self.left_out(tunnel.location(), "the tunnel", "calls go to `baseUri` directly");
        }
        self.resources(node, namespace, location, &base_url);
        let is_first = self.api.servers.is_empty();
        if is_first {
            self.api.servers.push(server(&base_url));
        }
        let upstream = Upstream {
            namespace: namespace.to_owned(),
            base_url,
            authentication,
            origin: self.origin(location),
        };
        self.upstreams.push(upstream);
    }

    fn is_new_namespace(&mut self, namespace: &str, location: Location) -> bool {
        let Some(first) = self.consumed_api(namespace).map(|consumed| consumed.location) else {
            return true;
        };
        let message = format!("two consumed APIs have the namespace `{namespace}`; this one is left out");
        let diagnostic = Diagnostic::new(&rules::REPEATED_NAME, location, message);
        let diagnostic = diagnostic.related(first, "the first one");
        self.findings
            .push(diagnostic.help("give one of them another name, by `as` where it is imported"));
        false
    }

    /// The address of a consumed API, without a slash at its end.
    fn base_uri(&mut self, node: Node<'s>) -> Expression {
        let Some(text) = self.required(node, "baseUri", &objects::CONSUMED) else {
            return Expression::text("");
        };
        let location = node.peek("baseUri").map_or_else(|| node.location(), Node::location);
        let address = text.trim_end_matches('/');
        let value = self.bound_text(address, location);
        let is_bound = !matches!(value, Expression::Literal(_));
        let is_url = ["http://", "https://"].iter().any(|scheme| {
            let rest = address
                .get(..scheme.len())
                .filter(|start| start.eq_ignore_ascii_case(scheme));
            rest.is_some() && address.len() > scheme.len()
        });
        if !is_url && !is_bound {
            let message = format!("`{text}` is no address: it must begin with `http://` or `https://`");
            self.report(&rules::INVALID_BASE_URI, location, message);
        } else if address.contains(['?', '#']) {
            let message = "an address has no query and no fragment";
            let help = "put what all requests carry into `inputParameters`";
            self.report_with(&rules::INVALID_BASE_URI, location, message, help);
        } else if has_credentials(address) {
            let message = "the address holds a user name or a password";
            let help = "give them by `authentication` of the type `basic`, with binds";
            self.report_with(&rules::INVALID_BASE_URI, location, message, help);
        } else if let Some(variable) = open_variable(&value) {
            let message = format!("nothing gives the variable `{{{variable}}}` of the address a value");
            let help = format!("declare a bind, and write its name in double braces: `{{{{{variable}}}}}`");
            self.report_with(&rules::OPEN_BASE_URI, location, message, help);
        }
        value
    }
}

/// Whether an address has something in front of its host (RFC 3986, section 3.2.1).
fn has_credentials(address: &str) -> bool {
    let behind = address.split_once("://").map_or(address, |(_, rest)| rest);
    behind
        .split('/')
        .next()
        .is_some_and(|authority| authority.contains('@'))
}

/// A name in single braces in an address, which is no bind.
fn open_variable(address: &Expression) -> Option<String> {
    let mut found = None;
    address.visit(&mut |part| {
        let Expression::Literal(value) = part else { return };
        let behind = value.as_str().and_then(|text| text.split_once('{'));
        let name = behind.map(|(_, rest)| rest.split_once('}').map_or(rest, |(name, _)| name));
        found = found.take().or_else(|| name.map(str::to_owned));
    });
    found
}

/// The server of an address; binds in it are variables.
pub(crate) fn server(base_url: &Expression) -> Server {
    let mut server = Server::default();
    append(base_url, &mut server);
    server
}

fn append(part: &Expression, server: &mut Server) {
    match part {
        Expression::Literal(value) => server.url.push_str(value.as_str().unwrap_or_default()),
        Expression::Template(parts) => parts.iter().for_each(|part| append(part, server)),
        Expression::Bind(name) => {
            server.url.push_str(&format!("{{{name}}}"));
            let is_new = server.variables.iter().all(|variable| variable.name != *name);
            if is_new {
                server.variables.push(specwright_model::ServerVariable {
                    name: name.clone(),
                    ..specwright_model::ServerVariable::default()
                });
            }
        }
        _ => {}
    }
}
