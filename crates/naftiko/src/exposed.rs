//! What a capability exposes: adapters, each with what it offers.

mod aggregate;
mod inputs;
mod lookup;
mod mcp;
mod outputs;
mod plan;
mod rest;
mod result;
mod scope;
mod substitute;
mod with;

use std::collections::BTreeMap;
use std::net::IpAddr;

use specwright_diagnostics::{Diagnostic, Location};
use specwright_model::{Adapter, Origin};
use specwright_source::Node;

use crate::imports::Item;
use crate::objects;
use crate::reader::Reader;
use crate::rules;

pub(crate) use aggregate::Functions;
pub(crate) use substitute::Room;

/// What is exposed, and what it is made of.
pub(crate) struct Exposed<'s> {
    pub(crate) functions: Functions<'s>,
    /// What inputs may be qualified with: `rest`, `tools`, and the namespaces of adapters and aggregates.
    pub(crate) scopes: Vec<String>,
    namespaces: BTreeMap<String, Location>,
    ports: BTreeMap<u16, Location>,
}

/// What adapters of every type have.
struct Common {
    namespace: String,
    address: Option<String>,
    port: Option<u16>,
}

/// Scopes that every capability has.
const SCOPES: [&str; 4] = ["rest", "api", "tools", "mcp"];

impl<'s> Reader<'s> {
    /// Reads all adapters.
    pub(crate) fn expose(&mut self, items: &[Item<'s>], aggregates: &[Item<'s>]) -> Vec<Adapter> {
        let functions = self.functions(aggregates);
        let namespaces = items.iter().chain(aggregates).filter_map(|item| {
            let own = item.node.peek("namespace").and_then(Node::as_text);
            item.alias.map(|(name, _)| name).or(own)
        });
        let scopes = SCOPES.into_iter().chain(namespaces).map(str::to_owned).collect();
        let mut exposed = Exposed {
            functions,
            scopes,
            namespaces: BTreeMap::new(),
            ports: BTreeMap::new(),
        };
        self.plan_functions(&mut exposed);
        let adapters = items
            .iter()
            .filter_map(|item| self.adapter(*item, &mut exposed))
            .collect();
        self.unused_functions(&exposed.functions);
        adapters
    }

    fn adapter(&mut self, item: Item<'s>, exposed: &mut Exposed<'s>) -> Option<Adapter> {
        let node = item.node;
        let kind = node.get("type").and_then(Node::as_text).map(str::to_ascii_lowercase);
        match kind.as_deref() {
            Some("rest" | "api") => self.rest_adapter(item, exposed).map(Adapter::Rest),
            Some("mcp") => self.mcp_adapter(item, exposed).map(Adapter::Mcp),
            Some("skill" | "control") => {
                let kind = kind.unwrap_or_default();
                let name = item
                    .alias
                    .map(|(name, _)| name)
                    .or_else(|| node.peek("namespace")?.as_text());
                let what = match name {
                    Some(name) => format!("the {kind} adapter `{name}`"),
                    None => format!("the {kind} adapter"),
                };
                self.use_binds_below(node);
                node.see_all();
                self.left_out(node.location(), &what, "only REST and MCP adapters are generated");
                None
            }
            Some(other) => {
                node.see_all();
                let location = node.peek("type").map_or_else(|| node.location(), Node::location);
                let message = format!("`{other}` is no type of adapter");
                let known = ["rest", "mcp", "skill", "control"];
                self.report_unknown(&rules::UNKNOWN_VALUE, location, message, other, &known);
                None
            }
            None => {
                node.see_all();
                self.report(&rules::MISSING_KEY, node.location(), "an adapter has no `type`");
                None
            }
        }
    }

    /// Takes binds as used that a part names which is left out.
    pub(crate) fn use_binds_below(&mut self, node: Node<'s>) {
        let mut pending = vec![node];
        while let Some(node) = pending.pop() {
            pending.extend(node.items());
            pending.extend(node.peek_entries().map(|entry| entry.value));
            for part in node.as_str().map(crate::expression::template).unwrap_or_default() {
                if let crate::expression::TemplatePart::Name(name) = part {
                    self.binds.used(name);
                }
            }
        }
    }

    /// What adapters of every type have. None, with a finding, where there is no namespace, or one that is taken.
    fn common(
        &mut self,
        item: Item<'s>,
        object: &'static objects::ObjectType,
        exposed: &mut Exposed<'s>,
    ) -> Option<Common> {
        let node = item.node;
        if !self.object(node, object) {
            return None;
        }
        let own = self.required(node, "namespace", object);
        let Some(namespace) = item.alias.map(|(name, _)| name.to_owned()).or(own.map(str::to_owned)) else {
            self.use_binds_below(node);
            node.see_all();
            return None;
        };
        let location = node.peek("namespace").map_or_else(|| node.location(), Node::location);
        if let Some(first) = exposed.namespaces.insert(namespace.clone(), location) {
            let message = format!("two adapters have the namespace `{namespace}`");
            let diagnostic = Diagnostic::new(&rules::REPEATED_NAME, location, message);
            self.findings.push(diagnostic.related(first, "the first one"));
        }
        let address = self.listening_address(node);
        let port = self.port(node, exposed);
        if let Some(size) = node.get("maxBinarySize") {
            let why = "responses are passed on within the limits of whoever runs the capability";
            self.left_out(size.location(), "`maxBinarySize`", why);
        }
        Some(Common {
            namespace,
            address,
            port,
        })
    }

    /// Where an adapter listens: a host name, or an IP address without brackets.
    fn listening_address(&mut self, node: Node<'s>) -> Option<String> {
        let text = self.text(node, "address")?;
        let address = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        let address = address.unwrap_or(text);
        if address.parse::<IpAddr>().is_ok() || is_host_name(address) {
            return Some(address.to_owned());
        }
        let location = node.peek("address").map_or_else(|| node.location(), Node::location);
        let message = format!("`{text}` is neither a host name nor an IP address");
        let help = "write `localhost`, `0.0.0.0` or the like; the port is a key of its own";
        self.report_with(&rules::INVALID_ADDRESS, location, message, help);
        None
    }

    fn port(&mut self, node: Node<'s>, exposed: &mut Exposed<'s>) -> Option<u16> {
        let text = self.text(node, "port")?;
        let location = node.peek("port").map_or_else(|| node.location(), Node::location);
        let Some(port) = text.parse::<u16>().ok().filter(|port| *port > 0) else {
            let message = format!("`{text}` is no port");
            self.report_with(
                &rules::INVALID_PORT,
                location,
                message,
                "ports are numbers from 1 to 65535",
            );
            return None;
        };
        if let Some(first) = exposed.ports.insert(port, location) {
            let message = format!("two adapters listen at the port {port}");
            let diagnostic = Diagnostic::new(&rules::REPEATED_PORT, location, message);
            self.findings.push(diagnostic.related(first, "the first one"));
        }
        Some(port)
    }

    fn adapter_origin(&self, node: Node<'s>) -> Origin {
        self.origin(node.location())
    }
}

/// Whether a text is a name of a host (RFC 1123, section 2.1), with underscores, which containers have in theirs.
fn is_host_name(text: &str) -> bool {
    let is_label = |label: &str| {
        let is_plain = |it: char| it.is_ascii_alphanumeric() || it == '-' || it == '_';
        (1..=63).contains(&label.len()) && label.chars().all(is_plain) && !label.starts_with('-')
    };
    text.len() <= 253 && text.split('.').all(is_label)
}
